//! Reads the files of a folder and checks that they are UTF-8, and no more: what `benches/peers` holds all others
//! against. `cargo run --release --example read -- DIR`.

use std::io;
use std::path::PathBuf;

use rayon::prelude::*;

fn main() -> io::Result<()> {
    let folder = std::env::args_os().nth(1).ok_or_else(|| io::Error::other("a folder is to be named"))?;
    let paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    let bytes = |path: &PathBuf| {
        let bytes = std::fs::read(path)?;
        std::str::from_utf8(&bytes).map(str::len).map_err(io::Error::other)
    };
    let lengths: Vec<usize> = paths.par_iter().map(bytes).collect::<io::Result<_>>()?;
    println!("{} files, {} bytes", lengths.len(), lengths.iter().sum::<usize>());
    Ok(())
}
