//! Values of form fields on a page. A browser shows them, but they are not text of the page.

use crate::forms::import::report::{Remark, RemarkKind};
use crate::text::bilingual::Bilingual;

/// The most texts that are kept; further ones are counted.
const MOST: usize = 1000;

#[derive(Default)]
pub(super) struct Fields {
    /// The texts of fields that are inside a cell.
    kept: Vec<String>,
    open: Option<Open>,
}

/// An open field: its text, or that of the option that the page shows.
#[derive(Default)]
struct Open {
    text: String,
    /// Set if the text is that of an option: whether the page marks the option as selected.
    choice: Option<bool>,
    /// Whether the current option is not the one that is shown.
    passed_over: bool,
}

impl Fields {
    pub(super) fn begin(&mut self) {
        self.open = Some(Open::default());
    }

    /// Begins an option. The first is shown, unless another is selected.
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

    /// Ends a field and returns its text.
    pub(super) fn end(&mut self) -> Option<String> {
        self.open.take().map(|open| open.text)
    }

    /// Keeps the text of a field; `false` if it is blank, or if there are too many.
    pub(super) fn keep(&mut self, text: &str) -> bool {
        let keeps = !text.trim().is_empty() && self.kept.len() < MOST;
        if keeps {
            self.kept.push(text.trim().to_owned());
        }
        keeps
    }

    /// The remarks about them for the report.
    pub(super) fn remarks(self) -> impl Iterator<Item = Remark> {
        let at = Bilingual::fixed("form field", "表單欄位");
        self.kept.into_iter().map(move |text| Remark {
            at: at.clone(),
            page: None,
            kind: RemarkKind::Field { text },
        })
    }
}
