//! The unified diff of a file that a command would change.
//!
//! It is shown to people, so characters that act instead of being shown are made visible; in a file without such
//! characters `patch -p0` takes it.

use std::fmt::Write as _;
use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use crate::text::display_safe::{one_line, shown};

/// How many unchanged lines stand around a change.
const CONTEXT: usize = 3;

/// After this long the changes are shown in larger pieces than need be, so that no file takes forever.
const PATIENCE: Duration = Duration::from_secs(5);

/// The difference between two texts of the file called `path`; empty where there is none.
pub fn unified(path: &str, before: &str, after: &str) -> String {
    renamed(path, path, before, after)
}

/// The same for a file that gets another name; where nothing but the name changes, it is empty as well.
pub fn renamed(from: &str, to: &str, before: &str, after: &str) -> String {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    let mut text = String::new();
    let (from, to) = (one_line(from), one_line(to));
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        if text.is_empty() {
            text = format!("--- {from}\n+++ {to}\n");
        }
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", hunk.header());
        for change in hunk.iter_changes() {
            text.push(match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            });
            let line = change.value();
            let (line, end) = match line.strip_suffix('\n') {
                Some(line) => (line, "\n"),
                None => (line, "\n\\ No newline at end of file\n"),
            };
            text.extend(line.strip_suffix('\r').unwrap_or(line).chars().map(shown));
            text.push_str(end);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_stand_with_their_neighbours() {
        assert_eq!(unified("a.yaml", "a\n", "a\n"), "");
        let diff = unified("a.yaml", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nfive\n6\n");
        assert_eq!(diff, "--- a.yaml\n+++ a.yaml\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n");
    }

    #[test]
    fn what_acts_is_made_visible() {
        let diff = unified("a\u{1b}.yaml", "\u{1b}[31m\u{202e}\r\n", "b");
        assert!(diff.contains("-␛[31m\u{fffd}\n+b\n\\ No newline at end of file\n"), "{diff}");
        assert!(diff.starts_with("--- a␛.yaml\n"), "{diff}");
    }

    #[test]
    fn a_file_changed_all_over_takes_no_more_than_the_patience() {
        let lines = |word: &str| (0..100_000).map(|at| format!("{word}{at}\n")).collect::<String>();
        let start = std::time::Instant::now();
        let diff = unified("a.yaml", &lines("甲"), &lines("乙"));
        assert_eq!(diff.lines().filter(|line| line.starts_with('+')).count(), 100_001);
        assert!(start.elapsed() < 4 * PATIENCE);
    }
}
