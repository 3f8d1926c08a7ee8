//! The characters of a simple font without ToUnicode: by its named encoding, and by the names of its glyphs. What is not
//! named is not guessed.

use hayro_syntax::object::{Dict, Name, Object};

/// The names of the glyphs of ASCII that are not letters, and of common signs beyond it.
const NAMES: [(&str, char); 61] = [
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("bullet", '•'),
    ("endash", '–'),
    ("emdash", '—'),
    ("ellipsis", '…'),
    ("periodcentered", '·'),
    ("degree", '°'),
    ("plusminus", '±'),
    ("multiply", '×'),
    ("divide", '÷'),
    ("registered", '®'),
    ("copyright", '©'),
    ("trademark", '™'),
    ("mu", 'µ'),
    ("nbspace", '\u{A0}'),
];

/// The characters of the 256 codes of a simple font.
pub(super) fn of_font(font: &Dict<'_>) -> Vec<Option<char>> {
    let encoding = font.get::<Object<'_>>(b"Encoding");
    let base = match &encoding {
        Some(Object::Name(name)) => Some(name.to_vec()),
        Some(Object::Dict(dict)) => dict.get::<Name<'_>>(b"BaseEncoding").map(|name| name.to_vec()),
        _ => None,
    };
    let flags = font.get::<Dict<'_>>(b"FontDescriptor").and_then(|about| about.get::<i32>(b"Flags"));
    // The codes of a symbolic font are its own.
    let is_symbolic = flags.is_some_and(|flags| flags & 4 != 0)
        || font
            .get::<Name<'_>>(b"BaseFont")
            .is_some_and(|name| matches!(&*name, b"Symbol" | b"ZapfDingbats"));
    let mut codes: Vec<Option<char>> = (0..=255_u8)
        .map(|code| match base.as_deref() {
            Some(b"WinAnsiEncoding") => single_byte(WINDOWS_1252, code),
            Some(b"MacRomanEncoding") => single_byte(MACINTOSH, code),
            Some(b"StandardEncoding") => standard(code),
            _ if !is_symbolic && font.get::<Name<'_>>(b"Subtype").as_deref() != Some(b"Type3") => {
                standard(code)
            }
            _ => None,
        })
        .collect();
    if let Some(Object::Dict(dict)) = &encoding {
        differ(dict, &mut codes);
    }
    codes
}

fn differ(encoding: &Dict<'_>, codes: &mut [Option<char>]) {
    let Some(Object::Array(differences)) = encoding.get::<Object<'_>>(b"Differences") else { return };
    let mut code = 0_usize;
    for entry in differences.iter::<Object<'_>>().take(1024) {
        match entry {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(place) = codes.get_mut(code) {
                    *place = of_name(&name);
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
}

/// The characters of the codes from 80 on, and NUL where there is none.
const WINDOWS_1252: &str = "\
    €\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ\
    \u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿\
    ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
    àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ";
const MACINTOSH: &str = "\
    ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü\
    †°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø\
    ¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ\
    ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// The character of a code; below 80 it is that of ASCII.
fn single_byte(upper: &str, code: u8) -> Option<char> {
    let c = match code.checked_sub(0x80) {
        Some(at) => upper.chars().nth(at.into())?,
        None => char::from(code),
    };
    Some(c).filter(|c| !c.is_control())
}

/// The standard encoding is ASCII but for two quotation marks; beyond ASCII it is not read.
fn standard(code: u8) -> Option<char> {
    match code {
        b'\'' => Some('’'),
        b'`' => Some('‘'),
        b' '..=b'~' => Some(char::from(code)),
        _ => None,
    }
}

/// The character that a glyph is named after.
fn of_name(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next()?;
    let mut chars = name.chars();
    if let (Some(letter), None) = (chars.next(), chars.next()) {
        return Some(letter).filter(char::is_ascii_alphabetic);
    }
    if let Some(&(_, c)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Some(c);
    }
    let number = match name.strip_prefix("uni") {
        Some(digits) if digits.len() == 4 => digits,
        _ => name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))?,
    };
    u32::from_str_radix(number, 16).ok().and_then(char::from_u32).filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use hayro_syntax::object::FromBytes as _;

    use super::*;

    fn of(font: &'static [u8], code: u8) -> Option<char> {
        of_font(&Dict::from_bytes(font).unwrap())[usize::from(code)]
    }

    #[test]
    fn a_code_is_a_character_only_where_the_font_says_so() {
        let win = b"<< /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
        assert_eq!(
            [b'T', 0x81, 0x95, 0xA9, 0xFF].map(|code| of(win, code)),
            [Some('T'), None, Some('•'), Some('©'), Some('ÿ')]
        );
        let mac = b"<< /Subtype /Type1 /BaseFont /Helvetica /Encoding /MacRomanEncoding >>";
        assert_eq!(
            [b'T', 0x80, 0xA5, 0xFF].map(|code| of(mac, code)),
            [Some('T'), Some('Ä'), Some('•'), Some('ˇ')]
        );
        let named = b"<< /Subtype /TrueType /Encoding << /BaseEncoding /MacRomanEncoding \
            /Differences [1 /uni77E5 /u8B58 /parenleft.alt /g123] >> >>";
        assert_eq!([1, 2, 3, 4].map(|code| of(named, code)), [Some('知'), Some('識'), Some('('), None]);
        let subset = b"<< /Subtype /TrueType /FontDescriptor << /Flags 4 >> >>";
        assert_eq!(of(subset, b'T'), None);
        assert_eq!(of(b"<< /Subtype /Type3 >>", b'T'), None);
        assert_eq!(of(b"<< /Subtype /Type1 /BaseFont /Times-Roman >>", b'\''), Some('’'));
    }
}
