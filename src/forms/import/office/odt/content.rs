//! Reads the content of a document element by element; of unknown elements the content is read.

use std::collections::HashMap;

use jiff::civil::Date;

use super::styles::Styles;
use crate::forms::import::left_out::LeftOutContent;
use crate::forms::import::office::sheets::Sheet;
use crate::forms::import::office::xml::{Element, Handler, Ns, walk};
use crate::forms::import::page_builder::{Here, PageBuilder};
use crate::forms::import::raised::Position;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::LeftOut;

/// The most blanks that one element may represent; no more are needed to see that there are some.
const MAX_BLANKS: usize = 64;

/// Reads the styles of lists, and the content of the body.
pub(super) fn read(
    xml: &str,
    styles: &mut Styles,
    gather: &mut PageBuilder,
    left_out: &mut LeftOutContent,
) -> Result<Option<Vec<Sheet>>, ReadError> {
    let mut content = Content {
        styles,
        gather,
        left_out,
        deletion: false,
        skipped: None,
        body: None,
        paragraphs: 0,
        footnotes: 0,
        lists: Vec::new(),
        cells: Vec::new(),
        day: None,
        rows: Vec::new(),
        continued: HashMap::new(),
        raised: None,
        sheets: None,
        sheet: String::new(),
    };
    walk(xml, &mut content)?;
    Ok(content.sheets)
}

/// An open row.
struct Row {
    times: usize,
    /// Whether a cell from above covers part of it.
    covered: bool,
}

struct Content<'a> {
    styles: &'a mut Styles,
    gather: &'a mut PageBuilder,
    left_out: &'a mut LeftOutContent,
    /// Whether deleted text is being skipped.
    deletion: bool,
    /// The depth of the element whose content is ignored.
    skipped: Option<usize>,
    /// The depth of the document's body.
    body: Option<usize>,
    /// The number of open paragraphs: text between paragraphs is only the layout of the file.
    paragraphs: usize,
    footnotes: usize,
    /// The styles of the open lists.
    lists: Vec<String>,
    /// How often each open cell is repeated.
    cells: Vec<usize>,
    /// The day that the open cell holds, if that is a date.
    day: Option<Date>,
    rows: Vec<Row>,
    /// The next number of the last list of each style.
    continued: HashMap<String, usize>,
    /// The raised or lowered text that is open: its depth, and where it begins.
    raised: Option<(usize, Here, Position)>,
    /// The sheets so far, of a spreadsheet.
    sheets: Option<Vec<Sheet>>,
    /// The name of the sheet.
    sheet: String,
}

impl Handler for Content<'_> {
    fn start(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        let (ns, local, depth) = (element.ns, element.local(), element.depth);
        if self.skipped.is_some() {
            // Of tracked changes only deletions contain text.
            match (ns, local) {
                (Ns::Text, "deletion") => self.deletion = true,
                (Ns::Text, "p" | "h") if self.deletion => self.left_out.begin(LeftOut::Deleted),
                _ => {}
            }
            return Ok(());
        }
        match (ns, local) {
            (Ns::Office, "body") => self.body = self.body.or(Some(depth)),
            (Ns::Text, "list-style") => {
                self.styles.begin(element.any("name")?.unwrap_or_default());
            }
            (Ns::Style, "style") => self.styles.begin_text(element.any("name")?.unwrap_or_default()),
            (Ns::Style, "text-properties") => {
                if let Some(position) = element.any("text-position")? {
                    self.styles.position(&position);
                }
            }
            (Ns::Text, "list-level-style-number") => {
                let level = element.number("level")?.unwrap_or(1);
                self.styles.number(level, element.number("start-value")?.unwrap_or(1));
            }
            _ if self.body.is_none() => {}
            (ns, local) if is_skipped(ns, local) => {
                self.skipped = Some(depth);
                match (ns, local) {
                    (Ns::Table, _) => {
                        if let Some(row) = self.rows.last_mut() {
                            row.covered = true;
                        }
                        self.left_out.begin(LeftOut::Covered);
                    }
                    (Ns::Text, "ruby-text") => self.left_out.begin(LeftOut::Reading),
                    (Ns::Text, "note-citation") => self.left_out.begin(LeftOut::NoteMark),
                    _ => {}
                }
            }
            // Tables in a footnote are reduced to their lines.
            (Ns::Table, _) if self.footnotes > 0 => {}
            (Ns::Office, "spreadsheet") => self.sheets = Some(Vec::new()),
            (Ns::Table, "table") => {
                self.sheet = element.any("name")?.unwrap_or_default();
                self.gather.begin_table()?;
            }
            (Ns::Table, "table-row") => {
                let times = element.number("number-rows-repeated")?.unwrap_or(1);
                self.rows.push(Row { times, covered: false });
                self.gather.begin_row()?;
            }
            (Ns::Table, "table-cell") => {
                let rowspan = element.number("number-rows-spanned")?.unwrap_or(1).max(1);
                let colspan = element.number("number-columns-spanned")?.unwrap_or(1).max(1);
                self.cells.push(element.number("number-columns-repeated")?.unwrap_or(1));
                self.gather.begin_cell(rowspan, colspan, false)?;
                // `2021-01-14`, or with a time behind it.
                let value = element.any("date-value")?;
                self.day = value.and_then(|value| value.get(..10)?.parse().ok());
            }
            (Ns::Text, "p" | "h") => {
                self.gather.end_line()?;
                self.gather.set_day(self.day);
                self.paragraphs += 1;
            }
            (Ns::Text, "span") if self.styles.any_raised() && self.raised.is_none() => {
                let style = element.any("style-name")?.unwrap_or_default();
                let position = self.styles.raised(&style);
                self.raised = position.map(|position| (depth, self.gather.here(), position));
            }
            (Ns::Text, "s") if self.paragraphs > 0 => {
                let count = element.number("c")?.unwrap_or(1);
                self.gather.spaces(' ', count.min(MAX_BLANKS));
            }
            (Ns::Text, "tab") if self.paragraphs > 0 => self.gather.spaces('\t', 1),
            (Ns::Text, "line-break") if self.paragraphs > 0 => self.gather.break_line(),
            (Ns::Text, "note-body") => {
                self.footnotes += 1;
                self.gather.begin_footnote();
            }
            (Ns::Text, "list") => self.begin_list(element)?,
            (Ns::Text, "list-item") => {
                let value = element.number("start-value")?;
                self.gather.begin_item(value)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, ns: Ns, local: &str, depth: usize) -> Result<(), ReadError> {
        if self.skipped.is_some() {
            match (ns, local) {
                (Ns::Text, "deletion") => self.deletion = false,
                (Ns::Text, "p" | "h" | "ruby-text" | "note-citation") | (Ns::Table, "covered-table-cell") => {
                    self.left_out.end();
                }
                _ => {}
            }
            self.skipped = self.skipped.filter(|&skipped| skipped < depth);
            return Ok(());
        }
        if self.body.is_none() {
            return Ok(());
        }
        if let Some((_, begun, position)) = self.raised.take_if(|(raised, ..)| *raised == depth)
            && let Some(text) = self.gather.take_off(begun)
        {
            self.gather.text(&self.left_out.raised.written(&text, position));
        }
        match (ns, local) {
            (Ns::Office, "body") => self.body = self.body.filter(|&body| body < depth),
            (Ns::Table, _) if self.footnotes > 0 => {}
            (Ns::Table, "table") => self.end_table()?,
            (Ns::Table, "table-row") => {
                self.gather.end_row()?;
                if let Some(Row { times, covered }) = self.rows.pop() {
                    self.gather.repeat_row(times, covered)?;
                }
            }
            (Ns::Table, "table-cell") => {
                let times = self.cells.pop().unwrap_or(1);
                self.day = None;
                self.gather.end_cell(times.max(1))?;
            }
            (Ns::Text, "p" | "h") => {
                self.gather.end_line()?;
                self.paragraphs = self.paragraphs.saturating_sub(1);
            }
            (Ns::Text, "note-body") => {
                self.footnotes = self.footnotes.saturating_sub(1);
                if self.footnotes == 0 {
                    self.gather.end_footnote()?;
                }
            }
            (Ns::Text, "list") => {
                let next = self.gather.end_list()?;
                if let Some(style) = self.lists.pop() {
                    self.continued.insert(style, next);
                }
            }
            (Ns::Text, "list-item") => self.gather.end_item()?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if self.skipped.is_some() {
            self.left_out.text(text);
        } else if self.paragraphs > 0 {
            self.gather.text(text);
        }
        Ok(())
    }
}

impl Content<'_> {
    /// Ends a table; those of a spreadsheet are its sheets.
    fn end_table(&mut self) -> Result<(), ReadError> {
        self.gather.end_table()?;
        if let Some(sheets) = self.sheets.as_mut().filter(|_| !self.gather.in_cell()) {
            let blocks = std::mem::replace(self.gather, PageBuilder::new()).page()?.blocks;
            let left_out = std::mem::take(self.left_out);
            sheets.push(Sheet { name: std::mem::take(&mut self.sheet), blocks, left_out });
        }
        Ok(())
    }

    /// A nested list without a style has that of the outer list.
    fn begin_list(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        let named = element.any("style-name")?;
        let outer = || self.lists.last().cloned();
        let style = named.or_else(outer).unwrap_or_default();
        let first = self.styles.first(&style, self.gather.list_depth() + 1);
        let goes_on = element.any("continue-numbering")?.is_some_and(|value| value == "true")
            || element.any("continue-list")?.is_some();
        let before = self.continued.get(&style).filter(|_| goes_on);
        let number = before.copied().or(first).unwrap_or(1);
        self.gather.begin_list(first.is_some(), number)?;
        self.lists.push(style);
        Ok(())
    }
}

/// Elements whose content is not text of the document: deletions, comments, generated content.
fn is_skipped(ns: Ns, local: &str) -> bool {
    match ns {
        Ns::Office => matches!(local, "annotation" | "forms" | "scripts" | "binary-data"),
        Ns::Text => matches!(
            local,
            "tracked-changes"
                | "note-citation"
                | "table-of-content"
                | "sequence-decls"
                | "variable-decls"
                | "user-field-decls"
                | "ruby-text"
        ),
        Ns::Table => local == "covered-table-cell",
        Ns::Svg => matches!(local, "title" | "desc"),
        _ => false,
    }
}
