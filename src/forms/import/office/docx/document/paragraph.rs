//! Paragraphs and their runs: their properties, what runs hold, and the numbers that lists give.

use super::Document;
use super::notes::NoteKind;
use crate::forms::import::office::docx::numbering::Label;
use crate::forms::import::office::xml::{Element, number};
use crate::forms::import::page_builder::Here;
use crate::forms::import::raised::Position;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::LeftOut;
use crate::forms::sheet::LineKind;

/// An open paragraph and its properties.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) depth: usize,
    /// The depth of its properties while they are read.
    pub(super) properties: Option<usize>,
    pub(super) style: String,
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    /// Whether its mark was deleted, so that the next paragraph goes on with it.
    pub(super) deleted: bool,
}

/// An open run and its properties.
pub(super) struct Run {
    pub(super) depth: usize,
    pub(super) begun: Here,
    pub(super) position: Option<Position>,
    pub(super) hidden: bool,
}

impl Document<'_> {
    /// A property of a paragraph.
    pub(super) fn property(&mut self, name: &str, element: &Element<'_, '_>) -> Result<(), ReadError> {
        let Some(paragraph) = self.paragraphs.last_mut() else { return Ok(()) };
        match name {
            "pStyle" => paragraph.style = element.open("val")?.unwrap_or_default(),
            "numId" => paragraph.list = element.open("val")?,
            "ilvl" => paragraph.level = element.open("val")?.as_deref().and_then(number),
            _ => {}
        }
        Ok(())
    }

    /// What a run holds, or a property of it.
    pub(super) fn content(&mut self, name: &str, element: &Element<'_, '_>) -> Result<(), ReadError> {
        let Some(run) = &mut self.run else { return Ok(()) };
        match name {
            "t" => self.in_text = true,
            "instrText" => self.in_instruction = true,
            "vertAlign" => {
                run.position = match element.open("val")?.as_deref() {
                    Some("superscript") => Some(Position::Raised),
                    Some("subscript") => Some(Position::Lowered),
                    _ => None,
                };
            }
            "vanish" if element.is_on()? && !run.hidden && self.muted.is_none() => {
                run.hidden = true;
                self.left_out.begin(LeftOut::Hidden);
            }
            "fldChar" => self.fields.mark(&element.open("fldCharType")?.unwrap_or_default()),
            "footnoteReference" => self.refer(NoteKind::Footnote, element)?,
            "endnoteReference" => self.refer(NoteKind::Endnote, element)?,
            "noBreakHyphen" => self.add("-"),
            "sym" => {
                let code = element.open("char")?.and_then(|hex| u32::from_str_radix(&hex, 16).ok());
                if let Some(c) = code.and_then(char::from_u32).filter(|c| !c.is_control()) {
                    self.add(c.encode_utf8(&mut [0; 4]));
                }
            }
            "tab" | "ptab" if !self.is_muted() && !self.fields.hide() => self.gather.spaces('\t', 1),
            "br" | "cr" if !self.is_muted() && !self.fields.hide() => self.gather.break_line(),
            _ => {}
        }
        Ok(())
    }

    /// Numbers a paragraph, once its properties are known. One whose mark was deleted has those of the next.
    pub(super) fn number(&mut self) {
        let Some(paragraph) = self.paragraphs.last() else { return };
        if paragraph.deleted {
            return;
        }
        let of_style = self.styles.list(&paragraph.style);
        let (list, level) = match &paragraph.list {
            Some(list) => (list.as_str(), paragraph.level),
            None => match of_style {
                Some((list, level)) => (list, paragraph.level.or(level)),
                None => return,
            },
        };
        match self.numbering.next(list, level, &paragraph.style, self.styles) {
            Some(Label::Bullet) => self.gather.set_kind(LineKind::Bullet),
            Some(Label::Number(number, text)) if is_plain(&text) => {
                self.gather.set_kind(LineKind::Numbered(number));
            }
            Some(Label::Number(_, text)) => self.gather.begin_with(&text),
            Some(Label::Unknown(text)) => self.left_out.add(LeftOut::Number, &text),
            None => {}
        }
    }

    pub(super) fn end_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        if run.hidden {
            self.left_out.end();
        }
        if let Some(position) = run.position
            && let Some(text) = self.gather.take_off(run.begun)
        {
            self.gather.text(&self.left_out.raised.written(&text, position));
        }
    }
}

/// Whether a label is no more than a number, which the form prints itself: `1.`, `(2)`, `三、`.
fn is_plain(label: &str) -> bool {
    const SIGNS: &str = ".、．,()（）:： \t　-";
    let is_number = |c: char| c.is_numeric() || "一二三四五六七八九十".contains(c);
    let number = label.trim_matches(|c| SIGNS.contains(c));
    number.chars().all(is_number) || number.len() == 1
}
