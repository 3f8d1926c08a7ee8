//! Reads the content of a document element by element; of unknown elements the content is read.
//!
//! Changes that are tracked count as accepted. What Word shows of an element is what is read: the result of a field, the base
//! of a ruby, one of the alternatives of a drawing.

mod notes;
mod paragraph;

use std::collections::HashMap;

use super::fields::{Fields, is_contents};
use super::numbering::Numbering;
use super::styles::Styles;
use crate::forms::import::left_out::LeftOutContent;
use crate::forms::import::office::xml::{Element, Handler, Ns, number, walk};
use crate::forms::import::office::{Pages, documents};
use crate::forms::import::page_builder::{Here, PageBuilder};
use crate::forms::import::read_error::ReadError;
use crate::forms::import::report::{Kept, LeftOut};
use notes::NoteKind;
use paragraph::{Paragraph, Run};

pub(super) struct Document<'a> {
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    gather: PageBuilder,
    left_out: LeftOutContent,
    /// The lines of footnotes and endnotes by the part and the identifier.
    notes: HashMap<(NoteKind, String), Vec<String>>,
    /// The note that is read, while its part is.
    note: Option<(NoteKind, String)>,
    /// How many notes there have been.
    marks: usize,
    /// The depth of the element whose content is ignored.
    skipped: Option<usize>,
    /// The depth of the element whose text is left out although its cells and lines count.
    muted: Option<usize>,
    /// Whether a text element is open.
    in_text: bool,
    in_instruction: bool,
    /// For each open choice between alternatives, whether one was read.
    alternatives: Vec<bool>,
    paragraphs: Vec<Paragraph>,
    run: Option<Run>,
    rows: Vec<Row>,
    fields: Fields,
    /// For each open cell, how many fields were open before.
    cells: Vec<usize>,
    controls: Vec<Control>,
    /// The depths of open insertions.
    inserted: Vec<(usize, Option<Here>)>,
    /// Whether the mark between the last paragraph and the next was deleted.
    joins: bool,
}

#[derive(Default)]
struct Row {
    /// The columns behind its cells that no cell covers.
    after: usize,
    deleted: bool,
}

/// An open content control.
#[derive(Default)]
struct Control {
    /// Whether it shows a text that asks for another.
    is_placeholder: bool,
    is_contents: bool,
}

impl<'a> Document<'a> {
    pub(super) fn new(styles: &'a Styles, numbering: &'a mut Numbering) -> Self {
        Self {
            styles,
            numbering,
            gather: PageBuilder::new(),
            left_out: LeftOutContent::default(),
            notes: HashMap::new(),
            note: None,
            marks: 0,
            skipped: None,
            muted: None,
            in_text: false,
            in_instruction: false,
            alternatives: Vec::new(),
            paragraphs: Vec::new(),
            run: None,
            rows: Vec::new(),
            fields: Fields::default(),
            cells: Vec::new(),
            controls: Vec::new(),
            inserted: Vec::new(),
            joins: false,
        }
    }

    /// Reads the footnotes or endnotes, before the document that refers to them.
    pub(super) fn read_notes(&mut self, xml: &str) -> Result<(), ReadError> {
        walk(xml, self)
    }

    pub(super) fn pages(self) -> Result<Pages, ReadError> {
        documents::pages(self.gather, self.left_out.remarks())
    }

    /// Whether text at this place is left out.
    fn is_muted(&self) -> bool {
        self.muted.is_some() || self.run.as_ref().is_some_and(|run| run.hidden)
    }

    fn skip(&mut self, depth: usize) {
        self.skipped = Some(depth);
    }

    /// Adds text of the document, or the characters that an element such as a tab is printed as.
    fn add(&mut self, text: &str) {
        if self.is_muted() {
            self.left_out.text(text);
        } else if !self.fields.hide() {
            self.gather.text(text);
        }
    }

    /// Whether the properties of a paragraph, or of a run in it, are open.
    fn in_properties(&self) -> bool {
        self.paragraphs.last().is_some_and(|paragraph| paragraph.properties.is_some())
    }

    fn word(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        let depth = element.depth;
        let value = || element.open("val");
        match element.local() {
            "footnote" | "endnote" if self.paragraphs.is_empty() => {
                let kind = if element.local() == "footnote" { NoteKind::Footnote } else { NoteKind::Endnote };
                self.note = element.open("id")?.map(|id| (kind, id));
            }
            "tbl" => self.gather.begin_table()?,
            "tr" => {
                self.rows.push(Row::default());
                self.gather.begin_row()?;
            }
            "gridBefore" => {
                let columns = value()?.as_deref().and_then(number).unwrap_or(0);
                if columns > 0 && !self.rows.is_empty() {
                    self.gather.begin_cell(1, columns, false)?;
                    self.gather.end_cell(1)?;
                }
            }
            "gridAfter" => {
                let columns = value()?.as_deref().and_then(number).unwrap_or(0);
                if let Some(row) = self.rows.last_mut() {
                    row.after = columns;
                }
            }
            "tc" => {
                if self.rows.last().is_some_and(|row| row.deleted) {
                    self.left_out.begin(LeftOut::Deleted);
                    self.skip(depth);
                    return Ok(());
                }
                self.cells.push(self.fields.depth());
                self.gather.begin_cell(1, 1, false)?;
            }
            "gridSpan" => {
                let columns = value()?.as_deref().and_then(number).unwrap_or(1).max(1);
                self.gather.widen_cell(columns);
            }
            "vMerge" if value()?.as_deref() != Some("restart") => self.gather.continue_cell(),
            "p" => {
                if !std::mem::take(&mut self.joins) {
                    self.gather.end_line()?;
                }
                self.paragraphs.push(Paragraph { depth, ..Paragraph::default() });
            }
            "r" => {
                let begun = self.gather.here();
                self.run = Some(Run { depth, begun, position: None, hidden: false });
            }
            "ins" if !self.is_property() => {
                let begun = (!self.paragraphs.is_empty()).then(|| self.gather.here());
                self.inserted.push((depth, begun));
            }
            "del" | "moveFrom" => self.deleted(element),
            "sdt" | "sdtContent" => self.control(element),
            "rt" => {
                self.left_out.begin(LeftOut::Reading);
                self.skip(depth);
            }
            "showingPlcHdr" => {
                if let (Some(control), true) = (self.controls.last_mut(), element.is_on()?) {
                    control.is_placeholder = true;
                }
            }
            "docPartGallery" => {
                if let (Some(control), Some(gallery)) = (self.controls.last_mut(), value()?) {
                    control.is_contents = gallery == "Table of Contents";
                }
            }
            "txbxContent" => self.gather.begin_aside(),
            "fldSimple" if element.open("instr")?.is_some_and(|text| is_contents(&text)) => self.skip(depth),
            "pPr" if !self.paragraphs.is_empty() && self.run.is_none() => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.properties = Some(depth);
                }
            }
            name if name.ends_with("Change") => self.skip(depth),
            name if self.in_properties() => self.property(name, element)?,
            name if self.run.is_some() => self.content(name, element)?,
            _ => {}
        }
        Ok(())
    }

    /// Whether an element is a property of a row or of the mark of a paragraph, and not around content.
    fn is_property(&self) -> bool {
        self.in_properties() || self.paragraphs.is_empty() && self.cells.len() < self.rows.len()
    }

    fn deleted(&mut self, element: &Element<'_, '_>) {
        if self.in_properties() {
            if let Some(paragraph) = self.paragraphs.last_mut() {
                paragraph.deleted = true;
            }
        } else if self.is_property() {
            if let Some(row) = self.rows.last_mut() {
                row.deleted = true;
            }
        } else {
            // What was moved is read where it went.
            if element.local() == "del" {
                self.left_out.begin(LeftOut::Deleted);
            }
            self.skip(element.depth);
        }
    }

    fn control(&mut self, element: &Element<'_, '_>) {
        match element.local() {
            "sdt" => self.controls.push(Control::default()),
            "sdtContent" => {
                let Some(control) = self.controls.last() else { return };
                if control.is_contents {
                    self.skip(element.depth);
                } else if control.is_placeholder && self.muted.is_none() {
                    self.left_out.begin(LeftOut::Field);
                    self.muted = Some(element.depth);
                }
            }
            _ => {}
        }
    }
}

impl Handler for Document<'_> {
    fn start(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        let (ns, local) = (element.ns, element.local());
        if self.skipped.is_some() {
            self.in_text = matches!((ns, local), (Ns::Word, "t" | "delText"));
            return Ok(());
        }
        match (ns, local) {
            (Ns::Word, _) => self.word(element),
            (Ns::Math, "t") => {
                self.in_text = true;
                Ok(())
            }
            (Ns::Compatibility, "AlternateContent") => {
                self.alternatives.push(false);
                Ok(())
            }
            (Ns::Compatibility, "Choice" | "Fallback") => {
                if let Some(read) = self.alternatives.last_mut()
                    && std::mem::replace(read, true)
                {
                    self.skip(element.depth);
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn end(&mut self, ns: Ns, local: &str, depth: usize) -> Result<(), ReadError> {
        self.in_text = false;
        if let Some(skipped) = self.skipped {
            if skipped == depth {
                self.left_out.end();
                self.skipped = None;
            }
            return Ok(());
        }
        if (ns, local) == (Ns::Compatibility, "AlternateContent") {
            self.alternatives.pop();
        }
        if ns != Ns::Word {
            return Ok(());
        }
        match local {
            "instrText" => self.in_instruction = false,
            "footnote" | "endnote" if self.note.is_some() => self.end_note()?,
            "tbl" => self.gather.end_table()?,
            "tr" => {
                let row = self.rows.pop().unwrap_or_default();
                if row.after > 0 && !row.deleted {
                    self.gather.begin_cell(1, row.after, false)?;
                }
                self.gather.end_row()?;
                if row.deleted {
                    self.gather.drop_row();
                }
            }
            "tc" => {
                let fields = self.cells.pop().unwrap_or_default();
                self.fields.end_to(fields);
                self.gather.end_cell(1)?;
                self.joins = false;
            }
            "pPr" if self.in_properties() => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.properties = None;
                }
                self.number();
            }
            "p" if self.paragraphs.last().is_some_and(|paragraph| paragraph.depth == depth) => {
                let paragraph = self.paragraphs.pop().unwrap_or_default();
                self.joins = paragraph.deleted;
                if !self.joins {
                    self.gather.end_item()?;
                }
            }
            "r" if self.run.as_ref().is_some_and(|run| run.depth == depth) => self.end_run(),
            "ins" if self.inserted.last().is_some_and(|(begun, _)| *begun == depth) => {
                if let Some((_, Some(begun))) = self.inserted.pop()
                    && let Some(text) = self.gather.text_since(begun)
                {
                    self.left_out.keep(Kept::Inserted, text);
                }
            }
            "sdt" => {
                self.controls.pop();
            }
            "sdtContent" if self.muted == Some(depth) => {
                self.left_out.end();
                self.muted = None;
            }
            "txbxContent" => self.gather.end_aside()?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if self.skipped.is_some() {
            if self.in_text {
                self.left_out.text(text);
            }
        } else if self.in_instruction {
            self.fields.instruction(text);
        } else if self.in_text {
            self.add(text);
        }
        Ok(())
    }
}
