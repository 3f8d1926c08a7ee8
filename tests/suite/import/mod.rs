//! Importing: what each form of a standard becomes.

#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

mod command;
mod hostile;
mod inputs;
mod page_text;
mod plain;
mod reader;
mod round_trip;

use ttm::check::load;
use ttm::diagnostic::Findings;
use ttm::import::{Block, Imported, Page, of_page};
use ttm::model::Standard;
use ttm::sheet::{Cell, Line, LineKind, Table};
use ttm::source::{FileId, Source};

/// A standard that lives as long as the tests do.
fn standard(text: &str) -> Standard<'static> {
    let source: &'static Source = Box::leak(Box::new(Source::in_memory("a.yaml", text)));
    load(source, FileId(0), &mut Findings::default()).unwrap()
}

fn published() -> Standard<'static> {
    standard(&std::fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap())
}

/// A file beside the project; `None`, said aloud, where it is not there.
fn shared(path: &str) -> Option<String> {
    let text = std::fs::read_to_string(format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR")));
    if text.is_err() {
        eprintln!("skipped: ../shared/{path} is not there");
    }
    text.ok()
}

/// A page of text, read in the plainest way: tabs make cells, `- 1.` an entry of a list.
fn page(text: &str) -> Page {
    let mut page = Page { blocks: Vec::new(), merged: false };
    for line in text.lines() {
        if line.contains('\t') {
            let cells = line.split('\t').map(|cell| Cell::text(cell.to_owned())).collect();
            match page.blocks.last_mut() {
                Some(Block::Table(table)) => table.rows.push(cells),
                _ => page.blocks.push(Block::Table(Table { head: Vec::new(), rows: vec![cells] })),
            }
            continue;
        }
        let line = match line.strip_prefix("- ") {
            Some(entry) => {
                let number = entry.find('.').filter(|&dot| entry[..dot].parse::<usize>().is_ok());
                let text = number.map_or(entry, |dot| &entry[dot + 1..]);
                Line::text(text.to_owned()).kind(LineKind::Bullet)
            }
            None => Line::text(line.to_owned()),
        };
        page.blocks.push(Block::Line(line));
    }
    page
}

/// What is imported from a page of text.
fn read(text: &str) -> Imported {
    of_page(page(text), None).unwrap()
}
