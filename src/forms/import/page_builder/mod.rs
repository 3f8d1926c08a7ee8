//! Builds a page from the elements that HTML and office files have in common: texts, lines, lists and footnotes here, tables in
//! [`tables`].

mod merged;
mod open;
mod tables;

use jiff::civil::Date;

use crate::files::limits::DOCUMENT_TABLE_DEPTH;
use crate::forms::import::left_out::LeftOutContent;
use crate::forms::import::limit::Budget;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::{Block, Page};
use crate::forms::sheet::{Line, LineKind};
use open::OpenTable;

/// A page under construction.
pub(super) struct PageBuilder {
    blocks: Vec<Block>,
    tables: Vec<OpenTable>,
    lists: Vec<List>,
    line: Pending,
    /// The number of finished lines.
    lines: usize,
    /// The line that contains a footnote, while the footnote is read.
    interrupted: Option<Pending>,
    footnotes: Vec<Block>,
    /// The lines that contain a text box, while it is read.
    asides: Vec<Pending>,
    /// The texts below merged cells, which are not shown.
    covered: LeftOutContent,
    budget: Budget,
}

/// A line under construction.
struct Pending {
    text: String,
    /// White space that is added if text follows.
    space: bool,
    kind: LineKind,
    day: Option<Date>,
}

/// A position in a line.
#[derive(Clone, Copy)]
pub(super) struct Here {
    lines: usize,
    at: usize,
}

struct List {
    ordered: bool,
    next: usize,
}

impl Pending {
    fn new() -> Self {
        Self { text: String::new(), space: false, kind: LineKind::Text, day: None }
    }
}

impl PageBuilder {
    pub(super) fn new() -> Self {
        Self {
            blocks: Vec::new(),
            tables: Vec::new(),
            lists: Vec::new(),
            line: Pending::new(),
            lines: 0,
            interrupted: None,
            footnotes: Vec::new(),
            asides: Vec::new(),
            covered: LeftOutContent::default(),
            budget: Budget::new(),
        }
    }

    /// Returns the page; everything that is still open ends here.
    pub(super) fn page(mut self) -> Result<Page, ReadError> {
        while !self.asides.is_empty() {
            self.end_aside()?;
        }
        self.end_footnote()?;
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        self.end_line()?;
        self.blocks.append(&mut self.footnotes);
        Ok(Page { blocks: self.blocks, merged: true, pages: 0, remarks: self.covered.remarks() })
    }

    /// Adds text, with white space folded as browsers and office programs do.
    pub(super) fn text(&mut self, text: &str) {
        let is_space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
        let mut rest = text;
        for index in 0.. {
            let end = rest.bytes().position(is_space);
            let word = &rest[..end.unwrap_or(rest.len())];
            self.line.space |= index > 0;
            if !word.is_empty() {
                self.settle_space();
                self.line.text.push_str(word);
            }
            match end {
                Some(end) => rest = &rest[end + 1..],
                None => break,
            }
        }
    }

    /// The current position, to be able to remove what follows.
    pub(super) fn here(&self) -> Here {
        Here { lines: self.lines, at: self.line.text.len() }
    }

    /// Removes the text of the line from the position `since` on and returns it; `None` if that line has ended.
    pub(super) fn take_off(&mut self, since: Here) -> Option<String> {
        let text = self.line.text.get(since.at..).filter(|_| since.lines == self.lines)?.to_owned();
        self.line.text.truncate(since.at);
        Some(text)
    }

    /// The text of the line from the position `since` on; `None` if that line has ended.
    pub(super) fn text_since(&self, since: Here) -> Option<&str> {
        self.line.text.get(since.at..).filter(|_| since.lines == self.lines)
    }

    /// Puts a text and a space before the line.
    pub(super) fn begin_with(&mut self, text: &str) {
        self.line.text.insert_str(0, &format!("{} ", text.trim()));
    }

    /// Makes the line that begins here one of this kind.
    pub(super) fn set_kind(&mut self, kind: LineKind) {
        self.line.kind = kind;
    }

    /// Gives the line that begins here the day that its cell counts to.
    pub(super) fn set_day(&mut self, day: Option<Date>) {
        self.line.day = day;
    }

    /// Uses up some of the budget for a text that is kept outside the page.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.budget.take(1, bytes)
    }

    /// Adds white space that is not folded.
    pub(super) fn spaces(&mut self, c: char, count: usize) {
        self.settle_space();
        self.line.text.extend(std::iter::repeat_n(c, count));
    }

    pub(super) fn break_line(&mut self) {
        self.line.space = false;
        self.line.text.push('\n');
    }

    fn settle_space(&mut self) {
        if self.line.space && !self.line.text.is_empty() && !self.line.text.ends_with('\n') {
            self.line.text.push(' ');
        }
        self.line.space = false;
    }

    /// Ends the line, at the start and end of every block. A list item without text yet waits for its text.
    pub(super) fn end_line(&mut self) -> Result<(), ReadError> {
        self.line.space = false;
        self.lines += 1;
        let text = self.line.text.trim_matches([' ', '\t', '\n']);
        if text.is_empty() {
            self.line.text.clear();
            return Ok(());
        }
        self.budget.take(1, text.len())?;
        let kind = match self.line.kind {
            LineKind::Text if text.starts_with('●') => LineKind::Heading,
            kind => kind,
        };
        let line = Line { day: self.line.day.take(), ..Line::text(text.to_owned()).kind(kind) };
        // The memory of the line is for the next.
        self.line.text.clear();
        self.line.kind = LineKind::Text;
        self.push(Block::Line(line));
        Ok(())
    }

    fn push(&mut self, block: Block) {
        if self.interrupted.is_some() {
            self.footnotes.push(block);
            return;
        }
        let Some(table) = self.tables.last_mut() else {
            self.blocks.push(block);
            return;
        };
        let Some(cell) = &mut table.cell else {
            table.stray.push(block);
            return;
        };
        table.holds_tables |= matches!(block, Block::Table(_));
        cell.blocks.push(block);
    }

    pub(super) fn begin_list(&mut self, ordered: bool, first: usize) -> Result<(), ReadError> {
        self.end_line()?;
        let around = self.list_depth();
        if around >= DOCUMENT_TABLE_DEPTH {
            return Err(ReadError::TooDeep { limit: DOCUMENT_TABLE_DEPTH });
        }
        self.lists.push(List { ordered, next: first });
        Ok(())
    }

    /// The number of open lists in the cell or on the page.
    pub(super) fn list_depth(&self) -> usize {
        self.lists.len() - self.lists_around()
    }

    fn lists_around(&self) -> usize {
        let cell = self.tables.last().and_then(|table| table.cell.as_ref());
        cell.map_or(0, |cell| cell.lists).min(self.lists.len())
    }

    /// Ends the innermost list of the cell or page, and returns the number that would have come next.
    pub(super) fn end_list(&mut self) -> Result<usize, ReadError> {
        self.end_item()?;
        let next = if self.list_depth() > 0 { self.lists.pop().map(|list| list.next) } else { None };
        Ok(next.unwrap_or(1))
    }

    /// Begins an item of the innermost list; its first line has the number.
    pub(super) fn begin_item(&mut self, value: Option<usize>) -> Result<(), ReadError> {
        self.end_line()?;
        let in_list = self.list_depth() > 0;
        self.line.kind = match self.lists.last_mut().filter(|list| in_list && list.ordered) {
            Some(list) => {
                let number = value.unwrap_or(list.next);
                list.next = number.saturating_add(1);
                LineKind::Numbered(number)
            }
            None => LineKind::Bullet,
        };
        Ok(())
    }

    pub(super) fn end_item(&mut self) -> Result<(), ReadError> {
        self.end_line()?;
        self.line.kind = LineKind::Text;
        Ok(())
    }

    /// Begins a text box: its lines come before the line that it is in, which goes on after it.
    pub(super) fn begin_aside(&mut self) {
        self.asides.push(std::mem::replace(&mut self.line, Pending::new()));
    }

    pub(super) fn end_aside(&mut self) -> Result<(), ReadError> {
        self.end_item()?;
        if let Some(line) = self.asides.pop() {
            self.line = line;
        }
        Ok(())
    }

    /// Whether there are footnotes, which come at the end of the page.
    pub(super) fn has_footnotes(&self) -> bool {
        !self.footnotes.is_empty()
    }

    /// Begins a footnote: its content is moved to the end of the page, and the line continues after it.
    pub(super) fn begin_footnote(&mut self) {
        if self.interrupted.is_none() {
            self.interrupted = Some(std::mem::replace(&mut self.line, Pending::new()));
        }
    }

    pub(super) fn end_footnote(&mut self) -> Result<(), ReadError> {
        if self.interrupted.is_some() {
            // The last line still belongs to the footnote.
            self.end_item()?;
        }
        if let Some(line) = self.interrupted.take() {
            self.line = line;
        }
        Ok(())
    }
}
