#!/usr/bin/env bash
# Question: in a PDF whose Big5 font is not embedded (ETen-B5-H), which character is the single byte 32 by the predefined
# tables, Adobe-CNS1-UCS2 behind ETen-B5-H?
# Guess: U+0020, as for every other byte of ASCII.
# Seen with hayro-cmap 0.1.1: U+2002, the en space, since the font's half-width space has a number of its own (13648) in
# the collection and that is where its table leads; the letters beside it come back as ASCII letters. A program that looks
# for spaces, as between T1 and its name, does not find them in such a file and has to take U+2002 for one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "space"
version = "0.0.0"
edition = "2021"

[dependencies]
hayro-cmap = { version = "=0.1.1", features = ["embed-cmaps"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use hayro_cmap::{BfString, CMap, CMapName, CidFamily, load_embedded};

fn table(name: CMapName<'_>) -> CMap {
    CMap::parse(load_embedded(name).expect("a predefined table"), load_embedded).expect("a table")
}

fn main() {
    let encoding = table(CMapName::from_bytes(b"ETen-B5-H"));
    let family = CidFamily::from_registry_ordering(b"Adobe", b"CNS1");
    let collection = table(family.ucs2_cmap().expect("a known collection"));
    for (code, length) in [(0x54, 1), (0x20, 1), (0x31, 1), (0xc2be, 2)] {
        let number = encoding.lookup_cid_code(code, length).expect("a number");
        match collection.lookup_bf_string(number) {
            Some(BfString::Char(c)) => println!("{code:x} {number} U+{:04X}", c as u32),
            _ => println!("{code:x} {number} none"),
        }
    }
}
RUST
seen=$(cd "$folder" && cargo run --quiet 2> build.log) || { cat "$folder/build.log"; exit 1; }
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
54 13700 U+0054
20 13648 U+2002
31 13665 U+0031
c2be 5398 U+8077
EXPECTED
