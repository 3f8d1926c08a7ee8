//! What whoever runs the checks has decided about them: plain data, so that checking itself reads no files.
//!
//! [`crate::config`] makes it of `ttm.toml`; without it the rules' own severities hold.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Severity};
use crate::diff::Impact;
use crate::source::Source;

/// What is decided for the files of a run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The day that rules about time judge by; without one they say nothing.
    pub as_of: Option<Date>,
    /// By [`Source::path`]; a file that is not here has the defaults.
    pub files: HashMap<String, FileSettings>,
}

/// What is decided for one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSettings {
    /// The severities that are not the rules' own, by the rules' names; `None` switches a rule off.
    pub severities: BTreeMap<&'static str, Option<Severity>>,
    /// Which of the configured families the file is in, if any: standards with one number here have one pool of codes.
    pub family: Option<u32>,
    /// The highest class of changes that an issued standard may have without a new version, if it is said.
    pub allow: Option<Impact>,
}

impl Settings {
    /// What is decided for `source`, if anything is.
    pub fn of(&self, source: &Source) -> Option<&FileSettings> {
        self.files.get(&source.path)
    }

    /// Gives every finding the severity that is configured for its rule, and leaves out those switched off.
    pub(crate) fn weigh(&self, sources: &[Source], diagnostics: &mut Vec<Diagnostic>) {
        if self.files.is_empty() {
            return;
        }
        let files: Vec<_> = sources.iter().map(|source| self.of(source)).collect();
        diagnostics.retain_mut(|found| {
            let file = files[found.primary.place.file.0 as usize];
            match file.and_then(|file| file.severities.get(found.rule.name)) {
                Some(None) => false,
                Some(Some(severity)) => {
                    found.severity = *severity;
                    true
                }
                None => true,
            }
        });
    }
}
