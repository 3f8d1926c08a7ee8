//! The command line: reads the environment, parses, calls, exits. Everything else is in the library.

mod program;
mod signals;

use std::ffi::OsString;
use std::process::ExitCode;

use ttm::cli;
#[cfg(feature = "lsp")]
use ttm::cli::{Cli, Command};

// glibc's own takes a sixth less memory for a folder of PDFs, and 3 % more time for `ttm validate` (docs/benchmarks.md).
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ttm::files::write::before_first(signals::heed);
    program::exit_on_panic();
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = cli::locale(set, program::system_locale);
    let lang = cli::lang(&arguments, locale.as_deref());
    match cli::parse(&arguments, lang) {
        #[cfg(feature = "lsp")]
        Ok(Cli { command: Command::Lsp(_), .. }) => program::serve(lang),
        Ok(cli) => program::run(cli, lang),
        Err(error) => program::usage(&arguments, error, lang),
    }
}
