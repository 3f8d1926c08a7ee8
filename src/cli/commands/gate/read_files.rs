//! Reads all files of both sides once: keeps a summary of each, and reports problems of loading in those that changed.

use std::collections::HashMap;
use std::hash::RandomState;
use std::path::Path;
use std::sync::Arc;

use super::super::{Context, Failure};
use super::sides::{New, Old, Sides};
use crate::check::load;
use crate::check::workspace::Batch;
use crate::diagnostic::Counts;
use crate::diagnostic::{Diagnostic, Findings};
use crate::files::parallel;
use crate::files::source::{FileId, Source};
use crate::report::stream::Stream;
use crate::report::{ReportFormat, text};
use crate::text::sorting::sort_by;
use crate::versions::gate::{Content, GateFile};

/// The most files in memory at once.
pub(super) const MOST_FILES: usize = 64;

/// The most bytes of these together, unless it is a single file.
pub(super) const MOST_BYTES: usize = 1 << 20;

/// The files of the revision. A content that several files share is read once.
pub(super) fn old(sides: &Sides, keys: &RandomState) -> Result<Vec<GateFile>, Failure> {
    let mut by_id: HashMap<&str, usize> = HashMap::new();
    let mut ids = Vec::new();
    for Old { id, .. } in &sides.old {
        by_id.entry(id).or_insert_with(|| {
            ids.push(id.clone());
            ids.len() - 1
        });
    }
    let mut all: Vec<Arc<Content>> = Vec::with_capacity(ids.len());
    let mut contents = sides.repository.contents(&sides.commit, ids)?;
    loop {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while batch.len() < MOST_FILES
            && let Some(size) = contents.size()?
        {
            bytes += usize::try_from(size).unwrap_or(usize::MAX).min(MOST_BYTES);
            if !batch.is_empty() && bytes > MOST_BYTES {
                break;
            }
            batch.extend(contents.read_next()?);
        }
        if batch.is_empty() {
            break;
        }
        all.extend(parallel::map(batch, |bytes| {
            let source = Source::in_memory("", bytes);
            let mut found = Findings::default();
            let standard = load(&source, FileId::default(), &mut found);
            Arc::new(Content::of(&source, standard.as_ref(), &found.into_vec(), keys))
        }));
    }
    let file =
        |old: &Old| GateFile { path: old.name.clone(), content: Arc::clone(&all[by_id[old.id.as_str()]]) };
    Ok(sides.old.iter().map(file).collect())
}

/// The files of the working tree. Prints the findings of loading those that changed, since the comparison lacks these
/// parts.
pub(super) fn new(
    sides: &Sides,
    old: &[GateFile],
    keys: &RandomState,
    context: &mut Context<'_>,
) -> Result<Vec<GateFile>, Failure> {
    let mut known: HashMap<u64, Arc<Content>> = HashMap::new();
    known.extend(old.iter().filter_map(|file| Some((file.content.digest?, Arc::clone(&file.content)))));
    let mut before: HashMap<&str, Vec<u64>> = HashMap::new();
    for file in old {
        before.entry(&file.path).or_default().extend(file.content.digest);
    }
    let options = text::Options { lang: context.lang, notes: true, all: false, width: context.width };
    let mut shown = Stream::begin(context.err, ReportFormat::Text, options, false)?;
    let mut any = false;
    let mut all = Vec::with_capacity(sides.new.len());
    for files in batches(&sides.new) {
        let looked_at = parallel::map(files.iter().enumerate(), |(at, file)| {
            let source = renamed(Source::read(&file.path), &file.name);
            let digest = Content::digest(&source, keys);
            let is_as_before = digest.is_some_and(|digest| {
                before.get(file.name.as_str()).is_some_and(|digests| digests.contains(&digest))
            });
            if let Some(content) = digest.and_then(|digest| known.get(&digest))
                && (is_as_before || (content.errors == 0 && content.is_standard()))
            {
                return (Arc::clone(content), source.path, None);
            }
            let mut found = Findings::default();
            let standard = load(&source, FileId::at(at), &mut found);
            let found = found.into_vec();
            let content = Arc::new(Content::of(&source, standard.as_ref(), &found, keys));
            drop(standard);
            let path = source.path.clone();
            (content, path, (!found.is_empty()).then_some((source, found)))
        });
        let mut part = Batch { sources: Vec::new(), found: Vec::new(), unlisted: Counts::default() };
        for (content, path, findings) in looked_at {
            let (source, mut found) =
                findings.unwrap_or_else(|| (Source::without_text(path.clone(), true), Vec::new()));
            sort(&mut found);
            any |= !found.is_empty();
            part.sources.push(source);
            part.found.push(found);
            if let Some(digest) = content.digest {
                known.entry(digest).or_insert_with(|| Arc::clone(&content));
            }
            all.push(GateFile { path, content });
        }
        shown.part(context.err, &part)?;
    }
    if any {
        let _ = shown.end(context.err)?;
    }
    Ok(all)
}

fn sort(found: &mut [Diagnostic]) {
    sort_by(found, |a, b| {
        let key = |found: &Diagnostic| (found.primary.place, found.rule);
        key(a).cmp(&key(b)).then_with(|| a.message.en.cmp(&b.message.en))
    });
}

fn renamed(mut source: Source, name: &str) -> Source {
    name.clone_into(&mut source.path);
    source
}

/// Splits files into batches that may be in memory together.
fn batches(files: &[New]) -> Vec<&[New]> {
    let size = |path: &Path| {
        let size = path.metadata().map_or(0, |known| known.len());
        usize::try_from(size).unwrap_or(usize::MAX).min(MOST_BYTES)
    };
    let (mut batches, mut start, mut bytes) = (Vec::new(), 0, 0);
    for (at, file) in files.iter().enumerate() {
        let one = size(&file.path);
        if at > start && (bytes + one > MOST_BYTES || at - start == MOST_FILES) {
            batches.push(&files[start..at]);
            (start, bytes) = (at, 0);
        }
        bytes += one;
    }
    batches.extend((start < files.len()).then_some(&files[start..]));
    batches
}
