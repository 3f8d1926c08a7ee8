//! What edits would change in a text, line by line, for people: a unified diff.
//!
//! The edits say which lines differ, so nothing is searched for and a hostile file costs no more than its length.
//! What acts on a terminal is shown by a stand-in, as everywhere; the diff is to be read, not to be applied.

use std::fmt::Write as _;
use std::ops::Range;

use crate::source::Span;
use crate::visible::shown;

/// How many lines around a change are shown.
const CONTEXT: usize = 3;

/// Lines that differ: those of the text, by number from 0, and what comes in their place.
struct Change {
    old: Range<usize>,
    new: Vec<String>,
}

/// The diff that `edits` make in the text `before` of the file called `path`. They are in order and do not overlap.
pub fn unified(path: &str, before: &str, edits: &[(Span, String)]) -> String {
    let lines: Vec<&str> = before.split_inclusive('\n').collect();
    let changes = changes(&lines, before, edits);
    let mut diff = String::new();
    let mut offset = 0isize;
    let mut rest = changes.as_slice();
    while let Some(first) = rest.first() {
        let apart = |pair: &[Change]| pair[1].old.start - pair[0].old.end > 2 * CONTEXT;
        let count = rest.windows(2).position(apart).map_or(rest.len(), |at| at + 1);
        let (hunk, after) = rest.split_at(count);
        rest = after;
        let start = first.old.start.saturating_sub(CONTEXT);
        let end = hunk.last().map_or(start, |last| last.old.end).saturating_add(CONTEXT).min(lines.len());
        let grown: isize =
            hunk.iter().map(|change| change.new.len() as isize - change.old.len() as isize).sum();
        let length = end - start;
        if diff.is_empty() {
            heading(&mut diff, path);
        }
        // Writing to a string cannot fail, here and below.
        let _ = writeln!(
            diff,
            "@@ -{},{length} +{},{} @@",
            start + 1,
            start as isize + 1 + offset,
            length as isize + grown
        );
        offset += grown;
        let mut at = start;
        for change in hunk {
            lines[at..change.old.start].iter().for_each(|text| line(&mut diff, ' ', text));
            lines[change.old.clone()].iter().for_each(|text| line(&mut diff, '-', text));
            change.new.iter().for_each(|text| line(&mut diff, '+', text));
            at = change.old.end;
        }
        lines[at..end].iter().for_each(|text| line(&mut diff, ' ', text));
    }
    diff
}

fn heading(diff: &mut String, path: &str) {
    let path: String = path.chars().map(shown).collect();
    let _ = writeln!(diff, "--- {path}\n+++ {path}");
}

fn line(diff: &mut String, sign: char, text: &str) {
    let ended = text.strip_suffix('\n');
    let content = ended.unwrap_or(text);
    diff.push(sign);
    diff.extend(content.strip_suffix('\r').unwrap_or(content).chars().map(shown));
    diff.push('\n');
    if ended.is_none() {
        diff.push_str("\\ No newline at end of file\n");
    }
}

fn changes(lines: &[&str], before: &str, edits: &[(Span, String)]) -> Vec<Change> {
    let mut starts = Vec::with_capacity(lines.len() + 1);
    let mut offset = 0;
    for line in lines {
        starts.push(offset);
        offset += line.len();
    }
    starts.push(offset);
    let line_of =
        |offset: usize| starts.partition_point(|&start| start <= offset).saturating_sub(1).min(lines.len());
    let mut changes = Vec::new();
    let mut rest = edits;
    while let Some((span, _)) = rest.first() {
        let first = line_of(span.start as usize);
        let mut last = line_of(span.end as usize);
        let mut count = 1;
        while let Some((next, _)) = rest.get(count).filter(|(next, _)| line_of(next.start as usize) <= last) {
            last = line_of(next.end as usize);
            count += 1;
        }
        let old = first..(last + 1).min(lines.len());
        let mut new = String::new();
        let mut done = starts[old.start];
        for (span, instead) in &rest[..count] {
            new.push_str(&before[done..span.start as usize]);
            new.push_str(instead);
            done = span.end as usize;
        }
        new.push_str(&before[done..starts[old.end]]);
        split(lines, old, &new, &mut changes);
        rest = &rest[count..];
    }
    changes
}

/// Adds the lines that differ: each by itself where there are as many as before, else all together.
fn split(lines: &[&str], old: Range<usize>, new: &str, changes: &mut Vec<Change>) {
    let new: Vec<String> = new.split_inclusive('\n').map(str::to_owned).collect();
    if new.len() != old.len() {
        changes.push(Change { old, new });
        return;
    }
    let differing = old.zip(new).filter(|(at, new)| lines[*at] != new.as_str());
    changes.extend(differing.map(|(at, new)| Change { old: at..at + 1, new: vec![new] }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_differ_are_shown_with_those_around_them() {
        let before: String = (1..=20).map(|at| format!("line {at}\r\n")).collect();
        let at = |needle: &str| before.find(needle).unwrap();
        let span = |needle: &str| Span::new(at(needle), at(needle) + needle.len());
        let edits = [(span("2\r"), "two\u{1b}\r".to_owned()), (span("\r\nline 15"), String::new())];
        let expected = "\
--- a
+++ a
@@ -1,5 +1,5 @@
 line 1
-line 2
+line two␛
 line 3
 line 4
 line 5
@@ -11,8 +11,7 @@
 line 11
 line 12
 line 13
-line 14
-line 15
+line 14
 line 16
 line 17
 line 18
";
        assert_eq!(unified("a", &before, &edits), expected);
    }

    #[test]
    fn neighbours_share_a_hunk_and_an_open_end_is_said() {
        let edits = [(Span::new(0, 1), "A".to_owned()), (Span::new(4, 5), "C".to_owned())];
        let expected = "--- p\n+++ p\n@@ -1,3 +1,3 @@\n-a\n+A\n b\n-c\n\\ No newline at end of file\n+C\n\\ No newline at end of file\n";
        assert_eq!(unified("p", "a\nb\nc", &edits), expected);
        assert_eq!(unified("p", "a\n", &[]), "");
    }
}
