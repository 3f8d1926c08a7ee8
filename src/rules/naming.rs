//! How messages name what they are about: short and on one line, whatever the file holds.

use std::borrow::Cow;

/// The most characters of a text that a message repeats. A hostile file must not make each of its findings as long
/// as the file.
const MAX_CHARACTERS: usize = 40;

/// The beginning of `text` on one line.
pub(super) fn excerpt(text: &str) -> Cow<'_, str> {
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
