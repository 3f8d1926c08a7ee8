//! What `ttm diff` and its gate share: the forms of the report, and where it goes.

use std::io::{self, Write};
use std::path::Path;

use clap::ValueEnum;

use super::output::{Kind, Output};
use super::{Context, Failure};

/// The forms of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArg {
    /// For a terminal
    Text,
    /// GitHub Markdown, for a comment on a pull request
    Md,
    /// For programs
    Json,
    /// A self-contained page with both versions side by side
    Html,
}

impl FormatArg {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Text => Kind::Text,
            Self::Md => Kind::Markdown,
            Self::Html => Kind::Html,
            Self::Json => Kind::Json,
        }
    }

    /// The form that the ending of a file says.
    pub(super) fn of_ending(path: &Path) -> Option<Self> {
        let kind = Kind::of_ending(path)?;
        Self::value_variants().iter().copied().find(|format| format.kind() == kind)
    }
}

/// Prints what `document` writes, to standard output or to a file, there without colour.
pub(super) fn print(
    output: &Output,
    context: &mut Context<'_>,
    document: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match output {
        Output::Stdout => Ok(document(context.out)?),
        Output::File(file) => {
            let mut bytes = Vec::new();
            document(&mut anstream::StripStream::new(&mut bytes))?;
            file.write(|out| out.write_all(&bytes))?;
            Ok(output.say_written(context)?)
        }
    }
}
