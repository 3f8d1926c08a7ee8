//! What is wrong with the files: as the program reports it, with the places that an editor needs.

use std::sync::Arc;

use serde_json::{Value, json};
use ttm::check::load;
use ttm::check::workspace::Batch;
use ttm::diagnostic::{Counts, Findings};
use ttm::files::source::FileId;
use ttm::report::ReportFormat;
use ttm::report::explanation::explanation;
use ttm::report::stream::Stream;
use ttm::report::text::Options;
use ttm::rules::{RULES, StandardIndex, find, unfilled_part};
use ttm::{Diagnostic, Lang, Severity, Source};

use crate::engine::Engine;
use crate::request::{Answer, Refused, json, plain, unknown_form, written};
use crate::utf16::Utf16;

impl Engine {
    pub(crate) fn settings(&mut self, as_of: Option<&str>) -> Answer {
        let mut settings = self.settings.clone();
        settings.as_of = as_of.map(crate::edit::date).transpose()?;
        self.set(settings);
        Ok(Vec::new())
    }

    /// Puts a text that is typed, or that was dropped, and says what is wrong with it.
    pub(crate) fn put(&mut self, source: Source, notes: bool) -> Answer {
        let source = Arc::new(source);
        self.has(&source.path);
        let (mut batch, others) = self.workspace.put_typed(&source);
        if let Some(own) = batch.sources.first_mut() {
            *own = source.with_text(source.text.clone());
        }
        answer(&batch, notes, &others)
    }

    pub(crate) fn remove(&mut self, path: &str) -> Answer {
        self.has_not(path);
        self.editor.close(path);
        let changed = self.workspace.remove(path);
        let others: Vec<_> = changed.sources[..changed.found.len()].iter().map(|one| &one.path).collect();
        json(&json!({"others": others}))
    }

    pub(crate) fn findings(&mut self, path: &str, notes: bool) -> Answer {
        let batch = self.workspace.findings(path);
        match batch {
            Some(batch) => answer(&batch, notes, &[]),
            None => Err(self.source(path).err().unwrap_or_else(|| unknown_form(path))),
        }
    }

    /// The findings of some or all files, as `ttm validate` writes them.
    pub(crate) fn report(
        &mut self,
        paths: Option<Vec<String>>,
        format: &str,
        notes: bool,
        lang: Lang,
    ) -> Answer {
        let format = match format {
            "text" => ReportFormat::Text,
            "json" => ReportFormat::Json,
            "jsonl" => ReportFormat::Jsonl,
            "sarif" => ReportFormat::Sarif,
            "github" => ReportFormat::Github,
            "junit" => ReportFormat::Junit,
            _ => return Err(unknown_form(format)),
        };
        let paths = paths.unwrap_or_else(|| self.paths().to_vec());
        let workspace = &mut self.workspace;
        let report = written(|out| {
            let options = Options { lang, notes, all: false, width: None };
            let mut stream = Stream::begin(out, format, options, false)?;
            for path in &paths {
                if let Some(batch) = workspace.findings(path) {
                    stream.part(out, &batch)?;
                }
            }
            stream.end(out).map(drop)
        })?;
        Ok(if format == ReportFormat::Text { plain(report) } else { report })
    }

    /// How many findings each file has.
    pub(crate) fn counts(&mut self) -> Answer {
        let paths = self.paths().to_vec();
        let counts = paths.iter().filter_map(|path| {
            let mut counted = counted(self.workspace.counts(path)?);
            counted["path"] = json!(path);
            Some(counted)
        });
        json(&counts.collect())
    }

    /// What is filled of a draft, and what is not; null for what is no draft.
    pub(crate) fn checklist(&mut self, path: &str) -> Answer {
        let source = self.source(path)?;
        let standard = load(&source, FileId::default(), &mut Findings::default());
        let Some(standard) = standard.filter(|standard| standard.is_draft()) else {
            return json(&Value::Null);
        };
        let list = unfilled_part::checklist(&StandardIndex::new(&standard));
        let utf16 = Utf16::of(&source.text);
        let open = list.open.iter().map(|(span, message)| {
            let range = utf16.range(*span);
            json!({"message": message, "from": range.from, "to": range.to})
        });
        json(&json!({"all": list.all, "filled": list.filled, "open": open.collect::<Vec<_>>()}))
    }
}

/// The report on the only file of a batch, with places for an editor, in the order of the findings.
fn answer(batch: &Batch, notes: bool, others: &[String]) -> Answer {
    let options = Options { lang: Lang::En, notes, all: true, width: None };
    let mut out = written(|out| {
        out.extend(b"{\"report\":");
        let mut stream = Stream::begin(out, ReportFormat::Json, options, false)?;
        stream.part(out, batch)?;
        stream.end(out).map(drop)
    })?;
    let found = batch.found.first().map(Vec::as_slice).unwrap_or_default();
    let places = places(batch, found.iter().filter(|found| notes || found.severity > Severity::Note));
    let rest = json!({"places": places, "counts": counted(Counts::of(found)), "others": others});
    // The report is an object in an object: the two are joined by a comma.
    out.push(b',');
    out.extend(rest.to_string().into_bytes().split_off(1));
    Ok(out)
}

fn places<'a>(batch: &Batch, found: impl Iterator<Item = &'a Diagnostic>) -> Vec<Value> {
    let Some(source) = batch.sources.first() else { return Vec::new() };
    let utf16 = Utf16::of(&source.text);
    let place = |found: &Diagnostic| {
        let own = found.primary.place;
        let related = found
            .related
            .iter()
            .map(|label| (label.place.file == own.file).then(|| utf16.range(label.place.span)));
        let edits = found.fix.iter().flat_map(|fix| fix.edits.iter()).map(|(span, _)| utf16.range(*span));
        json!([utf16.range(own.span), related.collect::<Vec<_>>(), edits.collect::<Vec<_>>()])
    };
    found.map(place).collect()
}

fn counted(counts: Counts) -> Value {
    json!({"errors": counts.errors, "warnings": counts.warnings, "notes": counts.notes})
}

/// The rules.
pub(crate) fn rules() -> Answer {
    let rules = RULES
        .iter()
        .map(|rule| json!({"name": rule.name, "severity": rule.severity.name(), "summary": rule.summary}));
    json(&rules.collect())
}

/// What is said of a rule at length.
pub(crate) fn explain(rule: &str, lang: Lang) -> Answer {
    let found = find(rule)
        .ok_or_else(|| Refused::of(ttm::bilingual!("there is no rule `{rule}`", "沒有「{rule}」這條規則")))?;
    Ok(explanation(found, lang).into_bytes())
}
