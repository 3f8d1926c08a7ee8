//! `ttm validate --show-settings`: prints which settings apply to each file, and from which files they come.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::{Context, Failure, Outcome};
use crate::bilingual;
use crate::check::config::{Configuration, InputSettings};
use crate::cli::commands::policy::PolicyArgs;
use crate::files::inputs::{FoundInputs, Input, root};
use crate::files::located::{parent, shortened};
use crate::files::source::display;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;

/// The most files of a folder that are named if its files have different settings.
const MAX_NAMES: usize = 5;

/// Consecutive files with the same settings.
struct Group<'a> {
    folder: PathBuf,
    inputs: &'a [Input],
    settings: InputSettings<'a>,
}

/// Prints the settings.
pub(super) fn print(
    policy: &PolicyArgs,
    found: &FoundInputs,
    configuration: &Configuration,
    context: &mut Context<'_>,
) -> Result<Outcome, Failure> {
    let settings: Vec<InputSettings<'_>> =
        (0..found.inputs.len()).map(|at| configuration.of_input(at, &found.inputs[at])).collect();
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut from = 0;
    for at in 0..found.inputs.len() {
        let folder = |at: usize| found.inputs[at].path().map(|path| parent(path).to_path_buf());
        let is_last = at + 1 == found.inputs.len();
        if is_last || folder(at) != folder(at + 1) || settings[at] != settings[at + 1] {
            groups.push(Group {
                folder: folder(at).unwrap_or_default(),
                inputs: &found.inputs[from..=at],
                settings: settings[at].clone(),
            });
            from = at + 1;
        }
    }
    for (at, group) in groups.iter().enumerate() {
        let shares = |other: Option<&Group<'_>>| other.is_some_and(|other| other.folder == group.folder);
        let is_whole =
            !shares(at.checked_sub(1).and_then(|before| groups.get(before))) && !shares(groups.get(at + 1));
        let ignored = ignore_files(found, &group.folder);
        let baseline = policy.named_baseline().map(display).or_else(|| group.settings.baseline.clone());
        let text = group.text(is_whole, baseline, &ignored, context.lang);
        context.out.write_all(text.as_bytes())?;
    }
    Ok(Outcome::Clean)
}

/// The ignore files that apply in a folder.
fn ignore_files(found: &FoundInputs, folder: &Path) -> Vec<String> {
    let Ok(full) = folder.canonicalize() else { return Vec::new() };
    let root = root::of_repository(&full);
    let holds = |of: &Path| full.starts_with(of) && root.is_none_or(|root| of.starts_with(root));
    let files = found.ignore_files.iter().filter(|file| holds(&file.folder));
    let mut names: Vec<String> = Vec::new();
    for name in files.map(|file| display(&shortened(&file.path))) {
        // Each of the paths that were named has read it.
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

impl Group<'_> {
    fn text(&self, is_whole: bool, baseline: Option<String>, ignored: &[String], lang: Lang) -> String {
        let InputSettings { config, severities, overrides, allow, family, is_excluded, .. } = &self.settings;
        let joint = if lang == Lang::En { ", " } else { "、" };
        let some = |values: Vec<String>| (!values.is_empty()).then(|| values.join(joint));
        let severities = severities.iter().map(|(rule, severity)| {
            format!("{rule} = {}", severity.map_or("off", |severity| severity.name()))
        });
        let lines = [
            (Bilingual::fixed("configuration", "設定檔"), config.clone()),
            (Bilingual::fixed("baseline", "基線檔"), baseline),
            (Bilingual::fixed("ignore files", "忽略檔"), some(ignored.to_vec())),
            (Bilingual::fixed("severities", "嚴重程度"), some(severities.collect())),
            (Bilingual::fixed("overrides", "另有設定的路徑"), some(overrides.clone())),
            (
                Bilingual::fixed("release allows", "公告時允許的變更"),
                allow.map(|impact| impact.name().to_owned()),
            ),
            (Bilingual::fixed("family", "編碼系列"), family.map(|family| (family + 1).to_string())),
        ];
        let (colon, none) = if lang == Lang::En { (": ", "none") } else { ("：", "無") };
        let mut text = one_line(self.heading(is_whole).get(lang)) + "\n";
        if *is_excluded {
            let excluded = Bilingual::fixed("left out by `exclude`", "由 `exclude` 略過");
            let _ = writeln!(text, "  {}", excluded.get(lang));
        }
        for (name, value) in lines {
            let value = value.map_or_else(|| none.to_owned(), |value| one_line(&value));
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {}{colon}{value}", name.get(lang));
        }
        text
    }

    fn heading(&self, is_whole: bool) -> Bilingual {
        let count = self.inputs.len();
        match self.inputs {
            [one] => {
                let name = one.name();
                bilingual!("{name}", "{name}")
            }
            _ if is_whole => {
                let folder = display(&self.folder);
                bilingual!("{folder}/ ({count} files)", "{folder}/（{count} 個檔案）")
            }
            many => {
                let mut names: Vec<String> = many.iter().take(MAX_NAMES).map(Input::name).collect();
                if count > MAX_NAMES {
                    names.push("…".to_owned());
                }
                let (en, zh) = (names.join(", "), names.join("、"));
                bilingual!("{en} ({count} files)", "{zh}（{count} 個檔案）")
            }
        }
    }
}
