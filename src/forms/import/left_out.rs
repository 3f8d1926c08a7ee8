//! What a document holds beside its text and is not imported: deleted text, readings, the marks of footnotes, the
//! fields of forms. It is counted, and its first text is told.

use super::report::{LeftOut, Remark, RemarkKind};
use crate::text::bilingual::Bilingual;

/// How much of a text is told, in characters.
const LONGEST: usize = 40;

#[derive(Default)]
pub(super) struct Found {
    counts: [usize; LeftOut::ALL.len()],
    firsts: [String; LeftOut::ALL.len()],
    /// What is being passed over, and its text so far.
    open: Option<(LeftOut, String)>,
}

impl Found {
    /// Begins something that is passed over.
    pub(super) fn begin(&mut self, what: LeftOut) {
        self.open = Some((what, String::new()));
    }

    /// Text of it.
    pub(super) fn text(&mut self, text: &str) {
        if let Some((_, open)) = &mut self.open {
            let room = LONGEST.saturating_sub(open.chars().count());
            open.extend(text.chars().take(room));
        }
    }

    /// Ends it, and gives what it was with its text.
    pub(super) fn end(&mut self) {
        if let Some((what, text)) = self.open.take() {
            self.add(what, &text);
        }
    }

    /// Something that was passed over; where it had no text, there is nothing to tell.
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

    /// What a person should know of it.
    pub(super) fn remarks(self) -> Vec<Remark> {
        let at = Bilingual::fixed("in the document", "文件中");
        let found = LeftOut::ALL.into_iter().zip(self.counts).zip(self.firsts);
        let some = found.filter(|((_, count), _)| *count > 0);
        some.map(|((what, count), first)| Remark {
            at: at.clone(),
            kind: RemarkKind::LeftOut { what, count, first },
        })
        .collect()
    }
}
