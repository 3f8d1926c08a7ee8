//! Texts in HTML and XML, which escape alike.

use super::inert::RepeatedMark;

/// Escapes a text for element content and attributes.
pub(crate) fn escape(text: &str) -> String {
    // Most texts have nothing to escape, and what stands before the first such character is as it is.
    let acts = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | b':' | b'#');
    let Some(first) = text.as_bytes().iter().position(acts) else { return text.to_owned() };
    let (before, rest) = text.split_at(first);
    let mut escaped = String::with_capacity(text.len() + 8);
    escaped.push_str(before);
    let mut repeated = RepeatedMark::default();
    for c in rest.chars() {
        match c {
            // A page or a report may end up in a log.
            _ if repeated.repeats(c) => escaped.push_str(if c == ':' { "&#58;" } else { "&#35;" }),
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}
