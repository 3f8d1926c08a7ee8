//! The figures of docs/rules.md about the sentences in `tests/defects`.

use std::fs;

use crate::blessed;

#[path = "../defects/mod.rs"]
mod table;

#[test]
fn the_figures_of_the_rules_page_are_up_to_date() {
    let page = fs::read_to_string("docs/rules.md").unwrap();
    let (before, rest) = page.split_once("<!-- defects -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of defects -->").unwrap();
    let (table, _) = table::table();
    blessed("docs/rules.md", &format!("{before}<!-- defects -->\n{table}<!-- end of defects -->{after}"));
}

/// Every sentence that a rule gets wrong is one that the page counts: more would be a rule that got worse.
#[test]
fn at_most_three_defect_sentences_have_a_wrong_finding() {
    let (_, failures) = table::table();
    let wrongly = failures.iter().filter(|failure| failure.contains("wrongly names")).count();
    assert!(wrongly <= 3, "{failures:#?}");
}

/// A mark whose excerpt is not in its standard names no place, and would count as not seen for ever.
#[test]
fn the_marks_of_our_own_standards_stand_in_their_texts() {
    let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let mut count = 0;
    for folder in ["made", "fresh", "unseen"] {
        for entry in fs::read_dir(format!("tests/marks/{folder}")).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "jsonl") {
                continue;
            }
            let standard = solid(&fs::read_to_string(path.with_extension("yaml")).unwrap());
            for line in fs::read_to_string(&path).unwrap().lines() {
                let mark: serde_json::Value = serde_json::from_str(line).unwrap();
                let text = mark["text"].as_str().unwrap();
                assert!(!text.is_empty() && standard.contains(&solid(text)), "{}: {line}", path.display());
                count += 1;
            }
        }
    }
    assert!(count > 500, "{count}");
}
