//! A place in the form, as the report names it.

use super::super::heading::Column;
use crate::bilingual;
use crate::forms::import::report::{Remark, RemarkKind};
use crate::forms::sheet::{Cell, FormPart, Line};
use crate::text::bilingual::Bilingual;

/// A place in the form.
#[derive(Clone, Debug)]
pub(super) struct FormPlace {
    pub(super) part: FormPart,
    /// The row, from 1; 0 if the part is not a table.
    pub(super) row: usize,
    /// The name of the column or line, in both languages.
    pub(super) column: Option<(&'static str, &'static str)>,
    /// The code of the task; without a task, of the duty.
    pub(super) code: String,
    /// The first and the last page of the document that it is on; `None` in documents without pages.
    pub(super) pages: Option<(usize, usize)>,
    /// The page where the row begins.
    row_page: Option<usize>,
}

impl FormPlace {
    pub(super) fn new(part: FormPart) -> Self {
        Self { part, row: 0, column: None, code: String::new(), pages: None, row_page: None }
    }

    /// The place of these lines of a part.
    pub(super) fn of(part: FormPart, lines: &[Line<'_>]) -> Self {
        let mut place = Self::new(part);
        place.at_lines(lines);
        place
    }

    /// Moves to another row, which begins on this page.
    pub(super) fn at_row(&mut self, row: usize, page: Option<usize>) {
        (self.row, self.row_page) = (row, page);
        self.at_whole_row();
    }

    /// Moves from a column to its row.
    pub(super) fn at_whole_row(&mut self) {
        self.column = None;
        self.at_lines(&[]);
    }

    /// Moves to a column of the main table, and the cell in it that begins in the row.
    pub(super) fn at_column(&mut self, column: Column, cell: Option<&Cell<'_>>) {
        self.column = Some(column.names());
        self.at_lines(cell.map_or(&[], |cell| &cell.lines));
    }

    /// Moves to the pages of these lines; without any, to that of the row.
    pub(super) fn at_lines(&mut self, lines: &[Line<'_>]) {
        let row = self.row_page.map(|page| (page, page));
        self.pages = pages(lines).or(row);
    }

    /// A remark about this place.
    pub(super) fn remark(&self, kind: RemarkKind) -> Remark {
        Remark { at: self.words(), page: self.page(), kind }
    }

    /// The page that it begins on.
    pub(super) fn page(&self) -> Option<usize> {
        self.pages.map(|(first, _)| first)
    }

    pub(super) fn words(&self) -> Bilingual {
        let (en, zh) = match self.part {
            FormPart::History => ("history", "版本"),
            FormPart::Profile => ("profile", "表頭"),
            FormPart::Duties => ("duties", "表身"),
            FormPart::Attitudes => ("attitudes", "態度"),
            FormPart::Notes => ("notes", "說明與補充事項"),
            FormPart::Unplaced => ("unplaced texts", "未能歸位的文字"),
        };
        let (row, code) = (self.row, &self.code);
        let mut words = match (row, code.as_str()) {
            (0, _) => Bilingual::fixed(en, zh),
            (_, "") => bilingual!("{en}, row {row}", "{zh}第 {row} 列"),
            _ => bilingual!("{en}, row {row} ({code})", "{zh}第 {row} 列（{code}）"),
        };
        if let Some((en, zh)) = self.column {
            words.en.to_mut().push_str(", ");
            words.en.to_mut().push_str(en);
            words.zh.to_mut().push('的');
            words.zh.to_mut().push_str(zh);
        }
        on_pages(words, self.pages)
    }
}

/// A place with the pages that it is on.
pub(super) fn on_pages(mut place: Bilingual, pages: Option<(usize, usize)>) -> Bilingual {
    let words = match pages {
        None => return place,
        Some((first, last)) if first == last => bilingual!(", page {first}", "，第 {first} 頁"),
        Some((first, last)) => bilingual!(", pages {first} to {last}", "，第 {first} 至 {last} 頁"),
    };
    place.en.to_mut().push_str(&words.en);
    place.zh.to_mut().push_str(&words.zh);
    place
}

/// The first and the last page of some lines.
pub(super) fn pages(lines: &[Line<'_>]) -> Option<(usize, usize)> {
    let pages = || lines.iter().filter_map(|line| line.page);
    Some((pages().min()?, pages().max()?))
}

/// The page where the first text of these cells begins.
pub(super) fn first_page<'c, 'a: 'c>(cells: impl Iterator<Item = &'c Cell<'a>>) -> Option<usize> {
    cells.filter_map(|cell| cell.lines.first()?.page).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_names_its_pages() {
        let mut place = FormPlace::new(FormPart::Duties);
        place.at_row(3, Some(2));
        assert_eq!(place.words(), Bilingual::fixed("duties, row 3, page 2", "表身第 3 列，第 2 頁"));
        let line = |page| Line::text("K01 甲").on_page(Some(page));
        place.at_column(Column::Knowledge, Some(&Cell::new(vec![line(2), line(3)])));
        let expected =
            Bilingual::fixed("duties, row 3, knowledge, pages 2 to 3", "表身第 3 列的知識，第 2 至 3 頁");
        assert_eq!(place.words(), expected);
        place.at_column(Column::Skills, None);
        assert_eq!(place.page(), Some(2));
    }
}
