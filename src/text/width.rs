//! How many columns of a terminal a text takes: two for a Chinese character, one for a letter, none for a mark that
//! combines with the character before it.

#[cfg(feature = "cli")]
use unicode_width::UnicodeWidthChar as _;
use unicode_width::UnicodeWidthStr as _;

/// The number of columns of a text on one line.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// Whether a character takes two columns.
#[cfg(feature = "cli")]
pub(crate) fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}
