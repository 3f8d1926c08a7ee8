//! Packages of CASE 1.1 (Competencies and Academic Standards Exchange), which learning platforms import: one for each standard,
//! and one with the levels, which all of them refer to.
//!
//! A package depends on its standard and on the version before it alone, and has no day but the standard's own, so that
//! unchanged files give unchanged bytes. Links between two versions are in the package of the later one.

mod associations;
mod identifier;
mod levels;
mod package;

use std::collections::{HashMap, HashSet};
use std::io;

use super::Standards;
use super::flat::Flat;
use super::lineage::descents;
use crate::catalogue::listing::{Listed, Standing};
use crate::files::file_name::is_file_name;
use crate::files::parallel;
use crate::model::{Kind, Standard, StandardCode, Text};
use crate::rules::own_entries;
use crate::text::display_safe::one_line;
use crate::text::fold::printed;
use crate::text::json::escape_json;

pub use identifier::identifier;
use package::{Definitions, Document, Item, ItemType, Link, Package, Subject};

/// Whose standards have codes.
pub const CREATOR: &str = "勞動部勞動力發展署 iCAP 職能發展應用平台";

/// The day that stands where a standard has none, since the field is required.
const NO_DAY: &str = "1970-01-01";

/// The packages of standards.
#[derive(Debug)]
pub struct Packages<'s> {
    standards: &'s Standards,
    creator: &'s str,
    /// The standards with the version before each, where it is there.
    coded: Vec<(usize, Option<usize>)>,
    left_out: Vec<String>,
}

impl<'s> Packages<'s> {
    /// Those of all standards that have a code.
    pub fn of(standards: &'s Standards, creator: &'s str) -> Self {
        let pairs = standards.successions().into_iter().map(|(old, new)| (new, old));
        let before: HashMap<usize, usize> = pairs.collect();
        let mut codes = HashSet::new();
        let (mut coded, mut left_out) = (Vec::new(), Vec::new());
        for at in 0..standards.len() {
            let code = standards.code(at).filter(|code| !code.trim().is_empty());
            if code.is_some_and(|code| codes.insert(code)) {
                coded.push((at, before.get(&at).copied()));
            } else {
                left_out.push(standards.path(at).to_owned());
            }
        }
        Self { standards, creator, coded, left_out }
    }

    /// The paths of those that have none: drafts, which have no code that could identify them, and files whose code another
    /// one has.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// The names of the files: one for each standard, and that of the levels.
    pub fn file_names(&self) -> Vec<String> {
        let codes = self.coded.iter().map(|&(at, _)| self.code(at));
        let names = codes.map(|code| format!("{}.json", file_stem(code)));
        names.chain([levels::FILE.to_owned()]).collect()
    }

    /// Gives `take` each of these files.
    ///
    /// # Errors
    /// The first of `take`, to which it is also said that a standard was changed meanwhile.
    pub fn each<E>(&self, mut take: impl FnMut(io::Result<String>) -> Result<(), E>) -> Result<(), E> {
        parallel::in_turn(&self.coded, |(at, before)| self.package(at, before), &mut take)?;
        take(Ok(written(&levels::package(self.creator))))
    }

    fn code(&self, at: usize) -> &str {
        self.standards.code(at).unwrap_or_default()
    }

    fn package(&self, at: usize, before: Option<usize>) -> io::Result<String> {
        self.standards.with(at, |standard| {
            let flat = Flat::of(standard, self.code(at).to_owned());
            let Some(before) = before else { return Ok(written(&package(&flat, None, self.creator))) };
            self.standards.with(before, |former| {
                let former = Flat::of(former, self.code(before).to_owned());
                written(&package(&flat, Some(&former), self.creator))
            })
        })?
    }
}

/// The code where it has the shape of one, so that no code is that of the levels or differs from another by case alone, and
/// can be the name of a file; else the identifier.
fn file_stem(code: &str) -> String {
    let is_name = is_file_name(code) && StandardCode::parse(code).is_some();
    if is_name { code.to_owned() } else { identifier(code) }
}

fn written(package: &Package) -> String {
    // A tree of strings and numbers always serializes.
    let json = serde_json::to_string_pretty(package).unwrap_or_default();
    escape_json(&json).into_owned() + "\n"
}

fn package(flat: &Flat<'_>, before: Option<&Flat<'_>>, creator: &str) -> Package {
    let listed = Listed::of(flat.standard);
    let day = day(flat.standard, &listed);
    let items = flat.entries.iter().map(|entry| {
        let code = entry.code.map(one_line).filter(|code| !code.is_empty());
        let text = printed(entry.text.unwrap_or_default());
        Item {
            identifier: identifier(&entry.key),
            uri: uri(&entry.key),
            // It is required, and an entry without a name is known by its code.
            full_statement: if text.is_empty() {
                code.clone().unwrap_or_else(|| entry.key.clone())
            } else {
                text.to_owned()
            },
            human_coding_scheme: code,
            item_type: type_name(entry.kind).to_owned(),
            item_type_uri: link(type_name(entry.kind), &type_key(entry.kind)),
            last_change: at(&day),
        }
    });
    let descents = before.map(|before| (before, descents(before, flat)));
    Package {
        document: document(flat, &listed, &day, creator),
        items: items.collect(),
        associations: associations::all(
            flat,
            descents.as_ref().map(|(flat, all)| (*flat, &**all)),
            &at(&day),
        ),
        definitions: Definitions { subjects: subjects(flat, &day), item_types: item_types() },
    }
}

fn document(flat: &Flat<'_>, listed: &Listed, day: &str, creator: &str) -> Document {
    let standard = flat.standard;
    let text = |text: &Text<'_>| printed(text.as_str()).to_owned();
    let notes = standard.notes.qualifications.iter().chain(standard.notes.supplements.iter());
    let notes: Vec<String> = notes.map(text).filter(|note| !note.is_empty()).collect();
    let label = own_entries(standard).next().and_then(|own| own.version.given());
    let version = StandardCode::parse(&flat.key).map(|code| format!("V{}", code.version));
    let name = listed.name.as_deref().map(one_line).filter(|name| !name.is_empty());
    let links = subjects(flat, day);
    Document {
        identifier: identifier(&flat.key),
        uri: uri(&flat.key),
        case_version: "1.1",
        creator: one_line(creator),
        title: name.map_or_else(|| flat.key.clone(), |name| format!("{} {name}", one_line(&flat.key))),
        last_change: at(day),
        description: standard.description.given().map(text).filter(|text| !text.is_empty()),
        subject: links.iter().map(|subject| subject.title.clone()).collect(),
        subject_uri: links
            .iter()
            .map(|subject| Link {
                title: subject.title.clone(),
                identifier: subject.identifier.clone(),
                uri: subject.uri.clone(),
            })
            .collect(),
        language: "zh-TW",
        version: label.map(|label| one_line(label.as_str())).filter(|label| !label.is_empty()).or(version),
        adoption_status: listed.standing.map(|standing| match standing {
            Standing::Draft => "Draft",
            Standing::Current => "Adopted",
            Standing::Superseded => "Deprecated",
        }),
        status_start: listed.date.map(|date| date.to_string()),
        notes: (!notes.is_empty()).then(|| notes.join("\n")),
    }
}

/// The day of the version, else the newest of the history.
fn day(standard: &Standard<'_>, listed: &Listed) -> String {
    let newest =
        || standard.history.iter().filter_map(|version| version.date.given()).map(|date| date.value).max();
    listed.date.or_else(newest).map_or_else(|| NO_DAY.to_owned(), |date| date.to_string())
}

fn at(day: &str) -> String {
    format!("{day}T00:00:00Z")
}

fn uri(name: &str) -> String {
    format!("urn:uuid:{}", identifier(name))
}

fn link(title: &str, name: &str) -> Link {
    Link { title: one_line(title), identifier: identifier(name), uri: uri(name) }
}

/// The classification. Two standards that print one code with two names have two subjects.
fn subjects(flat: &Flat<'_>, day: &str) -> Vec<Subject> {
    let classes = &flat.standard.classification;
    let kinds = [
        ("job-category", &classes.job_categories),
        ("occupation", &classes.occupations),
        ("industry", &classes.industries),
    ];
    let mut taken = HashSet::new();
    let mut subjects = Vec::new();
    for (kind, classes) in kinds {
        for class in classes.iter() {
            let text =
                |field: &crate::model::Field<Text<'_>>| field.given().map(|text| one_line(text.as_str()));
            let (code, name) = (text(&class.code).unwrap_or_default(), text(&class.name));
            let title = name.filter(|name| !name.is_empty()).unwrap_or_else(|| code.clone());
            let key = format!("{kind}/{code}/{title}");
            if !title.is_empty() && taken.insert(key.clone()) {
                subjects.push(Subject {
                    identifier: identifier(&key),
                    uri: uri(&key),
                    title,
                    hierarchy_code: code,
                    last_change: at(day),
                });
            }
        }
    }
    subjects
}

/// The kinds of entries in English, as the type of an item.
fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Duty => "Duty",
        Kind::Task => "Task",
        Kind::Output => "Output",
        Kind::Indicator => "Behaviour indicator",
        Kind::Knowledge => "Knowledge",
        Kind::Skill => "Skill",
        Kind::Attitude => "Attitude",
    }
}

fn type_key(kind: Kind) -> String {
    format!("type/{}", kind.en())
}

fn item_types() -> Vec<ItemType> {
    let of = |(at, kind): (usize, Kind)| {
        levels::item_type(&type_key(kind), type_name(kind), kind.zh(), at + 1, &kind.letter().to_string())
    };
    Kind::ALL.into_iter().enumerate().map(of).collect()
}
