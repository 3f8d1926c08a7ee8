//! What whoever runs the checks has decided about them: plain data, so that checking itself reads no files.
//!
//! [`crate::check::config`] makes it of `ttm.toml`; without it the rules' own severities hold.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Severity};
use crate::files::source::Source;
use crate::versions::diff::Impact;

/// What is decided for the files of a run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The day that rules about time judge by; without one they say nothing.
    pub as_of: Option<Date>,
    /// By [`Source::path`]; a file that is not here has the defaults.
    pub files: HashMap<String, Arc<FileSettings>>,
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
        self.files.get(&source.path).map(Arc::as_ref)
    }
}

impl FileSettings {
    /// Gives every finding in the file the severity that is configured for its rule, and leaves out those switched
    /// off.
    pub(crate) fn apply_severities(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain_mut(|found| match self.severities.get(found.rule) {
            Some(None) => false,
            Some(Some(severity)) => {
                found.severity = *severity;
                true
            }
            None => true,
        });
    }
}
