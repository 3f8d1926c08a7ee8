//! Changes as JSON, version 1, from structs of their own, so that internal types can change without changing the
//! format.
//!
//! A single comparison includes unchanged entries, which have empty `changes`; with many comparisons they are optional.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::model::ClassKind;
use crate::text::json::{EscapedJson, escape_json};
use crate::versions::diff::{Comparison, Competence, Entry, Impact, Run, Side, Title, What};

/// The version of the format.
pub(super) const VERSION: u8 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    #[serde(serialize_with = "comparisons")]
    comparisons: &'a [Comparison<'a>],
}

#[derive(Serialize)]
struct ComparisonOut<'a> {
    old: TitleOut<'a>,
    new: TitleOut<'a>,
    highest: Option<&'static str>,
    counts: Vec<Count>,
    profile: Entries<'a>,
    duties: Entries<'a>,
    knowledge: Entries<'a>,
    skills: Entries<'a>,
    attitudes: Entries<'a>,
    notes: Entries<'a>,
    history: Entries<'a>,
    unplaced: Entries<'a>,
}

#[derive(Serialize)]
struct TitleOut<'a> {
    code: Option<&'a str>,
    name: Option<&'a str>,
    /// The number of errors found while loading the file. If there are any, the parts they concern were not compared.
    errors: usize,
}

/// Serialises entries one by one while they are written, since there may be as many as the file has lines.
struct Entries<'a> {
    entries: &'a [Entry<'a>],
    /// Whether to include unchanged entries.
    unchanged: bool,
}

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let included = self.entries.iter().filter(|entry| self.unchanged || !entry.is_unchanged());
        serializer.collect_seq(included.map(|one| entry(one, self.unchanged)))
    }
}

fn comparisons<S: Serializer>(comparisons: &[Comparison<'_>], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(comparisons.iter().map(|one| comparison(one, true)))
}

/// The number of changes in a class; every class is listed, the lowest first.
#[derive(Serialize)]
struct Count {
    class: &'static str,
    count: usize,
}

#[derive(Serialize)]
struct EntryOut<'a> {
    what: &'static str,
    changes: Vec<&'static str>,
    classes: Vec<&'static str>,
    /// Whether the code changed only because that of the entry above did.
    follows: bool,
    old: Option<SideOut<'a>>,
    new: Option<SideOut<'a>>,
    /// The pieces of a text that changed; empty if it did not.
    runs: Vec<RunOut<'a>>,
    gained: Vec<CompetenceOut<'a>>,
    lost: Vec<CompetenceOut<'a>>,
    children: Entries<'a>,
}

#[derive(Serialize)]
struct SideOut<'a> {
    code: Option<&'a str>,
    text: &'a str,
    under: Option<&'a str>,
    level: Option<u8>,
}

#[derive(Serialize)]
struct RunOut<'a> {
    old: &'a str,
    new: &'a str,
    changed: bool,
}

#[derive(Serialize)]
struct CompetenceOut<'a> {
    kind: &'static str,
    code: &'a str,
    name: Option<&'a str>,
}

/// Writes the comparisons as one document.
///
/// # Errors
/// Any error of writing to `out`.
pub fn write(out: &mut dyn Write, comparisons: &[Comparison<'_>]) -> io::Result<()> {
    let mut out = io::BufWriter::new(out);
    let document = Document { version: VERSION, comparisons };
    serde_json::to_writer_pretty(EscapedJson(&mut out), &document)?;
    writeln!(out)?;
    out.flush()
}

/// A comparison as an element of the array, starting with a line break.
pub(super) fn item(compared: &Comparison<'_>, unchanged: bool) -> io::Result<String> {
    let json = serde_json::to_string_pretty(&comparison(compared, unchanged))?;
    let mut item = String::with_capacity(json.len() + json.len() / 4);
    for line in escape_json(&json).lines() {
        item.push_str("\n    ");
        item.push_str(line);
    }
    Ok(item)
}

fn comparison<'a>(comparison: &'a Comparison<'a>, unchanged: bool) -> ComparisonOut<'a> {
    let counts = comparison.counts();
    let entries = |entries: &'a [Entry<'a>]| Entries { entries, unchanged };
    ComparisonOut {
        old: title(comparison.old),
        new: title(comparison.new),
        highest: counts.highest().map(Impact::name),
        counts: Impact::ALL
            .into_iter()
            .map(|impact| Count { class: impact.name(), count: counts.of(impact) })
            .collect(),
        profile: entries(&comparison.profile),
        duties: entries(&comparison.duties),
        knowledge: entries(&comparison.knowledge),
        skills: entries(&comparison.skills),
        attitudes: entries(&comparison.attitudes),
        notes: entries(&comparison.notes),
        history: entries(&comparison.history),
        unplaced: entries(&comparison.unplaced),
    }
}

fn title(Title { code, name, errors }: Title<'_>) -> TitleOut<'_> {
    TitleOut { code, name, errors }
}

fn entry<'a>(entry: &'a Entry<'a>, unchanged: bool) -> EntryOut<'a> {
    EntryOut {
        what: what(entry.what),
        changes: entry.changes.iter().map(|change| change.name()).collect(),
        classes: entry.impacts().into_iter().map(Impact::name).collect(),
        follows: entry.follows,
        old: entry.old.as_ref().map(side),
        new: entry.new.as_ref().map(side),
        runs: entry
            .runs()
            .into_iter()
            .map(|Run { old, new, changed }| RunOut { old, new, changed })
            .collect(),
        gained: entry.exchange.gained.iter().map(competence).collect(),
        lost: entry.exchange.lost.iter().map(competence).collect(),
        children: Entries { entries: &entry.children, unchanged },
    }
}

fn side<'a>(side: &'a Side<'_>) -> SideOut<'a> {
    SideOut { code: side.code, text: &side.text, under: side.under, level: side.level }
}

fn competence<'a>(one: &Competence<'a>) -> CompetenceOut<'a> {
    CompetenceOut { kind: one.kind.en(), code: one.code, name: one.name }
}

fn what(what: What) -> &'static str {
    match what {
        What::Code => "code",
        What::Revises => "revises",
        What::Name => "name",
        What::Class(ClassKind::JobCategory) => "job-category",
        What::Class(ClassKind::Occupation) => "occupation",
        What::Class(ClassKind::Industry) => "industry",
        What::Description => "description",
        What::BaseLevel => "base-level",
        What::Item(kind) => kind.en(),
        What::Also => "also",
        What::Row => "row",
        What::Version => "version",
        What::VersionField("version") => "label",
        What::VersionField(key) => key,
        What::Qualification => "qualification",
        What::Supplement => "supplement",
        What::Unplaced => "unplaced",
    }
}
