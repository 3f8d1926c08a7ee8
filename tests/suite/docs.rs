//! Text that repeats code is an output of the program: what is committed is compared with what it says now.

use std::fs;
use std::process::Command;

use ttm::rules::{RULES, Rule};
use ttm::text::bilingual::Lang;

use crate::blessed;

/// The table of the rules as it stands in the README.
fn rule_table() -> String {
    let row = |rule: &&Rule| {
        let (name, severity) = (rule.name, rule.severity.name());
        format!("| `{name}` | {severity} | {} | {} |\n", rule.summary.en, rule.summary.zh)
    };
    let rows: String = RULES.iter().map(row).collect();
    format!("| rule | severity | what it checks | 檢查內容 |\n|---|---|---|---|\n{rows}")
}

#[test]
fn the_readme_has_the_table_of_the_rules() {
    let readme = fs::read_to_string("README.md").unwrap();
    let (before, rest) = readme.split_once("<!-- rules -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of rules -->").unwrap();
    blessed("README.md", &format!("{before}<!-- rules -->\n{}<!-- end of rules -->{after}", rule_table()));
}

#[test]
fn the_readme_shows_the_standard_as_it_is_checked() {
    let readme = fs::read_to_string("README.md").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_ttm")).args(["validate", "--lang", "en"]).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(
        readme.contains(shown.trim_end()),
        "README.md does not show what `ttm validate` prints:\n{shown}"
    );
}

#[test]
fn every_option_of_every_command_is_known_to_the_help() {
    for lang in ["en", "zh-TW"] {
        let commands = ttm::cli::command(Lang::En);
        let names = commands.get_subcommands().map(clap::Command::get_name).filter(|name| *name != "help");
        for command in std::iter::once("").chain(names) {
            let mut arguments = vec!["--lang", lang];
            arguments.extend(Some(command).filter(|command| !command.is_empty()));
            arguments.push("--help");
            let output = Command::new(env!("CARGO_BIN_EXE_ttm")).args(&arguments).output().unwrap();
            assert!(output.status.success(), "{arguments:?}");
            let help = String::from_utf8(output.stdout).unwrap();
            insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots/help"}, {
                insta::assert_snapshot!(format!("{}--{lang}", if command.is_empty() { "ttm" } else { command }), help);
            });
        }
    }
}
