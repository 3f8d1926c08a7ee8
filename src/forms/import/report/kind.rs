//! What a remark is about.

use super::{Kept, LeftOut};
use crate::model::Kind;
use crate::text::bilingual::Bilingual;

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
    /// A mark between a code and its name was left out (`K01.甲`, `K02 - 乙`).
    Separator {
        /// How often in the cell.
        count: usize,
        /// The first item with one, as it is printed.
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
    /// Content that may not be meant to be read was kept.
    Kept {
        /// What it is.
        what: Kept,
        /// How often.
        count: usize,
        /// The first of it.
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
    /// One code has several names; all are kept, each where it is printed.
    TwoNames {
        /// The code.
        code: String,
        /// The number of names.
        count: usize,
        /// The first of them, each with the place where it occurs first.
        names: Vec<(String, Bilingual)>,
    },
    /// A code is in the column of the other kind, such as a knowledge code among the skills; it is kept there.
    OtherColumn {
        /// The code.
        code: String,
        /// The kind of the column that it is in.
        column: Kind,
    },
    /// A column has only codes of the other kind; they are kept there.
    WholeColumn {
        /// The kind of the column.
        column: Kind,
        /// The number of codes.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// A text contains what may be the codes of further items; it is kept as it is.
    CodeInText {
        /// The number of codes.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// A cell has one code twice; both items are kept.
    TwiceInCell {
        /// The code.
        code: String,
    },
    /// A cell has several duties; the tasks were assigned to them by their codes.
    SharedDuty {
        /// The codes.
        codes: String,
    },
    /// The table has no column of duties; the duties were made from the codes of the tasks and have no names.
    NoDuties,
    /// Raised or lowered characters were replaced by their own (10³, H₂O), or kept with their tags.
    Raised {
        /// How often.
        count: usize,
        /// The first of them, as it is written now.
        first: String,
    },
    /// A level is not a number from 1 to 6; it is kept as unplaced.
    Level {
        /// The text of the cell.
        text: String,
    },
    /// A level is written otherwise than as a plain digit (`3級`, `Level 3`); the digit was kept.
    LevelRead {
        /// The text of the cell.
        text: String,
        /// The level.
        level: u8,
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
    /// The reader of the form is experimental.
    Experimental {
        /// The number of pages.
        pages: usize,
    },
    /// Radicals and ligatures were replaced by the characters that they are drawn like.
    Folded {
        /// How many.
        count: usize,
        /// The first of them, with the character in its place.
        first: String,
    },
    /// Characters that are drawn again at the same place were read once.
    DrawnTwice {
        /// How many.
        count: usize,
        /// The first of them.
        first: String,
    },
    /// Words were parted by a space where a line ended between them and no space is drawn.
    WrappedSpace {
        /// How many.
        count: usize,
        /// The first text with one.
        first: String,
    },
    /// A text that is not seen on the page was left out.
    Unseen {
        /// The beginning of the text.
        text: String,
    },
    /// A text that does not run from left to right was left out.
    Turned {
        /// The beginning of the text.
        text: String,
    },
    /// A text at the top of a page belongs to the cell before or is a new cell, and nothing tells which.
    PageBreak {
        /// The beginning of the text.
        text: String,
        /// Whether it was taken as part of the cell before.
        joined: bool,
        /// The codes of the task where the cell before begins, and of the one beside the text; empty where not known.
        tasks: [String; 2],
    },
}

impl RemarkKind {
    /// The identifier of the kind in machine-readable output.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Markup { .. } => "markup",
            Self::Separator { .. } => "separator",
            Self::Outside { .. } => "outside",
            Self::LeftOut { .. } => "left-out",
            Self::Kept { .. } => "kept",
            Self::Field { .. } => "field",
            Self::NameElsewhere { .. } => "name-elsewhere",
            Self::Unplaced { .. } => "unplaced",
            Self::Uncoded { .. } => "uncoded",
            Self::NoCode { .. } => "no-code",
            Self::TwoNames { .. } => "two-names",
            Self::OtherColumn { .. } => "other-column",
            Self::WholeColumn { .. } => "whole-column",
            Self::CodeInText { .. } => "code-in-text",
            Self::TwiceInCell { .. } => "twice-in-cell",
            Self::SharedDuty { .. } => "shared-duty",
            Self::NoDuties => "no-duties",
            Self::Raised { .. } => "raised",
            Self::Level { .. } => "level",
            Self::LevelRead { .. } => "level-read",
            Self::Date { .. } => "date",
            Self::Status { .. } => "status",
            Self::UnknownHeader { .. } => "unknown-header",
            Self::Doubled { .. } => "doubled",
            Self::TwoReadings { .. } => "two-readings",
            Self::NoColumn { .. } => "no-column",
            Self::Shared { .. } => "shared",
            Self::Experimental { .. } => "experimental",
            Self::Folded { .. } => "folded",
            Self::DrawnTwice { .. } => "drawn-twice",
            Self::WrappedSpace { .. } => "wrapped-space",
            Self::Unseen { .. } => "unseen",
            Self::Turned { .. } => "turned",
            Self::PageBreak { .. } => "page-break",
        }
    }

    /// Whether a person has to check it: yes, unless only markup, a separator or content around the form was left out, or
    /// a text was written in another way that says the same.
    pub fn needs_a_look(&self) -> bool {
        !matches!(
            self,
            Self::Markup { .. }
                | Self::Separator { .. }
                | Self::Outside { .. }
                | Self::Raised { .. }
                | Self::LevelRead { .. }
                | Self::Experimental { .. }
                | Self::Folded { .. }
                | Self::DrawnTwice { .. }
                | Self::WrappedSpace { .. }
                | Self::Kept { what: Kept::Inserted, .. }
        ) && !matches!(self, Self::LeftOut { what, .. } if !what.needs_a_look())
    }

    /// The text it is about, as in the document.
    pub fn text(&self) -> &str {
        match self {
            Self::Markup { first: text, .. }
            | Self::Separator { first: text, .. }
            | Self::Outside { first: text, .. }
            | Self::NoColumn { first: text, .. }
            | Self::LeftOut { first: text, .. }
            | Self::Kept { first: text, .. }
            | Self::WholeColumn { first: text, .. }
            | Self::CodeInText { first: text, .. }
            | Self::Raised { first: text, .. }
            | Self::Folded { first: text, .. }
            | Self::DrawnTwice { first: text, .. }
            | Self::WrappedSpace { first: text, .. }
            | Self::Unseen { text }
            | Self::Turned { text }
            | Self::PageBreak { text, .. }
            | Self::Field { text }
            | Self::NameElsewhere { name: text }
            | Self::Unplaced { text }
            | Self::Uncoded { text }
            | Self::NoCode { name: text, .. }
            | Self::TwoNames { code: text, .. }
            | Self::TwiceInCell { code: text }
            | Self::SharedDuty { codes: text }
            | Self::OtherColumn { code: text, .. }
            | Self::Level { text }
            | Self::LevelRead { text, .. }
            | Self::Date { text }
            | Self::Status { text }
            | Self::UnknownHeader { text }
            | Self::Doubled { text, .. }
            | Self::TwoReadings { code: text, .. }
            | Self::Shared { task: text } => text,
            Self::NoDuties | Self::Experimental { .. } => "",
        }
    }
}
