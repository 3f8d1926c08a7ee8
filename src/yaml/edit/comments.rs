//! The comments of a text.

use super::row::{Kind, Row};

/// Every comment with its offset, from the number sign to the end of its line. They stand between scalars, where a number
/// sign after white space begins nothing else.
pub(super) fn of<'t>(text: &'t str, row: &Row<'_>) -> Vec<(usize, &'t str)> {
    let scalars =
        row.iter().filter(|leaf| matches!(leaf.kind, Kind::Scalar { .. })).map(|leaf| leaf.span.range());
    let mut comments = Vec::new();
    let mut done = 0;
    for scalar in scalars.chain(std::iter::once(text.len()..text.len())) {
        let mut at = done;
        while let Some(found) = text.get(at..scalar.start).and_then(|gap| gap.find('#')) {
            let start = at + found;
            at = start + 1;
            if text[..start].ends_with([' ', '\t', '\n', '\r', '\u{feff}']) || start == 0 {
                let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
                comments.push((start, text[start..end].trim_end_matches('\r')));
                at = end;
            }
        }
        done = done.max(scalar.end);
    }
    comments
}
