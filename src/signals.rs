//! What ends the program from outside: the files that it had not finished go with it.

use std::process::exit;
use std::sync::Once;

use ttm::files::write::abandon;

/// From now on an interrupt, a request to end and the end of the terminal remove the temporary files that are there before
/// they end the program, with the exit code of a program that the signal ended: 128 and its number.
pub(crate) fn heed() {
    static HEEDED: Once = Once::new();
    HEEDED.call_once(listen);
}

#[cfg(unix)]
fn listen() {
    use std::sync::mpsc::channel;
    use std::thread;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    let (ready, listening) = channel();
    // The thread comes first: a signal that is listened for and that no thread waits for would do nothing at all.
    let wait = move || {
        let heard = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|&signal| !is_ignored(signal));
        let signals = Signals::new(heard);
        // The other side waits for it.
        let _ = ready.send(());
        // Where it cannot be listened, the system goes on ending the program.
        if let Some(signal) = signals.ok().and_then(|mut signals| signals.forever().next()) {
            #[allow(clippy::exit, reason = "nothing that is going on should be waited for")]
            abandon(|| exit(128 + signal));
        }
    };
    if thread::Builder::new().name("signals".to_owned()).spawn(wait).is_ok() {
        // A thread that could not say it has ended.
        let _ = listening.recv();
    }
}

/// Whether the program was begun with a signal ignored, as `nohup` does and a shell for what runs in the background: that
/// is to stay so, but a handler would undo it. Only Linux says it to a program without unsafe code.
#[cfg(unix)]
fn is_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
    ignored >> (signal - 1) & 1 == 1
}

#[cfg(windows)]
fn listen() {
    #[allow(clippy::exit, reason = "nothing that is going on should be waited for")]
    let end = || abandon(|| exit(130));
    // Where there can be no handler, the system goes on ending the program.
    let _ = ctrlc::set_handler(end);
}

#[cfg(not(any(unix, windows)))]
fn listen() {}
