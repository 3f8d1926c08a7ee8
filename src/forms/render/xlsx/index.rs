//! The first sheet of a workbook of several standards: what they are, with links.

use std::fmt::Write as _;

use super::grid::{LINE, PADDING, Style};
use super::text::Value;
use super::worksheet::{begin, end, push_cell, reference};
use crate::forms::render::measure::line_count;
use crate::forms::render::office::xml;
use crate::forms::sheet::Identity;

const HEADINGS: [&str; 4] = ["職能基準代碼", "職能基準名稱", "版本", "基準級別"];
const WIDTHS: [f32; 4] = [24.0, 80.0, 16.0, 12.0];

/// The format of a link in `styles.xml`.
const LINK: usize = 9;

/// A standard in the index.
pub(super) struct IndexRow<'a> {
    pub(super) identity: Identity<'a>,
    pub(super) level: Option<u8>,
    /// The name of its worksheet.
    pub(super) sheet: &'a str,
}

/// The worksheet with the index.
pub(super) fn worksheet(entries: &[IndexRow<'_>]) -> String {
    let mut xml = String::with_capacity(1024 + entries.len() * 512);
    let pane = "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>";
    begin(true, pane, &WIDTHS, &mut xml);
    let head = HEADINGS.map(|heading| (Style::Head as usize, Value::Text(heading.to_owned())));
    push_row(0, LINE + PADDING, &head, &mut xml);
    for (index, entry) in entries.iter().enumerate() {
        let IndexRow { identity, level, .. } = entry;
        let text = |text: &str| match text {
            "" => Value::Blank,
            text => Value::Text(short(text)),
        };
        let lines = line_count(&short(identity.name), WIDTHS[1]);
        let cells = [
            (LINK, text(identity.code.unwrap_or("草案"))),
            (Style::Text as usize, text(identity.name)),
            (Style::Text as usize, text(identity.version.as_deref().unwrap_or_default())),
            (Style::Level as usize, level.map_or(Value::Blank, Value::Level)),
        ];
        push_row(index + 1, lines as f32 * LINE + PADDING, &cells, &mut xml);
    }
    xml.push_str("</sheetData><hyperlinks>");
    for (index, entry) in entries.iter().enumerate() {
        let (cell, sheet) = (reference(index + 1, 0), xml::escape(entry.sheet));
        let _ = write!(xml, "<hyperlink ref=\"{cell}\" location=\"'{sheet}'!A1\" display=\"{sheet}\"/>");
    }
    xml.push_str("</hyperlinks>");
    end("職能基準索引", &[], &mut xml);
    xml
}

/// The beginning of a text: its own sheet has it whole.
fn short(text: &str) -> String {
    const MAX: usize = 200;
    let line = crate::text::display_safe::one_line(text);
    match line.char_indices().nth(MAX) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn push_row(row: usize, height: f32, cells: &[(usize, Value)], xml: &mut String) {
    let _ = write!(xml, "<row r=\"{}\" ht=\"{height:.2}\" customHeight=\"1\">", row + 1);
    for (column, (style, value)) in cells.iter().enumerate() {
        push_cell(row, column, *style, value, xml);
    }
    xml.push_str("</row>");
}
