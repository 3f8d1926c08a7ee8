//! Comments that may be the rest of a text: `C #程式語言` says `C` to YAML.

use memchr::memchr_iter;

use super::{Node, Style, Value, address_in};
use crate::files::source::Span;

/// A comment behind a plain value or behind a key without a value, with a number sign that no blank follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Where the value ends; without a value, where the key ends.
    pub end: u32,
    /// The comment, from its number sign to the end of the line.
    pub comment: Span,
}

/// The comments of `text` that may be the rest of a text; `root` is its tree.
///
/// Hardly any file has one, so the tree is not looked at before there is a candidate.
pub(super) fn find(text: &str, root: &Node<'_>) -> Vec<Cut> {
    let bytes = text.as_bytes();
    let mut candidates = memchr_iter(b'#', bytes).filter(|&at| may_cut(text, at)).peekable();
    if candidates.peek().is_none() {
        return Vec::new();
    }
    let mut ends = Vec::new();
    note_ends(root, &mut ends);
    ends.sort_unstable();
    let cut = |at: usize| {
        let before = text[..at].trim_end_matches([' ', '\t']);
        let value = ends.binary_search(&(before.len(), false)).ok().map(|_| before.len());
        let key = before.strip_suffix(':').map(|key| key.trim_end_matches(' ').len());
        let end = value.or(key.filter(|&end| ends.binary_search(&(end, true)).is_ok()))?;
        let length = memchr::memchr(b'\n', &bytes[at..]).unwrap_or(bytes.len() - at);
        let comment = Span::new(at, at + text[at..at + length].trim_end().len());
        Some(Cut { end: u32::try_from(end).ok()?, comment })
    };
    candidates.filter_map(cut).collect()
}

/// Whether the number sign at `at` begins a comment that is not set off by a blank, and is not for this program.
fn may_cut(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    if at == 0 || !matches!(bytes[at - 1], b' ' | b'\t') {
        return false;
    }
    let behind =
        bytes[at..].iter().position(|&byte| byte != b'#').map_or(&[][..], |signs| &bytes[at + signs..]);
    let is_for_program = || {
        let comment = text[at..].lines().next().unwrap_or_default();
        address_in(comment).is_some_and(|address| comment[..address.start].bytes().all(|byte| byte == b'#'))
    };
    behind.first().is_some_and(|&byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) && !is_for_program()
}

/// Where plain values end, and where keys without a value do, which the flag says.
fn note_ends(node: &Node<'_>, ends: &mut Vec<(usize, bool)>) {
    match node.value {
        Value::Scalar { style: Style::Plain, .. } => ends.push((node.span.range().end, false)),
        Value::List(items) => items.iter().for_each(|item| note_ends(item, ends)),
        Value::Mapping { entries, .. } => {
            for (key, value) in entries {
                match value.value {
                    Value::Empty => ends.push((key.span.range().end, true)),
                    _ => note_ends(value, ends),
                }
            }
        }
        Value::Scalar { .. } | Value::Empty | Value::Alias => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::yaml::{Arena, parse, parse_in_general};

    fn cut(text: &str) -> Vec<String> {
        let arena = Arena::new();
        let cuts = parse(text, &arena).remarks.cuts;
        assert_eq!(cuts, parse_in_general(text, &arena).remarks.cuts, "{text}");
        cuts.iter().map(|cut| text[cut.comment.range()].to_owned()).collect()
    }

    #[test]
    fn a_comment_without_a_space_may_be_the_rest_of_a_text() {
        for (text, comment) in [
            ("a: C #程式語言\n", "#程式語言"),
            ("a: 機台 #3保養", "#3保養"),
            ("a: #1 甲\n", "#1 甲"),
            ("a: ##1 甲\r\n", "##1 甲"),
            ("a:\n  - 甲 #乙\n", "#乙"),
            ("a: 甲\n  乙 #丙\n", "#丙"),
        ] {
            assert_eq!(cut(text), [comment], "{text}");
        }
        for text in [
            "a: C#\n",
            "a: 甲 # 乙\n",
            "a: 甲 ## 乙\n",
            "a: 甲 #\n",
            "a: 甲 #ttm: allow(x)\n",
            "a: 甲 # ttm: allow(x)\n",
            "a: \"甲 #乙\"\n",
            "a: \"甲\" #乙\n",
            "a: |\n  甲 #乙\n",
            "a: [甲] #乙\n",
            "a: #甲\n  b: 乙\n",
            "a: 甲\n#乙\nb: 丙\n",
            "a: # 甲\n",
        ] {
            assert!(cut(text).is_empty(), "{text}");
        }
    }
}
