//! `ttm validate --against REF`: only the findings that a git revision does not have.
//!
//! A finding is known by its content, as in a baseline, so that it may move. The workspace is led back to the revision by
//! putting the former text of each file that differs; only files whose findings change on the way can have new ones.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use super::Failure;
use super::gate::sides::{self, Old, Sides};
use crate::bilingual;
use crate::check::baseline::{Baseline, BaselineFilter};
use crate::check::workspace::{Batch, Workspace};
use crate::diagnostic::{Diagnostic, Severity};
use crate::files::inputs::Input;
use crate::files::source::Source;
use crate::rules::can_be_silenced;
use crate::text::bilingual::{self, Bilingual};
use crate::text::excerpt::excerpt;

/// The findings of a revision.
pub(super) struct NewSince {
    revision: String,
    /// The files that the revision has too.
    before: HashSet<String>,
    /// Those among them that may have other findings now.
    changed: BTreeSet<String>,
    /// The findings that these had.
    known: BaselineFilter,
    /// The least severity of findings that are counted as removed.
    least: Severity,
    hidden: usize,
}

impl NewSince {
    /// Reads the files of `revision` that `paths` mean, and checks them with the settings of the workspace, which holds
    /// `inputs`. In the end it holds them again as they were. Findings from severity `least` on are counted.
    pub(super) fn read(
        revision: &str,
        paths: &[PathBuf],
        inputs: &[Input],
        least: Severity,
        workspace: &mut Workspace,
    ) -> Result<Self, Failure> {
        let sides = sides::find(revision, paths)?;
        let files: HashSet<&Path> = inputs.iter().filter_map(Input::file).collect();
        let mut before = HashSet::new();
        let mut changed = BTreeSet::new();
        let mut restored: BTreeSet<String> = BTreeSet::new();
        each_text(&sides, &files, |old| {
            let path = old.path.clone();
            if files.contains(Path::new(&path)) {
                before.insert(path.clone());
                let now = Source::read(Path::new(&path));
                if now.text == old.text && now.unreadable == old.unreadable {
                    return;
                }
            }
            restored.insert(path);
            add_paths(&mut changed, &workspace.put(old));
        })?;
        for input in inputs {
            let (Input::File(_), name) = (input, input.name()) else { continue };
            if !before.contains(&name) {
                add_paths(&mut changed, &workspace.remove(&name));
                restored.insert(name);
            }
        }
        let mut known = Baseline::empty(Path::new(""));
        for path in &changed {
            if let Some(Batch { sources, found, .. }) = workspace.findings(path) {
                sources.iter().zip(&found).for_each(|(source, found)| known.add(source, found));
            }
        }
        for path in restored {
            let batch = match files.contains(Path::new(&path)) {
                true => workspace.put(Source::read(Path::new(&path))),
                false => workspace.remove(&path),
            };
            add_paths(&mut changed, &batch);
            changed.insert(path);
        }
        let known = BaselineFilter::new(known, None);
        Ok(Self { revision: revision.to_owned(), before, changed, known, least, hidden: 0 })
    }

    /// Removes the findings of a file that the revision has too. Those that say that a file could not be checked stay.
    pub(super) fn hide(&mut self, source: &Source, found: &mut Vec<Diagnostic>) {
        let count = |found: &[Diagnostic]| found.iter().filter(|found| found.severity >= self.least).count();
        let before = count(found);
        if self.changed.contains(&source.path) {
            self.known.hide(source, found);
        } else if self.before.contains(&source.path) {
            found.retain(|found| !can_be_silenced(found.rule));
        }
        self.hidden += before - count(found);
    }

    /// How many were removed, if any.
    pub(super) fn words(self) -> Option<Bilingual> {
        let Self { revision, hidden, .. } = self;
        let (revision, s) = (excerpt(&revision), bilingual::s(hidden));
        let are = if hidden == 1 { "is" } else { "are" };
        (hidden > 0).then(|| {
            bilingual!(
                "{hidden} finding{s} that {revision} has too {are} not shown",
                "{revision} 已有的 {hidden} 個問題不列出"
            )
        })
    }
}

fn add_paths(paths: &mut BTreeSet<String>, batch: &Batch) {
    paths.extend(batch.sources.iter().take(batch.found.len()).map(|source| source.path.clone()));
}

/// Calls `text` with each file of the revision that is one of `files`, or that the working tree does not have any more.
fn each_text(sides: &Sides, files: &HashSet<&Path>, mut text: impl FnMut(Source)) -> Result<(), Failure> {
    let is_meant = |old: &&Old| {
        let path = Path::new(&old.name);
        files.contains(path) || path.symlink_metadata().is_err()
    };
    let meant: Vec<&Old> = sides.old.iter().filter(is_meant).collect();
    let ids = meant.iter().map(|old| old.id.clone()).collect();
    let mut contents = sides.repository.contents(&sides.commit, ids)?;
    for old in meant {
        text(Source::in_memory(&old.name, contents.read_next()?.unwrap_or_default()));
    }
    Ok(())
}
