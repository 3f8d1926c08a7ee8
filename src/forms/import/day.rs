//! Dates as the platform and people write them.

use crate::text::characters::half_width;

/// Parses a date in the platform's notation, or with other separators. A year of three digits is ambiguous unless it is
/// marked as a year of the Republic (民國).
pub(super) fn day(text: &str) -> Option<jiff::civil::Date> {
    const REPUBLIC: i16 = 1911;
    let text: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let (text, before) = match text.strip_prefix("中華民國").or_else(|| text.strip_prefix("民國")) {
        Some(rest) => (rest, REPUBLIC),
        None => (text.as_str(), 0),
    };
    let text = text.strip_suffix('日').unwrap_or(text);
    let numbers: Vec<_> = text.split(['/', '／', '-', '.', '年', '月']).collect();
    let [year, month, day] = numbers.as_slice() else { return None };
    let digits = if before == 0 { 4..=4 } else { 2..=3 };
    if !digits.contains(&year.len()) || [year, month, day].iter().any(|number| !is_number(number)) {
        return None;
    }
    let year = year.parse::<i16>().ok()?.checked_add(before)?;
    jiff::civil::Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unambiguous_dates_are_read() {
        for text in [
            "2021/01/14",
            "2021-01-14",
            "2021.1.14",
            " ２０２１／０１／１４",
            "2021年1月14日",
            "民國110年1月14日",
        ] {
            assert_eq!(day(text), Some(jiff::civil::date(2021, 1, 14)), "{text}");
        }
        for text in
            ["110/01/14", "2021/13/01", "2021/02/30", "14/01/2021", "2021/01", "近期", "2021/+1/14", ""]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
