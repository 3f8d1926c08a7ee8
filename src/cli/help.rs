//! The help of the program as a whole: its commands in groups, and Chinese that is broken where a terminal ends.

use clap::Command;

use crate::text::bilingual::{Bilingual, Lang};
use crate::text::width::{columns, is_wide};

/// The commands in the order of the help. A test sees to it that each stands once.
const GROUPS: &[(Bilingual, &[&str])] = &[
    (Bilingual::fixed("To check", "檢查"), &["validate", "explain"]),
    (Bilingual::fixed("To write", "撰寫"), WRITE),
    (Bilingual::fixed("Versions", "版本"), &["diff", "release", "gap"]),
    (Bilingual::fixed("To look up", "查詢"), &["list", "find", "show"]),
    (Bilingual::fixed("To publish", "發布"), PUBLISH),
    (Bilingual::fixed("To set up", "設定"), &["init", "completions", "man"]),
];

/// Those to write with.
#[cfg(feature = "lsp")]
const WRITE: &[&str] = &["new", "import", "fmt", "renumber", "codes", "lsp"];
#[cfg(not(feature = "lsp"))]
const WRITE: &[&str] = &["new", "import", "fmt", "renumber", "codes"];

/// Those that write for others.
const PUBLISH: &[&str] = &[
    "render",
    #[cfg(feature = "site")]
    "site",
    #[cfg(feature = "export")]
    "export",
    "schema",
];

/// The columns that help is broken at, which every terminal has.
pub(super) const WIDTH: usize = 80;

/// Where what a command is for begins.
const INDENT: usize = 14;

/// Where the help of an option begins, when it stands below its name.
pub(super) const OPTION_INDENT: usize = 10;

/// The same definition with its commands in groups.
pub(super) fn grouped(command: Command, lang: Lang) -> Command {
    let mut list = String::new();
    for (title, names) in GROUPS {
        list.push_str(&format!("{}{}\n", title.get(lang), if lang == Lang::En { ":" } else { "：" }));
        for name in *names {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            let lines = broken(&about, WIDTH - INDENT).join(&format!("\n{}", " ".repeat(INDENT)));
            list.push_str(&format!("  {name:<12}{lines}\n"));
        }
        list.push('\n');
    }
    let template = match lang {
        Lang::En => {
            format!(
                "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{list}Options:\n{{options}}{{after-help}}"
            )
        }
        Lang::ZhTw => {
            format!(
                "{{about-with-newline}}\n用法：ttm [選項] <指令>\n\n{list}選項：\n{{options}}{{after-help}}"
            )
        }
    };
    command.help_template(template)
}

/// A text in lines of at most `width` columns, broken at spaces and between Chinese characters.
pub(super) fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let last = lines.last_mut().map(|line| columns(line)).unwrap_or_default();
        match lines.last_mut() {
            Some(line) if last + columns(piece.trim_end()) <= width || line.is_empty() => {
                line.push_str(piece);
            }
            _ => lines.push(piece.to_owned()),
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// What must not be parted: words with the space behind them, and Chinese characters with the marks that belong to them.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, found) in text.char_indices() {
        let may_break = before.is_some_and(|before| {
            before == ' ' || ((is_wide(before) || is_wide(found)) && !"（「".contains(before))
        });
        if may_break && !"，。；：、）」？！ ".contains(found) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(found);
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let command = crate::cli::command(Lang::En);
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        grouped.sort_unstable();
        let mut names: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        names.retain(|name| *name != "help");
        names.sort_unstable();
        assert_eq!(grouped, names);
        assert!(names.len() <= 21, "more verbs than anyone can look over");
    }

    #[test]
    fn help_text_wraps_between_words() {
        assert_eq!(
            broken("檔案、資料夾（搜尋其中的 .yaml）", 14),
            ["檔案、資料夾", "（搜尋其中的", ".yaml）"]
        );
        assert_eq!(broken("one two three", 8), ["one two", "three"]);
        assert_eq!(broken("甲，乙", 3), ["甲，", "乙"]);
        assert_eq!(broken("", 8), [""]);
        for line in broken("訊息與說明的語言：en 或 zh-TW [預設：依系統語系]", 20) {
            assert!(columns(&line) <= 20, "{line}");
        }
    }
}
