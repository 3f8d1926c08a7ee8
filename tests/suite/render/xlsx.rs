//! Workbooks: the form in cells, what they look like opened and printed, and that nothing in them is more than text.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use ttm::forms::render::{Error, Format, Options, Unfit, render};
use ttm::forms::sheet::{FormPart, Sheet};
use ttm::model::Standard;

use super::hostile::{TEXTS, everywhere, quoted, seen, squeezed};
use super::{DRAFT, SHAPES, published, standard};
use crate::generated::{self, Shapes};
use crate::support::whole::shown_by_the_form;
use crate::support::workbook::{Worksheet, parts, place, read};

/// The program's exit code and streams.
pub(super) struct Run {
    pub(super) code: i32,
    pub(super) out: String,
    pub(super) err: String,
}

pub(super) fn ttm(folder: &Path, arguments: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    let output =
        command.current_dir(folder).args(arguments).env_remove("LC_ALL").env("LANG", "C").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn workbook(standards: &[&Standard<'_>], matrix: bool) -> Vec<u8> {
    let mut out = Vec::new();
    render(standards, Format::Xlsx, &Options { matrix, ..Options::default() }, &mut out).unwrap();
    out
}

fn sheet(standard: &Standard<'_>) -> Worksheet {
    read(&workbook(&[standard], false)).remove(0)
}

/// The parts of a file, an element a line.
pub(super) fn laid_out(bytes: &[u8]) -> String {
    let parts = parts(bytes).into_iter();
    parts.map(|(name, xml)| format!("== {name}\n{}\n", xml.replace("><", ">\n<"))).collect()
}

#[test]
fn every_shape_in_its_parts() {
    insta::assert_snapshot!("shapes_xlsx", laid_out(&workbook(&[&standard(SHAPES)], false)));
}

#[test]
fn an_index_and_a_matrix_in_their_parts() {
    let standards = [standard(SHAPES), standard(DRAFT)];
    let all = laid_out(&workbook(&[&standards[0], &standards[1]], true));
    let of = |part: &str| -> String {
        let begin = all.find(&format!("== {part}\n")).unwrap();
        all[begin..].split("\n== ").next().unwrap().to_owned() + "\n"
    };
    let shown = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet3.xml"].map(of);
    insta::assert_snapshot!("index_and_matrix_xlsx", shown.concat());
}

#[test]
fn every_item_is_in_the_workbook_as_often_as_the_form_shows_it() {
    let whole = SHAPES.replace("第一段敘述。\n  ", "");
    let shapes = Shapes { uncoded: false, ..Shapes::ALL };
    let mut standards = vec![published(), standard(&whole)];
    standards.extend((0..24).map(|number| generated::standard(number, shapes)));
    for standard in &standards {
        assert_eq!(sheet(standard).shown(), shown_by_the_form(standard));
    }
    let every: Vec<_> = standards.iter().collect();
    let sheets = read(&workbook(&every, false));
    assert_eq!(sheets.len(), every.len() + 1);
    for (standard, sheet) in every.iter().zip(&sheets[1..]) {
        assert_eq!(sheet.shown(), shown_by_the_form(standard));
    }
}

#[test]
fn cells_are_merged_as_in_the_form() {
    for standard in [published(), standard(SHAPES)] {
        let read = sheet(&standard);
        let form = Sheet::of(&standard);
        let duties = form.sections.iter().find(|section| section.part == FormPart::Duties).unwrap();
        let head = (0..read.heights.len()).find(|&row| read.text(row, 0) == "主要職責").unwrap();
        for (row, cells) in duties.table.placed().into_iter().enumerate() {
            for (column, cell) in cells {
                assert_eq!(read.rows(head + 1 + row, column), cell.rowspan, "{:?}", cell.lines);
            }
        }
    }
    // No cell is in two merged ranges, and none of them hides a text.
    let read = sheet(&standard(SHAPES));
    let mut covered = std::collections::HashSet::new();
    for &[top, bottom, left, right] in &read.merged {
        for row in top..=bottom {
            for column in left..=right {
                assert!(covered.insert((row, column)), "{row} {column}");
                assert!((row, column) == (top, left) || read.text(row, column).is_empty());
            }
        }
    }
}

/// The lines that a text takes in full-width characters of two columns each: fewer than any program makes of it.
fn least_lines(text: &str, width: f64) -> usize {
    use unicode_width::UnicodeWidthStr;
    text.split('\n').map(|line| ((line.width() as f64 / width).ceil() as usize).max(1)).sum()
}

#[test]
fn rows_are_as_high_as_their_texts_and_no_higher_than_a_sheet_allows() {
    let long = "很長的一段敘述。".repeat(1500);
    let items: String = (1..=120).map(|n| format!("      K{n:03}: 第{n}項知識的名稱\n")).collect();
    let text = format!(
        "code: TST4221-001v1\nname: {{occupation: 甲}}\ndescription: {long}\nknowledge:\n{items}duties:\n  T1:\n    \
         name: 乙\n    knowledge: [{}]\n    tasks:\n      T1.1: {{name: 丙, level: 3, indicators: {{P1.1.1: {long}}}}}\n      \
         T1.2: {{name: 丁, level: 4}}\n",
        (1..=120).map(|n| format!("K{n:03}")).collect::<Vec<_>>().join(", ")
    );
    let tall = standard(&text);
    for standard in [&published(), &standard(SHAPES), &tall] {
        let read = sheet(standard);
        assert!(read.heights.iter().all(|&height| height > 0.0 && height <= 409.0), "{:?}", read.heights);
        for (&(row, column), (text, _)) in &read.cells {
            let merged = read.merged.iter().find(|merged| (merged[0], merged[2]) == (row, column));
            let [top, bottom, left, right] = merged.copied().unwrap_or([row, row, column, column]);
            let height: f64 = read.heights[top..=bottom].iter().sum();
            let width: f64 = read.widths[left..=right].iter().sum();
            // A font of 10 points takes at least 12 for a line.
            let needed = least_lines(text, width) as f64 * 12.0;
            assert!(height >= needed, "{height} {needed} {text}");
        }
    }
    // The text that no row can hold is in one cell over several.
    let read = sheet(&tall);
    let (place, _) = read.cells.iter().find(|(_, (text, _))| text.starts_with("P1.1.1")).unwrap();
    assert!(read.rows(place.0, place.1) > 1);
    assert_eq!(read.shown(), shown_by_the_form(&tall));
}

#[test]
fn it_prints_across_on_a4_with_headings_and_a_footer() {
    let published = published();
    let bytes = workbook(&[&published], false);
    let read = sheet(&published);
    let head = (0..).find(|&row| read.text(row, 0) == "主要職責").unwrap() + 1;
    let all = laid_out(&bytes);
    for needed in [
        "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>",
        "<pageSetUpPr fitToPage=\"1\"/>",
        &format!(
            "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'TTM4221-004v2'!${head}:${head}</definedName>"
        ),
        "<oddFooter>&amp;LTTM4221-004v2　版本 V2&amp;R第 &amp;P 頁，共 &amp;N 頁</oddFooter>",
    ] {
        assert!(all.contains(needed), "{needed}");
    }
    assert!(
        sheet(&standard(DRAFT)).xml.contains("<oddFooter>&amp;L草案（修訂 TST4221-001v2）　新職業&amp;R")
    );
    // Every duty that fits a page begins and ends on one.
    let ends: Vec<usize> = read
        .xml
        .split("<brk id=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect();
    let duties: Vec<usize> = (head..read.heights.len())
        .filter(|&row| read.cells.get(&(row, 0)).is_some_and(|(text, _)| text.starts_with('T')))
        .collect();
    let within: Vec<_> = ends.iter().filter(|&end| end <= duties.last().unwrap()).collect();
    assert!(!within.is_empty() && within.iter().all(|end| duties.contains(end)), "{ends:?} {duties:?}");
}

#[test]
fn levels_are_chosen_from_1_to_6() {
    let read = sheet(&standard(SHAPES));
    let (_, validation) = read.xml.split_once("<dataValidation ").unwrap();
    let (validation, _) = validation.split_once("</dataValidation>").unwrap();
    assert!(validation.contains("type=\"list\"") && validation.contains("showErrorMessage=\"1\""));
    assert!(validation.ends_with("<formula1>\"1,2,3,4,5,6\"</formula1>"), "{validation}");
    let (_, ranges) = validation.split_once("sqref=\"").unwrap();
    let ranges = ranges.split('"').next().unwrap().split(' ').map(|range| {
        let (from, to) = range.split_once(':').unwrap_or((range, range));
        (place(from), place(to))
    });
    let ranges: Vec<_> = ranges.collect();
    let validated = |row: usize, column: usize| {
        ranges.iter().any(|(from, to)| from.1 == column && (from.0..=to.0).contains(&row))
    };
    let levels: Vec<_> =
        read.cells.iter().filter(|(_, (text, style))| [6, 13].contains(style) && !text.is_empty()).collect();
    assert_eq!(levels.len(), 7);
    for (&(row, column), (text, _)) in levels {
        assert!(validated(row, column), "{text}");
        assert!(read.xml.contains(&format!("<v>{text}</v>")));
    }
    // The duty without tasks has a level to be filled in.
    let row = read.cells.iter().find(|(_, (text, _))| text == "T3 尚無任務").unwrap().0.0;
    assert!(validated(row, 4) && read.text(row, 4).is_empty());
}

#[test]
fn each_attitude_and_note_has_a_row_of_its_own() {
    let read = sheet(&published());
    let rows: Vec<_> =
        read.cells.iter().filter(|(_, (text, _))| text.starts_with('A') && text.contains(' ')).collect();
    assert_eq!(rows.len(), 16);
    assert!(rows.iter().all(|(_, (text, _))| !text.contains('\n')));
}

/// What a spreadsheet would take for something else than a text.
pub(super) const FORMULAS: [&str; 12] = [
    "=cmd|' /C calc'!A0",
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "=HYPERLINK(\"https://example.org\")",
    "_x003D_1 _x000D_",
    "]]>",
    "0110",
    "3/4",
    "&L&P&\"x\"",
];

#[test]
fn every_text_stays_a_text() {
    for text in TEXTS.into_iter().chain(FORMULAS).chain(["\u{fffe}\u{ffff}"]) {
        let hostile = standard(&everywhere(text));
        // The reader asserts that there is no formula, and that every cell but the levels is a text.
        let read = sheet(&hostile);
        let seen: String = seen(&text.replace('\t', " "))
            .chars()
            .map(|c| if matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c })
            .collect();
        let indicator = format!("{}{}", squeezed(&seen), squeezed(&seen));
        assert!(read.cells.values().any(|(cell, _)| squeezed(cell) == indicator), "{text:?}");
        let rows = |sheet: &Worksheet| sheet.xml.split("</sheetData>").next().unwrap().matches('<').count();
        assert_eq!(rows(&read), rows(&sheet(&standard(&everywhere("甲")))), "{text:?}");
    }
}

#[test]
fn a_cell_that_is_too_long_is_named_and_nothing_is_written() {
    let text = |length: usize| {
        format!(
            "name: {{occupation: 甲}}\nduties:\n  T1:\n    name: 乙\n    tasks:\n      T1.1:\n        name: 丙\n        \
             indicators: {{P1.1.1: {}}}\n",
            "字".repeat(length)
        )
    };
    // The code and a space are part of the cell.
    let most = 32_767 - "P1.1.1 ".len();
    assert_eq!(
        sheet(&standard(&text(most))).cells.values().filter(|(text, _)| text.starts_with("P1.1.1")).count(),
        1
    );
    let mut out = Vec::new();
    let too_long = standard(&text(most + 1));
    let error = render(&[&published(), &too_long], Format::Xlsx, &Options::default(), &mut out).unwrap_err();
    assert!(out.is_empty());
    let Error::Unfit(unfit) = error else { panic!("{error:?}") };
    let [(1, reason @ Unfit::TooLong(_))] = unfit.as_slice() else { panic!("{unfit:?}") };
    let words = reason.words();
    assert!(words.en.contains("行為指標 P1.1.1") && words.en.contains("32768"), "{}", words.en);
    assert!(words.zh.contains("行為指標 P1.1.1") && words.zh.contains("32768"), "{}", words.zh);
    let lines = vec![quoted("甲"); 255].join(", ");
    let many = standard(&format!(
        "name: {{occupation: 甲}}\nduties:\n  T1:\n    tasks:\n      T1.1: {{outputs: [{lines}]}}\n"
    ));
    assert!(matches!(
        render(&[&many], Format::Xlsx, &Options::default(), &mut out),
        Err(Error::Unfit(unfit)) if matches!(unfit.as_slice(), [(0, Unfit::TooLong(_))])
    ));

    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("long.yaml"), text(most + 1)).unwrap();
    fs::write(folder.path().join("fine.yaml"), text(3)).unwrap();
    let run = ttm(folder.path(), &["render", "--format", "xlsx", "-o", "out/", "."]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("long.yaml is not printed: the cell 行為指標 P1.1.1 would hold 32768"),
        "{}",
        run.err
    );
    assert_eq!(crate::names(&folder.path().join("out")), ["fine.xlsx"]);
}

#[test]
fn a_workbook_of_many_has_an_index_with_links_to_each() {
    let twice = [published(), published(), standard("name: {occupation: 甲}\n")];
    let every: Vec<_> = twice.iter().collect();
    let sheets = read(&workbook(&every, false));
    let names: Vec<_> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["索引", "TTM4221-004v2", "TTM4221-004v2 (2)", "a"]);
    let index = &sheets[0];
    for (row, name) in names[1..].iter().enumerate() {
        let link = format!("<hyperlink ref=\"A{}\" location=\"'{name}'!A1\" display=\"{name}\"/>", row + 2);
        assert!(index.xml.contains(&link), "{link}");
        assert!(sheets[row + 1].xml.contains("location=\"'索引'!A1\""));
    }
    assert_eq!(
        [0, 1, 2, 3].map(|column| index.text(1, column)),
        ["TTM4221-004v2", "獎勵旅遊業業務人員", "V2", "3"]
    );
    assert_eq!(index.text(3, 0), "草案");
}

#[test]
fn the_matrix_marks_what_each_task_needs() {
    let sheets = read(&workbook(&[&standard(SHAPES)], true));
    let [_, matrix] = sheets.as_slice() else { panic!("{}", sheets.len()) };
    assert_eq!(matrix.name, "matrix");
    let row = |row: usize| -> Vec<&str> { (0..8).map(|column| matrix.text(row, column)).collect() };
    assert_eq!(row(0), ["工作任務", "K01", "K02", "K03", "K4", "S01", "S02", "K05"]);
    assert_eq!(row(1), ["", "材料", "3D列印", "圖學", "光學", "操作 (OP)", "溝通", "印在技能欄的知識"]);
    assert_eq!(row(2), ["T1.1 備料", "●", "●", "", "", "●", "", ""]);
    assert_eq!(row(4), ["T1.3 檢查", "", "", "●", "", "", "●", ""]);
    // The rows of a task together.
    assert_eq!(row(5), ["T2.1 設定", "", "", "●", "", "●", "", "●"]);
}

#[test]
fn the_bytes_are_the_same_in_every_run() {
    let standards: Vec<_> = (0..12).map(|number| generated::standard(number, Shapes::ALL)).collect();
    let every: Vec<_> = standards.iter().collect();
    let first = workbook(&every, true);
    assert!((0..3).all(|_| workbook(&every, true) == first));

    let folder = TempDir::new().unwrap();
    for name in ["a", "b", "c"] {
        fs::copy("standards/TTM4221-004v2.yaml", folder.path().join(format!("{name}.yaml"))).unwrap();
    }
    let by = |jobs: &str, lang: &str| {
        let run = ttm(folder.path(), &["--jobs", jobs, "--lang", lang, "render", "-o", "all.xlsx", "."]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(run.err.contains("all.xlsx"), "{}", run.err);
        fs::read(folder.path().join("all.xlsx")).unwrap()
    };
    assert_eq!(by("1", "en"), by("2", "zh-TW"));
}

#[test]
fn a_workbook_goes_into_a_file_only() {
    let folder = TempDir::new().unwrap();
    fs::copy("standards/TTM4221-004v2.yaml", folder.path().join("a.yaml")).unwrap();
    for args in [&["--format", "xlsx"][..], &["--format", "xlsx", "-o", "-"]] {
        let run = ttm(folder.path(), &[&["render", "a.yaml"], args].concat());
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains("-o FILE.xlsx"), "{}", run.err);
    }
    let run = ttm(folder.path(), &["render", "--matrix", "a.yaml"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("--format xlsx"), "{}", run.err);
    let run = ttm(folder.path(), &["render", "--matrix", "-o", "a.xlsx", "a.yaml"]);
    assert_eq!((run.code, run.err.as_str()), (0, "a.xlsx: written\n"));
    assert_eq!(read(&fs::read(folder.path().join("a.xlsx")).unwrap()).len(), 2);
}
