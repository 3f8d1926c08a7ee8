//! Content of a document other than its text, which is not imported: deleted text, readings, footnote marks, form
//! fields. It is counted, and the first text of each kind is reported.

use super::raised::RaisedTexts;
use super::report::{Kept, LeftOut, Remark, RemarkKind};
use crate::text::bilingual::Bilingual;

/// The most characters of a text that are reported.
const LONGEST: usize = 40;

/// What a document has that is left out, by kind, while the document is read.
#[derive(Default)]
pub(super) struct LeftOutContent {
    counts: [usize; LeftOut::ALL.len()],
    firsts: [String; LeftOut::ALL.len()],
    /// What is kept although it may not be meant to be: how often, and the first.
    kept: [(usize, String); Kept::ALL.len()],
    /// Raised and lowered text, which is written in another way.
    pub(super) raised: RaisedTexts,
    /// What is being skipped, and its text so far.
    open: Option<(LeftOut, String)>,
}

#[cfg(feature = "office")]
fn keep_first(first: &mut String, other: String) {
    if first.is_empty() {
        *first = other;
    }
}

impl LeftOutContent {
    /// Begins to skip something.
    pub(super) fn begin(&mut self, what: LeftOut) {
        self.open = Some((what, String::new()));
    }

    /// Adds to the skipped text.
    pub(super) fn text(&mut self, text: &str) {
        if let Some((_, open)) = &mut self.open {
            let room = LONGEST.saturating_sub(open.chars().count());
            open.extend(text.chars().take(room));
        }
    }

    /// Ends what is being skipped and counts it.
    pub(super) fn end(&mut self) {
        if let Some((what, text)) = self.open.take() {
            self.add(what, &text);
        }
    }

    /// Counts something that was skipped; without text there is nothing to report.
    pub(super) fn add(&mut self, what: LeftOut, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        self.counts[what as usize] += 1;
        let first = &mut self.firsts[what as usize];
        if first.is_empty() {
            *first = text.chars().take(LONGEST).collect();
        }
    }

    /// Counts something that is kept.
    #[cfg(feature = "office")]
    pub(super) fn keep(&mut self, what: Kept, text: &str) {
        let text = text.trim();
        let (count, first) = &mut self.kept[what as usize];
        if text.is_empty() {
            return;
        }
        *count += 1;
        if first.is_empty() {
            *first = text.chars().take(LONGEST).collect();
        }
    }

    /// Adds what was found in another sheet of the document, which comes after.
    #[cfg(feature = "office")]
    pub(super) fn add_all(&mut self, other: Self) {
        for (count, more) in self.counts.iter_mut().zip(other.counts) {
            *count += more;
        }
        for ((count, first), (more, other)) in self.kept.iter_mut().zip(other.kept) {
            *count += more;
            keep_first(first, other);
        }
        for (first, other) in self.firsts.iter_mut().zip(other.firsts) {
            keep_first(first, other);
        }
        self.raised.add_all(other.raised);
    }

    /// The remarks about it for the report.
    pub(super) fn remarks(self) -> Vec<Remark> {
        let at = Bilingual::fixed("in the document", "文件中");
        let found = LeftOut::ALL.into_iter().zip(self.counts).zip(self.firsts);
        let some = found.filter(|((_, count), _)| *count > 0);
        let left_out = some.map(|((what, count), first)| Remark {
            at: at.clone(),
            page: None,
            kind: RemarkKind::LeftOut { what, count, first },
        });
        let kept = Kept::ALL.into_iter().zip(self.kept).filter(|(_, (count, _))| *count > 0);
        let kept = kept.map(|(what, (count, first))| Remark {
            at: at.clone(),
            page: None,
            kind: RemarkKind::Kept { what, count, first },
        });
        left_out.chain(kept).chain(self.raised.remark()).collect()
    }
}
