//! Compares the fields of a standard: its profile, its history, and texts that could not be placed.

use std::borrow::Cow;
use std::collections::HashMap;

use super::layer::{Compared, Slot};
use super::pair::{Layer, Node, Pairs, pair};
use super::tree::{coded, plain};
use super::{Change, Entry, Exchange, Side, What};
use crate::model::{
    Class, ClassKind, Field, Level, List, Name, Standard, StandardCode, Text, Unplaced, Version,
};
use crate::text::fold::{printed, wording};

/// The profile, in the order of the form.
pub(super) fn profile<'a>(old: &'a Standard<'_>, new: &'a Standard<'_>) -> Vec<Entry<'a>> {
    let mut entries = Vec::new();
    // A draft has the code of the standard that it revises in another field, and is the same standard.
    if !(revises(new, old) || revises(old, new)) {
        entries.extend(code(old, new));
        entries.extend(text(What::Revises, &old.revises, &new.revises));
    }
    entries.extend(name(old, new));
    let (before, after) = (&old.classification, &new.classification);
    entries.extend(classes(ClassKind::JobCategory, &before.job_categories, &after.job_categories));
    entries.extend(classes(ClassKind::Occupation, &before.occupations, &after.occupations));
    entries.extend(classes(ClassKind::Industry, &before.industries, &after.industries));
    entries.extend(text(What::Description, &old.description, &new.description));
    let level = |field: &Field<Level>| field.given().map(|level| Cow::Owned(level.value.to_string()));
    if !unreadable(&old.level, &new.level) {
        entries.extend(field(What::BaseLevel, level(&old.level), level(&new.level)));
    }
    entries
}

/// Whether `draft` is a draft of the next version of `issued`.
fn revises(draft: &Standard<'_>, issued: &Standard<'_>) -> bool {
    let code = |field: &Field<Text<'_>>| field.given().map(|code| code.normalized().trim().to_owned());
    matches!(draft.code, Field::Absent)
        && matches!(issued.revises, Field::Absent)
        && code(&draft.revises).is_some_and(|revised| code(&issued.code) == Some(revised))
}

/// The code. The next version of a standard has another, and is the same standard.
fn code<'a>(old: &'a Standard<'_>, new: &'a Standard<'_>) -> Option<Entry<'a>> {
    let mut entry = text(What::Code, &old.code, &new.code)?;
    if entry.changes == [Change::Reworded] && same_standard(&old.code, &new.code) {
        entry.changes = vec![Change::Renumbered];
    }
    Some(entry)
}

/// Whether two codes are those of one standard, of whatever versions.
fn same_standard(old: &Field<Text<'_>>, new: &Field<Text<'_>>) -> bool {
    let base = |field: &Field<Text<'_>>| {
        let code = StandardCode::parse(field.given()?.normalized().trim())?;
        Some(code.base.to_owned())
    };
    base(old).is_some() && base(old) == base(new)
}

/// A field that is unreadable in either version is not reported as changed.
fn unreadable<T>(old: &Field<T>, new: &Field<T>) -> bool {
    matches!(old, Field::Unreadable) || matches!(new, Field::Unreadable)
}

fn text<'a>(what: What, old: &'a Field<Text<'_>>, new: &'a Field<Text<'_>>) -> Option<Entry<'a>> {
    if unreadable(old, new) {
        return None;
    }
    let value = |field: &'a Field<Text<'_>>| field.given().map(|text| Cow::Borrowed(text.as_str()));
    let mut entry = field(what, value(old), value(new))?;
    // In codes every character counts, except full-width and invisible forms of the right ones.
    if let (
        What::Code | What::Revises | What::VersionField("version" | "code" | "superseded-by"),
        Some(old),
        Some(new),
    ) = (what, old.given(), new.given())
        && old.as_str() != new.as_str()
    {
        entry.changes =
            vec![if old.normalized() == new.normalized() { Change::Editorial } else { Change::Reworded }];
    }
    Some(entry)
}

/// The name. Moving it to the other line of the form is a change.
fn name<'a>(old: &'a Standard<'_>, new: &'a Standard<'_>) -> Option<Entry<'a>> {
    if unreadable(&old.name, &new.name) {
        return None;
    }
    let (old, new) = (old.name.given(), new.name.given());
    let value = |name: Option<&'a Name<'_>>| name.map(|name| Cow::Borrowed(name.text.as_str()));
    let mut entry = field(What::Name, value(old), value(new))?;
    if let (Some(old), Some(new)) = (old, new)
        && old.kind != new.kind
    {
        entry.changes = vec![Change::Reworded];
        if let (Some(old_side), Some(new_side)) = (&mut entry.old, &mut entry.new) {
            (old_side.under, new_side.under) = (Some(old.kind.key()), Some(new.kind.key()));
        }
    }
    Some(entry)
}

/// One field; `None` if neither version has it.
fn field<'a>(what: What, old: Option<Cow<'a, str>>, new: Option<Cow<'a, str>>) -> Option<Entry<'a>> {
    let changes = match (&old, &new) {
        (None, None) => return None,
        (None, Some(_)) => vec![Change::Added],
        (Some(_), None) => vec![Change::Withdrawn],
        // The line break at the end of YAML's block style is no change.
        (Some(old), Some(new)) if printed(old) == printed(new) => Vec::new(),
        (Some(_), Some(_)) if what == What::BaseLevel => vec![Change::Level],
        (Some(old), Some(new)) if wording(old) == wording(new) => vec![Change::Editorial],
        _ => vec![Change::Reworded],
    };
    let side = |text| Side { text, ..Side::default() };
    Some(Entry {
        what,
        old: old.map(side),
        new: new.map(side),
        changes,
        follows: false,
        exchange: Exchange::default(),
        children: Vec::new(),
    })
}

/// A classification: entries are paired by code first, then by name.
fn classes<'a>(kind: ClassKind, old: &'a List<Class<'_>>, new: &'a List<Class<'_>>) -> Vec<Entry<'a>> {
    let nodes = |list: &'a List<Class<'_>>| -> Vec<Node<'a>> {
        let name = |class: &'a Class<'_>| class.name.given().map_or("", Text::as_str);
        list.iter().map(|class| coded(class.code.given(), name(class), 0)).collect()
    };
    let (old, new) = (nodes(old), nodes(new));
    let mut pairs = Pairs::none(old.len(), new.len());
    join_equal(&mut pairs, &old, &new, Node::normalized);
    join_equal(&mut pairs, &old, &new, |node| Some(node.folded.as_str()).filter(|name| !name.is_empty()));
    // Entries without code and name are equal to each other.
    join_equal(&mut pairs, &old, &new, |node| (node.code.is_none() && node.folded.is_empty()).then_some(""));
    Compared { what: What::Class(kind), old: &old, new: &new, pairs: &pairs }.all()
}

/// Pairs entries with equal keys, in order.
fn join_equal<'k, T>(pairs: &mut Pairs, old: &'k [T], new: &'k [T], key: impl Fn(&'k T) -> Option<&'k str>) {
    let mut free: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, one) in new.iter().enumerate().rev().filter(|&(at, _)| pairs.old_of[at].is_none()) {
        if let Some(key) = key(one) {
            free.entry(key).or_default().push(at);
        }
    }
    let open: Vec<usize> = (0..old.len()).filter(|&at| pairs.new_of[at].is_none()).collect();
    for at in open {
        if let Some(found) = key(&old[at]).and_then(|key| free.get_mut(key)).and_then(Vec::pop) {
            pairs.join(at, found);
        }
    }
}

/// The history: versions are paired by code, or by label where these are not two standards.
pub(super) fn history<'a>(old: &'a Standard<'_>, new: &'a Standard<'_>) -> Vec<Entry<'a>> {
    fn normalized<'k>(field: &'k Field<Text<'_>>) -> Option<&'k str> {
        field.given().map(Text::normalized)
    }
    let is_code =
        |field: &Field<Text<'_>>| normalized(field).is_some_and(|code| StandardCode::parse(code).is_some());
    let two_standards = is_code(&old.code) && is_code(&new.code) && !same_standard(&old.code, &new.code);
    let (old, new) = (&old.history, &new.history);
    let mut pairs = Pairs::none(old.len(), new.len());
    join_equal(&mut pairs, old, new, |version| normalized(&version.code));
    if !two_standards {
        join_equal(&mut pairs, old, new, |version| normalized(&version.version));
    }
    let unnamed =
        |version: &Version<'_>| normalized(&version.code).or(normalized(&version.version)).is_none();
    join_equal(&mut pairs, old, new, |version| unnamed(version).then_some(""));
    let nodes = |list: &'a List<Version<'_>>| -> Vec<Node<'a>> {
        let label = |version: &'a Version<'_>| normalized(&version.version).unwrap_or_default();
        list.iter().map(|version| coded(version.code.given(), label(version), 0)).collect()
    };
    let (old_nodes, new_nodes) = (nodes(old), nodes(new));
    let layer = Compared { what: What::Version, old: &old_nodes, new: &new_nodes, pairs: &pairs };
    let entry = |slot: Slot| {
        let mut entry = layer.entry(slot, [None; 2], false);
        // Its fields are reported as entries below it.
        entry.changes.retain(|change| matches!(change, Change::Added | Change::Withdrawn | Change::Moved));
        if let (Some(one), Some(other)) = (slot.old, slot.new) {
            entry.children = version_fields(&old[one], &new[other]);
        }
        entry
    };
    layer.roots().into_iter().map(entry).collect()
}

fn version_fields<'a>(old: &'a Version<'_>, new: &'a Version<'_>) -> Vec<Entry<'a>> {
    let status =
        |version: &Version<'_>| version.status.given().map(|status| Cow::Borrowed(status.value.key()));
    let date = |version: &Version<'_>| version.date.given().map(|date| Cow::Owned(date.value.to_string()));
    let named = What::VersionField;
    [
        text(named("version"), &old.version, &new.version),
        text(named("code"), &old.code, &new.code),
        text(named("name"), &old.name, &new.name),
        field(named("status"), status(old), status(new)).filter(|_| !unreadable(&old.status, &new.status)),
        text(named("superseded-by"), &old.superseded_by, &new.superseded_by),
        field(named("date"), date(old), date(new)).filter(|_| !unreadable(&old.date, &new.date)),
        text(named("note"), &old.note, &new.note),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Texts that an importer could not place, paired by their text.
pub(super) fn unplaced<'a>(old: &'a List<Unplaced<'_>>, new: &'a List<Unplaced<'_>>) -> Vec<Entry<'a>> {
    let nodes = |list: &'a List<Unplaced<'_>>| -> Vec<Node<'a>> {
        let node = |one: &'a Unplaced<'_>| Node {
            code: one.at.given().map(|at| (at.as_str(), at.as_str())),
            ..plain(one.text.given().map_or("", Text::as_str), 0)
        };
        list.iter().map(node).collect()
    };
    let (old, new) = (nodes(old), nodes(new));
    let pairs = pair(&old, &new, Layer::List, Vec::new());
    Compared { what: What::Unplaced, old: &old, new: &new, pairs: &pairs }.all()
}
