//! Finds what is literal within a text: URLs, paths, file names, code. A space or comma there may be part of it, and
//! changing it would break the address.

use std::ops::Range;

use crate::text::characters::is_han;

/// A literal piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    pub(super) range: Range<usize>,
    /// True if it cannot be anything else: a URL, or a path with backslashes.
    pub(super) sure: bool,
}

/// Extensions of files that texts mention.
const ENDINGS: &[&str] = &[
    "7z", "ai", "avi", "csv", "doc", "docx", "dwg", "gif", "htm", "html", "jpeg", "jpg", "json", "mov",
    "mp3", "mp4", "odp", "ods", "odt", "pdf", "png", "ppt", "pptx", "psd", "rar", "svg", "txt", "xls",
    "xlsx", "xml", "yaml", "yml", "zip",
];

/// The literals of a text, in order.
pub(super) fn literals(text: &str) -> Vec<Literal> {
    if !text.contains(['/', '\\', '`', '.']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive(ends) {
        let run = part.trim_end_matches(ends);
        found.extend(literal(run, start));
        start += part.len();
    }
    let mut quoted = text.match_indices('`').map(|(at, _)| at);
    while let (Some(open), Some(close)) = (quoted.next(), quoted.next()) {
        found.push(Literal { range: open..close + 1, sure: false });
    }
    found.sort_by_key(|literal| literal.range.start);
    found
}

/// Whether `c` ends an address: a blank, or punctuation of a Chinese sentence.
fn ends(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '、' | '。' | '，' | '；' | '：' | '！' | '？' | '（' | '）' | '「'..='』' | '《' | '》' | '"'
        )
}

/// The literal in `run`, a run of characters at offset `start` of the text.
fn literal(run: &str, start: usize) -> Option<Literal> {
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let from = |at: usize, sure| Some(Literal { range: start + at..start + run.len(), sure });
    if let Some(at) = run.find("://") {
        return from(run[..at].trim_end_matches(is_scheme).len(), true);
    }
    if let Some(at) = run.find("www.") {
        return from(at, true);
    }
    if run.contains('\\') {
        return from(0, true);
    }
    if ["/", "./", "../", "~/"].iter().any(|begin| run.starts_with(begin)) {
        return from(0, false);
    }
    let mut named = run.match_indices('.').filter_map(|(at, _)| {
        let after = &run[at + 1..];
        let ending = &after[..after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len())];
        let is_known = ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending));
        let has_name = run[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || is_han(c));
        (is_known && has_name).then_some(at + 1 + ending.len())
    });
    named.next_back().map(|end| Literal { range: start..start + end, sure: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_paths_and_file_names_are_not_checked_as_prose() {
        let found = |text: &str| -> Vec<(String, bool)> {
            literals(text).into_iter().map(|one| (text[one.range].to_owned(), one.sure)).collect()
        };
        for (text, literal, sure) in [
            ("見 https://a.b/c?d=甲,乙 說明", "https://a.b/c?d=甲,乙", true),
            ("見https://a.b/甲，乙", "https://a.b/甲", true),
            ("www.a.tw/甲,乙", "www.a.tw/甲,乙", true),
            ("存於 D:\\文件\\甲,乙 之下", "D:\\文件\\甲,乙", true),
            ("存於 /文件/甲,乙 之下", "/文件/甲,乙", false),
            ("檢附報告,附件.docx。", "檢附報告,附件.docx", false),
            ("執行 `甲 乙,丙` 一次", "`甲 乙,丙`", false),
        ] {
            assert_eq!(found(text), [(literal.to_owned(), sure)], "{text}");
        }
        for text in ["主管/客戶,廠商", "1.5 倍", "甲,乙", "使用.NET開發", "`"] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
