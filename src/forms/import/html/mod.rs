//! A saved page. Its tokens are processed in order without building a tree: the cost depends on the length and not on
//! the nesting of a page, and a truncated page gives what it contains.
//!
//! Where HTML allows end tags to be omitted, the next row, cell, list item or block ends the one before it. Of the
//! error recovery of browsers, forms need no more than that.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

mod fields;

use super::report::LeftOut;
use super::{Page, left_out};
use crate::forms::import::page_builder::{Here, PageBuilder};
use crate::forms::import::read_error::ReadError;
use fields::Fields;

use super::limit::{MAX_TEXT_BYTES, check_bytes};

/// Reads a saved page.
///
/// # Errors
/// [`ReadError`] if it is larger or more deeply nested than a standard can be.
pub fn page(html: &str) -> Result<Page, ReadError> {
    check_bytes(html.len(), MAX_TEXT_BYTES)?;
    let html = without_clipboard_header(html);
    let mut reader = Reader::new();
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| reader.event(&event).err());
    emitter.naively_switch_states(true);
    // The emitter yields only errors, and stops at the first.
    if let Some(Ok(fault)) = Tokenizer::new_with_emitter(html, emitter).next() {
        return Err(fault);
    }
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
    /// For open superscripts: where the outermost began, how many are open, and whether they contain a link.
    superscript: Option<(Here, usize, bool)>,
    /// Whether a link within the page is open.
    in_link: bool,
    left_out: left_out::Found,
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

/// The relevant parts of a start tag.
#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    attribute: Attribute,
    rowspan: Option<usize>,
    colspan: Option<usize>,
    number: Option<usize>,
    hidden: bool,
    /// The value of an `input`.
    value: Vec<u8>,
    /// The type of an `input`.
    kind: Vec<u8>,
    /// Whether it links to a place within a page.
    to_place: bool,
    selected: bool,
}

#[derive(Clone, Copy, Default)]
enum Attribute {
    #[default]
    Other,
    Rowspan,
    Colspan,
    Start,
    Value,
    Type,
    Link,
    Style,
}

impl Reader {
    fn new() -> Self {
        Self {
            gather: PageBuilder::new(),
            tag: Tag::default(),
            unseen: None,
            superscript: None,
            in_link: false,
            left_out: left_out::Found::default(),
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

    fn event(&mut self, event: &CallbackEvent<'_>) -> Result<(), ReadError> {
        match *event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: name.to_vec(), ..Tag::default() };
                Ok(())
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.name_attribute(name);
                Ok(())
            }
            CallbackEvent::AttributeValue { value } => {
                self.tag.set_attribute(value);
                Ok(())
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let tag = std::mem::take(&mut self.tag);
                self.start(&tag, self_closing)
            }
            CallbackEvent::EndTag { name } => self.end(name),
            CallbackEvent::String { value } => {
                self.text(&String::from_utf8_lossy(value));
                Ok(())
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => Ok(()),
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
            b"sup" => {
                match &mut self.superscript {
                    Some((_, open, _)) => *open += 1,
                    None => self.superscript = Some((gather.here(), 1, self.in_link)),
                }
                Ok(())
            }
            b"a" => {
                self.in_link = tag.to_place;
                if let Some((_, _, linked)) = &mut self.superscript {
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
            b"sup" => {
                self.end_superscript();
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

    /// A superscript that links within the page is a footnote mark.
    fn end_superscript(&mut self) {
        const LONGEST: usize = 10;
        match &mut self.superscript {
            Some((_, open, _)) if *open > 1 => *open -= 1,
            _ => {
                let Some((begun, _, true)) = self.superscript.take() else { return };
                let Some(mark) = self.gather.take_off(begun) else { return };
                if mark.chars().count() > LONGEST {
                    return self.gather.text(&mark);
                }
                self.left_out.add(LeftOut::NoteMark, &mark);
            }
        }
    }
}

impl Tag {
    /// Whether it is an input whose value the page shows as text.
    fn is_text_field(&self) -> bool {
        let kind = self.kind.to_ascii_lowercase();
        let kinds: [&[u8]; 9] =
            [b"", b"text", b"search", b"email", b"tel", b"url", b"number", b"date", b"month"];
        !self.hidden && kinds.contains(&kind.as_slice())
    }

    fn name_attribute(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"rowspan" => Attribute::Rowspan,
            b"colspan" => Attribute::Colspan,
            b"start" => Attribute::Start,
            b"value" => Attribute::Value,
            b"type" => Attribute::Type,
            b"href" => Attribute::Link,
            b"style" => Attribute::Style,
            _ => Attribute::Other,
        };
        self.hidden |= name == b"hidden";
        self.selected |= name == b"selected";
    }

    /// If an attribute is repeated, the first counts.
    fn set_attribute(&mut self, value: &[u8]) {
        match self.attribute {
            Attribute::Rowspan => self.rowspan = self.rowspan.or(number(value)),
            Attribute::Colspan => self.colspan = self.colspan.or(number(value)),
            Attribute::Start => self.number = self.number.or(number(value)),
            Attribute::Value => {
                self.number = self.number.or(number(value));
                if self.value.is_empty() {
                    self.value = value.to_vec();
                }
            }
            Attribute::Type => self.kind = value.to_vec(),
            Attribute::Link => self.to_place |= value.contains(&b'#'),
            Attribute::Style => {
                let style = value.iter().filter(|byte| !byte.is_ascii_whitespace());
                let style: Vec<u8> = style.map(u8::to_ascii_lowercase).collect();
                self.hidden |= style.windows(12).any(|part| part == b"display:none");
            }
            Attribute::Other => {}
        }
    }
}

/// The number at the start of an attribute's value, as browsers parse it.
fn number(value: &[u8]) -> Option<usize> {
    let value = value.trim_ascii_start();
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit());
    let add = |sum: usize, digit: &u8| sum.saturating_mul(10).saturating_add(usize::from(digit - b'0'));
    value.first().filter(|byte| byte.is_ascii_digit()).map(|_| digits.fold(0, add))
}

/// Elements whose content is skipped, and what is reported about them; nothing about the parentheses around a reading.
fn left_out(name: &[u8]) -> Option<Option<LeftOut>> {
    match name {
        b"del" | b"s" | b"strike" => Some(Some(LeftOut::Deleted)),
        b"rt" | b"rtc" => Some(Some(LeftOut::Reading)),
        b"rp" => Some(None),
        _ => None,
    }
}

/// Elements whose content is not text of the page.
fn is_unseen(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"title"
            | b"template"
            | b"noscript"
            | b"select"
            | b"datalist"
            | b"textarea"
            | b"iframe"
            | b"svg"
    )
}

/// Elements whose end tag is required, so that the end of a hidden one is certain. Other hidden elements are read as if
/// they were visible, so that nothing is lost. An `svg` may close itself.
fn must_end(name: &[u8]) -> bool {
    const MAY_NOT: [&[u8]; 34] = [
        b"area",
        b"base",
        b"body",
        b"br",
        b"caption",
        b"col",
        b"colgroup",
        b"dd",
        b"dt",
        b"embed",
        b"head",
        b"hr",
        b"html",
        b"img",
        b"input",
        b"li",
        b"link",
        b"meta",
        b"optgroup",
        b"option",
        b"p",
        b"param",
        b"rp",
        b"rt",
        b"source",
        b"svg",
        b"tbody",
        b"td",
        b"tfoot",
        b"th",
        b"thead",
        b"tr",
        b"track",
        b"wbr",
    ];
    !MAY_NOT.contains(&name)
}

/// Elements that begin and end a line.
fn is_block(name: &[u8]) -> bool {
    const BLOCKS: [&[u8]; 38] = [
        b"address",
        b"article",
        b"aside",
        b"blockquote",
        b"body",
        b"caption",
        b"center",
        b"dd",
        b"details",
        b"dialog",
        b"div",
        b"dl",
        b"dt",
        b"fieldset",
        b"figcaption",
        b"figure",
        b"footer",
        b"form",
        b"h1",
        b"h2",
        b"h3",
        b"h4",
        b"h5",
        b"h6",
        b"head",
        b"header",
        b"hgroup",
        b"hr",
        b"html",
        b"legend",
        b"main",
        b"nav",
        b"option",
        b"p",
        b"search",
        b"section",
        b"summary",
        b"xmp",
    ];
    BLOCKS.contains(&name)
}
