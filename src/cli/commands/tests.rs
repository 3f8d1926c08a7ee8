//! Edits that are saved while a command works on the file: the tests pause each command between reading and writing.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use super::{Context, Failure, Outcome};
use crate::cli;
use crate::files::write::hook::before_last_look;
use crate::text::bilingual::Lang;

const STANDARD: &str = include_str!("../../../standards/TTM4221-004v2.yaml");
const EDITED: &str = "code: TTM4221-004v2  # an edit\n";

/// Runs the program with these arguments, and returns its messages and its outcome.
fn ttm(arguments: &[&str]) -> (Result<Outcome, Failure>, String) {
    let words: Vec<OsString> = ["ttm"].iter().chain(arguments).map(OsString::from).collect();
    let cli = cli::parse(&words, Lang::En).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut context = Context {
        lang: Lang::En,
        input: &mut std::io::empty(),
        out: &mut out,
        err: &mut err,
        width: None,
        summary: None,
        live: false,
    };
    let done = super::run(cli.command, &mut context);
    (done, String::from_utf8(err).unwrap())
}

/// Runs the program while an edit of the file is saved, and checks that the edit is kept and reported.
fn edited(path: &Path, arguments: &[&str]) -> String {
    let file = path.to_path_buf();
    before_last_look(move || fs::write(file, EDITED).unwrap());
    let failure = ttm(arguments).0.unwrap_err().words();
    assert_eq!(fs::read_to_string(path).unwrap(), EDITED, "{arguments:?}");
    assert!(failure.en.contains("the file was changed meanwhile"), "{arguments:?}: {failure:?}");
    let left = fs::read_dir(path.parent().unwrap()).unwrap();
    assert!(left.into_iter().all(|entry| !entry.unwrap().file_name().to_string_lossy().starts_with(".ttm-")));
    failure.en.into_owned()
}

#[test]
fn a_file_edited_during_fix_is_kept_and_fixed_files_are_listed() {
    let folder = tempfile::tempdir().unwrap();
    let broken = STANDARD.replacen("國際商務", "國際 商務", 1);
    let paths = ["a.yaml", "b.yaml", "c.yaml"].map(|name| folder.path().join(name));
    paths.iter().for_each(|path| fs::write(path, &broken).unwrap());
    let [a, b, c] = paths.each_ref().map(|path| path.to_str().unwrap());
    let (all, edit) = (["validate", "--fix", a, b, c], paths[1].clone());
    let first = paths[0].clone();
    // The second file is edited after the first is fixed, directly before the last check of the second.
    before_last_look(move || before_last_look(move || fs::write(edit, EDITED).unwrap()));
    let (done, said) = ttm(&all);
    let failure = done.unwrap_err().words();
    assert_eq!(fs::read_to_string(first).unwrap(), STANDARD);
    assert_eq!(fs::read_to_string(&paths[1]).unwrap(), EDITED);
    assert_eq!(fs::read_to_string(&paths[2]).unwrap(), broken);
    assert!(said.contains(&format!("{a}: 1 fix made")), "{said}");
    let expected = format!("{b} cannot be written: the file was changed meanwhile; written before that: {a}");
    assert_eq!(failure.en, expected);
    assert!(failure.zh.contains(&format!("；在此之前已寫入：{a}")), "{failure:?}");
}

#[test]
fn a_file_edited_during_renumber_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.yaml");
    fs::write(&path, STANDARD.replace("T5.2", "T5.7")).unwrap();
    edited(&path, &["renumber", path.to_str().unwrap()]);
}

#[test]
fn a_file_edited_during_release_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let issue = |file: &str| {
        let code = ["--code", "TTM4221-004v3", "--date", "2026-03-01", "--note", "更新"];
        [&["release", file][..], &code].concat().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    // In place.
    let path = folder.path().join("TTM4221-004v3.yaml");
    fs::write(&path, STANDARD).unwrap();
    let words = issue(path.to_str().unwrap());
    edited(&path, &words.iter().map(String::as_str).collect::<Vec<_>>());
    fs::remove_file(&path).unwrap();
    // Under another name: the new version is written, and the file that was edited is not removed.
    let old = folder.path().join("TTM4221-004v2.yaml");
    fs::write(&old, STANDARD).unwrap();
    let words = issue(old.to_str().unwrap());
    let failure = edited(&old, &words.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(path.is_file());
    let (old, new) = (old.to_str().unwrap(), path.to_str().unwrap());
    assert_eq!(
        failure,
        format!("{old} is not removed: the file was changed meanwhile; written before that: {new}")
    );
}
