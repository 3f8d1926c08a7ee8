//! Word documents with several standards, one after the other.

use std::fs;
use std::process::Command;

use tempfile::TempDir;
use ttm::canonical::yaml;
use ttm::forms::import::{ImportedSheet, Page, SourceForm, Standards, import_all, office};
use ttm::forms::render::{Format, Options, render};

use super::docx::{docx, run};
use super::workbook::{CODES, file};
use crate::support::standard;

/// A document that `ttm render` makes of these standards.
fn document(texts: &[&str]) -> Vec<u8> {
    let all: Vec<_> = texts.iter().map(|text| standard(text)).collect();
    let mut bytes = Vec::new();
    render(&all.iter().collect::<Vec<_>>(), Format::Docx, &Options::default(), &mut bytes).unwrap();
    bytes
}

fn pieces(bytes: &[u8]) -> Vec<ImportedSheet> {
    match import_all(bytes, None).unwrap() {
        Standards::Sheets(sheets) => sheets,
        Standards::One(one) => panic!("one standard: {:?}", one.report.remarks),
    }
}

#[test]
fn each_standard_of_a_document_of_many_comes_in() {
    let draft = fs::read_to_string("tests/standards/draft.yaml").unwrap();
    let texts = [file(CODES[0]), draft, file(CODES[1]), file(CODES[2]), file(CODES[0])];
    let texts = texts.each_ref().map(String::as_str);
    let pieces = pieces(&document(&texts));
    assert_eq!(pieces.len(), texts.len());
    for (text, piece) in texts.into_iter().zip(pieces) {
        let expected = standard(text);
        assert_eq!(piece.name, format!("{}職能基準", expected.name.given().unwrap().text.as_str()));
        let imported = piece.imported.unwrap();
        assert_eq!(yaml(&imported.standard), yaml(&expected));
        assert_eq!(imported.report.form, Some(SourceForm::Docx));
    }
}

#[test]
fn each_standard_of_a_document_becomes_a_file() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("all.docx"), document(&CODES.map(file).each_ref().map(String::as_str))).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    let output =
        command.args(["--lang", "en", "import", "all.docx", "-o", "in/"]).current_dir(folder).output();
    let said = String::from_utf8_lossy(&output.unwrap().stderr).into_owned();
    assert!(said.contains("3 standards in 1 file: 3 imported"), "{said}");
    assert!(said.contains("ok: all.docx › 獎勵旅遊業業務人員職能基準 → in/TTM4221-004v2.yaml\n"), "{said}");
    for code in CODES {
        let text = fs::read_to_string(folder.join(format!("in/{code}.yaml"))).unwrap();
        assert_eq!(yaml(&standard(&text)), yaml(&standard(&file(code))));
    }
}

/// A table of these rows.
fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<x:tc><x:p>{}</x:p></x:tc>", run(text));
    let row = |cells: &&[&str]| format!("<x:tr>{}</x:tr>", cells.iter().map(cell).collect::<String>());
    format!("<x:tbl>{}</x:tbl>", rows.iter().map(row).collect::<String>())
}

/// A form without a title.
fn form(name: &str) -> String {
    let profile = table(&[&["職能基準代碼", ""], &["職類", name]]);
    let duties = table(&[
        &["主要職責", "工作任務", "行為指標", "職能級別"],
        &["T1 甲", "T1.1 乙", "P1.1.1 丙。", "3"],
    ]);
    format!("{profile}<x:p/>{duties}<x:p/>")
}

#[test]
fn forms_without_a_title_begin_at_their_profile() {
    let pieces = pieces(&docx(&(form("一店") + &form("二店")), &[]));
    let found = pieces.into_iter().map(|piece| {
        let standard = piece.imported.unwrap().standard;
        (piece.name, standard.name.given().unwrap().text.as_str().to_owned())
    });
    let expected = [("1", "一店"), ("2", "二店")].map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(found.collect::<Vec<_>>(), expected);
}

#[test]
fn a_document_is_divided_only_into_whole_standards() {
    let blocks = |body: &str, parts: &[(&str, &str)]| -> Page {
        // One standard, or an error.
        office::page(&docx(body, parts)).unwrap().0
    };
    // A profile again, without duties.
    let profile = table(&[&["職能基準代碼", ""], &["職類", "二店"]]);
    let page = blocks(&(form("一店") + &profile), &[]);
    assert_eq!(page.blocks.len(), 3);
    // Duties in two tables.
    let more = table(&[
        &["主要職責", "工作任務", "行為指標", "職能級別"],
        &["T2 丁", "T2.1 戊", "P2.1.1 己。", "4"],
    ]);
    assert_eq!(blocks(&(form("一店") + &more), &[]).blocks.len(), 3);
    // The footnotes are at the end, and do not say whose they are.
    let note = "<x:p><x:r><x:footnoteReference x:id='1'/></x:r></x:p>";
    let footnotes = "<x:footnote x:id='1'><x:p><x:r><x:t>註</x:t></x:r></x:p></x:footnote>";
    let both = form("一店") + note + &form("二店");
    assert_eq!(blocks(&both, &[("footnotes", footnotes)]).blocks.len(), 5);
}
