//! Work on many things, spread over the processors.

use rayon::prelude::*;

/// What becomes of each of `items`, in their order. One alone is worked on where it is: a standard is checked sooner than
/// threads are started.
pub(crate) fn each<T: Send, R: Send>(
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> R + Send + Sync,
) -> Vec<R> {
    let items: Vec<T> = items.into_iter().collect();
    if items.len() < 2 {
        items.into_iter().map(work).collect()
    } else {
        items.into_par_iter().map(work).collect()
    }
}
