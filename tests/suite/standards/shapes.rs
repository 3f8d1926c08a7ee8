//! Every shape that real standards have is in one of our own: the file that has it, and a look that finds it there.
//!
//! The looks know nothing of the program: YAML is read by another reader, the other forms are looked at as text. Each
//! is also shown a file without the shape, so that none says yes to everything.

use serde_json::{Map, Value};

use super::read;

/// A shape, by its number in the list of them.
struct Shape {
    number: usize,
    what: &'static str,
    file: &'static str,
    has: fn(&str) -> bool,
    /// A file of the same form without it.
    other: &'static str,
}

const LAST: usize = 13;

const SHAPES: &[Shape] = &[
    shape(1, "knowledge and skills merged over a whole duty", "XXX3119-901v2.yaml", |text| {
        duties(text).iter().any(|duty| {
            let own = |task: &Value| task.get("knowledge").or(task.get("skills")).is_some();
            has_both(duty) && tasks_of(duty).len() > 1 && !tasks_of(duty).iter().any(own)
        })
    }),
    shape(1, "knowledge merged over some tasks of a duty", "XXX3119-901v2.yaml", |text| {
        duties(text).iter().any(|duty| {
            let cells: Vec<_> = tasks_of(duty).iter().map(|task| task.get("knowledge").cloned()).collect();
            cells.windows(2).any(|pair| pair[0].is_some() && pair[0] == pair[1])
                && cells.windows(2).any(|pair| pair[0] != pair[1])
        })
    }),
    shape(1, "the rows below a merged cell blank, after a page break too", "XXX3119-901v2.txt", |text| {
        let pages: Vec<_> = text.split("\n主要職責\t").skip(1).collect();
        pages.len() > 1 && pages.iter().all(|page| page.lines().any(|line| line.ends_with("\t3\t\t")))
    }),
    shape(1, "a merged cell of a page", "XXX3119-901v2.html", |text| text.contains("<td rowspan='2'><p>K01")),
    shape(2, "knowledge and skills of its own for every task", "XXX2149-902v1.yaml", |text| {
        duties(text).iter().all(|duty| duty.get("knowledge").or(duty.get("skills")).is_none())
            && tasks(text).iter().all(|task| {
                let rows = |key: &str| rows_of(task).iter().all(|row| row.get(key).is_some());
                (task.get("knowledge").is_some() || rows("knowledge")) && task.get("skills").is_some()
            })
    }),
    shape(3, "a task split into rows with different levels", "XXX2149-902v1.yaml", |text| {
        tasks(text).iter().any(|task| {
            let rows = rows_of(task);
            let differs = |key: &str| rows[0].get(key).is_some() && rows[0].get(key) != rows[1].get(key);
            rows.len() > 1 && ["level", "outputs", "indicators", "knowledge"].into_iter().all(differs)
        })
    }),
    shape(4, "several task codes in one cell", "XXX2149-902v1.yaml", |text| {
        tasks(text).iter().any(|task| task["also"].as_object().is_some_and(|also| !also.is_empty()))
    }),
    shape(4, "several task codes in one cell of a page", "XXX2149-902v1.html", |text| {
        text.contains("<td>T1.1 訪問買家<br>T1.2 量測風力</td>")
    }),
    shape(5, "several job categories, occupations and industries", "XXX2149-902v1.yaml", |text| {
        let classes = &yaml(text)["classification"];
        ["job-category", "occupation", "industry"].iter().all(|kind| size(&classes[*kind]) > 1)
    }),
    shape(6, "no outputs", "XXX3433-904v6.yaml", |text| {
        tasks(text).iter().all(|task| task.get("outputs").is_none())
    }),
    shape(6, "an output without a code", "XXX2149-902v1.yaml", |text| {
        tasks(text).iter().any(|task| has_plain(&task["outputs"]))
    }),
    shape(6, "attitudes without codes", "XXX3433-904v6.yaml", |text| has_plain(&yaml(text)["attitudes"])),
    shape(7, "no history", "XXX711-903.yaml", |text| yaml(text).get("history").is_none())
        .but("XXX3119-901v1.yaml"),
    shape(7, "a history of one version", "XXX3119-901v1.yaml", |text| size(&yaml(text)["history"]) == 1),
    shape(7, "a history of six versions", "XXX3433-904v6.yaml", |text| size(&yaml(text)["history"]) == 6),
    shape(7, "a version label that repeats the code", "XXX3433-904v6.yaml", |text| {
        let versions = yaml(text)["history"].as_array().cloned().unwrap_or_default();
        versions.iter().any(|version| version["version"] == version["code"])
    }),
    shape(8, "no code", "draft.yaml", |text| yaml(text).get("code").is_none()).but("XXX3119-901v1.yaml"),
    shape(9, "a code without its second dot", "XXX711-903.yaml", |text| has_code(text, "O2.31")),
    shape(9, "a code with a dot too many", "XXX711-903.yaml", |text| has_code(text, "P.1.2.1")),
    shape(9, "a code of one digit", "XXX711-903.yaml", |text| has_code(text, "K4")),
    shape(9, "codes of two parts in the whole document", "XXX3433-904v6.yaml", |text| {
        let codes: Vec<_> = tasks(text).iter().flat_map(|task| keys(&task["indicators"])).collect();
        codes.iter().all(|code| code.matches('.').count() == 1)
    }),
    shape(9, "a knowledge code among the skills", "XXX711-903.yaml", |text| {
        keys(&yaml(text)["skills"]).iter().any(|code| code.starts_with('K'))
    }),
    shape(10, "a name with spaces", "XXX2149-902v1.yaml", |text| named(text, |name| name.contains(' '))),
    shape(10, "a name with brackets", "XXX2149-902v1.yaml", |text| named(text, |name| name.contains('('))),
    shape(10, "a name with a slash", "XXX2149-902v1.yaml", |text| named(text, |name| name.contains('/'))),
    shape(10, "a name with a Latin word", "XXX2149-902v1.yaml", |text| {
        named(text, |name| name.contains("CAD "))
    }),
    shape(10, "a name with three dots", "XXX2149-902v1.yaml", |text| {
        named(text, |name| name.contains("..."))
    }),
    shape(10, "a name that begins with a digit", "XXX2149-902v1.yaml", |text| {
        named(text, |name| name.starts_with(|c: char| c.is_ascii_digit()))
    }),
    shape(10, "codes glued to their names, and to a digit of one", "XXX2149-902v1.txt", |text| {
        text.contains("\nT1設計紙鳶\t") && text.contains("K023D列印")
    }),
    shape(10, "codes set off by a space", "XXX2149-902v1.txt", |text| text.contains("\tT1.1 訪問買家 T1.2 ")),
    shape(11, "a code with two names, one cut off", "XXX711-903.yaml", |text| {
        two_names(text, |one, other| other.starts_with(one) && !other.contains('【'))
    }),
    shape(11, "a code with two names, one with a note mark", "XXX711-903.yaml", |text| {
        two_names(text, |one, other| other.strip_prefix(one).is_some_and(|mark| mark.starts_with("【註")))
    }),
    shape(11, "a note mark in the occupation's name", "XXX711-903.yaml", |text| {
        yaml(text)["name"]["occupation"].as_str().is_some_and(|name| name.contains("【註1】"))
    }),
    shape(12, "items set apart by a space", "XXX3119-901v2.txt", |text| {
        text.contains("\tK01雲朵的種類 K02 測量器材\t")
    }),
    shape(12, "items set apart by a line break", "XXX3119-901v2.txt", |text| {
        text.contains("清單\nO1.2.2 地點")
    }),
    shape(12, "items set apart by elements, as text", "XXX3119-901v2.txt", |text| {
        text.contains("</p> <p>P1.1.2 ")
    }),
    shape(12, "items of a page set apart by a space", "XXX3119-901v2.html", |text| {
        text.contains("器材。 P1.1.2 ")
    }),
    shape(12, "items of a page set apart by a line break", "XXX3119-901v2.html", |text| {
        text.contains("<br>O1.2.2 ")
    }),
    shape(12, "items of a page set apart by elements", "XXX3119-901v2.html", |text| {
        text.contains("</p><p>K02 ")
    }),
    shape(13, "the header row again", "XXX3119-901v2.txt", |text| text.matches("\n主要職責\t").count() > 1),
    shape(13, "a row that goes on on the next page", "XXX3119-901v2.txt", |text| {
        text.contains("\n\t\t\tP2.1.2 ")
    }),
    shape(13, "a text that goes on on the next page", "XXX2149-902v1.txt", |text| {
        text.contains("K03 CAD\t") && text.contains("\n\t\t\t\t\t軟體 (2D/3D)\t")
    }),
    shape(13, "the header row of a page again", "XXX3119-901v2.html", |text| {
        text.matches("<th>主要職責</th>").count() > 1
    }),
    shape(13, "a row that goes on in the next table", "XXX3119-901v2.html", |text| {
        text.contains("<tr><td rowspan='3'></td><td></td><td></td><td><p>P2.1.2 ")
    }),
];

const fn shape(number: usize, what: &'static str, file: &'static str, has: fn(&str) -> bool) -> Shape {
    Shape { number, what, file, has, other: "" }
}

impl Shape {
    const fn but(self, other: &'static str) -> Self {
        Self { other, ..self }
    }

    /// A file without the shape: the draft has hardly any.
    fn other(&self) -> String {
        match self.other {
            "" => format!("draft.{}", self.file.rsplit('.').next().unwrap()),
            other => other.to_owned(),
        }
    }
}

#[test]
fn the_test_standards_have_every_shape() {
    let mut numbers: Vec<_> = SHAPES.iter().map(|shape| shape.number).collect();
    numbers.dedup();
    assert_eq!(numbers, (1..=LAST).collect::<Vec<_>>());
    for shape in SHAPES {
        let Shape { number, what, file, .. } = shape;
        assert!(
            (shape.has)(&read(file)),
            "shape {number}, {what}, is not in tests/standards/{file} any more"
        );
        let other = shape.other();
        assert!(!(shape.has)(&read(&other)), "shape {number}, {what}, is said to be in {other} too");
    }
}

fn yaml(text: &str) -> Value {
    serde_norway::from_str(text).unwrap()
}

/// The values of a mapping.
fn values(mapping: &Value) -> Vec<Value> {
    mapping.as_object().map(|mapping| mapping.values().cloned().collect()).unwrap_or_default()
}

fn duties(text: &str) -> Vec<Value> {
    values(&yaml(text)["duties"])
}

fn tasks_of(duty: &Value) -> Vec<Value> {
    values(&duty["tasks"])
}

fn tasks(text: &str) -> Vec<Value> {
    duties(text).iter().flat_map(tasks_of).collect()
}

/// The rows of a task that is split into such.
fn rows_of(task: &Value) -> Vec<Value> {
    task["rows"].as_array().cloned().unwrap_or_default()
}

fn has_both(part: &Value) -> bool {
    part.get("knowledge").is_some() && part.get("skills").is_some()
}

fn size(list: &Value) -> usize {
    list.as_array().map_or(0, Vec::len)
}

/// Codes and names of a collection, whether it is a mapping or a list.
fn entries(collection: &Value) -> Vec<(String, String)> {
    let pairs = |mapping: &Map<String, Value>| -> Vec<(String, String)> {
        mapping
            .iter()
            .map(|(code, name)| (code.clone(), name.as_str().unwrap_or_default().to_owned()))
            .collect()
    };
    match collection {
        Value::Object(mapping) => pairs(mapping),
        Value::Array(items) => items.iter().filter_map(Value::as_object).flat_map(pairs).collect(),
        _ => Vec::new(),
    }
}

fn keys(collection: &Value) -> Vec<String> {
    entries(collection).into_iter().map(|(code, _)| code).collect()
}

fn has_plain(list: &Value) -> bool {
    list.as_array().is_some_and(|items| items.iter().any(Value::is_string))
}

/// Whether something in the standard is keyed by this code.
fn has_code(text: &str, code: &str) -> bool {
    let key = format!("{code}: ");
    text.lines().any(|line| line.trim_start_matches([' ', '-']).starts_with(&key))
}

/// Whether one of the names, of whatever kind, is such.
fn named(text: &str, is_such: fn(&str) -> bool) -> bool {
    let standard = yaml(text);
    let lists = ["knowledge", "skills"].map(|kind| entries(&standard[kind])).concat();
    let tasks = tasks(text);
    let tasks = tasks.iter().filter_map(|task| task["name"].as_str());
    lists.iter().map(|(_, name)| name.as_str()).chain(tasks).any(is_such)
}

/// Whether one code has two names that are so.
fn two_names(text: &str, are_so: fn(&str, &str) -> bool) -> bool {
    let entries = entries(&yaml(text)["knowledge"]);
    entries.windows(2).any(|pair| pair[0].0 == pair[1].0 && are_so(&pair[0].1, &pair[1].1))
}
