//! What is found where standards, documents and outputs are looked for.

use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::PermissionsExt as _;

use super::super::scene::{REPOSITORY, Scene};
use super::configured::{ACTING, quoted};

const STANDARDS: [&str; 2] = ["standards/TTM4221-004v2.yaml", "standards/TTM4221-005v1.yaml"];

/// Everything that a verb of the table writes.
const OUTPUTS: [&str; 6] =
    ["out.html", "report.md", "draft.yaml", "imported.yaml", "known.toml", "standards/TTM4221-004v3.yaml"];

/// Files in folders of outputs.
const WITHIN: [&str; 3] =
    ["pages/TTM4221-004v2.html", "pages/TTM4221-005v1.html", "imported/TTM4221-004v2.yaml"];

pub(super) fn links(scene: &mut Scene) -> io::Result<()> {
    let outside = scene.path().join("outside");
    scene.link("standards/a.yaml", outside.join("secret.yaml"))?;
    scene.link("standards/b.yaml", "/proc/self/environ")?;
    scene.link("standards/c.yaml", "../.git/config")?;
    scene.link("standards/d", &outside)?;
    scene.link("standards/e.yaml", "/dev/zero")?;
    scene.link("documents/a.html", outside.join("page.html"))?;
    scene.link("documents/b.txt", "/proc/self/environ")?;
    scene.link("documents/c", &outside)
}

pub(super) fn linked_folder(scene: &mut Scene) -> io::Result<()> {
    scene.link("standards", "../outside")
}

pub(super) fn linked_standards(scene: &mut Scene) -> io::Result<()> {
    STANDARDS.iter().try_for_each(|name| scene.link(name, "../../outside/secret.yaml"))
}

pub(super) fn pipes(scene: &mut Scene) -> io::Result<()> {
    scene.pipe("standards/a.yaml")?;
    scene.link("standards/b.yaml", "a.yaml")?;
    scene.link("standards/c.yaml", "c.yaml")?;
    scene.link("standards/d", "..")?;
    scene.pipe("documents/a.html")?;
    scene.link("documents/b.html", "a.html")
}

pub(super) fn names(scene: &mut Scene) -> io::Result<()> {
    let standard = scene.read("page.html")?;
    for name in ["n\n", "::error::x", "##[group]", "-o", "--fix", "$(touch x)", "#1 @octocat"] {
        scene.write(format!("standards/{name}{ACTING}.yaml"), "levle: 3\nname: {occupation: 甲乙}\n")?;
        scene.write(format!("documents/{name}{ACTING}.html"), &standard)?;
        scene.write(format!("documents/{name}{ACTING}.txt"), ACTING)?;
    }
    scene.write(format!("standards/{ACTING}/ttm.toml"), "x = 1\n")?;
    scene.write(format!("standards/{ACTING}/.gitignore"), "x".repeat(1_000_000))
}

pub(super) fn no_utf_8(scene: &mut Scene) -> io::Result<()> {
    for (name, text) in
        [(&b"standards/\xbc\xc6\x1b[31m.yaml"[..], "levle: 3\n"), (b"documents/\xbc\xc6.html", "<p>")]
    {
        scene.write(std::ffi::OsStr::from_bytes(name), text)?;
    }
    Ok(())
}

pub(super) fn hard_links(scene: &mut Scene) -> io::Result<()> {
    let repository = scene.path().join(REPOSITORY);
    for (at, name) in STANDARDS.into_iter().chain(["numbered.yaml", "known.toml"]).enumerate() {
        if repository.join(name).is_file() {
            fs::hard_link(repository.join(name), scene.path().join(format!("outside/{at}")))?;
        }
    }
    let page = scene.path().join("outside/other.html");
    fs::write(&page, "<!doctype html>")?;
    WITHIN.into_iter().chain(["out.html"]).try_for_each(|name| fs::hard_link(&page, scene.clear(name)?))
}

pub(super) fn unreadable(scene: &mut Scene) -> io::Result<()> {
    scene.write("standards/a.yaml", "level: 3\n")?;
    let none = || fs::Permissions::from_mode(0o0);
    fs::set_permissions(scene.path().join(REPOSITORY).join("standards/a.yaml"), none())?;
    scene.write("standards/locked/b.yaml", "level: 3\n")?;
    fs::set_permissions(scene.path().join(REPOSITORY).join("standards/locked"), none())
}

pub(super) fn read_only(scene: &mut Scene) -> io::Result<()> {
    for name in STANDARDS {
        let path = scene.path().join(REPOSITORY).join(name);
        if path.is_file() {
            fs::set_permissions(path, fs::Permissions::from_mode(0o444))?;
        }
    }
    Ok(())
}

pub(super) fn folders(scene: &mut Scene) -> io::Result<()> {
    STANDARDS.into_iter().chain(["page.html"]).try_for_each(|name| fs::create_dir(scene.clear(name)?))
}

pub(super) fn dangling(scene: &mut Scene) -> io::Result<()> {
    STANDARDS.iter().try_for_each(|name| scene.link(name, "../../outside/nothing.yaml"))
}

pub(super) fn acting(scene: &mut Scene) -> io::Result<()> {
    let h = quoted(ACTING);
    let standard = format!(
        "code: {h}\nname: {{occupation: {h}}}\ndescription: {h}\nlevel: {h}\n{h}: {h}\nknowledge: {{K01: {h}, {h}: {h}}}\n\
         history:\n  - {{version: {h}, code: {h}, name: {h}, status: {h}, date: {h}, note: {h}}}\n\
         duties:\n  T1: {{name: {h}, tasks: {{T1.1: {{name: {h}, indicators: {{P1.1.1: {h}}}}}}}}}\n  {h}: {{name: {h}}}\n"
    );
    STANDARDS.iter().try_for_each(|name| scene.write(name, &standard))?;
    scene.write("standards/raw.yaml", format!("description: |\n  {ACTING}\n  ::error::甲 , 乙\n{ACTING}"))?;
    scene.write("numbered.yaml", standard)
}

pub(super) fn large(scene: &mut Scene) -> io::Result<()> {
    scene.write("standards/a.yaml", "[".repeat(1_000_000))?;
    scene.write("standards/b.yaml", "x".repeat(5_000_000))?;
    let aliases: String =
        (1..30).map(|at| format!("a{at}: &a{at} [{}]\n", format!("*a{}, ", at - 1).repeat(10))).collect();
    scene.write("standards/c.yaml", format!("a0: &a0 x\n{aliases}"))?;
    scene.write(STANDARDS[1], [&b"name: "[..], &[0xff; 1000]].concat())?;
    scene.write("documents/a.html", "<table><tr><td>".repeat(50_000))?;
    scene.write("documents/b.json", "[".repeat(100_000))
}

pub(super) fn dangling_outputs(scene: &mut Scene) -> io::Result<()> {
    let nothing = scene.path().join("outside/nothing");
    OUTPUTS.into_iter().chain(WITHIN).try_for_each(|name| scene.link(name, &nothing))
}

pub(super) fn outputs_of_inputs(scene: &mut Scene) -> io::Result<()> {
    let input = scene.path().join(REPOSITORY).join(STANDARDS[0]);
    // `--force` replaces a standard, whatever the name that a person gives it.
    let named = OUTPUTS.into_iter().filter(|name| *name != "imported.yaml");
    named.chain(WITHIN).try_for_each(|name| scene.link(name, &input))
}

pub(super) fn folder_outputs(scene: &mut Scene) -> io::Result<()> {
    OUTPUTS.into_iter().chain(WITHIN).try_for_each(|name| fs::create_dir(scene.clear(name)?))
}

pub(super) fn linked_outputs(scene: &mut Scene) -> io::Result<()> {
    let outside = scene.path().join("outside");
    for name in WITHIN {
        let to = if name.ends_with("html") { "page.html" } else { "secret.yaml" };
        scene.link(name, outside.join(to))?;
    }
    Ok(())
}

pub(super) fn pipe_outputs(scene: &mut Scene) -> io::Result<()> {
    WITHIN.into_iter().try_for_each(|name| scene.pipe(name))
}

pub(super) fn documents(scene: &mut Scene) -> io::Result<()> {
    scene.write("documents/a.odt", b"PK\x03\x04 and no more")?;
    scene.write("documents/b.html", [0; 1000])?;
    scene.write("documents/c.txt", format!("{ACTING}\t{ACTING}\n").repeat(100))?;
    scene.write("documents/d.json", format!("{{{}: [{}]}}", quoted(ACTING), quoted(ACTING)))?;
    scene.write(
        "documents/e.html",
        format!("<title>{ACTING}</title><table><tr><td>職能基準代碼<td>../../outside/x{ACTING}</table>"),
    )?;
    scene.write("page.html", format!("<title>{ACTING}</title><table><tr><td>{ACTING}</table>"))
}
