//! The arguments: one definition that help, completions and the man page come from, in both languages.

pub mod commands;
mod help;
mod usage;
mod zh;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::text::bilingual::Lang;
#[cfg(feature = "export")]
use commands::export;
#[cfg(feature = "lsp")]
use commands::lsp;
#[cfg(feature = "site")]
use commands::site;
use commands::{
    codes, completions, diff, explain, find, fmt, gap, import, init, list, man, new, release, render,
    renumber, schema, show, validate,
};

pub use usage::{usage_error, with_visible_arguments};

/// Competency standards (iCAP 職能基準) as text: check them, print them, publish them.
#[derive(Debug, Parser)]
#[command(name = "ttm", version, propagate_version = true, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  ttm validate                       check every standard in standards/
  ttm validate standards/*.yaml      check these files
  ttm render --format md             print them as Markdown
  ttm explain duplicate-name         what a rule wants and why

Exit codes:
  0  no errors (with --strict no warnings either)
  1  errors, a difference, or nothing found
  2  it could not do the job: wrong arguments or settings, a path that is not there";

/// The largest number of threads that can be asked for.
const MAX_JOBS: i64 = 1024;

/// The options of every command.
#[derive(Debug, Args)]
pub struct Global {
    /// Language of messages and help [default: from the locale]
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    lang: Option<Lang>,
    /// Colour in the output
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = ColorArg::Auto)]
    color: ColorArg,
    /// How many files are worked on at the same time [default: one for each processor]
    #[arg(short, long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=MAX_JOBS))]
    jobs: Option<u16>,
}

/// The commands, a file each in `src/cli/commands/`.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check standards and say at the exact place what is wrong
    Validate(validate::Args),
    /// Print standards in their official form
    Render(render::Args),
    /// Say what changed from one version of a standard to another
    Diff(diff::Args),
    /// Explain a rule, or list them all
    Explain(explain::Args),
    /// Bring published standards in: the page's text, a saved page, an office file, converted JSON
    Import(import::Args),
    /// Begin a draft: an empty form, or the next edition of a standard
    New(new::Args),
    /// Put standards into the canonical layout; comments, texts and the order stay
    Fmt(fmt::Args),
    /// Make codes follow the position of what they stand for
    Renumber(renumber::Args),
    /// Issue a draft or the next version of a standard under the code that the office gave it
    Release(release::Args),
    /// List standards, or the names that they use
    List(list::Args),
    /// Find where standards say something
    Find(find::Args),
    /// Show a standard or one of its entries: what a code is the name of, at which level, who uses it
    Show(show::Args),
    /// Make a website of standards: search, lists, comparison; works without a server, also from a shared drive
    #[cfg(feature = "site")]
    Site(site::Args),
    /// What two occupations share, and what someone from the first still needs for the second
    Gap(gap::Args),
    /// Find the codes of occupations and industries by name or number
    Codes(codes::Args),
    /// Write standards as data for other programs: tables, or CASE packages
    #[cfg(feature = "export")]
    Export(export::Args),
    /// Print a JSON Schema: of the format, for editors, or of what is written as JSON
    Schema(schema::Args),
    /// Set up a repository of standards: folders, schema, settings, checks; touches nothing that is there
    Init(init::Args),
    /// Serve an editor: findings, names and changes while a standard is written
    #[cfg(feature = "lsp")]
    Lsp(lsp::Args),
    /// Print the completions of a shell
    Completions(completions::Args),
    /// Print the manual page of the program or of one command
    Man(man::Args),
}

/// When colour is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Cli {
    /// The number of threads to use, if it is given.
    pub fn jobs(&self) -> Option<usize> {
        self.global.jobs.map(usize::from)
    }

    /// Whether the output consists of workflow commands of GitHub Actions.
    pub fn writes_commands(&self) -> bool {
        matches!(&self.command, Command::Validate(args) if args.writes_commands())
    }

    /// When colour is used.
    pub fn color(&self) -> anstream::ColorChoice {
        match self.global.color {
            ColorArg::Auto => anstream::ColorChoice::Auto,
            ColorArg::Always => anstream::ColorChoice::Always,
            ColorArg::Never => anstream::ColorChoice::Never,
        }
    }
}

/// The definition of all arguments, with the help in `lang`.
pub fn command(lang: Lang) -> clap::Command {
    match lang {
        Lang::En => help::grouped(Cli::command(), lang),
        Lang::ZhTw => help::grouped(zh::translate(Cli::command()), lang),
    }
}

/// Parses `arguments`, the program's name first.
///
/// # Errors
/// What clap finds wrong with them, or a request for help or the version, which clap treats alike.
pub fn parse(arguments: &[OsString], lang: Lang) -> Result<Cli, clap::Error> {
    // Only help and errors need the texts and their language: nearly every run is parsed once, without them.
    let matches = Cli::command().try_get_matches_from(arguments).or_else(|error| match error.kind() {
        ErrorKind::DisplayVersion => Err(error),
        _ => command(lang).try_get_matches_from(arguments),
    })?;
    Cli::from_arg_matches(&matches)
}

/// The locale that the variables set, else that of the system.
pub fn locale(
    set: impl Fn(&'static str) -> Option<String>,
    system: impl FnOnce() -> Option<String>,
) -> Option<String> {
    ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).or_else(system)
}

/// The language of a run: that of `--lang` in `arguments`, else that of the locale. It has to be known before the
/// arguments are parsed, since their help is in it.
pub fn lang(arguments: &[OsString], locale: Option<&str>) -> Lang {
    let mut words = arguments.iter().filter_map(|word| word.to_str()).take_while(|word| *word != "--");
    let mut named = None;
    while let Some(word) = words.next() {
        if let Some(value) = word.strip_prefix("--lang=") {
            named = Some(value);
        } else if word == "--lang" {
            named = words.next();
        }
    }
    let known = |name: &str| {
        let language = name.get(..2)?;
        let is = |other: &str| language.eq_ignore_ascii_case(other);
        if is("zh") { Some(Lang::ZhTw) } else { is("en").then_some(Lang::En) }
    };
    // If the named language is unknown, the error about it is in the language of the locale.
    named.and_then(known).or_else(|| locale.and_then(known)).unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_definition_is_valid_in_both_languages() {
        Cli::command().debug_assert();
        command(Lang::ZhTw).debug_assert();
    }

    #[test]
    fn without_locale_variables_the_system_locale_is_used() {
        let system = || Some("zh-Hant-TW".to_owned());
        let set = |name: &str| (name == "LANG").then(|| "en_US.UTF-8".to_owned());
        assert_eq!(locale(set, system).as_deref(), Some("en_US.UTF-8"));
        let asked = locale(|_| None, system);
        assert_eq!(lang(&[], asked.as_deref()), Lang::ZhTw);
        assert_eq!(locale(|_| None, || None), None);
    }

    #[test]
    fn the_lang_option_overrides_the_locale() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert_eq!(lang(&words("ttm validate"), Some("zh_TW.UTF-8")), Lang::ZhTw);
        assert_eq!(lang(&words("ttm validate"), Some("C.UTF-8")), Lang::En);
        assert_eq!(lang(&words("ttm validate"), None), Lang::En);
        assert_eq!(lang(&words("ttm --lang en validate"), Some("zh_TW")), Lang::En);
        assert_eq!(lang(&words("ttm validate --lang=zh-TW"), None), Lang::ZhTw);
        assert_eq!(lang(&words("ttm validate -- --lang=zh-TW"), None), Lang::En);
        assert_eq!(lang(&words("ttm --lang fr validate"), Some("zh_TW.UTF-8")), Lang::ZhTw);
        assert_eq!(lang(&words("ttm --lang=fr validate"), Some("fr_FR")), Lang::En);
    }
}
