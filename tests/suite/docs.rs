//! Text that repeats code is an output of the program: what is committed is compared with what it says now.

use std::fs;
use std::path::Path;
use std::process::Command;

use ttm::rules::{RULES, Rule};
use ttm::text::bilingual::Lang;

use crate::blessed;

/// The table of the rules as it stands in their page.
fn rule_table() -> String {
    let row = |rule: &&Rule| {
        let (name, severity) = (rule.name, rule.severity.name());
        format!("| `{name}` | {severity} | {} | {} |\n", rule.summary.en, rule.summary.zh)
    };
    let rows: String = RULES.iter().map(row).collect();
    format!("| rule | severity | what it checks | 檢查內容 |\n|---|---|---|---|\n{rows}")
}

#[test]
fn the_rules_page_lists_every_rule() {
    let page = fs::read_to_string("docs/rules.md").unwrap();
    let (before, rest) = page.split_once("<!-- rules -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of rules -->").unwrap();
    blessed(
        "docs/rules.md",
        &format!("{before}<!-- rules -->\n{}<!-- end of rules -->{after}", rule_table()),
    );
}

#[test]
fn the_examples_of_the_rules_page_are_real_output() {
    let page = fs::read_to_string("docs/rules.md").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_ttm")).args(["validate", "--lang", "en"]).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(
        page.contains(shown.trim_end()),
        "docs/rules.md does not show what `ttm validate` prints:\n{shown}"
    );
}

#[test]
fn the_example_in_each_readme_is_real_output() {
    let folder = tempfile::TempDir::new().unwrap();
    let standard = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let broken = standard.replacen("[K12, K05, K16]", "[K12, K05, K61]", 1);
    assert_ne!(standard, broken);
    fs::create_dir(folder.path().join("standards")).unwrap();
    fs::write(folder.path().join("standards/TTM4221-004v2.yaml"), broken).unwrap();
    for (readme, lang) in [("README.md", "en"), ("README.zh-TW.md", "zh-TW")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
        let output = command.args(["validate", "--lang", lang]).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stdout).unwrap();
        let finding = said.split("\n\n").find(|finding| finding.contains("[undefined-code]")).unwrap();
        let page = fs::read_to_string(readme).unwrap();
        assert!(page.contains(&format!("```text\n{finding}\n```")), "{readme} does not show:\n{finding}");
    }
}

/// The lines of the page on CI that name the address of this repository or a version of the program, as they should be.
fn addressed(page: &str) -> String {
    let address = env!("CARGO_PKG_REPOSITORY");
    let version = env!("CARGO_PKG_VERSION");
    let action = address.strip_prefix("https://github.com/").unwrap();
    let line = |line: &str| {
        let indent = &line[..line.len() - line.trim_start().len()];
        match line.trim_start() {
            text if text.starts_with("- uses: ") && text.contains("/ttm@") => {
                format!("{indent}- uses: {action}@v{version}\n")
            }
            text if text.starts_with("- repo: https") => format!("{indent}- repo: {address}\n"),
            text if text.starts_with("rev: ") => format!("{indent}rev: v{version}\n"),
            text if text.contains("icap-ttm==") => {
                let (before, rest) = line.split_once("icap-ttm==").unwrap();
                let after = rest.trim_start_matches(|found: char| found.is_ascii_digit() || found == '.');
                format!("{before}icap-ttm=={version}{after}\n")
            }
            _ => format!("{line}\n"),
        }
    };
    page.lines().map(line).collect()
}

#[test]
fn repository_links_match_the_manifest() {
    for path in ["docs/ci.md", "docs/scale.md"] {
        blessed(path, &addressed(&fs::read_to_string(path).unwrap()));
    }
    // It is written down in one place, and in that page for people to copy.
    let pages = [".", "docs", "docs/decisions", ".github", ".github/workflows"].into_iter();
    for name in pages.flat_map(|folder| {
        crate::names(Path::new(folder)).into_iter().map(move |name| format!("{folder}/{name}"))
    }) {
        let Ok(text) = fs::read_to_string(&name) else { continue };
        let is_allowed = ["./Cargo.toml", "docs/ci.md"].contains(&name.as_str());
        assert!(is_allowed || !text.contains("OWNER"), "{name} names an address of its own");
    }
}

/// The Markdown files of a folder.
fn pages(folder: &str) -> Vec<String> {
    let names = crate::names(Path::new(folder))
        .into_iter()
        .filter(|name| Path::new(name).extension().is_some_and(|ending| ending == "md"));
    names.map(|name| if folder == "." { name } else { format!("{folder}/{name}") }).collect()
}

#[test]
fn a_readme_is_short_and_links_the_one_in_the_other_language_first() {
    for (readme, other) in [("README.md", "README.zh-TW.md"), ("README.zh-TW.md", "README.md")] {
        let text = fs::read_to_string(readme).unwrap();
        assert!(text.lines().count() <= 200, "{readme} has {} lines", text.lines().count());
        assert!(text.lines().next().unwrap().contains(&format!("]({other})")), "{readme}");
        for page in pages("docs") {
            // A page in two languages is linked in that of the reader.
            let (en, zh) =
                (page.replace(".zh-TW.", "."), page.replace(".zh-TW.", ".").replace(".md", ".zh-TW.md"));
            let is_linked = [en, zh].iter().any(|page| text.contains(&format!("]({page})")));
            assert!(is_linked, "{readme} does not link {page}");
        }
    }
}

#[test]
fn every_link_between_the_pages_leads_somewhere() {
    let mut count = 0;
    for page in [".", "docs", "docs/decisions", "fuzz", "tests/standards"].into_iter().flat_map(pages) {
        let text = fs::read_to_string(&page).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            if link.contains("://") || link.starts_with('#') {
                continue;
            }
            let path = Path::new(&page).parent().unwrap().join(link.split('#').next().unwrap());
            assert!(path.exists(), "{page} links {link}");
            count += 1;
        }
    }
    assert!(count > 30, "{count}");
}

#[test]
fn every_documented_option_exists() {
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

/// The file that holds a test, by the name that `cargo test` prints.
fn file_of(modules: &str) -> Option<String> {
    let path = modules.replace("::", "/");
    let places = [
        format!("tests/suite/{path}.rs"),
        format!("tests/suite/{path}/mod.rs"),
        format!("tests/{path}.rs"),
        format!("src/{path}.rs"),
        format!("src/{}.rs", path.trim_end_matches("/tests")),
        format!("src/{}/mod.rs", path.trim_end_matches("/tests")),
    ];
    places.into_iter().find(|place| fs::exists(place).unwrap())
}

#[test]
fn every_test_named_in_the_threat_model_exists() {
    let text = fs::read_to_string("SECURITY.md").unwrap();
    let mut count = 0;
    for (modules, name) in text.split('`').skip(1).step_by(2).filter_map(|code| code.rsplit_once("::")) {
        let is_path =
            |part: &str| part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b':'));
        assert!(is_path(modules) && is_path(name), "{modules}::{name}");
        let file = file_of(modules).unwrap_or_else(|| panic!("no file for {modules}::{name}"));
        assert!(fs::read_to_string(&file).unwrap().contains(&format!("fn {name}(")), "{file} has no {name}");
        count += 1;
    }
    // Every promise has one.
    let promises = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| promise"));
    assert!(promises.clone().count() > 15 && count > 40, "{count}");
    for promise in promises {
        assert!(promise.contains("::"), "{promise}");
    }
}
