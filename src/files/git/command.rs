//! Builds every git command, so that none runs a program that a repository names.
//!
//! Repositories are untrusted: the configuration of one, or of a folder that only looks like one, may name hooks,
//! transports, monitors and pagers, and a partial clone makes git fetch objects. The configuration of the machine's
//! owner for all repositories stays in force, including `safe.directory`.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, Stdio};

/// Options of every command. On the command line they override all configuration files.
const OPTIONS: &[&str] =
    &["--no-pager", "--no-replace-objects", "--no-optional-locks", "--literal-pathspecs"];

/// Configuration for every command, for the same reason.
const SETTINGS: &[&str] = &[
    // A folder of the working tree that looks like a bare repository is not used as one (git 2.38).
    "safe.bareRepository=explicit",
    // No hook can be in a folder that is not one.
    "core.hooksPath=/dev/null",
    // An empty value disables it in every version; before 2.36 `false` was run as a program.
    "core.fsmonitor=",
    // Nothing here fetches. If an older git does so on its own, this and `GIT_ALLOW_PROTOCOL` prevent it.
    "protocol.allow=never",
    // A fetch requests bundles before it checks the allowed protocols.
    "fetch.bundleURI=",
    "core.sshCommand=false",
    "core.gitProxy=none",
    "core.askPass=",
    // An empty value resets the list of helpers.
    "credential.helper=",
    // No command here shows diffs, reads attributes or verifies signatures; these apply in case one is added that does.
    "diff.external=",
    "core.attributesFile=/dev/null",
    "gpg.program=false",
    "core.pager=cat",
    "core.editor=false",
];

/// Environment variables. A git that is too old for one ignores it.
const VARIABLES: &[(&str, &str)] = &[
    // Messages of git are quoted, and their first word is examined.
    ("LC_ALL", "C"),
    // Git 2.45, and older releases with security fixes.
    ("GIT_NO_LAZY_FETCH", "1"),
    // Unlike `protocol.allow` it also overrides the configuration of single protocols. No protocol has this name.
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_NO_REPLACE_OBJECTS", "1"),
    ("GIT_GRAFT_FILE", "/dev/null"),
    ("GIT_OPTIONAL_LOCKS", "0"),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_PAGER", "cat"),
];

/// Kept, since it only restricts where git searches for a repository.
const KEPT: &str = "GIT_CEILING_DIRECTORIES";

/// A git command that runs in `folder`, without standard input.
pub(super) fn git(folder: &Path) -> Command {
    with_environment(folder, env::vars_os())
}

fn with_environment(folder: &Path, inherited: impl Iterator<Item = (OsString, OsString)>) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).args(OPTIONS).stdin(Stdio::null());
    for setting in SETTINGS {
        command.args(["-c", setting]);
    }
    for (name, value) in inherited {
        if is_gits(&name) {
            command.env_remove(&name);
        } else if name.eq_ignore_ascii_case("PATH")
            && let Some(absolute) = absolute(&value)
        {
            command.env(name, absolute);
        }
    }
    command.envs(VARIABLES.iter().copied());
    command
}

/// Whether a variable controls git: which repository, which configuration, which programs.
fn is_gits(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_ascii_uppercase();
    (name.starts_with("GIT_") && name != KEPT) || name == "SSH_ASKPASS"
}

/// The search path without relative entries: the command's folder is untrusted and may contain a file called `git`.
fn absolute(path: &OsStr) -> Option<OsString> {
    env::join_paths(env::split_paths(path).filter(|folder| folder.is_absolute())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Compares the whole command, so that any change has to be made here too.
    #[test]
    fn a_command_has_these_arguments_and_this_environment() {
        let path = env::join_paths(["/usr/bin", ".", "", "bin", "/bin"]).unwrap();
        let inherited = [
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_INDEX_FILE",
            "GIT_OBJECT_DIRECTORY",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_COMMON_DIR",
            "GIT_NAMESPACE",
            "GIT_CONFIG",
            "GIT_CONFIG_GLOBAL",
            "GIT_CONFIG_COUNT",
            "GIT_CONFIG_PARAMETERS",
            "GIT_EXTERNAL_DIFF",
            "GIT_SSH",
            "GIT_SSH_COMMAND",
            "GIT_ASKPASS",
            "GIT_EXEC_PATH",
            "GIT_TRACE",
            "GIT_SOMETHING_NEW",
            "SSH_ASKPASS",
            "GIT_NO_LAZY_FETCH",
            "GIT_PAGER",
        ];
        let others = ["HOME", "GIT_CEILING_DIRECTORIES", "GITHUB_TOKEN"];
        let all = inherited.iter().chain(&others).map(|name| (OsString::from(name), "x".into()));
        let command = with_environment(Path::new("folder"), all.chain([("PATH".into(), path)]));
        assert_eq!(
            (command.get_program(), command.get_current_dir()),
            ("git".as_ref(), Some("folder".as_ref()))
        );
        let arguments: Vec<_> = command.get_args().map(|one| one.to_str().unwrap()).collect();
        assert_eq!(
            arguments.join(" "),
            "--no-pager --no-replace-objects --no-optional-locks --literal-pathspecs -c safe.bareRepository=explicit \
             -c core.hooksPath=/dev/null -c core.fsmonitor= -c protocol.allow=never -c fetch.bundleURI= \
             -c core.sshCommand=false -c core.gitProxy=none -c core.askPass= -c credential.helper= -c diff.external= \
             -c core.attributesFile=/dev/null -c gpg.program=false -c core.pager=cat -c core.editor=false"
        );
        let environment: BTreeMap<_, _> = command
            .get_envs()
            .map(|(name, value)| (name.to_str().unwrap(), value.map(|value| value.to_str().unwrap())))
            .collect();
        let set = [
            ("GIT_ALLOW_PROTOCOL", "none"),
            ("GIT_GRAFT_FILE", "/dev/null"),
            ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_NO_REPLACE_OBJECTS", "1"),
            ("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_PAGER", "cat"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("LC_ALL", "C"),
            ("PATH", "/usr/bin:/bin"),
        ];
        let mut expected: BTreeMap<_, _> = inherited.iter().map(|&name| (name, None)).collect();
        expected.extend(set.map(|(name, value)| (name, Some(value))));
        assert_eq!(environment, expected);
    }
}
