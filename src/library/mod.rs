//! What other programs build on, without the types that only this one needs: a standard that was read, and what can be done
//! with it. `src/lib.rs` shows it.

use std::io::Write;

use crate::canonical;
use crate::check;
use crate::diagnostic::{Diagnostic, Findings};
use crate::files::source::{FileId, Source};
use crate::forms::render::{self, Error, Format, Options};
use crate::forms::sheet::{TooLarge, check_size};
use crate::model::{self, owned};
use crate::versions::diff::{self, Comparison};

/// A standard (職能基準) that was read from a [`Source`], with the place of everything in it.
#[derive(Clone, Debug)]
pub struct Standard<'s> {
    model: model::Standard<'s>,
}

impl Standard<'_> {
    /// Whether no code was issued for it yet.
    pub fn is_draft(&self) -> bool {
        self.model.is_draft()
    }

    /// How many errors there were in reading it. What they are about is missing here.
    pub fn errors(&self) -> usize {
        self.model.errors
    }

    /// What is in it, as plain data of its own.
    pub fn to_owned_model(&self) -> owned::Standard {
        canonical::owned(&self.model)
    }

    /// The text of its file as an import writes it: the same bytes for the same standard. Comments are not in it.
    pub fn to_yaml(&self) -> String {
        canonical::yaml(&self.model)
    }
}

/// Reads a standard as far as it can be read, and says what is wrong with its shape. There is none where the source is
/// unreadable, not YAML, or not a mapping.
pub fn load(source: &Source) -> (Option<Standard<'_>>, Vec<Diagnostic>) {
    let mut found = Findings::default();
    let standard = check::load(source, FileId::default(), &mut found);
    (standard.map(|model| Standard { model }), found.into_vec())
}

/// Prints standards in their official form, one after another; HTML makes one page of them.
///
/// # Errors
/// [`Error::TooLarge`] where a standard would grow beyond measure, before anything is written; else whatever writing gives.
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
/// [`TooLarge`] where one of them repeats so much that the comparison would grow beyond measure.
pub fn compare<'a>(old: &'a Standard<'_>, new: &'a Standard<'_>) -> Result<Comparison<'a>, TooLarge> {
    check_size(&old.model)?;
    check_size(&new.model)?;
    Ok(diff::compare(&old.model, &new.model))
}
