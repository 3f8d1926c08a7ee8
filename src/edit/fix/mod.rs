//! Mending: the edits that findings carry are made in the source text, so that everything around them stays byte for
//! byte.
//!
//! No edit is trusted. The text is parsed again, and every key, value and list has to be what it was, but for the
//! texts that were edited, which have to be exactly what the edits make of them. What fails is left out.

mod compare;

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::Edits;
use crate::files::source::{Source, Span};
use crate::yaml::{Arena, Parsed, parse};
use compare::{Leaves, after};

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
        let Some((text, count)) = apply(&current.text, &found, &mut tries) else { break };
        current = source.with_text(text);
        fixes += count;
    }
    (fixes > 0).then_some(Mended { text: current.text, fixes })
}

/// Makes those of `fixes` that do not overlap and change nothing else, and says how many; `None` where there is none.
fn apply(text: &str, fixes: &[Edits], tries: &mut usize) -> Option<(String, usize)> {
    let mut chosen = apart(fixes);
    if chosen.is_empty() {
        return None;
    }
    let arena = Arena::new();
    let old = parse(text, &arena);
    let root = old.root.as_ref()?;
    let leaves = Leaves::of(root, text);
    drop_doubling(&mut chosen, &leaves);
    let mut work = Work { text, old: &old, leaves, kept: Vec::new(), result: None, tries };
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
    text: &'s str,
    old: &'a Parsed<'s>,
    leaves: Leaves<'s>,
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
        if let Some(text) = self.made(&together) {
            self.kept = together;
            self.result = Some(text);
        } else if let (one, other @ [_, ..]) = fixes.split_at(fixes.len() / 2)
            && !one.is_empty()
        {
            self.settle(one);
            self.settle(other);
        }
    }

    /// The text with these fixes made, where it holds what it should.
    fn made(&self, fixes: &[&Edits]) -> Option<String> {
        let edits = in_order(fixes);
        let expected = self.leaves.expected(&edits)?;
        let text = after(self.text, &edits)?;
        let arena = Arena::new();
        let new = parse(&text, &arena);
        let kinds =
            |parsed: &Parsed<'_>| parsed.problems.iter().map(|found| found.kind.clone()).collect::<Vec<_>>();
        let same = kinds(self.old) == kinds(&new)
            && self.leaves.agree(&Leaves::of(new.root.as_ref()?, &text), &expected)
            && no_new_doubles(&self.leaves, &expected);
        same.then_some(text)
    }
}

/// The edits of some fixes, in the order of the text.
fn in_order<'a>(fixes: &[&'a Edits]) -> Vec<(Span, &'a str)> {
    let mut edits: Vec<(Span, &str)> =
        fixes.iter().flat_map(|fix| fix.iter().map(|(span, text)| (*span, text.as_str()))).collect();
    edits.sort_by_key(|(span, _)| *span);
    edits
}

/// Leaves out the fixes that [`no_new_doubles`] would refuse. A file may have thousands of them, which would use up the
/// tries for the others.
fn drop_doubling(fixes: &mut Vec<&Edits>, leaves: &Leaves<'_>) {
    let edits = in_order(fixes);
    let is_edited = |key: Span| {
        let next = edits.partition_point(|(edit, _)| edit.end <= key.start);
        edits.get(next).is_some_and(|(edit, _)| edit.start < key.end)
    };
    if !leaves.keys().filter_map(|(_, at, _)| leaves.span(at)).any(is_edited) {
        return;
    }
    let Some(expected) = leaves.expected(&edits) else { return };
    let mut taken: HashSet<(usize, &str)> = leaves
        .keys()
        .filter(|(_, at, _)| !expected.contains_key(at))
        .map(|(mapping, _, key)| (mapping, key))
        .collect();
    let mut refused = Vec::new();
    for (mapping, at, _) in leaves.keys() {
        if let Some(key) = expected.get(&at)
            && !taken.insert((mapping, key))
        {
            refused.extend(leaves.span(at));
        }
    }
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

/// Whether no edited key has become the same as one beside it: a reader that keeps one of two would drop the other.
fn no_new_doubles(leaves: &Leaves<'_>, expected: &BTreeMap<usize, String>) -> bool {
    let touched: HashSet<usize> = expected.keys().filter_map(|&at| leaves.mapping_of_key(at)).collect();
    if touched.is_empty() {
        return true;
    }
    let mut seen: HashSet<(usize, &str)> = HashSet::new();
    let mut doubled_before: HashSet<(usize, &str)> = HashSet::new();
    for (mapping, _, key) in leaves.keys().filter(|(mapping, ..)| touched.contains(mapping)) {
        if !seen.insert((mapping, key)) {
            doubled_before.insert((mapping, key));
        }
    }
    let mut now: HashSet<(usize, &str)> = HashSet::new();
    leaves.keys().filter(|(mapping, ..)| touched.contains(mapping)).all(|(mapping, at, key)| {
        let key = expected.get(&at).map_or(key, String::as_str);
        now.insert((mapping, key)) || doubled_before.contains(&(mapping, key))
    })
}

#[cfg(test)]
mod tests;
