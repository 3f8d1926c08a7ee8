//! Makes codes follow the position of what they stand for, by changing the source at the codes alone.
//!
//! Everything else of the file stays byte for byte: what a person wrote into comments and laid out stays theirs.

use std::collections::{HashMap, HashSet};

use crate::bilingual;
use crate::files::source::Span;
use crate::model::{Competency, Item, Kind, List, Standard, Text};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::yaml::{self, Arena, Node, Style, Value};

/// A file with its codes renumbered.
#[derive(Debug)]
pub struct Renumbered {
    /// The new text.
    pub text: String,
    /// How many codes and references changed.
    pub changed: usize,
    /// Where the old text mentions a code that stands for something else now, or for nothing, in the order of the
    /// file. Texts and comments are people's to mend.
    pub mentions: Vec<Mention>,
}

/// A code in a text or comment that was renumbered elsewhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands in the new text.
    pub span: Span,
    /// The code.
    pub code: String,
    /// What became of the code; where it stood twice, of the first.
    pub now: String,
}

/// Why a standard cannot be renumbered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words.en)]
pub struct Refused {
    /// The reason, which the places follow.
    pub words: Bilingual,
    /// Where.
    pub places: Vec<Span>,
}

/// Renumbers duties, tasks, outputs and indicators by their position; with `items` also knowledge, skills and
/// attitudes by the order of their lists, and the references to them.
///
/// `standard` is what `text` holds, and nothing of its shape may be wrong: what was not read would not be renumbered.
///
/// # Errors
/// [`Refused`], where it would not be clear what a code stands for.
pub fn renumber(standard: &Standard<'_>, text: &str, items: bool) -> Result<Renumbered, Refused> {
    let mut codes = Codes::default();
    codes.positions(standard);
    if items {
        codes.lists(standard)?;
    } else {
        codes.keep_lists(standard);
    }
    codes.all.sort_by_key(|code| code.span);
    let new = edited(text, &codes.all);
    if !same_but_for_codes(text, &new, &codes.all) {
        let words = Bilingual::fixed(
            "the codes cannot be changed without changing something else",
            "更動代碼時無法不影響其他內容",
        );
        return Err(Refused { words, places: Vec::new() });
    }
    let mentions = mentions(text, &codes.all);
    let changed = codes.all.iter().filter(|code| code.is_changed()).count();
    Ok(Renumbered { text: new, changed, mentions })
}

/// A code or reference in the source, and what it becomes.
#[derive(Debug)]
struct Code<'a> {
    span: Span,
    old: &'a str,
    written: &'a str,
    style: Style,
    new: Option<String>,
}

impl Code<'_> {
    fn is_changed(&self) -> bool {
        self.new.as_ref().is_some_and(|new| new != self.old)
    }

    /// What is written in place of the old code: in the same quotation marks, if it has any.
    fn rewritten(&self) -> Option<String> {
        let new = self.new.as_ref().filter(|new| *new != self.old)?;
        match (self.style, self.written.chars().next()) {
            (Style::Quoted, Some(mark)) => Some(format!("{mark}{new}{mark}")),
            _ => Some(new.clone()),
        }
    }
}

#[derive(Default)]
struct Codes<'a> {
    all: Vec<Code<'a>>,
}

impl<'a> Codes<'a> {
    fn push(&mut self, text: &'a Text<'a>, new: Option<String>) {
        let (old, written) = (text.as_str(), text.written());
        self.all.push(Code { span: text.span, old, written, style: text.style(), new });
    }

    fn positions(&mut self, standard: &'a Standard<'a>) {
        for (duty_number, duty) in (1..).zip(standard.duties.iter()) {
            self.push(&duty.code, Some(Kind::Duty.spell([duty_number, 0, 0])));
            let mut task_number = 0;
            for task in duty.tasks.iter() {
                // The tasks of the cell: their old code, their new number, and how many outputs and indicators they
                // have so far.
                let mut cell: Vec<(u32, [u32; 2])> = Vec::new();
                let mut by_claim: HashMap<&str, usize> = HashMap::new();
                for code in
                    std::iter::once(&task.code).chain(task.also.iter().filter_map(|one| one.code.as_ref()))
                {
                    task_number += 1;
                    self.push(code, Some(Kind::Task.spell([duty_number, task_number, 0])));
                    by_claim.entry(code.as_str()).or_insert(cell.len());
                    cell.push((task_number, [0; 2]));
                }
                for row in task.rows.iter() {
                    for (at, (kind, items)) in
                        [(Kind::Output, &row.outputs), (Kind::Indicator, &row.indicators)]
                            .into_iter()
                            .enumerate()
                    {
                        for code in items.iter().filter_map(|item| item.code.as_ref()) {
                            let owner = claimed_task(code.as_str())
                                .and_then(|claim| by_claim.get(claim.as_str()).copied())
                                .unwrap_or(0);
                            let Some((number, counts)) = cell.get_mut(owner) else { continue };
                            counts[at] += 1;
                            self.push(code, Some(kind.spell([duty_number, *number, counts[at]])));
                        }
                    }
                }
            }
        }
    }

    /// The flat lists in their order, and the references to them.
    fn lists(&mut self, standard: &'a Standard<'a>) -> Result<(), Refused> {
        let mut new_codes: HashSet<String> = HashSet::new();
        let mut renamed: [HashMap<&str, String>; 2] = Default::default();
        for (at, kind) in [Kind::Knowledge, Kind::Skill, Kind::Attitude].into_iter().enumerate() {
            let Some(list) = standard.list(kind) else { continue };
            let mut first: HashMap<&str, Span> = HashMap::with_capacity(list.len());
            for (number, code) in (1..).zip(coded(list)) {
                if let Some(&earlier) = first.get(code.as_str()) {
                    return Err(doubled(code, earlier));
                }
                first.insert(code.as_str(), code.span);
                let new = kind.spell([number, 0, 0]);
                new_codes.insert(new.clone());
                if let Some(renamed) = renamed.get_mut(at) {
                    renamed.insert(code.as_str(), new.clone());
                }
                self.push(code, Some(new));
            }
        }
        for (at, competency) in Competency::BOTH.into_iter().enumerate() {
            for reference in standard.references(competency).flat_map(|references| references.iter()) {
                let code = reference.as_str();
                match renamed[at].get(code) {
                    Some(new) => self.push(reference, Some(new.clone())),
                    None if new_codes.contains(code) || renamed[1 - at].contains_key(code) => {
                        return Err(astray(reference, competency));
                    }
                    None => self.push(reference, None),
                }
            }
        }
        Ok(())
    }

    /// The flat lists and references as they are, so that what they are is known where mentions are looked for.
    fn keep_lists(&mut self, standard: &'a Standard<'a>) {
        for list in [&standard.knowledge, &standard.skills, &standard.attitudes] {
            coded(list).for_each(|code| self.push(code, None));
        }
        for competency in Competency::BOTH {
            let references = standard.references(competency).flat_map(|references| references.iter());
            references.for_each(|reference| self.push(reference, None));
        }
    }
}

fn coded<'a>(list: &'a List<Item<'a>>) -> impl Iterator<Item = &'a Text<'a>> {
    list.iter().filter_map(|item| item.code.as_ref())
}

/// The task that the code of an output or indicator is numbered for.
fn claimed_task(code: &str) -> Option<String> {
    Kind::of(code).filter(|kind| matches!(kind, Kind::Output | Kind::Indicator))?;
    let (task, _) = code[1..].rsplit_once('.')?;
    Some(format!("T{task}"))
}

fn doubled(code: &Text<'_>, earlier: Span) -> Refused {
    let text = excerpt(code.as_str());
    let words = bilingual!(
        "{text} stands twice in its list, so it is not clear which of the two a reference means",
        "清單中有兩個 {text}，無法得知引用的是哪一個"
    );
    Refused { words, places: vec![earlier, code.span] }
}

fn astray(reference: &Text<'_>, competency: Competency) -> Refused {
    let text = excerpt(reference.as_str());
    let (en, zh) = (competency.kind().en(), competency.kind().zh());
    let words = bilingual!(
        "the {en} list has no {text}, and renumbered the reference would mean another entry",
        "{zh}清單沒有 {text}，重新編號後這個引用會變成指向別的項目"
    );
    Refused { words, places: vec![reference.span] }
}

fn edited(text: &str, codes: &[Code<'_>]) -> String {
    let mut new = String::with_capacity(text.len() + 64);
    let mut from = 0;
    for code in codes {
        if let (Some(rewritten), Some(kept)) = (code.rewritten(), text.get(from..code.span.range().start)) {
            new.push_str(kept);
            new.push_str(&rewritten);
            // A code that is empty has no bytes of its own; its place is only where it would stand.
            from = code.span.range().start + code.written.len();
        }
    }
    new.push_str(text.get(from..).unwrap_or_default());
    new
}

/// Whether the new text holds what the old one does, the codes as they should be, and nothing else changed.
fn same_but_for_codes(old: &str, new: &str, codes: &[Code<'_>]) -> bool {
    let changed: HashMap<Span, &str> = codes
        .iter()
        .filter(|code| code.is_changed())
        .filter_map(|code| Some((code.span, code.new.as_deref()?)))
        .collect();
    let arena = Arena::new();
    match (yaml::parse(old, &arena).root, yaml::parse(new, &arena).root) {
        (Some(old), Some(new)) => same(&old, &new, &changed),
        _ => false,
    }
}

fn same(old: &Node<'_>, new: &Node<'_>, changed: &HashMap<Span, &str>) -> bool {
    match (old.value, new.value) {
        (Value::Scalar { text: old_text, .. }, Value::Scalar { text, .. }) => {
            changed.get(&old.span).map_or(old_text, |code| *code) == text
        }
        (Value::List(old), Value::List(new)) => {
            old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same(old, new, changed))
        }
        (Value::Mapping { entries: old, .. }, Value::Mapping { entries: new, .. }) => {
            let pair =
                |((key, value), (new_key, new_value)): (&(Node<'_>, Node<'_>), &(Node<'_>, Node<'_>))| {
                    same(key, new_key, changed) && same(value, new_value, changed)
                };
            old.len() == new.len() && old.iter().zip(new).all(pair)
        }
        // A key that was left out has its place, and the code is written there.
        (Value::Empty, Value::Scalar { text, .. }) => {
            changed.get(&old.span).is_some_and(|code| *code == text)
        }
        (Value::Empty, Value::Empty) | (Value::Alias, Value::Alias) => true,
        _ => false,
    }
}

/// Where something other than a code or reference names a code that moved.
fn mentions(text: &str, codes: &[Code<'_>]) -> Vec<Mention> {
    let mut moved: HashMap<&str, &str> = HashMap::new();
    for code in codes.iter().filter(|code| code.is_changed()) {
        moved.entry(code.old).or_insert(code.new.as_deref().unwrap_or_default());
    }
    if moved.is_empty() {
        return Vec::new();
    }
    let mut mentions = Vec::new();
    let mut codes = codes.iter().peekable();
    // By how many bytes the new text is ahead of the old one.
    let mut ahead = 0_isize;
    for range in code_like(text) {
        while let Some(code) = codes.next_if(|code| code.span.range().end <= range.start) {
            ahead += grown(code);
        }
        if codes.peek().is_some_and(|code| code.span.range().start < range.end) {
            continue;
        }
        let code = &text[range.clone()];
        if let Some(now) = moved.get(code) {
            let start = range.start.saturating_add_signed(ahead);
            let span = Span::new(start, start + code.len());
            mentions.push(Mention { span, code: code.to_owned(), now: (*now).to_owned() });
        }
    }
    mentions
}

fn grown(code: &Code<'_>) -> isize {
    let new = code.rewritten().map_or(code.written.len(), |new| new.len());
    new.cast_signed() - code.written.len().cast_signed()
}

/// Whatever looks like a code: one of the letters and numbers with dots between them, not part of a longer word.
fn code_like(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            at += 1;
            if !bytes[start].is_ascii_alphanumeric() {
                continue;
            }
            while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric)
                || (bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
            {
                at += 1;
            }
            let is_number = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
            if b"TOPKSA".contains(&bytes[start])
                && bytes.get(start + 1).is_some_and(u8::is_ascii_digit)
                && bytes[start + 1..at].iter().all(is_number)
            {
                return Some(start..at);
            }
        }
        None
    })
}
