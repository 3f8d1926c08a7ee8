//! How fast standards are loaded, checked and reported: `cargo bench` prints the time and MiB/s of every step.
//!
//! The figures are for comparison on one machine; no test asserts them. The standards are generated from a seed, so
//! every run measures the same bytes.

use std::process::{Command, Stdio};
use std::time::Duration;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use ttm::check::workspace::{Notes, Workspace};
use ttm::check::{Settings, check, load};
use ttm::decode::decode;
use ttm::diagnostic::Findings;
use ttm::files::source::{FileId, Source};
use ttm::report::text;
use ttm::report::{ReportFormat, stream};
use ttm::rules::{Check, CrossFileIndex, FileSummary, RULES, StandardIndex};
use ttm::text::bilingual::Lang;
use ttm::yaml::{self, Arena};

#[path = "../examples/generate/standards/mod.rs"]
mod standards;

/// How many standards a round of a step works on.
const STANDARDS: u64 = 300;

/// How many the whole program works on: all that there are in the country.
const ALL: u64 = 3_000;

fn sources() -> Vec<Source> {
    (0..STANDARDS)
        .map(|number| standards::file(0, number))
        .map(|(name, text)| Source::in_memory(&name, text))
        .collect()
}

fn loading(criterion: &mut Criterion) {
    let files = sources();
    let mut group = criterion.benchmark_group(format!("{STANDARDS} standards, one thread"));
    let bytes = files.iter().map(|source| source.text.len() as u64).sum();
    group.throughput(Throughput::Bytes(bytes)).sample_size(20);
    group.bench_function("text to tree", |bencher| {
        bencher.iter(|| {
            files.iter().filter(|source| yaml::parse(&source.text, &Arena::new()).root.is_some()).count()
        });
    });
    let arena = Arena::new();
    let trees: Vec<_> = files.iter().map(|source| (source, yaml::parse(&source.text, &arena))).collect();
    group.bench_function("tree to model", |bencher| {
        bencher.iter(|| {
            let mut found = Findings::default();
            let roots = trees.iter().filter_map(|(source, tree)| Some((source, tree.root.as_ref()?)));
            roots
                .filter(|(source, root)| decode(root, source, FileId::default(), &mut found).is_some())
                .count()
        });
    });
    group.bench_function("text to model", |bencher| {
        let mut found = Findings::default();
        bencher.iter(|| {
            files.iter().filter(|source| load(source, FileId::default(), &mut found).is_some()).count()
        });
    });
    group.finish();
}

/// The groups that rules are measured in.
const GROUPS: [(&str, &[&str]); 3] = [
    (
        "codes and references",
        &[
            "malformed-code",
            "misplaced-code",
            "duplicate-code",
            "undefined-code",
            "unused-code",
            "duplicate-reference",
            "code-gap",
            "code-order",
        ],
    ),
    (
        "characters of texts",
        &[
            "html-markup",
            "lookalike-character",
            "invisible-character",
            "stray-space",
            "mixed-punctuation",
            "unbalanced-bracket",
            "leaked-code",
            "missing-full-stop",
        ],
    ),
    ("content", &[]),
];

/// Where a rule is measured; what is named nowhere is about content.
fn group_of(rule: &str) -> &'static str {
    GROUPS.iter().find(|(_, rules)| rules.contains(&rule)).map_or("content", |(name, _)| name)
}

fn rules(criterion: &mut Criterion) {
    let files = sources();
    let standards: Vec<_> = (0..)
        .zip(&files)
        .filter_map(|(file, source)| load(source, FileId::at(file), &mut Findings::default()))
        .collect();
    let mut group = criterion.benchmark_group(format!("{STANDARDS} standards, rules, one thread"));
    group.sample_size(20);
    let mut measure = |name: &str, is_of: &dyn Fn(&str) -> bool| {
        let checks: Vec<_> = RULES.iter().filter(|rule| is_of(rule.name)).collect();
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let mut found = Findings::default();
                for index in standards.iter().map(StandardIndex::new) {
                    for rule in &checks {
                        if let Check::Standard(check) = rule.check {
                            check(&index, &mut found);
                        }
                    }
                }
                found.into_vec().len()
            });
        });
    };
    // Each group has to look at the texts and codes for itself; together they look once.
    for (name, _) in GROUPS {
        measure(name, &|rule| group_of(rule) == name);
    }
    measure("all together", &|_| true);
    group.bench_function("across files", |bencher| {
        bencher.iter(|| {
            let members = standards
                .iter()
                .filter_map(|standard| {
                    let path = &files[standard.file.index()].path;
                    FileSummary::of(&StandardIndex::new(standard), path, None)
                })
                .collect();
            let index_of_files =
                CrossFileIndex::new(members, None, |file, look| look(&standards[file.index()]));
            let mut found = Findings::default();
            for index in standards.iter().map(StandardIndex::new) {
                for rule in RULES {
                    if let Check::CrossFile(check) = rule.check {
                        check(&index, &index_of_files, &mut found);
                    }
                }
            }
            found.into_vec().len()
        });
    });
    group.finish();
}

fn reporting(criterion: &mut Criterion) {
    let files = sources();
    let found = check(&files);
    let mut group = criterion.benchmark_group(format!("{} findings", found.len()));
    group.sample_size(20);
    let options = text::Options { lang: Lang::En, notes: true, all: true, width: Some(100) };
    for (name, form) in
        [("text", ReportFormat::Text), ("json", ReportFormat::Json), ("sarif", ReportFormat::Sarif)]
    {
        group.bench_function(name, |bencher| {
            let out = &mut std::io::sink();
            bencher.iter(|| stream::write(out, form, options, false, &found, &files).map(drop));
        });
    }
    group.finish();
}

fn whole(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("whole");
    group.sample_size(20);
    group.bench_function(format!("{STANDARDS} standards: check, all threads"), |bencher| {
        bencher.iter_batched(sources, |files| check(&files).len(), BatchSize::LargeInput);
    });
    let folder = tempfile::tempdir().expect("a folder for the standards");
    for number in 0..ALL {
        let (name, text) = standards::file(0, number);
        std::fs::write(folder.path().join(name), text).expect("a standard is written");
    }
    let validate = |path: &std::path::Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
        command.arg("validate").arg(path).stdout(Stdio::null()).status().expect("ttm runs").code()
    };
    group.sample_size(10).measurement_time(Duration::from_secs(5));
    group.bench_function(format!("{ALL} standards: ttm validate, from start to exit"), |bencher| {
        bencher.iter(|| validate(folder.path()));
    });
    let one = folder.path().join(standards::file(0, 0).0);
    group.bench_function("1 standard: ttm validate, from start to exit", |bencher| {
        bencher.iter(|| validate(&one));
    });
    group.finish();
}

/// What an editor waits for: all standards are held, one text changes, and the findings that changed in any file come
/// back. To compare with `ttm validate` on all of them.
fn one_of_all(criterion: &mut Criterion) {
    let files = (0..ALL).map(|number| standards::file(0, number));
    let files: Vec<_> = files.map(|(name, text)| Source::in_memory(&name, text)).collect();
    // The first family that numbers from one pool.
    let shared = |pair: &[Source]| {
        let names = |source: &Source| {
            let name = |line: &&str| line.starts_with("  K") || line.starts_with("  S");
            source.text.lines().filter(name).map(str::to_owned).collect::<Vec<_>>()
        };
        let (one, other) = (names(&pair[0]), names(&pair[1]));
        let of_both: Vec<String> = one.iter().filter(|name| other.contains(name)).cloned().collect();
        if of_both.len() * 2 > one.len() { of_both } else { Vec::new() }
    };
    let at = files.windows(2).position(|pair| !shared(pair).is_empty());
    let at = at.expect("two standards number from one pool");
    let text = files[at].text.clone();
    let path = files[at].path.clone();
    let entry = shared(&files[at..at + 2]).swap_remove(0);
    let renamed = text.replacen(&entry, &format!("{entry}類"), 1);
    let described = text.replacen("description: ", "description: 甲", 1);
    let mut workspace = Workspace::of(files, Settings::default(), Notes::Counted);
    let mut group =
        criterion.benchmark_group(format!("{ALL} standards held, one of {} bytes put", text.len()));
    for (what, changed) in [("a description", described), ("a name that others share", renamed)] {
        assert_ne!(changed, text);
        group.bench_function(format!("{what} changed"), |bencher| {
            let mut is_changed = false;
            bencher.iter(|| {
                is_changed = !is_changed;
                let text = if is_changed { changed.as_str() } else { text.as_str() };
                workspace.put(Source::in_memory(&path, text)).found.len()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, loading, rules, reporting, whole, one_of_all);
criterion_main!(benches);
