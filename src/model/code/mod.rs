//! The shapes of codes (domain.md, "Codes"), and the numbers in them.

use crate::text::fold;

/// The kinds of coded entries in a standard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `T1`
    Duty,
    /// `T1.1`
    Task,
    /// `O1.1.1`
    Output,
    /// `P1.1.1`
    Indicator,
    /// `K01`
    Knowledge,
    /// `S01`
    Skill,
    /// `A01`
    Attitude,
}

impl Kind {
    /// Every kind, in the order of the form.
    pub const ALL: [Self; 7] =
        [Self::Duty, Self::Task, Self::Output, Self::Indicator, Self::Knowledge, Self::Skill, Self::Attitude];

    /// The letter that codes of this kind begin with.
    pub fn letter(self) -> char {
        match self {
            Self::Duty | Self::Task => 'T',
            Self::Output => 'O',
            Self::Indicator => 'P',
            Self::Knowledge => 'K',
            Self::Skill => 'S',
            Self::Attitude => 'A',
        }
    }

    /// How many numbers a code of this kind has, 1 to 3.
    pub fn depth(self) -> usize {
        match self {
            Self::Duty | Self::Knowledge | Self::Skill | Self::Attitude => 1,
            Self::Task => 2,
            Self::Output | Self::Indicator => 3,
        }
    }

    /// Whether codes of this kind give the position of the entry, as opposed to a number in a flat list.
    pub fn is_positional(self) -> bool {
        matches!(self, Self::Duty | Self::Task | Self::Output | Self::Indicator)
    }

    /// The shape as a regular expression for the whole code, used by the schema.
    pub fn pattern(self) -> &'static str {
        match self {
            Self::Duty => "^T[1-9][0-9]*$",
            Self::Task => "^T[1-9][0-9]*\\.[1-9][0-9]*$",
            Self::Output => "^O[1-9][0-9]*\\.[1-9][0-9]*\\.[1-9][0-9]*$",
            Self::Indicator => "^P[1-9][0-9]*\\.[1-9][0-9]*\\.[1-9][0-9]*$",
            Self::Knowledge => "^K[0-9]{2,}$",
            Self::Skill => "^S[0-9]{2,}$",
            Self::Attitude => "^A[0-9]{2,}$",
        }
    }

    /// An example of a code of this kind.
    pub fn example(self) -> &'static str {
        match self {
            Self::Duty => "T1",
            Self::Task => "T1.1",
            Self::Output => "O1.1.1",
            Self::Indicator => "P1.1.1",
            Self::Knowledge => "K01",
            Self::Skill => "S01",
            Self::Attitude => "A01",
        }
    }

    /// The kind's name in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Duty => "duty",
            Self::Task => "task",
            Self::Output => "output",
            Self::Indicator => "indicator",
            Self::Knowledge => "knowledge",
            Self::Skill => "skill",
            Self::Attitude => "attitude",
        }
    }

    /// The kind's name in the form.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Duty => "主要職責",
            Self::Task => "工作任務",
            Self::Output => "工作產出",
            Self::Indicator => "行為指標",
            Self::Knowledge => "知識",
            Self::Skill => "技能",
            Self::Attitude => "態度",
        }
    }

    /// The code of this kind with these numbers: 1, 2, 3 give `P1.2.3`, and 4 gives `K04`. Numbers beyond the kind's
    /// depth are ignored.
    pub fn spell(self, numbers: [u32; 3]) -> String {
        let letter = self.letter();
        let [first, second, third] = numbers;
        match self {
            Self::Duty => format!("{letter}{first}"),
            Self::Task => format!("{letter}{first}.{second}"),
            Self::Output | Self::Indicator => format!("{letter}{first}.{second}.{third}"),
            Self::Knowledge | Self::Skill | Self::Attitude => format!("{letter}{first:02}"),
        }
    }

    /// The kind whose shape `code` has, if any.
    pub fn of(code: &str) -> Option<Self> {
        Self::with_numbers(code).map(|(kind, _)| kind)
    }

    /// The kind whose shape `code` has, if any, and its numbers, with 0 beyond the kind's depth: `P1.2.3` gives 1, 2, 3
    /// and `K04` gives 4, 0, 0. The numbers are `None` if one exceeds 4,294,967,295.
    #[inline]
    pub fn with_numbers(code: &str) -> Option<(Self, Option<[u32; 3]>)> {
        let digit = |byte: u8| u32::from(byte - b'0');
        // Nearly all codes; read in a loop they take almost three times the instructions.
        let (kind, numbers) = match *code.as_bytes() {
            [letter @ (b'K' | b'S' | b'A'), tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
                let kind = match letter {
                    b'K' => Self::Knowledge,
                    b'S' => Self::Skill,
                    _ => Self::Attitude,
                };
                (kind, [10 * digit(tens) + digit(ones), 0, 0])
            }
            [
                letter @ (b'O' | b'P'),
                one @ b'1'..=b'9',
                b'.',
                two @ b'1'..=b'9',
                b'.',
                three @ b'1'..=b'9',
            ] => {
                let kind = if letter == b'O' { Self::Output } else { Self::Indicator };
                (kind, [digit(one), digit(two), digit(three)])
            }
            [b'T', one @ b'1'..=b'9', b'.', two @ b'1'..=b'9'] => (Self::Task, [digit(one), digit(two), 0]),
            _ => return Self::with_any_numbers(code),
        };
        Some((kind, Some(numbers)))
    }

    #[inline(never)]
    fn with_any_numbers(code: &str) -> Option<(Self, Option<[u32; 3]>)> {
        let (&letter, mut rest) = code.as_bytes().split_first()?;
        let flat = match letter {
            b'K' => Some(Self::Knowledge),
            b'S' => Some(Self::Skill),
            b'A' => Some(Self::Attitude),
            _ => None,
        };
        if let Some(kind) = flat {
            let (number, after) = leading_number(rest);
            let fits = rest.len() >= 2 && after.is_empty();
            return fits.then(|| (kind, u32::try_from(number).ok().map(|number| [number, 0, 0])));
        }
        let (mut numbers, mut parts) = ([0; 3], 0);
        loop {
            let (number, after) = leading_number(rest);
            if matches!(rest, [b'0', ..]) || after.len() == rest.len() {
                return None;
            }
            *numbers.get_mut(parts)? = number;
            parts += 1;
            rest = match after {
                [] => break,
                [b'.', after @ ..] => after,
                _ => return None,
            };
        }
        let kind = match (letter, parts) {
            (b'T', 1) => Self::Duty,
            (b'T', 2) => Self::Task,
            (b'O', 3) => Self::Output,
            (b'P', 3) => Self::Indicator,
            _ => return None,
        };
        let [first, second, third] = numbers;
        let narrow = |number: u64| u32::try_from(number).ok();
        let numbers = || Some([narrow(first)?, narrow(second)?, narrow(third)?]);
        Some((kind, numbers()))
    }

    /// Whether `code` has the shape of this kind.
    pub fn fits(self, code: &str) -> bool {
        Self::of(code) == Some(self)
    }
}

/// The number at the start of `bytes`, and the bytes after its digits. A number above 2^40 is not exact but stays above
/// it.
fn leading_number(bytes: &[u8]) -> (u64, &[u8]) {
    const ENOUGH: u64 = 1 << 40;
    let (mut number, mut rest) = (0, bytes);
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        number = ENOUGH.min(number * 10 + u64::from(digit - b'0'));
        rest = after;
    }
    (number, rest)
}

/// The code with full-width characters narrowed and invisible ones removed; `None` if it has none.
#[inline]
pub(crate) fn normalized(code: &str) -> Option<Box<str>> {
    if code.bytes().all(|byte| byte.is_ascii()) { None } else { normalize(code) }
}

#[cold]
fn normalize(code: &str) -> Option<Box<str>> {
    let normalized = fold::code(code);
    (normalized != code).then(|| normalized.into())
}

/// The codes in `text` if it is several codes in place of one, as in `K12、K05` and `K12 K05`. They may be separated by
/// white space or by a mark that does not separate the entries of a YAML list. `None` if it contains anything else.
pub fn joined_codes(text: &str) -> Option<Vec<&str>> {
    let parts = |c: char| c.is_whitespace() || matches!(c, '、' | '，' | '；' | ',' | ';' | '/' | '／');
    let codes: Vec<&str> = text.split(parts).filter(|code| !code.is_empty()).collect();
    (codes.len() > 1 && codes.iter().all(|code| Kind::of(code).is_some())).then_some(codes)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether `code` has the shape of a job category code (職類別): three capital letters.
pub fn is_job_category(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether `code` has the shape of an occupation code (職業別): three or four digits, optionally after the letter of the
/// major group.
pub fn is_occupation(code: &str) -> bool {
    let digits = code.strip_prefix(|letter: char| letter.is_ascii_uppercase()).unwrap_or(code);
    matches!(digits.len(), 3 | 4) && is_digits(digits)
}

/// Whether `code` has the shape of an industry code (行業別): the letter of its section and two to four digits.
pub fn is_industry(code: &str) -> bool {
    code.strip_prefix(|letter: char| letter.is_ascii_uppercase())
        .is_some_and(|digits| matches!(digits.len(), 2..=4) && is_digits(digits))
}

/// The parts of a standard's code, `TTM4221-004v2`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StandardCode<'a> {
    /// Three letters, which should be a job category's.
    pub letters: &'a str,
    /// Four digits, which should be an occupation's; three where its code has three.
    pub digits: &'a str,
    /// Three digits, issued in sequence.
    pub serial: &'a str,
    /// The version, from 1; a code without `v` is version 1.
    pub version: u32,
    /// The code without its version, which identifies the standard across versions.
    pub base: &'a str,
}

impl<'a> StandardCode<'a> {
    /// Parses a code; `None` if it does not have the shape.
    pub fn parse(code: &'a str) -> Option<Self> {
        let letters = code.get(..3)?;
        let length = code[3..].bytes().take_while(u8::is_ascii_digit).count();
        let digits = code.get(3..3 + length).filter(|_| matches!(length, 3 | 4))?;
        let (base, version) = code.split_at_checked(3 + length + "-004".len())?;
        let version = match version.strip_prefix('v') {
            None if version.is_empty() => 1,
            Some(number) if is_digits(number) && !number.starts_with('0') => number.parse().ok()?,
            _ => return None,
        };
        let serial = base.get(3 + length..)?.strip_prefix('-')?;
        let well_formed = is_job_category(letters) && is_digits(serial);
        well_formed.then_some(Self { letters, digits, serial, version, base })
    }
}

#[cfg(test)]
mod tests;
