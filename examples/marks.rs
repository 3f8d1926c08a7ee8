//! Holds the findings of `ttm validate --notes` against what a careful reader marked (`tests/marks`): how many of the
//! marks are named at their line by a rule that speaks of such a fault.
//!
//! `cargo run --example marks` prints a table by kind for five groups: six published standards, three that were kept aside
//! until 2026-11-30, and the standards of our own making in `tests/marks/made`, `fresh` and `unseen`. The published ones
//! are read from `../shared/corpus`, as they are not ours to copy. Of `unseen` nothing but numbers is ever printed.
//! `--marks` lists the marks of the others with the rules that name them, `--others` their findings that match no mark.
//! `--folder FOLDER` reads standards that lie elsewhere in place of these: each as YAML, its marks beside it or in
//! `tests/marks/elsewhere`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;

use ttm::canonical;
use ttm::check::check;
use ttm::diagnostic::{Diagnostic, Label};
use ttm::files::source::Source;
use ttm::forms::import::{SourceForm, import};
use ttm::text::bilingual::Lang;

/// Standards whose marks and findings may be looked at while rules are written.
const OPEN: [&str; 6] =
    ["ACC2153-001v5", "CCM711-001", "MPM7223-002v3", "MPM7223-007v3", "SET2149-002v4", "TTM4221-006v1"];

/// Standards that were kept aside until most rules were written.
const ASIDE: [&str; 3] = ["SET4130-001v2", "TFB5120-002v3", "TTM4221-004v3"];

/// The kinds of marks, each with the rules that speak of such a fault. The second value says whether seeing it needs no
/// more than reading: cut off, doubled, punctuation, spaces, placeholders, headings, leaked, numbering.
const KINDS: [(&str, bool, &[&str]); 22] = [
    (
        "cut-off",
        true,
        &["cut-off-text", "missing-full-stop", "unbalanced-bracket", "duplicate-code", "uneven-wording"],
    ),
    ("doubled", true, &["doubled-word", "stray-mark", "misworded-entry"]),
    (
        "punctuation",
        true,
        &[
            "mixed-punctuation",
            "stray-mark",
            "missing-full-stop",
            "unbalanced-bracket",
            "doubled-word",
            "stray-space",
            "lookalike-character",
            "half-width-bracket",
            "uneven-wording",
            "cut-off-text",
        ],
    ),
    ("space", true, &["stray-space", "joined-words", "uneven-wording"]),
    ("placeholder", true, &["placeholder-text"]),
    ("heading", true, &["placeholder-text"]),
    ("leaked-code", true, &["leaked-code", "cut-off-text"]),
    (
        "numbering",
        true,
        &["malformed-code", "misplaced-code", "duplicate-code", "code-gap", "code-order", "reference-order"],
    ),
    (
        "wrong-word",
        false,
        &["wrong-word", "mainland-word", "mixed-spelling", "doubled-word", "misworded-entry"],
    ),
    (
        "wrong-character",
        false,
        &["wrong-word", "mixed-spelling", "simplified-character", "lookalike-character", "lost-character"],
    ),
    (
        "character-form",
        false,
        &["wrong-word", "mixed-spelling", "simplified-character", "lookalike-character"],
    ),
    ("markup", false, &["html-markup"]),
    ("misplaced", false, &["misworded-entry", "misplaced-code", "repeated-name"]),
    ("two-names", false, &["duplicate-code", "mixed-spelling", "similar-name", "unused-term", "wrong-word"]),
    ("duplicate", false, &["repeated-text", "duplicate-name", "repeated-name", "similar-name"]),
    (
        "inconsistent",
        false,
        &["uneven-wording", "mixed-spelling", "similar-name", "wrong-word", "mainland-word"],
    ),
    ("level", false, &["base-level", "level-spread"]),
    ("history", false, &["history-current", "history-order", "history-successor"]),
    ("classification", false, &["classification-code", "classification-name", "classification-mismatch"]),
    ("unclear", false, &["wrong-word", "misworded-entry"]),
    (
        "missing-part",
        false,
        &[
            "unfilled-part",
            "empty-text",
            "missing-output",
            "missing-indicator",
            "missing-competency",
            "misplaced-code",
            "unused-term",
        ],
    ),
    ("other", false, &["misworded-entry", "cut-off-text", "unused-term", "unused-code"]),
];

/// One place that the reader marked.
struct Mark {
    at: String,
    text: String,
    kind: String,
    why: String,
}

/// A line of a canonical file, with what it belongs to.
#[derive(Clone, Default)]
struct Line {
    /// The code of the entry or the name of the field.
    key: String,
    /// Its text without blanks.
    text: String,
    /// The task it stands in.
    task: String,
    /// The section of the file: the last key at its left edge.
    section: String,
    /// The version that it belongs to.
    version: String,
    /// For a note: which, from 1.
    note: usize,
    /// Where its text begins in the file.
    start: usize,
}

/// A standard with its marks and findings.
struct Read {
    source: Source,
    lines: Vec<Line>,
    marks: Vec<Mark>,
    findings: Vec<Diagnostic>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let asks = |what: &str| arguments.iter().any(|argument| argument == what);
    let mut out = io::stdout().lock();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/marks");
    let groups = match arguments.iter().position(|argument| argument == "--folder") {
        Some(at) => {
            let folder = arguments.get(at + 1).ok_or("--folder wants a folder")?;
            vec![("elsewhere", folder_of(Path::new(folder), &own.join("elsewhere"))?)]
        }
        None => vec![
            ("six", OPEN.iter().map(|code| published(code)).collect::<Result<_, _>>()?),
            ("three", ASIDE.iter().map(|code| published(code)).collect::<Result<_, _>>()?),
            ("made", folder_of(&own.join("made"), &own)?),
            ("fresh", folder_of(&own.join("fresh"), &own)?),
            ("unseen", folder_of(&own.join("unseen"), &own)?),
        ],
    };
    write!(out, "| kind ")?;
    for (name, of) in &groups {
        write!(out, "| {name} ({}): marks | named | ", of.len())?;
    }
    writeln!(out, "|\n|---{}|", "|--:|--:|--:".repeat(groups.len()))?;
    for (kind, ..) in KINDS {
        row(&mut out, kind, &groups, |mark| mark.kind == kind)?;
    }
    row(&mut out, "**only reading**", &groups, |mark| {
        KINDS.iter().any(|(kind, reading, _)| *reading && mark.kind == *kind)
    })?;
    row(&mut out, "**all**", &groups, |_| true)?;
    for (name, of) in &groups {
        let all: usize = of.iter().map(|read| read.findings.len()).sum();
        let others: usize = of.iter().map(|read| read.others().len()).sum();
        writeln!(out, "\n{name}: {all} findings, {others} at places that the reader did not mark for it.")?;
        let mut rules: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for read in of {
            read.findings.iter().for_each(|found| rules.entry(found.rule).or_default().0 += 1);
            read.others().iter().for_each(|found| rules.entry(found.rule).or_default().1 += 1);
        }
        for (rule, (all, others)) in rules {
            writeln!(out, "  {rule} {all}, {others} not marked")?;
        }
    }
    for read in groups.iter().filter(|(name, _)| *name != "unseen").flat_map(|(_, of)| of) {
        if asks("--marks") {
            for mark in &read.marks {
                let rules: BTreeSet<&str> = read.naming(mark).iter().map(|found| found.rule).collect();
                let rules: Vec<&str> = rules.into_iter().collect();
                let Mark { at, text, kind, why } = mark;
                let (name, text) = (&read.source.path, text.trim());
                writeln!(out, "{name} {kind} {at} «{text}» {why} ← {}", rules.join(", "))?;
            }
        }
        if asks("--others") {
            for found in read.others() {
                let at = read.source.position(found.primary.place.span.start).line;
                let line = &read.lines[at - 1];
                let message = found.message.get(Lang::ZhTw);
                writeln!(
                    out,
                    "{}:{at} {} {} {message}「{}」",
                    read.source.path, found.rule, line.key, line.text
                )?;
            }
        }
    }
    Ok(())
}

fn row(
    out: &mut impl Write,
    kind: &str,
    groups: &[(&str, Vec<Read>)],
    counts: impl Fn(&Mark) -> bool,
) -> io::Result<()> {
    write!(out, "| {kind} ")?;
    for (_, of) in groups {
        let (mut all, mut named) = (0, 0);
        for read in of {
            for mark in read.marks.iter().filter(|mark| counts(mark)) {
                all += 1;
                named += usize::from(!read.naming(mark).is_empty());
            }
        }
        let percent =
            (named * 100_usize).checked_div(all).map_or_else(String::new, |percent| format!("{percent} %"));
        write!(out, "| {all} | {named} | {percent} ")?;
    }
    writeln!(out, "|")
}

/// A published standard, imported from its page text.
fn published(code: &str) -> Result<Read, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read(root.join("../shared/corpus").join(format!("{code}.txt")))
        .map_err(|error| format!("../shared/corpus/{code}.txt: {error}"))?;
    let imported = import(&page, Some(SourceForm::Text))?;
    read(code, canonical::yaml(&imported.standard), &root.join("tests/marks"))
}

/// The standards of a folder, with the marks that lie beside them or else in another one.
fn folder_of(folder: &Path, elsewhere: &Path) -> Result<Vec<Read>, Box<dyn Error>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            names.extend(path.file_stem().and_then(|name| name.to_str()).map(str::to_owned));
        }
    }
    names.sort();
    let beside = |name: &str| folder.join(format!("{name}.jsonl")).exists();
    names
        .iter()
        .map(|name| {
            let text = std::fs::read_to_string(folder.join(format!("{name}.yaml")))?;
            read(name, text, if beside(name) { folder } else { elsewhere })
        })
        .collect()
}

fn read(code: &str, text: String, marks: &Path) -> Result<Read, Box<dyn Error>> {
    let source = Source::in_memory(&format!("{code}.yaml"), text);
    let marks = std::fs::read_to_string(marks.join(format!("{code}.jsonl")))?;
    let marks = marks.lines().map(mark).collect::<Result<Vec<_>, _>>()?;
    let findings = check(std::slice::from_ref(&source));
    Ok(Read { lines: lines(&source.text), source, marks, findings })
}

fn mark(line: &str) -> Result<Mark, Box<dyn Error>> {
    let mark: serde_json::Value = serde_json::from_str(line)?;
    let text = |key: &str| mark[key].as_str().unwrap_or_default().to_owned();
    Ok(Mark { at: text("at"), text: text("text"), kind: text("kind"), why: text("why") })
}

/// The lines of a canonical file.
fn lines(text: &str) -> Vec<Line> {
    let mut current = Line::default();
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches('\n');
        let inner = line.trim_start();
        let entry = inner.strip_prefix("- ").unwrap_or(inner);
        let (key, value) = match entry.split_once(':') {
            Some((key, value))
                if key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-') =>
            {
                (key, value)
            }
            _ => ("", entry),
        };
        if inner.len() == line.len() {
            current.section = key.to_owned();
            current.note = 0;
        }
        if key == "version" {
            current.version = value.trim().to_owned();
        }
        if key.starts_with('T') {
            current.task = key.to_owned();
        }
        if current.section == "notes" && inner.starts_with("- ") {
            current.note += 1;
        }
        let start = start + line.len() - value.len();
        let text = value.chars().filter(|c| !c.is_whitespace()).collect();
        lines.push(Line { key: key.to_owned(), text, start, ..current.clone() });
    }
    lines
}

impl Read {
    /// The lines of a place, counted from 0.
    fn lines_at(&self, mark: &Mark) -> Vec<usize> {
        let at = mark
            .at
            .replace(" (second)", "")
            .replace(" (third)", "")
            .replace(" (fourth)", "")
            .replace(" (fifth)", "");
        let within = at.split(" at ").nth(1).map(str::to_owned);
        let at = at.split(" at ").next().unwrap_or_default();
        let all = |holds: &dyn Fn(&Line) -> bool| -> Vec<usize> {
            self.lines.iter().enumerate().filter(|(_, line)| holds(line)).map(|(at, _)| at).collect()
        };
        if let Some(kind) = at.strip_prefix("all ") {
            return match kind {
                "history" => all(&|line| line.section == "history"),
                "T" if mark.kind == "level" => all(&|line| line.section == "duties" && line.key == "level"),
                // References stand where the form repeats the name.
                "T" => all(&|line| is_of(&line.key, 'T') || line.section == "duties" && line.key == "name"),
                "K" => all(&|line| is_of(&line.key, 'K') || line.key == "knowledge"),
                "S" => all(&|line| is_of(&line.key, 'S') || line.key == "skills"),
                _ => all(&|line| {
                    kind.chars().next().is_some_and(|kind| {
                        is_of(&line.key, kind) || (kind == 'O' && line.key.starts_with('T'))
                    })
                }),
            };
        }
        if let Some(task) = at.strip_prefix("level ") {
            if let Some(version) = task.strip_prefix("history ") {
                return all(&|line| line.version == version);
            }
            return all(&|line| line.task == task && line.key == "level");
        }
        if let Some(version) = at.strip_prefix("history ") {
            return all(&|line| line.section == "history" && line.version == version);
        }
        if let Some(note) = at.strip_prefix("note ") {
            return all(&|line| line.section == "notes" && line.note.to_string() == note);
        }
        match at {
            "history" => return all(&|line| line.section == "history"),
            "classification" => {
                let cells: Vec<String> = mark.text.split('\t').map(|cell| solid(cell, "")).collect();
                return all(&|line| {
                    let text = line.text.trim_matches('"');
                    let is_marked =
                        |cell: &String| cell == text || (cell.chars().count() > 3 && text.contains(cell));
                    line.section == "classification" && cells.iter().any(is_marked)
                });
            }
            "notes" => return all(&|line| line.section == "notes"),
            // What is missing is said of the whole file.
            "description" => return all(&|line| line.section == "description" || line.section == "code"),
            "level" => return all(&|line| line.section == "level"),
            _ => {}
        }
        let solid = solid(&mark.text, at);
        let holds = |line: &Line| solid.chars().count() >= 2 && line.text.contains(&solid);
        let named = all(&|line: &Line| {
            line.key == at
                || (line.key == "name" && line.task == at)
                || (line.key.is_empty() && line.text.starts_with(at))
        });
        let exact: Vec<usize> = named.iter().copied().filter(|&line| holds(&self.lines[line])).collect();
        if mark.at.ends_with(')') && !exact.is_empty() {
            return exact;
        }
        if named.is_empty() {
            // What is missing is missed beside the entry that the excerpt begins with.
            let code: String =
                mark.text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '.').collect();
            return all(&|line| holds(line) || !code.is_empty() && line.key == code);
        }
        let lists = within.map(|task| {
            // A merged cell is the duty's.
            let is_its = |line: &Line| line.task == task || task.starts_with(&format!("{}.", line.task));
            all(&|line: &Line| is_its(line) && matches!(line.key.as_str(), "knowledge" | "skills"))
        });
        named.into_iter().chain(lists.into_iter().flatten()).collect()
    }

    /// The findings that name a mark: at one of its lines, by a rule that speaks of its kind.
    fn naming(&self, mark: &Mark) -> Vec<&Diagnostic> {
        let Some((.., rules)) = KINDS.iter().find(|(kind, ..)| *kind == mark.kind) else { return Vec::new() };
        let lines = self.lines_at(mark);
        let excerpt = solid(&mark.text, mark.at.split(' ').next().unwrap_or_default());
        let everywhere = mark.at.starts_with("all ");
        let is_named = |found: &&Diagnostic| {
            rules.contains(&found.rule)
                && std::iter::once(&found.primary).chain(&found.related).any(|label| {
                    let line = self.source.position(label.place.span.start).line - 1;
                    lines.contains(&line) && (everywhere || self.is_within(label, line, &excerpt))
                })
                && (mark.kind != "cut-off" || found.rule != "duplicate-code" || self.is_beginning(found))
        };
        self.findings.iter().filter(is_named).collect()
    }

    /// Whether a label is on the excerpt of its line, on the code before the text, or on a line without the excerpt.
    fn is_within(&self, label: &Label, line: usize, excerpt: &str) -> bool {
        let Line { start, text, .. } = &self.lines[line];
        let Some(at) = text.find(excerpt).filter(|_| !excerpt.is_empty()) else { return true };
        let (begin, end) = (text[..at].chars().count(), text[..at + excerpt.len()].chars().count());
        let solid = |offset: u32| {
            self.source
                .text
                .get(*start..offset as usize)
                .map(|before| before.chars().filter(|c| !c.is_whitespace()).count())
        };
        let span = label.place.span;
        let piece = &self.source.text[span.start as usize..span.end as usize];
        // An excerpt has no line end, so one that is marked stands beside it.
        let is_blank = piece.replace("\\n", "").trim().is_empty();
        match (solid(span.start), solid(span.end)) {
            (Some(first), Some(last)) if is_blank => first <= end && begin <= last,
            (Some(first), Some(last)) => first < end && begin < last,
            // It is before the text.
            _ => true,
        }
    }

    /// The lines that a finding points to, counted from 0.
    fn lines_of(&self, found: &Diagnostic) -> Vec<usize> {
        let places = std::iter::once(&found.primary).chain(&found.related);
        places.map(|label| self.source.position(label.place.span.start).line - 1).collect()
    }

    /// Whether the texts of the lines of a finding about one code are one the beginning of the other.
    fn is_beginning(&self, found: &Diagnostic) -> bool {
        let texts: Vec<&str> =
            self.lines_of(found).into_iter().map(|line| self.lines[line].text.as_str()).collect();
        texts.windows(2).any(|pair| pair[0].starts_with(pair[1]) || pair[1].starts_with(pair[0]))
    }

    /// The findings that name no mark.
    fn others(&self) -> Vec<&Diagnostic> {
        let mut named: Vec<*const Diagnostic> = Vec::new();
        for mark in &self.marks {
            named.extend(self.naming(mark).into_iter().map(std::ptr::from_ref));
        }
        self.findings.iter().filter(|found| !named.contains(&std::ptr::from_ref(*found))).collect()
    }
}

/// Whether `key` is a code of the kind with this letter.
fn is_of(key: &str, letter: char) -> bool {
    let mut rest = key.chars();
    rest.next() == Some(letter) && rest.next().is_some_and(|c| c.is_ascii_digit() || c == '.')
}

/// An excerpt as the text of a line has it: without blanks, without the code or key before it, and only its first cell.
fn solid(excerpt: &str, code: &str) -> String {
    let cell = excerpt.split('\t').find(|cell| !cell.trim().is_empty()).unwrap_or_default();
    let solid: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let is_code = |c: char| c.is_ascii_digit() || c == '.';
    let rest = solid.strip_prefix(code).unwrap_or(&solid);
    let rest =
        ["name:", "code:", "description:"].iter().find_map(|key| rest.strip_prefix(key)).unwrap_or(rest);
    let rest = match rest.chars().next() {
        Some('K' | 'S' | 'A' | 'O' | 'P' | 'T') if rest[1..].starts_with(is_code) => {
            rest[1..].trim_start_matches(is_code)
        }
        _ => rest,
    };
    rest.to_owned()
}
