#![no_main]

#[macro_use]
mod engine;

target!("import_pdf");
