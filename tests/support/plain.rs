//! A standard as plain lines, so that two can be compared whatever they were read from: everything but spans.

use ttm::model::{Class, Competency, Field, Item, List, References, Standard, StatusValue, Text};

/// Everything that a standard holds, a line each.
pub(crate) fn plain(standard: &Standard<'_>) -> Vec<String> {
    let mut lines = vec![format!("code {}", text(&standard.code))];
    lines.extend(standard.name.given().map(|name| format!("name {:?} {:?}", name.kind, name.text.as_str())));
    let classes = &standard.classification;
    for (kind, list) in [
        ("job category", &classes.job_categories),
        ("occupation", &classes.occupations),
        ("industry", &classes.industries),
    ] {
        let class = |class: &Class<'_>| format!("{kind} {} {}", text(&class.code), text(&class.name));
        lines.extend(list.iter().map(class));
    }
    lines.push(format!("description {}", text(&standard.description)));
    lines.push(format!("level {:?}", standard.level.given().map(|level| level.value)));
    for version in standard.history.iter() {
        let status = version.status.given().map(|status| status.value == StatusValue::Current);
        let fields = [&version.version, &version.code, &version.name, &version.superseded_by, &version.note];
        let date = version.date.given().map(|date| date.value);
        lines.push(format!("version {:?} current {status:?} {date:?}", fields.map(text)));
    }
    for (name, list) in [("K", &standard.knowledge), ("S", &standard.skills), ("A", &standard.attitudes)] {
        items(name, list, &mut lines);
    }
    for duty in standard.duties.iter() {
        lines.push(format!("duty {} {}", duty.code.as_str(), text(&duty.name)));
        Competency::BOTH.iter().for_each(|kind| references(kind.of_duty(duty), &mut lines));
        for task in duty.tasks.iter() {
            lines.push(format!("task {} {}", task.code.as_str(), text(&task.name)));
            items("also", &task.also, &mut lines);
            Competency::BOTH.iter().for_each(|kind| references(kind.of_task(task), &mut lines));
            for row in task.rows.iter() {
                lines.push(format!("row level {:?}", row.level.given().map(|level| level.value)));
                items("output", &row.outputs, &mut lines);
                items("indicator", &row.indicators, &mut lines);
                Competency::BOTH.iter().for_each(|kind| references(kind.of_row(row), &mut lines));
            }
        }
    }
    let notes = &standard.notes;
    lines.extend(notes.qualifications.iter().map(|note| format!("qualification {}", note.as_str())));
    lines.extend(notes.supplements.iter().map(|note| format!("supplement {}", note.as_str())));
    lines.extend(
        standard.unplaced.iter().map(|one| format!("unplaced {} {}", text(&one.at), text(&one.text))),
    );
    lines
}

/// Compares two standards, and shows where they begin to differ.
#[track_caller]
pub(crate) fn assert_same(one: &Standard<'_>, other: &Standard<'_>, what: &str) {
    let (one, other) = (plain(one), plain(other));
    if one != other {
        let at = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
        let around = |lines: &[String]| lines[at.saturating_sub(2)..lines.len().min(at + 3)].join("\n  ");
        panic!("{what}: line {at} differs\n  {}\nand\n  {}", around(&one), around(&other));
    }
}

pub(crate) fn text<'a>(field: &'a Field<Text<'_>>) -> &'a str {
    field.given().map_or("(none)", |text| text.as_str())
}

fn items(name: &str, list: &List<Item<'_>>, lines: &mut Vec<String>) {
    let code =
        |item: &Item<'_>| item.code.as_ref().map_or("(none)".to_owned(), |code| code.as_str().to_owned());
    lines.extend(list.iter().map(|item| format!("{name} {} {}", code(item), item.text.as_str())));
}

fn references(list: &References<'_>, lines: &mut Vec<String>) {
    let codes: Vec<_> = list
        .iter()
        .map(|one| {
            one.name_text()
                .map_or_else(|| one.code.as_str().to_owned(), |name| format!("{} {name}", one.code.as_str()))
        })
        .collect();
    lines.push(if list.is_absent() { "inherits".to_owned() } else { format!("{codes:?}") });
}
