//! No text of an untrusted file becomes a log command, controls a terminal, or becomes active on a page: every verb in every format, with
//! such texts in every field, in names of files, in the configuration and in arguments.

use std::fs;
use std::process::Output;

use clap::ValueEnum as _;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use ttm::text::bilingual::Lang;

use crate::render::hostile::quoted;
use crate::repository::Repository;

/// A command at the start of a line and one within it; what moves a terminal's cursor, and what reads backwards.
const HOSTILE: &str = "::error::甲 ##[group]乙 \u{1b}[31m\u{9b}2J\u{202e}丙\n  ::add-mask::丁";

/// Texts that GitHub makes active in a comment.
const ALIVE: &str = "見https://e.org/a_b、www.e.org @octocat a_b@e.org #1 GH-2 o/r#3 0123abcd :tada:";

/// The name of a file.
const NAME: &str = "n\n::error::甲 ##[group]\u{1b}[31m\u{9b}\u{202e}@octocat.yaml";

/// A standard that loads, with such texts wherever the format has one.
fn standard(code: &str, name: &str) -> String {
    let (h, a) = (quoted(HOSTILE), quoted(ALIVE));
    let name = quoted(&format!("{name}{HOSTILE}"));
    format!(
        "code: {code}\nname: {{occupation: {name}}}\n\
         classification:\n  job-category: [{{code: TTM, name: {h}}}]\n  occupation: [{{code: {h}, name: {a}}}]\n  \
         industry: [{{code: N7900, name: {h}}}]\n\
         description: {h}\nlevel: 3\n\
         history:\n  - {{version: {h}, code: {h}, name: {a}, status: current, date: 2021-01-14, note: {h}}}\n\
         knowledge: {{K01: {h}, K02: {a}, {h}: {h}}}\nskills: {{S01: {h}, S02: {a}}}\nattitudes: {{A01: {h}, A02: {a}}}\n\
         duties:\n  T1:\n    name: {h}\n    knowledge: [K01, {h}]\n    tasks:\n      T1.1:\n        name: {a}\n        \
         outputs: {{O1.1.1: {h}, O1.1.2: {a}}}\n        indicators: {{P1.1.1: {h}, P1.1.2: {a}}}\n        skills: [S01]\n  \
         {h}:\n    name: {h}\n    tasks: {{{h}: {{name: {h}, outputs: {{{h}: {h}}}}}}}\n\
         notes: {{qualifications: [{h}], supplements: [{h}, {a}]}}\nunplaced: [{{at: {h}, text: {h}}}]\n"
    )
}

/// A file in which nothing has the right shape, with a block of text that begins with commands.
fn broken() -> String {
    let h = quoted(HOSTILE);
    format!(
        "{h}: {h}\nlevel: {h}\nname: {{{h}: x}}\ndescription: |\n  ::error::甲 甲 , 乙\n  ##[group]\u{9b}\n\
         knowledge: [{h}, {h}]\nduties: {{T1: {{name: x, tasks: {{T1.1: {{name: x, {h}: y}}}}}}}}\n"
    )
}

/// What a person sees: a file in blocks that a fix and a new number change.
const BLOCKS: &str = "name: {occupation: 甲}\nduties:\n  T2:\n    name: |\n      ::error::甲\n      ##[group]乙 \u{2066}丙\n    \
                      tasks:\n      T2.1: {name: 甲,  indicators: {P2.1.1: 甲 乙。}}\n";

fn hostile() -> Repository {
    let repository = Repository::new();
    let standard = |code| standard(code, "");
    repository.write("old.yaml", &standard("TTM4221-004v2"));
    repository.write("TTM4221-004v2.yaml", &standard("TTM4221-004v2"));
    repository.write(NAME, &standard("TTM4221-005v1"));
    repository.commit();
    repository
        .write("new.yaml", &standard("TTM4221-004v3").replace("甲", "戊").replace("octocat", "octodog"));
    repository.write(NAME, &standard("TTM4221-005v1").replace("乙", "己"));
    repository.write(&format!("broken{NAME}"), &broken());
    repository.write("blocks.yaml", BLOCKS);
    let h = quoted(HOSTILE);
    repository.write("ttm.yaml.toml", &format!("{h} = 1\n[rules]\n{h} = {h}\n"));
    repository
}

/// The rows: arguments, and whether standard output is data, in which only commands count.
fn rows() -> Vec<(Vec<&'static str>, bool)> {
    let broken = "brokenn\n::error::甲 ##[group]\u{1b}[31m\u{9b}\u{202e}@octocat.yaml";
    let mut rows: Vec<(Vec<&str>, bool)> = Vec::new();
    for format in ["text", "json", "jsonl", "sarif", "junit", "github"] {
        rows.push((vec!["validate", "--notes", "--all", "--format", format], false));
    }
    rows.push((vec!["validate", "--diff"], false));
    rows.push((vec!["validate", "--config", "ttm.yaml.toml"], false));
    rows.push((vec!["validate", "--config", HOSTILE], false));
    rows.push((vec!["validate", "--baseline", HOSTILE], false));
    rows.push((vec!["validate", "--write-baseline", NAME], false));
    rows.push((vec!["validate", "missing\n::error::x ##[y]\u{202e}\u{1b}[1m"], false));
    for width in ["40", "60", "100", "140"] {
        rows.push((vec!["render", "--width", width], false));
    }
    for format in ["md", "html", "json"] {
        rows.push((vec!["render", "--format", format], false));
        rows.push((vec!["diff", "--format", format, "old.yaml", "new.yaml"], false));
        rows.push((vec!["diff", "--format", format, "--against", "HEAD"], false));
    }
    rows.push((vec!["render", "-o", NAME, NAME], false));
    rows.push((vec!["diff", "old.yaml", "new.yaml"], false));
    rows.push((vec!["diff", "old.yaml", broken], false));
    rows.push((vec!["diff", "--against", "HEAD"], false));
    rows.push((vec!["diff", "--against", HOSTILE], false));
    rows.push((vec!["diff", "--against", "HEAD", HOSTILE], false));
    for format in ["text", "md", "json"] {
        rows.push((vec!["gap", "--format", format, "old.yaml", NAME], false));
    }
    rows.push((vec!["gap", "--format", "csv", "old.yaml", NAME], false));
    for format in ["text", "json", "csv", "md"] {
        rows.push((
            vec!["list", "--format", format, "--columns", "code,name,category,occupation,industry,path"],
            false,
        ));
        rows.push((vec!["find", "--format", format, "甲"], false));
        rows.push((vec!["find", "--format", format, "octocat"], false));
        rows.push((vec!["show", "--format", format, "old.yaml"], false));
        rows.push((vec!["show", "--matrix", "--format", format, "old.yaml"], false));
        rows.push((vec!["gap", "--format", format, "--nearest", "old.yaml"], false));
    }
    // A name ends before a colon, so that in Markdown `https` is left, which is no address.
    for format in ["text", "json", "csv"] {
        rows.push((vec!["list", "--format", format, "--names"], false));
    }
    rows.push((vec!["list", "--names"], false));
    rows.push((vec!["validate", "--names", broken], false));
    if cfg!(feature = "export") {
        rows.push((vec!["export", "-o", "data"], false));
        rows.push((vec!["export", "--as", "csv", "-o", "sheets", NAME], false));
        rows.push((vec!["export", "--format", "case", "-o", HOSTILE], false));
        rows.push((vec!["export", "-o", NAME], false));
    }
    rows.push((vec!["find", HOSTILE], false));
    rows.push((vec!["show", HOSTILE], false));
    rows.push((vec!["show", "old.yaml#::error::x ##[y]\u{202e}\u{1b}[1m"], false));
    rows.push((vec!["explain", HOSTILE], false));
    rows.push((vec!["codes", HOSTILE], false));
    rows.push((vec!["codes", "--format", "json", HOSTILE], false));
    rows.push((vec!["new", "--name", HOSTILE], true));
    rows.push((vec!["new", "--name", "x", "-o", NAME], false));
    rows.push((vec!["new", "--name", "x", "-o", "drafts\n::error::x\u{202e}.yaml"], false));
    rows.push((vec!["new", "--revises", NAME], true));
    rows.push((vec!["new", "--revises", broken], true));
    rows.push((vec!["new", "--revises", "lines.yaml"], true));
    rows.push((vec!["renumber", "--diff", "blocks.yaml"], false));
    rows.push((vec!["renumber", "--diff", NAME], false));
    rows.push((vec!["renumber", broken], false));
    let release = |file| {
        let issue = ["--code", "TTM4221-009v1", "--date", "2026-01-01", "--note", HOSTILE, "--diff"];
        [&["release", file][..], &issue].concat()
    };
    rows.push((release("blocks.yaml"), false));
    rows.push((release(NAME), false));
    rows.push((vec!["import", "page.html", "-o", "-"], true));
    rows.push((vec!["import", "page.html", NAME, "-o", "imported"], false));
    rows.push((vec!["import", "page.html", "-o", NAME], false));
    rows.push((vec![HOSTILE], false));
    rows.push((vec!["validate", "--format", HOSTILE], false));
    rows.push((vec!["validate", "--as-of", HOSTILE], false));
    rows.push((vec!["validate", "--x\n::error::x ##[y]\u{202e}"], false));
    rows.push((vec!["render", "--width", HOSTILE], false));
    rows
}

/// What a log takes for a command, or a terminal for more than text, in an output; `own` commands may stand there.
fn acts(said: &str, own: bool, data: bool) -> Vec<String> {
    let weightless = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{34f}' | '\u{fe00}'..='\u{fe0f}');
    let mut found = Vec::new();
    for line in said.split(['\n', '\r']) {
        let line: String = line.chars().filter(|&c| !weightless(c)).collect();
        let ours = ["::error file=", "::warning file=", "::notice file="];
        // Three colons stand before a further place in a drawing; no command is named `:`.
        let command = line.trim_start().starts_with("::") && !line.trim_start().starts_with("::: ");
        if command && !(own && ours.iter().any(|ours| line.starts_with(ours))) {
            found.push(format!("::  {line}"));
        }
        if line.contains("##[") {
            found.push(format!("##[  {line}"));
        }
        let act = |c: char| c.is_control() || matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if !data && line.contains(act) {
            found.push(format!("acts  {line:?}"));
        }
    }
    found
}

/// The places in Markdown that GitHub would make active: in texts that are not code.
fn alive(markdown: &str) -> Vec<String> {
    let parser = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let mut found = Vec::new();
    let mut text = String::new();
    for event in parser {
        match event {
            Event::Text(part) => text.push_str(&part),
            // Elements of HTML in which code stands, and the words of a summary, come through as HTML.
            Event::Html(part) | Event::InlineHtml(part) => {
                let summary = part
                    .split("<code>")
                    .map(|part| part.split_once("</code>").map_or(part, |(_, after)| after));
                text.push_str(&summary.collect::<Vec<_>>().join(" ").replace("&#35;", "#"));
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => found.push("a link".to_owned()),
            Event::End(TagEnd::Link | TagEnd::Image) => {}
            _ => text.push('\u{0}'),
        }
    }
    for sign in ["http", "www.", "@o", "@e", "#1", "#3", "GH-2", "0123abcd", ":tada:"] {
        found.extend(text.contains(sign).then(|| sign.to_owned()));
    }
    found
}

fn texts(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

#[test]
fn no_command_prints_log_or_terminal_commands() {
    let repository = hostile();
    let page = repository.ttm(&["render", "--format", "html", NAME]);
    repository.write("page.html", std::str::from_utf8(&page.stdout).unwrap());
    repository.write("lines.yaml", &format!("code: TTM4221-006v1\n{BLOCKS}"));
    let mut found = Vec::new();
    for (arguments, data) in rows() {
        for lang in ["en", "zh-TW"] {
            let summary = repository.file("summary.md");
            let all = [&["--lang", lang], &arguments[..]].concat();
            let output = repository.ttm_with(&all, &[("GITHUB_STEP_SUMMARY", summary.to_str().unwrap())]);
            assert_ne!(output.status.code(), Some(101), "{all:?}: {output:?}");
            let (out, err) = texts(&output);
            let github = arguments.contains(&"github");
            for said in [acts(&out, github, data), acts(&err, false, false)] {
                found.extend(said.into_iter().map(|said| format!("{arguments:?}: {said}")));
            }
            if arguments.contains(&"md") {
                found.extend(alive(&out).into_iter().map(|sign| format!("{arguments:?}: alive: {sign}")));
            }
            if let Ok(summary) = fs::read_to_string(&summary) {
                found.extend(acts(&summary, false, false).into_iter().map(|said| format!("summary: {said}")));
                found.extend(alive(&summary).into_iter().map(|sign| format!("summary: alive: {sign}")));
                fs::remove_file(repository.file("summary.md")).unwrap();
            }
        }
    }
    assert!(found.is_empty(), "{} places:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_report_in_a_file_has_what_standard_output_has() {
    let repository = hostile();
    for (arguments, file) in [
        (&["render", NAME][..], "a.txt"),
        (&["render", "--format", "md", NAME], "a.md"),
        (&["render", "--format", "html", NAME], "a.html"),
        (&["diff", "old.yaml", "new.yaml"], "b.txt"),
        (&["diff", "--format", "md", "old.yaml", "new.yaml"], "b.md"),
    ] {
        let shown = repository.ttm(arguments);
        repository.ttm(&[arguments, &["-o", file]].concat());
        assert_eq!(repository.read(file), texts(&shown).0, "{arguments:?}");
        assert_eq!(acts(&repository.read(file), false, false), Vec::<String>::new());
    }
}

#[test]
fn machine_formats_are_read_back_unchanged() {
    let repository = hostile();
    let out = |arguments: &[&str]| texts(&repository.ttm(arguments)).0;
    let json: serde_json::Value =
        serde_json::from_str(&out(&["render", "--format", "json", "old.yaml"])).unwrap();
    assert_eq!(json["description"], HOSTILE);
    let json: serde_json::Value =
        serde_json::from_str(&out(&["validate", "--format", "json", NAME, "new.yaml"])).unwrap();
    assert!(json["diagnostics"].as_array().unwrap().iter().any(|found| found["path"] == NAME));
    let html = out(&["render", "--format", "html", "old.yaml"]);
    let html = scraper::Html::parse_document(&html);
    let text: String = html.root_element().text().collect();
    assert!(text.contains("::error::甲 ##[group]乙"), "{text}");
    let junit = out(&["validate", "--format", "junit", "--notes", "old.yaml"]);
    let xml = roxmltree::Document::parse(&junit).unwrap();
    let said = xml.descendants().filter_map(|node| node.attribute("name")).collect::<String>();
    assert!(said.contains("##[group]"), "{said}");
    repository.write("page.html", &out(&["render", "--format", "html", "old.yaml"]));
    let yaml: serde_norway::Value =
        serde_norway::from_str(&out(&["import", "page.html", "-o", "-"])).unwrap();
    let supplements = yaml["notes"]["supplements"].as_sequence().unwrap();
    assert!(
        supplements.iter().any(|text| text.as_str().unwrap().starts_with("::error::甲 ##[group]乙")),
        "{yaml:?}"
    );
    let draft: serde_norway::Value = serde_norway::from_str(&out(&["new", "--name", HOSTILE])).unwrap();
    assert_eq!(draft["name"]["occupation"], HOSTILE);
}

#[test]
fn texts_are_read_back_from_markdown() {
    let repository = hostile();
    let markdown = texts(&repository.ttm(&["render", "--format", "md", NAME])).0;
    let parser = Parser::new_ext(&markdown, Options::ENABLE_TABLES);
    let mut cells = vec![String::new()];
    for event in parser {
        match event {
            Event::Text(part) | Event::Code(part) => cells.last_mut().unwrap().push_str(&part),
            Event::InlineHtml(part) if &*part == "<br>" => cells.push(String::new()),
            Event::Start(Tag::TableCell | Tag::Item) => cells.push(String::new()),
            _ => {}
        }
    }
    assert!(cells.iter().filter(|cell| cell.contains(ALIVE)).count() >= 6, "{cells:#?}");
}

#[test]
fn findings_with_a_fix_say_so_in_every_format() {
    let repository = Repository::new();
    repository.write("a.yaml", "name: {occupation: 甲 乙}\n");
    for format in ["text", "json", "sarif", "github", "junit"] {
        let out = texts(&repository.ttm(&["validate", "--format", format, "a.yaml"])).0;
        let json = serde_json::from_str::<serde_json::Value>(&out).unwrap_or_default();
        let said = match format {
            "json" => json["diagnostics"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(|one| one["help"]["en"].as_str())
                .collect(),
            _ => out,
        };
        assert!(said.contains("take the space out"), "{format}: {said}");
    }
}

#[test]
fn a_text_with_log_commands_goes_only_to_a_file() {
    let repository = Repository::new();
    repository.write("a.yaml", &format!("code: TTM4221-006v1\n{BLOCKS}"));
    let output = repository.ttm(&["new", "--revises", "a.yaml"]);
    assert_eq!((output.status.code(), texts(&output).0.as_str()), (Some(2), ""));
    assert!(texts(&output).1.contains("write to a file with -o"), "{output:?}");
    assert!(repository.ttm(&["new", "--revises", "a.yaml", "-o", "b.yaml"]).status.success());
    let draft = repository.read("b.yaml");
    assert_eq!(draft, format!("revises: TTM4221-006v1\n{BLOCKS}"));
}

#[test]
fn backticks_are_reported() {
    let repository = Repository::new();
    repository.write("a.yaml", "name: `甲`\n");
    let (out, _) = texts(&repository.ttm(&["validate", "a.yaml"]));
    assert!(out.contains("a backtick cannot begin a text"), "{out}");
}

#[test]
fn the_programs_own_texts_are_not_escaped() {
    let folder = Repository::new();
    for shell in clap_complete::Shell::value_variants() {
        let script = ttm::cli::commands::completions::script(*shell, Lang::En);
        let (out, _) = texts(&folder.ttm(&["completions", &shell.to_string()]));
        assert!(out.as_bytes() == script, "{shell}");
    }
    assert_eq!(texts(&folder.ttm(&["schema"])).0, ttm::format::schema::schema());
}
