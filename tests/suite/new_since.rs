//! `ttm validate --against REF`: only what a revision does not have is reported.

use serde_json::Value;

use crate::repository::{Repository, said};

const V2: &str = "standards/TTM4221-004v2.yaml";

/// The findings that are reported, as rule and path, and the exit code.
fn new(repository: &Repository, arguments: &[&str]) -> (Vec<String>, i32) {
    let all = [&["validate", "--against", "HEAD", "--strict", "--format", "json"], arguments].concat();
    let output = repository.ttm(&all);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let found = report["diagnostics"].as_array().unwrap().iter();
    let text = |found: &Value, key: &str| found[key].as_str().unwrap().to_owned();
    let found = found.map(|found| format!("{} {}", text(found, "rule"), text(found, "path")));
    (found.collect(), output.status.code().unwrap())
}

#[test]
fn moved_findings_are_not_new_and_added_ones_are() {
    let repository = Repository::with_standard();
    assert_eq!(repository.ttm(&["validate", "--strict", "-q"]).status.code(), Some(1));
    assert_eq!(new(&repository, &[]), (vec![], 0));
    let text = repository.read(V2);
    repository.write(V2, &format!("# a line\n# another\n{text}"));
    assert_eq!(new(&repository, &[]), (vec![], 0));
    repository.edit(V2, "  A01: ", "  A01: 壓力  ");
    assert_eq!(new(&repository, &[]), (vec![format!("stray-space {V2}")], 1));
    let text = String::from_utf8(repository.ttm(&["validate", "--against", "HEAD"]).stdout).unwrap();
    assert!(text.contains("warning[stray-space]") && !text.contains("[duplicate-name]"), "{text}");
    assert!(text.ends_with("2 findings that HEAD has too are not shown\n"), "{text}");
    repository.commit();
    assert_eq!(new(&repository, &[]), (vec![], 0));
    let output = repository.ttm(&["validate", "--against", "HEAD~1", "--strict", "-q"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn findings_of_a_new_file_and_those_it_causes_elsewhere_are_new() {
    let repository = Repository::with_standard();
    let text = repository.read(V2);
    repository.write("standards/A.yaml", &text);
    let (found, code) = new(&repository, &[]);
    assert_eq!(code, 1);
    let of = |path: &str| found.iter().filter(|found| found.ends_with(path)).collect::<Vec<_>>();
    // The file that did not change has the second of two equal codes now.
    assert_eq!(of(V2), [&format!("duplicate-standard {V2}")]);
    assert_eq!(of("A.yaml").len(), 3, "{found:?}");
    repository.commit();
    // What goes away brings nothing.
    std::fs::remove_file(repository.file("standards/A.yaml")).unwrap();
    assert_eq!(new(&repository, &[]), (vec![], 0));
}

#[test]
fn a_file_that_could_not_be_checked_is_reported_although_it_was_before() {
    let repository = Repository::with_standard();
    repository.write("standards/b.yaml", "name: [\n");
    repository.commit();
    assert_eq!(new(&repository, &[]), (vec!["yaml-syntax standards/b.yaml".to_owned()], 1));
    assert_eq!(new(&repository, &[V2]), (vec![], 0));
}

#[test]
fn an_unknown_revision_is_an_error() {
    let repository = Repository::with_standard();
    for revision in ["nothing", "--all", "", "HEAD:standards"] {
        let output = repository.ttm(&["validate", &format!("--against={revision}")]);
        assert_eq!(output.status.code(), Some(2), "{revision}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{revision}");
    }
    let output = repository.ttm(&["validate", "--against", "HEAD", "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("standard input is in no revision"), "{output:?}");
    for other in ["--diff", "--write-baseline=known.toml"] {
        assert_eq!(
            repository.ttm(&["validate", "--against", "HEAD", other]).status.code(),
            Some(2),
            "{other}"
        );
    }
    let outside = Repository::bare_folder();
    outside.write("a.yaml", "code: TTM4221-004v2\n");
    assert_eq!(outside.ttm(&["validate", "--against", "HEAD", "a.yaml"]).status.code(), Some(2));
}

#[test]
fn excluded_files_are_not_compared() {
    let repository = Repository::with_standard();
    repository.write("ttm.toml", "exclude = [\"standards/x\"]\n");
    repository.write("standards/x/TTM4221-004v2.yaml", "levle: 3\n");
    assert_eq!(new(&repository, &[]), (vec![], 0));
    repository.commit();
    repository.write("standards/x/TTM4221-004v2.yaml", "leevl: 3\n");
    assert_eq!(new(&repository, &["--except", "stray-space"]), (vec![], 0));
}
