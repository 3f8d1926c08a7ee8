#!/usr/bin/env bash
# Question: does a program that cleans up by way of ctrlc still go on when it was started under nohup?
# Guess: yes; a handler is put only where the signal was not ignored when the program began, as shells and many programs do.
# Seen with ctrlc 3.5.2, feature `termination`: no. The handler takes the place of the ignored signal, so the end of the
# terminal ends a program that was started to outlive it. A writer of files that wants both has to look at what was
# inherited first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "outlives"
version = "0.0.0"
edition = "2021"

[features]
cleans-up = []

[dependencies]
ctrlc = { version = "=3.5.2", features = ["termination"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
fn main() {
    if cfg!(feature = "cleans-up") {
        ctrlc::set_handler(|| std::process::exit(3)).unwrap();
    }
    println!("ready");
    std::thread::sleep(std::time::Duration::from_secs(3));
}
RUST
ended() {
    (cd "$folder" && cargo build --quiet "$@" 2> build.log) || { cat "$folder/build.log"; exit 1; }
    nohup "$folder/target/debug/outlives" > "$folder/out" 2> /dev/null &
    local child=$! status=0
    until grep -q ready "$folder/out"; do sleep 0.1; done
    kill -HUP "$child"
    wait "$child" || status=$?
    echo "$status"
}
seen=$(printf 'without a handler: %s\nwith one of ctrlc: %s\n' "$(ended)" "$(ended --features cleans-up)")
printf '%s\n' "$seen"
diff <(printf '%s\n' "$seen") - <<'EXPECTED'
without a handler: 0
with one of ctrlc: 3
EXPECTED
