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
    /// At least so many tasks in each, in place of the number that published ones have
    #[arg(long, default_value_t = 0)]
    tasks: usize,
    /// The folder to write them to; it is made where it is not there
    #[arg(long)]
    out: PathBuf,
}

fn main() -> std::io::Result<()> {
    let args = Args::parse();
    fs::create_dir_all(&args.out)?;
    for number in 0..args.count {
        let shapes = if args.two_names { standards::Shapes::TWO_NAMES } else { standards::Shapes::ALL };
        let shapes = standards::Shapes { tasks: args.tasks, ..shapes };
        let (name, text) = standards::file_of(args.seed, number, shapes);
        fs::write(args.out.join(name), text)?;
    }
    Ok(())
}
