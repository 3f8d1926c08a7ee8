//! Runs the program on what was made to hurt it, within bounds of time and memory.

use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The most memory that any input may take, in KiB.
const MEMORY: u64 = 256 << 10;

/// How a run ended that kept to its bounds.
pub(crate) struct Ended {
    /// The exit code.
    pub(crate) code: Option<i32>,
    /// Standard error.
    pub(crate) errors: String,
}

/// Runs `command`, which has to end within `time` and to take no more than 256 MiB, without a panic.
pub(crate) fn run(command: Command, time: Duration) -> Ended {
    within(MEMORY, command, time)
}

/// The same with so many KiB.
fn within(most: u64, mut command: Command, time: Duration) -> Ended {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let reader = std::thread::spawn(move || std::io::copy(&mut stdout, &mut std::io::sink()).unwrap());
    let errors = std::thread::spawn(move || {
        let mut text = Vec::new();
        stderr.read_to_end(&mut text).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    });
    let memory = watch(&mut child);
    let code = child.wait().unwrap().code();
    reader.join().unwrap();
    let errors = errors.join().unwrap();
    assert!(!errors.contains("panicked"), "{command:?}: {errors}");
    assert!(memory < most, "{command:?}: {memory} KiB");
    assert!(start.elapsed() < time, "{command:?}: {:?}", start.elapsed());
    Ended { code, errors }
}

/// The most memory that a running child has held, in KiB, as far as asking again and again can tell.
fn watch(child: &mut Child) -> u64 {
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse().ok());
        most = most.max(peak.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    most
}

/// How many times smaller than the limits the files here are, so that a program that is not optimised reads them in a
/// moment. `benches/limits/run` measures whole ones.
const SMALLER: usize = 8;

/// A file of an eighth of what is at the limits.
fn file(folder: &std::path::Path, name: &str, rest: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, format!("name:\n  occupation: 甲\n{rest}")).unwrap();
    path.into_os_string().into_string().unwrap()
}

/// What the tests' program takes for any file, some more since nothing in it is optimised, and an eighth of the bound, in
/// KiB. The released program takes 232 MiB for the full size of the first test.
const MOST: u64 = (40 << 10) + MEMORY / SMALLER as u64;

fn bounded(most: u64, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(arguments).env("LANG", "C").stdin(Stdio::null());
    // The tests' program is some ten times slower than the one that is released, and does not run alone.
    let ended = within(most, command, Duration::from_secs(120));
    assert!(matches!(ended.code, Some(0 | 1)), "{arguments:?}: {:?} {}", ended.code, ended.errors);
}

#[test]
fn fixing_many_lines_stays_within_bounds() {
    let folder = tempfile::tempdir().unwrap();
    let lines = |line: &str| format!("notes:\n  supplements:\n{}", line.repeat(180_000 / SMALLER));
    let path = file(folder.path(), "a.yaml", &lines("  - 甲 乙,丙\n"));
    bounded(MOST, &["validate", "--diff", &path]);
    bounded(MOST, &["validate", "--fix", "--quiet", &path]);
    assert!(fs::read_to_string(&path).unwrap().ends_with(&lines("  - 甲乙，丙\n")));
}

#[test]
fn rendering_many_lines_and_rows_stays_within_bounds() {
    let folder = tempfile::tempdir().unwrap();
    let breaks = format!("description: \"{}甲\"\n", "\\n".repeat(2_000_000 / SMALLER));
    let breaks = file(folder.path(), "breaks.yaml", &breaks);
    let rows =
        "duties:\n  T1:\n    name: 甲\n    tasks:\n      T1.1:\n        name: 乙\n        rows:\n".to_owned();
    let rows = file(folder.path(), "rows.yaml", &(rows + &"        - {}\n".repeat(180_000 / SMALLER)));
    for path in [&breaks, &rows] {
        for format in ["table", "md", "html", "json"] {
            bounded(MOST, &["render", "--format", format, path]);
        }
    }
    // An office document is held in memory while it is made; a form with many more cells than this one is refused.
    #[cfg(feature = "office")]
    for name in ["rows.xlsx", "rows.docx"] {
        let path = folder.path().join(name).display().to_string();
        bounded(MEMORY, &["render", "-o", &path, &rows]);
    }
}

#[test]
fn comparing_long_texts_and_many_entries_stays_within_bounds() {
    let folder = tempfile::tempdir().unwrap();
    let text = |words: &str| format!("description: \"{}c\"\n", words.repeat(1_000_000 / SMALLER));
    let tasks = |name: &str| -> String {
        let tasks = (1..=45_000 / SMALLER).map(|at| format!("      T1.{at}: {{name: {name}{at}}}\n"));
        format!("duties:\n  T1:\n    name: 甲\n    tasks:\n{}", tasks.collect::<String>())
    };
    let pair = |name: &str, old: &str, new: &str| {
        [
            file(folder.path(), &format!("{name}1.yaml"), old),
            file(folder.path(), &format!("{name}2.yaml"), new),
        ]
    };
    // Which tasks are alike is looked for among so many pairs, however few tasks there are.
    let pairs_of_tasks = 16 << 10;
    for (most, [old, new]) in [
        (MOST, pair("t", &text("a b "), &text("b a "))),
        (MOST + pairs_of_tasks, pair("n", &tasks("甲"), &tasks("乙丙丁"))),
    ] {
        for format in ["text", "json"] {
            bounded(most, &["diff", "--format", format, &old, &new]);
        }
    }
}
