//! What the suite and the tests that need more than a checkout have in common.

#![allow(dead_code, reason = "each of the two programs uses a part of it")]

pub(crate) mod case;
pub(crate) mod compared;
#[cfg(feature = "office")]
pub(crate) mod document;
pub(crate) mod exported;
pub(crate) mod forms;
pub(crate) mod page;
pub(crate) mod plain;
pub(crate) mod read_back;
pub(crate) mod round_trip;
pub(crate) mod whole;
#[cfg(feature = "office")]
pub(crate) mod workbook;

use std::path::{Path, PathBuf};

use ttm::check::load;
use ttm::diagnostic::Findings;
use ttm::files::source::{FileId, Source};
use ttm::forms::render::{Error, Format, Options, render};
use ttm::model::Standard;

/// A standard that lives as long as the tests do.
pub(crate) fn standard(text: &str) -> Standard<'static> {
    let source: &'static Source = Box::leak(Box::new(Source::in_memory("a.yaml", text)));
    load(source, FileId::default(), &mut Findings::default()).unwrap()
}

pub(crate) fn published() -> Standard<'static> {
    standard(&std::fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap())
}

/// `standards` in a format; tables at `width`.
pub(crate) fn print(standards: &[&Standard<'_>], format: Format, width: usize) -> String {
    try_print(standards, format, width).unwrap()
}

pub(crate) fn try_print(standards: &[&Standard<'_>], format: Format, width: usize) -> Result<String, Error> {
    let mut out = Vec::new();
    render(standards, format, &Options { width, ..Options::default() }, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

/// The files of Rust in `src`, in the order of their paths.
pub(crate) fn sources() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The names of what stands in a folder, in their order, so that nothing there is left unseen.
pub(crate) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
