//! Attitudes, notes, and texts that an earlier import kept as unplaced.

use super::entries::sorted;
use super::place::FormPlace;
use super::{Reader, full, some};
use crate::forms::import::heading;
use crate::forms::import::report::RemarkKind;
use crate::forms::sheet::{FormPart, Line, LineKind, Table};
use crate::model::{Kind, List, Text};
use crate::text::bilingual::Bilingual;

impl Reader {
    /// The attitudes: sorted by number if all have codes, else as printed.
    pub(super) fn attitudes<'t, 'a: 't>(&mut self, tables: impl Iterator<Item = &'t Table<'a>>) {
        let place = FormPlace::new(FormPart::Attitudes);
        let mut items = Vec::new();
        for line in lines(tables) {
            items.extend(self.items(std::slice::from_ref(line), Kind::Attitude, &place));
        }
        items.retain(|item| item.code.is_some() || !item.text.is_empty());
        self.remark_uncoded(&items, &place);
        self.standard.attitudes = if items.iter().all(|item| item.code.is_some()) {
            sorted(items, Kind::Attitude)
        } else {
            some(items.into_iter().map(super::CodedText::item).collect())
        };
    }

    /// The notes. A heading tells which of the two lists follows, and the text after it on its line is an entry of that
    /// list; an unknown heading is kept as a note itself.
    pub(super) fn notes<'t, 'a: 't>(&mut self, tables: impl Iterator<Item = &'t Table<'a>>) {
        let place = FormPlace::new(FormPart::Notes);
        let mut qualifications = Vec::new();
        let mut supplements = Vec::new();
        let mut qualifies = false;
        for line in lines(tables) {
            let text = self.line(&full(line), &place);
            let is_heading = match line.kind {
                LineKind::Heading => true,
                // The form numbers qualifications, whatever their text begins with.
                LineKind::Numbered(_) => false,
                LineKind::Text | LineKind::Bullet => text.starts_with('●'),
            };
            let mut entry = text.as_str();
            if is_heading {
                (qualifies, entry) = heading::of_notes(&text);
            }
            if entry.is_empty() {
                continue;
            }
            let list = if qualifies { &mut qualifications } else { &mut supplements };
            list.push(Text::made(entry.to_owned()));
        }
        // If there are notes, both lists are given, even if one is empty.
        if !(qualifications.is_empty() && supplements.is_empty()) {
            self.standard.notes.qualifications = List::made(qualifications);
            self.standard.notes.supplements = List::made(supplements);
        }
    }

    /// Texts that an earlier import could not place stay unplaced.
    pub(super) fn kept(&mut self, table: &Table<'_>) {
        for row in &table.rows {
            let place = FormPlace::new(FormPart::Unplaced);
            let texts: Vec<_> = row.iter().map(|cell| self.joined(&cell.lines, &place)).collect();
            let (at, text) = match texts.as_slice() {
                [at, text] if !at.is_empty() => (at.clone(), text.clone()),
                _ => (place.words().zh.into_owned(), texts.join(" ").trim().to_owned()),
            };
            let at = Bilingual { en: at.clone().into(), zh: at.into() };
            self.unplaced(at, text, |text| RemarkKind::Unplaced { text });
        }
    }
}

/// Every line of a part with a single cell.
fn lines<'t, 'a: 't>(tables: impl Iterator<Item = &'t Table<'a>>) -> impl Iterator<Item = &'t Line<'a>> {
    tables.flat_map(|table| table.rows.iter().flatten()).flat_map(|cell| cell.lines.iter())
}
