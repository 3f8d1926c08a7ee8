//! Findings as they are given out: some files at a time, each with the texts that its findings point to.

use std::collections::{BTreeSet, HashMap};

use super::{FileState, Text, Workspace};
use crate::check::one_file::FileFindings;
use crate::diagnostic::{Counts, Diagnostic, Label};
use crate::files::parallel;
use crate::files::source::{FileId, Source, Span};

/// The most files in one batch of a run.
pub(super) const FILES_AT_ONCE: usize = 256;

/// The most bytes of these files together, unless it is a single file.
const BYTES_AT_ONCE: usize = 16 << 20;

/// Some files with their findings, in the order of the paths.
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

/// All findings of a workspace, each given out once and then forgotten.
#[derive(Debug)]
pub struct Batches {
    workspace: Workspace,
    order: Vec<FileId>,
    next: usize,
}

impl Workspace {
    /// All findings, some files at a time, in the order of the paths.
    pub fn into_batches(mut self) -> Batches {
        self.index.forget_names();
        let there = self.files.iter().enumerate().filter(|(_, state)| !state.is_removed());
        let mut order: Vec<FileId> = there.map(|(at, _)| FileId::at(at)).collect();
        // They are read in this order, but put in any.
        if self.by_path.is_some() {
            order.sort_by_cached_key(|file| self.files[file.index()].input.name());
        }
        Batches { workspace: self, order, next: 0 }
    }

    /// The findings of some files, which the workspace keeps.
    pub(super) fn batch_of(&self, files: BTreeSet<FileId>) -> Batch {
        let all = parallel::map(files, |file| {
            let state = &self.files[file.index()];
            let (found, read) = self.all_findings(file, state.own.clone());
            let source = match read {
                Some(source) => source,
                None if found.listed.is_empty() => {
                    Source::without_text(state.input.name(), !state.input.is_stream())
                }
                None => state.read(),
            };
            (file, source, found)
        });
        self.batch(all)
    }

    /// The findings of a file whose text is at hand elsewhere.
    pub(super) fn batch_without_text(&self, file: FileId, source: &Source, found: FileFindings) -> Batch {
        self.batch_but(Some(file), vec![(file, source.with_text(String::new()), found)])
    }

    fn batch(&self, files: Vec<(FileId, Source, FileFindings)>) -> Batch {
        self.batch_but(None, files)
    }

    /// Adds the files that findings point to and that are not in this batch, and makes the files of places indices into
    /// the batch. The text of the file `at_hand` is not needed.
    fn batch_but(&self, at_hand: Option<FileId>, files: Vec<(FileId, Source, FileFindings)>) -> Batch {
        let mut unlisted = Counts::default();
        let (mut places, mut sources, mut found) = (HashMap::new(), Vec::new(), Vec::new());
        for (file, source, findings) in files {
            places.insert(file, sources.len());
            sources.push(source);
            found.push(findings.listed);
            unlisted = unlisted.and(findings.unlisted);
        }
        let related = found.iter().flatten().flat_map(|found: &Diagnostic| &found.related);
        let is_here = |file: &FileId| {
            at_hand == Some(*file) || places.get(file).is_some_and(|&at: &usize| !sources[at].text.is_empty())
        };
        let others: BTreeSet<FileId> =
            related.map(|label| label.place.file).filter(|file| !is_here(file)).collect();
        for (file, source) in parallel::map(others, |file| (file, self.files[file.index()].read())) {
            match places.get(&file) {
                Some(&at) => sources[at] = source,
                None => {
                    places.insert(file, sources.len());
                    sources.push(source);
                }
            }
        }
        let place_of = |file: FileId| places.get(&file).copied().unwrap_or_default();
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

impl Iterator for Batches {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        let mut bytes = 0;
        let rest = self.order.get(self.next..)?.iter().take(FILES_AT_ONCE);
        let some = rest.take_while(|file| {
            let size = self.workspace.files[file.index()].bytes as usize;
            bytes += size;
            bytes == size || bytes <= BYTES_AT_ONCE
        });
        let some = self.next..self.next + some.count();
        if some.is_empty() {
            return None;
        }
        self.next = some.end;
        // Most findings are final; the other files are checked again in parallel.
        let (mut ready, mut again) = (Vec::new(), Vec::new());
        for (at, &file) in self.order[some].iter().enumerate() {
            match self.workspace.files[file.index()].own.take() {
                Some(own) if !self.workspace.index.concerns(file) => ready.push((at, file, own, None)),
                own => again.push((at, file, own)),
            }
        }
        let workspace = &self.workspace;
        ready.extend(parallel::map(again, |(at, file, own)| {
            let (found, read) = workspace.all_findings(file, own);
            (at, file, found, read)
        }));
        ready.sort_by_key(|(at, ..)| *at);
        let with_source = ready
            .into_iter()
            .map(|(_, file, found, read)| (file, self.workspace.files[file.index()].give_out(read), found));
        let files: Vec<_> = with_source.collect();
        Some(self.workspace.batch(files))
    }
}

impl FileState {
    /// The text for a batch, if it is at hand; it is given up unless it is only here.
    fn give_out(&mut self, read: Option<Source>) -> Source {
        if let Some(source) = read {
            return source;
        }
        match std::mem::replace(&mut self.text, Text::OnDisk) {
            // If a finding points into it, it is read again.
            Text::OnDisk | Text::Removed => self.input.unread(),
            Text::Kept(source) => *source,
            Text::Held(source) => {
                let copy = source.with_text(source.text.clone());
                self.text = Text::Held(source);
                copy
            }
        }
    }
}
