//! Tables for a terminal: one for each duty if all columns fit, else one for each task with a label beside each text.

use std::io::{self, Write};

use super::grid::{Block, Column, draw, frame_width};
use super::layout::{KNOWLEDGE, Pair, Placed, TASK, groups, pairs, shared_by, task_rows};
use super::share::share;
use super::{MIN_WIDTH, Options};
use crate::forms::sheet::{Cell, FormPart, Line, LineKind, Section, Sheet, Table};
use crate::text::display_safe::one_line;
use crate::text::sorting::sort_by_key;
use crate::text::wrap::{Lines, natural_width, wrap};

/// The width from which on the columns of the main table fit side by side.
const WIDE: usize = 100;

/// Below this width the columns of the history would be too narrow for a code.
const NARROW: usize = 80;

/// Wider than any terminal; beyond it lines only become longer.
const MAX_WIDTH: usize = 1000;

/// The columns of the main table except the duty: heading, and share of the width.
const COLUMNS: [(&str, usize); 6] =
    [("工作任務", 4), ("工作產出", 4), ("行為指標", 8), ("級別", 2), ("知識 K", 5), ("技能 S", 5)];

/// The labels of these columns in the stacked layout.
const LABELS: [&str; 6] = ["工作任務", "工作產出", "行為指標", "職能級別", "知識 K", "技能 S"];

/// The indentation of continuation lines of an item.
const INDENT: usize = 2;

/// Writes a standard for a terminal.
pub(super) fn write(sheet: &Sheet<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let width = options.width.clamp(MIN_WIDTH, MAX_WIDTH);
    let mut page = Page { width, color: options.color, out };
    page.heading(&one_line(&sheet.title))?;
    for Section { part, table } in &sheet.sections {
        writeln!(page.out)?;
        match part {
            FormPart::History => page.records(table, &[1, 3, 2, 2, 4, 3])?,
            FormPart::Profile => {
                let field = |pair: Pair<'_, '_>| {
                    let further = pair.further(|cell| texts(cell).concat());
                    let mut field = labelled(pair.label, pair.cell);
                    match field.texts.last_mut() {
                        Some(text) => text.push_str(&further),
                        None if further.is_empty() => {}
                        None => field.texts.push(further.trim_start_matches('　').to_owned()),
                    }
                    field
                };
                page.stack(&[pairs(table).into_iter().map(field).collect()])?;
            }
            FormPart::Duties => page.duties(table)?,
            FormPart::Attitudes | FormPart::Notes => {
                page.heading(part.name())?;
                page.list(table)?;
            }
            FormPart::Unplaced => {
                page.heading(part.name())?;
                page.records(table, &[1, 3])?;
            }
        }
    }
    Ok(())
}

struct Page<'o> {
    width: usize,
    color: bool,
    out: &'o mut dyn Write,
}

/// A label and the texts beside it.
struct Labelled {
    label: String,
    texts: Vec<String>,
    /// The indentation of continuation lines of a text.
    indent: usize,
}

impl Page<'_> {
    fn heading(&mut self, text: &str) -> io::Result<()> {
        for line in wrap(text, self.width, 0).iter() {
            match self.color {
                true => writeln!(self.out, "\u{1b}[1m{line}\u{1b}[0m")?,
                false => writeln!(self.out, "{line}")?,
            }
        }
        Ok(())
    }

    /// A table with headings and without merged cells: columns side by side, or, if these would be too narrow for codes
    /// and dates, stacked.
    fn records(&mut self, table: &Table<'_>, shares: &[usize]) -> io::Result<()> {
        let columns = table.head.len();
        let room = self.width - frame_width(columns);
        let heads: Vec<usize> = table.head.iter().map(cell_width).collect();
        let mut texts = vec![0; columns];
        for row in &table.rows {
            for (width, cell) in texts.iter_mut().zip(row) {
                *width = (*width).max(cell_width(cell));
            }
        }
        let mut natural: Vec<usize> = heads.iter().zip(&texts).map(|(&head, &text)| head.max(text)).collect();
        if natural.iter().sum::<usize>() > room {
            if self.width < NARROW {
                let record = |row: &Vec<Cell<'_>>| {
                    table.head.iter().zip(row).map(|(head, cell)| labelled(name(head), cell)).collect()
                };
                return self.stack(&table.rows.iter().map(record).collect::<Vec<_>>());
            }
            // Long headings are wrapped so that codes and dates need not be.
            natural = heads.iter().zip(&texts).map(|(&head, &text)| head.min(12).max(text)).collect();
        }
        let widths = share(&natural, shares, room);
        let columns = (0..columns).map(|column| Column {
            width: widths[column],
            head: wrap(&name(&table.head[column]), widths[column], 0),
            blocks: table
                .rows
                .iter()
                .enumerate()
                .filter_map(|(row, cells)| Some((row, cells.get(column)?)))
                .map(|(row, cell)| Block { row, rowspan: 1, lines: cell_lines(cell, widths[column]) })
                .collect(),
        });
        draw(&columns.collect::<Vec<_>>(), table.rows.len(), self.out)
    }

    fn duties(&mut self, table: &Table<'_>) -> io::Result<()> {
        let placed = table.placed();
        let task_rows = task_rows(&placed);
        let widths = self.duty_widths(&placed);
        for (index, rows) in groups(&placed).into_iter().enumerate() {
            if index > 0 {
                writeln!(self.out)?;
            }
            if let Some((_, duty)) = placed[rows.start].first() {
                self.heading(&texts(duty).join(" "))?;
            }
            match &widths {
                Some(widths) => self.side_by_side(&placed, rows, widths)?,
                None => self.by_task(&placed, &task_rows, rows)?,
            }
        }
        Ok(())
    }

    /// The column widths shared by the tables of all duties, if the columns fit side by side.
    fn duty_widths(&self, placed: &Placed<'_, '_>) -> Option<Vec<usize>> {
        if self.width < WIDE {
            return None;
        }
        let mut natural: Vec<usize> = COLUMNS.iter().map(|(head, _)| natural_width(head)).collect();
        for &(column, cell) in placed.iter().flatten().filter(|&&(column, _)| column > 0) {
            natural[column - 1] = natural[column - 1].max(cell_width(cell));
        }
        let shares = COLUMNS.map(|(_, share)| share);
        Some(share(&natural, &shares, self.width - frame_width(COLUMNS.len())))
    }

    fn side_by_side(
        &mut self,
        placed: &Placed<'_, '_>,
        rows: std::ops::Range<usize>,
        widths: &[usize],
    ) -> io::Result<()> {
        let mut columns: Vec<Column> = COLUMNS
            .iter()
            .zip(widths)
            .map(|(&(head, _), &width)| Column { width, head: wrap(head, width, 0), blocks: Vec::new() })
            .collect();
        for row in rows.clone() {
            for &(column, cell) in placed[row].iter().filter(|&&(column, _)| column > 0) {
                let column = &mut columns[column - 1];
                // A blank cell of a single row needs no block.
                if !(cell.lines.is_empty() && cell.rowspan == 1) {
                    let lines = cell_lines(cell, column.width);
                    column.blocks.push(Block { row: row - rows.start, rowspan: cell.rowspan, lines });
                }
            }
        }
        draw(&columns, rows.len(), self.out)
    }

    fn by_task(
        &mut self,
        placed: &Placed<'_, '_>,
        task_rows: &[usize],
        rows: std::ops::Range<usize>,
    ) -> io::Result<()> {
        let mut task: Vec<Vec<Labelled>> = Vec::new();
        // For knowledge and for skills, the end and the first row of the last cell that is not empty.
        let mut over = [(0, 0); 2];
        for row in rows {
            if task_rows[row] == row && !task.is_empty() {
                self.stack(&std::mem::take(&mut task))?;
            }
            let cells = placed[row].iter().filter(|&&(column, _)| column > 0);
            let mut fields: Vec<(usize, Labelled)> = Vec::new();
            for (kind, (end, from)) in over.iter().enumerate() {
                // A task whose cell went on from the one before says so; one without any says nothing.
                if task_rows[row] == row && row < *end {
                    let task = placed[task_rows[*from]].iter().find(|(column, _)| *column == TASK);
                    let code = task.and_then(|(_, cell)| cell.lines.first()?.code.as_deref()).map(one_line);
                    let text = format!("（與 {} 共用）", code.unwrap_or_default());
                    let label = LABELS[KNOWLEDGE - 1 + kind].to_owned();
                    fields.push((KNOWLEDGE + kind, Labelled { label, texts: vec![text], indent: INDENT }));
                }
            }
            let labelled = cells.map(|&(column, cell)| {
                if column >= KNOWLEDGE {
                    let end = if cell.lines.is_empty() { 0 } else { row + cell.rowspan };
                    over[column - KNOWLEDGE] = (end, row);
                }
                let mut labelled = labelled(LABELS[column - 1].to_owned(), cell);
                if column >= KNOWLEDGE
                    && !cell.lines.is_empty()
                    && let Some(tasks) = shared_by(placed, task_rows, row..row + cell.rowspan)
                {
                    labelled.texts.insert(0, format!("（{tasks}）"));
                }
                (column, labelled)
            });
            fields.extend(labelled);
            sort_by_key(&mut fields, |&(column, _)| column);
            task.push(fields.into_iter().map(|(_, field)| field).collect());
        }
        self.stack(&task)
    }

    /// Writes records one below the other, with a line for each label and text.
    fn stack(&mut self, records: &[Vec<Labelled>]) -> io::Result<()> {
        let fields = || records.iter().flatten();
        let label_width = fields().map(|field| natural_width(&field.label)).max().unwrap_or(0);
        let room = self.width - frame_width(2);
        let label_width = label_width.min(room * 11 / 20);
        // Boxes one below the other look best with equal widths.
        let mut text_width = room - label_width;
        if self.width >= WIDE {
            let natural = fields().flat_map(|field| &field.texts).map(|text| natural_width(text)).max();
            text_width = natural.unwrap_or(0).clamp(2, text_width);
        }
        let mut labels = Column { width: label_width, head: Lines::default(), blocks: Vec::new() };
        let mut texts = Column { width: text_width, head: Lines::default(), blocks: Vec::new() };
        for (row, record) in records.iter().enumerate() {
            let (mut left, mut right) = (Lines::default(), Lines::default());
            for field in record {
                left.wrap(&field.label, label_width, 0);
                field.texts.iter().for_each(|text| right.wrap(text, text_width, field.indent));
                let height = left.len().max(right.len());
                left.pad(height);
                right.pad(height);
            }
            labels.blocks.push(Block { row, rowspan: 1, lines: left });
            texts.blocks.push(Block { row, rowspan: 1, lines: right });
        }
        draw(&[labels, texts], records.len(), self.out)
    }

    fn list(&mut self, table: &Table<'_>) -> io::Result<()> {
        let lines: Vec<&Line<'_>> = table.rows.iter().flatten().flat_map(|cell| &cell.lines).collect();
        for line in lines {
            for wrapped in wrap(&text(line), self.width, INDENT).iter() {
                writeln!(self.out, "{wrapped}")?;
            }
        }
        Ok(())
    }
}

fn labelled(label: String, cell: &Cell<'_>) -> Labelled {
    Labelled { label, texts: texts(cell), indent: if is_plain(cell) { 0 } else { INDENT } }
}

/// Whether a cell is a single text, so that a continuation line cannot be mistaken for another item.
fn is_plain(cell: &Cell<'_>) -> bool {
    matches!(cell.lines.as_slice(), [] | [Line { code: None, .. }])
}

/// The text of a line, with its code before it.
fn text(line: &Line<'_>) -> String {
    let bullet = match line.kind {
        LineKind::Bullet => "- ".to_owned(),
        LineKind::Numbered(number) => format!("{number}. "),
        LineKind::Text | LineKind::Heading => String::new(),
    };
    match &line.code {
        Some(code) if line.text.is_empty() => format!("{bullet}{}", one_line(code)),
        Some(code) => format!("{bullet}{} {}", one_line(code), line.text),
        None => format!("{bullet}{}", line.text),
    }
}

fn texts(cell: &Cell<'_>) -> Vec<String> {
    cell.lines.iter().map(text).collect()
}

fn name(cell: &Cell<'_>) -> String {
    texts(cell).concat()
}

fn cell_width(cell: &Cell<'_>) -> usize {
    cell.lines.iter().map(|line| natural_width(&text(line))).max().unwrap_or(0)
}

fn cell_lines(cell: &Cell<'_>, width: usize) -> Lines {
    let indent = if is_plain(cell) || width <= 4 * INDENT { 0 } else { INDENT };
    let mut lines = Lines::default();
    cell.lines.iter().for_each(|line| lines.wrap(&text(line), width, indent));
    lines
}
