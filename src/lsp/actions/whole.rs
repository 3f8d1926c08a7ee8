//! Changes of a whole file.

use super::lists;
use crate::bilingual;
use crate::check::fixes;
use crate::check::settings::Settings;
use crate::edit::fix::mend;
use crate::edit::renumber::renumber;
use crate::lsp::document::Document;
use crate::lsp::edits::{Edits, between};
use crate::text::bilingual::Bilingual;
use crate::yaml::Arena;
use crate::yaml::edit;

/// A change of a whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    FixAll,
    Renumber,
    RenumberItems,
    SortLists,
}

impl Whole {
    pub(super) const ALL: [Self; 4] = [Self::FixAll, Self::Renumber, Self::RenumberItems, Self::SortLists];

    /// The kind of the action.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::FixAll => "source.fixAll.ttm",
            Self::Renumber => "source.renumber.ttm",
            Self::RenumberItems => "source.renumberItems.ttm",
            Self::SortLists => "source.sortLists.ttm",
        }
    }

    pub(super) fn of(kind: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|whole| whole.kind() == kind)
    }

    pub(super) fn title(self) -> Bilingual {
        match self {
            Self::FixAll => {
                Bilingual::fixed("Fix everything that can be fixed safely", "修正所有可安全修正的問題")
            }
            Self::Renumber => {
                Bilingual::fixed("Renumber duties and tasks by position", "依位置重新編號職責與任務")
            }
            Self::RenumberItems => Bilingual::fixed(
                "Renumber knowledge, skills and attitudes too",
                "重新編號，包括知識、技能與態度",
            ),
            Self::SortLists => Bilingual::fixed("Sort all lists of codes", "排序所有代碼清單"),
        }
    }

    /// The edits; `None` where there is nothing to change.
    pub(super) fn edits(self, document: &Document, settings: &Settings) -> Result<Option<Edits>, Bilingual> {
        let text = document.text();
        let edits = match self {
            Self::FixAll => {
                let mended = mend(&document.source, |source| fixes(source, settings));
                mended.map(|mended| between(text, &mended.text))
            }
            Self::Renumber | Self::RenumberItems => {
                let items = self == Self::RenumberItems;
                let renumbered = document.look_at_current(|view| {
                    // What could not be read would not be renumbered.
                    if view.standard.errors > 0 {
                        return Err(bilingual!(
                            "mend what is wrong with the shape of the file first",
                            "請先修正檔案結構的錯誤"
                        ));
                    }
                    renumber(&view.standard, text, items).map_err(|refused| refused.words)
                });
                renumbered.transpose()?.map(|renumbered| between(text, &renumbered.text))
            }
            Self::SortLists => document
                .look_at_current(|view| {
                    let arena = Arena::new();
                    let tree = edit::Document::of(text, &arena)?;
                    let changes = lists::sorted(&tree, lists::all(&view.standard));
                    tree.changed(&changes).ok().map(|changed| changed.edits)
                })
                .flatten(),
        };
        Ok(edits.filter(|edits| !edits.is_empty()))
    }
}
