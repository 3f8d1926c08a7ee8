//! The profile: labels with values beside them.

use std::borrow::Cow;

use super::history::filled;
use super::place::{FormPlace, first_page};
use super::{NOWHERE, Reader, full, some};
use crate::forms::import::heading::{self, PROFILE};
use crate::forms::import::report::RemarkKind;
use crate::forms::sheet::{Cell, FormPart, Line, Table};
use crate::model::{Class, Field, Level, Name, NameKind, Text};

/// The names of the lines in the report, in the order of [`PROFILE`].
const LINES: [&str; 11] = [
    "code",
    "category",
    "occupation",
    "job category",
    "job category code",
    "occupation",
    "occupation code",
    "industry",
    "industry code",
    "description",
    "base level",
];

/// A value with the index of its label in [`PROFILE`].
struct Value<'t, 'a> {
    label: usize,
    lines: Cow<'t, [Line<'a>]>,
}

impl Reader {
    pub(super) fn profile<'t, 'a: 't>(&mut self, tables: impl Iterator<Item = &'t Table<'a>>) {
        let mut place = FormPlace::new(FormPart::Profile);
        let mut classes: [Vec<Class<'static>>; 3] = Default::default();
        for row in tables.flat_map(|table| table.head.is_empty().then_some(&table.rows)).flatten() {
            place.at_row(place.row + 1, first_page(row.iter()));
            // The lines of name and code of each classification.
            let mut named: [[Vec<String>; 2]; 3] = Default::default();
            for Value { label, lines } in self.values(row, &mut place) {
                place.column = Some((LINES[label], PROFILE[label]));
                place.at_lines(&lines);
                if let 3..=8 = label {
                    let texts = lines.iter().map(|line| self.line(&full(line), &place));
                    named[(label - 3) / 2][(label - 3) % 2].extend(texts.filter(|text| !text.is_empty()));
                    continue;
                }
                let text = self.joined(&lines, &place);
                if !text.is_empty() {
                    self.value(label, text, &place);
                }
            }
            for (classes, [names, codes]) in classes.iter_mut().zip(named) {
                self.classes(names, codes, classes);
            }
        }
        let [job_categories, occupations, industries] = classes.map(some);
        let classification = &mut self.standard.classification;
        let all = [&job_categories, &occupations, &industries];
        classification.key = all.iter().any(|list| !list.is_empty()).then_some(NOWHERE);
        classification.job_categories = job_categories;
        classification.occupations = occupations;
        classification.industries = industries;
    }

    /// The values of a row. If cells are merged, a value is the cell after the label, else the next cell that is not
    /// blank.
    fn values<'t, 'a>(&mut self, row: &'t [Cell<'a>], place: &mut FormPlace) -> Vec<Value<'t, 'a>> {
        let mut values = Vec::new();
        let mut label = None;
        for cell in row {
            let heading = heading::of_cell(cell);
            let known = heading::label(&heading).filter(|_| !heading::is_label_with_letters(cell));
            match (label, known) {
                // A name may be equal to a label.
                (Some(waiting), Some(_)) if self.merged => {
                    values.push(Value { label: waiting, lines: Cow::Borrowed(&cell.lines) });
                    label = None;
                }
                (_, Some(_)) => label = known,
                _ if heading::is_group(&heading) => {}
                (_, None) if heading::is_blank(cell) => {
                    if self.merged {
                        label = None;
                    }
                }
                (Some(waiting), None) => {
                    values.push(Value { label: waiting, lines: Cow::Borrowed(&cell.lines) });
                    label = None;
                }
                (None, None) if cell.lines.iter().all(|line| heading::labelled(&line.text).is_some()) => {
                    let pairs =
                        cell.lines.iter().filter_map(|line| Some((line, heading::labelled(&line.text)?)));
                    values.extend(pairs.map(|(line, (label, value))| {
                        let value = Line::text(value.to_owned()).on_page(line.page);
                        Value { label, lines: Cow::Owned(vec![value]) }
                    }));
                }
                (None, None) => {
                    place.column = None;
                    place.at_lines(&cell.lines);
                    let text = self.joined(&cell.lines, place);
                    self.no_item(place, text);
                }
            }
        }
        values
    }

    /// The entries of one classification: one for each pair of lines if names and codes have equally many, else one.
    fn classes(&mut self, names: Vec<String>, codes: Vec<String>, classes: &mut Vec<Class<'static>>) {
        let mut push = |name: String, code: String| {
            let code = filled(code).into_given().map(Text::into_code).into();
            classes.push(Class { span: NOWHERE, code, name: filled(name) });
        };
        if names.len() > 1 && names.len() == codes.len() {
            names.into_iter().zip(codes).for_each(|(name, code)| push(name, code));
        } else if !(names.is_empty() && codes.is_empty()) {
            self.line_breaks += names.len().saturating_sub(1) + codes.len().saturating_sub(1);
            push(names.join(" "), codes.join(" "));
        }
    }

    fn value(&mut self, label: usize, text: String, place: &FormPlace) {
        let standard = &mut self.standard;
        let taken = match label {
            0 => !standard.code.is_absent(),
            1 | 2 => !standard.name.is_absent(),
            9 => !standard.description.is_absent(),
            _ => !standard.level.is_absent(),
        };
        if taken {
            let label = PROFILE[label].to_owned();
            return self.unplaced_at(place, text, |text| RemarkKind::Doubled { label, text });
        }
        match label {
            0 => standard.code = Field::Given(Text::made_code(text)),
            1 | 2 => {
                let kind = if label == 1 { NameKind::Category } else { NameKind::Occupation };
                standard.name = Field::Given(Name { kind, text: Text::made(text) });
            }
            9 => standard.description = Field::Given(Text::made(text)),
            _ => {
                if let Some(value) = self.level_in(text, place) {
                    self.standard.level = Field::Given(Level { value, span: NOWHERE });
                }
            }
        }
    }
}
