//! Wraps text for a terminal by the rules for Chinese and English.
//!
//! A Chinese character is two columns wide and there are no spaces: a line may end after any character, but must not
//! begin with a full stop or end with an opening bracket. A Latin word is kept whole if it fits.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::display_safe::{lines, visible_form};
use crate::text::inert::within_a_line;
use crate::text::width::columns;

/// The least width that text for people is broken at; a narrower terminal breaks it once more.
pub const MIN_WIDTH: usize = 40;

/// Characters that must not begin a line.
const CLOSING: &str = "。，、；：！？）」』】》〉〕｝］”’…‥·・％%)]},.;:!?";
/// Characters that must not end a line.
const OPENING: &str = "（「『【《〈〔｛［“‘([{";

/// Wrapped lines in one string, since a text may have millions.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    text: String,
    /// The end of each line.
    ends: Vec<u32>,
}

impl Lines {
    /// The number of lines.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The line at index `at`.
    pub(crate) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start as usize..end as usize)
    }

    /// The lines in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Wraps a text to `width` columns, at least 2; continuation lines are indented by `indent`.
    pub(crate) fn wrap(&mut self, text: &str, width: usize, indent: usize) {
        for line in lines(text) {
            let line = inert(line);
            self.fill(&line, width, indent);
        }
    }

    fn fill(&mut self, line: &str, width: usize, indent: usize) {
        Filling { width, indent, done: self, line: String::new(), used: 0, blank: true }.fill(line);
    }

    /// Adds blank lines until there are `count`.
    pub(crate) fn pad(&mut self, count: usize) {
        (self.len()..count).for_each(|_| self.push(""));
    }
}

/// The lines of a text, wrapped by [`Lines::wrap`].
pub(crate) fn wrap(text: &str, width: usize, indent: usize) -> Lines {
    let mut wrapped = Lines::default();
    wrapped.wrap(text, width, indent);
    wrapped
}

/// A line that has colours of ours, wrapped; everything else in it has been made safe to display.
pub(crate) fn wrap_coloured(line: &str, width: usize, indent: usize) -> Lines {
    let mut wrapped = Lines::default();
    wrapped.fill(line, width, indent);
    wrapped
}

/// The width of the widest line of a text without wrapping.
pub(crate) fn natural_width(text: &str) -> usize {
    lines(text).map(|line| columns(&inert(line))).max().unwrap_or(0)
}

/// The line as shown. Log commands are broken up here instead of in the stream, so that the columns stay aligned.
fn inert(line: &str) -> String {
    let line: String = line.chars().map(visible_form).collect();
    match within_a_line(&line) {
        Cow::Borrowed(_) => line,
        Cow::Owned(apart) => apart,
    }
}

struct Filling<'w> {
    width: usize,
    indent: usize,
    done: &'w mut Lines,
    line: String,
    used: usize,
    /// Whether the line has only indentation.
    blank: bool,
}

impl Filling<'_> {
    fn fill(mut self, text: &str) {
        // The graphemes that must stay on one line, and their width together.
        let mut unit: Vec<(&str, usize)> = Vec::new();
        let mut unit_width = 0;
        let mut last = None;
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(length) = colour(rest) {
                unit.push((&rest[..length], 0));
                rest = &rest[length..];
                continue;
            }
            let first = rest.chars().next().map_or(rest.len(), char::len_utf8);
            let plain = rest[first..].find(ESCAPE).map_or(rest, |end| &rest[..first + end]);
            for grapheme in plain.graphemes(true) {
                if last.is_some_and(|last| may_break(last, grapheme)) {
                    self.place(&unit, unit_width);
                    unit.clear();
                    unit_width = 0;
                }
                let width = columns(grapheme);
                unit.push((grapheme, width));
                unit_width += width;
                last = Some(grapheme);
            }
            rest = &rest[plain.len()..];
        }
        self.place(&unit, unit_width);
        self.done.push(&self.line);
    }

    fn place(&mut self, unit: &[(&str, usize)], unit_width: usize) {
        if self.used + unit_width > self.width && !self.blank {
            if unit.iter().all(|&(grapheme, _)| grapheme == " ") {
                return;
            }
            self.next_line();
        }
        let continued = self.blank && self.used > 0;
        for &(grapheme, width) in unit {
            if self.used + width > self.width && !self.blank {
                self.next_line();
            }
            if continued && self.blank && grapheme == " " {
                continue;
            }
            self.line.push_str(grapheme);
            self.used += width;
            self.blank = false;
        }
    }

    fn next_line(&mut self) {
        let ended = self.line.trim_end_matches(' ').len();
        self.line.truncate(ended);
        self.done.push(&self.line);
        self.line = " ".repeat(self.indent);
        (self.used, self.blank) = (self.indent, true);
    }
}

/// The character that colours of a terminal begin with.
const ESCAPE: char = '\u{1b}';

/// The length of the colour that a text begins with.
fn colour(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("\u{1b}[")?;
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == ';'))?;
    rest[end..].starts_with('m').then_some(2 + end + 1)
}

fn may_break(last: &str, next: &str) -> bool {
    if last == " " || next == " " {
        return last != next;
    }
    let one_of = |set: &str, grapheme: &str| grapheme.chars().next().is_some_and(|c| set.contains(c));
    let narrow = |grapheme: &str| columns(grapheme) <= 1;
    !(one_of(CLOSING, next) || one_of(OPENING, last) || narrow(last) && narrow(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrap(text: &str, width: usize, indent: usize) -> Vec<String> {
        super::wrap(text, width, indent).iter().map(str::to_owned).collect()
    }

    #[test]
    fn punctuation_stays_on_the_line_of_its_neighbour() {
        assert_eq!(wrap("陪同主管。定期", 8, 0), ["陪同主", "管。定期"]);
        assert_eq!(wrap("陪同主（定期）", 8, 0), ["陪同主", "（定期）"]);
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        assert_eq!(wrap("P1.1.1 使用Excel軟體", 10, 2), ["P1.1.1 使", "  用Excel", "  軟體"]);
        assert_eq!(wrap("abcdefghijkl", 5, 0), ["abcde", "fghij", "kl"]);
    }

    #[test]
    fn wrapped_lines_fit_the_width_and_keep_every_character() {
        let text = "。。。。。。。。 👩‍🍳👩‍🍳👩‍🍳 e\u{301}e\u{301}e\u{301} ((((((((( 3D列印 a b  c";
        for width in 2..30_usize {
            for indent in 0..width.saturating_sub(1) {
                let wrapped = wrap(text, width, indent);
                assert!(wrapped.iter().all(|line| columns(line) <= width), "{width} {indent}: {wrapped:?}");
                let squeezed = |text: &str| text.replace(' ', "");
                assert_eq!(squeezed(&wrapped.concat()), squeezed(text));
            }
        }
    }

    #[test]
    fn colours_take_no_room() {
        let wrapped = super::wrap_coloured("\u{1b}[31m[-甲乙-]\u{1b}[0m{+丙+}丁", 8, 2);
        let wrapped: Vec<&str> = wrapped.iter().collect();
        assert_eq!(wrapped, ["\u{1b}[31m[-甲乙", "  -]\u{1b}[0m{+丙", "  +}丁"]);
    }

    #[test]
    fn line_breaks_are_kept_and_control_characters_replaced() {
        assert_eq!(wrap("甲\n\u{1b}乙\n", 10, 2), ["甲", "␛乙"]);
        assert_eq!(wrap("", 10, 2), [""]);
    }
}
