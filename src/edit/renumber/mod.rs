//! Renumbers a standard: every code gets the number of its position, and references follow.
//!
//! Only codes and references are changed, with [`crate::yaml::edit`]; texts and comments that mention a code stay as they
//! are and are listed, see [`Mention`].

mod mentions;

use std::collections::{HashMap, HashSet};

use crate::bilingual;
use crate::files::source::Span;
use crate::model::{Competency, Item, Kind, List, Reference, Standard, Text};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::sorting::sort_by_key;
use crate::yaml::Arena;
use crate::yaml::edit::{Change, Document, New};
pub use mentions::Mention;

/// How many changes are tried one by one for the places of a refusal. Each reads the whole text.
const MAX_TRIED: usize = 100;

/// How many places a refusal names of those.
const MAX_PLACES: usize = 5;

/// A file with its codes renumbered.
#[derive(Debug)]
pub struct Renumbered {
    /// The new text.
    pub text: String,
    /// How many codes and references changed.
    pub changed: usize,
    /// Where texts and comments mention a code that means another entry now, or none, in the order of the file.
    pub mentions: Vec<Mention>,
}

/// Why a standard cannot be renumbered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words.en)]
pub struct Refused {
    /// The reason.
    pub words: Bilingual,
    /// The places that it is about, to be shown behind it.
    pub places: Vec<Span>,
}

/// Renumbers duties, tasks, outputs and indicators by their position; with `items` also knowledge, skills and
/// attitudes by the order of their lists, and the references to them.
///
/// `standard` is what `text` holds, and nothing of its shape may be wrong: what was not read would not be renumbered.
///
/// # Errors
/// [`Refused`], where a reference could mean two entries or none, or where a code cannot be changed in the source.
pub fn renumber(standard: &Standard<'_>, text: &str, items: bool) -> Result<Renumbered, Refused> {
    let mut codes = Codes::default();
    codes.positions(standard);
    if items {
        codes.lists(standard)?;
    } else {
        codes.keep_lists(standard);
    }
    sort_by_key(&mut codes.all, |code| code.span);
    let arena = Arena::new();
    let document = Document::of(text, &arena).ok_or_else(|| unclear(Vec::new()))?;
    let changes = codes.changes(&document).ok_or_else(|| unclear(Vec::new()))?;
    let changed =
        document.changed(&changes).map_err(|_| unclear(codes.not_changed_alone(&document, &changes)))?;
    let mentions = mentions::find(text, &codes.all, &changed.edits);
    Ok(Renumbered { text: changed.text, changed: changes.len(), mentions })
}

/// A code or reference in the source.
#[derive(Debug)]
struct Code<'a> {
    /// Its bytes in the source.
    span: Span,
    old: &'a str,
    /// What it becomes; `None` where it stays.
    new: Option<String>,
    /// The pair of a code and a name, which becomes the code alone.
    pair: Option<Span>,
}

#[derive(Default)]
struct Codes<'a> {
    all: Vec<Code<'a>>,
}

impl<'a> Codes<'a> {
    fn push(&mut self, text: &'a Text<'a>, new: Option<String>) {
        let old = text.as_str();
        let new = new.filter(|new| new != old);
        self.all.push(Code { span: text.span, old, new, pair: None });
    }

    /// A reference that becomes `new` and says no name any more.
    fn push_bare(&mut self, reference: &'a Reference<'a>, new: String) {
        let pair = reference.name.as_ref().map(|name| name.pair);
        if pair.is_none() {
            return self.push(&reference.code, Some(new));
        }
        let code = &reference.code;
        self.all.push(Code { span: code.span, old: code.as_str(), new: Some(new), pair });
    }

    /// The changes to the document that the standard was read from.
    fn changes(&self, document: &Document<'_>) -> Option<Vec<Change<'_>>> {
        let (places, items) = (document.places(), document.items_by_place());
        let mut changes = Vec::new();
        for code in &self.all {
            let Some(text) = &code.new else { continue };
            if let Some(pair) = code.pair {
                changes.push(Change::SetItem { at: *items.get(&pair)?, value: New::text(text.as_str()) });
                continue;
            }
            let at = *places.get(&code.span)?;
            // A key that was left out has no text.
            if document.text_of(at).unwrap_or_default() != code.old {
                return None;
            }
            changes.push(Change::SetText { at, text });
        }
        Some(changes)
    }

    /// The references with a name whose change fails also by itself, of all `changes`: the places for a person to look at.
    fn not_changed_alone(&self, document: &Document<'_>, changes: &[Change<'_>]) -> Vec<Span> {
        let changing = self.all.iter().filter(|code| code.new.is_some()).zip(changes);
        let named = changing.filter(|(code, _)| code.pair.is_some()).take(MAX_TRIED);
        let fails = |change: &Change<'_>| document.changed(std::slice::from_ref(change)).is_err();
        named.filter(|(_, change)| fails(change)).map(|(code, _)| code.span).take(MAX_PLACES).collect()
    }

    /// Duties, tasks, outputs and indicators by their position.
    fn positions(&mut self, standard: &'a Standard<'a>) {
        for (duty_number, duty) in (1..).zip(standard.duties.iter()) {
            self.push(&duty.code, Some(Kind::Duty.spell([duty_number, 0, 0])));
            let mut task_number = 0;
            for task in duty.tasks.iter() {
                // The tasks that share the cell: their new number, and how many outputs and indicators they have so far.
                let mut cell: Vec<(u32, [u32; 2])> = Vec::new();
                // By old code, which of them it is.
                let mut task_of: HashMap<&str, usize> = HashMap::new();
                for code in
                    std::iter::once(&task.code).chain(task.also.iter().filter_map(|one| one.code.as_ref()))
                {
                    task_number += 1;
                    self.push(code, Some(Kind::Task.spell([duty_number, task_number, 0])));
                    task_of.entry(code.as_str()).or_insert(cell.len());
                    cell.push((task_number, [0; 2]));
                }
                for row in task.rows.iter() {
                    for (at, (kind, items)) in
                        [(Kind::Output, &row.outputs), (Kind::Indicator, &row.indicators)]
                            .into_iter()
                            .enumerate()
                    {
                        for code in items.iter().filter_map(|item| item.code.as_ref()) {
                            let task = parent_task(code.as_str());
                            let task = task.and_then(|task| task_of.get(task.as_str()).copied()).unwrap_or(0);
                            let Some((number, counts)) = cell.get_mut(task) else { continue };
                            counts[at] += 1;
                            self.push(code, Some(kind.spell([duty_number, *number, counts[at]])));
                        }
                    }
                }
            }
        }
    }

    /// Knowledge, skills and attitudes by the order of their lists, and the references to them.
    fn lists(&mut self, standard: &'a Standard<'a>) -> Result<(), Refused> {
        let mut new_codes: HashSet<String> = HashSet::new();
        // The entries of each code: their names and new codes.
        let mut renamed: [HashMap<&str, Vec<(&str, String)>>; 2] = Default::default();
        for (at, kind) in [Kind::Knowledge, Kind::Skill, Kind::Attitude].into_iter().enumerate() {
            let Some(list) = standard.list(kind) else { continue };
            let mut first: HashMap<(&str, &str), Span> = HashMap::with_capacity(list.len());
            for (number, (code, name)) in (1..).zip(coded(list)) {
                // Nothing refers to attitudes, so two of one code are no problem.
                if let (Some(earlier), true) =
                    (first.insert((code.as_str(), name.as_str()), code.span), at < 2)
                {
                    return Err(doubled(code, earlier));
                }
                let new = kind.spell([number, 0, 0]);
                new_codes.insert(new.clone());
                if let Some(renamed) = renamed.get_mut(at) {
                    renamed.entry(code.as_str()).or_default().push((name.as_str(), new.clone()));
                }
                self.push(code, Some(new));
            }
        }
        for (at, competency) in Competency::BOTH.into_iter().enumerate() {
            for reference in standard.references(competency).flat_map(|references| references.iter()) {
                let code = reference.code.as_str();
                match renamed[at].get(code).map(Vec::as_slice) {
                    Some([_, _, ..]) if reference.name.is_none() => {
                        return Err(ambiguous(reference));
                    }
                    Some(entries) => match reference.pick(entries, |(name, _)| name) {
                        Some((_, new)) => self.push_bare(reference, new.clone()),
                        None => return Err(dangling(reference, competency)),
                    },
                    None if new_codes.contains(code) || renamed[1 - at].contains_key(code) => {
                        return Err(dangling(reference, competency));
                    }
                    None => self.push(&reference.code, None),
                }
            }
        }
        Ok(())
    }

    /// The same without a change, so that they are not taken for mentions in a text.
    fn keep_lists(&mut self, standard: &'a Standard<'a>) {
        for list in [&standard.knowledge, &standard.skills, &standard.attitudes] {
            coded(list).for_each(|(code, _)| self.push(code, None));
        }
        let needless: HashSet<Span> =
            standard.needless_names().iter().map(|reference| reference.code.span).collect();
        for competency in Competency::BOTH {
            let references = standard.references(competency).flat_map(|references| references.iter());
            references.for_each(|reference| match needless.contains(&reference.code.span) {
                true => self.push_bare(reference, reference.code.as_str().to_owned()),
                false => self.push(&reference.code, None),
            });
        }
    }
}

fn unclear(places: Vec<Span>) -> Refused {
    let words = match places.is_empty() {
        true => Bilingual::fixed(
            "the codes cannot be changed without changing something else",
            "更動代碼時無法不影響其他內容",
        ),
        false => Bilingual::fixed(
            "these codes cannot be changed without changing something else; write them, with a name that stands behind \
             them, on one line without a comment",
            "更動這些代碼時無法不影響其他內容；請將代碼與後面的名稱寫成一行，中間不要有註解",
        ),
    };
    Refused { words, places }
}

/// The entries with a code, and their texts.
fn coded<'a>(list: &'a List<Item<'a>>) -> impl Iterator<Item = (&'a Text<'a>, &'a Text<'a>)> {
    list.iter().filter_map(|item| Some((item.code.as_ref()?, &item.text)))
}

/// The code of the task that the numbers of an output's or indicator's code name.
fn parent_task(code: &str) -> Option<String> {
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

fn ambiguous(reference: &Reference<'_>) -> Refused {
    let text = excerpt(reference.code.as_str());
    let words = bilingual!(
        "{text} has several names in its list, and this reference does not say which is meant; write {{{text}: NAME}}",
        "清單中的 {text} 有好幾個名稱，這個引用沒有寫明是哪一個；請寫成 {{{text}: 名稱}}"
    );
    Refused { words, places: vec![reference.code.span] }
}

fn dangling(reference: &Reference<'_>, competency: Competency) -> Refused {
    let code = excerpt(reference.code.as_str());
    // The list may have the code under other names.
    let text = match &reference.name {
        Some(name) => format!("`{code}: {}`", excerpt(name.text.as_str())).into(),
        None => code,
    };
    let (en, zh) = (competency.kind().en(), competency.kind().zh());
    let words = bilingual!(
        "the {en} list has no {text}, and after renumbering the reference would mean another entry",
        "{zh}清單沒有 {text}，重新編號後這個引用會變成指向別的項目"
    );
    Refused { words, places: vec![reference.code.span] }
}
