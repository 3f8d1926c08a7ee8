//! Running heads: what stands at the same place of several pages, above or below what the pages are about.

use super::drawn::{Drawn, Glyph};
use super::footer::is_margin;
use super::lines::{TextLine, lines};
use super::tree::Tree;

/// A text at the head or the foot of pages, without its digits, and its place.
#[derive(Debug)]
struct Head {
    text: String,
    x: f32,
    y: f32,
    pages: Vec<usize>,
}

/// The running heads of a document.
#[derive(Debug, Default)]
pub(super) struct Running(Vec<Head>);

impl Running {
    /// Those of these pages.
    pub(super) fn of(pages: &[(Vec<Glyph>, Drawn)], tree: &Tree) -> Self {
        let mut heads: Vec<Head> = Vec::new();
        for (page, (glyphs, drawn)) in pages.iter().enumerate() {
            let near: Vec<Glyph> =
                glyphs.iter().filter(|glyph| is_margin(glyph.y, drawn.height)).cloned().collect();
            for line in lines(near, page, &[], tree) {
                let text = bare(&line.text);
                let known = heads.iter().position(|head| head.is_at(&line) && head.text == text);
                match known {
                    Some(at) => heads[at].pages.push(page),
                    None if heads.len() < MAX_HEADS => {
                        heads.push(Head { text, x: line.x0, y: line.y, pages: vec![page] });
                    }
                    None => {}
                }
            }
        }
        heads.retain(|head| head.pages.len() > 1 && !head.text.is_empty());
        Self(heads)
    }

    /// Whether a line outside of the tables is one that was on a page before; the first of them may be the title.
    pub(super) fn has(&self, line: &TextLine, height: f32) -> bool {
        let text = bare(&line.text);
        let is_it = |head: &Head| head.is_at(line) && head.text == text;
        is_margin(line.y, height)
            && self.0.iter().any(|head| is_it(head) && (line.page > 0 || head.pages[0] > 0))
    }
}

/// Beyond this many texts there are no running heads among them.
const MAX_HEADS: usize = 2000;

impl Head {
    fn is_at(&self, line: &TextLine) -> bool {
        (self.x - line.x0).abs() < 2.0 && (self.y - line.y).abs() < 2.0
    }
}

/// A text without what differs from page to page.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}
