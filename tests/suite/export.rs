//! `ttm export`: tables and packages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use ttm::export::case::identifier;
use ttm::export::tables::{TABLES, Type};

use crate::support::{case, exported, names, standard};

fn ttm(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(["--lang", "en"]).args(arguments).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The files that an export writes, by their names.
fn export(folder: &Path, arguments: &[&str]) -> BTreeMap<String, String> {
    let output = ttm(folder, &[&["export", "-o", "out"], arguments].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let out = folder.join("out");
    let files = names(&out).into_iter();
    let files = files.map(|name| (name.clone(), fs::read_to_string(out.join(name)).unwrap())).collect();
    fs::remove_dir_all(out).unwrap();
    files
}

type Row = BTreeMap<String, Option<String>>;

/// The rows of a table in JSON Lines; numbers as texts.
fn json_rows(text: &str) -> Vec<Row> {
    let row = |line: &str| -> Row {
        let row: serde_json::Map<String, Value> = serde_json::from_str(line).unwrap();
        let text = |value: Value| match value {
            Value::Null => None,
            Value::String(text) => Some(text),
            number => Some(number.to_string()),
        };
        row.into_iter().map(|(key, value)| (key, text(value))).collect()
    };
    text.lines().map(row).collect()
}

/// The rows of a table in CSV, read as RFC 4180 says; one apostrophe is taken from the start of a text.
fn csv_rows(text: &str) -> Vec<Row> {
    let mut records: Vec<Vec<Option<String>>> = vec![vec![None]];
    let mut rest = text.strip_prefix('\u{feff}').unwrap().chars().peekable();
    let mut quoted = false;
    while let Some(c) = rest.next() {
        let cell = records.last_mut().unwrap().last_mut().unwrap();
        match c {
            '"' if !quoted => {
                quoted = true;
                cell.get_or_insert_default();
            }
            '"' if rest.next_if_eq(&'"').is_some() => cell.get_or_insert_default().push('"'),
            '"' => quoted = false,
            ',' if !quoted => records.last_mut().unwrap().push(None),
            '\r' if !quoted => {
                assert_eq!(rest.next(), Some('\n'));
                records.push(vec![None]);
            }
            _ => cell.get_or_insert_default().push(c),
        }
    }
    assert_eq!(records.pop(), Some(vec![None]));
    let mut records = records.into_iter();
    let heading: Vec<String> = records.next().unwrap().into_iter().map(Option::unwrap).collect();
    let row = |record: Vec<Option<String>>| {
        assert_eq!(record.len(), heading.len());
        let text = |cell: Option<String>| {
            cell.map(|text| text.strip_prefix('\'').map(str::to_owned).unwrap_or(text))
        };
        heading.iter().cloned().zip(record.into_iter().map(text)).collect()
    };
    records.map(row).collect()
}

fn value<'a>(row: &'a Row, column: &str) -> &'a str {
    row[column].as_deref().unwrap_or_default()
}

/// A standard in which nothing is as it should be: codes that stand twice, none at all, hostile texts.
const ODD: &str = "\
name: {occupation: '=HYPERLINK(\"http://x\")'}
description: |
  第一行

  '第三行
knowledge:
- K01: 甲
- K01: 乙
- K01~2: 丙
- 丁
- K02: ''
skills: {S01: ' =1+1', S02: \"\\u202e反\\u001b[31m\", S03: '##[error]甲;乙'}
duties:
  T1:
    name:
    knowledge: [{K01: 乙}, K01, K99]
    skills: [S01, S01]
    tasks:
      T1.1: {name: 一, outputs: [報告, 報告], indicators: {P1.1.1: 。}}
      T1.1: {name: 二}
      ' ': {name: 三}
";

#[test]
fn every_table_has_the_same_rows_as_json_lines_and_as_csv() {
    let folder = TempDir::new().unwrap();
    exported::repository(folder.path());
    fs::write(folder.path().join("standards/odd.yaml"), ODD).unwrap();
    // It has findings of loading, since a duty has no name.
    let export = |form: &str| {
        let output = ttm(folder.path(), &["export", "-o", "out", "--as", form, "standards"]);
        assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
        let out = folder.path().join("out");
        let read = |name: String| (name.clone(), fs::read_to_string(out.join(name)).unwrap());
        let files: BTreeMap<_, _> = names(&out).into_iter().map(read).collect();
        fs::remove_dir_all(out).unwrap();
        files
    };
    let (lines, sheets) = (export("jsonl"), export("csv"));
    assert_eq!(lines.len(), TABLES.len() + 1);
    for table in TABLES {
        let rows = json_rows(&lines[&format!("{}.jsonl", table.name)]);
        let sheet = &sheets[&format!("{}.csv", table.name)];
        let mut cells = csv_rows(sheet);
        // What would reorder a line or act on a terminal is shown as a sign in a sheet.
        let exact = |text: &str| text.replace("\u{fffd}反␛", "\u{202e}反\u{1b}");
        cells.iter_mut().flat_map(BTreeMap::values_mut).flatten().for_each(|text| *text = exact(text));
        assert_eq!(rows, cells, "{}", table.name);
        let keys: BTreeSet<&str> = rows.iter().map(|row| value(row, "key")).collect();
        assert_eq!(keys.len(), rows.len(), "{}", table.name);
        assert!(!rows.is_empty(), "{}", table.name);
        for column in table.columns {
            let values = rows.iter().map(|row| &row[column.name]);
            // Nothing is promised that is never written.
            assert!(values.clone().any(Option::is_some), "{}.{}", table.name, column.name);
            let fits = |text: &String| match column.of {
                Type::Text => true,
                Type::Integer => text.parse::<u32>().is_ok(),
                Type::Date => text.parse::<jiff::civil::Date>().is_ok(),
            };
            assert!(values.flatten().all(fits), "{}.{}", table.name, column.name);
        }
        let acts =
            |cell: &str| cell.trim_start_matches('"').trim_start().starts_with(['=', '+', '-', '@', '＝']);
        assert!(
            !sheet
                .lines()
                .flat_map(|line| line.split([',', ';', '\t']))
                .any(|cell| acts(cell) && cell.len() > 1),
            "{sheet}"
        );
        assert!(!sheet.contains(['\u{202e}', '\u{1b}']));
    }
}

#[test]
fn nothing_of_a_standard_is_missing_from_its_tables() {
    let folder = TempDir::new().unwrap();
    exported::repository(folder.path());
    let files = export(folder.path(), &["standards/CCM1234-001v1.yaml"]);
    let all: BTreeSet<String> = files
        .iter()
        .filter(|(name, _)| name.ends_with("jsonl"))
        .flat_map(|(_, text)| json_rows(text))
        .flat_map(BTreeMap::into_values)
        .flatten()
        .collect();
    let text = fs::read_to_string(folder.path().join("standards/CCM1234-001v1.yaml")).unwrap();
    let codes = ttm::model::Codes { entries: true, references: true };
    let mut count = 0;
    standard(&text).each_text(codes, |role, text| {
        assert!(all.contains(text.as_str()), "{role:?}: {}", text.as_str());
        count += 1;
    });
    assert!(count > 30, "{count}");
}

#[test]
fn keys_lead_from_table_to_table() {
    let folder = TempDir::new().unwrap();
    exported::repository(folder.path());
    fs::write(
        folder.path().join("standards/again.yaml"),
        "code: CCM1234-001v1\nname: {category: 甲}\nduties: {T1: {name: 乙}}\n",
    )
    .unwrap();
    let files = export(folder.path(), &[]);
    let rows = |table: &str| json_rows(&files[&format!("{table}.jsonl")]);
    let keys = |table: &str, column: &str| -> BTreeSet<String> {
        rows(table).into_iter().filter_map(|row| row[column].clone()).collect()
    };
    let standards = keys("standards", "key");
    // The path of a second file with a code, and that of a draft.
    assert_eq!(
        standards.iter().map(String::as_str).collect::<Vec<_>>(),
        ["CCM1234-001v1", "TTM4221-004v2", "TTM4221-004v3", "standards/again.yaml", "standards/draft.yaml"]
    );
    for table in TABLES.iter().filter(|table| table.columns.iter().any(|column| column.name == "standard")) {
        assert!(keys(table.name, "standard").is_subset(&standards), "{}", table.name);
    }
    for (table, column, other, key) in [
        ("task_rows", "duty", "duties", "key"),
        ("task_rows", "task", "task_rows", "key"),
        ("task_rows", "cell", "task_rows", "key"),
        ("items", "cell", "task_rows", "cell"),
        ("references", "cell", "task_rows", "cell"),
        ("references", "item", "items", "key"),
    ] {
        assert!(keys(table, column).is_subset(&keys(other, key)), "{table}.{column}");
    }
    // T1.2 shares the rows of T1.1, whose second has skills of its own.
    let shared: Vec<_> = rows("task_rows")
        .iter()
        .filter(|row| row["code"].as_deref() == Some("T1.2"))
        .map(|row| (value(row, "cell").to_owned(), value(row, "level").to_owned()))
        .collect();
    let cell = |key: &str, level: &str| (key.to_owned(), level.to_owned());
    assert_eq!(shared, [cell("CCM1234-001v1/T1.1", "3"), cell("CCM1234-001v1/T1.1/2", "4")]);
    let needed: Vec<_> = rows("references")
        .iter()
        .filter(|row| row["cell"].as_deref() == Some("CCM1234-001v1/T1.1/2"))
        .map(|row| (value(row, "item").to_owned(), value(row, "written_at").to_owned()))
        .collect();
    assert_eq!(needed[0], cell("CCM1234-001v1/K01", "duty"));
    assert_eq!(needed[4], cell("CCM1234-001v1/S04", "row"));
    let uncoded: Vec<_> = rows("items")
        .iter()
        .filter(|row| row["code"].is_none())
        .map(|row| value(row, "key").to_owned())
        .collect();
    assert_eq!(uncoded, ["CCM1234-001v1/T1.1/O~1", "CCM1234-001v1/T1.1/O~2"]);
    // The draft refers to what it does not list.
    let missing: Vec<_> = rows("references").into_iter().filter(|row| row["item"].is_none()).collect();
    assert_eq!(missing.iter().map(|row| value(row, "code")).collect::<Vec<_>>(), ["K09"]);
}

#[test]
fn the_lineage_follows_names_and_not_codes() {
    let folder = TempDir::new().unwrap();
    exported::repository(folder.path());
    let files = export(folder.path(), &[]);
    let lineage = json_rows(&files["lineage.jsonl"]);
    let become_of = |standard: &str, code: &str| -> Vec<(String, String, String)> {
        let of = |row: &&Row| value(row, "from_standard") == standard && value(row, "from_code") == code;
        let said =
            |row: &Row| ["to_code", "changes", "is_same"].map(|column| value(row, column).to_owned()).into();
        lineage.iter().filter(of).map(said).collect()
    };
    let row =
        |to: &str, changes: &str, same: &str| vec![(to.to_owned(), changes.to_owned(), same.to_owned())];
    assert_eq!(become_of("TTM4221-004v2", "K05"), row("K07", "renumbered", "yes"));
    assert_eq!(become_of("TTM4221-004v2", "K12"), row("K12", "", "yes"));
    assert_eq!(become_of("TTM4221-004v2", "K16"), row("K04", "joined", "no"));
    assert_eq!(become_of("TTM4221-004v2", "P2.2.2"), row("P2.2.2", "", "yes"));
    // An entry below it says something else.
    assert_eq!(become_of("TTM4221-004v2", "T2.2")[0].2, "no");
    // A draft follows the standard that it revises.
    assert_eq!(become_of("CCM1234-001v1", "K01"), row("K01", "", "yes"));
    let new: Vec<_> =
        lineage.iter().filter(|row| row["from_key"].is_none()).map(|row| value(row, "to_key")).collect();
    assert!(new.contains(&"standards/draft.yaml/K03"), "{new:?}");
    // Each entry of the later version is there.
    let later =
        json_rows(&files["items.jsonl"]).into_iter().filter(|row| value(row, "standard") == "TTM4221-004v3");
    for item in later {
        assert!(lineage.iter().any(|row| row["to_key"] == item["key"]), "{item:?}");
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    exported::repository(folder.path());
    for format in ["tables", "case"] {
        let with = |jobs: &str| export(folder.path(), &["--format", format, "--jobs", jobs]);
        let once = with("1");
        assert_eq!(once, with("4"));
        assert!(once.len() > 3);
    }
}

#[test]
fn packages_are_valid_and_lead_to_each_other() {
    let folder = TempDir::new().unwrap();
    exported::repository(folder.path());
    let output = ttm(folder.path(), &["export", "--format", "case", "-o", "out"]);
    assert_eq!(
        said(&output),
        "without a code of its own, so without a package: standards/draft.yaml\nout: 4 files written\n"
    );
    let files = export(folder.path(), &["--format", "case"]);
    let packages: BTreeMap<&str, Value> =
        files.iter().map(|(name, text)| (name.as_str(), serde_json::from_str(text).unwrap())).collect();
    assert_eq!(
        packages.keys().copied().collect::<Vec<_>>(),
        ["CCM1234-001v1.json", "TTM4221-004v2.json", "TTM4221-004v3.json", "levels.json"]
    );
    for (name, package) in &packages {
        assert_eq!(case::faults(package), [""; 0], "{name}");
    }
    let links = |name: &str| -> Vec<(String, String, String)> {
        let associations = packages[name]["CFAssociations"].as_array().unwrap();
        let id = |node: &Value| node["identifier"].as_str().unwrap().to_owned();
        let link = |one: &Value| {
            let of = one["associationType"].as_str().unwrap().to_owned();
            (of, id(&one["originNodeURI"]), id(&one["destinationNodeURI"]))
        };
        associations.iter().map(link).collect()
    };
    let later = links("TTM4221-004v3.json");
    let has =
        |of: &str, from: &str, to: &str| later.contains(&(of.to_owned(), identifier(from), identifier(to)));
    assert!(has("replacedBy", "TTM4221-004v2", "TTM4221-004v3"));
    assert!(has("exactMatchOf", "TTM4221-004v3/K07", "TTM4221-004v2/K05"));
    assert!(has("replacedBy", "TTM4221-004v2/K16", "TTM4221-004v3/K04"));
    assert!(has("replacedBy", "TTM4221-004v2/T2.2", "TTM4221-004v3/T2.2"));
    assert!(!has("exactMatchOf", "TTM4221-004v3/T2.2", "TTM4221-004v2/T2.2"));
    assert!(has("hasSkillLevel", "TTM4221-004v3/T2.2", "levels/3"));
    assert!(has("hasSkillLevel", "TTM4221-004v3", "levels/3"));
    assert!(has("isRelatedTo", "TTM4221-004v3/T2.2", "TTM4221-004v3/K07"));
    // The former version is replaced according to its successor alone: its package does not change when that is issued.
    assert!(links("TTM4221-004v2.json").iter().all(|(of, ..)| of != "exactMatchOf"));
    let other = links("CCM1234-001v1.json");
    let shared = ("isPeerOf".to_owned(), identifier("CCM1234-001v1/T1.2"), identifier("CCM1234-001v1/T1.1"));
    assert!(other.contains(&shared));
    let document = &packages["TTM4221-004v3.json"]["CFDocument"];
    assert_eq!(document["lastChangeDateTime"], "2024-05-06T00:00:00Z");
    assert_eq!(document["adoptionStatus"], "Adopted");
    assert_eq!(document["title"], "TTM4221-004v3 獎勵旅遊業業務人員");
}

#[test]
fn the_package_of_an_unchanged_standard_does_not_change() {
    let folder = TempDir::new().unwrap();
    exported::repository(folder.path());
    let all = export(folder.path(), &["--format", "case"]);
    fs::remove_file(folder.path().join("standards/TTM4221-004v3.yaml")).unwrap();
    let fewer = export(folder.path(), &["--format", "case"]);
    assert_eq!(fewer.len(), all.len() - 1);
    assert!(fewer.iter().all(|(name, text)| all[name] == *text));
}

#[test]
fn a_package_that_is_none_is_found_out() {
    let folder = TempDir::new().unwrap();
    exported::repository(folder.path());
    let files = export(folder.path(), &["--format", "case"]);
    let text = &files["TTM4221-004v3.json"];
    for (before, after) in [
        ("\"caseVersion\": \"1.1\"", "\"caseVersion\": \"1.0\""),
        ("\"creator\"", "\"maker\""),
        ("\"isRelatedTo\"", "\"needs\""),
        ("2024-05-06T00:00:00Z", "2024-05-06"),
        ("\"sequenceNumber\": 2,", "\"sequenceNumber\": 1,"),
        ("\"isPeerOf\"", "\"isChildOf\""),
        ("\"identifier\": \"", "\"identifier\": \"x"),
    ] {
        let text = if before == "\"isPeerOf\"" { &files["CCM1234-001v1.json"] } else { text };
        assert!(text.contains(before), "{before}");
        let wrong: Value = serde_json::from_str(&text.replace(before, after)).unwrap();
        assert!(!case::faults(&wrong).is_empty(), "{before}");
    }
}

#[test]
fn a_code_names_no_file_elsewhere() {
    let folder = TempDir::new().unwrap();
    for (name, code) in [("a", "../../outside"), ("b", "/tmp/x"), ("c", "CON"), ("d", "levels")] {
        let text =
            format!("code: {code}\nname: {{occupation: '::error::x'}}\nduties: {{T1: {{name: 乙}}}}\n");
        fs::write(folder.path().join(format!("{name}.yaml")), text).unwrap();
    }
    let files = export(folder.path(), &["--format", "case", "a.yaml", "b.yaml"]);
    let unsafe_names = ["../../outside", "/tmp/x"].map(|code| format!("{}.json", identifier(code)));
    assert_eq!(
        files.keys().cloned().collect::<BTreeSet<_>>(),
        [&unsafe_names[..], &["levels.json".to_owned()]].concat().into_iter().collect()
    );
    assert_eq!(names(folder.path()), ["a.yaml", "b.yaml", "c.yaml", "d.yaml"]);
    // Names that a system or the package of the levels has are no names of packages either.
    let files = export(folder.path(), &["--format", "case", "c.yaml", "d.yaml"]);
    assert!(files.len() == 3 && files["levels.json"].contains("職能級別"), "{:?}", files.keys());
    assert!(!files.contains_key("CON.json"));
}

#[test]
fn nothing_is_written_over_by_an_export() {
    let folder = TempDir::new().unwrap();
    exported::repository(folder.path());
    let folder = folder.path();
    let says = |arguments: &[&str], words: &str| {
        let output = ttm(folder, arguments);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(said(&output).contains(words), "{output:?}");
    };
    fs::write(folder.join("file"), "甲").unwrap();
    says(&["export", "-o", "file"], "file is no folder, but several files are written");
    says(&["export", "-o", "-"], "- is no folder");
    fs::create_dir(folder.join("out")).unwrap();
    let kept = fs::read_to_string(folder.join("standards/CCM1234-001v1.yaml")).unwrap();
    fs::write(folder.join("out/items.jsonl"), &kept).unwrap();
    says(&["export", "-o", "out"], "items.jsonl is there, does not look like JSON");
    assert_eq!(names(&folder.join("out")), ["items.jsonl"]);
    assert_eq!(fs::read_to_string(folder.join("out/items.jsonl")).unwrap(), kept);
    fs::write(folder.join("out/items.jsonl"), "{\"key\":1}\n").unwrap();
    assert!(ttm(folder, &["export", "-o", "out"]).status.success());
    assert!(ttm(folder, &["export", "-o", "out", "--as", "csv"]).status.success());
    assert!(ttm(folder, &["export", "-o", "out", "--as", "csv"]).status.success());
    // What could not be read is told, and the rest is written.
    fs::write(folder.join("standards/broken.yaml"), "code: [\n").unwrap();
    let output = ttm(folder, &["export", "-o", "new/deep"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("broken.yaml"), "{output:?}");
    assert!(folder.join("new/deep/tables.sql").exists());
}

/// The tables of the page on data.
#[test]
fn the_data_page_lists_every_column() {
    let page = fs::read_to_string("docs/data.md").unwrap();
    let (before, rest) = page.split_once("<!-- tables -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of tables -->").unwrap();
    let mut tables = String::new();
    for table in TABLES {
        tables.push_str(&format!(
            "**{}**: {}\n\n| column | type | says |\n|---|---|---|\n",
            table.name, table.about
        ));
        for column in table.columns {
            let of = match column.of {
                Type::Text => "text",
                Type::Integer => "integer",
                Type::Date => "date",
            };
            tables.push_str(&format!("| `{}` | {of} | {} |\n", column.name, column.about));
        }
        tables.push('\n');
    }
    crate::blessed(
        "docs/data.md",
        &format!("{before}<!-- tables -->\n{tables}<!-- end of tables -->{after}"),
    );
}
