//! The remarks of a report by kind, for a summary.

use super::{Remark, Report};
use crate::text::bilingual::Bilingual;
use crate::text::sorting::sort_by_key;

/// The remarks of one kind.
#[derive(Clone, Debug)]
pub struct Group<'r> {
    /// What the kind is called in a summary.
    pub title: Bilingual,
    /// Whether a person has to check them.
    pub needs_a_look: bool,
    /// The remarks, in the order of the document; at least one.
    pub remarks: Vec<&'r Remark>,
}

/// The remarks of a report by kind: first those that a person has to check, and within that in the order in which a
/// kind occurs first.
pub fn groups(report: &Report) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for remark in &report.remarks {
        match groups.iter_mut().find(|group| group.remarks[0].kind.id() == remark.kind.id()) {
            Some(group) => group.remarks.push(remark),
            None => groups.push(Group {
                title: title(remark.kind.id()),
                needs_a_look: remark.kind.needs_a_look(),
                remarks: vec![remark],
            }),
        }
    }
    sort_by_key(&mut groups, |group| !group.needs_a_look);
    groups
}

/// What a kind of remark is called, by its identifier.
fn title(id: &str) -> Bilingual {
    let (en, zh) = match id {
        "markup" => ("texts from which HTML was taken out", "去除 HTML 的文字"),
        "separator" => (
            "cells without the marks that stood between codes and names",
            "略去代碼與名稱之間分隔符號的儲存格",
        ),
        "outside" => ("texts around the form that were left out", "表格以外未匯入的文字"),
        "left-out" => ("content that was left out", "略去的內容"),
        "field" => ("contents of form fields, kept as unplaced", "表單欄位的內容，保留在 unplaced"),
        "name-elsewhere" => ("names taken from elsewhere", "取自他處的名稱"),
        "unplaced" => ("texts that belong to no item, kept as unplaced", "無法歸位的文字，保留在 unplaced"),
        "uncoded" => {
            ("items without a code beside items with one", "同處其他項目有代碼，而本身沒有代碼的項目")
        }
        "no-code" => ("duties and tasks without a code", "沒有代碼的主要職責或工作任務"),
        "two-names" => {
            ("codes with several names, each kept where it is printed", "有多個名稱的代碼，名稱各保留在原處")
        }
        "other-column" => ("codes in the column of another kind", "列在其他項目欄位的代碼"),
        "whole-column" => ("columns with codes of another kind only", "只有其他項目代碼的欄位"),
        "code-in-text" => ("texts with codes in them, kept as they are", "混入代碼的文字，照原樣保留"),
        "twice-in-cell" => ("codes that stand twice in one cell", "在同一儲存格出現兩次的代碼"),
        "shared-duty" => ("cells with several duties", "有多項主要職責的儲存格"),
        "no-duties" => ("tables without a column of duties", "沒有主要職責欄的表格"),
        "raised" => (
            "texts with raised or lowered characters, now written with characters of their own",
            "上標或下標改用專用字元的文字",
        ),
        "experimental" => ("readings that are experimental", "實驗性功能"),
        "folded" => ("look-alike characters written as the usual ones", "改為常用字的相同字形"),
        "drawn-twice" => ("characters drawn twice, read once", "重複繪製而只讀一次的字元"),
        "wrapped-space" => {
            ("spaces set where a line ended between two words", "行末兩個英文字之間補上的空格")
        }
        "unseen" => ("texts that are not seen on the page, left out", "頁面上看不見而未匯入的文字"),
        "turned" => ("texts that do not run from left to right, left out", "不是由左至右而未匯入的文字"),
        "page-break" => ("texts at page breaks whose cell is open", "換頁處無法確定儲存格的文字"),
        "level" => ("levels that are not understood, kept as unplaced", "無法判讀的級別，保留在 unplaced"),
        "level-read" => ("levels written otherwise than as a digit", "不是以一個數字書寫的級別"),
        "date" => ("dates that are not understood, kept as unplaced", "無法判讀的日期，保留在 unplaced"),
        "status" => ("statuses that are not understood, kept as unplaced", "無法判讀的狀態，保留在 unplaced"),
        "unknown-header" => ("heading rows that are not known", "無法辨識的標題列"),
        "doubled" => ("lines of the profile that stand twice", "表頭中重複的欄位"),
        "two-readings" => ("codes that can be read in two ways", "有兩種讀法的代碼"),
        "no-column" => ("texts in no certain cell", "無法確定所在儲存格的文字"),
        "shared" => ("cells that cover several tasks", "跨越多項工作任務的儲存格"),
        _ => ("remarks", "其他說明"),
    };
    Bilingual::fixed(en, zh)
}
