//! Which changes need no new version: as the configuration of the revision says, or that of the working tree if it is
//! stricter.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;
use std::path::{Path, PathBuf};

use super::super::{Context, Failure};
use super::sides::{New, Old, Sides};
use crate::bilingual;
use crate::check::config::{self};
use crate::cli::commands::policy::show_problems;
use crate::files::located::shortened;
use crate::files::source::{Source, display};
use crate::text::display_safe::one_line;
use crate::versions::diff::Impact;

/// The class without configuration.
const DEFAULT: Impact = Impact::Editorial;

/// The configuration of both sides.
#[derive(Default)]
pub(super) struct Allowed {
    /// By the folder of the file, relative to the root.
    before: BTreeMap<PathBuf, Impact>,
    now: BTreeMap<PathBuf, Impact>,
    /// Where both differ: the two classes, and the first file concerned.
    differences: BTreeMap<(Impact, Impact), String>,
    invalid: BTreeSet<String>,
}

impl Allowed {
    /// Reads the configuration of both sides. That of the working tree has to be valid.
    pub(super) fn read(sides: &Sides, context: &mut Context<'_>) -> Result<Self, Failure> {
        let mut allowed = Self::default();
        allowed.read_before(sides)?;
        let root = sides.repository.root();
        let mut opened: HashMap<PathBuf, Option<Impact>> = HashMap::new();
        for file in &sides.new {
            let Some(folder) = file.place.as_deref().and_then(Path::parent) else { continue };
            if allowed.now.contains_key(folder) {
                continue;
            }
            let is_there = |folder: &&Path| {
                let path = root.join(folder).join(config::FILE_NAME);
                path.is_file() && path.canonicalize().is_ok_and(|path| path.starts_with(root))
            };
            let class = match folder.ancestors().find(is_there) {
                None => None,
                Some(nearest) => match opened.get(nearest) {
                    Some(&known) => known,
                    None => {
                        let path = shortened(&root.join(nearest).join(config::FILE_NAME));
                        let class = config::allowed(Source::read(&path))
                            .map_err(|file| show_problems(&file, context))?;
                        opened.insert(nearest.to_path_buf(), class);
                        class
                    }
                },
            };
            allowed.now.insert(folder.to_path_buf(), class.unwrap_or(DEFAULT));
        }
        Ok(allowed)
    }

    fn read_before(&mut self, sides: &Sides) -> Result<(), Failure> {
        let configured: HashMap<&Path, &str> = sides
            .all
            .iter()
            .filter(|file| {
                !file.is_link && file.path.file_name().is_some_and(|name| name == config::FILE_NAME)
            })
            .map(|file| (file.path.parent().unwrap_or(Path::new("")), file.id.as_str()))
            .collect();
        let mut folders: BTreeMap<PathBuf, Option<&Path>> = BTreeMap::new();
        for file in &sides.old {
            let folder = file.path.parent().unwrap_or(Path::new(""));
            if !folders.contains_key(folder) {
                let nearest = folder.ancestors().find_map(|folder| configured.get_key_value(folder));
                folders.insert(folder.to_path_buf(), nearest.map(|(folder, _)| *folder));
            }
        }
        let needed: BTreeSet<&Path> = folders.values().flatten().copied().collect();
        let ids = needed.iter().filter_map(|folder| configured.get(folder)).map(ToString::to_string);
        let mut contents = sides.repository.contents(&sides.commit, ids.collect())?;
        let mut classes: HashMap<&Path, Impact> = HashMap::new();
        for folder in needed {
            let path = display(&folder.join(config::FILE_NAME));
            let source = Source::in_memory(&path, contents.read_next()?.unwrap_or_default());
            let class = config::allowed(source).unwrap_or_else(|_| {
                self.invalid.insert(path);
                None
            });
            classes.insert(folder, class.unwrap_or(DEFAULT));
        }
        for (folder, nearest) in folders {
            let class = nearest.and_then(|nearest| classes.get(nearest)).copied();
            self.before.insert(folder, class.unwrap_or(DEFAULT));
        }
        Ok(())
    }

    /// The highest class of changes from `old` to `new` that need no new version.
    pub(super) fn between(&mut self, old: &Old, new: &New) -> Impact {
        let folder = |path: &Path| path.parent().map(Path::to_path_buf).unwrap_or_default();
        let before = self.before.get(&folder(&old.path)).copied().unwrap_or(DEFAULT);
        let place = new.place.as_deref();
        let now = place.and_then(|place| self.now.get(&folder(place))).copied().unwrap_or(DEFAULT);
        if before != now {
            self.differences.entry((before, now)).or_insert_with(|| new.name.clone());
        }
        before.min(now)
    }

    /// Prints where both sides differ, since the reader may expect what the working tree says.
    pub(super) fn print_notices(&self, revision: &str, context: &mut Context<'_>) -> io::Result<()> {
        let revision = one_line(revision);
        for path in &self.invalid {
            let (path, class) = (one_line(path), DEFAULT.name());
            let words = bilingual!(
                "{path} of {revision} cannot be used; what needs no new version is `{class}` alone",
                "{revision} 的 {path} 無法使用；只有 `{class}` 的變更不需要新版本"
            );
            writeln!(context.err, "{}", words.get(context.lang))?;
        }
        for ((before, now), path) in &self.differences {
            let path = one_line(path);
            let (counts, before, now) = (before.min(now).name(), before.name(), now.name());
            let words = bilingual!(
                "{path}: changes up to `{before}` are allowed in {revision} and up to `{now}` in the working tree; the \
                 stricter counts, `{counts}`",
                "{path}：{revision} 允許到 `{before}`，工作目錄允許到 `{now}`；以較嚴格的 `{counts}` 為準"
            );
            writeln!(context.err, "{}", words.get(context.lang))?;
        }
        Ok(())
    }
}
