//! What is filled in into the fields of a page's forms. A browser shows it, and it is no text of the page.

use crate::forms::import::report::{Remark, RemarkKind};
use crate::text::bilingual::Bilingual;

/// How many texts are kept; further ones are counted.
const MOST: usize = 1000;

#[derive(Default)]
pub(super) struct Fields {
    /// The texts of fields that stand in a cell.
    kept: Vec<String>,
    open: Option<Open>,
}

/// A field that has not ended: its text, or that of the choice which the page shows.
#[derive(Default)]
struct Open {
    text: String,
    /// Whether the text is that of a choice, and the page says that it was chosen.
    choice: Option<bool>,
    /// What comes now is another choice.
    passed_over: bool,
}

impl Fields {
    pub(super) fn begin(&mut self) {
        self.open = Some(Open::default());
    }

    /// Begins a choice. The first is shown, unless another is selected.
    pub(super) fn option(&mut self, selected: bool) {
        if let Some(open) = &mut self.open {
            open.passed_over = !matches!((open.choice, selected), (None, _) | (Some(false), true));
            if !open.passed_over {
                open.choice = Some(selected);
                open.text.clear();
            }
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(open) = self.open.as_mut().filter(|open| !open.passed_over) {
            open.text.push_str(text);
        }
    }

    /// Ends a field and gives its text.
    pub(super) fn end(&mut self) -> Option<String> {
        self.open.take().map(|open| open.text)
    }

    /// Keeps the text of a field; `false` where there is none, or where there are too many.
    pub(super) fn keep(&mut self, text: &str) -> bool {
        let keeps = !text.trim().is_empty() && self.kept.len() < MOST;
        if keeps {
            self.kept.push(text.trim().to_owned());
        }
        keeps
    }

    /// What a person should know of them.
    pub(super) fn remarks(self) -> impl Iterator<Item = Remark> {
        let at = Bilingual::fixed("form field", "表單欄位");
        self.kept.into_iter().map(move |text| Remark { at: at.clone(), kind: RemarkKind::Field { text } })
    }
}
