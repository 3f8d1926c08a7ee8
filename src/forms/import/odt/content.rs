//! Reads the XML of an office file element by element. Elements are identified by their namespaces, whatever the
//! prefixes are; of unknown elements the content is read.

use std::collections::HashMap;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use super::styles::Styles;
use crate::forms::import::left_out;
use crate::forms::import::page_builder::{Here, PageBuilder};
use crate::forms::import::raised::Position;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::LeftOut;

/// The deepest nesting of elements.
const MAX_DEPTH: usize = 512;

/// The most blanks that one element may represent; no more are needed to see that there are some.
const MAX_BLANKS: usize = 64;

/// The relevant namespaces, named after the part between `urn:oasis:names:tc:opendocument:xmlns:` and `:1.0`.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ns {
    Office,
    Text,
    Table,
    Svg,
    Style,
    Other,
}

impl Ns {
    fn of(result: &ResolveResult<'_>) -> Self {
        let ResolveResult::Bound(Namespace(name)) = result else { return Self::Other };
        let name = name.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:");
        match name.and_then(|name| name.strip_suffix(":1.0")) {
            Some("office") => Self::Office,
            Some("text") => Self::Text,
            Some("table") => Self::Table,
            Some("svg-compatible") => Self::Svg,
            Some("style") => Self::Style,
            _ => Self::Other,
        }
    }
}

/// Reads the styles of lists, and the content of the body.
pub(super) fn read(
    xml: &str,
    styles: &mut Styles,
    gather: &mut PageBuilder,
    left_out: &mut left_out::Found,
) -> Result<(), ReadError> {
    let mut reader = NsReader::from_str(xml);
    // Then every element has an end event.
    reader.config_mut().expand_empty_elements = true;
    let mut content = Content {
        styles,
        gather,
        left_out,
        deletion: false,
        depth: 0,
        skipped: None,
        body: None,
        paragraphs: 0,
        footnotes: 0,
        lists: Vec::new(),
        cells: Vec::new(),
        rows: Vec::new(),
        continued: HashMap::new(),
        raised: None,
    };
    loop {
        let (ns, event) = reader.read_resolved_event().map_err(|error| damaged(&error))?;
        let ns = Ns::of(&ns);
        match event {
            Event::Start(start) => content.start(ns, &start, &reader)?,
            Event::End(end) => content.end(ns, end.local_name().into_inner())?,
            Event::Text(text) => content.text(&text.xml10_content()),
            Event::CData(text) => content.text(&text.xml10_content()),
            Event::GeneralRef(reference) => content.reference(&reference)?,
            Event::DocType(_) => return Err(ReadError::Entities),
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if content.depth > 0 {
        return Err(ReadError::Damaged { format: "XML", reason: "an element does not end".to_owned() });
    }
    Ok(())
}

fn damaged(error: &quick_xml::Error) -> ReadError {
    ReadError::Damaged { format: "XML", reason: error.to_string() }
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
    left_out: &'a mut left_out::Found,
    /// Whether deleted text is being skipped.
    deletion: bool,
    depth: usize,
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
    rows: Vec<Row>,
    /// The next number of the last list of each style.
    continued: HashMap<String, usize>,
    /// The raised or lowered text that is open: its depth, and where it begins.
    raised: Option<(usize, Here, Position)>,
}

impl Content<'_> {
    fn start(&mut self, ns: Ns, start: &BytesStart<'_>, reader: &NsReader<&[u8]>) -> Result<(), ReadError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ReadError::TooDeep { limit: MAX_DEPTH });
        }
        if self.skipped.is_some() {
            // Of tracked changes only deletions contain text.
            match (ns, start.local_name().as_ref()) {
                (Ns::Text, "deletion") => self.deletion = true,
                (Ns::Text, "p" | "h") if self.deletion => self.left_out.begin(LeftOut::Deleted),
                _ => {}
            }
            return Ok(());
        }
        let element = Element { start, reader };
        let local = start.local_name();
        match (ns, local.as_ref()) {
            (Ns::Office, "body") => self.body = self.body.or(Some(self.depth)),
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
                self.skipped = Some(self.depth);
                match (ns, local) {
                    (Ns::Table, _) => {
                        if let Some(row) = self.rows.last_mut() {
                            row.covered = true;
                        }
                    }
                    (Ns::Text, "ruby-text") => self.left_out.begin(LeftOut::Reading),
                    (Ns::Text, "note-citation") => self.left_out.begin(LeftOut::NoteMark),
                    _ => {}
                }
            }
            // Tables in a footnote are reduced to their lines.
            (Ns::Table, _) if self.footnotes > 0 => {}
            (Ns::Table, "table") => self.gather.begin_table()?,
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
            }
            (Ns::Text, "p" | "h") => {
                self.gather.end_line()?;
                self.paragraphs += 1;
            }
            (Ns::Text, "span") if self.styles.any_raised() && self.raised.is_none() => {
                let style = element.any("style-name")?.unwrap_or_default();
                let position = self.styles.raised(&style);
                self.raised = position.map(|position| (self.depth, self.gather.here(), position));
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
            (Ns::Text, "list") => self.begin_list(&element)?,
            (Ns::Text, "list-item") => {
                let value = element.number("start-value")?;
                self.gather.begin_item(value)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, ns: Ns, local: &str) -> Result<(), ReadError> {
        let depth = self.depth;
        self.depth = depth.saturating_sub(1);
        if self.skipped.is_some() {
            match (ns, local) {
                (Ns::Text, "deletion") => self.deletion = false,
                (Ns::Text, "p" | "h" | "ruby-text" | "note-citation") => self.left_out.end(),
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
            (Ns::Table, "table") => self.gather.end_table()?,
            (Ns::Table, "table-row") => {
                self.gather.end_row()?;
                if let Some(Row { times, covered }) = self.rows.pop() {
                    self.gather.repeat_row(times, covered)?;
                }
            }
            (Ns::Table, "table-cell") => {
                let times = self.cells.pop().unwrap_or(1);
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

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            self.left_out.text(text);
        } else if self.paragraphs > 0 {
            self.gather.text(text);
        }
    }

    /// A character reference or one of XML's five predefined entities; no others are allowed.
    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), ReadError> {
        match reference.resolve_char_ref().map_err(|error| damaged(&error))? {
            Some(c) => self.text(c.encode_utf8(&mut [0; 4])),
            None => self.text(resolve_predefined_entity(reference).ok_or(ReadError::Entities)?),
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
        Ns::Style | Ns::Other => false,
    }
}

/// A start tag with its namespace context.
struct Element<'a, 'r> {
    start: &'a BytesStart<'a>,
    reader: &'a NsReader<&'r [u8]>,
}

impl Element<'_, '_> {
    /// The value of an attribute in any namespace of office files. The local names of the relevant ones are distinct.
    fn any(&self, name: &str) -> Result<Option<String>, ReadError> {
        for attribute in self.start.attributes().with_checks(false) {
            let attribute =
                attribute.map_err(|error| ReadError::Damaged { format: "XML", reason: error.to_string() })?;
            let (ns, local) = self.reader.resolver().resolve_attribute(attribute.key);
            let office = matches!(&ns, ResolveResult::Bound(Namespace(ns)) if ns.starts_with("urn:oasis:names:tc:opendocument:"));
            if office && local.as_ref() == name {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                return value.map(|value| Some(value.into_owned())).map_err(|error| damaged(&error));
            }
        }
        Ok(None)
    }

    /// The number in an attribute; one that is too large is clamped.
    fn number(&self, name: &str) -> Result<Option<usize>, ReadError> {
        let digits = self.any(name)?.filter(|value| {
            let value = value.trim();
            !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit())
        });
        Ok(digits.map(|digits| digits.trim().parse().unwrap_or(usize::MAX)))
    }
}
