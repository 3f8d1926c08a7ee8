//! A Word document (.docx): the form of each standard in a section of its own, with its own footer.
//!
//! The XML is written by hand, see docs/decisions/0007-office-by-hand.md.

mod package;
mod table;

use std::fmt::Write as _;
use std::io::Write;

use super::office::package::{PackagePart, write as write_package};
use super::office::xml::{self, DECLARATION};
use super::{Error, fitting};
use crate::files::parallel;
use crate::forms::sheet::{FormPart, Identity, Section, Sheet, check_cells};
use crate::model::Standard;

/// A4 across, and its margins, in twentieths of a point.
const PAGE: (u32, u32) = (16_838, 11_906);
const MARGIN: u32 = 680;

/// Writes a document with a section for each standard.
///
/// # Errors
/// [`Error::Unfit`], or any error of writing.
pub(super) fn write(standards: &[&Standard<'_>], out: &mut dyn Write) -> Result<(), Error> {
    let bodies = fitting(parallel::map(standards, |standard| {
        let sheet = Sheet::of(standard);
        check_cells(&sheet)?;
        Ok(body(&sheet))
    }))?;
    let title = match standards {
        [one] => Sheet::of(one).title.into_owned(),
        _ => "職能基準".to_owned(),
    };
    let mut document = format!(
        "{DECLARATION}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
    );
    for (index, body) in bodies.iter().enumerate() {
        document.push_str(body);
        let is_last = index + 1 == bodies.len();
        // The properties of a section are in its last paragraph, those of the last section at the end.
        document.push_str(if is_last { "" } else { "<w:p><w:pPr>" });
        section(index, bodies.len(), &mut document);
        document.push_str(if is_last { "" } else { "</w:pPr></w:p>" });
    }
    document.push_str("</w:body></w:document>");

    let mut parts = vec![
        PackagePart::new("[Content_Types].xml", &package::content_types(standards.len()))?,
        PackagePart::new("_rels/.rels", package::RELATIONSHIPS)?,
        PackagePart::new("docProps/core.xml", &package::properties(&title))?,
        PackagePart::new("word/document.xml", &document)?,
        PackagePart::new("word/_rels/document.xml.rels", &package::document_relationships(standards.len()))?,
        PackagePart::new("word/styles.xml", package::STYLES)?,
        PackagePart::new("word/numbering.xml", package::NUMBERING)?,
        PackagePart::new("word/fontTable.xml", package::FONTS)?,
        PackagePart::new("word/settings.xml", package::SETTINGS)?,
    ];
    for (index, standard) in standards.iter().enumerate() {
        let footer = package::footer(&Identity::of(standard).footer(), standards.len() > 1);
        parts.push(PackagePart::new(&package::footer_part(index), &footer)?);
    }
    Ok(write_package(parts, out)?)
}

/// The title and the tables of a form.
fn body(sheet: &Sheet<'_>) -> String {
    let mut xml = String::with_capacity(64 << 10);
    let _ = write!(
        xml,
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}</w:p>",
        run(&crate::text::display_safe::one_line(&sheet.title))
    );
    for Section { part, table } in &sheet.sections {
        if *part == FormPart::Unplaced {
            let _ = write!(
                xml,
                "<w:p><w:pPr><w:pStyle w:val=\"Heading2\"/><w:keepNext/></w:pPr>{}</w:p>",
                run(part.name())
            );
        }
        table::write(*part, table, &mut xml);
        // Two tables that follow each other would be one.
        xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
    }
    xml
}

/// A piece of text on one line.
fn run(line: &str) -> String {
    if line.is_empty() {
        return String::new();
    }
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", xml::escape(line))
}

/// The properties of the section of the standard at this index, of `count`.
fn section(index: usize, count: usize, xml: &mut String) {
    let (width, height) = PAGE;
    // Each standard begins with page 1.
    let restart = if count > 1 { "<w:pgNumType w:start=\"1\"/>" } else { "" };
    let _ = write!(
        xml,
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"{}\"/>\
         <w:pgSz w:w=\"{width}\" w:h=\"{height}\" w:orient=\"landscape\"/>\
         <w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" \
         w:header=\"340\" w:footer=\"340\" w:gutter=\"0\"/>{restart}</w:sectPr>",
        package::footer_id(index)
    );
}
