//! Rounds of a program that is ended while it writes. After each, every file has to be as it was before or as it is after
//! an undisturbed run, and nothing may be there besides; only KILL, which no program hears, may leave a temporary file.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

const STANDARD: &str = include_str!("../../../standards/TTM4221-004v2.yaml");

const SIGNALS: [(&str, Signal); 4] =
    [("KILL", Signal::KILL), ("TERM", Signal::TERM), ("HUP", Signal::HUP), ("INT", Signal::INT)];

/// How many files the verbs that take several are given.
const FILES: usize = 8;

/// A program that ends before it is killed does not count; so many rounds are made for a kill at most.
const ROUNDS_PER_KILL: usize = 20;

/// What is in a folder, by path.
type Files = BTreeMap<String, Vec<u8>>;

/// What became of the rounds of a verb and a signal.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// How often the signal ended the program.
    pub(crate) killed: usize,
    /// How often the program was quicker.
    pub(crate) finished: usize,
    /// How many temporary files KILL left.
    pub(crate) left: usize,
}

/// The tallies by verb and signal.
pub(crate) type Tallies = BTreeMap<(&'static str, &'static str), Tally>;

/// A verb that writes.
struct Scene {
    name: &'static str,
    arguments: Vec<&'static str>,
    before: Files,
    after: Files,
    /// One of these has to be there, so that a standard that changes its name is not lost.
    kept: &'static [&'static str],
    /// How long an undisturbed run takes.
    time: Duration,
}

/// Ends `program` so many times, with every verb and every signal in turn.
///
/// # Errors
/// What was torn, lost or left behind.
pub(crate) fn run(program: &Path, kills: usize) -> Result<Tallies, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let scenes = scenes(program, folder.path())?;
    let mut tally = Tallies::new();
    let mut killed = 0;
    for round in 0..kills * ROUNDS_PER_KILL {
        if killed == kills {
            return Ok(tally);
        }
        let (name, signal) = SIGNALS[round % SIGNALS.len()];
        let scene = &scenes[round / SIGNALS.len() % scenes.len()];
        // Spread evenly over the time of a run, by the golden ratio.
        let part = (round as f64 * 0.618_033_988_75).fract() * 1.1;
        let folder = folder.path().join(round.to_string());
        write(&folder, &scene.before)?;
        let status = ended(program, scene, &folder, scene.time.mul_f64(part), signal)?;
        let after = read(&folder)?;
        let tally = tally.entry((scene.name, name)).or_default();
        match was_killed(status, signal) {
            Some(true) => tally.killed += 1,
            Some(false) => tally.finished += 1,
            None => return Err(format!("{} after {name}: {status}", scene.name).into()),
        }
        killed += usize::from(was_killed(status, signal) == Some(true));
        tally.left += left(scene, &after, signal == Signal::KILL)
            .map_err(|what| format!("{} after {name}, round {round}: {what}", scene.name))?;
        fs::remove_dir_all(&folder)?;
    }
    Err(format!("only {killed} kills came in time").into())
}

/// Whether the signal ended the program; `None` for an end that is neither that nor the usual one.
fn was_killed(status: ExitStatus, signal: Signal) -> Option<bool> {
    let number = signal.as_raw();
    match (status.code(), status.signal()) {
        (Some(0 | 1), _) => Some(false),
        (Some(code), _) if code == 128 + number => Some(true),
        (_, Some(ended)) if ended == number => Some(true),
        _ => None,
    }
}

/// How many temporary files are there; anything else that should not be is the error.
fn left(scene: &Scene, now: &Files, may_be: bool) -> Result<usize, String> {
    let mut left = 0;
    for (path, bytes) in now {
        let is_temporary = path.rsplit('/').next().is_some_and(|name| name.starts_with(".ttm-"));
        if is_temporary && may_be {
            left += 1;
        } else if is_temporary {
            return Err(format!("{path} was left behind"));
        } else if ![&scene.before, &scene.after].into_iter().any(|files| files.get(path) == Some(bytes)) {
            return Err(format!("{path} is neither as it was nor as it should become"));
        }
    }
    let lost = |path: &&String| scene.after.contains_key(*path) && !now.contains_key(*path);
    match scene.before.keys().find(lost) {
        Some(path) => Err(format!("{path} is gone")),
        None if !scene.kept.is_empty() && !scene.kept.iter().any(|path| now.contains_key(*path)) => {
            Err(format!("{} are gone", scene.kept.join(" and ")))
        }
        None => Ok(left),
    }
}

fn ended(
    program: &Path,
    scene: &Scene,
    folder: &Path,
    after: Duration,
    signal: Signal,
) -> io::Result<ExitStatus> {
    let mut child = begun(program, scene, folder)?;
    sleep(after);
    // It may have ended, but its number is its own until it is waited for.
    kill_process(Pid::from_child(&child), signal)?;
    child.wait()
}

fn begun(program: &Path, scene: &Scene, folder: &Path) -> io::Result<Child> {
    // Under nohup the program would go on after SIGHUP, as it should.
    let mut command = if cfg!(target_os = "linux") {
        let mut env = Command::new("env");
        env.arg("--default-signal=HUP").arg(program);
        env
    } else {
        Command::new(program)
    };
    command.args(&scene.arguments).current_dir(folder).env_remove("GITHUB_STEP_SUMMARY");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}

fn scenes(program: &Path, scratch: &Path) -> io::Result<Vec<Scene>> {
    let numbered = |name: &str, text: &dyn Fn(usize) -> String| -> Files {
        (0..FILES).map(|at| (name.replace('#', &at.to_string()), text(at).into_bytes())).collect()
    };
    let one = |name: &str, text: String| Files::from([(name.to_owned(), text.into_bytes())]);
    let code = |at: usize| STANDARD.replace("TTM4221-004", &format!("TTM4221-01{at}"));
    let broken = |at: usize| code(at).replacen("國際商務", "國際 商務", 1);
    let scene = |name, arguments: &str, before: Files, kept| {
        let arguments = arguments.to_owned().leak().split(' ').collect();
        Scene { name, arguments, before, after: Files::new(), kept, time: Duration::ZERO }
    };
    let rendered = scene("", "render --format html -o pages/ .", numbered("#.yaml", &code), &[]);
    let pages = undisturbed(program, &rendered, &scratch.join("pages"))?.0;
    let pages: Files = pages.into_iter().filter(|(path, _)| path.starts_with("pages/")).collect();
    let mut baselined = numbered("#.yaml", &broken);
    baselined.extend(one("known.toml", "# Findings\nversion = 1\nfindings = [\n]\n".to_owned()));
    const V2: &str = "TTM4221-004v2.yaml";
    const V3: &str = "TTM4221-004v3.yaml";
    let issue = |file| format!("release {file} --code TTM4221-004v3 --date 2026-03-01 --note 更新");
    let mut scenes = vec![
        scene("fix", "validate --fix .", numbered("#.yaml", &broken), &[]),
        scene("release", &issue(V2), one(V2, STANDARD.to_owned()), &[V2, V3]),
        scene("release in place", &issue(V3), one(V3, STANDARD.to_owned()), &[V3]),
        scene("renumber", "renumber a.yaml", one("a.yaml", STANDARD.replace("T5.2", "T5.7")), &[]),
        scene("import", "import pages -o out --report r.json", pages, &[]),
        scene("write-baseline", "validate --write-baseline known.toml .", baselined, &[]),
    ];
    for (at, scene) in scenes.iter_mut().enumerate() {
        let runs: io::Result<Vec<_>> =
            (0..3).map(|run| undisturbed(program, scene, &scratch.join(format!("{at}-{run}")))).collect();
        let runs = runs?;
        scene.time = runs.iter().map(|run| run.1).min().unwrap_or_default();
        scene.after = runs.into_iter().next().map(|run| run.0).unwrap_or_default();
        if scene.after == scene.before {
            return Err(io::Error::other(format!("{} writes nothing", scene.name)));
        }
    }
    Ok(scenes)
}

/// What a run leaves that is not disturbed, and how long it takes.
fn undisturbed(program: &Path, scene: &Scene, folder: &Path) -> io::Result<(Files, Duration)> {
    write(folder, &scene.before)?;
    let begin = Instant::now();
    begun(program, scene, folder)?.wait()?;
    let time = begin.elapsed();
    let files = read(folder)?;
    fs::remove_dir_all(folder)?;
    Ok((files, time))
}

fn write(folder: &Path, files: &Files) -> io::Result<()> {
    fs::create_dir(folder)?;
    for (path, bytes) in files {
        let path = folder.join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, bytes)?;
    }
    Ok(())
}

fn read(folder: &Path) -> io::Result<Files> {
    let mut files = Files::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            files.extend(
                read(&entry.path())?.into_iter().map(|(path, bytes)| (format!("{name}/{path}"), bytes)),
            );
        } else {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(files)
}
