//! The canonical layout of a standard's file: what `ttm fmt` and the editor make of a text.
//!
//! - Two spaces a level, items of a list indented below their key, one space behind a colon and a hyphen.
//! - Mappings in block style; lists of references in brackets on one line, however long; other lists as they are written.
//! - A text is bare where every reader of YAML takes it for this very text, else in quotation marks: those that stand there
//!   if it has some. Days stay bare, and so does what is no text (levels, nothing).
//! - Line breaks of long texts, blocks, comments, blank lines and what stands before a comment stay, and so do line ends and
//!   a byte order mark. Blanks at the ends of lines go; the file ends in one line break.
//!
//! Nothing is reordered, filled in or wrapped. [`crate::yaml::edit`] proves that the tree and the comments are the same, and
//! so is the model, which depends on nothing else but the quotation marks of levels and of what means nothing
//! (`may_requote`). A collection with a comment on its lines keeps its style, so that the comment stays where it is.

mod block;
mod gap;
mod quotes;
mod relay;
mod writer;

use crate::decode::slips;
use crate::files::source::Source;
use crate::text::bilingual::Bilingual;
use crate::yaml::edit::{Changed, Document, NotChanged};
use crate::yaml::{Arena, Node, Parsed, Value, parse};
use quotes::is_nothing;
use writer::Writer;

/// Why a text was left as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotFormatted {
    /// It is not YAML, or uses a feature that the format does not have.
    #[error("it is not YAML")]
    Syntax,
    /// YAML takes a line of it for text that was meant to be a key with its value. Laid out, that line would be joined to the
    /// one above, and no more be found where it was typed.
    #[error("a line of it is taken for text")]
    Slip,
    /// Some of its lines end in a lone carriage return, and its layout cannot be changed with them.
    #[error("lines of it end in a lone carriage return")]
    LineEnds,
    /// It has no key that only a standard has.
    #[error("it is no standard")]
    NoStandard,
    /// Its layout cannot be changed without changing something else.
    #[error("its layout cannot be changed without changing something else")]
    Layout(Option<NotChanged>),
}

impl NotFormatted {
    /// The reason in both languages, which the file goes before.
    pub fn words(self) -> Bilingual {
        match self {
            Self::Syntax => Bilingual::fixed("it cannot be read as YAML", "無法讀成 YAML"),
            Self::Slip => Bilingual::fixed(
                "YAML takes a line of it for text; `ttm validate` says which, and `--fix` may mend it",
                "YAML 把其中一行當成文字；`ttm validate` 會指出是哪一行，`--fix` 可能可以修正",
            ),
            Self::LineEnds => Bilingual::fixed(
                "some of its lines end in a lone carriage return (CR), as on Macs of old; save it with the line ends LF or CRLF, \
                 then format it",
                "有些行只以 CR 字元換行（舊式 Mac 的換行）；請在編輯器中改存為 LF 或 CRLF 換行，再排版",
            ),
            Self::NoStandard => Bilingual::fixed(
                "it has no key that only a competency standard has, such as `duties`",
                "沒有職能基準特有的鍵，例如 `duties`",
            ),
            Self::Layout(_) => Bilingual::fixed(
                "its layout cannot be changed without changing something else; write it in block style, without `?`, \
                 anchors and tags",
                "更動排版時無法不影響其他內容；請改寫成區塊格式，不要使用 `?`、錨點與標籤",
            ),
        }
    }
}

/// The keys that other files of YAML do not have at their root.
const OWN_KEYS: [&str; 9] = [
    "classification",
    "history",
    "knowledge",
    "skills",
    "attitudes",
    "duties",
    "notes",
    "unplaced",
    "revises",
];

/// Whether a tree may be a standard. A folder has other files of YAML, which are laid out as others like it.
fn is_standard(root: &Node<'_>) -> bool {
    let Value::Mapping { entries, .. } = root.value else { return false };
    entries.iter().any(|(key, value)| match (key.text(), value.value) {
        (Some("name"), Value::Mapping { entries, .. }) => {
            entries.iter().all(|(key, _)| matches!(key.text(), Some("occupation" | "category")))
        }
        (Some(key), _) => OWN_KEYS.contains(&key),
        (None, _) => false,
    })
}

/// The text in the canonical layout; `None` where it is in it.
///
/// # Errors
/// [`NotFormatted`], where it is better left alone.
pub fn format(text: &str) -> Result<Option<Changed>, NotFormatted> {
    let arena = Arena::with_capacity(2 * text.len());
    let parsed = parse(text, &arena);
    if !parsed.problems.is_empty() {
        return Err(NotFormatted::Syntax);
    }
    // A file without content has no layout.
    let Some(root) = &parsed.root else { return Ok(None) };
    if !is_standard(root) {
        return Err(NotFormatted::NoStandard);
    }
    let changed = lay_out(text, &parsed, root).map_err(|error| match error {
        NotFormatted::Layout(_) if has_lone_cr(text) => NotFormatted::LineEnds,
        error => error,
    })?;
    if changed.is_some() && slips::find(&Source::in_memory("", text)).is_some() {
        return Err(NotFormatted::Slip);
    }
    Ok(changed)
}

/// The same for some bytes of the text: only what ends within them is changed.
///
/// # Errors
/// [`NotFormatted`], also where these changes cannot be made without the others.
#[cfg(feature = "lsp")]
pub(crate) fn format_within(
    text: &str,
    within: std::ops::Range<usize>,
) -> Result<Option<Changed>, NotFormatted> {
    let Some(all) = format(text)? else { return Ok(None) };
    let mut some = String::with_capacity(text.len());
    let mut done = 0;
    for (span, instead) in &all.edits {
        // What follows the last text of a line reaches to the first one of the next, though little of it may differ.
        let (range, instead) = trimmed(text, span.range(), instead);
        if range.end > within.start && range.end <= within.end {
            some.push_str(&text[done..range.start]);
            some.push_str(instead);
            done = range.end;
        }
    }
    if done == 0 {
        return Ok(None);
    }
    some.push_str(&text[done..]);
    let arena = Arena::with_capacity(2 * text.len());
    let document = Document::of(text, &arena).ok_or(NotFormatted::Syntax)?;
    let changed = document.relaid(some, may_requote);
    changed.map(Some).map_err(|error| NotFormatted::Layout(Some(error)))
}

/// An edit without what it leaves as it is at both ends.
#[cfg(feature = "lsp")]
fn trimmed<'e>(
    text: &str,
    range: std::ops::Range<usize>,
    instead: &'e str,
) -> (std::ops::Range<usize>, &'e str) {
    let old = &text[range.clone()];
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
    };
    let before = same(&mut old.chars().zip(instead.chars()));
    let (old, instead) = (&old[before..], &instead[before..]);
    let after = same(&mut old.chars().rev().zip(instead.chars().rev()));
    (range.start + before..range.end - after, &instead[..instead.len() - after])
}

fn lay_out<'t>(text: &'t str, parsed: &Parsed<'t>, root: &Node<'t>) -> Result<Option<Changed>, NotFormatted> {
    let written = Writer::new(text).document(root).ok_or(NotFormatted::Layout(None))?;
    if written == text {
        return Ok(None);
    }
    let document = Document::of_parsed(text, parsed).ok_or(NotFormatted::Syntax)?;
    let changed = document.relaid(written, may_requote);
    changed.map(Some).map_err(|error| NotFormatted::Layout(Some(error)))
}

/// Whether a line ends in a carriage return without a line feed.
fn has_lone_cr(text: &str) -> bool {
    let next = |at: usize| text.as_bytes().get(at + 1);
    text.match_indices('\r').any(|(at, _)| next(at) != Some(&b'\n'))
}

/// Whether a text is read as the same with and without quotation marks: a level in quotation marks is no level, and an empty value in them is a text.
fn may_requote(text: &str, key: &str) -> bool {
    key != "level" && !is_nothing(text)
}

#[cfg(test)]
mod tests;
