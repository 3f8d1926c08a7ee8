//! Which inputs are imported together, before what they become is written.

use std::fs;

use crate::files::inputs::Input;
use crate::files::parallel;

/// The most documents in a batch, which is read before its standards are written: enough to keep every processor busy, and
/// few enough for the memory.
const AT_ONCE: usize = 128;

/// The most bytes of a batch for each thread, unless it is a document for each. What is left of an import until its batch is
/// written lies between what was needed meanwhile, so that the allocator gives little back: a folder of 500 PDFs took 39 MiB with
/// batches of 8 MiB, where four of them took 19.
const BYTES_AT_ONCE: u64 = 512 << 10;

/// Splits the inputs into batches that are imported together, each with a document at least for every thread, so that none waits.
pub(super) fn batches(inputs: &[Input]) -> impl Iterator<Item = &[Input]> {
    let threads = if inputs.len() > 1 { parallel::threads() } else { 1 };
    let most = BYTES_AT_ONCE.saturating_mul(u64::try_from(threads).unwrap_or(u64::MAX));
    let mut rest = inputs;
    std::iter::from_fn(move || {
        let mut bytes = 0_u64;
        let size = |input: &Input| match input {
            Input::File(path) => fs::metadata(path).map_or(0, |file| file.len()),
            // The size of a pipe is unknown; standard input is read before.
            Input::Pipe(_) | Input::Link(_) | Input::Stdin => 0,
        };
        let fits = rest.iter().take(AT_ONCE).take_while(|input| {
            bytes = bytes.saturating_add(size(input));
            bytes <= most
        });
        let (some, others) = rest.split_at(fits.count().max(threads).min(rest.len()));
        rest = others;
        (!some.is_empty()).then_some(some)
    })
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    #[test]
    fn a_batch_has_a_document_for_every_thread_and_no_more_bytes_than_are_allowed() {
        let folder = tempfile::tempdir().unwrap();
        let input = |name: String, bytes: u64| {
            let path = folder.path().join(name);
            File::create(&path).unwrap().set_len(bytes).unwrap();
            Input::File(path)
        };
        let threads = parallel::threads();
        let large: Vec<_> =
            (0..3 * threads + 1).map(|at| input(format!("l{at}"), BYTES_AT_ONCE * 2)).collect();
        let counts: Vec<_> = batches(&large).map(<[Input]>::len).collect();
        assert_eq!(counts, [threads, threads, threads, 1]);
        let small: Vec<_> = (0..5 * threads).map(|at| input(format!("s{at}"), BYTES_AT_ONCE / 2)).collect();
        let counts: Vec<_> = batches(&small).map(<[Input]>::len).collect();
        assert_eq!(counts, [2 * threads, 2 * threads, threads]);
        assert_eq!(batches(&small).collect::<Vec<_>>().concat(), small);
        let empty: Vec<_> = (0..AT_ONCE + 1).map(|at| input(format!("e{at}"), 0)).collect();
        assert_eq!(batches(&empty).map(<[Input]>::len).collect::<Vec<_>>(), [AT_ONCE, 1]);
        assert_eq!(batches(&large[..1]).count(), 1);
    }
}
