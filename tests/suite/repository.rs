//! Git repositories made for tests, which do not depend on the configuration of the machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A repository in a folder of its own.
pub(crate) struct Repository {
    folder: TempDir,
}

impl Repository {
    /// An empty one.
    pub(crate) fn new() -> Self {
        let repository = Self { folder: TempDir::new().unwrap() };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    /// One whose first commit holds the standard of this project.
    pub(crate) fn with_standard() -> Self {
        let repository = Self::new();
        let standard = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
        repository.write("standards/TTM4221-004v2.yaml", &standard);
        repository.commit();
        repository
    }

    /// A folder that is no repository yet.
    pub(crate) fn bare_folder() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.file(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.file(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Replaces what stands in a file exactly once.
    pub(crate) fn edit(&self, name: &str, before: &str, after: &str) {
        let text = self.read(name);
        assert_eq!(text.matches(before).count(), 1, "{before}");
        self.write(name, &text.replace(before, after));
    }

    /// The files in a folder, in order.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        crate::names(&self.file(folder))
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let output = isolated(Command::new("git").args(arguments).current_dir(self.path())).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message=x"]);
    }

    pub(crate) fn ttm(&self, arguments: &[&str]) -> Output {
        self.ttm_with(arguments, &[])
    }

    /// The same with further variables in the environment.
    pub(crate) fn ttm_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
        self.command(arguments).envs(variables.iter().copied()).output().unwrap()
    }

    /// The same in one of its folders.
    pub(crate) fn ttm_in(&self, folder: &str, arguments: &[&str]) -> Output {
        self.command(arguments).current_dir(self.file(folder)).output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
        if !arguments.contains(&"--lang") {
            command.args(["--lang", "en"]);
        }
        isolated(command.args(arguments).current_dir(self.path()));
        command
    }
}

/// Nothing of the machine's or the caller's git reaches a test.
fn isolated(command: &mut Command) -> &mut Command {
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"] {
        command.env_remove(name);
    }
    command
        .env_remove("GITHUB_STEP_SUMMARY")
        // What `ttm` asks of git heeds no `GIT_CONFIG_GLOBAL`.
        .env("HOME", "/nowhere")
        .env("XDG_CONFIG_HOME", "/nowhere")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .envs([
            ("GIT_AUTHOR_NAME", "甲"),
            ("GIT_AUTHOR_EMAIL", "a@example.org"),
            ("GIT_COMMITTER_NAME", "甲"),
            ("GIT_COMMITTER_EMAIL", "a@example.org"),
        ])
}

/// What was said on standard error.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
