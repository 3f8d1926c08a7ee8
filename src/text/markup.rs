//! HTML that occurs in a text as characters, left by conversions of published pages.
//!
//! Only names that HTML defines count: `<名稱>` and `R&D` are ordinary text.

use std::ops::Range;

use super::html_events::{self, Event};

/// A piece of HTML in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Markup {
    /// A character reference, with its character.
    Reference(char),
    /// A comment, which no page shows.
    Comment,
    /// An inline tag without meaning: its pair can be removed without loss.
    Inline,
    /// An inline tag that affects the meaning of its text: 10<sup>3</sup> is not 103.
    Telling,
    /// A tag that separates the text before it from the text after it.
    Separating,
}

/// Inline elements.
const INLINE: &[&str] =
    &["a", "abbr", "b", "code", "em", "font", "i", "label", "mark", "o:p", "small", "span", "strong", "u"];

/// Inline elements with a meaning: struck, inserted, superscript, subscript, or a reading.
const TELLING: &[&str] = &["del", "ins", "rb", "rp", "rt", "ruby", "s", "strike", "sub", "sup"];

/// Elements that separate.
const SEPARATING: &[&str] = &[
    "blockquote",
    "body",
    "br",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "wbr",
];

/// Character references that conversions leave most, with their characters, in any case.
const REFERENCES: &[(&str, char)] = &[
    ("&nbsp;", ' '),
    ("&amp;", '&'),
    ("&lt;", '<'),
    ("&gt;", '>'),
    ("&quot;", '"'),
    ("&apos;", '\''),
    ("&#39;", '\''),
    ("&#160;", ' '),
    ("&#xa0;", ' '),
];

/// The longest name of a character reference in HTML, with its `&` and `;`.
const LONGEST_REFERENCE: usize = 33;

/// Every piece of HTML in a text, in order.
pub(crate) fn find(text: &str) -> impl Iterator<Item = (Range<usize>, Markup)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(next) = text[at..].find(['<', '&']) {
            let start = at + next;
            at = start + 1;
            let rest = &text[start..];
            let found = reference(rest).or_else(|| comment(rest)).or_else(|| tag(rest));
            if let Some((length, markup)) = found {
                at = start + length;
                return Some((start..at, markup));
            }
        }
        at = text.len();
        None
    })
}

/// The length in bytes of the markup at the start of `text`, and the character that it is a reference to.
pub(crate) fn leading(text: &str) -> Option<(usize, Option<char>)> {
    match reference(text).or_else(|| comment(text)).or_else(|| tag(text))? {
        (length, Markup::Reference(meaning)) => Some((length, Some(meaning))),
        (length, Markup::Inline | Markup::Telling | Markup::Separating | Markup::Comment) => {
            Some((length, None))
        }
    }
}

/// The length of the comment at the start of `text`.
fn comment(text: &str) -> Option<(usize, Markup)> {
    let inside = text.strip_prefix("<!--")?;
    Some((inside.find("-->")? + "<!---->".len(), Markup::Comment))
}

/// The length of the character reference at the start of `text`, with its character.
fn reference(text: &str) -> Option<(usize, Markup)> {
    let begins = |reference: &str| {
        text.get(..reference.len()).is_some_and(|start| start.eq_ignore_ascii_case(reference))
    };
    if let Some((reference, meaning)) = REFERENCES.iter().find(|(reference, _)| begins(reference)) {
        return Some((reference.len(), Markup::Reference(*meaning)));
    }
    let end = text.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';')?;
    let inside = text.get(1..end).filter(|_| text.starts_with('&'))?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    let meaning = decoded(&text[..=end]).filter(|_| inside.chars().all(is_name))?;
    Some((end + 1, Markup::Reference(meaning)))
}

/// The one character that HTML makes of a reference.
fn decoded(reference: &str) -> Option<char> {
    let mut text: Vec<u8> = Vec::new();
    html_events::each(reference, |_| false, &mut |event| {
        if let Event::String { value } = event {
            text.extend_from_slice(value);
        }
        true
    });
    let mut chars = std::str::from_utf8(&text).ok()?.chars();
    // What HTML does not know stays as it is written.
    chars.next().filter(|&c| chars.next().is_none() && !c.is_control() && c != char::REPLACEMENT_CHARACTER)
}

/// The length of the tag at the start of `text`, with its kind.
pub(crate) fn tag(text: &str) -> Option<(usize, Markup)> {
    // The longest tags that conversions leave have style attributes of a few hundred bytes.
    const LONGEST: usize = 500;
    let head = &text.as_bytes()[..text.len().min(LONGEST)];
    let length = head.iter().skip(1).position(|&byte| matches!(byte, b'<' | b'>'))? + 2;
    let Tag { name, attributes, .. } = Tag::of(&text[..length])?;
    let set_off = attributes.starts_with([' ', '\n', '\t']) && attributes.contains('=');
    if !(attributes.trim().is_empty() || set_off) {
        return None;
    }
    let known = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    if known(INLINE) {
        Some((length, Markup::Inline))
    } else if known(TELLING) {
        Some((length, Markup::Telling))
    } else {
        known(SEPARATING).then_some((length, Markup::Separating))
    }
}

/// For each piece of HTML, the other of its pair of start tag and end tag.
pub(crate) fn partners(text: &str, found: &[(Range<usize>, Markup)]) -> Vec<Option<usize>> {
    let mut partners = vec![None; found.len()];
    let mut open: Vec<(usize, Tag<'_>)> = Vec::new();
    for (at, (range, markup)) in found.iter().enumerate() {
        if matches!(markup, Markup::Reference(_) | Markup::Comment) {
            continue;
        }
        let Some(tag) = Tag::of(&text[range.clone()]) else { continue };
        if !tag.closes {
            open.push((at, tag));
        } else if let Some((other, _)) = open.pop_if(|(_, other)| other.is(tag.name)) {
            partners[at] = Some(other);
            partners[other] = Some(at);
        }
    }
    partners
}

/// A parsed tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'t> {
    pub(crate) name: &'t str,
    pub(crate) attributes: &'t str,
    /// Whether it is `</name>`.
    pub(crate) closes: bool,
}

impl<'t> Tag<'t> {
    /// Parses `<name attributes>`, without the slash of `<name/>`.
    pub(crate) fn of(tag: &'t str) -> Option<Self> {
        let inside = tag.strip_suffix('>')?.strip_prefix('<')?;
        let (closes, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        // Word's own elements have a prefix: <o:p>.
        let end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || c == ':')).unwrap_or(inside.len());
        let (name, attributes) = inside.split_at(end);
        Some(Self { name, attributes: attributes.strip_suffix('/').unwrap_or(attributes), closes })
    }

    /// Whether this is the element `name`.
    pub(crate) fn is(self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}
