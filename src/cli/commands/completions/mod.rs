//! `ttm completions`: what a shell needs to complete the arguments.

use clap_complete::Shell;

use super::{Context, Failure, Outcome};

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
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut crate::cli::command(context.lang), "ttm", &mut script);
    context.out.write_all(&script)?;
    Ok(Outcome::Clean)
}
