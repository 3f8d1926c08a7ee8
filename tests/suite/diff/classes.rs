//! The page of the classes: what belongs to each, with examples that are compared here.

use std::fmt::Write as _;

use ttm::text::bilingual::Lang;
use ttm::versions::diff::{Example, ExamplePlace, Impact};

use super::{diff, ttm};
use crate::blessed;

/// A standard with one text in the place of an example; empty where there is none.
fn standard(at: ExamplePlace, text: &str) -> String {
    let or = |place: ExamplePlace, usual: &str| if place == at { text.to_owned() } else { usual.to_owned() };
    // Quoted, whatever characters it has.
    let quoted = |place: ExamplePlace, usual: &str| format!("\"{}\"", or(place, usual).replace('"', "\\\""));
    let item = |place: ExamplePlace, key: &str, code: &str, usual: &str| match or(place, usual).is_empty() {
        true => String::new(),
        false => format!("        {key}: {{{code}: {}}}\n", quoted(place, usual)),
    };
    let note = |place: ExamplePlace, key: &str| match or(place, "").is_empty() {
        true => String::new(),
        false => format!("  {key}: [{}]\n", quoted(place, "")),
    };
    format!(
        "code: {}\nname: {{occupation: {}}}\nclassification: {{job-category: [{{code: {}, name: 製造}}]}}\nlevel: {}\nknowledge:\n  \
         K01: {}\n  K02: 品質管理\nskills:\n  S01: {}\nduties:\n  T1:\n    name: 巡檢\n    skills: [S01]\n    tasks:\n      {}:\n        \
         name: 巡視產線\n        level: {}\n        knowledge: {}\n{}{}notes:\n{}{}",
        or(ExamplePlace::Code, "TTM4221-901v1"),
        or(ExamplePlace::Name, "巡檢人員"),
        or(ExamplePlace::JobCategory, "TTM"),
        or(ExamplePlace::BaseLevel, "3"),
        quoted(ExamplePlace::Knowledge, "材料學"),
        quoted(ExamplePlace::Skill, "操作"),
        or(ExamplePlace::TaskCode, "T1.1"),
        or(ExamplePlace::TaskLevel, "3"),
        or(ExamplePlace::References, "[K01]"),
        item(ExamplePlace::Output, "outputs", "O1.1.1", "巡檢表"),
        item(ExamplePlace::Indicator, "indicators", "P1.1.1", "備妥材料。"),
        note(ExamplePlace::Qualification, "qualifications"),
        note(ExamplePlace::Supplement, "supplements"),
    )
}

#[test]
fn each_example_of_the_changes_page_has_its_class() {
    for class in Impact::ALL {
        for &Example { at, old, new, .. } in class.page().examples {
            let (report, code) = diff(&standard(at, old), &standard(at, new), &[]);
            let first = report.lines().next().unwrap();
            assert_eq!(
                (code, first.rsplit("highest: ").next()),
                (1, Some(class.name())),
                "{old} {new}: {report}"
            );
            // One change, or one thing withdrawn for another.
            let counts: Vec<&str> = first.split(": ").nth(1).unwrap_or_default().split(';').collect();
            assert!(counts[0].split(", ").all(|count| count.starts_with("1 ")), "{first}");
        }
    }
}

#[test]
fn explain_shows_each_class_in_both_languages() {
    for class in Impact::ALL {
        let shown = |lang: Lang| {
            let name = if lang == Lang::En { "en" } else { "zh-TW" };
            let output = ttm(&["explain", class.name(), "--lang", name]);
            assert_eq!(output.status.code(), Some(0), "{output:?}");
            String::from_utf8(output.stdout).unwrap()
        };
        for (lang, title) in [(Lang::En, class.name()), (Lang::ZhTw, class.title().get(Lang::ZhTw))] {
            let text = shown(lang);
            assert!(text.starts_with(title), "{text}");
            let page = class.page();
            for words in [&page.what, &page.why].into_iter().chain(page.examples.iter().map(|one| &one.why)) {
                assert!(text.contains(words.get(lang)), "{text}");
            }
        }
    }
    let listed = String::from_utf8(ttm(&["explain"]).stdout).unwrap();
    let classes: Vec<_> = listed.lines().rev().take(7).filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(classes.into_iter().rev().collect::<Vec<_>>(), Impact::ALL.map(Impact::name));
    let unknown = String::from_utf8(ttm(&["explain", "rewordin"]).stderr).unwrap();
    assert!(unknown.contains("did you mean rewording?"), "{unknown}");
}

/// Text in a cell of a table, with nothing in it that acts.
fn cell(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("`{text}`") }
}

#[test]
fn the_changes_page_lists_every_class() {
    let mut page = String::from(
        "# Classes of changes 變更的分類\n\n`ttm diff` gives every change a class, from the lowest to the highest as here; `--allow \
         CLASS` and `[release]` in `ttm.toml` say up to\nwhich one an issued standard may change without a new version. `ttm \
         explain CLASS` prints a section of this page. The page is generated\nfrom the program, and the tests compare every \
         example.\n\n`ttm diff` 將每一項變更歸入一類，由低到高如下；`--allow` 與 `ttm.toml` 的 `[release]` 規定已公告的職能基準不出新版時最高可變更到哪一類。\n\
         `ttm explain 分類名` 會顯示其中一節。本頁由程式產生，所有範例都經測試比對。\n",
    );
    for class in Impact::ALL {
        let (title, about) = (class.title(), class.page());
        write!(page, "\n## {} {}\n\n{}\n\n{}\n\n", title.en, title.zh, about.what.en, about.why.en).unwrap();
        write!(page, "{}\n\n{}\n\n", about.what.zh, about.why.zh).unwrap();
        page.push_str("| place 位置 | before 變更前 | after 變更後 | why 理由 |\n|---|---|---|---|\n");
        for Example { at, old, new, why } in about.examples {
            let (at, old, new) = (at.words(), cell(old), cell(new));
            let (en, zh) = (&why.en, &why.zh);
            writeln!(page, "| {} {} | {old} | {new} | {en}；{zh} |", at.en, at.zh).unwrap();
        }
    }
    blessed("docs/changes.md", &page);
}
