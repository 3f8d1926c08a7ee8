//! A Word document read by parsers that share nothing with what wrote it.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::read_back::Shown;
use super::workbook::parts;

/// A table, with its cells where they begin.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The texts of the rows that are repeated on every page.
    pub(crate) head: Vec<Vec<String>>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A cell where it begins.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    pub(crate) column: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    /// The style and the text of each paragraph.
    pub(crate) paragraphs: Vec<(String, String)>,
}

/// A section: its title and its tables.
#[derive(Debug, Default)]
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) tables: Vec<Table>,
}

/// The sections of a document, one for each title.
pub(crate) fn read(bytes: &[u8]) -> Vec<Section> {
    let parts: BTreeMap<String, String> = parts(bytes).into_iter().collect();
    for (name, xml) in &parts {
        let parsed = Document::parse(xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        let is_known = name == "[Content_Types].xml"
            || name.ends_with(".rels")
            || parts["[Content_Types].xml"].contains(&format!("\"/{name}\""));
        assert!(is_known && parsed.root().has_children(), "{name}");
    }
    let document = Document::parse(&parts["word/document.xml"]).unwrap();
    let body = child(document.root_element(), "body").unwrap();
    let mut sections: Vec<Section> = Vec::new();
    for block in body.children().filter(Node::is_element) {
        match block.tag_name().name() {
            "p" if style(block) == "Heading1" => {
                sections.push(Section { title: text(block), tables: Vec::new() });
            }
            "p" if style(block) == "Heading2" => assert_eq!(text(block), "未能歸位的文字"),
            "p" => assert_eq!(text(block), ""),
            "tbl" => sections.last_mut().unwrap().tables.push(table(block)),
            other => assert_eq!(other, "sectPr"),
        }
    }
    sections
}

fn child<'a, 'x>(node: Node<'a, 'x>, name: &str) -> Option<Node<'a, 'x>> {
    node.children().find(|child| child.tag_name().name() == name)
}

fn value(node: Node<'_, '_>, path: &[&str]) -> Option<String> {
    let found = path.iter().try_fold(node, |node, name| child(node, name))?;
    Some(
        found
            .attributes()
            .find(|attribute| attribute.name() == "val")
            .map_or("", |val| val.value())
            .to_owned(),
    )
}

fn style(paragraph: Node<'_, '_>) -> String {
    value(paragraph, &["pPr", "pStyle"]).unwrap_or_default()
}

/// The text of a paragraph, its line breaks as such.
fn text(paragraph: Node<'_, '_>) -> String {
    let piece = |node: Node<'_, '_>| match node.tag_name().name() {
        "t" => node.text().unwrap_or_default().to_owned(),
        "br" => "\n".to_owned(),
        _ => String::new(),
    };
    paragraph.descendants().map(piece).collect()
}

fn table(node: Node<'_, '_>) -> Table {
    let columns = child(node, "tblGrid").unwrap().children().filter(Node::is_element).count();
    let mut table = Table::default();
    for row in node.children().filter(|child| child.tag_name().name() == "tr") {
        let mut cells = Vec::new();
        let mut column = 0;
        for cell in row.children().filter(|child| child.tag_name().name() == "tc") {
            let span = value(cell, &["tcPr", "gridSpan"]).map_or(1, |span| span.parse().unwrap());
            let paragraphs: Vec<_> = cell
                .children()
                .filter(|child| child.tag_name().name() == "p")
                .map(|paragraph| (style(paragraph), text(paragraph)))
                .collect();
            assert!(!paragraphs.is_empty(), "a cell without a paragraph is none to Word");
            match value(cell, &["tcPr", "vMerge"]).as_deref() {
                Some("continue") => {
                    assert_eq!(paragraphs.iter().map(|(_, text)| text.len()).sum::<usize>(), 0);
                    let above = table
                        .rows
                        .iter_mut()
                        .rev()
                        .flatten()
                        .find(|above: &&mut Cell| above.column == column);
                    let above = above.unwrap();
                    assert_eq!(above.columns, span);
                    above.rows += 1;
                }
                _ => cells.push(Cell { column, rows: 1, columns: span, paragraphs }),
            }
            column += span;
        }
        assert_eq!(column, columns);
        match child(row, "trPr").and_then(|properties| child(properties, "tblHeader")) {
            Some(_) => table.head.push(cells.into_iter().map(|cell| cell.paragraphs[0].1.clone()).collect()),
            None => table.rows.push(cells),
        }
    }
    table
}

impl Section {
    /// The items that a section with a form shows.
    pub(crate) fn shown(&self) -> Shown {
        let mut shown = Shown::default();
        shown.add("title", &self.title);
        for table in &self.tables {
            for cell in table.rows.iter().flatten() {
                let heads = table.head.first().map(Vec::as_slice);
                for (style, text) in &cell.paragraphs {
                    match heads {
                        None if style == "Label" => {}
                        None => shown.add("profile", text),
                        Some([head]) if head.starts_with('職') => shown.add("attitudes", text),
                        Some([_]) if text.starts_with('●') => {}
                        Some([_]) => {
                            let number =
                                text.split_once(". ").filter(|(number, _)| number.parse::<u32>().is_ok());
                            shown.add(
                                "notes",
                                number.filter(|_| style == "Numbered").map_or(text, |(_, text)| text),
                            );
                        }
                        Some(heads) => shown.add(&heads[cell.column], text),
                    }
                }
            }
        }
        shown
    }
}
