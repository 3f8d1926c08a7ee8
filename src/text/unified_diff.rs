//! The unified diff of a file that a command would change.
//!
//! It is made for people, so control characters are made visible and log commands are broken up. If that happened, a
//! line before the diff says so; otherwise `patch -p0` can apply the diff.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::time::Duration;

use similar::DiffOp;

use crate::bilingual;
use crate::text::bilingual::Lang;
use crate::text::display_safe::{one_line, visible_form};
use crate::text::inert;
use crate::text::sequences::steps_within;

/// The number of unchanged lines around a change.
const CONTEXT: usize = 3;

/// After this time the diff may be coarser than necessary, so that no file takes too long.
const PATIENCE: Duration = Duration::from_millis(500);

/// The difference between two texts of the file `path`; empty if there is none.
pub fn unified(path: &str, before: &str, after: &str, lang: Lang) -> String {
    renamed(path, path, before, after, lang)
}

/// The same for a file that is renamed; empty if only the name changes.
pub fn renamed(from: &str, to: &str, before: &str, after: &str, lang: Lang) -> String {
    let (old, new) = (lines(before), lines(after));
    let (from, to) = (one_line(from), one_line(to));
    let mut diff = Diff { text: String::new(), is_exact: true };
    for hunk in hunks(&changes(&old, &new), old.len()) {
        if diff.text.is_empty() {
            diff.text = format!("--- {from}\n+++ {to}\n");
        }
        write_hunk(hunk, &old, &new, &mut diff);
    }
    let Diff { text, is_exact } = diff;
    if is_exact { text } else { format!("{}\n{text}", no_patch(&from, lang)) }
}

/// A diff while it is written.
struct Diff {
    text: String,
    /// Whether every line is shown verbatim.
    is_exact: bool,
}

/// The line before the diff if something could not be shown verbatim. `patch` ignores it.
fn no_patch(path: &str, lang: Lang) -> String {
    let words = bilingual!(
        "# {path}: some characters cannot be shown as they are, so this diff is not a patch to apply",
        "# {path}：有些字元無法照原樣顯示，因此這份差異不能當作修補檔套用"
    );
    inert::line(words.get(lang)).into_owned()
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Lines of the old text and their replacement; between two changes there are lines that are in both.
type Change = (Range<usize>, Range<usize>);

/// The changes, in order. A line that the other side does not contain has certainly changed, so only the other lines
/// are compared in full: a file fixed on every line takes no longer than one fixed on none.
fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let mut numbers: HashMap<&str, (u32, bool)> = HashMap::with_capacity(old.len());
    for (&line, number) in old.iter().zip(0..) {
        numbers.entry(line).or_insert((number, false));
    }
    let mut shared_new = Vec::new();
    for (at, line) in new.iter().enumerate() {
        if let Some((number, is_shared)) = numbers.get_mut(line) {
            *is_shared = true;
            shared_new.push((at, *number));
        }
    }
    let of_old = |(at, line): (usize, &&str)| match numbers.get(*line) {
        Some(&(number, true)) => Some((at, number)),
        _ => None,
    };
    let shared_old: Vec<(usize, u32)> = old.iter().enumerate().filter_map(of_old).collect();
    let numbers =
        |shared: &[(usize, u32)]| -> Vec<u32> { shared.iter().map(|&(_, number)| number).collect() };
    let ops = steps_within(PATIENCE, &numbers(&shared_old), &numbers(&shared_new));
    let mut changes: Vec<Change> = Vec::new();
    let (mut old_done, mut new_done) = (0, 0);
    let mut same = |old_at: usize, new_at: usize| {
        if old_done < old_at || new_done < new_at {
            changes.push((old_done..old_at, new_done..new_at));
        }
        (old_done, new_done) = (old_at + 1, new_at + 1);
    };
    for op in ops {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|at| same(shared_old[old_index + at].0, shared_new[new_index + at].0));
        }
    }
    same(old.len(), new.len());
    changes
}

/// Groups changes that are so close that their context lines meet.
fn hunks(changes: &[Change], lines: usize) -> impl Iterator<Item = (&[Change], Range<usize>)> {
    let apart = |one: &Change, other: &Change| other.0.start - one.0.end <= 2 * CONTEXT;
    changes.chunk_by(apart).map(move |hunk| {
        let (first, last) = (&hunk[0].0, &hunk[hunk.len() - 1].0);
        (hunk, first.start.saturating_sub(CONTEXT)..(last.end + CONTEXT).min(lines))
    })
}

/// Writes a hunk that covers the lines `around` of the old text.
fn write_hunk((changes, around): (&[Change], Range<usize>), old: &[&str], new: &[&str], diff: &mut Diff) {
    let (first, last) = (&changes[0], &changes[changes.len() - 1]);
    let new_around = first.1.start - (first.0.start - around.start)..last.1.end + (around.end - last.0.end);
    // Writing to a string cannot fail.
    let _ = writeln!(diff.text, "@@ -{} +{} @@", place(&around), place(&new_around));
    let mut done = around.start;
    for (gone, come) in changes {
        write_lines(' ', &old[done..gone.start], diff);
        write_lines('-', &old[gone.clone()], diff);
        write_lines('+', &new[come.clone()], diff);
        done = gone.end;
    }
    write_lines(' ', &old[done..around.end], diff);
}

/// A range of lines in the header of a hunk: the first line from 1, or, if it is empty, the line before it.
fn place(lines: &Range<usize>) -> String {
    match lines.len() {
        0 => format!("{},0", lines.start),
        1 => format!("{}", lines.start + 1),
        count => format!("{},{count}", lines.start + 1),
    }
}

fn write_lines(sign: char, lines: &[&str], diff: &mut Diff) {
    for line in lines {
        let (line, end) = match line.strip_suffix('\n') {
            Some(line) => (line, "\n"),
            None => (*line, "\n\\ No newline at end of file\n"),
        };
        let mut whole = String::with_capacity(line.len() + 1);
        whole.push(sign);
        whole.extend(line.strip_suffix('\r').unwrap_or(line).chars().map(visible_form));
        let inert = inert::line(&whole);
        diff.is_exact &= inert[1..] == *line;
        diff.text.push_str(&inert);
        diff.text.push_str(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_stand_with_their_neighbours() {
        assert_eq!(unified("a.yaml", "a\n", "a\n", Lang::En), "");
        let diff = unified("a.yaml", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nfive\n6\n", Lang::En);
        assert_eq!(diff, "--- a.yaml\n+++ a.yaml\n@@ -2,5 +2,5 @@\n 2\n 3\n 4\n-5\n+five\n 6\n");
    }

    #[test]
    fn control_characters_are_made_visible() {
        let diff = unified("a\u{1b}.yaml", "\u{1b}[31m\u{202e}\r\n", "b", Lang::En);
        assert!(diff.contains("-␛[31m\u{fffd}\n+b\n\\ No newline at end of file\n"), "{diff}");
        let said =
            "# a␛.yaml: some characters cannot be shown as they are, so this diff is not a patch to apply\n";
        assert!(diff.starts_with(&format!("{said}--- a␛.yaml\n")), "{diff}");
    }

    #[test]
    fn no_line_is_a_log_command() {
        let diff = unified("a.yaml", "  ::error::x\n甲\n", "  ::error::x\n##[error]乙\n", Lang::ZhTw);
        assert_eq!(
            diff,
            "# a.yaml：有些字元無法照原樣顯示，因此這份差異不能當作修補檔套用\n--- a.yaml\n+++ a.yaml\n@@ -1,2 +1,2 @@\n   : :error::x\n\
             -甲\n+## [error]乙\n"
        );
    }

    #[test]
    fn a_hunk_begins_and_ends_with_three_lines() {
        let many: String = (1..=20).map(|at| format!("{at}\n")).collect();
        let diff = unified(
            "a",
            &many,
            &many.replace("\n5\n", "\nfive\n").replace("\n12\n", "\n").replace("20\n", "20\n21"),
            Lang::En,
        );
        let expected = "--- a\n+++ a\n@@ -2,14 +2,13 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n 9\n 10\n 11\n-12\n 13\n 14\n 15\n\
            @@ -18,3 +17,4 @@\n 18\n 19\n 20\n+21\n\\ No newline at end of file\n";
        assert_eq!(diff, expected);
        assert_eq!(unified("a", "", "1\n", Lang::En), "--- a\n+++ a\n@@ -0,0 +1 @@\n+1\n");
        assert_eq!(unified("a", "1\n", "", Lang::En), "--- a\n+++ a\n@@ -1 +0,0 @@\n-1\n");
    }

    #[test]
    fn a_completely_changed_file_is_compared_within_the_limit() {
        let lines = |word: &str| (0..100_000).map(|at| format!("{word}{at}\n")).collect::<String>();
        let mixed = |one: u32, other: u32| -> String {
            (0..100_000_u32).map(|at| format!("{}\n", at.wrapping_mul(one) % other)).collect()
        };
        for (before, after) in [(lines("甲"), lines("乙")), (mixed(7919, 1000), mixed(104_729, 997))] {
            let start = std::time::Instant::now();
            let diff = unified("a.yaml", &before, &after, Lang::En);
            assert!(diff.lines().filter(|line| line.starts_with('+')).count() > 10_000);
            assert!(start.elapsed() < 20 * PATIENCE);
        }
    }

    proptest::proptest! {
        /// Applying the changes to the old text gives the new one, and no line between them is touched.
        #[test]
        fn applying_the_diff_gives_the_new_text(old in "([ab甲]\n){0,12}", new in "([ab甲]\n){0,12}") {
            let (old, new) = (lines(&old), lines(&new));
            let (mut made, mut done) = (Vec::<&str>::new(), 0);
            for (gone, come) in changes(&old, &new) {
                made.extend(&old[done..gone.start]);
                made.extend(&new[come]);
                done = gone.end;
            }
            made.extend(&old[done..]);
            proptest::prop_assert_eq!(made, new);
        }
    }
}
