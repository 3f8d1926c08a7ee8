//! Page numbers, which are no part of the form. What they say is not relied on.

/// Whether a line is a page number: 第1頁，總共4頁; 1 / 4; - 1 -; Page 1 of 4.
pub(super) fn is_page_number(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let digits = plain.chars().any(|c| c.is_ascii_digit());
    let rest: String = plain
        .to_ascii_lowercase()
        .replace("page", "")
        .replace("of", "")
        .chars()
        .filter(|c| !c.is_ascii_digit() && !"第頁页總总共計之,，、/／-–—.．|()（）".contains(*c))
        .collect();
    digits
        && rest.is_empty()
        && plain.chars().count() < 24
        && plain.chars().filter(char::is_ascii_digit).count() < 9
}

/// Whether a height is at the head or the foot of a page: in its margins, which are as wide on low pages.
pub(super) fn is_margin(y: f32, height: f32) -> bool {
    const LEAST: f32 = 50.0;
    let margin = (0.1 * height).max(LEAST);
    y > height - margin || y < margin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_texts() {
        for number in [
            "第1頁，總共4頁",
            "第 2 頁，總共 5 頁",
            "3",
            "- 4 -",
            "1 / 12",
            "Page 1 of 4",
            "第 2 頁，共 3 頁",
        ] {
            assert!(is_page_number(number), "{number}");
        }
        for text in ["T1", "2021/01/14 更新", "頁", "第1頁總表", "20210114001"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
