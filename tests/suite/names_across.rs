//! Names of knowledge, skills and attitudes across standards: which spelling is odd, and the catalogue of all names.

use ttm::check::{Settings, check_with};
use ttm::files::source::Source;

/// A standard of its own family for each list of attitudes.
fn standards(attitudes: &[&str]) -> Vec<Source> {
    let text = |(number, name): (usize, &&str)| {
        let code = format!("TTM{}-001v1", 1000 + number);
        Source::in_memory(&format!("{code}.yaml"), format!("code: {code}\nattitudes:\n{name}\n"))
    };
    attitudes.iter().enumerate().map(text).collect()
}

/// The names that are odd.
fn odd(sources: &[Source]) -> Vec<String> {
    let found = check_with(sources, &Settings::default());
    let odd = found.iter().filter(|found| found.rule == "unusual-name");
    let text = |found: &ttm::Diagnostic| {
        let place = found.primary.place;
        sources[place.file.index()].text[place.span.range()].to_owned()
    };
    odd.map(text).collect()
}

const USUAL: &str = "  A01: 團隊合作";

#[test]
fn a_name_is_common_from_seven_families_on_and_odd_in_one() {
    let with = |count: usize, others: &[&str]| odd(&standards(&[&vec![USUAL; count], others].concat()));
    assert_eq!(with(7, &["  A01: 團隊合座"]), ["團隊合座"]);
    assert!(with(6, &["  A01: 團隊合座"]).is_empty());
    assert!(with(17, &["  A01: 團隊合座", "  A01: 團隊合座"]).is_empty());
    // Each by itself.
    assert_eq!(with(7, &["  A01: 團隊合座", "  A01: 團隊合坐"]), ["團隊合座", "團隊合坐"]);
}

#[test]
fn a_family_counts_once_and_a_draft_not_at_all() {
    let mut sources = standards(&[USUAL; 6]);
    let more = |code: &str, name: &str| {
        Source::in_memory(&format!("{code}{name}.yaml"), format!("{code}attitudes:\n  A01: {name}\n"))
    };
    sources.push(more("code: TTM1000-002v1\n", "團隊合作"));
    sources.push(more("", "團隊合作"));
    sources.push(more("code: TTM2000-001v1\n", "團隊合座"));
    assert!(odd(&sources).is_empty());
    sources.push(more("code: TTM3000-001v1\n", "團隊合作"));
    assert_eq!(odd(&sources), ["團隊合座"]);
    // Two versions of a standard are still one family, and a draft is no second use; both are told.
    sources.push(more("code: TTM2000-001v2\n", "團隊合座"));
    sources.push(more("", "團隊合座"));
    assert_eq!(odd(&sources), ["團隊合座", "團隊合座", "團隊合座"]);
}

#[test]
fn names_are_compared_up_to_their_colon_with_or_without_a_code_and_within_a_kind() {
    let with = |other: &str| odd(&standards(&[&[USUAL; 7][..], &[other]].concat()));
    assert_eq!(with("- 團隊合座：與同仁互相支援。"), ["團隊合座：與同仁互相支援。"]);
    assert_eq!(with("  A1: 團隊 合座【註1】"), ["團隊 合座【註1】"]);
    assert!(with("  A01: 團隊合作：與同仁互相支援。").is_empty());
    assert!(with("  A01: 團隊合作\nskills:\n  S01: 團隊合座").is_empty());
    // One that lists both means two things.
    assert!(with("  A01: 團隊合作\n  A02: 團隊合座").is_empty());
}
