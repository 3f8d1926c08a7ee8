//! Where the schema lies from where a standard is written, so that an editor finds it.

use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::Context;
use crate::bilingual;
use crate::files::inputs::DEFAULT_FOLDER;
use crate::files::source::display;
use crate::text::display_safe::one_line;

/// The schema's file, as `ttm schema` and the published standard name it.
pub(super) const SCHEMA: &str = "standard.schema.json";

/// The schema as it is seen from a folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SchemaPath {
    /// The path from the folder.
    pub(super) relative: String,
    /// The file that would have to be written, where none was found.
    missing: Option<PathBuf>,
}

impl SchemaPath {
    /// The schema beside the standards in `folder`, above them, or with the standards of the current folder. Where there is
    /// none, it will lie beside them.
    pub(super) fn from(folder: &Path) -> Self {
        let found = |relative: String| Self { relative, missing: None };
        // The path to a place outside the current folder would tell how this machine is laid out.
        if let Some(parts) = below_current(folder) {
            for up in 0..=parts.len() {
                let above: PathBuf = parts[..parts.len() - up].iter().collect();
                if above.join(SCHEMA).is_file() {
                    return found("../".repeat(up) + SCHEMA);
                }
            }
            if Path::new(DEFAULT_FOLDER).join(SCHEMA).is_file() {
                return found(format!("{}{DEFAULT_FOLDER}/{SCHEMA}", "../".repeat(parts.len())));
            }
        }
        let missing = folder.join(SCHEMA);
        Self { relative: SCHEMA.to_owned(), missing: (!missing.is_file()).then_some(missing) }
    }

    /// The same of the folder of a file.
    pub(super) fn beside(file: &Path) -> Self {
        Self::from(file.parent().unwrap_or(Path::new("")))
    }

    /// Says how to get the schema where it is missing.
    pub(super) fn say_missing(&self, context: &mut Context<'_>) -> io::Result<()> {
        let Some(path) = &self.missing else { return Ok(()) };
        let path = one_line(&display(path));
        context.say(&bilingual!(
            "for completion in an editor, optional: `ttm schema > {path}` writes the schema that the file names",
            "若要在編輯器中自動完成（可省略）：`ttm schema > {path}` 會寫出檔案所指的 schema"
        ))
    }
}

/// The folders that lead from the current one to `folder`; `None` where it lies elsewhere.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_found_from_where_the_file_goes() {
        let from = |path: &str| SchemaPath::from(Path::new(path)).relative;
        assert_eq!(from("standards"), "standard.schema.json");
        assert_eq!(from("./standards/a/../b/c/"), "../../standard.schema.json");
        assert_eq!(from(""), "standards/standard.schema.json");
        assert_eq!(from("drafts"), "../standards/standard.schema.json");
        assert_eq!(from("../elsewhere"), "standard.schema.json");
        assert_eq!(from("/elsewhere"), "standard.schema.json");
        let current = Path::new(".").canonicalize().unwrap();
        let beside = SchemaPath::beside(&current.join("drafts/a.yaml"));
        assert_eq!(beside.relative, "../standards/standard.schema.json");
        assert_eq!(beside.missing, None);
        let elsewhere = SchemaPath::from(Path::new("/elsewhere"));
        assert_eq!(elsewhere.missing, Some("/elsewhere/standard.schema.json".into()));
    }
}
