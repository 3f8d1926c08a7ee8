//! `ttm release`: issue a standard under the code that the office gave it.

mod folder;

use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::read_standard::{load_valid, read_text};
use super::schema_path::SchemaPath;
use super::{Context, Failure, Outcome, is_same, parse_date};
use crate::bilingual;
use crate::check::check;
use crate::diagnostic::Counts;
use crate::edit::draft::with_schema;
use crate::edit::release::{Former, Issue, NotIssued, archive, name, release};
use crate::files::git::Repository;
use crate::files::source::{Source, display};
use crate::files::write;
use crate::model::Text;
use crate::text::bilingual;
use crate::text::bilingual::Bilingual;
use crate::text::display_safe::one_line;
use crate::text::unified_diff::renamed;

const EXAMPLES: &str = "\
Examples:
  ttm release draft.yaml --code TTM4221-007v1 --date 2026-03-01 --note 首次公告
  ttm release standards/TTM4221-004v2.yaml --code TTM4221-004v3 --date 2026-03-01 --note 更新工作任務
  ttm release TTM4221-004-next.yaml --code TTM4221-004v3 --date 2026-03-01 --note 更新工作任務 --keep
  ttm release draft.yaml --code TTM4221-007v1 --date 2026-03-01 --note 首次公告 --diff";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The file of a standard
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The code that the iCAP office issued for this version
    #[arg(long, value_name = "CODE")]
    code: String,
    /// The day it was issued, such as 2026-03-01
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    date: Date,
    /// The update note of the history
    #[arg(long, value_name = "TEXT")]
    note: String,
    /// Leave the version before beside it, marked as superseded
    #[arg(long)]
    keep: bool,
    /// Print what would change, and write nothing
    #[arg(long)]
    diff: bool,
}

/// The changes to files, all known before the first is written.
struct Plan {
    /// The file of the version that is issued, with its text.
    target: PathBuf,
    text: String,
    /// Whether that is the input file.
    in_place: bool,
    /// The previous version, if it is kept: its file, its text, and its new text.
    kept: Option<(PathBuf, String, String)>,
    /// Files to be removed, with their texts.
    removed: Vec<(PathBuf, String)>,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    if args.file == Path::new("-") {
        return Err(Failure::StdinNotAllowed(Bilingual::fixed(
            "standard input cannot be issued, since the files beside a standard count; name the file",
            "標準輸入無法公告，因為需要同資料夾裡的檔案；請指定檔案",
        )));
    }
    let Some(source) = read_text(&args.file, context)? else { return Ok(Outcome::Findings) };
    let Some(standard) = load_valid(&source, context)? else { return Ok(Outcome::Findings) };
    let refused = |words| Failure::NotReleased { path: one_line(&source.path), words };
    let issue = Issue { code: &args.code, date: args.date, note: &args.note };
    let text = release(&standard, &source.text, &issue).map_err(|NotIssued(words)| refused(words))?;
    let former = Former::of(&standard);
    let (folder, revised) = match former {
        Former::Edited(_) => (args.file.parent().map(Path::to_path_buf).unwrap_or_default(), None),
        Former::Revised(_) | Former::None => {
            let revised = former.code().and_then(|code| folder::file_of_revised(&args.file, code));
            (folder::of_issued(&args.file, &args.code, revised.as_deref()), revised)
        }
    };
    let target = folder.join(format!("{}.yaml", args.code));
    // What an editor finds the schema by holds from the folder that the file goes to.
    let text = match is_same(&folder.join("x"), &args.file.with_file_name("x")) {
        true => text,
        false => with_schema(&text, &SchemaPath::from(&folder).relative),
    };
    let in_place = is_same(&target, &args.file);
    if !in_place && target.symlink_metadata().is_ok() {
        return Err(refused(already_there(&target)));
    }
    let mut plan = Plan { target, text, in_place, kept: None, removed: Vec::new() };
    let mut removable = (!in_place).then(|| (args.file.clone(), source.text.clone()));
    if let Some(code) = former.code() {
        let old = match former {
            Former::Revised(_) => revised,
            _ => Some(args.file.clone()),
        };
        let name = name(&standard).map_err(|NotIssued(words)| refused(words))?;
        match old {
            Some(old) if args.keep => {
                let (before, text) = if is_same(&old, &args.file) {
                    if in_place {
                        return Err(refused(not_committed(&old, code)));
                    }
                    removable = None;
                    (
                        source.text.clone(),
                        committed_text(&old)?.ok_or_else(|| refused(not_committed(&old, code)))?,
                    )
                } else {
                    let Some(source) = read_text(&old, context)? else { return Ok(Outcome::Findings) };
                    (source.text.clone(), source.text)
                };
                let source = Source::in_memory(&display(&old), text);
                let Some(standard) = load_valid(&source, context)? else { return Ok(Outcome::Findings) };
                if standard.code.given().map(Text::as_str) != Some(code) {
                    return Err(refused(not_committed(&old, code)));
                }
                let after = archive(&standard, &source.text, name, &issue).map_err(|NotIssued(words)| {
                    Failure::NotReleased { path: one_line(&source.path), words }
                })?;
                plan.kept = Some((old, before, after));
            }
            None if args.keep => return Err(refused(not_beside(code))),
            Some(old) if !is_same(&old, &args.file) => {
                let Some(source) = read_text(&old, context)? else { return Ok(Outcome::Findings) };
                // Without git or outside a repository, the file is the only copy.
                let known = committed_text(&old).ok().flatten();
                let known = known.is_some_and(|known| same_lines(&known, &source.text));
                if !known {
                    let path = one_line(&display(&old));
                    return Err(refused(bilingual!(
                        "{path} is not committed to git as it is and would be lost; commit it first, or keep it with --keep",
                        "{path} 目前的內容尚未提交到 git，移除後就找不回來；請先提交，或加上 --keep 保留"
                    )));
                }
                plan.removed.push((old, source.text));
            }
            Some(_) => {}
            None => {
                let words = not_beside(code);
                context.say(&words)?;
            }
        }
    }
    plan.removed.extend(removable);
    // Errors do not prevent issuing, since published standards have them too, but they are reported now.
    let errors = Counts::of(&check(&[Source::in_memory(&display(&plan.target), plan.text.as_str())])).errors;
    if args.diff {
        print_plan(&plan, &source, context)?;
    } else {
        carry_out(&plan, &source)?;
        say_done(&plan, &args.code, context)?;
    }
    if let Some(words) = error_notice(&plan.target, errors) {
        context.say(&words)?;
    }
    Ok(Outcome::Clean)
}

/// The text of a file in the last commit.
fn committed_text(file: &Path) -> Result<Option<String>, Failure> {
    let repository = Repository::around(file.parent().unwrap_or(Path::new(".")))?;
    let commit = repository.commit("HEAD")?;
    Ok(repository.text(&commit, file)?)
}

fn already_there(target: &Path) -> Bilingual {
    let path = one_line(&display(target));
    bilingual!("{path} is there already", "{path} 已經存在")
}

/// Whether two texts are equal apart from line endings, which git may convert.
fn same_lines(one: &str, other: &str) -> bool {
    one.lines().eq(other.lines())
}

fn not_committed(file: &Path, code: &str) -> Bilingual {
    let path = one_line(&display(file));
    bilingual!(
        "--keep takes the version before from git, but the last commit has no {code} in {path}",
        "--keep 由 git 取得前一版，但最近一次提交的 {path} 並不是 {code}"
    )
}

fn not_beside(code: &str) -> Bilingual {
    bilingual!(
        "the file of {code} lies neither beside it nor in standards/; remove it, or mark it as superseded, where it lies",
        "同一個資料夾與 standards/ 裡都沒有 {code} 的檔案；請到它所在的位置移除，或標為歷史版本"
    )
}

/// The message about errors in the new version.
fn error_notice(target: &Path, errors: usize) -> Option<Bilingual> {
    let (target, s) = (one_line(&display(target)), bilingual::s(errors));
    (errors > 0).then(|| {
        bilingual!(
            "{target}: has {errors} error{s}, which `ttm validate` shows",
            "{target}：有 {errors} 個錯誤，可用 `ttm validate` 查看"
        )
    })
}

fn print_plan(plan: &Plan, source: &Source, context: &mut Context<'_>) -> io::Result<()> {
    let target = display(&plan.target);
    let mut text = renamed(&source.path, &target, &source.text, &plan.text, context.lang);
    if let Some((path, before, after)) = &plan.kept {
        let path = display(path);
        text += &renamed(&path, &path, before, after, context.lang);
    }
    context.out.write_all(text.as_bytes())?;
    for (path, _) in plan.removed.iter().filter(|(path, _)| display(path) != source.path) {
        let path = one_line(&display(path));
        let words = bilingual!("{path} would be removed", "會移除 {path}");
        context.say(&words)?;
    }
    Ok(())
}

/// Writes the new version first, so that no later failure loses anything.
fn carry_out(plan: &Plan, source: &Source) -> Result<(), Failure> {
    if plan.in_place {
        write::check_replaceable(&plan.target, &source.text).map_err(Failure::write(&plan.target))?;
    }
    if let Some((path, before, _)) = &plan.kept {
        write::check_replaceable(path, before).map_err(Failure::write(path))?;
    }
    for (path, before) in &plan.removed {
        write::check_removable(path, before).map_err(Failure::write(path))?;
    }
    if plan.in_place {
        write::replace(&plan.target, &source.text, &plan.text).map_err(Failure::write(&plan.target))?;
    } else {
        let made = write::create_durable(&plan.target, &mut |out| out.write_all(plan.text.as_bytes()));
        made.map_err(|error| match error.kind() {
            // Another has issued it meanwhile.
            io::ErrorKind::AlreadyExists => {
                Failure::NotReleased { path: one_line(&source.path), words: already_there(&plan.target) }
            }
            _ => Failure::write(&plan.target)(error),
        })?;
    }
    let mut written = vec![display(&plan.target)];
    if let Some((path, before, after)) = &plan.kept {
        write::replace(path, before, after)
            .map_err(|error| Failure::write(path)(error).after_writing(&written))?;
        written.push(display(path));
    }
    for (path, before) in &plan.removed {
        write::remove(path, before).map_err(|error| Failure::remove(path)(error).after_writing(&written))?;
    }
    Ok(())
}

fn say_done(plan: &Plan, code: &str, context: &mut Context<'_>) -> io::Result<()> {
    let target = one_line(&display(&plan.target));
    let mut lines = vec![bilingual!("{target}: issued as {code}", "{target}：已成為 {code}")];
    if let Some((path, ..)) = &plan.kept {
        let path = one_line(&display(path));
        lines.push(bilingual!("{path}: superseded by {code}", "{path}：已標為由 {code} 取代"));
    }
    for (path, _) in &plan.removed {
        let path = one_line(&display(path));
        lines.push(bilingual!("{path}: removed", "{path}：已移除"));
    }
    lines.iter().try_for_each(|words| context.say(words))
}
