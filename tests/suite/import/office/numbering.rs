//! Paragraphs that Word numbers: the number is not in the text, and it may be a code.

use ttm::forms::import::{LeftOut, Page, RemarkKind};
use ttm::forms::sheet::LineKind;

use super::docx::{docx, run};
use super::read;
use crate::support::page::lines;

/// Levels of a list: each its format and text.
fn levels(levels: &[(&str, &str)]) -> String {
    let level = |(at, (format, text)): (usize, &(&str, &str))| {
        format!(
            "<x:lvl x:ilvl='{at}'><x:start x:val='1'/><x:numFmt x:val='{format}'/><x:lvlText x:val='{text}'/></x:lvl>"
        )
    };
    levels.iter().enumerate().map(level).collect()
}

/// Lists with these levels; list 1 is the first.
fn numbering(lists: &[&str]) -> String {
    let definition = |(at, levels): (usize, &&str)| {
        format!("<x:abstractNum x:abstractNumId='{at}'>{levels}</x:abstractNum>")
    };
    let list = |at: usize| format!("<x:num x:numId='{}'><x:abstractNumId x:val='{at}'/></x:num>", at + 1);
    lists.iter().enumerate().map(definition).collect::<String>()
        + &(0..lists.len()).map(list).collect::<String>()
}

fn item(list: usize, level: usize, text: &str) -> String {
    format!(
        "<x:p><x:pPr><x:numPr><x:ilvl x:val='{level}'/><x:numId x:val='{list}'/></x:numPr></x:pPr>{}</x:p>",
        run(text)
    )
}

fn page(body: &[String], numbering: &str) -> Page {
    read(&docx(&body.concat(), &[("numbering", numbering)])).unwrap()
}

fn texts(page: &Page) -> Vec<&str> {
    lines(page).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn a_code_that_is_a_number_of_word_is_computed() {
    let lists = [
        levels(&[("decimalZero", "K%1")]),
        levels(&[("decimal", "T%1"), ("decimal", "T%1.%2"), ("decimal", "P%1.%2.%3")]),
    ];
    let body = [
        item(1, 0, "甲"),
        item(2, 0, "乙"),
        item(2, 1, "丙"),
        item(2, 2, "丁"),
        item(1, 0, "戊"),
        item(2, 1, "己"),
        item(2, 2, "庚"),
        item(2, 0, "辛"),
        item(2, 1, "壬"),
    ];
    let page = page(&body, &numbering(&[&lists[0], &lists[1]]));
    assert_eq!(
        texts(&page),
        ["K01 甲", "T1 乙", "T1.1 丙", "P1.1.1 丁", "K02 戊", "T1.2 己", "P1.2.1 庚", "T2 辛", "T2.1 壬"]
    );
    assert!(page.remarks.is_empty());
}

#[test]
fn plain_numbers_are_those_of_a_list_and_bullets_are_bullets() {
    let lists = [
        levels(&[("decimal", "%1."), ("taiwaneseCountingThousand", "（%2）")]),
        levels(&[("bullet", "●")]),
        levels(&[("decimal", "【註%1】")]),
    ];
    let body = [
        item(1, 0, "一"),
        item(1, 1, "二"),
        item(1, 0, "三"),
        item(2, 0, "四"),
        item(3, 0, "五"),
        item(0, 0, "六"),
    ];
    let page = page(&body, &numbering(&[&lists[0], &lists[1], &lists[2]]));
    assert_eq!(
        lines(&page),
        [
            (LineKind::Numbered(1), "一"),
            (LineKind::Numbered(1), "二"),
            (LineKind::Numbered(2), "三"),
            (LineKind::Bullet, "四"),
            (LineKind::Text, "【註1】 五"),
            (LineKind::Text, "六"),
        ]
    );
}

#[test]
fn lists_begin_anew_and_go_on_as_in_word() {
    // Two lists of one definition are counted together; a third begins with its own number and goes on.
    let definition =
        format!("<x:abstractNum x:abstractNumId='7'>{}</x:abstractNum>", levels(&[("decimalZero", "S%1")]));
    let lists = "<x:num x:numId='1'><x:abstractNumId x:val='7'/></x:num><x:num x:numId='2'><x:abstractNumId x:val='7'/></x:num>\
                 <x:num x:numId='3'><x:abstractNumId x:val='7'/><x:lvlOverride x:ilvl='0'><x:startOverride x:val='30'/></x:lvlOverride></x:num>";
    let body = [item(1, 0, "甲"), item(2, 0, "乙"), item(3, 0, "丙"), item(3, 0, "丁"), item(1, 0, "戊")];
    assert_eq!(
        texts(&page(&body, &(definition + lists))),
        ["S01 甲", "S02 乙", "S30 丙", "S31 丁", "S32 戊"]
    );
}

#[test]
fn styles_number_paragraphs_too_and_a_deleted_mark_does_not() {
    let styles = "<x:style x:styleId='K'><x:pPr><x:numPr><x:numId x:val='1'/></x:numPr></x:pPr></x:style>\
                  <x:style x:styleId='Kb'><x:basedOn x:val='K'/></x:style>\
                  <x:style x:styleId='N'><x:basedOn x:val='K'/><x:pPr><x:numPr><x:numId x:val='0'/></x:numPr></x:pPr></x:style>\
                  <x:style x:styleId='L'><x:basedOn x:val='L'/></x:style>";
    let styled = |style: &str, more: &str, text: &str| {
        format!("<x:p><x:pPr><x:pStyle x:val='{style}'/>{more}</x:pPr>{}</x:p>", run(text))
    };
    let body = [
        styled("K", "", "甲"),
        styled("K", "<x:rPr><x:del/></x:rPr>", "乙"),
        styled("Kb", "", "丙"),
        styled("N", "", "丁"),
        styled("K", "<x:numPr><x:numId x:val='0'/></x:numPr>", "戊"),
        styled("L", "", "己"),
        styled("Kb", "", "庚"),
    ];
    let numbering = numbering(&[&levels(&[("decimalZero", "K%1")])]);
    let page = read(&docx(&body.concat(), &[("numbering", &numbering), ("styles", styles)])).unwrap();
    assert_eq!(texts(&page), ["K01 甲", "K02 乙丙", "丁", "戊", "己", "K03 庚"]);
}

#[test]
fn a_number_that_is_not_known_is_said() {
    let page = page(&[item(1, 0, "甲"), item(1, 0, "乙")], &numbering(&[&levels(&[("ordinalText", "K%1")])]));
    assert_eq!(texts(&page), ["甲", "乙"]);
    let kinds: Vec<_> = page.remarks.iter().map(|remark| remark.kind.clone()).collect();
    assert_eq!(kinds, [RemarkKind::LeftOut { what: LeftOut::Number, count: 2, first: "K%1".to_owned() }]);
    assert!(kinds[0].needs_a_look());
}
