//! Where imported standards are written, and under which names.

use std::path::{Path, PathBuf};

use super::Failure;
use crate::bilingual;
use crate::cli::commands::output::{is_folder, is_stdout};
use crate::cli::commands::schema_path::SchemaPath;
use crate::files::inputs::{self, Input};
use crate::files::source::display;
use crate::library::new_standard::safe_stem;

/// Where the standards are written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Destination {
    /// Standard output.
    Stdout,
    /// One file.
    File(PathBuf),
    /// A folder; files are named after the codes of the standards.
    Folder(PathBuf),
}

/// The destination for `count` inputs; `searched` is whether a folder was among them.
pub(super) fn decide(output: Option<&Path>, count: usize, searched: bool) -> Result<Destination, Failure> {
    let Some(output) = output else {
        // The default folder must not lead out of the repository, since no person named it.
        let folder = inputs::default_folder()?;
        let folder = if folder == Path::new(".") { PathBuf::new() } else { folder };
        return Ok(Destination::Folder(folder));
    };
    if is_stdout(output) {
        return if count == 1 { Ok(Destination::Stdout) } else { Err(Failure::OutputForMany { count }) };
    }
    let is_yaml = inputs::names_standard(output);
    // A path that does not exist becomes a folder if there are several inputs or a folder is searched.
    let made = (count > 1 || searched) && !is_yaml && output.symlink_metadata().is_err();
    if made || is_folder(output) {
        Ok(Destination::Folder(output.to_path_buf()))
    } else if count == 1 {
        Ok(Destination::File(output.to_path_buf()))
    } else {
        // How many standards they hold is not known before they are read.
        let many = bilingual!("{count} inputs", "輸入卻有 {count} 個");
        Err(Failure::OneFileForMany { path: display(output), many })
    }
}

impl Destination {
    /// The file for the standard of an input: named after the code if possible, otherwise like the input.
    /// One of several in a workbook has the name of its sheet.
    pub(super) fn file(&self, input: &Input, sheet: Option<&str>, code: Option<&str>) -> Option<PathBuf> {
        match self {
            Self::Stdout => None,
            Self::File(path) => Some(path.clone()),
            Self::Folder(folder) => {
                let stem = match (code, sheet, input.path()) {
                    (Some(code), ..) => code.to_owned(),
                    (None, Some(sheet), _) => safe_stem(sheet),
                    (None, None, Some(path)) => {
                        safe_stem(&path.file_stem().unwrap_or_default().to_string_lossy())
                    }
                    (None, None, None) => "standard".to_owned(),
                };
                Some(folder.join(format!("{stem}.yaml")))
            }
        }
    }

    /// The schema, from where the standards go.
    pub(super) fn schema(&self) -> SchemaPath {
        match self {
            Self::Stdout => SchemaPath::from(Path::new("")),
            Self::File(path) => SchemaPath::beside(path),
            Self::Folder(folder) => SchemaPath::from(folder),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_standards_need_a_folder() {
        let folder = |path: &str| Destination::Folder(path.into());
        let decide = |output: &str, count, searched| decide(Some(Path::new(output)), count, searched);
        assert_eq!(decide("-", 1, false).unwrap(), Destination::Stdout);
        assert_eq!(decide("a.yaml", 1, false).unwrap(), Destination::File("a.yaml".into()));
        assert_eq!(decide("a", 1, false).unwrap(), Destination::File("a".into()));
        assert_eq!(decide("a/", 1, false).unwrap(), folder("a/"));
        assert_eq!(decide("src", 1, false).unwrap(), folder("src"));
        assert_eq!(decide("a", 2, false).unwrap(), folder("a"));
        assert_eq!(decide("a", 1, true).unwrap(), folder("a"));
        assert!(matches!(decide("-", 2, false), Err(Failure::OutputForMany { count: 2 })));
        assert!(matches!(decide("a.yaml", 2, true), Err(Failure::OneFileForMany { .. })));
        assert!(matches!(decide("Cargo.toml", 2, true), Err(Failure::OneFileForMany { .. })));
    }

    #[test]
    fn only_codes_and_the_inputs_own_names_name_files() {
        let folder = Destination::Folder("out".into());
        let file = |name: &str, code| folder.file(&Input::File(name.into()), None, code).unwrap();
        assert_eq!(file("x/page.txt", Some("TTM4221-004v2")), Path::new("out/TTM4221-004v2.yaml"));
        assert_eq!(file("x/旅遊 (1).page.txt", None), Path::new("out/旅遊 (1).page.yaml"));
        assert_eq!(file("..txt", None), Path::new("out/standard.yaml"));
        assert_eq!(file("a:b\u{1}.txt", None), Path::new("out/a-b-.yaml"));
        assert_eq!(folder.file(&Input::Stdin, None, None).unwrap(), Path::new("out/standard.yaml"));
        let sheet = |code| folder.file(&Input::File("x.xlsx".into()), Some("草案/1"), code).unwrap();
        assert_eq!(sheet(None), Path::new("out/草案-1.yaml"));
        assert_eq!(sheet(Some("TTM4221-004v2")), Path::new("out/TTM4221-004v2.yaml"));
    }
}
