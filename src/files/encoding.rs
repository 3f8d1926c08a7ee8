//! Which encoding a file that is not UTF-8 seems to have, so that the advice can name it.

use std::fmt;

/// An encoding that a file which is not UTF-8 seems to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// What Windows calls "ANSI" in Taiwan.
    Big5,
    /// What Windows calls "Unicode", little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
}

impl Encoding {
    /// The encoding that bytes which are not UTF-8 seem to have.
    pub(crate) fn guess(bytes: &[u8]) -> Option<Self> {
        let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|&&byte| byte == 0).count();
        // In UTF-16, ASCII characters have zeros in either even or odd positions; binary files have them in both.
        let (even, odd) = (zeros(0), zeros(1));
        let many = bytes.len() / 8;
        if bytes.starts_with(&[0xff, 0xfe]) || (odd > many && even < odd / 8) {
            Some(Self::Utf16Le)
        } else if bytes.starts_with(&[0xfe, 0xff]) || (even > many && odd < even / 8) {
            Some(Self::Utf16Be)
        } else {
            (is_big5(bytes) && !bytes.contains(&0)).then_some(Self::Big5)
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Big5 => "Big5",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        })
    }
}

/// Whether every byte is ASCII or belongs to a pair as Big5 and its extension for Hong Kong have them. Which of the pairs are
/// characters is left aside: a table of them would be a hundredth of the program, for an advice.
fn is_big5(bytes: &[u8]) -> bool {
    let mut bytes = bytes.iter();
    while let Some(&byte) = bytes.next() {
        let is_whole = match byte {
            ..0x80 => true,
            0x87..=0xfe => matches!(bytes.next(), Some(0x40..=0x7e | 0xa1..=0xfe)),
            _ => false,
        };
        if !is_whole {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_encoding_of_other_files_is_named() {
        assert_eq!(Encoding::guess(b"name: \xb7~\xb0\xc8\n"), Some(Encoding::Big5));
        assert_eq!(Encoding::guess(b"\xff\xfen\0a\0"), Some(Encoding::Utf16Le));
        assert_eq!(Encoding::guess(b"\xfe\xff\0n\0a"), Some(Encoding::Utf16Be));
        assert_eq!(Encoding::guess(b"\xff\xff\xff"), None);
    }
}
