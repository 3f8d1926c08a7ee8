//! The columns of the main table, by the headings that forms have over them: in Chinese, in English, or in both.

use crate::text::characters::is_han;

/// The columns of the main table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Duty,
    Task,
    Outputs,
    Indicators,
    Level,
    Knowledge,
    Skills,
}

impl Column {
    /// Every column, in the order of the form.
    pub(super) const ALL: [Self; 7] =
        [Self::Duty, Self::Task, Self::Outputs, Self::Indicators, Self::Level, Self::Knowledge, Self::Skills];

    /// The name of the column in English and in Chinese.
    pub(super) fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Duty => ("duty", "主要職責"),
            Self::Task => ("task", "工作任務"),
            Self::Outputs => ("outputs", "工作產出"),
            Self::Indicators => ("indicators", "行為指標"),
            Self::Level => ("level", "職能級別"),
            Self::Knowledge => ("knowledge", "知識"),
            Self::Skills => ("skills", "技能"),
        }
    }
}

/// The headings of the columns in Chinese, without letters and signs.
const CHINESE: [(&str, &[Column]); 28] = [
    ("主要職責", &[Column::Duty]),
    ("工作職責", &[Column::Duty]),
    ("主要工作職責", &[Column::Duty]),
    ("職責", &[Column::Duty]),
    ("主要責任", &[Column::Duty]),
    ("工作任務", &[Column::Task]),
    ("主要任務", &[Column::Task]),
    ("主要工作任務", &[Column::Task]),
    ("任務", &[Column::Task]),
    ("工作產出", &[Column::Outputs]),
    ("主要產出", &[Column::Outputs]),
    ("產出", &[Column::Outputs]),
    ("工作成果", &[Column::Outputs]),
    ("行為指標", &[Column::Indicators]),
    ("行為表現指標", &[Column::Indicators]),
    ("行為", &[Column::Indicators]),
    ("績效指標", &[Column::Indicators]),
    ("指標", &[Column::Indicators]),
    ("職能級別", &[Column::Level]),
    ("職能等級", &[Column::Level]),
    ("級別", &[Column::Level]),
    ("等級", &[Column::Level]),
    ("職能內涵", &[Column::Knowledge, Column::Skills]),
    ("職能", &[Column::Knowledge, Column::Skills]),
    ("職能內涵知識技能", &[Column::Knowledge, Column::Skills]),
    ("知識技能", &[Column::Knowledge, Column::Skills]),
    ("知識", &[Column::Knowledge]),
    ("技能", &[Column::Skills]),
];

/// The headings in English, in lower case and without white space and signs.
const ENGLISH: [(&str, &[Column]); 36] = [
    ("duty", &[Column::Duty]),
    ("duties", &[Column::Duty]),
    ("mainduty", &[Column::Duty]),
    ("mainduties", &[Column::Duty]),
    ("majorduty", &[Column::Duty]),
    ("majorduties", &[Column::Duty]),
    ("responsibility", &[Column::Duty]),
    ("responsibilities", &[Column::Duty]),
    ("mainresponsibilities", &[Column::Duty]),
    ("majorresponsibilities", &[Column::Duty]),
    ("keyresponsibilities", &[Column::Duty]),
    ("task", &[Column::Task]),
    ("tasks", &[Column::Task]),
    ("worktask", &[Column::Task]),
    ("worktasks", &[Column::Task]),
    ("jobtask", &[Column::Task]),
    ("jobtasks", &[Column::Task]),
    ("output", &[Column::Outputs]),
    ("outputs", &[Column::Outputs]),
    ("workoutput", &[Column::Outputs]),
    ("workoutputs", &[Column::Outputs]),
    ("workproducts", &[Column::Outputs]),
    ("indicator", &[Column::Indicators]),
    ("indicators", &[Column::Indicators]),
    ("behaviorindicators", &[Column::Indicators]),
    ("behaviourindicators", &[Column::Indicators]),
    ("behavioralindicators", &[Column::Indicators]),
    ("behaviouralindicators", &[Column::Indicators]),
    ("performanceindicators", &[Column::Indicators]),
    ("performancecriteria", &[Column::Indicators]),
    ("level", &[Column::Level]),
    ("levels", &[Column::Level]),
    ("knowledge", &[Column::Knowledge]),
    ("skill", &[Column::Skills]),
    ("skills", &[Column::Skills]),
    ("knowledgeandskills", &[Column::Knowledge, Column::Skills]),
];

/// The columns that a heading names: two if knowledge and skills share it. The heading is folded, see
/// [`super::heading::folded`].
pub(super) fn columns(heading: &str) -> &'static [Column] {
    // The cells of most rows hold items, which fold to nothing.
    if heading.is_empty() {
        return &[];
    }
    let (chinese, english) = words(heading);
    match letter(heading).or_else(|| kind(&chinese, &english)) {
        Some('k') => &[Column::Knowledge],
        Some('s') => &[Column::Skills],
        Some(_) => &[],
        None if chinese.is_empty() => find(&ENGLISH, competency(&english)),
        None => find(&CHINESE, &chinese),
    }
}

/// Whether a heading is that of a column of attitudes in the main table.
pub(super) fn is_attitudes(heading: &str) -> bool {
    let (chinese, english) = words(heading);
    letter(heading).or_else(|| kind(&chinese, &english)) == Some('a')
}

fn find(table: &[(&str, &'static [Column])], heading: &str) -> &'static [Column] {
    table.iter().find(|(known, _)| *known == heading).map_or(&[], |(_, columns)| columns)
}

/// The Chinese characters and the English letters of a heading; nothing if it has digits, and so is no heading.
fn words(heading: &str) -> (String, String) {
    if heading.contains(|c: char| c.is_ascii_digit()) {
        return (String::new(), String::new());
    }
    let chinese = heading.chars().filter(|&c| is_han(c)).collect();
    let english = heading.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
    (chinese, english)
}

/// An English heading without the word for competency before it.
fn competency(english: &str) -> &str {
    let words = ["competency", "competencies", "competence"];
    words
        .iter()
        .find_map(|word| english.strip_prefix(word))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(english)
}

/// The letter before the sign of equality in the form's own headings, `職能內涵 (K=knowledge 知識)`, in lower case.
fn letter(heading: &str) -> Option<char> {
    let kind = heading.strip_prefix("職能內涵").unwrap_or(heading);
    let (letter, _) = kind.strip_prefix('(').unwrap_or(kind).split_once('=')?;
    match letter {
        "K" | "k" => Some('k'),
        "S" | "s" => Some('s'),
        "A" | "a" => Some('a'),
        _ => None,
    }
}

/// The letter of the kind that a heading of knowledge, skills or attitudes names, in lower case.
fn kind(chinese: &str, english: &str) -> Option<char> {
    let chinese = chinese.strip_prefix("職能內涵").unwrap_or(chinese);
    let chinese = chinese.strip_prefix("所需").unwrap_or(chinese);
    let chinese = chinese.strip_prefix("專業").unwrap_or(chinese);
    let english = competency(english);
    let of_chinese = match chinese {
        "知識" => Some('k'),
        "技能" => Some('s'),
        "態度" => Some('a'),
        "" => None,
        _ => return None,
    };
    let of_english = match english {
        "k" | "knowledge" | "kknowledge" | "knowledgek" => Some('k'),
        "s" | "skill" | "skills" | "sskill" | "sskills" | "skillss" | "skillsks" => Some('s'),
        "a" | "attitude" | "attitudes" | "aattitude" | "aattitudes" | "attitudesa" | "attitudea" => Some('a'),
        _ => None,
    };
    match (of_chinese, of_english) {
        (Some(chinese), Some(english)) if chinese != english => None,
        (Some(chinese), _) => Some(chinese),
        (None, english) => english,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::import::heading::folded;

    #[test]
    fn variants_of_headings_are_recognised() {
        use Column::{Duty, Indicators, Knowledge, Level, Outputs, Skills, Task};
        for (heading, expected) in [
            ("主要職責", &[Duty] as &[Column]),
            ("工作職責", &[Duty]),
            ("主要職責(T)", &[Duty]),
            ("主要職責 Main Duties", &[Duty]),
            ("Duties", &[Duty]),
            ("工作任務（Task）", &[Task]),
            ("Work Outputs", &[Outputs]),
            ("Behavioral Indicators", &[Indicators]),
            ("行為指標（P）", &[Indicators]),
            ("Competency Level", &[Level]),
            ("職能級別", &[Level]),
            ("職能內涵", &[Knowledge, Skills]),
            ("職能內涵 (K=knowledge 知識)", &[Knowledge]),
            ("職能內涵（S＝skills 技能）", &[Skills]),
            ("知識（K）", &[Knowledge]),
            ("技能", &[Skills]),
            ("專業知識", &[Knowledge]),
            ("所需專業技能", &[Skills]),
            ("專業技能", &[Skills]),
            ("K", &[Knowledge]),
            ("Knowledge (K)", &[Knowledge]),
            ("職能內涵 (A=attitude 態度)", &[]),
            ("K01知識", &[]),
            ("知識經濟", &[]),
            ("備註", &[]),
            ("", &[]),
        ] {
            assert_eq!(columns(&folded(heading)), expected, "{heading}");
        }
        for (heading, expected) in [
            ("職能內涵 (A=attitude 態度)", true),
            ("態度", true),
            ("Attitudes", true),
            ("A01態度", false),
            ("技能", false),
        ] {
            assert_eq!(is_attitudes(&folded(heading)), expected, "{heading}");
        }
    }
}
