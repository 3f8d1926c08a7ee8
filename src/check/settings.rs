//! Settings of the checks as plain data, so that checking itself reads no files.
//!
//! [`crate::check::config`] builds them from `ttm.toml`; without it the rules' own severities apply.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Severity};
use crate::files::source::Source;
use crate::rules::{NameCatalogue, can_be_silenced};
use crate::versions::diff::Impact;

/// The settings for the files of a run.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The day for rules about time; without it they report nothing.
    pub as_of: Option<Date>,
    /// The rules that are reported.
    pub selection: Selection,
    /// The usage of names that those of the run are held against; without it they are held against each other.
    pub names: Option<Arc<NameCatalogue>>,
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

/// The rules that a run reports. Those that say that a file could not be checked at all are always reported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// If given, only these rules.
    only: Option<BTreeSet<&'static str>>,
    except: BTreeSet<&'static str>,
}

impl Selection {
    /// The rules in `only`, or all if that is not given, without those in `except`.
    pub fn new(only: Option<BTreeSet<&'static str>>, except: BTreeSet<&'static str>) -> Self {
        Self { only, except }
    }

    /// Whether all rules are reported.
    pub fn is_all(&self) -> bool {
        self.only.is_none() && self.except.is_empty()
    }

    /// Whether findings of `rule` are reported.
    pub fn has(&self, rule: &str) -> bool {
        let is_selected = self.only.as_ref().is_none_or(|only| only.contains(rule));
        (is_selected && !self.except.contains(rule)) || !can_be_silenced(rule)
    }
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
