//! `ttm init`: what a repository of standards needs, where it is not there yet.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::schema_path::SCHEMA;
use super::{Context, Failure, Outcome};
use crate::bilingual;
use crate::files::inputs::{DEFAULT_FOLDER, DRAFTS};
use crate::files::source::display;
use crate::files::write;
use crate::format::schema::schema;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;

const EXAMPLES: &str = "\
Examples:
  ttm init                           in the current folder
  ttm init standards-repository      in another one, which is made where it is not there";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The folder of the repository [default: the current folder]
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// The files with their texts, in the language of the one who will read them.
fn files(lang: Lang) -> [(String, String); 7] {
    let in_language = |en: &str, zh: &str| if lang == Lang::En { en.to_owned() } else { zh.to_owned() };
    let filled = |text: &str| {
        let name = if lang == Lang::En { "en" } else { "zh-TW" };
        text.replace("LANG", name).replace("VERSION", env!("CARGO_PKG_VERSION"))
    };
    [
        (format!("{DEFAULT_FOLDER}/{SCHEMA}"), schema()),
        (format!("{DRAFTS}/.gitkeep"), String::new()),
        (
            "ttm.toml".into(),
            in_language(include_str!("settings.en.toml"), include_str!("settings.zh-TW.toml")),
        ),
        (".github/workflows/standards.yml".into(), filled(include_str!("workflow.yml"))),
        (".pre-commit-config.yaml".into(), filled(include_str!("pre-commit.yaml"))),
        (".gitattributes".into(), include_str!("gitattributes").into()),
        ("README.md".into(), in_language(include_str!("readme.en.md"), include_str!("readme.zh-TW.md"))),
    ]
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let root = args.folder.as_deref().unwrap_or(Path::new(""));
    for (name, text) in files(context.lang) {
        let path = root.join(&name);
        let shown = one_line(&display(&path));
        let words = match placed(root, &path, &text)? {
            true => bilingual!("{shown}: written", "{shown}：已寫入"),
            false => bilingual!("{shown}: there already, not touched", "{shown}：已存在，未更動"),
        };
        context.say(&words)?;
    }
    context.say(&Bilingual::fixed(
        "next: `ttm new --name NAME -o drafts/NAME.yaml` begins a draft, `ttm import FILE` brings a published standard in",
        "接下來：`ttm new --name 職業名稱 -o drafts/職業名稱.yaml` 建立草案，`ttm import 檔案` 匯入已公告的職能基準",
    ))?;
    Ok(Outcome::Clean)
}

/// Writes a file where nothing is; whether it did.
fn placed(root: &Path, path: &Path, text: &str) -> Result<bool, Failure> {
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    // A folder that came with the repository may be a link to anywhere.
    let folders = path.ancestors().skip(1).take_while(|folder| *folder != root);
    if let Some(link) = folders.filter(|folder| folder.is_symlink()).last() {
        return Err(Failure::LinkOutOfFolder { path: display(link) });
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.map_or(Ok(()), fs::create_dir_all).map_err(Failure::write(path))?;
    match write::create_new(path, &mut |out| out.write_all(text.as_bytes())) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Failure::write(path)(error)),
    }
}
