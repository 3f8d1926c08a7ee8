//! The patterns of paths in a `ttm.toml`.

use std::path::Path;

use globset::{ErrorKind, Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::Problem;
use super::table::{Item, Reader, Text, span};
use crate::bilingual;
use crate::files::limits::{CONFIG_PATTERN_BYTES, CONFIG_PATTERNS};
use crate::files::source::Span;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// Patterns as one set, so that a path is matched against all at once. Each belongs to an owner, identified by an
/// index.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    set: GlobSet,
    /// The patterns as written.
    pub(super) texts: Vec<String>,
    /// The owner of each pattern.
    pub(super) owners: Vec<usize>,
    pub(super) count: usize,
}

impl Patterns {
    /// The owners of the patterns that match a file or a folder above it, in order.
    pub(super) fn of(&self, path: &Path) -> Vec<usize> {
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

/// The patterns of a file, while it is read.
pub(super) struct PatternBuilder<'r> {
    set: GlobSetBuilder,
    texts: Vec<String>,
    owners: Vec<usize>,
    count: usize,
    /// How many more patterns are allowed.
    room: &'r mut usize,
}

impl<'r> PatternBuilder<'r> {
    pub(super) fn new(room: &'r mut usize) -> Self {
        Self { set: GlobSetBuilder::new(), texts: Vec::new(), owners: Vec::new(), count: 0, room }
    }

    /// Builds the set; `span` is the place of the patterns.
    pub(super) fn build(self, span: Span, reader: &mut Reader) -> Patterns {
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

/// Adds the patterns of one owner; each invalid one is a problem.
pub(super) fn patterns(item: Item<'_, '_>, reader: &mut Reader, builder: &mut PatternBuilder<'_>) {
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
