//! How well something matches what was typed.

use crate::text::fold::lookup;

/// The rank of an offer, the lowest first; `None` where it does not match. A code counts from its beginning, a name by any of
/// its characters in their order.
pub(super) fn rank(typed: &str, code: &str, name: &str) -> Option<u8> {
    if typed.is_empty() {
        return Some(0);
    }
    let (typed, code, name) = (lookup(typed), lookup(code), lookup(name));
    if code == typed {
        Some(0)
    } else if code.starts_with(&typed) {
        Some(1)
    } else if name.starts_with(&typed) {
        Some(2)
    } else if name.contains(&typed) {
        Some(3)
    } else if is_within(&typed, &name) {
        Some(4)
    } else if is_within(&typed, &code) {
        Some(5)
    } else {
        None
    }
}

/// Whether the characters of `part` are in `whole` in their order.
fn is_within(part: &str, whole: &str) -> bool {
    let mut characters = whole.chars();
    part.chars().all(|wanted| characters.any(|found| found == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_any_of_its_characters_in_their_order() {
        let of = |typed| rank(typed, "K12", "顧客關係管理");
        assert_eq!(
            [of(""), of("K12"), of("k1"), of("顧客"), of("關係"), of("客關"), of("客管")],
            [Some(0), Some(0), Some(1), Some(2), Some(3), Some(3), Some(4)]
        );
        assert_eq!([of("管顧"), of("K2"), of("S")], [None, Some(5), None]);
        assert_eq!(rank("商軟", "K04", "商業套裝軟體"), Some(4));
    }
}
