//! The text of a file that is typed: it is checked with every keystroke.

use std::sync::Arc;

use super::reread::{self, KeptStandard, Read};
use super::{Batch, FileState, Workspace, alone};
use crate::check::one_file::{cross_file_findings, own_findings, own_findings_on_two_threads};
use crate::files::HAS_THREADS;
use crate::files::source::{FileId, Source};
use crate::rules::{KeptFlags, StandardIndex};

/// What is kept of the large file that is typed: of the last text of it that could be read.
#[derive(Debug)]
pub(super) struct Kept {
    file: FileId,
    flags: KeptFlags,
    standard: Option<KeptStandard>,
}

impl Workspace {
    /// Puts a text that is typed in place of a file's, as [`Workspace::put`] does: returns all findings of the file, and the paths of the other files whose findings
    /// may have changed. The text is parsed once and not copied, and its findings are not kept, so that they are not copied
    /// either; the batch has the file first, without its text.
    pub fn put_typed(&mut self, source: &Arc<Source>) -> (Batch, Vec<String>) {
        let (batch, others, _) = self.put_typed_with_code(source);
        (batch, others)
    }

    /// The same with the code of the standard, as reports have it.
    pub fn put_typed_with_code(&mut self, source: &Arc<Source>) -> (Batch, Vec<String>, Option<String>) {
        let file = self.place_of(&source.path);
        let alone = alone(source);
        let is_large = source.text.len() > self.large;
        let mut kept = self.kept.take().filter(|kept| kept.file == file && is_large);
        let before = kept.as_mut().and_then(|kept| Some((kept.flags.source(), kept.standard.take()?)));
        let Read { standard, nodes, unused, found: loading } = reread::read(before, source, file);
        let before = kept.as_ref().map(|kept| &kept.flags);
        let mut index = standard.as_ref().map(|standard| match is_large {
            true => StandardIndex::keeping(standard, source, before),
            false => StandardIndex::new(standard),
        });
        let (mut found, summary) = match &index {
            Some(index) if HAS_THREADS && is_large => {
                let summary = || self.summary(index, source);
                own_findings_on_two_threads(source, index, loading, &self.settings, self.notes, summary)
            }
            index => {
                let summary = index.as_ref().and_then(|index| self.summary(index, source));
                (own_findings(source, index.as_ref(), loading, &self.settings, self.notes), summary)
            }
        };
        self.set(file, FileState::held(Arc::clone(source)));
        let changed = self.replace_loaded(file, summary, standard.as_ref());
        if let Some(index) = index.as_ref().filter(|_| self.index.concerns(file)) {
            found.add(cross_file_findings(source, index, &self.index, &self.settings, self.notes));
        }
        let flags = index.as_mut().and_then(|index| index.kept(source));
        drop(index);
        let code = standard.as_ref().and_then(|standard| standard.code.given());
        let code = code.map(|code| code.as_str().to_owned());
        self.kept = match (standard, flags) {
            (Some(standard), Some(flags)) => {
                Some(Kept { file, flags, standard: KeptStandard::of(standard, nodes) })
            }
            // While the text cannot be read, what is kept of the last one that could is good for the next.
            _ => kept.map(|kept| Kept { standard: unused, ..kept }),
        };
        drop(alone);
        let others = changed.iter().filter(|other| **other != file);
        let others = others.map(|other| self.files[other.index()].input.name()).collect();
        (self.batch_without_text(file, source, found), others, code)
    }
}
