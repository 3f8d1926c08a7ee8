//! The operators that show text, and those that set how.

use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Object};
use hayro_syntax::page::Resources;

use super::Canvas;
use super::numbers::Numbers;
use crate::bilingual;
use crate::forms::import::pdf::budget::Cost;
use crate::forms::import::pdf::drawn::Glyph;
use crate::forms::import::pdf::text_state::TextPlace;
use crate::forms::import::read_error::ReadError;

/// The longest text that is kept of what is not seen.
const EXCERPT: usize = 200;

impl Canvas<'_> {
    pub(super) fn text(
        &mut self,
        name: &[u8],
        numbers: &Numbers<'_, '_>,
        resources: &Resources<'_>,
    ) -> Result<(), ReadError> {
        let first = numbers.first();
        self.shown += 1;
        match name {
            b"BT" => self.place = TextPlace::new(),
            b"Tf" => {
                if let [Object::Name(font), Object::Number(size)] = numbers.0 {
                    let dict = resources.fonts.get::<Dict<'_>>(&**font);
                    self.state.text.font = match dict {
                        Some(dict) => Some(self.fonts.index(&dict, self.budget)?),
                        None => None,
                    };
                    self.state.text.size = size.as_f64();
                }
            }
            b"Tc" => self.state.text.char_spacing = first.unwrap_or(0.0),
            b"Tw" => self.state.text.word_spacing = first.unwrap_or(0.0),
            b"Tz" => self.state.text.scale = first.unwrap_or(100.0) / 100.0,
            b"TL" => self.state.text.leading = first.unwrap_or(0.0),
            b"Ts" => self.state.text.rise = first.unwrap_or(0.0),
            b"Tr" => {
                if let Some(Object::Number(mode)) = numbers.0.first() {
                    self.state.text.mode = mode.as_i64();
                }
            }
            b"Td" | b"TD" => {
                if let Some([x, y]) = numbers.all::<2>(2) {
                    if name == b"TD" {
                        self.state.text.leading = -y;
                    }
                    self.place.next_line(x, y);
                }
            }
            b"Tm" => {
                if let Some(matrix) = numbers.matrix() {
                    self.place.set(matrix);
                }
            }
            b"T*" => self.place.next_line(0.0, -self.state.text.leading),
            b"Tj" => self.show_operand(numbers.0.first())?,
            b"'" => {
                self.place.next_line(0.0, -self.state.text.leading);
                self.show_operand(numbers.0.first())?;
            }
            b"\"" => {
                if let Some([word, char]) = numbers.all::<2>(2) {
                    (self.state.text.word_spacing, self.state.text.char_spacing) = (word, char);
                }
                self.place.next_line(0.0, -self.state.text.leading);
                self.show_operand(numbers.0.get(2))?;
            }
            b"TJ" => {
                if let Some(Object::Array(parts)) = numbers.0.first() {
                    self.show_parts(parts)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn show_operand(&mut self, operand: Option<&&Object<'_>>) -> Result<(), ReadError> {
        match operand {
            Some(Object::String(bytes)) => self.show(bytes),
            _ => Ok(()),
        }
    }

    fn show_parts(&mut self, parts: &Array<'_>) -> Result<(), ReadError> {
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::String(bytes) => self.show(&bytes)?,
                Object::Number(back) => {
                    let text = &self.state.text;
                    self.place.advance(-back.as_f64() / 1000.0 * text.size * text.scale);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, mut bytes: &[u8]) -> Result<(), ReadError> {
        let text = self.state.text;
        let Some(index) = text.font else {
            if bytes.is_empty() {
                return Ok(());
            }
            let page = self.number;
            let reason = bilingual!("page {page} has text without a font", "第 {page} 頁有文字沒有字型");
            return Err(ReadError::Damaged { format: "PDF", reason });
        };
        loop {
            let to_page = self.place.here.then(self.state.matrix);
            let Some(shown) = self.fonts.all[index].next(&mut bytes) else { return Ok(()) };
            self.budget.take(Cost::Glyphs)?;
            let spacing = text.char_spacing + if shown.is_space { text.word_spacing } else { 0.0 };
            let width = f64::from(shown.advance) * text.size;
            let (from, to) = (to_page.apply(0.0, text.rise), to_page.apply(width * text.scale, text.rise));
            let up = to_page.apply(0.0, text.rise + text.size);
            let character = shown.text.cloned();
            self.place.advance((width + spacing) * text.scale);
            self.glyph(character, from, to, up, index)?;
        }
    }

    /// Keeps a character, or what the file says is to be read instead.
    fn glyph(
        &mut self,
        character: Option<Rc<str>>,
        from: (f32, f32),
        to: (f32, f32),
        up: (f32, f32),
        font: usize,
    ) -> Result<(), ReadError> {
        let size = (up.0 - from.0).hypot(up.1 - from.1);
        let mut glyph = Glyph {
            text: Rc::default(),
            x0: from.0.min(to.0),
            x1: from.0.max(to.0),
            y: from.1,
            size,
            mcid: self.marks.mcid(),
            operator: self.shown,
            artifact: self.marks.is_artifact(),
        };
        let hidden = matches!(self.state.text.mode, 3 | 7) || !self.sees(&glyph);
        match self.marks.actual() {
            Some(Some(text)) => glyph.text = text.into(),
            Some(None) => {
                // A further character of what was read already.
                if let Some(last) = self.drawn.glyphs.last_mut().filter(|last| (last.y - glyph.y).abs() < 0.1)
                {
                    last.x1 = last.x1.max(glyph.x1);
                }
                return Ok(());
            }
            None => match character {
                Some(text) => glyph.text = text,
                None if hidden || size == 0.0 => return Ok(()),
                None => return Err(self.unknown(font)),
            },
        }
        // Which way is up for it tells the direction also of a character without a width.
        let (x, y) = (up.0 - from.0, up.1 - from.1);
        if hidden {
            push_excerpt(&mut self.drawn.hidden, &glyph.text);
        } else if y < 0.0 && x.abs() < 0.5 * size {
            self.drawn.glyphs.push(glyph);
        } else {
            push_excerpt(&mut self.drawn.turned, &glyph.text);
            let direction = if x.abs() < y.abs() { 2 } else { usize::from(x < 0.0) };
            self.drawn.directions[direction] += 1;
        }
        Ok(())
    }

    fn sees(&self, glyph: &Glyph) -> bool {
        let [left, top, right, bottom] = self.state.clip;
        let (x, y) = (glyph.x0.midpoint(glyph.x1), glyph.middle());
        x >= left - 1.0 && x <= right + 1.0 && y >= top - 1.0 && y <= bottom + 1.0
    }

    /// The error for a character of which the file does not say what it is, with the text before it as its place.
    fn unknown(&self, font: usize) -> ReadError {
        const NEAR: usize = 12;
        let before = self.drawn.glyphs.len().saturating_sub(NEAR);
        let near = self.drawn.glyphs[before..].iter().map(|glyph| &*glyph.text).collect();
        ReadError::NoUnicode { page: self.number, near, font: self.fonts.all[font].name.clone() }
    }
}

fn push_excerpt(kept: &mut String, text: &str) {
    if kept.len() < EXCERPT {
        kept.push_str(text);
    }
}
