//! `ttm site`: a website of many standards.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::policy::show_problems;
use super::standards::unread;
use super::{Context, Failure, Outcome, parse_date};
use crate::bilingual;
use crate::check::config;
use crate::files::inputs::{self, root};
use crate::files::open;
use crate::files::reason::reason;
use crate::files::source::display;
use crate::site::publish::{Done, publish};
use crate::site::{Download, Inputs, Options};
use crate::text::bilingual::{self, Bilingual};
use crate::text::display_safe::one_line;

const EXAMPLES: &str = "\
Examples:
  ttm site -o public/
  ttm site standards/ -o public/ --downloads md,json,csv,xlsx,docx
  ttm site -o public/ --as-of 2026-01-01";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files, folders (searched for .yaml and .yml), or - for standard input [default: standards/ if it is there,
    /// else the current folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The folder of the site; what is in it and not of the site is not touched
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// The forms that each standard can be taken in besides its page, separated by commas; without one, none [default:
    /// md,json]
    #[arg(long, value_enum, value_name = "FORM", value_delimiter = ',', num_args = 0..=1)]
    downloads: Option<Vec<Download>>,
    /// List the current standards that had to be assessed for an update by this day
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    as_of: Option<Date>,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let found = inputs::search(&args.paths)?;
    context.say_all(&found.notices)?;
    let (texts, folder) = match config::site(&found.inputs) {
        Ok(said) => said.unwrap_or_default(),
        Err(invalid) => return Err(show_problems(&invalid, context)),
    };
    let inputs = Inputs::read(&found.inputs, &mut *context.input);
    let options = Options {
        lang: texts.lang.unwrap_or(context.lang),
        downloads: args.downloads.clone().unwrap_or_else(|| Download::USUAL.to_vec()),
        as_of: args.as_of,
        logo: texts.logo.as_deref().map(|logo| picture(&folder, logo)).transpose()?,
        title: texts.title,
        footer: texts.footer,
        license: texts.license,
        url: texts.url,
    };
    let folder = &args.output;
    let (missing, done) = publish(&inputs, &options, folder);
    let mut outcome = Outcome::Clean;
    if !missing.unread.is_empty() {
        context.say(&unread(&missing.unread))?;
        outcome = Outcome::Findings;
    }
    for one in &missing.left_out {
        let (path, en, zh) = (&one.path, &one.reason.en, &one.reason.zh);
        context.say(&bilingual!("{path} is not printed: {en}", "{path} 沒有印出：{zh}"))?;
        outcome = Outcome::Findings;
    }
    let Done { standards: count, written, kept, removed } =
        done.map_err(|failed| Failure::write(&failed.path)(failed.reason))?;
    let (folder, s) = (one_line(&display(folder)), bilingual::s(count));
    context.say(&bilingual!(
        "{folder}: {count} standard{s}; {written} written, {kept} kept, {removed} removed",
        "{folder}：{count} 份職能基準；寫入 {written} 個檔案，保留 {kept} 個，移除 {removed} 個"
    ))?;
    Ok(outcome)
}

/// The largest picture in bytes.
const PICTURE_BYTES: usize = 1 << 20;

/// The picture that `ttm.toml` names, under the name that it has on the site.
fn picture(folder: &Path, logo: &str) -> Result<(String, Vec<u8>), Failure> {
    let path = folder.join(logo);
    let failed = |reason: Bilingual| Failure::Picture { path: one_line(logo), reason };
    if root::leads_out(&path, root::reach(folder)) {
        return Err(failed(Bilingual::fixed("it lies outside of the repository", "在儲存庫之外")));
    }
    let bytes = open::bounded(&path, PICTURE_BYTES).map_err(|error| failed(reason(&error)))?;
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    Ok((format!("logo.{}", ending.to_ascii_lowercase()), bytes))
}
