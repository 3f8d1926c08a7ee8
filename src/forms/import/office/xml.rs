//! Walks through the XML of an office file. Elements are identified by their namespaces, whatever the prefixes are.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use crate::files::limits::DOCUMENT_XML_DEPTH;
use crate::forms::import::read_error::ReadError;
use crate::text::bilingual::Bilingual;

/// What the names of the namespaces of Office Open XML begin with.
const OPEN_XML: [&str; 2] = ["http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"];

/// The namespaces of office files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ns {
    /// Those of OpenDocument, named after the part between `urn:oasis:names:tc:opendocument:xmlns:` and `:1.0`.
    Office,
    Text,
    Table,
    Svg,
    Style,
    /// Those of Office Open XML, transitional and strict: texts, spreadsheets, formulas of mathematics.
    Word,
    Sheet,
    Math,
    /// What one program understands, and what another is to read instead.
    Compatibility,
    /// The relations between the parts of a package.
    Relations,
    /// Any other.
    Other,
}

impl Ns {
    fn of(result: &ResolveResult<'_>) -> Self {
        let ResolveResult::Bound(Namespace(name)) = result else { return Self::Other };
        let open = name.strip_prefix("urn:oasis:names:tc:opendocument:xmlns:");
        match open.and_then(|name| name.strip_suffix(":1.0")) {
            Some("office") => return Self::Office,
            Some("text") => return Self::Text,
            Some("table") => return Self::Table,
            Some("svg-compatible") => return Self::Svg,
            Some("style") => return Self::Style,
            _ => {}
        }
        match OPEN_XML.iter().find_map(|prefix| name.strip_prefix(prefix)) {
            Some("wordprocessingml/2006/main" | "wordprocessingml/main") => Self::Word,
            Some("spreadsheetml/2006/main" | "spreadsheetml/main") => Self::Sheet,
            Some("officeDocument/2006/math" | "officeDocument/math") => Self::Math,
            Some("markup-compatibility/2006") => Self::Compatibility,
            Some("package/2006/relationships") => Self::Relations,
            _ => Self::Other,
        }
    }
}

/// What reads a part of an office file. The document element has the depth 1.
pub(super) trait Handler {
    fn start(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError>;
    fn end(&mut self, ns: Ns, local: &str, depth: usize) -> Result<(), ReadError>;
    fn text(&mut self, text: &str) -> Result<(), ReadError>;
}

/// Walks through a part; every element has a start and an end.
pub(super) fn walk(xml: &str, handler: &mut impl Handler) -> Result<(), ReadError> {
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0_usize;
    loop {
        let (ns, event) = reader.read_resolved_event().map_err(|error| ReadError::damaged("XML", &error))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DOCUMENT_XML_DEPTH {
                    return Err(ReadError::TooDeep { limit: DOCUMENT_XML_DEPTH });
                }
                let ns = Ns::of(&ns);
                handler.start(&Element { ns, depth, start: &start, reader: &reader })?;
            }
            Event::End(end) => {
                handler.end(Ns::of(&ns), end.local_name().into_inner(), depth)?;
                depth = depth.saturating_sub(1);
            }
            Event::Text(text) => handler.text(&text.xml10_content())?,
            Event::CData(text) => handler.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => handler.text(of_reference(&reference, &mut [0; 4])?)?,
            Event::DocType(_) => return Err(ReadError::Entities),
            Event::Eof => break,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if depth > 0 {
        let reason = Bilingual::fixed("an element does not end", "有元素沒有結束");
        return Err(ReadError::Damaged { format: "XML", reason });
    }
    Ok(())
}

/// The text of a character reference, or of one of XML's five predefined entities; no others are allowed.
fn of_reference<'t>(reference: &BytesRef<'_>, utf8: &'t mut [u8; 4]) -> Result<&'t str, ReadError> {
    match reference.resolve_char_ref().map_err(|error| ReadError::damaged("XML", &error))? {
        Some(c) => Ok(c.encode_utf8(utf8)),
        None => resolve_predefined_entity(reference).ok_or(ReadError::Entities),
    }
}

/// A start tag.
pub(super) struct Element<'a, 'r> {
    pub(super) ns: Ns,
    /// The number of open elements, this one included.
    pub(super) depth: usize,
    start: &'a BytesStart<'a>,
    reader: &'a NsReader<&'r [u8]>,
}

impl Element<'_, '_> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of an attribute in any namespace of OpenDocument. The local names of the relevant ones are distinct.
    pub(super) fn any(&self, name: &str) -> Result<Option<String>, ReadError> {
        self.attribute(|ns, local| {
            local == name && ns.is_some_and(|ns| ns.starts_with("urn:oasis:names:tc:opendocument:"))
        })
    }

    /// The number in an attribute; one that is too large is clamped.
    pub(super) fn number(&self, name: &str) -> Result<Option<usize>, ReadError> {
        Ok(self.any(name)?.as_deref().and_then(number))
    }

    /// The value of an attribute without a prefix, or with one of Office Open XML's.
    pub(super) fn open(&self, name: &str) -> Result<Option<String>, ReadError> {
        self.attribute(|ns, local| {
            local == name && ns.is_none_or(|ns| OPEN_XML.iter().any(|prefix| ns.starts_with(prefix)))
        })
    }

    /// Whether a property without a value, or with this one, is on.
    pub(super) fn is_on(&self) -> Result<bool, ReadError> {
        Ok(!matches!(self.open("val")?.as_deref(), Some("0" | "false" | "off" | "none")))
    }

    fn attribute(&self, is: impl Fn(Option<&str>, &str) -> bool) -> Result<Option<String>, ReadError> {
        for attribute in self.start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| ReadError::damaged("XML", &error))?;
            let (ns, local) = self.reader.resolver().resolve_attribute(attribute.key);
            let ns = match &ns {
                ResolveResult::Bound(Namespace(ns)) => Some(*ns),
                _ => None,
            };
            if is(ns, local.as_ref()) {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                return value
                    .map(|value| Some(value.into_owned()))
                    .map_err(|error| ReadError::damaged("XML", &error));
            }
        }
        Ok(None)
    }
}

/// A number without a sign; one that is too large is clamped.
pub(super) fn number(text: &str) -> Option<usize> {
    let digits = text.trim();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(usize::MAX))
}
