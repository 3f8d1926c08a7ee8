//! Office files of every kind.

mod docx;
mod hostile;
mod levels;
mod numbering;
mod odt;
mod published;
mod several;
mod workbook;
mod xlsx;

use std::io::{Cursor, Write};

use ttm::forms::import::{Page, ReadError, office};
use zip::write::SimpleFileOptions;

/// What an office file holds, whichever kind it is of.
pub(crate) fn read(bytes: &[u8]) -> Result<Page, ReadError> {
    office::page(bytes).map(|(page, _)| page)
}

/// A zip file with these files in it.
pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An ODT with this body; its prefixes are not those that office programs use.
pub(super) fn odt(body: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content(body).as_bytes()),
    ])
}

pub(super) fn content(body: &str) -> String {
    let names = "urn:oasis:names:tc:opendocument:xmlns";
    format!(
        "<?xml version='1.0'?><o:document-content xmlns:o='{names}:office:1.0' xmlns:t='{names}:text:1.0' \
         xmlns:b='{names}:table:1.0' xmlns:y='{names}:style:1.0'><o:automatic-styles>\
         <t:list-style y:name='L1'><t:list-level-style-bullet t:level='1'/></t:list-style>\
         <t:list-style y:name='L2'><t:list-level-style-number t:level='1'/></t:list-style></o:automatic-styles>\
         <o:body><o:text>{body}</o:text></o:body></o:document-content>"
    )
}
