//! Writes generated standards to a folder: `cargo run --release --example generate -- --count 3000 --out DIR`.

mod standards;

use std::fs;
use std::path::PathBuf;

use clap::Parser;

/// Standards of our own making, of the size and structure of published ones.
#[derive(Parser)]
struct Args {
    /// How many
    #[arg(long, default_value_t = 3000)]
    count: u64,
    /// Other standards under the same codes
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// The folder to write them to; it is made where it is not there
    #[arg(long)]
    out: PathBuf,
}

fn main() -> std::io::Result<()> {
    let args = Args::parse();
    fs::create_dir_all(&args.out)?;
    for number in 0..args.count {
        let (name, text) = standards::file(args.seed, number);
        fs::write(args.out.join(name), text)?;
    }
    Ok(())
}
