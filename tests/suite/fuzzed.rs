//! The properties that the fuzz targets try to break, without what it takes to run those: over their seeds, over
//! everything that was ever found, and over mutants of both, the same in every run.

#[allow(unreachable_pub, reason = "the fuzz targets have them as a library")]
#[path = "../../fuzz/properties/mod.rs"]
mod properties;

use std::path::{Path, PathBuf};

use properties::mutate::mutant;
use properties::named;
use ttm::forms::render::Format;

use crate::generated::{Shapes, file_of, standard};
use crate::import::page_text::{Codes, page_text};
use crate::support::print;
use crate::support::round_trip::html;

/// How many mutants of each kind are tried. It takes seconds; the fuzz targets take the time.
const MUTANTS: u64 = 60;

/// The files of a folder and of those in it, in the order of their names; none where it is not there.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// A generated standard whose codes have two names, in the form that the property takes.
fn two_names(name: &str) -> Option<(String, Vec<u8>)> {
    let (number, shapes) = (3, Shapes::TWO_NAMES);
    let standard = standard(number, shapes);
    let text = match name {
        "tree" | "check" | "fix" | "format" | "diff" => file_of(0, number, shapes).1,
        "import_text" => page_text(&standard, Codes::Glued),
        "import_html" => html(&standard),
        "import_ocs_json" => print(&[&standard], Format::Json, 0),
        _ => return None,
    };
    Some((format!("{name}, codes with two names"), text.into_bytes()))
}

fn holds(name: &str) {
    let property = named(name);
    let folder = |kind: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(kind).join(name);
    let mut paths = [files(&folder("corpus")), files(&folder("regressions"))].concat();
    let standards = matches!(name, "tree" | "check" | "fix" | "format" | "diff");
    if standards {
        paths.push("standards/TTM4221-004v2.yaml".into());
        paths.push("tests/suite/render/shapes.yaml".into());
    }
    assert!(!paths.is_empty(), "{name} has no seeds");
    let read = |path: &PathBuf| (path.display().to_string(), std::fs::read(path).unwrap());
    let mut seeds: Vec<(String, Vec<u8>)> = paths.iter().map(read).collect();
    seeds.extend(two_names(name));
    for (which, seed) in &seeds {
        tried(property.holds, seed, which);
    }
    for number in 0..MUTANTS {
        let (_, seed) = &seeds[usize::try_from(number).unwrap() % seeds.len()];
        tried(property.holds, &mutant(seed, property.kit, number), &format!("{name}, mutant {number}"));
    }
}

/// Says which input it was where a property does not hold.
fn tried(holds: fn(&[u8]), bytes: &[u8], which: &str) {
    let done = std::panic::catch_unwind(|| holds(bytes));
    assert!(done.is_ok(), "{which}: {:?}", String::from_utf8_lossy(bytes));
}

#[cfg(all(feature = "office", feature = "pdf"))]
#[test]
fn every_fuzz_property_has_a_target_and_a_test() {
    let manifest = include_str!("../../fuzz/Cargo.toml");
    let tests = include_str!("fuzzed.rs");
    for property in properties::ALL {
        let name = property.name;
        assert!(manifest.contains(&format!("path = \"targets/{name}.rs\"")), "{name}");
        assert!(tests.contains(&format!("holds(\"{name}\")")), "{name}");
    }
    assert_eq!(manifest.matches("[[bin]]").count(), properties::ALL.len());
}

#[test]
fn the_two_readers_of_yaml_agree() {
    holds("tree");
}

#[test]
fn any_files_are_checked_and_reported() {
    holds("check");
}

#[test]
fn fixing_any_file_changes_only_texts() {
    holds("fix");
}

#[test]
fn formatting_any_file_keeps_its_content() {
    holds("format");
}

/// What `fuzz/run` begins with.
#[test]
fn formatting_every_seed_keeps_its_content_and_its_comments() {
    let paths =
        ["standards", "tests/cases", "tests/suite/render"].map(|folder| files(Path::new(folder))).concat();
    for path in &paths {
        tried(named("format").holds, &std::fs::read(path).unwrap(), &path.display().to_string());
    }
    assert!(paths.len() > 300, "{}", paths.len());
}

#[test]
fn any_text_of_a_page_is_imported_or_refused() {
    holds("import_text");
}

#[test]
fn any_page_is_imported_or_refused() {
    holds("import_html");
}

#[cfg(feature = "office")]
#[test]
fn any_zip_file_is_imported_or_refused() {
    holds("import_odt");
}

#[cfg(feature = "office")]
#[test]
fn any_office_file_is_imported_or_refused() {
    holds("import_odt_xml");
}

#[cfg(feature = "office")]
#[test]
fn any_document_of_word_is_imported_or_refused() {
    holds("import_docx");
}

#[cfg(feature = "office")]
#[test]
fn any_workbook_is_imported_or_refused() {
    holds("import_xlsx");
}

#[cfg(feature = "pdf")]
#[test]
fn any_pdf_is_imported_or_refused() {
    holds("import_pdf");
}

#[cfg(feature = "pdf")]
#[test]
fn any_objects_of_a_pdf_are_imported_or_refused() {
    holds("import_pdf_objects");
}

#[test]
fn any_converted_json_is_imported_or_refused() {
    holds("import_ocs_json");
}

#[test]
fn any_two_standards_are_compared() {
    holds("diff");
}
