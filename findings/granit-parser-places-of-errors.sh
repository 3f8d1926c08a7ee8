#!/usr/bin/env bash
# Question: where does granit-parser say that a text is wrong: at the character that is, or elsewhere?
# Guess: at the character, since every event carries a marker of its own.
# Seen with granit-parser 2.2.0: at the beginning of the text. A wrong escape is reported at the opening quotation mark, and
# a control character at the first character of the plain text that holds it, on whatever line that text begins. A program
# that shows the place to people has to look for the character itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "places"
version = "0.0.0"
edition = "2021"

[dependencies]
granit-parser = "=2.2.0"
TOML
cat > "$folder/src/main.rs" <<'RUST'
use granit_parser::Parser;

fn main() {
    for (what, text) in [("escape", "a: \"甲\\q乙\"\n"), ("control", "a: 甲乙\u{b}丙\n"), ("second line", "a: 甲\n  乙\u{b}丙\n")] {
        let error = Parser::new_from_str(text).find_map(Result::err);
        match error {
            Some(error) => println!("{what}: line {}, column {}", error.marker().line(), error.marker().col()),
            None => println!("{what}: no error"),
        }
    }
}
RUST
seen=$(cd "$folder" && cargo run --quiet 2> build.log) || { cat "$folder/build.log"; exit 1; }
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
escape: line 1, column 3
control: line 1, column 3
second line: line 1, column 3
EXPECTED
