//! The catalogue of names: every name of knowledge, of skills and of attitudes with the number of standards that use it.
//!
//! It is written as JSON Lines. The first line says what it is, the others hold a name each, sorted by kind and name:
//!
//! ```text
//! {"catalogue":"names","version":1}
//! {"kind":"knowledge","name":"顧客關係管理","standards":17}
//! ```
//!
//! The rule `unusual-name` counts in the same way, so standards that are held against a catalogue of their own have the
//! findings that they have without. Catalogues of parts of a repository add up to that of the whole where each family of
//! standards is in one part.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::bilingual;
use crate::check::config::{InvalidFile, Problem};
use crate::files::source::{Source, Span};
use crate::model::Kind;
use crate::rules::{NameCatalogue, NamesInUse};
use crate::text::bilingual::Bilingual;
use crate::text::json::EscapedJson;
use crate::text::sorting::{sort_by, sort_by_key};

/// The version of the form.
const VERSION: u32 = 1;

/// The largest catalogue that is read. That of three thousand standards has about 10 MiB.
const MAX_BYTES: usize = 256 << 20;

/// The kinds of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "kebab-case")]
pub enum NameKind {
    /// K
    Knowledge,
    /// S
    Skills,
    /// A
    Attitudes,
}

impl NameKind {
    /// The kind of an entry, if it is one of these.
    fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Knowledge => Some(Self::Knowledge),
            Kind::Skill => Some(Self::Skills),
            Kind::Attitude => Some(Self::Attitudes),
            Kind::Duty | Kind::Task | Kind::Output | Kind::Indicator => None,
        }
    }

    fn kind(self) -> Kind {
        match self {
            Self::Knowledge => Kind::Knowledge,
            Self::Skills => Kind::Skill,
            Self::Attitudes => Kind::Attitude,
        }
    }

    /// Its name in JSON and CSV, and its words.
    pub fn words(self) -> Bilingual {
        match self {
            Self::Knowledge => Bilingual::fixed("knowledge", "知識"),
            Self::Skills => Bilingual::fixed("skills", "技能"),
            Self::Attitudes => Bilingual::fixed("attitudes", "態度"),
        }
    }
}

/// A name with the number of standards that use it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountedName {
    /// What it is a name of.
    pub kind: NameKind,
    /// As it is written; where white space alone differs, as the first of the forms in the order of Unicode.
    pub name: String,
    /// How many use it; standards of one family count once.
    pub standards: u32,
}

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    catalogue: String,
    version: u32,
}

/// The names of standards with their numbers, sorted by kind and name.
pub fn count(mut all: Vec<NamesInUse>) -> Vec<CountedName> {
    sort_by_key(&mut all, |used| used.family);
    // By the part that is compared, with the last family that was counted.
    let mut counted: BTreeMap<(NameKind, String), (CountedName, usize)> = BTreeMap::new();
    let families = all.chunk_by(|one, next| one.family == next.family);
    for (family, members) in (1..).zip(families) {
        for used in members.iter().flat_map(|member| &member.names) {
            let Some(kind) = NameKind::of(used.kind) else { continue };
            let name = || CountedName { kind, name: used.shown.clone(), standards: 0 };
            let (counted, last) = counted.entry((kind, used.compared.clone())).or_insert_with(|| (name(), 0));
            if used.shown < counted.name {
                counted.name.clone_from(&used.shown);
            }
            counted.standards += u32::from(*last != family);
            *last = family;
        }
    }
    let mut names: Vec<CountedName> = counted.into_values().map(|(counted, _)| counted).collect();
    sort_by(&mut names, |one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    names
}

/// Writes a catalogue.
///
/// # Errors
/// Any error of writing.
pub fn write(names: &[CountedName], out: &mut dyn Write) -> io::Result<()> {
    line(&Head { catalogue: "names".to_owned(), version: VERSION }, out)?;
    names.iter().try_for_each(|name| line(name, out))
}

fn line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(EscapedJson(&mut *out), value)?;
    out.write_all(b"\n")
}

/// Reads catalogues, whose numbers are added up.
///
/// # Errors
/// The first one that cannot be used, with its problem.
pub fn read(paths: &[impl AsRef<Path>]) -> Result<Arc<NameCatalogue>, Box<InvalidFile>> {
    let mut names = NameCatalogue::default();
    for path in paths {
        let source = Source::read_bounded(path.as_ref(), MAX_BYTES);
        if let Some(problem) = InvalidFile::unreadable(&source) {
            return Err(InvalidFile::with_one_problem(source, problem));
        }
        if let Err(problem) = add(&source.text, &mut names) {
            return Err(InvalidFile::with_one_problem(source, *problem));
        }
    }
    Ok(Arc::new(names))
}

fn add(text: &str, names: &mut NameCatalogue) -> Result<(), Box<Problem>> {
    let mut start = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        let at = start;
        start += line.len();
        (Span::new(at, at + line.trim_end().len()), line)
    });
    let (span, first) = lines.next().unwrap_or_default();
    let head = serde_json::from_str::<Head>(first).ok().filter(|head| head.catalogue == "names");
    match head {
        None => {
            let message = Bilingual::fixed("this is no catalogue of names", "這不是名稱目錄");
            let help = Bilingual::fixed("`ttm list --names` writes one", "`ttm list --names` 會寫出名稱目錄");
            return Err(Box::new(Problem::new(span, message).help(help)));
        }
        Some(Head { version, .. }) if version != VERSION => {
            let message = bilingual!(
                "this catalogue is of version {version}, this program knows version {VERSION}",
                "這份目錄是第 {version} 版，本程式只認得第 {VERSION} 版"
            );
            let help =
                Bilingual::fixed("write it anew with `ttm list --names`", "請用 `ttm list --names` 重新寫出");
            return Err(Box::new(Problem::new(span, message).help(help)));
        }
        Some(_) => {}
    }
    for (span, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
        let Ok(CountedName { kind, name, standards }) = serde_json::from_str(line) else {
            let message = Bilingual::fixed(
                "this line is not a name as `ttm list --names` writes it",
                "這一行不是 `ttm list --names` 寫出的名稱",
            );
            let help = Bilingual::fixed(
                "write {\"kind\":\"knowledge\",\"name\":\"…\",\"standards\":1}",
                "寫法為 {\"kind\":\"knowledge\",\"name\":\"…\",\"standards\":1}",
            );
            return Err(Box::new(Problem::new(span, message).help(help)));
        };
        names.add(kind.kind(), &name, standards);
    }
    Ok(())
}
