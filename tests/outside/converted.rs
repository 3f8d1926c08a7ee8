//! Published standards as Word files and spreadsheets of other programs: every row comes in as it is printed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use ttm::forms::import::{SourceForm, import};
use ttm::forms::render::{Format, Options, render};

use crate::SHARED;
use crate::corpus::{STANDARDS, remarks};
use crate::rows::{assert_other_parts, assert_rows};
use crate::support::print;

/// The published files of the corpus with this ending.
fn published(ending: &str) -> Vec<PathBuf> {
    STANDARDS.iter().map(|code| Path::new(SHARED).join(format!("corpus/{code}.{ending}"))).collect()
}

/// Makes each file another with LibreOffice, which has a profile of its own, so that no other is in the way.
fn office(folder: &Path, options: &[&str], files: &[PathBuf]) {
    let mut office = Command::new("soffice");
    office.arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()));
    office.arg("--headless").args(options).arg("--outdir").arg(folder).args(files);
    run(&mut office);
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {output:?}");
}

/// Every standard is in the file of that name, as printed, and an import of it has to say what it always has.
fn assert_all(folder: &Path, form: SourceForm) {
    for code in STANDARDS {
        let name = format!("{code}.{}", form.name());
        let imported = import(&fs::read(folder.join(&name)).unwrap(), None);
        let imported = imported.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(imported.report.form, Some(form));
        assert_rows(code, &name, &imported.standard);
        assert_other_parts(code, &name, &imported.standard);
        let told = imported.report.remarks.iter().filter(|remark| remark.kind.needs_a_look());
        assert_eq!(told.map(|remark| remark.kind.id()).collect::<Vec<_>>(), remarks(code), "{name}");
    }
}

/// Workbooks and documents of our own.
pub(crate) fn rendered_office_files_hold_every_row() {
    for (format, form) in [(Format::Xlsx, SourceForm::Xlsx), (Format::Docx, SourceForm::Docx)] {
        let folder = TempDir::new().unwrap();
        for (code, page) in STANDARDS.iter().zip(published("html")) {
            let standard = import(&fs::read(page).unwrap(), None).unwrap().standard;
            let mut bytes = Vec::new();
            render(&[&standard], format, &Options::default(), &mut bytes).unwrap();
            fs::write(folder.path().join(format!("{code}.{}", form.name())), bytes).unwrap();
        }
        assert_all(folder.path(), form);
    }
}

pub(crate) fn documents_by_libreoffice_hold_every_row() {
    for (ending, filter) in [("odt", "writer8"), ("html", "HTML (StarWriter)")] {
        let folder = TempDir::new().unwrap();
        let filter = format!("--infilter={filter}");
        office(folder.path(), &["--convert-to", "docx:MS Word 2007 XML", &filter], &published(ending));
        assert_all(folder.path(), SourceForm::Docx);
    }
}

pub(crate) fn spreadsheets_by_libreoffice_hold_every_row() {
    for (to, form) in [("xlsx:Calc MS Excel 2007 XML", SourceForm::Xlsx), ("ods:calc8", SourceForm::Ods)] {
        let folder = TempDir::new().unwrap();
        office(folder.path(), &["--convert-to", to, "--infilter=HTML (StarCalc)"], &published("html"));
        assert_all(folder.path(), form);
    }
}

pub(crate) fn documents_by_pandoc_hold_every_row() {
    let folder = TempDir::new().unwrap();
    for (code, page) in STANDARDS.iter().zip(published("html")) {
        let mut pandoc = Command::new("pandoc");
        pandoc.args(["-f", "html", "-t", "docx", "-o"]).arg(folder.path().join(format!("{code}.docx")));
        run(pandoc.arg(page));
    }
    assert_all(folder.path(), SourceForm::Docx);
}

pub(crate) fn spreadsheets_by_openpyxl_hold_every_row() {
    let folder = TempDir::new().unwrap();
    let mut python = Command::new("python3");
    python.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outside/form.py"));
    for (code, page) in STANDARDS.iter().zip(published("html")) {
        let standard = import(&fs::read(page).unwrap(), None).unwrap().standard;
        let [html, xlsx] = ["html", "xlsx"].map(|ending| folder.path().join(format!("{code}.{ending}")));
        fs::write(&html, print(&[&standard], Format::Html, 100)).unwrap();
        python.args([xlsx, html]);
    }
    run(&mut python);
    assert_all(folder.path(), SourceForm::Xlsx);
}
