//! What a repository decides about its findings: `ttm.toml`, comments in the files, baselines.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use ttm::yaml;

/// A standard with one warning, `unused-code` at K02, and one note, `missing-output`.
const STANDARD: &str = "\
code: TTM4221-004v2
name:
  occupation: 獎勵旅遊業業務人員
classification:
  job-category:
    - code: TTM
      name: 休閒與觀光旅遊 / 旅遊管理
  occupation:
    - code: \"4221\"
      name: 旅遊諮詢及有關事務人員
  industry:
    - code: N7900
      name: 支援服務業 / 旅行及其他相關服務業
description: 與客戶保持良好關係。
level: 3
knowledge:
  K01: 國際商務禮儀
  K02: 各國文化特色
skills:
  S01: 顧客導向
attitudes:
  A01: 壓力容忍
duties:
  T1:
    name: 業務拓展
    knowledge: [K01]
    skills: [S01]
    tasks:
      T1.1:
        name: 維護客戶關係
        level: 3
        indicators:
          P1.1.1: 陪同主管定期拜訪客戶，維持客戶關係。
notes:
  qualifications:
    - 學歷要求：大專以上。
";

const NAME: &str = "TTM4221-004v2.yaml";

/// A folder with these files; what is in them comes after their paths.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        write(&folder, path, text);
    }
    folder
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn ttm(within: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command
        .args(arguments)
        .current_dir(within)
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .env("LANG", "C")
        .stdin(Stdio::null());
    command
}

fn run(within: &Path, arguments: &[&str]) -> Output {
    ttm(within, arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8([&output.stdout[..], &output.stderr[..]].concat()).unwrap()
}

/// The findings of a run, as `severity rule path:line`, and its exit code.
fn findings(within: &Path, arguments: &[&str]) -> (Vec<String>, i32) {
    let output = run(within, &[&["validate", "--format", "json", "--notes"], arguments].concat());
    let report: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", said(&output)));
    let text = |found: &Value, key: &str| found[key].as_str().unwrap().to_owned();
    let found = report["diagnostics"].as_array().unwrap().iter().map(|found| {
        let (severity, rule, path) = (text(found, "severity"), text(found, "rule"), text(found, "path"));
        format!("{severity} {rule} {path}:{}", found["line"])
    });
    (found.collect(), output.status.code().unwrap())
}

/// The severities and rules alone.
fn rules(within: &Path, arguments: &[&str]) -> Vec<String> {
    let (found, _) = findings(within, arguments);
    found.iter().map(|found| found.rsplit_once(' ').unwrap().0.to_owned()).collect()
}

#[test]
fn severities_come_from_the_nearest_configuration_above() {
    let folder = folder(&[
        ("ttm.toml", "[rules]\nunused-code = \"error\"\nmissing-output = \"off\"\n"),
        (&format!("a/b/{NAME}"), STANDARD),
        ("c/ttm.toml", ""),
        (&format!("c/{NAME}"), STANDARD),
        ("other.toml", "[rules]\nunused-code = \"note\"\n"),
    ]);
    let at = folder.path();
    assert_eq!(findings(at, &["a"]), (vec![format!("error unused-code a/b/{NAME}:18")], 1));
    assert_eq!(rules(at, &["c"]), ["warning unused-code", "note missing-output"]);
    assert_eq!(rules(&at.join("a/b"), &[NAME]), ["error unused-code"]);
    assert_eq!(rules(&at.join("c"), &[&format!("../a/b/{NAME}")]), ["error unused-code"]);
    let both = ["warning unused-code", "note missing-output"];
    assert_eq!(rules(at, &["--no-config", "a"]), both);
    assert_eq!(rules(at, &["--config", "other.toml", "a"]), ["note unused-code", "note missing-output"]);
    assert_eq!(
        run(at, &["validate", "--config", "other.toml", "--strict", "-q", "a"]).status.code(),
        Some(0)
    );
    assert_eq!(run(at, &["validate", "--strict", "-q", "c"]).status.code(), Some(1));
    assert_eq!(run(at, &["validate", "--config", "missing.toml", "a"]).status.code(), Some(2));
    assert_eq!(run(at, &["validate", "--config", "other.toml", "--no-config"]).status.code(), Some(2));
    // Printing has no use for any of it.
    write(&folder, "ttm.toml", "[rule]\n");
    assert_eq!(run(at, &["render", "a"]).status.code(), Some(0));
    assert_eq!(run(at, &["validate", "a"]).status.code(), Some(2));
}

#[test]
fn standard_input_has_the_configuration_of_the_current_folder() {
    let folder = folder(&[
        (
            "ttm.toml",
            "[rules]\nunused-code = \"off\"\n[[overrides]]\npaths = [\"**\"]\nrules = {missing-output = \"off\"}\n",
        ),
        ("deep/in.yaml", STANDARD),
    ]);
    let input = fs::File::open(folder.path().join("deep/in.yaml")).unwrap();
    let arguments = ["validate", "--format", "json", "--notes", "-"];
    let output = ttm(&folder.path().join("deep"), &arguments).stdin(input).output().unwrap();
    let said = said(&output);
    assert!(said.contains("missing-output") && !said.contains("unused-code"), "{said}");
}

#[test]
fn overrides_apply_to_their_paths_and_the_last_wins() {
    let config = "\
[rules]
unused-code = \"error\"
missing-output = \"off\"

[[overrides]]
paths = [\"drafts\", \"**/*.old.yaml\"]
[overrides.rules]
unused-code = \"off\"

[[overrides]]
paths = [\"drafts/2026/**\"]
rules = { unused-code = \"note\", file-name = \"off\" }
";
    let folder = folder(&[
        ("ttm.toml", config),
        ("drafts/a.yaml", STANDARD),
        ("drafts/2026/b.yaml", STANDARD),
        ("x/drafts/c.yaml", STANDARD),
        ("y/TTM4221-004v2.old.yaml", STANDARD),
    ]);
    let of = |path: &str| rules(&folder.path().join(path), &["."]);
    assert_eq!(of("drafts/2026"), ["note unused-code"]);
    assert_eq!(of("x"), ["warning file-name", "error unused-code"]);
    assert_eq!(of("y"), ["warning file-name"]);
    assert_eq!(rules(folder.path(), &["drafts/a.yaml"]), ["warning file-name"]);
}

#[test]
fn families_can_be_declared() {
    let other = |code: &str, name: &str| {
        STANDARD.replace("TTM4221-004v2", code).replace("K02: 各國文化特色", &format!("K02: {name}"))
    };
    let folder = folder(&[
        ("a/TTM4221-004v2.yaml", STANDARD),
        ("a/TTM4222-001v2.yaml", &other("TTM4222-001v2", "各國文化持色")),
    ]);
    let found = || rules(folder.path(), &["."]).iter().filter(|found| found.contains("family")).count();
    assert_eq!(found(), 0);
    write(&folder, "ttm.toml", "[[families]]\npaths = [\"a\"]\n");
    assert_eq!(found(), 1);
    write(&folder, "ttm.toml", "[[families]]\npaths = [\"a/*4-*\"]\n[[families]]\npaths = [\"a\"]\n");
    assert_eq!(found(), 1);
    write(&folder, "ttm.toml", "[[families]]\npaths = [\"a/*-004*\"]\n[[families]]\npaths = [\"a\"]\n");
    assert_eq!(found(), 0);
}

#[test]
fn every_error_of_a_configuration_names_its_place() {
    let broken = "\
rule = 1
baseline = 3
[rules]
unused-cod = \"off\"
duplicate-name = \"warn\"
everything = \"off\"
yaml-syntax = \"off\"
code-gap = false
unreadable-file = \"error\"

[[overrides]]
paths = [\"drafts/[a\", \"../x\", \"{a\", 1]
rules = []
path = []

[[overrides]]

[[families]]
paths = []

[[families]]
folders = [\"a\"]
";
    let folder = folder(&[("ttm.toml", broken), (NAME, STANDARD)]);
    shown("everything", &folder, &["validate"]);
    write(&folder, "ttm.toml", "[rules]\nunused-code = off\n");
    shown("syntax", &folder, &["validate"]);
    write(&folder, "ttm.toml", "[rules]\nunused-code = \"off\"\nunused-code = \"note\"\n");
    shown("twice", &folder, &["validate"]);
    write(&folder, "ttm.toml", "baseline = \"known.toml\"\n");
    shown("missing-baseline", &folder, &["validate"]);
    fs::write(folder.path().join("ttm.toml"), b"# \xb4\xfa\n").unwrap();
    shown("big5", &folder, &["validate"]);
}

#[test]
fn every_error_of_a_baseline_names_its_place() {
    let broken = "\
version = 1
findings = [
  { path = \"a.yaml\", rule = \"unused-code\", text = \"K02\", message = 3 },
  { path = \"a.yaml\", rule = \"unused-code\", txt = \"K02\", message = \"\", count = -1 },
  \"a\",
]
";
    let folder = folder(&[("known.toml", broken), (NAME, STANDARD)]);
    let arguments = ["validate", "--baseline", "known.toml"];
    shown("baseline", &folder, &arguments);
    write(&folder, "known.toml", "version = 2\nthings = []\n");
    shown("baseline-version", &folder, &arguments);
    write(&folder, "known.toml", "");
    shown("baseline-empty", &folder, &arguments);
    write(&folder, "known.toml", "version = 1\nfindings = [\n");
    shown("baseline-syntax", &folder, &arguments);
    fs::remove_file(folder.path().join("known.toml")).unwrap();
    shown("baseline-missing", &folder, &arguments);
}

/// Keeps what a run that fails says, in both languages.
fn shown(name: &str, folder: &TempDir, arguments: &[&str]) {
    let said = |lang| {
        let output = run(folder.path(), &[arguments, &["--lang", lang]].concat());
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(output.stdout.is_empty(), "{name}");
        String::from_utf8(output.stderr).unwrap()
    };
    let both = format!("{}\n{}", said("en"), said("zh-TW"));
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots/config"}, {
        insta::assert_snapshot!(name, both);
    });
}

/// The findings but the note, of the standard with a change.
fn changed(from: &str, to: &str) -> Vec<String> {
    assert!(STANDARD.contains(from), "{from}");
    let text = STANDARD.replacen(from, to, 1);
    let folder = folder(&[(NAME, &text)]);
    let found = rules(folder.path(), &[NAME]);
    let crlf = text.replace('\n', "\r\n");
    write(&folder, NAME, &crlf);
    assert_eq!(rules(folder.path(), &[NAME]), found, "with the line ends of Windows");
    found.into_iter().filter(|found| found != "note missing-output").collect()
}

#[test]
fn a_comment_allows_on_its_line_or_the_next_or_in_the_file() {
    let line = "  K02: 各國文化特色\n";
    let with = |to: &str| changed(line, to);
    assert_eq!(with(line), ["warning unused-code"]);
    for allowed in [
        "  K02: 各國文化特色 # ttm: allow(unused-code)\n",
        "  # ttm: allow(unused-code)\n  K02: 各國文化特色\n",
        "# ttm: allow(unused-code)  a reason\n# and more of it\n  K02: 各國文化特色\n",
        "  K02: # ttm: allow(unused-code)\n    各國文化特色\n",
        "  K02: >- # ttm: allow(unused-code)\n    各國文化特色\n",
        "  K02: 各國文化特色\n# ttm: allow-file(unused-code)\n",
    ] {
        assert_eq!(with(allowed), Vec::<String>::new(), "{allowed}");
    }
    let unused = ["warning unused-allowance", "warning unused-code"];
    for not in [
        "  # ttm: allow(unused-code)\n\n  K02: 各國文化特色\n",
        "  K02: 各國文化特色\n  # ttm: allow(unused-code)\n",
        "  K02: 各國文化特色 # ttm: allow(code-gap)\n",
    ] {
        let mut found = with(not);
        found.sort();
        assert_eq!(found, unused, "{not}");
    }
    for text in [
        "  K02: '各國文化特色 # ttm: allow(unused-code)'\n",
        "  K02: |\n    各國文化特色\n    # ttm: allow(unused-code)\n",
        "  K02: 各國文化特色#ttm:allow(unused-code)\n",
        "  # ttn: allow(unused-code)\n  K02: 各國文化特色\n",
    ] {
        assert_eq!(with(text), ["warning unused-code"], "{text}");
    }
    // The line itself comes first: what it allows there does not reach the next.
    let two = "  K02: 各國文化特色  # ttm: allow(unused-code)\n  K03: 顧客關係管理\n";
    assert_eq!(with(two), ["warning unused-code"]);
    assert_eq!(
        changed("[K01]", "[K01, # ttm: allow(undefined-code)\n      K08,\n      K09]"),
        ["error undefined-code"]
    );
}

#[test]
fn allowances_of_disabled_rules_are_not_unused_and_allowed_findings_do_not_fail() {
    let text = STANDARD.replace("  K02:", "  # ttm: allow(unused-code)\n  K02:");
    let folder = folder(&[(NAME, &text), ("ttm.toml", "[rules]\nunused-code = \"error\"\n")]);
    assert_eq!(findings(folder.path(), &["."]).1, 0);
    write(&folder, "ttm.toml", "[rules]\nunused-code = \"off\"\nmissing-output = \"off\"\n");
    assert_eq!(rules(folder.path(), &["."]), ["warning unused-allowance"]);
    write(
        &folder,
        "ttm.toml",
        "[rules]\nunused-code = \"off\"\nunused-allowance = \"off\"\nmissing-output = \"off\"\n",
    );
    assert_eq!(rules(folder.path(), &["."]), Vec::<String>::new());
}

#[test]
fn a_baseline_hides_known_findings_that_moved() {
    let folder = folder(&[(&format!("a/{NAME}"), STANDARD)]);
    let at = folder.path();
    let output = run(at, &["validate", "--strict", "--write-baseline", "known.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("known.toml now lists 2 findings"), "{}", said(&output));
    let written = fs::read_to_string(at.join("known.toml")).unwrap();
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots/config"}, {
        insta::assert_snapshot!("written", &written);
    });
    let strict = ["validate", "--strict", "--baseline", "known.toml"];
    let output = run(at, &strict);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("known.toml hides 2 known findings\n"), "{}", said(&output));

    // Other lines, other line ends, another current folder: nothing is new.
    let moved = format!("# a comment\n\n{STANDARD}").replace('\n', "\r\n");
    write(&folder, &format!("a/{NAME}"), &moved);
    assert_eq!(run(at, &strict).status.code(), Some(0));
    let deeper = ["--baseline", "../known.toml", "."];
    assert_eq!(findings(&at.join("a"), &deeper), (vec![], 0));

    // A second finding of the same words is new, and so is one of others.
    let more = STANDARD.replace("  K02: 各國文化特色\n", "  K02: 各國文化特色\n  K03: 顧客關係管理\n");
    write(&folder, &format!("a/{NAME}"), &more);
    assert_eq!(rules(at, &["--baseline", "known.toml", "a"]), ["warning unused-code"]);
    assert_eq!(run(at, &strict).status.code(), Some(1));

    // What is mended can be dropped, also of a file that is gone; a file that was not checked is not judged.
    let mended = STANDARD.replace("[K01]", "[K01, K02]");
    write(&folder, &format!("a/{NAME}"), &mended);
    let text = said(&run(at, &strict));
    assert!(text.contains("hides 1 known finding; 1 more that it lists no longer occur"), "{text}");
    let zh = said(&run(at, &[&strict[..], &["--lang", "zh-TW"]].concat()));
    assert!(zh.contains("known.toml 隱藏了 1 個已知的問題；另有 1 個已不再出現"), "{zh}");
    write(&folder, "b/x.yaml", &STANDARD.replace("code: TTM4221-004v2", "code: TTM4221-005v2"));
    assert!(!said(&run(at, &[&strict[..], &["b"]].concat())).contains("known.toml"));
    fs::remove_dir_all(at.join("a")).unwrap();
    assert!(said(&run(at, &strict)).contains("hides 0 known findings; 2 more"));
    run(at, &["validate", "--write-baseline", "known.toml"]);
    let rewritten = fs::read_to_string(at.join("known.toml")).unwrap();
    assert!(rewritten.contains("b/x.yaml") && !rewritten.contains("a/"), "{rewritten}");
}

#[test]
fn a_configured_baseline_is_relative_to_the_configuration() {
    let folder = folder(&[
        ("ttm.toml", "baseline = \"known.toml\"\n"),
        (&format!("a/{NAME}"), STANDARD),
        ("c/ttm.toml", ""),
        (&format!("c/{NAME}"), STANDARD),
    ]);
    let at = folder.path();
    // It is written although it is not there yet.
    let output = run(&at.join("a"), &["validate", "--write-baseline", "../known.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(rules(&at.join("a"), &[]), Vec::<String>::new());
    assert_eq!(rules(at, &["--no-config", "a"]).len(), 2);
    // Only the files below it are held against it.
    assert_eq!(rules(at, &["c"]).len(), 2);
}

#[test]
fn a_baseline_never_hides_unreadable_files() {
    let folder = folder(&[("a.yaml", "a: [\n"), ("b.yaml", "levle: 3\n")]);
    let output = run(folder.path(), &["validate", "--write-baseline", "known.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("1 error, "), "{}", said(&output));
    assert_eq!(findings(folder.path(), &["--baseline", "known.toml"]).1, 1);
}

#[test]
fn hostile_texts_are_read_back_from_a_baseline_unchanged() {
    let harm = "x\\\"\\u001b[31m\\u202e\\n'''\\\\ ]] } # \\x7f";
    let text = STANDARD.replace("K02: 各國文化特色", &format!("\"K02{harm}\": \"{harm}\""));
    let folder = folder(&[(NAME, &text)]);
    let before = rules(folder.path(), &["."]);
    assert!(before.len() > 1);
    run(folder.path(), &["validate", "--write-baseline", "known.toml"]);
    let written = fs::read_to_string(folder.path().join("known.toml")).unwrap();
    assert!(!written.contains(['\u{1b}', '\u{202e}', '\u{7f}']));
    assert_eq!(findings(folder.path(), &["--baseline", "known.toml"]), (vec![], 0));
}

#[test]
fn collecting_comments_does_not_change_the_tree() {
    let mut texts: Vec<String> = vec![STANDARD.to_owned()];
    for rule in fs::read_dir("tests/cases").unwrap() {
        let cases = fs::read_dir(rule.unwrap().path()).unwrap().map(|case| case.unwrap().path());
        texts.extend(cases.filter_map(|case| fs::read_to_string(case).ok()));
    }
    texts.sort();
    let mut random = 1_u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below.max(1)
    };
    for text in &texts {
        for pieces in [0, 1, 4, 16] {
            let mut lines: Vec<String> = text.replace("ttm:", "tto:").lines().map(String::from).collect();
            for _ in 0..pieces {
                let at = next(lines.len());
                match next(5) {
                    0 => lines.insert(at, format!("{}# ttm: allow(x)", " ".repeat(next(8)))),
                    1 => lines[at].push_str(" # ttm: allow(x)"),
                    2 => lines[at].push_str("# ttm: allow(x)"),
                    3 => drop(lines.remove(at)),
                    _ => lines[at].push_str(["[", "'", ": ", " |", "\t", "}", "- "][next(7)]),
                }
                if lines.is_empty() {
                    break;
                }
            }
            let text = lines.join("\n") + "\n# ttm: the end\n";
            let without = text.replace("ttm:", "ttn:");
            let arena = yaml::Arena::new();
            let (asked, not) = (yaml::parse(&text, &arena), yaml::parse(&without, &arena));
            let tree = |parsed: &yaml::Parsed<'_>| format!("{:?}", parsed.root).replace("ttm", "ttn");
            assert!(asked.problems == not.problems && tree(&asked) == tree(&not), "{text}");
            assert!(not.remarks == yaml::Remarks { cuts: not.remarks.cuts.clone(), ..Default::default() });
        }
    }
}

#[test]
fn very_long_comments_are_read_in_linear_time() {
    let cases = [
        "  # ttm: allow(unused-code)\n".repeat(100_000),
        format!("  # ttm: allow({}unused-code)\n", "unused-code,".repeat(300_000)),
        "  # ttm: allow-file(unused-code)\n".repeat(100_000),
        format!("  # ttm: allow-file(unused-code) {}\n", "#".repeat(3_000_000)),
        format!("{}  # ttm: allow(unused-code)\n", "  # ttm: allow(code-gup)\n\n".repeat(100_000)),
    ];
    for many in cases {
        let more: String = (3..1_000).map(|at| format!("  K{at}: 各國文化{at}\n")).collect();
        let text = STANDARD.replace("  K02:", &format!("{more}{many}  K02:"));
        let folder = folder(&[(NAME, &text)]);
        let start = std::time::Instant::now();
        assert!(!rules(folder.path(), &[NAME]).contains(&"error yaml-syntax".to_owned()));
        assert!(start.elapsed() < std::time::Duration::from_secs(30), "{}", &many[..40]);
    }
}
