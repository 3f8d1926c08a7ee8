//! A text that cannot be read, without the lines that keep it from being read: what is asked about a document that was broken
//! when it was opened is answered from that, as there is no text before it.
//!
//! Lines are made blank and keep their length, so that every other place stays where it is.

use std::ops::Range;

use crate::yaml::{self, Arena};

/// The most lines that are made blank.
const MOST_LINES: usize = 6;

/// The most bytes that are parsed in all. A broken standard of 12 KB takes a tenth of a millisecond.
const MOST_BYTES: usize = 8 << 20;

/// The text with some lines blank, and the bytes from the first to the last of them; `None` where that is not enough, or the
/// text can be read as it is.
pub(super) fn mended(text: &str) -> Option<(String, Range<usize>)> {
    let mut text = text.to_owned();
    let mut blank: Option<Range<usize>> = None;
    let mut left = MOST_BYTES;
    let mut broken = broken_at(&text, &mut left)?;
    for _ in 0..MOST_LINES {
        // Where a text is found to be broken is at the line or below it: a key without its colon goes on in the next line.
        let candidates = candidates(&text, &broken);
        let tried = candidates.into_iter().map(|line| {
            let without = without(&text, &line);
            let next = broken_at(&without, &mut left);
            (line, without, next)
        });
        // What can be read, or goes on furthest.
        let furthest = |next: &Option<Broken>| next.as_ref().map_or(usize::MAX, |next| next.at);
        let best =
            tried.reduce(|best, other| if furthest(&other.2) > furthest(&best.2) { other } else { best });
        let (line, without, next) = best?;
        text = without;
        blank = Some(match blank {
            None => line,
            Some(before) => before.start.min(line.start)..before.end.max(line.end),
        });
        match next {
            None => return blank.map(|blank| (text, blank)),
            Some(next) if left > 0 => broken = next,
            Some(_) => return None,
        }
    }
    None
}

/// Where a text cannot be read on, and the bracket that is open there.
struct Broken {
    at: usize,
    open: Option<usize>,
}

fn broken_at(text: &str, left: &mut usize) -> Option<Broken> {
    *left = left.saturating_sub(text.len());
    let arena = Arena::new();
    let parsed = yaml::parse(text, &arena);
    if parsed.root.is_some() {
        return None;
    }
    let problem = parsed.problems.last()?;
    Some(Broken { at: problem.span.start as usize, open: problem.open.map(|open| open.start as usize) })
}

/// The lines that may be at fault: that of the place, the one with text above it, and that of the open bracket.
fn candidates(text: &str, broken: &Broken) -> Vec<Range<usize>> {
    let own = line_at(text, broken.at);
    let above = text[..own.start].trim_end().len();
    let above = (above > 0).then(|| line_at(text, above - 1));
    let open = broken.open.map(|open| line_at(text, open));
    let mut lines: Vec<Range<usize>> = Vec::new();
    for line in [open, above, Some(own)].into_iter().flatten() {
        if !text[line.clone()].trim().is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// The bytes of the line that a byte is in, without its line break.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |found| found + 1);
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    start..start + text[start..end].trim_end_matches('\r').len()
}

fn without(text: &str, line: &Range<usize>) -> String {
    let mut without = String::with_capacity(text.len());
    without.push_str(&text[..line.start]);
    without.extend(std::iter::repeat_n(' ', line.len()));
    without.push_str(&text[line.end..]);
    without
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "name:\n  occupation: 甲\nknowledge:\n  K01: 乙\n  K02: 丙\nduties:\n  T1:\n    knowledge: [K01]\n    skills: []\n";

    /// The lines that are blank after a change of the whole text.
    fn blank_after(from: &str, to: &str) -> Option<Vec<String>> {
        let broken = WHOLE.replace(from, to);
        assert_ne!(broken, WHOLE);
        let (text, range) = mended(&broken)?;
        assert_eq!(text.len(), broken.len());
        let lines = broken.lines().zip(text.lines());
        let blank: Vec<String> = lines
            .filter(|(before, after)| before != after)
            .map(|(before, _)| before.trim().to_owned())
            .collect();
        let within = broken[range].lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>();
        assert!(blank.iter().all(|line| within.contains(line)), "{within:?}");
        Some(blank)
    }

    #[test]
    fn the_line_at_fault_is_made_blank_and_no_other() {
        assert_eq!(blank_after("K01: 乙", "K01 乙"), Some(vec!["K01 乙".to_owned()]));
        assert_eq!(blank_after("[K01]", "[K01, 商"), Some(vec!["knowledge: [K01, 商".to_owned()]));
        assert_eq!(blank_after("K02: 丙", "K02: \"丙"), Some(vec!["K02: \"丙".to_owned()]));
        assert_eq!(blank_after("  K02: 丙", "\tK02: 丙"), Some(vec!["K02: 丙".to_owned()]));
        assert_eq!(blank_after("K02: 丙", "K02: 丙: 丁"), Some(vec!["K02: 丙: 丁".to_owned()]));
    }

    #[test]
    fn several_lines_are_made_blank_and_what_is_whole_stays() {
        let broken = WHOLE.replace("K01: 乙", "K01 乙").replace("[K01]", "[K01");
        let (text, range) = mended(&broken).unwrap();
        assert!(text.contains("K02: 丙") && !text.contains("K01"), "{text}");
        assert!(broken[range].starts_with("  K01 乙") && text.is_char_boundary(text.len()));
        assert!(mended(WHOLE).is_none());
    }

    #[test]
    fn a_text_with_too_many_faults_is_given_up() {
        assert!(mended(&"a: b: c\n".repeat(MOST_LINES + 1)).is_none());
    }
}
