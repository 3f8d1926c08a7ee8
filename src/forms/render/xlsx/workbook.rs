//! The parts of a workbook that hold its sheets together.

use std::fmt::Write as _;

use crate::forms::render::office::xml::{self, DECLARATION};

pub(super) const STYLES: &str = include_str!("styles.xml");

/// The relationships of the package.
pub(super) const RELATIONSHIPS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"xl/workbook.xml\"/></Relationships>";

/// A sheet of the workbook.
pub(super) struct WorkbookSheet {
    pub(super) name: String,
    /// The rows that are repeated on every page, from 1.
    pub(super) repeated: Option<(usize, usize)>,
}

/// The name of the part with the sheet at this index.
pub(super) fn part(index: usize) -> String {
    format!("xl/worksheets/sheet{}.xml", index + 1)
}

pub(super) fn content_types(sheets: usize) -> String {
    let mut xml = format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
    );
    for index in 0..sheets {
        let _ = write!(
            xml,
            "<Override PartName=\"/{}\" \
             ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>",
            part(index)
        );
    }
    xml.push_str("</Types>");
    xml
}

pub(super) fn workbook(sheets: &[WorkbookSheet]) -> String {
    let mut xml = format!(
        "{DECLARATION}<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>"
    );
    for (index, sheet) in sheets.iter().enumerate() {
        let (name, number) = (xml::escape(&sheet.name), index + 1);
        let _ = write!(xml, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
    }
    xml.push_str("</sheets>");
    let repeated =
        sheets.iter().enumerate().filter_map(|(index, sheet)| Some((index, sheet, sheet.repeated?)));
    let mut names = String::new();
    for (index, sheet, (first, last)) in repeated {
        let name = xml::escape(&sheet.name);
        let _ = write!(
            names,
            "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{index}\">'{name}'!${first}:${last}</definedName>"
        );
    }
    if !names.is_empty() {
        let _ = write!(xml, "<definedNames>{names}</definedNames>");
    }
    xml.push_str("</workbook>");
    xml
}

pub(super) fn workbook_relationships(sheets: usize) -> String {
    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut xml = format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for number in 1..=sheets {
        let _ = write!(
            xml,
            "<Relationship Id=\"rId{number}\" Type=\"{TYPE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
    }
    let _ = write!(
        xml,
        "<Relationship Id=\"rId{}\" Type=\"{TYPE}/styles\" Target=\"styles.xml\"/></Relationships>",
        sheets + 1
    );
    xml
}
