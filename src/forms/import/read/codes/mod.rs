//! Splits the text of a cell at the codes of its column.
//!
//! A code begins an item where that is certain: at the start of the text; after white space; and after a mark or glued
//! to other text if it continues the numbers of the cell. Other codes stay part of the text and are reported. Codes
//! are kept as printed even if they are wrong (`O2.31`, `P.2.1.3`), and may be joined to their names. If a name begins
//! with a digit (`K013D列印`), the other codes of the standard tell where the code ends.

mod candidates;
mod ends;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use candidates::{Before, Candidate};
use foldhash::{HashMap, HashSet};

pub(super) use candidates::without_separator;

use super::excerpt;
use crate::model::Kind;
use crate::text::characters::half_width;

/// A part of a split text: a code and the text up to the next one; or, without a code, the text before the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// Without the white space that may be after its letter (`K 02`).
    pub(super) code: Option<Cow<'t, str>>,
    pub(super) text: &'t str,
    /// The code under another reading, in which more of the digits belong to the name.
    pub(super) other: Option<&'t str>,
}

/// What is known about the codes of a standard.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The number of digits in the shortest flat code.
    width: Option<usize>,
    /// Whether flat codes are padded with zeros to `width`.
    padded: bool,
    /// The number of digits in the longest flat code without padding.
    longest: usize,
    /// The last number under each parent, by the code without the last number.
    last: HashMap<String, u64>,
    /// The positional codes that begin an item for certain.
    begun: HashSet<String>,
    /// The flat codes that do, each with the beginning of its name.
    named: HashSet<String>,
}

/// The codes of a cell while it is split.
#[derive(Debug, Default)]
pub(super) struct InCell {
    /// The letter and the numbers of the last code.
    last: Option<(char, Vec<u64>)>,
    /// Whether the text that is split follows a code, so that a code at its start is like one after white space.
    after_code: bool,
    /// The code of the item whose text is split.
    item: String,
    /// Codes that are part of a text, each with the code of its item.
    pub(super) within: Vec<(String, String)>,
    /// The number of marks between a code and its name that were left out, and the first item with one.
    pub(super) separators: (usize, String),
}

impl InCell {
    /// Records the code of an item whose text is split next.
    pub(super) fn begin(&mut self, code: &str) {
        self.last = parsed(code);
        code.clone_into(&mut self.item);
        self.after_code = true;
    }

    /// The name that stands behind `code` and `gap`, without the mark that separates the two; this is counted.
    pub(super) fn name<'t>(&mut self, code: &str, gap: &str, text: &'t str) -> &'t str {
        let name = without_separator(text);
        if name.len() < text.trim().len() {
            let (count, first) = &mut self.separators;
            *count += 1;
            if first.is_empty() {
                *first = excerpt(&format!("{code}{gap}{text}"));
            }
        }
        name
    }

    /// Whether a code has the number after that of the last code, under the same parent.
    fn is_next(&self, code: &str) -> bool {
        let (Some((letter, last)), Some((own, numbers))) = (&self.last, parsed(code)) else { return false };
        let (Some((last, parent)), Some((number, own_parent))) = (last.split_last(), numbers.split_last())
        else {
            return false;
        };
        *letter == own && parent == own_parent && last.checked_add(1) == Some(*number)
    }

    /// Whether a code comes after the last one.
    fn is_later(&self, code: &str) -> bool {
        match (&self.last, parsed(code)) {
            (Some((letter, last)), Some((own, numbers))) => *letter == own && numbers > *last,
            (last, _) => last.is_none(),
        }
    }
}

impl Context {
    /// Collects the codes that begin an item for certain, before any text is split.
    pub(super) fn note(&mut self, text: &str, column: Kind) {
        let mut end = None;
        for candidate in candidates::of(text) {
            let last_end = end.replace(candidate.start + candidate.last.end);
            let is_after_code = last_end
                .and_then(|end| text.get(end..candidate.start))
                .is_some_and(|gap| gap.trim().is_empty());
            // `K02 K12教育`: a word that begins a name, rather than a code that leaves the one before it without a name.
            if is_after_code && candidates::is_word(&candidate, text) {
                continue;
            }
            let at_start = matches!(candidate.before, Before::Nothing | Before::Space);
            let letters = [Some(column), candidates::neighbour(column)].map(|kind| kind.map(Kind::letter));
            if !at_start
                || candidate.spaced
                || candidate.is_lower
                || !letters.contains(&Some(candidate.letter))
            {
                continue;
            }
            if candidate.is_positional() && (candidate.dots > 0 || column == Kind::Duty) {
                let end = candidate.start + candidate.last.end;
                self.note_certain(&text[candidate.start..end], candidate.name(text));
            } else if !candidate.is_positional() && candidate.dots == 0 {
                self.note_flat(text, &candidate);
            }
        }
    }

    /// Records a code that is known to begin an item, with its name.
    pub(super) fn note_certain(&mut self, code: &str, name: &str) {
        if code.starts_with(|c| matches!(half_width(c), 'T' | 'O' | 'P')) {
            self.begun.insert(half_width_of(code).into_owned());
        } else {
            self.named.insert(with_beginning(code, name));
        }
    }

    fn note_flat(&mut self, text: &str, candidate: &Candidate) {
        let next = candidate.next(text);
        if next.is_some_and(|c| half_width(c).is_ascii_alphanumeric()) {
            return;
        }
        let here = &text[candidate.start..];
        self.note_certain(&here[..candidate.last.end], candidate.name(text));
        let digits = &here[candidate.last.clone()];
        let (count, padded) = (digits.chars().count(), half_width_of(digits).starts_with('0'));
        let shortest = match self.width {
            // Padded codes tell more than a code without padding.
            Some(width) if padded == self.padded => width.min(count),
            Some(width) if self.padded => width,
            _ => count,
        };
        self.padded |= padded;
        if !padded {
            self.longest = self.longest.max(count);
        }
        self.width = Some(shortest);
    }

    /// Splits a text into items.
    pub(super) fn split<'t>(&mut self, text: &'t str, column: Kind, cell: &mut InCell) -> Vec<Piece<'t>> {
        let mut pieces: Vec<Piece<'t>> = Vec::new();
        let mut begun = 0;
        // The end of the last code that is part of a text: what is listed after it is mentioned there, too.
        let mut mentioned = usize::MAX;
        let after_code = std::mem::take(&mut cell.after_code);
        for mut candidate in candidates::of(text) {
            if after_code && candidate.before == Before::Nothing {
                candidate.before = Before::Space;
            }
            let (end, other) = self.end(&text[candidate.start..], &candidate);
            let here = &text[candidate.start..];
            let code = without_blanks(&here[..end]);
            let listed = text
                .get(mentioned..candidate.start)
                .is_some_and(|between| !between.contains(|c| !"、，,及與和或至~～-–/／ ".contains(c)));
            if listed || !self.begins_an_item(text, &candidate, &code, column, cell) {
                if !candidate.is_lower {
                    mentioned = candidate.start + end;
                }
                if self.is_worth_saying(text, &candidate, &code, column, cell) {
                    cell.within.push((cell.item.clone(), code.into_owned()));
                }
                continue;
            }
            let above = text[begun..candidate.start].trim();
            match pieces.last_mut() {
                Some(piece) => piece.text = within_its_item(above, candidate.before),
                None if !above.is_empty() => pieces.push(Piece { code: None, text: above, other: None }),
                None => {}
            }
            self.remember(&code);
            cell.last = parsed(&code);
            code.as_ref().clone_into(&mut cell.item);
            pieces.push(Piece { code: Some(code), text: "", other: other.map(|end| &here[..end]) });
            begun = candidate.start + end;
        }
        match pieces.last_mut() {
            Some(piece) => piece.text = text[begun..].trim_end(),
            None if !text.trim().is_empty() => {
                pieces.push(Piece { code: None, text: text.trim(), other: None });
            }
            None => {}
        }
        for piece in pieces.iter_mut().filter(|piece| piece.code.is_some()) {
            piece.text = cell.name(piece.code.as_deref().unwrap_or_default(), "", piece.text);
        }
        pieces
    }

    /// Records a code that needed no splitting, for the numbers after it.
    pub(super) fn remember(&mut self, code: &str) {
        let code = half_width_of(code);
        let number = code.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (parent, last) = code.split_at(number);
        if let Ok(last) = last.parse() {
            self.last.insert(parent.to_owned(), last);
        }
    }

    /// Whether a code begins an item of the column.
    fn begins_an_item(
        &self,
        text: &str,
        candidate: &Candidate,
        code: &str,
        column: Kind,
        cell: &InCell,
    ) -> bool {
        let own = candidate.letter == column.letter();
        if candidate.is_lower
            || !own && candidates::neighbour(column).is_none_or(|other| other.letter() != candidate.letter)
        {
            return false;
        }
        match candidate.before {
            Before::Nothing | Before::Space if candidate.spaced => {
                own && self.is_whole(text, candidate, column)
                    && (candidate.before == Before::Nothing || cell.is_next(code))
            }
            Before::Nothing | Before::Space if candidate.is_positional() => {
                self.positional(text, candidate, code, column, cell)
            }
            Before::Nothing => true,
            Before::Space if candidates::is_word(candidate, text) && stands_apart(text, candidate) => {
                own && (cell.is_next(code) || self.is_known(code, candidate.name(text)))
            }
            Before::Space => !self.is_short(text, candidate) || own && stands_apart(text, candidate),
            Before::Mark | Before::Text if !own || candidate.spaced => {
                candidate.spaced && own && self.is_whole(text, candidate, column) && cell.is_next(code)
            }
            Before::Mark if candidate.is_positional() => {
                let follows = cell.is_next(code) || after_sentence(text, candidate) && cell.is_later(code);
                self.is_whole(text, candidate, column)
                    && follows
                    && !self.begun.contains(half_width_of(code).as_ref())
            }
            Before::Mark => {
                let known = self.is_known(code, candidate.name(text));
                let later = !candidates::is_word(candidate, text) && cell.is_later(code);
                self.is_whole(text, candidate, column) && (known || later || cell.is_next(code))
            }
            Before::Text if candidates::is_mentioned(candidate, text) => false,
            Before::Text if candidate.is_positional() => {
                let begun = self.begun.contains(half_width_of(code).as_ref());
                self.is_whole(text, candidate, column) && cell.is_next(code) && !begun
            }
            Before::Text => {
                let known = self.is_known(code, candidate.name(text));
                let next = cell.is_next(code) && !candidates::is_word(candidate, text);
                self.is_whole(text, candidate, column) && (known || next)
            }
        }
    }

    /// Whether a positional code at the start or after white space begins an item. A code without a dot can be one in a
    /// column whose codes have dots only if it is the first, or continues such codes: `P2P` is a word. A task's code
    /// may have lost its dot.
    fn positional(&self, text: &str, candidate: &Candidate, code: &str, column: Kind, cell: &InCell) -> bool {
        let own = candidate.letter == column.letter();
        let glued_to_latin = candidate.next(text).is_some_and(|c| half_width(c).is_ascii_alphanumeric());
        match (column, candidate.dots) {
            (Kind::Duty, 0) if candidate.before == Before::Nothing => true,
            (Kind::Duty, 0) => cell.is_next(code) && !candidate.name(text).is_empty(),
            // The cell of a duty may hold the code of one of its tasks by mistake.
            (Kind::Duty, _) => candidate.before == Before::Nothing,
            (Kind::Task, 0) if candidate.before == Before::Nothing => !glued_to_latin,
            (Kind::Task, 0) => cell.is_next(code) && !candidate.name(text).is_empty() && !glued_to_latin,
            (_, 0) => false,
            (_, dots) => own || dots > 1,
        }
    }

    /// Whether a code has as many numbers, or digits, as the codes of its column have.
    fn is_whole(&self, text: &str, candidate: &Candidate, column: Kind) -> bool {
        if candidate.is_positional() {
            return candidate.dots + 1 == column.depth() || column == Kind::Task && candidate.dots == 0;
        }
        candidate.dots == 0 && candidate.digits(text) >= 2 && !self.is_short(text, candidate)
    }

    /// Whether a flat code has fewer digits than the others; it may be a word, as in `K8s` or `A4`.
    fn is_short(&self, text: &str, candidate: &Candidate) -> bool {
        self.padded && candidate.digits(text) < self.width.unwrap_or(0)
    }

    /// Whether an item elsewhere has this code and a name that begins in the same way.
    fn is_known(&self, code: &str, name: &str) -> bool {
        !name.trim().is_empty() && self.named.contains(&with_beginning(code, name))
    }

    /// Whether a code that is part of a text may be that of an item.
    fn is_worth_saying(
        &self,
        text: &str,
        candidate: &Candidate,
        code: &str,
        column: Kind,
        cell: &InCell,
    ) -> bool {
        if candidate.is_lower {
            let own = candidate.letter == column.letter();
            let is_code = candidate.is_positional()
                || candidates::is_beside_han(candidate, text) && !candidates::is_word(candidate, text);
            return own && !candidate.spaced && self.is_whole(text, candidate, column) && is_code;
        }
        if candidate.is_positional() {
            let next = column.letter() == candidate.letter && candidate.dots == 0 && cell.is_next(code);
            // Numbering begins with 1: O4.0 is a word.
            let counts = parsed(code).is_some_and(|(_, numbers)| !numbers.contains(&0));
            return candidate.dots > 0 && counts || next && column == Kind::Duty;
        }
        let is_next = candidate.letter == column.letter() && cell.is_next(code);
        let digits = candidate.digits(text);
        let is_code = candidate.dots == 0 && (digits == 2 || Some(digits) == self.width) && !candidate.spaced;
        let glued_to_latin = candidate.next(text).is_some_and(|c| half_width(c).is_ascii_alphanumeric());
        is_code
            && !self.is_short(text, candidate)
            && (is_next && !glued_to_latin
                || !candidates::is_word(candidate, text) && candidates::is_beside_han(candidate, text))
    }
}

/// Whether a flat code is not glued to a letter or digit after it.
fn stands_apart(text: &str, candidate: &Candidate) -> bool {
    !candidate.next(text).is_some_and(|c| half_width(c).is_ascii_alphanumeric())
}

/// Whether a candidate comes directly after the end of a sentence.
fn after_sentence(text: &str, candidate: &Candidate) -> bool {
    text[..candidate.start].ends_with(['。', '！', '？', '；', ';', '」', '）', ')'])
}

/// The text of an item without the mark that separated it from the next code.
fn within_its_item(text: &str, before: Before) -> &str {
    match before {
        Before::Mark => {
            text.strip_suffix(['、', '，', '；', ',', ';', '/', '／', '-']).unwrap_or(text).trim_end()
        }
        Before::Nothing | Before::Space | Before::Text => text,
    }
}

/// A code with the beginning of its name, by which the two are recognised.
fn with_beginning(code: &str, name: &str) -> String {
    let mut beginning = half_width_of(code).into_owned();
    beginning.extend(name.chars().filter(|c| !c.is_whitespace()).take(2));
    beginning
}

/// The letter and the numbers of a code.
fn parsed(code: &str) -> Option<(char, Vec<u64>)> {
    let code = half_width_of(code);
    let letter = code.chars().next()?;
    let numbers = code[letter.len_utf8()..].split('.').filter(|number| !number.is_empty());
    let numbers: Option<Vec<u64>> = numbers.map(|number| number.parse().ok()).collect();
    Some((letter, numbers?))
}

/// A code without the white space after its letter.
fn without_blanks(code: &str) -> Cow<'_, str> {
    if code.contains(char::is_whitespace) {
        Cow::Owned(code.chars().filter(|c| !c.is_whitespace()).collect())
    } else {
        Cow::Borrowed(code)
    }
}

fn half_width_of(text: &str) -> Cow<'_, str> {
    match text.is_ascii() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().map(half_width).collect()),
    }
}
