//! The history: a table with one row for each version.

use super::place::{FormPlace, first_page};
use super::{NOWHERE, Reader};
use crate::forms::import::day::{day, writes};
use crate::forms::import::heading;
use crate::forms::import::report::RemarkKind;
use crate::forms::sheet::{Cell, FormPart, Line, Table};
use crate::model::{Date, Field, Status, StatusValue, Text, Version};

/// The names of the columns in the report, in the order of the form.
const COLUMNS: [(&str, &str); 6] = [
    ("version", "版本"),
    ("code", "職能基準代碼"),
    ("name", "職能基準名稱"),
    ("status", "狀態"),
    ("note", "更新說明"),
    ("date", "發展更新日期"),
];

impl Reader {
    pub(super) fn history(&mut self, table: &Table<'_>) {
        let mut columns = Vec::new();
        for cell in &table.head {
            columns.push(heading::version_column(&heading::of_cell(cell)));
            columns.resize(columns.len() + cell.colspan.clamp(1, 16) - 1, None);
        }
        let mut place = FormPlace::new(FormPart::History);
        for (index, row) in table.placed().iter().enumerate() {
            let page = first_page(row.iter().map(|(_, cell)| *cell));
            place.at_row(index + 1, page);
            let mut cells: [Option<&Cell<'_>>; 6] = [None; 6];
            for &(column, cell) in row {
                place.column = None;
                place.at_lines(&cell.lines);
                match columns.get(column).copied().flatten() {
                    Some(known) => cells[known] = Some(cell),
                    None => {
                        let text = self.joined(&cell.lines, &place);
                        self.no_item(&place, text);
                    }
                }
            }
            if cells.iter().flatten().any(|cell| !heading::is_blank(cell)) {
                let version = self.version(&cells, &mut place);
                self.count(page, |found| found.versions += 1);
                self.standard.history.key = Some(NOWHERE);
                self.standard.history.items.push(version);
            }
        }
    }

    fn version(&mut self, cells: &[Option<&Cell<'_>>; 6], place: &mut FormPlace) -> Version<'static> {
        let mut text = |column: usize| {
            place.column = Some(COLUMNS[column]);
            place.at_lines(lines(cells[column]));
            cells[column].map_or_else(String::new, |cell| self.joined(&cell.lines, place))
        };
        let [version, code, name, status, _, date] = [0, 1, 2, 3, 4, 5].map(|column| match column {
            4 => String::new(),
            _ => text(column),
        });
        let (note, superseded_by) = self.note(cells[4], place);
        let read_status = match heading::folded(&status).as_str() {
            "最新版本" => Some(StatusValue::Current),
            "歷史版本" => Some(StatusValue::Superseded),
            _ => None,
        };
        if read_status.is_none() {
            place.column = Some(COLUMNS[3]);
            place.at_lines(lines(cells[3]));
            self.unplaced_at(place, status, |text| RemarkKind::Status { text });
        }
        let read_date = day(&date).or_else(|| match lines(cells[5]) {
            [line] => line.day.filter(|day| writes(&date, *day)),
            _ => None,
        });
        if read_date.is_none() {
            place.column = Some(COLUMNS[5]);
            place.at_lines(lines(cells[5]));
            self.unplaced_at(place, date, |text| RemarkKind::Date { text });
        }
        Version {
            span: NOWHERE,
            version: filled(version),
            code: filled(code).into_given().map(Text::into_code).into(),
            name: filled(name),
            status: read_status.map(|value| Status { value, span: NOWHERE }).into(),
            superseded_by: superseded_by.map(Text::made_code).into(),
            date: read_date.map(|value| Date { value, span: NOWHERE }).into(),
            note: filled(note),
        }
    }

    /// The update note, and the code of the version that replaced this one, which is on a line of its own.
    fn note(&mut self, cell: Option<&Cell<'_>>, place: &mut FormPlace) -> (String, Option<String>) {
        place.column = Some(COLUMNS[4]);
        let mut note = String::new();
        let mut successor = None;
        let lines = lines(cell);
        place.at_lines(lines);
        for text in lines.iter().flat_map(|line| line.text.split('\n')) {
            let text = self.line(text, place);
            match taken_by(&text) {
                Some(code) if successor.is_none() => successor = Some(code.to_owned()),
                _ if text.is_empty() => {}
                _ => {
                    if !note.is_empty() {
                        note.push(' ');
                        self.line_breaks += 1;
                    }
                    note.push_str(&text);
                }
            }
        }
        (note, successor)
    }
}

fn lines<'c, 'a>(cell: Option<&'c Cell<'a>>) -> &'c [Line<'a>] {
    cell.map_or(&[], |cell| cell.lines.as_slice())
}

/// The code in the platform's sentence about a version that was replaced.
fn taken_by(text: &str) -> Option<&str> {
    let code = text.strip_prefix("已被《")?.strip_suffix("》取代")?.trim();
    (!code.is_empty()).then_some(code)
}

/// A field with the text, absent if it is empty.
pub(super) fn filled(text: String) -> Field<Text<'static>> {
    (!text.is_empty()).then(|| Text::made(text)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_successor_is_read_from_the_words_of_the_platform() {
        assert_eq!(taken_by("已被《TTM4221-004v2》取代"), Some("TTM4221-004v2"));
        assert_eq!(taken_by("已被《》取代"), None);
        assert_eq!(taken_by("略，已被《TTM4221-004v2》取代"), None);
    }
}
