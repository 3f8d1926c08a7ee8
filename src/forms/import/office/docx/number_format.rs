//! How Word writes the number of a paragraph.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberFormat {
    Decimal,
    /// At least two digits: 01.
    DecimalZero,
    FullWidth,
    Letters {
        upper: bool,
    },
    Roman {
        upper: bool,
    },
    /// 一, 二, 十一.
    Counting,
    Bullet,
    Nothing,
    Unknown,
}

impl NumberFormat {
    pub(super) fn of(name: &str) -> Self {
        match name {
            "decimal" | "decimalHalfWidth" => Self::Decimal,
            "decimalZero" => Self::DecimalZero,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "upperLetter" => Self::Letters { upper: true },
            "lowerLetter" => Self::Letters { upper: false },
            "upperRoman" => Self::Roman { upper: true },
            "lowerRoman" => Self::Roman { upper: false },
            "chineseCounting"
            | "chineseCountingThousand"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand"
            | "japaneseCounting" => Self::Counting,
            "bullet" => Self::Bullet,
            "none" => Self::Nothing,
            _ => Self::Unknown,
        }
    }

    /// The number as it is written; `None` if that is not known.
    pub(super) fn write(self, number: usize) -> Option<String> {
        match self {
            Self::Decimal => Some(number.to_string()),
            Self::DecimalZero => Some(format!("{number:02}")),
            Self::FullWidth => {
                let wide = |c: char| char::from_u32(c as u32 - '0' as u32 + '０' as u32);
                number.to_string().chars().map(wide).collect()
            }
            Self::Letters { upper } => letters(number, upper),
            Self::Roman { upper } => roman(number, upper),
            Self::Counting => counting(number),
            Self::Bullet | Self::Nothing => Some(String::new()),
            Self::Unknown => None,
        }
    }
}

/// a, b, … z, aa, bb, … as Word counts with letters.
fn letters(number: usize, upper: bool) -> Option<String> {
    let place = number.checked_sub(1)?;
    let letter = char::from(if upper { b'A' } else { b'a' } + u8::try_from(place % 26).ok()?);
    let times = place / 26 + 1;
    (times <= 30).then(|| letter.to_string().repeat(times))
}

fn roman(number: usize, upper: bool) -> Option<String> {
    const SIGNS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let (mut rest, mut written) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    Some(if upper { written.to_uppercase() } else { written })
}

/// Chinese numbers below a hundred; a list of more is not counted so.
fn counting(number: usize) -> Option<String> {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, number % 10);
    match tens {
        0 if ones > 0 => Some(DIGITS[ones].to_owned()),
        1 => Some(format!("十{}", DIGITS[ones])),
        2..=9 => Some(format!("{}十{}", DIGITS[tens], DIGITS[ones])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::NumberFormat;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (format, number, written) in [
            ("decimal", 10, Some("10")),
            ("decimalZero", 7, Some("07")),
            ("decimalZero", 100, Some("100")),
            ("decimalFullWidth", 12, Some("１２")),
            ("upperLetter", 27, Some("AA")),
            ("lowerLetter", 2, Some("b")),
            ("lowerLetter", 0, None),
            ("lowerRoman", 14, Some("xiv")),
            ("upperRoman", 1999, Some("MCMXCIX")),
            ("upperRoman", 4000, None),
            ("taiwaneseCountingThousand", 1, Some("一")),
            ("chineseCounting", 10, Some("十")),
            ("chineseCounting", 21, Some("二十一")),
            ("chineseCounting", 100, None),
            ("none", 3, Some("")),
            ("ordinalText", 1, None),
        ] {
            assert_eq!(NumberFormat::of(format).write(number).as_deref(), written, "{format} {number}");
        }
    }
}
