//! `--only` and `--except`: the rules that a run reports.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command};

use super::Failure;
use crate::check::settings::Selection;
use crate::rules::{self, RULES, can_be_silenced};
use crate::text::nearest::nearest;

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct SelectionArgs {
    /// Report only these rules (several with commas, or the option again); --fix mends only their findings
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = RuleName, hide_possible_values = true,
        conflicts_with = "write_baseline")]
    only: Vec<String>,
    /// Report all rules but these, likewise
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = RuleName, hide_possible_values = true,
        conflicts_with = "write_baseline")]
    except: Vec<String>,
}

impl SelectionArgs {
    /// The rules that are selected.
    pub(super) fn read(&self) -> Result<Selection, Failure> {
        let only = self.only.iter().map(|name| rule(name)).collect::<Result<_, _>>()?;
        let except = self.except.iter().map(|name| rule(name)).collect::<Result<Vec<&'static str>, _>>()?;
        if let Some(rule) = except.iter().copied().find(|name| !can_be_silenced(name)) {
            return Err(Failure::RuleNotLeftOut { rule });
        }
        Ok(Selection::new((!self.only.is_empty()).then_some(only), except.into_iter().collect()))
    }
}

fn rule(name: &str) -> Result<&'static str, Failure> {
    let name = name.trim();
    rules::find(name).map(|rule| rule.name).ok_or_else(|| Failure::NoSuchRule {
        name: name.to_owned(),
        nearest: nearest(name, RULES.iter().map(|rule| rule.name)),
    })
}

/// Takes any text, so that an unknown rule is reported with the nearest one in either language; completions offer the
/// names of the rules.
#[derive(Clone, Copy, Debug)]
struct RuleName;

impl TypedValueParser for RuleName {
    type Value = String;

    fn parse_ref(&self, _: &Command, _: Option<&Arg>, value: &OsStr) -> Result<String, clap::Error> {
        Ok(value.to_string_lossy().into_owned())
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(RULES.iter().map(|rule| PossibleValue::new(rule.name).help(rule.summary.en.clone()))))
    }
}
