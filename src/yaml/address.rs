//! Comments addressed to this program: `# ttm: …`.

use std::ops::Range;

/// Whether a comment, or any text, holds an address; [`address_in`] says where.
pub(crate) fn is_addressed(text: &str) -> bool {
    addresses(text).next().is_some()
}

/// Where the address of a comment is, with its colon. It stands behind a number sign, which need not be the first
/// (`# as printed # ttm: allow(…)`), or behind other words if an allowance follows. Letters may be capital and the colon
/// full-width, as an input method writes it.
pub(crate) fn address_in(comment: &str) -> Option<Range<usize>> {
    addresses(comment).find(|address| {
        let before = comment[..address.start].trim_end_matches([' ', '\t']);
        let follows = || {
            let word = comment[address.end..].trim_start_matches(' ').as_bytes().get(.."allow".len());
            word.is_some_and(|word| word.eq_ignore_ascii_case(b"allow"))
        };
        before.is_empty() || before.ends_with('#') || follows()
    })
}

fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b't', b'T', bytes).filter_map(move |at| {
        let colon = at + "ttm".len();
        let is_own = bytes.get(at..colon)?.eq_ignore_ascii_case(b"ttm")
            && !at.checked_sub(1).is_some_and(|before| bytes[before].is_ascii_alphanumeric());
        let rest = text.get(colon..).filter(|_| is_own)?;
        let mark = [":", "：", "︰", "﹕"].into_iter().find(|mark| rest.starts_with(*mark))?;
        Some(at..colon + mark.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_comment_is_found_behind_another_and_however_it_is_typed() {
        let address = |comment: &'static str| address_in(comment).map(|at| &comment[at]);
        assert_eq!(address("# ttm: allow(a)"), Some("ttm:"));
        assert_eq!(address("#TTM：allow（a）"), Some("TTM："));
        assert_eq!(address("# 原表如此 # ttm: x"), Some("ttm:"));
        assert_eq!(address("# 原表如此，ttm: allow(a)"), Some("ttm:"));
        for comment in ["# the tool ttm: a checker", "# TTM4221-004v2", "# httm: allow(a)", "# ttm allow(a)"]
        {
            assert_eq!(address(comment), None, "{comment}");
        }
    }
}
