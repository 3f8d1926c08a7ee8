//! What a document holds beside its text: it is left out of a page as it is of an office file, and reported.

use ttm::forms::import::{Imported, LeftOut, RemarkKind, SourceForm, html, import};
use ttm::model::Standard;

use crate::support::plain::text;

/// A form with these cells in the row of its only task.
fn form(output: &str, indicator: &str) -> String {
    format!(
        "<table><tr><td>職業<td>手沖咖啡師</table><table><tr><td>主要職責<td>工作任務<td>工作產出<td>行為指標<td>職能級別\
         <td>職能內涵 (K=knowledge 知識)<td>職能內涵 (S=skills 技能)<tr><td>T1 甲<td>T1.1 乙<td>{output}<td>{indicator}\
         <td>3<td>K01 戊<td>S01 己</table>"
    )
}

fn read(html: &str) -> Imported {
    import(html.as_bytes(), Some(SourceForm::Html)).unwrap()
}

fn indicator(standard: &Standard<'_>) -> String {
    standard.rows().next().unwrap().2.indicators[0].text.as_str().to_owned()
}

/// What was left out, how often, and the first text of it.
fn left_out(imported: &Imported) -> Vec<(LeftOut, usize, &str)> {
    let kinds = imported.report.remarks.iter().map(|remark| &remark.kind);
    kinds
        .filter_map(|kind| match kind {
            RemarkKind::LeftOut { what, count, first } => Some((*what, *count, first.as_str())),
            _ => None,
        })
        .collect()
}

#[test]
fn deleted_text_readings_and_footnote_marks_are_left_out_and_reported() {
    for (html, shown, told) in [
        ("P1.1.1 <del>廢止</del>現<s>舊</s>行。", "現行。", (LeftOut::Deleted, 2, "廢止")),
        (
            "P1.1.1 <ruby>漢<rp>(</rp><rt>ㄏㄢˋ</rt><rp>)</rp></ruby>字。",
            "漢字。",
            (LeftOut::Reading, 1, "ㄏㄢˋ"),
        ),
        ("P1.1.1 <ruby>漢<rt>ㄏㄢˋ<rb>字<rt>ㄗˋ</ruby>。", "漢字。", (LeftOut::Reading, 2, "ㄏㄢˋ")),
        ("P1.1.1 條件<sup><a href='#n1'>[1]</a></sup>。", "條件。", (LeftOut::NoteMark, 1, "[1]")),
        ("P1.1.1 條件<a href='p.html#n1'><sup>1</sup></a>。", "條件。", (LeftOut::NoteMark, 1, "1")),
    ] {
        let page = form("O1.1.1 丙", html);
        let imported = read(&page);
        assert_eq!(indicator(&imported.standard), shown, "{html}");
        assert_eq!(left_out(&imported), [told], "{html}");
        assert!(!imported.report.needs_a_look());
    }
    // No footnote is a superscript without a link, or one that is a text.
    for html in
        ["P1.1.1 10<sup>3</sup> 公尺。", "P1.1.1 見<sup><a href='#a'>第二章第三節第四點說明</a></sup>。"]
    {
        assert_eq!(left_out(&read(&form("O1.1.1 丙", html))), [], "{html}");
    }
}

#[test]
fn raised_and_lowered_digits_keep_their_meaning() {
    let html = "P1.1.1 以10<sup>3</sup> 公尺、H<sub>2</sub>O與 <sup>2</sup>計算。";
    let imported = read(&form("O1.1.1 丙", html));
    assert_eq!(indicator(&imported.standard), "以10³ 公尺、H₂O與 ²計算。");
    let kinds: Vec<_> = imported.report.remarks.iter().map(|remark| remark.kind.clone()).collect();
    assert_eq!(kinds, [RemarkKind::Raised { count: 3, first: "³".to_owned() }]);
    assert!(!imported.report.needs_a_look());
    // Other raised text stays as it is.
    let imported = read(&form("O1.1.1 丙", "P1.1.1 商標<sup>TM</sup>。"));
    assert_eq!((indicator(&imported.standard).as_str(), imported.report.remarks.len()), ("商標TM。", 0));
}

#[test]
fn an_unclosed_element_hides_no_more_than_its_cell() {
    for tag in ["del", "s", "strike", "rt", "rp"] {
        let imported = read(&form("O1.1.1 丙", &format!("P1.1.1 丁。<{tag}>廢")));
        assert_eq!(indicator(&imported.standard), "丁。", "{tag}");
        assert_eq!(imported.report.counts.items.map(|(_, count)| count), [1, 1, 1, 1, 1, 1, 0], "{tag}");
        let above = read(&format!("<p><{tag}>{}", form("O1.1.1 丙", "P1.1.1 丁。")));
        assert_eq!(above.report.counts.items, imported.report.counts.items, "{tag}");
    }
}

#[test]
fn values_of_form_fields_in_cells_are_kept_as_unplaced() {
    let page = form(
        "<input value='O1.1.1 表'><input type=hidden value=不><input type=submit value=送出>",
        "<textarea>P1.1.1 做。</textarea><select><option>甲<option selected>乙<option>丙</select>",
    );
    let imported = read(&format!("<input value='搜尋'><select><option>全部</select>{page}"));
    let unplaced: Vec<_> = imported.standard.unplaced.iter().map(|one| text(&one.text)).collect();
    assert_eq!(unplaced, ["O1.1.1 表", "P1.1.1 做。", "乙"]);
    assert_eq!(left_out(&imported), [(LeftOut::Field, 2, "搜尋")]);
    assert!(imported.report.needs_a_look());
    let around = read(&format!("<input value='搜尋'>{}", form("O1.1.1 丙", "P1.1.1 丁。")));
    assert!(!around.report.needs_a_look());
}

#[test]
fn very_many_form_fields_are_refused_or_counted() {
    let fields = "<table><tr><td>".to_owned() + &"<input value=a>".repeat(100_000);
    assert_eq!(html::page(&fields).unwrap().remarks.len(), 1001);
    assert!(html::page(&("<table><tr><td>".to_owned() + &"<input value=a>".repeat(300_000))).is_err());
    assert!(html::page(&"<sup>".repeat(300_000)).unwrap().blocks.is_empty());
}
