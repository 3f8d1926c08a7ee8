//! Runs the program on what was made to hurt it, within bounds of time and memory.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The most memory that any input may take, in KiB.
const MEMORY: u64 = 256 << 10;

/// How a run ended that kept to its bounds.
pub(crate) struct Ended {
    /// The exit code.
    pub(crate) code: Option<i32>,
    /// Standard error.
    pub(crate) errors: String,
}

/// Runs `command`, which has to end within `time` and to take no more than 256 MiB, without a panic.
pub(crate) fn run(mut command: Command, time: Duration) -> Ended {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let reader = std::thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()).unwrap());
    let errors = std::thread::spawn(move || {
        let mut text = Vec::new();
        stderr.read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    });
    let memory = watch(&mut child);
    let code = child.wait().unwrap().code();
    reader.join().unwrap();
    let errors = errors.join().unwrap();
    assert!(!errors.contains("panicked"), "{command:?}: {errors}");
    assert!(memory < MEMORY, "{command:?}: {memory} KiB");
    assert!(start.elapsed() < time, "{command:?}: {:?}", start.elapsed());
    Ended { code, errors }
}

/// The most memory that a running child has held, in KiB, as far as asking again and again can tell.
fn watch(child: &mut Child) -> u64 {
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        most = most.max(peak.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    most
}
