//! Lines of a text, as far as inserting and removing them needs.

use std::ops::Range;

/// The line break of the file.
pub(super) fn eol(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The start of the line that `at` is in.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |found| found + 1)
}

/// The start of the line behind the one that `at` is in; the end of the text where there is none.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |found| at + found + 1)
}

/// The edit that adds `lines`, which end in line breaks, below the line that `at` is in.
pub(super) fn below(text: &str, at: usize, lines: String) -> (Range<usize>, String) {
    let place = next_line(text, at);
    if text[..place].ends_with('\n') {
        return (place..place, lines);
    }
    (place..place, format!("{}{}", eol(text), lines.trim_end_matches(['\r', '\n'])))
}

/// Where the comments begin that stand directly above the line at `line`, none of them before `floor`.
pub(super) fn above(text: &str, mut line: usize, floor: usize) -> usize {
    while line > 0 {
        let before = line_start(text, line - 1);
        let is_comment = text[before..line].trim_start_matches('\u{feff}').trim_start().starts_with('#');
        if !is_comment || before < floor {
            break;
        }
        line = before;
    }
    line
}

/// Whether the line above the one at `line` is blank.
pub(super) fn is_after_blank_line(text: &str, line: usize) -> bool {
    line > 0 && text[line_start(text, line - 1)..line].trim().is_empty()
}

/// The spaces that the line at `line` begins with.
pub(super) fn indentation(text: &str, line: usize) -> &str {
    let rest = &text[line..];
    &rest[..rest.len() - rest.trim_start_matches(' ').len()]
}

/// As many spaces as stand before `at` on its line, the hyphens of list items among them; `None` where something else
/// stands there.
pub(super) fn pad(text: &str, at: usize) -> Option<String> {
    let before = text[line_start(text, at)..at].trim_start_matches('\u{feff}');
    before.bytes().all(|byte| byte == b' ' || byte == b'-').then(|| " ".repeat(before.len()))
}

/// The hyphen of the item that begins at `start`: before it on its line, or on a line above with nothing but comments
/// between. A list that is not indented does not begin at its hyphen, so it is looked for.
pub(super) fn hyphen(text: &str, start: usize, floor: usize) -> Option<usize> {
    let mut line = line_start(text, start);
    let mut before = &text[line..start];
    while !before.trim_start().starts_with('-') {
        if line <= floor || !(before.trim().is_empty() || before.trim_start().starts_with('#')) {
            return None;
        }
        let end = line;
        line = line_start(text, line - 1);
        before = &text[line..end];
    }
    Some(line + before.len() - before.trim_start().len())
}
