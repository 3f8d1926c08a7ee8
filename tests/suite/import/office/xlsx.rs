//! Spreadsheets: what a reader of them sees, in Excel's form and in that of OpenDocument.

use ttm::forms::import::{Imported, Kept, LeftOut, Page, ReadError, RemarkKind, SourceForm, import, office};

use super::odt::spreadsheet;
use super::{read, zipped};
use crate::support::page::{folded, lines, tables};

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of these sheets, each with its name and content, with these shared strings and styles.
pub(super) fn xlsx(sheets: &[(&str, &str)], strings: &str, styles: &str) -> Vec<u8> {
    let part = |root: &str, content: &str| {
        format!(
            "<?xml version='1.0'?><{root} xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
             xmlns:r='{TYPES}'>{content}</{root}>"
        )
    };
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='{TYPES}/{kind}' Target='{target}'/>")
    };
    let mut named = String::new();
    let mut relations =
        relation("s", "sharedStrings", "sharedStrings.xml") + &relation("t", "styles", "styles.xml");
    let mut files = vec![
        ("xl/sharedStrings.xml".to_owned(), part("sst", strings)),
        ("xl/styles.xml".to_owned(), part("styleSheet", styles)),
    ];
    for (at, (name, content)) in sheets.iter().enumerate() {
        let (name, state) = name.strip_prefix('~').map_or((*name, ""), |name| (name, " state='hidden'"));
        named += &format!("<sheet name='{name}' sheetId='{at}' r:id='r{at}'{state}/>");
        relations += &relation(&format!("r{at}"), "worksheet", &format!("/xl/worksheets/s{at}.xml"));
        files.push((format!("xl/worksheets/s{at}.xml"), part("worksheet", content)));
    }
    files.push(("xl/workbook.xml".to_owned(), part("workbook", &format!("<sheets>{named}</sheets>"))));
    let relations = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{relations}</Relationships>"
    );
    files.push(("xl/_rels/workbook.xml.rels".to_owned(), relations));
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zipped(&files)
}

/// A cell with a text of its own.
fn text(place: &str, text: &str) -> String {
    format!("<c r='{place}' t='inlineStr'><is><t>{text}</t></is></c>")
}

fn sheet(rows: &[&[String]], merged: &[&str]) -> String {
    let rows: String = rows.iter().map(|cells| format!("<row>{}</row>", cells.concat())).collect();
    let merged: String = merged.iter().map(|range| format!("<mergeCell ref='{range}'/>")).collect();
    format!("<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>")
}

fn cells(page: &Page) -> Vec<Vec<(usize, usize, String)>> {
    let rows = &tables(page)[0].rows;
    rows.iter()
        .map(|row| row.iter().map(|cell| (cell.rowspan, cell.colspan, folded(cell))).collect())
        .collect()
}

fn kinds(page: &Page) -> Vec<RemarkKind> {
    page.remarks.iter().map(|remark| remark.kind.clone()).collect()
}

fn left_out(what: LeftOut, count: usize, first: &str) -> RemarkKind {
    RemarkKind::LeftOut { what, count, first: first.to_owned() }
}

const PROFILE: [[&str; 3]; 2] = [["職能基準名稱", "職業", "手沖咖啡師"], ["基準級別", "3", ""]];
const HEADINGS: [&str; 7] = ["主要職責", "工作任務", "工作產出", "行為指標", "職能級別", "知識", "技能"];
const ROW: [&str; 7] = ["T1 甲", "T1.1 乙", "O1.1.1 丙", "P1.1.1 丁。", "3", "K01 戊", "S01 己"];

/// Rows from the row `first` on.
fn rows(first: usize, rows: &[&[&str]]) -> String {
    let cell = |row: usize, (column, value): (usize, &&str)| {
        let letter = char::from(b'A' + u8::try_from(column).unwrap());
        text(&format!("{letter}{}", first + row), value)
    };
    let row = |(at, cells): (usize, &&[&str])| -> String {
        cells.iter().enumerate().map(|one| cell(at, one)).collect()
    };
    rows.iter().enumerate().map(|one| format!("<row>{}</row>", row(one))).collect()
}

pub(super) fn form() -> String {
    let rows = rows(1, &[&PROFILE[0], &PROFILE[1]]) + &rows(4, &[&HEADINGS, &ROW]);
    format!("<sheetData>{rows}</sheetData>")
}

fn name(imported: &Imported) -> &str {
    imported.standard.name.given().unwrap().text.as_str()
}

#[test]
fn merged_cells_are_one_and_what_lies_below_is_told() {
    let content = sheet(
        &[
            &[text("B2", "甲"), text("D2", "乙")],
            &[text("B3", "丙"), text("C3", "丁"), text("D3", "藏")],
            &[text("B4", "戊"), text("C4", "己"), text("D4", "庚")],
        ],
        // The last overlaps another, which is wrong and counts for nothing; the one before covers nothing but blanks.
        &["B2:C2", "D2:D3", "E2:F9", "C4:D4", "D3:D4"],
    );
    let page = read(&xlsx(&[("表", &content)], "", "")).unwrap();
    let cell = |rows, columns, text: &str| (rows, columns, text.to_owned());
    assert_eq!(
        cells(&page),
        [
            vec![cell(1, 2, "甲"), cell(2, 1, "乙")],
            vec![cell(1, 1, "丙"), cell(1, 1, "丁")],
            vec![cell(1, 1, "戊"), cell(1, 2, "己")],
        ]
    );
    assert_eq!(kinds(&page), [left_out(LeftOut::Covered, 2, "藏")]);
}

#[test]
fn texts_numbers_and_dates_are_as_shown() {
    let strings = "<si><t>一_x000D_\n二</t></si><si><r><t>10</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>3</t></r></si>\
                   <si><t>漢字</t><rPh sb='0' eb='2'><t>ㄏㄢˋ</t></rPh><phoneticPr fontId='1'/></si>";
    let styles = "<numFmts><numFmt numFmtId='170' formatCode='0000'/></numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>\
                  <cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/></cellXfs>";
    let content = "<sheetData><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>99</v></c></row>\
                   <row><c><v>3</v></c><c s='1'><v>44210</v></c><c s='2'><v>110</v></c><c s='99'><v>0.5</v></c></row>\
                   <row><c t='b'><v>1</v></c><c t='e'><v>#REF!</v></c><c t='str'><f>A1</f><v>果</v></c><c><f>SUM(A1)</f></c>\
                   <c t='d'><v>2021-01-14T00:00:00</v></c></row></sheetData>";
    let page = read(&xlsx(&[("表", content)], strings, styles)).unwrap();
    let texts: Vec<Vec<String>> =
        tables(&page)[0].rows.iter().map(|row| row.iter().map(folded).collect()).collect();
    assert_eq!(
        texts,
        [
            vec!["一二", "10³", "漢字", "", ""],
            vec!["3", "2021/1/14", "0110", "0.5", ""],
            vec!["TRUE", "#REF!", "果", "", "2021-01-14"],
        ]
    );
    assert_eq!(tables(&page)[0].rows[0][0].lines.len(), 2);
    assert_eq!(
        kinds(&page),
        [
            left_out(LeftOut::Reading, 1, "ㄏㄢˋ"),
            left_out(LeftOut::Formula, 1, "=SUM(A1)"),
            RemarkKind::Raised { count: 1, first: "³".to_owned() },
        ]
    );
}

#[test]
fn the_dates_of_a_history_are_the_days_that_their_cells_count_to() {
    const HISTORY: [&str; 6] = ["版本", "職能基準代碼", "職能基準名稱", "狀態", "更新說明", "發展更新日期"];
    let formats = [
        "[$-404]e/m/d",
        "[$-zh-TW,104]gge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;",
        "d/m/yyyy",
        "[$-404]e/m",
    ];
    let own: String = (0..)
        .zip(formats)
        .map(|(at, format)| format!("<numFmt numFmtId='{}' formatCode='{format}'/>", 170 + at))
        .collect();
    let styles: String = (170..174).map(|id| format!("<xf numFmtId='{id}'/>")).collect();
    let styles = format!("<numFmts>{own}</numFmts><cellXfs><xf numFmtId='0'/>{styles}</cellXfs>");
    // The last two show no whole day, and a text that may have been typed in either calendar.
    let dates = [
        "<c r='F2' s='1'><v>44210</v></c>".to_owned(),
        "<c r='F3' s='2'><v>43845</v></c>".to_owned(),
        "<c r='F4' s='3'><v>43480</v></c>".to_owned(),
        "<c r='F5' s='4'><v>43115</v></c>".to_owned(),
        text("F6", "106/1/14"),
    ];
    let versions: String = (2..)
        .zip(&dates)
        .map(|(row, date)| {
            let status = if row == 2 { "最新版本" } else { "歷史版本" };
            let cells =
                [("A", format!("V{}", 7 - row)), ("B", format!("TTM4221-004v{}", 7 - row))].into_iter();
            let cells = cells.chain([("C", "手沖咖啡師".to_owned()), ("D", status.to_owned())]);
            let cells: String =
                cells.map(|(column, value)| text(&format!("{column}{row}"), &value)).collect();
            format!("<row>{cells}{date}</row>")
        })
        .collect();
    let rows = rows(1, &[&HISTORY])
        + &versions
        + &rows(8, &[&PROFILE[0], &PROFILE[1]])
        + &rows(11, &[&HEADINGS, &ROW]);
    let imported =
        import(&xlsx(&[("表", &format!("<sheetData>{rows}</sheetData>"))], "", &styles), None).unwrap();
    let standard = &imported.standard;
    let days: Vec<_> = standard
        .history
        .iter()
        .map(|version| version.date.given().map(|date| date.value.to_string()))
        .collect();
    let day = |text: &str| Some(text.to_owned());
    assert_eq!(days, [day("2021-01-14"), day("2020-01-15"), day("2019-01-15"), None, None]);
    let unplaced: Vec<_> = standard.unplaced.iter().map(|kept| kept.text.given().unwrap().as_str()).collect();
    assert_eq!(unplaced, ["107/1", "106/1/14"]);
    let told = imported.report.remarks.iter().map(|remark| remark.kind.id());
    assert_eq!(told.collect::<Vec<_>>(), ["date", "date"]);
}

#[test]
fn hidden_rows_and_columns_are_kept_and_told() {
    let content = "<cols><col min='2' max='2' hidden='1'/></cols><sheetData><row hidden='true'><c t='inlineStr'><is><t>甲</t></is></c>\
                   <c t='inlineStr'><is><t>乙</t></is></c></row><row><c t='inlineStr'><is><t>丙</t></is></c>\
                   <c t='inlineStr'><is><t>丁</t></is></c></row></sheetData>";
    let page = read(&xlsx(&[("表", content)], "", "")).unwrap();
    assert_eq!(cells(&page).concat().len(), 4);
    assert_eq!(kinds(&page), [RemarkKind::Kept { what: Kept::HiddenCell, count: 3, first: "甲".to_owned() }]);
    assert!(kinds(&page)[0].needs_a_look());
}

#[test]
fn the_parts_of_a_form_may_be_on_several_sheets() {
    let profile = format!("<sheetData>{}</sheetData>", rows(1, &[&PROFILE[0], &PROFILE[1]]));
    let duties = format!("<sheetData>{}</sheetData>", rows(1, &[&HEADINGS, &ROW]));
    let attitudes = format!(
        "<sheetData>{}</sheetData>",
        rows(1, &[&["職能內涵 (A=attitude 態度)"], &["A01 主動積極"], &["A02 謹慎細心"]])
    );
    let matrix = format!("<sheetData>{}</sheetData>", rows(1, &[&["", "K01", "S01"], &["T1.1", "v", "v"]]));
    let choices = format!("<sheetData>{}</sheetData>", rows(1, &[&["1"], &["2"]]));
    let bytes = xlsx(
        &[
            ("說明", &matrix),
            ("表頭", &profile),
            ("表身", &duties),
            ("態度", &attitudes),
            ("~清單", &choices),
        ],
        "",
        "",
    );
    let imported = import(&bytes, None).unwrap();
    assert_eq!(imported.report.form, Some(SourceForm::Xlsx));
    assert_eq!(name(&imported), "手沖咖啡師");
    assert_eq!(imported.report.counts.items.map(|(_, count)| count), [1, 1, 1, 1, 1, 1, 2]);
    let told: Vec<_> = imported.report.remarks.iter().map(|remark| remark.kind.clone()).collect();
    assert_eq!(told, [left_out(LeftOut::Sheet, 1, "說明"), left_out(LeftOut::HiddenSheet, 1, "清單")]);
    assert!(imported.standard.unplaced.is_empty());
}

#[test]
fn several_standards_in_a_workbook_are_not_mixed() {
    let form = form();
    assert_eq!(name(&import(&xlsx(&[("甲", &form)], "", ""), None).unwrap()), "手沖咖啡師");
    let two = xlsx(&[("甲", &form), ("乙", &form)], "", "");
    assert_eq!(read(&two), Err(ReadError::SeveralSheets { count: 2 }));
    let table = |name: &str| {
        let row = |cells: &[&str]| {
            let cell = |text: &&str| format!("<b:table-cell><t:p>{text}</t:p></b:table-cell>");
            format!("<b:table-row>{}</b:table-row>", cells.iter().map(cell).collect::<String>())
        };
        let rows = [row(&PROFILE[0]), row(&PROFILE[1]), "<b:table-row/>".into(), row(&HEADINGS), row(&ROW)];
        format!("<b:table b:name='{name}'>{}</b:table>", rows.concat())
    };
    let one = import(&spreadsheet(&table("甲")), None).unwrap();
    assert_eq!((name(&one), one.report.form), ("手沖咖啡師", Some(SourceForm::Ods)));
    let two = spreadsheet(&(table("甲") + &table("乙")));
    assert_eq!(read(&two), Err(ReadError::SeveralSheets { count: 2 }));
}

#[test]
fn a_line_break_in_a_cell_parts_items_or_goes_on_with_one() {
    for (cell, expected) in [
        ("K01 甲\nK02 乙", vec!["K01 甲", "K02 乙"]),
        ("K01 甲\n乙\nK02 丙", vec!["K01 甲\n乙", "K02 丙"]),
        ("P1.1.1 甲。\n乙。", vec!["P1.1.1 甲。", "乙。"]),
        ("市場報告\n客戶紀錄表", vec!["市場報告", "客戶紀錄表"]),
        ("市場報告\nO1.1.2 表\n單", vec!["市場報告", "O1.1.2 表\n單"]),
    ] {
        let row = [text("A1", cell), text("B1", "甲")];
        let ods = format!(
            "<b:table><b:table-row><b:table-cell>{}</b:table-cell><b:table-cell><t:p>甲</t:p></b:table-cell></b:table-row></b:table>",
            cell.split('\n').map(|line| format!("<t:p>{line}</t:p>")).collect::<String>()
        );
        for bytes in [xlsx(&[("表", &sheet(&[&row], &[]))], "", ""), spreadsheet(&ods)] {
            let page = read(&bytes).unwrap();
            let lines: Vec<_> =
                tables(&page)[0].rows[0][0].lines.iter().map(|line| line.text.as_ref()).collect();
            assert_eq!(lines, expected);
        }
    }
}

#[test]
fn rows_without_anything_part_tables_and_rows_of_one_cell_are_lines() {
    let content = sheet(
        &[
            &[text("C1", "手沖咖啡師職能基準")],
            &[text("A2", "甲"), text("B2", "乙")],
            &[text("A3", "丙")],
            &[text("XFD1048576", "末")],
        ],
        &["A2:A3"],
    );
    let page = read(&xlsx(&[("表", &content)], "", "")).unwrap();
    let texts: Vec<_> = lines(&page).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["手沖咖啡師職能基準", "末"]);
    assert_eq!(tables(&page).len(), 1);
    let (_, form) = office::page(&xlsx(&[], "", "")).unwrap();
    assert_eq!(form, SourceForm::Xlsx);
}

#[test]
fn what_is_below_a_merged_cell_of_a_spreadsheet_of_open_document_is_told() {
    let page = read(&spreadsheet(
        "<b:table><b:table-row><b:table-cell b:number-columns-spanned='2'><t:p>甲</t:p></b:table-cell>\
         <b:covered-table-cell><t:p>藏</t:p></b:covered-table-cell><b:table-cell><t:p>乙</t:p></b:table-cell></b:table-row></b:table>",
    ))
    .unwrap();
    assert_eq!(kinds(&page), [left_out(LeftOut::Covered, 1, "藏")]);
    assert_eq!(cells(&page)[0].len(), 2);
}
