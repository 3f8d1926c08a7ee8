//! Changes to a text: fixes, layout, codes, editions. A new text comes back; the file is the old one until that is put.

use serde_json::{Value, json};
use ttm::check::{check_with, fixes};
use ttm::diagnostic::Counts;
use ttm::edit::draft::{empty, revision, with_schema};
use ttm::edit::fix::mend;
use ttm::edit::fmt::format;
use ttm::edit::release::{Former, Issue, archive, name, next_code, release};
use ttm::edit::renumber::renumber;
use ttm::model::{NameKind, Text};
use ttm::text::bilingual::Bilingual;
use ttm::text::unified_diff::{renamed, unified};
use ttm::{Lang, Source};

use crate::engine::{Engine, valid};
use crate::request::{Answer, Refused, json};
use crate::utf16::Utf16;

/// The schema that drafts name, as the program writes it where none is found.
pub(crate) const SCHEMA: &str = "standard.schema.json";

impl Engine {
    /// Everything that can be mended safely, as `ttm validate --fix` does.
    pub(crate) fn fix_all(&mut self, path: &str, lang: Lang) -> Answer {
        let source = self.source(path)?;
        let settings = &self.settings;
        let Some(mended) = mend(&source, |source| fixes(source, settings)) else { return json(&Value::Null) };
        let diff = unified(path, &source.text, &mended.text, lang);
        json(&json!({"text": mended.text, "fixes": mended.fixes, "diff": diff}))
    }

    pub(crate) fn format(&mut self, path: &str) -> Answer {
        let source = self.source(path)?;
        match format(&source.text) {
            Ok(None) => json(&Value::Null),
            Ok(Some(changed)) => json(&json!({"text": changed.text})),
            Err(reason) => Err(Refused::of(reason.words())),
        }
    }

    pub(crate) fn renumber(&mut self, path: &str, items: bool, lang: Lang) -> Answer {
        let source = self.source(path)?;
        let renumbered = renumber(&valid(&source)?, &source.text, items).map_err(|refused| {
            let utf16 = Utf16::of(&source.text);
            let places: Vec<_> = refused.places.iter().map(|span| utf16.range(*span)).collect();
            Refused::at(&refused.words, json!(places))
        })?;
        let utf16 = Utf16::of(&renumbered.text);
        let mentions = renumbered.mentions.iter().map(|mention| {
            let range = utf16.range(mention.span);
            json!({"from": range.from, "to": range.to, "code": mention.code, "now": mention.now})
        });
        json(&json!({
            "text": renumbered.text,
            "changed": renumbered.changed,
            "mentions": mentions.collect::<Vec<_>>(),
            "diff": unified(path, &source.text, &renumbered.text, lang),
        }))
    }

    pub(crate) fn next_edition(&mut self, path: &str) -> Answer {
        let source = self.source(path)?;
        let text = revision(&valid(&source)?, &source.text).map_err(|reason| Refused::of(reason.words()))?;
        Ok(with_schema(&text, SCHEMA).into_bytes())
    }

    /// The code that the next version would have; null where that is the office's to say.
    pub(crate) fn next_code(&mut self, path: &str) -> Answer {
        let source = self.source(path)?;
        let standard = valid(&source)?;
        json(&json!(Former::of(&standard).code().and_then(next_code)))
    }

    /// Issues a standard under the code that the office gave it. `former` is the file of the version before, which is to be
    /// marked as superseded.
    pub(crate) fn release(
        &mut self,
        path: &str,
        (code, day, note): (&str, &str, &str),
        former: Option<&str>,
        lang: Lang,
    ) -> Answer {
        let issue = Issue { code, date: date(day)?, note };
        let source = self.source(path)?;
        let standard = valid(&source)?;
        let text = release(&standard, &source.text, &issue).map_err(|refused| Refused::of(refused.0))?;
        let kept = match former {
            None => Value::Null,
            Some(former) => {
                let old = self.source(former)?;
                let before = valid(&old)?;
                let expected = Former::of(&standard).code().map(str::to_owned);
                if before.code.given().map(Text::as_str) != expected.as_deref() {
                    let expected = expected.unwrap_or_default();
                    return Err(Refused::of(ttm::bilingual!(
                        "{former} is not {expected}, the version before",
                        "{former} 並不是前一版 {expected}"
                    )));
                }
                let name = name(&standard).map_err(|refused| Refused::of(refused.0))?;
                let text =
                    archive(&before, &old.text, name, &issue).map_err(|refused| Refused::of(refused.0))?;
                json!({"path": former, "text": text})
            }
        };
        let target = format!("{code}.yaml");
        let errors =
            Counts::of(&check_with(&[Source::in_memory(&target, text.as_str())], &self.settings)).errors;
        let diff = renamed(path, &target, &source.text, &text, lang);
        json(&json!({"path": target, "text": text, "kept": kept, "errors": errors, "diff": diff}))
    }
}

/// An empty draft.
pub(crate) fn new_draft(name: &str, category: bool) -> Vec<u8> {
    let kind = if category { NameKind::Category } else { NameKind::Occupation };
    with_schema(&empty(name, kind), SCHEMA).into_bytes()
}

/// A day.
pub(crate) fn date(text: &str) -> Result<jiff::civil::Date, Refused> {
    ttm::decode::date(text).ok_or_else(|| {
        Refused::of(Bilingual::fixed("it is no day, such as 2026-03-01", "不是日期，例如 2026-03-01"))
    })
}
