//! `ttm completions`: what a shell needs to complete the arguments.

mod bash;

use clap::Command;
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;

use super::{Context, Failure, Outcome};
use crate::classifications::{INDUSTRIES, JOB_CATEGORIES, OCCUPATIONS};
use crate::rules::RULES;
use crate::text::bilingual::Lang;
use crate::versions::diff::Impact;

const EXAMPLES: &str = "\
Examples:
  ttm completions bash > /etc/bash_completion.d/ttm
  ttm completions zsh > ~/.zfunc/_ttm";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    context.out.write_all(&script(args.shell, context.lang))?;
    Ok(Outcome::Clean)
}

/// The script for a shell.
pub fn script(shell: Shell, lang: Lang) -> Vec<u8> {
    let mut command = with_values(crate::cli::command(lang));
    command.build();
    if shell == Shell::Bash {
        return bash::script(&command).into_bytes();
    }
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "ttm", &mut script);
    script
}

/// The definition with the values that a run does not insist on: it has better advice for a wrong one than clap.
fn with_values(command: Command) -> Command {
    let rules = RULES.iter().map(|rule| rule.name).chain(Impact::ALL.into_iter().map(Impact::name));
    let groups = OCCUPATIONS.groups.iter().chain(&INDUSTRIES.groups).map(|group| group.digits);
    let categories = JOB_CATEGORIES.iter().map(|category| category.code);
    let codes = groups.chain(categories).filter(|code| !code.is_empty());
    command
        .mut_subcommand("explain", |explain| {
            explain.mut_arg("rule_or_class", |rule| rule.value_parser(PossibleValuesParser::new(rules)))
        })
        .mut_subcommand("codes", |found| {
            found.mut_arg("query", |query| query.value_parser(PossibleValuesParser::new(codes)))
        })
}
