//! A saved page. Its tokens are processed in order without building a tree: the cost depends on the length and not on
//! the nesting of a page, and a truncated page gives what it contains.
//!
//! Where HTML allows end tags to be omitted, the next row, cell, list item or block ends the one before it. Of the
//! error recovery of browsers, forms need no more than that.

mod elements;
mod fields;
mod tag;

use super::Page;
use super::left_out::LeftOutContent;
use super::raised::Position;
use super::report::LeftOut;
use crate::files::limits::DOCUMENT_TEXT_BYTES;
use crate::forms::import::page_builder::{Here, PageBuilder};
use crate::forms::import::read_error::ReadError;
use crate::text::html_events::{self, Event};
use elements::{is_block, is_unseen, left_out, must_end};
use fields::Fields;
use tag::{Tag, is_relevant};

use super::limit::check_bytes;

/// Reads a saved page.
///
/// # Errors
/// [`ReadError`] if it is larger or more deeply nested than a standard can be.
pub fn page(html: &str) -> Result<Page, ReadError> {
    check_bytes(html.len(), DOCUMENT_TEXT_BYTES)?;
    let html = without_clipboard_header(html);
    let mut reader = Reader::new();
    let mut read = Ok(());
    html_events::each(html, is_relevant, &mut |event| {
        read = reader.event(event);
        read.is_ok()
    });
    read?;
    reader.page()
}

/// HTML without the header that Windows puts before it on the clipboard: `Version:0.9`, `StartHTML:0000000105`.
fn without_clipboard_header(html: &str) -> &str {
    let text = html.trim_start_matches(['\u{feff}', '\r', '\n', ' ']);
    if !text.starts_with("Version:") {
        return html;
    }
    let mut lines = text.split_inclusive('\n');
    let header = lines.by_ref().take_while(|line| line.contains(':') && !line.starts_with('<'));
    let header: Vec<_> = header.take(16).collect();
    let is_header = header.iter().any(|line| line.starts_with("StartHTML:"));
    if is_header { &text[header.iter().map(|line| line.len()).sum()..] } else { html }
}

struct Reader {
    gather: PageBuilder,
    tag: Tag,
    /// The open element whose content is ignored.
    unseen: Option<Unseen>,
    /// For open superscripts and subscripts: where the outermost began, its position, how many are open, and whether
    /// they contain a link.
    raised: Option<(Here, Position, usize, bool)>,
    /// Whether a link within the page is open.
    in_link: bool,
    left_out: LeftOutContent,
    fields: Fields,
    /// The number of open elements that preserve line breaks.
    preformatted: usize,
}

/// An element whose content is ignored.
struct Unseen {
    name: Vec<u8>,
    /// The number of open elements with its name.
    open: usize,
    /// Whether it ends with the cell that contains it, if not before.
    loose: bool,
}

impl Unseen {
    /// Whether another element's tag ends it: the content after a cell, or of a table, is never ignored.
    fn ends_at(&self, name: &[u8], is_start: bool) -> bool {
        let is_reading = matches!(self.name.as_slice(), b"rt" | b"rp" | b"rtc");
        self.loose
            && match name {
                b"table" | b"tr" | b"td" | b"th" | b"thead" | b"tbody" | b"tfoot" => true,
                b"rt" | b"rp" | b"rb" | b"rtc" => is_reading && is_start,
                b"ruby" => is_reading && !is_start,
                _ => false,
            }
    }
}

impl Reader {
    fn new() -> Self {
        Self {
            gather: PageBuilder::new(),
            tag: Tag::default(),
            unseen: None,
            raised: None,
            in_link: false,
            left_out: LeftOutContent::default(),
            fields: Fields::default(),
            preformatted: 0,
        }
    }

    fn page(mut self) -> Result<Page, ReadError> {
        self.end_unseen()?;
        let mut page = self.gather.page()?;
        page.remarks = self.left_out.remarks();
        page.remarks.extend(self.fields.remarks());
        Ok(page)
    }

    fn event(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        match *event {
            Event::OpenStartTag { name } => {
                self.tag.begin(name);
                Ok(())
            }
            Event::AttributeName { name } => {
                self.tag.name_attribute(name);
                Ok(())
            }
            Event::AttributeValue { value } => {
                self.tag.set_attribute(value);
                Ok(())
            }
            Event::CloseStartTag { self_closing } => {
                let tag = std::mem::take(&mut self.tag);
                let started = self.start(&tag, self_closing);
                self.tag = tag;
                started
            }
            Event::EndTag { name } => self.end(name),
            Event::String { value } => {
                match simdutf8::basic::from_utf8(value) {
                    Ok(text) => self.text(text),
                    Err(_) => self.text(&String::from_utf8_lossy(value)),
                }
                Ok(())
            }
            Event::Comment { .. } | Event::Doctype { .. } | Event::Error(_) => Ok(()),
        }
    }

    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            self.left_out.text(text);
            return self.fields.text(text);
        }
        if self.preformatted == 0 {
            return self.gather.text(text);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.gather.break_line();
            }
            self.gather.text(line);
        }
    }

    fn start(&mut self, tag: &Tag, self_closing: bool) -> Result<(), ReadError> {
        if let Some(unseen) = &mut self.unseen {
            if !unseen.ends_at(&tag.name, true) {
                unseen.open += usize::from(unseen.name == tag.name && !self_closing);
                if tag.name == b"option" {
                    self.fields.option(tag.selected);
                }
                return Ok(());
            }
            self.end_unseen()?;
        }
        let gather = &mut self.gather;
        match tag.name.as_slice() {
            b"table" => gather.begin_table(),
            b"thead" | b"tbody" | b"tfoot" => gather.section(),
            b"tr" => gather.begin_row(),
            name @ (b"td" | b"th") => {
                gather.begin_cell(tag.rowspan.unwrap_or(1), tag.colspan.unwrap_or(1), name == b"th")
            }
            b"br" => {
                gather.break_line();
                Ok(())
            }
            name if is_unseen(name) || tag.hidden && must_end(name) => {
                // The texts before and after something that is not shown are on one line, as in a browser.
                if !self_closing || must_end(name) {
                    self.unseen = Some(Unseen { name: name.to_vec(), open: 1, loose: false });
                    if matches!(name, b"select" | b"textarea") && !tag.hidden {
                        self.fields.begin();
                    }
                }
                Ok(())
            }
            name if left_out(name).is_some() => {
                self.unseen = Some(Unseen { name: name.to_vec(), open: 1, loose: true });
                if let Some(what) = left_out(name).flatten() {
                    self.left_out.begin(what);
                }
                Ok(())
            }
            b"input" if tag.is_text_field() => self.field(&String::from_utf8_lossy(&tag.value)),
            name @ (b"sup" | b"sub") => {
                let position = if name == b"sup" { Position::Raised } else { Position::Lowered };
                match &mut self.raised {
                    Some((_, _, open, _)) => *open += 1,
                    None => self.raised = Some((gather.here(), position, 1, self.in_link)),
                }
                Ok(())
            }
            b"a" => {
                self.in_link = tag.to_place;
                if let Some((.., linked)) = &mut self.raised {
                    *linked |= tag.to_place;
                }
                Ok(())
            }
            b"ul" | b"menu" | b"dir" => gather.begin_list(false, 1),
            b"ol" => gather.begin_list(true, tag.number.unwrap_or(1)),
            b"li" => gather.begin_item(tag.number),
            b"pre" | b"listing" => {
                self.preformatted += 1;
                gather.end_line()
            }
            name if is_block(name) => gather.end_line(),
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &[u8]) -> Result<(), ReadError> {
        if let Some(unseen) = &mut self.unseen {
            let ends = unseen.ends_at(name, false);
            if !ends {
                unseen.open -= usize::from(unseen.name == name);
                return if unseen.open == 0 { self.end_unseen() } else { Ok(()) };
            }
            self.end_unseen()?;
        }
        let gather = &mut self.gather;
        match name {
            b"table" => gather.end_table(),
            b"thead" | b"tbody" | b"tfoot" => gather.section(),
            b"tr" => gather.end_row(),
            b"td" | b"th" => gather.end_cell(1),
            b"a" => {
                self.in_link = false;
                Ok(())
            }
            b"sup" | b"sub" => {
                self.end_raised();
                Ok(())
            }
            b"ul" | b"menu" | b"dir" | b"ol" => gather.end_list().map(|_| ()),
            b"li" => gather.end_item(),
            b"pre" | b"listing" => {
                self.preformatted = self.preformatted.saturating_sub(1);
                gather.end_line()
            }
            _ if is_block(name) => gather.end_line(),
            _ => Ok(()),
        }
    }

    fn end_unseen(&mut self) -> Result<(), ReadError> {
        self.unseen = None;
        self.left_out.end();
        match self.fields.end() {
            Some(text) => self.field(&text),
            None => Ok(()),
        }
    }

    /// Handles the value of a field. Inside a cell it may be part of the form.
    fn field(&mut self, text: &str) -> Result<(), ReadError> {
        self.gather.spend(text.len())?;
        if !(self.gather.in_cell() && self.fields.keep(text)) {
            self.left_out.add(LeftOut::Field, text);
        }
        Ok(())
    }

    /// Ends a superscript or subscript. One that links within the page is a footnote mark.
    fn end_raised(&mut self) {
        const LONGEST: usize = 10;
        if let Some((_, _, open @ 2.., _)) = &mut self.raised {
            *open -= 1;
            return;
        }
        let Some((begun, position, _, linked)) = self.raised.take() else { return };
        let Some(text) = self.gather.take_off(begun) else { return };
        if linked && text.chars().count() <= LONGEST {
            return self.left_out.add(LeftOut::NoteMark, &text);
        }
        self.gather.text(&self.left_out.raised.written(&text, position));
    }
}
