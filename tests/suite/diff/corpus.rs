//! The published pair: TTM4221-004, version 2 to version 3.

use std::path::PathBuf;

use serde_json::Value;
use ttm::check::load;
use ttm::diagnostic::Findings;
use ttm::diff::{Change, Comparison, Entry, Impact, compare};
use ttm::model::{
    Class, Date, Duty, Field, Item, Kind, Level, List, Name, NameKind, Row, Standard, Status, StatusValue,
    Task, Text, Version,
};
use ttm::source::{FileId, Source, Span};

use super::{V2, is_there};

/// Version 3 as its conversion has it, damage included; the K and S of a duty's first task are its merged cell.
fn v3() -> Option<Standard<'static>> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus/TTM4221-004v3.ocs.json"));
    if !is_there(&path) {
        return None;
    }
    let json: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    Some(standard(&json))
}

fn text(value: &Value) -> Text<'static> {
    Text::made(value.as_str().unwrap())
}

fn code(value: &Value) -> Text<'static> {
    Text::made_code(value.as_str().unwrap())
}

fn each<T>(value: &Value, make: impl FnMut(&Value) -> T) -> List<T> {
    List::made(value.as_array().unwrap().iter().map(make).collect())
}

fn item(value: &Value) -> Item<'static> {
    let name = value.get("name").or(value.get("text")).unwrap();
    Item::made(value["code"].as_str().unwrap(), name.as_str().unwrap())
}

fn level(value: &Value) -> Field<Level> {
    Field::Given(Level { value: u8::try_from(value.as_u64().unwrap()).unwrap(), span: Span::default() })
}

fn standard(json: &Value) -> Standard<'static> {
    let (profile, content) = (&json["ocs_profile"], &json["ocs_content"]);
    let category = &profile["category"];
    let class = |value: &Value| Class {
        span: Span::default(),
        code: Field::Given(code(&value["code"])),
        name: Field::Given(text(&value["name"])),
    };
    let mut standard = Standard::made();
    standard.code = Field::Given(code(&profile["ocs_code"]));
    let name = text(&profile["ocs_name"]["occupation_name"]);
    standard.name = Field::Given(Name { kind: NameKind::Occupation, text: name });
    standard.classification.job_categories = each(&category["job_categories"], class);
    standard.classification.occupations = each(&category["occupations"], class);
    standard.classification.industries = each(&category["industries"], class);
    standard.description = Field::Given(text(&profile["job_description"]));
    standard.level = level(&profile["ocs_level"]);
    standard.history = each(&json["version_info"]["versions"], version);
    standard.duties = each(&content["ocu_units"], duty);
    for (kind, key) in [(Kind::Knowledge, "knowledge"), (Kind::Skill, "skills")] {
        let mut items: Vec<Item<'static>> = Vec::new();
        for unit in content["ocu_units"].as_array().unwrap() {
            for task in unit["tasks"].as_array().unwrap() {
                for block in task["competency_blocks"].as_array().unwrap() {
                    items.extend(block[key].as_array().unwrap().iter().map(item));
                }
            }
        }
        items.sort_by(|a, b| a.code.as_ref().unwrap().as_str().cmp(b.code.as_ref().unwrap().as_str()));
        items.dedup();
        match kind {
            Kind::Knowledge => standard.knowledge = List::made(items),
            _ => standard.skills = List::made(items),
        }
    }
    standard.attitudes = each(&json["ocs_attitude"]["attitudes"], item);
    standard.notes.qualifications = each(&json["notes"]["prerequisites"], text);
    standard.notes.supplements = each(&json["notes"]["supplements"], text);
    standard
}

fn version(value: &Value) -> Version<'static> {
    let current = value["status"] == "最新版本";
    let note = value["update_note"].as_str().unwrap();
    let successor = note.strip_prefix("已被《").and_then(|rest| rest.strip_suffix("》取代"));
    let date = value["update_date"].as_str().unwrap().replace('/', "-").parse().unwrap();
    let status = if current { StatusValue::Current } else { StatusValue::Superseded };
    Version {
        span: Span::default(),
        version: Field::Given(text(&value["version"])),
        code: Field::Given(code(&value["ocs_code"])),
        name: Field::Given(text(&value["ocs_name"])),
        status: Field::Given(Status { value: status, span: Span::default() }),
        superseded_by: successor.map(Text::made_code).into(),
        date: Field::Given(Date { value: date, span: Span::default() }),
        note: successor.is_none().then(|| Text::made(note)).into(),
    }
}

fn duty(unit: &Value) -> Duty<'static> {
    let first = &unit["tasks"][0]["competency_blocks"][0];
    Duty {
        code: code(&unit["ocu_code"]),
        name: Field::Given(text(&unit["ocu_name"])),
        knowledge: each(&first["knowledge"], |one| code(&one["code"])),
        skills: each(&first["skills"], |one| code(&one["code"])),
        tasks: each(&unit["tasks"], |task| Task {
            code: code(&task["task_codes"][0]["code"]),
            name: Field::Given(text(&task["task_codes"][0]["name"])),
            also: List::default(),
            knowledge: List::default(),
            skills: List::default(),
            rows: each(&task["competency_blocks"], |block| Row {
                span: Span::default(),
                level: level(&block["competency_level"]),
                outputs: each(&block["outputs"], item),
                indicators: each(&block["indicators"], item),
                knowledge: List::default(),
                skills: List::default(),
            }),
        }),
    }
}

/// Every entry of a comparison, however deep.
pub(super) fn all<'e, 'a>(entries: &'e [Entry<'a>]) -> Vec<&'e Entry<'a>> {
    entries.iter().flat_map(|entry| std::iter::once(entry).chain(all(&entry.children))).collect()
}

fn codes(entries: &[&Entry<'_>], change: Change) -> Vec<String> {
    let code = |entry: &&&Entry<'_>| entry.side().unwrap().code.unwrap().to_owned();
    entries.iter().filter(|entry| entry.has(change)).map(|entry| code(&entry)).collect()
}

fn compared(check: impl FnOnce(&Comparison<'_>)) {
    let Some(new) = v3() else { return };
    let source = Source::read(V2.as_ref());
    let mut found = Findings::default();
    let old = load(&source, FileId::default(), &mut found).unwrap();
    check(&compare(&old, &new));
}

#[test]
fn the_whole_report_of_the_published_pair() {
    compared(|comparison| {
        let mut out = Vec::new();
        let comparisons = std::slice::from_ref(comparison);
        let mut plain = anstream::StripStream::new(&mut out);
        ttm::report::diff::text::write(&mut plain, comparisons, ttm::words::Lang::En).unwrap();
        insta::assert_snapshot!("v2_to_v3", String::from_utf8(out).unwrap());
    });
}

#[test]
fn the_changes_of_the_published_pair_are_called_what_they_are() {
    compared(|comparison| {
        let table = all(&comparison.duties);
        let find = |new: &str| {
            let is_it = |entry: &&&Entry<'_>| entry.new.as_ref().is_some_and(|side| side.code == Some(new));
            *table.iter().find(|entry| is_it(entry)).unwrap()
        };
        let added = codes(&table, Change::Added);
        for expected in ["P1.1.3", "P2.2.3", "P2.3.2", "P3.3.4", "P4.2.2"] {
            assert!(added.contains(&expected.to_owned()), "{expected} in {added:?}");
        }
        assert_eq!(find("P2.1.1").changes, [Change::Reworded]);
        let moved_on = find("P4.2.3");
        assert_eq!(moved_on.changes, [Change::Renumbered]);
        assert_eq!(moved_on.old.as_ref().unwrap().code, Some("P4.2.2"));
        let duty = find("T5");
        assert_eq!(duty.changes, [Change::Reworded]);
        assert_eq!(
            (&*duty.old.as_ref().unwrap().text, &*duty.new.as_ref().unwrap().text),
            ("活動結束", "結案")
        );
        let known = |entry: &&Entry<'_>| entry.old.as_ref().is_some_and(|side| side.text == "顧客關係管理");
        let known = comparison.knowledge.iter().find(|entry| known(entry)).unwrap();
        assert_eq!(known.new.as_ref().unwrap().code, Some("K35"));
        assert!(!known.has(Change::Reworded));
        assert_eq!(comparison.highest(), Some(Impact::Identity));
    });
}

#[test]
fn what_only_moved_is_not_withdrawn_and_added() {
    compared(|comparison| {
        for part in comparison.parts() {
            let entries = all(part);
            let texts = |change: Change| -> Vec<String> {
                let changed = entries.iter().filter(|entry| entry.has(change));
                changed.map(|entry| entry.side().unwrap().text.to_string()).collect()
            };
            let added = texts(Change::Added);
            assert!(texts(Change::Withdrawn).iter().all(|text| !added.contains(text)), "{added:?}");
        }
        for task in all(&comparison.duties) {
            for lost in &task.exchange.lost {
                assert!(
                    task.exchange
                        .gained
                        .iter()
                        .all(|gained| gained.name != lost.name || gained.kind != lost.kind)
                );
            }
        }
    });
}
