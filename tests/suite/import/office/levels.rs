//! The level of a row, written in other ways than as a digit, from every kind of office file.

use ttm::forms::import::{RemarkKind, SourceForm, import};

use super::docx::{docx, run};
use super::odt;
use super::odt::spreadsheet;
use super::xlsx::{form, xlsx};

const PROFILE: [&[&str]; 2] = [&["職能基準名稱", "職業", "手沖咖啡師"], &["基準級別", "3"]];
const HEADINGS: [&str; 7] = ["主要職責", "工作任務", "工作產出", "行為指標", "職能級別", "知識", "技能"];

/// The form with this level of its row, as the tables of a text of OpenDocument.
fn tables(level: &str) -> String {
    let row = ["T1 甲", "T1.1 乙", "O1.1.1 丙", "P1.1.1 丁。", level, "K01 戊", "S01 己"];
    let cells = |cells: &[&str]| -> String {
        cells.iter().map(|text| format!("<b:table-cell><t:p>{text}</t:p></b:table-cell>")).collect()
    };
    let table = |rows: &[&[&str]]| -> String {
        let rows: String =
            rows.iter().map(|row| format!("<b:table-row>{}</b:table-row>", cells(row))).collect();
        format!("<b:table>{rows}</b:table>")
    };
    table(&PROFILE) + &table(&[&HEADINGS, &row])
}

/// The same as the tables of Word.
fn of_word(level: &str) -> String {
    tables(level)
        .replace("b:table-row", "x:tr")
        .replace("b:table-cell", "x:tc")
        .replace("b:table", "x:tbl")
        .replace("<t:p>", "<x:p><x:r><x:t>")
        .replace("</t:p>", "</x:t></x:r></x:p>")
        .replace("</x:tbl><x:tbl>", &format!("</x:tbl><x:p>{}</x:p><x:tbl>", run("")))
}

#[test]
fn a_level_is_read_as_its_cell_says_it_from_every_kind() {
    for cell in ["4級", "Level 4", "L4", "４"] {
        let workbook = form().replacen(
            "<c r='E5' t='inlineStr'><is><t>3<",
            &format!("<c r='E5' t='inlineStr'><is><t>{cell}<"),
            1,
        );
        for (kind, bytes) in [
            (SourceForm::Odt, odt(&tables(cell))),
            (SourceForm::Ods, spreadsheet(&tables(cell))),
            (SourceForm::Docx, docx(&of_word(cell), &[])),
            (SourceForm::Xlsx, xlsx(&[("表", &workbook)], "", "")),
        ] {
            let imported = import(&bytes, Some(kind)).unwrap();
            let (_, _, row) = imported.standard.rows().next().unwrap();
            assert_eq!(row.level.given().map(|level| level.value), Some(4), "{kind:?}: {cell}");
            assert_eq!(imported.standard.level.given().map(|level| level.value), Some(3), "{kind:?}");
            let kinds: Vec<_> = imported.report.remarks.iter().map(|remark| &remark.kind).collect();
            assert_eq!(kinds, [&RemarkKind::LevelRead { text: cell.to_owned(), level: 4 }], "{kind:?}");
        }
    }
}
