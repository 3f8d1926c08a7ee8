//! Workbooks with a standard on each of several sheets.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use ttm::canonical::yaml;
use ttm::forms::import::{
    ImportError, ImportedSheet, LeftOut, ReadError, RemarkKind, SourceForm, Standards, import, import_all,
};
use ttm::forms::render::{Format, Options, render};

use super::xlsx::{form, xlsx};
use crate::support::round_trip::assert_same;
use crate::support::standard;

pub(super) const CODES: [&str; 3] = ["TTM4221-004v2", "XXX3119-901v2", "XXX2149-902v1"];

pub(super) fn file(code: &str) -> String {
    let folder = if code.starts_with("TTM") { "standards" } else { "tests/standards" };
    fs::read_to_string(format!("{folder}/{code}.yaml")).unwrap()
}

/// A workbook that `ttm render` makes of several standards: an index, a sheet for each, and with `matrix` one more for each.
fn workbook(matrix: bool) -> Vec<u8> {
    let all = CODES.map(|code| standard(&file(code)));
    let mut bytes = Vec::new();
    let options = Options { matrix, ..Options::default() };
    render(&all.each_ref(), Format::Xlsx, &options, &mut bytes).unwrap();
    bytes
}

fn sheets(bytes: &[u8]) -> Vec<ImportedSheet> {
    match import_all(bytes, None).unwrap() {
        Standards::Sheets(sheets) => sheets,
        Standards::One(_) => panic!("one standard"),
    }
}

fn ttm(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(["--lang", "en"]).args(arguments).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn each_standard_of_a_workbook_of_many_comes_in() {
    for (matrix, without) in [(false, 1), (true, 4)] {
        let bytes = workbook(matrix);
        let sheets = sheets(&bytes);
        assert_eq!(sheets.len(), 3);
        for (number, (code, sheet)) in CODES.iter().zip(sheets).enumerate() {
            assert_eq!(&sheet.name, code);
            let imported = sheet.imported.unwrap();
            assert_eq!(yaml(&imported.standard), yaml(&standard(&file(code))));
            assert_eq!(imported.report.form, Some(SourceForm::Xlsx));
            // What is no form is said once, with the first of them.
            let told = imported.report.remarks.into_iter().map(|remark| remark.kind);
            let told: Vec<_> = told
                .filter(|kind| matches!(kind, RemarkKind::LeftOut { what: LeftOut::Sheet, .. }))
                .collect();
            let index =
                RemarkKind::LeftOut { what: LeftOut::Sheet, count: without, first: "索引".to_owned() };
            assert_eq!(told, if number == 0 { vec![index] } else { vec![] });
        }
        // Where one standard is asked for, several are refused.
        let several = ImportError::Unreadable(ReadError::SeveralSheets { count: 3 });
        assert_eq!(import(&bytes, None).unwrap_err(), several);
    }
}

#[test]
fn a_draft_may_be_among_them() {
    let (one, draft) = (standard(&file(CODES[0])), fs::read_to_string("tests/standards/draft.yaml").unwrap());
    let draft = standard(&draft);
    let mut bytes = Vec::new();
    render(&[&one, &draft], Format::Xlsx, &Options::default(), &mut bytes).unwrap();
    let imported = sheets(&bytes).into_iter().map(|sheet| yaml(&sheet.imported.unwrap().standard));
    assert_eq!(imported.collect::<Vec<_>>(), [yaml(&one), yaml(&draft)]);
}

/// The label of the code has nothing beside it, and is no title.
#[test]
fn a_draft_without_a_code_comes_in_without_a_remark() {
    let draft = standard(
        "name:\n  occupation: 咖啡烘焙師\nlevel: 3\nduties:\n  T1:\n    name: 烘焙\n    tasks:\n      T1.1:\n        \
         name: 烘豆\n        level: 3\n        indicators:\n          P1.1.1: 烘豆。\n",
    );
    let mut bytes = Vec::new();
    render(&[&draft], Format::Xlsx, &Options::default(), &mut bytes).unwrap();
    assert_same(&draft, SourceForm::Xlsx, &bytes, "a draft");
}

#[test]
fn what_is_left_out_of_a_sheet_is_told_with_its_standard() {
    let merged = form().replacen("</sheetData>", "<row><c r='A90' t='inlineStr'><is><t>甲</t></is></c><c r='B90' \
        t='inlineStr'><is><t>乙</t></is></c></row></sheetData><mergeCells><mergeCell ref='A90:B90'/></mergeCells>", 1);
    let sheets = sheets(&xlsx(&[("甲", &form()), ("乙", &merged)], "", ""));
    let told = |sheet: &ImportedSheet| -> Vec<_> {
        let remarks = &sheet.imported.as_ref().unwrap().report.remarks;
        remarks.iter().map(|remark| remark.kind.id()).filter(|id| *id == "left-out").collect()
    };
    assert_eq!([told(&sheets[0]), told(&sheets[1])], [vec![], vec!["left-out"]]);
}

#[test]
fn a_part_on_a_sheet_of_its_own_is_not_given_to_one_of_several() {
    let attitudes = "<sheetData><row><c r='A1' t='inlineStr'><is><t>職能內涵 (A=attitude 態度)</t></is></c></row>\
                     <row><c r='A2' t='inlineStr'><is><t>A01 主動積極</t></is></c></row></sheetData>";
    let bytes = xlsx(&[("甲", &form()), ("乙", &form()), ("態度", attitudes)], "", "");
    let refused = import_all(bytes, None).unwrap_err();
    assert_eq!(refused, ImportError::Unreadable(ReadError::PartApart { sheet: "態度".to_owned() }));
    assert!(refused.words().en.contains("“態度”") && refused.words().zh.contains("「態度」"));
}

#[test]
fn each_standard_of_a_workbook_becomes_a_file() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("all.xlsx"), workbook(false)).unwrap();
    let output = ttm(folder, &["import", "all.xlsx", "-o", "in/", "--report", "report.json"]);
    // One of them has an attitude without a code, which needs a look.
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(
        crate::names(&folder.join("in")),
        ["TTM4221-004v2.yaml", "XXX2149-902v1.yaml", "XXX3119-901v2.yaml"]
    );
    for code in CODES {
        let text = fs::read_to_string(folder.join(format!("in/{code}.yaml"))).unwrap();
        assert_eq!(yaml(&standard(&text)), yaml(&standard(&file(code))));
        assert!(text.contains(&format!(": all.xlsx › {code} (xlsx)\n")), "{text}");
    }
    let said = said(&output);
    assert!(said.contains("ok: all.xlsx › TTM4221-004v2 → "), "{said}");
    assert!(said.contains("3 standards in 1 file: 3 imported, 1 of them"), "{said}");
    let report: Value = serde_json::from_slice(&fs::read(folder.join("report.json")).unwrap()).unwrap();
    let sheets: Vec<_> =
        report["imports"].as_array().unwrap().iter().map(|one| one["sheet"].clone()).collect();
    assert_eq!(sheets, CODES);
    assert!(report["imports"].as_array().unwrap().iter().all(|one| one["source"] == "all.xlsx"));

    // There is no single file for them.
    for (output, words) in [("one.yaml", "3 standards"), ("-", "3")] {
        let output = ttm(folder, &["import", "all.xlsx", "-o", output]);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(self::said(&output).contains(words) && output.stdout.is_empty(), "{output:?}");
    }
    assert_eq!(crate::names(folder), ["all.xlsx", "in", "report.json"]);
}

#[test]
fn a_standard_without_a_code_is_named_like_its_sheet() {
    let folder = TempDir::new().unwrap();
    let draft = form();
    fs::write(folder.path().join("drafts.xlsx"), xlsx(&[("一店", &draft), ("二店", &draft)], "", ""))
        .unwrap();
    let output = ttm(folder.path(), &["import", "drafts.xlsx", "-o", "in/"]);
    assert_eq!(crate::names(&folder.path().join("in")), ["一店.yaml", "二店.yaml"], "{output:?}");
}

#[test]
fn the_sheet_with_its_code_is_taken_into_a_file() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("all.xlsx"), workbook(false)).unwrap();
    let before = file("XXX3119-901v2").replacen("每小時測量一次", "每天測量一次", 1);
    fs::write(folder.join("a.yaml"), &before).unwrap();
    let output = ttm(folder, &["import", "all.xlsx", "--into", "a.yaml"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(fs::read_to_string(folder.join("a.yaml")).unwrap(), file("XXX3119-901v2"));
    // A file that none of them is of stays as it is.
    let other = before.replace("XXX3119-901v2", "XXX3119-901v3");
    fs::write(folder.join("b.yaml"), &other).unwrap();
    let output = ttm(folder, &["import", "all.xlsx", "--into", "b.yaml"]);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(said(&output).contains("3 standards, and the code"), "{output:?}");
    assert_eq!(fs::read_to_string(folder.join("b.yaml")).unwrap(), other);
}
