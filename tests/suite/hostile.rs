//! Every verb in hostile surroundings. Longer with `cargo run --release --example hostile`.

use std::path::Path;

#[path = "../../examples/hostile/table/mod.rs"]
mod table;

#[test]
fn every_command_passes_the_table_of_hostile_situations() {
    let tally = table::run(Path::new(env!("CARGO_BIN_EXE_ttm")), 60, &|_| ()).unwrap();
    assert!(tally.failures.is_empty(), "{}", tally.failures.join("\n\n"));
    assert!(tally.cells > 1000 && tally.codes.iter().all(|&count| count > 50), "{tally:?}");
}
