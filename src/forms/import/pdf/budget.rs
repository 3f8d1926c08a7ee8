//! What a PDF may cost: a short file can unpack to gigabytes, draw the same form a million times, or claim a font of a
//! billion widths. A published standard has under a hundred pages, and some thousand characters on each.

use crate::forms::import::read_error::{DocumentPart, ReadError};

/// The most bytes that all streams may have in total, once unpacked: 64 MiB.
pub(super) const MAX_UNPACKED: usize = 64 << 20;

/// The most filters on one stream.
pub(super) const MAX_FILTERS: usize = 4;

/// The deepest nesting of forms, each drawn by the one before.
pub(super) const MAX_FORM_DEPTH: usize = 12;

/// The deepest nesting of saved states, and of marked content.
pub(super) const MAX_STATES: usize = 512;

/// The most pages.
pub(super) const MAX_PAGES: usize = 1000;

/// The most widths and ranges of widths of a font.
pub(super) const MAX_WIDTHS: usize = 100_000;

/// The most rows or columns of a table on a page.
pub(super) const MAX_GRID: usize = 300;

/// The most elements of the structure tree, and their deepest nesting.
pub(super) const MAX_ELEMENTS: usize = 500_000;
pub(super) const MAX_TREE_DEPTH: usize = 200;

/// What is counted while a file is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cost {
    /// Operators of the pages and their forms.
    Operators,
    /// Characters.
    Glyphs,
    /// Pieces of ruling lines.
    Rules,
    /// Forms that are drawn.
    Forms,
    /// Fonts that are loaded.
    Fonts,
}

impl Cost {
    fn limit(self) -> usize {
        match self {
            Self::Operators => 4_000_000,
            Self::Glyphs => 400_000,
            Self::Rules => 400_000,
            Self::Forms => 20_000,
            Self::Fonts => 20_000,
        }
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Operators => ("operators", "繪圖指令"),
            Self::Glyphs => ("characters", "字元"),
            Self::Rules => ("ruling lines", "框線"),
            Self::Forms => ("drawn forms", "表單物件"),
            Self::Fonts => ("fonts", "字型"),
        }
    }
}

/// What a file may still use of the limits.
#[derive(Debug)]
pub(super) struct Budget {
    bytes: usize,
    left: [usize; 5],
}

impl Budget {
    pub(super) fn new() -> Self {
        Self::of_bytes(MAX_UNPACKED)
    }

    /// A budget that lets this many bytes be unpacked.
    pub(super) fn of_bytes(bytes: usize) -> Self {
        let all = [Cost::Operators, Cost::Glyphs, Cost::Rules, Cost::Forms, Cost::Fonts];
        Self { bytes, left: all.map(Cost::limit) }
    }

    /// How many bytes may still be unpacked.
    pub(super) fn bytes_left(&self) -> usize {
        self.bytes
    }

    /// Uses up this many unpacked bytes.
    pub(super) fn unpack(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.bytes = self.bytes.checked_sub(bytes).ok_or_else(too_large)?;
        Ok(())
    }

    /// Uses up one of what is counted.
    pub(super) fn take(&mut self, cost: Cost) -> Result<(), ReadError> {
        let left = &mut self.left[cost as usize];
        *left = left.checked_sub(1).ok_or_else(|| beyond(cost.names(), cost.limit()))?;
        Ok(())
    }
}

/// The streams are too large in total.
pub(super) fn too_large() -> ReadError {
    ReadError::TooLarge { what: DocumentPart::Streams, mebibytes: MAX_UNPACKED >> 20 }
}

/// There is more of something than a standard has.
pub(super) fn beyond(names: (&'static str, &'static str), limit: usize) -> ReadError {
    ReadError::Beyond { names, limit }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_used_up_is_refused_with_its_name() {
        let mut budget = Budget::new();
        budget.unpack(MAX_UNPACKED).unwrap();
        assert_eq!(budget.unpack(1), Err(too_large()));
        for _ in 0..Cost::Forms.limit() {
            budget.take(Cost::Forms).unwrap();
        }
        assert!(budget.take(Cost::Forms).unwrap_err().words().en.contains("20000 drawn forms"));
        budget.take(Cost::Fonts).unwrap();
    }
}
