//! A standard taken off its text, to be put onto a text of which most is the same: what is typed changes one place of a large
//! file, and most of its standard need not be read again.
//!
//! The model borrows its texts from the file. What is detached keeps the places and the shape, and gets its texts back from the new
//! file, where places behind the edit are moved.

use std::borrow::Cow;

use super::text::{Other, Spelling};
use super::{
    Class, Classification, Date, Duty, Field, Item, Level, List, Name, Notes, PrintedName, Reference, Row,
    Standard, Status, Task, Text, Unplaced, Version,
};
use crate::files::source::{FileId, Source, Span};

/// A standard without its text.
#[derive(Debug)]
pub(crate) struct Detached(Box<Standard<'static>>);

/// What is done with the places from an offset on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shift {
    /// The first byte, in the text before.
    pub(crate) from: usize,
    /// The lengths of the texts before and after.
    pub(crate) lengths: (usize, usize),
}

impl Standard<'_> {
    /// Takes the standard off its text.
    pub(crate) fn detached(self) -> Detached {
        let standard = self.moved(Move { onto: None, from: 0, by: 0 });
        Detached(Box::new(standard))
    }
}

impl Detached {
    /// The places of the duties. Their texts are not there.
    pub(crate) fn duties(&self) -> &List<Duty<'static>> {
        &self.0.duties
    }

    /// Puts the standard onto a text. What stood where the text was edited says something wrong, and has to be replaced.
    pub(crate) fn onto<'s>(self, source: &'s Source, file: FileId, shift: Shift) -> Standard<'s> {
        let standard = self.0.moved(Move::onto(&source.text, shift));
        Standard { file, stem: source.stem(), path: &source.path, ..standard }
    }

    /// The same for the duties alone.
    pub(crate) fn duties_onto<'s>(self, source: &'s Source, shift: Shift) -> List<Duty<'s>> {
        self.0.duties.moved(Move::onto(&source.text, shift))
    }
}

/// The text that a standard is put onto, or `None` where it is taken off, and how its places move.
#[derive(Clone, Copy)]
struct Move<'t> {
    onto: Option<&'t str>,
    from: u32,
    by: u32,
}

impl<'t> Move<'t> {
    fn onto(text: &'t str, shift: Shift) -> Self {
        let narrow = |offset: usize| Span::new(offset, offset).start;
        let (before, after) = shift.lengths;
        // Places that move to the front wrap around.
        Self { onto: Some(text), from: narrow(shift.from), by: narrow(after).wrapping_sub(narrow(before)) }
    }

    #[inline]
    fn span(self, span: Span) -> Span {
        let by = if span.start >= self.from { self.by } else { 0 };
        Span { start: span.start.wrapping_add(by), end: span.end.wrapping_add(by) }
    }

    /// The bytes at a place of the text.
    #[inline]
    fn written(self, span: Span) -> &'t str {
        match self.onto {
            Some(text) => text.get(span.range()).unwrap_or_default(),
            // Whether a text is empty has to be known when it comes back.
            None => "-",
        }
    }
}

/// What is taken off a text and put onto another.
trait Moved<'t> {
    type To;

    fn moved(self, to: Move<'t>) -> Self::To;
}

impl<'t> Moved<'t> for Text<'_> {
    type To = Text<'t>;

    #[inline]
    fn moved(self, to: Move<'t>) -> Text<'t> {
        let span = to.span(self.span);
        let form = match self.form {
            Spelling::Verbatim("") => Spelling::Verbatim(""),
            Spelling::Verbatim(_) => Spelling::Verbatim(to.written(span)),
            Spelling::Other(other) => {
                let Other { value, style, normalized, written: _ } = *other;
                let value = Cow::Owned(value.into_owned());
                Spelling::Other(Box::new(Other { value, written: to.written(span), style, normalized }))
            }
        };
        Text { span, form }
    }
}

impl<'t, T: Moved<'t>> Moved<'t> for Field<T> {
    type To = Field<T::To>;

    fn moved(self, to: Move<'t>) -> Self::To {
        match self {
            Self::Absent => Field::Absent,
            Self::Empty(key) => Field::Empty(to.span(key)),
            Self::Unreadable => Field::Unreadable,
            Self::Given(value) => Field::Given(value.moved(to)),
        }
    }
}

impl<'t, T: Moved<'t>> Moved<'t> for List<T> {
    type To = List<T::To>;

    fn moved(self, to: Move<'t>) -> Self::To {
        let Self { items, key, complete, in_brackets } = self;
        let items = items.into_iter().map(|item| item.moved(to)).collect();
        List { items, key: key.map(|key| to.span(key)), complete, in_brackets }
    }
}

impl<'t> Moved<'t> for Level {
    type To = Self;

    fn moved(self, to: Move<'t>) -> Self {
        Self { span: to.span(self.span), ..self }
    }
}

impl<'t> Moved<'t> for Status {
    type To = Self;

    fn moved(self, to: Move<'t>) -> Self {
        Self { span: to.span(self.span), ..self }
    }
}

impl<'t> Moved<'t> for Date {
    type To = Self;

    fn moved(self, to: Move<'t>) -> Self {
        Self { span: to.span(self.span), ..self }
    }
}

impl<'t> Moved<'t> for Name<'_> {
    type To = Name<'t>;

    fn moved(self, to: Move<'t>) -> Name<'t> {
        Name { kind: self.kind, text: self.text.moved(to) }
    }
}

impl<'t> Moved<'t> for Class<'_> {
    type To = Class<'t>;

    fn moved(self, to: Move<'t>) -> Class<'t> {
        let Self { span, code, name } = self;
        Class { span: to.span(span), code: code.moved(to), name: name.moved(to) }
    }
}

impl<'t> Moved<'t> for Classification<'_> {
    type To = Classification<'t>;

    fn moved(self, to: Move<'t>) -> Classification<'t> {
        let Self { key, job_categories, occupations, industries } = self;
        Classification {
            key: key.map(|key| to.span(key)),
            job_categories: job_categories.moved(to),
            occupations: occupations.moved(to),
            industries: industries.moved(to),
        }
    }
}

impl<'t> Moved<'t> for Version<'_> {
    type To = Version<'t>;

    fn moved(self, to: Move<'t>) -> Version<'t> {
        let Self { span, version, code, name, status, superseded_by, date, note } = self;
        Version {
            span: to.span(span),
            version: version.moved(to),
            code: code.moved(to),
            name: name.moved(to),
            status: status.moved(to),
            superseded_by: superseded_by.moved(to),
            date: date.moved(to),
            note: note.moved(to),
        }
    }
}

impl<'t> Moved<'t> for Item<'_> {
    type To = Item<'t>;

    #[inline]
    fn moved(self, to: Move<'t>) -> Item<'t> {
        Item { code: self.code.map(|code| code.moved(to)), text: self.text.moved(to) }
    }
}

impl<'t> Moved<'t> for Reference<'_> {
    type To = Reference<'t>;

    #[inline]
    fn moved(self, to: Move<'t>) -> Reference<'t> {
        let name = self.name.map(|name| {
            let PrintedName { text, pair } = *name;
            Box::new(PrintedName { text: text.moved(to), pair: to.span(pair) })
        });
        Reference { code: self.code.moved(to), name }
    }
}

impl<'t> Moved<'t> for Duty<'_> {
    type To = Duty<'t>;

    fn moved(self, to: Move<'t>) -> Duty<'t> {
        let Self { code, name, knowledge, skills, tasks } = self;
        Duty {
            code: code.moved(to),
            name: name.moved(to),
            knowledge: knowledge.moved(to),
            skills: skills.moved(to),
            tasks: tasks.moved(to),
        }
    }
}

impl<'t> Moved<'t> for Task<'_> {
    type To = Task<'t>;

    fn moved(self, to: Move<'t>) -> Task<'t> {
        let Self { code, name, also, knowledge, skills, rows } = self;
        Task {
            code: code.moved(to),
            name: name.moved(to),
            also: also.moved(to),
            knowledge: knowledge.moved(to),
            skills: skills.moved(to),
            rows: rows.moved(to),
        }
    }
}

impl<'t> Moved<'t> for Row<'_> {
    type To = Row<'t>;

    fn moved(self, to: Move<'t>) -> Row<'t> {
        let Self { span, level, outputs, indicators, knowledge, skills } = self;
        Row {
            span: to.span(span),
            level: level.moved(to),
            outputs: outputs.moved(to),
            indicators: indicators.moved(to),
            knowledge: knowledge.moved(to),
            skills: skills.moved(to),
        }
    }
}

impl<'t> Moved<'t> for Unplaced<'_> {
    type To = Unplaced<'t>;

    fn moved(self, to: Move<'t>) -> Unplaced<'t> {
        Unplaced { span: to.span(self.span), at: self.at.moved(to), text: self.text.moved(to) }
    }
}

impl<'t> Moved<'t> for Standard<'_> {
    type To = Standard<'t>;

    fn moved(self, to: Move<'t>) -> Standard<'t> {
        let Self { file, stem: _, path: _, start, remarks, errors, code, revises, name, .. } = self;
        let Self { classification, description, level, history, knowledge, skills, attitudes, .. } = self;
        let Self { duties, notes, unplaced, .. } = self;
        let Notes { qualifications, supplements } = notes;
        let (qualifications, supplements) = (qualifications.moved(to), supplements.moved(to));
        Standard {
            file,
            stem: None,
            path: "",
            start: to.span(start),
            remarks,
            errors,
            code: code.moved(to),
            revises: revises.moved(to),
            name: name.moved(to),
            classification: classification.moved(to),
            description: description.moved(to),
            level: level.moved(to),
            history: history.moved(to),
            knowledge: knowledge.moved(to),
            skills: skills.moved(to),
            attitudes: attitudes.moved(to),
            duties: duties.moved(to),
            notes: Notes { qualifications, supplements },
            unplaced: unplaced.moved(to),
        }
    }
}
