//! `ttm man`: the manual page of the program, or of one command.

use clap::Command;
use clap::builder::PossibleValuesParser;

use super::{Context, Failure, Outcome};
use crate::text::bilingual::Lang;

const EXAMPLES: &str = "\
Examples:
  ttm man > ttm.1 && man ./ttm.1
  ttm man validate > ttm-validate.1";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A command, for a page of its own; without one, the program
    #[arg(id = "page", value_name = "COMMAND", value_parser = PossibleValuesParser::new(PAGES))]
    page: Option<String>,
}

/// The commands that have a page. A test holds them to the definition.
pub(crate) const PAGES: &[&str] = &[
    "validate",
    "explain",
    "new",
    "import",
    "fmt",
    "renumber",
    "codes",
    "diff",
    "release",
    "gap",
    "list",
    "find",
    "show",
    "render",
    "schema",
    "init",
    "completions",
    "man",
    #[cfg(feature = "lsp")]
    "lsp",
    #[cfg(feature = "export")]
    "export",
    #[cfg(feature = "site")]
    "site",
];

/// The headings in Chinese; the last is what clap calls what stands below the options.
const HEADINGS: &[(&str, &str, &str)] = &[
    ("NAME", "NAME", "名稱"),
    ("SYNOPSIS", "SYNOPSIS", "語法"),
    ("DESCRIPTION", "DESCRIPTION", "說明"),
    ("OPTIONS", "OPTIONS", "選項"),
    ("SUBCOMMANDS", "COMMANDS", "指令"),
    ("VERSION", "VERSION", "版本"),
    ("EXTRA", "EXAMPLES", "範例"),
];

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let page = page(args.page.as_deref(), context.lang)?;
    context.out.write_all(page.as_bytes())?;
    Ok(Outcome::Clean)
}

/// The page of the program, or of a command.
pub fn page(name: Option<&str>, lang: Lang) -> std::io::Result<String> {
    // The page of the program refers to the pages of its commands, and `help` has no page.
    let mut whole = crate::cli::command(lang).disable_help_subcommand(true);
    whole.build();
    let command = match name.and_then(|name| whole.find_subcommand(name)) {
        None => whole,
        // The page of the program has what holds for every command.
        Some(found) => {
            let global: Vec<clap::Id> = whole.get_arguments().map(|arg| arg.get_id().clone()).collect();
            let is_global = |arg: &clap::Arg| global.contains(arg.get_id());
            found.clone().mut_args(|arg| if is_global(&arg) { arg.hide(true) } else { arg })
        }
    };
    let command = without_headings(command);
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page)?;
    let page = String::from_utf8_lossy(&page);
    Ok(page.lines().map(|line| heading(line, lang) + "\n").collect())
}

/// The same definition with all of its arguments under the headings of the page.
fn without_headings(command: Command) -> Command {
    command.mut_args(|arg| arg.help_heading(None::<&str>))
}

/// A line, or the heading that it is.
fn heading(line: &str, lang: Lang) -> String {
    let known = line.strip_prefix(".SH ").map(|name| name.trim_matches('"'));
    match HEADINGS.iter().find(|(name, ..)| known == Some(name)) {
        Some((_, en, zh)) => format!(".SH {}", if lang == Lang::En { en } else { zh }),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_referenced_man_page_exists() {
        let command = crate::cli::command(Lang::En);
        let names: Vec<&str> =
            command.get_subcommands().map(Command::get_name).filter(|name| *name != "help").collect();
        let mut pages = PAGES.to_vec();
        pages.sort_unstable();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        assert_eq!(pages, sorted);
        let whole = page(None, Lang::En).unwrap();
        let referred: Vec<&str> =
            whole.lines().filter_map(|line| line.strip_prefix("ttm\\-")?.split('(').next()).collect();
        assert_eq!(referred, names, "{whole}");
        assert!(whole.contains("\\-\\-lang"));
        for name in names {
            for lang in [Lang::En, Lang::ZhTw] {
                let page = page(Some(name), lang).unwrap();
                assert!(
                    page.contains(&format!(".TH ttm-{name} 1"))
                        || page.contains(&format!(".TH ttm\\-{name} 1")),
                    "{page}"
                );
                assert!(!page.contains("\\-\\-lang"), "{name}: {page}");
                assert_eq!(page.contains(".SH NAME"), lang == Lang::En);
            }
        }
    }
}
