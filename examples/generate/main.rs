//! Writes generated standards to a folder: `cargo run --release --example generate -- --count 3000 --out DIR`.

mod standards;

use std::path::PathBuf;

use clap::Parser;
use standards::{Shapes, standard};
use ttm::{canonical, write};

/// Standards that nobody published, of the size and build of those that were.
#[derive(Parser)]
struct Args {
    /// How many
    #[arg(long, default_value_t = 3000)]
    count: u64,
    /// The folder to write them to; it is made where it is not there
    #[arg(long)]
    out: PathBuf,
}

fn main() -> std::io::Result<()> {
    let args = Args::parse();
    std::fs::create_dir_all(&args.out)?;
    for number in 0..args.count {
        let standard = standard(number, Shapes::ALL);
        let code = standard.code.given().map_or("", |code| code.as_str());
        write::atomically(&args.out.join(format!("{code}.yaml")), canonical::yaml(&standard).as_bytes())?;
    }
    Ok(())
}
