//! Comma-separated values that a spreadsheet opens as what they are.

/// A cell as it is written: in quotation marks where it needs them. A text that a spreadsheet would take for a formula gets an
/// apostrophe in front, which spreadsheets do not show and other programs have to remove.
pub(crate) fn cell(text: &str) -> String {
    let acts = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let text = if acts { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r', '\t', ' ']) || acts {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_a_formula_or_ends_a_cell() {
        for (text, written) in [
            ("顧客導向", "顧客導向"),
            ("甲,乙", "\"甲,乙\""),
            ("他說\"好\"", "\"他說\"\"好\"\"\""),
            ("=1+1", "\"'=1+1\""),
            ("@SUM(1)", "\"'@SUM(1)\""),
            ("-2", "\"'-2\""),
            ("＝1", "\"'＝1\""),
            ("甲\n乙", "\"甲\n乙\""),
            ("", ""),
        ] {
            assert_eq!(cell(text), written);
        }
    }
}
