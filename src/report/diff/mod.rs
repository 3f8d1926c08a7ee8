//! The report of what changed, for people and for machines: one file per format over what is shared here.
//!
//! A [`Comparison`] holds everything, also what is unchanged; here it becomes sections of rows that are worth reading.
//! What is unchanged is left out, and where whole tasks only follow an insertion in their numbers, one row says so.

pub mod gathered;
pub mod html;
pub mod json;
pub mod markdown;
pub mod text;
mod wording;

use crate::model::Kind;
use crate::text::bilingual::Bilingual;
use crate::versions::diff::{Change, Comparison, Competence, Entry, What};

/// A part of a report.
struct Section<'c> {
    heading: Heading<'c>,
    rows: Vec<Row<'c>>,
}

/// What a section is about.
enum Heading<'c> {
    /// A part of the form.
    Part(Bilingual),
    /// A duty.
    Duty(&'c Entry<'c>),
    /// Duties that are what they were, under other codes.
    Duties,
}

/// A line of a report.
struct Row<'c> {
    /// How far it is indented: the entries of a task stand below it.
    depth: usize,
    what: RowKind<'c>,
}

enum RowKind<'c> {
    /// An entry that changed, or whose lower entries did.
    Entry(&'c Entry<'c>),
    /// Neighbours that are what they were, under other codes, down to their last item.
    Renumbered(Vec<&'c Entry<'c>>),
    /// Entries of a list that changed their places alone.
    Order(Vec<&'c Entry<'c>>),
    /// Knowledge or skills that a task has gained or lost.
    Competences { kind: Kind, list: Vec<Competence<'c>>, gained: bool, of: Whose },
}

/// Whose knowledge and skills are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// Those of the task, duty or row above.
    Its,
    /// Those of every task of the duty, which changed alike.
    Every,
    /// All that a task has which is new or gone.
    All,
}

/// The sections of a report that have something to say.
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

/// Entries with their fields.
fn fields<'c>(entries: &'c [Entry<'c>]) -> Vec<Row<'c>> {
    let mut rows = Vec::new();
    for entry in entries.iter().filter(|entry| !entry.is_unchanged()) {
        rows.push(Row { depth: 0, what: RowKind::Entry(entry) });
        let changed = entry.children.iter().filter(|field| !field.is_unchanged());
        rows.extend(changed.map(|field| Row { depth: 1, what: RowKind::Entry(field) }));
    }
    rows
}

/// The entries of a flat list, those that only changed their places together at its end.
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
    let common = common_exchange(duty);
    match common {
        Some(task) => competences(task, 0, Whose::Every, &mut rows),
        None => competences(duty, 0, Whose::Its, &mut rows),
    }
    for group in duty.children.chunk_by(|a, b| is_quiet(a) && is_quiet(b)) {
        match group {
            [task] if !is_quiet(task) => self::task(task, common.is_some(), &mut rows),
            quiet => rows.push(Row { depth: 0, what: RowKind::Renumbered(quiet.iter().collect()) }),
        }
    }
    rows
}

/// A task of a duty where every task that went on gained and lost the same, as it does where their cell is one.
fn common_exchange<'c>(duty: &'c Entry<'c>) -> Option<&'c Entry<'c>> {
    let mut kept = duty.children.iter().filter(|task| task.old.is_some() && task.new.is_some());
    let first = kept.next().filter(|first| !first.exchange.is_empty())?;
    let mut others = kept.peekable();
    others.peek()?;
    others.all(|other| other.exchange == first.exchange).then_some(first)
}

fn task<'c>(task: &'c Entry<'c>, told: bool, rows: &mut Vec<Row<'c>>) {
    let split = task.children.iter().filter(|child| child.what == What::Row).count() > 1;
    let mut below = Vec::new();
    let whole = task.old.is_none() || task.new.is_none();
    if !told || whole {
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

/// The items of a row. Those whose codes follow their task's say nothing that the task does not.
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

/// Whether an entry is what it was under another code, down to its last item.
fn is_quiet(entry: &Entry<'_>) -> bool {
    fn follows(entry: &Entry<'_>) -> bool {
        let quiet = entry.changes.is_empty() || (entry.changes == [Change::Renumbered] && entry.follows);
        quiet && entry.exchange.is_empty() && entry.children.iter().all(follows)
    }
    entry.changes == [Change::Renumbered] && entry.exchange.is_empty() && entry.children.iter().all(follows)
}

/// What became of an entry, at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Added,
    Withdrawn,
    Changed,
    Moved,
    Renumbered,
    /// Nothing became of the entry itself.
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

/// Whether a change of the text is shown as the whole old value and the whole new one: a piece of a code says nothing.
fn is_value(what: What) -> bool {
    matches!(
        what,
        What::Code
            | What::Revises
            | What::BaseLevel
            | What::VersionField("version" | "code" | "status" | "superseded-by" | "date")
    )
}

/// The row that tells the level of an entry: itself, or the only row of a task.
fn level_of<'e, 'c>(entry: &'e Entry<'c>) -> Option<&'e Entry<'c>> {
    let row = match entry.what {
        What::Row => Some(entry),
        _ => {
            let mut rows = entry.children.iter().filter(|child| child.what == What::Row);
            rows.next().filter(|_| rows.next().is_none())
        }
    };
    row.filter(|row| row.has(Change::Level))
}
