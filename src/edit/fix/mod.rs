//! Mending: the edits that findings carry are made in the source text, so that everything around them stays byte for
//! byte.
//!
//! No edit is trusted. The text is parsed again, and every key, value and list has to be what it was, but for the
//! texts that were edited, which have to be exactly what the edits make of them. What fails is left out.

mod compare;

use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::{Diagnostic, Fix};
use crate::files::source::{Source, Span};
use crate::yaml::{Arena, Parsed, parse};
use compare::{Leaves, after};

/// How often the text of a file is tried at most. Nearly every file needs one try; a hostile one must not take hours.
const MAX_TRIES: usize = 64;

/// A file's text after mending.
#[derive(Debug)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// How many findings were mended.
    pub fixes: usize,
}

/// Mends what `check` finds in `source`, again and again until nothing is left that can be; `None` where nothing was.
pub fn mend(source: &Source, check: impl Fn(&Source) -> Vec<Diagnostic>) -> Option<Mended> {
    let mut fixes = 0;
    let mut tries = MAX_TRIES;
    let mut current = source.with_text(source.text.clone());
    while tries > 0 {
        let diagnostics = check(&current);
        let found: Vec<&Fix> = diagnostics.iter().filter_map(|found| found.fix.as_ref()).collect();
        let Some((text, count)) = apply(&current.text, &found, &mut tries) else { break };
        current = source.with_text(text);
        fixes += count;
    }
    (fixes > 0).then_some(Mended { text: current.text, fixes })
}

/// Makes those of `fixes` that do not overlap and change nothing else, and says how many; `None` where there is none.
fn apply(text: &str, fixes: &[&Fix], tries: &mut usize) -> Option<(String, usize)> {
    let chosen = apart(fixes);
    if chosen.is_empty() {
        return None;
    }
    let arena = Arena::new();
    let old = parse(text, &arena);
    let root = old.root.as_ref()?;
    let mut work =
        Work { text, old: &old, leaves: Leaves::of(root, text), kept: Vec::new(), result: None, tries };
    work.settle(&chosen);
    let Work { kept, result, .. } = work;
    Some((result?, kept.len()))
}

/// Those that touch no bytes of one before them.
fn apart<'a>(fixes: &[&'a Fix]) -> Vec<&'a Fix> {
    let mut taken: BTreeMap<u32, u32> = BTreeMap::new();
    let mut chosen = Vec::new();
    for &fix in fixes.iter().filter(|fix| !fix.edits.is_empty()) {
        let free = |span: Span| {
            let before = taken.range(..span.end).next_back();
            span.start <= span.end && before.is_none_or(|(_, &end)| end <= span.start)
        };
        let ordered = fix.edits.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start);
        if ordered && fix.edits.iter().all(|(span, _)| free(*span)) {
            taken.extend(fix.edits.iter().map(|(span, _)| (span.start, span.end)));
            chosen.push(fix);
        }
    }
    chosen
}

struct Work<'a, 's> {
    text: &'s str,
    old: &'a Parsed<'s>,
    leaves: Leaves<'s>,
    kept: Vec<&'a Fix>,
    result: Option<String>,
    tries: &'a mut usize,
}

impl<'a> Work<'a, '_> {
    /// Keeps as many of `fixes` as can be made together: all, or of each half as many as can be.
    fn settle(&mut self, fixes: &[&'a Fix]) {
        if fixes.is_empty() || *self.tries == 0 {
            return;
        }
        *self.tries -= 1;
        let together: Vec<&Fix> = self.kept.iter().chain(fixes).copied().collect();
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
    fn made(&self, fixes: &[&Fix]) -> Option<String> {
        let mut edits: Vec<(Span, &str)> = fixes
            .iter()
            .flat_map(|fix| fix.edits.iter().map(|(span, text)| (*span, text.as_str())))
            .collect();
        edits.sort_by_key(|(span, _)| *span);
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
