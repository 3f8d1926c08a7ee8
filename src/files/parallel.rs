//! Runs work on many items in parallel.
//!
//! The thread pool belongs to this module. Rayon's global pool panics if the system provides no threads (`ulimit -u`,
//! `ulimit -v`, a full container), and after such a failure it cannot be built with fewer.

use std::mem;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// The most items that a thread takes at a time: few enough that at the end no thread waits long for another.
const AT_ONCE: usize = 8;

/// The most threads, whatever was requested, unless there are more processors. More are not faster, and each takes 32 MiB
/// of addresses: where those are bounded (`ulimit -v`), a thread that was made could still fail at its first allocation.
const MOST_THREADS: usize = 16;

/// The requested number of threads; 0 means one per processor.
static JOBS: AtomicUsize = AtomicUsize::new(0);

/// Requests `jobs` threads instead of one per processor. No effect once the pool has been built.
pub fn set_jobs(jobs: usize) {
    JOBS.store(jobs, Relaxed);
}

/// Applies `work` to each of `items` and returns the results in order. A single item is processed on the calling
/// thread: checking a standard takes less time than starting threads.
pub(crate) fn map<T: Send, R: Send>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> R + Send + Sync,
) -> Vec<R> {
    let items: Vec<T> = items.into_iter().collect();
    let pool = if items.len() < 2 { None } else { pool() };
    map_in(pool, items, work)
}

/// The same, but a single item is not processed on the calling thread either, unless there are no others.
#[cfg(feature = "cli")]
pub(crate) fn map_apart<T: Send, R: Send>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> R + Send + Sync,
) -> Vec<R> {
    map_in(pool(), items.into_iter().collect(), work)
}

fn map_in<T: Send, R: Send>(
    pool: Option<&ThreadPool>,
    items: Vec<T>,
    work: impl Fn(T) -> R + Send + Sync,
) -> Vec<R> {
    let Some(pool) = pool else {
        return items.into_iter().map(work).collect();
    };
    let slots: Vec<Mutex<Slot<T, R>>> = items.into_iter().map(|item| Mutex::new(Slot::Item(item))).collect();
    for_each(pool, slots.len(), &|at| {
        // Only one thread ever comes to a slot, so none waits.
        let mut slot = slots[at].lock().unwrap_or_else(PoisonError::into_inner);
        if let Slot::Item(item) = mem::replace(&mut *slot, Slot::Taken) {
            *slot = Slot::Result(work(item));
        }
    });
    let results = slots.into_iter().filter_map(|slot| match slot.into_inner() {
        Ok(Slot::Result(result)) => Some(result),
        _ => None,
    });
    results.collect()
}

/// An item, and then its result.
enum Slot<T, R> {
    Item(T),
    Taken,
    Result(R),
}

/// Calls `work` with every number below `count`. The library's code for this is large, and would otherwise be in the program
/// once for each kind of work.
fn for_each(pool: &ThreadPool, count: usize, work: &(dyn Fn(usize) + Sync)) {
    pool.install(|| (0..count).into_par_iter().with_max_len(AT_ONCE).for_each(work));
}

/// How many items [`in_turn`] takes at a time: enough that threads seldom wait for the slowest of them.
#[cfg(feature = "export")]
const IN_TURN: usize = 64;

/// Applies `work` to each of `items` in parallel and gives the results to `take` in order, some at a time: results that
/// are too large to be in memory together are written so.
///
/// # Errors
/// The first of `take`, which ends the work.
#[cfg(feature = "export")]
pub(crate) fn in_turn<T: Copy + Send + Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(T) -> R + Send + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    for some in items.chunks(IN_TURN) {
        map(some, |item| work(*item)).into_iter().try_for_each(&mut take)?;
    }
    Ok(())
}

/// How many threads work at once; asking for it starts them.
#[cfg(feature = "cli")]
pub(crate) fn threads() -> usize {
    pool().map_or(1, ThreadPool::current_num_threads)
}

/// The pool, with as many of the requested threads as the system provides; `None` if work stays on the calling thread.
fn pool() -> Option<&'static ThreadPool> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let made = POOL.get_or_init(|| {
        let processors = thread::available_parallelism().map_or(1, NonZero::get);
        let mut threads = match JOBS.load(Relaxed) {
            0 => processors,
            jobs => jobs.min(MOST_THREADS.max(processors)),
        };
        while threads > 1 {
            match ThreadPoolBuilder::new().num_threads(threads).build() {
                Ok(pool) => return Some(pool),
                Err(_) => threads /= 2,
            }
        }
        None
    });
    made.as_ref()
}
