//! Identifies a finding from one run to the next, so that tools can tell which findings are new.
//!
//! A fingerprint is computed from the rule, the message and the characters at the place. The line is not included,
//! since it changes with every edit above it; nor is the path, since tools compare it separately.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::files::source::{FileId, Source};

/// The most characters of a place that are hashed: a thousand findings on one very long line must not each cost the
/// length of the line.
const MAX_CHARACTERS: usize = 200;

/// Assigns fingerprints to the findings of a run, in their order.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<(FileId, u64), usize>,
}

impl Fingerprints {
    /// The fingerprint of the next finding. Equal findings in one file are numbered, so that theirs differ.
    pub(super) fn next(&mut self, found: &Diagnostic, sources: &[Source]) -> String {
        let place = found.primary.place;
        let hash = hash(&[found.rule, &found.message.en, text_at(found, sources)]);
        let count = self.seen.entry((place.file, hash)).or_default();
        *count += 1;
        format!("{hash:016x}:{count}")
    }
}

/// The characters at the place, on its first line: the span of a whole mapping would change with everything in it.
fn text_at<'s>(found: &Diagnostic, sources: &'s [Source]) -> &'s str {
    let place = found.primary.place;
    let text = sources[place.file.index()].text.get(place.span.range()).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    line.char_indices().nth(MAX_CHARACTERS).map_or(line, |(end, _)| &line[..end])
}

/// Hashes all parts, each followed by 0xff, which is in no UTF-8 text, so that parts cannot run together.
fn hash(parts: &[&str]) -> u64 {
    fnv(parts.iter().flat_map(|part| part.bytes().chain([0xff])))
}

/// FNV-1a with 64 bits. Fingerprints are stored for years, and the hash of the standard library may change.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    bytes.fold(OFFSET, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one_and_keeps_parts_apart() {
        assert_eq!(fnv("foobar".bytes()), 0x8594_4171_f739_67e8);
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }
}
