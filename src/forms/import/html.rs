//! A saved page. Its tokens are read one after the other, and no tree is built: a page of any depth costs what its
//! length costs, and one that is cut off gives what is in it.
//!
//! Where HTML lets end tags be left out, the next row, cell, entry or block ends the one before it, which is all of a
//! browser's repairs that a form needs.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::Page;
use super::fault::Fault;
use super::gather::Gather;
use super::limit::{MAX_TEXT_BYTES, check_bytes};

/// What a saved page shows.
///
/// # Errors
/// [`Fault`], where it is larger or deeper than a standard can be.
pub fn page(html: &str) -> Result<Page, Fault> {
    check_bytes(html.len(), MAX_TEXT_BYTES)?;
    let mut reader = Reader::new();
    let mut emitter =
        CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| reader.event(&event).err());
    emitter.naively_switch_states(true);
    // The emitter hands out nothing but faults, and the first is enough.
    if let Some(Ok(fault)) = Tokenizer::new_with_emitter(html, emitter).next() {
        return Err(fault);
    }
    reader.gather.page()
}

struct Reader {
    gather: Gather,
    tag: Tag,
    /// The element whose content is not shown, and how many of its name are open.
    unseen: Option<(Vec<u8>, usize)>,
    /// How many elements are open that keep their line breaks.
    preformatted: usize,
}

/// A start tag, as far as it matters.
#[derive(Default)]
struct Tag {
    name: Vec<u8>,
    attribute: Attribute,
    rowspan: Option<usize>,
    colspan: Option<usize>,
    number: Option<usize>,
    hidden: bool,
}

#[derive(Clone, Copy, Default)]
enum Attribute {
    #[default]
    Other,
    Rowspan,
    Colspan,
    Number,
    Style,
}

impl Reader {
    fn new() -> Self {
        Self { gather: Gather::new(), tag: Tag::default(), unseen: None, preformatted: 0 }
    }

    fn event(&mut self, event: &CallbackEvent<'_>) -> Result<(), Fault> {
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
            return;
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

    fn start(&mut self, tag: &Tag, self_closing: bool) -> Result<(), Fault> {
        if let Some((name, open)) = &mut self.unseen {
            *open += usize::from(*name == tag.name && !self_closing);
            return Ok(());
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
                // What stands beside something that is not shown is one line with it, as in a browser.
                self.unseen = (!self_closing || must_end(name)).then(|| (name.to_vec(), 1));
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

    fn end(&mut self, name: &[u8]) -> Result<(), Fault> {
        if let Some((unseen, open)) = &mut self.unseen {
            *open -= usize::from(unseen == name);
            if *open == 0 {
                self.unseen = None;
            }
            return Ok(());
        }
        let gather = &mut self.gather;
        match name {
            b"table" => gather.end_table(),
            b"thead" | b"tbody" | b"tfoot" => gather.section(),
            b"tr" => gather.end_row(),
            b"td" | b"th" => gather.end_cell(1),
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
}

impl Tag {
    fn name_attribute(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"rowspan" => Attribute::Rowspan,
            b"colspan" => Attribute::Colspan,
            b"start" | b"value" => Attribute::Number,
            b"style" => Attribute::Style,
            _ => Attribute::Other,
        };
        self.hidden |= name == b"hidden";
    }

    /// Of an attribute that stands twice, the first counts.
    fn set_attribute(&mut self, value: &[u8]) {
        match self.attribute {
            Attribute::Rowspan => self.rowspan = self.rowspan.or(number(value)),
            Attribute::Colspan => self.colspan = self.colspan.or(number(value)),
            Attribute::Number => self.number = self.number.or(number(value)),
            Attribute::Style => {
                let style = value.iter().filter(|byte| !byte.is_ascii_whitespace());
                let style: Vec<u8> = style.map(u8::to_ascii_lowercase).collect();
                self.hidden |= style.windows(12).any(|part| part == b"display:none");
            }
            Attribute::Other => {}
        }
    }
}

/// The number that an attribute begins with, as browsers read it.
fn number(value: &[u8]) -> Option<usize> {
    let value = value.trim_ascii_start();
    let digits = value.iter().take_while(|byte| byte.is_ascii_digit());
    let add = |sum: usize, digit: &u8| sum.saturating_mul(10).saturating_add(usize::from(digit - b'0'));
    value.first().filter(|byte| byte.is_ascii_digit()).map(|_| digits.fold(0, add))
}

/// Elements whose content is no text of the page.
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

/// Elements whose end tag cannot be left out, so that it is known where one that is hidden ends. Another that is
/// hidden is read as if it were not, since nothing may be lost. An `svg` may close itself.
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

/// Elements that stand on lines of their own.
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
