//! A table of verbs by kinds of hostile surroundings. Every cell has to hold the same promises, see [`judge`].

mod judge;
mod kinds;
mod scene;
mod tree;
mod verbs;

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use kinds::{KINDS, Kind};
use scene::{Base, Scene};
use verbs::{VERBS, Verb};

/// The number of failed cells after which the run stops, since each may have used up its time limit.
const ENOUGH: usize = 40;

/// The results of all cells.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) cells: usize,
    /// How many ended with 0, 1 and 2.
    pub(crate) codes: [usize; 3],
    pub(crate) slowest: Duration,
    pub(crate) failures: Vec<String>,
}

/// A row of cells: surroundings of these kinds, and the verbs that run in them.
struct Row {
    kinds: Vec<&'static Kind>,
    verbs: Vec<&'static Verb>,
}

/// Every verb in every kind of surroundings, and then so many verbs where several kinds meet; `tell` hears of each cell
/// that failed at once.
///
/// # Errors
/// Surroundings that could not be made. What a cell did not hold is in the tally.
pub(crate) fn run(program: &Path, combined: usize, tell: &(dyn Fn(&str) + Sync)) -> io::Result<Tally> {
    let base = Base::new(program)?;
    let verbs = || VERBS.iter().collect();
    let mut rows = vec![Row { kinds: Vec::new(), verbs: verbs() }];
    rows.extend(KINDS.iter().map(|kind| Row { kinds: vec![kind], verbs: verbs() }));
    rows.extend((0..combined).map(drawn));
    let (next, tally) = (AtomicUsize::new(0), Mutex::new(Tally::default()));
    let work = || -> io::Result<()> {
        let failed = || tally.lock().map_or(ENOUGH, |tally: MutexGuard<'_, Tally>| tally.failures.len());
        while let Some(row) = rows.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| failed() < ENOUGH) {
            for kind in row.kinds.iter().filter(|_| row.kinds.len() == 1) {
                if let Err(error) = trap_goes_off(&base, kind) {
                    tally.lock().map_err(|_| io::Error::other("panic"))?.failures.push(error.to_string());
                }
            }
            judged(&base, row, &tally, tell)?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..std::thread::available_parallelism()?.get()).map(|_| scope.spawn(work)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| io::Error::other("panic"))?)
    })?;
    tally.into_inner().map_err(|_| io::Error::other("panic"))
}

/// The row of a round: two or three kinds and one verb, the same in every run.
fn drawn(round: usize) -> Row {
    let mut state = (round as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut below = |count: usize| {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % count as u64) as usize
    };
    let count = 2 + below(2);
    let kinds = (0..count).map(|_| &KINDS[below(KINDS.len())]).collect();
    Row { kinds, verbs: vec![&VERBS[below(VERBS.len())]] }
}

/// Runs a row's verbs. Surroundings are made anew where a verb wrote to them.
fn judged(base: &Base, row: &Row, tally: &Mutex<Tally>, tell: &(dyn Fn(&str) + Sync)) -> io::Result<()> {
    let made = || -> io::Result<Scene> {
        let mut scene = Scene::new(base)?;
        row.kinds.iter().try_for_each(|kind| (kind.make)(&mut scene))?;
        Ok(scene)
    };
    let mut scene = made()?;
    let mut before = tree::read(scene.path())?;
    for verb in &row.verbs {
        // What a person names is followed wherever it leads.
        if verb.names && row.kinds.iter().any(|kind| kind.leads_out) {
            continue;
        }
        let ended = judge::run(&scene, verb)?;
        let after = tree::read(scene.path())?;
        let mut wrong = judge::said(&ended, verb);
        wrong.extend(judge::written(&before, &after, verb));
        if scene.marker().exists() {
            wrong.push("a program was started".to_owned());
        }
        if row.kinds.is_empty() && ended.code != Some(verb.plain) {
            wrong.push(format!("ends with {:?} where nothing is hostile", ended.code));
        }
        let names: Vec<_> = row.kinds.iter().map(|kind| kind.name).collect();
        let mut tally = tally.lock().map_err(|_| io::Error::other("panic"))?;
        tally.cells += 1;
        tally.slowest = tally.slowest.max(ended.took);
        if let Some(count) = ended.code.and_then(|code| tally.codes.get_mut(usize::try_from(code).ok()?)) {
            *count += 1;
        }
        if !wrong.is_empty() {
            let arguments = verb.arguments.join(" ");
            let (out, err) = (ended.out.escape_ascii(), ended.err.escape_ascii());
            let failure = format!(
                "{names:?}, ttm {arguments}:\n  {}\n  stdout: {out:.2000}\n  stderr: {err:.2000}",
                wrong.join("\n  ")
            );
            tell(&failure);
            tally.failures.push(failure);
        }
        drop(tally);
        if after != before || scene.marker().exists() {
            scene = made()?;
            before = tree::read(scene.path())?;
        }
    }
    Ok(())
}

/// A trap that no program springs shows nothing: the commands of git that a kind names do.
fn trap_goes_off(base: &Base, kind: &Kind) -> io::Result<()> {
    let mut scene = Scene::new(base)?;
    (kind.make)(&mut scene)?;
    for arguments in scene.springs() {
        scene.spring(arguments)?;
        if !scene.marker().exists() {
            return Err(io::Error::other(format!(
                "{}: git {} starts nothing",
                kind.name,
                arguments.join(" ")
            )));
        }
        std::fs::remove_file(scene.marker())?;
    }
    Ok(())
}
