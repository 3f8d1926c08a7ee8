//! Values as YAML, written by serde: the bytes that an import writes and that an edit inserts.

use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_yaml::{DoubleQuoted, FlowSeq};

use crate::text::inert::{RepeatedMark, may_have_command};

/// A text as YAML on one line: bare where every reader takes it for this very text, else in quotation
/// marks.
pub(crate) fn scalar(text: &str) -> String {
    line(&Value::Text(text))
}

/// The same in brackets or braces, where a comma would part it.
pub(crate) fn scalar_in_flow(text: &str) -> String {
    line(&Within(text))
}

/// What is written without the line break at its end.
fn line(value: &impl Serialize) -> String {
    let mut line = written(value);
    line.truncate(line.trim_end_matches('\n').len());
    line
}

pub(crate) fn written(value: &impl Serialize) -> String {
    let options = serde_yaml::ser_options! {
        compact_list_indent: false,
        prefer_block_scalars: false,
        // Leaves dates bare. What older readers take for something else than text is quoted by the tree.
        yaml_12: true,
        no_lang_directive: true,
    };
    // Every key is a scalar, so nothing can fail.
    let written = serde_yaml::to_string_with_options(value, options).unwrap_or_default();
    // Two number signs stand in quotation marks, see `Value`; a log would take them for the beginning of a command.
    if !written.contains("#") {
        return written;
    }
    let mut repeated = RepeatedMark::default();
    let mut inert = String::with_capacity(written.len() + 8);
    for c in written.chars() {
        match repeated.repeats(c) && c == '#' {
            true => inert.push_str("\\x23"),
            false => inert.push(c),
        }
    }
    inert
}

/// A value of the file. Absent ones are not in the tree.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// Any text.
    Text(&'a str),
    /// A number without quotation marks.
    Level(u8),
    /// A day without quotation marks.
    Day(Date),
    /// References in brackets, on one line however many there are: codes, some of them with a name.
    Flow(Vec<(&'a str, Option<&'a str>)>),
    /// One entry a line.
    List(Vec<Value<'a>>),
    /// One key a line. None stands twice.
    Mapping(Vec<(&'a str, Value<'a>)>),
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) if is_word_of_yaml_1_1(text) || may_have_command(text) => {
                DoubleQuoted(text).serialize(serializer)
            }
            Self::Text(text) => serializer.serialize_str(text),
            Self::Level(level) => serializer.serialize_u8(*level),
            Self::Day(day) => serializer.collect_str(day),
            Self::Flow(references) => {
                let references: Vec<_> =
                    references.iter().map(|&(code, name)| InBrackets { code, name }).collect();
                FlowSeq(references).serialize(serializer)
            }
            Self::List(values) => serializer.collect_seq(values),
            Self::Mapping(entries) => {
                let mut mapping = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    mapping.serialize_entry(&Value::Text(key), value)?;
                }
                mapping.end()
            }
        }
    }
}

/// A reference in brackets.
struct InBrackets<'a> {
    code: &'a str,
    name: Option<&'a str>,
}

impl Serialize for InBrackets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(name) = self.name else { return Within(self.code).serialize(serializer) };
        let mut pair = serializer.serialize_map(Some(1))?;
        pair.serialize_entry(&Within(self.code), &Within(name))?;
        pair.end()
    }
}

/// A text in brackets, where readers differ in what `?` and `:` do: bare if it could be a code.
pub(crate) struct Within<'a>(pub(crate) &'a str);

impl Serialize for Within<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if is_bare_in_brackets(self.0) {
            Value::Text(self.0).serialize(serializer)
        } else {
            DoubleQuoted(self.0).serialize(serializer)
        }
    }
}

/// Whether a text means the same to every reader in brackets without quotation marks.
pub(crate) fn is_bare_in_brackets(text: &str) -> bool {
    let harmless = |c: char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    text.chars().all(harmless)
}

/// Whether a reader of YAML 1.1 may take the bare text for a truth, a number or a time. The writer sees to what YAML
/// 1.2 takes for something else than text.
fn is_word_of_yaml_1_1(text: &str) -> bool {
    let words = ["y", "n", "yes", "no", "on", "off", "<<", "="];
    if words.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return true;
    }
    // 1_000, 0x_1f, 1:30, 1.2.3, 2021-01-14, 2021-01-14 10:00:00 +08:00
    let number = text.trim_start_matches(['+', '-']);
    let radix = ["0x", "0o", "0b"].iter().find_map(|radix| {
        let (start, rest) = number.split_at_checked(2)?;
        start.eq_ignore_ascii_case(radix).then_some(rest)
    });
    match radix {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit() || b"_+-".contains(&byte)),
        None => {
            number.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '_')
                && number.bytes().all(|byte| byte.is_ascii_digit() || b"_.:,+-eETtZz \t".contains(&byte))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_plain_where_every_reader_agrees() {
        for text in [
            "獎勵旅遊業業務人員",
            "確認訂房、車、餐...之紀錄",
            "休閒與觀光旅遊 / 旅遊管理",
            "學歷要求：大專以上。",
            "【註1】大型語言模型(LLM)",
            "3D列印",
            "3D",
            "5G",
            "C#、C++",
            "N7900",
            "https://example.org/a?b#c",
            "a 'b' \"c\"",
            "-甲",
            "甲,乙",
            "甲[乙]{丙}",
            "TTM4221-004v2",
            "甲\u{200b}乙\u{202e}丙\u{a0}",
            "　甲　",
        ] {
            assert_eq!(written(&Value::Text(text)), format!("{text}\n"));
        }
        let long = "很長的一句話 ".repeat(1000) + "。";
        assert_eq!(written(&Value::Text(&long)), format!("{long}\n"));
    }

    #[test]
    fn texts_are_quoted_where_a_reader_would_disagree() {
        for text in [
            "",
            "~",
            "null",
            "Null",
            "true",
            "FALSE",
            "yes",
            "No",
            "on",
            "OFF",
            "y",
            "N",
            "4221",
            "012",
            "1e3",
            "0x1F",
            "0b_1",
            "1_000",
            "1:30",
            "1.2.3",
            ".5",
            "+1",
            ".inf",
            ".NaN",
            "2021-01-14",
            "2021-01-14T10:00:00Z",
            "=",
            "<<",
            "- 甲",
            "# 甲",
            "甲: 乙",
            "甲 # 乙",
            "甲:",
            "[甲",
            "{甲",
            "@甲",
            "`甲",
            "*甲",
            "&甲",
            "!甲",
            "%甲",
            "|",
            ">甲",
            "? 甲",
            "\"甲\"",
            "'甲'",
            "---",
            "...",
            " 甲",
            "甲 ",
        ] {
            let written = written(&Value::Text(text));
            let plain = text.replace('"', "\\\"");
            assert!(written == format!("\"{plain}\"\n") || written == format!("'{text}'\n"), "{written}");
        }
        assert_eq!(
            written(&Value::Text("甲\r\n乙\u{feff}\u{2028}\u{1b}\u{ffff}")),
            "\"甲\\r\\n乙\\uFEFF\\L\\e\\uFFFF\"\n"
        );
    }

    #[test]
    fn no_written_line_is_a_log_command_and_texts_are_kept() {
        assert_eq!(written(&Value::Text("a::b")), "a::b\n");
        for (text, expected) in
            [("::error::甲", "\"::error::甲\""), ("a ##[error]甲", "\"a #\\x23[error]甲\"")]
        {
            let value =
                Value::Mapping(vec![(text, Value::Text(text)), ("a", Value::Flow(vec![(text, None)]))]);
            let written = written(&value);
            assert_eq!(written, format!("{expected}: {expected}\na: [{expected}]\n"));
            let read: serde_norway::Value = serde_norway::from_str(&written).unwrap();
            assert_eq!((read[text].as_str(), read["a"][0].as_str()), (Some(text), Some(text)));
        }
    }

    #[test]
    fn references_stay_on_one_line() {
        let codes: Vec<String> = (0..300).map(|number| format!("K{number:02}")).collect();
        let line = format!("knowledge: [{}]\n", codes.join(", "));
        let codes = Value::Flow(codes.iter().map(|code| (code.as_str(), None)).collect());
        assert_eq!(written(&Value::Mapping(vec![("knowledge", codes)])), line);
        let codes = ["甲, 乙", "", "[", "K01"].map(|code| (code, None)).to_vec();
        assert_eq!(written(&Value::Flow(codes)), "[\"甲, 乙\", \"\", \"[\", K01]\n");
        let named = vec![("K01", Some("甲（乙）")), ("K02", Some("甲, 乙: #")), ("K03", Some("null"))];
        let line = "[{K01: 甲（乙）}, {K02: \"甲, 乙: #\"}, {K03: \"null\"}]\n";
        assert_eq!(written(&Value::Flow(named)), line);
    }
}
