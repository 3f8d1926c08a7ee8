//! `cut-off-text`: texts that break off, or begin in the middle.

use std::ops::Range;

use foldhash::{HashSet, HashSetExt as _};

use super::text_flags::TextFlags;
use super::verbs::is_verb;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Kind, Standard, Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{Mark, counts, finding};
use crate::text::bilingual::Bilingual;
use crate::text::characters::is_han;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "cut-off-text",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no text breaks off or begins in the middle.",
        "檢查文字沒有中途斷掉，也不是從半句開始。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A name is a single character; a text ends in a mark or a word after which something has to follow (、 and \
             與 及 和 或 之 的), a skill in 能 where 能力 is meant, an output in 相關 or in a property such as 可行性, a name in a K or S that begins the code of another entry, a duty or a task in 後 or 前; or a \
             text begins with a word that goes on from another (並 及 與), a note where the one before it has no end; or a long supplement has no end and the next no beginning, as the border of a cell breaks them. An indicator that has lost its end is often \
             found by `missing-full-stop`, a bracket that is not closed by `unbalanced-bracket`.",
            "名稱只有一個字；文字以後面還應有內容的標點或字詞結尾（、與及和或之的），技能以「能」而非「能力」結尾，\
             工作產出以「相關」或「可行性」之類的性質結尾，名稱以另一個代碼的字母 K、S 結尾，主要職責或工作任務以「後」或「前」結尾；或文字以承接上文的字開頭（並、及、與；說明事項則限前一項沒有結尾時）；或補充說明的長文沒有結尾、下一項又沒有開頭，像是被儲存格邊界拆開。行為指標失去結尾的，\
             多半由 `missing-full-stop` 指出；括號沒有結尾的由 `unbalanced-bracket` 指出。",
        ),
        why: Bilingual::fixed(
            "A conversion that reads a table loses the end of a cell, above all where the cell is narrow: published names \
             are printed as 持, as 規劃及確認產品規格與標, or with the rest in the next entry.",
            "讀取表格的轉檔程式容易漏掉儲存格的結尾，窄欄尤其如此：公告內容中就有只印出「持」、「規劃及確認產品規格與標」的名稱，\
             或把後半段放進了下一個項目。",
        ),
        example: "attitudes:\n  A11: 持\nduties:\n  T1:\n    tasks:\n      T1.2:\n        indicators:\n          P1.2.2: \
                  選擇適當刀具並編寫階級、\n",
        advice: Bilingual::fixed("Look the text up in the print and complete it.", "對照原表，把文字補齊。"),
    },
    check: Check::Standard(check),
};

/// Words after which something has to follow, each with the characters before it with which it makes another word.
const OPEN_ENDS: &[(char, &str)] = &[
    ('與', "參給付授賦"),
    ('及', "普涉觸提顧企波遍"),
    ('和', "溫調親總飽中緩謙平祥混共柔"),
    ('或', "抑"),
    ('之', "總反加因"),
    ('的', "目標有"),
    ('並', "合兼一"),
    ('且', "而況尚暫"),
];

/// The bytes of two Chinese characters.
const TWO: usize = 6;

/// Words of two characters that begin with what goes on from another text, and do not.
const BEGINNINGS: &[&str] = &[
    "並行", "並聯", "並列", "並排", "並存", "及時", "及早", "及格", "和諧", "和平", "和解", "和室", "和服",
    "和菓", "和牛", "與會", "與眾", "與時", "或許", "或然", "而立", "之前", "之後", "的確",
];

/// Properties that an output is said to have or not to have, and that are no thing.
const PROPERTIES: &[&str] = &["可行性", "必要性", "合理性", "一致性", "正確性", "完整性"];

/// The characters before 能 with which it makes another word than the beginning of 能力.
const BEFORE_ABLE: &str = "功性效技智職節動產潛體機本才可電核熱陽知低高全賦";

/// Characters that are names of things by themselves, as in 質與量.
const WHOLE: &str =
    "人物事地時量質價力法心德行財水電火油氣光聲熱音色型式車船機茶酒花鳥魚肉蛋奶米麵糖鹽木石金銀銅鐵";

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let is_output = |part| matches!(part, TextRole::Item { kind: Kind::Output, .. });
    let mut with_bracket = index.texts_with(TextFlags::COLON).filter(|&(part, _)| is_output(part));
    if with_bracket.any(|(_, text)| text.as_str().ends_with([')', '）'])) {
        without_ending(standard, found);
    }
    split_notes(standard, found);
    without_activity(standard, found);
    let mut told: HashSet<&str> = HashSet::new();
    for (flags, part, text) in index.flagged(TextFlags::EDGE) {
        let kind = match part {
            TextRole::Item { kind, .. } => Some(kind),
            TextRole::StandardName
            | TextRole::Description
            | TextRole::Qualification
            | TextRole::Supplement => None,
            _ => continue,
        };
        let value = text.as_str();
        if flags.has(TextFlags::FILLER) {
            continue;
        }
        let Some((range, cut)) = cut(kind, value, standard) else { continue };
        // Of outputs with one name the second is `repeated-name`'s.
        if kind == Some(Kind::Output) && !told.insert(value) {
            continue;
        }
        let severity = match cut {
            Cut::Begins | Cut::Figure | Cut::Letter => Severity::Note,
            Cut::Ends if matches!(value[range.clone()].chars().next_back(), Some('關' | '性')) => {
                Severity::Note
            }
            Cut::Single | Cut::Ends => Severity::Warning,
        };
        if counts(&RULE, severity, standard, text, range.clone(), found) {
            continue;
        }
        let Bilingual { en, zh } = described(part);
        let piece = excerpt(&value[range.clone()]);
        let message = match cut {
            Cut::Single => bilingual!("{en} is a single character, {piece}", "{zh}只有「{piece}」一個字"),
            Cut::Begins => bilingual!(
                "{en} begins with {piece}, as if in the middle",
                "{zh}以「{piece}」開頭，像是半句話"
            ),
            Cut::Ends => bilingual!(
                "{en} ends in {piece}, after which something is missing",
                "{zh}以「{piece}」結尾，後面像是少了文字"
            ),
            Cut::Letter => bilingual!(
                "{en} ends in the letter {piece}, with which the code of another entry begins",
                "{zh}以字母「{piece}」結尾，像是另一個代碼的開頭"
            ),
            Cut::Figure => bilingual!(
                "{en} ends in the figure {piece}, set off by a space",
                "{zh}結尾多出數字「{piece}」，像是別欄的內容"
            ),
        };
        found.push(
            finding(&RULE, standard, text, &[Mark::alone(range)], message)
                .severity(severity)
                .label(Bilingual::fixed("something may be missing here", "這裡可能少了文字"))
                .help(Bilingual::fixed("look it up in the print and complete it", "對照原表，把文字補齊")),
        );
    }
}

/// The fewest characters of a note that the border of the form's cell may have broken. A shorter one ends where it wants to.
const LINE: usize = 50;

/// Whether a note can go on from the one before it: it has no heading and no number or mark of its own.
fn can_go_on(note: &str) -> bool {
    const HEADING: usize = 20;
    const NUMBERED: &str = "【[（(註※•●○◎■□◆▪·-－*＊第";
    let own = note.trim_start();
    let is_heading = || own.chars().take(HEADING).any(|c| matches!(c, '：' | ':'));
    let mut chars = own.chars();
    let (first, second) = (chars.next(), chars.next());
    let is_numbered = first.is_none_or(|first| {
        first.is_numeric()
            || NUMBERED.contains(first)
            || matches!(second, Some('、' | '.' | '．' | ')' | '）'))
    });
    !is_numbered && !is_heading()
}

/// Notes that have no beginning, while the note before them has no end: one note that became two.
fn split_notes(standard: &Standard<'_>, found: &mut Findings) {
    const ENDS: [char; 20] = [
        '。', '！', '？', '；', '：', '.', '!', '?', ';', ':', ')', '）', '」', '』', '】', ']', '”', '"',
        '…', '/',
    ];
    let is_ended = |note: &Text<'_>| note.as_str().trim_end().ends_with(ENDS);
    let notes = &standard.notes;
    for (list, role) in
        [(&notes.qualifications, TextRole::Qualification), (&notes.supplements, TextRole::Supplement)]
    {
        // Where no note has an end, none needs one. Qualifications are lists as often as sentences.
        let may_be_broken = matches!(role, TextRole::Supplement) && list.iter().any(is_ended);
        for (first, second) in list.iter().zip(list.iter().skip(1)) {
            let value = second.as_str();
            if first.is_blank() || second.is_blank() || is_ended(first) {
                continue;
            }
            let begun = continuation(value);
            let severity = if begun.is_some() { Severity::Warning } else { Severity::Note };
            let broken = || {
                let end = value.char_indices().nth(2).map_or(value.len(), |(at, _)| at);
                let is_line = || first.as_str().chars().nth(LINE - 1).is_some();
                (may_be_broken && is_line() && can_go_on(value)).then_some(0..end)
            };
            let Some(range) = begun.or_else(broken) else { continue };
            if counts(&RULE, severity, standard, second, range.clone(), found) {
                continue;
            }
            let Bilingual { en, zh } = described(role);
            let piece = excerpt(&value[range.clone()]);
            let message = bilingual!(
                "{en} begins with {piece}, and the one before it has no end",
                "{zh}以「{piece}」開頭，前一項又沒有結尾"
            );
            found.push(
                finding(&RULE, standard, second, &[Mark::alone(range)], message)
                    .severity(severity)
                    .related(standard.at(first.span), Bilingual::fixed("no end", "沒有結尾"))
                    .help(Bilingual::fixed(
                        "join the two if they are one text",
                        "兩項若是同一段文字，請合併",
                    )),
            );
        }
    }
}

/// Duties and tasks whose names only say when, as 烹飪後: what is done then is missing.
fn without_activity(standard: &Standard<'_>, found: &mut Findings) {
    const WHEN: [&str; 3] = ["後", "前", "期間"];
    const OTHERS: [char; 5] = ['售', '幕', '眼', '先', '空'];
    let mut look = |kind, code, name: &Text<'_>| {
        let own = name.as_str();
        let Some(end) = WHEN.iter().find(|end| own.ends_with(**end)) else { return };
        let range = own.len() - end.len()..own.len();
        let stem = &own[..range.start];
        // 窗前 is a place, 施工前 a time.
        let is_place =
            || *end == "前" && !stem.char_indices().rev().nth(1).is_some_and(|(at, _)| is_verb(&stem[at..]));
        if stem.is_empty() || stem.ends_with(OTHERS) || is_place() {
            return;
        }
        if counts(&RULE, Severity::Note, standard, name, range.clone(), found) {
            return;
        }
        let Bilingual { en, zh } = described(TextRole::Item { kind, code: Some(code), task: None });
        let message = bilingual!(
            "{en} ends in {end} and does not say what is done then",
            "{zh}以「{end}」結尾，沒有說那時做什麼"
        );
        found.push(
            finding(&RULE, standard, name, &[Mark::alone(range)], message)
                .severity(Severity::Note)
                .help(Bilingual::fixed("look it up in the print and complete it", "對照原表，把文字補齊")),
        );
    };
    for duty in standard.duties.iter() {
        duty.name.given().into_iter().for_each(|name| look(Kind::Duty, &duty.code, name));
        for task in duty.tasks.iter() {
            task.name.given().into_iter().for_each(|name| look(Kind::Task, &task.code, name));
        }
    }
}

/// Of the outputs of a task, one that ends in its bracket where at least two others go on alike behind theirs.
fn without_ending(standard: &Standard<'_>, found: &mut Findings) {
    for (_, task) in standard.tasks() {
        let outputs = || task.rows.iter().flat_map(|row| row.outputs.iter());
        let behind = |text: &str| {
            text.rfind([')', '）']).map(|at| text[at..].trim_start_matches([')', '）']).to_owned())
        };
        for item in outputs().filter(|item| item.text.as_str().ends_with([')', '）'])) {
            let mut others: Vec<String> = outputs()
                .filter_map(|item| behind(item.text.as_str()))
                .filter(|end| !end.is_empty())
                .collect();
            others.sort_unstable();
            let Some(end) = others.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| excerpt(&pair[0]))
            else {
                continue;
            };
            let value = item.text.as_str();
            let last = value.chars().next_back().map_or(0, char::len_utf8);
            if counts(&RULE, Severity::Note, standard, &item.text, value.len() - last..value.len(), found) {
                continue;
            }
            let part =
                TextRole::Item { kind: Kind::Output, code: item.code.as_ref(), task: Some(&task.code) };
            let Bilingual { en, zh } = described(part);
            let message = bilingual!(
                "{en} ends in its bracket, the others of its task in {end}",
                "{zh}只到括號為止，同一任務的其他產出後面還有「{end}」"
            );
            found.push(
                finding(
                    &RULE,
                    standard,
                    &item.text,
                    &[Mark::alone(value.len() - last..value.len())],
                    message,
                )
                .severity(Severity::Note)
                .help(Bilingual::fixed("look it up in the print and complete it", "對照原表，把文字補齊")),
            );
        }
    }
}

/// What shows that a text is a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    Single,
    Begins,
    Ends,
    Figure,
    Letter,
}

/// Where a text breaks off or begins in the middle; `kind` is that of an entry.
fn cut(kind: Option<Kind>, text: &str, standard: &Standard<'_>) -> Option<(Range<usize>, Cut)> {
    let end = text.trim_end().len();
    let begin = text.len() - text.trim_start().len();
    let own = text.get(begin..end)?;
    let (last, before) = {
        let mut chars = own.chars();
        (chars.next_back()?, chars.next_back())
    };
    let from_end = |chars: usize| own.char_indices().rev().nth(chars - 1).map_or(begin, |(at, _)| begin + at);
    let is_name = kind.is_some_and(|kind| kind != Kind::Indicator);
    let Some(before) = before else {
        return (is_name && is_han(last)).then_some((begin..end, Cut::Single));
    };
    let with_others = kind == Some(Kind::Indicator) && is_done_with_others(own);
    if kind.is_some()
        && !with_others
        && let Some(range) = continuation(text)
    {
        return Some((range, Cut::Begins));
    }
    let ends = |chars: usize| Some((from_end(chars)..end, Cut::Ends));
    match last {
        '、' | '，' | '；' => ends(1),
        '：' | '-' if kind.is_some() && is_han(before) => ends(1),
        '能' if kind == Some(Kind::Skill) && !BEFORE_ABLE.contains(before) => ends(1),
        '關' if is_name && before == '相' => ends(2),
        ')' | '）' if is_name => {
            let open = own.rfind(['(', '（'])?;
            own[..open].ends_with("相關").then(|| (begin + open - "相關".len()..begin + open, Cut::Ends))
        }
        '性' if kind == Some(Kind::Output) && PROPERTIES.iter().any(|one| own.ends_with(one)) => ends(3),
        _ if OPEN_ENDS.iter().any(|&(word, befores)| word == last && !befores.contains(before)) => ends(1),
        _ if kind == Some(Kind::Indicator) && last.is_ascii_digit() && before == ' ' => {
            let text = own[..own.len() - 1].trim_end();
            text.ends_with(is_han).then(|| (from_end(1)..end, Cut::Figure))
        }
        'K' | 'S' if matches!(kind, Some(Kind::Knowledge | Kind::Skill | Kind::Output)) => {
            let name = own[..own.len() - 1].trim_end();
            // 維生素K, 方案S and 傳熱係數 K have a letter of their own.
            let is_named = name.ends_with(|c| "素命案型類級組區鑰款號段式數位度值".contains(c));
            (name.ends_with(is_han) && !is_named).then(|| (from_end(1)..end, Cut::Letter))
        }
        _ if is_name && is_half_of_a_word(own, standard) => ends(2),
        _ => None,
    }
}

/// The word that a text begins with, if it goes on from another text.
fn continuation(text: &str) -> Option<Range<usize>> {
    let own = text.trim_start();
    let begin = text.len() - own.len();
    let first = own.chars().next().filter(|c| "並及與和或且而的之".contains(*c))?;
    let is_whole =
        BEGINNINGS.iter().any(|word| word.as_bytes().first_chunk() == own.as_bytes().first_chunk::<TWO>());
    (!is_whole).then(|| begin..begin + first.len_utf8())
}

/// The fewest characters of an indicator that says with whom something is done. The end of a sentence whose beginning was lost
/// is shorter: 與檢驗報告。
const WHOLE_SENTENCE: usize = 10;

/// Whether an indicator says with whom something is done: 與委託單位訪談，確認活動目的。
fn is_done_with_others(indicator: &str) -> bool {
    indicator.starts_with('與') && indicator.chars().nth(WHOLE_SENTENCE - 1).is_some()
}

/// Whether a name ends in one character behind 與, which is no word, while elsewhere the standard has a word that begins
/// with it at least twice.
fn is_half_of_a_word(name: &str, standard: &Standard<'_>) -> bool {
    let mut chars = name.chars().rev();
    let (Some(last), Some(joint), Some(one)) = (chars.next(), chars.next(), chars.next()) else {
        return false;
    };
    if !matches!(joint, '與' | '及' | '和') || !is_han(last) || one == last || WHOLE.contains(last) {
        return false;
    }
    if name.chars().count() < 6
        || OPEN_ENDS.iter().any(|&(word, befores)| word == joint && befores.contains(one))
    {
        return false;
    }
    let mut words: Vec<char> = Vec::new();
    for (_, text) in standard.texts() {
        for (at, _) in text.as_str().match_indices(last) {
            words.extend(text.as_str()[at + last.len_utf8()..].chars().next().filter(|&c| is_han(c)));
        }
    }
    words.sort_unstable();
    words.windows(2).any(|pair| pair[0] == pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_have_two_characters() {
        assert!(BEGINNINGS.iter().all(|word| word.len() == TWO));
    }

    #[test]
    fn cut_off_texts_are_distinguished_from_complete_ones() {
        let standard = Standard::default();
        let cut = |kind, text: &str| {
            let found = super::cut(Some(kind), text, &standard);
            assert!(
                found.is_none() || TextFlags::of(text).has(TextFlags::EDGE) || text.contains("相關"),
                "{text}"
            );
            found.map(|(range, cut)| (text[range].to_owned(), cut))
        };
        let is = |piece: &str, cut| Some((piece.to_owned(), cut));
        for (kind, text, expected) in [
            (Kind::Attitude, "持", is("持", Cut::Single)),
            (Kind::Indicator, "選擇刀具並編寫階級、", is("、", Cut::Ends)),
            (Kind::Knowledge, "成本分析與", is("與", Cut::Ends)),
            (Kind::Knowledge, "社會參與", None),
            (Kind::Skill, "設備操作能", is("能", Cut::Ends)),
            (Kind::Skill, "產品功能", None),
            (Kind::Knowledge, "太陽能", None),
            (Kind::Output, "結構安全相關(如：耐震性)", is("相關", Cut::Ends)),
            (Kind::Output, "技術評比與可行性", is("可行性", Cut::Ends)),
            (Kind::Output, "可行性報告", None),
            (Kind::Indicator, "並完成自主檢查。", is("並", Cut::Begins)),
            (Kind::Indicator, "與檢驗報告。", is("與", Cut::Begins)),
            (Kind::Indicator, "與委託單位訪談，確認活動目的。", None),
            (Kind::Output, "與委託單位訪談後確認的活動目的", is("與", Cut::Begins)),
            (Kind::Knowledge, "並聯電路", None),
            (Kind::Indicator, "表面清洗潤濕，砂漿 3", is("3", Cut::Figure)),
            (Kind::Knowledge, "Wi-Fi 6", None),
            (Kind::Knowledge, "品質管理 K", is("K", Cut::Letter)),
            (Kind::Skill, "報表製作S", is("S", Cut::Letter)),
            (Kind::Knowledge, "維生素K", None),
            (Kind::Knowledge, "GPS", None),
            (Kind::Knowledge, "質與量", None),
            (Kind::Task, "市場調查", None),
        ] {
            assert_eq!(cut(kind, text), expected, "{text}");
        }
    }
}
