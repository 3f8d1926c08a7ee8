//! Surroundings: a folder with a repository of standards in it, and beside it what no program may touch or quote.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

const STANDARD: &str = include_str!("../../../standards/TTM4221-004v2.yaml");

/// The name of the repository's folder.
pub(super) const REPOSITORY: &str = "repository";

/// What is outside of the repository, and never to be seen.
pub(super) const SECRET: &str = "hunter2";

/// The repository that every scene begins with.
pub(super) struct Base {
    program: PathBuf,
    folder: TempDir,
}

impl Base {
    pub(super) fn new(program: &Path) -> io::Result<Self> {
        let base = Self { program: program.canonicalize()?, folder: tempfile::tempdir()? };
        let repository = base.folder.path();
        let other = STANDARD.replace("TTM4221-004", "TTM4221-005").replace("v2", "v1");
        let write = |name: &str, text: &str| -> io::Result<()> {
            let path = repository.join(name);
            fs::create_dir_all(path.parent().unwrap_or(repository))?;
            fs::write(path, text)
        };
        write("standards/TTM4221-004v2.yaml", STANDARD)?;
        write("standards/TTM4221-005v1.yaml", &other)?;
        write(
            "numbered.yaml",
            "name: {occupation: 甲}\nduties:\n  T2:\n    name: 甲\n    tasks:\n      T2.1: {name: 乙}\n",
        )?;
        write("known.toml", "# Findings\nversion = 1\nfindings = [\n]\n")?;
        let page = Command::new(&base.program)
            .args(["render", "--format", "html", "standards/TTM4221-004v2.yaml"])
            .current_dir(repository)
            .output()?
            .stdout;
        let page = String::from_utf8_lossy(&page);
        write("page.html", &page)?;
        write("documents/page.html", &page)?;
        git(repository, &["init", "--quiet", "--initial-branch=main", "--template="])?;
        git(repository, &["config", "user.name", SECRET])?;
        git(repository, &["add", "--all"])?;
        git(repository, &["commit", "--quiet", "--message=x"])?;
        // Since then something was reworded, and a space got in.
        write("standards/TTM4221-004v2.yaml", &STANDARD.replace("整理客戶特別需求", "蒐集客戶特別需求"))?;
        write("standards/TTM4221-005v1.yaml", &other.replacen("國際商務", "國際 商務", 1))?;
        Ok(base)
    }
}

/// Surroundings that a program runs in.
pub(super) struct Scene {
    program: PathBuf,
    folder: TempDir,
    variables: Vec<(OsString, OsString)>,
    springs: Vec<Vec<String>>,
}

impl Scene {
    pub(super) fn new(base: &Base) -> io::Result<Self> {
        let folder = tempfile::tempdir()?;
        copy(base.folder.path(), &folder.path().join(REPOSITORY))?;
        fs::create_dir(folder.path().join("outside"))?;
        fs::write(
            folder.path().join("outside/secret.yaml"),
            format!("name: {{occupation: '  {SECRET}'}}\nlevle: {SECRET}\n"),
        )?;
        fs::write(folder.path().join("outside/page.html"), format!("<!doctype html><p>{SECRET}"))?;
        let variables = vec![("TTM_SECRET".into(), SECRET.into())];
        Ok(Self { program: base.program.clone(), folder, variables, springs: Vec::new() })
    }

    /// Everything: the repository, what is outside, and the marker.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// What a program makes if it is started.
    pub(super) fn marker(&self) -> PathBuf {
        self.path().join("started")
    }

    /// A command of a shell that makes the marker, whatever follows it.
    pub(super) fn trap(&self) -> String {
        format!("touch '{}'; false", self.marker().display())
    }

    /// Removes what is at a path in the repository and makes its folders, replacing any file that takes the place of one.
    pub(super) fn clear(&self, name: impl AsRef<OsStr>) -> io::Result<PathBuf> {
        let mut path = self.path().join(REPOSITORY);
        let mut parts = Path::new(name.as_ref()).components().peekable();
        while let Some(part) = parts.next() {
            path.push(part);
            let known = path.symlink_metadata();
            match (parts.peek(), known) {
                (Some(_), Ok(known)) if known.is_dir() => {}
                (Some(_), Ok(_)) => {
                    fs::remove_file(&path)?;
                    fs::create_dir(&path)?;
                }
                (Some(_), Err(_)) => fs::create_dir(&path)?,
                (None, Ok(known)) if known.is_dir() => fs::remove_dir_all(&path)?,
                (None, Ok(_)) => fs::remove_file(&path)?,
                (None, Err(_)) => {}
            }
        }
        Ok(path)
    }

    pub(super) fn write(&self, name: impl AsRef<OsStr>, text: impl AsRef<[u8]>) -> io::Result<()> {
        fs::write(self.clear(name)?, text)
    }

    pub(super) fn link(&self, name: impl AsRef<OsStr>, target: impl AsRef<Path>) -> io::Result<()> {
        symlink(target, self.clear(name)?)
    }

    pub(super) fn pipe(&self, name: &str) -> io::Result<()> {
        let made = Command::new("mkfifo").arg(self.clear(name)?).status()?;
        if made.success() { Ok(()) } else { Err(io::Error::other("mkfifo failed")) }
    }

    /// A file that starts the trap.
    pub(super) fn executable(&self, name: &str) -> io::Result<()> {
        self.write(name, format!("#!/bin/sh\n{}\n", self.trap()))?;
        fs::set_permissions(self.path().join(REPOSITORY).join(name), fs::Permissions::from_mode(0o755))
    }

    pub(super) fn read(&self, name: &str) -> io::Result<String> {
        fs::read_to_string(self.path().join(REPOSITORY).join(name))
    }

    pub(super) fn set(&mut self, name: &str, value: impl Into<OsString>) {
        self.variables.push((name.into(), value.into()));
    }

    /// Notes a command of git that starts the trap, so that it is known to go off.
    pub(super) fn springs_by(&mut self, arguments: &[&str]) {
        self.springs.push(arguments.iter().map(ToString::to_string).collect());
    }

    pub(super) fn springs(&self) -> &[Vec<String>] {
        &self.springs
    }

    /// Runs such a command.
    pub(super) fn spring(&self, arguments: &[String]) -> io::Result<()> {
        let mut command = Command::new("git");
        command.args(arguments).current_dir(self.path().join(REPOSITORY));
        isolated(&mut command).envs(self.variables.iter().cloned()).stdin(Stdio::null()).output()?;
        Ok(())
    }

    pub(super) fn git(&self, arguments: &[&str]) -> io::Result<Vec<u8>> {
        git(&self.path().join(REPOSITORY), arguments)
    }

    pub(super) fn ttm(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["--lang", "en"]).args(arguments).current_dir(self.path().join(REPOSITORY));
        isolated(&mut command).envs(self.variables.iter().cloned());
        command
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        // Else it could not be removed.
        let locked = self.path().join(REPOSITORY).join("standards/locked");
        let _ = fs::set_permissions(locked, fs::Permissions::from_mode(0o755));
    }
}

/// Nothing of the machine's or the caller's git takes part.
fn isolated(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GIT")) {
        command.env_remove(name);
    }
    command.env("HOME", "/nowhere").env("XDG_CONFIG_HOME", "/nowhere")
}

fn git(folder: &Path, arguments: &[&str]) -> io::Result<Vec<u8>> {
    let mut command = Command::new("git");
    isolated(command.args(arguments).current_dir(folder));
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "甲").env(format!("GIT_{who}_EMAIL"), "a@example.org");
    }
    let output = command.env("GIT_CONFIG_NOSYSTEM", "1").output()?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(io::Error::other(format!("git {arguments:?}: {}", output.stderr.escape_ascii()))),
    }
}

/// Copies folders and files.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
