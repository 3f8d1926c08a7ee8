//! Ends the program while it writes, again and again, and looks at what is left:
//! `cargo build --release && cargo run --release --example kills -- 1000`.

#[cfg(unix)]
mod rounds;

#[cfg(unix)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use std::io::Write as _;

    let mut arguments = std::env::args_os().skip(1);
    let kills = arguments.next().and_then(|kills| kills.to_str()?.parse().ok()).unwrap_or(1000);
    // Beside the folder of the examples lies the program of the same build.
    let built =
        std::env::current_exe()?.parent().and_then(|folder| folder.parent()).map(|folder| folder.join("ttm"));
    let program = arguments.next().map(Into::into).or(built).ok_or("no program")?;
    let tally = rounds::run(&program, kills)?;
    let mut out = std::io::stdout();
    writeln!(out, "{:<18} {:<6} {:>6} {:>9} {:>11}", "verb", "signal", "killed", "finished", "left behind")?;
    for ((verb, signal), tally) in &tally {
        writeln!(out, "{verb:<18} {signal:<6} {:>6} {:>9} {:>11}", tally.killed, tally.finished, tally.left)?;
    }
    let killed: usize = tally.values().map(|tally| tally.killed).sum();
    writeln!(out, "{killed} kills: no file torn, nothing lost, nothing left behind but after KILL")?;
    Ok(())
}

#[cfg(not(unix))]
fn main() {}
