//! `ttm lsp`: the language server, which editors start.

use std::io;

use crate::lsp::{Server, serve};
use crate::text::bilingual::Lang;

const EXAMPLES: &str = "\
An editor starts it and talks to it over standard input and output.

  Neovim 0.11, in init.lua:
    vim.lsp.config('ttm', {cmd = {'ttm', 'lsp'}, filetypes = {'yaml'}})
    vim.lsp.enable('ttm')
  Emacs 29, with eglot:
    (add-to-list 'eglot-server-programs '(yaml-mode . (\"ttm\" \"lsp\")))

Other editors, and what can be set: docs/editors.md";

/// The arguments, which some editors add to the command.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Talk over standard input and output, as it always does; some editors add this
    #[arg(long)]
    stdio: bool,
    /// The process of the editor, which some add; what it says when it begins counts
    #[arg(long = "clientProcessId", value_name = "ID")]
    client_process: Option<u32>,
}

/// Serves the editor that started the program, in `lang` unless it asks for another language. Returns whether it said that it
/// ends before it did.
///
/// # Errors
/// Any error of starting threads.
pub fn run(lang: Lang) -> io::Result<bool> {
    serve(Server::new(lang), io::stdin(), output()?)
}

/// Standard output as it is: that of the standard library is flushed at each line break, of which the header of a message has
/// some, so that a client would be woken for each piece of it.
#[cfg(unix)]
fn output() -> io::Result<impl io::Write + Send> {
    use std::os::fd::AsFd as _;
    Ok(std::fs::File::from(io::stdout().as_fd().try_clone_to_owned()?))
}

/// The same.
#[cfg(not(unix))]
fn output() -> io::Result<impl io::Write + Send> {
    Ok(io::stdout())
}
