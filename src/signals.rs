//! Signals that end the program; its unfinished temporary files are removed first.

use std::process::exit;
use std::sync::Once;

use ttm::files::write::abandon;

/// Listens for an interrupt, a request to end and the end of the terminal. They remove the temporary files and end the
/// program with 128 plus the number of the signal, as without a handler.
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
    // The thread is started first: a signal with a handler but without a waiting thread would have no effect.
    let wait = move || {
        let heard = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|&signal| !is_ignored(signal));
        let signals = Signals::new(heard);
        // The receiver waits for this.
        let _ = ready.send(());
        // Without a handler the system ends the program.
        if let Some(signal) = signals.ok().and_then(|mut signals| signals.forever().next()) {
            #[allow(clippy::exit, reason = "nothing that is going on should be waited for")]
            abandon(|| exit(128 + signal));
        }
    };
    if thread::Builder::new().name("signals".to_owned()).spawn(wait).is_ok() {
        // If sending failed, the thread has ended.
        let _ = listening.recv();
    }
}

/// Whether a signal was ignored when the program started, as under `nohup` and for background jobs of a shell. It has to stay
/// ignored, so it gets no handler. Only Linux tells this to a program without unsafe code.
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
    // Without a handler the system ends the program.
    let _ = ctrlc::set_handler(end);
}

#[cfg(not(any(unix, windows)))]
fn listen() {}
