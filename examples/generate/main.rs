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
    /// Give codes a second name, as published standards do; this is a finding
    #[arg(long)]
    two_names: bool,
    /// The folder to write them to; it is made where it is not there
    #[arg(long)]
    out: PathBuf,
}

fn main() -> std::io::Result<()> {
    let args = Args::parse();
    fs::create_dir_all(&args.out)?;
    for number in 0..args.count {
        let (name, text) = if args.two_names {
            standards::file_of(args.seed, number, standards::Shapes::TWO_NAMES)
        } else {
            standards::file(args.seed, number)
        };
        fs::write(args.out.join(name), text)?;
    }
    Ok(())
}
