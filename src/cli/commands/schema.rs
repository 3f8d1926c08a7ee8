//! `ttm schema`: the JSON Schemas of the format and of what is written as JSON.

use clap::ValueEnum;

use super::{Context, Failure, Outcome};
use crate::format;
use crate::report::json_schema::{self, Output};

const EXAMPLES: &str = "\
Examples:
  ttm schema > standards/standard.schema.json
  ttm schema --of findings > findings.schema.json";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// What is described
    #[arg(long, value_enum, value_name = "WHAT", default_value_t = Of::Standard)]
    of: Of,
}

/// What has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Of {
    /// A standard's file, for editors
    Standard,
    /// What `validate --format json` and `jsonl` write
    Findings,
    /// What `diff --format json` writes
    Diff,
    /// What `import --report` writes
    Import,
    /// A line of `render --format json`
    Render,
    /// What `list --format json` writes
    List,
    /// A line of `list --names`
    Names,
    /// What `find --format json` writes
    Find,
    /// What `show --format json` writes
    Show,
    /// What `gap --format json` writes, with --nearest too
    Gap,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let schema = match args.of {
        Of::Standard => format::schema::schema(),
        Of::Findings => json_schema::schema(Output::Findings),
        Of::Diff => json_schema::schema(Output::Diff),
        Of::Import => json_schema::schema(Output::Import),
        Of::Render => json_schema::schema(Output::Render),
        Of::List => json_schema::schema(Output::List),
        Of::Names => json_schema::schema(Output::Names),
        Of::Find => json_schema::schema(Output::Find),
        Of::Show => json_schema::schema(Output::Show),
        Of::Gap => json_schema::schema(Output::Gap),
    };
    context.out.write_all(schema.as_bytes())?;
    Ok(Outcome::Clean)
}
