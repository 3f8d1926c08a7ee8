//! Reports on changes, for people and for machines: a file for each format, with shared helpers here.
//!
//! A [`Comparison`] has everything, including unchanged entries; here it is turned into sections of rows that are worth
//! reading. Unchanged entries are omitted, and whole tasks that were only renumbered by an insertion become one row.

mod comparison_format;
pub mod formatted;
pub mod html;
pub mod json;
pub mod markdown;
pub mod text;
mod wording;

pub use comparison_format::{ComparisonFormat, Piece};

use crate::model::Kind;
use crate::text::bilingual::Bilingual;
use crate::versions::diff::{Change, Comparison, Competence, Entry, What};

/// A part of a report.
struct Section<'c> {
    heading: Heading<'c>,
    rows: Vec<Row<'c>>,
}

/// The subject of a section.
enum Heading<'c> {
    /// A part of the form.
    Part(Bilingual),
    /// A duty.
    Duty(&'c Entry<'c>),
    /// Duties that were only renumbered.
    Duties,
}

/// A row of a report.
struct Row<'c> {
    /// The indentation level: entries of a task are below it.
    depth: usize,
    what: RowKind<'c>,
}

enum RowKind<'c> {
    /// An entry that changed, or that has changed entries below it.
    Entry(&'c Entry<'c>),
    /// Adjacent entries that were only renumbered, including everything below them.
    Renumbered(Vec<&'c Entry<'c>>),
    /// Entries of a list that only changed their positions.
    Order(Vec<&'c Entry<'c>>),
    /// Knowledge or skills that a task gained or lost.
    Competences { kind: Kind, list: Vec<Competence<'c>>, gained: bool, of: Whose },
}

/// Whose knowledge and skills a row reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// Those of the task, duty or row above.
    Its,
    /// Those of every task of the duty, all of which changed alike.
    Every,
    /// Everything required by a task that was added or withdrawn.
    All,
    /// The same of every task of a duty that was added or withdrawn.
    AllOfEvery,
}

/// The non-empty sections of a report.
fn sections<'c>(comparison: &'c Comparison<'c>) -> Vec<Section<'c>> {
    let part = |en, zh, rows| Section { heading: Heading::Part(Bilingual::fixed(en, zh)), rows };
    let mut sections = vec![part("Profile", "表頭", fields(&comparison.profile))];
    duties(&comparison.duties, &mut sections);
    sections.extend([
        part("Knowledge", "知識", list(&comparison.knowledge)),
        part("Skills", "技能", list(&comparison.skills)),
        part("Attitudes", "態度", list(&comparison.attitudes)),
        part("Notes", "說明與補充事項", list(&comparison.notes)),
        part("History", "版本", fields(&comparison.history)),
        part("Unplaced texts", "未能歸位的文字", list(&comparison.unplaced)),
    ]);
    sections.retain(|section| !section.rows.is_empty());
    sections
}

/// Entries followed by their fields.
fn fields<'c>(entries: &'c [Entry<'c>]) -> Vec<Row<'c>> {
    let mut rows = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.is_unchanged()) {
        rows.push(Row { depth: 0, what: RowKind::Entry(entry) });
        let changed = entry.children.iter().filter(|field| !field.is_unchanged());
        rows.extend(changed.map(|field| Row { depth: 1, what: RowKind::Entry(field) }));
    }
    rows
}

/// The entries of a flat list; those that only moved are combined into one row at the end.
fn list<'c>(entries: &'c [Entry<'c>]) -> Vec<Row<'c>> {
    let (places, changed): (Vec<_>, Vec<_>) = entries
        .iter()
        .filter(|entry| !entry.is_unchanged())
        .partition(|entry| entry.changes == [Change::Moved]);
    let mut rows: Vec<_> =
        changed.into_iter().map(|entry| Row { depth: 0, what: RowKind::Entry(entry) }).collect();
    if !places.is_empty() {
        rows.push(Row { depth: 0, what: RowKind::Order(places) });
    }
    rows
}

fn duties<'c>(entries: &'c [Entry<'c>], sections: &mut Vec<Section<'c>>) {
    for group in entries.chunk_by(|a, b| is_quiet(a) && is_quiet(b)) {
        let Some(first) = group.first().filter(|first| !first.is_unchanged()) else { continue };
        if is_quiet(first) {
            let rows = vec![Row { depth: 0, what: RowKind::Renumbered(group.iter().collect()) }];
            sections.push(Section { heading: Heading::Duties, rows });
        } else {
            sections.push(Section { heading: Heading::Duty(first), rows: duty(first) });
        }
    }
}

fn duty<'c>(duty: &'c Entry<'c>) -> Vec<Row<'c>> {
    let mut rows = Vec::new();
    if !duty.changes.is_empty() {
        rows.push(Row { depth: 0, what: RowKind::Entry(duty) });
    }
    let common = duty.common_exchange();
    let whole = whole_exchange(duty);
    match (common, whole) {
        (Some(task), _) => competences(task, 0, Whose::Every, &mut rows),
        (None, Some(task)) => competences(task, 0, Whose::AllOfEvery, &mut rows),
        (None, None) => competences(duty, 0, Whose::Its, &mut rows),
    }
    for group in duty.children.chunk_by(|a, b| is_quiet(a) && is_quiet(b)) {
        match group {
            [task] if !is_quiet(task) => self::task(task, common.is_some(), whole.is_some(), &mut rows),
            quiet => rows.push(Row { depth: 0, what: RowKind::Renumbered(quiet.iter().collect()) }),
        }
    }
    rows
}

/// One task of a duty that was added or withdrawn, if several tasks are below it and all require the same.
fn whole_exchange<'c>(duty: &'c Entry<'c>) -> Option<&'c Entry<'c>> {
    let is_whole = |entry: &Entry<'_>| entry.old.is_none() || entry.new.is_none();
    let [first, others @ ..] = duty.children.as_slice() else { return None };
    let same = |task: &Entry<'_>| is_whole(task) && task.exchange == first.exchange;
    let shared = is_whole(duty) && !others.is_empty() && duty.children.iter().all(same);
    Some(first).filter(|first| shared && !first.exchange.is_empty())
}

/// `common` is whether what the task gained and lost is reported with its duty, `whole` whether all that it requires is.
fn task<'c>(task: &'c Entry<'c>, common: bool, whole_reported: bool, rows: &mut Vec<Row<'c>>) {
    let split = task.children.iter().filter(|child| child.what == What::Row).count() > 1;
    let mut below = Vec::new();
    let whole = task.old.is_none() || task.new.is_none();
    if whole && !whole_reported || !whole && !common {
        competences(task, 1, if whole { Whose::All } else { Whose::Its }, &mut below);
    }
    for child in &task.children {
        if child.what != What::Row {
            below.extend((!child.is_unchanged()).then_some(Row { depth: 1, what: RowKind::Entry(child) }));
            continue;
        }
        let depth = if split { 2 } else { 1 };
        let mut items = Vec::new();
        competences(child, depth, Whose::Its, &mut items);
        leaves(&child.children, depth, &mut items);
        let speaks = split && !(child.changes.is_empty() && items.is_empty());
        below.extend(speaks.then_some(Row { depth: 1, what: RowKind::Entry(child) }));
        below.extend(items);
    }
    let level = !split && task.children.iter().any(|row| row.what == What::Row && row.has(Change::Level));
    if !task.changes.is_empty() || level || !below.is_empty() {
        rows.push(Row { depth: 0, what: RowKind::Entry(task) });
        rows.append(&mut below);
    }
}

/// The items of a row. Items that were only renumbered along with their task are left out.
fn leaves<'c>(items: &'c [Entry<'c>], depth: usize, rows: &mut Vec<Row<'c>>) {
    let renumbered = |item: &Entry<'_>| item.changes == [Change::Renumbered];
    let kind = |item: &Entry<'_>| item.what;
    for group in items.chunk_by(|a, b| renumbered(a) && renumbered(b) && kind(a) == kind(b)) {
        match group {
            [first, ..] if first.is_unchanged() || (renumbered(first) && first.follows) => {}
            [_, _, _, ..] => rows.push(Row { depth, what: RowKind::Renumbered(group.iter().collect()) }),
            few => rows.extend(few.iter().map(|item| Row { depth, what: RowKind::Entry(item) })),
        }
    }
}

fn competences<'c>(entry: &'c Entry<'c>, depth: usize, of: Whose, rows: &mut Vec<Row<'c>>) {
    for (all, gained) in [(&entry.exchange.gained, true), (&entry.exchange.lost, false)] {
        for kind in [Kind::Knowledge, Kind::Skill] {
            let list: Vec<_> = all.iter().filter(|one| one.kind == kind).copied().collect();
            if !list.is_empty() {
                rows.push(Row { depth, what: RowKind::Competences { kind, list, gained, of } });
            }
        }
    }
}

/// Whether an entry was only renumbered, including everything below it.
fn is_quiet(entry: &Entry<'_>) -> bool {
    fn follows(entry: &Entry<'_>) -> bool {
        let quiet = entry.changes.is_empty() || (entry.changes == [Change::Renumbered] && entry.follows);
        quiet && entry.exchange.is_empty() && entry.children.iter().all(follows)
    }
    entry.changes == [Change::Renumbered] && entry.exchange.is_empty() && entry.children.iter().all(follows)
}

/// The symbol for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Added,
    Withdrawn,
    Changed,
    Moved,
    Renumbered,
    /// The entry itself did not change.
    None,
}

impl Mark {
    fn of(entry: &Entry<'_>) -> Self {
        let level = entry.what == What::Item(Kind::Task) && level_of(entry).is_some();
        let has = |changes: &[Change]| changes.iter().any(|&change| entry.has(change));
        if has(&[Change::Added]) {
            Self::Added
        } else if has(&[Change::Withdrawn]) {
            Self::Withdrawn
        } else if level || has(&[Change::Reworded, Change::Editorial, Change::Level]) {
            Self::Changed
        } else if has(&[Change::MovedAway])
            || has(&[Change::Moved]) && !(wording::is_listed(entry) && has(&[Change::Renumbered]))
        {
            Self::Moved
        } else if entry.changes.is_empty() {
            Self::None
        } else {
            Self::Renumbered
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Withdrawn => '−',
            Self::Changed => '~',
            Self::Moved => '→',
            Self::Renumbered => '=',
            Self::None => ' ',
        }
    }
}

/// Whether a changed text is shown as whole old and new values: a part of a code would mean nothing.
fn is_value(what: What) -> bool {
    matches!(
        what,
        What::Code
            | What::Revises
            | What::BaseLevel
            | What::VersionField("version" | "code" | "status" | "superseded-by" | "date")
    )
}

/// The row with the changed level of an entry.
fn level_of<'e, 'c>(entry: &'e Entry<'c>) -> Option<&'e Entry<'c>> {
    only_row(entry).filter(|row| row.has(Change::Level))
}

/// The row with the level of an entry: the entry itself, or the only row of a task.
fn only_row<'e, 'c>(entry: &'e Entry<'c>) -> Option<&'e Entry<'c>> {
    match entry.what {
        What::Row => Some(entry),
        _ => {
            let mut rows = entry.children.iter().filter(|child| child.what == What::Row);
            rows.next().filter(|_| rows.next().is_none())
        }
    }
}
