//! Parses a `ttm.toml`, with all problems at their places.

use crate::files::limits::{CONFIG_BYTES, CONFIG_PATTERN_BYTES, CONFIG_PATTERNS};
use crate::rules::can_be_silenced;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{ErrorKind, Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::table::{Item, Reader, Text, span};
use super::{InvalidFile, Problem};
use crate::bilingual;
use crate::diagnostic::Severity;
use crate::files::open;
use crate::files::source::{Source, Span};
use crate::rules::{self, RULES};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::nearest::nearest;
use crate::versions::diff::Impact;

/// Severities by rule; `None` switches a rule off.
type Severities = BTreeMap<&'static str, Option<Severity>>;

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
}

/// Patterns as one set, so that a path is matched against all at once. Each belongs to an owner, identified by an
/// index.
#[derive(Debug, Default)]
struct Patterns {
    set: GlobSet,
    /// The patterns as written.
    texts: Vec<String>,
    /// The owner of each pattern.
    owners: Vec<usize>,
    count: usize,
}

/// Severities for some paths; later ones override earlier ones.
#[derive(Debug, Default)]
struct Overrides {
    patterns: Patterns,
    severities: Vec<Severities>,
}

impl Patterns {
    /// The owners of the patterns that match a file or a folder above it, in order.
    fn of(&self, path: &Path) -> Vec<usize> {
        let mut found = Vec::new();
        let mut matched = Vec::new();
        for part in path.ancestors().take_while(|part| !part.as_os_str().is_empty()) {
            self.set.matches_into(part, &mut matched);
            found.extend(matched.iter().filter_map(|&at| self.owners.get(at)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
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
            Some(Tables { rules, overrides, families, exclude, baseline, allow })
                if reader.problems.is_empty() =>
            {
                Ok(Self { source, folder, rules, overrides, families, exclude, baseline, allow })
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
}

/// The patterns of a file, while it is read.
struct PatternBuilder<'r> {
    set: GlobSetBuilder,
    texts: Vec<String>,
    owners: Vec<usize>,
    count: usize,
    /// How many more patterns are allowed.
    room: &'r mut usize,
}

impl<'r> PatternBuilder<'r> {
    fn new(room: &'r mut usize) -> Self {
        Self { set: GlobSetBuilder::new(), texts: Vec::new(), owners: Vec::new(), count: 0, room }
    }

    /// Builds the set; `span` is the place of the patterns.
    fn build(self, span: Span, reader: &mut Reader) -> Patterns {
        match self.set.build() {
            Ok(set) => Patterns { set, texts: self.texts, owners: self.owners, count: self.count },
            // Each pattern is valid, but together they exceed a limit of the matcher.
            Err(error) => {
                reader.push(|| broken_pattern(span, error.kind()));
                Patterns::default()
            }
        }
    }
}

fn read(text: &str, reader: &mut Reader, room: &mut usize) -> Option<Tables> {
    let document = reader.document(text)?;
    let keys = ["rules", "overrides", "families", "exclude", "baseline", "release"];
    let [rules, overrides, families, exclude, baseline, release] = reader.fields(document.get_ref(), keys);
    let rules = rules.map(|rules| weights(rules, reader)).unwrap_or_default();
    let baseline = baseline.and_then(|baseline| reader.text(baseline));
    let place = |item: Option<Item<'_, '_>>| item.map(|item| span(item.value)).unwrap_or_default();
    let mut builder = PatternBuilder::new(room);
    let mut severities = Vec::new();
    let at = place(overrides);
    for item in list(overrides, reader) {
        severities.extend(an_override(item, reader, &mut builder));
    }
    let overrides = Overrides { patterns: builder.build(at, reader), severities };
    let mut builder = PatternBuilder::new(room);
    let at = place(families);
    for item in list(families, reader) {
        family(item, reader, &mut builder);
    }
    let families = builder.build(at, reader);
    let mut builder = PatternBuilder::new(room);
    let at = place(exclude);
    if let Some(exclude) = exclude {
        patterns(exclude, reader, &mut builder);
    }
    let exclude = builder.build(at, reader);
    let allow = release.and_then(|release| allowed(release, reader));
    Some(Tables { rules, overrides, families, exclude, baseline, allow })
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
    rules.map(|rules| weights(rules, reader))
}

fn family(item: Item<'_, '_>, reader: &mut Reader, builder: &mut PatternBuilder<'_>) {
    let Some(table) = reader.table(item) else { return };
    let [paths] = reader.fields(table, ["paths"]);
    if let Some(paths) = reader.required(item.key, "paths", paths) {
        patterns(paths, reader, builder);
    }
}

/// Reads a table of rules and severities.
fn weights(item: Item<'_, '_>, reader: &mut Reader) -> Severities {
    let mut severities = Severities::new();
    let Some(table) = reader.table(item) else { return severities };
    for (key, value) in table {
        let name: &str = key.get_ref();
        let Some(rule) = rules::find(name) else {
            reader.push(|| unknown_rule(name, span(key)));
            continue;
        };
        let Some(level) = reader.text(Item { key: span(key), value }) else { continue };
        match severity(&level.value) {
            None => reader.push(|| unknown_severity(&level)),
            Some(found) if found != Some(Severity::Error) && !can_be_silenced(rule.name) => {
                reader.push(|| fixed(rule.name, &level));
            }
            Some(found) => {
                severities.insert(rule.name, found);
            }
        }
    }
    severities
}

const LEVELS: [&str; 4] = ["off", "note", "warning", "error"];

fn severity(name: &str) -> Option<Option<Severity>> {
    match name {
        "off" => Some(None),
        _ => [Severity::Note, Severity::Warning, Severity::Error]
            .into_iter()
            .find(|severity| severity.name() == name)
            .map(Some),
    }
}

fn unknown_rule(name: &str, span: Span) -> Problem {
    let meant = nearest(name, RULES.iter().map(|rule| rule.name));
    let name = excerpt(name);
    Problem::new(span, bilingual!("there is no rule `{name}`", "沒有 `{name}` 這條規則")).help(match meant {
        Some(meant) => bilingual!("did you mean `{meant}`?", "是不是 `{meant}`？"),
        None => Bilingual::fixed("`ttm explain` lists the rules", "`ttm explain` 會列出所有規則"),
    })
}

fn unknown_severity(level: &Text) -> Problem {
    let name = excerpt(&level.value);
    let message = bilingual!("`{name}` is no severity", "`{name}` 不是嚴重程度");
    Problem::new(level.span, message).help(match nearest(&level.value, LEVELS) {
        Some(meant) => bilingual!("did you mean `{meant}`?", "是不是 `{meant}`？"),
        None => Bilingual::fixed(
            "write `off`, `note`, `warning` or `error`",
            "可用的值：`off`、`note`、`warning`、`error`",
        ),
    })
}

fn fixed(rule: &str, level: &Text) -> Problem {
    let message = bilingual!("{rule} is always an error", "{rule} 一律是錯誤");
    Problem::new(level.span, message).help(bilingual!(
        "a file with {rule} is not checked at all, and must not pass for one without findings; leave the file out \
         of the run instead",
        "出現 {rule} 的檔案根本沒有被檢查，不能看起來像沒有問題；若不想檢查，請不要列入這個檔案"
    ))
}

/// Adds the patterns of one owner; each invalid one is a problem.
fn patterns(item: Item<'_, '_>, reader: &mut Reader, builder: &mut PatternBuilder<'_>) {
    let owner = builder.count;
    builder.count += 1;
    let Some(texts) = reader.list(item) else { return };
    if texts.is_empty() {
        reader.push(|| {
            Problem::new(
                span(item.value),
                Bilingual::fixed(
                    "an empty list of paths means no file",
                    "路徑清單是空的，不會對應到任何檔案",
                ),
            )
            .help(Bilingual::fixed(
                "name a folder such as \"drafts\", or a pattern such as \"**/*.draft.yaml\"",
                "請寫資料夾，例如 \"drafts\"，或樣式，例如 \"**/*.draft.yaml\"",
            ))
        });
    }
    for text in texts {
        let Some(text) = reader.text(text) else { continue };
        let Some(room) = builder.room.checked_sub(1) else {
            reader.push(|| {
                Problem::new(
                    text.span,
                    bilingual!(
                        "with this one the files of configuration have more than {CONFIG_PATTERNS} patterns",
                        "加上這個，設定檔的樣式就超過 {CONFIG_PATTERNS} 個"
                    ),
                )
                .help(Bilingual::fixed(
                    "name folders, or use patterns that mean many files",
                    "請改寫資料夾，或用能涵蓋許多檔案的樣式",
                ))
            });
            return;
        };
        *builder.room = room;
        if let Some(glob) = pattern(&text, reader) {
            builder.set.add(glob);
            builder.texts.push(text.value);
            builder.owners.push(owner);
        }
    }
}

fn pattern(text: &Text, reader: &mut Reader) -> Option<Glob> {
    let written = text.value.as_str();
    let climbs = written.split('/').any(|part| matches!(part, "." | ".."));
    if written.is_empty() || written.starts_with('/') || climbs || written.len() > CONFIG_PATTERN_BYTES {
        reader.push(|| {
            let shown = excerpt(written);
            let message =
                bilingual!("the pattern `{shown}` can match no file", "樣式 `{shown}` 不會對應到任何檔案");
            Problem::new(text.span, message).help(Bilingual::fixed(
                "write it relative to the folder of this file, without `./`, `../` or a `/` in front",
                "以這個設定檔所在的資料夾為準，前面不加 `./`、`../` 或 `/`",
            ))
        });
        return None;
    }
    let glob = GlobBuilder::new(written.trim_end_matches('/'))
        .literal_separator(true)
        .backslash_escape(true)
        .build();
    match glob {
        Ok(glob) => Some(glob),
        Err(error) => {
            reader.push(|| broken_pattern(text.span, error.kind()));
            None
        }
    }
}

fn broken_pattern(span: Span, reason: &ErrorKind) -> Problem {
    let reason = match reason {
        ErrorKind::UnclosedClass => Bilingual::fixed("a `[` has no `]`", "`[` 沒有對應的 `]`"),
        ErrorKind::UnclosedAlternates => Bilingual::fixed("a `{` has no `}`", "`{` 沒有對應的 `}`"),
        ErrorKind::UnopenedAlternates => Bilingual::fixed("a `}` has no `{`", "`}` 沒有對應的 `{`"),
        ErrorKind::InvalidRange(from, to) => {
            bilingual!("`{from}-{to}` runs backwards", "`{from}-{to}` 的順序相反")
        }
        ErrorKind::DanglingEscape => Bilingual::fixed("it ends in `\\`", "結尾是 `\\`"),
        other => bilingual!("{other}", "{other}"),
    };
    let (en, zh) = (reason.en, reason.zh);
    Problem::new(span, bilingual!("the pattern is broken: {en}", "樣式有誤：{zh}"))
}
