//! Rendering: the form and its four formats.

pub(crate) mod count;
mod form;
pub(crate) mod hostile;
mod read;

use ttm::check::load;
use ttm::diagnostic::Findings;
use ttm::files::source::{FileId, Source};
use ttm::forms::render::{Error, Format, Options, render};
use ttm::model::Standard;

pub(crate) const SHAPES: &str = include_str!("shapes.yaml");
pub(crate) const DRAFT: &str = include_str!("draft.yaml");

const FORMATS: [(Format, &str); 4] = [
    (Format::Table, "table"),
    (Format::Markdown, "markdown"),
    (Format::Html, "html"),
    (Format::Json, "json"),
];

/// A standard that lives as long as the tests do.
pub(crate) fn standard(text: &str) -> Standard<'static> {
    let source: &'static Source = Box::leak(Box::new(Source::in_memory("a.yaml", text)));
    load(source, FileId::default(), &mut Findings::default()).unwrap()
}

pub(crate) fn published() -> Standard<'static> {
    standard(&std::fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap())
}

/// `standards` in a format; tables at `width`.
pub(crate) fn print(standards: &[&Standard<'_>], format: Format, width: usize) -> String {
    try_print(standards, format, width).unwrap()
}

fn try_print(standards: &[&Standard<'_>], format: Format, width: usize) -> Result<String, Error> {
    let mut out = Vec::new();
    render(standards, format, &Options { width, color: false }, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}
