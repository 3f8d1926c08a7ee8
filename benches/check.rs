//! How fast standards are loaded and checked: `cargo bench` prints the time and MiB/s of every step.
//!
//! The figures are for comparison on one machine; no test asserts them. The standards are generated from a seed, so
//! every run measures the same bytes.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use ttm::check::{check, load};
use ttm::diagnostic::Findings;
use ttm::source::{FileId, Source};
use ttm::{report, yaml};

/// How many standards a round works on.
const STANDARDS: u64 = 300;

/// A generator of numbers that is the same everywhere (a linear congruential one, Knuth's constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    fn text(&mut self, words: std::ops::Range<usize>) -> String {
        const WORDS: [&str; 24] = [
            "客戶", "需求", "協助", "主管", "進行", "市場", "調查", "活動", "企劃", "資料", "整理", "紀錄",
            "規範", "設備", "檢查", "流程", "品質", "管理", "溝通", "安全", "作業", "回報", "相關", "人員",
        ];
        let count = words.start + self.below(words.len());
        (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect()
    }
}

/// A standard of the size and build of a published one, about 11 KB.
fn standard(number: u64) -> String {
    let mut dice = Dice(number);
    let code = format!("TTM4221-{number:03}v2");
    let name = format!("{}人員", dice.text(2..5));
    let mut text = format!(
        "# yaml-language-server: $schema=standard.schema.json\ncode: {code}\nname:\n  occupation: {name}\n\
         classification:\n  job-category:\n    - code: TTM\n      name: 休閒與觀光旅遊 / 旅遊管理\n  occupation:\n    \
         - code: \"4221\"\n      name: 旅遊諮詢及有關事務人員\n  industry:\n    - code: N7900\n      name: \
         支援服務業 / 旅行及相關服務業\ndescription: {}。\nlevel: 3\nhistory:\n  - version: V2\n    code: {code}\n    \
         name: {name}\n    status: current\n    date: 2021-01-14\n",
        dice.text(20..40),
    );
    for (key, letter, count) in [("knowledge", 'K', 25), ("skills", 'S', 20), ("attitudes", 'A', 12)] {
        text += &format!("{key}:\n");
        for at in 1..=count {
            text += &format!("  {letter}{at:02}: {}{at}\n", dice.text(3..7));
        }
    }
    text += "duties:\n";
    for duty in 1..=5 {
        text += &format!("  T{duty}:\n    name: {}\n    tasks:\n", dice.text(2..4));
        for task in 1..=4 {
            text += &format!("      T{duty}.{task}:\n        name: {}\n        level: 3\n", dice.text(2..5));
            let output = dice.text(2..5);
            text += &format!("        outputs:\n          O{duty}.{task}.1: {output}\n        indicators:\n");
            for indicator in 1..=3 {
                text += &format!("          P{duty}.{task}.{indicator}: {}。\n", dice.text(10..25));
            }
            let mut codes = |letter: char, of: usize| {
                let codes: Vec<_> = (0..5).map(|_| format!("{letter}{:02}", dice.below(of) + 1)).collect();
                codes.join(", ")
            };
            let (knowledge, skills) = (codes('K', 25), codes('S', 20));
            text += &format!("        knowledge: [{knowledge}]\n        skills: [{skills}]\n");
        }
    }
    text
}

fn sources() -> Vec<Source> {
    (0..STANDARDS)
        .map(|number| Source::in_memory(&format!("TTM4221-{number:03}v2.yaml"), standard(number)))
        .collect()
}

fn steps(criterion: &mut Criterion) {
    let files = sources();
    let bytes = files.iter().map(|source| source.text.len() as u64).sum();
    let mut group = criterion.benchmark_group(format!("{STANDARDS} standards"));
    group.throughput(Throughput::Bytes(bytes)).sample_size(20);
    group.bench_function("yaml: text to tree, one thread", |bencher| {
        bencher.iter(|| files.iter().filter(|source| yaml::parse(&source.text).root.is_some()).count());
    });
    group.bench_function("load: text to model, one thread", |bencher| {
        bencher.iter(|| {
            files.iter().filter(|source| load(source, FileId(0), &mut Findings::default()).is_some()).count()
        });
    });
    group.bench_function("check: load and all rules, all threads", |bencher| {
        bencher.iter_batched(sources, |files| check(&files).len(), BatchSize::LargeInput);
    });
    group.bench_function("validate: check and report as JSON, all threads", |bencher| {
        bencher.iter_batched(
            sources,
            |files| {
                let diagnostics = check(&files);
                let mut out = Vec::new();
                report::json::write(&mut out, &diagnostics, &files).map(|()| out.len())
            },
            BatchSize::LargeInput,
        );
    });
    group.finish();
}

criterion_group!(benches, steps);
criterion_main!(benches);
