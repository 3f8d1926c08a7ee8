//! The reader: which rows, cells and codes belong together.

use ttm::forms::import::{Block, ImportError, Imported, Page, SourceForm, import, of_page, of_sheet};
use ttm::forms::sheet::{Cell, Line, Section, Sheet, Table};
use ttm::model::{Competency, Standard};

use crate::generated::{self, Shapes};
use crate::render::{SHAPES, published, standard};
use crate::support::plain::{assert_same, plain, text};
use crate::support::round_trip::remarks_on_two_names;

const HEADER: &str = "主要職責\t工作任務\t工作產出\t行為指標\t職能 級別\t職能內涵 (K=knowledge 知識)\t職能內涵\u{3000}（S=skills 技能）\n";

/// What is imported from the text of a page.
fn read(text: &str) -> Imported {
    import(text.as_bytes(), Some(SourceForm::Text)).unwrap()
}

/// What is imported from the rows of one main table.
fn rows(rows: &str) -> Imported {
    read(&format!("{HEADER}{rows}"))
}

/// The main table as lines: duties, tasks and rows.
fn duties(standard: &Standard<'_>) -> Vec<String> {
    let main = |line: &String| {
        ["duty", "task", "also", "row", "output", "indicator", "[", "inherits"]
            .iter()
            .any(|word| line.starts_with(word))
    };
    plain(standard).into_iter().filter(main).collect()
}

fn kinds(imported: &Imported) -> Vec<&'static str> {
    imported.report.remarks.iter().map(|remark| remark.kind.id()).collect()
}

#[test]
fn a_form_is_read_back() {
    let published = published();
    let imported = of_sheet(&Sheet::of(&published), None).unwrap();
    assert_same(&imported.standard, &published, "the published standard");
    assert_eq!(imported.report.remarks, []);
    assert_eq!(imported.report.counts.items.map(|(_, count)| count), [5, 14, 15, 23, 9, 13, 16]);
}

#[test]
fn generated_forms_are_read_back() {
    for number in 0..60 {
        for shapes in [Shapes::ALL, Shapes::TWO_NAMES] {
            let made = generated::standard(number, shapes);
            let imported = of_sheet(&Sheet::of(&made), None).unwrap();
            assert_same(&imported.standard, &made, &format!("standard {number}"));
            assert_eq!(kinds(&imported), remarks_on_two_names(&made), "standard {number}");
        }
    }
}

#[test]
fn every_shape_is_imported_with_the_same_form() {
    // A number that a person typed before a qualification goes, since the form prints its own.
    let shapes = SHAPES.replace("|\n  第一段敘述。\n  ", "").replace("1.學歷要求", "學歷要求");
    let shapes = shapes.replace("status: superseded", "status: superseded\n    note: 首次公告。");
    let shapes = standard(&shapes);
    let imported = of_sheet(&Sheet::of(&shapes), None).unwrap();
    assert_eq!(Sheet::of(&imported.standard), Sheet::of(&shapes));
    // The two names of K03, K05 among the skills, an output and an attitude without codes, and what was unplaced.
    assert_eq!(kinds(&imported), ["uncoded", "two-names", "other-column", "uncoded", "unplaced"]);
}

#[test]
fn blank_cells_go_on_with_the_cell_above() {
    let imported = rows(
        "T1甲\tT1.1一\tO1.1.1圖\tP1.1.1做。\t3\tK01知 K02識\tS01能\n\
         \tT1.2二\t\tP1.2.1做。\t4\t\t\n\
         \t\tO1.2.1圖\tP1.2.2做。\t5\tK01知\t\n\
         T2乙\tT2.1三\t\tP2.1.1做。\t3\t\t\n",
    );
    let expected = [
        "duty T1 甲",
        "inherits",
        "inherits",
        "task T1.1 一",
        "[\"K01\", \"K02\"]",
        "[\"S01\"]",
        "row level Some(3)",
        "output O1.1.1 圖",
        "indicator P1.1.1 做。",
        "inherits",
        "inherits",
        "task T1.2 二",
        "inherits",
        "inherits",
        "row level Some(4)",
        "indicator P1.2.1 做。",
        "[\"K01\", \"K02\"]",
        "[\"S01\"]",
        "row level Some(5)",
        "output O1.2.1 圖",
        "indicator P1.2.2 做。",
        "[\"K01\"]",
        "[]",
        "duty T2 乙",
        "inherits",
        "inherits",
        "task T2.1 三",
        "inherits",
        "inherits",
        "row level Some(3)",
        "indicator P2.1.1 做。",
        "inherits",
        "inherits",
    ];
    assert_eq!(duties(&imported.standard), expected);
    assert_eq!(imported.report.remarks, []);
}

#[test]
fn a_row_goes_on_after_a_page_break() {
    let imported = rows(&format!(
        "T1甲\tT1.1一\tO1.1.1很長\tP1.1.1做到\t3\tK01知\tS01能\n\n{HEADER}\
         \t\t的圖 O1.1.2表\t一半。\t\tK02識\t\n\
         \tT1.2二\t\tP1.2.1做。\t4\t\t\n"
    ));
    let expected = [
        "duty T1 甲",
        "[\"K01\", \"K02\"]",
        "[\"S01\"]",
        "task T1.1 一",
        "inherits",
        "inherits",
        "row level Some(3)",
        "output O1.1.1 很長 的圖",
        "output O1.1.2 表",
        "indicator P1.1.1 做到 一半。",
        "inherits",
        "inherits",
        "task T1.2 二",
        "inherits",
        "inherits",
        "row level Some(4)",
        "indicator P1.2.1 做。",
        "inherits",
        "inherits",
    ];
    assert_eq!(duties(&imported.standard), expected);
    assert_eq!(imported.report.line_breaks, 2);
    assert_eq!(imported.report.remarks, []);
}

#[test]
fn duties_and_tasks_repeated_after_a_page_break_are_merged() {
    let whole = rows("T1甲\tT1.1一\t\tP1.1.1做。\t3\tK01知\tS01能\n\t\t\tP1.1.2做。\t4\t\t\n");
    let cut = rows(&format!(
        "T1甲\tT1.1一\t\tP1.1.1做。\t3\tK01知\tS01能\n\n第 2 頁，共 2 頁\n{HEADER}T1甲\tT1.1一\t\tP1.1.2做。\t4\t\t\n"
    ));
    assert_eq!(duties(&cut.standard), duties(&whole.standard));
    let [unplaced] = cut.standard.unplaced.items.as_slice() else { panic!("one text") };
    assert_eq!(text(&unplaced.text), "第 2 頁，共 2 頁");
    assert!(cut.report.needs_a_look());
}

#[test]
fn texts_without_a_place_are_kept_and_reported() {
    let imported = rows(
        "T1甲\tT1.1一\tO1.1.1圖\t做。\t中\t無代碼 K01知 S02印錯欄\tS01能 S01技\t多的一欄\n\
         各職責\t各任務\t各產出\t行為\t級別\t知識\t技能\n\
         \t沒有代碼\t\tP1.2.1做。\t7\tK01知\tS01能\n",
    );
    assert_eq!(
        kinds(&imported),
        ["unplaced", "level", "unplaced", "unknown-header", "no-code", "level", "two-names", "other-column"]
    );
    let kept: Vec<_> =
        imported.standard.unplaced.iter().map(|one| (text(&one.at), text(&one.text))).collect();
    let expected = [
        ("表身第 1 列（T1.1）", "多的一欄"),
        ("表身第 1 列（T1.1）的職能級別", "中"),
        ("表身第 1 列（T1.1）的知識", "無代碼"),
        ("表身第 2 列（T1.1）", "各職責 / 各任務 / 各產出 / 行為 / 級別 / 知識 / 技能"),
        ("表身第 3 列的職能級別", "7"),
    ];
    assert_eq!(kept, expected);
    let names = |kind: Competency| -> Vec<_> {
        kind.list(&imported.standard).iter().map(|item| item.text.as_str().to_owned()).collect()
    };
    assert_eq!(names(Competency::Knowledge), ["知", "印錯欄"]);
    assert_eq!(names(Competency::Skill), ["能", "技"]);
}

#[test]
fn tasks_that_share_a_cell_share_its_rows() {
    let imported = rows("T1甲\tT1.1一 T1.2二\tO1.1.1圖\tP1.2.1做。\t3\tK01\tS01能\n");
    let main = duties(&imported.standard);
    assert_eq!(main[..5], ["duty T1 甲", "[\"K01\"]", "[\"S01\"]", "task T1.1 一", "also T1.2 二"]);
    assert_eq!(imported.standard.knowledge[0].text.as_str(), "");
    assert_eq!(imported.report.counts.items[1].1, 2);
}

#[test]
fn the_parts_of_a_page_are_found_in_any_order() {
    let row = "T1甲\tT1.1一\t\tP1.1.1做。\t3\tK01知\tS01能\n";
    let imported = read(&format!(
        "首頁\n職能基準\n某某人員職能基準\n版本\t職能基準代碼\t職能基準名稱\t狀態\t更新說明\t發展更新日期\n\
         V1\tTST4221-001v1\t某某人員\t作廢\t已被《TST4221-001v2》取代\t110/01/14\n\
         \n職能基準代碼\t\tTST4221-001v1\n\t職類\t甲\n\t職業\t乙\n工作描述\t\t做事。\n基準級別\t\t中\n\n{HEADER}{row}\n\
         職能內涵（A＝attitude 態度）\n\nA02 乙\nA01 甲\n\n說明與補充事項\n● 建議擔任此職類/職業之學歷/經歷/或能力條件：\n\
         - 1.大專。\n● 名詞解釋：\n- 甲：乙。\n"
    ));
    let expected = [
        "code TST4221-001v1",
        "name Category \"甲\"",
        "description 做事。",
        "level None",
        "version [\"V1\", \"TST4221-001v1\", \"某某人員\", \"TST4221-001v2\", \"(none)\"] current None None",
        "K K01 知",
        "S S01 能",
        "A A01 甲",
        "A A02 乙",
    ];
    assert_eq!(plain(&imported.standard)[..9], expected);
    let notes: Vec<_> = plain(&imported.standard)
        .into_iter()
        .filter(|line| line.contains("tion ") || line.starts_with("supp"))
        .collect();
    assert_eq!(notes[1..], ["qualification 大專。", "supplement ● 名詞解釋：", "supplement 甲：乙。"]);
    assert_eq!(kinds(&imported), ["outside", "status", "date", "doubled", "level"]);
    assert_eq!(imported.report.title, "某某人員職能基準");
}

#[test]
fn merged_cells_say_which_rows_they_cover() {
    let rows = |blank: usize| {
        let cell = |text: &'static str| Cell::text(text);
        vec![
            vec![
                cell("T1甲").span(2, 1),
                cell("T1.1一"),
                cell("O1.1.1圖"),
                cell("P1.1.1做。"),
                cell("3").span(2, 1),
                cell("K01知").span(blank, 1),
                cell("S01能").span(2, 1),
            ],
            vec![cell("T1.2二"), cell(""), cell("P1.2.1做。"), cell("")],
        ]
    };
    let sheet = |blank| Sheet {
        title: "".into(),
        sections: vec![Section {
            part: ttm::forms::sheet::FormPart::Duties,
            table: Table { head: Vec::new(), rows: rows(blank) },
        }],
    };
    let own = of_sheet(&sheet(1), None).unwrap();
    let duty = &own.standard.duties[0];
    assert!(duty.knowledge.is_absent() && duty.skills.len() == 1);
    assert!(duty.tasks[1].knowledge.is_empty() && !duty.tasks[1].knowledge.is_absent());
    assert_eq!(duty.tasks[1].rows[0].level.given().map(|level| level.value), Some(3));
    let merged = of_sheet(&sheet(2), None).unwrap();
    assert_eq!(merged.standard.duties[0].knowledge.len(), 1);
}

#[test]
fn documents_that_are_no_standard_are_refused() {
    for text in ["", "甲\t乙\n", HEADER, "某某職能基準\n"] {
        assert_eq!(
            import(text.as_bytes(), Some(SourceForm::Text)).err(),
            Some(ImportError::NotAStandard),
            "{text:?}"
        );
    }
}

#[test]
fn a_long_form_is_imported_in_linear_time() {
    let row = |at: usize| -> Vec<Cell<'static>> {
        let texts = [
            String::new(),
            format!("T1.{at}甲"),
            String::new(),
            format!("P1.{at}.1 <p>做。"),
            "3".to_owned(),
        ];
        let cells = texts.into_iter().map(Cell::text);
        cells.chain([Cell::new(vec![Line::text("K01知")]), Cell::text("S01能")]).collect()
    };
    let header = HEADER.trim_end().split('\t').map(Cell::text).collect();
    let rows = std::iter::once(header).chain((0..5_000).map(row)).collect();
    let page = Page { blocks: vec![Block::Table(Table { head: Vec::new(), rows })], ..Page::default() };
    let begun = std::time::Instant::now();
    let imported = of_page(page, None).unwrap();
    assert_eq!(imported.standard.duties[0].tasks.len(), 5_000);
    assert!(begun.elapsed().as_secs() < 5);
}

#[test]
fn a_cell_over_very_many_tasks_is_refused() {
    let codes: String = (1..=3_000).map(|at| format!("K{at:04}知 ")).collect();
    let first = "T1甲\tT1.0甲\t\t\t3\tK1知\tS01能\n".to_owned();
    let second = format!("\tT1.1甲\t\t\t3\t{codes}\tS01能\n");
    let others = (2..3_000).map(|at| format!("\tT1.{at}甲\t\t\t3\t\t\n"));
    let text: String = [HEADER.to_owned(), first, second].into_iter().chain(others).collect();
    let error = import(text.as_bytes(), None).unwrap_err();
    assert!(matches!(error, ImportError::Unreadable(_)), "{error}");
}

#[test]
fn very_many_names_of_one_code_are_imported() {
    let names: String = (0..20_000).map(|at| format!("K01知{at} ")).collect();
    let imported = rows(&format!("T1甲\tT1.1甲\t\t\t3\t{names}\tS01能\n"));
    assert_eq!(imported.standard.knowledge.len(), 20_000);
    assert_eq!(imported.standard.duties[0].knowledge.len(), 20_000);
}
