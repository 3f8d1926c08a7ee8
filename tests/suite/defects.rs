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
