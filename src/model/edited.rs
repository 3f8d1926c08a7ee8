//! The edits of the source that change a text.

use std::ops::Range;

use super::Text;
use crate::diagnostic::Edits;
use crate::yaml::Style;
use crate::yaml::align::{Alignment, How};
use crate::yaml::edit::scalar::{is_laid_out_alike, reads_as};

impl Text<'_> {
    /// The edits that put replacements in place of ranges of the text, which are in order and do not overlap. `None` if a
    /// range is not verbatim in the source, or if the result would be blank or would not read as the text that is meant.
    /// Effects on what stands around the text show when the edits are made.
    pub fn edits<'m>(&self, replaced: impl IntoIterator<Item = (Range<usize>, &'m str)>) -> Option<Edits> {
        let alignment = self.align();
        let mut edits = Vec::new();
        let mut expected = String::with_capacity(self.as_str().len());
        let mut done = 0;
        for (range, instead) in replaced {
            self.edit(&alignment, range.clone(), instead, &mut edits)?;
            expected.push_str(self.as_str().get(done..range.start)?);
            expected.push_str(instead);
            done = range.end;
        }
        expected.push_str(self.as_str().get(done..)?);
        self.would_read_as(&edits, &expected).then_some(edits)
    }

    fn edit(
        &self,
        alignment: &Alignment,
        range: Range<usize>,
        instead: &str,
        edits: &mut Edits,
    ) -> Option<()> {
        let located = alignment.place(range.clone());
        let text = self.as_str().get(range.clone())?;
        match located.how {
            How::Verbatim => edits.push((located.span, instead.to_owned())),
            // Lines are joined; a break that YAML keeps as a line break may be an intended paragraph, so it stays.
            How::Break if text == " " && instead.is_empty() => edits.push((located.span, String::new())),
            // Verbatim characters next to a break: one edit each.
            How::Other if text.chars().nth(1).is_some() => {
                let mut instead = instead;
                for (at, c) in text.char_indices() {
                    let start = range.start + at;
                    self.edit(alignment, start..start + c.len_utf8(), instead, edits)?;
                    instead = "";
                }
            }
            How::Break | How::Other => return None,
        }
        Some(())
    }

    fn would_read_as(&self, edits: &Edits, expected: &str) -> bool {
        if expected.trim().is_empty() {
            return false;
        }
        if self.style() == Style::Block {
            return is_laid_out_alike(self.as_str(), expected);
        }
        let start = self.span.start as usize;
        let mut written = String::with_capacity(self.written().len());
        let mut done = 0;
        for (span, instead) in edits {
            written.push_str(&self.written()[done..span.start as usize - start]);
            written.push_str(instead);
            done = span.end as usize - start;
        }
        written.push_str(&self.written()[done..]);
        reads_as(&written, self.style(), expected)
    }
}
