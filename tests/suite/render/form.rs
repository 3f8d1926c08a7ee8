//! The layout of the form: what is merged with what, and how each format looks.

use scraper::{Html, Selector};
use ttm::forms::render::{Format, Options, render};
use ttm::forms::sheet::{FormPart, Sheet};

use super::{DRAFT, FORMATS, SHAPES, print, published, standard};

#[test]
fn the_published_standard_in_every_format() {
    for (format, name) in FORMATS {
        insta::assert_snapshot!(
            format!("published_{name}"),
            without_style(&print(&[&published()], format, 120))
        );
    }
}

#[test]
fn every_shape_in_every_format() {
    for (format, name) in FORMATS {
        insta::assert_snapshot!(
            format!("shapes_{name}"),
            without_style(&print(&[&standard(SHAPES)], format, 110))
        );
    }
    insta::assert_snapshot!("shapes_table_narrow", print(&[&standard(SHAPES)], Format::Table, 60));
}

#[test]
fn a_draft_in_every_format() {
    for (format, name) in FORMATS {
        insta::assert_snapshot!(
            format!("draft_{name}"),
            without_style(&print(&[&standard(DRAFT)], format, 80))
        );
    }
}

#[test]
fn a_superseded_version_shows_its_note_and_its_successor() {
    let text =
        SHAPES.replace("superseded-by: TST4221-001v2", "note: 首次公告。\n    superseded-by: TST4221-001v2");
    let standard = standard(&text);
    let sheet = Sheet::of(&standard);
    let lines: Vec<_> = sheet.sections[0].table.rows[1][4].lines.iter().map(|line| &*line.text).collect();
    assert_eq!(lines, ["首次公告。", "已被《TST4221-001v2》取代"]);
}

/// The style sheet is a file that can be read by itself.
fn without_style(page: &str) -> String {
    match (page.split_once("<style>\n"), page.split_once("</style>")) {
        (Some((before, _)), Some((_, after))) => format!("{before}<style>…</style>{after}"),
        _ => page.to_owned(),
    }
}

#[test]
fn merged_cells_fill_the_grid_without_gaps_or_overlaps() {
    for text in [SHAPES, DRAFT, &std::fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap()] {
        let standard = standard(text);
        for section in Sheet::of(&standard).sections {
            let columns = match section.part {
                FormPart::History | FormPart::Profile => 6,
                FormPart::Duties => 7,
                FormPart::Attitudes | FormPart::Notes => 1,
                FormPart::Unplaced => 2,
            };
            let mut taken = vec![vec![0; columns]; section.table.rows.len()];
            for (row, cells) in section.table.placed().into_iter().enumerate() {
                for (column, cell) in cells {
                    for line in &mut taken[row..row + cell.rowspan] {
                        line[column..column + cell.colspan].iter_mut().for_each(|slot| *slot += 1);
                    }
                }
            }
            assert!(taken.iter().flatten().all(|&count| count == 1), "{:?}", section.part);
        }
    }
}

/// The rows that the K and S cells of a table cover.
fn spans(tasks: &str) -> [Vec<usize>; 2] {
    let text = format!(
        "duties:\n  T1:\n    knowledge: [K01]\n    tasks:\n{tasks}  T2:\n    tasks:\n      T2.1: {{}}\n"
    );
    let standard = standard(&text);
    let sheet = Sheet::of(&standard);
    let table = &sheet.sections.iter().find(|section| section.part == FormPart::Duties).unwrap().table;
    let placed = table.placed();
    [5, 6].map(|wanted| {
        let cells = placed.iter().flatten().filter(|(column, _)| *column == wanted);
        cells.map(|(_, cell)| cell.rowspan).collect()
    })
}

#[test]
fn equal_neighbouring_cells_of_a_kind_are_merged_within_a_duty() {
    let inherited = "      T1.1: {}\n      T1.2: {}\n";
    assert_eq!(spans(inherited), [vec![2, 1], vec![2, 1]]);
    let own = "      T1.1: {skills: [S01]}\n      T1.2: {skills: [S01], knowledge: [K01]}\n      T1.3: {}\n";
    assert_eq!(spans(own), [vec![3, 1], vec![2, 1, 1]]);
    let apart = "      T1.1: {skills: [S01, S02]}\n      T1.2: {}\n      T1.3: {skills: [S02, S01]}\n";
    assert_eq!(spans(apart), [vec![3, 1], vec![1, 1, 1, 1]]);
    let rows = "      T1.1: {rows: [{level: 3, knowledge: []}, {level: 4}]}\n      T1.2: {}\n";
    assert_eq!(spans(rows), [vec![1, 2, 1], vec![3, 1]]);
}

#[test]
fn header_cells_have_a_scope() {
    let page = Html::parse_document(&print(&[&published()], Format::Html, 0));
    let count = |query: &str| page.select(&Selector::parse(query).unwrap()).count();
    assert_eq!(count("html[lang=zh-Hant] meta[charset=utf-8], meta[name=viewport]"), 2);
    assert_eq!(count(".duties thead th[scope=col]"), 7);
    assert_eq!(count(".duties tbody"), 5);
    assert_eq!(count(".duties tbody > tr:first-child > th:first-child[scope=rowgroup]"), 5);
    assert_eq!(count(".duties th[scope=row]"), 14);
    assert_eq!(count(".profile th[scope=row]"), 8);
    assert_eq!(count("th:not([scope])"), 0);
    assert_eq!(count("script, link, img, iframe, [src], [style]"), 0);
    assert_eq!(count("[href]"), count("a[href^='#']"));
    assert_eq!(count("main"), 1);
}

#[test]
fn tables_fit_the_terminal_width() {
    use unicode_width::UnicodeWidthStr;

    let standards = [standard(SHAPES), standard(DRAFT), published()];
    for width in 40..=200 {
        for line in print(&standards.iter().collect::<Vec<_>>(), Format::Table, width).lines() {
            assert!(line.width() <= width, "{width}: {line}");
        }
    }
    // Narrower terminals get what fits the narrowest layout.
    assert_eq!(print(&[&standards[0]], Format::Table, 0), print(&[&standards[0]], Format::Table, 40));
}

#[test]
fn only_headings_are_coloured() {
    let standard = standard(SHAPES);
    let mut out = Vec::new();
    render(&[&standard], Format::Table, &Options { width: 110, color: true, ..Options::default() }, &mut out)
        .unwrap();
    let coloured = String::from_utf8(out).unwrap();
    assert!(coloured.contains("\u{1b}[1mT1 準備\u{1b}[0m\n"));
    let plain = coloured.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
    assert_eq!(plain, print(&[&standard], Format::Table, 110));
}

#[test]
fn json_has_a_fixed_key_order_and_nulls() {
    let json = print(&[&standard(DRAFT)], Format::Json, 0);
    assert!(json.starts_with(
        r#"{"version":1,"path":"a.yaml","code":null,"revises":"TST4221-001v2","name":{"occupation":"新職業"},"classification":{"job_category":[],"occupation":[],"industry":[]},"description":null,"level":null,"history":[],"knowledge":[],"skills":[],"duties":["#
    ));
    assert!(json.ends_with("\"attitudes\":[],\"notes\":{\"qualifications\":[],\"supplements\":[]}}\n"));
    let json = print(&[&standard(SHAPES)], Format::Json, 0);
    assert!(json.ends_with("\"unplaced\":[{\"at\":\"第 2 頁\",\"text\":\"頁尾文字\"}]}\n"));
    // An issued standard revises nothing, whatever its file says.
    let issued = standard("code: TST4221-001v2\nrevises: TST4221-001\n");
    assert!(!print(&[&issued], Format::Json, 0).contains("revises"));
}

#[test]
fn without_standards_only_html_writes_anything() {
    for (format, _) in FORMATS {
        let nothing = print(&[], format, 80);
        assert_eq!(nothing.is_empty(), format != Format::Html);
    }
}
