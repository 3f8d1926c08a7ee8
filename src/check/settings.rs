//! Settings of the checks as plain data, so that checking itself reads no files.
//!
//! [`crate::check::config`] builds them from `ttm.toml`; without it the rules' own severities apply.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Severity};
use crate::files::source::Source;
use crate::versions::diff::Impact;

/// The settings for the files of a run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The day for rules about time; without it they report nothing.
    pub as_of: Option<Date>,
    /// By [`Source::path`]; other files have the defaults.
    pub files: HashMap<String, Arc<FileSettings>>,
}

/// The settings for one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSettings {
    /// The severities that differ from the rules' own, by rule; `None` switches a rule off.
    pub severities: BTreeMap<&'static str, Option<Severity>>,
    /// The index of the configured family that the file is in, if any: the standards of a family take their codes from
    /// one pool.
    pub family: Option<u32>,
    /// The highest class of changes that an issued standard may have without a new version, if it is set.
    pub allow: Option<Impact>,
}

impl Settings {
    /// The settings for `source`, if any.
    pub fn of(&self, source: &Source) -> Option<&FileSettings> {
        self.files.get(&source.path).map(Arc::as_ref)
    }
}

impl FileSettings {
    /// Sets the configured severities of findings, and removes findings of rules that are switched off.
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
