//! The main table: which rows belong to which duty and task, with merged cells, blank cells and page breaks.

use std::collections::VecDeque;

use super::entries::Cells;
use super::place::FormPlace;
use super::raw::{Duty, Task, TaskRow};
use super::rows::Row;
use super::{CodedText, Reader, excerpt};
use crate::forms::import::ImportError;
use crate::forms::import::heading::Column;
use crate::forms::import::level::level;
use crate::forms::import::read::hoist_references;
use crate::forms::import::report::RemarkKind;
use crate::forms::sheet::{Cell, FormPart};
use crate::model::{Competency, Kind};

/// The state of reading the main tables.
#[derive(Debug)]
pub(super) struct Progress {
    pub(super) duties: Vec<Duty>,
    /// The items of the last cell of a duty.
    pub(super) cell: Vec<CodedText>,
    /// The further duties of that cell whose tasks have not begun.
    pub(super) pending: VecDeque<CodedText>,
    pub(super) cells: Cells,
    pub(super) place: FormPlace,
    /// The cells of the row above.
    pub(super) above: [usize; 2],
    /// The level of the row above, for a cell that covers this row too.
    pub(super) level: Option<u8>,
    /// Whether this is the first row after a page break, which may continue the row above.
    pub(super) resumed: bool,
    /// Whether blank cells of knowledge and skills continue the cell above.
    pub(super) going_on: bool,
    /// Whether every duty, and every task, has a code, apart from texts that a page break divided.
    pub(super) all_coded: [bool; 2],
}

/// Whether a row begins a duty or a task.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begins {
    Duty,
    Task,
    Nothing,
}

impl Reader {
    /// Reads the main tables. Each is one page of a single table: its first row may continue the one before.
    pub(super) fn duties(&mut self, tables: &[Vec<Row<'_, '_>>]) -> Result<(), ImportError> {
        let mut progress = Progress {
            duties: Vec::new(),
            cell: Vec::new(),
            pending: VecDeque::new(),
            cells: Cells::default(),
            place: FormPlace::new(FormPart::Duties),
            above: [0; 2],
            level: None,
            resumed: false,
            going_on: false,
            all_coded: [(Column::Duty, Kind::Duty), (Column::Task, Kind::Task)]
                .map(|(column, kind)| self.all_coded(tables, column, kind)),
        };
        let mut count = 0;
        for rows in tables {
            progress.resumed = !progress.duties.is_empty();
            progress.going_on = progress.resumed;
            for row in rows {
                count += 1;
                progress.place.at_row(count, row.page());
                self.row(row, &mut progress);
            }
        }
        self.end_duties(&mut progress);
        if progress.duties.is_empty() {
            return Err(ImportError::NotAStandard);
        }
        progress.cells.note_names();
        self.entries(&progress.cells);
        self.report_columns();
        self.standard.duties = hoist_references::duties(progress.duties, &progress.cells)?;
        Ok(())
    }

    fn row(&mut self, row: &Row<'_, '_>, progress: &mut Progress) {
        if row.is_header {
            let filled = Column::ALL.iter().filter_map(|&column| row.get(column).begun());
            let texts: Vec<_> = filled
                .chain(row.extra.iter().copied())
                .map(|cell| self.joined(&cell.lines, &progress.place))
                .collect();
            self.unplaced_at(&progress.place, texts.join(" / "), |text| RemarkKind::UnknownHeader { text });
            return;
        }
        if row.is_blank() && row.get(Column::Task).begins {
            return;
        }
        self.count(row.page(), |found| found.rows += 1);
        let begins = self.begin(row, progress);
        progress.place.at_whole_row();
        for cell in &row.extra {
            progress.place.at_lines(&cell.lines);
            let text = self.joined(&cell.lines, &progress.place);
            self.no_item(&progress.place, text);
        }
        if Column::ALL.iter().all(|&column| row.get(column).is_blank()) {
            return;
        }
        progress.place.at_column(Column::Outputs, row.get(Column::Outputs).begun());
        let outputs = self.cell(row, Column::Outputs, Kind::Output, progress);
        progress.place.at_column(Column::Indicators, row.get(Column::Indicators).begun());
        let indicators = self.cell(row, Column::Indicators, Kind::Indicator, progress);
        let joins = progress.resumed
            && begins == Begins::Nothing
            && row.get(Column::Level).is_blank()
            && progress.duties.last().and_then(|duty| duty.tasks.last()).is_some();
        if joins {
            self.join(row, outputs, indicators, progress);
            return;
        }
        progress.resumed = false;
        let level = self.level(row, progress);
        let cells = self.competencies(row, begins, progress);
        progress.above = cells;
        progress.place.at_whole_row();
        let Some(duty) = progress.duties.last_mut() else { return };
        let is_bare = outputs.is_empty() && indicators.is_empty() && level.is_none();
        if begins == Begins::Duty && is_bare && row.get(Column::Task).begun().is_none() {
            duty.own = Some(cells);
            return;
        }
        if duty.tasks.is_empty() {
            duty.tasks.push(Task::default());
            self.remark(&progress.place, RemarkKind::NoCode { kind: Kind::Task, name: String::new() });
        }
        duty.own = None;
        let row = TaskRow { outputs, indicators, level, cells };
        if let Some(task) = duty.tasks.last_mut() {
            task.rows.push(row);
        }
    }

    /// Begins the duty and the task that a row names.
    fn begin(&mut self, row: &Row<'_, '_>, progress: &mut Progress) -> Begins {
        let mut begins = Begins::Nothing;
        if let Some(cell) = row.get(Column::Duty).begun() {
            progress.place.code.clear();
            progress.place.at_column(Column::Duty, Some(cell));
            if self.begin_duty(cell, progress) {
                begins = Begins::Duty;
            }
        } else if let Some(code) = self.duty_of_task(row, progress) {
            if progress.duties.is_empty() {
                self.remark(&progress.place, RemarkKind::NoDuties);
            }
            progress.duties.push(Duty { code, ..Duty::default() });
            begins = Begins::Duty;
        } else if progress.duties.is_empty() && !row.is_blank() && row.extra.is_empty() {
            self.remark(&progress.place, RemarkKind::NoCode { kind: Kind::Duty, name: String::new() });
            progress.duties.push(Duty::default());
            begins = Begins::Duty;
        }
        if let Some(cell) = row.get(Column::Task).begun() {
            progress.place.code = excerpt(progress.duties.last().map_or("", |duty| &duty.code));
            progress.place.at_column(Column::Task, Some(cell));
            let goes_on = progress.resumed
                && progress.all_coded[1]
                && begins == Begins::Nothing
                && row.get(Column::Level).is_blank();
            if goes_on && self.goes_on(cell, progress) {
                return begins;
            }
            let task = self.task(cell, &progress.place);
            if self.begin_pending(&task.code, progress) {
                begins = Begins::Duty;
            }
            let Some(duty) = progress.duties.last_mut() else { return begins };
            let repeated = |last: &Task| {
                progress.resumed
                    && (&last.code, &last.name, &last.also) == (&task.code, &task.name, &task.also)
            };
            if !duty.tasks.last().is_some_and(repeated) {
                duty.tasks.push(task);
                progress.resumed = false;
                if begins == Begins::Nothing {
                    begins = Begins::Task;
                }
            }
        }
        let Some(duty) = progress.duties.last() else { return begins };
        let code = duty.tasks.last().map_or(&duty.code, |task| &task.code);
        progress.place.code = excerpt(code);
        begins
    }

    /// The tasks of a cell: the first has the rows, the others share them.
    fn task(&mut self, cell: &Cell<'_>, at: &FormPlace) -> Task {
        let mut tasks: Vec<CodedText> = Vec::new();
        for item in self.items(&cell.lines, Kind::Task, at) {
            match tasks.last_mut() {
                // A name that was wrapped: only a code begins a task.
                Some(task) if item.code.is_none() => {
                    self.line_breaks += 1;
                    task.go_on(&item.text);
                }
                _ => {
                    if item.code.is_some() && tasks.iter().any(|task| task.code == item.code) {
                        let code = excerpt(item.code.as_deref().unwrap_or_default());
                        self.remark(at, RemarkKind::TwiceInCell { code });
                    }
                    tasks.push(item);
                }
            }
        }
        if tasks.len() > 1 && tasks[0].code.is_none() {
            let stray = tasks.remove(0);
            self.no_item(at, stray.text);
        }
        let mut tasks = tasks.into_iter();
        let first = tasks.next().unwrap_or(CodedText { code: None, text: String::new() });
        if first.code.is_none() {
            self.remark(at, RemarkKind::NoCode { kind: Kind::Task, name: first.text.clone() });
        }
        Task {
            code: first.code.unwrap_or_default(),
            name: first.text,
            also: tasks.collect(),
            rows: Vec::new(),
        }
    }

    /// The items of a cell that begins in this row.
    fn cell(&mut self, row: &Row<'_, '_>, column: Column, kind: Kind, progress: &Progress) -> Vec<CodedText> {
        let slot = row.get(column);
        let Some(cell) = slot.begun() else {
            let covers = slot.cell.is_some_and(|cell| !slot.begins && !cell.lines.is_empty());
            if covers && row.get(Column::Task).begun().is_some() {
                let task = progress.place.code.clone();
                self.remark(&progress.place, RemarkKind::Shared { task });
            }
            return Vec::new();
        };
        let items = self.items(&cell.lines, kind, &progress.place);
        if !progress.resumed {
            self.remark_uncoded(&items, &progress.place);
        }
        for code in items.iter().filter_map(|item| item.code.as_deref()) {
            self.columns.note(kind, code, &progress.place);
        }
        items
    }

    fn level(&mut self, row: &Row<'_, '_>, progress: &mut Progress) -> Option<u8> {
        let slot = row.get(Column::Level);
        if slot.begins {
            progress.place.at_column(Column::Level, slot.cell);
            let text = slot.cell.map_or_else(String::new, |cell| self.joined(&cell.lines, &progress.place));
            progress.level = self.level_in(text, &progress.place);
        }
        progress.level
    }

    /// The level that the text of a cell says. A remark is made where the text is more than one digit.
    pub(super) fn level_in(&mut self, text: String, place: &FormPlace) -> Option<u8> {
        let level = level(&text);
        match level {
            None => self.unplaced_at(place, text, |text| RemarkKind::Level { text }),
            Some(level) if text != level.to_string() => {
                self.remark(place, RemarkKind::LevelRead { text, level });
            }
            Some(_) => {}
        }
        level
    }

    /// The cells of knowledge and skills that apply to a row.
    fn competencies(&mut self, row: &Row<'_, '_>, begins: Begins, progress: &mut Progress) -> [usize; 2] {
        let columns = [Column::Knowledge, Column::Skills];
        let blank = columns.iter().all(|&column| row.get(column).is_blank());
        let goes_on = if self.merged { progress.going_on } else { begins != Begins::Duty };
        if blank && goes_on {
            return progress.above;
        }
        if !blank {
            progress.going_on = false;
        }
        let mut cells = progress.above;
        for ((column, kind), cell) in columns.into_iter().zip(Competency::BOTH).zip(&mut cells) {
            let slot = row.get(column);
            if slot.begins {
                progress.place.at_column(column, slot.cell);
                let items = slot
                    .cell
                    .map_or_else(Vec::new, |cell| self.references(&cell.lines, kind, &progress.place));
                *cell = progress.cells.push(kind, items, progress.place.clone());
            }
        }
        cells
    }

    /// Joins a row to the one above if a page break divided them.
    fn join(
        &mut self,
        row: &Row<'_, '_>,
        outputs: Vec<CodedText>,
        indicators: Vec<CodedText>,
        progress: &mut Progress,
    ) {
        for (column, kind) in [Column::Knowledge, Column::Skills].into_iter().zip(Competency::BOTH) {
            if let Some(cell) = row.get(column).begun() {
                progress.place.at_column(column, Some(cell));
                let mut items = self.items(&cell.lines, kind.kind(), &progress.place);
                let above = progress.above[kind as usize];
                self.go_on(&mut items, progress.cells.items_mut(above));
                let items = self.only_coded(items, &progress.place);
                progress.cells.items_mut(above).extend(items);
            }
        }
        let last = progress.duties.last_mut().and_then(|duty| duty.tasks.last_mut()?.rows.last_mut());
        let Some(last) = last else { return };
        for (mut items, above) in [(outputs, &mut last.outputs), (indicators, &mut last.indicators)] {
            self.go_on(&mut items, above);
            above.extend(items);
        }
    }

    /// Appends text before the first code to the last item above, if there is one.
    fn go_on(&mut self, items: &mut Vec<CodedText>, above: &mut [CodedText]) {
        if let (Some(CodedText { code: None, .. }), Some(last)) = (items.first(), above.last_mut()) {
            last.go_on(&items.remove(0).text);
            self.line_breaks += 1;
        }
    }
}
