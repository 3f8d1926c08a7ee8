//! Five published standards in four forms each: the same model, with everything that the conversion holds.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use ttm::forms::import::{Imported, import};
use ttm::model::{Competency, Item, List, Standard, Text};

use super::plain::{assert_same, text};
use super::{STANDARDS, shared};

fn imported(code: &str, ending: &str) -> Option<Imported> {
    Some(import(&shared(&format!("corpus/{code}.{ending}"))?, None).unwrap())
}

#[test]
fn four_forms_are_one_standard() {
    for code in STANDARDS {
        let Some(first) = imported(code, "ocs.json") else { return };
        for ending in ["txt", "html", "odt"] {
            let Some(other) = imported(code, ending) else { return };
            assert_same(&first.standard, &other.standard, &format!("{code}.{ending}"));
            assert_eq!(first.report.counts, other.report.counts, "{code}.{ending}");
        }
    }
}

#[test]
fn what_needs_a_look_is_said() {
    for code in STANDARDS {
        for ending in ["ocs.json", "txt", "html", "odt"] {
            let Some(imported) = imported(code, ending) else { return };
            let kinds: Vec<_> = imported.report.remarks.iter().map(|remark| remark.kind.id()).collect();
            // The conversion cut two names off, and they stand whole elsewhere.
            let expected: &[&str] = if code == "TTM4221-006v1" { &["two-names"; 2] } else { &[] };
            assert_eq!(kinds, expected, "{code}.{ending}: {:?}", imported.report.remarks);
        }
    }
}

#[test]
fn everything_in_the_conversion_is_in_the_model_once() {
    for code in STANDARDS {
        let Some(json) = shared(&format!("corpus/{code}.ocs.json")) else { return };
        let json: Value = serde_json::from_slice(&json).unwrap();
        for ending in ["ocs.json", "txt", "html", "odt"] {
            let Some(imported) = imported(code, ending) else { return };
            let (expected, found) = (held_by(&json), held(&imported.standard));
            for (place, count) in &expected {
                assert_eq!(found.get(place), Some(count), "{code}.{ending}: {place:?}");
            }
            assert_eq!(found.len(), expected.len(), "{code}.{ending}");
        }
    }
}

#[test]
fn every_standard_is_whole_in_every_format() {
    for code in STANDARDS {
        let Some(imported) = imported(code, "ocs.json") else { return };
        crate::render::count::check(&imported.standard);
    }
}

/// How often each code and text stands in each place.
type Held = BTreeMap<(String, String), usize>;

fn add(held: &mut Held, place: &str, text: &str) {
    let text: String = text.split_whitespace().collect();
    if !text.is_empty() {
        *held.entry((place.to_owned(), text)).or_default() += 1;
    }
}

/// What a converted file holds, straight from its JSON.
fn held_by(json: &Value) -> Held {
    let mut held = Held::new();
    let said = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for version in list(&json["version_info"]["versions"]) {
        for key in ["version", "ocs_code", "ocs_name", "status", "update_note", "update_date"] {
            add(&mut held, key, &said(&version[key]));
        }
    }
    let profile = &json["ocs_profile"];
    for value in [
        &profile["ocs_code"],
        &profile["ocs_name"]["job_category_name"],
        &profile["ocs_name"]["occupation_name"],
        &profile["job_description"],
        &profile["ocs_level"],
    ] {
        add(&mut held, "profile", &said(value));
    }
    for kind in ["job_categories", "occupations", "industries"] {
        for class in list(&profile["category"][kind]) {
            add(&mut held, kind, &format!("{} {}", said(&class["code"]), said(&class["name"])));
        }
    }
    // A name stands once, however often it is printed; where it differs, each does.
    let mut names = BTreeSet::new();
    for duty in list(&json["ocs_content"]["ocu_units"]) {
        let code = said(&duty["ocu_code"]);
        // Where both are blank, the cell above covers the row.
        let mut above = [Vec::new(), Vec::new()];
        add(&mut held, "duty", &format!("{code} {}", said(&duty["ocu_name"])));
        for task in list(&duty["tasks"]) {
            let codes = list(&task["task_codes"]);
            let place = said(&codes[0]["code"]);
            for name in &codes {
                add(
                    &mut held,
                    &format!("{code} task"),
                    &format!("{} {}", said(&name["code"]), said(&name["name"])),
                );
            }
            for (row, block) in list(&task["competency_blocks"]).iter().enumerate() {
                add(&mut held, &format!("{place} {row} level"), &said(&block["competency_level"]));
                for (key, name) in [("outputs", "name"), ("indicators", "text")] {
                    for item in list(&block[key]) {
                        let text = format!("{} {}", said(&item["code"]), said(&item[name]));
                        add(&mut held, &format!("{place} {row} {key}"), &text);
                    }
                }
                let own = ["knowledge", "skills"].map(|key| list(&block[key]));
                if own.iter().any(|items| !items.is_empty()) {
                    above = own;
                }
                for (items, key) in above.iter().zip(["knowledge", "skills"]) {
                    for item in items {
                        let code = said(&item["code"]);
                        add(&mut held, &format!("{place} {row} {key}"), &code);
                        names.insert((key, format!("{code} {}", said(&item["name"]))));
                    }
                }
            }
        }
    }
    names.iter().for_each(|(key, name)| add(&mut held, key, name));
    for item in list(&json["ocs_attitude"]["attitudes"]) {
        add(&mut held, "attitudes", &format!("{} {}", said(&item["code"]), said(&item["name"])));
    }
    for key in ["prerequisites", "supplements"] {
        list(&json["notes"][key]).iter().for_each(|note| add(&mut held, key, &said(note)));
    }
    held
}

/// The same of a model.
fn held(standard: &Standard<'_>) -> Held {
    let mut held = Held::new();
    for version in standard.history.iter() {
        for (key, field) in
            [("version", &version.version), ("ocs_code", &version.code), ("ocs_name", &version.name)]
        {
            add(&mut held, key, text(field));
        }
        let successor = version.superseded_by.given().map(|code| format!("已被《{}》取代", code.as_str()));
        add(&mut held, "status", if successor.is_some() { "歷史版本" } else { "最新版本" });
        add(&mut held, "update_note", version.note.given().map_or("", Text::as_str));
        add(&mut held, "update_note", &successor.unwrap_or_default());
        let date = version.date.given().unwrap().value.strftime("%Y/%m/%d").to_string();
        add(&mut held, "update_date", &date);
    }
    add(&mut held, "profile", text(&standard.code));
    add(&mut held, "profile", standard.name.given().unwrap().text.as_str());
    add(&mut held, "profile", standard.description.given().map_or("", Text::as_str));
    add(&mut held, "profile", &standard.level.given().unwrap().value.to_string());
    let classes = &standard.classification;
    for (kind, list) in [
        ("job_categories", &classes.job_categories),
        ("occupations", &classes.occupations),
        ("industries", &classes.industries),
    ] {
        list.iter()
            .for_each(|class| add(&mut held, kind, &format!("{} {}", text(&class.code), text(&class.name))));
    }
    for duty in standard.duties.iter() {
        let code = duty.code.as_str();
        add(&mut held, "duty", &format!("{code} {}", text(&duty.name)));
        for task in duty.tasks.iter() {
            let place = task.code.as_str();
            add(&mut held, &format!("{code} task"), &format!("{place} {}", text(&task.name)));
            items(&format!("{code} task"), &task.also, &mut held);
            for (index, row) in task.rows.iter().enumerate() {
                let level = row.level.given().map_or(String::new(), |level| level.value.to_string());
                add(&mut held, &format!("{place} {index} level"), &level);
                items(&format!("{place} {index} outputs"), &row.outputs, &mut held);
                items(&format!("{place} {index} indicators"), &row.indicators, &mut held);
                for (kind, key) in Competency::BOTH.into_iter().zip(["knowledge", "skills"]) {
                    for code in kind.effective(duty, task, row).iter() {
                        add(&mut held, &format!("{place} {index} {key}"), code.as_str());
                    }
                }
            }
        }
    }
    items("knowledge", &standard.knowledge, &mut held);
    items("skills", &standard.skills, &mut held);
    items("attitudes", &standard.attitudes, &mut held);
    standard.notes.qualifications.iter().for_each(|note| add(&mut held, "prerequisites", note.as_str()));
    standard.notes.supplements.iter().for_each(|note| add(&mut held, "supplements", note.as_str()));
    held
}

fn items(place: &str, list: &List<Item<'_>>, held: &mut Held) {
    for item in list.iter() {
        let code = item.code.as_ref().map_or("", Text::as_str);
        add(held, place, &format!("{code} {}", item.text.as_str()));
    }
}
