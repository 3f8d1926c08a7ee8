//! Dates as the platform and people write them.

use jiff::civil::Date;

use crate::text::characters::half_width;

/// The year before the first of the Republic.
const REPUBLIC: i16 = 1911;

/// Parses a date in the platform's notation, or with other separators. A year of three digits is ambiguous unless it is
/// marked as a year of the Republic (民國).
pub(super) fn day(text: &str) -> Option<Date> {
    let text: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let (text, of_republic) = without_era(&text);
    let before = if of_republic { REPUBLIC } else { 0 };
    let numbers: Vec<_> = numbers(text).collect();
    let [year, month, day] = numbers.as_slice() else { return None };
    let digits = if before == 0 { 4..=4 } else { 2..=3 };
    if !digits.contains(&year.len()) || [year, month, day].iter().any(|number| !is_number(number)) {
        return None;
    }
    let year = year.parse::<i16>().ok()?.checked_add(before)?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Whether a text writes this day, in whatever order and calendar: a cell that counts to the day and shows the same numbers
/// leaves no doubt which of them is the year.
pub(super) fn writes(text: &str, day: Date) -> bool {
    let text: String = text.chars().map(half_width).filter(|c| !c.is_whitespace()).collect();
    let (text, of_republic) = without_era(&text);
    let numbers: Vec<_> = numbers(text).collect();
    let [first, second, third] = numbers.as_slice() else { return false };
    let is = |text: &str, number: i16| is_number(text) && text.parse() == Ok(number);
    let is_month_and_day =
        |month: &str, of_month: &str| is(month, day.month().into()) && is(of_month, day.day().into());
    let is_year = |year: &str| {
        let in_century =
            !of_republic && (is(year, day.year()) || year.len() == 2 && is(year, day.year() % 100));
        in_century || is(year, day.year() - REPUBLIC)
    };
    is_year(first) && is_month_and_day(second, third)
        || is_year(third) && (is_month_and_day(first, second) || is_month_and_day(second, first))
}

/// The text without the name of the Republic's era, and whether it has one.
fn without_era(text: &str) -> (&str, bool) {
    match text.strip_prefix("中華民國").or_else(|| text.strip_prefix("民國")) {
        Some(rest) => (rest, true),
        None => (text, false),
    }
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.strip_suffix('日').unwrap_or(text).split(['/', '／', '-', '.', '年', '月'])
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

    #[test]
    fn the_day_of_a_cell_is_the_one_that_its_text_writes() {
        let day = jiff::civil::date(2021, 1, 14);
        for text in [
            "110/1/14",
            "110.01.14",
            "民國110年1月14日",
            "中華民國 110 年 1 月 14 日",
            "14/1/2021",
            "1/14/21",
            "21-1-14",
            "１１０／１／１４",
        ] {
            assert!(writes(text, day), "{text}");
        }
        for text in [
            "110/1",
            "110/1/15",
            "109/1/14",
            "民國2021年1月14日",
            "110/1/14 修正",
            "44210",
            "10/1/14",
            "110/1/14/1",
            "",
        ] {
            assert!(!writes(text, day), "{text}");
        }
    }
}
