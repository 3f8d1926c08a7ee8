//! Findings as the protocol has them.

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    Location, Message, Uri,
};

use super::client::{Client, Preferences};
use super::position::Lines;
use super::uri;
use crate::check::config::InvalidFile;
use crate::diagnostic::{self, Severity};
use crate::files::source::Source;
use crate::rules::{unused_code, unused_term};
use crate::text::bilingual::Lang;

/// The page about the rules.
const PAGE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/rules.md");

/// The rules about the shape of a file, which a JSON Schema says too.
const SCHEMA_RULES: [&str; 4] = ["unknown-field", "missing-field", "wrong-type", "invalid-value"];

/// Turns findings into those of the protocol.
pub(super) struct Publisher<'a> {
    pub(super) client: &'a Client,
    pub(super) preferences: &'a Preferences,
    /// The file that the findings are of: its index among `sources`, the file with its text, and its lines.
    pub(super) own: (usize, &'a Source, &'a Lines),
    /// The files that places are in.
    pub(super) sources: &'a [Source],
    /// The URI of each of them.
    pub(super) uris: &'a [String],
}

impl Publisher<'_> {
    /// The findings of the file; of one that is not open only errors and warnings.
    pub(super) fn findings(&self, found: &[diagnostic::Diagnostic], is_open: bool) -> Vec<Diagnostic> {
        let is_shown = |found: &&diagnostic::Diagnostic| {
            (found.severity > Severity::Note || (is_open && self.preferences.notes))
                && !(self.preferences.beside_schema && SCHEMA_RULES.contains(&found.rule))
        };
        // A finding is large, and a large standard has a thousand.
        let mut findings = Vec::with_capacity(found.len());
        findings.extend(found.iter().filter(is_shown).map(|found| self.finding(found)));
        findings
    }

    fn finding(&self, found: &diagnostic::Diagnostic) -> Diagnostic {
        let (_, source, lines) = self.own;
        Diagnostic {
            range: lines.range(&source.text, found.primary.place.span),
            severity: Some(severity(found.severity)),
            code: Some(Code::String(found.rule.to_owned())),
            code_description: self
                .client
                .code_description
                .then(|| CodeDescription { href: Uri(format!("{PAGE}#{}", found.rule)) }),
            source: Some("ttm".to_owned()),
            message: Message::String(words(found, self.preferences.lang)),
            tags: (self.client.tags
                && [unused_code::RULE.name, unused_term::RULE.name].contains(&found.rule))
            .then(|| vec![DiagnosticTag::Unnecessary]),
            related_information: self.related(found),
            data: None,
        }
    }

    fn related(&self, found: &diagnostic::Diagnostic) -> Option<Vec<DiagnosticRelatedInformation>> {
        if !self.client.related || found.related.is_empty() {
            return None;
        }
        let (own, own_source, own_lines) = self.own;
        let place = |label: &diagnostic::Label| {
            let at = label.place.file.index();
            let made;
            let (source, lines) = if at == own {
                (own_source, own_lines)
            } else {
                let source = self.sources.get(at)?;
                made = Lines::of(&source.text, self.client.encoding);
                (source, &made)
            };
            let uri = Uri(self.uris.get(at)?.clone());
            let range = lines.range(&source.text, label.place.span);
            let message = label.words.get(self.preferences.lang).to_owned();
            Some(DiagnosticRelatedInformation { location: Location { uri, range }, message })
        };
        Some(found.related.iter().filter_map(place).collect())
    }
}

/// The message, what is said of the place, and the advice, a line each.
pub(super) fn words(found: &diagnostic::Diagnostic, lang: Lang) -> String {
    let mut words = found.message.get(lang).to_owned();
    let label = Some(found.primary.words.get(lang));
    for more in [label, found.advice().map(|advice| advice.get(lang))].into_iter().flatten() {
        if !more.is_empty() {
            words.push('\n');
            words.push_str(more);
        }
    }
    words
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Note => DiagnosticSeverity::Information,
    }
}

/// The problems of a file of configuration, with its URI.
pub(super) fn problems(file: &InvalidFile, client: &Client, lang: Lang) -> (String, Vec<Diagnostic>) {
    let source = &file.source;
    let lines = Lines::of(&source.text, client.encoding);
    let finding = |problem: &crate::check::config::Problem| {
        let parts = [Some(&problem.message), Some(&problem.label), problem.help.as_ref()];
        let parts =
            parts.into_iter().flatten().map(|words| words.get(lang)).filter(|words| !words.is_empty());
        Diagnostic {
            range: lines.range(&source.text, problem.span),
            severity: Some(DiagnosticSeverity::Error),
            source: Some("ttm".to_owned()),
            message: Message::String(parts.collect::<Vec<_>>().join("\n")),
            ..Diagnostic::default()
        }
    };
    let path = std::path::absolute(&source.path).unwrap_or_else(|_| source.path.clone().into());
    (uri::of(&uri::of_path(&path)), file.problems.iter().map(finding).collect())
}
