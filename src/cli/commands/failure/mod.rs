//! Why a command could not do its job, in both languages: exit code 2.

mod words;

use std::io;
use std::path::Path;

use crate::edit::draft::NotRevisable;
use crate::files::git::GitError;
use crate::files::inputs::InputError;
use crate::files::source::display;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;

/// How many of the files that were written before a failure are named.
const MAX_WRITTEN: usize = 20;

/// Why a command could not do its job: exit code 2.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.words().en)]
#[non_exhaustive]
pub enum Failure {
    /// No input.
    Input(#[from] InputError),
    /// A rule that does not exist was asked for.
    UnknownRule {
        /// The requested name.
        name: String,
        /// The rule that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A rule that does not exist is selected.
    NoSuchRule {
        /// The requested name.
        name: String,
        /// The rule that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A rule is left out that is always reported.
    RuleNotLeftOut {
        /// The rule.
        rule: &'static str,
    },
    /// The configuration leaves out every file.
    AllExcluded {
        /// How many there are.
        count: usize,
    },
    /// Several standards cannot go into one file.
    OneFileForMany {
        /// The file.
        path: String,
        /// How many, and of what.
        many: Bilingual,
    },
    /// What is written is not a text, so it does not go to standard output.
    NotForStdout {
        /// What is written.
        kind: Bilingual,
        /// The ending of its files.
        ending: &'static str,
    },
    /// What may be another word to search for is taken for a path.
    SeveralWords {
        /// The path, which is not there.
        path: String,
        /// All the words.
        text: String,
    },
    /// The ending of the file to write is that of no format of the command.
    NoFormatOfEnding {
        /// The ending, without its full stop.
        ending: String,
        /// Those of the formats.
        endings: String,
    },
    /// A sheet of a workbook is asked for, but no workbook is written.
    NoWorkbook,
    /// Two standards would be written to one file.
    WrittenTwice {
        /// The file.
        path: String,
    },
    /// It is ambiguous which entry a code belongs to.
    NotRenumbered {
        /// The file.
        path: String,
        /// The reason.
        words: Bilingual,
        /// The places concerned.
        places: Vec<String>,
    },
    /// The file exists, and `--force` is not given.
    Exists {
        /// The file.
        path: String,
    },
    /// The output is one of the inputs.
    OverInput {
        /// The file.
        path: String,
    },
    /// The output for a single file is a folder.
    NamedLikeFolder {
        /// The folder.
        path: String,
    },
    /// The output is named like a standard but is something else.
    NamedLikeStandard {
        /// The file.
        path: String,
        /// What is written.
        kind: Bilingual,
    },
    /// The existing file is of another kind than the output, so it is not replaced.
    OtherKind {
        /// The file.
        path: String,
        /// What is written.
        kind: Bilingual,
    },
    /// In a folder of outputs, the path of a file is a link that leads out of the folder, or a pipe.
    LinkOutOfFolder {
        /// The link, or the pipe.
        path: String,
    },
    /// The output is a link to a file that does not exist.
    DanglingLink {
        /// The link.
        path: String,
    },
    /// The folder of the output does not exist.
    NoFolder {
        /// The file.
        path: String,
        /// The folder.
        folder: String,
    },
    /// Several files are written, so their place is a folder.
    NoOutputFolder {
        /// What was named.
        path: String,
    },
    /// Some files were written before one could not be.
    PartlyWritten {
        /// Why that one could not be written.
        cause: Box<Failure>,
        /// The files that were written, in order.
        written: Vec<String>,
    },
    /// A log of a CI service would execute a line of the output, which must not be changed.
    CommandInOutput {
        /// The file that the line is from.
        path: String,
    },
    /// A document is not imported.
    NotImported {
        /// The file.
        path: String,
        /// The reason.
        reason: Bilingual,
    },
    /// Several standards cannot go to standard output, where they would be one file.
    OutputForMany {
        /// How many inputs there are; they may hold fewer standards.
        count: usize,
    },
    /// A standard cannot be issued like this.
    NotReleased {
        /// The file.
        path: String,
        /// The reason.
        words: Bilingual,
    },
    /// What is named is not a document and the file of its standard.
    NotPrintAndFile,
    /// The number of files to compare is not two.
    NotTwoVersions,
    /// The versions to compare are folders.
    FoldersCompared {
        /// The first of them that is a folder.
        path: String,
    },
    /// A draft would have no name.
    NoName,
    /// Git has no answer.
    Git(#[from] GitError),
    /// There is no next edition of a standard.
    NotRevisable {
        /// The file.
        path: String,
        /// The reason.
        reason: NotRevisable,
    },
    /// A file could not be written; an existing file is unchanged.
    Write {
        /// The file.
        path: String,
        /// The operating system's reason.
        source: io::Error,
    },
    /// The picture that `ttm.toml` names for a site cannot be used.
    #[cfg(feature = "site")]
    Picture {
        /// Its path, as written.
        path: String,
        /// Why.
        reason: Bilingual,
    },
    /// A file could not be removed.
    Remove {
        /// The file.
        path: String,
        /// The operating system's reason.
        source: io::Error,
    },
    /// A configuration file or a baseline has errors, which were printed.
    InvalidFile {
        /// The file.
        path: String,
        /// How many errors it has.
        count: usize,
    },
    /// The same for a configuration file that applies to some of the files; the others were checked.
    NotAllChecked {
        /// The file.
        path: String,
        /// How many errors it has.
        count: usize,
        /// How many files it applies to.
        files: usize,
    },
    /// Standard input has no file that could be fixed.
    FixStdin,
    /// Standard input was named where a file is needed.
    StdinNotAllowed(Bilingual),
    /// Standard output or standard error could not be written.
    Stream(#[from] io::Error),
}

impl Failure {
    /// The same failure, after the files `written` were written.
    pub(super) fn after_writing(self, written: &[String]) -> Self {
        if written.is_empty() {
            self
        } else {
            Self::PartlyWritten { cause: Box::new(self), written: written.to_vec() }
        }
    }

    /// The failure for a file at `path` that could not be written, from the operating system's error.
    pub(super) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = display(path);
        |source| Self::Write { path, source }
    }

    /// The failure for a file at `path` that could not be removed, from the operating system's error.
    pub(super) fn remove(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = display(path);
        |source| Self::Remove { path, source }
    }

    /// The message on one line, with control characters made visible.
    pub fn line(&self, lang: Lang) -> String {
        let word = if lang == Lang::En { "error: " } else { "錯誤：" };
        format!("{word}{}", one_line(self.words().get(lang)))
    }
}
