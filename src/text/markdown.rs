//! Escapes texts for GitHub's Markdown, in which standards and reports are printed.
//!
//! Some words are active without any markup: a URL becomes a link, `@name` notifies someone, `#1` and `GH-1` refer to
//! an issue, seven hexadecimal digits to a commit, `:name:` becomes an emoji. No escape prevents all of these: GitHub
//! searches the rendered page for most of them, where an escape or character reference has become the character again,
//! and an escape within a URL becomes part of it. Code is exempt and shown verbatim, so such a word is written as code.

use std::fmt::Write as _;

use super::inert::RepeatedMark;

/// Escapes a text. Codes such as `P1.1.1` and numbers such as `1.學歷` need no escapes and get none. `block` is whether
/// the text is at the start of a paragraph or list item, where it could be read as block markup.
pub(crate) fn escape(text: &str, block: bool) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut block = block;
    for piece in pieces(text) {
        match piece {
            Piece::Alive(word) => escaped.extend(["`", word, "`"]),
            Piece::Text(text) => {
                let text = if block { escape_start(text, &mut escaped) } else { text };
                escape_text(text, &mut escaped);
            }
        }
        block = false;
    }
    escaped
}

fn escape_text(text: &str, escaped: &mut String) {
    for (at, c) in text.char_indices() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | '<' | '|' | '~' => escaped.extend(['\\', c]),
            '&' if is_entity(&text[at + 1..]) => escaped.push_str("\\&"),
            // GitHub searches the result of Markdown for formulas; a dollar sign alone in an element starts none.
            '$' => escaped.push_str("<span>\\$</span>"),
            _ => escaped.push(c),
        }
    }
}

/// Escapes a text inside an HTML element, where Markdown is not parsed but GitHub still searches for active words.
pub(crate) fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut repeated = RepeatedMark::default();
    for piece in pieces(text) {
        let (tag, text) = match piece {
            Piece::Alive(word) => ("code", word),
            Piece::Text(text) => ("", text),
        };
        if !tag.is_empty() {
            let _ = write!(escaped, "<{tag}>");
        }
        for c in text.chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                _ if repeated.repeats(c) => {
                    let _ = write!(escaped, "&#{};", u32::from(c));
                }
                _ => escaped.push(c),
            }
        }
        if !tag.is_empty() {
            let _ = write!(escaped, "</{tag}>");
        }
    }
    escaped
}

/// Escapes the start of a heading, list, quotation or indented code at the start of a block; returns the rest.
fn escape_start<'t>(text: &'t str, escaped: &mut String) -> &'t str {
    let mut chars = text.chars();
    match chars.next() {
        // A character reference does not count as indentation.
        Some(' ') => {
            escaped.push_str("&#32;");
            return chars.as_str();
        }
        Some(c @ ('#' | '+' | '-' | '=' | '>' | ':')) => {
            escaped.extend(['\\', c]);
            return chars.as_str();
        }
        _ => {}
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &text[digits..];
    if digits > 0 && after.starts_with(['.', ')']) && matches!(after.chars().nth(1), None | Some(' ')) {
        let _ = write!(escaped, "{}\\{}", &text[..digits], &after[..1]);
        return &after[1..];
    }
    text
}

/// Whether the text after an ampersand makes it a character reference.
fn is_entity(after: &str) -> bool {
    let name = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#');
    name.len() < after.len() && name.starts_with(';')
}

/// A piece of a text.
enum Piece<'t> {
    /// Text, which may need escapes.
    Text(&'t str),
    /// A word that GitHub would make active.
    Alive(&'t str),
}

/// The pieces of a text, in order. No two active words are adjacent.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut begun = 0;
    let mut at = 0;
    while at < text.len() {
        let length = text[at..].find(|c| !is_of_a_word(c)).unwrap_or(text.len() - at);
        if length == 0 {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let word = &text[at..at + length];
        if comes_alive(word) {
            if begun < at {
                pieces.push(Piece::Text(&text[begun..at]));
            }
            pieces.push(Piece::Alive(word));
            begun = at + length;
        }
        at += length;
    }
    if begun < text.len() {
        pieces.push(Piece::Text(&text[begun..]));
    }
    pieces
}

/// Whether `c` can continue an active word. A backtick would end the code that the word is written as, a bar would end
/// the cell of a table, and a bracket could complete a log command.
fn is_of_a_word(c: char) -> bool {
    c.is_ascii_graphic() && !matches!(c, '`' | '|' | '[')
}

/// Whether GitHub would make the word active.
fn comes_alive(word: &str) -> bool {
    let bytes = word.as_bytes();
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or(b' ');
    bytes.iter().enumerate().any(|(at, &byte)| match byte {
        b'@' => next(at).is_ascii_alphanumeric(),
        b'#' => next(at).is_ascii_digit(),
        b':' => word[at + 1..].starts_with("//") || is_emoji(&word[at + 1..]),
        b'-' => next(at).is_ascii_digit() && at >= 2 && bytes[at - 2..at].eq_ignore_ascii_case(b"gh"),
        b'.' => at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"www"),
        _ => false,
    }) || bytes.split(|byte| !byte.is_ascii_alphanumeric()).any(is_commit)
}

/// Whether the text after a colon may complete the name of an emoji.
fn is_emoji(after: &str) -> bool {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '+' | '-');
    let (name, rest) = after.split_at(after.find(|c| !is_of_name(c)).unwrap_or(after.len()));
    // A time of day is not a name.
    let is_name =
        name.contains(|c: char| c.is_ascii_alphabetic()) || ["+1", "-1", "100", "1234"].contains(&name);
    is_name && rest.starts_with(':')
}

/// Whether letters and digits could be an abbreviated commit hash.
fn is_commit(run: &[u8]) -> bool {
    (7..=40).contains(&run.len()) && run.iter().all(u8::is_ascii_hexdigit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts_are_not_escaped() {
        for text in [
            "P1.1.1 按照，聯繫客戶。",
            "1.學歷要求：大專以上。",
            "3D列印 (R&D) - 100% #!",
            "O2.31",
            "TTM4221-004v2 → TTM4221-004v3",
            "2021/01/14 10:30:15",
            "C# @ a: b// www",
        ] {
            assert_eq!(escape(text, true), text);
        }
    }

    #[test]
    fn the_start_of_a_block_is_escaped() {
        assert_eq!(escape("1. 學歷", true), "1\\. 學歷");
        assert_eq!(escape("12)", true), "12\\)");
        assert_eq!(escape("- 甲", true), "\\- 甲");
        assert_eq!(escape("    甲", true), "&#32;   甲");
        assert_eq!(escape("- 甲", false), "- 甲");
        assert_eq!(escape("::甲", true), "\\::甲");
    }

    #[test]
    fn entities_are_not_resolved() {
        assert_eq!(escape("&lt;&#x41;&amp R&D;", false), "\\&lt;\\&#x41;&amp R\\&D;");
    }

    #[test]
    fn words_that_code_hosts_act_on_are_written_as_code() {
        for (text, escaped) in [
            ("見 https://e.org/a_b?c=*d*。", "見 `https://e.org/a_b?c=*d*`。"),
            ("(WWW.e.org)", "`(WWW.e.org)`"),
            ("寄到a_b@e.org", "寄到`a_b@e.org`"),
            ("@octocat、@a/b", "`@octocat`、`@a/b`"),
            ("#1 gh-2 a/b#3", "`#1` `gh-2` `a/b#3`"),
            (
                "0123abc 與 0123456789012345678901234567890123456789",
                "`0123abc` 與 `0123456789012345678901234567890123456789`",
            ),
            (":tada:", "`:tada:`"),
            ("@a`@b|@c", "`@a`\\``@b`\\|`@c`"),
            ("甲##[error]@a", "甲##\\[`error]@a`"),
        ] {
            assert_eq!(escape(text, true), escaped);
        }
        assert_eq!(
            escape_html("#1 <a> ##[x] a@b.org"),
            "<code>#1</code> &lt;a&gt; #&#35;[x] <code>a@b.org</code>"
        );
    }
}
