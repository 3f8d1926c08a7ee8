//! From sources to findings: every file by itself and in parallel, then the rules that need them all.

use rayon::prelude::*;

use crate::allow;
use crate::decode::decode;
use crate::diagnostic::{Diagnostic, Findings};
use crate::model::Standard;
use crate::rules::{Check, Facts, RULES, unreadable_file, wrong_type, yaml_syntax};
use crate::source::{FileId, Place, Source, Span};
use crate::words::Words;
use crate::yaml;

pub use crate::settings::Settings;

/// Reads one source into the model, as far as it can be read; what loading has to say of it goes into `found`.
///
/// There is no standard where the file is unreadable, not YAML, or not a mapping.
pub fn load<'s>(source: &'s Source, file: FileId, found: &mut Findings) -> Option<Standard<'s>> {
    if let Some(diagnostic) = unreadable_file::found(source, file) {
        found.push(diagnostic);
        return None;
    }
    let parsed = yaml::parse(&source.text);
    found.extend(parsed.problems.iter().map(|problem| yaml_syntax::found(problem, &source.text, file)));
    match &parsed.root {
        Some(root) => {
            let standard = decode(root, source, file, found)?;
            Some(Standard { remarks: parsed.remarks, ..standard })
        }
        None => {
            if parsed.problems.is_empty() {
                let place = Place { file, span: Span::default() };
                let (expected, nothing) =
                    (Words::fixed("a standard", "一份職能基準"), Words::fixed("an empty file", "空的檔案"));
                found.push(wrong_type::found(place, &expected, &nothing));
            }
            None
        }
    }
}

/// Loads `sources` in parallel, with [`load`]: the standards as far as there are any, and what loading has to say.
pub fn load_all(sources: &[Source]) -> (Vec<Standard<'_>>, Vec<Diagnostic>) {
    let (standards, mut diagnostics) = each(sources, |_, _| {});
    sort(&mut diagnostics);
    (standards, diagnostics)
}

/// Everything that all rules find in `sources`, ordered by file, position and rule. The order of the files is
/// that of the slice.
pub fn check(sources: &[Source]) -> Vec<Diagnostic> {
    check_with(sources, &Settings::default())
}

/// The same, as `settings` want it: findings get their configured severity, and comments may allow what is left.
pub fn check_with(sources: &[Source], settings: &Settings) -> Vec<Diagnostic> {
    let (mut loaded, mut diagnostics) = each(sources, |standard, found| {
        let facts = Facts::new(standard);
        for rule in RULES {
            match (rule.check, settings.as_of) {
                (Check::Standard(check), _) => check(&facts, found),
                (Check::Dated(check), Some(as_of)) => check(standard, as_of, found),
                _ => {}
            }
        }
    });
    for standard in &mut loaded {
        standard.family = settings.of(&sources[standard.file.0 as usize]).and_then(|file| file.family);
    }
    let standards: Vec<_> = loaded.iter().collect();
    let mut found = Findings::default();
    for rule in RULES {
        if let Check::Repository(check) = rule.check {
            check(&standards, &mut found);
        }
    }
    diagnostics.extend(found.into_vec());
    settings.weigh(sources, &mut diagnostics);
    sort(&mut diagnostics);
    let mut said = allow::apply(sources, &loaded, &mut diagnostics);
    if !said.is_empty() {
        settings.weigh(sources, &mut said);
        diagnostics.extend(said);
        sort(&mut diagnostics);
    }
    diagnostics
}

/// Loads every source and lets `check` look at its standard. What is found is in the order of the files, no more.
fn each<'s>(
    sources: &'s [Source],
    check: impl Fn(&Standard<'s>, &mut Findings) + Sync,
) -> (Vec<Standard<'s>>, Vec<Diagnostic>) {
    let loaded: Vec<(Option<Standard<'s>>, Vec<Diagnostic>)> = sources
        .par_iter()
        .enumerate()
        .map(|(at, source)| {
            let mut found = Findings::default();
            let standard = load(source, FileId(u32::try_from(at).unwrap_or(u32::MAX)), &mut found);
            if let Some(standard) = &standard {
                check(standard, &mut found);
            }
            (standard, found.into_vec())
        })
        .collect();
    let (standards, found): (Vec<_>, Vec<_>) = loaded.into_iter().unzip();
    (standards.into_iter().flatten().collect(), found.into_iter().flatten().collect())
}

fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |found: &'_ Diagnostic| (found.primary.place, found.rule.name);
        key(a).cmp(&key(b)).then_with(|| a.message.en.cmp(&b.message.en))
    });
}
