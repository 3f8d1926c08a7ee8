//! Footnotes and endnotes, which are read before the document that refers to them.

use super::Document;
use crate::forms::import::Block;
use crate::forms::import::office::xml::Element;
use crate::forms::import::page_builder::PageBuilder;
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::LeftOut;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

impl Document<'_> {
    /// A note is read where it is referred to; its number is no text.
    pub(super) fn refer(&mut self, kind: NoteKind, element: &Element<'_, '_>) -> Result<(), ReadError> {
        if self.is_muted() || self.fields.hide() {
            return Ok(());
        }
        let id = element.open("id")?.unwrap_or_default();
        let Some(lines) = self.notes.remove(&(kind, id)) else { return Ok(()) };
        self.marks += 1;
        self.left_out.add(LeftOut::NoteMark, &self.marks.to_string());
        self.gather.begin_footnote();
        for line in lines {
            self.gather.end_line()?;
            self.gather.text(&line);
        }
        self.gather.end_footnote()?;
        // The run goes on behind it.
        if let Some(run) = &mut self.run {
            run.begun = self.gather.here();
        }
        Ok(())
    }

    /// The end of the part of a note.
    pub(super) fn end_note(&mut self) -> Result<(), ReadError> {
        let page = std::mem::replace(&mut self.gather, PageBuilder::new()).page()?;
        let Some(note) = self.note.take() else { return Ok(()) };
        let lines = page.blocks.into_iter().flat_map(|block| match block {
            Block::Line(line) => vec![line],
            Block::Table(table) => table.rows.into_iter().flatten().flat_map(|cell| cell.lines).collect(),
        });
        self.notes.insert(note, lines.map(|line| line.text.into_owned()).collect());
        Ok(())
    }
}
