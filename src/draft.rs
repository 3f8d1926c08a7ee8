//! Drafts to begin with: an empty form with comments, or the next edition of an issued standard.

use std::fmt::Write as _;

use crate::model::{NameKind, Standard, StandardCode};
use crate::visible::is_hidden;
use crate::words::Words;
use crate::yaml::{self, Style, Value};

/// What stands around the name. The comments are in both languages, the form's own first, since a draft goes through
/// many hands.
const FORM: [&str; 2] = [
    "\
# yaml-language-server: $schema=standard.schema.json
#
# 職能基準草案。以 # 開頭的是說明，填寫後可刪除。還有哪些部分待填，執行 ttm validate 即可列出。
# A draft of a competency standard. Lines that begin with # explain, and may go; `ttm validate` lists what is left to
# fill in.
#
# 草案沒有職能基準代碼：代碼由 iCAP 專案辦公室核發，核發後寫成 code。
# A draft has no code: the iCAP office issues it, and it then stands here as `code`.

# 職能基準名稱：職業（occupation）或職類（category），擇一填寫。
# The name, as an occupation or as a job category: one of the two.
name:
",
    "
# 所屬類別：代碼與名稱。可用 ttm codes 以名稱查詢，例如 ttm codes 旅遊。
# Where the standard belongs: codes and names. `ttm codes` finds them by name.
classification:
  # 職類別：3 個英文字母。Job category: 3 letters.
  job-category:
    # - code: TTM
    #   name: 休閒與觀光旅遊 / 旅遊管理
  # 職業別：4 位數字。Occupation: 4 digits.
  occupation:
    # - code: \"4221\"
    #   name: 旅遊諮詢及有關事務人員
  # 行業別：1 個英文字母與 2 至 4 位數字。Industry: a letter and 2 to 4 digits.
  industry:
    # - code: N79
    #   name: 支援服務業 / 旅行及其他相關服務業

# 工作描述：用幾句話說明這個職業的工作內容。What the occupation does, in a few sentences.
description:

# 基準級別，1 至 6：主要工作任務或多數工作任務的職能級別。
# The base level, 1 to 6: that of the main task or of most tasks.
level:

# 知識、技能、態度：整份職能基準各一個清單，每項只列一次。
# Knowledge, skills and attitudes: one list each for the whole standard, each entry once.
knowledge:
  # K01: 知識的名稱
skills:
  # S01: 技能的名稱
attitudes:
  # A01: 態度的名稱：說明

# 主要職責與工作任務，依表上順序。插入或移動後，執行 ttm renumber 重新編號。
# Duties and tasks in the order of the form. `ttm renumber` numbers them anew after one was inserted or moved.
duties:
  T1:
    name:
    # 各任務共用的知識與技能代碼，例如 [K01, K02]；任務另有不同時，寫在任務之下。
    # Codes of the knowledge and skills of all its tasks; a task that needs others names its own.
    knowledge: []
    skills: []
    tasks:
      T1.1:
        name:
        # 職能級別，1 至 6。The competency level, 1 to 6.
        level:
        # 工作產出；純屬行動的任務可以沒有。Outputs; a task of pure action has none.
        outputs:
          # O1.1.1: 工作產出的名稱
        # 行為指標：在什麼情境下應有什麼行為或成果，一項一個完整的句子，以「。」結尾。
        # Behaviour indicators: which behaviour or result is expected in which situation, one full sentence each.
        indicators:
          P1.1.1:

# 說明與補充事項。Notes and supplements.
notes:
  # 學歷、經歷或能力條件。Education, experience or abilities expected.
  qualifications: []
  # 其他補充說明，例如名詞解釋。Other notes, such as a glossary.
  supplements: []
",
];

/// An empty form for a standard with this name.
pub fn empty(name: &str, kind: NameKind) -> String {
    let [before, after] = FORM;
    format!("{before}  {}: {}\n{after}", kind.key(), scalar(name))
}

/// Why there is no next edition of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotRevisable {
    /// It is a draft itself.
    Draft,
    /// Its code is not one that was issued.
    Malformed,
    /// It has `revises` beside its code.
    RevisesBeside,
}

impl NotRevisable {
    /// The reason in both languages.
    pub fn words(&self) -> Words {
        match self {
            Self::Draft => Words::fixed(
                "it has no code; the next edition is that of an issued standard",
                "它沒有職能基準代碼；只有已公告的職能基準才有下一版",
            ),
            Self::Malformed => Words::fixed(
                "its code does not have the shape of one that was issued, such as TTM4221-004v2",
                "它的代碼不合職能基準代碼的格式，例如 TTM4221-004v2",
            ),
            Self::RevisesBeside => {
                Words::fixed("it has `revises` beside its code", "它除了代碼之外還有 `revises`")
            }
        }
    }
}

/// The next edition of an issued standard, to be edited: its own text, in which `code` became `revises`. The history
/// stays, since the edition goes on top of it when it is issued.
///
/// # Errors
/// [`NotRevisable`], where the standard was not issued.
pub fn revision(standard: &Standard<'_>, text: &str) -> Result<String, NotRevisable> {
    let code = standard.code.given().ok_or(NotRevisable::Draft)?;
    StandardCode::parse(code.as_str()).ok_or(NotRevisable::Malformed)?;
    if !standard.revises.is_absent() {
        return Err(NotRevisable::RevisesBeside);
    }
    let root = yaml::parse(text).root.map(|root| root.value);
    let Some(Value::Mapping { entries, .. }) = root else { return Err(NotRevisable::Draft) };
    let key = entries.into_iter().map(|(key, _)| key).find_map(|key| match key.value {
        Value::Scalar { text, style, written } if text == "code" => Some((key.span, style, written)),
        _ => None,
    });
    let Some((span, style, written)) = key else { return Err(NotRevisable::Draft) };
    let mark =
        written.chars().next().filter(|_| style == Style::Quoted).map(String::from).unwrap_or_default();
    let (before, after) = (&text[..span.range().start], &text[span.range().end..]);
    Ok(format!("{before}{mark}revises{mark}{after}"))
}

/// A text as a YAML scalar on one line: bare where every reader takes it for this very text, else in quotation marks.
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            // Writing to a string cannot fail. What is beyond the reach of `\u` has an escape of its own.
            _ if c.is_control() || is_hidden(c) || c == '\u{fffe}' || c == '\u{ffff}' => {
                let code = u32::from(c);
                let _ = if code > 0xffff {
                    write!(quoted, "\\U{code:08x}")
                } else {
                    write!(quoted, "\\u{code:04x}")
                };
            }
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether our parser reads the bare text as it is, and no other reader as a number, a date or a word of its own.
fn is_plain(text: &str) -> bool {
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let is_word = words.iter().any(|word| text.eq_ignore_ascii_case(word));
    let like_a_number =
        text.starts_with(|c: char| c.is_ascii_digit() || "+-.~=<".contains(c)) && text.is_ascii();
    let acts = text.contains(|c: char| c.is_control() || is_hidden(c));
    if is_word || like_a_number || acts {
        return false;
    }
    let document = format!("a: {text}\nb: c\n");
    let parsed = yaml::parse(&document);
    let Some(Value::Mapping { entries, .. }) = parsed.root.map(|root| root.value) else { return false };
    let bare = |value: &Value<'_>| matches!(value, Value::Scalar { text: read, style: Style::Plain, .. } if read == text);
    parsed.problems.is_empty() && entries.len() == 2 && bare(&entries[0].1.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were_from_both_readers() {
        for text in [
            "獎勵旅遊業業務人員",
            "3D列印 / GDPR",
            "a: b",
            "a #b",
            "# a",
            "- a",
            "true",
            "Null",
            "~",
            "4221",
            "1e3",
            "2021-01-14",
            "",
            " ",
            " 甲 ",
            "\"甲\"",
            "'甲'",
            "甲\n乙",
            "\\n",
            "\u{1b}[31m",
            "甲\u{202e}\u{e0041}\u{2028}",
            "{a}",
            "[a",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "|",
            ">",
            "? a",
            "甲:",
            "甲: ",
            "人員（A）",
            "\t甲",
            "\u{feff}甲",
            "甲\r\n乙",
            "\u{ffff}",
            "---",
            "...",
            "<<",
            "=",
            "👩‍🍳",
        ] {
            let document = format!("a: {}\n", scalar(text));
            assert!(!document.trim_end().contains(|c: char| c.is_control()), "{text:?}");
            let root = yaml::parse(&document).root.map(|root| root.value);
            let Some(Value::Mapping { entries, .. }) = root else { panic!("{document}") };
            let Value::Scalar { text: read, .. } = &entries[0].1.value else { panic!("{document}") };
            assert_eq!(read, text);
            let other: serde_norway::Value = serde_norway::from_str(&document).unwrap();
            assert_eq!(other["a"].as_str(), Some(text), "{document}");
        }
        assert_eq!(scalar("獎勵旅遊業業務人員"), "獎勵旅遊業業務人員");
        assert_eq!(scalar("3D列印"), "3D列印");
    }
}
