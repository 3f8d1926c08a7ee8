//! Work on many things, spread over the processors.

use rayon::prelude::*;

/// How many things a processor takes on at once, at most: so few that none waits long for another in the end.
const AT_ONCE: usize = 8;

/// What becomes of each of `items`, in their order. One alone is worked on where it is: a standard is checked sooner than
/// threads are started.
pub(crate) fn map<T: Send, R: Send>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> R + Send + Sync,
) -> Vec<R> {
    let items: Vec<T> = items.into_iter().collect();
    if items.len() < 2 {
        items.into_iter().map(work).collect()
    } else {
        items.into_par_iter().with_max_len(AT_ONCE).map(work).collect()
    }
}
