//! What was decided while a document was put together, for the report.

use std::rc::Rc;

use super::drawn::Drawn;
use super::join::Doubt;
use super::paragraphs::Joined;
use crate::bilingual;
use crate::forms::import::heading::Column;
use crate::forms::import::{LeftOut, Remark, RemarkKind};
use crate::text::bilingual::Bilingual;

/// What was decided.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    /// How many pages there are.
    pub(super) pages: usize,
    /// Characters that were replaced by those that they are drawn like: the page of the first, and how it was written.
    folded: Counted,
    doubles: Counted,
    page_numbers: Counted,
    running_heads: Counted,
    unseen: Vec<(usize, String)>,
    turned: Vec<(usize, String)>,
    pub(super) doubts: Vec<Doubt>,
    pub(super) joined: Joined,
}

/// How often something was done, and where first.
#[derive(Debug, Default)]
struct Counted {
    count: usize,
    page: usize,
    first: String,
}

impl Counted {
    fn add(&mut self, count: usize, page: usize, first: impl FnOnce() -> String) {
        if self.count == 0 && count > 0 {
            (self.page, self.first) = (page, first());
        }
        self.count += count;
    }
}

impl Decisions {
    pub(super) fn new(pages: usize) -> Self {
        Self { pages, ..Self::default() }
    }

    pub(super) fn folded(&mut self, page: usize, drawn: char, meant: &str) {
        self.folded.add(1, page, || format!("{drawn} → {meant}"));
    }

    pub(super) fn drawn_twice(&mut self, page: usize, doubles: &[Rc<str>]) {
        self.doubles.add(doubles.len(), page, || doubles.iter().take(20).map(|text| &**text).collect());
    }

    pub(super) fn page_number(&mut self, page: usize, text: String) {
        self.page_numbers.add(1, page, || text);
    }

    pub(super) fn running_head(&mut self, page: usize, text: String) {
        self.running_heads.add(1, page, || text);
    }

    pub(super) fn left_out(&mut self, page: usize, drawn: &Drawn) {
        for (text, all) in [(&drawn.hidden, &mut self.unseen), (&drawn.turned, &mut self.turned)] {
            if !text.trim().is_empty() {
                all.push((page, text.trim().to_owned()));
            }
        }
    }

    pub(super) fn remarks(self) -> Vec<Remark> {
        let pages = self.pages;
        let at = match pages {
            1 => on_page(1),
            _ => bilingual!("pages 1 to {pages}", "第 1 至 {pages} 頁"),
        };
        let mut remarks = vec![Remark { at, page: Some(1), kind: RemarkKind::Experimental { pages } }];
        for Doubt { page, column, text, joined, tasks } in self.doubts {
            let Bilingual { en, zh } = on_page(page + 1);
            let at = match column.map(Column::names) {
                Some((column_en, column_zh)) => bilingual!("{en}, {column_en}", "{zh}的{column_zh}"),
                None => Bilingual { en, zh },
            };
            let kind = RemarkKind::PageBreak { text: excerpt(text), joined, tasks: tasks.map(excerpt) };
            remarks.push(Remark { at, page: Some(page + 1), kind });
        }
        let unseen =
            self.unseen.into_iter().map(|(page, text)| (page, RemarkKind::Unseen { text: excerpt(text) }));
        let turned =
            self.turned.into_iter().map(|(page, text)| (page, RemarkKind::Turned { text: excerpt(text) }));
        remarks.extend(unseen.chain(turned).map(|(page, kind)| Remark {
            at: on_page(page),
            page: Some(page),
            kind,
        }));
        let Counted { count, page, first } = self.folded;
        if count > 0 {
            remarks.push(from_page(page, RemarkKind::Folded { count, first }));
        }
        let Counted { count, page, first } = self.doubles;
        if count > 0 {
            remarks.push(from_page(page, RemarkKind::DrawnTwice { count, first }));
        }
        let Joined { spaces: count, first, page } = self.joined;
        if count > 0 {
            let first = excerpt(first);
            remarks.push(from_page(page + 1, RemarkKind::WrappedSpace { count, first }));
        }
        let all = [(LeftOut::PageNumber, self.page_numbers), (LeftOut::RunningHead, self.running_heads)];
        for (what, Counted { count, page, first }) in all.into_iter().filter(|(_, all)| all.count > 0) {
            let first = excerpt(first);
            remarks.push(from_page(page, RemarkKind::LeftOut { what, count, first }));
        }
        remarks
    }
}

fn on_page(page: usize) -> Bilingual {
    bilingual!("page {page}", "第 {page} 頁")
}

fn from_page(page: usize, kind: RemarkKind) -> Remark {
    Remark { at: bilingual!("from page {page} on", "自第 {page} 頁起"), page: Some(page), kind }
}

/// The part of a text that a remark quotes.
fn excerpt(text: String) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
