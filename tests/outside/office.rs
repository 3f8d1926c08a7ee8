//! The page that is rendered, made an office file by an office program, is the same standard again.

use std::fs;
use std::process::Command;

use tempfile::TempDir;
use ttm::forms::import::SourceForm;

use crate::generated::{Shapes, standard};
use crate::support::round_trip::{assert_same, html};

pub(crate) fn office_files_of_generated_standards_are_those_standards() {
    let folder = TempDir::new().unwrap();
    let numbers = 0..40;
    let standards: Vec<_> = numbers.map(|number| (number, standard(number, Shapes::ALL))).collect();
    let mut office = Command::new("soffice");
    // A profile of its own, so that no other office program is in the way.
    office.arg(format!("-env:UserInstallation=file://{}", folder.path().join("profile").display()));
    office.args(["--headless", "--convert-to", "odt", "--outdir"]).arg(folder.path());
    for (number, standard) in &standards {
        let page = folder.path().join(format!("{number}.html"));
        fs::write(&page, html(standard)).unwrap();
        office.arg(page);
    }
    let output = office.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    for (number, standard) in &standards {
        let odt = fs::read(folder.path().join(format!("{number}.odt"))).unwrap();
        assert_same(standard, SourceForm::Odt, &odt, &number.to_string());
    }
}
