//! From sources to findings: each file separately and in parallel, then the rules that need all files.

pub(crate) mod allowances;
pub mod baseline;
pub mod config;
mod one_file;
mod prevalent;
pub mod settings;
pub mod workspace;

#[cfg(feature = "export")]
use std::io;

use crate::decode::{decode, keep_defined, problem, slips};
use crate::diagnostic::{Diagnostic, Edits, Findings, OfferedFix};
#[cfg(feature = "export")]
use crate::files::inputs::Input;
use crate::files::parallel;
#[cfg(feature = "export")]
use crate::files::reread::Reread;
use crate::files::source::{FileId, Place, Source, Span};
use crate::model::Standard;
use crate::rules::{RULES_WITH_FIXES, StandardIndex, unreadable_file, yaml_syntax};
use crate::text::bilingual::Bilingual;
use crate::text::sorting::sort_by_key;
use crate::yaml::{self, Arena};

use one_file::{Notes, sort};
pub use settings::Settings;
use workspace::Workspace;

/// Loads one source into the model as far as it can be read; findings of loading are added to `found`.
///
/// `None` if the file is unreadable, not YAML, or not a mapping.
pub fn load<'s>(source: &'s Source, file: FileId, found: &mut Findings) -> Option<Standard<'s>> {
    if let Some(diagnostic) = unreadable_file::found(source, file) {
        found.push(diagnostic);
        return None;
    }
    let before = found.count();
    let arena = Arena::with_capacity(2 * source.text.len());
    let parsed = yaml::parse(&source.text, &arena);
    let Some(root) = &parsed.root else {
        if parsed.problems.is_empty() {
            let place = Place { file, span: Span::default() };
            let (expected, nothing) = (
                Bilingual::fixed("a standard", "一份職能基準"),
                Bilingual::fixed("an empty file", "空的檔案"),
            );
            found.push(problem::wrong_type(place, &expected, &nothing).help(problem::begin_help()));
        }
        let slips = slips::find(source);
        found.extend(yaml_syntax::found(&parsed.problems, source, file, slips.as_ref()));
        return None;
    };
    found.extend(yaml_syntax::found(&parsed.problems, source, file, None));
    let standard = decode(root, source, file, found);
    if found.count() > before
        && let Some(slips) = slips::find(source)
    {
        found.withdraw(|told| slips.slips.iter().any(|slip| slip.is_within(told.primary.place.span)));
        found.extend(yaml_syntax::found(&[], source, file, Some(&slips)));
    }
    let standard = standard?;
    if found.count() > before {
        keep_defined(found, &standard);
    }
    Some(Standard { remarks: parsed.remarks, errors: found.count() - before, ..standard })
}

/// Loads `sources` in parallel with [`load`]. Returns the standards that could be read, and the findings of loading.
pub fn load_all(sources: &[Source]) -> (Vec<Standard<'_>>, Vec<Diagnostic>) {
    let (standards, found): (Vec<_>, Vec<_>) = each(sources).into_iter().unzip();
    let mut diagnostics: Vec<_> = found.into_iter().flat_map(Findings::into_vec).collect();
    sort(&mut diagnostics);
    (standards.into_iter().flatten().collect(), diagnostics)
}

/// What was seen of many files that were each loaded once.
#[cfg(feature = "export")]
#[derive(Debug)]
pub struct Survey<R> {
    /// The files. The texts of those with findings are kept, since these are shown with them.
    pub files: Reread,
    /// By file what was seen of its standard, if it could be read.
    pub seen: Vec<Option<R>>,
    /// The findings of loading.
    pub found: Vec<Diagnostic>,
}

/// Loads each of `inputs` once with [`load`], in parallel, for `look`.
#[cfg(feature = "export")]
pub fn survey<R: Send>(
    inputs: &[Input],
    stdin: impl io::Read,
    look: impl Fn(&Source, &Standard<'_>) -> R + Send + Sync,
) -> Survey<R> {
    let (files, each) = Reread::of(inputs, stdin, |at, source| {
        let mut found = Findings::default();
        let seen = load(source, FileId::at(at), &mut found).map(|standard| look(source, &standard));
        let keep = !found.is_empty();
        ((seen, found.into_vec()), keep)
    });
    let (seen, found): (_, Vec<_>) = each.into_iter().unzip();
    let mut found = found.concat();
    sort(&mut found);
    Survey { files, seen, found }
}

/// All findings of all rules in `sources`, ordered by file, position and rule. Files are in the order of the slice.
pub fn check(sources: &[Source]) -> Vec<Diagnostic> {
    check_with(sources, &Settings::default())
}

/// The same with `settings`: findings get the configured severities, and comments can allow those that are left.
pub fn check_with(sources: &[Source], settings: &Settings) -> Vec<Diagnostic> {
    let copies = sources.iter().map(|source| source.with_text(source.text.clone())).collect();
    Workspace::of(copies, settings.clone(), Notes::Listed).into_findings()
}

/// Every fix for one source: of the findings that [`check_with`] would list, and of notes that are only counted. Fixes
/// do not depend on other files.
///
/// Typing slips that keep a file from being read come first, and alone: nothing else of such a file is known.
pub fn fixes(source: &Source, settings: &Settings) -> Vec<Edits> {
    let mut loading = Findings::default();
    let loaded = load(source, FileId::default(), &mut loading);
    let loading = loading.into_vec();
    let of_loading = |rule: &str| -> Vec<OfferedFix> {
        let found = loading.iter().filter(|found| found.rule == rule && settings.selection.has(rule));
        let fix = |found: &Diagnostic| {
            let (rule, place) = (found.rule, found.primary.place);
            Some(OfferedFix { rule, place, edits: found.fix.as_ref()?.edits.clone() })
        };
        found.filter_map(fix).collect()
    };
    let slips = of_loading(yaml_syntax::RULE.name);
    if !slips.is_empty() {
        return slips.into_iter().map(|offer| offer.edits).collect();
    }
    let Some(standard) = loaded else { return Vec::new() };
    let off = |rule: &str| {
        !settings.selection.has(rule)
            || settings.of(source).is_some_and(|own| matches!(own.severities.get(rule), Some(None)))
    };
    let index = StandardIndex::new(&standard);
    let mut found = Findings::for_fixes();
    for rule in RULES_WITH_FIXES.iter().filter(|rule| !off(rule.name)) {
        rule.check.run(&index, &mut found);
    }
    let mut offers = found.into_offered_fixes();
    if !off(problem::WRONG_TYPE.name) {
        offers.extend(of_loading(problem::WRONG_TYPE.name));
    }
    sort_by_key(&mut offers, |offer| (offer.place, offer.rule));
    let places: Vec<_> = offers.iter().map(|&OfferedFix { rule, place, .. }| (rule, place.span)).collect();
    let allowed = allowances::allowed(source, &standard, &places);
    let wanted = offers.into_iter().enumerate().filter(|(at, _)| !allowed.get(*at).copied().unwrap_or(false));
    wanted.map(|(_, offer)| offer.edits).collect()
}

/// Loads every source, with the findings of loading.
fn each(sources: &[Source]) -> Vec<(Option<Standard<'_>>, Findings)> {
    parallel::map(sources.iter().enumerate(), |(at, source)| {
        let mut found = Findings::default();
        let standard = load(source, FileId::at(at), &mut found);
        (standard, found)
    })
}
