//! Runs the operators of a page and collects what they draw.

mod numbers;
mod text;

use std::collections::HashMap;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::budget::{Budget, Cost, MAX_FORM_DEPTH, MAX_STATES, beyond};
use super::drawn::Drawn;
use super::filters::{Fault, unpacked};
use super::font::Font;
use super::marked::{Marked, Marks};
use super::matrix::Matrix;
use super::path::{Area, Path};
use super::text_state::{TextPlace, TextState};
use crate::bilingual;
use crate::forms::import::read_error::ReadError;
use numbers::Numbers;

/// An operator that no page has, at the end of every content that is run: where it is not reached, an operator before it could not
/// be read, and what follows that would be lost.
const END: &[u8] = b"\nttmEnd\n";

/// The fonts of a file, each loaded once.
#[derive(Default)]
pub(super) struct Fonts {
    all: Vec<Font>,
    /// By where their dictionaries lie in the file.
    places: HashMap<usize, usize>,
}

impl Fonts {
    fn index(&mut self, dict: &Dict<'_>, budget: &mut Budget) -> Result<usize, ReadError> {
        let place = dict.data().as_ptr().addr();
        if let Some(&index) = self.places.get(&place) {
            return Ok(index);
        }
        budget.take(Cost::Fonts)?;
        self.all.push(Font::load(dict, budget)?);
        self.places.insert(place, self.all.len() - 1);
        Ok(self.all.len() - 1)
    }
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    text: TextState,
    clip: Area,
    line_width: f64,
}

/// A page that is drawn.
struct Canvas<'f> {
    number: usize,
    fonts: &'f mut Fonts,
    budget: &'f mut Budget,
    state: State,
    saved: Vec<State>,
    place: TextPlace,
    path: Path,
    /// Whether the path becomes the border of what is seen once it is drawn.
    clips: bool,
    marks: Marks,
    drawn: Drawn,
    /// How many operators have shown text.
    shown: u32,
}

/// Draws a page, which has this number from 1.
///
/// # Errors
/// [`ReadError`] if it is damaged, is beyond the limits, or has a character of which the file does not say what it is.
pub(super) fn page(
    page: &Page<'_>,
    number: usize,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> Result<Drawn, ReadError> {
    let content = content(page, budget)?;
    let (width, height) = page.render_dimensions();
    let upright = Matrix(page.initial_transform(true).as_coeffs());
    let mut run = |matrix: Matrix, width: f32, height: f32| {
        let clip = [0.0, 0.0, width, height];
        let state = State { matrix, text: TextState::new(), clip, line_width: 1.0 };
        let mut canvas = Canvas {
            number,
            fonts,
            budget,
            state,
            saved: Vec::new(),
            place: TextPlace::new(),
            path: Path::default(),
            clips: false,
            marks: Marks::default(),
            drawn: Drawn { width, height, ..Drawn::default() },
            shown: 0,
        };
        canvas.run(&content, page.resources(), 0)?;
        Ok::<_, ReadError>(canvas.drawn)
    };
    let drawn = run(upright, width, height)?;
    // A page whose texts run in another direction is drawn again, turned by that.
    let (wide, high) = (f64::from(width), f64::from(height));
    let most = drawn.directions.iter().enumerate().max_by_key(|(_, count)| **count);
    match most.filter(|(_, count)| **count > drawn.glyphs.len()) {
        Some((0, _)) => run(upright.then(Matrix([0.0, -1.0, 1.0, 0.0, 0.0, wide])), height, width),
        Some((1, _)) => run(upright.then(Matrix([0.0, 1.0, -1.0, 0.0, high, 0.0])), height, width),
        Some(_) => run(upright.then(Matrix([-1.0, 0.0, 0.0, -1.0, wide, high])), width, height),
        None => Ok(drawn),
    }
}

/// The content of a page, which may be in several streams, with [`END`].
fn content(page: &Page<'_>, budget: &mut Budget) -> Result<Vec<u8>, ReadError> {
    let mut all = Vec::new();
    let mut add = |stream: Stream<'_>| {
        let content = unpacked(&stream, budget).map_err(Fault::read_error)?;
        if all.is_empty() {
            all = content.into_owned();
        } else {
            all.extend_from_slice(&content);
        }
        all.push(b'\n');
        Ok::<_, ReadError>(())
    };
    match page.raw().get::<Object<'_>>(b"Contents") {
        Some(Object::Stream(stream)) => add(stream)?,
        Some(Object::Array(parts)) => {
            for part in parts.iter::<Object<'_>>() {
                if let Object::Stream(stream) = part {
                    add(stream)?;
                }
            }
        }
        _ => {}
    }
    all.extend_from_slice(END);
    Ok(all)
}

impl Canvas<'_> {
    fn run(&mut self, content: &[u8], resources: &Resources<'_>, depth: usize) -> Result<(), ReadError> {
        let depth_before = self.saved.len();
        let mut operators = UntypedIter::new(content);
        let mut ended = false;
        while let Some(instruction) = operators.next() {
            self.budget.take(Cost::Operators)?;
            let operands: Vec<&Object<'_>> = instruction.operands().collect();
            let name: &[u8] = instruction.operator;
            ended = name == b"ttmEnd";
            self.operator(name, &operands, resources, depth)?;
        }
        if !ended {
            let page = self.number;
            let reason = bilingual!("the content of page {page} breaks off", "第 {page} 頁的內容中斷");
            return Err(ReadError::Damaged { format: "PDF", reason });
        }
        self.saved.truncate(self.saved.len().max(depth_before));
        Ok(())
    }

    fn operator(
        &mut self,
        name: &[u8],
        operands: &[&Object<'_>],
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), ReadError> {
        let numbers = Numbers(operands);
        match name {
            b"q" => {
                if self.saved.len() >= MAX_STATES {
                    return Err(beyond(("saved states", "層繪圖狀態"), MAX_STATES));
                }
                self.saved.push(self.state.clone());
            }
            b"Q" => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                if let Some(matrix) = numbers.matrix() {
                    self.state.matrix = matrix.then(self.state.matrix);
                }
            }
            b"w" => self.state.line_width = numbers.first().unwrap_or(1.0),
            b"Do" => {
                if let Some(Object::Name(name)) = operands.first()
                    && let Some(stream) = resources.x_objects.get::<Stream<'_>>(&**name)
                {
                    self.external(&stream, resources, depth)?;
                }
            }
            b"BI" => self.drawn.pictures += 1,
            b"BMC" | b"BDC" => {
                let tag: &[u8] = match operands.first() {
                    Some(Object::Name(name)) => name,
                    _ => b"",
                };
                let properties = match operands.get(1) {
                    Some(Object::Dict(dict)) => Some(dict.clone()),
                    Some(Object::Name(name)) => resources.properties.get::<Dict<'_>>(&**name),
                    _ => None,
                };
                self.marks.begin(Marked::of(tag, properties.as_ref(), depth))?;
            }
            b"EMC" => self.marks.end(),
            _ => return self.path_or_text(name, &numbers, resources),
        }
        Ok(())
    }

    fn path_or_text(
        &mut self,
        name: &[u8],
        numbers: &Numbers<'_, '_>,
        resources: &Resources<'_>,
    ) -> Result<(), ReadError> {
        let matrix = self.state.matrix;
        let points = || numbers.all::<6>(2).map(|all| [0, 2, 4].map(|at| matrix.apply(all[at], all[at + 1])));
        match (name, points()) {
            (b"m", Some([to, ..])) => self.path.move_to(to, self.budget)?,
            (b"l", Some([to, ..])) => self.path.line_to(to, self.budget)?,
            (b"c", Some(all)) => self.path.curve_to(&all, self.budget)?,
            (b"v" | b"y", Some(all)) => self.path.curve_to(&all[..2], self.budget)?,
            (b"re", _) => {
                if let Some([x, y, width, height]) = numbers.all::<4>(4) {
                    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
                    let [first, rest @ ..] = corners.map(|(x, y)| matrix.apply(x, y));
                    self.path.move_to(first, self.budget)?;
                    for corner in rest {
                        self.path.line_to(corner, self.budget)?;
                    }
                    self.path.close();
                }
            }
            (b"h", _) => self.path.close(),
            (b"W" | b"W*", _) => self.clips = true,
            (b"S", _) => self.paint(true, false),
            (b"s", _) => {
                self.path.close();
                self.paint(true, false);
            }
            (b"f" | b"F" | b"f*", _) => self.paint(false, true),
            (b"B" | b"B*", _) => self.paint(true, true),
            (b"b" | b"b*", _) => {
                self.path.close();
                self.paint(true, true);
            }
            (b"n", _) => self.paint(false, false),
            _ => return self.text(name, numbers, resources),
        }
        Ok(())
    }

    /// Ends the path; it may be the border of what is seen from now on.
    fn paint(&mut self, stroked: bool, filled: bool) {
        let area = self.path.area();
        let [a, b, c, d, ..] = self.state.matrix.0;
        let scale = (a * d - b * c).abs().sqrt();
        #[allow(clippy::cast_possible_truncation, reason = "the width of a line")]
        let width = (self.state.line_width * scale) as f32;
        self.path.paint(stroked.then_some(width), filled, self.state.clip, &mut self.drawn);
        if let Some([left, top, right, bottom]) = area.filter(|_| self.clips) {
            let clip = self.state.clip;
            self.state.clip = [clip[0].max(left), clip[1].max(top), clip[2].min(right), clip[3].min(bottom)];
        }
        self.clips = false;
        self.path.clear();
    }

    /// A picture, or a form, which is drawn as if it were part of the page.
    fn external(
        &mut self,
        stream: &Stream<'_>,
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), ReadError> {
        let dict = stream.dict();
        if dict.get::<Name<'_>>(b"Subtype").as_deref() != Some(b"Form") {
            self.drawn.pictures += 1;
            return Ok(());
        }
        if depth >= MAX_FORM_DEPTH {
            return Err(beyond(("forms inside each other", "層表單物件"), MAX_FORM_DEPTH));
        }
        self.budget.take(Cost::Forms)?;
        let mut content = unpacked(stream, self.budget).map_err(Fault::read_error)?.into_owned();
        content.extend_from_slice(END);
        let own = dict.get::<Dict<'_>>(b"Resources").map(Resources::new);
        let before = (self.state.clone(), self.place, self.saved.len());
        if let Some(matrix) = dict.get::<Array<'_>>(b"Matrix")
            && let Ok(matrix) = <[f32; 6]>::try_from(matrix)
        {
            self.state.matrix = Matrix(matrix.map(f64::from)).then(self.state.matrix);
        }
        let marks = self.marks.depth();
        self.run(&content, own.as_ref().unwrap_or(resources), depth + 1)?;
        self.marks.cut(marks);
        (self.state, self.place) = (before.0, before.1);
        self.saved.truncate(before.2);
        Ok(())
    }
}
