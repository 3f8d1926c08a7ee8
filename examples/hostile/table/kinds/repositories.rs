//! What git is led to: repositories that name programs, lack contents or are others than they seem.

use std::fs;
use std::io;

use super::super::scene::{REPOSITORY, SECRET, Scene};

/// A configuration of git in which every key that can names a program.
fn programs(scene: &Scene) -> String {
    let trap = scene.trap();
    let transport = format!("ext::sh -c touch% {}", scene.marker().display());
    let keys: String = ["fsmonitor", "sshCommand", "pager", "askPass", "editor", "gitProxy"]
        .iter()
        .map(|key| format!("\t{key} = \"{trap}\"\n"))
        .collect();
    let aliases: String = ["rev-parse", "cat-file", "ls-tree", "ls-files"]
        .iter()
        .map(|name| format!("\t{name} = \"!{trap}\"\n"))
        .collect();
    format!(
        "[core]\n\tbare = false\n{keys}[alias]\n{aliases}[pager]\n\tls-tree = \"{trap}\"\n[credential]\n\thelper = \"!{trap}\"\n\
         [gpg]\n\tprogram = \"{trap}\"\n[diff]\n\texternal = \"{trap}\"\n[diff \"x\"]\n\ttextconv = \"{trap}\"\n\
         \tcommand = \"{trap}\"\n[filter \"x\"]\n\tclean = \"{trap}\"\n\tsmudge = \"{trap}\"\n\tprocess = \"{trap}\"\n\
         [protocol]\n\tallow = always\n[protocol \"ext\"]\n\tallow = always\n\
         [remote \"origin\"]\n\turl = \"{transport}\"\n\tpromisor = true\n\tuploadpack = \"{trap}\"\n"
    )
}

/// Makes git fetch what is missing.
const PARTIAL: &str = "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = origin\n";

fn add(scene: &Scene, name: &str, text: &str) -> io::Result<()> {
    let before = scene.read(name)?;
    scene.write(name, before + text)
}

pub(super) fn bare(scene: &mut Scene) -> io::Result<()> {
    for name in ["HEAD", "objects/x", "refs/heads/x"] {
        scene
            .write(format!("standards/{name}"), if name == "HEAD" { "ref: refs/heads/main\n" } else { "" })?;
    }
    scene.write("standards/config", format!("{}[core]\n\tworktree = .\n{PARTIAL}", programs(scene)))?;
    scene.executable("standards/hooks/post-index-change")?;
    scene.springs_by(&["-C", "standards", "cat-file", "-p", &"1".repeat(40)]);
    Ok(())
}

pub(super) fn partial(scene: &mut Scene) -> io::Result<()> {
    // Other kinds may have left nothing of the repository.
    let Ok(id) = scene.git(&["rev-parse", "HEAD:standards/TTM4221-004v2.yaml"]) else { return Ok(()) };
    let id = String::from_utf8_lossy(&id).trim().to_owned();
    let object = scene.path().join(REPOSITORY).join(".git/objects").join(&id[..2]).join(&id[2..]);
    if object.exists() {
        fs::remove_file(object)?;
    }
    add(scene, ".git/config", &format!("{}{PARTIAL}", programs(scene)))?;
    scene.springs_by(&["cat-file", "-p", &id]);
    Ok(())
}

pub(super) fn armed(scene: &mut Scene) -> io::Result<()> {
    if scene.read(".git/config").is_err() {
        return Ok(());
    }
    add(scene, ".git/config", &programs(scene))?;
    scene.write(".gitattributes", "*.yaml filter=x diff=x\n")?;
    scene.write(".git/info/attributes", "*.yaml filter=x diff=x\n")?;
    for hook in ["post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"] {
        scene.executable(&format!(".git/hooks/{hook}"))?;
    }
    scene.springs_by(&["status"]);
    scene.springs_by(&["-c", "core.fsmonitor=", "diff", "HEAD"]);
    Ok(())
}

pub(super) fn includes(scene: &mut Scene) -> io::Result<()> {
    if scene.read(".git/config").is_err() {
        return Ok(());
    }
    add(scene, ".git/config", "[include]\n\tpath = ../../outside/secret.yaml\n")
}

pub(super) fn variables(scene: &mut Scene) -> io::Result<()> {
    let trap = scene.trap();
    for name in [
        "GIT_EXTERNAL_DIFF",
        "GIT_PAGER",
        "PAGER",
        "GIT_SSH_COMMAND",
        "GIT_ASKPASS",
        "SSH_ASKPASS",
        "GIT_EDITOR",
    ] {
        scene.set(name, &trap);
    }
    scene.set("GIT_CONFIG_COUNT", "1");
    scene.set("GIT_CONFIG_KEY_0", "core.fsmonitor");
    scene.set("GIT_CONFIG_VALUE_0", &trap);
    // These are files that git would make.
    for name in ["GIT_TRACE", "GIT_TRACE2", "GIT_TRACE2_EVENT", "GIT_TRACE_SETUP", "GIT_REDIRECT_STDERR"] {
        scene.set(name, scene.path().join("outside/trace"));
    }
    scene.springs_by(&["status"]);
    Ok(())
}

pub(super) fn elsewhere(scene: &mut Scene) -> io::Result<()> {
    let other = scene.path().join("outside/other");
    other_repository(scene)?;
    scene.set("GIT_DIR", other.join(".git"));
    scene.set("GIT_WORK_TREE", &other);
    scene.set("GIT_INDEX_FILE", other.join(".git/index"));
    scene.set("GIT_COMMON_DIR", other.join(".git"));
    scene.springs_by(&["status"]);
    Ok(())
}

/// A repository outside of the one that is looked at, which names programs.
fn other_repository(scene: &Scene) -> io::Result<()> {
    let other = scene.path().join("outside/other");
    if other.exists() {
        return Ok(());
    }
    let folder = other.display().to_string();
    scene.git(&["init", "--quiet", "--initial-branch=main", "--template=", &folder])?;
    fs::write(other.join("a.yaml"), format!("name: {SECRET}\n"))?;
    scene.git(&["-C", &folder, "add", "--all"])?;
    scene.git(&["-C", &folder, "commit", "--quiet", "--message=x"])?;
    let config = other.join(".git/config");
    fs::write(&config, fs::read_to_string(&config)? + &programs(scene))
}

pub(super) fn stray(scene: &mut Scene) -> io::Result<()> {
    other_repository(scene)?;
    scene.write(".git", "gitdir: ../outside/other/.git\n")?;
    scene.springs_by(&["status"]);
    Ok(())
}

pub(super) fn linked(scene: &mut Scene) -> io::Result<()> {
    other_repository(scene)?;
    scene.link(".git", "../outside/other/.git")?;
    scene.springs_by(&["status"]);
    Ok(())
}

pub(super) fn empty(scene: &mut Scene) -> io::Result<()> {
    fs::create_dir(scene.clear(".git")?)
}

pub(super) fn nested(scene: &mut Scene) -> io::Result<()> {
    other_repository(scene)?;
    scene.write("standards/.git", "gitdir: ../../outside/other/.git\n")?;
    scene.springs_by(&["-C", "standards", "status"]);
    Ok(())
}

pub(super) fn program(scene: &mut Scene) -> io::Result<()> {
    for name in ["git", "standards/git", "programs/git"] {
        scene.executable(name)?;
    }
    let path = std::env::var("PATH").unwrap_or_default();
    scene.set("PATH", format!(".:programs::{path}"));
    Ok(())
}

pub(super) fn none(scene: &mut Scene) -> io::Result<()> {
    scene.set("PATH", "/nowhere");
    Ok(())
}
