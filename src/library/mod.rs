//! The interface for other programs, without the types that only this program needs. `src/lib.rs` has examples.

#[doc(hidden)]
pub mod new_standard;

use std::io::Write;

use crate::canonical;
use crate::check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::files::source::{FileId, Source};
use crate::forms::render::{self, Error, Format, Options};
use crate::forms::sheet::{TooLarge, check_size};
use crate::model::{self, owned};
use crate::versions::diff::{self, Comparison};

/// A standard (職能基準) that was read from a [`Source`], with the places of its parts.
#[derive(Clone, Debug)]
pub struct Standard<'s> {
    model: model::Standard<'s>,
}

impl Standard<'_> {
    /// Whether it has no code yet.
    pub fn is_draft(&self) -> bool {
        self.model.is_draft()
    }

    /// The number of errors in reading it; the parts concerned are missing.
    pub fn errors(&self) -> usize {
        self.model.errors
    }

    /// Its content as plain data that owns its texts.
    pub fn to_owned_model(&self) -> owned::Standard {
        canonical::owned(&self.model)
    }

    /// Its text in the canonical form, without comments; equal standards give equal bytes.
    pub fn to_yaml(&self) -> String {
        canonical::yaml(&self.model)
    }
}

/// Reads a standard as far as it can be read, and returns the problems of its shape. There is no standard if the source is
/// unreadable, not YAML, or not a mapping.
pub fn load(source: &Source) -> (Option<Standard<'_>>, Vec<Diagnostic>) {
    let mut found = Findings::default();
    let standard = check::load(source, FileId::default(), &mut found);
    (standard.map(|model| Standard { model }), found.into_vec())
}

/// Prints standards in their official form, one after another; HTML makes one page of them.
///
/// # Errors
/// [`Error::Unfit`] if the form of a standard would be too large, before anything is written; or any error of writing.
pub fn render(
    standards: &[&Standard<'_>],
    format: Format,
    options: &Options,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let models: Vec<_> = standards.iter().map(|standard| &standard.model).collect();
    render::render(&models, format, options, out)
}

/// Compares two versions of a standard.
///
/// # Errors
/// [`TooLarge`] if the comparison would be too large, since one of them repeats its references too often.
pub fn compare<'a>(old: &'a Standard<'_>, new: &'a Standard<'_>) -> Result<Comparison<'a>, TooLarge> {
    check_size(&old.model)?;
    check_size(&new.model)?;
    Ok(diff::compare(&old.model, &new.model))
}
