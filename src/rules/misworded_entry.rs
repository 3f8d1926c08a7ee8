//! `misworded-entry`: entries that are worded as another part of the form.

use std::ops::Range;

use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Kind, Standard, Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{Mark, counts, finding};
use crate::text::bilingual::Bilingual;
use crate::text::characters::{before_colon_or_bracket, ends_in};

/// The record.
pub static RULE: Rule = Rule {
    name: "misworded-entry",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that entries are worded as what they are: knowledge, skills, attitudes, outputs, behaviour.",
        "檢查項目的寫法符合所屬的部分：知識、技能、態度、產出、行為。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A knowledge is worded as an ability (…能力, …之瞭解), a skill as knowledge (熟悉…法規, …概論), an attitude as an \
             ability or a technique (…能力, …技術, 問題解決), an output as an activity (蒐集…, …確定), or an indicator as something \
             that cannot be seen (了解…, 習得…, 具有…).",
            "知識寫成能力（…能力、…之瞭解），技能寫成知識（熟悉…法規、…概論），態度寫成能力或技術（…能力、…技術、問題解決），\
             工作產出寫成活動（蒐集…、…確定），或行為指標寫成看不見的事（了解…、習得…、具有…）。",
        ),
        why: Bilingual::fixed(
            "The parts of the form answer different questions: what one has to know, can do, is like, makes, and is seen \
             doing. An entry in the wrong words is counted as what it is not.",
            "表上各部分回答不同的問題：要知道什麼、會做什麼、是什麼態度、做出什麼、看得到什麼行為。寫法不對，就會被當成別的東西。",
        ),
        example: "knowledge:\n  K01: 設備操作能力\n",
        advice: Bilingual::fixed(
            "Word it as what it is, or move it to the part it belongs to.",
            "改成所屬部分的寫法，或移到應屬的部分。",
        ),
    },
    check: Check::Standard(check),
};

/// Verbs of activities that produce an output and are none.
const ACTIVITIES: &[&str] =
    &["蒐集", "依據", "規劃", "建立", "進行", "執行", "協助", "提出", "確認", "完成", "辦理", "參與"];

/// Endings of documents and other things that are outputs.
const THINGS: &str = "表單書告錄圖檔冊畫件料案約片庫品報稿物票證帳卡簿集本站頁型組機具點";

/// Attitudes by name that are skills in the ministry's list of competencies. The pass over characters has to know what they
/// end in.
const SKILLS: &[&str] =
    &["分析推理", "邏輯推理", "邏輯思考", "問題解決", "溝通", "溝通協調", "協調溝通", "外語能力"];

/// Beginnings that name something known, not something done: knowledge.
const UNSEEN: &[&str] = &["了解", "瞭解", "習得", "具有", "具備", "熟悉", "知道", "認識", "明瞭"];

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    for (part, text) in index.texts_with(TextFlags::WORDING) {
        if let TextRole::Item { kind, code, .. } = part {
            report(index.standard, kind, TextRole::Item { kind, code, task: None }, text, found);
        }
    }
}

fn report(standard: &Standard<'_>, kind: Kind, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let Some((range, slip)) = slip(kind, text.as_str()) else { return };
    if counts(&RULE, RULE.severity, standard, text, range.clone(), found) {
        return;
    }
    let Bilingual { en, zh } = described(part);
    let piece = &text.as_str()[range.clone()];
    let (en_slip, zh_slip) = match slip {
        Slip::Ability => ("an ability", "能力"),
        Slip::Knowledge => ("knowledge", "知識"),
        Slip::Activity => ("an activity", "活動"),
        Slip::Unseen => ("something that cannot be seen", "看不見的事"),
    };
    let (kind_en, kind_zh) = (kind.en(), kind.zh());
    let message = bilingual!(
        "{en} reads as {en_slip} by {piece}, not as {kind_en}",
        "{zh}有「{piece}」，讀起來是{zh_slip}而不是{kind_zh}"
    );
    found.push(finding(&RULE, standard, text, &[Mark::alone(range)], message).help(bilingual!(
        "word it as {kind_en}, or move it to the part it belongs to",
        "改成{kind_zh}的寫法，或移到應屬的部分"
    )));
}

/// As what an entry is worded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Slip {
    Ability,
    Knowledge,
    Activity,
    Unseen,
}

/// Where an entry of this kind is worded as another, and as what.
fn slip(kind: Kind, text: &str) -> Option<(Range<usize>, Slip)> {
    // Not asked for indicators, which are most of the characters of a standard.
    let name = || before_colon_or_bracket(text).trim_end();
    let ends = |name: &str, ends: &[&str], slip| {
        let end = ends.iter().find(|&&end| name.len() > end.len() && ends_in(name, end))?;
        let start =
            name.char_indices().rev().filter(|(_, c)| !c.is_whitespace()).nth(end.chars().count() - 1)?.0;
        Some((start..name.len(), slip))
    };
    let begins =
        |begins: &[&str], slip| Some((0..begins.iter().find(|&&begin| text.starts_with(begin))?.len(), slip));
    // Of nearly every entry the first or the last character shows that none of the words is there.
    let first = text.chars().next()?;
    let last = |name: &str| name.chars().next_back();
    match kind {
        Kind::Knowledge => {
            let name = name();
            match last(name) {
                Some('力' | '解' | '能') => {
                    ends(name, &["能力", "技能", "之瞭解", "之了解", "的瞭解", "的了解"], Slip::Ability)
                }
                _ => None,
            }
        }
        Kind::Skill => {
            let name = name();
            if ends_in(text, "能力") || ends_in(name, "能力") {
                return begins(&["具"], Slip::Knowledge).filter(|_| !text.starts_with("具體"));
            }
            let begun = match first {
                '熟' | '瞭' | '了' | '認' => begins(&["熟悉", "瞭解", "了解", "認識"], Slip::Knowledge),
                _ => None,
            };
            begun.or_else(|| match last(name) {
                Some('論' | '念' | '要' | '識' | '理' | '規') => ends(
                    name,
                    &["概論", "概念", "概要", "知識", "常識", "原理", "理論", "法規"],
                    Slip::Knowledge,
                ),
                _ => None,
            })
        }
        Kind::Attitude => {
            let name = name();
            match last(name) {
                Some('力' | '術' | '能' | '巧' | '識') => {
                    ends(name, &["能力", "技術", "技能", "技巧", "知識"], Slip::Ability)
                        .or_else(|| SKILLS.contains(&name).then_some((0..name.len(), Slip::Ability)))
                }
                _ => SKILLS.contains(&name).then_some((0..name.len(), Slip::Ability)),
            }
        }
        Kind::Output => {
            let name = name();
            let ended = match last(name) {
                Some('集' | '定') => ends(name, &["蒐集", "確定"], Slip::Activity),
                _ => None,
            };
            let is_thing = || last(name).is_some_and(|last| THINGS.contains(last));
            ended.or_else(|| match first {
                '蒐' | '依' | '規' | '建' | '進' | '執' | '協' | '提' | '確' | '完' | '辦' | '參' => {
                    begins(ACTIVITIES, Slip::Activity).filter(|_| !is_thing() || text.contains(['，', ',']))
                }
                _ => None,
            })
        }
        Kind::Indicator => match first {
            '了' | '瞭' | '習' | '具' | '熟' | '知' | '認' | '明' => begins(UNSEEN, Slip::Unseen),
            _ => None,
        },
        // To find out about a thing may be a task: 了解客戶背景.
        Kind::Duty | Kind::Task => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_worded_like_another_kind_are_found() {
        for (kind, text, expected) in [
            (Kind::Knowledge, "設備操作能力", Some(Slip::Ability)),
            (Kind::Knowledge, "能力評量理論", None),
            (Kind::Skill, "熟悉通訊法規", Some(Slip::Knowledge)),
            (Kind::Skill, "瞭解判讀規範能力", None),
            (Kind::Skill, "分析能力", None),
            (Kind::Attitude, "溝通協調能力", Some(Slip::Ability)),
            (Kind::Attitude, "主動積極：發揮能力", None),
            (Kind::Output, "安規認證資訊蒐集", Some(Slip::Activity)),
            (Kind::Output, "規劃書", None),
            (Kind::Output, "規劃量測標準流程", Some(Slip::Activity)),
            (Kind::Output, "依據法規，建置資料庫", Some(Slip::Activity)),
            (Kind::Task, "了解客戶背景", None),
            (Kind::Indicator, "習得使用工具。", Some(Slip::Unseen)),
            (Kind::Indicator, "依規範執行。", None),
            (Kind::Indicator, "機台操作後的清潔與保養。", None),
            (Kind::Indicator, "設備能自動記錄。", None),
            (Kind::Indicator, "設計包裝並製作。", None),
            (Kind::Indicator, "安排設備檢查。", None),
            (Kind::Knowledge, "談判技巧", None),
            (Kind::Attitude, "談判技巧", Some(Slip::Ability)),
            (Kind::Attitude, "問題解決：面對問題時找出原因。", Some(Slip::Ability)),
            (Kind::Attitude, "團隊意識", None),
            (Kind::Output, "設備維護紀錄", None),
            (Kind::Knowledge, "市場之了解（含國外）", Some(Slip::Ability)),
            (Kind::Skill, "認識法規", Some(Slip::Knowledge)),
            (Kind::Skill, "統計原理：進階", Some(Slip::Knowledge)),
            (Kind::Attitude, "品管技術", Some(Slip::Ability)),
            (Kind::Output, "規格確\n定", Some(Slip::Activity)),
        ] {
            assert_eq!(slip(kind, text).map(|(_, slip)| slip), expected, "{text}");
            assert!(expected.is_none() || TextFlags::of(text).has(TextFlags::WORDING), "{text}");
        }
        for skill in SKILLS {
            let seen = TextFlags::of(skill).has(TextFlags::WORDING);
            assert!(slip(Kind::Attitude, skill).is_some() && seen, "{skill}");
        }
        for (kind, begins) in [(Kind::Indicator, UNSEEN), (Kind::Output, ACTIVITIES)] {
            for begin in begins {
                let text = format!("{begin}甲乙");
                assert!(
                    slip(kind, &text).is_some() && TextFlags::of(&text).has(TextFlags::WORDING),
                    "{begin}"
                );
            }
        }
    }
}
