//! Sequences of edits to generated standards: the report contains each edit and no more.
//!
//! Every text bears a mark that no edit takes away, so that the test knows what each entry became without matching
//! anything. The marks are rare characters, as different from each other as any two characters.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use ttm::files::source::Span;
use ttm::model::{Competency, Duty, Field, Item, Kind, Level, List, Reference, Row, Standard, Task, Text};
use ttm::versions::diff::{Change, Comparison, Entry, What, compare};

use crate::generated::{Shapes, standard};
use crate::support::compared::all;

/// Where the marks begin.
const MARKS: u32 = 0x3400;

fn mark_of(text: &str) -> u32 {
    text.chars().map(u32::from).find(|c| (MARKS..0x4dc0).contains(c)).unwrap() - MARKS
}

/// Bilingual that are like no other.
fn fresh(mark: u32) -> String {
    let words = (0..8).filter_map(|at| char::from_u32(0xac00 + (mark * 131 + at * 17) % 11_000));
    words.chain(char::from_u32(MARKS + mark)).collect()
}

fn is_fresh(name: &Field<Text<'_>>) -> bool {
    name.given().is_some_and(|name| name.as_str().chars().any(|c| c >= '\u{ac00}'))
}

struct Edited {
    standard: Standard<'static>,
    next: u32,
    /// What was moved or reworded once is left alone.
    touched: BTreeSet<u32>,
}

impl Edited {
    /// A generated standard with a mark in every text.
    fn new(number: u64) -> Self {
        let shapes = Shapes { rows: false, uncoded: false, duties: 4, ..Shapes::ALL };
        let mut edited = Self { standard: standard(number, shapes), next: 0, touched: BTreeSet::new() };
        let mut made = edited.standard.clone();
        for list in [&mut made.knowledge, &mut made.skills, &mut made.attitudes] {
            list.items.iter_mut().for_each(|item| edited.mark(&mut item.text));
        }
        for duty in &mut made.duties.items {
            edited.mark_name(&mut duty.name);
            for task in &mut duty.tasks.items {
                edited.mark_name(&mut task.name);
                for row in &mut task.rows.items {
                    row.outputs.items.iter_mut().for_each(|item| edited.mark(&mut item.text));
                    row.indicators.items.iter_mut().for_each(|item| edited.mark(&mut item.text));
                }
            }
        }
        edited.standard = made;
        edited
    }

    fn mark(&mut self, text: &mut Text<'static>) {
        *text = Text::made(format!("{}{}", text.as_str(), char::from_u32(MARKS + self.next).unwrap()));
        self.next += 1;
    }

    fn mark_name(&mut self, name: &mut Field<Text<'static>>) {
        let Field::Given(text) = name else { return };
        self.mark(text);
    }

    fn fresh(&mut self) -> String {
        self.next += 1;
        fresh(self.next - 1)
    }

    fn item(&mut self, kind: Kind) -> Item<'static> {
        Item::made(kind.spell([900 + self.next, 90, 90]), self.fresh())
    }

    fn task(&mut self) -> Task<'static> {
        let row = Row {
            span: Span::default(),
            level: Field::Given(Level { value: 3, span: Span::default() }),
            outputs: List::made(vec![self.item(Kind::Output)]),
            indicators: List::made(vec![self.item(Kind::Indicator), self.item(Kind::Indicator)]),
            knowledge: List::default(),
            skills: List::default(),
        };
        Task {
            code: Text::made_code(Kind::Task.spell([90, 90 + self.next, 0])),
            name: Field::Given(Text::made(self.fresh())),
            also: List::default(),
            knowledge: List::made(Vec::new()),
            skills: List::made(Vec::new()),
            rows: List { key: None, ..List::made(vec![row]) },
        }
    }

    fn reword(&mut self, text: &mut Text<'static>) {
        if self.touched.insert(mark_of(text.as_str())) {
            *text = Text::made(format!("新訂{}", text.as_str()));
        }
    }

    fn tasks(&mut self) -> Vec<&mut Task<'static>> {
        self.standard.duties.items.iter_mut().flat_map(|duty| duty.tasks.items.iter_mut()).collect()
    }

    /// One edit; those that would leave nothing to edit do nothing.
    fn edit(&mut self, (edit, a, b): (u8, usize, usize)) {
        let duties = self.standard.duties.len();
        let tasks = self.tasks().len();
        match edit {
            0 => {
                let duty = Duty {
                    code: Text::made_code(Kind::Duty.spell([90 + self.next, 0, 0])),
                    name: Field::Given(Text::made(self.fresh())),
                    knowledge: List::default(),
                    skills: List::default(),
                    tasks: List::made(vec![self.task()]),
                };
                self.standard.duties.items.insert(a % (duties + 1), duty);
            }
            1 => {
                let task = self.task();
                let tasks = &mut self.standard.duties.items[a % duties].tasks.items;
                tasks.insert(b % (tasks.len() + 1), task);
            }
            2 if tasks > 0 => {
                let item = self.item(Kind::Indicator);
                let mut tasks = self.tasks();
                let count = tasks.len();
                let items = &mut tasks[a % count].rows.items[0].indicators.items;
                items.insert(b % (items.len() + 1), item);
            }
            3 if duties > 1 => drop(self.standard.duties.items.remove(a % duties)),
            // Into what is new nothing is moved: where its old parent went too, the new one could be that, renamed.
            7 if is_fresh(&self.standard.duties[b % duties].name) => {}
            8 if tasks > 0 && is_fresh(&self.tasks()[b % tasks].name) => {}
            4 | 7 if duties > 0 => {
                let tasks = &mut self.standard.duties.items[a % duties].tasks.items;
                if tasks.is_empty() {
                    return;
                }
                let task = tasks.remove(b % tasks.len());
                let Field::Given(name) = &task.name else { return };
                if edit == 7 && self.touched.insert(mark_of(name.as_str())) {
                    // What the task inherited goes with it, so that it neither gains nor loses.
                    let mut task = task;
                    let duty = self.standard.duties.items[a % duties].clone();
                    for (own, inherited) in
                        [(&mut task.knowledge, &duty.knowledge), (&mut task.skills, &duty.skills)]
                    {
                        *own = own.or(inherited).clone();
                    }
                    let target = &mut self.standard.duties.items[b % duties].tasks.items;
                    target.insert(a % (target.len() + 1), task);
                } else if edit == 7 {
                    let tasks = &mut self.standard.duties.items[a % duties].tasks.items;
                    tasks.insert(b % (tasks.len() + 1), task);
                }
            }
            5 | 8 if tasks > 0 => {
                let mut all = self.tasks();
                let items = &mut all[a % tasks].rows.items[0].indicators.items;
                if items.is_empty() {
                    return;
                }
                let item = items.remove(b % items.len());
                let mark = mark_of(item.text.as_str());
                if edit == 8 && !self.touched.contains(&mark) {
                    let mut all = self.tasks();
                    let items = &mut all[b % tasks].rows.items[0].indicators.items;
                    items.insert(a % (items.len() + 1), item);
                    self.touched.insert(mark);
                }
            }
            6 => {
                let duty = self.standard.duties.items.remove(a % duties);
                self.standard.duties.items.insert(b % duties, duty);
            }
            9 => {
                let mut duties = std::mem::take(&mut self.standard.duties.items);
                let count = duties.len();
                if let Field::Given(name) = &mut duties[a % count].name {
                    self.reword(name);
                }
                self.standard.duties.items = duties;
            }
            10 if tasks > 0 => {
                let mut standard = self.standard.clone();
                let mut all: Vec<_> =
                    standard.duties.items.iter_mut().flat_map(|duty| duty.tasks.items.iter_mut()).collect();
                let task = &mut all[a % tasks];
                match b % 3 {
                    0 => {
                        if let Field::Given(name) = &mut task.name {
                            self.reword(name);
                        }
                    }
                    _ => {
                        let items = &mut task.rows.items[0].indicators.items;
                        let count = items.len().max(1);
                        if let Some(item) = items.get_mut(b % count) {
                            self.reword(&mut item.text);
                        }
                    }
                }
                self.standard = standard;
            }
            11 => {
                let item = self.item(Kind::Knowledge);
                let items = &mut self.standard.knowledge.items;
                items.insert(a % (items.len() + 1), item);
            }
            12 if !self.standard.skills.is_empty() => {
                let items = &mut self.standard.skills.items;
                items.remove(a % items.len());
            }
            13 => {
                let mut items = std::mem::take(&mut self.standard.knowledge.items);
                let count = items.len().max(1);
                if let Some(item) = items.get_mut(a % count) {
                    self.reword(&mut item.text);
                }
                self.standard.knowledge.items = items;
            }
            14 if tasks > 0 => {
                let mut all = self.tasks();
                let level = &mut all[a % tasks].rows.items[0].level;
                let value = u8::try_from(b % 6 + 1).unwrap();
                *level = Field::Given(Level { value, span: Span::default() });
            }
            15 => {
                let items = &mut self.standard.attitudes.items;
                let item = items.remove(a % items.len());
                items.insert(b % (items.len() + 1), item);
            }
            16 if tasks > 0 => {
                let codes: Vec<_> =
                    self.standard.knowledge.iter().filter_map(|item| item.code.clone()).collect();
                let mut all = self.tasks();
                let list = &mut all[a % tasks].knowledge;
                let code = &codes[b % codes.len()];
                if !list.is_absent() && !list.iter().any(|one| one.code == *code) {
                    list.items.push(Reference::bare(code.clone()));
                }
            }
            _ => {}
        }
    }

    fn renumber(&mut self) {
        for (duty_at, duty) in (1..).zip(&mut self.standard.duties.items) {
            duty.code = Text::made_code(Kind::Duty.spell([duty_at, 0, 0]));
            for (task_at, task) in (1..).zip(&mut duty.tasks.items) {
                task.code = Text::made_code(Kind::Task.spell([duty_at, task_at, 0]));
                let row = &mut task.rows.items[0];
                for (kind, items) in
                    [(Kind::Output, &mut row.outputs), (Kind::Indicator, &mut row.indicators)]
                {
                    for (at, item) in (1..).zip(&mut items.items) {
                        item.code = Some(Text::made_code(kind.spell([duty_at, task_at, at])));
                    }
                }
            }
        }
    }
}

/// What a version says of an entry: the mark of its parent and its place there, its code, its text, its level.
#[derive(Clone, Debug)]
struct Known {
    parent: Option<u32>,
    place: usize,
    code: String,
    text: String,
    level: Option<u8>,
    /// The names of a task's knowledge and skills, in order.
    has: Vec<String>,
}

fn known(standard: &Standard<'static>) -> BTreeMap<u32, Known> {
    let mut all = BTreeMap::new();
    let mut put = |parent, place, code: &Text<'_>, text: &Text<'_>| {
        let (code, text) = (code.as_str().to_owned(), text.as_str().to_owned());
        let mark = mark_of(&text);
        all.insert(mark, Known { parent, place, code, text, level: None, has: Vec::new() });
        mark
    };
    // Each list is a parent of its own.
    for (at, list) in [&standard.knowledge, &standard.skills, &standard.attitudes].into_iter().enumerate() {
        for (place, item) in list.iter().enumerate() {
            put(Some(100_000 + u32::try_from(at).unwrap()), place, item.code.as_ref().unwrap(), &item.text);
        }
    }
    let mut tasks = Vec::new();
    for (place, duty) in standard.duties.iter().enumerate() {
        let duty_mark = put(None, place, &duty.code, duty.name.given().unwrap());
        for (place, task) in duty.tasks.iter().enumerate() {
            let task_mark = put(Some(duty_mark), place, &task.code, task.name.given().unwrap());
            let row = &task.rows[0];
            for (offset, items) in [(0, &row.outputs), (1000, &row.indicators)] {
                for (place, item) in items.iter().enumerate() {
                    put(Some(task_mark), offset + place, item.code.as_ref().unwrap(), &item.text);
                }
            }
            let name = |kind: Competency, code: &str| {
                let coded = |item: &&Item<'_>| item.code.as_ref().unwrap().as_str() == code;
                let entry = kind.list(standard).iter().find(coded);
                entry.map_or_else(|| code.to_owned(), |item| mark_of(item.text.as_str()).to_string())
            };
            let has = Competency::BOTH.into_iter().flat_map(|kind| {
                kind.effective(duty, task, row).iter().map(move |one| name(kind, one.code.as_str()))
            });
            tasks.push((task_mark, row.level.given().map(|level| level.value), has.collect()));
        }
    }
    for (mark, level, has) in tasks {
        let task = all.get_mut(&mark).unwrap();
        (task.level, task.has) = (level, has);
    }
    all
}

type Found = BTreeSet<(String, u32)>;

/// What a report has to say; moves among siblings are counted by parent, since which of two moved is open.
fn expected(old: &BTreeMap<u32, Known>, new: &BTreeMap<u32, Known>) -> (Found, BTreeMap<Option<u32>, usize>) {
    let mut found = Found::new();
    // By parent and kind: the places before and after.
    let mut stayed: BTreeMap<_, Vec<(usize, usize)>> = BTreeMap::new();
    for (&mark, was) in old {
        let Some(is) = new.get(&mark) else {
            found.insert(("Withdrawn".into(), mark));
            continue;
        };
        let mut say = |change: &str, is: bool| {
            if is {
                found.insert((change.into(), mark));
            }
        };
        say("Renumbered", was.code != is.code);
        say("Reworded", was.text != is.text);
        say("Level", was.level != is.level);
        say("MovedAway", was.parent != is.parent);
        for one in is.has.iter().filter(|one| !was.has.contains(one)) {
            say(&format!("gained {one}"), true);
        }
        for one in was.has.iter().filter(|one| !is.has.contains(one)) {
            say(&format!("lost {one}"), true);
        }
        if was.parent == is.parent {
            stayed.entry((is.parent, is.place / 1000)).or_default().push((was.place, is.place));
        }
    }
    found.extend(new.keys().filter(|mark| !old.contains_key(mark)).map(|&mark| ("Added".into(), mark)));
    let mut moved: BTreeMap<Option<u32>, usize> = BTreeMap::new();
    for ((parent, _), mut places) in stayed {
        places.sort_unstable();
        // The longest sequence that rises in both orders, the slow way.
        let mut longest = vec![1; places.len()];
        for at in 0..places.len() {
            for before in 0..at {
                if places[before].1 < places[at].1 {
                    longest[at] = longest[at].max(longest[before] + 1);
                }
            }
        }
        let kept = longest.into_iter().max().unwrap_or(0);
        *moved.entry(parent).or_default() += places.len() - kept;
    }
    moved.retain(|_, count| *count > 0);
    (found, moved)
}

/// What the report says, in the same terms.
fn reported(
    comparison: &Comparison<'_>,
    new: &BTreeMap<u32, Known>,
) -> (Found, BTreeMap<Option<u32>, usize>, BTreeSet<u32>) {
    let mut found = Found::new();
    let mut moved: BTreeMap<Option<u32>, usize> = BTreeMap::new();
    let mut moved_marks = BTreeSet::new();
    for part in [&comparison.profile, &comparison.notes, &comparison.history, &comparison.unplaced] {
        assert!(part.iter().all(Entry::is_unchanged));
    }
    let lists = [&comparison.duties, &comparison.knowledge, &comparison.skills, &comparison.attitudes];
    for entry in lists.into_iter().flat_map(|list| all(list)) {
        if entry.what == What::Row {
            let other = entry
                .changes
                .iter()
                .all(|change| matches!(change, Change::Level | Change::Added | Change::Withdrawn));
            assert!(other && entry.exchange.is_empty(), "{entry:?}");
            continue;
        }
        let mark = mark_of(&entry.side().unwrap().text);
        for change in &entry.changes {
            match change {
                Change::Moved => {
                    *moved.entry(new[&mark].parent).or_default() += 1;
                    moved_marks.insert(mark);
                }
                Change::Reordered => {}
                change => {
                    found.insert((format!("{change:?}"), mark));
                }
            }
        }
        if entry.children.iter().any(|child| child.what == What::Row && child.has(Change::Level)) {
            found.insert(("Level".into(), mark));
        }
        if entry.old.is_some() && entry.new.is_some() {
            for (list, word) in [(&entry.exchange.gained, "gained"), (&entry.exchange.lost, "lost")] {
                for one in list {
                    let name = one.name.map_or_else(|| one.code.to_owned(), |name| mark_of(name).to_string());
                    found.insert((format!("{word} {name}"), mark));
                }
            }
        }
    }
    (found, moved, moved_marks)
}

fn mirrored(found: &Found) -> Found {
    let back = |change: &str| match change.split_once(' ') {
        Some(("gained", what)) => format!("lost {what}"),
        Some((_, what)) => format!("gained {what}"),
        None if change == "Added" => "Withdrawn".to_owned(),
        None if change == "Withdrawn" => "Added".to_owned(),
        None => change.to_owned(),
    };
    found.iter().map(|(change, mark)| (back(change), *mark)).collect()
}

#[test]
fn the_random_edits_cover_every_kind_of_change() {
    let mut said = BTreeSet::new();
    for number in 0..60_usize {
        let base = Edited::new(number as u64);
        let old = known(&base.standard);
        let mut edited = base;
        (0..12_u8).for_each(|at| edited.edit(((at * 5 + number as u8) % 17, number * 7 + 3, number * 5 + 1)));
        let (found, moved) = expected(&old, &known(&edited.standard));
        said.extend(found.iter().map(|(change, _)| change.split(' ').next().unwrap().to_owned()));
        said.extend((!moved.is_empty()).then(|| "Moved".to_owned()));
    }
    let all = ["Added", "Level", "Moved", "MovedAway", "Reworded", "Withdrawn", "gained", "lost"];
    assert_eq!(said.into_iter().collect::<Vec<_>>(), all);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_report_has_exactly_the_edits_made(
        number in 0_u64..5000,
        edits in proptest::collection::vec((0_u8..17, 0_usize..1000, 0_usize..1000), 0..12),
        renumber: bool,
    ) {
        let base = Edited::new(number);
        let old = base.standard.clone();
        let mut edited = base;
        edits.into_iter().for_each(|edit| edited.edit(edit));
        if renumber {
            edited.renumber();
        }
        let new = edited.standard;
        prop_assert!(compare(&old, &old).is_empty());
        prop_assert!(compare(&new, &new).is_empty());
        let (before, after) = (known(&old), known(&new));
        let there = compare(&old, &new);
        let (found, moved, moved_marks) = reported(&there, &after);
        let (expected, expected_moves) = expected(&before, &after);
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(moved, expected_moves);
        let (back, _, back_moved) = reported(&compare(&new, &old), &before);
        prop_assert_eq!(mirrored(&found), back);
        prop_assert_eq!(moved_marks, back_moved);
    }
}
