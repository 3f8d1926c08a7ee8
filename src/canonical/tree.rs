//! The tree of a standard's file, its keys in the order of the table of the format.

use foldhash::{HashSet, HashSetExt as _};

use crate::model::{
    Class, Classification, Duty, Field, Item, Level, List, Name, Notes, Reference, References, Row, Standard,
    Task, Text, Unplaced, Version,
};
use crate::yaml::write::{Value, is_bare_in_brackets};

/// A key with its value; `None` if the key is left out.
type KeyAndValue<'a> = (&'static str, Option<Value<'a>>);

pub(super) fn standard<'a>(standard: &'a Standard<'_>) -> Value<'a> {
    mapping([
        ("code", text(&standard.code)),
        ("revises", text(&standard.revises)),
        ("name", standard.name.given().map(name)),
        ("classification", classification(&standard.classification)),
        ("description", text(&standard.description)),
        ("level", level(&standard.level)),
        ("history", list(&standard.history, version)),
        ("knowledge", items(&standard.knowledge)),
        ("skills", items(&standard.skills)),
        ("attitudes", items(&standard.attitudes)),
        ("duties", parts(&standard.duties, |duty| &duty.code, duty)),
        ("notes", notes(&standard.notes)),
        ("unplaced", list(&standard.unplaced, unplaced)),
    ])
}

fn name<'a>(name: &'a Name<'_>) -> Value<'a> {
    mapping([(name.kind.key(), Some(Value::Text(name.text.as_str())))])
}

fn classification<'a>(classification: &'a Classification<'_>) -> Option<Value<'a>> {
    let Classification { key, job_categories, occupations, industries } = classification;
    let classes = [
        ("job-category", list(job_categories, class)),
        ("occupation", list(occupations, class)),
        ("industry", list(industries, class)),
    ];
    unless_empty(mapping(classes)).or_else(|| key.map(|_| mapping([])))
}

fn class<'a>(class: &'a Class<'_>) -> Value<'a> {
    mapping([("code", text(&class.code)), ("name", text(&class.name))])
}

fn version<'a>(version: &'a Version<'_>) -> Value<'a> {
    let status = version.status.given().map(|status| Value::Text(status.value.key()));
    mapping([
        ("version", text(&version.version)),
        ("code", text(&version.code)),
        ("name", text(&version.name)),
        ("status", status),
        ("superseded-by", text(&version.superseded_by)),
        ("date", version.date.given().map(|date| Value::Day(date.value))),
        ("note", text(&version.note)),
    ])
}

fn duty<'a>(duty: &'a Duty<'_>) -> Value<'a> {
    let tasks = parts(&duty.tasks, |task| &task.code, task);
    let name = [("name", text(&duty.name))];
    mapping(name.into_iter().chain(own(&duty.knowledge, &duty.skills)).chain([("tasks", tasks)]))
}

fn task<'a>(task: &'a Task<'_>) -> Value<'a> {
    let head = [("name", text(&task.name)), ("also", items(&task.also))];
    let own = own(&task.knowledge, &task.skills);
    match task.rows.items.as_slice() {
        // If the single row has knowledge or skills of its own, these can only be written in `rows`.
        [only] if only.knowledge.is_absent() && only.skills.is_absent() => {
            mapping(head.into_iter().chain(row_entries(only)).chain(own))
        }
        // None of the rows could be read. An empty list would mean that there are none.
        [] => mapping(head.into_iter().chain(own)),
        rows => {
            let rows = Some(Value::List(rows.iter().map(row).collect()));
            mapping(head.into_iter().chain(own).chain([("rows", rows)]))
        }
    }
}

fn row<'a>(row: &'a Row<'_>) -> Value<'a> {
    mapping(row_entries(row).into_iter().chain(own(&row.knowledge, &row.skills)))
}

fn own<'a>(knowledge: &'a References<'_>, skills: &'a References<'_>) -> [KeyAndValue<'a>; 2] {
    [("knowledge", references(knowledge)), ("skills", references(skills))]
}

fn row_entries<'a>(row: &'a Row<'_>) -> [KeyAndValue<'a>; 3] {
    [("level", level(&row.level)), ("outputs", items(&row.outputs)), ("indicators", items(&row.indicators))]
}

fn notes<'a>(notes: &'a Notes<'_>) -> Option<Value<'a>> {
    let line = |line: &'a Text<'_>| Value::Text(line.as_str());
    unless_empty(mapping([
        ("qualifications", list(&notes.qualifications, line)),
        ("supplements", list(&notes.supplements, line)),
    ]))
}

fn unplaced<'a>(unplaced: &'a Unplaced<'_>) -> Value<'a> {
    mapping([("at", text(&unplaced.at)), ("text", text(&unplaced.text))])
}

fn text<'a>(field: &'a Field<Text<'_>>) -> Option<Value<'a>> {
    field.given().map(|text| Value::Text(text.as_str()))
}

fn level<'a>(level: &Field<Level>) -> Option<Value<'a>> {
    level.given().map(|level| Value::Level(level.value))
}

fn references<'a>(references: &'a References<'_>) -> Option<Value<'a>> {
    let references = there(references)?;
    // The writer puts no quotation marks around keys, and readers differ in what `{?1: 甲}` is.
    let fits = |one: &Reference<'_>| one.name.is_none() || is_bare_in_brackets(one.code.as_str());
    if references.iter().all(fits) {
        let entry = |one: &'a Reference<'_>| (one.code.as_str(), one.name_text());
        return Some(Value::Flow(references.iter().map(entry).collect()));
    }
    let entry = |one: &'a Reference<'_>| match one.name_text() {
        Some(name) => Value::Mapping(vec![(one.code.as_str(), Value::Text(name))]),
        None => Value::Text(one.code.as_str()),
    };
    Some(Value::List(references.iter().map(entry).collect()))
}

fn list<'a, T>(list: &'a List<T>, value: impl Fn(&'a T) -> Value<'a>) -> Option<Value<'a>> {
    there(list).map(|items| Value::List(items.iter().map(value).collect()))
}

fn items<'a>(list: &'a List<Item<'_>>) -> Option<Value<'a>> {
    let entry = |item: &'a Item<'_>| (item.code.as_ref().map(Text::as_str), Value::Text(item.text.as_str()));
    there(list).map(|items| coded(items.iter().map(entry).collect()))
}

fn parts<'a, 's: 'a, T>(
    list: &'a List<T>,
    code: impl Fn(&'a T) -> &'a Text<'s>,
    value: impl Fn(&'a T) -> Value<'a>,
) -> Option<Value<'a>> {
    there(list)
        .map(|parts| coded(parts.iter().map(|part| (Some(code(part).as_str()), value(part))).collect()))
}

/// A collection keyed by code. It is a mapping if all codes are there and distinct, otherwise a list, since YAML readers
/// drop entries with repeated keys.
fn coded<'a>(entries: Vec<(Option<&'a str>, Value<'a>)>) -> Value<'a> {
    let mut seen = HashSet::with_capacity(entries.len());
    if entries.iter().all(|(code, _)| code.is_some_and(|code| seen.insert(code))) {
        return Value::Mapping(
            entries.into_iter().filter_map(|(code, value)| Some((code?, value))).collect(),
        );
    }
    let entry = |(code, value)| match code {
        Some(code) => Value::Mapping(vec![(code, value)]),
        None => value,
    };
    Value::List(entries.into_iter().map(entry).collect())
}

/// The entries of a list, if its key is in the file.
fn there<T>(list: &List<T>) -> Option<&[T]> {
    (list.key.is_some() || !list.items.is_empty()).then_some(&list.items)
}

fn mapping<'a>(entries: impl IntoIterator<Item = KeyAndValue<'a>>) -> Value<'a> {
    Value::Mapping(entries.into_iter().filter_map(|(key, value)| Some((key, value?))).collect())
}

fn unless_empty(value: Value<'_>) -> Option<Value<'_>> {
    match &value {
        Value::Mapping(entries) if entries.is_empty() => None,
        _ => Some(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::load;
    use crate::diagnostic::Findings;
    use crate::files::source::{FileId, Source};
    use crate::format::{self, Choice, Shape, Value as Expected};

    /// A file with every key of every shape, except keys that exclude each other.
    fn full(shape: &'static Shape, without: &[&str]) -> String {
        let fields = shape.fields.iter().filter(|field| !without.contains(&field.key));
        let fields: Vec<_> = match shape.choice {
            Choice::One => fields.take(1).collect(),
            _ => fields.collect(),
        };
        // In reverse, so that the test does not pass by keeping the order of the input.
        let entries: Vec<_> =
            fields.iter().rev().map(|field| format!("{}: {}", field.key, value(&field.value))).collect();
        format!("{{{}}}", entries.join(", "))
    }

    fn value(expected: &Expected) -> String {
        match expected {
            Expected::Text => "甲".to_owned(),
            Expected::Level => "3".to_owned(),
            Expected::Date => "2021-01-14".to_owned(),
            Expected::Status => "current".to_owned(),
            Expected::Texts | Expected::References(_) => "[甲]".to_owned(),
            Expected::Items(kind) => format!("{{{}: 甲}}", kind.example()),
            Expected::Parts(kind, shape) => {
                let without = ["rows"];
                let rows = ["level", "outputs", "indicators"];
                format!(
                    "[{}: {}, {}: {}]",
                    kind.example(),
                    full(shape, &without),
                    kind.example(),
                    full(shape, &rows)
                )
            }
            Expected::Mapping(shape) => full(shape, &[]),
            Expected::Mappings(shape) => format!("[{}]", full(shape, &[])),
        }
    }

    fn assert_in_order(
        value: &Value<'_>,
        shape: &'static Shape,
        seen: &mut Vec<(&'static str, &'static str)>,
    ) {
        let Value::Mapping(entries) = value else { panic!("{value:?}") };
        let fields: Vec<_> =
            shape.fields.iter().filter(|field| entries.iter().any(|(key, _)| *key == field.key)).collect();
        assert_eq!(entries.len(), fields.len(), "{}: {entries:?}", shape.name);
        for ((key, value), field) in entries.iter().zip(fields) {
            assert_eq!(*key, field.key, "{}", shape.name);
            seen.push((shape.name, field.key));
            match (&field.value, value) {
                (Expected::Mapping(shape), value) => assert_in_order(value, shape, seen),
                (Expected::Mappings(shape), Value::List(values)) => {
                    values.iter().for_each(|value| assert_in_order(value, shape, seen));
                }
                (Expected::Parts(_, shape), Value::List(values)) => {
                    for value in values {
                        let Value::Mapping(pair) = value else { panic!("{value:?}") };
                        assert_in_order(&pair[0].1, shape, seen);
                    }
                }
                _ => {}
            }
        }
    }

    #[test]
    fn every_key_of_the_format_is_written_in_order() {
        let source = Source::in_memory("a.yaml", full(&format::STANDARD, &[]));
        let mut found = Findings::default();
        let standard = load(&source, FileId::default(), &mut found).unwrap();
        assert!(found.into_vec().is_empty());
        let mut seen = Vec::new();
        assert_in_order(&super::standard(&standard), &format::STANDARD, &mut seen);
        for key in ["superseded-by", "also", "rows", "skills", "supplements", "at", "industry"] {
            assert!(seen.iter().any(|(_, seen)| *seen == key), "{key}");
        }
    }
}
