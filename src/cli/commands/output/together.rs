//! Several files that are written at the same time, such as tables that each standard has rows in.

use std::io::{self, Write};

use super::Target;
use crate::cli::commands::Failure;

/// What writes several documents, each to one of the writers.
type FillAll<'a> = &'a mut dyn FnMut(&mut [&mut dyn Write]) -> io::Result<()>;

/// Writes several files that are filled together. None is put in its place before the content of all is complete.
pub(in crate::cli::commands) fn write_together(targets: &[Target], fill: FillAll<'_>) -> Result<(), Failure> {
    let mut done = Vec::new();
    write_each(targets, &mut done, fill).map_err(|failure| failure.after_writing(&done))
}

/// Opens the last file, within it the others, and within the first all are filled; then the first is put in its place, and so
/// on to the last. Those that are in their places come into `done`.
fn write_each(targets: &[Target], done: &mut Vec<String>, fill: FillAll<'_>) -> Result<(), Failure> {
    let Some((last, others)) = targets.split_last() else { return Ok(()) };
    let mut failed = None;
    let written = last.write(|out| {
        if others.is_empty() {
            return fill(&mut [out]);
        }
        let within = write_each(others, done, &mut |outs| {
            let mut outs: Vec<&mut dyn Write> = outs.iter_mut().map(|other| &mut **other as _).collect();
            outs.push(&mut *out);
            fill(&mut outs)
        });
        within.map_err(|failure| {
            failed = Some(failure);
            io::ErrorKind::Other.into()
        })
    });
    if let Some(failure) = failed {
        return Err(failure);
    }
    written?;
    done.push(last.name());
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::{Inputs, Kind, Overwrite};
    use super::*;

    #[test]
    fn all_files_are_written_or_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("b.json"), "{}").unwrap();
        let target = |name: &str| {
            let path = folder.path().join(name);
            Target::in_folder(&path, Kind::Json, Overwrite::SameKind, &Inputs::default()).unwrap()
        };
        let targets = ["a.json", "b.json", "c.json"].map(target);
        let written = |last: io::Result<()>| {
            let mut last = Some(last);
            let done = write_together(&targets, &mut |outs| {
                for (number, out) in outs.iter_mut().enumerate() {
                    write!(out, "{{\"is\": {number}}}")?;
                }
                last.take().unwrap()
            });
            let mut files: Vec<String> = fs::read_dir(folder.path())
                .unwrap()
                .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
                .collect();
            files.sort();
            (done, files)
        };
        let (failed, files) = written(Err(io::ErrorKind::StorageFull.into()));
        assert!(matches!(failed, Err(Failure::Write { path, .. }) if path.ends_with("a.json")));
        assert_eq!(files, ["{}"]);
        let (done, files) = written(Ok(()));
        assert!(done.is_ok());
        assert_eq!(files, ["{\"is\": 0}", "{\"is\": 1}", "{\"is\": 2}"]);
    }
}
