//! Parses a `ttm.toml`, with all problems at their places.

use std::path::{Path, PathBuf};

use super::patterns::{PatternBuilder, Patterns, patterns};
use super::severities::{Severities, severities};
use super::site::{SiteTexts, site};
use super::table::{Item, Reader, Text};
use super::{InvalidFile, Problem};
use crate::bilingual;
use crate::files::limits::CONFIG_BYTES;
use crate::files::open;
use crate::files::source::{Source, Span};
use crate::text::excerpt::excerpt;
use crate::text::nearest::nearest;
use crate::versions::diff::Impact;

/// The parsed content of a `ttm.toml`.
#[derive(Debug)]
pub(super) struct Config {
    pub(super) source: Source,
    /// The folder of the file; its paths are relative to it.
    pub(super) folder: PathBuf,
    rules: Severities,
    overrides: Overrides,
    families: Patterns,
    /// The files that are not checked where a folder is searched.
    exclude: Patterns,
    /// The path of the baseline, as written.
    pub(super) baseline: Option<Text>,
    /// The highest class of changes that an issued standard may have without a new version.
    pub(super) allow: Option<Impact>,
    /// What the website says.
    pub(super) site: SiteTexts,
}

/// Severities for some paths; later ones override earlier ones.
#[derive(Debug, Default)]
struct Overrides {
    patterns: Patterns,
    severities: Vec<Severities>,
}

impl Config {
    /// Parses a file; `folder` is the one it is in, `room` the number of patterns it may have.
    pub(super) fn read(source: Source, folder: PathBuf, room: &mut usize) -> Result<Self, Box<InvalidFile>> {
        if let Some(problem) = InvalidFile::unreadable(&source) {
            return Err(InvalidFile::with_one_problem(source, problem));
        }
        if source.text.len() > CONFIG_BYTES {
            let size = open::size(CONFIG_BYTES);
            let problem = Problem::new(
                Span::default(),
                bilingual!("the file is larger than {size}", "檔案大於 {size}"),
            );
            return Err(InvalidFile::with_one_problem(source, problem));
        }
        let mut reader = Reader::default();
        let read = read(&source.text, &mut reader, room);
        match read {
            Some(Tables { rules, overrides, families, exclude, baseline, allow, site })
                if reader.problems.is_empty() =>
            {
                Ok(Self { source, folder, rules, overrides, families, exclude, baseline, allow, site })
            }
            _ => Err(InvalidFile::new(source, reader)),
        }
    }

    /// Whether a file, given relative to the folder, is left out.
    pub(super) fn excludes(&self, path: &Path) -> bool {
        !self.exclude.texts.is_empty() && !self.exclude.of(path).is_empty()
    }

    /// The indices of the overrides that apply to a file, given relative to the folder, and the index of its family.
    pub(super) fn place(&self, path: &Path) -> (Vec<usize>, Option<usize>) {
        (self.overrides.patterns.of(path), self.families.of(path).first().copied())
    }

    /// The severities with these overrides applied; later ones win.
    pub(super) fn severities(&self, overrides: &[usize]) -> Severities {
        let mut severities = self.rules.clone();
        for rules in overrides.iter().filter_map(|&at| self.overrides.severities.get(at)) {
            severities.extend(rules);
        }
        severities
    }

    /// The patterns of the overrides that apply to a file, given relative to the folder.
    pub(super) fn overrides_of(&self, path: &Path) -> Vec<String> {
        let patterns = &self.overrides.patterns;
        let hold = patterns.of(path);
        let of = |owner: &usize| hold.binary_search(owner).is_ok();
        let patterns = patterns.texts.iter().zip(&patterns.owners).filter(|(_, owner)| of(owner));
        patterns.map(|(text, _)| text.clone()).collect()
    }

    /// The number of families.
    pub(super) fn families(&self) -> usize {
        self.families.count
    }
}

/// What the keys of a file hold.
struct Tables {
    rules: Severities,
    overrides: Overrides,
    families: Patterns,
    exclude: Patterns,
    baseline: Option<Text>,
    allow: Option<Impact>,
    site: SiteTexts,
}

fn read(text: &str, reader: &mut Reader, room: &mut usize) -> Option<Tables> {
    let document = reader.document(text)?;
    let keys = ["rules", "overrides", "families", "exclude", "baseline", "release", "site"];
    let [rules, overrides, families, exclude, baseline, release, of_site] =
        reader.fields(document.get_ref(), keys);
    let rules = rules.map(|rules| severities(rules, reader)).unwrap_or_default();
    let baseline = baseline.and_then(|baseline| reader.text(baseline));
    let mut builder = PatternBuilder::new(room);
    let mut severities = Vec::new();
    for item in list(overrides, reader) {
        severities.extend(an_override(item, reader, &mut builder));
    }
    let overrides = Overrides { patterns: builder.build(), severities };
    let mut builder = PatternBuilder::new(room);
    for item in list(families, reader) {
        family(item, reader, &mut builder);
    }
    let families = builder.build();
    let mut builder = PatternBuilder::new(room);
    if let Some(exclude) = exclude {
        patterns(exclude, reader, &mut builder);
    }
    let exclude = builder.build();
    let allow = release.and_then(|release| allowed(release, reader));
    let site = of_site.and_then(|item| site(item, reader)).unwrap_or_default();
    Some(Tables { rules, overrides, families, exclude, baseline, allow, site })
}

/// Reads from `[release]` which changes need no new version.
fn allowed(item: Item<'_, '_>, reader: &mut Reader) -> Option<Impact> {
    let table = reader.table(item)?;
    let [allow] = reader.fields(table, ["allow"]);
    let class = reader.text(allow?)?;
    let known = Impact::named(&class.value);
    if known.is_none() {
        let name = excerpt(&class.value);
        let message = bilingual!("`{name}` is no class of changes", "`{name}` 不是變更的分類");
        let names = Impact::ALL.map(|impact| format!("`{}`", impact.name()));
        let (en, zh) = (names.join(", "), names.join("、"));
        reader.push(|| {
            Problem::new(class.span, message).help(
                match nearest(&class.value, Impact::ALL.map(Impact::name)) {
                    Some(meant) => bilingual!("did you mean `{meant}`?", "是不是 `{meant}`？"),
                    None => bilingual!("write one of {en}", "可用的值：{zh}"),
                },
            )
        });
    }
    known
}

fn list<'t, 's>(item: Option<Item<'t, 's>>, reader: &mut Reader) -> Vec<Item<'t, 's>> {
    item.and_then(|item| reader.list(item)).unwrap_or_default()
}

fn an_override(
    item: Item<'_, '_>,
    reader: &mut Reader,
    builder: &mut PatternBuilder<'_>,
) -> Option<Severities> {
    let table = reader.table(item)?;
    let [paths, rules] = reader.fields(table, ["paths", "rules"]);
    let paths = reader.required(item.key, "paths", paths);
    let rules = reader.required(item.key, "rules", rules);
    if let Some(paths) = paths {
        patterns(paths, reader, builder);
    }
    rules.map(|rules| severities(rules, reader))
}

fn family(item: Item<'_, '_>, reader: &mut Reader, builder: &mut PatternBuilder<'_>) {
    let Some(table) = reader.table(item) else { return };
    let [paths] = reader.fields(table, ["paths"]);
    if let Some(paths) = reader.required(item.key, "paths", paths) {
        patterns(paths, reader, builder);
    }
}
