//! Word documents: the form in tables, and that nothing in them is more than text.

use std::fs;

use tempfile::TempDir;
use ttm::forms::render::{Format, Options, render};
use ttm::forms::sheet::{FormPart, Sheet};
use ttm::model::Standard;

use super::hostile::{TEXTS, everywhere, seen, squeezed};
use super::xlsx::{FORMULAS, laid_out, ttm};
use super::{DRAFT, SHAPES, published, standard};
use crate::generated::{self, Shapes};
use crate::support::document::{Section, read};
use crate::support::whole::shown_by_the_form;
use crate::support::workbook::parts;

fn document(standards: &[&Standard<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    render(standards, Format::Docx, &Options::default(), &mut out).unwrap();
    out
}

fn section(standard: &Standard<'_>) -> Section {
    read(&document(&[standard])).remove(0)
}

fn part(standard: &Standard<'_>, name: &str) -> String {
    parts(&document(&[standard])).into_iter().find(|(part, _)| part == name).unwrap().1
}

#[test]
fn every_shape_in_its_parts() {
    insta::assert_snapshot!("shapes_docx", laid_out(&document(&[&standard(SHAPES)])));
}

#[test]
fn every_item_is_in_the_document_as_often_as_the_form_shows_it() {
    let whole = SHAPES.replace("第一段敘述。\n  ", "");
    let mut standards = vec![published(), standard(&whole)];
    standards.extend((0..24).map(|number| generated::standard(number, Shapes::ALL)));
    let every: Vec<_> = standards.iter().collect();
    let sections = read(&document(&every));
    assert_eq!(sections.len(), every.len());
    for (standard, of_many) in every.into_iter().zip(&sections) {
        assert_eq!(section(standard).shown(), shown_by_the_form(standard));
        assert_eq!(of_many.shown(), shown_by_the_form(standard));
    }
}

#[test]
fn cells_are_merged_as_in_the_form() {
    for standard in [published(), standard(SHAPES), standard(DRAFT)] {
        let form = Sheet::of(&standard);
        let read = section(&standard);
        assert_eq!(read.tables.len(), form.sections.len());
        for (table, of_form) in read.tables.iter().zip(&form.sections) {
            let merged: Vec<Vec<_>> = table
                .rows
                .iter()
                .map(|row| row.iter().map(|cell| (cell.column, cell.rows, cell.columns)).collect())
                .collect();
            let expected: Vec<Vec<_>> = of_form
                .table
                .placed()
                .iter()
                .map(|row| row.iter().map(|(column, cell)| (*column, cell.rowspan, cell.colspan)).collect())
                .collect();
            assert_eq!(merged, expected);
        }
    }
}

#[test]
fn headings_repeat_and_rows_stay_whole_where_they_fit_a_page() {
    let published = published();
    let form = Sheet::of(&published);
    for (table, of_form) in section(&published).tables.iter().zip(&form.sections) {
        assert_eq!(table.head.len(), usize::from(of_form.part != FormPart::Profile));
    }
    let long = "很長的一段敘述。".repeat(600);
    let text = format!(
        "name: {{occupation: 甲}}\nduties:\n  T1:\n    name: 乙\n    tasks:\n      T1.1: {{name: 丙, indicators: {{P1.1.1: 短。}}}}\n      \
         T1.2: {{name: 丁, indicators: {{P1.2.1: {long}}}}}\n"
    );
    let xml = part(&standard(&text), "word/document.xml");
    let row =
        |text: &str| xml.split("<w:tr>").find(|row| row.contains(text)).unwrap().contains("<w:cantSplit/>");
    assert!(row("P1.1.1") && !row("P1.2.1"));
}

#[test]
fn duties_and_parts_are_headings_for_a_table_of_contents() {
    let section = section(&published());
    let of = |style: &str| -> Vec<&str> {
        let cells = section.tables.iter().flat_map(|table| table.rows.iter().flatten());
        let paragraphs = cells.flat_map(|cell| &cell.paragraphs);
        paragraphs.filter(|(its, _)| its == style).map(|(_, text)| text.as_str()).collect()
    };
    assert_eq!(of("Heading2")[1], "T2 市場調查");
    assert_eq!((of("Heading2").len(), of("Heading3").len()), (5, 14));
    let styles = part(&published(), "word/styles.xml");
    for (name, level) in [("heading 1", 0), ("heading 2", 1), ("heading 3", 2)] {
        let (_, style) = styles.split_once(&format!("<w:name w:val=\"{name}\"/>")).unwrap();
        let style = style.split("</w:style>").next().unwrap();
        assert!(style.contains(&format!("<w:outlineLvl w:val=\"{level}\"/>")), "{style}");
    }
}

#[test]
fn fonts_language_paper_and_footer_are_those_of_the_form() {
    let all = laid_out(&document(&[&published()]));
    for needed in [
        "<w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"標楷體\"",
        "<w:lang w:val=\"zh-TW\" w:eastAsia=\"zh-TW\"",
        "<w:font w:name=\"標楷體\">\n<w:altName w:val=\"DFKai-SB\"/>",
        "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>",
        "TTM4221-004v2　版本 V2</w:t>",
        "<w:fldSimple w:instr=\" PAGE \">",
        "<w:fldSimple w:instr=\" NUMPAGES \">",
        "<dc:title>獎勵旅遊業業務人員職能基準</dc:title>",
    ] {
        assert!(all.contains(needed), "{needed}");
    }
    assert!(part(&standard(DRAFT), "word/footer1.xml").contains("草案（修訂 TST4221-001v2）　新職業"));
    // Of several standards each counts its own pages.
    let both = laid_out(&document(&[&published(), &standard(DRAFT)]));
    assert_eq!(both.matches("SECTIONPAGES").count(), 2);
    assert_eq!(both.matches("<w:pgNumType w:start=\"1\"/>").count(), 2);
    assert_eq!(both.matches("<w:footerReference").count(), 2);
}

#[test]
fn every_text_stays_a_text() {
    let elements = |text: &str| {
        let xml = part(&standard(&everywhere(text)), "word/document.xml");
        (xml.matches('<').count(), xml)
    };
    let (harmless, _) = elements("甲");
    for text in TEXTS.into_iter().chain(FORMULAS) {
        let hostile = standard(&everywhere(text));
        let seen = squeezed(&seen(&text.replace('\t', " ")));
        let indicator = format!("{seen}{seen}");
        let cells = section(&hostile).tables.into_iter().flat_map(|table| table.rows).flatten();
        let mut paragraphs = cells.flat_map(|cell| cell.paragraphs);
        assert!(paragraphs.any(|(_, text)| squeezed(&text) == indicator), "{text:?}");
        assert_eq!(elements(text).0, harmless, "{text:?}");
    }
}

#[test]
fn a_line_break_within_a_text_is_none_between_items() {
    let broken = standard("description: \"甲\\r\\n乙\\n\"\nattitudes:\n- A01: \"丁\\n戊\"\n- 己\n");
    let section = section(&broken);
    let cells: Vec<_> = section.tables.iter().flat_map(|table| table.rows.iter().flatten()).collect();
    assert!(cells.iter().any(|cell| cell.paragraphs == [("Cell".to_owned(), "甲\n乙".to_owned())]));
    let attitudes = [("Cell".to_owned(), "A01 丁\n戊".to_owned()), ("Cell".to_owned(), "己".to_owned())];
    assert!(cells.iter().any(|cell| cell.paragraphs == attitudes));
}

#[test]
fn the_bytes_are_the_same_in_every_run() {
    let standards: Vec<_> = (0..12).map(|number| generated::standard(number, Shapes::ALL)).collect();
    let every: Vec<_> = standards.iter().collect();
    let first = document(&every);
    assert!((0..3).all(|_| document(&every) == first));
    let folder = TempDir::new().unwrap();
    for name in ["a", "b", "c"] {
        fs::copy("standards/TTM4221-004v2.yaml", folder.path().join(format!("{name}.yaml"))).unwrap();
    }
    let by = |jobs: &str, lang: &str| {
        let run = ttm(folder.path(), &["--jobs", jobs, "--lang", lang, "render", "-o", "all.docx", "."]);
        assert_eq!(run.code, 0, "{}", run.err);
        fs::read(folder.path().join("all.docx")).unwrap()
    };
    assert_eq!(by("1", "en"), by("2", "zh-TW"));
    let run = ttm(folder.path(), &["render", "--format", "docx", "a.yaml"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("-o FILE.docx"), "{}", run.err);
}
