//! The process around the library: its streams, its exit codes, and what a panic does.

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::panic;
use std::process::{self, ExitCode};

use anstream::AutoStream;
use ttm::cli::commands::{self, Context, Failure, Outcome};
use ttm::cli::{self, Cli};
use ttm::files::parallel;
use ttm::text::bilingual::Lang;
use ttm::text::inert::Inert;

/// A panic on any thread removes the temporary files and ends the program with the exit code that Rust gives a panic of
/// the main thread. The released program has no unwinding that would do so.
pub(crate) fn exit_on_panic() {
    const PANICKED: i32 = 101;
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        report(panic);
        ttm::files::write::remove_unfinished();
        #[allow(clippy::exit, reason = "the state of the program is unknown")]
        process::exit(PANICKED);
    }));
}

/// The locale of the system, where variables do not say it.
#[cfg(windows)]
pub(crate) fn system_locale() -> Option<String> {
    sys_locale::get_locale()
}

#[cfg(not(windows))]
pub(crate) fn system_locale() -> Option<String> {
    None
}

/// Runs a command with the streams of the process.
pub(crate) fn run(cli: Cli, lang: Lang) -> ExitCode {
    if let Some(jobs) = cli.jobs() {
        parallel::set_jobs(jobs);
    }
    let stdout = AutoStream::new(io::stdout().lock(), cli.color());
    // GitHub annotations are workflow commands; their writer escapes the data in them.
    let stdout: Box<dyn Write> =
        if cli.writes_commands() { Box::new(stdout) } else { Box::new(Inert::new(stdout)) };
    // Buffered before the search for commands, which costs more for each write than for its bytes.
    let mut out = BufWriter::new(stdout);
    let mut err = Inert::for_notices(AutoStream::new(io::stderr().lock(), cli.color()));
    // COLUMNS comes first, since a pipe has no width of its own.
    let columns =
        std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|columns| *columns > 0);
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into());
    let width = columns.or_else(terminal);
    let summary = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()).map(Into::into);
    let live = io::stderr().is_terminal();
    let mut context =
        Context { lang, input: &mut io::stdin().lock(), out: &mut out, err: &mut err, width, summary, live };
    let done = commands::run(cli.command, &mut context)
        .and_then(|outcome| Ok(context.out.flush().map(|()| outcome)?));
    match done {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => failed(&failure, lang, &mut err),
    }
}

/// The language server. It has threads that read and write, so that the streams are not locked.
#[cfg(feature = "lsp")]
pub(crate) fn serve(lang: Lang) -> ExitCode {
    match commands::lsp::run(lang) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            let mut err =
                Inert::for_notices(AutoStream::new(io::stderr().lock(), anstream::ColorChoice::Auto));
            failed(&Failure::Stream(error), lang, &mut err)
        }
    }
}

fn failed(failure: &Failure, lang: Lang, err: &mut dyn Write) -> ExitCode {
    match failure {
        // The reader closed the pipe, so the result is unknown: exit 141, as if ended by SIGPIPE (128 and 13).
        Failure::Stream(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(128 + 13),
        _ => {
            // If standard error cannot be written either, only the exit code is left.
            let _ = writeln!(err, "{}", failure.line(lang));
            ExitCode::from(2)
        }
    }
}

/// Says what is wrong with the arguments, or prints the help or the version that they ask for.
pub(crate) fn usage(arguments: &[OsString], error: clap::Error, lang: Lang) -> ExitCode {
    let error = cli::with_visible_arguments(arguments, error, lang);
    let said = (lang == Lang::ZhTw).then(|| cli::usage_error(&error)).flatten();
    let said = said.unwrap_or_else(|| error.render().ansi().to_string());
    let printed = match error.use_stderr() {
        true => Inert::for_notices(AutoStream::auto(io::stderr().lock())).write_all(said.as_bytes()),
        false => Inert::new(AutoStream::auto(io::stdout().lock())).write_all(said.as_bytes()),
    };
    match printed {
        // Help and the version are output, not errors.
        Err(error) => failed(&error.into(), lang, &mut Inert::for_notices(io::stderr())),
        Ok(()) => ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)),
    }
}
