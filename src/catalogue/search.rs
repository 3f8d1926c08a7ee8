//! Where a standard says something.

use crate::model::{Codes, Kind, Standard, Text, TextRole};
use crate::text::fold::lookup;

/// The parts of a standard that are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Part {
    /// The code and the name
    Name,
    /// The names of the classification
    Classification,
    /// The description
    Description,
    /// The names of duties
    Duties,
    /// The names of tasks
    Tasks,
    /// Outputs
    Outputs,
    /// Behaviour indicators
    Indicators,
    /// Knowledge
    Knowledge,
    /// Skills
    Skills,
    /// Attitudes
    Attitudes,
    /// Qualifications and other notes, and what could not be placed
    Notes,
    /// The notes and names of the history
    History,
}

impl Part {
    /// Its name in JSON and CSV, and in the form.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => ("name", "名稱"),
            Self::Classification => ("classification", "所屬類別"),
            Self::Description => ("description", "工作描述"),
            Self::Duties => ("duties", "主要職責"),
            Self::Tasks => ("tasks", "工作任務"),
            Self::Outputs => ("outputs", "工作產出"),
            Self::Indicators => ("indicators", "行為指標"),
            Self::Knowledge => ("knowledge", "知識"),
            Self::Skills => ("skills", "技能"),
            Self::Attitudes => ("attitudes", "態度"),
            Self::Notes => ("notes", "說明與補充事項"),
            Self::History => ("history", "版本"),
        }
    }

    fn of(role: TextRole<'_>) -> Option<Self> {
        match role {
            TextRole::StandardCode | TextRole::Revises | TextRole::StandardName => Some(Self::Name),
            TextRole::ClassName(..) => Some(Self::Classification),
            TextRole::Description => Some(Self::Description),
            TextRole::Item { kind, .. } => Some(match kind {
                Kind::Duty => Self::Duties,
                Kind::Task => Self::Tasks,
                Kind::Output => Self::Outputs,
                Kind::Indicator => Self::Indicators,
                Kind::Knowledge => Self::Knowledge,
                Kind::Skill => Self::Skills,
                Kind::Attitude => Self::Attitudes,
            }),
            TextRole::Qualification | TextRole::Supplement | TextRole::UnplacedText => Some(Self::Notes),
            TextRole::VersionName(_) | TextRole::VersionNote(_) => Some(Self::History),
            TextRole::ClassCode(..)
            | TextRole::VersionLabel(_)
            | TextRole::VersionCode(_)
            | TextRole::SupersededBy(_)
            | TextRole::Code(..)
            | TextRole::Reference(..)
            | TextRole::UnplacedAt => None,
        }
    }
}

/// What is searched for: a text with all of these words, whatever their case, width and variant characters.
#[derive(Debug)]
pub struct Query {
    /// Folded by [`lookup`].
    words: Vec<String>,
    /// Empty for everywhere.
    parts: Vec<Part>,
}

/// A place where it is said.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The part of the standard.
    pub part: Part,
    /// The code of the entry, or of the task that it belongs to.
    pub code: Option<String>,
    /// The whole text.
    pub text: String,
    /// Where it starts in the file, in bytes.
    pub at: u32,
}

impl Query {
    /// The words of `text`, in some parts or everywhere. `None` without a word.
    pub fn new(text: &str, parts: &[Part]) -> Option<Self> {
        let words: Vec<String> =
            text.split_whitespace().map(lookup).filter(|word| !word.is_empty()).collect();
        (!words.is_empty()).then(|| Self { words, parts: parts.to_vec() })
    }

    /// The places of a standard, in the order of the file.
    pub fn hits(&self, standard: &Standard<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        standard.each_text(Codes { entries: false, references: false }, |role, text: &Text<'_>| {
            let Some(part) = Part::of(role).filter(|part| self.parts.is_empty() || self.parts.contains(part))
            else {
                return;
            };
            if !self.is_in(text.as_str()) {
                return;
            }
            let code = match role {
                TextRole::Item { code, task, .. } => code.or(task).map(|code| code.normalized().to_owned()),
                _ => None,
            };
            hits.push(Hit { part, code, text: text.as_str().to_owned(), at: text.span.start });
        });
        hits.sort_by_key(|hit| hit.at);
        hits
    }

    fn is_in(&self, text: &str) -> bool {
        let folded = lookup(text);
        self.words.iter().all(|word| folded.contains(word.as_str()))
    }

    /// At most about `width` characters of a text, with its first word in the middle.
    pub fn context(&self, text: &str, width: usize) -> String {
        let chars: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
        if chars.len() <= width {
            return chars.into_iter().collect();
        }
        // By byte of the folded text, the character it came from.
        let (mut folded, mut from) = (String::new(), Vec::new());
        for (at, c) in chars.iter().enumerate() {
            folded.push_str(&lookup(&c.to_string()));
            from.resize(folded.len(), at);
        }
        let first = self.words.first().and_then(|word| folded.find(word.as_str()));
        let at = first.and_then(|byte| from.get(byte).copied()).unwrap_or_default();
        let start = at.saturating_sub(width / 2).min(chars.len() - width);
        let shown: String = chars[start..start + width].iter().collect();
        let (before, after) =
            (if start > 0 { "…" } else { "" }, if start + width < chars.len() { "…" } else { "" });
        format!("{before}{shown}{after}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_context_shows_the_word() {
        let query = Query::new("ＡＩ", &[]).unwrap();
        assert_eq!(query.context("運用AI 工具", 20), "運用AI 工具");
        let long = format!("{}AI工具{}", "甲".repeat(30), "乙".repeat(30));
        assert_eq!(query.context(&long, 10), "…甲甲甲甲甲AI工具乙…");
        assert_eq!(query.context(&format!("AI{}", "乙".repeat(30)), 4), "AI乙乙…");
        assert_eq!(query.context(&format!("{}AI", "乙".repeat(30)), 4), "…乙乙AI");
        assert!(Query::new(" \u{3000}", &[]).is_none());
    }
}
