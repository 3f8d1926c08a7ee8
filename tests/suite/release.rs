//! Issuing: what of the text changes and what does not, which codes are taken, and what becomes of the files.

use std::fs;

use crate::repository::{Repository, said};

const V2: &str = "standards/TTM4221-004v2.yaml";
const V3: &str = "standards/TTM4221-004v3.yaml";

const ISSUE: [&str; 6] = ["--code", "TTM4221-004v3", "--date", "2026-03-01", "--note", "更新：第三版 # 1"];

fn release<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["release", file], &ISSUE[..], more].concat()
}

/// What `ttm validate --notes` reports, as rule and path.
fn findings(repository: &Repository) -> Vec<(String, String)> {
    let output = repository.ttm(&["validate", "--notes", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let found = report["diagnostics"].as_array().unwrap();
    found.iter().map(|found| (text(&found["rule"]), text(&found["path"]))).collect()
}

/// The text after issuing a standard that lies outside of any repository, or what was said.
fn issued(text: &str, code: &str, date: &str) -> Result<String, String> {
    let repository = Repository::new();
    repository.write("a.yaml", text);
    let output =
        repository.ttm(&["release", "a.yaml", "--code", code, "--date", date, "--note", "說明, 其一"]);
    match output.status.code() {
        Some(0) => {
            assert_eq!(repository.names("."), [".git".to_owned(), format!("{code}.yaml")]);
            Ok(repository.read(&format!("{code}.yaml")))
        }
        _ => {
            assert_eq!(repository.names("."), [".git", "a.yaml"]);
            assert_eq!(repository.read("a.yaml"), text);
            Err(said(&output))
        }
    }
}

#[test]
fn an_edited_standard_becomes_its_next_version() {
    let repository = Repository::with_standard();
    let before = findings(&repository);
    repository.edit(V2, "整理客戶特別需求", "蒐集客戶特別需求");
    let edited = repository.read(V2);
    let shown = repository.ttm(&release(V2, &["--diff"]));
    assert_eq!(shown.status.code(), Some(0), "{shown:?}");
    assert_eq!(repository.read(V2), edited);
    assert_eq!(
        String::from_utf8(shown.stdout).unwrap(),
        "--- standards/TTM4221-004v2.yaml\n+++ standards/TTM4221-004v3.yaml\n@@ -1,5 +1,5 @@\n # yaml-language-server: \
         $schema=standard.schema.json\n-code: TTM4221-004v2\n+code: TTM4221-004v3\n name:\n   occupation: \
         獎勵旅遊業業務人員\n classification:\n@@ -15,10 +15,17 @@\n description: \
         與客戶保持良好關係，並按照客戶需求提出符合所需的活動企劃案。在接到獎勵旅遊案後，隨同客戶完成任務。\n level: 3\n \
         history:\n+  - version: V3\n+    code: TTM4221-004v3\n+    name: 獎勵旅遊業業務人員\n+    status: current\n+    \
         date: 2026-03-01\n+    note: \"更新：第三版 # 1\"\n   - version: V2\n     code: TTM4221-004v2\n     name: \
         獎勵旅遊業業務人員\n-    status: current\n+    status: superseded\n+    superseded-by: TTM4221-004v3\n     date: \
         2021-01-14\n     note: 因應產業需求，檢視更新職能內涵。\n   - version: V1\n"
    );
    let output = repository.ttm(&release(V2, &[]));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(
        said(&output),
        "standards/TTM4221-004v3.yaml: issued as TTM4221-004v3\nstandards/TTM4221-004v2.yaml: removed\n"
    );
    assert_eq!(repository.names("standards"), ["TTM4221-004v3.yaml"]);
    let moved = |found: (String, String)| (found.0, V3.to_owned());
    assert_eq!(findings(&repository), before.into_iter().map(moved).collect::<Vec<_>>());
}

#[test]
fn the_version_before_is_kept_as_it_was_with_its_history_up_to_date() {
    let repository = Repository::with_standard();
    let before = findings(&repository);
    let issued = repository.read(V2);
    repository.edit(V2, "整理客戶特別需求", "蒐集客戶特別需求");
    let output = repository.ttm(&release(V2, &["--keep"]));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(repository.names("standards"), ["TTM4221-004v2.yaml", "TTM4221-004v3.yaml"]);
    let (kept, new) = (repository.read(V2), repository.read(V3));
    assert!(kept.contains("code: TTM4221-004v2\nname:") && kept.contains("整理客戶特別需求"), "{kept}");
    let history = |text: &str| {
        let start = text.find("history:").unwrap();
        text[start..text.find("knowledge:").unwrap()].to_owned()
    };
    assert_eq!(history(&kept), history(&new));
    let unchanged = |text: &str| text.replace(&history(text), "");
    assert_eq!(unchanged(&kept), unchanged(&issued));
    // Both files have what the one had, and no rule says more of the pair.
    let mut expected = before.clone();
    expected.extend(before.iter().map(|(rule, _)| (rule.clone(), V3.to_owned())));
    assert_eq!(findings(&repository), expected);
}

#[test]
fn a_revision_takes_the_place_of_what_it_revises() {
    for keep in [false, true] {
        let repository = Repository::with_standard();
        let draft = "standards/next.yaml";
        let begun = repository.ttm(&["new", "--revises", V2, "-o", draft]);
        assert_eq!(begun.status.code(), Some(0), "{begun:?}");
        repository.edit(draft, "整理客戶特別需求", "蒐集客戶特別需求");
        let output = repository.ttm(&release(draft, if keep { &["--keep"] } else { &[] }));
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let new = repository.read(V3);
        assert!(new.contains("\ncode: TTM4221-004v3\nname:") && !new.contains("revises"), "{new}");
        let names = repository.names("standards");
        if keep {
            assert_eq!(names, ["TTM4221-004v2.yaml", "TTM4221-004v3.yaml"]);
            assert!(repository.read(V2).contains("    superseded-by: TTM4221-004v3\n"));
        } else {
            assert_eq!(names, ["TTM4221-004v3.yaml"]);
        }
        let complaints =
            ["history-current", "stale-version", "duplicate-standard", "file-name", "family-name"];
        let found = findings(&repository);
        assert!(found.iter().all(|(rule, _)| !complaints.contains(&rule.as_str())), "{found:?}");
    }
}

#[test]
fn uncommitted_versions_are_not_replaced() {
    let repository = Repository::with_standard();
    let draft = "standards/next.yaml";
    repository.ttm(&["new", "--revises", V2, "-o", draft]);
    repository.edit(V2, "level: 3\nhistory", "level: 4\nhistory");
    let output = repository.ttm(&release(draft, &[]));
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("is not committed to git as it is"), "{}", said(&output));
    assert_eq!(repository.names("standards"), ["TTM4221-004v2.yaml", "next.yaml"]);
    let output = repository.ttm_with(&release(draft, &[]), &[("PATH", "/nowhere")]);
    assert!(said(&output).contains("is not committed to git as it is"), "{}", said(&output));
    assert_eq!(repository.names("standards"), ["TTM4221-004v2.yaml", "next.yaml"]);
    // A standard that was never committed has no version before that could be kept.
    let fresh = Repository::new();
    fresh.write(V2, &repository.read(V2));
    fresh.write("a", "");
    let output = fresh.ttm(&release(V2, &["--keep"]));
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("git has no revision HEAD"), "{}", said(&output));
    fresh.git(&["add", "a"]);
    fresh.git(&["commit", "--quiet", "--message=x"]);
    let output = fresh.ttm(&release(V2, &["--keep"]));
    assert!(said(&output).contains("the last commit has no TTM4221-004v2 in"), "{}", said(&output));
    assert_eq!(fresh.names("standards"), ["TTM4221-004v2.yaml"]);
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let repository = Repository::with_standard();
    repository.write(V3, "");
    let output = repository.ttm(&release(V2, &[]));
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("TTM4221-004v3.yaml is there already"), "{}", said(&output));
    assert_eq!(repository.read(V3), "");
}

#[test]
fn a_draft_gets_its_first_code_and_a_history() {
    let output = Repository::new().ttm(&["new", "--name", "業務人員"]);
    let draft = String::from_utf8(output.stdout).unwrap();
    let after = issued(&draft, "TTM4221-007v1", "2026-03-01").unwrap();
    let code = "code: TTM4221-007v1\n\n";
    let history = "history:\n  - version: V1\n    code: TTM4221-007v1\n    name: 業務人員\n    status: current\n    date: \
                   2026-03-01\n    note: 說明, 其一\n\n";
    let expected = draft.replacen("# 職能基準名稱：", &format!("{code}# 職能基準名稱："), 1).replacen(
        "# 知識、技能、態度：",
        &format!("{history}# 知識、技能、態度："),
        1,
    );
    assert_eq!(after, expected);
}

const DUTIES: &str = "duties: {T1: {name: 甲}}\n";

#[test]
fn layouts_are_kept_as_they_are() {
    let entry = |indent: &str| {
        format!(
            "{indent}- version: V1\n{indent}  code: TTM4221-007\n{indent}  name: a [b], c\n{indent}  status: \
             current\n{indent}  date: 2026-03-01\n{indent}  note: 說明, 其一\n"
        )
    };
    let flow = "{version: V1, code: TTM4221-007, name: \"a [b], c\", status: current, date: 2026-03-01, note: \"說明, \
                其一\"}";
    let name = "name: {occupation: 'a [b], c'}";
    let history = entry("  ");
    for (before, after) in [
        // No comment, no history.
        (format!("{name}\n{DUTIES}"), format!("code: TTM4221-007\n{name}\nhistory:\n{history}{DUTIES}")),
        // A line for the editor, comments that belong to what stands below them, an empty history.
        (
            format!("# yaml-language-server: x\n{name}  # 名稱\nhistory:  # 新的在前\n# 職責\n{DUTIES}"),
            format!(
                "# yaml-language-server: x\ncode: TTM4221-007\n{name}  # 名稱\nhistory:  # 新的在前\n{history}# \
                 職責\n{DUTIES}"
            ),
        ),
        (
            format!("\u{feff}---\n{name}\nhistory: []  # 無\n{DUTIES}"),
            format!("\u{feff}---\ncode: TTM4221-007\n{name}\nhistory:  # 無\n{history}{DUTIES}"),
        ),
        (
            format!("\u{feff}{name}\n# 職責\n{DUTIES}"),
            format!("\u{feff}code: TTM4221-007\n{name}\nhistory:\n{history}# 職責\n{DUTIES}"),
        ),
        // Indented as a whole.
        (
            format!("  {name}\n  {DUTIES}"),
            format!("  code: TTM4221-007\n  {name}\n  history:\n{}  {DUTIES}", entry("    ")),
        ),
        // In braces.
        (
            format!("{{{name}, {}}}\n", DUTIES.trim()),
            format!("{{code: TTM4221-007, {name}, history: [{flow}], {}}}\n", DUTIES.trim()),
        ),
    ] {
        assert_eq!(issued(&before, "TTM4221-007", "2026-03-01"), Ok(after.clone()));
        let (before, after) = (before.replace('\n', "\r\n"), after.replace('\n', "\r\n"));
        assert_eq!(issued(&before, "TTM4221-007", "2026-03-01"), Ok(after));
    }
}

#[test]
fn histories_of_every_layout_are_extended() {
    let head = |code: &str| format!("code: {code}\nname: {{occupation: 甲}}\n");
    let fields = |label: &str| {
        [
            format!("version: {label}"),
            "code: TTM4221-004v3".into(),
            "name: 甲".into(),
            "status: current".into(),
            "date: 2026-03-01".into(),
        ]
    };
    let block = |label: &str, start: &str, pad: &str| {
        format!("{start}{}\n{pad}note: 說明, 其一\n", fields(label).join(&format!("\n{pad}")))
    };
    let flow = |label: &str| format!("{{{}, note: \"說明, 其一\"}}", fields(label).join(", "));
    for (before, after) in [
        (
            "history:\n-   # 二\n  \"status\": 'current'   # 現行\n  code: TTM4221-004v2\n".to_owned(),
            format!(
                "history:\n{}-   # 二\n  \"status\": 'superseded'   # 現行\n  superseded-by: TTM4221-004v3\n  code: \
                 TTM4221-004v2\n",
                block("V3", "- ", "  ")
            ),
        ),
        (
            "history:\n    # 新的在前\n    -   version: TTM4221-004v2\n        status: current\n".to_owned(),
            format!(
                "history:\n{}    # 新的在前\n    -   version: TTM4221-004v2\n        status: superseded\n        \
                 superseded-by: TTM4221-004v3\n",
                block("TTM4221-004v3", "    -   ", "        ")
            ),
        ),
        (
            "history:\n  - {version: '2', status: current, note: 甲}\n  - {version: '1', status: superseded}\n"
                .to_owned(),
            format!(
                "history:\n{}  - {{version: '2', status: superseded, superseded-by: TTM4221-004v3, note: 甲}}\n  - \
                 {{version: '1', status: superseded}}\n",
                block("\"3\"", "  - ", "    ")
            ),
        ),
        (
            "history: [ {version: v2, status: current} ]\n".to_owned(),
            format!(
                "history: [ {}, {{version: v2, status: superseded, superseded-by: TTM4221-004v3}} ]\n",
                flow("v3")
            ),
        ),
        // An entry without a status gets one.
        (
            "history:\n  - code: TTM4221-004v2\n    date: 2021-01-14\n".to_owned(),
            format!(
                "history:\n{}  - code: TTM4221-004v2\n    status: superseded\n    superseded-by: TTM4221-004v3\n    \
                 date: 2021-01-14\n",
                block("V3", "  - ", "    ")
            ),
        ),
    ] {
        let whole = |history: &str, code: &str| head(code) + history + DUTIES;
        let (before, after) = (whole(&before, "TTM4221-004v2"), whole(&after, "TTM4221-004v3"));
        assert_eq!(issued(&before, "TTM4221-004v3", "2026-03-01"), Ok(after.clone()));
        let at_the_end = |text: &str| {
            let rest = text.replace(DUTIES, "");
            let (head, history) = rest.split_at(rest.find("history").unwrap());
            format!("{head}{DUTIES}{}", history.trim_end())
        };
        let (before, after) = (at_the_end(&before), at_the_end(&after));
        assert_eq!(issued(&before, "TTM4221-004v3", "2026-03-01"), Ok(after));
    }
}

#[test]
fn codes_that_do_not_follow_are_refused() {
    let standard = fs::read_to_string(V2).unwrap();
    let draft = format!("name: {{occupation: 甲}}\n{DUTIES}");
    let revising = format!("revises: TTM4221-004v2\n{draft}");
    let two = standard.replace("status: superseded", "status: current");
    let other = standard.replace("code: TTM4221-004v2\n    name", "code: TTM4221-003v2\n    name");
    let newer =
        standard.replace("version: V1\n    code: TTM4221-004v1", "version: V4\n    code: TTM4221-004v4");
    let folded = format!("code: >-\n  TTM4221-004v2\n{draft}");
    let malformed = format!("code: TTM42-004v2\n{draft}");
    for (text, code, date, reason) in [
        (
            &standard,
            "TTM4221-004v4",
            "2026-03-01",
            "TTM4221-004v2 is followed by TTM4221-004v3, not by TTM4221-004v4",
        ),
        (
            &standard,
            "TTM4221-005v3",
            "2026-03-01",
            "TTM4221-004v2 is followed by TTM4221-004v3, not by TTM4221-005v3",
        ),
        (
            &standard,
            "TTM4221-004v2",
            "2026-03-01",
            "TTM4221-004v2 is followed by TTM4221-004v3, not by TTM4221-004v2",
        ),
        (
            &revising,
            "TTM4221-004v4",
            "2026-03-01",
            "TTM4221-004v2 is followed by TTM4221-004v3, not by TTM4221-004v4",
        ),
        (
            &draft,
            "TTM4221-007v2",
            "2026-03-01",
            "gets the first version of a code, TTM4221-007v1 or TTM4221-007, not",
        ),
        (&draft, "../../x", "2026-03-01", "../../x does not have the shape of a code"),
        (
            &standard,
            "TTM4221-004v3",
            "2021-01-13",
            "2021-01-13 is before 2021-01-14, the date of TTM4221-004v2",
        ),
        (&two, "TTM4221-004v3", "2026-03-01", "calls both TTM4221-004v2 and TTM4221-004v1 current"),
        (&other, "TTM4221-004v3", "2026-03-01", "calls TTM4221-003v2 current, not TTM4221-004v2"),
        (&newer, "TTM4221-004v3", "2026-03-01", "lists TTM4221-004v4, which is newer than TTM4221-004v2"),
        (&folded, "TTM4221-004v3", "2026-03-01", "the edit cannot be made in this layout"),
        (&malformed, "TTM4221-004v3", "2026-03-01", "its code TTM42-004v2 does not have the shape"),
        (&standard, "TTM4221-004v3", "2026-02-30", "invalid value '2026-02-30'"),
    ] {
        let said = issued(text, code, date).unwrap_err();
        assert!(said.contains(reason), "{said}");
    }
    let repository = Repository::with_standard();
    let output =
        repository.ttm(&["release", V2, "--code", "TTM4221-004v3", "--date", "2026-03-01", "--note", " "]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("the note is empty"), "{}", said(&output));
}

#[test]
fn any_update_note_is_read_back_unchanged() {
    for note in ["\"甲\": 乙", "甲\n乙", "- 甲", "*a", "# 甲", "true", "\u{202e}甲", "a: b", "'"] {
        let repository = Repository::with_standard();
        let named = format!("--note={note}");
        let output =
            repository.ttm(&["release", V2, "--code", "TTM4221-004v3", "--date", "2026-03-01", &named]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let text = repository.read(V3);
        let other: serde_norway::Value = serde_norway::from_str(&text).unwrap();
        assert_eq!(other["history"][0]["note"].as_str(), Some(note));
    }
}

#[test]
fn a_version_that_its_own_history_lacks_is_not_kept() {
    let repository = Repository::with_standard();
    let text = repository.read(V2);
    let start = text.find("history:").unwrap();
    let without = text.replace(&text[start..text.find("knowledge:").unwrap()], "");
    repository.write(V2, &without);
    repository.commit();
    let output = repository.ttm(&release(V2, &["--keep"]));
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(said(&output).contains("its history has no entry for it"), "{}", said(&output));
    assert_eq!(
        (repository.names("standards"), repository.read(V2)),
        (vec!["TTM4221-004v2.yaml".to_owned()], without)
    );
}

#[test]
fn a_name_that_a_reference_no_longer_needs_is_removed() {
    let repository = Repository::with_standard();
    let text = repository.read(V2);
    // Two names of K01, each of which one reference says.
    let knowledge = |line: &str| match line.strip_prefix("  K").filter(|line| !line.starts_with(' ')) {
        Some(entry) => format!("  - K{entry}\n"),
        None => format!("{line}\n"),
    };
    let two_names = text.lines().map(knowledge).collect::<String>();
    let two_names = two_names.replacen("  - K02: ", "  - K01: 國際禮儀\n  - K02: ", 1);
    let said = two_names.replacen("[K01, ", "[{K01: 國際商務禮儀}, ", 1);
    assert_ne!(said, two_names);
    repository.write(V2, &said);
    repository.commit();
    // As long as the list has both, the reference says which it means.
    let output = repository.ttm(&release(V2, &["--diff"]));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(!String::from_utf8_lossy(&output.stdout).contains("K01"), "{output:?}");
    repository.edit(V2, "  - K01: 國際禮儀\n", "");
    let output = repository.ttm(&release(V2, &[]));
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let issued = repository.read(V3);
    assert!(issued.contains("[K01, ") && !issued.contains("{K01"), "{issued}");
    let duties = |text: &str| text[text.find("\nknowledge:").unwrap()..].to_owned();
    assert_eq!(duties(&issued), duties(&text.lines().map(knowledge).collect::<String>()));
}

/// A repository as `ttm init` makes it, with the standard in `standards/` or in a folder of it, and a draft of its next version.
fn with_drafts(folder: &str) -> Repository {
    let repository = Repository::with_standard();
    if folder != "standards" {
        repository.write(&format!("{folder}/TTM4221-004v2.yaml"), &repository.read(V2));
        fs::remove_file(repository.file(V2)).unwrap();
        repository.commit();
    }
    repository.write("standards/standard.schema.json", "{}");
    let v2 = format!("{folder}/TTM4221-004v2.yaml");
    fs::create_dir(repository.file("drafts")).unwrap();
    let begun = repository.ttm(&["new", "--revises", &v2, "-o", "drafts/next.yaml"]);
    assert!(begun.status.success(), "{begun:?}");
    repository
}

#[test]
fn a_draft_is_issued_from_drafts_into_standards() {
    for (folder, schema) in
        [("standards", "standard.schema.json"), ("standards/TTM", "../standard.schema.json")]
    {
        for (from, draft) in [(".", "drafts/next.yaml"), ("drafts", "next.yaml"), ("drafts", "./next.yaml")] {
            for keep in [false, true] {
                let repository = with_drafts(folder);
                let before = repository.read("drafts/next.yaml");
                assert!(before.starts_with("# yaml-language-server: $schema=../standards/"), "{before}");
                let arguments = release(draft, if keep { &["--keep"] } else { &[] });
                let output = repository.ttm_in(from, &arguments);
                assert_eq!(output.status.code(), Some(0), "{output:?}");
                assert!(repository.names("drafts").is_empty());
                let all: &[&str] = match keep {
                    true => &["TTM4221-004v2.yaml", "TTM4221-004v3.yaml"],
                    false => &["TTM4221-004v3.yaml"],
                };
                let mut names = repository.names(folder);
                names.retain(|name| name.ends_with(".yaml"));
                assert_eq!(names, all);
                let issued = repository.read(&format!("{folder}/TTM4221-004v3.yaml"));
                // From `drafts/` itself the folder beside it is outside of the current one, and the schema is found beside it.
                let named = issued.lines().next().unwrap();
                if from == "." {
                    assert_eq!(named, format!("# yaml-language-server: $schema={schema}"));
                }
            }
        }
    }
}

#[test]
fn a_first_version_goes_to_the_folder_of_its_category_or_to_standards() {
    for category in [false, true] {
        let repository = Repository::with_standard();
        repository.write("drafts/a.yaml", "name: {occupation: 甲}\nduties: {T1: {name: 乙}}\n");
        if category {
            fs::create_dir(repository.file("standards/ABC")).unwrap();
        }
        let issue =
            ["release", "drafts/a.yaml", "--code", "ABC4221-001v1", "--date", "2026-03-01", "--note", "首次"];
        let output = repository.ttm(&issue);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let folder = if category { "standards/ABC" } else { "standards" };
        assert!(repository.read(&format!("{folder}/ABC4221-001v1.yaml")).contains("code: ABC4221-001v1"));
    }
}

#[cfg(unix)]
#[test]
fn a_standards_folder_that_is_a_link_is_not_issued_into() {
    let repository = Repository::new();
    let outside = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(outside.path(), repository.file("standards")).unwrap();
    repository.write("drafts/a.yaml", "name: {occupation: 甲}\nduties: {T1: {name: 乙}}\n");
    let issue =
        ["release", "drafts/a.yaml", "--code", "ABC4221-001v1", "--date", "2026-03-01", "--note", "首次"];
    assert_eq!(repository.ttm(&issue).status.code(), Some(0));
    assert_eq!(repository.names("drafts"), ["ABC4221-001v1.yaml"]);
    assert!(crate::names(outside.path()).is_empty());
}
