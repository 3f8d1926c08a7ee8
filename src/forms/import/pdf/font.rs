//! Fonts: which character a code is, and how far it moves the text on. No program of a font is run, so a character is
//! what the file says: by ToUnicode, by the predefined tables of the font's collection, or by a named encoding.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};

use super::budget::{Budget, MAX_WIDTHS, beyond};
use super::encoding;
use super::filters::{Fault, unpacked};
use crate::forms::import::read_error::ReadError;
use crate::text::sorting::sort_by_key;

/// A font as far as its text needs it.
pub(super) struct Font {
    /// Its name, for messages.
    pub(super) name: String,
    to_unicode: Option<Box<CMap>>,
    codes: Codes,
    /// The factor from widths to text space.
    scale: f32,
    /// The characters of the codes that were looked up.
    known: HashMap<(u32, u8), Option<Rc<str>>>,
}

enum Codes {
    /// One byte a code.
    Simple { characters: Vec<Option<char>>, first: u32, widths: Vec<f32>, missing: f32 },
    /// One to four bytes a code, which are mapped to the numbers of a collection.
    Composite {
        /// `None`: two bytes, which are the number.
        encoding: Option<Box<CMap>>,
        /// From numbers to characters, for a known collection.
        collection: Option<Box<CMap>>,
        widths: Vec<(u32, u32, f32)>,
        default: f32,
    },
}

/// A code of a text that is shown.
pub(super) struct Shown<'f> {
    /// What it is; `None` if the file does not say.
    pub(super) text: Option<&'f Rc<str>>,
    /// How far it moves, in units of the font size.
    pub(super) advance: f32,
    /// Whether it is the single byte 32, which word spacing applies to.
    pub(super) is_space: bool,
}

impl Font {
    pub(super) fn load(dict: &Dict<'_>, budget: &mut Budget) -> Result<Self, ReadError> {
        let name = dict.get::<Name<'_>>(b"BaseFont").or_else(|| dict.get::<Name<'_>>(b"Name"));
        let name = name.map(|name| String::from_utf8_lossy(&name).into_owned()).unwrap_or_default();
        let subtype = dict.get::<Name<'_>>(b"Subtype");
        let to_unicode = match dict.get::<Stream<'_>>(b"ToUnicode") {
            Some(stream) => cmap(&stream, budget)?,
            None => None,
        };
        let codes = match subtype.as_deref() {
            Some(b"Type0") => composite(dict, budget)?,
            _ => simple(dict),
        };
        let scale = match subtype.as_deref() {
            Some(b"Type3") => {
                let matrix = dict.get::<Array<'_>>(b"FontMatrix");
                matrix.and_then(|matrix| matrix.iter::<f32>().next()).unwrap_or(0.001).abs()
            }
            _ => 0.001,
        };
        Ok(Self { name, to_unicode, codes, scale, known: HashMap::new() })
    }

    /// Takes the first code off the bytes of a text; `None` at its end.
    pub(super) fn next<'f>(&'f mut self, bytes: &mut &[u8]) -> Option<Shown<'f>> {
        let (&first, _) = bytes.split_first()?;
        let (code, length) = match &self.codes {
            Codes::Simple { .. } => (u32::from(first), 1),
            Codes::Composite { encoding: None, .. } => number(bytes, 2),
            Codes::Composite { encoding: Some(cmap), .. } => {
                let fits = |&length: &u8| {
                    let (code, length) = number(bytes, length);
                    cmap.lookup_cid_code(code, length).is_some()
                };
                // A code that no range has is as long as most.
                number(bytes, (1..=4).find(fits).unwrap_or(2))
            }
        };
        *bytes = &bytes[usize::from(length)..];
        let width = self.width(code, length);
        let is_space = length == 1 && code == 32;
        let Self { to_unicode, codes, known, .. } = self;
        let text = known
            .entry((code, length))
            .or_insert_with(|| character(to_unicode.as_deref(), codes, code, length).map(Rc::from));
        Some(Shown { text: text.as_ref(), advance: width * self.scale, is_space })
    }

    fn width(&self, code: u32, length: u8) -> f32 {
        match &self.codes {
            Codes::Simple { first, widths, missing, .. } => {
                let at = code.checked_sub(*first).and_then(|at| usize::try_from(at).ok());
                at.and_then(|at| widths.get(at)).copied().unwrap_or(*missing)
            }
            Codes::Composite { encoding, widths, default, .. } => {
                let cid = match encoding {
                    Some(cmap) => cmap.lookup_cid_code(code, length).unwrap_or(0),
                    None => code,
                };
                let after = widths.partition_point(|&(start, ..)| start <= cid);
                match after.checked_sub(1).map(|at| widths[at]) {
                    Some((_, end, width)) if cid <= end => width,
                    _ => *default,
                }
            }
        }
    }
}

/// The number that the first bytes are, and how many there are.
fn number(bytes: &[u8], length: u8) -> (u32, u8) {
    let length = usize::from(length).min(bytes.len());
    let code = bytes[..length].iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
    // At most 4.
    (code, u8::try_from(length).unwrap_or(4))
}

fn character(to_unicode: Option<&CMap>, codes: &Codes, code: u32, length: u8) -> Option<String> {
    if let Some(text) = to_unicode.and_then(|cmap| cmap.lookup_bf_string(code)).and_then(usable) {
        return Some(text);
    }
    match codes {
        Codes::Simple { characters, .. } => {
            characters.get(usize::try_from(code).ok()?).copied().flatten().map(String::from)
        }
        Codes::Composite { encoding, collection, .. } => {
            let cid = match encoding {
                Some(cmap) => cmap.lookup_cid_code(code, length)?,
                None => code,
            };
            let text = collection.as_ref()?.lookup_bf_string(cid).and_then(usable)?;
            // The narrow space of a collection is the space of its narrow letters.
            Some(if text == "\u{2002}" { " ".to_owned() } else { text })
        }
    }
}

/// The text of a table's entry, unless it says nothing.
fn usable(found: BfString) -> Option<String> {
    let text = match found {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    let says_nothing = |c: char| matches!(c, '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{FFFD}' | '\u{FFFF}');
    (!text.is_empty() && !text.contains(says_nothing)).then_some(text)
}

fn cmap(stream: &Stream<'_>, budget: &mut Budget) -> Result<Option<Box<CMap>>, ReadError> {
    match unpacked(stream, budget) {
        Ok(data) => Ok(CMap::parse(&data, load_embedded).map(Box::new)),
        // Without its table the characters of the font are unknown, which is said where one is printed.
        Err(Fault::NotText | Fault::Damaged(_)) => Ok(None),
        Err(Fault::Limit(error)) => Err(error),
    }
}

/// A table that every reader knows.
fn predefined(name: CMapName<'_>) -> Option<Box<CMap>> {
    load_embedded(name).and_then(|data| CMap::parse(data, load_embedded)).map(Box::new)
}

fn simple(dict: &Dict<'_>) -> Codes {
    let first = dict.get::<u32>(b"FirstChar").unwrap_or(0);
    let widths = dict.get::<Array<'_>>(b"Widths");
    let widths: Vec<f32> = widths.map(|all| all.iter::<f32>().take(256).collect()).unwrap_or_default();
    let about = dict.get::<Dict<'_>>(b"FontDescriptor");
    let missing = about.and_then(|about| about.get::<f32>(b"MissingWidth"));
    // The widths of the standard fonts are not in the file; half the size is near enough to tell the cell.
    let missing = missing.unwrap_or(if widths.is_empty() { 500.0 } else { 0.0 });
    Codes::Simple { characters: encoding::of_font(dict), first, widths, missing }
}

fn composite(dict: &Dict<'_>, budget: &mut Budget) -> Result<Codes, ReadError> {
    let descendant = dict.get::<Array<'_>>(b"DescendantFonts").and_then(|all| all.iter::<Dict<'_>>().next());
    let descendant = descendant.unwrap_or_default();
    let encoding = match dict.get::<Object<'_>>(b"Encoding") {
        Some(Object::Name(name)) if matches!(&*name, b"Identity-H" | b"Identity-V") => None,
        Some(Object::Name(name)) => predefined(CMapName::from_bytes(&name)),
        Some(Object::Stream(stream)) => cmap(&stream, budget)?,
        _ => None,
    };
    let about = descendant.get::<Dict<'_>>(b"CIDSystemInfo");
    let collection = about.and_then(|about| {
        let part = |key: &[u8]| about.get::<PdfString<'_>>(key).map(|text| text.to_vec()).unwrap_or_default();
        let family = CidFamily::from_registry_ordering(&part(b"Registry"), &part(b"Ordering"));
        predefined(family.ucs2_cmap()?)
    });
    let default = descendant.get::<f32>(b"DW").unwrap_or(1000.0);
    let widths = descendant.get::<Array<'_>>(b"W").map_or_else(|| Ok(Vec::new()), |all| widths(&all))?;
    Ok(Codes::Composite { encoding, collection, widths, default })
}

/// The widths of a composite font as ranges: `first [w w w]` or `first last w`.
fn widths(all: &Array<'_>) -> Result<Vec<(u32, u32, f32)>, ReadError> {
    let mut ranges = Vec::new();
    let mut pending: Vec<f32> = Vec::new();
    for entry in all.iter::<Object<'_>>() {
        match entry {
            Object::Number(number) => {
                pending.push(number.as_f32());
                if let [first, last, width] = pending[..] {
                    ranges.push((code(first), code(last), width));
                    pending.clear();
                }
            }
            Object::Array(list) => {
                let first = pending.first().copied().map_or(0, code);
                pending.clear();
                for (at, width) in (first..).zip(list.iter::<f32>()) {
                    ranges.push((at, at, width));
                    if ranges.len() > MAX_WIDTHS {
                        break;
                    }
                }
            }
            _ => {}
        }
        if ranges.len() > MAX_WIDTHS {
            return Err(beyond(("widths in a font", "個字型寬度"), MAX_WIDTHS));
        }
    }
    sort_by_key(&mut ranges, |&(start, ..)| start);
    Ok(ranges)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "casts of floats stop at the ends"
)]
fn code(value: f32) -> u32 {
    value as u32
}

#[cfg(test)]
mod tests {
    use hayro_syntax::object::FromBytes as _;

    use super::*;

    /// The texts of some bytes, with their widths in thousandths.
    fn texts(font: &'static [u8], bytes: &[u8]) -> Vec<(Option<String>, f32)> {
        let mut font = Font::load(&Dict::from_bytes(font).unwrap(), &mut Budget::new()).unwrap();
        let mut rest = bytes;
        let mut all = Vec::new();
        while let Some(shown) = font.next(&mut rest) {
            all.push((shown.text.map(ToString::to_string), (shown.advance * 1000.0).round()));
        }
        all
    }

    const BIG5: &[u8] = b"<< /Subtype /Type0 /BaseFont /MSung-Light /Encoding /ETen-B5-H /DescendantFonts [<< \
        /CIDSystemInfo << /Registry (Adobe) /Ordering (CNS1) /Supplement 3 >> /DW 1000 /W [13648 13742 500] >>] >>";

    #[test]
    fn a_font_that_is_not_embedded_is_read_by_the_predefined_tables() {
        // 職能 T1 in Big5.
        let found = texts(BIG5, b"\xc2\xbe\xaf\xe0 T1");
        let expected = [("職", 1000.0), ("能", 1000.0), (" ", 500.0), ("T", 500.0), ("1", 500.0)];
        assert_eq!(found, expected.map(|(text, width)| (Some(text.to_owned()), width)));
    }

    #[test]
    fn what_the_file_does_not_say_is_not_guessed() {
        let identity = b"<< /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [<< \
            /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) >> /W [1 [250 750] 5 9 600] >>] >>";
        let widths: Vec<_> = texts(identity, &[0, 1, 0, 2, 0, 7, 0, 10]);
        assert_eq!(widths, [(None, 250.0), (None, 750.0), (None, 600.0), (None, 1000.0)]);
        // A code at the end that is cut in two.
        assert_eq!(texts(identity, &[0, 1, 0]).len(), 2);
    }

    #[test]
    fn a_font_with_more_widths_than_characters_is_refused() {
        let list = "1 ".repeat(MAX_WIDTHS + 1);
        let font = format!("<< /Subtype /Type0 /DescendantFonts [<< /W [0 [{list}]] >>] >>");
        let font: &'static [u8] = font.into_bytes().leak();
        let loaded = Font::load(&Dict::from_bytes(font).unwrap(), &mut Budget::new());
        assert!(matches!(loaded, Err(ReadError::Beyond { .. })));
    }
}
