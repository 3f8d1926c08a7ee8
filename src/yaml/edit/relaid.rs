//! A document in another layout.

use super::row::{Kind, Leaf, Row};
use super::{Changed, Document, NotChanged, comments};
use crate::files::source::Span;
use crate::yaml::{Arena, Style, is_addressed, parse};

impl Document<'_> {
    /// `text` as a change of this document, if it is the same document in another layout. Its tree is the same but for
    /// brackets and quotation marks, every comment is there, as it was and between the same scalars, and those addressed to
    /// the program stand at the same lines. `may_requote` says of which scalars quotation marks may come or go, given their
    /// text and that of the scalar before them, which is their key if they have one: of some they decide what is meant.
    ///
    /// # Errors
    /// [`NotChanged`], where it is another document.
    pub fn relaid(
        &self,
        text: String,
        may_requote: impl Fn(&str, &str) -> bool,
    ) -> Result<Changed, NotChanged> {
        let arena = Arena::new();
        let new = parse(&text, &arena);
        let row = Row::of(new.root.as_ref().ok_or(NotChanged::NotAsIntended)?);
        let same_problems = new.problems.iter().map(|problem| &problem.kind).eq(&self.problems);
        if !same_problems || row.len() != self.row.len() {
            return Err(NotChanged::NotAsIntended);
        }
        let mut before = "";
        for (old, new) in self.row.iter().zip(row.iter()) {
            let is_requoted = is_same(old, new).ok_or(NotChanged::NotAsIntended)?;
            if let Kind::Scalar { text, .. } = old.kind {
                if is_requoted && !may_requote(text, before) {
                    return Err(NotChanged::NotAsIntended);
                }
                before = text;
            }
        }
        if placed(self.text, &self.row) != placed(&text, &row) {
            return Err(NotChanged::Comment);
        }
        if others(self.text, &self.row) != others(&text, &row) {
            return Err(NotChanged::NotAsIntended);
        }
        let edits = self.edits_to(&text, &row);
        Ok(Changed { text, edits })
    }

    /// What differs between the scalars and in them.
    fn edits_to(&self, text: &str, row: &Row<'_>) -> Vec<(Span, String)> {
        let mut edits = Vec::new();
        let (mut old_done, mut done) = (0, 0);
        let mut replace = |old: std::ops::Range<usize>, new: &str| {
            if self.text.get(old.clone()) != Some(new) {
                edits.push((Span::new(old.start, old.end), new.to_owned()));
            }
        };
        let scalars = |row: &Row<'_>| -> Vec<Span> {
            let scalars = row.iter().filter(|leaf| matches!(leaf.kind, Kind::Scalar { .. }));
            scalars.map(|leaf| leaf.span).collect()
        };
        for (old, new) in scalars(&self.row).into_iter().zip(scalars(row)) {
            let (old, new) = (old.range(), new.range());
            replace(old_done..old.start, &text[done..new.start]);
            replace(old.clone(), &text[new.clone()]);
            (old_done, done) = (old.end, new.end);
        }
        replace(old_done..self.text.len(), &text[done..]);
        edits
    }
}

/// Whether a node is the same but for quotation marks, and then whether those came or went.
fn is_same(old: &Leaf<'_>, new: &Leaf<'_>) -> Option<bool> {
    match (old.kind, new.kind) {
        (Kind::Scalar { text, style }, Kind::Scalar { text: new_text, style: new_style }) => {
            let is_same_block = (style == Style::Block) == (new_style == Style::Block);
            (text == new_text && is_same_block && old.is_key == new.is_key).then_some(style != new_style)
        }
        (Kind::Empty, Kind::Empty) | (Kind::Alias, Kind::Alias) => Some(false),
        (Kind::List { len, .. }, Kind::List { len: new, .. }) => (len == new).then_some(false),
        (Kind::Mapping { len, .. }, Kind::Mapping { len: new, .. }) => (len == new).then_some(false),
        _ => None,
    }
}

/// Every comment with the number of scalars before it; of one addressed to the program also the scalars that begin on its
/// line and on the next line that is not a comment.
fn placed<'t>(text: &'t str, row: &Row<'_>) -> Vec<(usize, &'t str, [std::ops::Range<usize>; 2])> {
    let comments = comments::of(text, row);
    if comments.is_empty() {
        return Vec::new();
    }
    let scalars = row.iter().filter(|leaf| matches!(leaf.kind, Kind::Scalar { .. }));
    let starts: Vec<usize> = scalars.map(|leaf| leaf.span.start as usize).collect();
    let before = |offset: usize| starts.partition_point(|&start| start < offset);
    let line = |start: usize| {
        let end = text[start..].find('\n').map_or(text.len(), |length| start + length + 1);
        (before(start)..before(end), end)
    };
    let placed = comments.into_iter().map(|(offset, comment)| {
        let mut lines = [0..0, 0..0];
        if is_addressed(comment) {
            let start = text[..offset].rfind('\n').map_or(0, |found| found + 1);
            let (own, mut next) = line(start);
            while text[next..].trim_start_matches([' ', '\t']).starts_with('#') {
                next = line(next).1;
            }
            lines = [own, line(next).0];
        }
        (before(offset), comment.trim_end(), lines)
    });
    placed.collect()
}

/// What stands between scalars and is neither white space, a comment nor a mark of collections: indicators of blocks, and what
/// is not in the tree, such as anchors. Each byte with the number of scalars before it.
fn others(text: &str, row: &Row<'_>) -> Vec<(usize, u8)> {
    let comments: Vec<usize> = comments::of(text, row).into_iter().map(|(offset, _)| offset).collect();
    let scalars =
        row.iter().filter(|leaf| matches!(leaf.kind, Kind::Scalar { .. })).map(|leaf| leaf.span.range());
    let mut others = Vec::new();
    let mut done = 0;
    for (number, scalar) in scalars.chain(std::iter::once(text.len()..text.len())).enumerate() {
        let mut at = done;
        while let Some(&byte) = text.as_bytes().get(at).filter(|_| at < scalar.start) {
            match byte {
                b'#' if comments.binary_search(&at).is_ok() => {
                    at = text[at..].find('\n').map_or(text.len(), |length| at + length);
                }
                b' ' | b'\t' | b'\r' | b'\n' | b'-' | b'?' | b':' | b',' | b'[' | b']' | b'{' | b'}' => {
                    at += 1;
                }
                byte => {
                    others.push((number, byte));
                    at += 1;
                }
            }
        }
        done = scalar.end;
    }
    others
}
