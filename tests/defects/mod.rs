//! Sentences and small standards of our own making, with what has to be said of each: how many of them a rule names (recall), and how many of
//! those it names it should (precision).

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use ttm::check::check;
use ttm::files::source::Source;

/// A text with what has to be said of it.
struct Defect {
    rule: String,
    has_to: bool,
    place: String,
    text: String,
}

/// A small standard.
struct Small {
    name: String,
    text: String,
    /// Rules, each with whether it has to say something of it.
    rules: Vec<(String, bool)>,
}

/// What a rule said of its sentences.
#[derive(Default)]
struct Count {
    /// It had to say something, and did.
    found: usize,
    /// It had to say something, and did not.
    missed: usize,
    /// It must not say something, and did.
    wrong: usize,
    /// It must not say something, and did not.
    right: usize,
}

impl Count {
    fn add(&mut self, has_to: bool, says: bool) {
        match (has_to, says) {
            (true, true) => self.found += 1,
            (true, false) => self.missed += 1,
            (false, true) => self.wrong += 1,
            (false, false) => self.right += 1,
        }
    }
}

fn defects() -> Vec<Defect> {
    let rows = include_str!("sentences.tsv").lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| {
        let mut columns = row.splitn(4, '\t').map(str::to_owned);
        let (rule, has_to, place, text) =
            (columns.next()?, columns.next()?, columns.next()?, columns.next()?);
        Some(Defect { rule, has_to: has_to == "yes", place, text })
    })
    .collect()
}

/// A small standard without findings of these rules, with the text in its place.
fn standard(place: &str, text: &str) -> String {
    let at = |here: &str, usual: &str| if place == here { format!("\"{text}\"") } else { usual.to_owned() };
    let (knowledge, skill, attitude) = (at("K", "咖啡學"), at("S", "沖煮能力"), at("A", "主動積極"));
    let (output, indicator, task) = (at("O", "沖煮單"), at("P", "依點單沖煮咖啡。"), at("T", "沖煮咖啡"));
    let (note, qualification) = (at("N", "甲乙丙為三類對象。"), at("Q", "甲乙丙類科系畢業。"));
    let (description, version) = (at("D", "沖煮咖啡。"), at("V", "檢視更新內容。"));
    let others: String = (2..10)
        .map(|number| format!("          P1.1.{number}: 依點單出杯給第{number}桌甲乙丙類客人。\n"))
        .collect();
    format!(
        "name:\n  occupation: 咖啡師\ndescription: {description}\nlevel: 3\nhistory:\n  - version: V1\n    name: 咖啡師\n    \
         note: {version}\nknowledge:\n  K01: {knowledge}\nskills:\n  S01: {skill}\nattitudes:\n  A01: {attitude}\nduties:\n  \
         T1:\n    name: 出杯\n    knowledge: [K01]\n    skills: [S01]\n    tasks:\n      T1.1:\n        name: {task}\n        \
         level: 3\n        outputs:\n          O1.1.1: {output}\n        indicators:\n          P1.1.1: {indicator}\n{others}\
         notes:\n  qualifications:\n    - {qualification}\n  supplements:\n    - {note}\n"
    )
}

/// The small standards, with the rules that have to say something of each, and those that must not: the comments at the top
/// of its file (`# says: …`, `# silent: …`).
fn standards() -> Vec<Small> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/defects/standards");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).ok()?;
        let mut rules = Vec::new();
        for line in text.lines().take_while(|line| line.starts_with('#')) {
            for (what, has_to) in [("# says: ", true), ("# silent: ", false)] {
                let listed = line.strip_prefix(what).unwrap_or_default();
                rules.extend(listed.split_whitespace().map(|rule| (rule.to_owned(), has_to)));
            }
        }
        assert!(!rules.is_empty(), "{} names no rule", path.display());
        Some(Small { name: path.file_name()?.to_str()?.to_owned(), text, rules })
    };
    paths.into_iter().filter_map(read).collect()
}

/// The table for the documentation, and the sentences that a rule gets wrong.
pub(crate) fn table() -> (String, Vec<String>) {
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut failures = Vec::new();
    for Defect { rule, has_to, place, text } in defects() {
        let sources = [Source::in_memory("draft.yaml", standard(&place, &text))];
        let says = check(&sources).iter().any(|found| found.rule == rule);
        if says != has_to {
            failures
                .push(format!("{rule} {} {place} {text}", if has_to { "misses" } else { "wrongly names" }));
        }
        counts.entry(rule).or_default().add(has_to, says);
    }
    for Small { name, text, rules } in standards() {
        let found = check(&[Source::in_memory("draft.yaml", text)]);
        for (rule, has_to) in rules {
            let says = found.iter().any(|found| found.rule == rule);
            if says != has_to {
                failures.push(format!("{rule} {} {name}", if has_to { "misses" } else { "wrongly names" }));
            }
            counts.entry(rule).or_default().add(has_to, says);
        }
    }
    let mut table = String::from(
        "| rule | has to name | named (recall) | must not name | named wrongly | precision |\n|---|--:|--:|--:|--:|--:|\n",
    );
    let percent = |part: usize, all: usize| {
        (part * 100).checked_div(all).map_or_else(|| "–".to_owned(), |percent| format!("{percent} %"))
    };
    for (rule, Count { found, missed, wrong, right }) in &counts {
        let _ = writeln!(
            table,
            "| `{rule}` | {} | {found} ({}) | {} | {wrong} | {} |",
            found + missed,
            percent(*found, found + missed),
            wrong + right,
            percent(*found, found + wrong)
        );
    }
    (table, failures)
}
