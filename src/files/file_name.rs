//! Whether a code can be the name of a file.

/// The longest code that is a name of a file.
const LONGEST: usize = 40;

/// Names that Windows keeps for itself, whatever their ending.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Whether a code can be the name of a file, without its ending, on every system and in every address: letters, digits and
/// `-`, none of which means anything to a shell or leads to another folder.
pub(crate) fn is_file_name(code: &str) -> bool {
    let is_reserved = |code: &str| {
        code.get(..3).is_some_and(|start| RESERVED.contains(&start.to_ascii_lowercase().as_str()))
            && code.len() < 5
    };
    code.starts_with(|c: char| c.is_ascii_alphanumeric())
        && code.len() <= LONGEST
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !is_reserved(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_file_name_only_if_it_is_one_everywhere() {
        assert!(is_file_name("TTM4221-004v2"));
        for code in [
            "",
            "../x",
            "a/b",
            "a\\b",
            ".x",
            "-x",
            "CON",
            "com1",
            "甲",
            "a b",
            "a.b",
            "a\"b",
            &"A".repeat(41),
        ] {
            assert!(!is_file_name(code), "{code}");
        }
    }
}
