//! Brackets and quotation marks: which ones form pairs, and whether those of a text pair up.

/// The number of kinds of brackets.
pub(crate) const KINDS: usize = 14;

/// The kind of a bracket or quotation mark, whatever its width, and whether it is an opening one.
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
        '﹙' | '︵' => (0, true),
        '﹚' | '︶' => (0, false),
        '﹛' => (2, true),
        '﹜' => (2, false),
        '｢' | '﹁' => (3, true),
        '｣' | '﹂' => (3, false),
        '﹃' => (4, true),
        '﹄' => (4, false),
        '︻' => (5, true),
        '︼' => (5, false),
        '﹝' => (6, true),
        '﹞' => (6, false),
        '︽' => (7, true),
        '︾' => (7, false),
        '︿' => (8, true),
        '﹀' => (8, false),
        '〖' => (10, true),
        '〗' => (10, false),
        '〝' => (11, true),
        '〞' | '〟' => (11, false),
        '＜' => (12, true),
        '＞' => (12, false),
        '‘' => (13, true),
        '’' => (13, false),
        _ => return None,
    })
}

/// Whether `c` is a bracket or a paired quotation mark.
pub(crate) fn is_bracket(c: char) -> bool {
    side(c).is_some()
}

/// Checks in one pass whether all brackets pair up.
#[derive(Debug, Default)]
pub(crate) struct Nesting {
    /// The kinds of the open brackets, the innermost last.
    open: Vec<usize>,
    /// Whether a closing bracket did not match.
    mismatched: bool,
}

impl Nesting {
    /// Adds the next character; anything but a bracket or quotation mark is ignored.
    pub(crate) fn add(&mut self, c: char) {
        match side(c) {
            Some((kind, true)) => self.open.push(kind),
            Some((kind, false)) => self.mismatched |= self.open.pop() != Some(kind),
            None => {}
        }
    }

    /// Whether all brackets so far are paired.
    pub(crate) fn is_closed(&self) -> bool {
        self.open.is_empty() && !self.mismatched
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_bracket_is_known() {
        for (kind, opening, closing) in
            [(0, "(（", ")）"), (1, "[［", "]］"), (2, "{｛", "}｝"), (3, "「", "」"), (9, "“", "”")]
        {
            assert!(opening.chars().all(|c| side(c) == Some((kind, true))));
            assert!(closing.chars().all(|c| side(c) == Some((kind, false))));
        }
        let sides: Vec<_> = ('\0'..=char::MAX).filter_map(side).collect();
        let opening = sides.iter().filter(|(_, opens)| *opens).count();
        // 〞 and 〟 both close 〝.
        assert_eq!(sides.len(), 2 * opening + 1);
        assert!((0..KINDS).all(|kind| sides.contains(&(kind, true)) && sides.contains(&(kind, false))));
    }
}
