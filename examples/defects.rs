//! Prints precision and recall of the rules on the sentences in `tests/defects`, the table of docs/rules.md, and the
//! sentences that a rule gets wrong: `cargo run --example defects`.

#[path = "../tests/defects/mod.rs"]
mod table;

use std::io::{self, Write};

fn main() -> io::Result<()> {
    let (table, failures) = table::table();
    let mut out = io::stdout().lock();
    writeln!(out, "{table}")?;
    failures.iter().try_for_each(|failure| writeln!(out, "{failure}"))
}
