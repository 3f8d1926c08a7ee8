//! Runs every verb in hostile surroundings, each kind by itself and then several together, as often as is wished:
//! `cargo build --release && cargo run --release --example hostile -- 1000`.

#[cfg(unix)]
mod table;

#[cfg(unix)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    use std::io::Write as _;

    let mut arguments = std::env::args_os().skip(1);
    let combined = arguments.next().and_then(|count| count.to_str()?.parse().ok()).unwrap_or(1000);
    // Beside the folder of the examples lies the program of the same build.
    let built =
        std::env::current_exe()?.parent().and_then(|folder| folder.parent()).map(|folder| folder.join("ttm"));
    let program = arguments.next().map(Into::into).or(built).ok_or("no program")?;
    let tally = table::run(&program, combined, &|failure| {
        let _ = writeln!(std::io::stdout(), "{failure}\n");
    })?;
    let mut out = std::io::stdout();
    writeln!(
        out,
        "{} cells (exit code 0: {}, 1: {}, 2: {}), the slowest took {:.1} s: {} failed",
        tally.cells,
        tally.codes[0],
        tally.codes[1],
        tally.codes[2],
        tally.slowest.as_secs_f64(),
        tally.failures.len()
    )?;
    if tally.failures.is_empty() { Ok(()) } else { Err("not every cell held".into()) }
}

#[cfg(not(unix))]
fn main() {}
