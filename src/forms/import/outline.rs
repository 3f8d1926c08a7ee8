//! Finds the parts of the form in a document by their headings, wherever they are.
//!
//! The tables of published pages differ: parts may share a table or have several, column headings are repeated after a
//! page break, and attitudes and notes may be tables or plain paragraphs. Content around the form, such as the
//! navigation of a saved page, is counted and left out; content between its parts is kept.

use super::heading::{self, Column};
use super::report::Remark;
use super::{Block, Page};
use crate::forms::sheet::{Cell, FormPart, HISTORY, Line, LineKind, Section, Sheet, Table};

/// A document with its parts recognised.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) sheet: Sheet<'static>,
    /// Texts between the parts.
    pub(super) strays: Vec<Stray>,
    /// The texts before and after the form.
    pub(super) outside: Vec<Line<'static>>,
    /// Those among them that look like part of the form without its heading.
    pub(super) pieces: Vec<Line<'static>>,
    /// How many pages the document has; 0 where that is not known.
    pub(super) pages: usize,
    /// Remarks of the reading.
    pub(super) remarks: Vec<Remark>,
}

/// A text that belongs to no part.
#[derive(Debug)]
pub(super) struct Stray {
    /// The index of the part before it.
    after: usize,
    pub(super) part: FormPart,
    pub(super) line: Line<'static>,
}

/// Finds the parts of a document.
pub(super) fn outline(page: Page) -> Outline {
    let mut finder = Finder { pages: page.pages, remarks: page.remarks, ..Finder::default() };
    let mut blocks = page.blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        match block {
            Block::Line(line) => finder.line(line, blocks.peek()),
            Block::Table(table) => finder.table(table),
        }
    }
    finder.finish()
}

#[derive(Default)]
struct Finder {
    title: Option<Line<'static>>,
    sections: Vec<Section<'static>>,
    strays: Vec<Stray>,
    outside: Vec<Line<'static>>,
    /// The part that the following paragraphs belong to, after a heading that was a paragraph.
    open: Option<FormPart>,
    pages: usize,
    remarks: Vec<Remark>,
}

impl Finder {
    fn line(&mut self, line: Line<'static>, next: Option<&Block>) {
        let heading = heading::folded(&line.text);
        if line.text.trim().is_empty() && line.code.is_none() {
            return;
        }
        if self.open == Some(FormPart::Notes) && is_note(&line, next) {
            return self.push_lines(std::iter::once(line));
        }
        if let Some(part) = self.headless(&line) {
            self.open = Some(part);
            self.begin(part, Vec::new());
            return self.push_lines(std::iter::once(line));
        }
        if let Some((part, behind)) = heading::of_line(&line.text) {
            self.open = Some(part);
            self.begin(part, Vec::new());
            return self.push_lines(entry(behind, line.page).into_iter());
        }
        if let Some(part) = self.under_other_heading(&heading).filter(|_| line.code.is_none()) {
            self.open = Some(part);
            return self.begin(part, Vec::new());
        }
        if [FormPart::History, FormPart::Profile, FormPart::Duties].iter().any(|part| part.name() == heading)
        {
            return;
        }
        match (self.open, self.sections.last_mut()) {
            (Some(FormPart::Attitudes | FormPart::Notes), Some(section)) => push(section, line),
            (_, None) if heading.ends_with("職能基準") && heading.chars().count() > 4 => {
                // Only the last paragraph before the form is its title; earlier ones are navigation.
                self.outside.extend(self.title.replace(trimmed(&line.text, line.page)));
            }
            _ => self.stray(trimmed(&line.text, line.page)),
        }
    }

    /// A part without its heading: attitudes and notes are recognised by their first line.
    fn headless(&self, line: &Line<'static>) -> Option<FormPart> {
        let seen = |part| self.sections.iter().any(|section| section.part == part);
        if !seen(FormPart::Duties) || seen(FormPart::Notes) {
            return None;
        }
        if heading::is_attitude(&line.text) && !seen(FormPart::Attitudes) {
            return Some(FormPart::Attitudes);
        }
        let heads = line.text.starts_with('●') && heading::of_notes(&line.text).0;
        heads.then_some(FormPart::Notes)
    }

    /// The part below a heading that is not the form's own, if it has to come: after the main table, and once.
    fn under_other_heading(&self, heading: &str) -> Option<FormPart> {
        let seen = |part| self.sections.iter().any(|section| section.part == part);
        heading::other(heading)
            .filter(|&part| seen(FormPart::Duties) && !seen(FormPart::Notes) && !seen(part))
    }

    /// The same of a row that begins with it and has at most one other cell: none of the main table.
    fn row_under_other_heading(&self, row: &[Cell<'static>]) -> Option<(FormPart, usize)> {
        let mut filled = row.iter().enumerate().filter(|(_, cell)| !heading::is_blank(cell));
        let (first, cell) = filled.next()?;
        let is_alone = filled.nth(1).is_none();
        self.under_other_heading(&heading::of_cell(cell)).filter(|_| is_alone).map(|part| (part, first))
    }

    fn table(&mut self, table: Table<'static>) {
        let mut current = match self.open {
            Some(part @ (FormPart::Attitudes | FormPart::Notes | FormPart::Unplaced)) => Some(part),
            _ => None,
        };
        let mut may_go_on = false;
        let head = (!table.head.is_empty()).then_some(table.head);
        for row in head.into_iter().chain(table.rows) {
            if std::mem::take(&mut may_go_on) && self.head_goes_on(&row) {
                continue;
            }
            let is_note = |line: &Line<'_>| is_note(line, None);
            if current == Some(FormPart::Notes) && first_line(&row).is_some_and(is_note) {
                self.push_lines(row.into_iter().flat_map(|cell| cell.lines));
            } else if let Some(part) = heading::of_row(&row) {
                may_go_on = part == FormPart::Duties;
                self.begin(part, row);
                current = Some(part);
            } else if let Some((part, first, own)) = headed(&row) {
                self.begin(part, Vec::new());
                current = Some(part);
                let cells = row.into_iter().skip(first + 1);
                self.push_lines(own.into_iter().chain(cells.flat_map(|cell| cell.lines)));
            } else if let Some((part, first)) = self.row_under_other_heading(&row) {
                self.begin(part, Vec::new());
                current = Some(part);
                self.push_lines(row.into_iter().skip(first + 1).flat_map(|cell| cell.lines));
            } else if current != Some(FormPart::History) && heading::is_version_row(&row) {
                // The headings of the history are missing. If its columns are not those of the form, no column gets a
                // name.
                let whole = row.get(3).is_some_and(|cell| heading::is_status(&heading::of_cell(cell)));
                let head = if whole { HISTORY.map(Cell::header).to_vec() } else { Vec::new() };
                self.begin(FormPart::History, head);
                current = Some(FormPart::History);
                self.push_row(row);
            } else if !matches!(current, Some(FormPart::Duties | FormPart::Profile))
                && (heading::is_profile(&row)
                    || matches!(current, None | Some(FormPart::History)) && heading::begins_profile(&row))
            {
                self.begin(FormPart::Profile, Vec::new());
                current = Some(FormPart::Profile);
                self.push_row(row);
            } else {
                match current {
                    Some(FormPart::Attitudes | FormPart::Notes) => {
                        self.push_lines(row.into_iter().flat_map(|cell| cell.lines));
                    }
                    Some(_) => self.push_row(row),
                    None if self.continues(&row) => {
                        current = Some(FormPart::Duties);
                        self.push_row(row);
                    }
                    None => self.stray_row(&row),
                }
            }
        }
        // A part that is a table ends with the table.
        if self.open.is_some() && current != self.open {
            self.open = None;
        }
    }

    fn begin(&mut self, part: FormPart, head: Vec<Cell<'static>>) {
        self.sections.push(Section { part, table: Table { head, rows: Vec::new() } });
    }

    /// Whether a row continues the headings of the main table: each of its texts names a column. Knowledge and skills
    /// are often below one heading for both, and then in the order of this row.
    fn head_goes_on(&mut self, row: &[Cell<'static>]) -> bool {
        let filled = || row.iter().filter(|cell| !heading::is_blank(cell));
        let columns = |cell: &Cell<'_>| heading::columns(&heading::of_cell(cell));
        let is_heading =
            |cell: &Cell<'_>| !columns(cell).is_empty() || heading::is_attitudes(&heading::of_cell(cell));
        if filled().next().is_none() || !filled().all(is_heading) {
            return false;
        }
        let Some(Section { table, .. }) = self.sections.last_mut() else { return false };
        let both = |cell: &Cell<'_>| columns(cell).len() == 2;
        let Some(at) = table.head.iter().position(both) else { return true };
        let below = filled().filter(|cell| {
            matches!(columns(cell), [Column::Knowledge | Column::Skills])
                || heading::is_attitudes(&heading::of_cell(cell))
        });
        let below: Vec<_> = below.map(|cell| Cell { rowspan: 1, ..cell.clone() }).collect();
        if below.is_empty() {
            return true;
        }
        // A copied text has a blank cell for each further column of the heading.
        let mut end = at + 1;
        let mut width = table.head[at].colspan;
        while width < below.len() && table.head.get(end).is_some_and(heading::is_blank) {
            width += table.head[end].colspan;
            end += 1;
        }
        table.head.splice(at..end, below);
        true
    }

    fn push_row(&mut self, row: Vec<Cell<'static>>) {
        if let Some(section) = self.sections.last_mut() {
            let is_head = |row: &[Cell<'_>]| row.iter().map(heading::of_cell).eq(["位置", "文字"]);
            if section.part == FormPart::Unplaced && section.table.rows.is_empty() && is_head(&row) {
                section.table.head = row;
                return;
            }
            section.table.rows.push(row);
        }
    }

    fn push_lines(&mut self, lines: impl Iterator<Item = Line<'static>>) {
        if let Some(section) = self.sections.last_mut() {
            lines.for_each(|line| push(section, line));
        }
    }

    /// Whether a table with this first row continues the main table: it follows it directly and has the same number of
    /// columns. It becomes a section of its own, with the same headings.
    fn continues(&mut self, row: &[Cell<'_>]) -> bool {
        let width = |cells: &[Cell<'_>]| cells.iter().map(|cell| cell.colspan).sum::<usize>();
        let Some(Section { part: FormPart::Duties, table }) = self.sections.last() else { return false };
        if width(&table.head) != width(row) {
            return false;
        }
        // Headings that name no column are not repeated.
        let head = table.head.iter().map(|cell| match heading::columns(&heading::of_cell(cell)) {
            [] => Cell::text("").span(1, cell.colspan),
            _ => cell.clone(),
        });
        let head = head.collect();
        self.begin(FormPart::Duties, head);
        true
    }

    fn stray_row(&mut self, row: &[Cell<'static>]) {
        for cell in row {
            for line in &cell.lines {
                let code = line.code.as_deref().unwrap_or_default();
                let text = format!("{code} {}", line.text);
                if !text.trim().is_empty() {
                    self.stray(trimmed(&text, line.page));
                }
            }
        }
    }

    fn stray(&mut self, line: Line<'static>) {
        match self.sections.last() {
            Some(section) => {
                self.strays.push(Stray { after: self.sections.len(), part: section.part, line });
            }
            None => self.outside.push(line),
        }
    }

    fn finish(mut self) -> Outline {
        let count = self.sections.len();
        let (strays, after): (Vec<_>, Vec<_>) =
            self.strays.into_iter().partition(|stray| stray.after < count);
        self.outside.extend(after.into_iter().map(|stray| stray.line));
        let (pieces, outside) =
            std::mem::take(&mut self.outside).into_iter().partition(|line| heading::is_piece(&line.text));
        let title = self.title.map_or_else(Default::default, |line| line.text);
        let sheet = Sheet { title, sections: self.sections };
        Outline { sheet, strays, outside, pieces, pages: self.pages, remarks: self.remarks }
    }
}

/// Whether a line below the heading of the notes is a note, whatever it says: an entry of a list; a line that begins
/// with the heading of the notes again; the name of a part that does not begin there.
fn is_note(line: &Line<'_>, next: Option<&Block>) -> bool {
    let heading = heading::folded(&line.text);
    let begins = |part: FormPart| match next {
        Some(Block::Table(table)) => {
            let first = if table.head.is_empty() { table.rows.first() } else { Some(&table.head) };
            let is_profile = |row: &Vec<Cell<'_>>| part == FormPart::Profile && heading::is_profile(row);
            first.is_some_and(|row| heading::of_row(row) == Some(part) || is_profile(row))
        }
        _ => false,
    };
    let parts = [FormPart::History, FormPart::Profile, FormPart::Duties];
    match line.kind {
        LineKind::Bullet | LineKind::Numbered(_) => true,
        LineKind::Heading => false,
        LineKind::Text => {
            parts.into_iter().any(|part| part.name() == heading && !begins(part))
                || matches!(heading::of_line(&line.text), Some((FormPart::Notes, behind)) if !behind.is_empty())
        }
    }
}

/// The first line of a row that has text.
fn first_line<'r>(row: &'r [Cell<'static>]) -> Option<&'r Line<'static>> {
    row.iter().find(|cell| !heading::is_blank(cell)).and_then(|cell| cell.lines.first())
}

/// Adds a line to a part with a single cell.
fn push(section: &mut Section<'static>, line: Line<'static>) {
    let rows = &mut section.table.rows;
    if rows.is_empty() {
        rows.push(vec![Cell::new(Vec::new())]);
    }
    if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
        cell.lines.push(line);
    }
}

/// The part that begins with a row whose first text is its heading, with the column of the heading and the other
/// content of that cell.
fn headed(row: &[Cell<'static>]) -> Option<(FormPart, usize, Vec<Line<'static>>)> {
    let first = row.iter().position(|cell| !heading::is_blank(cell))?;
    let cell = &row[first];
    // The heading may be broken into lines.
    if let Some(part) = heading::part(&heading::of_cell(cell)) {
        return Some((part, first, Vec::new()));
    }
    let (line, below) = cell.lines.split_first()?;
    let (part, behind) = heading::of_line(&line.text)?;
    Some((part, first, entry(behind, line.page).into_iter().chain(below.iter().cloned()).collect()))
}

/// The text after a heading, as a line of its own.
fn entry(behind: &str, page: Option<usize>) -> Option<Line<'static>> {
    (!behind.is_empty()).then(|| Line::text(behind.to_owned()).on_page(page))
}

/// A text without white space around it.
fn trimmed(text: &str, page: Option<usize>) -> Line<'static> {
    Line::text(text.trim().to_owned()).on_page(page)
}
