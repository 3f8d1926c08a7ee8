//! One `ttm.toml`: its text made into decisions, everything that is wrong with it at its place.

use crate::rules::can_be_silenced;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use globset::{ErrorKind, Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::table::{Item, Reader, Text, span};
use super::{Broken, Problem};
use crate::bilingual;
use crate::diagnostic::Severity;
use crate::files::source::{Source, Span};
use crate::rules::{self, RULES};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::nearest::nearest;
use crate::versions::diff::Impact;

/// Severities by the rules' names; `None` switches a rule off.
type Severities = BTreeMap<&'static str, Option<Severity>>;

/// What a `ttm.toml` decides.
#[derive(Debug)]
pub(super) struct Config {
    pub(super) source: Source,
    /// The folder that its paths are relative to.
    pub(super) folder: PathBuf,
    rules: Severities,
    overrides: Vec<(GlobSet, Severities)>,
    families: Vec<GlobSet>,
    /// The file of the baseline, as it is written.
    pub(super) baseline: Option<Text>,
    /// The highest class of changes that an issued standard may have without a new version.
    pub(super) allow: Option<Impact>,
}

impl Config {
    /// Makes decisions of a text; `folder` is where the file lies.
    pub(super) fn read(source: Source, folder: PathBuf) -> Result<Self, Box<Broken>> {
        let mut reader = Reader::default();
        reader.problems.extend(Broken::unreadable(&source));
        let read = if reader.problems.is_empty() { read(&source.text, &mut reader) } else { None };
        match read {
            Some((rules, overrides, families, baseline, allow)) if reader.problems.is_empty() => {
                Ok(Self { source, folder, rules, overrides, families, baseline, allow })
            }
            _ => {
                reader.problems.sort_by_key(|problem| problem.span);
                Err(Box::new(Broken { source, problems: reader.problems }))
            }
        }
    }

    /// The severities of a file, given relative to the folder; later overrides win.
    pub(super) fn severities(&self, path: Option<&Path>) -> Severities {
        let mut severities = self.rules.clone();
        for (patterns, rules) in &self.overrides {
            if path.is_some_and(|path| matches(patterns, path)) {
                severities.extend(rules);
            }
        }
        severities
    }

    /// How many families there are.
    pub(super) fn families(&self) -> usize {
        self.families.len()
    }

    /// Which family a file is in: the first that names it.
    pub(super) fn family(&self, path: &Path) -> Option<usize> {
        self.families.iter().position(|patterns| matches(patterns, path))
    }
}

/// Whether a file or one of the folders it lies in is meant.
fn matches(patterns: &GlobSet, path: &Path) -> bool {
    path.ancestors().take_while(|path| !path.as_os_str().is_empty()).any(|path| patterns.is_match(path))
}

type Read = (Severities, Vec<(GlobSet, Severities)>, Vec<GlobSet>, Option<Text>, Option<Impact>);

fn read(text: &str, reader: &mut Reader) -> Option<Read> {
    let document = reader.document(text)?;
    let [rules, overrides, families, baseline, release] =
        reader.fields(document.get_ref(), ["rules", "overrides", "families", "baseline", "release"]);
    let rules = rules.map(|rules| severities(rules, reader)).unwrap_or_default();
    let baseline = baseline.and_then(|baseline| reader.text(baseline));
    let overrides =
        list(overrides, reader).into_iter().filter_map(|item| an_override(item, reader)).collect();
    let families = list(families, reader).into_iter().filter_map(|item| family(item, reader)).collect();
    let allow = release.and_then(|release| allowed(release, reader));
    Some((rules, overrides, families, baseline, allow))
}

/// What `[release]` says of the changes that need no new version.
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
        reader.problems.push(Problem::new(class.span, message).help(
            match nearest(&class.value, Impact::ALL.map(Impact::name)) {
                Some(meant) => bilingual!("did you mean `{meant}`?", "是不是 `{meant}`？"),
                None => bilingual!("write one of {en}", "可用的值：{zh}"),
            },
        ));
    }
    known
}

fn list<'t, 's>(item: Option<Item<'t, 's>>, reader: &mut Reader) -> Vec<Item<'t, 's>> {
    item.and_then(|item| reader.list(item)).unwrap_or_default()
}

fn an_override(item: Item<'_, '_>, reader: &mut Reader) -> Option<(GlobSet, Severities)> {
    let table = reader.table(item)?;
    let [paths, rules] = reader.fields(table, ["paths", "rules"]);
    let paths = reader.required(item.key, "paths", paths);
    let rules = reader.required(item.key, "rules", rules);
    let patterns = paths.and_then(|paths| patterns(paths, reader));
    let rules = rules.map(|rules| severities(rules, reader));
    Some((patterns?, rules?))
}

fn family(item: Item<'_, '_>, reader: &mut Reader) -> Option<GlobSet> {
    let table = reader.table(item)?;
    let [paths] = reader.fields(table, ["paths"]);
    let paths = reader.required(item.key, "paths", paths)?;
    patterns(paths, reader)
}

/// A table of rules and what they weigh.
fn severities(item: Item<'_, '_>, reader: &mut Reader) -> Severities {
    let mut severities = Severities::new();
    let Some(table) = reader.table(item) else { return severities };
    for (key, value) in table {
        let name: &str = key.get_ref();
        let Some(rule) = rules::find(name) else {
            reader.problems.push(unknown_rule(name, span(key)));
            continue;
        };
        let Some(level) = reader.text(Item { key: span(key), value }) else { continue };
        match severity(&level.value) {
            None => reader.problems.push(unknown_severity(&level)),
            Some(found) if found != Some(Severity::Error) && !can_be_silenced(rule.name) => {
                reader.problems.push(fixed(rule.name, &level));
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

/// Patterns as one set; each that cannot be used is a problem.
fn patterns(item: Item<'_, '_>, reader: &mut Reader) -> Option<GlobSet> {
    let texts = reader.list(item)?;
    if texts.is_empty() {
        reader.problems.push(
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
            )),
        );
    }
    let mut set = GlobSetBuilder::new();
    for text in texts {
        if let Some(text) = reader.text(text)
            && let Some(glob) = pattern(&text, reader)
        {
            set.add(glob);
        }
    }
    match set.build() {
        Ok(set) => Some(set),
        // Patterns that are fine by themselves and too many together.
        Err(error) => {
            reader.problems.push(broken_pattern(span(item.value), error.kind()));
            None
        }
    }
}

fn pattern(text: &Text, reader: &mut Reader) -> Option<Glob> {
    let written = text.value.as_str();
    let climbs = written.split('/').any(|part| matches!(part, "." | ".."));
    if written.is_empty() || written.starts_with('/') || climbs {
        let shown = excerpt(written);
        let message =
            bilingual!("the pattern `{shown}` can match no file", "樣式 `{shown}` 不會對應到任何檔案");
        reader.problems.push(Problem::new(text.span, message).help(Bilingual::fixed(
            "write it relative to the folder of this file, without `./`, `../` or a `/` in front",
            "以這個設定檔所在的資料夾為準，前面不加 `./`、`../` 或 `/`",
        )));
        return None;
    }
    let glob = GlobBuilder::new(written.trim_end_matches('/'))
        .literal_separator(true)
        .backslash_escape(true)
        .build()
        .map_err(|error| broken_pattern(text.span, error.kind()));
    glob.map_err(|problem| reader.problems.push(problem)).ok()
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
