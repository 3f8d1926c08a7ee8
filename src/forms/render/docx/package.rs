//! The parts of a Word document that are not its text.

use std::fmt::Write as _;

use crate::forms::render::office::xml::{self, DECLARATION};

pub(super) const STYLES: &str = include_str!("styles.xml");
pub(super) const NUMBERING: &str = include_str!("numbering.xml");
pub(super) const FONTS: &str = include_str!("fonts.xml");
pub(super) const SETTINGS: &str = include_str!("settings.xml");

/// The relationships of the package.
pub(super) const RELATIONSHIPS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
    Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" \
    Target=\"docProps/core.xml\"/></Relationships>";

const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATIONSHIP: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts that every document has beside its text.
const FIXED: [&str; 4] = ["styles", "numbering", "fontTable", "settings"];

pub(super) fn footer_part(index: usize) -> String {
    format!("word/footer{}.xml", index + 1)
}

pub(super) fn footer_id(index: usize) -> String {
    format!("rId{}", FIXED.len() + index + 1)
}

pub(super) fn content_types(footers: usize) -> String {
    let mut xml = format!(
        "{DECLARATION}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" \
         ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>"
    );
    for part in FIXED {
        let _ = write!(xml, "<Override PartName=\"/word/{part}.xml\" ContentType=\"{WORD}.{part}+xml\"/>");
    }
    for index in 0..footers {
        let part = footer_part(index);
        let _ = write!(xml, "<Override PartName=\"/{part}\" ContentType=\"{WORD}.footer+xml\"/>");
    }
    xml.push_str("</Types>");
    xml
}

pub(super) fn document_relationships(footers: usize) -> String {
    let mut xml = format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (index, part) in FIXED.into_iter().enumerate() {
        let id = index + 1;
        let _ = write!(
            xml,
            "<Relationship Id=\"rId{id}\" Type=\"{RELATIONSHIP}/{part}\" Target=\"{part}.xml\"/>"
        );
    }
    for index in 0..footers {
        let (id, number) = (footer_id(index), index + 1);
        let _ = write!(
            xml,
            "<Relationship Id=\"{id}\" Type=\"{RELATIONSHIP}/footer\" Target=\"footer{number}.xml\"/>"
        );
    }
    xml.push_str("</Relationships>");
    xml
}

/// Title and language. No dates: the same standard gives the same bytes.
pub(super) fn properties(title: &str) -> String {
    let title = xml::escape(&crate::text::display_safe::one_line(title));
    format!(
        "{DECLARATION}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title><dc:language>zh-TW</dc:language>\
         </cp:coreProperties>"
    )
}

/// The footer of a section: code and version at the left, the page at the right.
pub(super) fn footer(text: &str, is_section: bool) -> String {
    let text = xml::escape(&crate::text::display_safe::one_line(text));
    let field =
        |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let pages = if is_section { "SECTIONPAGES" } else { "NUMPAGES" };
    format!(
        "{DECLARATION}<w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}<w:r><w:tab/></w:r>{}{}{}{}{}</w:p></w:ftr>",
        run(&text),
        run("第 "),
        field("PAGE"),
        run(" 頁，共 "),
        field(pages),
        run(" 頁")
    )
}
