//! JSON that is safe to show in a terminal, or in a log that executes commands.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

use super::display_safe::is_hidden;
use super::inert::RepeatedMark;

/// Escapes characters that have an effect in a terminal, and sequences that a log would execute. All of these are
/// inside strings, so parsers return the original characters. No line of JSON begins with a colon, so only number signs
/// can form a command.
pub(crate) fn escape_json(json: &str) -> Cow<'_, str> {
    let acts = |c: char| c == '\u{7f}' || is_hidden(c);
    if !json.contains(acts) && !json.contains('#') {
        return Cow::Borrowed(json);
    }
    let mut escaped = String::with_capacity(json.len() + 8);
    let mut repeated = RepeatedMark::default();
    for c in json.chars() {
        if acts(c) || (repeated.repeats(c) && c == '#') {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

/// A writer that applies [`escape_json`] to JSON. Each write has to end at a character boundary and must not divide a
/// pair that `escape_json` looks for. serde's writes satisfy this: it divides strings only at characters that JSON
/// escapes.
pub(crate) struct EscapedJson<W>(pub(crate) W);

impl<W: io::Write> io::Write for EscapedJson<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).map_err(io::Error::other)?;
        self.0.write_all(escape_json(text).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_in_json_and_can_be_read_back() {
        let text = "甲\u{202e}\u{9b}\u{7f}\u{e0041}";
        let json = serde_json::to_string(text).unwrap();
        let escaped = escape_json(&json);
        assert_eq!(escaped, "\"甲\\u202e\\u009b\\u007f\\udb40\\udc41\"");
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }

    #[test]
    fn json_contains_no_log_command() {
        let text = "##[error]甲 #\u{200d}#[x] C# ::y";
        let json = serde_json::to_string(text).unwrap();
        let escaped = escape_json(&json);
        assert_eq!(escaped, "\"#\\u0023[error]甲 #\u{200d}\\u0023[x] C# ::y\"");
        assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
    }

    #[test]
    fn streaming_escapes_as_escaping_the_whole_does() {
        let text = "##[error]\"##\n#\u{200d}#甲\u{202e}#\"#";
        let mut streamed = Vec::new();
        serde_json::to_writer(EscapedJson(&mut streamed), text).unwrap();
        assert_eq!(streamed, escape_json(&serde_json::to_string(text).unwrap()).as_bytes());
    }
}
