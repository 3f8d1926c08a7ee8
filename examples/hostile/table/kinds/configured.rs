//! What decides about files besides git: `ttm.toml`, ignore files, baselines, the environment.

use std::fs;
use std::io;

use super::super::scene::{SECRET, Scene};

/// Commands of a log, what acts on a terminal, and what reads backwards.
pub(super) const ACTING: &str = "::error::甲 ##[group]乙 \u{1b}[31m\u{9b}2J\u{202e}丙";

/// The text of a quoted text in TOML, JSON and YAML.
pub(super) fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| {
            if c.is_control() || c == '\u{202e}' { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }
        })
        .collect();
    format!("\"{escaped}\"")
}

const IGNORE_FILES: [&str; 4] = [".gitignore", ".ignore", "standards/.gitignore", ".git/info/exclude"];

/// Those files of a repository, where there is one.
fn ignore_files(scene: &Scene) -> impl Iterator<Item = &'static str> {
    let is_repository = scene.read(".git/config").is_ok();
    IGNORE_FILES.into_iter().filter(move |name| is_repository || !name.starts_with(".git/"))
}

pub(super) fn pipe(scene: &mut Scene) -> io::Result<()> {
    scene.pipe("ttm.toml")
}

pub(super) fn device(scene: &mut Scene) -> io::Result<()> {
    scene.link("ttm.toml", "/dev/zero")
}

pub(super) fn link(scene: &mut Scene) -> io::Result<()> {
    scene.link("ttm.toml", "../outside/secret.yaml")?;
    scene.link("standards/ttm.toml", "/proc/self/environ")
}

pub(super) fn folder(scene: &mut Scene) -> io::Result<()> {
    fs::create_dir(scene.clear("ttm.toml")?)
}

pub(super) fn large(scene: &mut Scene) -> io::Result<()> {
    let patterns = "\"*x[a-z]*.yaml\", ".repeat(100_000);
    scene.write("ttm.toml", format!("[[families]]\npaths = [{patterns}]\n"))
}

pub(super) fn acting(scene: &mut Scene) -> io::Result<()> {
    let h = quoted(ACTING);
    scene.write("ttm.toml", format!("baseline = {h}\n{h} = 1\n[rules]\n{h} = {h}\nempty-text = {h}\n"))?;
    scene.write("standards/ttm.toml", format!("{ACTING}\n"))
}

pub(super) fn baseline(scene: &mut Scene) -> io::Result<()> {
    scene.write("ttm.toml", "baseline = \"../outside/secret.yaml\"\n")?;
    scene.write("standards/ttm.toml", "baseline = \"/proc/self/environ\"\n")
}

pub(super) fn above(scene: &mut Scene) -> io::Result<()> {
    fs::write(scene.path().join("ttm.toml"), format!("{SECRET} = 1\n"))?;
    fs::write(scene.path().join(".ignore"), "*.yaml\n")?;
    fs::write(scene.path().join(".gitignore"), "*.yaml\n")
}

pub(super) fn ignore_pipes(scene: &mut Scene) -> io::Result<()> {
    ignore_files(scene).try_for_each(|name| scene.pipe(name))
}

pub(super) fn ignore_devices(scene: &mut Scene) -> io::Result<()> {
    ignore_files(scene).try_for_each(|name| scene.link(name, "/dev/zero"))
}

pub(super) fn ignore_large(scene: &mut Scene) -> io::Result<()> {
    scene.write(".ignore", "*x[a-z]*.yaml\n".repeat(400_000))?;
    scene.write(".gitignore", "x".repeat(6_000_000))
}

pub(super) fn ignore_all(scene: &mut Scene) -> io::Result<()> {
    scene.write(".ignore", "*\n")?;
    scene.write("standards/.gitignore", "*.yaml\n")
}

pub(super) fn baselines(scene: &mut Scene) -> io::Result<()> {
    scene.write("ttm.toml", "baseline = \"piped.toml\"\n")?;
    scene.pipe("piped.toml")?;
    scene.link("known.toml", "/dev/zero")
}

pub(super) fn variables(scene: &mut Scene) -> io::Result<()> {
    scene.set("GITHUB_STEP_SUMMARY", "/dev/full");
    scene.set("TMPDIR", "/nowhere");
    scene.set("COLUMNS", "18446744073709551616");
    scene.set("LC_ALL", ACTING);
    scene.set("RAYON_NUM_THREADS", "999999999");
    Ok(())
}
