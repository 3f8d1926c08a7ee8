//! The standards of our own making (`tests/standards/README.md`): what the tests of published ones hold, held without
//! those.

mod forms;
mod shapes;

use std::path::Path;

use insta::with_settings;
use serde_json::Value;

use crate::render::standard;
use crate::support::compared::{assert_moves_are_moves, report};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/standards");

/// One of the standards.
struct Own {
    code: &'static str,
    /// What there is to say of its import, from whatever form.
    remarks: &'static [&'static str],
    /// The same of its text: markup that stands there as characters.
    remarks_on_text: &'static [&'static str],
    /// Whether its page is laid out so that the text of it has the same cells: no row is cut by a page break, and
    /// knowledge and skills are merged over the same rows.
    even: bool,
}

const STANDARDS: [Own; 6] = [
    Own { code: "XXX3119-901v1", remarks: &[], remarks_on_text: &[], even: false },
    Own { code: "XXX3119-901v2", remarks: &[], remarks_on_text: &["markup"], even: false },
    Own { code: "XXX2149-902v1", remarks: &["uncoded"], remarks_on_text: &["uncoded"], even: false },
    Own { code: "XXX711-903", remarks: TWO_NAMES, remarks_on_text: TWO_NAMES, even: true },
    Own { code: "XXX3433-904v6", remarks: &[], remarks_on_text: &[], even: false },
    Own { code: "draft", remarks: &[], remarks_on_text: &[], even: true },
];

const TWO_NAMES: &[&str] = &["two-names", "two-names", "other-column"];

fn read(file: &str) -> String {
    let path = Path::new(FOLDER).join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Own {
    fn yaml(&self) -> String {
        read(&format!("{}.yaml", self.code))
    }
}

#[test]
fn every_file_of_the_folder_is_tested() {
    let endings = ["content.xml", "html", "ocs.json", "txt", "yaml"];
    let files = STANDARDS.iter().flat_map(|own| endings.map(|ending| format!("{}.{ending}", own.code)));
    let mut expected: Vec<_> = files.chain(["README.md".to_owned()]).collect();
    expected.sort();
    assert_eq!(crate::names(Path::new(FOLDER)), expected);
}

#[test]
fn test_standards_have_codes_that_are_not_issued() {
    for own in &STANDARDS {
        let standard = standard(&own.yaml());
        let code = standard.code.given().map_or("XXX", |code| code.as_str());
        assert!(code.starts_with("XXX"), "{code}");
        for class in standard.classification.job_categories.iter() {
            let code = class.code.given().map_or("XX", |code| code.as_str());
            assert!(code.starts_with("XX"), "{code}");
        }
    }
}

/// All of them in one run, so that the rules across files have something to say too. What a rule says is for its cases.
#[test]
fn test_standards_have_their_known_findings() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(["validate", "--no-config", "--notes", "--format", "json", "."]).current_dir(FOLDER);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let line = |found: &Value| {
        let text = |key: &str| found[key].as_str().unwrap();
        let (line, column) = (&found["line"], &found["column"]);
        format!("{}:{line}:{column} {} {}\n", text("path"), text("severity"), text("rule"))
    };
    let lines: String = report["diagnostics"].as_array().unwrap().iter().map(line).collect();
    with_settings!({omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "../snapshots/standards"}, {
        insta::assert_snapshot!("findings", lines);
    });
}

/// The two versions of one standard.
#[test]
fn the_comparison_of_two_versions_classifies_each_change() {
    let (old, new) = (standard(&read("XXX3119-901v1.yaml")), standard(&read("XXX3119-901v2.yaml")));
    let there = ttm::versions::diff::compare(&old, &new);
    with_settings!({omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "../snapshots/standards"}, {
        insta::assert_snapshot!("v1-to-v2", report(&there));
    });
    assert_moves_are_moves(&there);
    assert_moves_are_moves(&ttm::versions::diff::compare(&new, &old));
}
