//! The first look at all files: what is to be remembered of each, and what is wrong with those that were touched.
//!
//! A file that both sides have is compared at once where it holds one standard, since both contents are there: most changes are
//! of that kind, and need no second look.

use std::collections::{BTreeMap, HashMap};
use std::hash::RandomState;
use std::io;
use std::sync::Arc;

use super::super::{Context, Failure};
use super::sides::{New, Sides};
use crate::check::load;
use crate::check::run::Batch;
use crate::diagnostic::{Counts, Diagnostic, Findings};
use crate::files::git::Contents;
use crate::files::parallel;
use crate::files::source::{FileId, Source};
use crate::report::diff::gathered::{Aside, Form, Kept, Piece};
use crate::report::stream::{ReportFormat, Stream};
use crate::report::text;
use crate::text::bilingual::Lang;
use crate::versions::gate::{Content, Difference, Seen, difference};

/// How many files are in memory at once, at most.
pub(super) const MOST_FILES: usize = 64;

/// How many bytes these may have, unless it is one file alone.
pub(super) const MOST_BYTES: usize = 1 << 20;

/// What is remembered.
pub(super) struct First {
    pub(super) old: Vec<Seen>,
    pub(super) new: Vec<Seen>,
    /// What changed, and how it is told, by the numbers of the two files.
    pub(super) known: HashMap<(usize, usize), (Difference, Kept)>,
    pub(super) aside: Aside,
}

/// What goes by one name: files of the revision, rarely more than one, and a file of the working tree.
#[derive(Default)]
struct Named {
    old: Vec<usize>,
    new: Option<usize>,
}

/// What one name is looked at with.
struct Task<'a> {
    /// The contents of the revision that were not looked at before.
    old: Vec<(usize, Vec<u8>)>,
    new: Option<(usize, &'a New)>,
    /// What tells the other contents of the revision by this name.
    before: Vec<u64>,
}

/// What a name turned out to be.
struct Done {
    old: Vec<(usize, Arc<Content>)>,
    new: Option<(usize, Arc<Content>)>,
    /// A file of the working tree with what is wrong with it.
    source: Source,
    found: Vec<Diagnostic>,
    compared: Option<((usize, usize), Difference, Piece)>,
}

/// How it is looked.
struct Look {
    keys: RandomState,
    form: Form,
    lang: Lang,
    /// Contents by what tells them.
    known: HashMap<u64, Arc<Content>>,
}

/// Looks at every file. Shows what is wrong with the shape of those that were touched, since the comparison lacks it.
pub(super) fn look(sides: &Sides, form: Form, context: &mut Context<'_>) -> Result<First, Failure> {
    let mut names: BTreeMap<&str, Named> = BTreeMap::new();
    for (at, old) in sides.old.iter().enumerate() {
        names.entry(&old.name).or_default().old.push(at);
    }
    for (at, new) in sides.new.iter().enumerate() {
        names.entry(&new.name).or_default().new = Some(at);
    }
    // A content that several files have is asked for once, by the first of them.
    let mut first_of: HashMap<&str, usize> = HashMap::new();
    let mut ids = Vec::new();
    for &at in names.values().flat_map(|named| &named.old) {
        let id = sides.old[at].id.as_str();
        first_of.entry(id).or_insert_with(|| {
            ids.push(id.to_owned());
            at
        });
    }
    let mut contents = sides.repository.contents(&sides.commit, ids)?;
    let mut look = Look { keys: RandomState::new(), form, lang: context.lang, known: HashMap::new() };
    let mut old: Vec<Option<Arc<Content>>> = vec![None; sides.old.len()];
    let mut new: Vec<Option<Arc<Content>>> = vec![None; sides.new.len()];
    let (mut known, mut aside) = (HashMap::new(), Aside::new());
    let width = context.width.unwrap_or(text::WIDTH);
    let options = text::Options { lang: context.lang, notes: true, all: false, width };
    let mut shown = Stream::begin(context.err, ReportFormat::Text, options, false)?;
    let mut any = false;
    let mut rest = names.into_iter().peekable();
    while rest.peek().is_some() {
        let mut tasks = Vec::new();
        let mut bytes = 0;
        while tasks.len() < MOST_FILES
            && let Some((_, named)) = rest.peek()
        {
            let fetched = |at: &usize| first_of[sides.old[*at].id.as_str()] == *at;
            let is_fetched = named.old.iter().any(fetched);
            bytes += size(named, is_fetched, sides, &mut contents)?;
            // What another of them has as well has to be known first.
            let first = |at: &usize| old[first_of[sides.old[*at].id.as_str()]].as_ref();
            let waits = named.old.iter().any(|at| !fetched(at) && first(at).is_none());
            if !tasks.is_empty() && (waits || bytes > MOST_BYTES) {
                break;
            }
            let Some((_, named)) = rest.next() else { break };
            let (mut fresh, mut before) = (Vec::new(), Vec::new());
            for at in named.old {
                if fetched(&at) {
                    fresh.extend(contents.read_next()?.map(|bytes| (at, bytes)));
                } else {
                    before.extend(first(&at).and_then(|content| content.print));
                }
            }
            let new = named.new.map(|at| (at, &sides.new[at]));
            tasks.push(Task { old: fresh, new, before });
        }
        let done =
            parallel::map(tasks.into_iter().enumerate(), |(at, task)| look.at(FileId::at(at), task, sides));
        let mut part = Batch { sources: Vec::new(), found: Vec::new(), unlisted: Counts::default() };
        for done in done {
            let done: Done = done.map_err(Failure::Stream)?;
            for (at, content) in done.old {
                look.remember(&content);
                old[at] = Some(content);
            }
            if let Some((at, content)) = done.new {
                look.remember(&content);
                new[at] = Some(content);
            }
            if let Some((pair, difference, piece)) = done.compared {
                known.insert(pair, (difference, aside.put(piece)?));
            }
            any |= !done.found.is_empty();
            part.sources.push(done.source);
            part.found.push(done.found);
        }
        shown.part(context.err, &part)?;
    }
    if any {
        let _ = shown.end(context.err)?;
    }
    let content = |at: usize| old[at].clone().or_else(|| old[first_of[sides.old[at].id.as_str()]].clone());
    let old = sides
        .old
        .iter()
        .enumerate()
        .filter_map(|(at, file)| Some(Seen { path: file.name.clone(), content: content(at)? }));
    let old = old.collect();
    let new = sides
        .new
        .iter()
        .zip(new)
        .filter_map(|(file, content)| Some(Seen { path: file.name.clone(), content: content? }));
    Ok(First { old, new: new.collect(), known, aside })
}

/// How many bytes of a name come into memory.
fn size(
    named: &Named,
    is_fetched: bool,
    sides: &Sides,
    contents: &mut Contents<'_>,
) -> Result<usize, Failure> {
    let old = if is_fetched { contents.size()?.unwrap_or(0) } else { 0 };
    let new = named.new.and_then(|at| sides.new[at].path.metadata().ok()).map_or(0, |known| known.len());
    Ok(usize::try_from(old.saturating_add(new)).unwrap_or(usize::MAX).min(MOST_BYTES))
}

impl Look {
    fn remember(&mut self, content: &Arc<Content>) {
        if let Some(print) = content.print {
            self.known.entry(print).or_insert_with(|| Arc::clone(content));
        }
    }

    fn at(&self, file: FileId, task: Task<'_>, sides: &Sides) -> io::Result<Done> {
        let name = |at: usize| sides.old[at].name.as_str();
        let sources: Vec<(usize, Source)> =
            task.old.into_iter().map(|(at, bytes)| (at, Source::in_memory(name(at), bytes))).collect();
        let old: Vec<_> = sources
            .iter()
            .map(|(at, source)| {
                let mut found = Findings::default();
                let standard = load(source, FileId::default(), &mut found);
                let content = Content::of(source, standard.as_ref(), &found.into_vec(), &self.keys);
                (*at, standard, Arc::new(content))
            })
            .collect();
        let contents = || old.iter().map(|(at, _, content)| (*at, Arc::clone(content))).collect();
        let Some((at, new)) = task.new else {
            let source = Source::without_text(String::new(), true);
            return Ok(Done { old: contents(), new: None, source, found: Vec::new(), compared: None });
        };
        let mut source = Source::read(&new.path);
        new.name.clone_into(&mut source.path);
        let print = Content::print(&source, &self.keys);
        let same =
            old.iter().map(|(_, _, content)| content).find(|old| print.is_some() && old.print == print);
        let is_as_before = same.is_some() || print.is_some_and(|print| task.before.contains(&print));
        let known = same.or_else(|| print.and_then(|print| self.known.get(&print)));
        if is_as_before && let Some(content) = known {
            let source = Source::without_text(source.path, true);
            let new = Some((at, Arc::clone(content)));
            return Ok(Done { old: contents(), new, source, found: Vec::new(), compared: None });
        }
        let mut found = Findings::default();
        let standard = load(&source, file, &mut found);
        let mut found = found.into_vec();
        let content = Content::of(&source, standard.as_ref(), &found, &self.keys);
        let mut compared = None;
        if let (Some(standard), [(before, Some(old), old_content), ..]) = (&standard, old.as_slice())
            && let Some(comparison) = difference((old_content, old), (&content, standard))
        {
            let piece = self.form.piece(&comparison, self.lang)?;
            compared = Some(((*before, at), Difference { highest: comparison.highest() }, piece));
        }
        drop(standard);
        sort(&mut found);
        if found.is_empty() {
            source = Source::without_text(source.path, true);
        }
        let new = Some((at, Arc::new(content)));
        Ok(Done { old: contents(), new, source, found, compared })
    }
}

fn sort(found: &mut [Diagnostic]) {
    found.sort_by(|a, b| {
        let key = |found: &Diagnostic| (found.primary.place, found.rule);
        key(a).cmp(&key(b)).then_with(|| a.message.en.cmp(&b.message.en))
    });
}
