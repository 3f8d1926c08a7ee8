//! The report of an import for a person: what was counted, and every place where something was decided.

use super::SourceForm;
use crate::bilingual;
use crate::model::{Competency, Kind, Standard};
use crate::text::bilingual;
use crate::text::bilingual::Bilingual;

/// The report of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The form it was imported from; `None` for a sheet that came from no document.
    pub form: Option<SourceForm>,
    /// The title of the form, `<name>職能基準`; empty if it has none.
    pub title: String,
    /// The numbers of items.
    pub counts: Counts,
    /// The number of line breaks within texts that became a space.
    pub line_breaks: usize,
    /// Decisions and open questions, in the order of the document.
    pub remarks: Vec<Remark>,
}

impl Report {
    /// Whether a person has to check something.
    pub fn needs_a_look(&self) -> bool {
        self.remarks.iter().any(|remark| remark.kind.needs_a_look())
    }
}

/// The number of items of each kind in a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The coded kinds, in the order of the form. Knowledge and skills are entries of the lists, not references.
    pub items: [(Kind, usize); 7],
    /// References to knowledge and skills, as often as the form prints them in its cells.
    pub references: [(Competency, usize); 2],
    /// Versions of the history.
    pub versions: usize,
    /// Qualifications and supplements.
    pub notes: usize,
    /// Texts that could not be placed.
    pub unplaced: usize,
}

impl Counts {
    /// Counts the items of a standard; duties and tasks that share a cell are counted one by one.
    pub fn of(standard: &Standard<'_>) -> Self {
        let rows = |count: fn(&crate::model::Row<'_>) -> usize| {
            standard.rows().map(|(_, _, row)| count(row)).sum::<usize>()
        };
        let count = |kind| match kind {
            Kind::Duty => standard.duties.len(),
            Kind::Task => standard.tasks().map(|(_, task)| 1 + task.also.len()).sum(),
            Kind::Output => rows(|row| row.outputs.len()),
            Kind::Indicator => rows(|row| row.indicators.len()),
            Kind::Knowledge | Kind::Skill | Kind::Attitude => {
                standard.list(kind).map_or(0, |list| list.len())
            }
        };
        let references =
            |kind| (kind, standard.references(kind).map(|references| references.len()).sum::<usize>());
        Self {
            items: Kind::ALL.map(|kind| (kind, count(kind))),
            references: Competency::BOTH.map(references),
            versions: standard.history.len(),
            notes: standard.notes.qualifications.len() + standard.notes.supplements.len(),
            unplaced: standard.unplaced.len(),
        }
    }
}

/// A remark about one place of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The cell: part, row, column, and the code of the task in that row.
    pub at: Bilingual,
    /// What the remark is about.
    pub kind: RemarkKind,
}

/// Content of a document that is not its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// Text that is marked as deleted.
    Deleted,
    /// The reading above a character.
    Reading,
    /// The mark of a footnote.
    NoteMark,
    /// The value of a form field outside the form.
    Field,
}

impl LeftOut {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Deleted, Self::Reading, Self::NoteMark, Self::Field];

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Deleted => ("deleted text", "已刪除的文字"),
            Self::Reading => ("readings of characters", "注音或讀音"),
            Self::NoteMark => ("marks of footnotes", "註腳標記"),
            Self::Field => ("what stands in form fields", "表單欄位的內容"),
        }
    }
}

/// The subject of a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// HTML that the text contained as characters was removed.
    Markup {
        /// The number of tags and character references.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// Content before and after the form was left out, such as the navigation of a saved page.
    Outside {
        /// The number of paragraphs and cells.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// Content that is not text of the document was left out.
    LeftOut {
        /// The kind of content.
        what: LeftOut,
        /// How often.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// The value of a form field in a table; it is kept as unplaced.
    Field {
        /// The text.
        text: String,
    },
    /// The name was not in its place; it was taken from the history or the title.
    NameElsewhere {
        /// The name.
        name: String,
    },
    /// A text belongs nowhere; it is kept as unplaced.
    Unplaced {
        /// The text.
        text: String,
    },
    /// An item has no code, while others in its cell or list have one; it is kept as an item.
    Uncoded {
        /// The text.
        text: String,
    },
    /// A duty or task has no code; it is kept with an empty one.
    NoCode {
        /// Which of the two.
        kind: Kind,
        /// Its name.
        name: String,
    },
    /// One code has two names; both are kept.
    TwoNames {
        /// The code.
        code: String,
        /// The name that occurs first.
        first: String,
        /// The other.
        second: String,
    },
    /// A knowledge code is in the skills column, or the reverse; it is kept there.
    OtherColumn {
        /// The code.
        code: String,
        /// The column that it is in.
        column: Competency,
    },
    /// A level is not a number from 1 to 6; it is kept as unplaced.
    Level {
        /// The text of the cell.
        text: String,
    },
    /// A date could not be parsed; it is kept as unplaced.
    Date {
        /// The text of the cell.
        text: String,
    },
    /// A status is unknown; it is kept as unplaced.
    Status {
        /// The text of the cell.
        text: String,
    },
    /// The main table continues after an unknown heading row; its rows are read like those before.
    UnknownHeader {
        /// The headings.
        text: String,
    },
    /// A line of the profile is repeated; the further value is kept as unplaced.
    Doubled {
        /// The label of the line.
        label: String,
        /// The further value.
        text: String,
    },
    /// The digits of a code run into the name, and two readings are possible; the longer code was used.
    TwoReadings {
        /// The code that was used.
        code: String,
        /// The code under the other reading.
        other: String,
    },
    /// Texts copied by a browser that have no indication of their column.
    NoColumn {
        /// How many.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// A cell of outputs or indicators covers several tasks; its items are kept with the first.
    Shared {
        /// The code of that task.
        task: String,
    },
}

impl RemarkKind {
    /// The identifier of the kind in machine-readable output.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Markup { .. } => "markup",
            Self::Outside { .. } => "outside",
            Self::LeftOut { .. } => "left-out",
            Self::Field { .. } => "field",
            Self::NameElsewhere { .. } => "name-elsewhere",
            Self::Unplaced { .. } => "unplaced",
            Self::Uncoded { .. } => "uncoded",
            Self::NoCode { .. } => "no-code",
            Self::TwoNames { .. } => "two-names",
            Self::OtherColumn { .. } => "other-column",
            Self::Level { .. } => "level",
            Self::Date { .. } => "date",
            Self::Status { .. } => "status",
            Self::UnknownHeader { .. } => "unknown-header",
            Self::Doubled { .. } => "doubled",
            Self::TwoReadings { .. } => "two-readings",
            Self::NoColumn { .. } => "no-column",
            Self::Shared { .. } => "shared",
        }
    }

    /// Whether a person has to check it: yes, unless only markup or content around the form was left out.
    pub fn needs_a_look(&self) -> bool {
        !matches!(self, Self::Markup { .. } | Self::Outside { .. } | Self::LeftOut { .. })
    }

    /// The text it is about, as in the document.
    pub fn text(&self) -> &str {
        match self {
            Self::Markup { first: text, .. }
            | Self::Outside { first: text, .. }
            | Self::NoColumn { first: text, .. }
            | Self::LeftOut { first: text, .. }
            | Self::Field { text }
            | Self::NameElsewhere { name: text }
            | Self::Unplaced { text }
            | Self::Uncoded { text }
            | Self::NoCode { name: text, .. }
            | Self::TwoNames { second: text, .. }
            | Self::OtherColumn { code: text, .. }
            | Self::Level { text }
            | Self::Date { text }
            | Self::Status { text }
            | Self::UnknownHeader { text }
            | Self::Doubled { text, .. }
            | Self::TwoReadings { code: text, .. }
            | Self::Shared { task: text } => text,
        }
    }

    /// The message, without the place.
    pub fn words(&self) -> Bilingual {
        match self {
            Self::Markup { count: 1, first } => {
                bilingual!("HTML was taken out of the text: {first}", "已去除文字中的 HTML：{first}")
            }
            Self::Markup { count, first } => bilingual!(
                "HTML was taken out of the text in {count} places, such as {first}",
                "已去除文字中的 HTML，共 {count} 處，例如 {first}"
            ),
            Self::Outside { count: 1, first } => bilingual!(
                "1 text around the form was left out: “{first}”",
                "表格以外有 1 段文字未匯入：「{first}」"
            ),
            Self::Outside { count, first } => bilingual!(
                "{count} texts around the form were left out, such as “{first}”",
                "表格以外有 {count} 段文字未匯入，例如「{first}」"
            ),
            Self::LeftOut { what, count, first } => {
                let ((en, zh), s) = (what.names(), bilingual::s(*count));
                bilingual!(
                    "{en} left out, {count} time{s}: “{first}”",
                    "略去{zh}，共 {count} 處：「{first}」"
                )
            }
            Self::Field { text } => bilingual!(
                "“{text}” stands in a form field and is kept as unplaced",
                "「{text}」是表單欄位的內容，保留在 unplaced"
            ),
            Self::NameElsewhere { name } => bilingual!(
                "職業 and 職類 are empty, and the name “{name}” was taken from the history or the title",
                "職類與職業都是空白，名稱「{name}」取自版本或標題"
            ),
            Self::Unplaced { text } => {
                bilingual!(
                    "“{text}” belongs to no item and is kept as unplaced",
                    "「{text}」無法歸位，保留在 unplaced"
                )
            }
            Self::Uncoded { text } => bilingual!(
                "“{text}” has no code while others beside it have one",
                "「{text}」沒有代碼，同處其他項目則有"
            ),
            Self::NoCode { kind, name } => {
                let (en, zh) = (kind.en(), kind.zh());
                bilingual!("the {en} “{name}” has no code", "{zh}「{name}」沒有代碼")
            }
            Self::TwoNames { code, first, second } => bilingual!(
                "{code} has two names, “{first}” and “{second}”, and both are kept",
                "{code} 有「{first}」與「{second}」兩個名稱，兩者都保留"
            ),
            Self::OtherColumn { code, column } => {
                let (en, zh) = (column.kind().en(), column.kind().zh());
                bilingual!("{code} stands in the {en} column", "{code} 列在{zh}欄")
            }
            Self::Level { text } => bilingual!(
                "the level “{text}” is no number from 1 to 6 and is kept as unplaced",
                "級別「{text}」不是 1 至 6 的數字，保留在 unplaced"
            ),
            Self::Date { text } => bilingual!(
                "the date “{text}” is not understood and is kept as unplaced",
                "日期「{text}」無法判讀，保留在 unplaced"
            ),
            Self::Status { text } => bilingual!(
                "the status “{text}” is not understood and is kept as unplaced",
                "狀態「{text}」無法判讀，保留在 unplaced"
            ),
            Self::UnknownHeader { text } => bilingual!(
                "the table goes on after a heading row that is not known: {text}",
                "表格在無法辨識的標題列之後繼續：{text}"
            ),
            Self::Doubled { label, text } => bilingual!(
                "{label} stands twice, and “{text}” is kept as unplaced",
                "{label}出現兩次，「{text}」保留在 unplaced"
            ),
            Self::TwoReadings { code, other } => bilingual!(
                "{code} can also be read as {other} and a name that begins with a digit",
                "{code} 也可讀成 {other} 加上以數字開頭的名稱"
            ),
            Self::NoColumn { count, first } => {
                let (s, first) = (bilingual::s(*count), shortened(first));
                bilingual!(
                    "{count} text{s} in no certain cell, such as “{first}”: import the saved page or the clipboard's \
                     HTML (`wl-paste -t text/html | ttm import -`)",
                    "{count} 段文字無法確定所在儲存格，例如「{first}」：請改為匯入另存的網頁或剪貼簿的 HTML\
                     （`wl-paste -t text/html | ttm import -`）"
                )
            }
            Self::Shared { task } => bilingual!(
                "the cell covers several tasks, and its items are kept at {task}",
                "儲存格跨越多項工作任務，其項目列在 {task}"
            ),
        }
    }
}

/// The part of a text that leaves room for the advice on the same line.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 12;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
