//! A file of a later format: it says itself, in `format`, which version of the program it needs, and no more is made of it.

use super::reader::Mapping;
use crate::files::source::Span;

/// The version that a file needs, with its place, where that is a later one than this.
pub(super) fn needed<'t>(mapping: &Mapping<'t>) -> Option<(&'t str, Span)> {
    let value = mapping.value_of("format")?;
    let text = value.text()?;
    (parts(text)? > parts(env!("CARGO_PKG_VERSION"))?).then_some((text, value.span))
}

/// The first two numbers of a version; `None` if the text is not a version.
fn parts(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.split('.').map(|number| {
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        number.parse::<u32>().ok().filter(|_| is_number)
    });
    Some((numbers.next()??, numbers.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(parts("0.10") > parts("0.9.3"));
        assert!(parts("1.0") > parts("0.99"));
        for text in ["", "1", "a.1", "1.", "+1.2", "1.x", "99999999999.1"] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
