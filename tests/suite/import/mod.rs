//! Bringing standards in: what each form of a standard becomes.

mod command;
mod copied;
mod corpus;
mod foreign;
mod hostile;
mod inputs;
mod left_out;
mod notes;
mod nothing_lost;
mod office;
mod page_text;
mod plain;
mod reader;
mod round_trip;

/// Published standards that lie beside the project in four forms each.
const STANDARDS: [&str; 5] =
    ["TTM4221-004v3", "SET4130-001v2", "TFB5120-002v3", "SET2149-002v4", "TTM4221-006v1"];

/// A file beside the project; `None`, said aloud, where it is not there.
fn shared(path: &str) -> Option<Vec<u8>> {
    let bytes = std::fs::read(format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR")));
    if bytes.is_err() {
        crate::skipped(&format!("../shared/{path} is not there"));
    }
    bytes.ok()
}
