//! The schema: committed as generated, and of one mind with decoding about what is well shaped.

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Value, json};
use ttm::check::check;
use ttm::files::source::Source;
use ttm::format::schema::schema;

use crate::blessed;

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// Whether the schema takes `text`, read by an independent YAML reader; `None` where that reader refuses it, as it
/// does for a key that stands twice.
fn schema_takes(validator: &Validator, text: &str) -> Option<bool> {
    let value: serde_norway::Value = serde_norway::from_str(text).ok()?;
    Some(validator.is_valid(&json_of(value)))
}

/// The same as JSON, keys as the strings that they are to an editor.
fn json_of(value: serde_norway::Value) -> Value {
    match value {
        serde_norway::Value::Sequence(items) => items.into_iter().map(json_of).collect(),
        serde_norway::Value::Mapping(entries) => {
            let entries = entries.into_iter().map(|(key, value)| match key {
                serde_norway::Value::String(key) => (key, json_of(value)),
                key => (serde_norway::to_string(&key).unwrap().trim().to_owned(), json_of(value)),
            });
            Value::Object(entries.collect())
        }
        scalar => serde_json::to_value(scalar).unwrap(),
    }
}

/// Whether decoding takes `text`: no finding about shape, and no key without the shape of its kind of code.
fn decoding_takes(text: &str) -> bool {
    let sources = [Source::in_memory("a.yaml", text)];
    !check(&sources).iter().any(|found| match found.rule {
        "unknown-field" | "missing-field" | "wrong-type" => true,
        // Whether a reference may say a name depends on the list, which a schema cannot see.
        "invalid-value" => !found.message.en.contains(" in the list"),
        // The last two: a code that is well-formed but for how its characters are written.
        "malformed-code" | "misplaced-code" | "lookalike-character" | "invisible-character" => {
            let span = found.primary.place.span.range();
            let is_key = text[span.end..].trim_start_matches(['"', '\'']).starts_with(':');
            // An item numbered for another parent is well shaped: only a rule can see it, and its label says whose.
            is_key && (found.rule != "misplaced-code" || found.primary.words.en.is_empty())
        }
        _ => false,
    })
}

/// Writes what was tried, with what the program says of it, for validators of other descent (`tests/schema`), where a
/// folder for that is named.
fn for_other_validators(name: &str, tried: &[(Value, bool)]) {
    let Some(folder) = std::env::var_os("TTM_AGREEMENT") else { return };
    fs::create_dir_all(&folder).unwrap();
    let lines = tried.iter().map(|(file, taken)| json!({"file": file, "taken": taken}).to_string() + "\n");
    fs::write(Path::new(&folder).join(format!("{name}.jsonl")), lines.collect::<String>()).unwrap();
}

fn as_json(text: &str) -> Value {
    json_of(serde_norway::from_str(text).unwrap())
}

const BASE: &str = "\
code: TTM4221-004v2
name:
  occupation: 甲
level: 3
history:
  - version: V2
    status: current
    date: 2021-01-14
knowledge:
  K01: 乙
skills:
  S01: 丙
attitudes:
  A01: 丁
duties:
  T1:
    name: 戊
    knowledge: [K01]
    tasks:
      T1.1:
        name: 己
        level: 3
        indicators:
          P1.1.1: 庚。
notes:
  qualifications:
    - 辛
";

#[test]
fn the_committed_schema_is_the_generated_one() {
    blessed("standards/standard.schema.json", &schema());
}

#[test]
fn the_committed_standard_is_clean() {
    let text = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    assert_eq!(schema_takes(&validator(), &text), Some(true));
}

#[test]
fn schema_and_decoder_accept_the_same_files() {
    let validator = validator();
    let changes: &[(&str, &str, bool)] = &[
        ("", "", true),
        ("level: 3\nhistory", "levle: 3\nhistory", false),
        ("level: 3\nhistory", "level: 9\nhistory", false),
        ("level: 3\nhistory", "level: 0\nhistory", false),
        ("level: 3\nhistory", "level: three\nhistory", false),
        ("level: 3\nhistory", "level: \"3\"\nhistory", false),
        ("level: 3\nhistory", "level: [3]\nhistory", false),
        ("level: 3\nhistory", "level: 3.5\nhistory", false),
        ("level: 3\nhistory", "level:\nhistory", true),
        ("level: 3\nhistory", "level: null\nhistory", true),
        ("level: 3\nhistory", "description: 4221\nhistory", true),
        ("level: 3\nhistory", "description: true\nhistory", true),
        ("level: 3\nhistory", "description: 1e3\nhistory", true),
        ("level: 3\nhistory", "description:\nhistory", true),
        ("level: 3\nhistory", "description: [甲]\nhistory", false),
        ("level: 3\nhistory", "description: {甲: 乙}\nhistory", false),
        ("level: 3\nhistory", "classification:\nhistory", true),
        ("level: 3\nhistory", "classification: {}\nhistory", true),
        ("level: 3\nhistory", "classification: 甲\nhistory", false),
        ("level: 3\nhistory", "classification: {occupation: [{code: 4221}]}\nhistory", true),
        ("level: 3\nhistory", "classification: {occupation: {code: 4221}}\nhistory", false),
        ("level: 3\nhistory", "classification: {occupation: [4221]}\nhistory", false),
        ("level: 3\nhistory", "classification: {occupation: [{}]}\nhistory", true),
        ("level: 3\nhistory", "classification: {occupation: [{cod: 4221}]}\nhistory", false),
        ("name:\n  occupation: 甲\n", "", false),
        ("name:\n  occupation: 甲\n", "name: 甲\n", false),
        ("name:\n  occupation: 甲\n", "name:\n", false),
        ("name:\n  occupation: 甲\n", "name: {}\n", false),
        ("name:\n  occupation: 甲\n", "name: {occupation: 甲, category: 乙}\n", false),
        ("name:\n  occupation: 甲\n", "name: {category: 乙}\n", true),
        ("name:\n  occupation: 甲\n", "name: {occupation: }\n", true),
        ("status: current", "status: 最新版本", false),
        ("status: current", "status:", true),
        ("status: current", "state: current", false),
        ("2021-01-14", "2021/01/14", false),
        ("2021-01-14", "2021-02-30", false),
        ("2021-01-14", "2024-02-29", true),
        ("2021-01-14", "2021", false),
        ("2021-01-14", "", true),
        ("  - version: V2\n    status: current\n    date: 2021-01-14\n", "  - V2\n", false),
        ("  - version: V2\n    status: current\n    date: 2021-01-14\n", "  -\n", false),
        ("  - version: V2\n    status: current\n    date: 2021-01-14\n", "  - version: 2\n", true),
        ("  K01: 乙\n", "  X12: 乙\n", false),
        ("  K01: 乙\n", "  K1: 乙\n", false),
        ("  K01: 乙\n", "  S01: 乙\n", false),
        ("  K01: 乙\n", "  K01: [乙]\n", false),
        ("  K01: 乙\n", "  K01: {name: 乙}\n", false),
        ("  K01: 乙\n", "  K01: 3\n", true),
        ("  K01: 乙\n", "  K01:\n", true),
        ("  K01: 乙\n", "  - K01: 乙\n  - K01: 丙\n", true),
        ("  K01: 乙\n", "  - K1: 乙\n", false),
        ("  K01: 乙\n", "  - 乙\n", true),
        ("  K01: 乙\n", "  - [乙]\n", false),
        ("  K01: 乙\n", "  - K01: 乙\n    K02: 丙\n", false),
        ("  K01: 乙\n", "  乙\n", false),
        ("  K01: 乙\n", "", true),
        ("  A01: 丁\n", "  - 丁\n  - A01: 甲\n", true),
        ("knowledge: [K01]", "knowledge: []", true),
        ("knowledge: [K01]", "knowledge: [4]", true),
        ("knowledge: [K01]", "knowledge:", false),
        ("knowledge: [K01]", "knowledge: K01", false),
        ("knowledge: [K01]", "knowledge: {K01: 乙}", false),
        ("knowledge: [K01]", "knowledge: [[K01]]", false),
        ("    name: 戊\n", "", false),
        ("    name: 戊\n", "    name:\n", true),
        ("  T1:\n", "  T1.1:\n", false),
        ("  T1:\n", "  D1:\n", false),
        ("      T1.1:\n", "      T1:\n", false),
        ("      T1.1:\n", "      T1.10:\n", true),
        ("        level: 3\n", "        level: 7\n", false),
        ("        level: 3\n", "        rows: []\n", false),
        ("        level: 3\n        indicators:\n          P1.1.1: 庚。\n", "        rows: []\n", true),
        (
            "        level: 3\n        indicators:\n          P1.1.1: 庚。\n",
            "        rows:\n          - level: 3\n",
            true,
        ),
        (
            "        level: 3\n        indicators:\n          P1.1.1: 庚。\n",
            "        rows:\n          - name: 甲\n",
            false,
        ),
        (
            "        level: 3\n        indicators:\n          P1.1.1: 庚。\n",
            "        rows: {level: 3}\n",
            false,
        ),
        ("        level: 3\n", "        also: {T1.2: 壬}\n", true),
        ("        level: 3\n", "        also: {P1.2.1: 壬}\n", false),
        ("        level: 3\n", "        outputs: [O1.1.1: 甲, 乙]\n", true),
        ("        level: 3\n", "        outputs: {P1.1.1: 甲}\n", false),
        ("          P1.1.1: 庚。\n", "          P1.1: 庚。\n", false),
        ("  qualifications:\n    - 辛\n", "  qualifications: 辛\n", false),
        ("  qualifications:\n    - 辛\n", "  qualifications: [辛, 1]\n", true),
        ("  qualifications:\n    - 辛\n", "  qualifications: [[辛]]\n", false),
        ("  qualifications:\n    - 辛\n", "  qualifications:\n", true),
        ("  qualifications:\n    - 辛\n", "  qualification: [辛]\n", false),
        ("knowledge: [K01]", "knowledge: [{K01: 乙}]", true),
        ("knowledge: [K01]", "knowledge: [{K01: 4221}]", true),
        ("knowledge: [K01]", "knowledge: [{K01: 乙, K02: 丙}]", false),
        ("knowledge: [K01]", "knowledge: [{K01: [乙]}]", false),
        ("notes:\n", "unplaced:\n  - at: 甲\n    text: 乙\nnotes:\n", true),
        ("knowledge: [K01]", "knowledge: [{K01: 乙}]", true),
        ("knowledge: [K01]", "knowledge: [{K01: 4221}]", true),
        ("knowledge: [K01]", "knowledge: [{K01: 乙, K02: 丙}]", false),
        ("knowledge: [K01]", "knowledge: [{K01: [乙]}]", false),
        ("notes:\n", "unplaced: [甲]\nnotes:\n", false),
        ("notes:\n", "revises: TTM4221-004v1\nnotes:\n", true),
        ("2021-01-14", "２０２１-01-14", false),
        ("notes:\n", "format: 99.1\nnotes:\n", false),
        ("notes:\n", "format: 0.1\nnotes:\n", false),
    ];
    let mut tried = Vec::new();
    for (from, to, expected) in changes {
        assert!(BASE.contains(from), "{from}");
        let text = BASE.replacen(from, to, 1);
        assert_eq!(schema_takes(&validator, &text), Some(*expected), "the schema, with {to:?} for {from:?}");
        assert_eq!(decoding_takes(&text), *expected, "decoding, with {to:?} for {from:?}");
        tried.push((as_json(&text), *expected));
    }
    for text in
        ["[甲]\n", "甲\n", "name: {occupation: 甲}\nduties: {}\n", "name: {occupation: 甲}\nduties: []\n"]
    {
        assert_eq!((schema_takes(&validator, text), decoding_takes(text)), (Some(false), false), "{text}");
        tried.push((as_json(text), false));
    }
    for_other_validators("changes", &tried);
    let list = "name: {occupation: 甲}\nduties: [T1: {name: 乙}]\n";
    assert_eq!((schema_takes(&validator, list), decoding_takes(list)), (Some(true), true));
}

#[test]
fn schema_and_decoder_agree_on_all_test_cases() {
    let validator = validator();
    let mut tried = Vec::new();
    for folder in fs::read_dir("tests/cases").unwrap() {
        for case in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = case.unwrap().path();
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let sources = [Source::in_memory("a.yaml", text.as_str())];
            if check(&sources).iter().any(|found| found.rule == "yaml-syntax") {
                continue;
            }
            let Some(taken) = schema_takes(&validator, &text) else { continue };
            assert_eq!(taken, decoding_takes(&text), "{}", path.display());
            tried.push((as_json(&text), taken));
        }
    }
    assert!(tried.len() > 20, "only {} cases could be compared", tried.len());
    for_other_validators("cases", &tried);
}

#[test]
fn the_date_pattern_accepts_every_existing_day() {
    let validator = validator();
    let mut tried = Vec::new();
    for year in [1900, 1999, 2000, 2019, 2020, 2021, 2100, 2400] {
        for month in 0..=13 {
            for day in 0..=32 {
                let date = format!("{year}-{month:02}-{day:02}");
                let standard = json!({
                    "name": {"occupation": "甲"},
                    "duties": {"T1": {"name": "乙"}},
                    "history": [{"date": date}],
                });
                let exists = date.parse::<jiff::civil::Date>().is_ok();
                assert_eq!(validator.is_valid(&standard), exists, "{date}");
                tried.push((standard, exists));
            }
        }
    }
    for_other_validators("dates", &tried);
}

#[test]
fn a_file_of_a_later_format_version_is_one_finding() {
    let text = "format: 99.1\nsurprise: 1\nlevle: 3\n";
    let found = check(&[Source::in_memory("a.yaml", text)]);
    let said: Vec<_> = found.iter().map(|found| (found.rule, found.message.en.as_ref())).collect();
    assert_eq!(said, [("invalid-value", "this needs ttm 99.1 or later")]);
    assert_eq!(found[0].message.zh, "這個檔案需要 ttm 99.1 以上的版本");
    // What no version is, or one that is here already, is an unknown key like any other.
    for value in ["0.1", "one", "[99.1]", ""] {
        let text = BASE.replacen("notes:", &format!("format: {value}\nnotes:"), 1);
        let found = check(&[Source::in_memory("TTM4221-004v2.yaml", text.as_str())]);
        assert!(found.iter().any(|found| found.rule == "unknown-field"), "{value}");
        assert!(!found.iter().any(|found| found.message.en.contains("this needs")), "{value}");
    }
}

#[test]
fn schema_patterns_match_ascii_digits_only() {
    assert!(!schema().contains("\\d") && schema().contains("\"$id\": \"urn:icap-ttm:schema:standard:1\""));
}

#[test]
fn every_schema_key_is_described_in_both_languages() {
    fn walk(schema: &Value, path: &Path, count: &mut usize) {
        for group in ["properties", "patternProperties"] {
            let Some(members) = schema.get(group).and_then(Value::as_object) else { continue };
            for (key, member) in members.iter().filter(|(_, member)| member.is_object()) {
                for text in ["title", "description"] {
                    let text = member.get(text).and_then(Value::as_str).unwrap_or_default();
                    let han = text.chars().any(|found| ('\u{4e00}'..='\u{9fff}').contains(&found));
                    let latin = text.chars().any(|found| found.is_ascii_lowercase());
                    assert!(han && latin, "{} {key}: {text:?}", path.display());
                }
                *count += 1;
            }
        }
        match schema {
            Value::Object(members) => {
                members.iter().for_each(|(key, member)| walk(member, &path.join(key), count));
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, path, count)),
            _ => {}
        }
    }
    let mut count = 0;
    walk(&serde_json::from_str(&schema()).unwrap(), Path::new("#"), &mut count);
    assert!(count > 50, "{count}");
}
