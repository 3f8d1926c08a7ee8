//! Changes made to every imported text, and no others: HTML is removed unless it carries meaning, and line breaks
//! become spaces.

use std::borrow::Cow;

use crate::text::markup::{self, Markup};

/// HTML that was removed from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Removed {
    pub(super) count: usize,
    pub(super) first: String,
}

/// The text without HTML that it contains as characters. Separating tags become line breaks.
pub(super) fn without_markup(text: &str) -> (Cow<'_, str>, Option<Removed>) {
    let mut cleaned = String::new();
    let mut done = 0;
    let mut removed: Option<Removed> = None;
    // Struck or raised text is left unchanged: without its tags it would mean something else.
    for (range, markup) in markup::find(text).filter(|(_, markup)| *markup != Markup::Telling) {
        cleaned.push_str(&text[done..range.start]);
        cleaned.push_str(match markup {
            Markup::Reference(meaning) => meaning,
            Markup::Inline | Markup::Telling => "",
            Markup::Separating => "\n",
        });
        done = range.end;
        match &mut removed {
            Some(removed) => removed.count += 1,
            None => removed = Some(Removed { count: 1, first: text[range].to_owned() }),
        }
    }
    if removed.is_none() {
        return (Cow::Borrowed(text), None);
    }
    cleaned.push_str(&text[done..]);
    (Cow::Owned(cleaned), removed)
}

/// The text on one line, and the number of line breaks that became a space together with the white space around them.
/// Other white space is kept, except at both ends.
pub(super) fn on_one_line(text: &str) -> (String, usize) {
    let is_break = |c| matches!(c, '\n' | '\r');
    let text = text.trim();
    if !text.contains(is_break) {
        return (text.to_owned(), 0);
    }
    let lines: Vec<_> = text.split(is_break).map(str::trim).filter(|line| !line.is_empty()).collect();
    (lines.join(" "), lines.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_goes_and_is_counted() {
        let (cleaned, removed) = without_markup("<p>P1.1.1 甲&amp;乙。</p> <p>P1.1.2 <b>丙</b>。</p>");
        assert_eq!(cleaned, "\nP1.1.1 甲&乙。\n \nP1.1.2 丙。\n");
        assert_eq!(removed, Some(Removed { count: 7, first: "<p>".to_owned() }));
        assert_eq!(without_markup("<名稱> R&D"), ("<名稱> R&D".into(), None));
        assert_eq!(without_markup("10<sup>3</sup> 公尺"), ("10<sup>3</sup> 公尺".into(), None));
    }

    #[test]
    fn a_line_break_is_one_space() {
        assert_eq!(on_one_line(" 甲 \n\n 乙  丙\r\n丁\n"), ("甲 乙  丙 丁".to_owned(), 2));
        assert_eq!(on_one_line("\n"), (String::new(), 0));
    }
}
