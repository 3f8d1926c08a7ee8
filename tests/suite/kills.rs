//! The program is ended while it writes. A thousand times with `cargo run --release --example kills`.

use std::path::Path;

#[path = "../../examples/kills/rounds/mod.rs"]
mod rounds;

#[test]
fn killed_runs_leave_whole_files_and_no_temporary_ones() {
    let tally = rounds::run(Path::new(env!("CARGO_BIN_EXE_ttm")), 72).unwrap();
    for signal in ["KILL", "TERM", "HUP", "INT"] {
        let of = || tally.iter().filter(|((_, name), _)| *name == signal).map(|(_, tally)| tally);
        assert!(of().map(|tally| tally.killed).sum::<usize>() > 5, "{signal}: {tally:?}");
        assert!(signal == "KILL" || of().all(|tally| tally.left == 0), "{signal}: {tally:?}");
    }
}
