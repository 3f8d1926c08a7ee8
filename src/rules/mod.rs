//! The rules, one file each.
//!
//! To add a rule: write `src/rules/<name>.rs` with its record first, then the check, then helpers; add its line to
//! [`RULES`]; add a folder `tests/cases/<name>/` with at least one `good*` and one `bad*` case; run the tests with
//! `TTM_BLESS=1`, read what they wrote, and accept the snapshots with `cargo insta review`.
//!
//! Below, `pub mod` is a rule, named after its file; `mod` is shared by rules.
//!
//! A rule about the characters of texts is a [`Check::Texts`]: it names the flags of what it looks for and gets only the
//! texts that have one of them, since most have none. A text without any flag never reaches it: look at
//! [`TextFlags`] first, and if none of them fits, add one there (a constant, its characters in `of_ascii` or `of_other`, and
//! a line in both tests). Characters from U+4000 to U+9FFF and lone ASCII letters and digits cannot have a flag, as
//! `han_scan` passes them over. So a rule about words, or about the end of a sentence, is a [`Check::Standard`] that
//! goes over the texts it is about, as `missing_full_stop` does. Most rules about texts then have three steps: find
//! the ranges (`text_findings::Mark`), stop if there are none, and report them all as one finding
//! (`text_findings::finding`), with a fix where every range has a sure replacement
//! (`text_findings::fix`, which gives none where the characters are not verbatim in the source). A rule with fixes
//! is listed in `RULES_WITH_FIXES` too, and asks `text_findings::offered` before it words its message.
//!
//! A rule sees only the model and does no input or output. Its messages exist in both languages. It reports each
//! mistake once: consequences of another finding are left out.

use jiff::civil::Date;

use crate::diagnostic::{Findings, RuleId, Severity};
use crate::model::{Standard, Text, TextRole};
use crate::text::bilingual::Bilingual;

pub mod ambiguous_reference;
pub mod base_level;
mod bloom_filter;
pub mod classification_code;
pub mod classification_mismatch;
pub mod classification_name;
pub mod code_gap;
pub mod code_order;
mod code_usage;
mod cross_file_index;
pub mod cut_off_text;
pub mod cut_text;
mod describe;
pub mod doubled_word;
pub mod duplicate_code;
pub mod duplicate_name;
pub mod duplicate_reference;
pub mod duplicate_standard;
pub mod empty_text;
mod entries;
pub mod family_name;
pub mod file_name;
mod flag_texts;
pub mod half_width_bracket;
mod han_scan;
pub mod history_current;
pub mod history_order;
pub mod history_successor;
pub mod html_markup;
pub mod invalid_value;
pub mod invisible_character;
pub mod joined_words;
mod kept_flags;
pub mod leaked_code;
mod leaks;
pub mod level_spread;
mod literal;
pub mod lookalike_character;
pub mod lost_character;
pub mod mainland_word;
pub mod malformed_code;
mod meant;
pub mod misplaced_code;
mod missing;
pub mod missing_competency;
pub mod missing_field;
pub mod missing_full_stop;
pub mod missing_indicator;
pub mod missing_output;
pub mod misworded_entry;
pub mod mixed_punctuation;
pub mod mixed_spelling;
mod name_sums;
mod out_of_step;
pub mod overdue_review;
pub mod placeholder_text;
mod put_in;
mod reference_names;
pub mod reference_order;
mod references;
pub mod repeated_name;
pub mod repeated_text;
mod sign_of_yaml;
pub mod similar_name;
pub mod simplified_character;
pub mod stale_version;
mod standard_index;
pub mod stray_mark;
pub mod stray_space;
mod suspects;
mod text_findings;
mod text_flags;
pub mod unbalanced_bracket;
pub mod undefined_code;
pub mod uneven_wording;
pub mod unfilled_part;
pub mod unknown_field;
pub mod unplaced_text;
pub mod unreadable_file;
pub mod unused_allowance;
pub mod unused_code;
pub mod unused_term;
pub mod unusual_name;
mod verbs;
mod versions;
mod words;
pub mod wrong_type;
pub mod wrong_word;
pub mod yaml_syntax;

pub use cross_file_index::{CrossFileIndex, FileSummary, NameCatalogue, NamesInUse};
pub use kept_flags::KeptFlags;
pub use overdue_review::YEARS as REVIEW_YEARS;
pub use standard_index::StandardIndex;
pub use text_flags::TextFlags;
pub(crate) use versions::own_entries;

/// A rule as a record.
#[derive(Debug)]
pub struct Rule {
    /// The identifier, in kebab-case, worded so that it reads well after "allow".
    pub name: &'static str,
    /// The severity of its findings, unless a finding sets its own.
    pub severity: Severity,
    /// What its findings are about, which orders them in a report for people.
    pub class: RuleClass,
    /// One line: "Checks that …".
    pub summary: Bilingual,
    /// What `ttm explain` prints.
    pub explanation: Explanation,
    /// How it is checked.
    #[doc(hidden)]
    pub check: Check,
}

impl Rule {
    /// Whether its findings come from loading the file.
    pub(crate) fn is_loading(&self) -> bool {
        matches!(self.check, Check::Loading | Check::LoadingAndStandard(_))
    }
}

impl Check {
    /// Runs a check that needs nothing but a standard; does nothing for the others.
    pub(crate) fn run(self, index: &StandardIndex<'_>, found: &mut Findings) {
        match self {
            Self::Standard(check) | Self::LoadingAndStandard(check) => check(index, found),
            Self::Texts(flags, check) => {
                index.texts_with(flags).for_each(|(part, text)| check(index, part, text, found));
            }
            Self::Loading | Self::Dated(_) | Self::CrossFile(_) => {}
        }
    }
}

impl From<&Rule> for RuleId {
    fn from(rule: &Rule) -> Self {
        Self { name: rule.name, severity: rule.severity }
    }
}

/// Whether findings of the rule `name` may be switched off, allowed, or put into a baseline. False for rules that
/// report a file that could not be checked at all: it must not look like a file without findings.
pub fn can_be_silenced(name: &str) -> bool {
    ![unreadable_file::RULE.name, yaml_syntax::RULE.name].contains(&name)
}

/// What the findings of a rule are about. Errors come before both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleClass {
    /// What the standard says, or whether it is complete.
    Meaning,
    /// How it is written: a reader understands the same with or without the finding.
    Style,
}

/// The documentation of a rule.
#[derive(Debug)]
pub struct Explanation {
    /// What it reports.
    pub what: Bilingual,
    /// Why it matters, with the source in the field where there is one.
    pub why: Bilingual,
    /// A small piece of a file that breaks the rule.
    pub example: &'static str,
    /// What to do about a finding.
    pub advice: Bilingual,
}

/// How a rule is checked.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Check {
    /// While the file is loaded: reading, parsing or decoding it gives the findings.
    Loading,
    /// While the file is loaded, and on one standard.
    LoadingAndStandard(fn(&StandardIndex<'_>, &mut Findings)),
    /// On one standard.
    Standard(fn(&StandardIndex<'_>, &mut Findings)),
    /// On each text of a standard that has one of the flags, in the order of the file; codes that are well formed are left
    /// out.
    Texts(TextFlags, fn(&StandardIndex<'_>, TextRole<'_>, &Text<'_>, &mut Findings)),
    /// On one standard and a day; skipped if the run has no day.
    Dated(fn(&Standard<'_>, Date, &mut Findings)),
    /// On one standard, given an index of all standards of the run.
    CrossFile(fn(&StandardIndex<'_>, &CrossFileIndex, &mut Findings)),
}

/// Every rule, in the order of the documentation.
pub static RULES: &[&Rule] = &[
    &unreadable_file::RULE,
    &yaml_syntax::RULE,
    &unknown_field::RULE,
    &missing_field::RULE,
    &wrong_type::RULE,
    &invalid_value::RULE,
    &malformed_code::RULE,
    &misplaced_code::RULE,
    &duplicate_code::RULE,
    &undefined_code::RULE,
    &unused_code::RULE,
    &ambiguous_reference::RULE,
    &duplicate_reference::RULE,
    &duplicate_name::RULE,
    &code_gap::RULE,
    &code_order::RULE,
    &missing_indicator::RULE,
    &missing_competency::RULE,
    &missing_output::RULE,
    &empty_text::RULE,
    &unfilled_part::RULE,
    &unplaced_text::RULE,
    &repeated_text::RULE,
    &repeated_name::RULE,
    &misworded_entry::RULE,
    &uneven_wording::RULE,
    &similar_name::RULE,
    &reference_order::RULE,
    &base_level::RULE,
    &level_spread::RULE,
    &classification_mismatch::RULE,
    &classification_code::RULE,
    &classification_name::RULE,
    &history_current::RULE,
    &history_order::RULE,
    &history_successor::RULE,
    &overdue_review::RULE,
    &html_markup::RULE,
    &lookalike_character::RULE,
    &simplified_character::RULE,
    &invisible_character::RULE,
    &lost_character::RULE,
    &stray_space::RULE,
    &joined_words::RULE,
    &mixed_punctuation::RULE,
    &half_width_bracket::RULE,
    &stray_mark::RULE,
    &unbalanced_bracket::RULE,
    &cut_off_text::RULE,
    &doubled_word::RULE,
    &placeholder_text::RULE,
    &wrong_word::RULE,
    &mainland_word::RULE,
    &mixed_spelling::RULE,
    &leaked_code::RULE,
    &cut_text::RULE,
    &missing_full_stop::RULE,
    &unused_term::RULE,
    &file_name::RULE,
    &duplicate_standard::RULE,
    &stale_version::RULE,
    &family_name::RULE,
    &unusual_name::RULE,
    &unused_allowance::RULE,
];

/// The rules whose findings may carry a fix; `--fix` runs only these.
pub(crate) static RULES_WITH_FIXES: &[&Rule] = &[
    &undefined_code::RULE,
    &html_markup::RULE,
    &lookalike_character::RULE,
    &simplified_character::RULE,
    &invisible_character::RULE,
    &stray_space::RULE,
    &mixed_punctuation::RULE,
    &invalid_value::RULE,
    &malformed_code::RULE,
    &stray_mark::RULE,
    &wrong_word::RULE,
];

/// The rule with this identifier.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
