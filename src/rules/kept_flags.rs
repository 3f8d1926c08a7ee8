//! The flags of the texts of a standard that is typed, kept from one keystroke to the next: all but those of the text under
//! the cursor are the same, and finding them takes longer than anything else that is not done on two threads.
//!
//! A text whose bytes stand verbatim in the source and were not edited has the flags that it had, and no word of the lists if it
//! had none. Any other is looked at.

use std::cell::Cell;
use std::sync::Arc;

use super::text_flags::TextFlags;
use crate::files::source::{Source, Span};
use crate::model::Text;
use crate::text::equal_ends::{equal_at_end, equal_at_start};

/// The flags of the texts of a source.
#[derive(Debug)]
pub struct KeptFlags {
    source: Arc<Source>,
    /// By the start of the text.
    flags: Vec<(Span, TextFlags)>,
}

impl KeptFlags {
    /// The flags of the texts of `source` that stand there verbatim, in any order, and where the texts are that were searched for
    /// words and have none, in the order of the file.
    pub(super) fn of(source: Arc<Source>, mut flags: Vec<(Span, TextFlags)>, without_word: &[Span]) -> Self {
        if !flags.is_sorted_by_key(|(span, _)| *span) {
            flags.sort_unstable_by_key(|(span, _)| *span);
        }
        let mut without_word = without_word.iter().peekable();
        for (span, flags) in &mut flags {
            while without_word.next_if(|without| **without < *span).is_some() {}
            if without_word.peek().is_some_and(|without| **without == *span) {
                *flags = flags.and(TextFlags::NO_WORD);
            }
        }
        Self { source, flags }
    }

    /// What is known of the texts of another source.
    fn within<'a>(&'a self, source: &Source) -> Known<'a> {
        let (old, new) = (self.source.text.as_bytes(), source.text.as_bytes());
        let before = equal_at_start(old, new);
        let after = equal_at_end(&old[before..], &new[before..]);
        let (old_end, new_end) = (old.len() - after, new.len() - after);
        Known { flags: &self.flags, before, old_end, new_end, next: Cell::new(0) }
    }
}

/// The flags of the texts of a source, in part known, and all to be kept.
pub(super) struct Keeping<'a> {
    known: Option<Known<'a>>,
    kept: Vec<(Span, TextFlags)>,
}

impl<'a> Keeping<'a> {
    /// For `source`, of an earlier text of which flags were kept, if there are any.
    pub(super) fn of(source: &Source, before: Option<&'a KeptFlags>) -> Self {
        Self { known: before.map(|before| before.within(source)), kept: Vec::new() }
    }

    /// The flags of a text.
    pub(super) fn flags(&mut self, text: &Text<'_>) -> TextFlags {
        let known = self.known.as_ref().and_then(|known| known.flags(text));
        let flags = known.unwrap_or_else(|| TextFlags::of(text.as_str()));
        if text.is_verbatim() {
            self.kept.push((text.span, flags));
        }
        flags
    }

    /// Those that can be kept.
    pub(super) fn kept(self) -> Vec<(Span, TextFlags)> {
        self.kept
    }
}

/// The flags that are known of the texts of a source, since nothing before and nothing behind a place was edited.
struct Known<'a> {
    flags: &'a [(Span, TextFlags)],
    /// The bytes before the place.
    before: usize,
    /// Where those behind it begin, in the source that the flags are of and in this one.
    old_end: usize,
    new_end: usize,
    /// The text that is probably asked for next.
    next: Cell<usize>,
}

impl Known<'_> {
    /// The flags of a text, if it was not edited.
    fn flags(&self, text: &Text<'_>) -> Option<TextFlags> {
        if !text.is_verbatim() {
            return None;
        }
        let range = text.span.range();
        let old = if range.end <= self.before {
            text.span
        } else if range.start >= self.new_end {
            let moved = |offset: usize| offset - self.new_end + self.old_end;
            Span::new(moved(range.start), moved(range.end))
        } else {
            return None;
        };
        let is_next = |at: &usize| self.flags.get(*at).is_some_and(|(span, _)| *span == old);
        let at = Some(self.next.get()).filter(is_next);
        let at = at.or_else(|| self.flags.binary_search_by_key(&old, |(span, _)| *span).ok())?;
        self.next.set(at + 1);
        Some(self.flags[at].1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PIECES: [&str; 8] = ["甲", "乙", "，", " ", ",", "(", "K01", "規 範"];

    /// A source with a text on each line, and these texts.
    fn lines(texts: &[String]) -> (Source, Vec<Span>) {
        let (mut whole, mut spans) = (String::new(), Vec::new());
        for text in texts {
            whole.push_str("- ");
            spans.push(Span::new(whole.len(), whole.len() + text.len()));
            whole.push_str(text);
            whole.push('\n');
        }
        (Source::in_memory("a.yaml", whole), spans)
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        let text = prop::collection::vec(prop::sample::select(&PIECES[..]), 1..5);
        prop::collection::vec(text.prop_map(|pieces| pieces.concat()), 1..12)
    }

    proptest! {
        #[test]
        fn what_is_kept_are_the_flags_of_the_text(
            old in texts(),
            new in texts(),
            from in any::<prop::sample::Index>(),
            length in 0..4_usize,
        ) {
            // Some lines are others.
            let from = from.index(old.len());
            let mut after = old.clone();
            after.splice(from..(from + length).min(old.len()), new.iter().take(length).cloned());
            let (source, spans) = lines(&old);
            let flags = spans.iter().zip(&old).map(|(span, text)| (*span, TextFlags::of(text)));
            let kept = KeptFlags::of(Arc::new(source), flags.collect(), &[]);
            let (source, spans) = lines(&after);
            let known = kept.within(&source);
            let mut count = 0;
            for (text, span) in after.iter().zip(spans) {
                if let Some(flags) = known.flags(&Text::verbatim(text, span)) {
                    prop_assert_eq!(flags, TextFlags::of(text), "{}", text);
                    count += 1;
                }
            }
            // All but those that are others, and one at each end of them that the edit may touch.
            prop_assert!(count + length.min(new.len()) + 1 >= after.len(), "{} of {:?}", count, after);
        }
    }
}
