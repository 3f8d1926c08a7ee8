//! The kinds of files that commands write, and which existing files each may replace.

use std::collections::HashSet;
use std::path::Path;

use clap::ValueEnum;

use crate::cli::commands::Failure;
use crate::files::inputs::names_standard;
use crate::format::STANDARD;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::one_line;

/// The kind of an output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli::commands) enum Kind {
    Text,
    Markdown,
    Html,
    Json,
    Csv,
    Sql,
    Workbook,
    Word,
    Standard,
    Baseline,
}

impl Kind {
    /// The kind of a file with this extension, for those that are printed.
    pub(in crate::cli::commands) fn of_ending(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match &*ending {
            "txt" | "text" | "log" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" => Self::Html,
            "json" | "jsonl" | "ndjson" => Self::Json,
            "csv" => Self::Csv,
            "sql" => Self::Sql,
            "xlsx" => Self::Workbook,
            "docx" => Self::Word,
            _ => return None,
        })
    }

    /// The usual endings of its files, for those that are printed.
    fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[".txt"],
            Self::Markdown => &[".md"],
            Self::Html => &[".html"],
            Self::Json => &[".json", ".jsonl"],
            Self::Csv => &[".csv"],
            Self::Sql => &[".sql"],
            Self::Workbook => &[".xlsx"],
            Self::Word => &[".docx"],
            Self::Standard | Self::Baseline => &[],
        }
    }

    /// The kind of an existing file, by its content; `None` if it is not a text.
    fn of_content(head: &[u8]) -> Option<Self> {
        let head = String::from_utf8_lossy(head);
        let head = head.trim_start_matches('\u{feff}');
        let lines = |key: &str| head.lines().any(|line| line.starts_with(key));
        let begun = head.trim_start();
        let begins =
            |word: &str| begun.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        if head.contains('\0') {
            None
        } else if lines("findings = [") && lines("version = ") {
            Some(Self::Baseline)
        } else if begins("<!doctype html") || begins("<html") {
            Some(Self::Html)
        } else if begun.starts_with(['{', '[']) {
            Some(Self::Json)
        } else if keys(head) >= 2 {
            Some(Self::Standard)
        } else {
            Some(Self::Text)
        }
    }

    /// Whether a file at `path` that begins with `head` may become one of this kind.
    pub(super) fn can_replace(self, path: &Path, head: &[u8]) -> bool {
        let is_text = |kind| matches!(kind, Self::Text | Self::Markdown);
        let alike = |kind| kind == self || (is_text(kind) && is_text(self));
        match (self, Self::of_content(head)) {
            (Self::Standard, found) => {
                head.is_empty() || names_standard(path) || found == Some(Self::Standard)
            }
            _ if names_standard(path) => false,
            _ if head.is_empty() => true,
            (Self::Baseline, found) => found == Some(Self::Baseline),
            (_, Some(Self::Standard | Self::Baseline)) => false,
            _ if Self::of_ending(path).is_some_and(alike) => true,
            // The content of a plain text does not tell its kind, so the file must at least have no extension of another kind.
            (_, Some(found)) if is_text(found) => alike(found) && has_plain_name(path),
            (_, found) => found == Some(self),
        }
    }

    pub(in crate::cli::commands) fn words(self) -> Bilingual {
        match self {
            Self::Text => Bilingual::fixed("a printed text", "純文字輸出"),
            Self::Markdown => Bilingual::fixed("a printed Markdown file", "Markdown 輸出"),
            Self::Html => Bilingual::fixed("an HTML page", "HTML 頁面"),
            Self::Json => Bilingual::fixed("JSON", "JSON"),
            Self::Csv => Bilingual::fixed("a CSV table", "CSV 表格"),
            Self::Sql => Bilingual::fixed("an SQL script", "SQL 指令檔"),
            Self::Workbook => Bilingual::fixed("an Excel workbook", "Excel 活頁簿"),
            Self::Word => Bilingual::fixed("a Word document", "Word 文件"),
            Self::Standard => Bilingual::fixed("a standard", "職能基準"),
            Self::Baseline => Bilingual::fixed("a baseline", "基線檔"),
        }
    }
}

/// A format that `--format` names, as a kind of file.
pub(in crate::cli::commands) trait FileFormat: ValueEnum + Copy {
    /// The kind of the files that it writes.
    fn kind(self) -> Kind;

    /// The format that the ending of a file says.
    fn of_ending(path: &Path) -> Option<Self> {
        let kind = Kind::of_ending(path)?;
        Self::value_variants().iter().copied().find(|format| format.kind() == kind)
    }

    /// The format that was asked for, or else that of the file's ending, or `usual` where the name has none. An ending that
    /// no format has would be a false one.
    fn chosen(asked: Option<Self>, file: Option<&Path>, usual: Self) -> Result<Self, Failure> {
        let said = asked.or_else(|| file.and_then(Self::of_ending));
        let ending = file.and_then(Path::extension).filter(|_| said.is_none());
        match (ending, file) {
            // What is wrong with the name of a standard, or of what exists, is said where the file is checked.
            (Some(ending), Some(file)) if !names_standard(file) && !file.exists() => {
                let endings = Self::value_variants().iter().flat_map(|format| format.kind().endings().iter());
                let endings = endings.copied().collect::<Vec<_>>().join(" ");
                Err(Failure::NoFormatOfEnding { ending: one_line(&ending.to_string_lossy()), endings })
            }
            _ => Ok(said.unwrap_or(usual)),
        }
    }
}

/// Whether a file has no extension and is not hidden.
fn has_plain_name(path: &Path) -> bool {
    path.extension().is_none()
        && !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// The number of distinct keys of a standard at the start of a line.
fn keys(text: &str) -> usize {
    let key = |line: &str| {
        let (key, _) = line.split_once(':')?;
        let key = key.trim_end().trim_matches(['"', '\'']);
        STANDARD.keys().find(|known| *known == key)
    };
    text.lines().filter_map(key).collect::<HashSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANDARD: &str =
        "# ttm: allow-file(x)\ncode: TTM4221-004v2\n\"name\":\n  occupation: 甲\nduties:\n";
    const BASELINE: &str = "# Findings\nversion = 1\nfindings = [\n]\n";
    const PAGE: &str = "\u{feff}\n<!doctype HTML>\n<p>";

    #[test]
    fn a_file_is_replaced_by_one_of_its_kind_only() {
        let can_replace =
            |kind: Kind, path: &str, text: &str| kind.can_replace(Path::new(path), text.as_bytes());
        for (kind, path, text) in [
            (Kind::Html, "a.html", "文字"),
            (Kind::Html, "a.htm", ""),
            (Kind::Html, "a", PAGE),
            (Kind::Html, "a.txt", PAGE),
            (Kind::Json, "a.jsonl", "x"),
            (Kind::Json, "a.out", " {\"code\": 1}"),
            (Kind::Text, "a", "文字"),
            (Kind::Text, "a.txt", "\0"),
            (Kind::Text, "A.MD", "# 文字"),
            (Kind::Markdown, "a.log", "文字"),
            (Kind::Baseline, "a", BASELINE),
            (Kind::Baseline, "a.toml", ""),
            (Kind::Standard, "a.yaml", "level: ["),
            (Kind::Standard, "a", STANDARD),
            (Kind::Standard, "a", ""),
        ] {
            assert!(can_replace(kind, path, text), "{kind:?} {path} {text:?}");
        }
        for (kind, path, text) in [
            (Kind::Html, "a.html", STANDARD),
            (Kind::Html, "a", STANDARD),
            (Kind::Html, "a.yml", PAGE),
            (Kind::Html, "a.yaml", ""),
            (Kind::Html, "a.txt", "文字"),
            (Kind::Html, "a", "文字"),
            (Kind::Html, "a.png", "\0"),
            (Kind::Json, "a.html", PAGE),
            (Kind::Json, "a.txt", BASELINE),
            (Kind::Text, "a", "\0"),
            (Kind::Text, "a", PAGE),
            (Kind::Text, "ttm.toml", "[rules]"),
            (Kind::Text, ".gitignore", "target"),
            (Kind::Text, "a.txt", STANDARD),
            (Kind::Baseline, "ttm.toml", "[rules]"),
            (Kind::Baseline, "a", STANDARD),
            (Kind::Baseline, "a.txt", "文字"),
            (Kind::Standard, "a.html", PAGE),
            (Kind::Standard, "a.txt", "文字"),
        ] {
            assert!(!can_replace(kind, path, text), "{kind:?} {path} {text:?}");
        }
    }
}
