//! The one engine of changes to a file's text: fixes, renumbering, issuing and all that edits a standard in place are
//! lists of its [`Change`]s.
//!
//! What it promises of [`Document::changed`], whatever the layout of the file and whatever the changes:
//!
//! 1. **All or nothing.** Either every change is made, or none is and [`NotChanged`] says why.
//! 2. **Nothing else changes.** The new text is parsed again. Its tree is that of the old text with the changes made in it:
//!    the same keys, values, collections and duplicates in the same order, written in the same styles. Every scalar that was
//!    not to change stands where the edits have moved it to, so that the bytes between the scalars are the old ones as well.
//! 3. **Comments stay.** Each is there as it was, in its order, but those within an entry that is removed. A change that
//!    would drop another one is refused.
//! 4. **What is written reads as meant.** A text is written in the style that stands there (plain, in the same quotation
//!    marks, as a block), a new one plain where every reader of YAML takes it for this very text and quoted elsewhere.
//!    It is compared with what the parser makes of it.
//! 5. **No key becomes a double.** Readers that keep one of two equal keys would lose the other. Doubles that were there stay.
//! 6. **The layout is the neighbours'.** New lines are indented as the lines beside them and end as the lines of the
//!    file do; a byte order mark stays first.
//! 7. **No new problems.** Aliases and tags that the format does not allow are there as before.
//!
//! [`Document::relaid`] is the same for a whole new layout, which the formatter makes: there styles may change, and nothing
//! else.
//!
//! No edit is trusted: the promises are held by comparing the trees, not by care in making the edits. `tests.rs` tries
//! random changes to random documents in every style.

mod comments;
mod error;
mod insert;
mod lines;
mod new;
mod plan;
mod proof;
mod relaid;
mod remove;
mod row;
pub(crate) mod scalar;
mod set;

pub use error::NotChanged;
pub use new::New;

use std::collections::HashMap;

use super::{Arena, Parsed, ProblemKind, Style, parse};
use crate::files::source::Span;
use plan::Plan;
use row::{Kind, Row};

/// A text with its tree, which changes refer to.
pub struct Document<'t> {
    text: &'t str,
    row: Row<'t>,
    problems: Vec<ProblemKind>,
}

/// A node of a [`Document`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At(usize);

/// An entry of a mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyValue {
    /// Its key.
    pub key: At,
    /// Its value.
    pub value: At,
}

/// A change to a document. Places refer to the document as it was before all changes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change<'a> {
    /// Replaces characters of one scalar that stand verbatim in the source, or a line break that YAML folds.
    Splice {
        /// The bytes.
        span: Span,
        /// What comes in their place.
        instead: &'a str,
    },
    /// Makes a scalar say something else, in its style. At an empty place the text is written there.
    SetText {
        /// A key, a value or an item.
        at: At,
        /// What it shall say. The line breaks at the end of a block stay as they are.
        text: &'a str,
    },
    /// Puts another value in place of one, comments within which are not dropped.
    SetValue {
        /// The value of an entry.
        at: At,
        /// The new value.
        value: New<'a>,
    },
    /// Puts another value, which is written on one line, in place of an item of a list: of a text on one line, or of a
    /// collection, which may have several.
    SetItem {
        /// The item.
        at: At,
        /// The new value.
        value: New<'a>,
    },
    /// Inserts an entry into a mapping.
    InsertEntry {
        /// The mapping.
        mapping: At,
        /// Where.
        place: Beside,
        /// The key.
        key: &'a str,
        /// The value.
        value: New<'a>,
    },
    /// Inserts an item into a list.
    InsertItem {
        /// The list.
        list: At,
        /// Where.
        place: Beside,
        /// The item.
        value: New<'a>,
    },
    /// Removes an entry of a mapping or an item of a list, but not the last one: what an empty collection shall be is for
    /// the caller to say with [`Change::SetValue`]. Comments above it stay, those inside go with it.
    Remove {
        /// The key of the entry, or the item.
        at: At,
    },
}

/// A place in a mapping or list, given by a neighbour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Before the entry or item with this number, and before the comments directly above it.
    Above(usize),
    /// Directly before it, below its comments.
    Before(usize),
    /// Behind it.
    After(usize),
}

/// A text after the changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The text.
    pub text: String,
    /// What was replaced in the old text, in order, not overlapping.
    pub edits: Vec<(Span, String)>,
}

impl<'t> Document<'t> {
    /// The document that `text` holds; `None` where it cannot be parsed or is empty.
    pub fn of(text: &'t str, arena: &'t Arena) -> Option<Self> {
        Self::of_parsed(text, &parse(text, arena))
    }

    /// The document with the tree that `text` was parsed to.
    pub fn of_parsed(text: &'t str, parsed: &Parsed<'t>) -> Option<Self> {
        let row = Row::of(parsed.root.as_ref()?);
        let problems = parsed.problems.iter().map(|problem| problem.kind.clone()).collect();
        Some(Self { text, row, problems })
    }

    /// The root of the tree.
    pub fn root(&self) -> At {
        At(0)
    }

    /// The entries of a mapping, in order; none of anything else.
    pub fn entries(&self, mapping: At) -> impl Iterator<Item = KeyValue> {
        let is_mapping = matches!(self.row.kind(mapping.0), Some(Kind::Mapping { .. }));
        let mut children = self.row.children(mapping.0).filter(move |_| is_mapping);
        std::iter::from_fn(move || Some(KeyValue { key: At(children.next()?), value: At(children.next()?) }))
    }

    /// The items of a list, in order; none of anything else.
    pub fn items(&self, list: At) -> impl Iterator<Item = At> {
        let is_list = matches!(self.row.kind(list.0), Some(Kind::List { .. }));
        self.row.children(list.0).filter(move |_| is_list).map(At)
    }

    /// The first entry of a mapping with this key, and its number.
    pub fn entry(&self, mapping: At, key: &str) -> Option<(usize, KeyValue)> {
        self.entries(mapping).enumerate().find(|(_, entry)| self.text_of(entry.key) == Some(key))
    }

    /// The mapping or list that a node is in.
    pub(crate) fn parent(&self, at: At) -> Option<At> {
        let leaf = self.row.get(at.0).filter(|_| at.0 > 0)?;
        Some(At(leaf.parent as usize))
    }

    /// The value of an entry by its key.
    #[cfg(feature = "lsp")]
    pub(crate) fn value_of(&self, key: At) -> Option<At> {
        self.entries(self.parent(key)?).find(|entry| entry.key == key).map(|entry| entry.value)
    }

    /// The bytes from the key of an entry to the end of its value.
    pub fn span_of(&self, entry: KeyValue) -> Span {
        Span::new(self.row.span(entry.key.0).range().start, self.end_of(entry.value.0))
    }

    /// The text of a scalar.
    pub fn text_of(&self, at: At) -> Option<&'t str> {
        match self.row.kind(at.0) {
            Some(Kind::Scalar { text, .. }) => Some(text),
            _ => None,
        }
    }

    /// The text of the key that a value stands under, which may be a list or a mapping.
    pub fn key_of(&self, value: At) -> Option<&'t str> {
        let leaf = self.row.get(value.0).filter(|leaf| !leaf.is_key)?;
        let is_mapping = matches!(self.row.kind(leaf.parent as usize), Some(Kind::Mapping { .. }));
        // Its key comes directly before it.
        self.text_of(At(value.0.checked_sub(1).filter(|_| is_mapping)?))
    }

    /// Whether a node is a text that stands on one line, plain or in quotation marks.
    pub fn is_on_one_line(&self, at: At) -> bool {
        let style = match self.row.kind(at.0) {
            Some(Kind::Scalar { style, .. }) => style,
            _ => return false,
        };
        style != Style::Block && !self.text[self.row.span(at.0).range()].contains(['\n', '\r'])
    }

    /// Whether nothing stands at a node: no value, or a collection without entries.
    pub fn is_vacant(&self, at: At) -> bool {
        matches!(
            self.row.kind(at.0),
            Some(Kind::Empty | Kind::List { len: 0, .. } | Kind::Mapping { len: 0, .. })
        )
    }

    /// Every scalar and every empty place by its bytes, to find what a model points at.
    pub fn places(&self) -> HashMap<Span, At> {
        let mut places = HashMap::with_capacity(self.row.len());
        for (at, leaf) in self.row.iter().enumerate() {
            if matches!(leaf.kind, Kind::Scalar { .. } | Kind::Empty) {
                places.entry(leaf.span).or_insert(At(at));
            }
        }
        places
    }

    /// The texts and the pairs that are items of lists, by their bytes.
    pub fn items_by_place(&self) -> HashMap<Span, At> {
        let mut items = HashMap::new();
        for (at, leaf) in self.row.iter().enumerate().skip(1) {
            let is_item = matches!(self.row.kind(leaf.parent as usize), Some(Kind::List { .. }));
            if is_item && matches!(leaf.kind, Kind::Scalar { .. } | Kind::Mapping { len: 1, .. }) {
                items.insert(leaf.span, At(at));
            }
        }
        items
    }

    /// The text with all changes made.
    ///
    /// # Errors
    /// [`NotChanged`], where one of them cannot be made, or not without changing something else.
    pub fn changed(&self, changes: &[Change<'_>]) -> Result<Changed, NotChanged> {
        let (text, plan) = self.planned(changes)?;
        Ok(Changed { text, edits: plan.into_edits() })
    }

    /// The same without the edits. Hundreds of thousands of fixes take a tenth less time so.
    ///
    /// # Errors
    /// Those of [`Document::changed`].
    pub fn changed_text(&self, changes: &[Change<'_>]) -> Result<String, NotChanged> {
        Ok(self.planned(changes)?.0)
    }

    fn planned<'c>(&self, changes: &'c [Change<'_>]) -> Result<(String, Plan<'c>), NotChanged> {
        let plan = Plan::of(self, changes)?;
        let text = plan.spliced(self.text).ok_or(NotChanged::Layout)?;
        proof::hold(self, &plan, &text)?;
        Ok((text, plan))
    }

    /// Those keys that the changes would make the same as another of their mapping, in the order of the file. A list of
    /// changes is refused for one of them; who makes as many changes as can be made leaves these out.
    pub fn doubled_by(&self, changes: &[Change<'_>]) -> Vec<Span> {
        // Most lists are splices in values, which double no key.
        let splice = |change: &Change<'_>| match change {
            Change::Splice { span, .. } => Some(*span),
            _ => None,
        };
        let mut splices: Vec<Span> = changes.iter().filter_map(splice).collect();
        splices.sort_unstable();
        let is_edited = |key: Span| {
            let next = splices.partition_point(|splice| splice.end <= key.start);
            splices.get(next).is_some_and(|splice| splice.start < key.end)
        };
        if splices.len() == changes.len() && !self.row.keys().any(|(_, at, _)| is_edited(self.row.span(at))) {
            return Vec::new();
        }
        match Plan::of(self, changes) {
            Ok(plan) => proof::doubled(self, &plan).into_iter().map(|at| self.row.span(at)).collect(),
            Err(_) => Vec::new(),
        }
    }
}

impl Changed {
    /// Where the byte at `offset` of the old text is now; of one that was replaced, where the replacement ends.
    pub fn offset(&self, offset: usize) -> usize {
        let before = self.edits.iter().take_while(|(span, _)| span.range().end <= offset);
        let grown =
            before.map(|(span, instead)| instead.len().cast_signed() - span.range().len().cast_signed());
        offset.saturating_add_signed(grown.sum())
    }
}

#[cfg(test)]
pub(crate) mod random;
#[cfg(test)]
mod tests;
