//! Tables that go over page breaks.

use super::writer::{COLUMNS, HEADINGS, Sheet, file};
use super::{decided, read, rows};
use crate::forms::import::{RemarkKind, import};

#[test]
fn names_that_a_page_break_cut_are_whole_again() {
    let mut first = Sheet::with_headings();
    first.row(&[
        "T2機構的",
        "T2.1 設計",
        "O2.1.1 報告",
        "P2.1.1 依據客戶之需求與預算規劃活動內容",
        "3",
        "K01 甲",
        "S01 乙",
    ]);
    let mut second = Sheet::with_headings();
    second.row(&["管理", "規劃", "", "需求辦理。", "", "K02 丙", ""]);
    second.row(&["^", "T2.2 執行", "", "P2.2.1 執行。", "3", "K01 甲", "S01 乙"]).foot(&[]);
    assert_eq!(
        rows(&read(&[first, second])),
        [
            "T2機構的管理 ×2 | T2.1 設計規劃 | O2.1.1 報告 | P2.1.1 依據客戶之需求與預算規劃活動內容需求辦理。 | 3 | K01 甲 / K02 丙 | S01 乙",
            "T2.2 執行 |  | P2.2.1 執行。 | 3 | K01 甲 | S01 乙"
        ]
    );
}

#[test]
fn the_tail_of_a_merged_cell_is_told_by_the_line_that_is_not_at_its_foot() {
    let mut first = Sheet::with_headings();
    first.row(&["T1 業務", "T1.1 拜訪", "", "P1.1.1 拜訪。", "3", "K01 甲", "S01 乙"]).foot(&[0, 5]);
    let mut second = Sheet::with_headings();
    second.row(&["", "T1.2 聯繫", "", "P1.2.1 聯繫。", "4", "K02 丙", "S02 丁"]).foot(&[]);
    let page = read(&[first, second]);
    assert_eq!(
        rows(&page),
        [
            "T1 業務 ×2 | T1.1 拜訪 |  | P1.1.1 拜訪。 | 3 | K01 甲 / K02 丙 ×2 | S01 乙",
            "T1.2 聯繫 |  | P1.2.1 聯繫。 | 4 | S02 丁"
        ]
    );
    assert_eq!(decided(&page), []);
}

#[test]
fn an_open_reading_is_put_where_it_is_likelier_and_told_with_its_page() {
    // Every page borders each of its cells. Within pages the knowledge of a duty is merged and its skills are not.
    let pages = || {
        let mut first = Sheet::with_headings();
        first.row(&["T1 業務", "T1.1 拜訪", "", "P1.1.1 拜訪。", "3", "K01 甲", "S01 乙"]);
        first.row(&["^", "T1.2 聯繫", "", "P1.2.1 聯繫。", "3", "^", "S02 丁"]).foot(&[]);
        let mut second = Sheet::with_headings();
        second.row(&["", "T1.3 提案", "", "P1.3.1 提案。", "4", "K02 丙", "S03 戊"]).foot(&[]);
        [first, second]
    };
    let page = read(&pages());
    assert_eq!(
        rows(&page),
        [
            "T1 業務 ×3 | T1.1 拜訪 |  | P1.1.1 拜訪。 | 3 | K01 甲 / K02 丙 ×3 | S01 乙",
            "T1.2 聯繫 |  | P1.2.1 聯繫。 | 3 | S02 丁",
            "T1.3 提案 |  | P1.3.1 提案。 | 4 | S03 戊"
        ]
    );
    let doubt = |text: &str, joined, task: &str| {
        let tasks = [task, "T1.3"].map(str::to_owned);
        RemarkKind::PageBreak { text: text.to_owned(), joined, tasks }
    };
    assert_eq!(
        decided(&page),
        [
            ("page 2, knowledge".to_owned(), doubt("K02 丙", true, "T1.1")),
            ("page 2, skills".to_owned(), doubt("S03 戊", false, "T1.2"))
        ]
    );
}

#[test]
fn a_new_duty_at_the_top_of_a_page_is_no_rest() {
    let mut first = Sheet::with_headings();
    first.row(&["T1 業務", "T1.1 拜訪", "", "P1.1.1 拜訪。", "3", "K01 甲", "S01 乙"]);
    let mut second = Sheet::with_headings();
    second.row(&["T2 提案", "T2.1 撰寫", "", "P2.1.1 撰寫。", "3", "K02 丙", "S02 丁"]).foot(&[]);
    let page = read(&[first, second]);
    assert_eq!(
        rows(&page),
        [
            "T1 業務 | T1.1 拜訪 |  | P1.1.1 拜訪。 | 3 | K01 甲 | S01 乙",
            "T2 提案 | T2.1 撰寫 |  | P2.1.1 撰寫。 | 3 | K02 丙 | S02 丁"
        ]
    );
    assert_eq!(decided(&page), []);
}

#[test]
fn a_row_over_three_pages_is_one() {
    let mut first = Sheet::with_headings();
    first.row(&[
        "T1 業務",
        "T1.1 拜訪",
        "",
        "P1.1.1 一二三四五六七八九十一二三四五六",
        "3",
        "K01 甲",
        "S01 乙",
    ]);
    let mut second = Sheet::with_headings();
    second.row(&["", "", "", "七八九。\nP1.1.2 一二三四五六七八九十一二三四五六", "", "K02 丙", ""]);
    let mut third = Sheet::with_headings();
    third.row(&["", "", "", "七八。", "", "", "S02 丁"]).foot(&[]);
    assert_eq!(
        rows(&read(&[first, second, third])),
        [
            "T1 業務 | T1.1 拜訪 |  | P1.1.1 一二三四五六七八九十一二三四五六七八九。 / P1.1.2 一二三四五六七八九十一二三四五六七八。 | 3 | K01 甲 / K02 丙 | S01 乙 / S02 丁"
        ]
    );
}

#[test]
fn a_level_without_a_task_is_a_second_row_of_the_task() {
    let mut first = Sheet::with_headings();
    first.row(&["T1 業務", "T1.1 拜訪", "", "P1.1.1 拜訪。", "3", "K01 甲", "S01 乙"]).foot(&[0, 1]);
    let mut second = Sheet::with_headings();
    second.row(&["", "", "", "P1.1.2 記錄。", "4", "K02 丙", "S02 丁"]).foot(&[]);
    assert_eq!(
        rows(&read(&[first, second])),
        [
            "T1 業務 ×2 | T1.1 拜訪 ×2 |  | P1.1.1 拜訪。 | 3 | K01 甲 | S01 乙",
            " | P1.1.2 記錄。 | 4 | K02 丙 | S02 丁"
        ]
    );
}

#[test]
fn headings_that_a_page_break_cut_are_whole_again() {
    // As Chromium cuts them: the heights of the cells of a heading differ, and nothing is repeated.
    let mut first = Sheet::new();
    let last = HEADINGS[6];
    first.row(&["主要", "工作任務", "工作產出", "行為指標", "職能", HEADINGS[5], last]);
    let mut second = Sheet::new();
    second.row(&["職責", "", "", "", "級別", "", ""]);
    second.row(&["T1 業務", "T1.1 拜訪", "", "P1.1.1 拜訪。", "3", "K01 甲", "S01 乙"]).foot(&[]);
    let standard = import(&file(&[first, second]), None).unwrap().standard;
    let text = crate::canonical::yaml(&standard);
    assert!(standard.unplaced.is_empty(), "{text}");
    for piece in ["name: 業務", "level: 3", "K01: 甲", "S01: 乙", "P1.1.1: 拜訪。"] {
        assert!(text.contains(piece), "{piece}: {text}");
    }
}

#[test]
fn headings_that_are_cut_within_each_word_are_whole_again() {
    let (mut first, mut second) = (Sheet::new(), Sheet::new());
    first.row(&["主要", "工作", "工作", "行為", "職能", "職能內涵\n(K=knowledge", "職能內涵\n(S=skills"]);
    second.row(&["職責", "任務", "產出", "指標", "級別", "知識)", "技能)"]);
    second.row(&["T1 業務", "T1.1 拜訪", "", "P1.1.1 拜訪。", "3", "K01 甲", "S01 乙"]).foot(&[]);
    let standard = import(&file(&[first, second]), None).unwrap().standard;
    assert!(standard.unplaced.is_empty(), "{}", crate::canonical::yaml(&standard));
    assert_eq!(standard.rows().count(), 1);
}

#[test]
fn a_row_of_headings_overleaf_is_no_rest_of_the_one_above() {
    // Knowledge and skills are named below one heading for both.
    let (mut first, mut second) = (Sheet::new(), Sheet::new());
    let xs = [&COLUMNS[..6], &COLUMNS[7..]].concat();
    first.row_of(&xs, &["主要職責", "工作任務", "工作產出", "行為指標", "職能級別", "職能內涵"]);
    second.row(&["", "", "", "", "", "知識", "技能"]);
    second.row(&["T1 業務", "T1.1 拜訪", "", "P1.1.1 拜訪。", "3", "K01 甲", "S01 乙"]).foot(&[]);
    let standard = import(&file(&[first, second]), None).unwrap().standard;
    let text = crate::canonical::yaml(&standard);
    assert!(text.contains("K01: 甲") && text.contains("S01: 乙") && standard.unplaced.is_empty(), "{text}");
}
