//! Office files that are made to cost more than they are worth.

use ttm::forms::import::{DocumentPart, ReadError};

use super::docx::docx;
use super::xlsx::xlsx;
use super::{content, odt, read, zipped};
#[cfg(target_os = "linux")]
use crate::import::hostile::assert_refused;
use crate::import::hostile::{fault, too_large};

#[test]
fn a_zip_bomb_is_not_unpacked() {
    let bomb = zipped(&[("content.xml", &vec![b' '; 16 << 20])]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(fault(|| read(&bomb)), too_large(DocumentPart::Unpacked("content.xml".to_owned()), 8));
    let many: Vec<String> = (0..5000).map(|index| format!("{index}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let many = zipped(&many);
    assert_eq!(fault(|| read(&many)), ReadError::TooManyFiles { limit: 4096 });
}

#[test]
fn names_in_a_zip_file_are_no_paths() {
    let body = content("<t:p>甲</t:p>");
    let files =
        [("../../escaped.txt", b"x".as_slice()), ("/escaped.txt", b"x"), ("content.xml", body.as_bytes())];
    assert_eq!(read(&zipped(&files)).unwrap().blocks.len(), 1);
    assert!(!std::path::Path::new("../../escaped.txt").exists());
    assert_eq!(fault(|| read(&zipped(&[("../content.xml", body.as_bytes())]))), ReadError::NoContent);
}

#[test]
fn entities_are_neither_expanded_nor_fetched() {
    let laughs = "<!DOCTYPE o [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><o>&b;</o>";
    let outside = "<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><o>&x;</o>";
    for xml in [laughs, outside] {
        assert_eq!(fault(|| read(&zipped(&[("content.xml", xml.as_bytes())]))), ReadError::Entities);
    }
    assert_eq!(fault(|| read(&odt("<t:p>&nbsp;</t:p>"))), ReadError::Entities);
}

#[test]
fn files_that_are_cut_off_are_damaged() {
    let whole = odt("<t:p>甲</t:p>");
    for end in [8, whole.len() / 2, whole.len() - 10] {
        assert!(matches!(fault(|| read(&whole[..end])), ReadError::Damaged { format: "zip", .. }));
    }
    for body in ["<t:p>甲", "<t:p></t:h>", "<t:p>甲</t:p></o:text>"] {
        assert!(matches!(fault(|| read(&odt(body))), ReadError::Damaged { format: "XML", .. }));
    }
    let xml = content("<t:p>甲</t:p>");
    let half = &xml.as_bytes()[..xml.len() - 20];
    assert!(matches!(
        fault(|| read(&zipped(&[("content.xml", half)]))),
        ReadError::Damaged { format: "XML", .. }
    ));
}

#[test]
fn what_is_too_deep_is_refused() {
    let xml = "<t:span>".repeat(100_000);
    assert_eq!(fault(|| read(&odt(&xml))), ReadError::TooDeep { limit: 512 });
}

#[test]
fn tables_have_a_size_limit() {
    let limit = 200_000;
    let rows = "<b:table><b:table-row b:number-rows-repeated='1000000000'><b:table-cell><t:p>a</t:p></b:table-cell>\
         </b:table-row></b:table>";
    assert_eq!(fault(|| read(&odt(rows))), ReadError::TooMany { limit });
    let cells = "<b:table><b:table-row><b:table-cell b:number-columns-repeated='99999999999999999999'>\
                 <t:p>a</t:p></b:table-cell></b:table-row></b:table>";
    assert_eq!(fault(|| read(&odt(cells))), ReadError::TooMany { limit });
    let text = "甲".repeat(100_000);
    let texts = format!(
        "<b:table><b:table-row b:number-rows-repeated='100'><b:table-cell><t:p>{text}</t:p></b:table-cell>\
         </b:table-row></b:table>"
    );
    assert_eq!(fault(|| read(&odt(&texts))), too_large(DocumentPart::Texts, 16));
}

#[cfg(target_os = "linux")]
#[test]
fn hostile_documents_stay_within_bounds_and_write_nothing() {
    let expands = (1..10).fold("<!ENTITY a0 'ha'>".to_owned(), |text, at| {
        text + &format!("<!ENTITY a{at} '{}'>", format!("&a{};", at - 1).repeat(10))
    });
    let laughs = format!("<!DOCTYPE o [{expands}]><o>&a9;</o>");
    let outside = "<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><o>&x;</o>";
    assert_refused(&[
        ("bomb.odt", zipped(&[("content.xml", &vec![b' '; 64 << 20])])),
        ("names.odt", zipped(&[("../../escaped.txt", b"x"), ("../content.xml", b"<x/>")])),
        ("expands.odt", zipped(&[("content.xml", laughs.as_bytes())])),
        ("outside.odt", zipped(&[("content.xml", outside.as_bytes())])),
        ("cut.odt", odt("<t:p>甲</t:p>")[..200].to_vec()),
    ]);
}

#[test]
fn no_part_of_a_document_or_workbook_is_unpacked_beyond_its_limit() {
    let blanks = " ".repeat((8 << 20) + 1);
    let unpacked = |name: &str| too_large(DocumentPart::Unpacked(name.to_owned()), 8);
    for kind in ["styles", "numbering", "footnotes", "endnotes"] {
        let bomb = docx("", &[(kind, &blanks)]);
        assert_eq!(fault(|| read(&bomb)), unpacked(&format!("word/{kind}.xml")));
    }
    let bomb = docx(&blanks, &[]);
    assert_eq!(fault(|| read(&bomb)), unpacked("word/document2.xml"));
    let bomb = xlsx(&[], &blanks, "");
    assert_eq!(fault(|| read(&bomb)), unpacked("xl/sharedStrings.xml"));
    let sheet = format!("<sheetData/>{}", &blanks[..7 << 20]);
    let sheets = xlsx(&[("a", sheet.as_str()); 5], "", "");
    assert_eq!(fault(|| read(&sheets)), too_large(DocumentPart::AllUnpacked, 32));
}

#[test]
fn entities_are_refused_in_every_part() {
    let laughs = "<!DOCTYPE o [<!ENTITY a 'ha'>]><o>&a;</o>";
    for name in ["word/document.xml", "xl/workbook.xml", "_rels/.rels"] {
        assert_eq!(fault(|| read(&zipped(&[(name, laughs.as_bytes())]))), ReadError::Entities, "{name}");
    }
}

#[test]
fn documents_and_workbooks_have_a_bound() {
    let limit = 200_000;
    let too_many = ReadError::TooMany { limit };
    let wide = "<x:tr><x:tc><x:tcPr><x:gridSpan x:val='99999999999999999999'/><x:vMerge x:val='restart'/></x:tcPr></x:tc></x:tr>\
                <x:tr><x:trPr><x:gridBefore x:val='18446744073709551615'/></x:trPr><x:tc><x:tcPr><x:vMerge/></x:tcPr></x:tc></x:tr>"
        .repeat(2_000);
    let wide = docx(&format!("<x:tbl>{wide}</x:tbl>"), &[]);
    assert_eq!(fault(|| read(&wide)), ReadError::TooWide { limit: 4_000_000 });
    let deep = docx(&"<x:ins>".repeat(600), &[]);
    assert_eq!(fault(|| read(&deep)), ReadError::TooDeep { limit: 512 });
    let sheet = |content: &str, strings: &str| xlsx(&[("a", content)], strings, "");
    let merges = sheet(&"<mergeCell ref='A1:XFD1048576'/>".repeat(201_000), "");
    assert_eq!(fault(|| read(&merges)), too_many);
    let string = format!("<si><t>{}</t></si>", "甲".repeat(1 << 20));
    let shared = sheet(&"<c t='s'><v>0</v></c>".repeat(9), &string);
    assert_eq!(fault(|| read(&shared)), too_large(DocumentPart::Texts, 16));
    // Every cell in a row and a column of its own.
    let place = |at: usize| {
        let letter = |of: usize| char::from(b'A' + u8::try_from(of % 26).unwrap());
        format!("A{}{}{at}", letter(at / 26), letter(at))
    };
    let stairs: String = (1..600).map(|at| format!("<row><c r='{}'><v>1</v></c></row>", place(at))).collect();
    let stairs = sheet(&stairs, "");
    assert_eq!(fault(|| read(&stairs)), too_many);
}

/// Merged ranges over each other and numbers of levels that are none cost nothing and break nothing.
#[test]
fn what_is_only_wrong_is_read() {
    let merges: String = (1..8_000).map(|at| format!("<mergeCell ref='A{at}:XFD{}'/>", at + 6_000)).collect();
    let cells: String =
        (1..4_000).map(|at| format!("<row r='{at}'><c r='A{at}'><v>1</v></c></row>")).collect();
    let sheet = format!("<sheetData>{cells}</sheetData><mergeCells>{merges}</mergeCells>");
    assert_eq!(read(&xlsx(&[("a", &sheet)], "", "")).unwrap().remarks.len(), 1);
    let wide = format!("<sheetData><row>{}</row></sheetData>", "<c><v>1</v></c>".repeat(40_000));
    assert_eq!(read(&xlsx(&[("a", &wide)], "", "")).unwrap().blocks.len(), 1);
    let numbering = "<x:lvl x:ilvl='8'/><x:num x:numId='1'><x:abstractNumId x:val='1'/></x:num><x:abstractNum x:abstractNumId='1'>\
                     <x:lvl x:ilvl='99'/><x:lvl x:ilvl='0'><x:start x:val='18446744073709551615'/><x:numFmt x:val='decimal'/>\
                     <x:lvlText x:val='%9%%0%'/></x:lvl></x:abstractNum>";
    let item = "<x:p><x:pPr><x:numPr><x:ilvl x:val='77'/><x:numId x:val='1'/></x:numPr></x:pPr><x:r><x:t>甲</x:t></x:r></x:p>\
                <x:p><x:pPr><x:numPr><x:numId x:val='1'/></x:numPr></x:pPr></x:p>"
        .repeat(500);
    assert!(!read(&docx(&item, &[("numbering", numbering)])).unwrap().blocks.is_empty());
    let chain: String = (0..5_000)
        .map(|at| format!("<x:style x:styleId='{at}'><x:basedOn x:val='{}'/></x:style>", at + 1))
        .collect();
    let styled = "<x:p><x:pPr><x:pStyle x:val='0'/></x:pPr></x:p>".repeat(5_000);
    assert!(read(&docx(&styled, &[("styles", &chain)])).unwrap().blocks.is_empty());
}

/// Through the program, within its time and memory.
#[cfg(target_os = "linux")]
#[test]
fn no_document_or_workbook_makes_the_program_hang_or_grow_or_write() {
    let blanks = " ".repeat(32 << 20);
    let cells = format!("<sheetData>{}</sheetData>", "<c><v>1</v></c>".repeat(201_000));
    let strings = "<si/>".repeat(10_000);
    let sheet = format!("<sheetData/>{}", &blanks[..7 << 20]);
    assert_refused(&[
        ("bomb.docx", docx(&blanks, &[])),
        ("bomb.xlsx", xlsx(&[], &blanks, "")),
        ("cells.xlsx", xlsx(&[("a", &cells)], &strings, "")),
        ("sheets.xlsx", xlsx(&[("a", sheet.as_str()); 20], "", "")),
        ("rows.docx", docx(&format!("<x:tbl>{}</x:tbl>", "<x:tr/>".repeat(201_000)), &[])),
        ("cut.docx", docx("<x:p/>", &[])[..300].to_vec()),
        ("cut.xlsx", xlsx(&[], "", "")[..300].to_vec()),
    ]);
}
