//! Texts in the XML of office documents.

use crate::text::display_safe::visible_form;
use crate::text::html;

/// The beginning of every part.
pub(in crate::forms::render) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// One line of a text, escaped for element content and attributes. Characters that XML does not allow, or that have an
/// effect in place of a shape, become visible ones.
pub(in crate::forms::render) fn escape(line: &str) -> String {
    html::escape(&line.chars().map(shown).collect::<String>())
}

/// The character that is shown for `c`.
pub(in crate::forms::render) fn shown(c: char) -> char {
    match c {
        // XML 1.0 has no way to write these two.
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        _ => visible_form(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_text_holds_xml_can_hold_what_is_written() {
        let text = "a<b>&\"'\u{0}\u{b}\u{1b}\u{7f}\u{202e}\u{fffe}\u{ffff}]]>";
        let xml = format!("<x y=\"{0}\">{0}</x>", escape(text));
        let parsed = roxmltree::Document::parse(&xml).unwrap();
        let expected = "a<b>&\"'␀␋␛␡\u{fffd}\u{fffd}\u{fffd}]]>";
        assert_eq!(parsed.root_element().text(), Some(expected));
        assert_eq!(parsed.root_element().attribute("y"), Some(expected));
    }
}
