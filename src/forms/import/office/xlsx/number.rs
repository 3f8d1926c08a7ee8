//! Writes a number as a cell shows it: dates, leading zeros, decimals, percents. Other formats are shown without them.

use jiff::civil::{Date, date};

/// The day before the first of the count, and of that which old programs for the Macintosh made.
const DAY_ZERO: [Date; 2] = [date(1899, 12, 30), date(1904, 1, 1)];

/// The years of the Republic begin with the one after this.
const BEFORE_THE_REPUBLIC: i16 = 1911;

/// The number `raw` of a file, as a cell with this format shows it, and the day that it counts to if it is a date.
pub(super) fn shown(raw: &str, format: &str, counts_from_1904: bool) -> (String, Option<Date>) {
    let raw = raw.trim();
    let Ok(value) = raw.parse::<f64>() else { return (raw.to_owned(), None) };
    if !value.is_finite() {
        return (raw.to_owned(), None);
    }
    let (section, has_own_sign) = section(format, value);
    let value = if has_own_sign { value.abs() } else { value };
    let tokens = tokens(section);
    if tokens.iter().any(|token| matches!(token, Token::Date(..) | Token::Half)) {
        let Some((date, seconds)) = counted(value, counts_from_1904) else {
            return (general(raw, value), None);
        };
        // What the cell shows may not be known, but what the number says is.
        let text = written(date, seconds, &tokens).unwrap_or_else(|| date.to_string());
        return (text, Some(date));
    }
    if !tokens.iter().any(|token| matches!(token, Token::Digit(_))) {
        return (general(raw, value), None);
    }
    (decimal(value, &tokens).unwrap_or_else(|| general(raw, value)), None)
}

/// A number without a format: no trailing zeros, at most 15 significant digits.
fn general(raw: &str, value: f64) -> String {
    // What a file says is kept where it is a plain decimal; 3.0 is shown as 3.
    if value == value.trunc() && value.abs() < 1e15 {
        return format!("{value:.0}");
    }
    if raw.contains(['e', 'E']) || raw.len() > 17 {
        let digits = value.abs().log10().floor();
        if (-5.0..15.0).contains(&digits) {
            // Both are within the range above.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let decimals = (14.0 - digits) as usize;
            let written = format!("{value:.decimals$}");
            return written.trim_end_matches('0').trim_end_matches('.').to_owned();
        }
    }
    raw.to_owned()
}

/// The section of a format that is for a number like this (positive; negative; zero), and whether it writes the sign.
fn section(format: &str, value: f64) -> (&str, bool) {
    let mut sections = Vec::new();
    let (mut from, mut quoted, mut escaped) = (0, false, false);
    for (at, c) in format.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            ';' if !quoted => {
                sections.push(&format[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    sections.push(&format[from..]);
    let at = match sections.len() {
        0 | 1 => 0,
        _ if value < 0.0 => 1,
        2 => 0,
        _ => {
            if value == 0.0 {
                2
            } else {
                0
            }
        }
    };
    (sections.get(at).copied().unwrap_or(format), at == 1)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'f> {
    Literal(&'f str),
    /// 0, # or ?
    Digit(char),
    Point,
    Group,
    Percent,
    /// A run of y, e, m, d, h or s, with its length; whether the year is of the Republic.
    Date(char, usize, bool),
    /// The name of the era; whether it is that of the Republic.
    Era(&'f str, bool),
    /// AM/PM.
    Half,
}

fn tokens(format: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut years = Years::default();
    let mut rest = format;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match c {
            '"' => {
                let end = rest[1..].find('"').map_or(rest.len(), |end| end + 1);
                tokens.push(Token::Literal(&rest[1..end]));
                taken = (end + 1).min(rest.len());
            }
            '\\' => {
                let next = rest[1..].chars().next().map_or(0, char::len_utf8);
                tokens.push(Token::Literal(&rest[1..1 + next]));
                taken = 1 + next;
            }
            '[' => {
                let end = rest.find(']').map_or(rest.len(), |end| end + 1);
                let inside = rest[1..end].trim_end_matches(']');
                if let Some(currency) = inside.strip_prefix('$') {
                    let (sign, locale) = currency.split_once('-').unwrap_or((currency, ""));
                    years = Years::of(locale).unwrap_or(years);
                    tokens.push(Token::Literal(sign));
                }
                // `[h]` counts hours; colours and conditions are not shown.
                if matches!(inside, "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return vec![Token::Literal("")];
                }
                taken = end;
            }
            // The width of the next character; filling.
            '_' | '*' => taken += rest[1..].chars().next().map_or(0, char::len_utf8),
            '0' | '#' | '?' => tokens.push(Token::Digit(c)),
            '.' => tokens.push(Token::Point),
            ',' => tokens.push(Token::Group),
            '%' => tokens.push(Token::Percent),
            'A' | 'a' if rest.len() >= 5 && rest.as_bytes()[..5].eq_ignore_ascii_case(b"am/pm") => {
                tokens.push(Token::Half);
                taken = 5;
            }
            'G' if rest.starts_with("General") => return vec![Token::Literal("")],
            'g' | 'G' => {
                taken = rest.chars().take_while(|next| next.eq_ignore_ascii_case(&c)).count();
                tokens.push(Token::Era(&rest[..taken], years.of_era));
            }
            'y' | 'Y' | 'e' | 'E' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                let count = rest.chars().take_while(|next| next.eq_ignore_ascii_case(&c)).count();
                let unit = c.to_ascii_lowercase();
                tokens.push(Token::Date(unit, count, if unit == 'e' { years.of_era } else { years.all }));
                taken = count;
            }
            _ => tokens.push(Token::Literal(&rest[..taken])),
        }
        rest = &rest[taken..];
    }
    tokens
}

/// Which years are of the Republic.
#[derive(Clone, Copy, Default)]
struct Years {
    /// Those of an era (`e`).
    of_era: bool,
    /// Those of the calendar (`yyyy`) too.
    all: bool,
}

impl Years {
    /// What a locale says: `404`, `zh-TW`, `1040404` and `zh-TW,104`, of which the last two have a form of digits and a
    /// calendar before the language or behind it.
    fn of(locale: &str) -> Option<Self> {
        const TAIWAN: u32 = 0x0404;
        const CALENDAR_OF_TAIWAN: u32 = 4;
        let (name, more) = locale.split_once(',').unwrap_or((locale, "0"));
        let number = u32::from_str_radix(name, 16);
        let (is_taiwan, calendar) = match number {
            Ok(number) => (number & 0xffff == TAIWAN, number >> 16),
            Err(_) => (name.eq_ignore_ascii_case("zh-TW"), u32::from_str_radix(more, 16).ok()?),
        };
        let calendar = calendar & 0xff;
        let all = calendar == CALENDAR_OF_TAIWAN;
        Some(Self { of_era: all || is_taiwan && calendar == 0, all })
    }
}

fn decimal(value: f64, tokens: &[Token<'_>]) -> Option<String> {
    let is_digit = |token: &Token<'_>| matches!(token, Token::Digit(_));
    let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
    let zeros = |tokens: &[Token<'_>]| tokens.iter().filter(|token| **token == Token::Digit('0')).count();
    let (whole, behind) = tokens.split_at(point);
    let (decimals, least) = (behind.iter().filter(|token| is_digit(token)).count(), zeros(behind));
    let percent = tokens.contains(&Token::Percent);
    let value = if percent { value * 100.0 } else { value };
    if decimals > 20 || value.abs() >= 1e15 {
        return None;
    }
    let written = format!("{:.decimals$}", value.abs());
    let (digits, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let fraction = fraction.trim_end_matches('0');
    let fraction = format!("{fraction:0<least$}");
    let digits = if digits == "0" && zeros(whole) == 0 { "" } else { digits };
    let mut digits = format!("{digits:0>width$}", width = zeros(whole));
    let grouped = tokens
        .windows(3)
        .any(|three| matches!(three, [before, Token::Group, after] if is_digit(before) && is_digit(after)));
    if grouped {
        let mut at = digits.len();
        while at > 3 {
            at -= 3;
            digits.insert(at, ',');
        }
    }
    // The number stands where its first place is; places in between (`00-00`) are not told apart.
    let first = tokens.iter().position(|token| is_digit(token) || *token == Token::Point)?;
    let last = tokens.iter().rposition(|token| is_digit(token) || *token == Token::Point)?;
    if tokens[first..=last].iter().any(|token| matches!(token, Token::Literal(_) | Token::Era(..))) {
        return None;
    }
    let mut text = String::new();
    if value < 0.0 {
        text.push('-');
    }
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Literal(literal) | Token::Era(literal, _) => text.push_str(literal),
            Token::Percent => text.push('%'),
            _ if at == first => {
                text.push_str(&digits);
                if !fraction.is_empty() {
                    text.push('.');
                    text.push_str(&fraction);
                }
            }
            _ => {}
        }
    }
    Some(text)
}

/// The day that a number counts to, and the seconds of it.
fn counted(value: f64, counts_from_1904: bool) -> Option<(Date, i64)> {
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let seconds = (value.fract() * 86_400.0).round();
    // Both are within the range above.
    #[allow(clippy::cast_possible_truncation)]
    let (day, seconds) = (value.trunc() as i64, seconds as i64);
    // The count takes 1900 for a leap year.
    let early = i64::from(!counts_from_1904 && day < 60);
    let days = jiff::Span::new().try_days(day + early + seconds / 86_400).ok()?;
    Some((DAY_ZERO[usize::from(counts_from_1904)].checked_add(days).ok()?, seconds % 86_400))
}

/// A day and its seconds, as a format writes them.
fn written(date: Date, seconds: i64, tokens: &[Token<'_>]) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = String::new();
    let padded =
        |number: i64, width: usize| format!("{number:0>width$}", width = if width > 1 { 2 } else { 1 });
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            Token::Literal(literal) => text.push_str(literal),
            Token::Era(name, true) => text.push_str(if name.len() < 3 { "民國" } else { "中華民國" }),
            Token::Era(..) => return None,
            Token::Date('y' | 'e', count, true) => {
                let year = date.year() - BEFORE_THE_REPUBLIC;
                if year < 1 {
                    return None;
                }
                text.push_str(&padded(year.into(), count));
            }
            Token::Date('y', count, _) if count < 3 => {
                text.push_str(&padded(i64::from(date.year() % 100), 2));
            }
            Token::Date('y' | 'e', ..) => text.push_str(&date.year().to_string()),
            Token::Date('d', count, _) if count < 3 => text.push_str(&padded(date.day().into(), count)),
            Token::Date('d', ..) => return None,
            Token::Date('m', count, _) => {
                let times = |token: &&Token<'_>| matches!(token, Token::Date(..));
                let before = tokens[..at].iter().rev().find(times);
                let after = tokens[at + 1..].iter().find(times);
                let is_minute = matches!(before, Some(Token::Date('h', ..)))
                    || matches!(after, Some(Token::Date('s', ..)));
                match count {
                    _ if is_minute => text.push_str(&padded(minute, count)),
                    1 | 2 => text.push_str(&padded(date.month().into(), count)),
                    _ => {
                        let name = MONTHS[usize::try_from(date.month() - 1).ok()?];
                        text.push_str(if count == 3 { &name[..3] } else { name });
                    }
                }
            }
            Token::Date('h', count, _) => {
                let hour = if tokens.contains(&Token::Half) { (hour + 11) % 12 + 1 } else { hour };
                text.push_str(&padded(hour, count));
            }
            Token::Date(_, count, _) => text.push_str(&padded(second, count)),
            Token::Half => text.push_str(if hour < 12 { "AM" } else { "PM" }),
            Token::Point => text.push('.'),
            Token::Group => text.push(','),
            Token::Percent => text.push('%'),
            Token::Digit(_) => {}
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{date, shown};

    #[test]
    fn numbers_are_as_a_cell_shows_them() {
        for (raw, format, expected) in [
            ("3", "General", "3"),
            ("3.0", "General", "3"),
            ("4221", "@", "4221"),
            ("0.1", "General", "0.1"),
            ("0.30000000000000004", "General", "0.3"),
            ("1E3", "General", "1000"),
            ("110", "0000", "0110"),
            ("7", "00", "07"),
            ("0.5", "0%", "50%"),
            ("1234.5", "#,##0.00", "1,234.50"),
            ("1234567", "#,##0", "1,234,567"),
            ("-2", "0;-0", "-2"),
            ("2.50", "0.0#", "2.5"),
            ("12", "00\"級\"", "12級"),
            ("44210", "yyyy/m/d", "2021/1/14"),
            ("44210", "yyyy\\-mm\\-dd;@", "2021-01-14"),
            ("44210", "yyyy\"年\"m\"月\"d\"日\"", "2021年1月14日"),
            ("44210", "[$-404]e/m/d", "110/1/14"),
            ("44210", "[$-404]e/m/d;@", "110/1/14"),
            ("44210", "[$-0404]ee.mm.dd", "110.01.14"),
            ("33000", "[$-404]ee/mm/dd", "79/05/07"),
            ("44210", "[$-zh-TW]gge\"年\"m\"月\"d\"日\"", "民國110年1月14日"),
            ("44210", "[$-404]ggge\"年\"m\"月\"d\"日\"", "中華民國110年1月14日"),
            ("44210", "[$-zh-TW,104]yyyy/m/d", "110/1/14"),
            ("44210", "[$-1040404]yyy/m/d", "110/1/14"),
            ("44210", "[$-404]yyyy/m/d", "2021/1/14"),
            ("44210", "[$-1010404]e/m/d", "2021/1/14"),
            ("44210", "[$-409]yyyy/m/d", "2021/1/14"),
            ("44210", "e/m/d", "2021/1/14"),
            ("44210", "[$-411]ge.m.d", "2021-01-14"),
            ("44210", "dddd", "2021-01-14"),
            ("1000", "[$-404]e/m/d", "1902-09-26"),
            ("5", "0 g", "5 g"),
            ("44210", "d-mmm-yy", "14-Jan-21"),
            ("44210.75", "yyyy/m/d h:mm", "2021/1/14 18:00"),
            ("0.75", "h:mm AM/PM", "6:00 PM"),
            ("61", "yyyy/m/d", "1900/3/1"),
            ("59", "yyyy/m/d", "1900/2/28"),
            ("x", "0", "x"),
            ("99999999", "yyyy/m/d", "99999999"),
            ("5", "[Red]0", "5"),
            ("1.5", "[h]:mm", "1.5"),
            ("12345678", "00-000", "12345678"),
        ] {
            assert_eq!(shown(raw, format, false).0, expected, "{raw} {format}");
        }
        assert_eq!(shown("42748", "yyyy/m/d", true).0, "2021/1/14");
    }

    #[test]
    fn a_date_says_its_day() {
        let day = Some(date(2021, 1, 14));
        for format in ["yyyy/m/d", "[$-404]e/m/d", "d/m/yy", "mmm", "yyyy/m/d h:mm", "[$-411]ge.m.d"] {
            assert_eq!(shown("44210.5", format, false).1, day, "{format}");
        }
        for (raw, format) in [("44210", "0"), ("44210", "General"), ("-1", "yyyy/m/d"), ("x", "yyyy/m/d")] {
            assert_eq!(shown(raw, format, false).1, None, "{raw} {format}");
        }
    }
}
