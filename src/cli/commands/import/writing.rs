//! Writes imported standards, none over another file unless that is allowed, nor over one of the same run.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Failure;
use super::destination::Destination;
use crate::bilingual;
use crate::cli::commands::output::{Inputs, Kind, Overwrite, Target};
use crate::files::source::display;
use crate::library::new_standard::NewStandard;

/// How the standards of a run are written.
pub(super) struct Writing<'a> {
    destination: &'a Destination,
    overwrite: Overwrite,
    inputs: &'a Inputs,
    /// Whether the folder is there, so that it is looked for once and not for each of its files.
    has_folder: AtomicBool,
}

impl<'a> Writing<'a> {
    pub(super) fn new(destination: &'a Destination, overwrite: Overwrite, inputs: &'a Inputs) -> Self {
        Self { destination, overwrite, inputs, has_folder: AtomicBool::new(false) }
    }

    /// Writes a standard. An existing file is replaced only with `--force`, and never if this run wrote it. If this run wrote
    /// the same standard there, the input of that is returned.
    pub(super) fn write_standard(
        &self,
        source: &str,
        path: &Path,
        made: &NewStandard,
        written: &mut HashMap<String, String>,
        early: Option<(Result<(), Failure>, String)>,
    ) -> Result<Option<String>, Failure> {
        if let Some((result, key)) = early {
            result?;
            written.insert(key, source.to_owned());
            return Ok(None);
        }
        let (output, key) = (display(path), key(path));
        if let Some(other) = written.get(&key) {
            // Only the headings, which name the inputs, may differ.
            if fs::read_to_string(path).is_ok_and(|text| text.ends_with(&made.text[made.body..])) {
                return Ok(Some(other.clone()));
            }
            let reason = bilingual!(
                "{output} was made of {other} in this run, and the two differ",
                "{output} 已由 {other} 匯入，而兩者內容不同"
            );
            return Err(Failure::NotImported { path: source.to_owned(), reason });
        }
        self.write_new(path, made)?;
        written.insert(key, source.to_owned());
        Ok(None)
    }

    /// Writes a standard to a path that this run has not written.
    pub(super) fn write_new(&self, path: &Path, made: &NewStandard) -> Result<(), Failure> {
        let target = match self.destination {
            Destination::Folder(_) => Target::in_folder(path, Kind::Standard, self.overwrite, self.inputs)?,
            _ => Target::new(path, Kind::Standard, self.overwrite, self.inputs)?,
        };
        // All files of a run are in one folder.
        if !self.has_folder.load(Ordering::Relaxed) {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
                fs::create_dir_all(folder).map_err(Failure::write(path))?;
            }
            self.has_folder.store(true, Ordering::Relaxed);
        }
        target.write(|out| out.write_all(made.text.as_bytes()))
    }
}

/// The name of an output: some file systems take A.yaml and a.yaml for one file.
pub(super) fn key(path: &Path) -> String {
    display(path).to_lowercase()
}
