//! Which standards an answer is about.

use jiff::civil::Date;

use super::parse_date;
use crate::catalogue::listing::{Listed, Standing};

/// The arguments.
#[derive(Debug, clap::Args)]
pub struct FilterArgs {
    /// Only standards whose job category, or whose own code, begins so
    #[arg(long, value_name = "LETTERS")]
    category: Option<String>,
    /// Only standards of this base level
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=6))]
    level: Option<u8>,
    /// Only standards that stand so
    #[arg(long, value_enum)]
    status: Option<Standing>,
    /// Only current standards that have to be assessed for an update by this day
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    review_by: Option<Date>,
}

impl FilterArgs {
    /// Whether a standard is one of those.
    pub(super) fn has(&self, listed: &Listed) -> bool {
        let category = |wanted: &String| {
            let wanted = wanted.to_ascii_uppercase();
            listed.categories.iter().chain(&listed.code).any(|code| code.starts_with(&wanted))
        };
        self.category.as_ref().is_none_or(category)
            && self.level.is_none_or(|level| listed.level == Some(level))
            && self.status.is_none_or(|status| listed.standing == Some(status))
            && self.review_by.is_none_or(|day| listed.review().is_some_and(|review| review <= day))
    }
}
