//! A workbook read by parsers that share nothing with what wrote it: the zip file's parts, and the cells of each sheet.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::read_back::Shown;

/// One worksheet.
#[derive(Debug)]
pub(crate) struct Worksheet {
    pub(crate) name: String,
    /// The texts and numbers, by row and column from 0, with the number of their format.
    pub(crate) cells: BTreeMap<(usize, usize), (String, usize)>,
    /// The ranges that are merged: first and last row, first and last column.
    pub(crate) merged: Vec<[usize; 4]>,
    pub(crate) heights: Vec<f64>,
    pub(crate) widths: Vec<f64>,
    pub(crate) xml: String,
}

/// The parts of an office file, by name, in their order.
pub(crate) fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.push((file.name().unwrap().into_owned(), text));
    }
    parts
}

/// The sheets of a workbook, in their order.
pub(crate) fn read(bytes: &[u8]) -> Vec<Worksheet> {
    let parts: BTreeMap<String, String> = parts(bytes).into_iter().collect();
    let workbook = Document::parse(&parts["xl/workbook.xml"]).unwrap();
    let relations = Document::parse(&parts["xl/_rels/workbook.xml.rels"]).unwrap();
    let types = &parts["[Content_Types].xml"];
    let sheets = workbook.descendants().filter(|node| node.has_tag_name_of("sheet"));
    sheets
        .map(|sheet| {
            let id = sheet.attributes().find(|attribute| attribute.name() == "id").unwrap().value();
            let relation = relations.descendants().find(|node| node.attribute("Id") == Some(id)).unwrap();
            let part = format!("xl/{}", relation.attribute("Target").unwrap());
            assert!(types.contains(&format!("PartName=\"/{part}\"")), "{part}");
            worksheet(sheet.attribute("name").unwrap(), &parts[&part])
        })
        .collect()
}

trait Named {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.tag_name().name() == name
    }
}

fn worksheet(name: &str, xml: &str) -> Worksheet {
    let document = Document::parse(xml).unwrap();
    let every = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name_of(name));
    let mut cells = BTreeMap::new();
    for cell in every("c") {
        let text: String =
            cell.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
        let style = cell.attribute("s").map_or(0, |style| style.parse().unwrap());
        let is_text = cell.attribute("t") == Some("inlineStr");
        assert!(is_text || text.chars().all(|c| c.is_ascii_digit()), "{cell:?} {text}");
        assert!(!cell.descendants().any(|node| node.has_tag_name_of("f")), "a formula: {cell:?}");
        if !text.is_empty() {
            cells.insert(place(cell.attribute("r").unwrap()), (unescaped(&text), style));
        }
    }
    let merged = every("mergeCell").map(|merge| {
        let (from, to) = merge.attribute("ref").unwrap().split_once(':').unwrap();
        let ((top, left), (bottom, right)) = (place(from), place(to));
        [top, bottom, left, right]
    });
    let number = |node: Node<'_, '_>, name| node.attribute(name).unwrap().parse().unwrap();
    Worksheet {
        name: name.to_owned(),
        cells,
        merged: merged.collect(),
        heights: every("row").map(|row| number(row, "ht")).collect(),
        widths: every("col").map(|column| number(column, "width")).collect(),
        xml: xml.to_owned(),
    }
}

/// `E12` as row and column from 0.
pub(crate) fn place(name: &str) -> (usize, usize) {
    let digits = name.find(|c: char| c.is_ascii_digit()).unwrap();
    let column =
        name[..digits].bytes().fold(0, |column, letter| column * 26 + usize::from(letter - b'A') + 1);
    (name[digits..].parse::<usize>().unwrap() - 1, column - 1)
}

/// The characters that workbooks write as `_x0041_`.
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).and_then(|code| u32::from_str_radix(code, 16).ok());
        let ends = rest.as_bytes().get(at + 6) == Some(&b'_');
        match code.and_then(char::from_u32).filter(|_| ends) {
            Some(c) => {
                plain.push_str(&rest[..at]);
                plain.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    plain + rest
}

impl Worksheet {
    /// The text of a cell; empty if it has none.
    pub(crate) fn text(&self, row: usize, column: usize) -> &str {
        self.cells.get(&(row, column)).map_or("", |(text, _)| text)
    }

    /// The rows that the merged cell beginning here covers.
    pub(crate) fn rows(&self, row: usize, column: usize) -> usize {
        let merged = self.merged.iter().find(|merged| (merged[0], merged[2]) == (row, column));
        merged.map_or(1, |merged| merged[1] - merged[0] + 1)
    }

    /// The items that a sheet with a form shows.
    pub(crate) fn shown(&self) -> Shown {
        const LABEL: usize = 3;
        let mut shown = Shown::default();
        let mut part = "title";
        let mut heads: BTreeMap<usize, String> = BTreeMap::new();
        for row in 0..self.heights.len() {
            let cells: Vec<_> = self.cells.range((row, 0)..(row + 1, 0)).collect();
            let first = self.text(row, 0);
            let is_head = matches!(first, "版本" | "主要職責" | "位置") && self.cells[&(row, 0)].1 == 2;
            if is_head {
                heads = cells.iter().map(|((_, column), (text, _))| (*column, text.clone())).collect();
                part = "table";
                continue;
            }
            match first {
                "職能基準代碼" => part = "profile",
                "職能內涵 (A=attitude 態度)" | "說明與補充事項" | "未能歸位的文字" => {
                    part = if first.starts_with('職') { "attitudes" } else { "notes" };
                    continue;
                }
                _ => {}
            }
            for (&(_, column), (text, style)) in cells {
                match part {
                    "title" => shown.add("title", text),
                    "profile" if *style == LABEL => {}
                    "profile" => shown.add("profile", text),
                    "notes" if text.starts_with('●') => {}
                    "notes" => {
                        let number =
                            text.split_once(". ").filter(|(number, _)| number.parse::<u32>().is_ok());
                        shown.add("notes", number.map_or(text, |(_, text)| text));
                    }
                    "table" => text.split('\n').for_each(|item| shown.add(&heads[&column], item)),
                    part => shown.add(part, text),
                }
            }
        }
        shown
    }
}
