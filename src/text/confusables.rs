//! Characters that people type or conversions leave where another, which looks the same or nearly so, belongs. Whether
//! they do depends on what stands beside them: α is a letter of its own, and A in АBC is one of three alphabets.

use super::characters::{half_width, is_han};

/// Greek and Cyrillic letters with the Latin ones that they look like, of confusables.txt of Unicode (UTS #39) as in the
/// package confusable-homoglyphs 3.3.1. Left out are small Greek letters that are symbols by themselves, such as α and ν.
const LETTERS: &[(&str, char)] = &[
    ("ΑА", 'A'),
    ("ΒВ", 'B'),
    ("ϹС", 'C'),
    ("ΕЕ", 'E'),
    ("ΗН", 'H'),
    ("ΙІ", 'I'),
    ("ͿЈ", 'J'),
    ("ΚК", 'K'),
    ("ΜМ", 'M'),
    ("Ν", 'N'),
    ("ΟО", 'O'),
    ("ΡР", 'P'),
    ("Ѕ", 'S'),
    ("ΤТ", 'T'),
    ("ΧХ", 'X'),
    ("ΥУ", 'Y'),
    ("Ζ", 'Z'),
    ("а", 'a'),
    ("с", 'c'),
    ("е", 'e'),
    ("һ", 'h'),
    ("і", 'i'),
    ("ј", 'j'),
    ("οо", 'o'),
    ("р", 'p'),
    ("ѕ", 's'),
    ("х", 'x'),
    ("у", 'y'),
];

/// Punctuation of other widths and places, with the mark of a Chinese sentence.
const MARKS: &[(char, char)] = &[
    ('︰', '：'),
    ('﹑', '、'),
    ('､', '、'),
    ('｡', '。'),
    ('﹐', '，'),
    ('﹔', '；'),
    ('﹕', '：'),
    ('﹖', '？'),
    ('﹗', '！'),
];

/// Whether `c` may be one of them.
pub(crate) fn may_be_confused(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{52f}' | 'ㄧ' | '／' | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
        || MARKS.iter().any(|&(mark, _)| mark == c)
}

/// The character that `c` was most likely meant to be between these two neighbours, if it is another one.
pub(crate) fn likely_form(before: Option<char>, c: char, after: Option<char>) -> Option<char> {
    let beside = |is: fn(&char) -> bool| before.is_some_and(|c| is(&c)) || after.is_some_and(|c| is(&c));
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Some(half_width(c)),
        '／' => {
            let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            (letter(before) && letter(after)).then_some('/')
        }
        // The phonetic symbol is right among others of its kind.
        'ㄧ' => {
            let phonetic = |c: &char| matches!(c, '\u{3100}'..='\u{312f}' | 'ˊ' | 'ˇ' | 'ˋ' | '˙');
            (beside(|c| is_han(*c)) && !beside(phonetic)).then_some('一')
        }
        '\u{370}'..='\u{52f}' => {
            let letter = LETTERS.iter().find(|(letters, _)| letters.contains(c)).map(|&(_, latin)| latin);
            letter.filter(|_| beside(char::is_ascii_alphabetic))
        }
        _ => MARKS.iter().find(|&&(mark, _)| mark == c).map(|&(_, right)| right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alike_letters_are_judged_by_their_neighbours() {
        for (text, expected) in [
            ("十ㄧ月", Some('一')),
            ("ㄅㄧˊ", None),
            ("甲﹑乙", Some('、')),
            ("AВC", Some('B')),
            ("甲Ω乙", None),
            ("5μm", None),
            ("甲Ａ乙", Some('A')),
            ("aаb", Some('a')),
            ("甲А乙", None),
        ] {
            let mut chars = text.chars();
            let (before, c, after) = (chars.next(), chars.next().unwrap(), chars.next());
            assert_eq!(likely_form(before, c, after), expected, "{text}");
            assert!(expected.is_none() || may_be_confused(c), "{text}");
        }
    }
}
