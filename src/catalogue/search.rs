//! Where a standard says something.

use crate::catalogue::entries::{EntryRow, Uses};
use crate::model::{Codes, Kind, Standard, Text, TextRole};
use crate::text::fold::{lookup, lookup_sources};
use crate::text::sorting::sort_by_key;

/// The parts of a standard that are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum SearchedPart {
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

impl SearchedPart {
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
    words: Vec<Word>,
    /// Empty for everywhere.
    parts: Vec<SearchedPart>,
}

#[derive(Debug)]
struct Word {
    /// Folded by [`lookup`].
    folded: String,
    /// A text that has the word has one of these characters. Nearly all texts have none of them and need not be folded, which
    /// takes two thirds off the time of a search.
    signs: Option<Vec<char>>,
}

impl Word {
    fn new(folded: String) -> Self {
        // Of the characters of a word a Chinese one is the rarest.
        let sign = folded.chars().find(|c| !c.is_ascii()).or_else(|| folded.chars().next());
        let signs = sign.and_then(lookup_sources);
        Self { folded, signs }
    }

    /// Whether a text may have it.
    fn may_be_in(&self, text: &str) -> bool {
        self.signs.as_ref().is_none_or(|signs| signs.iter().any(|&sign| text.contains(sign)))
    }
}

/// A place where it is said.
#[derive(Clone, Debug)]
pub struct Hit {
    /// The part of the standard.
    pub part: SearchedPart,
    /// The code of the entry, or of the task that it belongs to.
    pub code: Option<String>,
    /// The whole text.
    pub text: String,
    /// Where it starts in the file, in bytes.
    pub at: u32,
    /// The levels of the tasks that use a knowledge or skill.
    pub task_levels: Vec<u8>,
    /// The codes of these tasks.
    pub tasks: Vec<String>,
}

impl Hit {
    /// The kind of a knowledge or skill.
    fn used_kind(&self) -> Option<Kind> {
        match self.part {
            SearchedPart::Knowledge => Some(Kind::Knowledge),
            SearchedPart::Skills => Some(Kind::Skill),
            _ => None,
        }
    }
}

/// Adds the tasks that use what was found.
fn add_users(standard: &Standard<'_>, hits: &mut [Hit]) {
    if !hits.iter().any(|hit| hit.used_kind().is_some()) {
        return;
    }
    let uses = Uses::of(standard);
    for hit in hits {
        let Some(kind) = hit.used_kind() else { continue };
        let text = hit.text.trim().to_owned();
        let mut entry =
            EntryRow { kind, code: hit.code.clone(), text, levels: Vec::new(), tasks: Vec::new() };
        uses.add_to(&mut entry);
        (hit.task_levels, hit.tasks) = (entry.levels, entry.tasks);
    }
}

impl Query {
    /// The words of `text`, in some parts or everywhere. `None` without a word.
    pub fn new(text: &str, parts: &[SearchedPart]) -> Option<Self> {
        let words = text.split_whitespace().map(lookup).filter(|word| !word.is_empty());
        let words: Vec<Word> = words.map(Word::new).collect();
        (!words.is_empty()).then(|| Self { words, parts: parts.to_vec() })
    }

    /// The places of a standard, in the order of the file.
    pub fn hits(&self, standard: &Standard<'_>) -> Vec<Hit> {
        let mut hits = Vec::new();
        standard.each_text(Codes { entries: false, references: false }, |role, text: &Text<'_>| {
            let Some(part) =
                SearchedPart::of(role).filter(|part| self.parts.is_empty() || self.parts.contains(part))
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
            let (task_levels, tasks) = (Vec::new(), Vec::new());
            hits.push(Hit {
                part,
                code,
                text: text.as_str().to_owned(),
                at: text.span.start,
                task_levels,
                tasks,
            });
        });
        sort_by_key(&mut hits, |hit| hit.at);
        add_users(standard, &mut hits);
        hits
    }

    fn is_in(&self, text: &str) -> bool {
        if !self.words.iter().all(|word| word.may_be_in(text)) {
            return false;
        }
        let folded = lookup(text);
        self.words.iter().all(|word| folded.contains(word.folded.as_str()))
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
        let first = self.words.first().and_then(|word| folded.find(word.folded.as_str()));
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
    fn a_text_is_found_whatever_its_case_width_and_variants() {
        let is_in = |word: &str, text: &str| Query::new(word, &[]).unwrap().is_in(text);
        for (word, text) in [
            ("舞臺", "劇場舞 台設計"),
            ("舞台", "舞臺"),
            ("ai工具", "運用ＡＩ 工具"),
            ("3D", "３ｄ列印"),
            ("k", "27\u{212a}"),
            ("é", "CAFÉ"),
            ("客戶 3", "3 位客戶"),
        ] {
            assert!(is_in(word, text), "{word} {text}");
        }
        assert!(!is_in("客戶", "客人與戶外") && !is_in("舞臺", "台舞"));
    }

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
