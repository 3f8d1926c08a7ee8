//! The cells of duties, and names that a page break divided.

use super::duties::Progress;
use super::raw::Duty;
use super::rows::Row;
use super::{CodedText, Reader, excerpt};
use crate::forms::import::heading::Column;
use crate::forms::import::report::RemarkKind;
use crate::forms::sheet::Cell;
use crate::model::Kind;
use crate::text::characters::half_width;

impl Reader {
    /// Begins the duty of a cell, or continues the one above after a page break; returns whether a duty begins.
    pub(super) fn begin_duty(&mut self, cell: &Cell<'_>, progress: &mut Progress) -> bool {
        let mut items: Vec<CodedText> = Vec::new();
        for item in self.items(&cell.lines, Kind::Duty, &progress.place) {
            match items.last_mut() {
                // A name that was wrapped: only the code of a duty begins another.
                Some(above) if !item.code.as_deref().is_some_and(is_duty) => {
                    self.line_breaks += 1;
                    let code = item.code.unwrap_or_default();
                    above.go_on(format!("{code} {}", item.text).trim());
                }
                _ => items.push(item),
            }
        }
        if progress.resumed && items == progress.cell {
            return false;
        }
        let goes_on = progress.resumed && progress.all_coded[0];
        if let ([CodedText { code: None, text }], Some(duty)) = (items.as_slice(), progress.duties.last_mut())
            && goes_on
        {
            append(&mut duty.name, text);
            self.line_breaks += 1;
            return false;
        }
        self.end_duties(progress);
        progress.cell.clone_from(&items);
        if items.len() > 1 {
            let codes: Vec<_> = items.iter().filter_map(|item| item.code.as_deref()).map(excerpt).collect();
            self.remark(&progress.place, RemarkKind::SharedDuty { codes: codes.join(", ") });
        }
        let mut items = items.into_iter();
        let first = items.next().unwrap_or(CodedText { code: None, text: String::new() });
        progress.pending = items.collect();
        if first.code.is_none() {
            let kind = RemarkKind::NoCode { kind: Kind::Duty, name: first.text.clone() };
            self.remark(&progress.place, kind);
        }
        progress.duties.push(duty(first));
        (progress.resumed, progress.going_on) = (false, false);
        true
    }

    /// Begins the duty of this task if it is a further one of its cell; returns whether it is.
    pub(super) fn begin_pending(&mut self, task: &str, progress: &mut Progress) -> bool {
        let number = number(task);
        let Some(at) = progress
            .pending
            .iter()
            .position(|duty| number.is_some() && duty.code.as_deref().and_then(self::number) == number)
        else {
            return false;
        };
        progress.duties.extend(progress.pending.drain(..=at).map(duty));
        true
    }

    /// Ends the cell of a duty: those of its duties that have no tasks are kept without any.
    pub(super) fn end_duties(&mut self, progress: &mut Progress) {
        progress.duties.extend(progress.pending.drain(..).map(duty));
    }

    /// If the table has no column of duties, the code of the duty that begins with the task of a row.
    pub(super) fn duty_of_task(&mut self, row: &Row<'_, '_>, progress: &Progress) -> Option<String> {
        let cell = row.get(Column::Task).begun().filter(|_| !row.has_duties)?;
        let line = cell.lines.first()?;
        let number = number(line.code.as_deref().unwrap_or_else(|| line.text.trim()))?;
        let code = format!("T{number}");
        (progress.duties.last().is_none_or(|duty| duty.code != code)).then_some(code)
    }

    /// Whether every item of a column has a code, apart from texts in the first row after a page break.
    pub(super) fn all_coded(&self, tables: &[Vec<Row<'_, '_>>], column: Column, kind: Kind) -> bool {
        let mut rows = tables.iter().enumerate().flat_map(|(table, rows)| {
            let first = if table == 0 { None } else { rows.iter().position(|row| !row.is_header) };
            rows.iter().enumerate().filter(move |(index, _)| Some(*index) != first).map(|(_, row)| row)
        });
        rows.all(|row| {
            let Some(line) = row.get(column).begun().and_then(|cell| cell.lines.first()) else { return true };
            line.code.is_some() || line.text.trim().starts_with(|c| half_width(c) == kind.letter())
        })
    }

    /// Continues the name of the last task with the text of a cell after a page break if that has no code; returns
    /// whether it does.
    pub(super) fn goes_on(&mut self, cell: &Cell<'_>, progress: &mut Progress) -> bool {
        let is_coded = |text: &str| text.trim().starts_with(|c| half_width(c) == Kind::Task.letter());
        if cell.lines.iter().any(|line| line.code.is_some() || is_coded(&line.text)) {
            return false;
        }
        let text = self.joined(&cell.lines, &progress.place);
        let Some(task) = progress.duties.last_mut().and_then(|duty| duty.tasks.last_mut()) else {
            return false;
        };
        match task.also.last_mut() {
            Some(last) => last.go_on(&text),
            None => append(&mut task.name, &text),
        }
        self.line_breaks += 1;
        true
    }
}

fn duty(item: CodedText) -> Duty {
    Duty { code: item.code.unwrap_or_default(), name: item.text, ..Duty::default() }
}

fn append(name: &mut String, text: &str) {
    if !name.is_empty() && !text.is_empty() {
        name.push(' ');
    }
    name.push_str(text);
}

/// Whether a code is that of a duty.
fn is_duty(code: &str) -> bool {
    let mut chars = code.chars().map(half_width);
    chars.next() == Some(Kind::Duty.letter()) && chars.all(|c| c.is_ascii_digit())
}

/// The first number of the code of a duty or task.
fn number(code: &str) -> Option<u64> {
    let mut chars = code.chars().map(half_width);
    chars.next().filter(|&letter| letter == Kind::Task.letter())?;
    let digits: String =
        chars.skip_while(|c| c.is_whitespace() || *c == '.').take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}
