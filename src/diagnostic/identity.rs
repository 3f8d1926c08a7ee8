//! What a finding is known by from one run to the next, so that tools and baselines can tell which findings are new: its
//! rule, its message, and the characters at its place.
//!
//! The line is not part of it, since it changes with every edit above; nor is the path, which those who compare findings
//! compare separately. Equal findings of one file are told apart by their number.
//!
//! It is written in two ways, both of which are stored in repositories and may not change: a fingerprint for machines
//! ([`Identity::fingerprint`], in SARIF), and an excerpt that people read in a baseline ([`Identity::excerpt`]).

use super::Diagnostic;
use crate::files::source::Source;

/// The most characters that go into a fingerprint: a thousand findings on one very long line must not each cost the length
/// of the line.
const MAX_HASHED: usize = 200;

/// The most characters of an excerpt.
const MAX_EXCERPT: usize = 80;

/// What a finding is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Identity<'a> {
    /// The rule's name.
    pub(crate) rule: &'a str,
    /// The message, in English whatever the language of the run.
    pub(crate) message: &'a str,
    /// The characters at the place.
    text: &'a str,
}

impl<'a> Identity<'a> {
    /// What a finding in `source` is known by.
    pub(crate) fn of(found: &'a Diagnostic, source: &'a Source) -> Self {
        let text = source.text.get(found.primary.place.span.range()).unwrap_or_default();
        Self { rule: found.rule, message: &found.message.en, text }
    }

    /// A hash of all three. Of the text only the first line counts: the span of a whole mapping would change with
    /// everything in it.
    pub(crate) fn fingerprint(&self) -> u64 {
        let line = self.text.lines().next().unwrap_or_default();
        let line = line.char_indices().nth(MAX_HASHED).map_or(line, |(end, _)| &line[..end]);
        hash(&[self.rule, self.message, line])
    }

    /// The beginning of the text, with every run of white space as one space, so that line breaks and indentation do not
    /// count.
    pub(crate) fn excerpt(&self) -> String {
        let mut excerpt = String::new();
        let mut count = 0;
        for word in self.text.split_whitespace() {
            let space = if excerpt.is_empty() { "" } else { " " };
            for character in space.chars().chain(word.chars()) {
                if count == MAX_EXCERPT {
                    return excerpt + "…";
                }
                excerpt.push(character);
                count += 1;
            }
        }
        excerpt
    }
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
    fn the_hash_matches_published_values_and_separates_its_parts() {
        assert_eq!(fnv("foobar".bytes()), 0x8594_4171_f739_67e8);
        assert_ne!(hash(&["ab", "c"]), hash(&["a", "bc"]));
    }

    #[test]
    fn fingerprints_use_the_first_line_and_excerpts_the_beginning() {
        let identity = |text| Identity { rule: "stray-space", message: "a space", text };
        let one_line = identity("規 範");
        assert_eq!(one_line.fingerprint(), identity("規 範\n標準").fingerprint());
        assert_ne!(one_line.fingerprint(), identity("規  範").fingerprint());
        assert_eq!(identity("規 \n  範 標準").excerpt(), "規 範 標準");
        assert_eq!(identity(&"規".repeat(81)).excerpt(), "規".repeat(80) + "…");
    }
}
