//! The help in Traditional Chinese, by command and argument. A test checks that none is missing.

mod arguments;
mod commands;

use clap::Command;

use super::help::{OPTION_INDENT, WIDTH, broken};
use arguments::ARGUMENTS;
use commands::ABOUTS;

/// The names of values and what usage lines say besides. `SHELL` is called so in Chinese too.
const NAMES: &[(&str, &str)] = &[
    ("CLASS", "分類"),
    ("CODE", "代碼"),
    ("CODE|FILE", "代碼|檔案"),
    ("CODE|FILE[#ENTRY]", "代碼|檔案[#項目]"),
    ("COLUMN", "欄位"),
    ("COLUMNS", "欄數"),
    ("COMMAND", "指令"),
    ("DATE", "日期"),
    ("DIR", "資料夾"),
    ("FILE", "檔案"),
    ("FILE|DIR", "檔案|資料夾"),
    ("FORM", "格式"),
    ("FORMAT", "格式"),
    ("ID", "編號"),
    ("KIND", "類別"),
    ("LANG", "語言"),
    ("LETTERS", "字母"),
    ("N", "數字"),
    ("NAME", "名稱"),
    ("NEW", "新版"),
    ("OLD", "舊版"),
    ("OLD NEW|PATH", "舊版 新版|路徑"),
    ("OPTIONS", "選項"),
    ("PART", "部分"),
    ("PATH", "路徑"),
    ("REF", "版本"),
    ("RULE", "規則"),
    ("RULE|CLASS", "規則|分類"),
    ("STATUS", "狀態"),
    ("TEXT", "文字"),
    ("TEXT|CODE", "文字|代碼"),
    ("WHAT", "項目"),
    ("WHEN", "時機"),
];

/// The Chinese for the name of a value.
fn name(name: &str) -> Option<&'static str> {
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, zh)| *zh)
}

/// The usage of a command, with its names in Chinese.
fn usage(command: &mut Command) -> String {
    let usage = command.render_usage().to_string();
    // A second line stands below the first, behind what is two columns narrower in Chinese.
    let usage = usage.trim_start_matches("Usage: ").replace("\n       ", "\n      ");
    let mut text = String::new();
    let mut rest = usage.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_uppercase()) {
        let length = rest[start..].find(|c: char| !c.is_ascii_uppercase()).unwrap_or(rest.len() - start);
        let word = &rest[start..start + length];
        text.push_str(&rest[..start]);
        text.push_str(name(word).unwrap_or(word));
        rest = &rest[start + length..];
    }
    text + rest
}

/// What a command is for, and its examples.
fn about(name: &str) -> Option<(&'static str, &'static str)> {
    ABOUTS.iter().find(|(known, _, _)| *known == name).map(|(_, about, examples)| (*about, *examples))
}

/// The help of an argument: that of this command if there is one, otherwise the general one.
fn argument(command: &str, id: &str) -> Option<&'static str> {
    let known = |id: &str| ARGUMENTS.iter().find(|(known, _)| *known == id).map(|(_, text)| *text);
    known(&format!("{command}/{id}")).or_else(|| known(id))
}

/// The help of a command. Headings are ours: clap would end them with a half-width colon.
fn template(command: &mut Command) -> String {
    let usage = usage(command);
    let arguments =
        if command.get_positionals().next().is_some() { "參數：\n{positionals}\n\n" } else { "" };
    format!("{{about-with-newline}}\n用法：{usage}\n\n{arguments}選項：\n{{options}}{{after-help}}")
}

/// The same definition with its help in Traditional Chinese.
pub(super) fn translate(mut command: Command) -> Command {
    // The help and version arguments exist only once the definition is built.
    command.build();
    localized(command)
}

fn localized(command: Command) -> Command {
    let name = command.get_name().to_owned();
    let mut command = command
        // Then a line has the same room in both forms of the help, and clap, which breaks lines at spaces alone, has none to
        // break.
        .next_line_help(true)
        .mut_args(|arg| {
            let arg = match argument(&name, arg.get_id().as_str()) {
                Some(text) => {
                    arg.help(broken(text, WIDTH - OPTION_INDENT).join("\n")).long_help(None::<&str>)
                }
                None => arg,
            };
            let arg = match arg.get_value_names().and_then(|names| self::name(names.first()?)) {
                Some(name) if arg.get_action().takes_values() => arg.value_name(name),
                _ => arg,
            };
            arg.hide_default_value(true).hide_possible_values(true)
        })
        .mut_subcommands(|subcommand| {
            if subcommand.get_name() == "help" {
                let mut subcommand = subcommand;
                let help = template(&mut subcommand);
                subcommand.about("顯示一個指令的說明").help_template(help)
            } else {
                localized(subcommand)
            }
        });
    if let Some((about, examples)) = about(&name) {
        command = command.about(about).long_about(None::<&str>).after_help(examples);
    }
    let help = template(&mut command);
    command.help_template(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn usages_and_names_of_values_are_chinese() {
        let mut command = crate::cli::command(crate::text::bilingual::Lang::ZhTw);
        command.build();
        for command in command.get_subcommands_mut().filter(|command| command.get_name() != "help") {
            let help = command.render_help().to_string();
            let usage = help.split("\n\n").nth(1).unwrap_or_default();
            assert!(usage.starts_with("用法：ttm ") && usage.contains("[選項]"), "{usage}");
            for argument in command.get_arguments().filter(|argument| argument.get_action().takes_values()) {
                let names = argument.get_value_names().unwrap_or_default();
                for name in names.iter().filter(|name| !["A", "B", "SHELL"].contains(&name.as_str())) {
                    assert!(
                        !name.contains(|c: char| c.is_ascii_uppercase()),
                        "{} {name}",
                        command.get_name()
                    );
                }
            }
        }
    }

    #[test]
    fn every_command_and_argument_has_a_chinese_help_text_and_none_is_left_over() {
        let mut command = crate::cli::Cli::command();
        command.build();
        let mut used = Vec::new();
        let all = std::iter::once(&command).chain(command.get_subcommands());
        for command in all.filter(|command| command.get_name() != "help") {
            let name = command.get_name();
            assert!(about(name).is_some(), "no Chinese for {name}");
            assert!(command.get_after_help().is_some(), "no examples for {name}");
            for arg in command.get_arguments() {
                let text = argument(name, arg.get_id().as_str());
                used.push(text.unwrap_or_else(|| panic!("no Chinese for {name} {}", arg.get_id())));
            }
        }
        for (id, text) in ARGUMENTS.iter().filter(|(id, _)| *id != "subcommand") {
            assert!(used.contains(text), "{id} is no argument");
        }
    }
}
