//! The tests that need what a checkout does not hold: published standards, which are third-party text and lie beside it
//! in `../shared`, programs that this project does not need, and what not every system allows.
//!
//! Where that is missing, a test is listed as ignored with the reason and counted as ignored, which Rust's own harness
//! can do only at compile time. With `TTM_REQUIRE_SHARED=1` a missing `../shared` makes its tests fail instead.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that unwraps fails with the place")]

mod comment;
mod converted;
mod corpus;
#[cfg(feature = "export")]
mod data;
mod diff;
mod edited;
#[path = "../../examples/generate/standards/mod.rs"]
mod generated;
mod office;
#[cfg(unix)]
mod ownership;
#[cfg(feature = "pdf")]
mod pdf;
mod rows;
mod shards;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Trial};

/// The folder beside the checkout.
const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");

/// A file of that folder.
fn shared(path: &str) -> Vec<u8> {
    let path = Path::new(SHARED).join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What a test needs.
#[derive(Clone, Copy)]
enum Need {
    Shared,
    Program(&'static str),
    /// A module of Python.
    Python(&'static str),
    All(&'static [Need]),
    /// Something that can be done with a file; the words say that it cannot.
    System(&'static str, fn(&Path) -> bool),
}

impl Need {
    /// What is missing here.
    fn missing(self) -> Option<String> {
        match self {
            // Its corpus, since any other folder may have this name.
            Self::Shared => (!Path::new(SHARED).join("corpus").is_dir())
                .then(|| "../shared with published standards is not there".to_owned()),
            Self::Program(name) => {
                let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
                let paths = std::env::var_os("PATH").unwrap_or_default();
                let found = std::env::split_paths(&paths).any(|folder| folder.join(&file).is_file());
                (!found).then(|| format!("the program {name} is not there"))
            }
            Self::Python(module) => {
                let import = Command::new("python3").args(["-c", &format!("import {module}")]).output();
                let found = import.is_ok_and(|output| output.status.success());
                (!found).then(|| format!("Python's module {module} is not there"))
            }
            Self::All(needs) => needs.iter().find_map(|need| need.missing()),
            Self::System(missing, can_be_done) => {
                let folder = tempfile::TempDir::new().unwrap();
                let file = folder.path().join("a");
                std::fs::write(&file, "").unwrap();
                (!can_be_done(&file)).then(|| missing.to_owned())
            }
        }
    }

    /// Whether a test without it fails.
    fn is_required(self) -> bool {
        let required =
            || std::env::var_os("TTM_REQUIRE_SHARED").is_some_and(|set| !set.is_empty() && set != "0");
        match self {
            Self::Shared => required(),
            Self::All(needs) => needs.iter().any(|need| need.is_required() && need.missing().is_some()),
            _ => false,
        }
    }
}

/// A test, which is ignored where what it needs is missing and may be; one that is run nevertheless fails.
fn trial(name: &str, need: Need, test: fn()) -> Trial {
    let missing = need.missing();
    let ignored = missing.is_some() && !need.is_required();
    let reason = missing.clone().filter(|_| ignored).unwrap_or_default();
    let run = move || match missing {
        Some(missing) if need.is_required() => {
            Err(format!("{missing}, and TTM_REQUIRE_SHARED asks for it; TTM_REQUIRE_SHARED=0 does without")
                .into())
        }
        Some(missing) => Err(missing.into()),
        None => {
            test();
            Ok(())
        }
    };
    Trial::test(name, run).with_kind(reason).with_ignored_flag(ignored)
}

macro_rules! trials {
    ($($need:expr => $module:ident::{$($name:ident),* $(,)?};)*) => {
        vec![$($(trial(concat!(stringify!($module), "::", stringify!($name)), $need, $module::$name)),*),*]
    };
}

fn main() -> ExitCode {
    #[allow(unused_mut, reason = "elsewhere than on Unix there are no more")]
    let mut trials = trials! {
        Need::Shared => corpus::{
            four_forms_are_one_standard,
            imports_that_need_a_look_have_their_known_remarks,
            every_item_of_the_conversion_is_in_the_model_once,
            every_import_is_in_the_layout,
            every_standard_is_whole_in_every_format,
            the_forms_of_a_published_standard_hold_the_same_duties,
            page_text_is_read_as_tables_and_lines,
            importing_the_published_page_gives_the_committed_standard,
        };
        Need::Shared => rows::{
            rows_as_printed_are_those_of_the_conversion,
            the_other_parts_are_those_of_the_conversion,
            rendered_standards_are_imported_unchanged,
            markdown_has_the_rows_of_the_page,
        };
        Need::Shared => diff::{
            the_whole_report_of_the_published_pair,
            the_changes_of_the_published_pair_have_the_right_classes,
            moved_entries_are_not_withdrawn_and_added,
            two_levels_of_one_occupation_differ_as_a_reader_sees_it,
        };
        Need::Program("soffice") => office::{office_files_of_generated_standards_are_those_standards};
        Need::Program("soffice") => edited::{
            edits_by_libreoffice_come_in_and_nothing_else,
        };
        Need::Shared => converted::{rendered_office_files_hold_every_row};
        Need::All(&[Need::Shared, Need::Program("soffice")]) => converted::{
            documents_by_libreoffice_hold_every_row,
            spreadsheets_by_libreoffice_hold_every_row,
        };
        Need::All(&[Need::Shared, Need::Program("pandoc")]) => converted::{documents_by_pandoc_hold_every_row};
        Need::All(&[Need::Shared, Need::Python("openpyxl")]) => converted::{
            spreadsheets_by_openpyxl_hold_every_row,
        };
        Need::Program("python3") => comment::{the_pull_request_comment_is_updated_in_place};
        Need::Program("python3") => shards::{
            shards_make_the_report_of_one_run,
            reports_without_findings_make_one_without_findings,
        };
        Need::System("python3 has no Ray", shards::has_ray) => shards::{ray_makes_the_report_of_one_run};
    };
    #[cfg(feature = "pdf")]
    trials.extend(trials! {
        Need::Shared => pdf::{
            every_remark_bears_its_page,
            what_is_on_each_page_is_counted,
            every_row_is_read_as_it_is_printed,
            every_other_part_is_that_of_the_conversion,
            another_way_of_writing_a_page_is_the_same_standard,
            what_cannot_be_read_whole_is_refused_with_the_reason,
        };
    });
    #[cfg(feature = "export")]
    trials.extend(trials! {
        Need::Shared => data::{packages_of_published_standards_are_valid};
        Need::Python("duckdb") => data::{the_ten_questions_are_answered_in_duckdb};
    });
    #[cfg(unix)]
    trials.extend(trials! {
        ownership::HARD_LINKS => ownership::{a_file_with_hard_links_is_refused};
        ownership::ROOT => ownership::{a_file_of_another_owner_keeps_it_or_is_refused};
    });
    #[cfg(target_os = "linux")]
    trials.extend(trials! {
        ownership::ATTRIBUTES => ownership::{attributes_are_kept};
        ownership::ACCESS_LISTS => ownership::{access_lists_are_kept_and_none_is_added};
    });
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}
