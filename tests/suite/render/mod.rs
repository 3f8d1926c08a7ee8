//! Rendering: the form and its formats; those that are texts have their tests together.

mod count;
#[cfg(feature = "office")]
mod docx;
mod form;
pub(crate) mod hostile;
mod page;
#[cfg(feature = "office")]
mod xlsx;

use ttm::forms::render::Format;

pub(crate) use crate::support::{print, published, standard, try_print};

pub(crate) const SHAPES: &str = include_str!("shapes.yaml");
pub(crate) const DRAFT: &str = include_str!("draft.yaml");

const FORMATS: [(Format, &str); 4] = [
    (Format::Table, "table"),
    (Format::Markdown, "markdown"),
    (Format::Html, "html"),
    (Format::Json, "json"),
];
