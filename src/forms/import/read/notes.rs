//! Attitudes, notes, and texts that an earlier import kept as unplaced.

use super::entries::sorted;
use super::place::{FormPlace, first_page};
use super::{Reader, full, some};
use crate::forms::import::heading;
use crate::forms::import::report::RemarkKind;
use crate::forms::sheet::{Cell, FormPart, Line, LineKind, Table};
use crate::model::{Kind, List, Text};
use crate::text::bilingual::Bilingual;
use crate::text::characters::half_width;

impl Reader {
    /// The attitudes: sorted by number if all have codes, else as printed.
    pub(super) fn attitudes<'t, 'a: 't>(&mut self, cells: impl Iterator<Item = &'t Cell<'a>>) {
        let mut place = FormPlace::new(FormPart::Attitudes);
        let mut items = Vec::new();
        let mut pages: Option<(usize, usize)> = None;
        for cell in cells {
            place.at_lines(&cell.lines);
            if let Some((first, last)) = place.pages {
                let (from, to) = pages.unwrap_or((first, last));
                pages = Some((from.min(first), to.max(last)));
            }
            items.extend(self.items(&cell.lines, Kind::Attitude, &place));
        }
        place.pages = pages;
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
        let mut place = FormPlace::new(FormPart::Notes);
        let mut qualifications = Vec::new();
        let mut supplements = Vec::new();
        let mut qualifies = false;
        // The number of the entry before, which a person typed before its text.
        let mut before = 0;
        for line in lines(tables) {
            place.at_lines(std::slice::from_ref(line));
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
                before = 0;
            }
            // A list prints its own numbers.
            let expected = match line.kind {
                LineKind::Numbered(number) => number,
                _ => before + 1,
            };
            match numbered(entry).filter(|(number, _)| *number == expected) {
                Some((number, rest)) => (before, entry) = (number, rest),
                None if matches!(line.kind, LineKind::Numbered(_)) => before = expected,
                None => before = 0,
            }
            if entry.is_empty() {
                continue;
            }
            let list = if qualifies { &mut qualifications } else { &mut supplements };
            list.push(Text::made(entry.to_owned()));
            self.count(line.page, |found| found.notes += 1);
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
            let mut place = FormPlace::new(FormPart::Unplaced);
            let page = first_page(row.iter());
            place.pages = page.map(|page| (page, page));
            let texts: Vec<_> = row.iter().map(|cell| self.joined(&cell.lines, &place)).collect();
            let (at, text) = match texts.as_slice() {
                [at, text] if !at.is_empty() => (at.clone(), text.clone()),
                _ => (place.words().zh.into_owned(), texts.join(" ").trim().to_owned()),
            };
            let at = Bilingual { en: at.clone().into(), zh: at.into() };
            self.unplaced(at, page, text, |text| RemarkKind::Unplaced { text });
        }
    }
}

/// The number that is typed before the text of an entry (`1.學歷`), and the text.
pub(in crate::forms::import) fn numbered(entry: &str) -> Option<(usize, &str)> {
    let is_digit = |c: char| half_width(c).is_ascii_digit();
    let digits = entry.find(|c: char| !is_digit(c))?;
    let number = entry[..digits].chars().map(half_width).collect::<String>().parse().ok()?;
    let text = entry[digits..].strip_prefix(['.', '．', '、'])?;
    (!text.starts_with(is_digit) && !text.trim().is_empty()).then(|| (number, text.trim_start()))
}

/// Every line of a part with a single cell.
fn lines<'t, 'a: 't>(tables: impl Iterator<Item = &'t Table<'a>>) -> impl Iterator<Item = &'t Line<'a>> {
    tables.flat_map(|table| table.rows.iter().flatten()).flat_map(|cell| cell.lines.iter())
}
