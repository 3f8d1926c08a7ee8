//! The forms of the report: what each has to hold, and what no text may do to it.

use std::fs;

use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;
use tempfile::TempDir;
use ttm::versions::diff::Impact;

use super::{compared, diff, ttm, v2};

const HOSTILE: &str =
    "<script>alert(1)</script> </details> | `*_[x](javascript:1) $x$ \\u001b[31m\\u202e &lt; --> {+";

/// The standard of the project, reworded, and with a text that would be more than text.
fn changed() -> String {
    v2().replace("維護客戶關係", "維繫客戶關係").replace(
        "          P2.1.2: 整理客戶特別需求。\n",
        &format!("          P2.1.2: 整理客戶特別需求。\n          P2.1.3: \"{HOSTILE}\"\n"),
    )
}

#[test]
fn the_json_has_a_version_and_every_change() {
    let (json, code) = diff(&v2(), &changed(), &["--format", "json"]);
    assert_eq!(code, 1);
    assert!(!json.contains('\u{1b}') && !json.contains('\u{202e}'));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["version"], 1);
    let comparison = &json["comparisons"][0];
    assert_eq!(comparison["highest"], "requirement-added");
    assert_eq!(comparison["duties"].as_array().unwrap().len(), 5);
    let task = &comparison["duties"][0]["children"][0];
    assert_eq!(task["changes"], serde_json::json!(["reworded"]));
    assert_eq!(task["runs"][1], serde_json::json!({"old": "護", "new": "繫", "changed": true}));
    insta::assert_snapshot!("json_of_a_task", serde_json::to_string_pretty(task).unwrap());
}

#[test]
fn hostile_texts_do_not_break_the_markdown() {
    let (markdown, code) = diff(&v2(), &changed(), &["--format", "md"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!("markdown", markdown);
    let mut tables = 0;
    for event in Parser::new_ext(&markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let tags = [
                    "<details>",
                    "<summary>",
                    "</summary>",
                    "</details>",
                    "<del>",
                    "</del>",
                    "<ins>",
                    "</ins>",
                    "<span>",
                    "</span>",
                ];
                assert!(tags.iter().any(|tag| html.trim_start().starts_with(tag)), "{html}");
                assert!(!html.contains("script"), "{html}");
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => panic!("a link in {markdown}"),
            Event::Start(Tag::Table(_)) => tables += 1,
            _ => {}
        }
    }
    assert_eq!(tables, 3);
}

#[test]
fn markdown_leaves_out_whole_parts_where_it_would_be_too_long() {
    let mut new = v2();
    for duty in 10..40 {
        new = new.replacen(
            "notes:\n",
            &format!(
                "  T{duty}:\n    name: 職責{duty}\n    tasks:\n      T{duty}.1:\n        name: {}\nnotes:\n",
                "甲乙".repeat(1500)
            ),
            1,
        );
    }
    let (markdown, _) = diff(&v2(), &new, &["--format", "md"]);
    let count = markdown.chars().count();
    assert!((50_000..=65_000).contains(&count), "{count}");
    assert_eq!(markdown.matches("<details>").count(), markdown.matches("</details>").count());
    let said = markdown.lines().last().unwrap();
    assert!(said.ends_with("would not fit here; `ttm diff` prints the whole report."), "{said}");
}

#[test]
fn the_column_of_signs_is_narrow() {
    let (html, _) = diff(&v2(), &changed(), &["--format", "html"]);
    let page = scraper::Html::parse_document(&html);
    let rule = html.lines().find(|line| line.contains("width: 2.4rem;")).unwrap();
    let narrow = scraper::Selector::parse(rule.split('{').next().unwrap().trim()).unwrap();
    let tables = scraper::Selector::parse(".changes").unwrap();
    let narrow: Vec<_> = page.select(&narrow).collect();
    assert_eq!(narrow.len(), page.select(&tables).count());
    assert!(narrow.iter().all(|cell| cell.text().next().is_none() && cell.prev_sibling().is_none()));
}

#[test]
fn the_page_is_well_formed_and_holds_both_versions() {
    let (html, code) = diff(&v2(), &changed(), &["--format", "html"]);
    assert_eq!(code, 1);
    let page = scraper::Html::parse_document(&html);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    let texts = |selector: &str| -> Vec<String> {
        let selector = scraper::Selector::parse(selector).unwrap();
        page.select(&selector).map(|found| found.text().collect()).collect()
    };
    assert_eq!(texts("script"), [] as [&str; 0]);
    assert_eq!(texts("del"), ["護"]);
    assert_eq!(texts("ins")[0], "繫");
    assert!(texts("ins")[1].starts_with("<script>alert(1)</script> </details>"), "{:?}", texts("ins"));
    for outside in ["http", "@import", "url(", "src="] {
        assert!(!html.contains(outside), "{outside}");
    }
}

#[test]
fn a_report_goes_to_a_file_without_colour_and_what_is_missing_is_said() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (old, new, out) = (path("old.yaml"), path("new.yaml"), path("out.txt"));
    fs::write(&old, v2()).unwrap();
    fs::write(&new, changed()).unwrap();
    let output = ttm(&["--color", "always", "diff", "-o", &out, &old, &new]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let report = fs::read_to_string(&out).unwrap();
    assert!(report.contains("~ T1.1 維[-護-]{+繫+}客戶關係") && !report.contains('\u{1b}'), "{report}");
    let output = ttm(&["diff", &old, &path("nowhere.yaml")]);
    assert_eq!(output.status.code(), Some(2));
    // What could be read is compared, and what could not is said.
    fs::write(&new, format!("{}\nsurprise: 1\n", changed())).unwrap();
    let output = ttm(&["diff", &old, &new]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("unknown-field") && String::from_utf8(output.stdout).unwrap().contains("{+繫+}"));
    fs::write(&new, "a: [").unwrap();
    assert_eq!(ttm(&["diff", &old, &new]).status.code(), Some(1));
}

#[test]
fn unreadable_parts_are_not_reported_as_unchanged() {
    let broken = v2().replacen("\nlevel: 3\n", "\nlevel: 四\n", 1);
    let run = |old: &str, new: &str, options: &[&str]| {
        let output = compared(old, new, options);
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stdout).unwrap()
    };
    for (old, new, which) in [
        (v2(), &broken, "the new version"),
        (broken.clone(), &v2(), "the old version"),
        (broken.clone(), &broken, "either version"),
    ] {
        let said = format!("What could not be read of {which} was not compared;");
        for format in ["text", "md", "html"] {
            let report = run(&old, new, &["--format", format]);
            assert!(
                report.contains(&said) && !report.to_lowercase().contains("nothing changed."),
                "{report}"
            );
        }
    }
    assert_eq!(
        run(&v2(), &broken, &["--lang", "zh-TW"]),
        "TTM4221-004v2：讀得到的內容沒有變更\n新版無法讀取的內容沒有比較，可能列為增加或刪除。\n"
    );
    let json: Value = serde_json::from_str(&run(&v2(), &broken, &["--format", "json"])).unwrap();
    let comparison = &json["comparisons"][0];
    assert_eq!((&comparison["old"]["errors"], &comparison["new"]["errors"]), (&0.into(), &1.into()));
}

#[test]
fn the_report_speaks_chinese() {
    let (report, _) = diff(&v2(), &v2().replacen("level: 3\n", "level: 4\n", 1), &["--lang", "zh-TW"]);
    assert_eq!(report, "TTM4221-004v2：級別調整 1 項；最高：級別調整\n\n表頭\n  ~ 基準級別 3 → 4\n");
    let superseded = v2()
        .replacen("status: current", "status: superseded", 1)
        .replace("整理客戶特別需求", "蒐集客戶特別需求")
        .replace("大專以上", "碩士以上")
        .replace("TTM4221-004v2\nname", "TTM4221-005v2\nname")
        .replacen("level: 3\n", "level: 4\n", 1);
    for format in ["text", "md", "html"] {
        let (report, _) = diff(&v2(), &superseded, &["--lang", "zh-TW", "--format", format]);
        let body = report.split("</style>").last().unwrap();
        for class in Impact::ALL {
            assert!(!body.contains(class.name()), "{}: {body}", class.name());
        }
        for said in ["識別資料變更", "刪除要求", "新增要求", "文字改寫", "級別調整", "最新版本", "歷史版本"]
        {
            assert!(body.contains(said), "{said}: {body}");
        }
        assert!(!body.contains("superseded") && !body.contains("current"), "{body}");
    }
}

/// Texts that nothing matches and that all look alike, as many as a file may have.
#[test]
fn hostile_standards_are_compared_in_reasonable_time() {
    let standard = |word: &str, names: &str| {
        let mut text = String::from("name: {occupation: 甲}\nduties:\n  T1:\n    name: 甲\n    tasks:\n");
        for task in 0..3_000 {
            text.push_str(&format!(
                "      - T1.1: {{name: {names}{word}{task}, indicators: [{word}{task}資料, 甲]}}\n"
            ));
        }
        text
    };
    let start = std::time::Instant::now();
    let (report, code) = diff(&standard("客戶關係", "按"), &standard("客戶需求", "依"), &[]);
    assert_eq!(code, 1, "{}", report.len());
    let long: Vec<String> = [7_u32, 11]
        .into_iter()
        .map(|step| {
            let text: String =
                (0..900_000).filter_map(|at| char::from_u32(0x4e00 + (at * step) % 20_000)).collect();
            format!("name: {{occupation: 甲}}\ndescription: {text}\n")
        })
        .collect();
    // Neither has duties, which is said on standard error.
    assert_eq!(compared(&long[0], &long[1], &[]).status.code(), Some(1));
    assert!(start.elapsed().as_secs() < 120, "{:?}", start.elapsed());
}

#[test]
fn comparing_too_many_entries_is_refused_with_a_message() {
    let standard = |rows: usize| {
        let head = "name: {occupation: 甲}\nduties:\n  T1:\n    name: 甲\n    tasks:\n      T1.1:\n        name: 乙\n        rows:\n";
        head.to_owned() + &"        - {}\n".repeat(rows)
    };
    let large = standard(100_000);
    let refused = compared(&large, &large, &[]);
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("is not compared: it has more than 100,000 rows and texts"), "{said}");
    let fits = standard(90_000);
    assert_ne!(compared(&fits, &fits, &[]).status.code(), Some(2));
    assert!(!String::from_utf8(compared(&fits, &fits, &[]).stderr).unwrap().contains("not compared"));
}
