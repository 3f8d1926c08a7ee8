//! A run over files that need not fit into memory; this is how `ttm validate` checks a repository.
//!
//! Rules across files need all standards, so there are two passes: the first makes a [`FileSummary`] of each file, the
//! second reports all findings in parts, in the order of the paths. Findings of the first pass are final unless a rule
//! across files may report that file. A file without findings is not kept, and notes that are not to be shown are only
//! counted; the text and findings of any other file are kept while the budget of 96 MiB lasts. While it does, each file
//! is parsed once; beyond it, files with findings are parsed again.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::check::settings::Settings;
use crate::check::{finds_across, judge, load};
use crate::diagnostic::Counts;
use crate::diagnostic::{Diagnostic, Findings, Label, Severity};
use crate::files::inputs::{Input, STDIN_NAME};
use crate::files::parallel;
use crate::files::source::{FileId, Source, Span};
use crate::rules::{CrossFileIndex, FileSummary, StandardIndex};

/// The number of files in the first pass between two calls that report progress: large enough that threads seldom wait
/// for each other.
const FILES_AT_FIRST: usize = 1024;

/// The most files in one part of the report.
const FILES_AT_ONCE: usize = 256;

/// The most bytes of these files together, unless it is a single file.
const BYTES_AT_ONCE: usize = 16 << 20;

/// The budget in bytes for files and findings kept from the first pass, including the summaries.
const ROOM: usize = 96 << 20;

/// The approximate size of a summary in bytes.
const PER_SUMMARY: usize = 1 << 10;

/// The approximate size of a finding in bytes.
const PER_FINDING: usize = 1 << 10;

/// Only one file larger than this is checked at a time: checking takes up to thirty times the size of a file in memory,
/// and a machine may have more processors than memory for that. Standards have about 12 KiB.
const LARGE: usize = 256 << 10;

/// A lock that is held while a large file is checked.
fn alone(source: &Source) -> Option<MutexGuard<'static, ()>> {
    static LARGE_FILE: Mutex<()> = Mutex::new(());
    (source.text.len() > LARGE).then(|| LARGE_FILE.lock().unwrap_or_else(PoisonError::into_inner))
}

/// How notes are reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notes {
    /// As findings.
    Listed,
    /// As a count only, in [`Batch::unlisted`].
    Counted,
}

/// A run after the first pass.
pub struct Run<'a> {
    inputs: &'a [Input],
    settings: &'a Settings,
    notes: Notes,
    /// Inputs that can be read only once, by index.
    streams: BTreeMap<usize, Source>,
    repository: CrossFileIndex,
    results: Vec<FirstPass>,
    next: usize,
}

/// The result of the first pass for a file.
struct FirstPass {
    bytes: u32,
    unlisted: Counts,
    kept: Kept,
}

/// What was kept of a file and its findings, without those of rules across files.
enum Kept {
    /// It has no findings.
    Clean,
    /// The file with its findings.
    Found(Box<(Source, Vec<Diagnostic>)>),
    /// The budget was used up.
    Nothing,
}

/// A file with all its findings, except those that are only counted.
struct Seen {
    source: Source,
    found: Vec<Diagnostic>,
    unlisted: Counts,
}

/// Some files of a run, in the order of the paths.
#[derive(Debug)]
pub struct Batch {
    /// The files, followed by further files that their findings point to. The text of a file that no finding points to
    /// may be missing.
    pub sources: Vec<Source>,
    /// The findings of each file, by position and rule. The file of a place is an index into `sources`.
    pub found: Vec<Vec<Diagnostic>>,
    /// The counts of the findings of all these files that are not listed.
    pub unlisted: Counts,
}

impl<'a> Run<'a> {
    /// Runs the first pass over `inputs` in parallel. `stdin` is read if it is among them. `seen` is called from time
    /// to time with the number of files read so far and the last of them.
    pub fn new(
        inputs: &'a [Input],
        stdin: impl Read,
        settings: &'a Settings,
        notes: Notes,
        seen: &mut dyn FnMut(usize, &Input),
    ) -> Self {
        Self::within(ROOM, inputs, stdin, settings, notes, seen)
    }

    fn within(
        room: usize,
        inputs: &'a [Input],
        stdin: impl Read,
        settings: &'a Settings,
        notes: Notes,
        seen: &mut dyn FnMut(usize, &Input),
    ) -> Self {
        let mut streams = BTreeMap::new();
        let mut stdin = Some(stdin);
        for (at, input) in inputs.iter().enumerate().filter(|(_, input)| input.is_stream()) {
            let source = input.read(|| match stdin.take() {
                Some(stdin) => Source::read_stream(STDIN_NAME, stdin),
                None => input.unread(),
            });
            streams.insert(at, source);
        }
        let mut run = Self {
            inputs,
            settings,
            notes,
            streams,
            repository: CrossFileIndex::default(),
            results: Vec::with_capacity(inputs.len()),
            next: 0,
        };
        let room = AtomicUsize::new(room.saturating_sub(inputs.len().saturating_mul(PER_SUMMARY)));
        let mut summaries = Vec::new();
        for some in inputs.chunks(FILES_AT_FIRST) {
            let from = run.results.len();
            let results = parallel::map(from..from + some.len(), |at| run.first_pass(at, &room));
            for (summary, result) in results {
                summaries.extend(summary);
                run.results.push(result);
            }
            if let Some(last) = some.last() {
                seen(run.results.len(), last);
            }
        }
        run.repository = CrossFileIndex::new(summaries, |file, look| {
            let read;
            let source = match &run.results[file.index()].kept {
                Kept::Found(kept) => &kept.0,
                Kept::Clean | Kept::Nothing => {
                    read = run.read(file);
                    &read
                }
            };
            if let Some(standard) = load(source, file, &mut Findings::default()) {
                look(&standard);
            }
        });
        run
    }

    /// The next files with all their findings; `None` at the end.
    pub fn next_part(&mut self) -> Option<Batch> {
        let from = self.next;
        let mut bytes = 0;
        let rest = self.results.get_mut(from..)?.iter_mut().take(FILES_AT_ONCE);
        let results: Vec<FirstPass> = rest
            .take_while(|result| {
                bytes += result.bytes as usize;
                bytes == result.bytes as usize || bytes <= BYTES_AT_ONCE
            })
            .map(|result| FirstPass { kept: std::mem::replace(&mut result.kept, Kept::Nothing), ..*result })
            .collect();
        self.next += results.len();
        let run = &*self;
        let seen = run.second_pass(from, results);
        let unlisted = seen.iter().fold(Counts::default(), |counts, one| counts.and(one.unlisted));
        let (sources, found): (Vec<_>, Vec<_>) =
            seen.into_iter().map(|Seen { source, found, .. }| (source, found)).unzip();
        (!sources.is_empty()).then(|| self.part(from, sources, found, unlisted))
    }

    /// Reads a file: returns its summary, and what is kept of it.
    fn first_pass(&self, at: usize, room: &AtomicUsize) -> (Option<FileSummary>, FirstPass) {
        let file = FileId::at(at);
        let source = self.read(file);
        let _alone = alone(&source);
        let mut loading = Findings::default();
        let standard = load(&source, file, &mut loading);
        let family = self.settings.of(&source).and_then(|decided| decided.family);
        let index = standard.as_ref().map(StandardIndex::new);
        let summary = index.as_ref().and_then(|index| FileSummary::of(index, family));
        let bytes = source.text.len();
        let (found, unlisted) = self.judged(&source, index.as_ref(), loading, &CrossFileIndex::default());
        drop(index);
        drop(standard);
        let take = |bytes| room.fetch_update(Relaxed, Relaxed, |room| room.checked_sub(bytes)).is_ok();
        let kept = if found.is_empty() {
            Kept::Clean
        } else if take(bytes + found.len() * PER_FINDING) {
            Kept::Found(Box::new((source, found)))
        } else {
            Kept::Nothing
        };
        (summary, FirstPass { bytes: u32::try_from(bytes).unwrap_or(u32::MAX), unlisted, kept })
    }

    /// All findings of the files from `from` on. Most are final; the other files are checked again in parallel.
    fn second_pass(&self, from: usize, results: Vec<FirstPass>) -> Vec<Seen> {
        let mut seen = Vec::with_capacity(results.len());
        let mut again = Vec::new();
        for (at, FirstPass { kept, unlisted, .. }) in results.into_iter().enumerate() {
            let file = FileId::at(from + at);
            seen.push(match (kept, self.repository.concerns(file)) {
                (Kept::Found(kept), false) => Some(Seen { source: kept.0, found: kept.1, unlisted }),
                // A finding that points into it reads it again.
                (Kept::Clean, false) => {
                    let source = self.inputs[file.index()].unread();
                    Some(Seen { source, found: Vec::new(), unlisted })
                }
                (kept, _) => {
                    again.push((at, file, kept, unlisted));
                    None
                }
            });
        }
        let again =
            parallel::map(again, |(at, file, kept, unlisted)| (at, self.look_again(file, kept, unlisted)));
        for (at, once_more) in again {
            seen[at] = Some(once_more);
        }
        seen.into_iter().flatten().collect()
    }

    fn look_again(&self, file: FileId, kept: Kept, unlisted: Counts) -> Seen {
        let (source, found) = match kept {
            Kept::Found(kept) => (kept.0, Some(kept.1)),
            Kept::Clean => (self.read(file), Some(Vec::new())),
            Kept::Nothing => (self.read(file), None),
        };
        let _alone = alone(&source);
        let mut loading = Findings::default();
        let standard = load(&source, file, &mut loading);
        let (found, unlisted) = match found {
            // Usually a rule across files that may report a file does not.
            Some(found) if !standard.as_ref().is_some_and(|one| finds_across(one, &self.repository)) => {
                (found, unlisted)
            }
            _ => self.judged(
                &source,
                standard.as_ref().map(StandardIndex::new).as_ref(),
                loading,
                &self.repository,
            ),
        };
        drop(standard);
        Seen { source, found, unlisted }
    }

    /// The findings of a file, except those that are only counted.
    fn judged(
        &self,
        source: &Source,
        index: Option<&StandardIndex<'_>>,
        loading: Findings,
        repository: &CrossFileIndex,
    ) -> (Vec<Diagnostic>, Counts) {
        let counted = self.notes == Notes::Counted;
        // With configured severities, a note may get another severity.
        let as_they_are = self.settings.of(source).is_none_or(|decided| decided.severities.is_empty());
        let loading = if counted && as_they_are { loading.counting_notes() } else { loading };
        let mut found = judge(source, index, loading, self.settings, repository);
        let mut unlisted = Counts::default();
        if counted {
            let is_note = |found: &Diagnostic| found.severity == Severity::Note;
            unlisted = Counts::of(found.iter().filter(|found| is_note(found)));
            found.retain(|found| !is_note(found));
        }
        (found, unlisted)
    }

    fn read(&self, file: FileId) -> Source {
        match self.streams.get(&file.index()) {
            Some(stream) => stream.with_text(stream.text.clone()),
            None => {
                let input = &self.inputs[file.index()];
                input.read(|| input.unread())
            }
        }
    }

    /// Adds the files that findings point to and that are not in this part, and makes the files of places indices into
    /// the part.
    fn part(
        &self,
        from: usize,
        mut sources: Vec<Source>,
        mut found: Vec<Vec<Diagnostic>>,
        unlisted: Counts,
    ) -> Batch {
        let own = from..from + sources.len();
        let related = found.iter().flatten().flat_map(|found| &found.related);
        let is_here =
            |file: &FileId| own.contains(&file.index()) && !sources[file.index() - from].text.is_empty();
        let others: BTreeSet<FileId> =
            related.map(|label| label.place.file).filter(|file| !is_here(file)).collect();
        let read = parallel::map(others, |file| (file, self.read(file)));
        let mut places = HashMap::new();
        for (file, source) in read {
            if own.contains(&file.index()) {
                sources[file.index() - from] = source;
            } else {
                places.insert(file, sources.len());
                sources.push(source);
            }
        }
        let place_of = |id: FileId| places.get(&id).copied().unwrap_or_else(|| id.index() - from);
        for found in found.iter_mut().flatten() {
            let own = place_of(found.primary.place.file);
            found.primary.place.file = FileId::at(own);
            for Label { place, .. } in &mut found.related {
                let at = place_of(place.file);
                place.file = FileId::at(at);
                // The other file may have changed since the first pass.
                if at != own && sources[at].text.get(place.span.range()).is_none() {
                    place.span = Span::default();
                }
            }
        }
        Batch { sources, found, unlisted }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::check::check_with;
    use crate::files::inputs;

    fn whole(found: &[Diagnostic], sources: &[Source]) -> String {
        let shown = found.iter().map(|found| {
            let places = std::iter::once(&found.primary).chain(&found.related).map(|label| {
                let source = &sources[label.place.file.index()];
                format!("{} {:?} {:?} {}", source.path, label.place.span, label.words, source.text.len())
            });
            let places: Vec<_> = places.collect();
            format!("{} {:?} {:?} {places:?}\n", found.rule, found.severity, found.message)
        });
        shown.collect()
    }

    #[test]
    fn a_run_finds_what_a_check_of_all_sources_finds_however_little_room_there_is() {
        let paths = [PathBuf::from("tests/cases"), PathBuf::from("standards"), PathBuf::from("-")];
        let stdin = || &b"code: TTM4221-004v2\nname: {occupation: \xe7\x94\xb2}\n"[..];
        let sources = inputs::read(&paths, stdin()).unwrap();
        let inputs = inputs::find(&paths).unwrap();
        let settings = Settings { as_of: Some(jiff::civil::date(2026, 1, 14)), ..Settings::default() };
        let expected = whole(&check_with(&sources, &settings), &sources);
        let mut seen = 0;
        for room in [0, inputs.len() * PER_SUMMARY + (100 << 10), ROOM] {
            let mut run =
                Run::within(room, &inputs, stdin(), &settings, Notes::Listed, &mut |done, _| seen = done);
            let (mut found, mut files) = (String::new(), 0);
            while let Some(part) = run.next_part() {
                assert!(part.found.len() <= FILES_AT_ONCE);
                for (of_file, source) in part.found.iter().zip(&part.sources) {
                    assert_eq!(source.path, inputs[files].name());
                    found += &whole(of_file, &part.sources);
                    files += 1;
                }
            }
            assert!(found == expected, "room for {room} bytes");
            assert_eq!((files, seen), (inputs.len(), inputs.len()));
        }
        assert!(expected.contains("family-name") && expected.contains("duplicate-standard"));
    }
}
