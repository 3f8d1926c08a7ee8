//! What each form of document holds, before anything is understood of it.

use ttm::files::encoding::Encoding;
use ttm::forms::import::{ReadError, SourceForm, detect, html, ocs, text};
use ttm::forms::render::Format;
use ttm::forms::sheet::{Cell, FormPart, LineKind, Sheet};

use crate::render;
use crate::support::page::{duties_of, folded, lines, read, tables};

#[test]
fn page_text_keeps_spaces_and_recognises_list_marks() {
    let page = text::page(
        "甲\t\t乙\t\r\n\t丙\t\t\r\n\r\n● 條件：\n- 1.一\n- 2. 二\n- 4.四\n- 【註1】五\n1.六\n1.5公尺\n",
    )
    .unwrap();
    let row = |texts: [&'static str; 4]| texts.map(Cell::text).to_vec();
    assert_eq!(tables(&page)[0].rows, [row(["甲", "", "乙", ""]), row(["", "丙", "", ""])]);
    assert_eq!(
        lines(&page),
        [
            (LineKind::Heading, "● 條件："),
            (LineKind::Numbered(1), "一"),
            (LineKind::Numbered(2), "二"),
            (LineKind::Bullet, "4.四"),
            (LineKind::Bullet, "【註1】五"),
            (LineKind::Numbered(1), "六"),
            (LineKind::Text, "1.5公尺"),
        ]
    );
}

#[test]
fn cells_in_the_quotation_marks_of_a_spreadsheet_are_one() {
    let page = text::page("\"P1 甲\nP2 \"\"乙\"\"\"\t\"丙\"\n\"丁\"戊\t\"己\n庚\t辛\n").unwrap();
    let row = |texts: [&'static str; 2]| texts.map(Cell::text).to_vec();
    assert_eq!(
        tables(&page)[0].rows,
        [row(["P1 甲\nP2 \"乙\"", "\"丙\""]), row(["\"丁\"戊", "\"己"]), row(["庚", "辛"])]
    );
}

#[test]
fn html_is_read_as_a_browser_shows_it() {
    let page = html::page(
        "<!DOCTYPE html><title>不</title><script>'<table>'</script><style>td{}</style>\
         <div style='DISPLAY : none'>不<div>不</div></div><nav><ul><li>首頁<li>查詢</ul></nav>\
         <table><tr><td><h1>標\n題</h1><table id=inner><thead><tr><th rowspan=9>甲<br>乙 <th colspan=2>丙</thead>\
         <tr><td><p>P1&nbsp;一\n  二<p>● 三<ol start=3><li>四<li><b>五</b><p>六</ol><ul><li>七</ul>\
         <td rowspan=0> <td colspan=1000000000>&lt;p&gt;</tr><tr><td>八</table>後</table><pre>一\n二</pre>",
    )
    .unwrap();
    assert_eq!(
        lines(&page),
        [
            (LineKind::Bullet, "首頁"),
            (LineKind::Bullet, "查詢"),
            (LineKind::Text, "標 題"),
            (LineKind::Text, "後"),
            (LineKind::Text, "一\n二"),
        ]
    );
    let tables = tables(&page);
    assert_eq!(tables.len(), 1);
    let rows = &tables[0].rows;
    let spans: Vec<Vec<_>> =
        rows.iter().map(|row| row.iter().map(|cell| (cell.rowspan, cell.colspan)).collect()).collect();
    assert_eq!(spans, [vec![(1, 1), (1, 2)], vec![(1, 1), (2, 1), (1, 1)], vec![(1, 1)]]);
    let texts: Vec<_> = rows[1][0].lines.iter().map(|line| (line.kind, line.text.as_ref())).collect();
    assert_eq!(
        texts,
        [
            (LineKind::Text, "P1\u{a0}一 二"),
            (LineKind::Heading, "● 三"),
            (LineKind::Numbered(3), "四"),
            (LineKind::Numbered(4), "五"),
            (LineKind::Text, "六"),
            (LineKind::Bullet, "七"),
        ]
    );
    assert_eq!(rows[0][0].lines[0].text, "甲\n乙");
    assert!(rows[0][0].header && !rows[1][0].header);
    assert_eq!(rows[1][2].lines[0].text, "<p>");
}

#[test]
fn nested_tables_in_cells_become_lines() {
    let page = html::page(
        "<table><tr><td>工作任務<td>行為指標<tr><td>T1.1<td>P1<table><tr><td>一<td>二</table></table>",
    )
    .unwrap();
    let tables = tables(&page);
    assert_eq!(tables.len(), 1);
    assert_eq!(folded(&tables[0].rows[1][1]), "P1一二");
}

#[test]
fn incomplete_pages_are_read_as_far_as_they_go() {
    let page = html::page("<tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁 <b>戊").unwrap();
    let rows: Vec<Vec<String>> =
        tables(&page)[0].rows.iter().map(|row| row.iter().map(folded).collect()).collect();
    assert_eq!(rows, [["甲", "乙"], ["丙", "丁戊"]]);
}

#[test]
fn rendered_pages_are_read_back_cell_by_cell() {
    for standard in [render::published(), render::standard(render::SHAPES), render::standard(render::DRAFT)] {
        let printed = render::print(&[&standard], Format::Html, 100);
        let page = read(printed.as_bytes());
        let sheet = Sheet::of(&standard);
        let tables = tables(&page);
        assert_eq!(tables.len(), sheet.sections.len());
        for (section, table) in sheet.sections.iter().zip(tables) {
            let head = Some(&section.table.head).filter(|head| !head.is_empty());
            let rows: Vec<_> = head.into_iter().chain(&section.table.rows).collect();
            assert_eq!(table.rows.len(), rows.len());
            for (row, expected) in table.rows.iter().zip(rows) {
                let spans = |row: &[Cell<'_>]| -> Vec<_> {
                    row.iter().map(|cell| (cell.rowspan, cell.colspan, folded(cell))).collect()
                };
                assert_eq!(spans(row), spans(expected));
            }
        }
    }
}

#[test]
fn converted_json_loses_no_text() {
    let sheet = ocs::sheet(
        r#"{"ocs_profile": {"ocs_name": {"occupation_name": "甲"}, "ocs_level": 3, "remark": ["乙", {"more": 4.5}]},
            "ocs_content": {"ocu_units": [{"ocu_code": "T1", "ocu_name": null, "ocu_name": "丙", "tasks": [
              {"task_codes": [{"code": "T1.1", "name": "丁"}, {"code": "T1.2"}], "competency_blocks": [
                {"outputs": [{"name": "戊"}], "knowledge": "己", "skills": [{"code": "S01", "name": "庚", "x": true}]},
                {"indicators": ["P\n", null]}]}]}, {}]},
            "notes": {"prerequisites": ["辛"], "supplements": null}}"#,
    )
    .unwrap();
    assert_eq!(sheet.title, "甲職能基準");
    let duties = duties_of(&sheet);
    assert_eq!(duties, [vec!["T1丙", "T1.1丁T1.2", "戊", "S01庚"], vec!["P"], vec![]]);
    let unplaced = &sheet.sections.last().unwrap();
    assert_eq!(unplaced.part, FormPart::Unplaced);
    let mut texts: Vec<(String, String)> =
        unplaced.table.rows.iter().map(|row| (folded(&row[0]), folded(&row[1]))).collect();
    texts.sort();
    let block = "ocs_content.ocu_units[0].tasks[0].competency_blocks[0]";
    assert_eq!(
        texts,
        [
            (format!("{block}.knowledge"), "己".to_owned()),
            (format!("{block}.skills[0].x"), "true".to_owned()),
            ("ocs_profile.remark[0]".to_owned(), "乙".to_owned()),
            ("ocs_profile.remark[1].more".to_owned(), "4.5".to_owned()),
        ]
    );
}

#[test]
fn the_form_of_a_document_is_detected_from_its_content() {
    let form = detect::form;
    assert_eq!(form("\u{feff}版本\t職能基準代碼\n".as_bytes()), Ok(SourceForm::Text));
    assert_eq!(form("工作任務\t<p>P1.1.1 甲</p>\n".as_bytes()), Ok(SourceForm::Text));
    assert_eq!(form(b"\n<!-- saved from url -->\n<HTML>"), Ok(SourceForm::Html));
    assert_eq!(form("<tr\nclass=a><td>工作任務\t".as_bytes()), Ok(SourceForm::Html));
    assert_eq!(form(b"{\"version_info\": {"), Ok(SourceForm::OcsJson));
    assert_eq!(form(b"{\"a\": 1}"), Err(ReadError::UnknownForm));
    assert_eq!(form("主要職責".as_bytes()), Err(ReadError::UnknownForm));
    assert_eq!(form(b""), Err(ReadError::UnknownForm));
    assert_eq!(form(b"PK\x03\x04"), Ok(SourceForm::Odt));
    assert_eq!(form(b"\xa5D\xadn\t\xc2\xbe\xb3d"), Err(ReadError::NotUtf8 { guess: Some(Encoding::Big5) }));
    assert_eq!(form(b"\xff\xfea\0\t"), Err(ReadError::NotUtf8 { guess: Some(Encoding::Utf16Le) }));
}
