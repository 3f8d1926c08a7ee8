//! Documents of Word: what a reader of them sees.

use ttm::forms::import::{
    Block, Kept, LeftOut, Page, ReadError, RemarkKind, SourceForm, detect, import, office,
};
use ttm::forms::sheet::LineKind;

use super::{read, zipped};
use crate::support::page::{folded, lines, tables};

/// What names a part in a package, before its last word.
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document with this body and these further parts: what they are, and their content.
pub(super) fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let part = |root: &str, content: &str| {
        format!(
            "<?xml version='1.0'?><x:{root} xmlns:x='http://schemas.openxmlformats.org/wordprocessingml/2006/main' \
             xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' xmlns:v='urn:v' \
             xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>{content}</x:{root}>"
        )
    };
    let relation = |index: usize, kind: &str, target: &str| {
        format!("<Relationship Id='r{index}' Type='{TYPES}/{kind}' Target='{target}'/>")
    };
    let relations = |all: &str| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{all}</Relationships>"
        )
    };
    let of_document =
        parts.iter().enumerate().map(|(at, (kind, _))| relation(at, kind, &format!("{kind}.xml")));
    let mut files = vec![
        ("_rels/.rels".to_owned(), relations(&relation(0, "officeDocument", "word/document2.xml"))),
        ("word/_rels/document2.xml.rels".to_owned(), relations(&of_document.collect::<String>())),
        ("word/document2.xml".to_owned(), part("document", &format!("<x:body>{body}</x:body>"))),
    ];
    files.extend(parts.iter().map(|(kind, content)| (format!("word/{kind}.xml"), part(kind, content))));
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    zipped(&files)
}

pub(super) fn run(text: &str) -> String {
    format!("<x:r><x:t>{text}</x:t></x:r>")
}

fn p(text: &str) -> String {
    format!("<x:p>{}</x:p>", run(text))
}

fn cell(properties: &str, text: &str) -> String {
    format!("<x:tc><x:tcPr>{properties}</x:tcPr>{}</x:tc>", p(text))
}

fn row(cells: &[String]) -> String {
    format!("<x:tr>{}</x:tr>", cells.concat())
}

fn table(rows: &[String]) -> String {
    format!("<x:tbl>{}</x:tbl>", rows.concat())
}

/// The cells of the first table: rows and columns that each covers, and its text.
fn cells(page: &Page) -> Vec<Vec<(usize, usize, String)>> {
    let rows = &tables(page)[0].rows;
    rows.iter()
        .map(|row| row.iter().map(|cell| (cell.rowspan, cell.colspan, folded(cell))).collect())
        .collect()
}

fn expected(rows: &[&[(usize, usize, &str)]]) -> Vec<Vec<(usize, usize, String)>> {
    rows.iter()
        .map(|row| row.iter().map(|&(rows, columns, text)| (rows, columns, text.to_owned())).collect())
        .collect()
}

fn texts(page: &Page) -> Vec<&str> {
    lines(page).into_iter().map(|(_, text)| text).collect()
}

fn kinds(page: &Page) -> Vec<RemarkKind> {
    page.remarks.iter().map(|remark| remark.kind.clone()).collect()
}

fn left_out(what: LeftOut, count: usize, first: &str) -> RemarkKind {
    RemarkKind::LeftOut { what, count, first: first.to_owned() }
}

#[test]
fn merged_cells_are_one_and_what_lies_below_is_told() {
    const BEGINS: &str = "<x:vMerge x:val='restart'/>";
    const GOES_ON: &str = "<x:vMerge/>";
    let body = table(&[
        row(&[cell("<x:gridSpan x:val='2'/>", "甲"), cell(BEGINS, "乙")]),
        row(&[cell("", "丙"), cell("", "丁"), cell("<x:vMerge x:val='continue'/>", "")]),
        row(&[cell(BEGINS, "戊"), cell("", "己"), cell(GOES_ON, "藏")]),
        // Neither is one with a cell of another width or column above it.
        row(&[cell("<x:gridSpan x:val='2'/><x:vMerge/>", "庚"), cell("", "辛")]),
        row(&[cell(GOES_ON, "壬"), cell("", "癸"), cell("", "子")]),
    ]);
    let page = read(&docx(&body, &[])).unwrap();
    assert_eq!(
        cells(&page),
        expected(&[
            &[(1, 2, "甲"), (3, 1, "乙")],
            &[(1, 1, "丙"), (1, 1, "丁")],
            &[(1, 1, "戊"), (1, 1, "己")],
            &[(1, 2, "庚"), (1, 1, "辛")],
            &[(1, 1, "壬"), (1, 1, "癸"), (1, 1, "子")],
        ])
    );
    assert_eq!(kinds(&page), [left_out(LeftOut::Covered, 1, "藏")]);
}

#[test]
fn rows_may_begin_late_and_end_early_and_controls_may_be_around_anything() {
    let control = |content: &str| {
        format!(
            "<x:sdt><x:sdtPr><x:alias x:val='名'/></x:sdtPr><x:sdtContent>{content}</x:sdtContent></x:sdt>"
        )
    };
    let body = table(&[
        control(&row(&[cell("", "甲"), control(&cell("", "乙")), cell("", "丙")])),
        format!(
            "<x:tr><x:trPr><x:gridBefore x:val='1'/><x:gridAfter x:val='1'/></x:trPr><x:tc><x:p>{}{}</x:p></x:tc></x:tr>",
            run("丁"),
            control(&run("戊"))
        ),
    ]);
    let page = read(&docx(&(control(&p("首")) + &body), &[])).unwrap();
    assert_eq!(
        cells(&page),
        expected(&[&[(1, 1, "甲"), (1, 1, "乙"), (1, 1, "丙")], &[(1, 1, ""), (1, 1, "丁戊"), (1, 1, "")]])
    );
    assert_eq!(texts(&page), ["首"]);
}

#[test]
fn tracked_changes_count_as_accepted_and_are_told() {
    let deleted = |text: &str| format!("<x:del><x:r><x:delText>{text}</x:delText></x:r></x:del>");
    let body = format!(
        "<x:p>{}{}<x:ins>{}</x:ins></x:p>\
         <x:p><x:pPr><x:rPr><x:ins/></x:rPr></x:pPr><x:ins>{}</x:ins></x:p>\
         <x:p><x:pPr><x:rPr><x:del/></x:rPr></x:pPr>{}</x:p><x:p>{}</x:p>\
         <x:p><x:moveFrom>{}</x:moveFrom></x:p><x:p><x:moveTo>{}</x:moveTo></x:p>\
         <x:p><x:r><x:rPr><x:rPrChange><x:rPr><x:vanish/></x:rPr></x:rPrChange></x:rPr><x:t>今</x:t></x:r></x:p>",
        run("前"),
        deleted("舊"),
        run("新"),
        run("另一段"),
        run("接"),
        run("續"),
        run("移"),
        run("移"),
    );
    let rows = table(&[
        row(&[cell("<x:vMerge x:val='restart'/>", "甲"), cell("", "乙")]),
        format!(
            "<x:tr><x:trPr><x:del/></x:trPr>{}{}</x:tr>",
            cell("<x:vMerge x:val='restart'/>", "廢"),
            cell("", "止")
        ),
        row(&[
            cell("<x:vMerge/>", ""),
            cell("<x:tcPrChange><x:tcPr><x:gridSpan x:val='9'/></x:tcPr></x:tcPrChange>", "丙"),
        ]),
        format!("<x:tr><x:trPr><x:ins/></x:trPr>{}{}</x:tr>", cell("", "丁"), cell("", "戊")),
    ]);
    let page = read(&docx(&(body + &rows), &[])).unwrap();
    assert_eq!(texts(&page), ["前新", "另一段", "接續", "移", "今"]);
    assert_eq!(
        cells(&page),
        expected(&[
            &[(1, 1, "甲"), (1, 1, "乙")],
            &[(1, 1, ""), (1, 1, "丙")],
            &[(1, 1, "丁"), (1, 1, "戊")]
        ])
    );
    assert_eq!(
        kinds(&page),
        [
            left_out(LeftOut::Deleted, 3, "舊"),
            RemarkKind::Kept { what: Kept::Inserted, count: 2, first: "新".to_owned() },
        ]
    );
    assert!(page.remarks.iter().all(|remark| !remark.kind.needs_a_look()));
}

#[test]
fn what_word_shows_is_read_once() {
    let field = |kind: &str| format!("<x:r><x:fldChar x:fldCharType='{kind}'/></x:r>");
    let instruction = |text: &str| format!("<x:r><x:instrText> {text} </x:instrText></x:r>");
    let contents =
        [field("begin"), instruction("TOC \\o"), field("separate"), run("T1.1 目錄"), field("end")];
    let text_box = |text: &str| format!("<v:box><x:txbxContent>{}</x:txbxContent></v:box>", p(text));
    let body = [
        format!("<x:p>{}</x:p>", contents.concat()),
        format!(
            "<x:p>{}{}{}{}{}<x:fldSimple x:instr='DATE'>{}</x:fldSimple></x:p>",
            field("begin"),
            instruction("REF a"),
            field("separate"),
            run("果"),
            field("end"),
            run("日")
        ),
        format!(
            "<x:p><x:r><x:ruby><x:rubyPr/><x:rt>{}</x:rt><x:rubyBase>{}</x:rubyBase></x:ruby></x:r>{}</x:p>",
            run("ㄏㄢˋ"),
            run("漢"),
            run("字")
        ),
        format!(
            "<x:p>{}<x:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>\
             </x:r>{}</x:p>",
            run("一"),
            text_box("框"),
            text_box("框"),
            run("二")
        ),
        "<x:p><x:r><x:t>a</x:t><x:tab/><x:t>b</x:t><x:br/><x:t>c</x:t><x:noBreakHyphen/><x:sym x:char='2713'/></x:r></x:p>"
            .to_owned(),
        "<x:p><x:r><x:t>10</x:t></x:r><x:r><x:rPr><x:vertAlign x:val='superscript'/></x:rPr><x:t>3</x:t></x:r>\
         <m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></x:p>"
            .to_owned(),
        "<x:p><x:r><x:rPr><x:vanish/></x:rPr><x:t>藏</x:t></x:r><x:r><x:rPr><x:vanish x:val='0'/></x:rPr><x:t>現</x:t></x:r></x:p>"
            .to_owned(),
        format!(
            "<x:sdt><x:sdtPr><x:showingPlcHdr/></x:sdtPr><x:sdtContent>{}</x:sdtContent></x:sdt>",
            p("按一下以輸入文字")
        ),
        format!(
            "<x:p>{}<x:r><x:footnoteReference x:id='2'/></x:r>{}<x:r><x:endnoteReference x:id='2'/></x:r></x:p>",
            run("註"),
            run("後")
        ),
    ];
    let note = |kind: &str, id: usize, text: &str| {
        format!("<x:{kind} x:id='{id}'><x:p><x:r><x:footnoteRef/></x:r>{}</x:p></x:{kind}>", run(text))
    };
    let footnotes = note("footnote", 1, "不引用") + &note("footnote", 2, "註腳");
    let endnotes = note("endnote", 2, "章節附註");
    let page = read(&docx(&body.concat(), &[("footnotes", &footnotes), ("endnotes", &endnotes)])).unwrap();
    assert_eq!(
        texts(&page),
        ["果日", "漢字", "框", "一二", "a\tb\nc-✓", "10³x", "現", "註後", "註腳", "章節附註"]
    );
    assert_eq!(
        kinds(&page),
        [
            left_out(LeftOut::Reading, 1, "ㄏㄢˋ"),
            left_out(LeftOut::NoteMark, 2, "1"),
            left_out(LeftOut::Field, 1, "按一下以輸入文字"),
            left_out(LeftOut::Hidden, 1, "藏"),
            RemarkKind::Raised { count: 1, first: "³".to_owned() },
        ]
    );
}

#[test]
fn a_field_or_a_part_that_is_missing_takes_no_more_than_its_cell() {
    let begun = "<x:tc><x:p><x:r><x:fldChar x:fldCharType='begin'/></x:r></x:p></x:tc>".to_owned();
    let body = table(&[row(&[begun, cell("", "乙")])])
        + "<x:p><x:r><x:footnoteReference x:id='9'/><x:t>丙</x:t></x:r></x:p>";
    let page = read(&docx(&body, &[])).unwrap();
    assert_eq!(cells(&page), expected(&[&[(1, 1, ""), (1, 1, "乙")]]));
    assert_eq!(texts(&page), ["丙"]);
}

#[test]
fn strict_documents_and_other_names_are_read() {
    let strict = "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body><w:p><w:pPr>\
                  <w:numPr><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>";
    let (page, form) = office::page(&zipped(&[("word/document.xml", strict.as_bytes())])).unwrap();
    assert_eq!((lines(&page), form), (vec![(LineKind::Text, "甲")], SourceForm::Docx));
    let (page, _) = office::page(&docx(&p("乙"), &[])).unwrap();
    assert_eq!(page.blocks.len(), 1);
    assert!(matches!(page.blocks[0], Block::Line(_)));
}

#[test]
fn one_with_a_password_is_told_so() {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let locked = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice(), &[0; 500], &name].concat();
    assert_eq!(detect::form(&locked), Err(ReadError::Encrypted));
    assert_eq!(import(&locked, Some(SourceForm::Docx)).unwrap_err(), ReadError::Encrypted.into());
}
