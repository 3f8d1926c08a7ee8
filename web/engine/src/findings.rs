//! What is wrong with the files: as the program reports it, with the places that an editor needs.

use std::io::Write as _;
use std::sync::Arc;

use serde_json::{Value, json};
use ttm::check::load;
use ttm::check::workspace::Batch;
use ttm::diagnostic::{Counts, Findings};
use ttm::files::source::FileId;
use ttm::report::ReportFormat;
use ttm::report::explanation::explanation;
use ttm::report::json::findings;
use ttm::report::stream::Stream;
use ttm::report::text::Options;
use ttm::rules::{RULES, StandardIndex, find, unfilled_part};
use ttm::{Diagnostic, Lang, Severity, Source};

use crate::engine::Engine;
use crate::request::{Answer, Refused, json, plain, unknown_form, written};
use crate::typed::Typed;
use crate::utf16::Utf16;

impl Engine {
    pub(crate) fn settings(&mut self, as_of: Option<&str>) -> Answer {
        let mut settings = self.settings.clone();
        settings.as_of = as_of.map(crate::edit::date).transpose()?;
        self.set(settings);
        Ok(Vec::new())
    }

    /// Puts a text that is typed, or that was dropped, and says what is wrong with it: all, or what differs from the answer with
    /// the number `since`.
    pub(crate) fn put(&mut self, source: Source, notes: bool, since: Option<u32>) -> Answer {
        let source = Arc::new(source);
        self.has(&source.path);
        let (mut batch, others, code) = self.workspace.put_typed_with_code(&source);
        let mut found = batch.found.first_mut().map(std::mem::take).unwrap_or_default();
        let known = self.policy.hide(&source, &mut found);
        let counts = counted(Counts::of(&found));
        found.retain(|found| notes || found.severity > Severity::Note);
        self.answers += 1;
        let number = self.answers;
        let now = Typed { number, source: Arc::clone(&source), code, found };
        let before = self.typed.take().filter(|before| Some(before.number) == since);
        let (change, fresh) = match before.and_then(|before| now.since(&before)) {
            Some(change) => (change.order, now.those(&change.fresh)),
            None => (Value::Null, now.found.clone()),
        };
        if let Some(own) = batch.sources.first_mut().filter(|_| !fresh.is_empty()) {
            *own = source.with_text(source.text.clone());
        }
        batch.found = vec![fresh];
        let code = now.code.clone();
        let rest =
            json!({"counts": counts, "known": known, "others": others, "number": number, "since": change});
        self.typed = Some(now);
        answer(&batch, code.as_deref(), &rest)
    }

    /// Puts a text whose findings are known; says which other files may have other ones.
    pub(crate) fn put_known(&mut self, source: Source) -> Answer {
        let source = Arc::new(source);
        self.has(&source.path);
        let (_, others) = self.workspace.put_typed(&source);
        json(&json!({"others": others}))
    }

    pub(crate) fn remove(&mut self, path: &str) -> Answer {
        self.has_not(path);
        self.editor.close(path);
        let changed = self.workspace.remove(path);
        let others: Vec<_> = changed.sources[..changed.found.len()].iter().map(|one| &one.path).collect();
        json(&json!({"others": others}))
    }

    pub(crate) fn findings(&mut self, path: &str, notes: bool) -> Answer {
        match self.workspace.findings(path) {
            Some(mut batch) => {
                let mut found = batch.found.first_mut().map(std::mem::take).unwrap_or_default();
                let known = batch.sources.first().map_or(0, |source| self.policy.hide(source, &mut found));
                let counts = counted(Counts::of(&found));
                let shown = found.into_iter().filter(|found| notes || found.severity > Severity::Note);
                batch.found = vec![shown.collect()];
                let code = self.source(path).ok().and_then(|source| code_of(&source));
                answer(&batch, code.as_deref(), &json!({"counts": counts, "known": known, "others": []}))
            }
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
        let (workspace, policy) = (&mut self.workspace, &self.policy);
        let report = written(|out| {
            let options = Options { lang, notes, all: false, width: None };
            let mut stream = Stream::begin(out, format, options, false)?;
            for path in &paths {
                if let Some(mut batch) = workspace.findings(path) {
                    for (found, source) in batch.found.iter_mut().zip(&batch.sources) {
                        policy.hide(source, found);
                    }
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
            let mut counted = counted(if self.policy.knows(path) {
                let mut batch = self.workspace.findings(path)?;
                let (found, source) = (batch.found.first_mut()?, batch.sources.first()?);
                self.policy.hide(source, found);
                Counts::of(found.iter()).and(batch.unlisted)
            } else {
                self.workspace.counts(path)?
            });
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

/// The report on the only file of a batch, with places for an editor, in the order of the findings, and the rest. To read the code of
/// its standard again would take as long as half of the rules.
fn answer(batch: &Batch, code: Option<&str>, rest: &Value) -> Answer {
    let found = batch.found.first().map(Vec::as_slice).unwrap_or_default();
    let mut out = written(|out| {
        let findings = findings(found, code, &batch.sources)?;
        write!(
            out,
            "{{\"report\":{{\"diagnostics\":[{findings}]}},\"places\":{},",
            json!(places(batch, found))
        )
    })?;
    // The rest is an object: it goes on after its brace.
    out.extend(rest.to_string().into_bytes().split_off(1));
    Ok(out)
}

fn code_of(source: &Source) -> Option<String> {
    let standard = load(source, FileId::default(), &mut Findings::default())?;
    standard.code.given().map(|code| code.as_str().to_owned())
}

fn places(batch: &Batch, found: &[Diagnostic]) -> Vec<Value> {
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
    found.iter().map(place).collect()
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
