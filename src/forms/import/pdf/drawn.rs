//! What is drawn on a page, in points from its upper left corner as it is seen: characters, ruling lines, bullets.

use std::rc::Rc;

/// A character, or several that are drawn as one. A document has tens of thousands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// That of the font's table, which all its glyphs share.
    pub(super) text: Rc<str>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The base line.
    pub(super) y: f32,
    /// The size of the font.
    pub(super) size: f32,
    /// The marked content of the page that it belongs to.
    pub(super) mcid: Option<u32>,
    /// Which of the operators that show text showed it.
    pub(super) operator: u32,
    /// Whether it is marked as no part of the content, such as a page number.
    pub(super) artifact: bool,
}

impl Glyph {
    /// The middle of its height.
    pub(super) fn middle(&self) -> f32 {
        self.y - 0.35 * self.size
    }

    pub(super) fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// A piece of a ruling line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) vertical: bool,
    /// Where it is across its direction.
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

impl Rule {
    pub(super) fn level(at: f32, from: f32, to: f32) -> Self {
        Self { vertical: false, at, from, to }
    }

    pub(super) fn upright(at: f32, from: f32, to: f32) -> Self {
        Self { vertical: true, at, from, to }
    }
}

/// A small spot, such as the bullet of a list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f32,
    pub(super) y: f32,
}

/// What is drawn on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Drawn {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) spots: Vec<Spot>,
    /// How many pictures.
    pub(super) pictures: usize,
    /// Texts that are not seen: outside of the page or of what is shown of it, or without ink.
    pub(super) hidden: String,
    /// Texts that do not run from left to right.
    pub(super) turned: String,
    /// How many characters run down, up, and from right to left.
    pub(super) directions: [usize; 3],
}
