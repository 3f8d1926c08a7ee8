//! Brackets and quotation marks: which belong together, and whether those of a text are seen to.

/// How many kinds of brackets there are.
pub(crate) const KINDS: usize = 10;

/// Of a bracket or quotation mark which kind it is, of whatever width, and whether it opens.
pub(crate) fn side(c: char) -> Option<(usize, bool)> {
    Some(match c {
        '(' | '（' => (0, true),
        ')' | '）' => (0, false),
        '[' | '［' => (1, true),
        ']' | '］' => (1, false),
        '{' | '｛' => (2, true),
        '}' | '｝' => (2, false),
        '「' => (3, true),
        '」' => (3, false),
        '『' => (4, true),
        '』' => (4, false),
        '【' => (5, true),
        '】' => (5, false),
        '〔' => (6, true),
        '〕' => (6, false),
        '《' => (7, true),
        '》' => (7, false),
        '〈' => (8, true),
        '〉' => (8, false),
        '“' => (9, true),
        '”' => (9, false),
        _ => return None,
    })
}

/// Whether `c` is a bracket or a quotation mark that has a partner.
pub(crate) fn is_bracket(c: char) -> bool {
    side(c).is_some()
}

/// Brackets as they come, to see whether all have partners: most texts have one pair, and hardly any more than a few within
/// one another.
#[derive(Debug, Default)]
pub(crate) struct Nesting {
    /// The kinds of those that are open.
    open: [usize; 8],
    depth: usize,
    /// Whether one could not be followed.
    lost: bool,
}

impl Nesting {
    /// Goes on to the next bracket or quotation mark; any other character is none.
    pub(crate) fn add(&mut self, c: char) {
        let Some((kind, opens)) = side(c) else { return };
        let innermost = self.depth.checked_sub(1);
        if opens && let Some(open) = self.open.get_mut(self.depth) {
            *open = kind;
            self.depth += 1;
        } else if !opens
            && let Some(innermost) = innermost
            && self.open[innermost] == kind
        {
            self.depth = innermost;
        } else {
            self.lost = true;
        }
    }

    /// Whether all of them are seen to have partners.
    pub(crate) fn is_closed(&self) -> bool {
        self.depth == 0 && !self.lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_known() {
        for (kind, opening, closing) in
            [(0, "(（", ")）"), (1, "[［", "]］"), (2, "{｛", "}｝"), (3, "「", "」"), (9, "“", "”")]
        {
            assert!(opening.chars().all(|c| side(c) == Some((kind, true))));
            assert!(closing.chars().all(|c| side(c) == Some((kind, false))));
        }
        let sides: Vec<_> = ('\0'..=char::MAX).filter_map(side).collect();
        assert_eq!(sides.len(), 2 * (KINDS + 3));
        assert!((0..KINDS).all(|kind| sides.contains(&(kind, true)) && sides.contains(&(kind, false))));
    }
}
