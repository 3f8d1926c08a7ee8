//! The text of a file that is typed: it is checked with every keystroke.

use std::sync::Arc;

use super::{Batch, FileState, Workspace, alone};
use crate::check::load;
use crate::check::one_file::{cross_file_findings, own_findings, own_findings_on_two_threads};
use crate::diagnostic::Findings;
use crate::files::HAS_THREADS;
use crate::files::source::Source;
use crate::rules::StandardIndex;

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
        let mut loading = Findings::default();
        let standard = load(source, file, &mut loading);
        let is_large = source.text.len() > self.large;
        let kept = self.kept.take().filter(|(of, _)| *of == file);
        let before = kept.as_ref().map(|(_, kept)| kept);
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
        // While the text cannot be read, what is kept of the last one that could is good for the next.
        let now = index.as_mut().and_then(|index| Some((file, index.kept(source)?)));
        drop(index);
        self.kept = now.or(kept);
        drop(alone);
        let code = standard.as_ref().and_then(|standard| standard.code.given());
        let code = code.map(|code| code.as_str().to_owned());
        let others = changed.iter().filter(|other| **other != file);
        let others = others.map(|other| self.files[other.index()].input.name()).collect();
        (self.batch_without_text(file, source, found), others, code)
    }
}
