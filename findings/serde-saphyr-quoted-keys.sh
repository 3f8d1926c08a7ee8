#!/usr/bin/env bash
# Question: does serde-saphyr's `DoubleQuoted`, which makes a text quoted where it is a value, do so where it is a key?
# Guess: yes, since a key is a scalar like another.
# Seen with serde-saphyr 2.1.1: no. The value is quoted, and the key is written as if nothing had been asked: bare, also
# within a flow list, where a `?` at its front may mean something. serde_norway 0.9.42, of other descent, reads another
# mapping there than was written. A program that quotes keys has to write such a mapping in another way, as a block.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "keys"
version = "0.0.0"
edition = "2021"

[dependencies]
serde-saphyr = { version = "=2.1.1", default-features = false, features = ["serialize"] }
serde = { version = "1", features = ["derive"] }
serde_norway = "=0.9.42"
TOML
cat > "$folder/src/main.rs" <<'RUST'
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_saphyr::{DoubleQuoted, FlowSeq};
use std::collections::BTreeMap;

struct Entry(&'static str);

impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut mapping = serializer.serialize_map(Some(1))?;
        mapping.serialize_entry(&DoubleQuoted(self.0), &DoubleQuoted(self.0))?;
        mapping.end()
    }
}

fn main() {
    for text in ["甲", "?a"] {
        let block = serde_saphyr::to_string(&Entry(text)).unwrap();
        let flow = serde_saphyr::to_string(&FlowSeq(vec![Entry(text)])).unwrap();
        let read: Result<Vec<BTreeMap<String, String>>, _> = serde_norway::from_str(&flow);
        let same = read.is_ok_and(|read| read[0].get(text).map(String::as_str) == Some(text));
        println!("{} | {} | read back: {same}", block.trim_end(), flow.trim_end());
    }
}
RUST
seen=$(cd "$folder" && cargo run --quiet 2> build.log) || { cat "$folder/build.log"; exit 1; }
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
甲: "甲" | [{甲: "甲"}] | read back: true
?a: "?a" | [{?a: "?a"}] | read back: false
EXPECTED
