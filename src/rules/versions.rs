//! Which version of which standard a code means, and where a standard's own entry stands in its history.

use crate::model::{Field, Standard, StandardCode, Text, Version};

/// What a code means: the standard and its version, so that a missing `v1` makes no difference. `None` where
/// the code does not have the shape of one; another rule says so.
pub(super) fn identity(code: &str) -> Option<(&str, u32)> {
    StandardCode::parse(code).map(|code| (code.base, code.version))
}

/// What the code of an entry or a standard means, where it is there and well-formed.
pub(super) fn known<'a>(code: &'a Field<Text<'_>>) -> Option<(&'a str, u32)> {
    code.given().and_then(|code| identity(code.meant()))
}

/// The entries of the history that are about the standard itself. More than one is a mistake, and two rules look.
pub(super) fn own_entries<'a, 's>(standard: &'a Standard<'s>) -> impl Iterator<Item = &'a Version<'s>> {
    let own = known(&standard.code);
    standard.history.iter().filter(move |version| own.is_some() && known(&version.code) == own)
}
