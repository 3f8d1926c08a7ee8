//! The characters of a cell as lines, as they are seen.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::drawn::{Glyph, Spot};
use super::tree::{Leaf, Tree};
use crate::text::sorting::sort_by;

/// A line of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TextLine {
    pub(super) text: String,
    pub(super) page: usize,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// Whether a space is drawn at its end.
    pub(super) space: bool,
    /// The width of what could not have been put on the line before.
    pub(super) first_word: f32,
    /// Where it begins and ends in the structure of the document.
    pub(super) begins: Option<Leaf>,
    pub(super) ends: Option<Leaf>,
    /// Whether the mark of a list is before it.
    pub(super) bullet: bool,
}

/// Arranges characters into lines from top to bottom, each from left to right. Where the structure of the document says
/// which paragraph each is in, paragraphs beside each other are read one after the other.
pub(super) fn lines(glyphs: Vec<Glyph>, page: usize, spots: &[Spot], tree: &Tree) -> Vec<TextLine> {
    let block = |glyph: &Glyph| tree.leaf(page, glyph.mcid).map(|leaf| leaf.block);
    if !glyphs.iter().all(|glyph| glyph.is_space() || block(glyph).is_some()) {
        return levels(glyphs, page, spots, tree);
    }
    let mut blocks: BTreeMap<u32, Vec<Glyph>> = BTreeMap::new();
    let mut last = 0;
    for glyph in glyphs {
        last = block(&glyph).unwrap_or(last);
        blocks.entry(last).or_default().push(glyph);
    }
    blocks.into_values().flat_map(|glyphs| levels(glyphs, page, spots, tree)).collect()
}

fn levels(mut glyphs: Vec<Glyph>, page: usize, spots: &[Spot], tree: &Tree) -> Vec<TextLine> {
    sort_by(&mut glyphs, |one, other| one.y.total_cmp(&other.y));
    let mut levels: Vec<Vec<Glyph>> = Vec::new();
    // The base line and the size of a level are those of its largest character; raised and lowered ones join it.
    let mut base = (f32::NEG_INFINITY, 0.0_f32);
    for glyph in glyphs {
        let near = glyph.y - base.0 <= 0.45 * base.1.max(glyph.size);
        match levels.last_mut().filter(|_| near) {
            Some(level) => {
                if glyph.size > base.1 {
                    base = (glyph.y, glyph.size);
                }
                level.push(glyph);
            }
            None => {
                base = (glyph.y, glyph.size);
                levels.push(vec![glyph]);
            }
        }
    }
    levels.into_iter().filter_map(|level| line(level, page, spots, tree)).collect()
}

fn line(mut level: Vec<Glyph>, page: usize, spots: &[Spot], tree: &Tree) -> Option<TextLine> {
    sort_by(&mut level, |one, other| one.x0.total_cmp(&other.x0));
    let first = level.iter().position(|glyph| !glyph.is_space())?;
    let last = level.iter().rposition(|glyph| !glyph.is_space())?;
    let mut text = String::new();
    for glyph in &level[first..=last] {
        for c in glyph.text.chars() {
            let c = if matches!(c, '\t' | '\n' | '\r' | '\u{A0}') { ' ' } else { c };
            if c != ' ' || !text.ends_with(' ') {
                text.push(c);
            }
        }
    }
    let (begin, end) = (&level[first], &level[last]);
    let size = level.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    let leaf = |glyph: &Glyph| tree.leaf(page, glyph.mcid);
    let bullet = spots.iter().any(|spot| {
        spot.x < begin.x0 && begin.x0 - spot.x < 2.5 * size && spot.y < end.y && spot.y > end.y - size
    });
    Some(TextLine {
        text: text.trim().to_owned(),
        page,
        x0: begin.x0,
        x1: end.x1,
        y: end.y,
        size,
        space: last + 1 < level.len(),
        first_word: first_word(&level[first..=last]),
        begins: leaf(begin),
        ends: leaf(end),
        bullet,
    })
}

/// The width of the first piece of a line that is not broken: a character of Chinese, or a word of letters, with the signs
/// that must not begin or end a line.
fn first_word(glyphs: &[Glyph]) -> f32 {
    let begins = glyphs[0].x0;
    let mut end = glyphs[0].x1;
    for pair in glyphs.windows(2) {
        let (Some(before), Some(after)) = (pair[0].text.chars().next_back(), pair[1].text.chars().next())
        else {
            continue;
        };
        let opens = matches!(before, '(' | '（' | '「' | '『' | '《' | '〈' | '【' | '[' | '“' | '‘');
        let closes = !after.is_alphanumeric()
            && !after.is_whitespace()
            && !matches!(after, '(' | '（' | '「' | '【' | '《');
        let latin = |c: char| c.is_ascii() && !c.is_whitespace();
        if !(opens || closes || latin(before) && latin(after)) {
            break;
        }
        end = pair[1].x1;
    }
    end - begins
}

/// Leaves out characters that are drawn again at the same place to look bold.
pub(super) fn without_doubles(glyphs: Vec<Glyph>) -> (Vec<Glyph>, Vec<Rc<str>>) {
    const FIELD: f32 = 2.0;
    const LOOKED_AT: usize = 24;
    let mut fields: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut doubles = Vec::new();
    for glyph in glyphs {
        #[allow(clippy::cast_possible_truncation, reason = "casts of floats stop at the ends")]
        let field = ((glyph.x0 / FIELD) as i32, (glyph.y / FIELD) as i32);
        let around = (-1..=1)
            .flat_map(|x| (-1..=1).map(move |y| (field.0.saturating_add(x), field.1.saturating_add(y))));
        let is_double =
            around.filter_map(|field| fields.get(&field)).flatten().take(LOOKED_AT * 9).any(|&at| {
                let other = &kept[at];
                let near = 0.15 * glyph.size;
                other.text == glyph.text
                    && (other.x0 - glyph.x0).abs() <= near
                    && (other.y - glyph.y).abs() <= near
            });
        if is_double {
            doubles.push(glyph.text);
            continue;
        }
        let here = fields.entry(field).or_default();
        if here.len() < LOOKED_AT {
            here.push(kept.len());
        }
        kept.push(glyph);
    }
    (kept, doubles)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(text: &str, x0: f32, y: f32) -> Glyph {
        Glyph {
            text: text.into(),
            x0,
            x1: x0 + 10.0,
            y,
            size: 10.0,
            mcid: None,
            operator: 0,
            artifact: false,
        }
    }

    #[test]
    fn lines_are_read_as_they_are_seen() {
        let drawn = ["行", "T", "1", " ", "為"];
        let places = [(0.0, 22.0), (0.0, 10.0), (10.0, 10.0), (20.0, 10.0), (10.0, 22.0)];
        let glyphs = drawn.iter().zip(places).map(|(text, (x, y))| glyph(text, x, y)).collect();
        let found = lines(glyphs, 0, &[], &Tree::default());
        let texts: Vec<_> = found.iter().map(|line| (line.text.as_str(), line.space)).collect();
        assert_eq!(texts, [("T1", true), ("行為", false)]);
        assert!((found[1].first_word - 10.0).abs() < 0.01 && (found[0].first_word - 20.0).abs() < 0.01);
    }

    #[test]
    fn a_raised_character_stays_on_its_line() {
        let raised = Glyph { size: 6.0, ..glyph("3", 20.0, 6.0) };
        let glyphs = vec![glyph("1", 0.0, 10.0), glyph("0", 10.0, 10.0), raised, glyph("字", 0.0, 22.0)];
        let found = lines(glyphs, 0, &[], &Tree::default());
        assert_eq!(found.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["103", "字"]);
    }

    #[test]
    fn what_is_drawn_twice_to_look_bold_is_read_once() {
        let glyphs = vec![
            glyph("知", 0.0, 10.0),
            glyph("識", 10.0, 10.0),
            glyph("知", 0.4, 10.0),
            glyph("識", 10.4, 10.2),
        ];
        assert_eq!(without_doubles(glyphs).1, ["知", "識"].map(Rc::from));
        // The same character after itself is none.
        assert_eq!(without_doubles(vec![glyph("人", 0.0, 10.0), glyph("人", 10.0, 10.0)]).1.len(), 0);
    }
}
