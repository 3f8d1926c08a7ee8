//! Bringing standards in: what each form of a standard becomes.

mod command;
mod corpus;
mod hostile;
mod inputs;
mod office;
mod page_text;
mod plain;
mod reader;
mod round_trip;

/// A file beside the project; `None`, said aloud, where it is not there.
fn shared(path: &str) -> Option<Vec<u8>> {
    let bytes = std::fs::read(format!("{}/../shared/{path}", env!("CARGO_MANIFEST_DIR")));
    if bytes.is_err() {
        crate::skipped(&format!("../shared/{path} is not there"));
    }
    bytes.ok()
}
