//! The notes, and whatever stands behind a heading on its line: none of it may be lost.

use ttm::forms::import::{Imported, RemarkKind, SourceForm, import};
use ttm::forms::sheet::Sheet;
use ttm::model::{List, Text};

#[cfg(feature = "office")]
use super::office::odt;
use super::page_text::{Codes, page_text};
use crate::render::standard;
use crate::support::plain::assert_same;
use crate::support::round_trip::html;

const DUTIES: [[&str; 7]; 2] = [
    [
        "主要職責",
        "工作任務",
        "工作產出",
        "行為指標",
        "職能級別",
        "職能內涵(K=knowledge 知識)",
        "職能內涵(S=skills 技能)",
    ],
    ["T1甲", "T1.1一", "O1.1.1圖", "P1.1.1做。", "3", "K01知", "S01能"],
];

/// What is imported of the lines below the main table, from the text of a page, a page whose lines are paragraphs,
/// one where they stand in a cell, and an office file.
fn each(lines: &[&str]) -> Vec<Imported> {
    let table = |cell: [&str; 2], row: [&str; 2]| -> String {
        let row_of = |texts: &[&str; 7]| {
            let cells = texts.iter().map(|text| format!("{}{text}{}", cell[0], cell[1]));
            row[0].to_owned() + &cells.collect::<String>() + row[1]
        };
        DUTIES.iter().map(row_of).collect()
    };
    let of = |before: &str, after: &str| -> String {
        lines.iter().map(|line| format!("{before}{line}{after}")).collect()
    };
    let text = DUTIES.map(|row| row.join("\t") + "\n").concat() + "\n" + &of("", "\n");
    let duties = table(["<td>", "</td>"], ["<tr>", "</tr>"]);
    let page = format!("<table>{duties}</table>{}", of("<p>", "</p>"));
    let cell = format!("<table>{duties}</table><table><tr><td>{}</td></tr></table>", of("<p>", "</p>"));
    #[cfg(feature = "office")]
    let duties = table(["<b:table-cell><t:p>", "</t:p></b:table-cell>"], ["<b:table-row>", "</b:table-row>"]);
    #[cfg(feature = "office")]
    let odt = odt(&format!("<b:table>{duties}</b:table>{}", of("<t:p>", "</t:p>")));
    [
        (text.into_bytes(), SourceForm::Text),
        (page.into_bytes(), SourceForm::Html),
        (cell.into_bytes(), SourceForm::Html),
        #[cfg(feature = "office")]
        (odt, SourceForm::Odt),
    ]
    .map(|(bytes, form)| {
        let imported = import(&bytes, None).unwrap();
        assert_eq!(imported.report.form, Some(form));
        imported
    })
    .into()
}

fn texts<'a>(list: &'a List<Text<'_>>) -> Vec<&'a str> {
    list.iter().map(Text::as_str).collect()
}

fn attitudes(imported: &Imported) -> Vec<&str> {
    imported.standard.attitudes.iter().map(|item| item.text.as_str()).collect()
}

/// Imports the lines from each form, and compares the notes with these.
#[track_caller]
fn assert_notes(lines: &[&str], qualifications: &[&str], supplements: &[&str]) {
    for imported in each(lines) {
        let (notes, form) = (&imported.standard.notes, imported.report.form);
        assert_eq!(texts(&notes.qualifications), qualifications, "{form:?}: {lines:?}");
        assert_eq!(texts(&notes.supplements), supplements, "{form:?}: {lines:?}");
        assert_eq!(imported.report.remarks, [], "{form:?}: {lines:?}");
    }
}

#[test]
fn text_after_a_heading_is_its_first_entry() {
    assert_notes(
        &[
            "說明與補充事項",
            "● 擔任此職類/職業之學歷/經歷/或能力條件：無特別限制。",
            "學歷：不拘。",
            "● 其他補充說明：詳見附件一。",
            "另見附件二：表。",
        ],
        &["無特別限制。", "學歷：不拘。"],
        &["詳見附件一。", "另見附件二：表。"],
    );
    let long = "很長的說明".repeat(40);
    assert_notes(
        &[
            "說明與補充事項：",
            &format!("●建議擔任此職類／職業之學歷、經歷條件: {long}"),
            &format!("● 其他補充說明：： {long}"),
        ],
        &[&long],
        &[&long],
    );
    assert_notes(
        &["說明與補充事項", "● 擔任此職類/職業之學歷/經歷/或能力條件：", "● 其他補充說明"],
        &[],
        &[],
    );
}

#[test]
fn headings_that_continue_into_text_are_kept_whole() {
    assert_notes(
        &[
            "說明與補充事項",
            "● 擔任此職類/職業之學歷/經歷/或能力條件 無特別限制。",
            "● 學歷要求：大專以上。",
            "● 三年以上工作經歷",
            "● 其他補充說明 詳見附件一。",
            "● 名詞解釋：經歷指工作經歷。",
        ],
        &[
            "● 擔任此職類/職業之學歷/經歷/或能力條件 無特別限制。",
            "● 學歷要求：大專以上。",
            "● 三年以上工作經歷",
        ],
        &["● 其他補充說明 詳見附件一。", "● 名詞解釋：經歷指工作經歷。"],
    );
}

#[test]
fn text_after_the_name_of_a_part_belongs_to_the_part() {
    for imported in each(&["職能內涵(A=attitude 態度)：A01主動", "A02細心"]) {
        assert_eq!(attitudes(&imported), ["主動", "細心"]);
        assert_eq!(imported.report.remarks, []);
    }
    assert_notes(&["說明與補充事項：詳見附件。"], &[], &["詳見附件。"]);
    for imported in each(&["職能內涵（A=attitude 態度） A01抗壓(韌性)", "A02細心"]) {
        assert_eq!(attitudes(&imported), ["抗壓(韌性)", "細心"]);
    }
}

#[test]
fn text_beside_a_heading_in_its_cell_is_kept() {
    // A last line that ends like the heading, and one that is too long for a heading, are still lines of their own.
    for imported in each(&["職能內涵(A=attitude 態度)", "A01抗壓(韌性)"]) {
        assert_eq!(attitudes(&imported), ["抗壓(韌性)"]);
    }
    let long = "很長的說明".repeat(40);
    assert_notes(&["說明與補充事項", &long], &[], &[&long]);
}

#[test]
fn qualifications_that_look_like_headings_are_imported() {
    let duties = "duties:\n  T1:\n    name: 甲\n    tasks:\n      T1.1:\n        name: 一\n        level: 3\n        \
                  indicators:\n          P1.1.1: 做。\n";
    let standard = standard(&format!(
        "name:\n  occupation: 某人員\n{duties}notes:\n  qualifications:\n    - \"● 語文：英文。\"\n    \
         - \"● 學歷/經歷/能力條件：不拘。\"\n  supplements:\n    - \"● 名詞解釋：\"\n"
    ));
    for printed in [html(&standard), page_text(&standard, Codes::Glued)] {
        assert_same(&import(printed.as_bytes(), None).unwrap().standard, &standard, &printed);
    }
    let imported = ttm::forms::import::of_sheet(&Sheet::of(&standard), None).unwrap();
    assert_same(&imported.standard, &standard, "the sheet");
}

#[test]
fn text_around_the_form_is_reported() {
    let outside = |before: &str| {
        let rows = DUTIES.map(|row| row.join("\t") + "\n").concat();
        let imported = import(format!("{before}某人員職能基準\n{rows}").as_bytes(), None).unwrap();
        assert_eq!(imported.report.title, "某人員職能基準");
        let kinds = imported.report.remarks.into_iter().map(|remark| remark.kind);
        kinds.filter(|kind| !matches!(kind, RemarkKind::NameElsewhere { .. })).collect::<Vec<_>>()
    };
    assert_eq!(outside(""), []);
    let [one] = <[_; 1]>::try_from(outside("首頁\n")).unwrap();
    assert_eq!(one, RemarkKind::Outside { count: 1, first: "首頁".to_owned() });
    assert_eq!(one.words().en, "1 text around the form was left out: “首頁”");
    let [two] = <[_; 1]>::try_from(outside(&format!("{}\n查詢\n", "長".repeat(100)))).unwrap();
    assert_eq!(two.text(), "長".repeat(60) + "…");
    assert_eq!(two.words().zh, format!("表格以外有 2 段文字未匯入，例如「{}」", two.text()));
}
