//! Where `-o` writes, and whether it may: decided here for every command.
//!
//! An input is never overwritten. An existing file is replaced only by one of the same kind, which its extension or its
//! content tells. A file that looks like a standard, by its extension or its keys, is replaced only by a standard.

mod kind;
#[cfg(feature = "export")]
mod together;

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use anstream::adapter::StripBytes;

use super::{Context, Failure};
use crate::bilingual;
use crate::files::inputs::{Input, names_standard};
use crate::files::source::display;
use crate::files::write::{self, Existing, Identity};
use crate::text::display_safe::one_line;
use crate::text::inert::Inert;

pub(super) use kind::{FileFormat, Kind};
#[cfg(feature = "export")]
pub(super) use together::write_together;

/// How much of a file is read to tell its kind.
const HEAD: u64 = 64 << 10;

/// Removes colours from what is written.
struct WithoutColour<'a> {
    out: &'a mut dyn Write,
    strip: StripBytes,
}

impl Write for WithoutColour<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.strip.strip_next(bytes).try_for_each(|text| self.out.write_all(text))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Whether an existing file may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Overwrite {
    /// By a file of the same kind.
    SameKind,
    /// Never, since `--force` is not given.
    Nothing,
}

/// Where a document is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Output {
    /// Standard output.
    Stdout,
    /// A file, or something that is written to like one, such as a pipe.
    File(Target),
}

/// A file that was checked and may be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target {
    path: PathBuf,
    kind: Kind,
    overwrite: Overwrite,
    /// Whether it is in a folder that a person named, under a name that comes from a standard.
    in_folder: bool,
}

/// The files that a command reads.
#[derive(Default)]
pub(super) struct Inputs(HashSet<Identity>);

impl Inputs {
    /// The files among `inputs` that exist.
    pub(super) fn of(inputs: &[Input]) -> Self {
        Self::of_paths(inputs.iter().map(|input| input.path().unwrap_or(Path::new("-"))))
    }

    /// The same for paths; - is standard input.
    pub(super) fn of_paths<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Self {
        // Standard input may be a file too.
        let file = |path| if is_stdout(path) { Path::new("/dev/stdin") } else { path };
        Self(paths.into_iter().filter_map(|path| write::identity(file(path))).collect())
    }
}

/// Whether an output is standard output.
pub(super) fn is_stdout(output: &Path) -> bool {
    output == Path::new("-") || write::leads_to_stdout(output)
}

/// Whether an output is a folder: an existing one, or a path that ends in a slash.
pub(super) fn is_folder(output: &Path) -> bool {
    output.is_dir() || output.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR])
}

impl Output {
    /// The output for `-o`, checked before any work: the folder of a file has to exist.
    pub(super) fn of(
        output: Option<&Path>,
        kind: Kind,
        overwrite: Overwrite,
        inputs: &Inputs,
    ) -> Result<Self, Failure> {
        let Some(path) = output.filter(|path| !is_stdout(path)) else { return Ok(Self::Stdout) };
        let target = Target::new(path, kind, overwrite, inputs)?;
        target.check_folder()?;
        Ok(Self::File(target))
    }

    /// Writes the document that `fill` writes.
    pub(super) fn write(
        &self,
        out: &mut dyn Write,
        fill: impl FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut fill = fill;
        match self {
            Self::Stdout => Ok(fill(out)?),
            Self::File(target) => target.write(fill),
        }
    }

    /// Writes a report, into a file without colour, and says which file was written.
    pub(super) fn print(
        &self,
        context: &mut Context<'_>,
        mut report: impl FnMut(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        self.write(context.out, |out| match self {
            Self::Stdout => report(out),
            Self::File(_) => report(&mut WithoutColour { out, strip: StripBytes::new() }),
        })?;
        Ok(self.say_written(context)?)
    }

    /// The width of the lines of a report of this kind: only a text that is printed is fitted to the terminal.
    pub(super) fn width(&self, kind: Kind, context: &Context<'_>) -> Option<usize> {
        context.width.filter(|_| kind == Kind::Text && *self == Self::Stdout)
    }

    /// Prints which file was written.
    pub(super) fn say_written(&self, context: &mut Context<'_>) -> io::Result<()> {
        let Self::File(target) = self else { return Ok(()) };
        let path = one_line(&target.name());
        let words = bilingual!("{path}: written", "{path}：已寫入");
        context.say(&words)
    }
}

impl Target {
    /// The file at `path`, if it may be written; the folder need not exist yet.
    pub(super) fn new(
        path: &Path,
        kind: Kind,
        overwrite: Overwrite,
        inputs: &Inputs,
    ) -> Result<Self, Failure> {
        if is_folder(path) {
            return Err(Failure::NamedLikeFolder { path: display(path) });
        }
        let target = Self { path: path.to_path_buf(), kind, overwrite, in_folder: false };
        target.check(inputs)?;
        Ok(target)
    }

    /// The same in a folder that a person named, for a file that is named after a standard. The folder may contain anything,
    /// so nothing is written through a link that leads out of it, nor into a pipe.
    pub(super) fn in_folder(
        path: &Path,
        kind: Kind,
        overwrite: Overwrite,
        inputs: &Inputs,
    ) -> Result<Self, Failure> {
        let target = Self { path: path.to_path_buf(), kind, overwrite, in_folder: true };
        target.check(inputs)?;
        Ok(target)
    }

    /// What exists at the path now, if it may be written to.
    fn check(&self, inputs: &Inputs) -> Result<Existing, Failure> {
        let path = || display(&self.path);
        let existing = write::existing(&self.path).map_err(Failure::write(&self.path))?;
        if self.in_folder && existing.leads_out_of_folder(&self.path).map_err(Failure::write(&self.path))? {
            return Err(Failure::LinkOutOfFolder { path: path() });
        }
        match &existing {
            // A file of this name would be read as a standard later.
            Existing::Nothing if self.kind != Kind::Standard && names_standard(&self.path) => {
                return Err(Failure::NamedLikeStandard { path: path(), kind: self.kind.words() });
            }
            Existing::Nothing | Existing::Stream => {}
            Existing::Folder => return Err(Failure::NamedLikeFolder { path: path() }),
            Existing::DanglingLink => return Err(Failure::DanglingLink { path: path() }),
            Existing::File(file) => {
                if write::identity(file).is_some_and(|file| inputs.0.contains(&file)) {
                    return Err(Failure::OverInput { path: path() });
                }
                if !self.is_of_kind(file).map_err(Failure::write(&self.path))? {
                    return Err(Failure::OtherKind { path: path(), kind: self.kind.words() });
                }
                if self.overwrite == Overwrite::Nothing {
                    return Err(Failure::Exists { path: path() });
                }
            }
        }
        Ok(existing)
    }

    /// Whether an existing file may be replaced by one of this kind; the extensions of both names count.
    fn is_of_kind(&self, file: &Path) -> io::Result<bool> {
        let mut head = Vec::new();
        File::open(file)?.take(HEAD).read_to_end(&mut head)?;
        let misnamed = self.kind != Kind::Standard && names_standard(&self.path);
        Ok(!misnamed && self.kind.can_replace(file, &head))
    }

    /// Checks that the folder of the file exists.
    fn check_folder(&self) -> Result<(), Failure> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        match folder {
            Some(folder) if !folder.is_dir() => {
                Err(Failure::NoFolder { path: display(&self.path), folder: display(folder) })
            }
            _ => Ok(()),
        }
    }

    /// The path for messages.
    pub(super) fn name(&self) -> String {
        display(&self.path)
    }

    /// The failure for this file, which an error kept from being written.
    #[cfg(feature = "export")]
    pub(super) fn failure(&self, error: io::Error) -> Failure {
        Failure::write(&self.path)(error)
    }

    /// Writes the document that `fill` writes. An existing file is checked again directly before it is replaced.
    pub(super) fn write(&self, fill: impl FnMut(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let mut fill = fill;
        // Logs show text reports too, so commands are broken up as on standard output; other formats do so themselves.
        let mut fill = |out: &mut dyn Write| match self.kind {
            Kind::Text => fill(&mut Inert::new(out)),
            _ => fill(out),
        };
        // If nothing may be replaced, `create_new` fails for whatever was created meanwhile, and in a folder for a stream too.
        let existing = match self.overwrite {
            Overwrite::Nothing if self.in_folder => Existing::Nothing,
            Overwrite::Nothing => write::existing(&self.path).map_err(Failure::write(&self.path))?,
            Overwrite::SameKind => self.check(&Inputs::default())?,
        };
        let written = match existing {
            Existing::Stream if !self.in_folder => write::append(&self.path, &mut fill),
            Existing::File(file) if self.overwrite == Overwrite::SameKind => {
                let unchanged = |now: &Path| match self.is_of_kind(now)? && now == file {
                    true => Ok(()),
                    false => Err(write::changed_meanwhile()),
                };
                write::overwrite(&self.path, &mut fill, &unchanged)
            }
            _ => write::create_new(&self.path, &mut fill),
        };
        written.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists if self.overwrite == Overwrite::Nothing => {
                Failure::Exists { path: self.name() }
            }
            _ => Failure::write(&self.path)(error),
        })
    }
}
