//! What changed within a sentence, in readable pieces: runs of characters, with Latin words kept whole.

use std::borrow::Cow;
use std::ops::Range;

use similar::DiffOp;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::fold::{width, wording};
use crate::text::sequences::steps;

/// A piece of a text in both versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run<'a> {
    /// Before.
    pub old: &'a str,
    /// After. An unchanged run can still differ in width.
    pub new: &'a str,
    /// Whether it changed.
    pub changed: bool,
}

/// The limit of the product of both texts' pieces between their common ends; beyond it they are not compared piecewise.
const MOST: usize = 400_000;

/// The runs of two versions of a text, in order.
pub fn runs<'a>(old: &'a str, new: &'a str) -> Vec<Run<'a>> {
    // If anything else changed, changes of width are not shown.
    let exact = wording(old) == wording(new);
    let (old_pieces, new_pieces) = (Pieces::of(old, exact), Pieces::of(new, exact));
    let mut spans = spans(&old_pieces, &new_pieces);
    join_islands(&mut spans);
    let (mut old_from, mut new_from) = (0, 0);
    let mut runs = Vec::with_capacity(spans.len());
    for span in spans {
        let (old_to, new_to) = (old_from + span.old, new_from + span.new);
        runs.push(Run {
            old: old_pieces.between(old_from, old_to),
            new: new_pieces.between(new_from, new_to),
            changed: span.changed,
        });
        (old_from, new_from) = (old_to, new_to);
    }
    runs
}

/// The pieces of a text: a word of letters and digits, or any other grapheme cluster. A text may have millions.
struct Pieces<'a> {
    text: &'a str,
    /// The offsets at which the pieces begin, and the end of the last one.
    bounds: Vec<u32>,
    /// Whether the width of signs is compared.
    exact: bool,
}

impl<'a> Pieces<'a> {
    fn of(text: &'a str, exact: bool) -> Self {
        let is_word = |c: char| c.is_alphanumeric() && c < '\u{2e80}';
        let mut bounds = vec![0];
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
            at += if word > 0 { word } else { rest.graphemes(true).next().map_or(rest.len(), str::len) };
            bounds.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        Self { text, bounds, exact }
    }

    fn len(&self) -> usize {
        self.bounds.len() - 1
    }

    fn between(&self, from: usize, to: usize) -> &'a str {
        &self.text[self.bounds[from] as usize..self.bounds[to] as usize]
    }

    /// The text by which the piece at index `at` is compared.
    fn key(&self, at: usize) -> Cow<'a, str> {
        let piece = self.between(at, at + 1);
        if self.exact { Cow::Borrowed(piece) } else { width(piece) }
    }
}

/// A number of consecutive pieces in each version.
#[derive(Clone, Copy, Debug)]
struct Span {
    old: usize,
    new: usize,
    changed: bool,
}

fn spans(old: &Pieces<'_>, new: &Pieces<'_>) -> Vec<Span> {
    let shorter = old.len().min(new.len());
    let before = (0..shorter).take_while(|&at| old.key(at) == new.key(at)).count();
    let from_end = |at: &usize| old.key(old.len() - 1 - at) == new.key(new.len() - 1 - at);
    let after = (0..shorter - before).take_while(from_end).count();
    let (old_rest, new_rest) = (before..old.len() - after, before..new.len() - after);
    let same = |count| Span { old: count, new: count, changed: false };
    let all = Span { old: old_rest.len(), new: new_rest.len(), changed: true };
    let mut spans = vec![same(before)];
    if old_rest.len().saturating_mul(new_rest.len()) > MOST {
        spans.push(all);
    } else {
        let keys =
            |pieces: &Pieces<'_>, range: Range<usize>| range.map(|at| pieces.key(at).into_owned()).collect();
        let (old_keys, new_keys): (Vec<String>, Vec<String>) = (keys(old, old_rest), keys(new, new_rest));
        spans.extend(steps(&old_keys, &new_keys, None).iter().map(|op| match *op {
            DiffOp::Equal { len, .. } => same(len),
            ref op => Span { old: op.old_range().len(), new: op.new_range().len(), changed: true },
        }));
    }
    spans.push(same(after));
    spans.retain(|span| span.old + span.new > 0);
    // If less than half is left of a text, the parts that agree do so by chance.
    let kept: usize = spans.iter().filter(|span| !span.changed).map(|span| span.old).sum();
    if kept * 2 <= old.len().min(new.len()) {
        return vec![Span { old: old.len(), new: new.len(), changed: true }];
    }
    spans
}

/// Merges changes that are separated by no more than a character or two.
fn join_islands(spans: &mut Vec<Span>) {
    let size = |span: &Span| span.old.max(span.new);
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for (at, &span) in spans.iter().enumerate() {
        let between = |least: usize| {
            let before = joined.last().is_some_and(|last| last.changed && size(last) >= least);
            before && spans.get(at + 1).is_some_and(|next| next.changed && size(next) >= least)
        };
        let island = !span.changed && (span.old == 1 && between(1) || span.old == 2 && between(3));
        match joined.last_mut() {
            Some(last) if island || (last.changed && span.changed) => {
                (last.old, last.new) = (last.old + span.old, last.new + span.new);
            }
            _ => joined.push(span),
        }
    }
    *spans = joined;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let runs = runs(old, new);
        assert_eq!(runs.iter().map(|run| run.old).collect::<String>(), old);
        assert_eq!(runs.iter().map(|run| run.new).collect::<String>(), new);
        let show = |run: &Run<'_>| match run.changed {
            true => format!("[{}|{}]", run.old, run.new),
            false => run.new.to_owned(),
        };
        runs.iter().map(show).collect()
    }

    #[test]
    fn changed_words_are_marked_as_whole_words() {
        for (old, new, expected) in [
            ("進行調查，將客戶的文化。", "進行調查,蒐集客戶的文化。", "進行調查,[將|蒐集]客戶的文化。"),
            ("向客戶收取訂金。", "向客戶預收訂金。", "向客戶[收取|預收]訂金。"),
            ("使用Excel軟體", "使用PowerPoint軟體", "使用[Excel|PowerPoint]軟體"),
            ("整理需求。", "整理需求", "整理需求[。|]"),
            ("按照資訊，協助。", "按照資訊,協助。", "按照資訊[，|,]協助。"),
            ("活動結束", "結案", "[活動結束|結案]"),
            ("合作協調", "合作協調能力", "合作協調[|能力]"),
            ("", "甲", "[|甲]"),
            ("甲", "甲", "甲"),
        ] {
            assert_eq!(shown(old, new), expected);
        }
    }

    #[test]
    fn very_long_texts_are_not_compared_piece_by_piece() {
        let text = |from: u32| -> String {
            (0..100_000).filter_map(|at| char::from_u32(0x4e00 + (at * from) % 20_000)).collect()
        };
        assert_eq!(runs(&text(7), &text(11)).iter().filter(|run| run.changed).count(), 1);
    }
}
