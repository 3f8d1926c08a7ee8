//! Reads the form, as a grid with merged cells, into the model.
//!
//! Texts are kept as printed; every decision, and everything unclear, becomes a remark.

mod codes;
mod columns;
mod duties;
mod duty_cells;
mod entries;
mod history;
mod hoist_references;
mod notes;
mod place;
mod profile;
mod raw;
mod rows;
mod text;

use std::borrow::Cow;

use foldhash::{HashSet, HashSetExt as _};

pub(super) use entries::Cells;
pub(super) use hoist_references::duties;
pub(super) use raw::{Duty as RawDuty, Task as RawTask, TaskRow as RawTaskRow};

use codes::{Context, InCell};
use columns::Columns;
use place::FormPlace;

use super::heading::Column;
use super::outline::Outline;
use super::report::{Counts, OnPage, Remark, RemarkKind, Report};
use super::{ImportError, Imported, SourceForm};
use crate::files::source::Span;
use crate::forms::sheet::{Cell, FormPart, Line, Section, Sheet, Table};
use crate::model::{Field, Item, Kind, List, Name, NameKind, Standard, Text, Unplaced};
use crate::text::bilingual::Bilingual;

/// The name of a part, for a remark on the whole part.
pub(super) fn place_of(part: FormPart) -> Bilingual {
    FormPlace::new(part).words()
}

/// The span of imported texts, which are in no file.
pub(super) const NOWHERE: Span = Span { start: 0, end: 0 };

/// Reads a form. `merged` is whether its cells of knowledge and skills tell which rows they cover; otherwise a blank
/// cell may continue the cell above.
pub(super) fn sheet(
    sheet: &Sheet<'_>,
    merged: bool,
    form: Option<SourceForm>,
) -> Result<Imported, ImportError> {
    Reader::new(merged).read(sheet, Vec::new(), form)
}

/// Reads the outline of a document.
pub(super) fn outline(
    found: &Outline,
    merged: bool,
    form: Option<SourceForm>,
) -> Result<Imported, ImportError> {
    let mut reader = Reader::new(merged);
    reader.pages = vec![OnPage::default(); found.pages];
    if let Some(first) = found.outside.first() {
        let at = place::on_pages(around(), place::pages(&found.outside));
        let kind = RemarkKind::Outside { count: found.outside.len(), first: excerpt(&first.text) };
        reader.remarks.push(Remark { at, page: first.page, kind });
    }
    for line in &found.pieces {
        let lines = std::slice::from_ref(line);
        let text = reader.line(&line.text, &FormPlace::of(FormPart::Unplaced, lines));
        let at = place::on_pages(around(), place::pages(lines));
        reader.unplaced(at, line.page, text, |text| RemarkKind::Unplaced { text });
    }
    for Remark { at, page, kind } in found.remarks.iter().cloned() {
        match kind {
            RemarkKind::Field { text } => reader.unplaced(at, page, text, |text| RemarkKind::Field { text }),
            kind => reader.remarks.push(Remark { at, page, kind }),
        }
    }
    let strays = found.strays.iter().map(|stray| (stray.part, &stray.line));
    reader.read(&found.sheet, strays.collect(), form)
}

/// The place of what is before or after the form.
fn around() -> Bilingual {
    Bilingual::fixed("around the form", "表格以外")
}

/// A text of a cell: an item with a code, or one that may have none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct CodedText {
    pub(super) code: Option<String>,
    pub(super) text: String,
}

impl CodedText {
    pub(super) fn item(self) -> Item<'static> {
        match self.code {
            Some(code) => Item::made(code, self.text),
            None => Item::made_uncoded(self.text),
        }
    }

    /// Appends a continuation, separated by a space.
    fn go_on(&mut self, text: &str) {
        if !self.text.is_empty() && !text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }
}

struct Reader {
    merged: bool,
    standard: Standard<'static>,
    codes: Context,
    columns: Columns,
    remarks: Vec<Remark>,
    line_breaks: usize,
    /// What was found on each page of the document.
    pages: Vec<OnPage>,
    /// The flat codes that were reported with a code in their names.
    reported: HashSet<String>,
}

impl Reader {
    fn new(merged: bool) -> Self {
        Self {
            merged,
            standard: Standard::made(),
            codes: Context::default(),
            columns: Columns::default(),
            remarks: Vec::new(),
            line_breaks: 0,
            pages: Vec::new(),
            reported: HashSet::new(),
        }
    }

    fn read(
        mut self,
        sheet: &Sheet<'_>,
        strays: Vec<(FormPart, &Line<'_>)>,
        form: Option<SourceForm>,
    ) -> Result<Imported, ImportError> {
        let of = |part: FormPart| {
            sheet
                .sections
                .iter()
                .filter(move |section| section.part == part)
                .map(|Section { table, .. }| table)
        };
        let tables: Vec<_> = of(FormPart::Duties).map(rows::of).collect();
        self.note_codes(&tables, of(FormPart::Attitudes));
        for table in of(FormPart::History) {
            self.history(table);
        }
        self.profile(of(FormPart::Profile));
        self.duties(&tables)?;
        let beside = tables.iter().flatten().flat_map(|row| row.attitudes.iter().copied());
        let below = of(FormPart::Attitudes).flat_map(|table| table.rows.iter().flatten());
        self.attitudes(beside.chain(below));
        self.notes(of(FormPart::Notes));
        for (part, line) in strays {
            let lines = std::slice::from_ref(line);
            let text = self.line(&line.text, &FormPlace::of(part, lines));
            let Bilingual { en, zh } = FormPlace::new(part).words();
            let at = place::on_pages(crate::bilingual!("after the {en}", "{zh}之後"), place::pages(lines));
            self.unplaced(at, line.page, text, |text| RemarkKind::Unplaced { text });
        }
        for table in of(FormPart::Unplaced) {
            self.kept(table);
        }
        let begins = sheet
            .sections
            .iter()
            .flat_map(|section| section.table.head.iter().chain(section.table.rows.iter().flatten()));
        self.name(sheet.title.trim(), place::first_page(begins));
        let report = Report {
            form,
            title: sheet.title.trim().to_owned(),
            counts: Counts::of(&self.standard),
            line_breaks: self.line_breaks,
            pages: self.pages,
            remarks: self.remarks,
        };
        Ok(Imported { standard: self.standard, report })
    }

    /// If the profile has no name, takes that of the newest version, or that in the title. `page` is where the form begins.
    fn name(&mut self, title: &str, page: Option<usize>) {
        if !self.standard.name.is_absent() {
            return;
        }
        let newest = self.standard.history.iter().find_map(|version| version.name.given());
        let of_title = || title.strip_suffix("職能基準").map(str::trim).filter(|name| !name.is_empty());
        let Some(name) = newest.map(Text::as_str).or_else(of_title).map(str::to_owned) else { return };
        self.standard.name =
            Field::Given(Name { kind: NameKind::Occupation, text: Text::made(name.clone()) });
        let mut place = FormPlace::new(FormPart::Profile);
        place.pages = page.map(|page| (page, page));
        self.remark(&place, RemarkKind::NameElsewhere { name });
    }

    /// Collects the codes that begin an item for certain, and the notation of flat codes, before any text is split.
    fn note_codes<'t, 'a: 't>(
        &mut self,
        tables: &[Vec<rows::Row<'t, 'a>>],
        attitudes: impl Iterator<Item = &'t Table<'a>>,
    ) {
        let mut note = |cell: &Cell<'_>, column| {
            for line in &cell.lines {
                match &line.code {
                    Some(code) => self.codes.note_certain(code, codes::without_separator(&line.text)),
                    None => self.codes.note(&text::without_markup(&line.text).0, column),
                }
            }
        };
        for row in tables.iter().flatten() {
            for (column, kind) in KINDS {
                if let Some(cell) = row.get(column).begun() {
                    note(cell, kind);
                }
            }
        }
        let beside = tables.iter().flatten().flat_map(|row| row.attitudes.iter().copied());
        for cell in beside.chain(attitudes.flat_map(|table| table.rows.iter().flatten())) {
            note(cell, Kind::Attitude);
        }
    }

    fn remark(&mut self, at: &FormPlace, kind: RemarkKind) {
        self.remarks.push(at.remark(kind));
    }

    /// Counts something that begins on a page of the document.
    fn count(&mut self, page: Option<usize>, count: impl FnOnce(&mut OnPage)) {
        if let Some(found) = page.and_then(|page| self.pages.get_mut(page.checked_sub(1)?)) {
            count(found);
        }
    }

    /// Keeps a text of a place of the form that belongs nowhere.
    fn unplaced_at(&mut self, at: &FormPlace, text: String, kind: impl FnOnce(String) -> RemarkKind) {
        self.unplaced(at.words(), at.page(), text, kind);
    }

    /// Keeps a text that belongs nowhere.
    fn unplaced(
        &mut self,
        at: Bilingual,
        page: Option<usize>,
        text: String,
        kind: impl FnOnce(String) -> RemarkKind,
    ) {
        if text.is_empty() {
            return;
        }
        let found = Unplaced {
            span: NOWHERE,
            at: Field::Given(Text::made(at.zh.clone())),
            text: Field::Given(Text::made(text.clone())),
        };
        self.standard.unplaced.key = Some(NOWHERE);
        self.standard.unplaced.items.push(found);
        self.remarks.push(Remark { at, page, kind: kind(text) });
    }

    /// Keeps a text of a cell that belongs to no item.
    fn no_item(&mut self, at: &FormPlace, text: String) {
        self.unplaced_at(at, text, |text| RemarkKind::Unplaced { text });
    }

    /// The text without HTML.
    fn cleaned<'t>(&mut self, text: &'t str, at: &FormPlace) -> Cow<'t, str> {
        let (cleaned, removed) = text::without_markup(text);
        if let Some(text::Removed { count, first }) = removed {
            self.remark(at, RemarkKind::Markup { count, first });
        }
        cleaned
    }

    /// The text, already without HTML, on one line.
    fn on_one_line(&mut self, cleaned: &str) -> String {
        let (text, breaks) = text::on_one_line(cleaned);
        self.line_breaks += breaks;
        text
    }

    /// The text without HTML and on one line.
    fn line(&mut self, text: &str, at: &FormPlace) -> String {
        let cleaned = self.cleaned(text, at);
        self.on_one_line(&cleaned)
    }

    /// Joins several lines into one text.
    fn joined(&mut self, lines: &[Line<'_>], at: &FormPlace) -> String {
        let mut joined = String::new();
        for line in lines {
            let text = self.line(&full(line), at);
            if text.is_empty() {
                continue;
            }
            if !joined.is_empty() {
                joined.push(' ');
                self.line_breaks += 1;
            }
            joined.push_str(&text);
        }
        joined
    }

    /// The items of a cell. Each line begins an item, and so does each code of the column within a line.
    fn items(&mut self, lines: &[Line<'_>], column: Kind, at: &FormPlace) -> Vec<CodedText> {
        let mut items: Vec<CodedText> = Vec::new();
        let mut cell = InCell::default();
        for line in lines {
            let before = items.len();
            let cleaned = self.cleaned(&line.text, at);
            if let Some(code) = &line.code {
                self.codes.remember(code);
                cell.begin(code);
                items.push(CodedText { code: Some(code.trim().to_owned()), text: String::new() });
            }
            let mut pieces = self.codes.split(&cleaned, column, &mut cell).into_iter().peekable();
            if let Some(item) = items.last_mut().filter(|_| line.code.is_some())
                && let Some(piece) = pieces.next_if(|piece| piece.code.is_none())
            {
                let code = line.code.as_deref().unwrap_or_default();
                item.text = self.on_one_line(cell.name(code.trim(), " ", piece.text));
            }
            for piece in pieces {
                let text = self.on_one_line(piece.text);
                if let (Some(code), Some(other)) = (&piece.code, piece.other) {
                    let kind = RemarkKind::TwoReadings { code: code.to_string(), other: other.to_owned() };
                    self.remark(at, kind);
                }
                items.push(CodedText { code: piece.code.map(Cow::into_owned), text });
            }
            // The names of duties and tasks may be wrapped: only a code begins another.
            let wraps = matches!(column, Kind::Duty | Kind::Task);
            let begun = items.iter().enumerate().skip(before);
            let begun = begun.filter(|(index, item)| *index == 0 || !wraps || item.code.is_some()).count();
            self.count(line.page, |found| found.items[column as usize] += begun);
        }
        let (count, first) = cell.separators;
        if count > 0 {
            self.remark(at, RemarkKind::Separator { count, first });
        }
        self.remark_codes_in_text(cell.within, column, at);
        items
    }

    /// Adds a remark for the codes within the texts of a cell. A name is printed in many cells and reported in the first.
    fn remark_codes_in_text(&mut self, within: Vec<(String, String)>, column: Kind, at: &FormPlace) {
        let fresh: Vec<_> = within
            .into_iter()
            .filter(|(item, code)| column.is_positional() || self.reported.insert(format!("{item} {code}")))
            .collect();
        if let Some((_, first)) = fresh.first() {
            let kind = RemarkKind::CodeInText { count: fresh.len(), first: excerpt(first) };
            self.remark(at, kind);
        }
    }

    /// Adds a remark for items without a code if others beside them have one.
    fn remark_uncoded(&mut self, items: &[CodedText], at: &FormPlace) {
        if items.iter().any(|item| item.code.is_some()) {
            for item in items.iter().filter(|item| item.code.is_none()) {
                self.remark(at, RemarkKind::Uncoded { text: item.text.clone() });
            }
        }
    }
}

/// The kinds of the items in the columns that have codes.
const KINDS: [(Column, Kind); 6] = [
    (Column::Duty, Kind::Duty),
    (Column::Task, Kind::Task),
    (Column::Outputs, Kind::Output),
    (Column::Indicators, Kind::Indicator),
    (Column::Knowledge, Kind::Knowledge),
    (Column::Skills, Kind::Skill),
];

/// The text of a line, with its code.
fn full(line: &Line<'_>) -> String {
    match &line.code {
        Some(code) => format!("{code} {}", line.text),
        None => line.text.to_string(),
    }
}

/// The part of a text that a remark quotes: a hostile document could have a remark for every cell, with a mebibyte in
/// each.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A list that is absent if it is empty.
fn some<T>(items: Vec<T>) -> List<T> {
    if items.is_empty() { List::default() } else { List::made(items) }
}
