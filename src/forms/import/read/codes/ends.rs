//! Where a code ends if its name begins with digits (`K013D列印`): the other codes of the standard tell.

use super::candidates::Candidate;
use super::{Context, half_width_of, without_blanks};
use crate::text::characters::half_width;

impl Context {
    /// The end of the code at the start of `text`, and another possible end.
    pub(super) fn end(&self, text: &str, found: &Candidate) -> (usize, Option<usize>) {
        let (start, whole) = (found.last.start, found.last.end);
        let Some(next) = text[whole..].chars().next().map(half_width) else { return (whole, None) };
        let digits = half_width_of(&text[start..whole]);
        if next.is_whitespace() || digits.len() < 2 {
            return (whole, None);
        }
        // The digits may be full-width, so they are counted as characters.
        let after = |count: usize| {
            text[start..whole].char_indices().nth(count).map_or(whole, |(index, _)| start + index)
        };
        let name = names_begin_with(next);
        if !found.is_positional() && found.dots == 0 {
            let width = self.width.unwrap_or(if digits.starts_with('0') { 2 } else { digits.len() });
            if digits.len() <= width || digits[..width].bytes().all(|digit| digit == b'0') {
                return (whole, None);
            }
            return match (digits.starts_with('0'), digits.as_bytes()[width] == b'0') {
                (true, _) => (after(width), None),
                (false, true) => (whole, None),
                (false, false) if next.is_ascii_alphabetic() && self.padded && self.longest <= width => {
                    (after(width), None)
                }
                (false, false) if next.is_ascii_alphabetic() || name || digits.len() > width + 1 => {
                    (whole, Some(after(width)))
                }
                (false, false) => (whole, None),
            };
        }
        let parent = without_blanks(&text[..start]);
        let parent = half_width_of(&parent);
        let expected = self.last.get(parent.as_ref()).map_or(1, |last| last.saturating_add(1)).to_string();
        if digits == expected {
            return (whole, None);
        }
        match digits.strip_prefix(&expected) {
            Some(rest) if !rest.starts_with('0') => {
                if next.is_ascii_alphabetic() || name {
                    (after(expected.len()), None)
                } else {
                    (whole, Some(after(expected.len())))
                }
            }
            _ if next.is_ascii_alphabetic() => (whole, Some(after(digits.len() - 1))),
            _ => (whole, None),
        }
    }
}

/// Whether digits before this character more likely belong to a name than to a code (`2024年`, `7大手法`).
fn names_begin_with(c: char) -> bool {
    "年月日週周天小大項種階級次個維力標".contains(c)
}
