//! What a finding is known by from one run to the next, so that whoever follows findings sees which are new.
//!
//! A fingerprint is made of the rule, the message and the characters at the place: not of the line, which moves with
//! every edit above it, and not of the path, which stands beside it wherever findings are compared.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::files::source::{FileId, Source};

/// The most characters of a place that count: a thousand findings on one endless line must not cost as much as the
/// line each.
const MAX_CHARACTERS: usize = 200;

/// Gives the findings of a run their fingerprints, in their order.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<(FileId, u64), usize>,
}

impl Fingerprints {
    /// The fingerprint of the next finding. Of equal ones in a file, each has a number of its own.
    pub(super) fn next(&mut self, found: &Diagnostic, sources: &[Source]) -> String {
        let place = found.primary.place;
        let hash = hash(&[found.rule, &found.message.en, text_at(found, sources)]);
        let count = self.seen.entry((place.file, hash)).or_default();
        *count += 1;
        format!("{hash:016x}:{count}")
    }
}

/// The characters at the place, on its first line: a label below a whole mapping would change with all that is in it.
fn text_at<'s>(found: &Diagnostic, sources: &'s [Source]) -> &'s str {
    let place = found.primary.place;
    let text = sources[place.file.index()].text.get(place.span.range()).unwrap_or_default();
    let line = text.lines().next().unwrap_or_default();
    line.char_indices().nth(MAX_CHARACTERS).map_or(line, |(end, _)| &line[..end])
}

/// Of all parts, none of which runs into the next: no text holds the byte that ends one.
fn hash(parts: &[&str]) -> u64 {
    fnv(parts.iter().flat_map(|part| part.bytes().chain([0xff])))
}

/// FNV-1a, 64 bits: fingerprints are kept for years, and the standard library promises no hash across versions.
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
