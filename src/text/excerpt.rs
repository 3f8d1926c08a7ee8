//! How messages quote texts: short and on one line, whatever the file contains.

use std::borrow::Cow;

use crate::text::bilingual::Bilingual;

/// The most characters of a text that a message quotes. A hostile file must not make each of its findings as long as
/// the file.
const MAX_CHARACTERS: usize = 40;

/// The most entries of a list that a message quotes.
const MAX_ENTRIES: usize = 5;

/// The beginning of `text`, on one line.
pub(crate) fn excerpt(text: &str) -> Cow<'_, str> {
    let fits = text.char_indices().nth(MAX_CHARACTERS).is_none();
    if fits && text.trim() == text && !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let beginning = text.char_indices().nth(MAX_CHARACTERS).map_or(text, |(end, _)| &text[..end]);
    let mut line = String::with_capacity(beginning.len() + '…'.len_utf8());
    for word in beginning.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty())
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !fits {
        line.push('…');
    }
    Cow::Owned(line)
}

/// The entries as a list, each once.
pub(crate) fn listing<'a>(entries: impl IntoIterator<Item = &'a str>) -> Bilingual {
    let mut listed: Vec<&str> = Vec::new();
    let mut more = false;
    for entry in entries {
        if listed.contains(&entry) {
            continue;
        }
        if listed.len() == MAX_ENTRIES {
            more = true;
            break;
        }
        listed.push(entry);
    }
    let mut shown: Vec<Cow<'_, str>> = listed.into_iter().map(excerpt).collect();
    if more {
        shown.push(Cow::Borrowed("…"));
    }
    Bilingual { en: shown.join(", ").into(), zh: shown.join("、").into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_short_line() {
        assert_eq!(excerpt("市場 調查"), "市場 調查");
        assert_eq!(excerpt(" 市場\n  調查\u{7} "), "市場 調查");
        assert_eq!(excerpt(&"甲".repeat(40)), "甲".repeat(40));
        assert_eq!(excerpt(&"甲".repeat(41)), "甲".repeat(40) + "…");
    }

    #[test]
    fn a_listing_names_each_entry_once_and_stops_early() {
        assert_eq!(listing(["SET", "SET", "TTM"]).en, "SET, TTM");
        assert_eq!(listing(["SET", "SET", "TTM"]).zh, "SET、TTM");
        assert_eq!(listing(["1", "2", "3", "4", "5", "1", "6", "7"]).en, "1, 2, 3, 4, 5, …");
    }
}
