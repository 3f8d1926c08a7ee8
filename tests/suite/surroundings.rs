//! What lies around the standards in a stranger's repository: pipes, devices, links, ignore files without end. All of it
//! is made by the tests, and harmless.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::bounds;
use crate::repository::Repository;

const NAME: &str = "TTM4221-004v2.yaml";

/// A standard without findings, for which a link or an ignore file may stand.
fn standard() -> String {
    fs::read_to_string(format!("standards/{NAME}")).unwrap()
}

fn ttm(within: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.env("LANG", "C").args(arguments).current_dir(within);
    for name in ["LC_ALL", "LC_MESSAGES", "GITHUB_STEP_SUMMARY", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"]
    {
        command.env_remove(name);
    }
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").stdin(Stdio::null());
    command
}

fn run(within: &Path, arguments: &[&str]) -> Output {
    ttm(within, arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8([&output.stdout[..], &output.stderr[..]].concat()).unwrap()
}

/// How many files a run of `validate` looked at.
fn checked(within: &Path, arguments: &[&str]) -> usize {
    let text = text(&run(within, &[&["validate"][..], arguments].concat()));
    // The last line has the count; a summary by rule above it has counts of its own.
    let said = text
        .lines()
        .rev()
        .find_map(|line| line.strip_suffix("file").or(line.strip_suffix("files"))?.rsplit_once(" in "));
    said.unwrap_or_else(|| panic!("{text}")).1.trim().parse().unwrap()
}

/// Time for a program without optimisation on a machine that does other work too; what is too much takes minutes, or for
/// ever.
const TIME: Duration = Duration::from_secs(20);

fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn ignore_files_that_are_pipes_or_endless_are_not_read() {
    let many: String = (0..400_000).map(|at| format!("*x{at}.yaml\n")).collect();
    let mean: String = (0..20_000).map(|at| format!("*{at}[a-z]*x.yaml\n")).collect();
    for name in [".gitignore", ".ignore", "standards/.gitignore"] {
        type Make<'a> = &'a dyn Fn(&Path);
        let made: [(&str, Make<'_>); 6] = [
            ("out of the repository", &|path| symlink("/dev/zero", path).unwrap()),
            ("a pipe or a device", &|path| make_pipe(path)),
            ("larger than", &|path| fs::write(path, &many).unwrap()),
            ("larger than", &|path| fs::write(path, "x".repeat(30_000_000)).unwrap()),
            ("a line is longer", &|path| fs::write(path, "x".repeat(200_000)).unwrap()),
            ("more than 1000 patterns", &|path| fs::write(path, &mean[..200_000]).unwrap()),
        ];
        for (reason, make) in made {
            let repository = Repository::with_standard();
            make(&repository.file(name));
            let ended = bounds::run(ttm(repository.path(), &["validate", "--notes", "."]), TIME);
            assert!(ended.errors.contains(reason) && ended.errors.contains(name), "{name}: {}", ended.errors);
            assert_eq!(ended.code, Some(0), "{name}: {reason}");
        }
    }
}

#[test]
fn ignore_files_at_their_limits_stay_within_bounds() {
    let repository = Repository::with_standard();
    let mean: String = (0..1_000).map(|at| format!("*{at}[a-z]*[!b]?x*.yaml\n")).collect();
    repository.write(".gitignore", &mean);
    for at in 0..300 {
        repository.write(&format!("standards/{at}-{at}abcdefghijkl-x.yaml"), &standard());
    }
    let ended = bounds::run(ttm(repository.path(), &["validate", "--quiet"]), TIME);
    assert_eq!(ended.errors, "");
}

#[test]
fn ignore_files_work_as_in_git() {
    let repository = Repository::with_standard();
    let standard = standard();
    for path in [
        "a.yaml",
        "build/b.yaml",
        "deep/build/c.yaml",
        "deep/d.yaml",
        "deep/keep.yaml",
        "e/e.yaml",
        ".f/f.yaml",
    ] {
        repository.write(path, &standard);
    }
    let found = |arguments: &[&str]| checked(repository.path(), arguments);
    assert_eq!(found(&["."]), 7);
    repository.write(".gitignore", "\u{feff}/build/\r\n# a comment\n*d.yaml\n!keep.yaml\n[\n");
    assert_eq!(found(&["."]), 5, "build/b.yaml and deep/d.yaml");
    repository.write("deep/.gitignore", "build\n!d.yaml\n");
    assert_eq!(found(&["."]), 5, "d.yaml is back, build/c.yaml gone");
    repository.write(".git/info/exclude", "/e\n");
    assert_eq!(found(&["."]), 4);
    // What a folder above says holds in a folder below, and that of the folder itself is not asked where it is named.
    assert_eq!(found(&["deep"]), 2);
    assert_eq!(found(&["build"]), 1);
    repository.write(".ignore", "!build\n!.f\n");
    assert_eq!(found(&["."]), 7, "what is in both folders called build and .f/f.yaml are back");
    // Outside of a repository git's files say nothing.
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a.yaml"), &standard).unwrap();
    fs::write(folder.path().join("in/b.yaml"), &standard).unwrap();
    fs::write(folder.path().join(".gitignore"), "*.yaml\n").unwrap();
    fs::write(folder.path().join(".ignore"), "a.yaml\n").unwrap();
    assert_eq!(checked(&folder.path().join("in"), &[]), 1);
}

#[test]
fn files_above_a_repository_have_no_effect_in_it() {
    let outside = tempfile::tempdir().unwrap();
    let inside = outside.path().join("inside");
    fs::create_dir_all(inside.join(".git")).unwrap();
    fs::write(inside.join("a.yaml"), standard().replace("level: 3\n", "levle: 3\n")).unwrap();
    fs::write(outside.path().join(".ignore"), "a.yaml\n").unwrap();
    fs::write(outside.path().join("ttm.toml"), "[rules]\nunknown-field = \"off\"\n").unwrap();
    let output = run(&inside, &["validate"]);
    assert!(text(&output).contains("unknown-field"), "{}", text(&output));
    // Outside of a repository it does, as ever.
    fs::remove_dir(inside.join(".git")).unwrap();
    assert_eq!(run(&inside, &["validate"]).status.code(), Some(2));
    fs::remove_file(outside.path().join(".ignore")).unwrap();
    assert!(!text(&run(&inside, &["validate"])).contains("unknown-field"));
}

#[test]
fn links_out_of_the_repository_are_not_read_or_written() {
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.yaml");
    fs::write(&secret, "password: '  hunter2'\n").unwrap();
    let repository = Repository::with_standard();
    symlink(&secret, repository.file("standards/a.yaml")).unwrap();
    symlink("/proc/self/environ", repository.file("standards/b.yaml")).unwrap();
    symlink("../.git/config", repository.file("standards/c.yaml")).unwrap();
    symlink(outside.path(), repository.file("standards/d")).unwrap();
    let before = fs::read(&secret).unwrap();
    for arguments in [
        &["validate"][..],
        &["validate", "--fix"],
        &["validate", "--diff"],
        &["render"],
        &["render", "--format", "json"],
    ] {
        let output = run(repository.path(), arguments);
        let text = text(&output);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(
            !text.contains("hunter2") && !text.contains("PATH=") && !text.contains("repositoryformat"),
            "{text}"
        );
        assert_eq!(
            text.matches("is a link that leads out of the repository").count(),
            4,
            "{arguments:?} {text}"
        );
        assert_eq!(fs::read(&secret).unwrap(), before);
    }
    // Who names it wants it.
    assert!(text(&run(repository.path(), &["validate", "standards/a.yaml"])).contains("hunter2"));
    assert!(text(&run(repository.path(), &["validate", "standards/d"])).contains("hunter2"));
    let output = run(repository.path(), &["import", "standards"]);
    assert!(!text(&output).contains("hunter2"));
}

#[test]
fn links_within_the_repository_are_followed_once() {
    let repository = Repository::with_standard();
    repository.write("shared/a.yaml", &standard());
    symlink("../shared/a.yaml", repository.file("standards/b.yaml")).unwrap();
    assert_eq!(checked(repository.path(), &[]), 2);
    symlink("../shared", repository.file("standards/more")).unwrap();
    symlink("..", repository.file("shared/back")).unwrap();
    assert_eq!(checked(repository.path(), &[]), 2);
    // Two links in each of thirty folders to the next are a thousand million ways.
    for at in 0..30 {
        let folder = repository.file(&format!("many/{at}"));
        fs::create_dir_all(&folder).unwrap();
        for name in ["x", "y"] {
            symlink(format!("../{}", at + 1), folder.join(name)).unwrap();
        }
    }
    repository.write("many/30/z.yaml", &standard());
    let ended = bounds::run(ttm(repository.path(), &["validate", "--quiet", "many"]), TIME);
    assert_eq!(ended.errors, "");
    assert_eq!(checked(repository.path(), &["many"]), 1);
}

#[test]
fn the_default_folder_is_not_followed_out_of_the_repository() {
    let repository = Repository::new();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("a.yaml"), "password: hunter2\n").unwrap();
    symlink(outside.path(), repository.file("standards")).unwrap();
    for arguments in [&["validate"][..], &["render"]] {
        let output = run(repository.path(), arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output).contains("standards is a link that leads out"), "{}", text(&output));
    }
    assert_eq!(checked(repository.path(), &["standards"]), 1);
}

/// A `git` that tells that it was started and does nothing else.
fn telling(folder: &Path) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let program = folder.join("git");
    fs::write(&program, format!("#!/bin/sh\necho \"$@\" >> {}/started\nexit 1\n", folder.display())).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    folder.join("started")
}

#[test]
fn tracked_files_are_checked_although_ignored() {
    let repository = Repository::with_standard();
    repository.write("standards/deep/b.yaml", &standard().replace("level: 3\n", "levle: 3\n"));
    repository.commit();
    let programs = tempfile::tempdir().unwrap();
    let started = telling(programs.path());
    let asked = |arguments: &[&str]| {
        let _ = fs::remove_file(&started);
        ttm(repository.path(), arguments).env("PATH", programs.path()).output().unwrap();
        started.exists()
    };
    // An ignore file that hides no standard starts nothing.
    repository.write("standards/build/a.txt", "");
    for hiding in ["*.txt\n", "build/\n", "absent.yaml\n"] {
        repository.write(".gitignore", hiding);
        assert!(!asked(&["validate"]), "{hiding}");
    }
    for hiding in ["standards/deep/\n", "b.yaml\n", "*.yaml\n"] {
        repository.write(".gitignore", hiding);
        assert!(asked(&["validate"]), "{hiding}");
        let output = run(repository.path(), &["validate"]);
        let text = text(&output);
        assert_eq!(output.status.code(), Some(1), "{hiding} {text}");
        assert!(text.contains("standards/deep/b.yaml:"), "{text}");
        assert_eq!(text.matches("since git tracks").count(), 1, "{text}");
    }
    // What is new and hidden stays hidden.
    repository.write("standards/deep/c.yaml", &standard());
    assert_eq!(checked(repository.path(), &[]), 2);
    repository.write(".ignore", "deep\n");
    assert_eq!(checked(repository.path(), &[]), 2);
    // Where git is not there, that is said.
    let nowhere = tempfile::tempdir().unwrap();
    let output = ttm(repository.path(), &["validate"]).env("PATH", nowhere.path()).output().unwrap();
    assert!(text(&output).contains("is not known, so they are left out"), "{}", text(&output));
}

#[test]
fn pipes_are_read_only_where_they_are_named() {
    let repository = Repository::with_standard();
    make_pipe(&repository.file("standards/a.yaml"));
    symlink("a.yaml", repository.file("standards/b.yaml")).unwrap();
    let ended = bounds::run(ttm(repository.path(), &["validate"]), TIME);
    assert_eq!(ended.code, Some(0));
    let script = "exec \"$0\" --lang en validate standards/a.yaml & cat standards/TTM4221-004v2.yaml > standards/a.yaml; wait $!";
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_ttm")]).current_dir(repository.path());
    assert_eq!(bounds::run(command, TIME).code, Some(0));
    for arguments in
        [&["validate", "/dev/zero"][..], &["gap", "/dev/zero", "/dev/zero"], &["renumber", "/dev/zero"]]
    {
        assert_eq!(bounds::run(ttm(repository.path(), arguments), TIME).code, Some(1), "{arguments:?}");
    }
}

#[test]
fn the_run_works_with_fewer_threads_than_asked_for() {
    let repository = Repository::new();
    for at in 0..40 {
        repository.write(&format!("{at}.yaml"), "levle: 3\n");
    }
    let output = |script: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_ttm")]).current_dir(repository.path());
        command.output().unwrap()
    };
    let free = output("exec \"$0\" validate --format json");
    // Room for some threads of two MiB, not for a thousand; then for none.
    for script in [
        "ulimit -v 2000000; exec \"$0\" validate --format json --jobs 1024",
        "ulimit -v 1400000; ulimit -s 1000000; exec \"$0\" validate --format json --jobs 8",
    ] {
        let bound = output(script);
        assert_eq!(bound.status.code(), Some(1), "{script}: {}", text(&bound));
        assert!(bound.stdout == free.stdout, "{script}");
    }
}

#[test]
fn configurations_beyond_their_limits_are_errors() {
    let patterns = |count: usize| (0..count).map(|at| format!("\"*{at}[a-z]*.yaml\", ")).collect::<String>();
    let family = |count| format!("[[families]]\npaths = [{}]\n", patterns(count));
    let overrides: String = (0..40_000)
        .map(|at| format!("[[overrides]]\npaths = [\"{at}\"]\nrules = {{code-gap = \"off\"}}\n"))
        .collect();
    let keys = |count: usize| (0..count).map(|at| format!("key{at} = 1\n")).collect::<String>();
    let cases = [
        ("larger than 256 KiB", family(100_000)),
        ("more than 1000 patterns", family(5_000)),
        ("larger than 256 KiB", overrides.clone()),
        (
            "more than 1000 patterns",
            overrides[..overrides.find("[\"3000\"]").unwrap()].to_owned() + "[\"x\"]\nrules = {}\n",
        ),
        ("larger than 256 KiB", keys(200_000)),
        ("9900 more errors", keys(10_000)),
        ("larger than 256 KiB", "x".repeat(30_000_000)),
        ("recursion", format!("a = {}", "[".repeat(200_000))),
    ];
    for (reason, text) in cases {
        let repository = Repository::with_standard();
        repository.write("ttm.toml", &text);
        let ended = bounds::run(ttm(repository.path(), &["validate"]), TIME);
        let shown: String = ended.errors.chars().take(2_000).collect();
        assert!(ended.errors.contains(reason), "{reason}: {shown}");
        assert_eq!(ended.code, Some(2), "{shown}");
    }
}

#[test]
fn configurations_at_their_limits_stay_within_bounds() {
    let repository = Repository::new();
    for at in 0..300 {
        repository.write(&format!("standards/{at}/{at}.yaml"), "a: 1\n");
    }
    let rules = "rules = {code-gap = \"off\", unused-code = \"note\", duplicate-name = \"error\", code-order = \"error\"}";
    let mean: String =
        (0..1_000).map(|at| format!("[[overrides]]\npaths = [\"**/*{at}*[!b]*\"]\n{rules}\n")).collect();
    repository.write("ttm.toml", &mean);
    assert_eq!(bounds::run(ttm(repository.path(), &["validate", "--quiet"]), 3 * TIME).code, Some(1));
    // So many files that all of them are too much.
    repository.write("ttm.toml", "");
    for at in 0..300 {
        repository.write(&format!("standards/{at}/ttm.toml"), &format!("# {}\n", "x".repeat(200_000)));
    }
    let ended = bounds::run(ttm(repository.path(), &["validate", "--quiet"]), TIME);
    assert_eq!(ended.code, Some(2));
    assert!(ended.errors.contains("more than 4 MiB"));
}

#[test]
fn configuration_and_baseline_must_be_files_in_the_repository() {
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret"), "password = hunter2\n").unwrap();
    let secret = outside.path().join("secret");
    for target in [Path::new("/dev/zero"), Path::new("/proc/self/environ"), &secret, Path::new(".git/config")]
    {
        let repository = Repository::with_standard();
        let check = |reason: &str| {
            let ended = bounds::run(ttm(repository.path(), &["validate"]), TIME);
            assert_eq!(ended.code, Some(2), "{}", ended.errors);
            assert!(ended.errors.contains(reason), "{}", ended.errors);
            for secret in ["hunter2", "PATH=", "repositoryformat"] {
                assert!(!ended.errors.contains(secret), "{}", ended.errors);
            }
        };
        symlink(target, repository.file("ttm.toml")).unwrap();
        check("leads out");
        fs::remove_file(repository.file("ttm.toml")).unwrap();
        repository.write("ttm.toml", "baseline = \"known.toml\"\n");
        symlink(target, repository.file("known.toml")).unwrap();
        check("outside of the repository");
        let target = target.to_str().unwrap();
        repository.write("ttm.toml", &format!("baseline = \"{target}\"\n"));
        check("outside of the repository");
    }
    let repository = Repository::with_standard();
    make_pipe(&repository.file("ttm.toml"));
    let ended = bounds::run(ttm(repository.path(), &["validate"]), TIME);
    assert!(ended.code == Some(2) && ended.errors.contains("a pipe or a device"), "{}", ended.errors);
    fs::remove_file(repository.file("ttm.toml")).unwrap();
    make_pipe(&repository.file("known.toml"));
    let named = ["validate", "--baseline", "known.toml"];
    let ended = bounds::run(ttm(repository.path(), &named), TIME);
    assert!(ended.code == Some(2) && ended.errors.contains("a pipe or a device"), "{}", ended.errors);
    let named = ["validate", "--baseline", "/dev/zero"];
    assert_eq!(bounds::run(ttm(repository.path(), &named), TIME).code, Some(2));
}

#[test]
fn a_large_baseline_stays_within_bounds_and_works() {
    let repository = Repository::with_standard();
    repository.write("a.yaml", "levle: 3\n");
    assert_eq!(
        run(repository.path(), &["validate", "-q", "a.yaml", "--write-baseline", "known.toml"]).status.code(),
        Some(0)
    );
    let written = repository.read("known.toml");
    let entries: String = (0..300_000)
        .map(|at| {
            format!(
                "  {{ path = \"standards/{at}.yaml\", rule = \"unused-code\", text = \"K02: 各國文化特色\", message = \"no task refers to K{at}, which is why it is here at all, and some more words\" }},\n"
            )
        })
        .collect();
    repository.write("known.toml", &written.replace("\n]", &format!("\n{entries}]")));
    assert!(repository.read("known.toml").len() > 40_000_000);
    let arguments = ["validate", "a.yaml", "--baseline", "known.toml"];
    // An entry takes thirty times as long without optimisation.
    let ended = bounds::run(ttm(repository.path(), &arguments), 6 * TIME);
    assert_eq!(ended.code, Some(0), "{}", ended.errors);
    let text = repository.read("known.toml");
    repository
        .write("known.toml", &text.replacen("rule = \"unused-code\"", "rule = \"unused-code\", x = 1", 1));
    let ended = bounds::run(ttm(repository.path(), &arguments), TIME);
    assert_eq!(ended.code, Some(2));
    assert!(ended.errors.contains("is not as `--write-baseline` writes it"), "{}", ended.errors);
    repository.write("known.toml", &format!("version = 1\nfindings = [ # {}\n]", "x".repeat(30_000_000)));
    assert_eq!(bounds::run(ttm(repository.path(), &arguments), TIME).code, Some(2));
}

#[test]
fn an_invalid_nested_configuration_fails_only_its_folder() {
    let repository = Repository::new();
    repository.write("a/a.yaml", "levle: 3\n");
    repository.write("b/ttm.toml", "rule = 1\n");
    repository.write("b/b.yaml", "levle: 3\n");
    repository.write("b/c/c.yaml", "levle: 3\n");
    let output = run(repository.path(), &["validate", "."]);
    let said = text(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("a/a.yaml:1") && !said.contains("b.yaml:") && !said.contains("c.yaml:"), "{said}");
    assert!(
        said.contains("unknown key `rule`")
            && said.contains("b/ttm.toml has 1 error; 2 files below it were not checked"),
        "{said}"
    );
    let json = run(repository.path(), &["validate", "--format", "json", "."]);
    assert!(serde_json::from_slice::<serde_json::Value>(&json.stdout).is_ok());
    let fixed = run(repository.path(), &["validate", "--diff", "."]);
    assert_eq!(fixed.status.code(), Some(2));
}

#[test]
fn show_settings_names_the_origin_of_each_setting() {
    let repository = Repository::new();
    repository.write("a/a.yaml", "levle: 3\n");
    repository.write("a/x.old.yaml", "levle: 3\n");
    repository.write("b/b.yaml", "levle: 3\n");
    repository.write("b/c.yaml", "levle: 3\n");
    repository.write("c/d.yaml", "levle: 3\n");
    repository.write("c/.gitignore", "*.txt\n");
    repository.write("c/ttm.toml", "[release]\nallow = \"rewording\"\n");
    repository.write(".ignore", "nothing\n");
    repository.write("known.toml", "not read\n");
    repository.write(".git/info/exclude", "");
    let config = "baseline = \"known.toml\"\n[rules]\ncode-gap = \"off\"\n[[overrides]]\npaths = [\"**/*.old.yaml\"]\nrules = {file-name = \"error\"}\n";
    repository.write("ttm.toml", config);
    let english = run(repository.path(), &["validate", "--show-settings", "."]);
    assert_eq!(english.status.code(), Some(0));
    let mut chinese = ttm(repository.path(), &[]);
    let chinese = chinese.args(["validate", "--lang", "zh-TW", "--show-settings", "."]);
    let both = format!("{}\n{}", text(&english), text(&chinese.output().unwrap()));
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots/config"}, {
        insta::assert_snapshot!("settings", both);
    });
}

#[test]
fn every_command_reads_standard_input_for_a_dash_or_refuses_it() {
    let repository = Repository::with_standard();
    repository.commit();
    let file = format!("standards/{NAME}");
    let fed = |arguments: &[&str]| {
        let input = fs::File::open(repository.file(&file)).unwrap();
        ttm(repository.path(), arguments).stdin(input).output().unwrap()
    };
    let reads: [&[&str]; 10] = [
        &["validate", "-"],
        &["validate", "--diff", "-"],
        &["render", "-"],
        &["diff", "-", &file],
        &["gap", "-", &file],
        &["gap", &file, "-"],
        &["list", "-"],
        &["find", "旅遊", "-"],
        &["new", "--revises", "-"],
        &["renumber", "--diff", "-"],
    ];
    for arguments in reads {
        let output = fed(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?} {}", text(&output));
    }
    let cannot: [&[&str]; 6] = [
        &["validate", "--fix", "-"],
        &["renumber", "-"],
        &["release", "-", "--code", "TTM4221-004v3", "--date", "2026-01-01", "--note", "x"],
        &["diff", "--against", "HEAD", "-"],
        &["diff", "-", "-"],
        &["gap", "-", "-"],
    ];
    for arguments in cannot {
        let output = fed(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?} {}", text(&output));
        assert!(text(&output).contains("standard input"), "{arguments:?} {}", text(&output));
    }
}

#[test]
fn files_that_cannot_be_opened_are_reported_plainly() {
    let repository = Repository::with_standard();
    let long = format!("{}.yaml", "x".repeat(300));
    let output = run(repository.path(), &["validate", &long]);
    assert!(text(&output).contains("longer than the system takes"), "{}", text(&output));
    let output = run(repository.path(), &["renumber", &long]);
    assert!(text(&output).contains("longer than the system takes"), "{}", text(&output));
    let output = run(repository.path(), &["render", "--format", "md", "-o", "missing/a.md"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        !text(&output).contains("entity not found") && !text(&output).contains("os error"),
        "{}",
        text(&output)
    );
}
