//! Git starts nothing that a repository names, and looks at no other repository than the one that files lie in.
//!
//! The programs that these repositories name would only make a file, which has to be absent in the end.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use tempfile::TempDir;

use crate::repository::{Repository, said};

const V2: &str = "standards/TTM4221-004v2.yaml";
const RELEASE: [&str; 7] =
    ["release", "", "--code", "TTM4221-004v3", "--date=2026-03-01", "--note=x", "--keep"];

/// A file that a program makes if git starts it.
struct Marker {
    folder: TempDir,
}

impl Marker {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("started")
    }

    /// What makes it, as a command of a shell; what follows on the line is its arguments.
    fn command(&self) -> String {
        format!("touch '{}'; false", self.path().display())
    }

    fn is_absent(&self, about: &str) {
        assert!(!self.path().exists(), "{about}: git started a program");
    }
}

/// Every key that makes git start a program, or fetch with one.
fn arm(repository: &Path, marker: &Marker) {
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new("git");
        let output = command.arg("--git-dir").arg(repository).args(arguments).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    let program = marker.command();
    let transport = format!("ext::sh -c touch% {}", marker.path().display());
    for key in [
        "remote.origin.uploadpack",
        "core.sshCommand",
        "core.fsmonitor",
        "core.pager",
        "core.askPass",
        "core.editor",
        "credential.helper",
        "diff.external",
        "pager.rev-parse",
        "pager.ls-tree",
        "pager.cat-file",
        "alias.rev-parse",
        "alias.cat-file",
        "gpg.program",
    ] {
        run(&["config", key, &program]);
    }
    run(&["config", "alias.ls-tree", &format!("!{program}")]);
    run(&["config", "protocol.ext.allow", "always"]);
    run(&["config", "protocol.allow", "always"]);
    run(&["config", "remote.second.url", &transport]);
    run(&["config", "remote.second.promisor", "true"]);
    let hooks = repository.join("hooks");
    fs::create_dir_all(&hooks).unwrap();
    for hook in ["post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"] {
        fs::write(hooks.join(hook), format!("#!/bin/sh\n{program}\n")).unwrap();
        #[cfg(unix)]
        fs::set_permissions(hooks.join(hook), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    }
}

/// A clone of a repository with one standard that lacks the contents or the folders of its commit.
fn partial(filter: &str, options: &[&str]) -> (Repository, Repository) {
    let whole = Repository::with_standard();
    whole.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = Repository::bare_folder();
    let address = format!("file://{}", whole.path().display());
    let filter = format!("--filter={filter}");
    clone.git(&[&["clone", "--quiet", "--no-checkout", &filter], options, &[&address, "standards"]].concat());
    (whole, clone)
}

fn release(repository: &Repository, file: &str) -> Output {
    let mut arguments = RELEASE;
    arguments[1] = file;
    repository.ttm(&arguments)
}

fn standard() -> String {
    fs::read_to_string(V2).unwrap()
}

#[test]
fn a_partial_clone_runs_no_program_to_fetch_contents() {
    let (_whole, clone) = partial("blob:none", &[]);
    let marker = Marker::new();
    arm(&clone.file("standards/.git"), &marker);
    let file = "standards/standards/TTM4221-004v2.yaml";
    clone.write(file, &standard().replace("整理客戶特別需求", "蒐集客戶特別需求"));
    let against = clone.ttm_in("standards", &["diff", "--against", "HEAD"]);
    marker.is_absent("diff --against");
    assert_eq!(against.status.code(), Some(2), "{against:?}");
    let lacks =
        "this clone lacks the contents of 1 file: fetch them first, with `git fetch --refetch --no-filter`";
    assert!(said(&against).contains(lacks), "{}", said(&against));
    let zh = clone.ttm_in("standards", &["diff", "--against", "HEAD", "--lang", "zh-TW"]);
    assert!(said(&zh).contains("這個複本缺少 1 個檔案的內容：請先以 `git fetch"), "{}", said(&zh));
    let released = release(&clone, file);
    marker.is_absent("release");
    assert_eq!(released.status.code(), Some(2), "{released:?}");
    // What `release` keeps is asked of git only where the file itself becomes another.
    clone.write(file, &standard().replace("004v2", "004v1"));
    let revision = "standards/standards/next.yaml";
    assert!(clone.ttm(&["new", "--revises", file, "-o", revision]).status.success());
    release(&clone, revision);
    marker.is_absent("release of a revision");
}

#[test]
fn a_clone_without_trees_is_reported() {
    let (_whole, clone) = partial("tree:0", &[]);
    let marker = Marker::new();
    arm(&clone.file("standards/.git"), &marker);
    let against = clone.ttm_in("standards", &["diff", "--against", "HEAD"]);
    marker.is_absent("diff --against");
    assert_eq!(against.status.code(), Some(2), "{against:?}");
    assert!(said(&against).contains("this clone lacks folders of the revision"), "{}", said(&against));
}

#[test]
fn a_partial_clone_with_fetched_contents_is_compared() {
    let (_whole, clone) = partial("blob:none", &[]);
    clone.git(&["-C", "standards", "fetch", "--quiet", "--refetch", "--no-filter"]);
    clone.write("standards/standards/TTM4221-004v2.yaml", &standard());
    let against = clone.ttm_in("standards", &["diff", "--against", "HEAD"]);
    assert_eq!(against.status.code(), Some(0), "{against:?}");
}

#[test]
fn a_folder_that_looks_like_a_bare_repository_is_not_used_as_one() {
    let (_whole, outer) = partial("blob:none", &["--bare"]);
    outer.git(&["init", "--quiet", "--initial-branch=main"]);
    let marker = Marker::new();
    arm(&outer.file("standards"), &marker);
    // With these keys it has a working tree of its own: itself.
    for (key, value) in [("core.bare", "false"), ("core.worktree", ".")] {
        outer.git(&["--git-dir=standards", "config", key, value]);
    }
    outer.write(V2, &standard());
    outer.git(&["add", "--force", V2]);
    outer.git(&["commit", "--quiet", "--message=x"]);
    outer.edit(V2, "整理客戶特別需求", "蒐集客戶特別需求");
    for paths in [&[][..], &["standards"], &[V2], &[outer.file("standards").to_str().unwrap()]] {
        let against = outer.ttm(&[&["diff", "--against", "HEAD"], paths].concat());
        marker.is_absent("diff --against");
        assert!(matches!(against.status.code(), Some(1 | 2)), "{against:?}");
    }
    let released = release(&outer, V2);
    marker.is_absent("release");
    assert_eq!(released.status.code(), Some(2), "{released:?}");
    assert!(said(&released).contains("bare repository"), "{}", said(&released));
}

#[test]
fn git_environment_variables_are_ignored() {
    let repository = Repository::with_standard();
    let other = Repository::new();
    other.commit();
    let folder = other.file(".git");
    let other = folder.to_str().unwrap();
    for (name, value) in [
        ("GIT_DIR", other),
        ("GIT_COMMON_DIR", other),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_NAMESPACE", "x"),
        ("GIT_CONFIG_PARAMETERS", "'core.bare'='true'"),
        ("GIT_WORK_TREE", "/nowhere"),
    ] {
        let against = repository.ttm_with(&["diff", "--against", "HEAD"], &[(name, value)]);
        assert_eq!(against.status.code(), Some(0), "{name}: {against:?}");
        let report = String::from_utf8(against.stdout).unwrap();
        assert!(report.contains("1 issued standard before, 0 changed, 0 new"), "{name}: {report}");
        let mut arguments = RELEASE;
        arguments[1] = V2;
        let released = repository.ttm_with(&arguments, &[(name, value)]);
        assert_eq!(released.status.code(), Some(0), "{name}: {released:?}");
        repository.git(&["clean", "--quiet", "--force"]);
        repository.git(&["reset", "--quiet", "--hard"]);
    }
}

#[cfg(unix)]
#[test]
fn an_executable_called_git_in_the_repository_is_not_run() {
    let repository = Repository::with_standard();
    let marker = Marker::new();
    repository.write("git", &format!("#!/bin/sh\n{}\n", marker.command()));
    fs::set_permissions(repository.file("git"), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let path = format!(".::{}", std::env::var("PATH").unwrap());
    let against = repository.ttm_with(&["diff", "--against", "HEAD"], &[("PATH", &path)]);
    marker.is_absent("diff --against");
    assert_eq!(against.status.code(), Some(0), "{against:?}");
}
