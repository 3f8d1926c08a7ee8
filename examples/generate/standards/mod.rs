//! Standards of our own making, of the size and structure of published ones. A seed decides everything in them.
//!
//! They have no findings but for codes with two names, which are an option: every reference is defined, every entry is used,
//! numbers have no gaps, and knowledge and skills are written at the level at which the form would merge them. So a standard
//! that is printed and read back has to be the same.

mod dice;
mod dress;
mod phrase;

use std::collections::HashSet;

use ttm::classifications;
use ttm::files::source::Span;
use ttm::model::{
    Class, Competency, Date, Duty, Field, Item, Kind, Level, List, Name, NameKind, Reference, References,
    Row, Standard, Status, StatusValue, Task, Text, Version,
};

use dice::Dice;

#[allow(unused_imports, reason = "benchmarks use only some of them")]
pub(crate) use dress::{file, file_of};

const NOWHERE: Span = Span { start: 0, end: 0 };

/// How many families there are, each with a job category, an occupation and an industry of its own.
const FAMILIES: usize = 300;

/// How many standards a family gets before the next one begins; once all have them, they get as many again.
const AT_ONCE: usize = 10;

/// Optional features of a generated standard.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shapes {
    /// Tasks that are split into rows, and tasks that share a cell.
    pub(crate) rows: bool,
    /// Knowledge and skills merged over different tasks, which a form without merged cells cannot say.
    pub(crate) apart: bool,
    /// Outputs and attitudes without codes.
    pub(crate) uncoded: bool,
    /// Families whose numbers come from one pool, so that they skip.
    pub(crate) pools: bool,
    /// A knowledge and a skill whose code is printed with two names in different cells. Published standards have it, and
    /// it is a finding.
    pub(crate) two_names: bool,
    /// How many duties at most, at least 1.
    pub(crate) duties: usize,
    /// How many tasks at least, whatever the number of duties.
    pub(crate) tasks: usize,
}

impl Shapes {
    /// Everything that has no findings, in the size of published standards.
    pub(crate) const ALL: Self =
        Self { rows: true, apart: true, uncoded: true, pools: true, two_names: false, duties: 8, tasks: 0 };

    /// The same with codes that have two names.
    #[allow(dead_code, reason = "only benchmarks have no use for it")]
    pub(crate) const TWO_NAMES: Self = Self { two_names: true, ..Self::ALL };
}

/// The standard of a number. Ten numbers in a row are a family, and numbers below 297,000 have codes of their own.
#[allow(dead_code, reason = "the example writes files; tests and some benchmarks begin with standards")]
pub(crate) fn standard(number: u64, shapes: Shapes) -> Standard<'static> {
    seeded(0, number, shapes)
}

/// The same for one seed of many: the codes are those of the numbers, and everything else is different.
pub(crate) fn seeded(seed: u64, number: u64, shapes: Shapes) -> Standard<'static> {
    let seed = seed.wrapping_mul(0xd6e8_feb8_6659_fd93);
    let mut dice = Dice::new(seed ^ number);
    let (family, serial) = place(number);
    let field = field(family);
    let mut made = Standard::made();
    let [(letters, _), (digits, _), _] = &field;
    let base = format!("{letters}{digits}-{serial:03}");
    let name = format!("{}人員", phrase::name(&mut dice));
    history(&mut made, &base, &name, &mut dice);
    let kind = if dice.chance(10) { NameKind::Category } else { NameKind::Occupation };
    made.name = Field::Given(Name { kind, text: Text::made(name) });
    let [job_category, occupation, industry] = field.map(|(code, name)| List::made(vec![class(&code, name)]));
    made.classification.key = Some(NOWHERE);
    made.classification.job_categories = job_category;
    made.classification.occupations = occupation;
    made.classification.industries = industry;
    made.description = Field::Given(Text::made(phrase::paragraph(&mut dice)));

    let duties = dice.within(1..shapes.duties + 1);
    let usual = dice.pick(&[2, 3, 3, 3, 4, 4, 4, 4, 5]);
    let mut tasks = 0;
    let mut built: Vec<_> = (1..=duties).map(|at| duty(at, usual, &mut tasks, shapes, &mut dice)).collect();
    while tasks < shapes.tasks {
        built.push(duty(built.len() + 1, usual, &mut tasks, shapes, &mut dice));
    }
    made.duties = List::made(built);
    made.level = level(common_level(&made));

    let pooled = shapes.pools && dice.chance(20);
    let alike = slots(&made, &mut dice);
    for kind in Competency::BOTH {
        let entries =
            entries(kind, (tasks * 2).clamp(3, 30), pooled.then_some(seed ^ family as u64), &mut dice);
        let slots = if shapes.apart { &slots(&made, &mut dice) } else { &alike };
        refer(&mut made, kind, slots, &entries, &mut dice);
        match kind {
            Competency::Knowledge => made.knowledge = List::made(entries),
            Competency::Skill => made.skills = List::made(entries),
        }
        if shapes.two_names {
            two_names(&mut made, kind, slots, &mut dice);
        }
    }
    let uncoded = shapes.uncoded && dice.chance(10);
    let described = dice.chance(50);
    let first = dice.below(phrase::ATTITUDES.len());
    let attitudes = (0..dice.within(3..18)).map(|at| {
        let text = phrase::attitude(&mut dice, first + at, described);
        if uncoded { Item::made_uncoded(text) } else { Item::made(format!("A{:02}", at + 1), text) }
    });
    made.attitudes = List::made(attitudes.collect());
    let mut sentences = |most: usize| {
        let count = dice.below(most + 1);
        (0..count).map(|_| Text::made(phrase::sentence(&mut dice))).collect::<Vec<_>>()
    };
    let (qualifications, supplements) = (sentences(5), sentences(4));
    if !(qualifications.is_empty() && supplements.is_empty()) {
        made.notes.qualifications = List::made(qualifications);
        made.notes.supplements = List::made(supplements);
    }
    made
}

/// The family of a number, and what it counts in there.
pub(crate) fn place(number: u64) -> (usize, usize) {
    let number = usize::try_from(number).unwrap_or_default();
    let (round, at) = (number / (AT_ONCE * FAMILIES), number % (AT_ONCE * FAMILIES));
    (at / AT_ONCE, (round * AT_ONCE + at % AT_ONCE) % 999 + 1)
}

/// Job category, occupation and industry of a family, as the national lists have them.
fn field(family: usize) -> [(String, &'static str); 3] {
    let category =
        &classifications::JOB_CATEGORIES[family * classifications::JOB_CATEGORIES.len() / FAMILIES];
    let listed = |list: &'static classifications::List, length: usize| {
        let groups: Vec<_> = list.groups.iter().filter(|group| group.digits.len() == length).collect();
        let group = groups[family * groups.len() / FAMILIES];
        (group.code(), group.name)
    };
    let (occupation, industry) =
        (listed(&classifications::OCCUPATIONS, 4), listed(&classifications::INDUSTRIES, 2));
    [(category.code.to_owned(), category.name), occupation, industry]
}

/// A list that is absent where it is empty.
fn some<T>(items: Vec<T>) -> List<T> {
    if items.is_empty() { List::default() } else { List::made(items) }
}

fn class(code: &str, name: &str) -> Class<'static> {
    Class { span: NOWHERE, code: Field::Given(Text::made_code(code)), name: Field::Given(Text::made(name)) }
}

fn level(value: u8) -> Field<Level> {
    Field::Given(Level { value, span: NOWHERE })
}

/// One to four versions, newest first; the first of them is the standard's own.
fn history(made: &mut Standard<'static>, base: &str, name: &str, dice: &mut Dice) {
    let newest = dice.within(1..5);
    let code = |version: usize| format!("{base}v{version}");
    made.code = Field::Given(Text::made_code(code(newest)));
    let versions = (1..=newest).rev().map(|version| {
        let current = version == newest;
        let status = if current { StatusValue::Current } else { StatusValue::Superseded };
        let year = i16::try_from(2012 + version * 3).unwrap_or(2012);
        let day = i8::try_from(dice.within(1..29)).unwrap_or(1);
        Version {
            span: NOWHERE,
            version: Field::Given(Text::made_code(format!("V{version}"))),
            code: Field::Given(Text::made_code(code(version))),
            name: Field::Given(Text::made(name)),
            status: Field::Given(Status { value: status, span: NOWHERE }),
            superseded_by: (!current).then(|| Text::made_code(code(version + 1))).into(),
            date: Field::Given(Date { value: jiff::civil::date(year, 11, day), span: NOWHERE }),
            note: current.then(|| Text::made("因應產業需求，檢視更新職能內涵。")).into(),
        }
    });
    made.history = List::made(versions.collect());
}

fn duty(at: usize, usual: u8, tasks: &mut usize, shapes: Shapes, dice: &mut Dice) -> Duty<'static> {
    let mut built: Vec<Task<'static>> = Vec::new();
    let mut next = 1;
    for _ in 0..dice.within(1..6) {
        let task = task([at, next], usual, shapes, dice);
        next += 1 + task.also.len();
        built.push(task);
    }
    *tasks += built.len();
    Duty {
        code: Text::made_code(format!("T{at}")),
        name: Field::Given(Text::made(phrase::name(dice))),
        knowledge: References::default(),
        skills: References::default(),
        tasks: List::made(built),
    }
}

fn task([duty, task]: [usize; 2], usual: u8, shapes: Shapes, dice: &mut Dice) -> Task<'static> {
    let also = if shapes.rows && dice.chance(4) {
        List::made(vec![Item::made(format!("T{duty}.{}", task + 1), phrase::name(dice))])
    } else {
        List::default()
    };
    let uncoded = shapes.uncoded && dice.chance(3);
    let mut numbers = [0; 2];
    let count = if shapes.rows && dice.chance(6) { dice.within(2..4) } else { 1 };
    let rows: Vec<_> = (0..count)
        .map(|_| {
            let mut items = |kind: Kind, slot: usize, count: usize, dice: &mut Dice| {
                let items = (0..count).map(|_| {
                    numbers[slot] += 1;
                    let code = format!("{}{duty}.{task}.{}", kind.letter(), numbers[slot]);
                    match kind {
                        Kind::Output if uncoded => Item::made_uncoded(phrase::output(dice)),
                        Kind::Output => Item::made(code, phrase::output(dice)),
                        _ => Item::made(code, phrase::sentence(dice)),
                    }
                });
                some(items.collect())
            };
            // Without codes, two outputs of one cell cannot be separated in the text of a page.
            let outputs = if uncoded { 1 } else { dice.within(0..4) };
            Row {
                span: NOWHERE,
                level: level(usual + dice.pick(&[0, 0, 0, 0, 0, 1, 1]) - dice.pick(&[0, 0, 0, 0, 1])),
                outputs: items(Kind::Output, 0, outputs, dice),
                indicators: items(Kind::Indicator, 1, dice.within(1..5), dice),
                knowledge: References::default(),
                skills: References::default(),
            }
        })
        .collect();
    Task {
        code: Text::made_code(format!("T{duty}.{task}")),
        name: Field::Given(Text::made(phrase::name(dice))),
        also,
        knowledge: References::default(),
        skills: References::default(),
        rows: if count > 1 { List::made(rows) } else { List { key: None, ..List::made(rows) } },
    }
}

/// The level of most rows, the lower of two.
fn common_level(made: &Standard<'_>) -> u8 {
    let mut counts = [0_usize; 7];
    for (_, _, row) in made.rows() {
        if let Some(level) = row.level.given() {
            counts[usize::from(level.value)] += 1;
        }
    }
    (1..=6).max_by_key(|&level| (counts[usize::from(level)], 6 - level)).unwrap_or(3)
}

/// Entries with names of their own. A family's pool gives each number its name, and a standard takes some of them.
fn entries(kind: Competency, count: usize, pool: Option<u64>, dice: &mut Dice) -> Vec<Item<'static>> {
    let letter = kind.kind().letter();
    let mut names = HashSet::new();
    let mut all = |count: usize, dice: &mut Dice| {
        let mut entries = Vec::with_capacity(count);
        while entries.len() < count {
            let name = match kind {
                Competency::Knowledge => phrase::knowledge(dice),
                Competency::Skill => phrase::skill(dice),
            };
            if names.insert(name.clone()) {
                entries.push(Item::made(format!("{letter}{:02}", entries.len() + 1), name));
            }
        }
        entries
    };
    match pool {
        None => all(count, dice),
        Some(family) => {
            let mut pool = all(80, &mut Dice::new(family ^ u64::from(letter)));
            while pool.len() > count {
                pool.remove(dice.below(pool.len()));
            }
            pool
        }
    }
}

/// Where a list of references stands: at a duty, a task or a row, by their places in the standard.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Duty(usize),
    Task(usize, usize),
    Row(usize, usize, usize),
}

/// Which cells the form has in one of the columns, each at the place where a merged cell belongs.
fn slots(made: &Standard<'_>, dice: &mut Dice) -> Vec<Slot> {
    let mut slots = Vec::new();
    for (at, duty) in made.duties.iter().enumerate() {
        if dice.chance(40) || duty.tasks.iter().map(|task| task.rows.len()).sum::<usize>() == 1 {
            slots.push(Slot::Duty(at));
            continue;
        }
        for (task_at, task) in duty.tasks.iter().enumerate() {
            if task.rows.len() > 1 && dice.chance(70) {
                slots.extend((0..task.rows.len()).map(|row| Slot::Row(at, task_at, row)));
            } else if duty.tasks.len() > 1 {
                slots.push(Slot::Task(at, task_at));
            } else {
                slots.push(Slot::Duty(at));
            }
        }
    }
    slots
}

/// Gives every cell some of the entries, and every entry to one cell at least. Neighbours differ, since the form
/// would merge them otherwise.
fn refer(
    made: &mut Standard<'static>,
    kind: Competency,
    slots: &[Slot],
    entries: &[Item<'static>],
    dice: &mut Dice,
) {
    let codes: Vec<&str> = entries.iter().filter_map(|entry| Some(entry.code.as_ref()?.as_str())).collect();
    let mut lists: Vec<Vec<&str>> = vec![Vec::new(); slots.len()];
    for (at, &code) in codes.iter().enumerate() {
        lists[at * slots.len() / codes.len()].push(code);
    }
    for at in 0..lists.len() {
        for _ in 0..dice.within(1..5) {
            let code = dice.pick(&codes);
            if !lists[at].contains(&code) {
                lists[at].push(code);
            }
        }
        if at > 0 && lists[at] == lists[at - 1] {
            match codes.iter().find(|code| !lists[at].contains(code)) {
                Some(other) => lists[at].push(other),
                None => lists[at].reverse(),
            }
        }
    }
    for (slot, list) in slots.iter().zip(lists) {
        *cell(made, *slot, kind) =
            List::made(list.into_iter().map(|code| Reference::bare(Text::made_code(code))).collect());
    }
}

/// Gives one of the codes that several cells have a second name, which every second one of these cells prints.
fn two_names(made: &mut Standard<'static>, kind: Competency, slots: &[Slot], dice: &mut Dice) {
    let places = |made: &mut Standard<'static>, code: &Text<'_>| -> Vec<(Slot, usize)> {
        let place = |references: &References<'_>| references.iter().position(|one| one.code == *code);
        slots.iter().filter_map(|&slot| Some((slot, place(cell(made, slot, kind))?))).collect()
    };
    let count = kind.list(made).len();
    let first = dice.below(count);
    let entries: Vec<_> =
        (first..count).chain(0..first).map(|at| (at, kind.list(made)[at].clone())).collect();
    let shared = entries.into_iter().find_map(|(at, entry)| {
        let (code, text) = (entry.code?, entry.text);
        let having = places(made, &code);
        (having.len() > 1).then_some((at, code, text, having))
    });
    let Some((at, code, text, having)) = shared else { return };
    let names = [text.clone(), Text::made(format!("{}【註1】", text.as_str()))];
    for (number, &(slot, place)) in having.iter().enumerate() {
        let name = names[number % 2].clone();
        cell(made, slot, kind).items[place] = Reference::named(code.clone(), name);
    }
    let [_, second] = names;
    let entry = Item { code: Some(code), text: second };
    match kind {
        Competency::Knowledge => made.knowledge.items.insert(at + 1, entry),
        Competency::Skill => made.skills.items.insert(at + 1, entry),
    }
}

fn cell<'a>(made: &'a mut Standard<'static>, slot: Slot, kind: Competency) -> &'a mut References<'static> {
    let (Slot::Duty(duty) | Slot::Task(duty, _) | Slot::Row(duty, ..)) = slot;
    let duty = &mut made.duties.items[duty];
    let (knowledge, skills) = match slot {
        Slot::Duty(_) => (&mut duty.knowledge, &mut duty.skills),
        Slot::Task(_, task) => {
            let task = &mut duty.tasks.items[task];
            (&mut task.knowledge, &mut task.skills)
        }
        Slot::Row(_, task, row) => {
            let row = &mut duty.tasks.items[task].rows.items[row];
            (&mut row.knowledge, &mut row.skills)
        }
    };
    match kind {
        Competency::Knowledge => knowledge,
        Competency::Skill => skills,
    }
}
