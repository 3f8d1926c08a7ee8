#!/usr/bin/env bash
# Question: an engine for browsers writes workbooks and documents with zip, of which only deflate is switched on: no encryption,
# so no random numbers. What does its WebAssembly module ask of the page that loads it?
# Guess: nothing; a module with plain exports starts with an empty object of imports.
# Seen with zip 9.8.1: for wasm32-unknown-unknown it switches on `wasm_js` of getrandom whatever its own features are, and with it
# wasm-bindgen. The module then imports `__wbindgen_placeholder__`, and `WebAssembly.instantiate(bytes, {})` fails, although
# no function of it is ever called. For other processors it asks for neither. (web/engine/engine.mjs gives the module
# functions that fail.)
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
touch src/lib.rs
cat > Cargo.toml <<'TOML'
[package]
name = "engine"
version = "0.1.0"
edition = "2024"

[dependencies]
zip = { version = "=9.8.1", default-features = false, features = ["deflate-flate2-zlib-rs"] }
TOML
cargo generate-lockfile --quiet
cargo update --quiet --package getrandom --precise 0.4.3
asked() {
    cargo tree --quiet --prefix none --edges normal,features --target "$1" |
        sed -n 's/^\(getrandom feature "wasm_js"\|wasm-bindgen v[0-9]*\).*/\1/p' | sort -u
}
seen=$(echo "in a browser:"; asked wasm32-unknown-unknown; echo "here:"; asked "$(rustc -vV | sed -n 's/^host: //p')")
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
in a browser:
getrandom feature "wasm_js"
wasm-bindgen v0
here:
EXPECTED
