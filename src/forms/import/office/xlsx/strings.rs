//! The texts that cells share.

use std::borrow::Cow;

use crate::forms::import::left_out::LeftOutContent;
use crate::forms::import::office::xml::{Element, Handler, Ns};
use crate::forms::import::raised::Position;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::LeftOut;

pub(super) struct Strings<'a> {
    pub(super) all: Vec<String>,
    text: RichText,
    left_out: &'a mut LeftOutContent,
}

impl<'a> Strings<'a> {
    pub(super) fn new(left_out: &'a mut LeftOutContent) -> Self {
        Self { all: Vec::new(), text: RichText::default(), left_out }
    }
}

impl Handler for Strings<'_> {
    fn start(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        if element.ns == Ns::Sheet {
            self.text.start(element)?;
        }
        Ok(())
    }

    fn end(&mut self, ns: Ns, local: &str, _: usize) -> Result<(), ReadError> {
        if ns == Ns::Sheet {
            self.text.end(local, self.left_out);
            if local == "si" {
                self.all.push(self.text.take());
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        self.text.text(text);
        Ok(())
    }
}

/// A text of runs; what is above its characters to tell how they are read is left out.
#[derive(Default)]
pub(super) struct RichText {
    text: String,
    run: String,
    position: Option<Position>,
    in_text: bool,
    in_reading: bool,
}

impl RichText {
    pub(super) fn start(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        match element.local() {
            "t" => self.in_text = true,
            "rPh" => self.in_reading = true,
            "r" => self.position = None,
            "vertAlign" => {
                self.position = match element.open("val")?.as_deref() {
                    Some("superscript") => Some(Position::Raised),
                    Some("subscript") => Some(Position::Lowered),
                    _ => None,
                };
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn end(&mut self, local: &str, left_out: &mut LeftOutContent) {
        match local {
            "t" => {
                self.in_text = false;
                let run = std::mem::take(&mut self.run);
                let run = unescaped(&run);
                if self.in_reading {
                    left_out.add(LeftOut::Reading, &run);
                    return;
                }
                match self.position.take() {
                    Some(position) => self.text.push_str(&left_out.raised.written(&run, position)),
                    None => self.text.push_str(&run),
                }
            }
            "rPh" => self.in_reading = false,
            _ => {}
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.in_text {
            self.run.push_str(text);
        }
    }

    /// The text, once it has ended.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(self).text
    }
}

/// A text of a workbook, in which some characters are written as `_x000D_`; line ends are those of the program that
/// saved it.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") && !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let hex = rest.get(2..6).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let c = hex.filter(|_| rest[6..].starts_with('_')).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match c.and_then(char::from_u32) {
            Some(c) => {
                plain.push(c);
                rest = &rest[7..];
            }
            None => {
                plain.push_str("_x");
                rest = &rest[2..];
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn characters_that_are_written_with_numbers_are_characters() {
        for (text, expected) in [
            ("甲_x000D_\n乙", "甲\n乙"),
            ("_x005F_x000D_", "_x000D_"),
            ("甲_x12", "甲_x12"),
            ("a_xZZZZ_b", "a_xZZZZ_b"),
            ("a\r\nb\rc", "a\nb\nc"),
            ("_xD800_", "_xD800_"),
            ("_x甲乙", "_x甲乙"),
        ] {
            assert_eq!(unescaped(text), expected, "{text}");
        }
    }
}
