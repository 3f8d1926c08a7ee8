//! Work on many things, spread over the processors.
//!
//! The pool of threads is this module's own. Rayon's global one ends the program in a panic where the system gives no
//! threads (`ulimit -u`, `ulimit -v`, a full container), and it cannot be asked for a smaller one after it failed.

use std::num::NonZero;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

/// How many things a processor takes on at once, at most: so few that none waits long for another in the end.
const AT_ONCE: usize = 8;

/// The most threads, whatever is asked for: more bring no speed and cost memory, since each has a file at hand.
const MOST_THREADS: usize = 64;

/// How many threads are asked for; 0 is one for each processor.
static JOBS: AtomicUsize = AtomicUsize::new(0);

/// Asks for `jobs` threads in place of one for each processor. Later than the first work it has no effect.
pub fn set_jobs(jobs: usize) {
    JOBS.store(jobs, Relaxed);
}

/// What becomes of each of `items`, in their order. One alone is worked on where it is: a standard is checked sooner than
/// threads are started.
pub(crate) fn map<T: Send, R: Send>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> R + Send + Sync,
) -> Vec<R> {
    let items: Vec<T> = items.into_iter().collect();
    match if items.len() < 2 { None } else { pool() } {
        None => items.into_iter().map(work).collect(),
        Some(pool) => pool.install(|| items.into_par_iter().with_max_len(AT_ONCE).map(work).collect()),
    }
}

/// The threads, as many of those asked for as the system gives; `None` where the work stays on the thread it is on.
fn pool() -> Option<&'static ThreadPool> {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    let made = POOL.get_or_init(|| {
        let mut threads = match JOBS.load(Relaxed) {
            0 => thread::available_parallelism().map_or(1, NonZero::get),
            jobs => jobs,
        };
        threads = threads.min(MOST_THREADS);
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
