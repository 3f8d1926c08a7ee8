//! Takes the edits of a document, such as a Word file that was printed from a standard and came back, into the standard's
//! file, whose comments and layout stay.
//!
//! A form does not hold all that a file does (entries that nothing uses, `revises`, where references are inherited from). So
//! the document is not compared with the file but with what the file becomes by being printed and imported: what differs
//! there was edited, and nothing else is changed in the file.

mod walk;

use crate::canonical;
use crate::forms::import::{ImportError, SourceForm, import};
use crate::forms::render::{Format, Options, render};
use crate::model::Standard;
use crate::text::bilingual::Bilingual;
use crate::yaml::Arena;
use crate::yaml::edit::{Changed, Document, NotChanged};
use walk::Walk;

/// Why the edits of a document are not taken into a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words().en)]
#[non_exhaustive]
pub enum NotTaken {
    /// The standard in the file cannot be printed and imported.
    Base(Bilingual),
    /// The order of entries was changed.
    Order {
        /// The keys that lead to the entries: `duties › T1 › tasks`.
        at: String,
    },
    /// The file writes what was edited in another shape, with a comment in it.
    Comment {
        /// The keys that lead there.
        at: String,
    },
    /// The engine refused.
    Changed(#[from] NotChanged),
}

impl NotTaken {
    /// The reason in both languages.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Base(words) => words.clone(),
            Self::Order { at } => crate::bilingual!(
                "the order of {at} was changed, which is for a person to do in the file; put it back in the document",
                "「{at}」的順序改變了，請自行在檔案中調整；或在文件中恢復原來的順序"
            ),
            Self::Comment { at } => crate::bilingual!(
                "{at} is laid out in another way than it would be written, and a comment is in it: edit it by hand",
                "「{at}」的寫法與寫入時不同，其中又有註解：請自行修改"
            ),
            Self::Changed(refused) => {
                let en = refused.to_string();
                crate::bilingual!(
                    "the edits cannot be made without changing something else ({en}): edit the file by hand",
                    "無法只更動這些內容而不影響其他部分（{en}）：請自行修改檔案"
                )
            }
        }
    }
}

/// What a standard is once it was printed and imported again.
///
/// # Errors
/// [`NotTaken::Base`] where it cannot be printed, or what is printed cannot be imported.
pub fn printed(standard: &Standard<'_>) -> Result<Standard<'static>, NotTaken> {
    let mut page = Vec::new();
    render(&[standard], Format::Html, &Options::default(), &mut page)
        .map_err(|error| NotTaken::Base(error.words()))?;
    let imported = import(&page, Some(SourceForm::Html));
    imported.map(|imported| imported.standard).map_err(|error: ImportError| NotTaken::Base(error.words()))
}

/// The text of a file, which holds `standard`, with what an imported standard says otherwise; `None` if that is nothing.
///
/// # Errors
/// [`NotTaken`] where that cannot be done without changing anything else.
pub fn take(text: &str, standard: &Standard<'_>, edited: &Standard<'_>) -> Result<Option<Changed>, NotTaken> {
    let (base, edited) = (canonical::yaml(&printed(standard)?), canonical::yaml(edited));
    let arenas = [Arena::new(), Arena::new(), Arena::new()];
    let [Some(file), Some(base), Some(edited)] =
        [(text, &arenas[0]), (&base, &arenas[1]), (&edited, &arenas[2])]
            .map(|(text, arena)| Document::of(text, arena))
    else {
        return Err(NotTaken::Changed(NotChanged::NoSuchPlace));
    };
    let mut walk = Walk::new(text, &file, &base, &edited);
    walk.root()?;
    let changes = walk.into_changes();
    if changes.is_empty() {
        return Ok(None);
    }
    Ok(Some(file.changed(&changes)?))
}

/// The names of the places that lead to one, as messages have them.
fn path<'a>(keys: impl Iterator<Item = &'a str>) -> String {
    keys.collect::<Vec<_>>().join(" › ")
}
