//! Every item of a standard appears in each format exactly as often as the form shows it.

use serde_json::Value;
use ttm::forms::render::Format;
use ttm::model::{Competency, Field, Item, List, Standard, Text};

use super::print;
use super::read_back::{self, Shown};

pub(crate) const K: &str = "職能內涵 (K=knowledge 知識)";
pub(crate) const S: &str = "職能內涵 (S=skills 技能)";

/// Checks a standard in every format. Texts that hold line breaks are beyond what can be read back.
pub(crate) fn assert_whole(standard: &Standard<'_>) {
    let form = shown_by_the_form(standard);
    assert_eq!(read_back::html(&print(&[standard], Format::Html, 0)), [form], "html");
    let form = shown_by_the_form(standard);
    assert_eq!(read_back::markdown(&print(&[standard], Format::Markdown, 0)), [form], "markdown");
    for width in [60, 79, 80, 99, 100, 120, 160, 1000] {
        let form = shown_by_the_form(standard);
        assert_eq!(
            read_back::table(&print(&[standard], Format::Table, width)),
            form,
            "table, {width} columns"
        );
    }
    check_json(standard);
}

/// What the form shows, taken from the model by other means than the sheet.
pub(crate) fn shown_by_the_form(standard: &Standard<'_>) -> Shown {
    let mut shown = Shown::default();
    let name = standard.name.given().map_or("", |name| name.text.as_str());
    shown.add("title", &format!("{name}職能基準"));
    for version in standard.history.iter() {
        shown.add("版本", text(&version.version));
        shown.add("職能基準代碼", text(&version.code));
        shown.add("職能基準名稱", text(&version.name));
        let superseded = version.superseded_by.given().is_some();
        shown.add("狀態", version.status.given().map_or("", |status| status.value.printed()));
        shown.add("更新說明", text(&version.note));
        if superseded {
            shown.add("更新說明", &format!("已被《{}》取代", text(&version.superseded_by)));
        }
        shown.add("發展更新日期", &version.date.given().unwrap().value.to_string().replace('-', "/"));
    }
    shown.add("profile", text(&standard.code));
    shown.add("profile", name);
    let classes = &standard.classification;
    for class in [&classes.job_categories, &classes.occupations, &classes.industries]
        .into_iter()
        .flat_map(|l| l.iter())
    {
        shown.add("profile", text(&class.name));
        shown.add("profile", text(&class.code));
    }
    shown.add("profile", text(&standard.description));
    shown.add("profile", &standard.level.given().map_or(String::new(), |level| level.value.to_string()));
    for duty in standard.duties.iter() {
        shown.add("主要職責", &format!("{} {}", duty.code.as_str(), text(&duty.name)));
        for task in duty.tasks.iter() {
            shown.add("工作任務", &format!("{} {}", task.code.as_str(), text(&task.name)));
            add_items(&mut shown, "工作任務", &task.also);
            for row in task.rows.iter() {
                add_items(&mut shown, "工作產出", &row.outputs);
                add_items(&mut shown, "行為指標", &row.indicators);
                shown.add(
                    "職能級別",
                    &row.level.given().map_or(String::new(), |level| level.value.to_string()),
                );
            }
        }
        for (kind, column) in Competency::BOTH.into_iter().zip([K, S]) {
            for cell in cells(duty, kind) {
                for reference in cell {
                    shown.add(column, &as_printed(standard, kind, reference));
                }
            }
        }
    }
    add_items(&mut shown, "attitudes", &standard.attitudes);
    let notes = standard.notes.qualifications.iter().chain(standard.notes.supplements.iter());
    notes.for_each(|note| shown.add("notes", note.as_str()));
    for unplaced in standard.unplaced.iter() {
        shown.add("位置", text(&unplaced.at));
        shown.add("文字", text(&unplaced.text));
    }
    shown
}

/// The references in each K or S cell of a duty, merged where neighbouring rows hold the same.
fn cells<'a>(duty: &'a ttm::model::Duty<'_>, kind: Competency) -> Vec<Vec<(&'a str, Option<&'a str>)>> {
    let codes = |list: &'a ttm::model::References<'_>| {
        list.iter().map(|one| (one.code.as_str(), one.name_text())).collect::<Vec<_>>()
    };
    let rows =
        duty.tasks.iter().flat_map(|task| task.rows.iter().map(move |row| kind.effective(duty, task, row)));
    let mut cells: Vec<_> = rows.map(codes).collect();
    if cells.is_empty() {
        cells.push(codes(kind.of_duty(duty)));
    }
    cells.dedup();
    cells
}

/// A code with the name that the reference says, else with the first that the list has.
fn as_printed(standard: &Standard<'_>, kind: Competency, (code, said): (&str, Option<&str>)) -> String {
    let bearing = |item: &&Item<'_>| item.code.as_ref().is_some_and(|its| its.as_str() == code);
    let first = kind.list(standard).iter().find(bearing).map(|item| item.text.as_str());
    said.or(first).map_or_else(|| code.to_owned(), |name| format!("{code} {name}"))
}

fn add_items(shown: &mut Shown, column: &str, items: &List<Item<'_>>) {
    for item in items.iter() {
        let code = item.code.as_ref().map_or("", |code| code.as_str());
        shown.add(column, &format!("{code} {}", item.text.as_str()));
    }
}

fn text<'a>(field: &'a Field<Text<'_>>) -> &'a str {
    field.given().map_or("", |text| text.as_str())
}

/// JSON shows the lists themselves, and what holds for every row.
fn check_json(standard: &Standard<'_>) {
    let json: Value = serde_json::from_str(&print(&[standard], Format::Json, 0)).unwrap();
    let items = |list: &Value| -> Vec<String> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let item =
            |item: &Value| format!("{} {}{}", text(&item["code"]), text(&item["name"]), text(&item["text"]));
        list.as_array().unwrap().iter().map(|one| item(one).trim().to_owned()).collect()
    };
    let expected = |list: &List<Item<'_>>| -> Vec<String> {
        let code = |item: &Item<'_>| item.code.as_ref().map_or("", |code| code.as_str()).to_owned();
        list.iter().map(|item| format!("{} {}", code(item), item.text.as_str()).trim().to_owned()).collect()
    };
    assert_eq!(items(&json["knowledge"]), expected(&standard.knowledge));
    assert_eq!(items(&json["skills"]), expected(&standard.skills));
    assert_eq!(items(&json["attitudes"]), expected(&standard.attitudes));
    for (duty, printed) in standard.duties.iter().zip(json["duties"].as_array().unwrap()) {
        assert_eq!(printed["tasks"].as_array().unwrap().len(), duty.tasks.len());
        for (task, printed) in duty.tasks.iter().zip(printed["tasks"].as_array().unwrap()) {
            assert_eq!(
                (&printed["code"], &printed["name"]),
                (&task.code.as_str().into(), &text(&task.name).into())
            );
            assert_eq!(items(&printed["also"]), expected(&task.also));
            assert_eq!(printed["rows"].as_array().unwrap().len(), task.rows.len());
            for (row, printed) in task.rows.iter().zip(printed["rows"].as_array().unwrap()) {
                assert_eq!(items(&printed["outputs"]), expected(&row.outputs));
                assert_eq!(items(&printed["indicators"]), expected(&row.indicators));
                for (kind, key) in Competency::BOTH.into_iter().zip(["knowledge", "skills"]) {
                    let references = kind.effective(duty, task, row).iter();
                    let holds: Vec<_> = references
                        .map(|one| as_printed(standard, kind, (one.code.as_str(), one.name_text())))
                        .collect();
                    assert_eq!(items(&printed[key]), holds);
                }
            }
        }
    }
}
