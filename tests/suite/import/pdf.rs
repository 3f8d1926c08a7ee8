//! PDFs of our own making (`tests/pdf/make.py`): one standard in every layout that published forms are recorded to have, and in
//! further ones that a form may have.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;
use ttm::canonical::yaml;
use ttm::forms::import::{Imported, import};

use crate::repository::said;

const FOLDER: &str = "tests/pdf";

/// What a person has to look at, by layout: the kinds of the remarks, each with how often. Of the others nothing is said.
const DOUBTS: [(&str, &[(&str, usize)]); 3] = [
    // Which page's text is the tail of a cell is open where a page borders each piece.
    ("row-over-three-pages", &[("page-break", 1)]),
    ("levels", &[("level", 4)]),
    // A word across the page is no part of the form, and it is said on each page.
    ("watermark", &[("turned", 3)]),
];

/// The layouts, by the names of their files.
fn layouts() -> BTreeSet<String> {
    let files = fs::read_dir(FOLDER).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    files.filter_map(|name| Some(name.strip_suffix(".pdf")?.to_owned())).collect()
}

fn imported(layout: &str) -> Imported {
    let bytes = fs::read(format!("{FOLDER}/{layout}.pdf")).unwrap();
    import(&bytes, None).unwrap_or_else(|error| panic!("{layout}: {error}"))
}

#[test]
fn every_layout_is_read_as_the_standard_that_it_prints() {
    let layouts = layouts();
    assert!(layouts.len() >= 32, "{layouts:?}");
    let mut wrong = Vec::new();
    for layout in &layouts {
        let own = format!("{FOLDER}/{layout}.yaml");
        let expected = if Path::new(&own).exists() { own } else { format!("{FOLDER}/form.yaml") };
        let expected = fs::read_to_string(expected).unwrap();
        let Imported { standard, report } = imported(layout);
        let read = yaml(&standard);
        if read != expected {
            let lang = ttm::text::bilingual::Lang::En;
            wrong.push(ttm::text::unified_diff::unified(layout, &expected, &read, lang));
        }
        let mut doubts: Vec<(&str, usize)> = Vec::new();
        for kind in
            report.remarks.iter().filter(|remark| remark.kind.needs_a_look()).map(|remark| remark.kind.id())
        {
            match doubts.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += 1,
                None => doubts.push((kind, 1)),
            }
        }
        let known = DOUBTS.iter().find(|(name, _)| name == layout).map_or(&[][..], |(_, doubts)| doubts);
        if doubts != known {
            wrong.push(format!("{layout}: {doubts:?}, {:#?}", report.remarks));
        }
        if let Some(remark) = report.remarks.iter().find(|remark| remark.page.is_none()) {
            wrong.push(format!("{layout}: no page: {:?}", remark.at));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_on_each_page_is_in_the_report() {
    let folder = TempDir::new().unwrap();
    fs::copy(format!("{FOLDER}/row-over-two-pages.pdf"), folder.path().join("a.pdf")).unwrap();
    let output = ttm(folder.path(), &["import", "a.pdf", "-o", "a.yaml", "--report", "report.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let report: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path().join("report.json")).unwrap()).unwrap();
    let import = &report["imports"][0];
    let pages = import["pages"].as_array().unwrap();
    assert_eq!(pages.len(), 3);
    let sum = |name: &str| pages.iter().map(|page| page[name].as_u64().unwrap()).sum::<u64>();
    for (name, count) in [
        ("rows", 5),
        ("duties", 2),
        ("tasks", 4),
        ("outputs", 3),
        ("indicators", 6),
        ("attitudes", 2),
        ("versions", 2),
    ] {
        assert_eq!(sum(name), count, "{name}");
    }
    // References as often as cells print them, and the page of each.
    assert_eq!((sum("knowledge"), sum("skills")), (5, 3));
    assert_eq!(pages[0]["versions"], 2);
    assert_eq!(import["remarks"][0]["page"], 1);
}

fn ttm(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(["--lang", "en"]).args(arguments).current_dir(folder).output().unwrap()
}

/// A folder with a PDF, and the file of its standard after an edit.
fn print_and_file(edit: impl Fn(String) -> String) -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::copy(format!("{FOLDER}/tagged.pdf"), folder.path().join("a.pdf")).unwrap();
    let text = fs::read_to_string(format!("{FOLDER}/form.yaml")).unwrap();
    fs::write(folder.path().join("a.yaml"), edit(text)).unwrap();
    folder
}

#[test]
fn a_print_and_the_file_of_its_standard_are_held_against_each_other() {
    // Nothing that a form does not hold is a difference, such as a comment or how a duty's cell is inherited.
    let same = print_and_file(|text| format!("# 依 2024 年印本\n{text}"));
    let output = ttm(same.path(), &["import", "--check", "a.pdf", "a.yaml"]);
    assert_eq!(
        (output.status.code(), String::from_utf8_lossy(&output.stdout).trim()),
        (Some(0), "ABC5139-007v2: nothing changed")
    );
    assert_eq!(crate::names(same.path()), ["a.pdf", "a.yaml"]);

    let other = print_and_file(|text| {
        text.replace("校正磨豆機的刻度。", "校正磨豆機刻度。").replace("level: 2", "level: 3")
    });
    let output = ttm(other.path(), &["import", "--check", "a.pdf", "a.yaml"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text.contains("P1.1.2") && text.contains("[-的-]") && text.contains("T2.1"), "{text}");
    let output = ttm(other.path(), &["import", "--check", "a.pdf", "a.yaml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((output.status.code(), &json["comparisons"][0]["highest"]), (Some(1), &"level".into()));
    assert_eq!(crate::names(other.path()), ["a.pdf", "a.yaml"]);
}

#[test]
fn a_check_that_cannot_be_done_says_why() {
    let folder = print_and_file(|text| text);
    fs::write(folder.path().join("broken.pdf"), "%PDF-1.7").unwrap();
    for (arguments, words) in [
        (&["a.pdf"][..], "--check takes two files"),
        (&["a.pdf", "a.yaml", "a.yaml"], "--check takes two files"),
        (&["broken.pdf", "a.yaml"], "damaged"),
        (&["a.pdf", "missing.yaml"], "missing.yaml"),
        (&["-", "-"], "standard input"),
        (&["a.pdf", "a.yaml", "--report", "r.json"], "--report"),
    ] {
        let output = ttm(folder.path(), &[&["import", "--check"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(words), "{arguments:?}: {}", said(&output));
    }
}
