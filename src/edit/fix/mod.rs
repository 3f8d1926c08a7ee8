//! Mending: the edits that findings carry are made in the source text, so that everything around them stays byte for
//! byte.
//!
//! [`crate::yaml::edit`] proves that nothing but the edited texts changed. What it refuses is left out.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use crate::decode::slips;
use crate::diagnostic::Edits;
use crate::files::source::{Source, Span};
use crate::yaml::Arena;
use crate::yaml::edit::{At, Beside, Change, Document, New};

/// How often the text of a file is tried at most. Nearly every file needs one try; a hostile one must not take hours.
const MAX_TRIES: usize = 64;

/// How often that is for the largest files.
const MIN_TRIES: usize = 10;

/// How many bytes are tried in between.
const MAX_TRIED: usize = 16 << 20;

/// A file's text after mending.
#[derive(Debug)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// How many findings were mended.
    pub fixes: usize,
}

/// Makes the fixes that `offered` has for `source`, again and again until there are none that can be made; `None` where
/// none was. It has to offer all of a text at once: every round reads the whole text.
pub fn mend(source: &Source, offered: impl Fn(&Source) -> Vec<Edits>) -> Option<Mended> {
    let mut fixes = 0;
    let mut tries = (MAX_TRIED / source.text.len().max(1)).clamp(MIN_TRIES, MAX_TRIES);
    let mut current = source.with_text(source.text.clone());
    while tries > 0 {
        let found = offered(&current);
        let made = slips_mended(&current, &found).or_else(|| apply(&current.text, &found, &mut tries));
        let Some((text, count)) = made else { break };
        current = source.with_text(text);
        fixes += count;
    }
    (fixes > 0).then_some(Mended { text: current.text, fixes })
}

/// The text with its typing slips mended, if these are what `fixes` mend. The engine cannot prove such a change, since the
/// file was no YAML before or read otherwise; [`slips`] does.
fn slips_mended(source: &Source, fixes: &[Edits]) -> Option<(String, usize)> {
    fixes.first()?;
    let slips = slips::find(source)?.edits?;
    let is_same = slips.iter().eq(fixes.iter().flatten());
    is_same.then(|| (slips::spliced(&source.text, &slips), slips.len()))
}

/// Makes those of `fixes` that do not overlap and change nothing else, and says how many; `None` where there is none.
fn apply(text: &str, fixes: &[Edits], tries: &mut usize) -> Option<(String, usize)> {
    let mut chosen = apart(fixes);
    if chosen.is_empty() {
        return None;
    }
    let arena = Arena::new();
    let document = Document::of(text, &arena)?;
    let items = document.items_by_place();
    drop_doubling(&mut chosen, &document, &items);
    let mut work = Work { document: &document, items: &items, kept: Vec::new(), result: None, tries };
    work.settle(&chosen);
    let Work { kept, result, .. } = work;
    Some((result?, kept.len()))
}

/// Those that touch no bytes of one before them.
fn apart(fixes: &[Edits]) -> Vec<&Edits> {
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    let mut chosen = Vec::new();
    for fix in fixes.iter().filter(|fix| !fix.is_empty()) {
        let free = |span: Span| {
            let before = taken.range(..span.end).next_back();
            span.start <= span.end && before.is_none_or(|(_, &end)| end <= span.start)
        };
        let ordered = fix.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        if ordered && fix.iter().all(|(span, _)| free(*span)) {
            taken.extend(fix.iter().map(|(span, _)| (span.start, span.end)));
            chosen.push(fix);
        }
    }
    chosen
}

struct Work<'a, 's> {
    document: &'a Document<'s>,
    items: &'a HashMap<Span, At>,
    kept: Vec<&'a Edits>,
    result: Option<String>,
    tries: &'a mut usize,
}

impl<'a> Work<'a, '_> {
    /// Keeps as many of `fixes` as can be made together: all, or of each half as many as can be.
    fn settle(&mut self, fixes: &[&'a Edits]) {
        if fixes.is_empty() || *self.tries == 0 {
            return;
        }
        *self.tries -= 1;
        let together: Vec<&Edits> = self.kept.iter().chain(fixes).copied().collect();
        let changes = changes(&together, self.document, self.items);
        if let Ok(text) = self.document.changed_text(&changes) {
            self.kept = together;
            self.result = Some(text);
        } else if let (one, other @ [_, ..]) = fixes.split_at(fixes.len() / 2)
            && !one.is_empty()
        {
            self.settle(one);
            self.settle(other);
        }
    }
}

/// The keys of lists of references.
const REFERENCES: [&str; 2] = ["knowledge", "skills"];

/// Fixes as changes of their document: most change characters of a text, some make a text of a list a pair of code and
/// text, or such a pair a text, a text under a key the list of references that it is meant to be, or a text of such a list
/// the several that it is meant to be.
fn changes<'a>(fixes: &[&'a Edits], document: &Document<'_>, items: &HashMap<Span, At>) -> Vec<Change<'a>> {
    let is_list = |instead: &str| instead.starts_with('[');
    let any_list = fixes.iter().flat_map(|fix| fix.iter()).any(|(_, instead)| is_list(instead));
    let places = if any_list { document.places() } else { HashMap::new() };
    let list = |span: &Span, instead: &'a str| {
        let codes = instead.strip_prefix('[')?.strip_suffix(']')?.split(", ");
        let at = places.get(span).copied().filter(|&at| {
            document.key_of(at).is_some_and(|key| REFERENCES.contains(&key)) && document.text_of(at).is_some()
        })?;
        Some(Change::SetValue { at, value: New::Flow(codes.map(Cow::Borrowed).collect()) })
    };
    let change = |(span, instead): &'a (Span, String)| {
        if is_list(instead)
            && let Some(list) = list(span, instead)
        {
            return vec![list];
        }
        let item = items.get(span).copied();
        if let Some(several) = item.and_then(|at| several(document, at, instead)) {
            return several;
        }
        let item = item.and_then(|at| {
            let (value, is_text) = (New::read(instead)?, document.text_of(at).is_some());
            (is_text != matches!(value, New::Text(_))).then_some(Change::SetItem { at, value })
        });
        vec![item.unwrap_or(Change::Splice { span: *span, instead })]
    };
    fixes.iter().flat_map(|fix| fix.iter()).flat_map(change).collect()
}

/// The changes that put several references in place of one that is the text of them all.
fn several<'a>(document: &Document<'_>, at: At, instead: &'a str) -> Option<Vec<Change<'a>>> {
    let is_code = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let (before, last) = instead.rsplit_once(", ")?;
    let list = document.parent(at).filter(|&list| {
        document.key_of(list).is_some_and(|key| REFERENCES.contains(&key)) && document.text_of(at).is_some()
    })?;
    if !is_code(last) || !before.split(", ").all(is_code) {
        return None;
    }
    let place = Beside::Before(document.items(list).position(|item| item == at)?);
    let text = |code: &'a str| New::Text(Cow::Borrowed(code));
    let before = before.split(", ").map(|code| Change::InsertItem { list, place, value: text(code) });
    Some(before.chain([Change::SetItem { at, value: text(last) }]).collect())
}

/// Leaves out the fixes that make two keys of a mapping the same. A file may have thousands of them, which would use up
/// the tries for the others.
fn drop_doubling(fixes: &mut Vec<&Edits>, document: &Document<'_>, items: &HashMap<Span, At>) {
    let refused = document.doubled_by(&changes(fixes, document, items));
    if refused.is_empty() {
        return;
    }
    fixes.retain(|fix| {
        fix.first().is_none_or(|(span, _)| {
            let next = refused.partition_point(|key: &Span| key.end < span.end);
            refused.get(next).is_none_or(|key| span.start < key.start)
        })
    });
}

#[cfg(test)]
mod tests;
