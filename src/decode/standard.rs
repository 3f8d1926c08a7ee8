//! Reads each mapping of the format into the model.
//!
//! A key of the table that is missing here would be lost, so a test below reads every key.

use super::lists::unreadable;
use super::reader::{Mapping, Pair, Reader};
use super::{newer, problem, scalar};
use crate::bilingual;
use crate::files::source::Source;
use crate::format;
use crate::model::{
    Class, Classification, Duty, Field, Kind, List, Name, NameKind, Notes, Row, Standard, Task, Text,
    Unplaced, Version,
};
use crate::text::bilingual::Bilingual;
use crate::yaml::Node;

impl<'s> Reader<'_, 's> {
    /// The whole file; `None` if it is not a mapping.
    pub(super) fn standard(&mut self, root: &Node<'_>, source: &'s Source) -> Option<Standard<'s>> {
        let Some(mapping) = Mapping::of(root, &format::STANDARD, None) else {
            let found = self.unexpected(root, root.span, &Bilingual::fixed("a standard", "一份職能基準"));
            self.report(found.help(problem::begin_help()));
            return None;
        };
        if let Some((version, span)) = newer::needed(&mapping) {
            self.report(problem::newer(version, self.at(span)));
            return None;
        }
        if mapping.is_something_else() {
            self.report(problem::not_a_standard(&mapping.unknown_keys(), self.at(mapping.start())));
            return None;
        }
        // `check::load` adds the remarks and the number of errors, which are not in the tree.
        let mut standard = Standard {
            file: self.file,
            stem: source.stem(),
            path: &source.path,
            start: mapping.start(),
            ..Standard::default()
        };
        self.fields(mapping, |reader, key, pair| match key {
            "code" => standard.code = reader.code(pair),
            "revises" => standard.revises = reader.code(pair),
            "name" => standard.name = reader.name(pair),
            "classification" => standard.classification = reader.classification(pair),
            "description" => standard.description = reader.text(pair),
            "level" => standard.level = reader.level(pair),
            "history" => standard.history = reader.mappings(pair, &format::VERSION, Self::version),
            "knowledge" => standard.knowledge = reader.items(pair, Kind::Knowledge),
            "skills" => standard.skills = reader.items(pair, Kind::Skill),
            "attitudes" => standard.attitudes = reader.items(pair, Kind::Attitude),
            "duties" => standard.duties = reader.duties(pair),
            "notes" => standard.notes = reader.notes(pair),
            "unplaced" => standard.unplaced = reader.mappings(pair, &format::UNPLACED, Self::unplaced),
            _ => {}
        });
        Some(standard)
    }

    fn name(&mut self, pair: Option<Pair<'_>>) -> Field<Name<'s>> {
        let Some(mapping) = pair.and_then(|pair| self.mapping(pair, &format::NAME)) else {
            return Field::Unreadable;
        };
        let (mut occupation, mut category) = (Field::Absent, Field::Absent);
        self.fields(mapping, |reader, key, pair| match key {
            "occupation" => occupation = reader.text(pair),
            "category" => category = reader.text(pair),
            _ => {}
        });
        match (occupation, category) {
            (Field::Given(text), _) => Field::Given(Name { kind: NameKind::Occupation, text }),
            (_, Field::Given(text)) => Field::Given(Name { kind: NameKind::Category, text }),
            _ => Field::Unreadable,
        }
    }

    fn classification(&mut self, pair: Option<Pair<'_>>) -> Classification<'s> {
        let mut classification =
            Classification { key: pair.map(|(key, _)| key.span), ..Classification::default() };
        match (pair.and_then(|pair| self.mapping(pair, &format::CLASSIFICATION)), pair) {
            (Some(mapping), _) => self.fields(mapping, |reader, key, pair| {
                let list = match key {
                    "job-category" => &mut classification.job_categories,
                    "occupation" => &mut classification.occupations,
                    "industry" => &mut classification.industries,
                    _ => return,
                };
                *list = reader.mappings(pair, &format::CLASS, Self::class);
            }),
            (None, Some((_, node))) if scalar::is_null(node) => {}
            _ => {
                let (job_categories, occupations, industries) =
                    (unreadable(None), unreadable(None), unreadable(None));
                classification = Classification { key: None, job_categories, occupations, industries };
            }
        }
        classification
    }

    fn class(&mut self, mapping: Mapping<'_>) -> Class<'s> {
        let mut class = Class { span: mapping.span, ..Class::default() };
        self.fields(mapping, |reader, key, pair| match key {
            "code" => class.code = reader.code(pair),
            "name" => class.name = reader.text(pair),
            _ => {}
        });
        class
    }

    fn version(&mut self, mapping: Mapping<'_>) -> Version<'s> {
        let mut version = Version { span: mapping.start(), ..Version::default() };
        self.fields(mapping, |reader, key, pair| match key {
            "version" => version.version = reader.code(pair),
            "code" => version.code = reader.code(pair),
            "name" => version.name = reader.text(pair),
            "status" => version.status = reader.status(pair),
            "superseded-by" => version.superseded_by = reader.code(pair),
            "date" => version.date = reader.date(pair),
            "note" => version.note = reader.text(pair),
            _ => {}
        });
        version
    }

    fn duties(&mut self, pair: Option<Pair<'_>>) -> List<Duty<'s>> {
        let duties = self.parts(pair, Kind::Duty, &format::DUTY, Self::duty);
        if let (Some((key, _)), true) = (pair, duties.is_empty() && duties.complete) {
            let example = Kind::Duty.example();
            let help = bilingual!(
                "a standard has at least one: add `{example}:`",
                "至少要有一項：加上 `{example}:`"
            );
            self.report(problem::nothing_under("duties", self.at(key.span), help));
        }
        duties
    }

    fn duty(&mut self, code: Text<'s>, mapping: Mapping<'_>) -> Duty<'s> {
        let (knowledge, skills, tasks) = (List::default(), List::default(), List::default());
        let mut duty = Duty { code, name: Field::Absent, knowledge, skills, tasks };
        self.fields(mapping, |reader, key, pair| match key {
            "name" => duty.name = reader.text(pair),
            "knowledge" => duty.knowledge = reader.references(pair, Kind::Knowledge),
            "skills" => duty.skills = reader.references(pair, Kind::Skill),
            "tasks" => duty.tasks = reader.parts(pair, Kind::Task, &format::TASK, Self::task),
            _ => {}
        });
        duty
    }

    fn task(&mut self, code: Text<'s>, mapping: Mapping<'_>) -> Task<'s> {
        let mut row = Row { span: code.span, ..Row::default() };
        let mut has_row = false;
        let (also, knowledge, skills, rows) =
            (List::default(), List::default(), List::default(), List::default());
        let mut task = Task { code, name: Field::Absent, also, knowledge, skills, rows };
        self.fields(mapping, |reader, key, pair| {
            has_row |= matches!(key, "level" | "outputs" | "indicators");
            match key {
                "name" => task.name = reader.text(pair),
                "also" => task.also = reader.items(pair, Kind::Task),
                "level" => row.level = reader.level(pair),
                "outputs" => row.outputs = reader.items(pair, Kind::Output),
                "indicators" => row.indicators = reader.items(pair, Kind::Indicator),
                "knowledge" => task.knowledge = reader.references(pair, Kind::Knowledge),
                "skills" => task.skills = reader.references(pair, Kind::Skill),
                "rows" => task.rows = reader.mappings(pair, &format::ROW, Self::row),
                _ => {}
            }
        });
        if task.rows.is_empty() && task.rows.complete {
            task.rows.items = vec![row];
        } else {
            // Both together are reported. What the task itself has is then not reported as missing from the rows.
            task.rows.complete &= !has_row;
        }
        task
    }

    fn row(&mut self, mapping: Mapping<'_>) -> Row<'s> {
        let mut row = Row { span: mapping.start(), ..Row::default() };
        self.fields(mapping, |reader, key, pair| match key {
            "level" => row.level = reader.level(pair),
            "outputs" => row.outputs = reader.items(pair, Kind::Output),
            "indicators" => row.indicators = reader.items(pair, Kind::Indicator),
            "knowledge" => row.knowledge = reader.references(pair, Kind::Knowledge),
            "skills" => row.skills = reader.references(pair, Kind::Skill),
            _ => {}
        });
        row
    }

    fn notes(&mut self, pair: Option<Pair<'_>>) -> Notes<'s> {
        let mut notes = Notes::default();
        if let Some(mapping) = pair.and_then(|pair| self.mapping(pair, &format::NOTES)) {
            self.fields(mapping, |reader, key, pair| match key {
                "qualifications" => notes.qualifications = reader.texts(pair),
                "supplements" => notes.supplements = reader.texts(pair),
                _ => {}
            });
        }
        notes
    }

    fn unplaced(&mut self, mapping: Mapping<'_>) -> Unplaced<'s> {
        let mut unplaced = Unplaced { span: mapping.start(), ..Unplaced::default() };
        self.fields(mapping, |reader, key, pair| match key {
            "at" => unplaced.at = reader.text(pair),
            "text" => unplaced.text = reader.text(pair),
            _ => {}
        });
        unplaced
    }
}

#[cfg(test)]
mod tests {
    use crate::decode::decode;
    use crate::diagnostic::Findings;
    use crate::files::source::{FileId, Source};
    use crate::format::{STANDARD, Shape, Value};
    use crate::yaml::{self, Arena};

    /// A value of the wrong type for every key of the format.
    const WRONG: &str = "{x: [[]]}";

    /// Puts a wrong value under every key of `shape`; `before` and `after` are the lines around it.
    fn spoil_every_key(shape: &Shape, before: &str, after: &str, spoiled: &mut usize) {
        for field in shape.fields {
            let (before, after) = (format!("{before}{{{}: ", field.key), format!("}}{after}"));
            let source = Source::in_memory("a.yaml", format!("{before}{WRONG}{after}"));
            let (arena, mut found) = (Arena::new(), Findings::default());
            let root = yaml::parse(&source.text, &arena).root.unwrap();
            decode(&root, &source, FileId::default(), &mut found);
            let value = before.len()..before.len() + WRONG.len();
            let is_within = |place: usize| value.contains(&place);
            let reported =
                found.into_vec().iter().any(|found| is_within(found.primary.place.span.range().start));
            assert!(reported, "{}", source.text);
            *spoiled += 1;
            match &field.value {
                Value::Mapping(shape) => spoil_every_key(shape, &before, &after, spoiled),
                Value::Mappings(shape) => {
                    spoil_every_key(shape, &format!("{before}["), &format!("]{after}"), spoiled);
                }
                Value::Parts(_, shape) => {
                    spoil_every_key(shape, &format!("{before}{{T1: "), &format!("}}{after}"), spoiled);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_key_of_the_format_is_read() {
        let mut spoiled = 0;
        spoil_every_key(&STANDARD, "", "", &mut spoiled);
        assert!(spoiled > 40, "{spoiled}");
    }
}
