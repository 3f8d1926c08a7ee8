//! The formats for machines, each read back by a reader that shares nothing with the writer.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use tempfile::TempDir;
use ttm::check::check;
use ttm::diagnostic::{Diagnostic, Fix};
use ttm::files::inputs;
use ttm::files::source::{FileId, Place, Source, Span};
use ttm::report::{ReportFormat, github, stream, text};
use ttm::rules::RULES;
use ttm::text::bilingual::{Bilingual, Lang};

use crate::render::hostile::quoted;

const FORMATS: [&str; 6] = ["text", "json", "jsonl", "sarif", "github", "junit"];

/// All that is found is shown.
fn everything(lang: Lang) -> text::Options {
    text::Options { lang, notes: true, all: true, width: None }
}

/// A report without its colours, and its summary.
fn report(
    form: ReportFormat,
    options: text::Options,
    strict: bool,
    found: &[Diagnostic],
    sources: &[Source],
) -> (String, String) {
    let mut out = Vec::new();
    let summary = stream::write(&mut out, form, options, strict, found, sources).unwrap();
    let out = String::from_utf8(out).unwrap();
    let out = if form == ReportFormat::Text { anstream::adapter::strip_str(&out).to_string() } else { out };
    (out, summary(github::SUMMARY_LIMIT))
}

fn ttm(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(arguments).env_remove("GITHUB_STEP_SUMMARY").env("LC_ALL", "C");
    command
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Every bad case of every rule.
fn bad_cases() -> Vec<Source> {
    let mut paths = Vec::new();
    collect(Path::new("tests/cases"), &mut paths);
    paths.sort();
    let bad =
        |path: &PathBuf| path.components().any(|part| part.as_os_str().to_string_lossy().starts_with("bad"));
    paths.into_iter().filter(bad).map(|path| Source::read(&path)).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, paths) } else { paths.push(path) }
    }
}

fn in_sarif(found: &[Diagnostic], sources: &[Source]) -> Value {
    serde_json::from_str(&report(ReportFormat::Sarif, everything(Lang::En), false, found, sources).0).unwrap()
}

/// A line of a workflow's log as GitHub's runner reads it: command, properties, data.
type Annotation = (String, BTreeMap<String, String>, String);

fn annotation(line: &str) -> Option<Annotation> {
    let (head, data) = line.trim_start().strip_prefix("::")?.split_once("::")?;
    let (command, properties) = head.split_once(' ').unwrap_or((head, ""));
    let unescape = |text: &str| {
        let text = text.replace("%0D", "\r").replace("%0A", "\n");
        text.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    };
    let pair = |pair: &str| pair.split_once('=').map(|(key, value)| (key.to_owned(), unescape(value)));
    let properties = properties.split(',').filter_map(pair).collect();
    Some((command.to_owned(), properties, unescape(data)))
}

fn annotations(log: &str) -> Vec<Annotation> {
    log.lines().filter_map(annotation).collect()
}

#[test]
fn every_sarif_result_has_its_place_and_its_rule() {
    let sources = bad_cases();
    let found = check(&sources);
    let log = in_sarif(&found, &sources);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len());
    for (described, rule) in rules.iter().zip(RULES) {
        assert_eq!(described["id"], rule.name);
        assert_eq!(described["shortDescription"]["text"], *rule.summary.en);
        assert_eq!(described["defaultConfiguration"]["level"], rule.severity.name());
        assert!(described["help"]["markdown"].as_str().unwrap().contains("```yaml"));
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), found.len());
    let mut seen = BTreeSet::new();
    for (result, found) in results.iter().zip(&found) {
        seen.insert(found.rule);
        assert_eq!(result["ruleId"], found.rule);
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], found.rule);
        assert_eq!(result["level"], found.severity.name());
        assert_eq!(result["properties"]["message"]["zh-TW"], *found.message.zh);
        let place = &result["locations"][0]["physicalLocation"];
        let source = &sources[found.primary.place.file.index()];
        assert_eq!(path(&place["artifactLocation"]), source.path);
        assert_eq!(cut(source, &place["region"]), &source.text[found.primary.place.span.range()]);
        for (related, label) in
            result["relatedLocations"].as_array().into_iter().flatten().zip(&found.related)
        {
            let source = &sources[label.place.file.index()];
            assert_eq!(path(&related["physicalLocation"]["artifactLocation"]), source.path);
            let region = &related["physicalLocation"]["region"];
            assert_eq!(cut(source, region), &source.text[label.place.span.range()]);
        }
    }
    // Reviews are overdue only as of a day that is named, and the cases of all rules taken together are no family.
    let elsewhere = ["overdue-review", "family-name"];
    let unseen = RULES.iter().map(|rule| rule.name).filter(|name| !elsewhere.contains(name));
    let unseen: Vec<_> = unseen.filter(|name| !seen.contains(name)).collect();
    assert!(unseen.is_empty(), "no case breaks {unseen:?}");
}

/// The path that an address was made of.
fn path(artifact: &Value) -> String {
    let mut parts = artifact["uri"].as_str().unwrap().split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(&part.as_bytes()[2..]);
    }
    String::from_utf8(bytes).unwrap()
}

/// The characters of a region: lines and columns from 1, in characters, the end behind the last.
fn cut<'s>(source: &'s Source, region: &Value) -> &'s str {
    let offset = |line: &str, column: &str| {
        let number = |name: &str| usize::try_from(region[name].as_u64().unwrap()).unwrap();
        assert!(number(line) > 0 && number(column) > 0);
        let start: usize = source.text.split_inclusive('\n').take(number(line) - 1).map(str::len).sum();
        let mut columns = source.text[start..].char_indices().map(|(at, _)| start + at);
        columns.nth(number(column) - 1).unwrap_or(source.text.len())
    };
    &source.text[offset("startLine", "startColumn")..offset("endLine", "endColumn")]
}

#[test]
fn fingerprints_survive_moved_lines_and_distinguish_equal_findings() {
    let prints = |text: &str| -> Vec<String> {
        let sources = [Source::in_memory("a.yaml", text)];
        let log = in_sarif(&check(&sources), &sources);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let print =
            |result: &Value| result["partialFingerprints"]["ttmFinding/v1"].as_str().unwrap().to_owned();
        results.iter().map(print).collect()
    };
    let text = "name: {occupation: 甲}\nlevle: 3\nknowledge:\n- K01: 甲\n- K01: 甲\n- K01: 甲\nduties: {}\n";
    let before = prints(text);
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), before.len(), "{before:?}");
    assert_eq!(prints(&format!("# a line more\n\n{text}")), before);
    let repaired = prints(&text.replace("levle", "level"));
    assert_eq!(repaired.len() + 1, before.len());
    assert!(repaired.iter().all(|print| before.contains(print)));
}

#[test]
fn sarif_fixes_replace_what_they_say() {
    let sources = [Source::in_memory("職 能.yaml", "name: 甲\u{200b}乙,丙\nnote: 😀<p>丁</p>\n")];
    let place = |from: &str| {
        let start = sources[0].text.find(from).unwrap();
        Place { file: FileId::default(), span: Span::new(start, start + from.len()) }
    };
    let edits = vec![(place("\u{200b}").span, String::new()), (place(",").span, "，".into())];
    let fix = Fix { words: Bilingual::fixed("mend {it}", "改正"), edits };
    let found = [Diagnostic::new(RULES[0], place("甲\u{200b}"), Bilingual::fixed("x", "x")).fix(fix)];
    let log = in_sarif(&found, &sources);
    let fix = &log["runs"][0]["results"][0]["fixes"][0];
    assert_eq!(fix["description"]["text"], "mend {{it}}");
    let change = &fix["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "%E8%81%B7%20%E8%83%BD.yaml");
    let replacements = change["replacements"].as_array().unwrap();
    assert_eq!(replacements.len(), 2);
    assert_eq!(cut(&sources[0], &replacements[0]["deletedRegion"]), "\u{200b}");
    assert!(replacements[0].get("insertedContent").is_none());
    assert_eq!(cut(&sources[0], &replacements[1]["deletedRegion"]), ",");
    assert_eq!(replacements[1]["insertedContent"]["text"], "，");
}

#[test]
fn the_exit_code_never_depends_on_the_format() {
    let folder = TempDir::new().unwrap();
    let broken = folder.path().join("broken.yaml");
    fs::write(&broken, "levle: 3\n").unwrap();
    let broken = broken.to_str().unwrap();
    let code = |arguments: &[&str]| ttm(arguments).output().unwrap().status.code().unwrap();
    for format in FORMATS {
        let with = |arguments: &[&str]| code(&[&["validate", "--format", format], arguments].concat());
        assert_eq!(with(&[]), 0, "{format}");
        assert_eq!(with(&["--notes"]), 0, "{format}");
        assert_eq!(with(&["--strict"]), 1, "{format}");
        assert_eq!(with(&[broken]), 1, "{format}");
        assert_eq!(with(&["--quiet", broken]), 1, "{format}");
        assert_eq!(with(&["missing.yaml"]), 2, "{format}");
    }
}

#[test]
fn machine_formats_include_every_finding() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("many.yaml");
    let wrong: String = (0..25).map(|at| format!("wrong{at}: x\n")).collect();
    fs::write(&path, format!("code: TTM4221-004v2\n{wrong}")).unwrap();
    let path = path.to_str().unwrap();
    let report = |format| out(&ttm(&["validate", "--format", format, path]).output().unwrap());
    let json: Value = serde_json::from_str(&report("json")).unwrap();
    let all = json["diagnostics"].as_array().unwrap().len();
    assert!(all > 25);
    let log: Value = serde_json::from_str(&report("sarif")).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), all);
    let log = report("github");
    assert_eq!(annotations(&log).len(), all);
    assert!(log.trim_end().ends_with(" in 1 file"), "{log}");
    let xml = report("junit");
    let xml = roxmltree::Document::parse(&xml).unwrap();
    assert_eq!(xml.descendants().filter(|node| node.has_tag_name("testcase")).count(), all);
}

#[test]
fn one_run_in_every_format() {
    let bad = fs::read_to_string("tests/cases/duplicate-name/bad.yaml").unwrap();
    let code = "code: TTM4221-004v2\n";
    let clean = fs::read_to_string("tests/cases/duplicate-name/good.yaml").unwrap().replacen(code, "", 1);
    let sources = [
        Source::in_memory("draft.yaml", clean),
        Source::in_memory("standards/TTM4221-004v2.yaml", bad),
        Source::in_memory("壞.yaml", "levle: 3\n"),
    ];
    let found = check(&sources);
    let mut all = String::new();
    for lang in [Lang::En, Lang::ZhTw] {
        let (log, summary) = report(ReportFormat::Github, everything(lang), false, &found, &sources);
        let (xml, _) = report(ReportFormat::Junit, everything(lang), lang == Lang::ZhTw, &found, &sources);
        let (sarif, _) = report(ReportFormat::Sarif, everything(lang), false, &found[..1], &sources);
        let mut sarif: Value = serde_json::from_str(&sarif).unwrap();
        sarif["runs"][0]["tool"]["driver"]["version"] = "[version]".into();
        sarif["runs"][0]["tool"]["driver"]["semanticVersion"] = "[version]".into();
        sarif["runs"][0]["tool"]["driver"]["rules"].as_array_mut().unwrap().truncate(1);
        sarif["runs"][0]["results"][0]["ruleIndex"] = "[index]".into();
        let sarif = serde_json::to_string_pretty(&sarif).unwrap();
        all += &format!("github:\n{log}\nsummary:\n{summary}\njunit:\n{xml}\nsarif:\n{sarif}\n\n");
    }
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots/formats"}, {
        insta::assert_snapshot!("one-run", all);
    });
}

#[test]
fn reports_from_memory_equal_those_of_validate() {
    let folders = ["standards", "tests/cases"];
    let sources = inputs::read(&folders.map(PathBuf::from), std::io::empty()).unwrap();
    let found = check(&sources);
    let folder = TempDir::new().unwrap();
    for (lang, name, notes) in [(Lang::En, "en", true), (Lang::ZhTw, "zh-TW", false)] {
        let options = text::Options { all: false, notes, ..everything(lang) };
        for (form, format) in ReportFormat::ALL.into_iter().zip(FORMATS) {
            let path = folder.path().join(format!("{format}-{name}.md"));
            let mut command = ttm(&["validate", "--no-config", "--lang", name, "--format", format]);
            command.args(folders).env("GITHUB_STEP_SUMMARY", &path);
            // Strict is JUnit's alone to show.
            command.args(if notes { &["--notes", "--strict"][..] } else { &[] });
            let (whole, summary) = report(form, options, notes, &found, &sources);
            assert!(out(&command.output().unwrap()) == whole, "{format} in {name}");
            assert!(form != ReportFormat::Github || fs::read_to_string(path).unwrap() == summary, "{name}");
        }
    }
}

#[test]
fn junit_fails_when_the_run_fails() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("TTM4221-004v2.yaml");
    fs::copy("standards/TTM4221-004v2.yaml", &file).unwrap();
    fs::write(folder.path().join("broken.yaml"), "levle: 3\n").unwrap();
    let failures = |arguments: &[&str]| {
        let all = [&["validate", "--format", "junit"], arguments].concat();
        let xml = out(&ttm(&all).output().unwrap());
        let xml = roxmltree::Document::parse(&xml).unwrap();
        let root = xml.root_element();
        let count = |node: roxmltree::Node<'_, '_>, name: &str| {
            node.descendants().filter(|node| node.has_tag_name(name)).count().to_string()
        };
        for suite in root.children().filter(roxmltree::Node::is_element).chain([root]) {
            assert_eq!(suite.attribute("tests"), Some(&*count(suite, "testcase")));
            assert_eq!(suite.attribute("failures"), Some(&*count(suite, "failure")));
            assert_ne!(suite.attribute("tests"), Some("0"), "something is green");
        }
        count(root, "failure")
    };
    let file = file.to_str().unwrap();
    assert_eq!(failures(&[file]), "0");
    assert_eq!(failures(&["--notes", file]), "0");
    assert_eq!(failures(&["--strict", "--notes", file]), "2");
    assert_ne!(failures(&[folder.path().to_str().unwrap()]), "0");
}

/// The cells of all tables of a Markdown text, and its headings.
fn read_summary(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut cells, mut headings) = (Vec::new(), Vec::new());
    let mut current: Option<String> = None;
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Start(Tag::TableCell | Tag::Heading { .. }) => current = Some(String::new()),
            Event::End(pulldown_cmark::TagEnd::TableCell) => cells.extend(current.take()),
            Event::End(pulldown_cmark::TagEnd::Heading(_)) => headings.extend(current.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(current) = &mut current {
                    current.push_str(&text);
                }
            }
            Event::InlineHtml(tag) => {
                assert!(["<br>", "<span>", "</span>"].contains(&&*tag), "{tag}");
                if &*tag == "<br>" {
                    current.as_mut().unwrap().push('\n');
                }
            }
            Event::Html(html) => panic!("{html}"),
            Event::Start(tag) => assert!(!matches!(tag, Tag::Link { .. } | Tag::Image { .. }), "{tag:?}"),
            _ => {}
        }
    }
    (cells, headings)
}

#[test]
fn the_github_summary_is_appended_and_its_errors_are_ignored() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("summary.md");
    fs::write(&path, "before\n").unwrap();
    let run = |format: &str, path: &Path| {
        ttm(&["validate", "--format", format]).env("GITHUB_STEP_SUMMARY", path).output().unwrap()
    };
    let _ = run("text", &path);
    assert_eq!(fs::read_to_string(&path).unwrap(), "before\n");
    assert!(run("github", &path).status.success());
    let summary = fs::read_to_string(&path).unwrap();
    let (cells, headings) = read_summary(summary.strip_prefix("before\n").unwrap());
    assert_eq!(headings[1..], ["standards/TTM4221-004v2.yaml"]);
    assert!(headings[0].starts_with("ttm: 0 errors, 2 warnings"), "{headings:?}");
    assert_eq!(cells.len(), 3 * 4, "{cells:?}");
    assert!(cells[7].starts_with("商業套裝軟體 stands under K04 and K16\nstandards/TTM4221-004v2.yaml:"));
    let output = run("github", folder.path());
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("warning: the summary "));
    let quiet = ttm(&["validate", "--format", "github", "--quiet"])
        .env("GITHUB_STEP_SUMMARY", &path)
        .output()
        .unwrap();
    assert!(quiet.stdout.is_empty());
    assert_eq!(fs::read_to_string(&path).unwrap(), summary);
}

#[test]
fn the_github_summary_stays_within_its_limit() {
    let files: Vec<Source> = (0..12)
        .map(|file| {
            let keys: String = (0..900).map(|at| format!("wrong{at}: x\n")).collect();
            Source::in_memory(&format!("{file}.yaml"), format!("code: TTM4221-004v2\n{keys}"))
        })
        .collect();
    let found = check(&files);
    for limit in [github::SUMMARY_LIMIT, 100_000, 2_000, 600, 20, 0] {
        let (out, options) = (&mut std::io::sink(), everything(Lang::ZhTw));
        let summary =
            stream::write(out, ReportFormat::Github, options, false, &found, &files).unwrap()(limit);
        assert!(summary.len() <= limit, "{} of {limit}", summary.len());
        if limit > 600 {
            let (cells, _) = read_summary(&summary);
            let tables = cells.iter().filter(|cell| **cell == "位置").count();
            let left = found.len() - (cells.len() / 4 - tables);
            assert!(limit == github::SUMMARY_LIMIT || left > 0);
            assert_eq!(summary.contains(&format!("還有 {left} 項檢查結果放不下")), left > 0);
        }
    }
}

/// What would act in one format or another if it got through.
const HOSTILE: [&str; 15] = [
    "::error::first",
    "a\n::error::injected",
    "a\r\n::add-mask::b",
    "50%0A%0D%3A%25,x",
    "\u{1b}[31mred\u{1b}[0m\u{9b}1m\u{7}",
    "a]]>b<!--c-->",
    "\"quoted\" 'x' \\\" `code` ``x``",
    "a | b || c",
    "<script>alert(1)</script><img src=x onerror=y>",
    "&lt;&#60;&amp;",
    "[link](https://example.org) ![x](y)",
    "{0} {{1}} {x}",
    "left\u{202e}thgir\u{2066}\u{200b}\u{feff}",
    "\u{0}\u{1}\u{fffe}\u{ffff}\u{7f}",
    "# x\n- y\n***",
];

#[test]
fn hostile_texts_are_escaped_in_every_format() {
    for hostile in HOSTILE {
        let quoted = quoted(hostile);
        let yaml = format!(
            "code: {quoted}\nname: {{occupation: {quoted}}}\nlevel: {quoted}\n{quoted}: {quoted}\n\
             knowledge: {{{quoted}: {quoted}, K01: {quoted}, K02: {quoted}}}\nduties: {{{quoted}: {{name: {quoted}}}}}\n"
        );
        let paths = [format!("{hostile}.yaml"), "甲.yaml".to_owned()];
        let sources = paths.clone().map(|path| Source::in_memory(&path, yaml.clone()));
        let found = check(&sources);
        assert!(found.len() > 5, "{hostile:?}");
        for lang in [Lang::En, Lang::ZhTw] {
            let [(drawn, _), (json, _), (_, _), (sarif, _), (log, summary), (xml, _)] =
                ReportFormat::ALL.map(|form| report(form, everything(lang), false, &found, &sources));
            let acts = |c: char| c.is_control() && c != '\n' || ('\u{2028}'..='\u{202e}').contains(&c);
            for report in [&log, &xml, &sarif, &summary, &drawn] {
                assert_eq!(report.chars().find(|c| acts(*c)), None, "{report}");
            }
            for report in [&drawn, &json, &xml, &sarif] {
                assert_eq!(annotations(report), [], "a command in a log");
            }
            let json: Value = serde_json::from_str(&json).unwrap();
            for (shown, found) in json["diagnostics"].as_array().unwrap().iter().zip(&found) {
                assert_eq!(shown["message"]["en"], *found.message.en);
                assert_eq!(shown["path"], sources[found.primary.place.file.index()].path);
            }

            let read = annotations(&log);
            // The last line is the counts.
            assert_eq!(log.lines().count(), found.len() + 1, "{log}");
            assert_eq!(read.len(), found.len(), "{log}");
            for ((command, properties, data), found) in read.iter().zip(&found) {
                assert!(["error", "warning", "notice"].contains(&&**command), "{log}");
                let keys: Vec<&str> = properties.keys().map(String::as_str).collect();
                assert!(
                    keys == ["col", "endColumn", "endLine", "file", "line", "title"]
                        || keys == ["endLine", "file", "line", "title"],
                    "{keys:?}"
                );
                assert_eq!(properties["title"], found.rule);
                let path = &sources[found.primary.place.file.index()].path;
                assert_eq!(properties["file"].contains('\n'), path.contains('\n'));
                assert!(data.lines().count() <= 2 + found.related.len(), "{data}");
            }

            let xml = roxmltree::Document::parse(&xml).unwrap();
            let mut elements: Vec<&str> = xml.descendants().map(|node| node.tag_name().name()).collect();
            elements.sort_unstable();
            elements.dedup();
            let known = ["", "failure", "system-out", "testcase", "testsuite", "testsuites"];
            assert!(elements.iter().all(|name| known.contains(name)), "{elements:?}");
            let cases = xml.descendants().filter(|node| node.has_tag_name("testcase")).count();
            assert_eq!(cases, found.len());

            let sarif: Value = serde_json::from_str(&sarif).unwrap();
            for (result, found) in sarif["runs"][0]["results"].as_array().unwrap().iter().zip(&found) {
                assert_eq!(result["properties"]["message"]["en"], *found.message.en);
                let shown = result["message"]["text"].as_str().unwrap();
                assert!(!shown.replace("{{", "").contains('{'), "{shown}");
                assert!(!shown.contains("k](") && !shown.contains("x]("), "{shown}");
                let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str();
                assert!(uri.unwrap().bytes().all(|byte| byte.is_ascii_graphic()), "{uri:?}");
            }

            let (cells, headings) = read_summary(&summary);
            assert_eq!(headings.len(), 3, "{headings:?}");
            assert_eq!(cells.len(), 4 * (found.len() + 2), "{cells:?}");
        }
    }
}
