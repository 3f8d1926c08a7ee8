//! Which version of which standard a code means, and which history entries are a standard's own.

use crate::model::{Field, Standard, StandardCode, Text, Version};

/// The standard and version that a code means; a missing `v1` makes no difference. `None` if the code is malformed,
/// which another rule reports.
pub(super) fn identity(code: &str) -> Option<(&str, u32)> {
    StandardCode::parse(code).map(|code| (code.base, code.version))
}

/// The same for a field, if it is given and well formed.
pub(super) fn known<'a>(code: &'a Field<Text<'_>>) -> Option<(&'a str, u32)> {
    code.given().and_then(|code| identity(code.normalized()))
}

/// The entries of the history about the standard's own version. More than one is a mistake that two rules look for.
pub(crate) fn own_entries<'a, 's>(standard: &'a Standard<'s>) -> impl Iterator<Item = &'a Version<'s>> {
    let own = known(&standard.code);
    standard.history.iter().filter(move |version| own.is_some() && known(&version.code) == own)
}
