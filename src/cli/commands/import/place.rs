//! Where imported standards are written, under which names, and the path of the schema from there.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use super::Failure;
use crate::bilingual;
use crate::cli::commands::output::{is_folder, is_stdout};
use crate::files::inputs::{self, DEFAULT_FOLDER, Input};
use crate::files::source::display;

/// The schema's file, as `ttm schema` and the published standard name it.
const SCHEMA: &str = "standard.schema.json";

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
    pub(super) fn file(&self, input: &Input, code: Option<&str>) -> Option<PathBuf> {
        match self {
            Self::Stdout => None,
            Self::File(path) => Some(path.clone()),
            Self::Folder(folder) => {
                let stem = match (code, input) {
                    (Some(code), _) => code.to_owned(),
                    (None, input) => match input.path() {
                        Some(path) => safe_stem(path.file_stem().unwrap_or_default()),
                        None => "standard".to_owned(),
                    },
                };
                Some(folder.join(format!("{stem}.yaml")))
            }
        }
    }

    /// The path of the schema from the folder of the standards: beside them, above them, or in the folder `standards` of the
    /// current folder. If there is none, it is assumed to be put beside them.
    pub(super) fn schema(&self) -> String {
        let folder = match self {
            Self::Stdout => Path::new(""),
            Self::File(path) => path.parent().unwrap_or(Path::new("")),
            Self::Folder(folder) => folder,
        };
        // A path from outside the current folder would reveal the folders of this machine.
        let Some(parts) = below_current(folder) else { return SCHEMA.to_owned() };
        for up in 0..=parts.len() {
            let above: PathBuf = parts[..parts.len() - up].iter().collect();
            if above.join(SCHEMA).is_file() {
                return "../".repeat(up) + SCHEMA;
            }
        }
        if Path::new(DEFAULT_FOLDER).join(SCHEMA).is_file() {
            return format!("{}{DEFAULT_FOLDER}/{SCHEMA}", "../".repeat(parts.len()));
        }
        SCHEMA.to_owned()
    }
}

/// The folders from the current one down to `folder`; `None` if it is not below the current one.
fn below_current(folder: &Path) -> Option<Vec<&OsStr>> {
    let current = Path::new(".").canonicalize().ok();
    let relative = if folder.is_absolute() { folder.strip_prefix(current?).ok()? } else { folder };
    let mut parts = Vec::new();
    for component in relative.components() {
        match component {
            Component::Normal(part) => parts.push(part),
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts)
}

/// A file name without the characters that some systems do not allow.
fn safe_stem(stem: &OsStr) -> String {
    let stem = stem.to_string_lossy();
    let stem = stem.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if stem.is_empty() {
        return "standard".to_owned();
    }
    stem.replace(|c: char| c.is_control() || "/\\:*?\"<>|".contains(c), "-")
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
        let file = |name: &str, code| folder.file(&Input::File(name.into()), code).unwrap();
        assert_eq!(file("x/page.txt", Some("TTM4221-004v2")), Path::new("out/TTM4221-004v2.yaml"));
        assert_eq!(file("x/旅遊 (1).page.txt", None), Path::new("out/旅遊 (1).page.yaml"));
        assert_eq!(file("..txt", None), Path::new("out/standard.yaml"));
        assert_eq!(file("a:b\u{1}.txt", None), Path::new("out/a-b-.yaml"));
        assert_eq!(folder.file(&Input::Stdin, None).unwrap(), Path::new("out/standard.yaml"));
    }

    #[test]
    fn the_schema_is_found_from_where_the_file_goes() {
        let folder = |path: &str| Destination::Folder(path.into()).schema();
        assert_eq!(folder("standards"), "standard.schema.json");
        assert_eq!(folder("./standards/a/../b/c/"), "../../standard.schema.json");
        assert_eq!(folder(""), "standards/standard.schema.json");
        assert_eq!(folder("drafts"), "../standards/standard.schema.json");
        assert_eq!(folder("../elsewhere"), "standard.schema.json");
        assert_eq!(folder("/elsewhere"), "standard.schema.json");
        let current = Path::new(".").canonicalize().unwrap();
        assert_eq!(
            Destination::File(current.join("drafts/a.yaml")).schema(),
            "../standards/standard.schema.json"
        );
        assert_eq!(Destination::Stdout.schema(), "standards/standard.schema.json");
    }
}
