//! From sources to findings: every file by itself and in parallel, then the rules that need them all.

use rayon::prelude::*;

use crate::decode::decode;
use crate::diagnostic::Diagnostic;
use crate::model::Standard;
use crate::rules::{Check, RULES, unreadable_file, wrong_type, yaml_syntax};
use crate::source::{FileId, Place, Source, Span};
use crate::words::Words;
use crate::yaml;

/// What became of one file: the standard as far as it can be read, and what loading has to say of it.
#[derive(Debug)]
pub struct Loaded<'s> {
    /// `None` where the file is unreadable, not YAML, or not a mapping.
    pub standard: Option<Standard<'s>>,
    /// Findings of the loading rules: what they name is not in the standard.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one source into the model.
pub fn load(source: &Source, file: FileId) -> Loaded<'_> {
    if let Some(diagnostic) = unreadable_file::found(source, file) {
        return Loaded { standard: None, diagnostics: vec![diagnostic] };
    }
    let parsed = yaml::parse(&source.text);
    let mut diagnostics: Vec<_> =
        parsed.problems.iter().map(|problem| yaml_syntax::found(problem, &source.text, file)).collect();
    let standard = match &parsed.root {
        Some(root) => {
            let (standard, problems) = decode(root, source, file);
            diagnostics.extend(problems);
            standard
        }
        None => {
            if diagnostics.is_empty() {
                let place = Place { file, span: Span::default() };
                let nothing = Words::fixed("an empty file", "空的檔案");
                diagnostics.push(wrong_type::found(
                    place,
                    &Words::fixed("a standard", "一份職能基準"),
                    &nothing,
                ));
            }
            None
        }
    };
    Loaded { standard, diagnostics }
}

/// Everything that all rules find in `sources`, ordered by file, position and rule. The order of the files is
/// that of the slice.
pub fn check(sources: &[Source]) -> Vec<Diagnostic> {
    let loaded: Vec<Loaded<'_>> = sources
        .par_iter()
        .enumerate()
        .map(|(at, source)| {
            let mut loaded = load(source, FileId(u32::try_from(at).unwrap_or(u32::MAX)));
            if let Some(standard) = &loaded.standard {
                for rule in RULES {
                    if let Check::Standard(check) = rule.check {
                        check(standard, &mut loaded.diagnostics);
                    }
                }
            }
            loaded
        })
        .collect();
    let (standards, found): (Vec<_>, Vec<_>) =
        loaded.into_iter().map(|loaded| (loaded.standard, loaded.diagnostics)).unzip();
    let mut diagnostics: Vec<_> = found.into_iter().flatten().collect();
    let standards: Vec<_> = standards.iter().flatten().collect();
    for rule in RULES {
        if let Check::Repository(check) = rule.check {
            check(&standards, &mut diagnostics);
        }
    }
    diagnostics.sort_by_cached_key(|found| (found.primary.place, found.rule.name, found.message.en.clone()));
    diagnostics
}
