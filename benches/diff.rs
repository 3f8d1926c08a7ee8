//! How fast versions are compared: two standards of 2,000 tasks, one of them edited all over.
//!
//! The figures are for comparison on one machine; no test asserts them.

use criterion::{Criterion, criterion_group, criterion_main};
use ttm::files::source::Span;
use ttm::model::{Duty, Field, Item, Level, List, Reference, Row, Standard, Task, Text};
use ttm::versions::diff::compare;

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

/// A hundred duties of twenty tasks, each with five items, knowledge and skills.
fn standard() -> Standard<'static> {
    let mut dice = Dice(1);
    let mut made = Standard::made();
    for (letter, list) in [('K', &mut made.knowledge), ('S', &mut made.skills)] {
        *list =
            List::made((1..=99).map(|at| Item::made(format!("{letter}{at:02}"), dice.text(2..6))).collect());
    }
    let duty = |at: usize, dice: &mut Dice| Duty {
        code: Text::made_code(format!("T{at}")),
        name: Field::Given(Text::made(dice.text(2..4))),
        knowledge: List::default(),
        skills: List::default(),
        tasks: List::made((1..=20).map(|task_at| task([at, task_at], dice)).collect()),
    };
    made.duties = List::made((1..=100).map(|at| duty(at, &mut dice)).collect());
    made
}

fn task([duty, task]: [usize; 2], dice: &mut Dice) -> Task<'static> {
    let mut items = |letter: char, count: usize, words: std::ops::Range<usize>| {
        let item = |at| Item::made(format!("{letter}{duty}.{task}.{at}"), dice.text(words.clone()));
        List::made((1..=count).map(item).collect())
    };
    let row = Row {
        span: Span::default(),
        level: Field::Given(Level { value: 3, span: Span::default() }),
        outputs: items('O', 2, 2..5),
        indicators: items('P', 3, 10..25),
        knowledge: List::default(),
        skills: List::default(),
    };
    let mut codes = |letter: char| {
        List::made(
            (0..5)
                .map(|_| Reference::bare(Text::made_code(format!("{letter}{:02}", dice.below(99) + 1))))
                .collect(),
        )
    };
    Task {
        code: Text::made_code(format!("T{duty}.{task}")),
        knowledge: codes('K'),
        skills: codes('S'),
        name: Field::Given(Text::made(dice.text(2..5))),
        also: List::default(),
        rows: List::made(vec![row]),
    }
}

/// The same with a task in front of every tenth duty, every seventh duty moved, and every fifth indicator reworded;
/// with `all`, every text.
fn edited(mut made: Standard<'static>, all: bool) -> Standard<'static> {
    let mut dice = Dice(2);
    let mut count = 0;
    for duty in &mut made.duties.items {
        for item in duty.tasks.items.iter_mut().flat_map(|task| &mut task.rows.items[0].indicators.items) {
            count += 1;
            if all || count % 5 == 0 {
                item.text = Text::made(format!("{}{}", dice.text(1..4), item.text.as_str()));
            }
        }
        if all {
            for task in &mut duty.tasks.items {
                task.name = Field::Given(Text::made(dice.text(2..5)));
            }
        }
    }
    for at in (0..made.duties.len()).step_by(10) {
        let task = task([at + 1, 21], &mut dice);
        made.duties.items[at].tasks.items.insert(0, task);
    }
    for at in (0..made.duties.len()).step_by(7) {
        let duty = made.duties.items.remove(at);
        made.duties.items.push(duty);
    }
    made
}

fn steps(criterion: &mut Criterion) {
    let old = standard();
    let mut group = criterion.benchmark_group("2,000 tasks a side");
    group.sample_size(10);
    for (name, new) in [
        ("the same", old.clone()),
        ("edited here and there", edited(old.clone(), false)),
        ("edited everywhere", edited(old.clone(), true)),
    ] {
        group.bench_function(name, |bencher| bencher.iter(|| compare(&old, &new).counts()));
    }
    group.finish();
}

criterion_group!(benches, steps);
criterion_main!(benches);
