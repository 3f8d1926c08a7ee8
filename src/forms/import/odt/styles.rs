//! Which lists of an office file are numbered. The lists themselves only name a style.

use std::collections::HashMap;

/// The styles of lists, by name.
#[derive(Default)]
pub(super) struct Styles {
    lists: HashMap<String, Vec<Numbered>>,
    /// The style that is being declared.
    current: Option<String>,
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
