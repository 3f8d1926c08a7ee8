//! What is required of every cell: the program ends in time with one of its exit codes, starts no other program, writes only
//! its output, prints no control sequences or log commands, and quotes nothing from outside the repository.

use std::collections::BTreeSet;
use std::io::{self, Read};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process_group};

use super::scene::{REPOSITORY, SECRET, Scene};
use super::tree::{Node, Tree};
use super::verbs::Verb;

/// Time for a program without optimisation on a machine that does other work too.
const TIME: Duration = Duration::from_secs(10);

/// How a program ended; no exit code where a signal or the end of its time ended it.
pub(super) struct Ended {
    pub(super) code: Option<i32>,
    pub(super) out: Vec<u8>,
    pub(super) err: Vec<u8>,
    pub(super) took: Duration,
}

pub(super) fn run(scene: &Scene, verb: &Verb) -> io::Result<Ended> {
    let start = Instant::now();
    let mut command = scene.ttm(verb.arguments);
    // What hangs is ended with all that it started.
    command.process_group(0);
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let all = |stream: Option<Box<dyn Read + Send>>| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            stream.map_or(Ok(0), |mut stream| stream.read_to_end(&mut bytes)).map(|_| bytes)
        })
    };
    let out = all(child.stdout.take().map(|stream| Box::new(stream) as _));
    let err = all(child.stderr.take().map(|stream| Box::new(stream) as _));
    let code = waited(&mut child, start)?;
    let joined = |thread: thread::JoinHandle<io::Result<Vec<u8>>>| {
        thread.join().unwrap_or_else(|_| Err(io::Error::other("panic")))
    };
    Ok(Ended { code, out: joined(out)?, err: joined(err)?, took: start.elapsed() })
}

fn waited(child: &mut Child, start: Instant) -> io::Result<Option<i32>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.code());
        }
        if start.elapsed() > TIME {
            kill_process_group(Pid::from_child(child), Signal::KILL)?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// What is wrong with how a program ended and what it said.
pub(super) fn said(ended: &Ended, verb: &Verb) -> Vec<String> {
    let mut wrong = Vec::new();
    if !matches!(ended.code, Some(0..=2)) {
        wrong.push(format!("ends with {:?} after {:.1} s", ended.code, ended.took.as_secs_f64()));
    }
    let annotates = verb.arguments.contains(&"github");
    for (stream, bytes) in [("stdout", &ended.out), ("stderr", &ended.err)] {
        let Ok(text) = std::str::from_utf8(bytes) else {
            wrong.push(format!("{stream} is no UTF-8"));
            continue;
        };
        if text.contains("panicked") {
            wrong.push("a panic".to_owned());
        }
        if text.contains(SECRET) {
            wrong.push(format!("{stream} quotes what is outside"));
        }
        wrong.extend(acting(text, annotates && stream == "stdout").map(|line| format!("{stream}: {line:?}")));
    }
    wrong
}

/// The lines that a log takes for a command or a terminal for more than text.
fn acting(text: &str, annotates: bool) -> impl Iterator<Item = &str> {
    let acts = |c: char| {
        (c.is_control() && c != '\t')
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.split('\n').filter(move |line| {
        let own = ["::error file=", "::warning file=", "::notice file="];
        // Three colons stand before a further place in a drawing; no command is named `:`.
        let begun = line.trim_start();
        let command = begun.starts_with("::") && !begun.starts_with("::: ");
        let annotation = annotates && own.iter().any(|own| line.starts_with(own));
        (command && !annotation) || line.contains("##[") || line.contains(acts)
    })
}

/// What was changed besides what the verb is there to write.
pub(super) fn written(before: &Tree, after: &Tree, verb: &Verb) -> Vec<String> {
    let paths: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let same = |path: &PathBuf| match (before.get(path), after.get(path)) {
        (Some(before), Some(after)) => before.is_same(after),
        (before, after) => before.is_none() && after.is_none(),
    };
    let changed = paths.into_iter().filter(|path| !same(path));
    changed.filter_map(|path| reproach(path, before.get(path), after.get(path), verb)).collect()
}

fn reproach(path: &Path, before: Option<&Node>, after: Option<&Node>, verb: &Verb) -> Option<String> {
    let place = path.strip_prefix(REPOSITORY).ok();
    let may = |place: &Path| {
        verb.writes.iter().any(|written| match written.strip_suffix('/') {
            Some(folder) => place.starts_with(folder),
            None => place == Path::new(written),
        })
    };
    let path = path.display();
    if !place.is_some_and(may) {
        return Some(format!("{path:?} was changed"));
    }
    match (before, after) {
        (_, Some(Node::File { bytes: Some(bytes), .. }))
            if bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()) =>
        {
            Some(format!("{path:?} holds what is outside"))
        }
        (Some(Node::File { mode, .. }), Some(Node::File { mode: now, .. })) if mode != now => {
            Some(format!("{path:?} has another mode"))
        }
        // A link stays a link. A file with several names is not replaced; to remove one name takes nothing from the others.
        (None | Some(Node::File { names: 1, .. }), Some(Node::File { names: 1, .. }))
        | (None, Some(Node::Folder { .. }))
        | (Some(Node::File { .. }), None) => None,
        _ => Some(format!("{path:?} was {before:?}")),
    }
}
