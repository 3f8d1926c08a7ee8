//! How fast standards are printed, read back from what is printed, and compared.

use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::{Value, json};
use ttm::canonical;
use ttm::forms::import::import;
use ttm::forms::render::{Format, Options, render};
use ttm::forms::sheet;
use ttm::forms::sheet::{Cell, FormPart, Sheet};
use ttm::model::Standard;
use ttm::versions::diff::compare;

#[path = "../tests/suite/import/page_text.rs"]
mod page_text;
#[path = "../examples/generate/standards/mod.rs"]
mod standards;

use page_text::{Codes, page_text};
use standards::{Shapes, file, seeded, standard};

/// How many standards a round works on.
const STANDARDS: u64 = 100;

/// Made by LibreOffice of the page of the published standard.
const OFFICE: &[u8] = include_bytes!("../tests/suite/import/office/TTM4221-004v2.odt");

fn printed(standard: &Standard<'_>, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    render(&[standard], format, &Options::default(), &mut out).expect("a generated standard is printed");
    out
}

/// The table of the form as the third party that converts published standards writes it.
fn converted(standard: &Standard<'_>) -> String {
    let sheet = Sheet::of(standard);
    let items = |cell: Option<&Cell<'_>>| -> Value {
        let lines = cell.iter().flat_map(|cell| &cell.lines);
        lines.map(|line| json!({"code": line.code, "name": line.text, "text": line.text})).collect()
    };
    let mut units: Vec<Value> = Vec::new();
    let mut attitudes = Value::Null;
    for section in &sheet.sections {
        match section.part {
            FormPart::Attitudes => attitudes = items(section.table.rows.first().and_then(|row| row.first())),
            FormPart::Duties => {
                for row in section.table.placed() {
                    let at = |column| row.iter().find(|(place, _)| *place == column).map(|(_, cell)| *cell);
                    if let Some(duty) = at(0).and_then(|cell| cell.lines.first()) {
                        units.push(json!({"ocu_code": duty.code, "ocu_name": duty.text, "tasks": []}));
                    }
                    let tasks = units.last_mut().and_then(|unit| unit["tasks"].as_array_mut());
                    let Some(tasks) = tasks else { continue };
                    if let Some(task) = at(1) {
                        tasks.push(json!({"task_codes": items(Some(task)), "competency_blocks": []}));
                    }
                    let level = at(4).and_then(|cell| cell.lines.first()).map(|line| &line.text);
                    let block = json!({
                        "outputs": items(at(2)), "indicators": items(at(3)), "competency_level": level,
                        "knowledge": items(at(5)), "skills": items(at(6)),
                    });
                    let blocks = tasks.last_mut().and_then(|task| task["competency_blocks"].as_array_mut());
                    blocks.into_iter().for_each(|blocks| blocks.push(block.clone()));
                }
            }
            _ => {}
        }
    }
    let name = json!({"occupation_name": sheet.title});
    json!({
        "ocs_profile": {"ocs_name": name}, "ocs_content": {"ocu_units": units},
        "ocs_attitude": {"attitudes": attitudes},
    })
    .to_string()
}

fn printing(criterion: &mut Criterion) {
    let all: Vec<_> = (0..STANDARDS).map(|number| standard(number, Shapes::ALL)).collect();
    let mut group = criterion.benchmark_group(format!("render {STANDARDS} standards"));
    group.sample_size(20);
    for (name, format) in [
        ("table", Format::Table),
        ("markdown", Format::Markdown),
        ("html", Format::Html),
        ("json", Format::Json),
        #[cfg(feature = "office")]
        ("xlsx", Format::Xlsx),
        #[cfg(feature = "office")]
        ("docx", Format::Docx),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| all.iter().map(|standard| printed(standard, format).len()).sum::<usize>());
        });
    }
    group.bench_function("canonical YAML", |bencher| {
        bencher.iter(|| all.iter().map(|standard| canonical::yaml(standard).len()).sum::<usize>());
    });
    group.finish();
}

fn importing(criterion: &mut Criterion) {
    let all: Vec<_> = (0..STANDARDS).map(|number| standard(number, Shapes::ALL)).collect();
    let form = |make: &dyn Fn(&Standard<'_>) -> Vec<u8>| all.iter().map(make).collect::<Vec<_>>();
    let mut group = criterion.benchmark_group(format!("import {STANDARDS} forms"));
    group.sample_size(20);
    for (name, documents) in [
        ("text", form(&|standard| page_text(standard, Codes::Spaced).into_bytes())),
        ("html", form(&|standard| printed(standard, Format::Html))),
        ("odt, of the published standard", vec![OFFICE.to_vec(); all.len()]),
        #[cfg(feature = "office")]
        ("xlsx", form(&|standard| printed(standard, Format::Xlsx))),
        #[cfg(feature = "office")]
        ("docx", form(&|standard| printed(standard, Format::Docx))),
        ("ocs-json", form(&|standard| converted(standard).into_bytes())),
    ] {
        assert!(documents.iter().all(|document| import(document, None).is_ok()), "{name} is read");
        group.bench_function(name, |bencher| {
            bencher.iter(|| documents.iter().filter(|document| import(document, None).is_ok()).count());
        });
    }
    group.finish();
}

fn comparing(criterion: &mut Criterion) {
    let pairs: Vec<_> = (0..STANDARDS)
        .map(|number| (standard(number, Shapes::ALL), seeded(1, number, Shapes::ALL)))
        .collect();
    assert!(pairs.iter().all(|(old, new)| sheet::check_size(old).and(sheet::check_size(new)).is_ok()));
    let mut group = criterion.benchmark_group(format!("diff {STANDARDS} pairs"));
    group.sample_size(20);
    group.bench_function("the same", |bencher| {
        bencher.iter(|| pairs.iter().filter(|(old, _)| compare(old, old).is_empty()).count());
    });
    group.bench_function("of which nothing is the same", |bencher| {
        bencher.iter(|| pairs.iter().filter(|(old, new)| compare(old, new).is_empty()).count());
    });
    group.finish();
}

fn generating(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group(format!("generate {STANDARDS} files"));
    group.sample_size(10);
    group.bench_function("canonical text and habits", |bencher| {
        bencher.iter(|| (0..STANDARDS).map(|number| file(0, number).1.len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, printing, importing, comparing, generating);
criterion_main!(benches);
