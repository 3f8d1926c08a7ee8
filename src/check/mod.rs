//! From sources to findings: each file separately and in parallel, then the rules that need all files.

pub(crate) mod allowances;
pub mod baseline;
pub mod config;
pub mod run;
pub mod settings;

use crate::decode::{decode, problem};
use crate::diagnostic::{Diagnostic, Edits, Findings, OfferedFix};
use crate::files::parallel;
use crate::files::source::{FileId, Place, Source, Span};
use crate::model::Standard;
use crate::rules::{
    Check, CrossFileIndex, FileSummary, RULES, RULES_WITH_FIXES, StandardIndex, unreadable_file, yaml_syntax,
};
use crate::text::bilingual::Bilingual;
use crate::yaml::{self, Arena};

pub use settings::Settings;

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
    found.extend(parsed.problems.iter().map(|problem| yaml_syntax::found(problem, &source.text, file)));
    match &parsed.root {
        Some(root) => {
            let standard = decode(root, source, file, found)?;
            Some(Standard { remarks: parsed.remarks, errors: found.count() - before, ..standard })
        }
        None => {
            if parsed.problems.is_empty() {
                let place = Place { file, span: Span::default() };
                let (expected, nothing) = (
                    Bilingual::fixed("a standard", "一份職能基準"),
                    Bilingual::fixed("an empty file", "空的檔案"),
                );
                found.push(problem::wrong_type(place, &expected, &nothing));
            }
            None
        }
    }
}

/// Loads `sources` in parallel with [`load`]. Returns the standards that could be read, and the findings of loading.
pub fn load_all(sources: &[Source]) -> (Vec<Standard<'_>>, Vec<Diagnostic>) {
    let (standards, found): (Vec<_>, Vec<_>) = each(sources).into_iter().unzip();
    let mut diagnostics: Vec<_> = found.into_iter().flat_map(Findings::into_vec).collect();
    sort(&mut diagnostics);
    (standards.into_iter().flatten().collect(), diagnostics)
}

/// All findings of all rules in `sources`, ordered by file, position and rule. Files are in the order of the slice.
pub fn check(sources: &[Source]) -> Vec<Diagnostic> {
    check_with(sources, &Settings::default())
}

/// The same with `settings`: findings get the configured severities, and comments can allow those that are left.
pub fn check_with(sources: &[Source], settings: &Settings) -> Vec<Diagnostic> {
    let loaded = each(sources);
    let family = |source| settings.of(source).and_then(|file| file.family);
    let members = sources.iter().zip(&loaded);
    let members = members.filter_map(|(source, (standard, _))| {
        FileSummary::of(&StandardIndex::new(standard.as_ref()?), family(source))
    });
    let repository = CrossFileIndex::new(members.collect(), |file, look| {
        if let Some(standard) = &loaded[file.index()].0 {
            look(standard);
        }
    });
    let found = parallel::map(sources.iter().zip(loaded), |(source, (standard, found))| {
        judge(source, standard.as_ref().map(StandardIndex::new).as_ref(), found, settings, &repository)
    });
    found.into_iter().flatten().collect()
}

/// All findings of one file, given those of loading it; its allowances and the settings are applied.
pub(crate) fn judge(
    source: &Source,
    index: Option<&StandardIndex<'_>>,
    mut found: Findings,
    settings: &Settings,
    repository: &CrossFileIndex,
) -> Vec<Diagnostic> {
    if let Some(index) = index {
        for rule in RULES {
            match (rule.check, settings.as_of) {
                (Check::Dated(check), Some(as_of)) => check(index.standard, as_of, &mut found),
                (Check::CrossFile(check), _) => check(index, repository, &mut found),
                (check, _) => check.run(index, &mut found),
            }
        }
    }
    let decided = settings.of(source);
    let weighed = |mut found: Vec<Diagnostic>| {
        if let Some(decided) = decided {
            decided.apply_severities(&mut found);
        }
        found
    };
    let mut diagnostics = weighed(found.into_vec());
    sort(&mut diagnostics);
    if let Some(index) = index {
        let about_comments = allowances::apply(source, index.standard, &mut diagnostics);
        if !about_comments.is_empty() {
            diagnostics.extend(weighed(about_comments));
            sort(&mut diagnostics);
        }
    }
    diagnostics
}

/// Every fix for one source: of the findings that [`check_with`] would list, and of notes that are only counted. Fixes
/// do not depend on other files.
pub fn fixes(source: &Source, settings: &Settings) -> Vec<Edits> {
    let Some(standard) = load(source, FileId::default(), &mut Findings::default()) else {
        return Vec::new();
    };
    let off = |rule: &str| {
        settings.of(source).is_some_and(|decided| matches!(decided.severities.get(rule), Some(None)))
    };
    let index = StandardIndex::new(&standard);
    let mut found = Findings::for_fixes();
    for rule in RULES_WITH_FIXES.iter().filter(|rule| !off(rule.name)) {
        rule.check.run(&index, &mut found);
    }
    let mut offers = found.into_offered_fixes();
    offers.sort_by_key(|offer| (offer.place, offer.rule));
    let places: Vec<_> = offers.iter().map(|&OfferedFix { rule, place, .. }| (rule, place.span)).collect();
    let allowed = allowances::allowed(source, &standard, &places);
    let wanted = offers.into_iter().enumerate().filter(|(at, _)| !allowed.get(*at).copied().unwrap_or(false));
    wanted.map(|(_, offer)| offer.edits).collect()
}

/// Whether the rules across files find anything in a standard.
pub(crate) fn finds_across(standard: &Standard<'_>, repository: &CrossFileIndex) -> bool {
    let index = StandardIndex::new(standard);
    let mut found = Findings::default();
    for rule in RULES {
        if let Check::CrossFile(check) = rule.check {
            check(&index, repository, &mut found);
        }
    }
    !found.is_empty()
}

/// Loads every source, with the findings of loading.
fn each(sources: &[Source]) -> Vec<(Option<Standard<'_>>, Findings)> {
    parallel::map(sources.iter().enumerate(), |(at, source)| {
        let mut found = Findings::default();
        let standard = load(source, FileId::at(at), &mut found);
        (standard, found)
    })
}

fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |found: &'_ Diagnostic| (found.primary.place, found.rule);
        key(a).cmp(&key(b)).then_with(|| a.message.en.cmp(&b.message.en))
    });
}
