//! Finds what differs between two trees of the same layout, and where that is in a third, which may be laid out otherwise.

use super::{NotTaken, path};
use crate::yaml::edit::{At, Beside, Change, Document, New};

/// Keys whose values are written bare, as every file of the format has them.
const BARE: [&str; 2] = ["level", "date"];

/// Keys whose lists are written in brackets.
const IN_BRACKETS: [&str; 2] = ["knowledge", "skills"];

pub(super) struct Walk<'d> {
    text: &'d str,
    file: &'d Document<'d>,
    base: &'d Document<'d>,
    edited: &'d Document<'d>,
    /// The keys that lead to the current place.
    keys: Vec<&'d str>,
    changes: Vec<Change<'d>>,
}

/// A value in the file, and what it was and is to be.
#[derive(Clone, Copy)]
struct Three {
    file: At,
    base: At,
    edited: At,
}

/// An entry of each mapping: its key, and its number and places in the file.
type Keyed<'d> = (&'d str, At);

/// Why a place is not changed by itself: the whole around it has to be.
enum Stop {
    /// The file writes it in another shape.
    Shape,
    Not(NotTaken),
}

impl From<NotTaken> for Stop {
    fn from(not: NotTaken) -> Self {
        Self::Not(not)
    }
}

impl<'d> Walk<'d> {
    pub(super) fn new(
        text: &'d str,
        file: &'d Document<'d>,
        base: &'d Document<'d>,
        edited: &'d Document<'d>,
    ) -> Self {
        Self { text, file, base, edited, keys: Vec::new(), changes: Vec::new() }
    }

    pub(super) fn root(&mut self) -> Result<(), NotTaken> {
        let three = Three { file: self.file.root(), base: self.base.root(), edited: self.edited.root() };
        match self.mapping(three) {
            Ok(()) => Ok(()),
            Err(Stop::Not(not)) => Err(not),
            Err(Stop::Shape) => Err(NotTaken::Comment { at: self.here() }),
        }
    }

    pub(super) fn into_changes(self) -> Vec<Change<'d>> {
        self.changes
    }

    fn here(&self) -> String {
        path(self.keys.iter().copied())
    }

    fn value(&mut self, three: Three) -> Result<(), Stop> {
        if same((self.base, three.base), (self.edited, three.edited)) {
            return Ok(());
        }
        match [(self.file, three.file), (self.base, three.base), (self.edited, three.edited)]
            .map(|(document, at)| kind(document, at))
        {
            [Kind::Mapping, Kind::Mapping, Kind::Mapping] => self.mapping(three),
            [Kind::List, Kind::List, Kind::List] => self.list(three),
            [Kind::Text | Kind::Vacant, _, Kind::Text] => {
                let text = self.edited.text_of(three.edited).unwrap_or_default();
                let is_bare = self.keys.last().is_some_and(|key| BARE.contains(key));
                self.changes.push(match is_bare {
                    true => Change::SetValue { at: three.file, value: New::Bare(text.into()) },
                    false => Change::SetText { at: three.file, text },
                });
                Ok(())
            }
            _ => Err(Stop::Shape),
        }
    }

    /// Entries belong together by their keys.
    fn mapping(&mut self, three: Three) -> Result<(), Stop> {
        let of = |document: &'d Document<'d>, at| -> Vec<Keyed<'d>> {
            let entries = document.entries(at);
            entries.filter_map(|entry| Some((document.text_of(entry.key)?, entry.value))).collect()
        };
        let (base, edited) = (of(self.base, three.base), of(self.edited, three.edited));
        let find =
            |all: &[Keyed<'d>], key: &str| all.iter().find(|(other, _)| *other == key).map(|(_, at)| *at);
        let both = |all: &[Keyed<'d>], others: &[Keyed<'d>]| -> Vec<&'d str> {
            all.iter().map(|(key, _)| *key).filter(|key| find(others, key).is_some()).collect()
        };
        if both(&base, &edited) != both(&edited, &base) {
            return Err(NotTaken::Order { at: self.here() }.into());
        }
        let file = self.file;
        let in_file: Vec<_> = file.entries(three.file).collect();
        let number = |key: &str| in_file.iter().position(|entry| file.text_of(entry.key) == Some(key));
        let gone: Vec<usize> = base
            .iter()
            .filter(|(key, _)| find(&edited, key).is_none())
            .map(|(key, _)| number(key).ok_or(Stop::Shape))
            .collect::<Result<_, Stop>>()?;
        let mut new: Vec<Keyed<'d>> =
            edited.iter().copied().filter(|(key, _)| find(&base, key).is_none()).collect();
        // An entry that is alone cannot go before another has come: it becomes that.
        let mut renamed = None;
        if let ([only], [_]) = (gone.as_slice(), in_file.as_slice())
            && !new.is_empty()
        {
            let (key, value) = new.remove(0);
            renamed = Some(key);
            let entry = in_file[*only];
            self.changes.push(Change::SetText { at: entry.key, text: key });
            let before = self.file.text_of(entry.key).unwrap_or_default();
            let was = find(&base, before).ok_or(Stop::Shape)?;
            self.entry(three.file, key, Three { file: entry.value, base: was, edited: value })?;
        } else {
            self.changes.extend(gone.iter().map(|&gone| Change::Remove { at: in_file[gone].key }));
        }
        for (key, edited) in edited.iter().copied() {
            let Some(was) = find(&base, key) else { continue };
            if same((self.base, was), (self.edited, edited)) {
                continue;
            }
            let entry = in_file[number(key).ok_or(Stop::Shape)?];
            self.entry(three.file, key, Three { file: entry.value, base: was, edited })?;
        }
        for (key, value) in new {
            if let Some(there) = number(key) {
                // The form does not show what nothing uses.
                self.keys.push(key);
                let shown = self.set(in_file[there].value, value);
                self.keys.pop();
                shown?;
                continue;
            }
            let at = edited.iter().position(|(other, _)| *other == key).unwrap_or_default();
            let before =
                |(other, _): &Keyed<'d>| if renamed == Some(*other) { Some(0) } else { number(other) };
            let above = edited[..at].iter().rev().find_map(before);
            let below = || edited[at + 1..].iter().find_map(before);
            let place = match above {
                Some(above) => Beside::After(above),
                None => below()
                    .map(Beside::Before)
                    .or(in_file.len().checked_sub(1).map(Beside::After))
                    .ok_or(Stop::Shape)?,
            };
            self.keys.push(key);
            let value = self.written(value);
            self.keys.pop();
            self.changes.push(Change::InsertEntry { mapping: three.file, place, key, value });
        }
        Ok(())
    }

    /// The value of an entry; where its shape in the file does not allow for a change within, the whole is written anew.
    fn entry(&mut self, mapping: At, key: &'d str, three: Three) -> Result<(), Stop> {
        self.keys.push(key);
        let before = self.changes.len();
        let mut result = self.value(three);
        if matches!(result, Err(Stop::Shape)) {
            self.changes.truncate(before);
            result = self.anew(mapping, key, three);
        }
        self.keys.pop();
        result
    }

    fn anew(&mut self, mapping: At, key: &'d str, three: Three) -> Result<(), Stop> {
        let Some((number, entry)) = self.file.entry(mapping, key) else { return Err(Stop::Shape) };
        let value = self.written(three.edited);
        let written = &self.text[self.file.span_of(entry).range()];
        if written.contains('#') {
            return Err(NotTaken::Comment { at: self.here() }.into());
        }
        if !written.contains('\n') {
            self.changes.push(Change::SetValue { at: three.file, value });
            return Ok(());
        }
        if self.file.entries(mapping).count() < 2 {
            return Err(Stop::Shape);
        }
        self.changes.push(Change::Remove { at: entry.key });
        self.changes.push(Change::InsertEntry { mapping, place: Beside::After(number), key, value });
        Ok(())
    }

    /// A text that the file has and the form did not show.
    fn set(&mut self, file: At, edited: At) -> Result<(), Stop> {
        match (self.file.text_of(file), self.edited.text_of(edited)) {
            (Some(there), Some(text)) if there == text => Ok(()),
            (Some(_), Some(text)) => {
                self.changes.push(Change::SetText { at: file, text });
                Ok(())
            }
            _ => Err(Stop::Shape),
        }
    }

    /// Items belong together where they are the same; those between in their order.
    fn list(&mut self, three: Three) -> Result<(), Stop> {
        let (file, base, edited): (Vec<At>, Vec<At>, Vec<At>) = (
            self.file.items(three.file).collect(),
            self.base.items(three.base).collect(),
            self.edited.items(three.edited).collect(),
        );
        if file.len() != base.len() || edited.is_empty() {
            return Err(Stop::Shape);
        }
        let (base_document, edited_document) = (self.base, self.edited);
        let is_same = |base: At, edited: At| same((base_document, base), (edited_document, edited));
        let (mut from, mut to) = (0, 0);
        for (at, with) in common(&base, &edited, is_same).into_iter().chain([(base.len(), edited.len())]) {
            let paired = (at - from).min(with - to);
            for offset in 0..paired {
                let (at, with) = (from + offset, to + offset);
                self.item(Three { file: file[at], base: base[at], edited: edited[with] })?;
            }
            self.changes.extend(file[from + paired..at].iter().map(|&at| Change::Remove { at }));
            for &item in &edited[to + paired..with] {
                let value = self.written(item);
                let above = (from + paired).checked_sub(1);
                let place = above.map_or(Beside::Before(0), Beside::After);
                self.changes.push(Change::InsertItem { list: three.file, place, value });
            }
            (from, to) = (at + 1, with + 1);
        }
        Ok(())
    }

    fn item(&mut self, three: Three) -> Result<(), Stop> {
        let before = self.changes.len();
        let result = self.value(three);
        if !matches!(result, Err(Stop::Shape)) {
            return result;
        }
        self.changes.truncate(before);
        let value = self.written(three.edited);
        self.changes.push(Change::SetItem { at: three.file, value });
        Ok(())
    }

    /// A value of the edited tree, as it is written into the file.
    fn written(&self, at: At) -> New<'d> {
        new(self.edited, at, self.keys.last().copied().unwrap_or_default())
    }
}

fn new<'d>(document: &'d Document<'d>, at: At, key: &str) -> New<'d> {
    if let Some(text) = document.text_of(at) {
        return if BARE.contains(&key) { New::Bare(text.into()) } else { New::text(text) };
    }
    let entries: Vec<_> = document.entries(at).collect();
    if !entries.is_empty() {
        let entries = entries.into_iter().filter_map(|entry| {
            let key = document.text_of(entry.key)?;
            Some((key.into(), new(document, entry.value, key)))
        });
        return New::Mapping(entries.collect());
    }
    let items: Vec<_> = document.items(at).collect();
    let texts: Option<Vec<_>> = items.iter().map(|&item| document.text_of(item).map(Into::into)).collect();
    match texts {
        Some(texts) if IN_BRACKETS.contains(&key) => New::Flow(texts),
        _ => New::List(items.into_iter().map(|item| new(document, item, "")).collect()),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Mapping,
    List,
    Vacant,
}

fn kind(document: &Document<'_>, at: At) -> Kind {
    if document.is_vacant(at) {
        Kind::Vacant
    } else if document.text_of(at).is_some() {
        Kind::Text
    } else if document.entries(at).next().is_some() {
        Kind::Mapping
    } else {
        Kind::List
    }
}

/// Whether two values say the same.
fn same(one: (&Document<'_>, At), other: (&Document<'_>, At)) -> bool {
    let ((one, at), (other, with)) = (one, other);
    match (kind(one, at), kind(other, with)) {
        (Kind::Text, Kind::Text) => one.text_of(at) == other.text_of(with),
        (Kind::Vacant, Kind::Vacant) => true,
        (Kind::Mapping, Kind::Mapping) => {
            let (mut these, mut those) = (one.entries(at), other.entries(with));
            loop {
                match (these.next(), those.next()) {
                    (None, None) => return true,
                    (Some(this), Some(that)) => {
                        let is_same = one.text_of(this.key) == other.text_of(that.key)
                            && same((one, this.value), (other, that.value));
                        if !is_same {
                            return false;
                        }
                    }
                    _ => return false,
                }
            }
        }
        (Kind::List, Kind::List) => {
            let (mut these, mut those) = (one.items(at), other.items(with));
            loop {
                match (these.next(), those.next()) {
                    (None, None) => return true,
                    (Some(this), Some(that)) if same((one, this), (other, that)) => {}
                    _ => return false,
                }
            }
        }
        _ => false,
    }
}

/// The longest row of pairs of the same items, in order.
fn common(one: &[At], other: &[At], is_same: impl Fn(At, At) -> bool) -> Vec<(usize, usize)> {
    // What is the same at both ends needs no table; lists of more are not expected, and are then replaced in between.
    const MOST: usize = 2_000;
    let begin = one.iter().zip(other).take_while(|(one, other)| is_same(**one, **other)).count();
    let rest = (&one[begin..], &other[begin..]);
    let end = rest
        .0
        .iter()
        .rev()
        .zip(rest.1.iter().rev())
        .take_while(|(one, other)| is_same(**one, **other))
        .count();
    let (these, those) = (&rest.0[..rest.0.len() - end], &rest.1[..rest.1.len() - end]);
    let mut pairs: Vec<(usize, usize)> = (0..begin).map(|at| (at, at)).collect();
    if these.len() <= MOST && those.len() <= MOST {
        let width = those.len() + 1;
        let mut longest = vec![0_u32; (these.len() + 1) * width];
        let mut equal = vec![false; these.len() * those.len()];
        for at in (0..these.len()).rev() {
            for with in (0..those.len()).rev() {
                let pair = is_same(these[at], those[with]);
                equal[at * those.len() + with] = pair;
                longest[at * width + with] = if pair {
                    longest[(at + 1) * width + with + 1] + 1
                } else {
                    longest[(at + 1) * width + with].max(longest[at * width + with + 1])
                };
            }
        }
        let (mut at, mut with) = (0, 0);
        while at < these.len() && with < those.len() {
            if equal[at * those.len() + with] {
                pairs.push((begin + at, begin + with));
                (at, with) = (at + 1, with + 1);
            } else if longest[(at + 1) * width + with] >= longest[at * width + with + 1] {
                at += 1;
            } else {
                with += 1;
            }
        }
    }
    pairs.extend((0..end).map(|at| (one.len() - end + at, other.len() - end + at)));
    pairs
}
