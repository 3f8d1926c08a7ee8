//! Two standards beside each other: what changed, and what is missing from one occupation to the other.

use std::path::Path;

use ttm::Lang;
use ttm::forms::render::{MIN_WIDTH, Options};
use ttm::report::diff::ComparisonFormat;
use ttm::report::gap::{GapFormat, GapReport};
use ttm::versions::diff::{check_size, compare};
use ttm::versions::gap::Gap;

use crate::engine::{Engine, shown};
use crate::request::{Answer, Refused, plain, unknown_form, written};

impl Engine {
    pub(crate) fn diff(&mut self, old: &str, new: &str, format: &str, lang: Lang) -> Answer {
        let format = match format {
            "text" => ComparisonFormat::Text,
            "md" => ComparisonFormat::Markdown,
            "json" => ComparisonFormat::Json,
            "html" => ComparisonFormat::Html,
            _ => return Err(unknown_form(format)),
        };
        let (old, new) = (self.source(old)?, self.source(new)?);
        let (old, new) = (shown(&old)?, shown(&new)?);
        for standard in [&old, &new] {
            check_size(standard).map_err(Refused::of)?;
        }
        let comparisons = [compare(&old, &new)];
        let report = written(|out| format.write(out, &comparisons, lang))?;
        Ok(if format == ComparisonFormat::Text { plain(report) } else { report })
    }

    pub(crate) fn gap(&mut self, from: &str, to: &str, format: &str, lang: Lang) -> Answer {
        let format = match format {
            "text" => GapFormat::Text,
            "md" => GapFormat::Markdown,
            "json" => GapFormat::Json,
            "csv" => GapFormat::Csv,
            _ => return Err(unknown_form(format)),
        };
        let (from_path, to_path) = (from, to);
        let (from, to) = (self.source(from)?, self.source(to)?);
        let (from, to) = (shown(&from)?, shown(&to)?);
        let gap = Gap::between(&from, &to);
        let report =
            GapReport { gap: &gap, from: (&from, Path::new(from_path)), to: (&to, Path::new(to_path)) };
        let width = Options::default().width.max(MIN_WIDTH);
        written(|out| report.write(format, lang, width, out)).map(plain)
    }
}
