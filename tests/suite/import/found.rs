//! Codes are found wherever they are in a cell, and what is not certain stays in its text and is reported.

use ttm::forms::import::{Imported, RemarkKind, SourceForm, import};
use ttm::forms::render::Format;
use ttm::model::{Item, List, Standard, Text};

#[cfg(feature = "office")]
use super::office::zipped;
use crate::support::plain::text;
use crate::support::print;

const OCS_JSON: &str = include_str!("../../../fuzz/corpus/import_ocs_json/small.json");
#[cfg(feature = "office")]
const OFFICE_XML: &str = include_str!("../../../fuzz/corpus/import_odt_xml/TTM4221-004v2.xml");

const PROFILE: &str = "試驗人員職能基準\n\n職能基準代碼\t\tABC5139-901v1\n職能基準名稱 (擇一填寫)\t\t職業\t試驗人員\n基準級別\t\t3\n\n";
const HEADER: &str = "主要職責\t工作任務\t工作產出\t行為指標\t職能級別\t職能內涵 (K=knowledge 知識)\t職能內涵 (S=skills 技能)\n";

/// The same rows from the text of a page and from a page, which have to be read alike.
#[track_caller]
fn read(rows: &[[&str; 7]], below: &str) -> Imported {
    let text: String = rows.iter().map(|row| row.join("\t") + "\n").collect();
    let text = format!("{PROFILE}{HEADER}{text}\n{below}");
    let cells = |row: &[&str]| -> String {
        row.iter().map(|cell| format!("<td>{}", cell.replace('&', "&amp;").replace('<', "&lt;"))).collect()
    };
    let rows: String = rows.iter().map(|row| format!("<tr>{}", cells(row))).collect();
    let head = cells(&HEADER.trim_end().split('\t').collect::<Vec<_>>());
    let below: String = below.lines().map(|line| format!("<p>{line}</p>")).collect();
    let profile =
        "<tr><td>職能基準代碼<td>ABC5139-901v1<tr><td>職能基準名稱<td>職業<td>試驗人員<tr><td>基準級別<td>3";
    let page =
        format!("<h1>試驗人員職能基準</h1><table>{profile}</table><table><tr>{head}{rows}</table>{below}");
    let imported = import(text.as_bytes(), Some(SourceForm::Text)).unwrap();
    let of_page = import(page.as_bytes(), Some(SourceForm::Html)).unwrap();
    assert_eq!(ttm::canonical::yaml(&imported.standard), ttm::canonical::yaml(&of_page.standard));
    assert_eq!(kinds(&imported), kinds(&of_page));
    imported
}

/// A row of which one cell is given.
fn with(column: usize, cell: &str) -> Imported {
    let mut row = ["T1備料", "T1.1領料", "O1.1.1領料單", "P1.1.1備妥材料。", "3", "K01材料", "S01操作"];
    row[column] = cell;
    read(&[row], "職能內涵(A=attitude 態度)\n\nA01主動積極\n")
}

fn kinds(imported: &Imported) -> Vec<&'static str> {
    imported.report.remarks.iter().map(|remark| remark.kind.id()).collect()
}

fn items(list: &List<Item<'_>>) -> Vec<String> {
    let code = |item: &Item<'_>| item.code.as_ref().map_or("", Text::as_str).to_owned();
    list.iter().map(|item| format!("{} {}", code(item), item.text.as_str())).collect()
}

fn row<'a>(standard: &'a Standard<'static>) -> &'a ttm::model::Row<'static> {
    &standard.duties[0].tasks[0].rows[0]
}

#[test]
fn glued_and_spaced_codes_begin_items() {
    for cell in [
        "P1.1.1備妥材料。P1.1.2核對材料。",
        "P1.1.1備妥材料。 P 1.1.2核對材料。",
        "P1.1.1：備妥材料。 P1.1.2.核對材料。",
        "P1.1.1 備妥材料。P1.1.2、核對材料。",
    ] {
        let imported = with(3, cell);
        assert_eq!(
            items(&row(&imported.standard).indicators),
            ["P1.1.1 備妥材料。", "P1.1.2 核對材料。"],
            "{cell}"
        );
        assert!(!imported.report.needs_a_look(), "{cell}: {:?}", imported.report.remarks);
    }
    for cell in ["K01材料K02圖學、K03公差", "K01.材料 K02、圖學 K03：公差", "K01材料 K 02圖學；K03 公差"]
    {
        let imported = with(5, cell);
        assert_eq!(items(&imported.standard.knowledge), ["K01 材料", "K02 圖學", "K03 公差"], "{cell}");
        assert!(!imported.report.needs_a_look(), "{cell}: {:?}", imported.report.remarks);
    }
    let imported = read(
        &[["T1備料", "T1.1領料", "O1.1.1領料單", "P1.1.1備妥材料。", "3", "K01材料", "S01操作"]],
        "職能內涵(A=attitude 態度)\n\nA01主動積極、A02責任感\n",
    );
    assert_eq!(items(&imported.standard.attitudes), ["A01 主動積極", "A02 責任感"]);
}

#[test]
fn uncertain_codes_stay_in_the_text_and_are_reported() {
    for (column, cell) in [
        (3, "P1.1.1依O1.1.1核對。"),
        (3, "P1.1.1依P1.1.2核對。"),
        (3, "P1.1.1備妥材料。 3 K01材料 S01操作"),
        (2, "O1.1.1領料單P1.1.2核對材料。"),
    ] {
        let imported = with(column, cell);
        let row = row(&imported.standard);
        let list = if column == 2 { &row.outputs } else { &row.indicators };
        let [item] = list.items.as_slice() else { panic!("{cell}: {list:?}") };
        assert_eq!(item.text.as_str(), &cell["P1.1.1".len()..]);
        assert_eq!(kinds(&imported), ["code-in-text"], "{cell}");
        assert!(imported.report.needs_a_look());
    }
    for cell in ["P1.1.1以O2O與P2P行銷A4紙，推動K12教育。", "P1.1.1檢驗S級鋼材、B2C平台。"]
    {
        assert_eq!(kinds(&with(3, cell)), [""; 0], "{cell}");
    }
}

#[test]
fn codes_of_another_column_stay_in_their_cell() {
    let imported = with(2, "O1.1.1領料單 P1.1.2核對材料。");
    assert_eq!(items(&row(&imported.standard).outputs), ["O1.1.1 領料單", "P1.1.2 核對材料。"]);
    assert_eq!(kinds(&imported), ["other-column"]);
    let imported = read(
        &[
            ["T1備料", "T1.1領料", "P1.1.1備妥材料。", "O1.1.1領料單", "3", "S01操作", "K01材料"],
            ["", "T1.2退料", "P1.2.1退回材料。", "O1.2.1退料單", "3", "S02包裝", "K02材質"],
        ],
        "職能內涵(A=attitude 態度)\n\nA01主動積極\n",
    );
    // Each column is reported once, however many codes it has.
    assert_eq!(kinds(&imported), ["whole-column"; 4]);
    assert_eq!(items(&row(&imported.standard).outputs), ["P1.1.1 備妥材料。"]);
    assert!(imported.report.remarks[0].kind.words().zh.contains("2 個"), "{:?}", imported.report.remarks[0]);
}

#[test]
fn several_tasks_or_duties_in_one_cell_are_split() {
    let imported = with(1, "T1.1領料、T1.2退料");
    let task = &imported.standard.duties[0].tasks[0];
    assert_eq!((task.code.as_str(), text(&task.name)), ("T1.1", "領料"));
    assert_eq!(items(&task.also), ["T1.2 退料"]);
    assert!(!imported.report.needs_a_look());
    let imported = with(1, "T1.1領料 T1.1退料");
    assert_eq!(kinds(&imported), ["twice-in-cell"]);
    let cells = ["O1.1.1單", "P1.1.1備妥。", "3", "K01材料", "S01操作"];
    let [o, p, l, k, s] = cells;
    let imported = read(
        &[
            ["T1備料 T2印製", "T1.1領料", o, p, l, k, s],
            ["", "T2.1印刷", "O2.1.1單", "P2.1.1印刷。", l, k, s],
        ],
        "",
    );
    let duties: Vec<_> = imported
        .standard
        .duties
        .iter()
        .map(|duty| (duty.code.as_str(), text(&duty.name), duty.tasks[0].code.as_str()))
        .collect();
    assert_eq!(duties, [("T1", "備料", "T1.1"), ("T2", "印製", "T2.1")]);
    assert_eq!(kinds(&imported), ["shared-duty"]);
    // A duty without tasks is kept, too.
    let imported = with(0, "T1備料 T2印製");
    let names: Vec<_> =
        imported.standard.duties.iter().map(|duty| (duty.code.as_str(), text(&duty.name))).collect();
    assert_eq!(names, [("T1", "備料"), ("T2", "印製")]);
    assert_eq!(kinds(&imported), ["shared-duty"]);
}

#[test]
fn the_code_of_a_task_may_be_glued_and_lack_its_dot() {
    for cell in ["T1調查現況", "T1 調查現況", "T1：調查現況"] {
        let imported = with(1, cell);
        let task = &imported.standard.duties[0].tasks[0];
        assert_eq!((task.code.as_str(), text(&task.name)), ("T1", "調查現況"), "{cell}");
        assert!(!imported.report.needs_a_look(), "{cell}");
    }
}

#[test]
fn a_code_with_two_names_is_reported_once() {
    let rows: Vec<[String; 7]> = (1..=26)
        .map(|at| {
            let name = if at % 2 == 0 { "建築識圖" } else { "建築識圖（含符號）" };
            [
                if at == 1 { "T1施作".to_owned() } else { String::new() },
                format!("T1.{at}備料"),
                format!("O1.{at}.1單"),
                format!("P1.{at}.1備妥。"),
                "3".to_owned(),
                format!("K03{name}"),
                format!("S{at:02}操作{at}"),
            ]
        })
        .collect();
    let rows: Vec<[&str; 7]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    let imported = read(&rows, "");
    let [remark] = imported.report.remarks.as_slice() else { panic!("{:?}", imported.report.remarks) };
    let RemarkKind::TwoNames { code, count: 2, names } = &remark.kind else { panic!("{remark:?}") };
    assert_eq!(code, "K03");
    let places: Vec<_> = names.iter().map(|(name, at)| format!("{name} {}", at.zh)).collect();
    assert_eq!(
        places,
        ["建築識圖（含符號） 表身第 1 列（T1.1）的知識", "建築識圖 表身第 2 列（T1.2）的知識"]
    );
}

#[test]
fn tags_that_a_text_is_about_are_kept() {
    for (column, cell) in [
        (3, "P1.1.1運用<div>與<span>排版。"),
        (3, "P1.1.1以&lt;div&gt;排版，R&amp;D。"),
        (3, "P1.1.1輸入<a>、<b>兩數。"),
    ] {
        let imported = with(column, cell);
        assert_eq!(row(&imported.standard).indicators[0].text.as_str(), &cell["P1.1.1".len()..]);
        assert!(!imported.report.needs_a_look());
    }
    let imported = with(5, "K01 <table>標籤");
    assert_eq!(items(&imported.standard.knowledge), ["K01 <table>標籤"]);
    // What a conversion left goes, and is reported.
    let imported = with(3, "<p>P1.1.1備妥。</p> <p>P1.1.2核對。</p>");
    assert_eq!(items(&row(&imported.standard).indicators), ["P1.1.1 備妥。", "P1.1.2 核對。"]);
    assert_eq!(kinds(&imported), ["markup"]);
}

#[test]
fn character_references_that_a_page_shows_stay_in_every_form() {
    for sentence in [
        "以&nbsp;代替空格。",
        "&amp;lt;p&amp;gt;標籤。",
        "以&lt;div&gt;排版，R&amp;D。",
        "&amp;amp;nbsp;與&#60;b&#62;。",
    ] {
        // `with` compares the text of a page and a page.
        let imported = with(3, &format!("P1.1.1{sentence}"));
        assert_eq!(row(&imported.standard).indicators[0].text.as_str(), sentence);
        assert_eq!(kinds(&imported), [""; 0]);
        let json = print(&[&imported.standard], Format::Json, 0);
        let converted = OCS_JSON.replace("按照資料庫中的資訊，協助聯繫客戶。", sentence);
        #[cfg(feature = "office")]
        let office = {
            let escaped = sentence.replace('&', "&amp;");
            let xml = OFFICE_XML.replace("按照資料庫中的資訊，協助以電話或電郵聯繫客戶。", &escaped);
            zipped(&[("content.xml", xml.as_bytes())])
        };
        for (form, document) in [
            (SourceForm::Json, json.as_bytes()),
            (SourceForm::OcsJson, converted.as_bytes()),
            #[cfg(feature = "office")]
            (SourceForm::Odt, &office),
        ] {
            let again = import(document, Some(form)).unwrap();
            assert_eq!(row(&again.standard).indicators[0].text.as_str(), sentence, "{form:?}");
        }
    }
}

#[test]
fn a_level_is_the_one_that_its_cell_says_and_the_writing_is_told() {
    let level = |imported: &Imported| row(&imported.standard).level.given().map(|level| level.value);
    for cell in ["5級", "第5級", "Level 5", "L5", "Lv.5", "５", "五", "級別：5"] {
        let imported = with(4, cell);
        assert_eq!((level(&imported), imported.standard.unplaced.len()), (Some(5), 0), "{cell}");
        let [remark] = imported.report.remarks.as_slice() else { panic!("{:?}", imported.report.remarks) };
        assert_eq!(remark.kind, RemarkKind::LevelRead { text: cell.to_owned(), level: 5 });
        assert_eq!(remark.at.zh, "表身第 1 列（T1.1）的職能級別");
        assert_eq!(remark.kind.words().zh, format!("級別「{cell}」讀為 5"));
        assert!(!imported.report.needs_a_look());
        let converted = OCS_JSON
            .replacen("\"competency_level\":3", &format!("\"competency_level\":\"{cell}\""), 1)
            .replacen("\"ocs_level\":3", &format!("\"ocs_level\":\"{cell}\""), 1);
        let converted = import(converted.as_bytes(), Some(SourceForm::OcsJson)).unwrap();
        assert_eq!(kinds(&converted), ["level-read", "uncoded", "level-read"], "{cell}");
        assert_eq!(level(&converted), Some(5), "{cell}");
        assert_eq!(converted.standard.level.given().map(|level| level.value), Some(5));
    }
    assert_eq!(kinds(&with(4, "5")), [""; 0]);
    for cell in ["7級", "3-4", "L0", "初級", "S3"] {
        let imported = with(4, cell);
        assert_eq!((level(&imported), kinds(&imported)), (None, vec!["level"]), "{cell}");
        assert_eq!(imported.standard.unplaced[0].text.given().map(Text::as_str), Some(cell));
    }
}
