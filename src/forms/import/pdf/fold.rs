//! Characters that a font draws like others: where a font has one glyph for a radical and for the character of the same
//! shape, a PDF often names the radical.

use unicode_normalization::UnicodeNormalization as _;

use crate::text::characters::ordinary_form;

/// Radicals of the supplement that have another shape than the ideograph which Unicode names for them (刀 for ⺈): no common
/// font (Noto CJK, AR PL, WenQuanYi) has one glyph for both, so such a radical is what is printed.
const OWN_SHAPE: &str = "⺁⺄⺆⺈⺊⺌⺍⺑⺗⺜⺝⺢⺥⺧⺩⺪⺫⺬⺴⺵⺶⺷⺸⺻⺼⻀⻏⻗";

/// The characters that are meant by a character that is drawn like them; `None` if it is meant itself.
pub(super) fn folded(c: char) -> Option<String> {
    match c {
        '\u{2E80}'..='\u{2FD5}' if !OWN_SHAPE.contains(c) => {
            Some(ordinary_form(c)).filter(|meant| *meant != c).map(String::from)
        }
        // The ligatures of Latin letters.
        '\u{FB00}'..='\u{FB06}' => Some(c.nfkc().collect()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_radical_is_folded_only_where_the_shape_stays() {
        for (drawn, meant) in
            [('⼈', "人"), ('⻑', "長"), ('⻘', "青"), ('⺠', "民"), ('⽣', "生"), ('ﬁ', "fi")]
        {
            assert_eq!(folded(drawn).as_deref(), Some(meant), "{drawn}");
        }
        // 刀 has another shape than ⺈, and a compatibility ideograph may be what is printed.
        for kept in ['⺈', '⺍', '⺼', '金', '\u{F90A}', 'f', '①'] {
            assert_eq!(folded(kept), None, "{kept}");
        }
    }
}
