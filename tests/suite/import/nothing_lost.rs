//! Pages of which a piece was not copied: what is there is read or kept, never dropped in silence.

use ttm::forms::import::{Imported, RemarkKind, SourceForm, import};
use ttm::model::{NameKind, StatusValue};

use crate::support::plain::text;

const PROFILE: &str =
    "職能基準代碼\t\tABC5139-007v2\n職能基準名稱 (擇一填寫)\t\t職類\t\n\t\t職業\t手沖咖啡師\n\n";
const DUTIES: &str = "主要職責\t工作任務\t工作產出\t行為指標\t職能級別\t職能內涵 (K=knowledge 知識)\t職能內涵 (S=skills 技能)\n\
                      T1甲\tT1.1乙\tO1.1.1丙\tP1.1.1丁。\t3\tK01戊\tS01己\n";

fn read(text: &str) -> Imported {
    import(text.as_bytes(), Some(SourceForm::Text)).unwrap()
}

fn unplaced(imported: &Imported) -> Vec<&str> {
    imported.standard.unplaced.iter().map(|one| text(&one.text)).collect()
}

#[test]
fn a_history_needs_no_headings() {
    let rows = "V2\tABC5139-007v2\t手沖咖啡師\t最新版本\t更新。\t2024/05/06\n\
                V1\tABC5139-007v1\t手沖咖啡師\t歷史版本\t已被《ABC5139-007v2》取代\t2020/03/04\n";
    for before in ["", "首頁\n\n手沖咖啡師職能基準\n", "版本\n"] {
        let imported = read(&format!("{before}{rows}\n{PROFILE}{DUTIES}"));
        assert_eq!(imported.report.counts.versions, 2, "{before}");
        let [newest, first] = imported.standard.history.items.as_slice() else { panic!("two versions") };
        assert_eq!(text(&newest.code), "ABC5139-007v2");
        assert_eq!(newest.status.given().unwrap().value, StatusValue::Current);
        assert_eq!(text(&first.superseded_by), "ABC5139-007v2");
        assert!(!imported.report.needs_a_look(), "{:?}", imported.report.remarks);
    }
    let html = |row: &str| format!("<tr><td>{}</td></tr>", row.replace('\t', "</td><td>"));
    let page: String = [rows, PROFILE, DUTIES]
        .map(|part| format!("<table>{}</table>", part.lines().map(html).collect::<String>()))
        .concat();
    let imported = import(page.as_bytes(), None).unwrap();
    assert_eq!(imported.report.counts.versions, 2);
}

#[test]
fn an_unknown_history_table_is_kept_as_unplaced() {
    let imported = read(&format!("V2\t手沖咖啡師\t最新版本\t2024/05/06\n\n{PROFILE}{DUTIES}"));
    assert_eq!(unplaced(&imported), ["V2", "手沖咖啡師", "最新版本", "2024/05/06"]);
    assert!(imported.report.needs_a_look());
}

#[test]
fn attitudes_and_notes_need_no_headings() {
    let imported = read(&format!(
        "{PROFILE}{DUTIES}\nA01 細心\nA02 主動\n\n● 擔任此職類/職業之學歷/經歷/或能力條件：\n- 1.不拘\n"
    ));
    let attitudes: Vec<_> = imported.standard.attitudes.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(attitudes, ["細心", "主動"]);
    assert_eq!(imported.standard.notes.qualifications[0].as_str(), "不拘");
    assert!(!imported.report.needs_a_look());
}

#[test]
fn items_outside_the_form_are_kept() {
    let imported = read(&format!("首頁\nK09 上面的\n{PROFILE}{DUTIES}"));
    assert_eq!(unplaced(&imported), ["K09 上面的"]);
    assert!(imported.report.needs_a_look());
}

#[test]
fn a_page_without_a_name_takes_it_from_the_history_or_the_title() {
    let imported = read(&format!("手沖咖啡師職能基準\n{DUTIES}"));
    let name = imported.standard.name.given().unwrap();
    assert_eq!((name.kind, name.text.as_str()), (NameKind::Occupation, "手沖咖啡師"));
    assert!(
        imported.report.remarks.iter().any(|remark| matches!(remark.kind, RemarkKind::NameElsewhere { .. }))
    );
    assert!(imported.report.needs_a_look());
}
