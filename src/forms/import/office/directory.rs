//! Counts the files that a zip file lists, before its directory is read as a whole.
//!
//! The number that the file itself gives may be wrong, and the signature of an entry can occur inside a picture or a
//! nested zip file. A reader takes a chain of entries as the directory, each beginning where the one before ends. So
//! the longest chain counts, wherever it is.

/// The signature of every directory entry.
const ENTRY: &[u8] = b"PK\x01\x02";

/// The length of an entry without its name, extra field and comment, and the offset of their lengths.
const FIXED: usize = 46;
const LENGTHS: usize = 28;

/// More than the length of the longest entry.
const WINDOW: usize = 1 << 18;

/// Whether any directory in a zip file lists more than `limit` files.
pub(super) fn is_longer(bytes: &[u8], limit: usize) -> bool {
    // The offset at which a chain continues, and its length so far, indexed by the low bits of the offset: entries are
    // shorter than the window.
    let mut chains: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|&byte| byte == ENTRY[0]) {
        at += next;
        if bytes[at..].starts_with(ENTRY)
            && let Some(lengths) = bytes.get(at + LENGTHS..at + LENGTHS + 6)
        {
            chains.resize(WINDOW, (0, 0));
            let chain = |(place, length): (usize, usize), at| if place == at { length } else { 0 };
            let length = chain(chains[at % WINDOW], at) + 1;
            if length > limit {
                return true;
            }
            let pairs = lengths.chunks_exact(2);
            let end = at
                + FIXED
                + pairs.map(|pair| usize::from(u16::from_le_bytes([pair[0], pair[1]]))).sum::<usize>();
            let before = chain(chains[end % WINDOW], end);
            chains[end % WINDOW] = (end, length.max(before));
        }
        at += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: usize) -> Vec<u8> {
        let mut entry = vec![0; FIXED + name];
        entry[..4].copy_from_slice(ENTRY);
        entry[LENGTHS] = name as u8;
        entry
    }

    #[test]
    fn only_consecutive_entries_form_a_zip_directory() {
        let chain: Vec<u8> = (0..20).flat_map(entry).collect();
        assert!(is_longer(&chain, 19) && !is_longer(&chain, 20));
        let apart: Vec<u8> = (0..20).flat_map(|name| [entry(name), vec![1]].concat()).collect();
        assert!(!is_longer(&apart, 1));
        assert!(!is_longer(&ENTRY.repeat(1000), 100));
        assert!(!is_longer(ENTRY, 0) && !is_longer(b"", 0));
    }
}
