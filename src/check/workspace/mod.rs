//! The one driver of checking: files from the disk or from an editor, with what has to be remembered of each.
//!
//! Rules across files need all standards, and these need not fit into memory. So there are two passes: the first checks
//! each file by itself and makes its [`FileSummary`], the second adds the findings of rules across files. What the first
//! pass found is final unless a rule across files may report that file. A file without findings is not kept, and notes
//! that are not to be shown are only counted; the text and findings of any other file are kept while the budget of
//! 96 MiB lasts. While it does, each file is parsed once; beyond it, files with findings are parsed again.
//!
//! `ttm validate` takes all findings once, in parts ([`Workspace::into_batches`]). An editor keeps the workspace and puts
//! the text of a file in place of the one before, or removes a file; what changed in any file comes back.

mod batches;
#[cfg(test)]
mod tests;
mod typed;

use std::collections::{BTreeSet, HashMap};
use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::load;
use super::one_file::{FileFindings, cross_file_findings, own_findings};
use super::settings::{FileSettings, Settings};
use crate::diagnostic::{Counts, Diagnostic, Findings};
use crate::files::inputs::{Input, STDIN_NAME};
use crate::files::parallel;
use crate::files::source::{FileId, Source};
use crate::model::Standard;
use crate::rules::{CrossFileIndex, FileSummary, KeptFlags, StandardIndex};

pub use super::one_file::Notes;
pub use batches::{Batch, Batches};

/// The number of files in the first pass between two calls that report progress: large enough that threads seldom wait
/// for each other.
const FILES_AT_FIRST: usize = 1024;

/// The budget in bytes for files and findings kept from the first pass, including the summaries.
const BUDGET: usize = 96 << 20;

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

/// Files after the first pass.
#[derive(Debug)]
pub struct Workspace {
    files: Vec<FileState>,
    index: CrossFileIndex,
    settings: Settings,
    notes: Notes,
    /// The files by path, once one of them was asked for.
    by_path: Option<HashMap<String, FileId>>,
    /// The standards of files that were added and not related to the others yet.
    added: Vec<FileSummary>,
    /// What is kept of the large file that is typed.
    kept: Option<(FileId, KeptFlags)>,
    /// The size in bytes beyond which a file that is typed is large.
    large: usize,
}

/// A file with what is kept of it.
#[derive(Debug)]
struct FileState {
    input: Input,
    text: Text,
    /// The size of the text in bytes.
    bytes: u32,
    /// The findings that depend on the file alone, if they are kept.
    own: Option<FileFindings>,
    /// How many these are, if that is kept.
    counted: Option<Counts>,
}

/// Where the text of a file is.
#[derive(Debug)]
enum Text {
    /// On the disk.
    OnDisk,
    /// On the disk, and here while nothing else was found there.
    Kept(Box<Source>),
    /// Only here: it was a stream, or an editor has it.
    Held(Arc<Source>),
    /// Nowhere: the file was removed.
    Removed,
}

impl Text {
    fn source(&self) -> Option<&Source> {
        match self {
            Self::OnDisk | Self::Removed => None,
            Self::Kept(source) => Some(source),
            Self::Held(source) => Some(source),
        }
    }
}

impl FileState {
    fn held(source: impl Into<Arc<Source>>) -> Self {
        let source = source.into();
        let bytes = u32::try_from(source.text.len()).unwrap_or(u32::MAX);
        Self { input: Input::of(&source), text: Text::Held(source), bytes, own: None, counted: None }
    }

    /// The text, from the disk if it is not here.
    fn read(&self) -> Source {
        match &self.text {
            Text::Kept(source) => source.with_text(source.text.clone()),
            Text::Held(source) => source.with_text(source.text.clone()),
            Text::OnDisk => self.input.read(|| self.input.unread()),
            Text::Removed => self.input.unread(),
        }
    }

    fn is_removed(&self) -> bool {
        matches!(self.text, Text::Removed)
    }
}

/// The result of the first pass for a file.
struct FirstPass {
    summary: Option<FileSummary>,
    own: FileFindings,
}

impl Workspace {
    /// Runs the first pass over `inputs` in parallel. `stdin` is read if it is among them. `progress` is called from
    /// time to time with the number of files read so far and the last of them.
    pub fn read(
        inputs: Vec<Input>,
        stdin: impl Read,
        settings: Settings,
        notes: Notes,
        progress: &mut dyn FnMut(usize, &Input),
    ) -> Self {
        Self::within(BUDGET, inputs, stdin, settings, notes, progress)
    }

    /// The same, with at most `budget` bytes for texts and findings that are kept.
    pub(crate) fn within(
        budget: usize,
        inputs: Vec<Input>,
        stdin: impl Read,
        settings: Settings,
        notes: Notes,
        progress: &mut dyn FnMut(usize, &Input),
    ) -> Self {
        let mut stdin = Some(stdin);
        let unchecked = |input: Input| {
            if !input.is_stream() {
                return FileState { input, text: Text::OnDisk, bytes: 0, own: None, counted: None };
            }
            // It can be read only once.
            let source = input.read(|| match stdin.take() {
                Some(stdin) => Source::read_stream(STDIN_NAME, stdin),
                None => input.unread(),
            });
            FileState { input, ..FileState::held(source) }
        };
        let files: Vec<FileState> = inputs.into_iter().map(unchecked).collect();
        Self::checked(budget, files, settings, notes, progress)
    }

    /// The same for texts that are in memory. Their paths may be equal.
    pub fn of(sources: Vec<Source>, settings: Settings, notes: Notes) -> Self {
        let files = sources.into_iter().map(FileState::held).collect();
        Self::checked(BUDGET, files, settings, notes, &mut |_, _| {})
    }

    fn checked(
        budget: usize,
        files: Vec<FileState>,
        settings: Settings,
        notes: Notes,
        progress: &mut dyn FnMut(usize, &Input),
    ) -> Self {
        let count = files.len();
        let budget = AtomicUsize::new(budget.saturating_sub(count.saturating_mul(PER_SUMMARY)));
        let index = CrossFileIndex::default();
        let mut workspace = Self {
            files,
            index,
            settings,
            notes,
            by_path: None,
            added: Vec::new(),
            kept: None,
            large: LARGE,
        };
        let mut summaries = Vec::new();
        for from in (0..count).step_by(FILES_AT_FIRST) {
            let some = from..count.min(from + FILES_AT_FIRST);
            let results = parallel::map(some.clone(), |at| workspace.first_pass(FileId::at(at), &budget));
            for (at, (summary, result)) in some.zip(results) {
                summaries.extend(summary);
                let state = &mut workspace.files[at];
                (state.bytes, state.own) = (result.bytes, result.own);
                if let Some(source) = result.source {
                    state.text = Text::Kept(source);
                }
                if (at + 1) % FILES_AT_FIRST == 0 || at + 1 == count {
                    progress(at + 1, &workspace.files[at].input);
                }
            }
        }
        let known = workspace.settings.names.as_deref();
        workspace.index =
            CrossFileIndex::new(summaries, known, |file, look| workspace.load_again(file, look));
        workspace
    }

    /// Checks a file by itself: returns its summary, and what is kept of the file.
    fn first_pass(&self, file: FileId, budget: &AtomicUsize) -> (Option<FileSummary>, KeptOfFile) {
        let state = &self.files[file.index()];
        if let Some(source) = state.text.source() {
            let FirstPass { summary, own } = self.check(file, source);
            return (summary, KeptOfFile { bytes: state.bytes, own: Some(own), source: None });
        }
        let source = state.read();
        let FirstPass { summary, own } = self.check(file, &source);
        let length = source.text.len();
        let bytes = u32::try_from(length).unwrap_or(u32::MAX);
        let take = |bytes| budget.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(bytes)).is_ok();
        let kept = if own.listed.is_empty() {
            KeptOfFile { bytes, own: Some(own), source: None }
        } else if take(length + own.listed.len() * PER_FINDING) {
            KeptOfFile { bytes, own: Some(own), source: Some(Box::new(source)) }
        } else {
            KeptOfFile { bytes, own: None, source: None }
        };
        (summary, kept)
    }

    fn check(&self, file: FileId, source: &Source) -> FirstPass {
        let _alone = alone(source);
        let mut loading = Findings::default();
        let standard = load(source, file, &mut loading);
        let index = standard.as_ref().map(StandardIndex::new);
        let summary = index.as_ref().and_then(|index| self.summary(index, source));
        let own = own_findings(source, index.as_ref(), loading, &self.settings, self.notes);
        FirstPass { summary, own }
    }

    fn summary(&self, index: &StandardIndex<'_>, source: &Source) -> Option<FileSummary> {
        let family = self.settings.of(source).and_then(|configured| configured.family);
        FileSummary::of(index, &source.path, family)
    }

    /// Loads the standard of a file, for names that findings quote.
    fn load_again(&self, file: FileId, look: &mut dyn FnMut(&Standard<'_>)) {
        let read;
        let source = match self.files[file.index()].text.source() {
            Some(source) => source,
            None => {
                read = self.files[file.index()].read();
                &read
            }
        };
        if let Some(standard) = load(source, file, &mut Findings::default()) {
            look(&standard);
        }
    }

    /// All findings of a file, given those that depend on it alone if they were kept. The text is returned if it had to
    /// be read.
    fn all_findings(&self, file: FileId, own: Option<FileFindings>) -> (FileFindings, Option<Source>) {
        if let Some(own) = own {
            if !self.index.concerns(file) {
                return (own, None);
            }
            return self.with_cross_file(file, Some(own));
        }
        self.with_cross_file(file, None)
    }

    fn with_cross_file(&self, file: FileId, own: Option<FileFindings>) -> (FileFindings, Option<Source>) {
        let state = &self.files[file.index()];
        let read = state.text.source().is_none().then(|| state.read());
        let Some(source) = state.text.source().or(read.as_ref()) else { return Default::default() };
        let alone = alone(source);
        let mut loading = Findings::default();
        let standard = load(source, file, &mut loading);
        let index = standard.as_ref().map(StandardIndex::new);
        let mut found =
            own.unwrap_or_else(|| own_findings(source, index.as_ref(), loading, &self.settings, self.notes));
        if let Some(index) = &index {
            found.add(cross_file_findings(source, index, &self.index, &self.settings, self.notes));
        }
        drop(alone);
        drop(index);
        drop(standard);
        (found, read)
    }

    /// All findings, in the order of the files. The file of a place is the position of the file in that order.
    pub(super) fn into_findings(mut self) -> Vec<Diagnostic> {
        let own: Vec<_> = self.files.iter_mut().map(|state| state.own.take()).collect();
        let all = parallel::map(own.into_iter().enumerate(), |(at, own)| {
            self.all_findings(FileId::at(at), own).0.listed
        });
        all.into_iter().flatten().collect()
    }

    /// Adds many files, or puts their texts in place of those that their paths had. Rules across files do not know of them until
    /// [`relate`](Self::relate) is called, once for all that were added.
    pub fn add(&mut self, sources: Vec<Source>) {
        for source in sources {
            let file = self.place_of(&source.path);
            let FirstPass { summary, own } = self.check(file, &source);
            if file.index() < self.files.len() {
                self.replace(file, None);
            }
            // Most are never looked at: their findings would take as much memory as their texts.
            self.set(file, FileState { counted: Some(own.counts()), ..FileState::held(source) });
            self.added.extend(summary);
        }
    }

    /// Relates the files that were added to all others: any findings of rules across files may have changed.
    pub fn relate(&mut self) {
        let (index, added) = (std::mem::take(&mut self.index), std::mem::take(&mut self.added));
        let known = self.settings.names.as_deref();
        self.index = index.with(added, known, |file, look| self.load_again(file, look));
    }

    /// How many findings a file has, those that are not listed too; `None` if there is no such file.
    pub fn counts(&mut self, path: &str) -> Option<Counts> {
        let file = self.file_at(path)?;
        let state = &self.files[file.index()];
        let Some(own) = state.counted.or_else(|| state.own.as_ref().map(FileFindings::counts)) else {
            return Some(self.all_findings(file, None).0.counts());
        };
        let across =
            self.index.concerns(file).then(|| self.with_cross_file(file, Some(FileFindings::default())));
        Some(across.map_or(own, |(across, _)| own.and(across.counts())))
    }

    /// Puts a text in place of the one that its path had, or adds a file. Returns the file with all files whose findings
    /// may have changed, and their findings.
    pub fn put(&mut self, source: Source) -> Batch {
        let changed = self.put_text(source);
        self.batch_of(changed)
    }

    /// The same without the findings of the other files. Returns their paths.
    #[cfg(feature = "lsp")]
    pub(crate) fn put_alone(&mut self, source: Source) -> Vec<String> {
        let path = source.path.clone();
        let changed = self.put_text(source);
        let mut others: Vec<_> = changed.iter().map(|file| self.files[file.index()].input.name()).collect();
        others.retain(|other| *other != path);
        others
    }

    fn put_text(&mut self, source: Source) -> BTreeSet<FileId> {
        let file = self.place_of(&source.path);
        let FirstPass { summary, own } = self.check(file, &source);
        self.set(file, FileState { own: Some(own), ..FileState::held(source) });
        let mut changed = self.replace(file, summary);
        changed.insert(file);
        changed
    }

    /// The file with this path, which may have to be added.
    fn place_of(&mut self, path: &str) -> FileId {
        let next = FileId::at(self.files.len());
        *self.paths().entry(path.to_owned()).or_insert(next)
    }

    fn set(&mut self, file: FileId, state: FileState) {
        match self.files.get_mut(file.index()) {
            Some(before) => *before = state,
            None => self.files.push(state),
        }
    }

    /// Removes a file. Returns the other files whose findings may have changed, and their findings.
    pub fn remove(&mut self, path: &str) -> Batch {
        let changed = self.remove_text(path);
        self.batch_of(changed)
    }

    /// The same without the findings of the other files. Returns their paths.
    #[cfg(feature = "lsp")]
    pub(crate) fn remove_alone(&mut self, path: &str) -> Vec<String> {
        let changed = self.remove_text(path);
        changed.iter().map(|file| self.files[file.index()].input.name()).collect()
    }

    fn remove_text(&mut self, path: &str) -> BTreeSet<FileId> {
        let Some(file) = self.file_at(path) else { return BTreeSet::new() };
        let state = &mut self.files[file.index()];
        (state.text, state.own, state.counted) = (Text::Removed, Some(FileFindings::default()), None);
        self.replace(file, None)
    }

    /// The text of a file is on the disk again, as it was put last, and need not be kept.
    #[cfg(feature = "lsp")]
    pub(crate) fn let_go(&mut self, path: &str) {
        if let Some(file) = self.file_at(path) {
            let state = &mut self.files[file.index()];
            state.text = Text::OnDisk;
            (state.own, state.counted) = (None, None);
        }
    }

    /// The findings of one file; `None` if there is no such file.
    pub fn findings(&mut self, path: &str) -> Option<Batch> {
        let file = self.file_at(path)?;
        Some(self.batch_of(BTreeSet::from([file])))
    }

    /// Sets what is configured for a file that is put next.
    pub fn configure(&mut self, path: &str, settings: Arc<FileSettings>) {
        self.settings.files.insert(path.to_owned(), settings);
    }

    /// The text of a file that is held in memory.
    pub fn held(&mut self, path: &str) -> Option<Arc<Source>> {
        let file = self.file_at(path)?;
        match &self.files[file.index()].text {
            Text::Held(source) => Some(Arc::clone(source)),
            Text::OnDisk | Text::Kept(_) | Text::Removed => None,
        }
    }

    /// Whether there is such a file.
    #[cfg(feature = "lsp")]
    pub(crate) fn has(&mut self, path: &str) -> bool {
        self.file_at(path).is_some()
    }

    /// The standards that have a code, in the order of their codes, with the paths of their files.
    #[cfg(feature = "lsp")]
    pub(crate) fn coded(&self) -> impl Iterator<Item = (&str, &str)> {
        self.index.coded()
    }

    fn replace(&mut self, file: FileId, summary: Option<FileSummary>) -> BTreeSet<FileId> {
        self.replace_loaded(file, summary, None)
    }

    /// The same with the standard of the file, which then need not be loaded again where findings quote its names.
    fn replace_loaded(
        &mut self,
        file: FileId,
        summary: Option<FileSummary>,
        standard: Option<&Standard<'_>>,
    ) -> BTreeSet<FileId> {
        self.added.retain(|added| added.file() != file);
        let mut index = std::mem::take(&mut self.index);
        let changed = index.replace(file, summary, |other, look| match standard {
            Some(standard) if other == file => look(standard),
            _ => self.load_again(other, look),
        });
        self.index = index;
        changed
    }

    fn file_at(&mut self, path: &str) -> Option<FileId> {
        let file = self.paths().get(path).copied()?;
        (!self.files[file.index()].is_removed()).then_some(file)
    }

    fn paths(&mut self) -> &mut HashMap<String, FileId> {
        let files = &self.files;
        self.by_path.get_or_insert_with(|| {
            files.iter().enumerate().map(|(at, state)| (state.input.name(), FileId::at(at))).collect()
        })
    }
}

/// What is kept of a file after the first pass.
struct KeptOfFile {
    bytes: u32,
    own: Option<FileFindings>,
    source: Option<Box<Source>>,
}
