//! How texts and tables are drawn.

use super::writer::{COLUMNS, HEADINGS, Sheet};
use super::{decided, paragraphs, read, rows};
use crate::forms::import::{LeftOut, RemarkKind, import};

const ROW: [&str; 7] = ["T1 業務", "T1.1 拜訪", "O1.1.1 表", "P1.1.1 拜訪。", "3", "K01 甲", "S01 乙"];
const READ: &str = "T1 業務 | T1.1 拜訪 | O1.1.1 表 | P1.1.1 拜訪。 | 3 | K01 甲 | S01 乙";

#[test]
fn page_numbers_are_left_out_whatever_they_say() {
    let page = |number: &str| {
        let mut sheet = Sheet::with_headings();
        sheet.row(&ROW).foot(&[]).text(400.0, 580.0, number);
        sheet
    };
    let found = read(&[page("第9頁，總共2頁"), page("第 1 頁，總共 7 頁")]);
    assert_eq!(rows(&found), [READ, READ]);
    assert!(paragraphs(&found).is_empty());
    let first = "第9頁，總共2頁".to_owned();
    let kind = RemarkKind::LeftOut { what: LeftOut::PageNumber, count: 2, first };
    assert!(decided(&found).contains(&("from page 1 on".to_owned(), kind)));
}

#[test]
fn a_text_that_is_drawn_twice_to_look_bold_is_read_once() {
    let mut sheet = Sheet::with_headings();
    sheet.row(&ROW).foot(&[]);
    let (x, y) = (COLUMNS[5] + 3.4, sheet.y - 6.0);
    sheet.text(x, y, "K01 甲");
    let found = read(&[sheet]);
    assert_eq!(rows(&found), [READ]);
    let kind = RemarkKind::DrawnTwice { count: 5, first: "K01 甲".to_owned() };
    assert_eq!(decided(&found), [("from page 1 on".to_owned(), kind)]);
}

#[test]
fn a_turned_page_is_read_as_it_is_seen() {
    let mut sheet = Sheet::with_headings();
    sheet.row(&ROW).foot(&[]);
    sheet.entries.push_str("/Rotate 90");
    // Drawn so that it is upright once turned, as a printer writes landscape pages.
    sheet.content = format!("0 1 -1 0 595 0 cm\n{}", sheet.content);
    sheet.entries.push_str(" /MediaBox [0 0 595 842]");
    assert_eq!(rows(&read(&[sheet])), [READ]);
    let mut unmarked = Sheet::with_headings();
    unmarked.row(&ROW).foot(&[]);
    unmarked.content = format!("0 1 -1 0 595 0 cm\n{}", unmarked.content);
    unmarked.entries.push_str("/MediaBox [0 0 595 842]");
    assert_eq!(rows(&read(&[unmarked])), [READ]);
}

#[test]
fn a_character_over_a_ruling_line_stays_with_its_text() {
    let mut sheet = Sheet::with_headings();
    sheet.row(&["T1 業務發展處一", "T1.1 拜訪", "", "P1.1.1 拜訪。", "3", "K01 甲", "S01 乙"]).foot(&[]);
    let found = rows(&read(&[sheet]));
    assert!(found[0].starts_with("T1 業務發展處一 | T1.1 拜訪 |"), "{found:?}");
}

#[test]
fn grounds_and_frames_part_no_cells() {
    let mut sheet = Sheet::with_headings();
    let mut row = ROW;
    row[3] = "P1.1.1 拜訪。\nP1.1.2 記錄。";
    sheet.row(&row).foot(&[]);
    // A ground behind half of a heading, and a frame around two lines of text.
    sheet.content.insert_str(0, "0.8 g 285 530 60 20 re f 0 g 0.5 w 275 499 90 18 re S\n");
    assert_eq!(rows(&read(&[sheet])), [READ.replace("拜訪。", "拜訪。 / P1.1.2 記錄。")]);
}

#[test]
fn other_headings_and_headings_over_several_rows_are_those_of_the_columns() {
    let mut sheet = Sheet::new();
    sheet.row(&["工作職責", "工作任務", "工作產出", "行為指標", "級別", "職能內涵", "^"]);
    // The last heading is over two columns.
    sheet.content = sheet.content.replace(&format!("0.5 w 660 {} m 660", 595.0 - 40.0), "0.5 w 660 0 m 660");
    sheet.row(&["^", "^", "^", "^", "^", "知識 (K)", "技能 (S)"]);
    sheet.row(&ROW).foot(&[]);
    let bytes = super::file(&[sheet]);
    let standard = import(&bytes, None).unwrap().standard;
    assert_eq!(standard.duties.len(), 1);
    let text = crate::canonical::yaml(&standard);
    for piece in ["K01: 甲", "S01: 乙", "P1.1.1: 拜訪。", "O1.1.1: 表"] {
        assert!(text.contains(piece), "{piece}: {text}");
    }
}

#[test]
fn attitudes_below_the_last_task_in_one_table_are_attitudes() {
    let mut sheet = Sheet::with_headings();
    sheet.row(&ROW);
    let ends = [COLUMNS[0], COLUMNS[7]];
    sheet.row_of(&ends, &["職能內涵 (A=attitude 態度)"]);
    sheet.row_of(&ends, &["A01 主動積極、A02 謹慎細心"]).line((ends[0], 200.0), (ends[0], 200.0)).foot(&[]);
    let standard = import(&super::file(&[sheet]), None).unwrap().standard;
    let text = crate::canonical::yaml(&standard);
    assert!(text.contains("A01: 主動積極") && text.contains("A02: 謹慎細心"), "{text}");
    assert!(text.contains("P1.1.1: 拜訪。"), "{text}");
}

#[test]
fn a_level_that_is_no_number_is_kept_and_told() {
    for level in ["4\nK", "34", "4級以上", "3\n（初）"] {
        let mut sheet = Sheet::with_headings();
        let mut row = ROW;
        row[4] = level;
        sheet.row(&row).foot(&[]);
        let imported = import(&super::file(&[sheet]), None).unwrap();
        let kept =
            imported.report.remarks.iter().any(|remark| matches!(remark.kind, RemarkKind::Level { .. }));
        assert!(kept && imported.standard.unplaced.len() == 1, "{level}");
    }
}

#[test]
fn a_level_is_read_as_its_cell_says_it() {
    for level in ["4級", "Level 4", "L4", "４"] {
        let mut sheet = Sheet::with_headings();
        let mut row = ROW;
        row[4] = level;
        sheet.row(&row).foot(&[]);
        let imported = import(&super::file(&[sheet]), None).unwrap();
        let (_, _, row) = imported.standard.rows().next().unwrap();
        assert_eq!(row.level.given().map(|level| level.value), Some(4), "{level}");
        let told = RemarkKind::LevelRead { text: level.to_owned(), level: 4 };
        assert!(imported.report.remarks.iter().any(|remark| remark.kind == told), "{level}");
        assert!(imported.standard.unplaced.is_empty(), "{level}");
    }
}

#[test]
fn a_radical_is_the_character_that_it_is_drawn_like_and_counted() {
    let mut sheet = Sheet::with_headings();
    let mut row = ROW;
    (row[5], row[6]) = ("K01 ⻑期⽣產 ⺈", "S01 乙");
    sheet.row(&row).foot(&[]);
    let found = read(&[sheet]);
    assert!(rows(&found)[0].contains("K01 長期生產 ⺈"));
    let kind = RemarkKind::Folded { count: 2, first: "⻑ → 長".to_owned() };
    assert_eq!(decided(&found), [("from page 1 on".to_owned(), kind)]);
}

#[test]
fn what_is_to_be_read_is_read_in_place_of_what_is_drawn() {
    let mut sheet = Sheet::with_headings();
    sheet.row(&ROW).foot(&[]);
    sheet.content = sheet.content.replace(
        "<004B003000310020",
        "<004B003000310020> Tj /Span << /ActualText <FEFF6CD5898F> >> BDC <00580059> Tj EMC <",
    );
    assert!(rows(&read(&[sheet]))[0].contains("K01 法規甲"));
}

#[test]
fn a_gap_is_no_space_and_a_drawn_space_is_one() {
    let mut sheet = Sheet::new();
    sheet.row(&HEADINGS);
    sheet.row(&["T1 業務", "T1.1 拜訪", "", "", "3", "K01 甲", "S01 乙"]).foot(&[]);
    let y = sheet.y - 6.0;
    sheet.text(273.0, y, "P1.1.1 拜").text(335.0, y, "訪 客戶").text(390.0, y, "。");
    assert!(rows(&read(&[sheet]))[0].contains("P1.1.1 拜訪 客戶。"));
}

#[test]
fn items_of_lists_are_told_by_marks_of_symbol_fonts() {
    let mut sheet = Sheet::with_headings();
    sheet.row(&ROW).foot(&[]);
    let y = sheet.y;
    sheet.text(40.0, y + 30.0, "說明與補充事項\n● 其他補充說明：\n\u{F09F}第一項\n\u{F09F}第二項");
    let bytes = super::file(&[sheet]);
    let standard = import(&bytes, None).unwrap().standard;
    let notes: Vec<_> = standard.notes.supplements.iter().map(crate::model::Text::as_str).collect();
    assert_eq!(notes, ["第一項", "第二項"]);
}

#[test]
fn hidden_and_slanted_texts_are_left_out_and_told() {
    let mut sheet = Sheet::with_headings();
    sheet.row(&ROW).foot(&[]);
    sheet.content.push_str("BT 3 Tr /F 10 Tf 1 0 0 1 300 300 Tm <8349> Tj 0 Tr ET\n");
    sheet.content.push_str("BT /F 10 Tf 0.7 0.7 -0.7 0.7 300 300 Tm <8349> Tj ET\n");
    let found = read(&[sheet]);
    assert_eq!(rows(&found), [READ]);
    let kinds = [RemarkKind::Unseen { text: "草".to_owned() }, RemarkKind::Turned { text: "草".to_owned() }];
    assert_eq!(decided(&found), kinds.map(|kind| ("page 1".to_owned(), kind)));
}

#[test]
fn a_form_that_the_page_draws_is_part_of_it() {
    let mut sheet = Sheet::with_headings();
    sheet.row(&ROW).foot(&[]);
    let drawn = std::mem::take(&mut sheet.content);
    // A form in place of the content, with the resources of the page.
    let bytes = super::file(&[sheet]);
    let text = String::from_utf8(bytes).unwrap();
    let form = format!(
        "8 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 842 595] /Length {} >>\nstream\n{drawn}\nendstream\nendobj\n",
        drawn.len()
    );
    let text = text.replace("/F 3 0 R >>", "/F 3 0 R >> /XObject << /X 8 0 R >>");
    let text =
        text.replace("<< /Length 0 >>\nstream\n\nendstream", "<< /Length 5 >>\nstream\n/X Do\nendstream");
    // The table of objects is found anew.
    let text = text.replace("xref\n0", &format!("{form}xxxx\n0"));
    assert_eq!(rows(&super::page(text.as_bytes()).unwrap()), [READ]);
}
