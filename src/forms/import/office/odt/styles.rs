//! Which lists of an office file are numbered, and which texts are raised. They only name a style.

use std::collections::HashMap;

use crate::forms::import::raised::Position;

/// The styles of lists, by name.
#[derive(Default)]
pub(super) struct Styles {
    lists: HashMap<String, Vec<Numbered>>,
    /// The style of lists that is being declared.
    current: Option<String>,
    /// The style of texts that is being declared.
    text: String,
    raised: HashMap<String, Position>,
}

/// A numbered level of a style, and its first number.
struct Numbered {
    level: usize,
    first: usize,
}

impl Styles {
    /// Begins the declaration of a style; an earlier one of this name is replaced.
    pub(super) fn begin(&mut self, name: String) {
        self.lists.insert(name.clone(), Vec::new());
        self.current = Some(name);
    }

    /// Begins the declaration of a style of texts.
    pub(super) fn begin_text(&mut self, name: String) {
        self.text = name;
    }

    /// Records the position of texts of the style being declared: `super 58%`, `-25% 58%`.
    pub(super) fn position(&mut self, value: &str) {
        let first = value.split_whitespace().next().unwrap_or_default();
        let position = match first.strip_suffix('%').and_then(|percent| percent.parse::<f32>().ok()) {
            Some(percent) if percent > 0.0 => Position::Raised,
            Some(percent) if percent < 0.0 => Position::Lowered,
            _ if first == "super" => Position::Raised,
            _ if first == "sub" => Position::Lowered,
            _ => return,
        };
        self.raised.insert(self.text.clone(), position);
    }

    /// The position of texts of a style, if there is one.
    pub(super) fn raised(&self, name: &str) -> Option<Position> {
        self.raised.get(name).copied()
    }

    /// Whether any style of texts has a position.
    pub(super) fn any_raised(&self) -> bool {
        !self.raised.is_empty()
    }

    /// Records that the style being declared numbers this level.
    pub(super) fn number(&mut self, level: usize, first: usize) {
        if let Some(levels) = self.current.as_ref().and_then(|name| self.lists.get_mut(name)) {
            levels.push(Numbered { level, first });
        }
    }

    /// The first number of this level of a style; `None` if it is not numbered.
    pub(super) fn first(&self, name: &str, level: usize) -> Option<usize> {
        let levels = self.lists.get(name)?;
        // Office programs write at most ten levels; the last declaration counts.
        levels.iter().rev().take(64).find(|one| one.level == level).map(|one| one.first)
    }
}
