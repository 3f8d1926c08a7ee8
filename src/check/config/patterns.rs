//! The patterns of paths in a `ttm.toml`.

use std::path::Path;

use super::Problem;
use super::table::{Item, Reader, Text, span};
use crate::bilingual;
use crate::files::limits::{CONFIG_PATTERN_BYTES, CONFIG_PATTERNS};
use crate::files::source::display;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::glob::{Glob, GlobError};

/// Patterns, each of which belongs to an owner, identified by an index.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    globs: Vec<Glob>,
    /// The patterns as written.
    pub(super) texts: Vec<String>,
    /// The owner of each pattern.
    pub(super) owners: Vec<usize>,
    pub(super) count: usize,
}

impl Patterns {
    /// The owners of the patterns that match a file or a folder above it, in order.
    pub(super) fn of(&self, path: &Path) -> Vec<usize> {
        if self.globs.is_empty() {
            return Vec::new();
        }
        let path = display(path);
        let folders = path.match_indices('/').filter(|(at, _)| *at > 0).map(|(at, _)| &path[..at]);
        let parts: Vec<&str> = folders.chain([path.as_str()]).collect();
        let matching = self.globs.iter().zip(&self.owners);
        let matching = matching.filter(|(glob, _)| parts.iter().any(|part| glob.is_match(part)));
        let mut found: Vec<usize> = matching.map(|(_, owner)| *owner).collect();
        found.dedup();
        found
    }
}

/// The patterns of a file, while it is read.
pub(super) struct PatternBuilder<'r> {
    patterns: Patterns,
    /// How many more patterns are allowed.
    room: &'r mut usize,
}

impl<'r> PatternBuilder<'r> {
    pub(super) fn new(room: &'r mut usize) -> Self {
        Self { patterns: Patterns::default(), room }
    }

    pub(super) fn build(self) -> Patterns {
        self.patterns
    }
}

/// Adds the patterns of one owner; each invalid one is a problem.
pub(super) fn patterns(item: Item<'_, '_>, reader: &mut Reader, builder: &mut PatternBuilder<'_>) {
    let owner = builder.patterns.count;
    builder.patterns.count += 1;
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
            builder.patterns.globs.push(glob);
            builder.patterns.texts.push(text.value);
            builder.patterns.owners.push(owner);
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
    let glob = Glob::new(written.trim_end_matches('/'), true);
    glob.inspect_err(|error| reader.push(|| broken_pattern(text, *error))).ok()
}

fn broken_pattern(text: &Text, error: GlobError) -> Problem {
    let reason = match error {
        GlobError::UnclosedClass => Bilingual::fixed("a `[` has no `]`", "`[` 沒有對應的 `]`"),
        GlobError::UnclosedAlternatives => Bilingual::fixed("a `{` has no `}`", "`{` 沒有對應的 `}`"),
        GlobError::UnopenedAlternatives => Bilingual::fixed("a `}` has no `{`", "`}` 沒有對應的 `{`"),
        GlobError::Backwards(from, to) => {
            bilingual!("`{from}-{to}` runs backwards", "`{from}-{to}` 的順序相反")
        }
        GlobError::DanglingEscape => Bilingual::fixed("it ends in `\\`", "結尾是 `\\`"),
        GlobError::TooDeep => Bilingual::fixed("its `{` lie too deep within each other", "`{` 的層次太深"),
    };
    let (en, zh) = (reason.en, reason.zh);
    Problem::new(text.span, bilingual!("the pattern is broken: {en}", "樣式有誤：{zh}"))
}
