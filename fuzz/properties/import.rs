//! Whatever a document holds: it is refused with a reason, or it becomes a standard whose file is read without a
//! complaint about its shape.

#[cfg(feature = "office")]
use std::io::{Cursor, Write as _};

use ttm::canonical;
use ttm::check::load_all;
use ttm::files::limits::STANDARD_BYTES;
use ttm::files::source::Source;
use ttm::forms::import::{SourceForm, import};
#[cfg(feature = "office")]
use zip::write::SimpleFileOptions;

/// A name that is missing is for the person who imports; the rest would be ours.
const SHAPE: [&str; 5] = ["unreadable-file", "yaml-syntax", "unknown-field", "wrong-type", "invalid-value"];

pub fn text(bytes: &[u8]) {
    holds(bytes, Some(SourceForm::Text));
}

pub fn html(bytes: &[u8]) {
    holds(bytes, Some(SourceForm::Html));
}

#[cfg(feature = "office")]
pub fn odt(bytes: &[u8]) {
    holds(bytes, Some(SourceForm::Odt));
}

/// The bytes are the content of an office file.
#[cfg(feature = "office")]
pub fn odt_xml(bytes: &[u8]) {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("content.xml", stored).expect("a name is free in an empty file");
    zip.write_all(bytes).expect("memory takes everything");
    odt(&zip.finish().expect("memory takes everything").into_inner());
}

/// The bytes are the document, its lists, its styles and its footnotes, set apart by the byte FF.
#[cfg(feature = "office")]
pub fn docx(bytes: &[u8]) {
    packed(bytes, "word/", &["document", "numbering", "styles", "footnotes"]);
}

/// The bytes are a sheet, the shared strings, the styles and another sheet, set apart by the byte FF.
#[cfg(feature = "office")]
pub fn xlsx(bytes: &[u8]) {
    packed(bytes, "xl/", &["worksheet", "sharedStrings", "styles", "other"]);
}

/// A package with parts of these names; what they are to each other is not of the input.
#[cfg(feature = "office")]
fn packed(bytes: &[u8], folder: &str, names: &[&str]) {
    const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(format!("{folder}{name}"), stored).expect("a name is free in an empty file");
        zip.write_all(bytes).expect("memory takes everything");
    };
    let mut relations = String::new();
    for (name, part) in names.iter().zip(bytes.split(|byte| *byte == 0xff)) {
        add(&format!("{name}.xml"), part);
        let kind = if *name == "other" { "worksheet" } else { name };
        relations += &format!("<Relationship Id='{name}' Type='{TYPES}/{kind}' Target='{name}.xml'/>");
    }
    let main = if folder == "xl/" { "workbook" } else { "document" };
    let relations = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{relations}</Relationships>"
    );
    add(&format!("_rels/{main}.xml.rels"), relations.as_bytes());
    if main == "workbook" {
        let workbook = format!(
            "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='{TYPES}'><sheets>\
             <sheet name='a' r:id='worksheet'/><sheet name='b' r:id='other'/></sheets></workbook>"
        );
        add("workbook.xml", workbook.as_bytes());
    }
    odt(&zip.finish().expect("memory takes everything").into_inner());
}

#[cfg(feature = "pdf")]
pub fn pdf(bytes: &[u8]) {
    holds(bytes, Some(SourceForm::Pdf));
}

/// The bytes are the objects of a file, set apart by the byte FF, in the order of their numbers; the first is the catalog.
/// The lengths of their streams and the table of their places are those of the objects, whatever the input is.
#[cfg(feature = "pdf")]
pub fn pdf_objects(bytes: &[u8]) {
    const STREAM: &[u8] = b"stream\n";
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (object, number) in bytes.split(|byte| *byte == 0xff).zip(1..) {
        places.push(file.len());
        file.extend(format!("{number} 0 obj\n").into_bytes());
        match object.windows(STREAM.len()).position(|window| window == STREAM) {
            Some(at) => {
                let (dict, data) = (object[..at].trim_ascii(), &object[at + STREAM.len()..]);
                file.extend(dict.strip_suffix(b">>").unwrap_or(dict));
                file.extend(format!(" /Length {} >>\nstream\n", data.len()).into_bytes());
                file.extend(data);
                file.extend(b"\nendstream");
            }
            None => file.extend(object),
        }
        file.extend(b"\nendobj\n");
    }
    let (table, size) = (file.len(), places.len() + 1);
    file.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").into_bytes());
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").into_bytes());
    }
    file.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").into_bytes());
    pdf(&file);
}

pub fn ocs_json(bytes: &[u8]) {
    holds(bytes, Some(SourceForm::OcsJson));
    holds(bytes, Some(SourceForm::Json));
}

fn holds(bytes: &[u8], form: Option<SourceForm>) {
    let imported = match import(bytes, form) {
        Ok(imported) => imported,
        Err(error) => {
            let words = error.words();
            assert!(!words.en.is_empty() && !words.zh.is_empty());
            return;
        }
    };
    for remark in &imported.report.remarks {
        let words = remark.kind.words();
        assert!(!words.en.is_empty() && !words.zh.is_empty());
    }
    let file = canonical::yaml(&imported.standard);
    if file.len() > STANDARD_BYTES {
        return;
    }
    let source = [Source::in_memory("imported.yaml", file.as_str())];
    let (standards, found) = load_all(&source);
    let shape = found.iter().find(|found| SHAPE.contains(&found.rule));
    assert!(shape.is_none(), "{:?}\n{file}", shape.map(|found| &found.message.en));
    let [standard] = standards.as_slice() else { panic!("no standard:\n{file}") };
    assert!(canonical::yaml(standard) == file, "{file}\nis read as\n{}", canonical::yaml(standard));
}
