//! Findings as SARIF 2.1.0, which code hosts and editors read, from structs of their own, written result by result.
//!
//! Displayed texts are in the language of the run; the properties of every result have both languages.

mod region;
mod rules;

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use self::region::{Location, Region, location, region, uri};
use super::findings_writer::{FileFindings, FindingsWriter, Items};
use super::{indented, sentence};
use crate::diagnostic::identity::Identity;
use crate::diagnostic::{Diagnostic, Fix};
use crate::files::source::Source;
use crate::rules::RULES;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'a str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: PartialFingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Change>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct PartialFingerprints {
    /// The suffix is the version of the algorithm, to be increased whenever the fingerprint changes.
    #[serde(rename = "ttmFinding/v1")]
    finding: String,
}

#[derive(Serialize)]
struct Properties<'a> {
    message: Languages<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Languages<'a>>,
}

#[derive(Serialize)]
struct Languages<'a> {
    en: &'a str,
    #[serde(rename = "zh-TW")]
    zh: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: region::Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    inserted_content: Option<Message>,
}

/// The report while it is written.
#[derive(Debug)]
pub(super) struct Sarif {
    lang: Lang,
    items: Items,
}

impl Sarif {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, items: Items::default() }
    }
}

impl FindingsWriter for Sarif {
    type Piece = String;

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "{{\n  \"$schema\": \"{SCHEMA}\",\n  \"version\": \"2.1.0\",\n  \"runs\": [\n    {{\n      \"tool\": {},\n      \
             \"language\": \"{}\",\n      \"columnKind\": \"unicodeCodePoints\",\n      \"results\": [",
            indented(&rules::tool(self.lang), 6)?,
            rules::language(self.lang)
        )
    }

    fn format(&self, file: &FileFindings<'_>) -> io::Result<String> {
        // Equal findings of a file are numbered, so that their fingerprints differ.
        let mut seen: HashMap<u64, usize> = HashMap::new();
        Items::format(file, |found| {
            let hash = Identity::of(found, file.source).fingerprint();
            let count = seen.entry(hash).or_default();
            *count += 1;
            item(found, file.sources, self.lang, format!("{hash:016x}:{count}"))
        })
    }

    fn add(&mut self, piece: String, out: &mut dyn Write) -> io::Result<()> {
        self.items.add(&piece, out)
    }

    fn end(&mut self, _: &Bilingual, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{}]\n    }}\n  ]\n}}\n", if self.items.any { "\n      " } else { "" })
    }
}

/// One finding.
fn item(found: &Diagnostic, sources: &[Source], lang: Lang, fingerprint: String) -> io::Result<String> {
    let result = Finding {
        rule_id: found.rule,
        rule_index: RULES.iter().position(|rule| rule.name == found.rule),
        level: found.severity.name(),
        message: Message { text: plain(&sentence(found, lang)) },
        locations: [location(found.primary.place, sources)],
        related_locations: related(found, sources, lang),
        partial_fingerprints: PartialFingerprints { finding: fingerprint },
        fixes: found.fix.iter().map(|fix| change(found, fix, sources, lang)).collect(),
        properties: Properties { message: languages(&found.message), help: found.advice().map(languages) },
    };
    Ok(format!("\n        {}", indented(&result, 8)?))
}

fn languages(words: &Bilingual) -> Languages<'_> {
    Languages { en: &words.en, zh: &words.zh }
}

fn related(found: &Diagnostic, sources: &[Source], lang: Lang) -> Vec<Location> {
    let labels = found.related.iter().enumerate();
    labels
        .map(|(id, label)| {
            let words = one_line(label.words.get(lang));
            let mut location = location(label.place, sources);
            location.id = Some(id);
            location.message = (!words.is_empty()).then(|| Message { text: plain(&words) });
            location
        })
        .collect()
}

fn change(found: &Diagnostic, fix: &Fix, sources: &[Source], lang: Lang) -> Change {
    let source = &sources[found.primary.place.file.index()];
    let replacements = fix.edits.iter().map(|(span, text)| Replacement {
        deleted_region: region(source, *span),
        inserted_content: (!text.is_empty()).then(|| Message { text: text.clone() }),
    });
    Change {
        description: Message { text: plain(&one_line(fix.words.get(lang))) },
        artifact_changes: [ArtifactChange {
            artifact_location: region::Artifact { uri: uri(&source.path) },
            replacements: replacements.collect(),
        }],
    }
}

/// Escapes placeholders (`{0}`) and links (`[text](target)`), as section 3.11 requires.
fn plain(text: &str) -> String {
    let link = text.contains("](");
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' => plain.extend([c, c]),
            '[' | ']' if link => plain.extend(['\\', c]),
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_have_no_placeholders_or_links() {
        assert_eq!(plain("K01 [甲] 50%"), "K01 [甲] 50%");
        assert_eq!(plain("{0}"), "{{0}}");
        assert_eq!(plain("[x](http://a)"), "\\[x\\](http://a)");
    }
}
