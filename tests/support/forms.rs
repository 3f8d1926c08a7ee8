//! A standard in the four forms that it is published in: what every import of them has to keep.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use ttm::forms::import::{Imported, SourceForm, detect, import, ocs};
use ttm::forms::sheet::FormPart;
use ttm::model::{Competency, Field, Item, List, Standard, Text};

use super::page::{duties, duties_of, grid, read};
use super::plain::assert_same;
use super::whole::assert_whole;

/// A standard as a person finds it: the conversion of its print, the text of its page, the page, the office file.
pub(crate) struct Forms {
    pub(crate) code: &'static str,
    json: Vec<u8>,
    text: Vec<u8>,
    html: Vec<u8>,
    /// Where office files are read.
    odt: Option<Vec<u8>>,
}

impl Forms {
    /// The files of a folder that are named after the standard; the office file is `odt`.
    pub(crate) fn new(folder: &Path, code: &'static str, odt: Option<Vec<u8>>) -> Self {
        let file = |ending: &str| {
            let path = folder.join(format!("{code}.{ending}"));
            std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        Self { code, json: file("ocs.json"), text: file("txt"), html: file("html"), odt }
    }

    /// What each form becomes, with the name of the form.
    pub(crate) fn imported(&self) -> Vec<(&'static str, Imported)> {
        let odt = self.odt.iter().map(|odt| ("odt", odt));
        let forms =
            [("ocs.json", &self.json), ("txt", &self.text), ("html", &self.html)].into_iter().chain(odt);
        let imported = forms.map(|(ending, bytes)| {
            let imported = import(bytes, None);
            (ending, imported.unwrap_or_else(|error| panic!("{}.{ending}: {error}", self.code)))
        });
        imported.collect()
    }

    /// The four are one standard.
    pub(crate) fn assert_one_standard(&self) {
        let imported = self.imported();
        let [(_, first), others @ ..] = imported.as_slice() else { panic!("no forms") };
        for (ending, other) in others {
            let whose = format!("{}.{ending}", self.code);
            assert_same(&first.standard, &other.standard, &whose);
            assert_eq!(first.report.counts, other.report.counts, "{whose}");
        }
    }

    /// The imports have these things to say, and nothing else.
    pub(crate) fn assert_remarks(&self, expected: &[&str]) {
        for (ending, imported) in self.imported() {
            let said = &imported.report.remarks;
            let kinds: Vec<_> = said.iter().map(|remark| remark.kind.id()).collect();
            assert_eq!(kinds, expected, "{}.{ending}: {said:?}", self.code);
        }
    }

    /// Everything in the conversion is in the model once, whatever it was imported from.
    pub(crate) fn assert_nothing_is_lost(&self) {
        let expected = held_by(&serde_json::from_slice(&self.json).unwrap());
        for (ending, imported) in self.imported() {
            let found = held(&imported.standard);
            for (place, count) in &expected {
                assert_eq!(found.get(place), Some(count), "{}.{ending}: {place:?}", self.code);
            }
            assert_eq!(found.len(), expected.len(), "{}.{ending}", self.code);
        }
    }

    /// What was imported is whole in every format that is printed.
    pub(crate) fn assert_whole_in_every_format(&self) {
        assert_whole(&import(&self.json, None).unwrap().standard);
    }

    /// The grids of the page and of the office file are the same, merged cells and lines included.
    pub(crate) fn assert_same_grids(&self) {
        let Some(odt) = &self.odt else { return };
        let (page, odt) = (read(&self.html), read(odt));
        assert!(page.merged && odt.merged);
        assert!(!duties(&page).is_empty(), "{}", self.code);
        assert_eq!(duties(&odt), duties(&page), "{}", self.code);
        assert_eq!(grid(&odt), grid(&page), "{}", self.code);
    }

    /// The rows of the main table are the same in each form, before anything is understood of it.
    pub(crate) fn assert_same_duties(&self) {
        let (page, text) = (read(&self.html), read(&self.text));
        assert!(!text.merged);
        // Merged cells are given with the row where they begin, and so does the text.
        assert_eq!(duties(&text), duties(&page), "{}", self.code);

        assert_eq!(detect::form(&self.json), Ok(SourceForm::OcsJson));
        let sheet = ocs::sheet(&detect::text(&self.json).unwrap()).unwrap();
        assert!(sheet.sections.iter().all(|section| section.part != FormPart::Unplaced), "{}", self.code);
        // It repeats for every row what the page says once for several.
        let texts = |rows: Vec<Vec<String>>| {
            let mut texts: Vec<String> = rows.into_iter().flatten().collect();
            texts.sort();
            texts.dedup();
            texts
        };
        assert_eq!(texts(duties_of(&sheet)), texts(duties(&page)), "{}", self.code);
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
    let given = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for version in list(&json["version_info"]["versions"]) {
        for key in ["version", "ocs_code", "ocs_name", "status", "update_note", "update_date"] {
            add(&mut held, key, &given(&version[key]));
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
        add(&mut held, "profile", &given(value));
    }
    for kind in ["job_categories", "occupations", "industries"] {
        for class in list(&profile["category"][kind]) {
            add(&mut held, kind, &format!("{} {}", given(&class["code"]), given(&class["name"])));
        }
    }
    // A name stands once, however often it is printed; where it differs, each does.
    let mut names = BTreeSet::new();
    for duty in list(&json["ocs_content"]["ocu_units"]) {
        let code = given(&duty["ocu_code"]);
        // Where both are blank, the cell above covers the row.
        let mut above = [Vec::new(), Vec::new()];
        add(&mut held, "duty", &format!("{code} {}", given(&duty["ocu_name"])));
        for task in list(&duty["tasks"]) {
            let codes = list(&task["task_codes"]);
            let place = given(&codes[0]["code"]);
            for name in &codes {
                add(
                    &mut held,
                    &format!("{code} task"),
                    &format!("{} {}", given(&name["code"]), given(&name["name"])),
                );
            }
            for (row, block) in list(&task["competency_blocks"]).iter().enumerate() {
                add(&mut held, &format!("{place} {row} level"), &given(&block["competency_level"]));
                for (key, name) in [("outputs", "name"), ("indicators", "text")] {
                    for item in list(&block[key]) {
                        let text = format!("{} {}", given(&item["code"]), given(&item[name]));
                        add(&mut held, &format!("{place} {row} {key}"), &text);
                    }
                }
                let own = ["knowledge", "skills"].map(|key| list(&block[key]));
                if own.iter().any(|items| !items.is_empty()) {
                    above = own;
                }
                for (items, key) in above.iter().zip(["knowledge", "skills"]) {
                    for item in items {
                        let code = given(&item["code"]);
                        add(&mut held, &format!("{place} {row} {key}"), &code);
                        names.insert((key, format!("{code} {}", given(&item["name"]))));
                    }
                }
            }
        }
    }
    names.iter().for_each(|(key, name)| add(&mut held, key, name));
    for item in list(&json["ocs_attitude"]["attitudes"]) {
        add(&mut held, "attitudes", &format!("{} {}", given(&item["code"]), given(&item["name"])));
    }
    for key in ["prerequisites", "supplements"] {
        list(&json["notes"][key]).iter().for_each(|note| add(&mut held, key, &given(note)));
    }
    held
}

/// What a field says; nothing where it is absent.
fn said<'a>(field: &'a Field<Text<'_>>) -> &'a str {
    field.given().map_or("", Text::as_str)
}

/// The same of a model.
fn held(standard: &Standard<'_>) -> Held {
    let mut held = Held::new();
    for version in standard.history.iter() {
        for (key, field) in
            [("version", &version.version), ("ocs_code", &version.code), ("ocs_name", &version.name)]
        {
            add(&mut held, key, said(field));
        }
        let successor = version.superseded_by.given().map(|code| format!("已被《{}》取代", code.as_str()));
        add(&mut held, "status", version.status.given().map_or("", |status| status.value.printed()));
        add(&mut held, "update_note", said(&version.note));
        add(&mut held, "update_note", &successor.unwrap_or_default());
        let date = version.date.given().unwrap().value.strftime("%Y/%m/%d").to_string();
        add(&mut held, "update_date", &date);
    }
    add(&mut held, "profile", said(&standard.code));
    add(&mut held, "profile", standard.name.given().unwrap().text.as_str());
    add(&mut held, "profile", said(&standard.description));
    add(&mut held, "profile", &standard.level.given().unwrap().value.to_string());
    let classes = &standard.classification;
    for (kind, list) in [
        ("job_categories", &classes.job_categories),
        ("occupations", &classes.occupations),
        ("industries", &classes.industries),
    ] {
        list.iter()
            .for_each(|class| add(&mut held, kind, &format!("{} {}", said(&class.code), said(&class.name))));
    }
    for duty in standard.duties.iter() {
        let code = duty.code.as_str();
        add(&mut held, "duty", &format!("{code} {}", said(&duty.name)));
        for task in duty.tasks.iter() {
            let place = task.code.as_str();
            add(&mut held, &format!("{code} task"), &format!("{place} {}", said(&task.name)));
            items(&format!("{code} task"), &task.also, &mut held);
            for (index, row) in task.rows.iter().enumerate() {
                let level = row.level.given().map_or(String::new(), |level| level.value.to_string());
                add(&mut held, &format!("{place} {index} level"), &level);
                items(&format!("{place} {index} outputs"), &row.outputs, &mut held);
                items(&format!("{place} {index} indicators"), &row.indicators, &mut held);
                for (kind, key) in Competency::BOTH.into_iter().zip(["knowledge", "skills"]) {
                    for one in kind.effective(duty, task, row).iter() {
                        add(&mut held, &format!("{place} {index} {key}"), one.code.as_str());
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
