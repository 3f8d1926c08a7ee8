//! `misworded-entry`: entries that are worded as another part of the form.

use std::ops::Range;

use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex, verbs};
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
            "A knowledge is worded as an ability (…能力, …技巧, …撰寫, …之瞭解) or an activity (設定關鍵路徑), a skill as knowledge (熟悉…法規, …概論) or as an attitude (同理心), \
             an attitude as an ability or a technique (…能力, …技術, 問題解決), an output as an activity (蒐集…, …確定), a duty or a \
             task as an ability or as knowledge (…概論), or an indicator as something \
             that cannot be seen (了解…, 習得…, 具有…) or as a mere noun (異常狀況排除). A task is to know something (了解量測規範). A name ends in two \
             words for what it is (…技術能力, …概念知識), or an output is only a kind of document (簡報).",
            "知識寫成能力（…能力、…技巧、…撰寫、…之瞭解）或活動（設定關鍵路徑），技能寫成知識（熟悉…法規、…概論）或態度（同理心），態度寫成能力或技術（…能力、…技術、問題解決），\
             工作產出寫成活動（蒐集…、…確定），主要職責或工作任務寫成能力或知識（…概論），或行為指標寫成看不見的事（了解…、習得…、具有…）或名詞（異常狀況排除）；或工作任務只是知道某事（了解量測規範）。名稱疊用兩個類別詞（…技術能力、…概念知識），或工作產出只有文件的類別（簡報），也會指出。",
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

/// Verbs of activities: what they produce is an output, the activity is not.
const ACTIVITIES: &[&str] =
    &["蒐集", "依據", "規劃", "建立", "進行", "執行", "協助", "提出", "確認", "完成", "辦理", "參與"];

/// Endings of documents and other things that are outputs.
const THINGS: &str = "表單書告錄圖檔冊畫件料案約片庫品報稿物票證帳卡簿集本站頁型組機具點";

/// Attitudes by name that are skills in the ministry's list of competencies. The pass over characters has to know what they
/// end in.
const SKILLS: &[&str] =
    &["分析推理", "邏輯推理", "邏輯思考", "問題解決", "溝通", "溝通協調", "協調溝通", "外語能力"];

/// Attitudes by name in the ministry's list of competencies, and others that every list of attitudes may have.
const ATTITUDES: &[&str] = &[
    "主動積極",
    "積極主動",
    "正直誠實",
    "誠實正直",
    "壓力容忍",
    "自我管理",
    "追求卓越",
    "好奇開放",
    "謹慎細心",
    "團隊意識",
    "親和關係",
    "責任感",
    "使命感",
    "同理心",
    "耐心",
    "細心",
    "耐心細心",
    "敬業精神",
    "服務熱忱",
    "工作熱忱",
    "負責任",
    "衛生習慣",
    "工作態度",
    "服務態度",
    "安全意識",
    "品質意識",
    "成本意識",
    "服務意識",
    "職業道德",
    "工作紀律",
];

/// Beginnings that name something known, not something done: knowledge.
const UNSEEN: &[&str] = &["了解", "瞭解", "習得", "具有", "具備", "熟悉", "知道", "認識", "明瞭"];

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    without_flag(index.standard, found);
    for (part, text) in index.texts_with(TextFlags::WORDING.and(TextFlags::COLON)) {
        if let TextRole::Item { kind, code, .. } = part {
            report(index.standard, kind, TextRole::Item { kind, code, task: None }, text, found);
        }
    }
}

/// Reports what has no flag: duties and tasks that are an ability or knowledge, knowledge that is an activity, skills that are an attitude, outputs
/// that begin with 產出, and indicators that are a noun. For nearly all texts the first or the last characters rule that out.
fn without_flag(standard: &Standard<'_>, found: &mut Findings) {
    let mut told = |kind, code, text: &Text<'_>, range, slip| {
        tell(standard, kind, TextRole::Item { kind, code: Some(code), task: None }, text, range, slip, found);
    };
    for item in standard.skills.iter().filter(|item| is_attitude(item.text.as_str())) {
        if let Some(code) = &item.code {
            told(Kind::Skill, code, &item.text, 0..item.text.as_str().len(), Slip::Attitude);
        }
    }
    for item in standard.knowledge.iter() {
        if let (Some(code), Some(range)) = (&item.code, activity(item.text.as_str())) {
            told(Kind::Knowledge, code, &item.text, range, Slip::Activity);
        }
    }
    let mut named = |kind, code, name: &Text<'_>| {
        if let Some((range, slip)) = no_activity(name.as_str()) {
            told(kind, code, name, range, slip);
        }
    };
    for duty in standard.duties.iter() {
        duty.name.given().into_iter().for_each(|name| named(Kind::Duty, &duty.code, name));
        for task in duty.tasks.iter() {
            task.name.given().into_iter().for_each(|name| named(Kind::Task, &task.code, name));
        }
    }
    for (_, task) in standard.tasks() {
        for row in task.rows.iter() {
            for item in row.outputs.iter().filter(|item| item.text.as_str().starts_with(MADE)) {
                let text = item.text.as_str();
                if let Some(code) = item.code.as_ref().filter(|_| !matches!(text, "產出物" | "產出品"))
                {
                    told(Kind::Output, code, &item.text, 0..MADE.len(), Slip::Activity);
                }
            }
            for item in row.outputs.iter().filter(|item| is_sort(item.text.as_str())) {
                if let Some(code) = &item.code {
                    told(Kind::Output, code, &item.text, 0..item.text.as_str().len(), Slip::Sort);
                }
            }
            for item in row.indicators.iter() {
                if let (Some(code), Some(range)) = (&item.code, noun(item.text.as_str())) {
                    told(Kind::Indicator, code, &item.text, range, Slip::Noun);
                }
            }
        }
    }
}

/// Whether a name is an attitude of the list. Nearly all skills are longer than those.
fn is_attitude(name: &str) -> bool {
    const LONGEST: usize = "主動積極".len();
    name.len() <= LONGEST && ATTITUDES.contains(&name)
}

/// Whether an output is only a sort of document, which does not say what it is about. Nearly all names are longer.
fn is_sort(name: &str) -> bool {
    const SORTS: [&str; 17] = [
        "簡報",
        "資料",
        "文件",
        "報告",
        "紀錄",
        "記錄",
        "表單",
        "清單",
        "報表",
        "圖表",
        "成果",
        "報告書",
        "計畫書",
        "資料文件",
        "文件資料",
        "相關文件",
        "相關資料",
    ];
    name.len() <= "資料文件".len() && SORTS.contains(&name)
}

const MADE: &str = "產出";

const ABILITY: &str = "能力";

/// Verbs with which a knowledge begins that says what is done, unless it ends in what there is to know about it.
const DONE: &[&str] =
    &["製作", "設定", "估算", "擬定", "擬訂", "撰寫", "繪製", "編製", "訂定", "填寫", "蒐集"];

/// Endings of a knowledge that begins with a verb and is one: 擬定計畫之方法.
const KNOWN: &str = "法識則理論術序程範準念要件礎境備具統力巧素能式標規點表型格料本軟物權務明檔記";

/// Where a knowledge says what is done, as 設定關鍵路徑.
fn activity(name: &str) -> Option<Range<usize>> {
    let word = DONE.iter().find(|word| name.starts_with(**word) && name.len() > word.len())?;
    let is_known = before_colon_or_bracket(name).trim_end().ends_with(|last| KNOWN.contains(last));
    (!is_known).then_some(0..word.len())
}

/// Where the name of a duty or a task is that of an ability or of knowledge, not of something that is done.
fn no_activity(name: &str) -> Option<(Range<usize>, Slip)> {
    const ENDS: [(&str, Slip); 7] = [
        (ABILITY, Slip::Ability),
        ("概論", Slip::Knowledge),
        ("基本認知", Slip::Knowledge),
        ("基礎認知", Slip::Knowledge),
        ("基本概念", Slip::Knowledge),
        ("基礎概念", Slip::Knowledge),
        ("基礎知識", Slip::Knowledge),
    ];
    if let Some('力' | '論' | '知' | '念' | '識') = name.chars().next_back()
        && let Some((end, slip)) = ENDS.iter().find(|(end, _)| name.ends_with(end))
    {
        // To explain or to hand on knowledge is an activity.
        let is_done = *slip == Slip::Knowledge && name.get(.."說明".len()).is_some_and(verbs::is_verb);
        return (!is_done).then(|| (name.len() - end.len()..name.len(), *slip));
    }
    to_know(name).map(|range| (range, Slip::Unseen))
}

/// Where a task begins with a word for knowing, if what is to be known are rules or reasons. To find out about a customer is a task.
fn to_know(name: &str) -> Option<Range<usize>> {
    const KNOWING: [&str; 3] = ["了解", "瞭解", "認識"];
    const RULES: [&str; 8] = ["規範", "標準", "法規", "法令", "規定", "安規", "原理", "知識"];
    const REASONS: [&str; 3] = ["目的", "重要性", "概念"];
    const PEOPLE: [&str; 5] = ["客戶", "顧客", "消費者", "旅客", "民眾"];
    let word = KNOWING.iter().find(|word| name.starts_with(**word))?;
    let is_known =
        RULES.iter().any(|rules| name.contains(rules)) || REASONS.iter().any(|reason| name.ends_with(reason));
    (is_known && !PEOPLE.iter().any(|people| name.contains(people))).then_some(0..word.len())
}

/// What indicators that are a noun end in: the activity behind its object, or a way of doing it.
const NOUNS: &[&str] = &[
    "排除", "設定", "保養", "維護", "編訂", "分析", "評估", "管理", "檢查", "製作", "處理", "調整", "操作",
    "測試", "驗證", "方式", "方法", "流程", "訓練", "維修", "檢修", "檢驗", "量測", "安裝", "撰寫", "清潔",
];

/// What shows that a sentence has a verb: words before an object or between clauses.
const OF_SENTENCES: &[char] = &[
    '依', '以', '使', '將', '並', '向', '對', '於', '為', '把', '由', '至', '給', '，', ',', '；', '：', ':',
    '可', '須', '應',
];

/// The characters before 能 with which it makes a noun.
const BEFORE_ABLE: &[char] = &['效', '功', '性', '技', '職', '智', '節', '產', '機', '熱', '電'];

/// The end of an indicator that names an activity and says nothing of it, as in 異常狀況排除: its verb stands behind its
/// object, or it has none.
fn noun(text: &str) -> Option<Range<usize>> {
    const LONGEST: usize = 24;
    if text.len() > LONGEST * 3 {
        return None;
    }
    let own = text.trim_end_matches(['。', ' ', '\n']);
    let end = own.get(own.len().checked_sub("排除".len())?..)?;
    if own.len() < "設備操作方式".len() || !NOUNS.contains(&end) {
        return None;
    }
    let begin = own.get(.."排除".len())?;
    let is_able = own.match_indices('能').any(|(at, _)| !own[..at].ends_with(BEFORE_ABLE));
    let has_verb = is_able || own.contains(OF_SENTENCES) || verbs::is_first_word(begin);
    (!has_verb).then_some(own.len() - end.len()..own.len())
}

fn report(standard: &Standard<'_>, kind: Kind, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    if let Some((range, slip)) = slip(kind, text.as_str()) {
        tell(standard, kind, part, text, range, slip, found);
    }
}

fn tell(
    standard: &Standard<'_>,
    kind: Kind,
    part: TextRole<'_>,
    text: &Text<'_>,
    range: Range<usize>,
    slip: Slip,
    found: &mut Findings,
) {
    if counts(&RULE, RULE.severity, standard, text, range.clone(), found) {
        return;
    }
    let Bilingual { en, zh } = described(part);
    let piece = &text.as_str()[range.clone()];
    let (en_slip, zh_slip) = match slip {
        Slip::Ability => ("an ability", "能力"),
        Slip::Knowledge => ("knowledge", "知識"),
        Slip::Attitude => ("an attitude", "態度"),
        Slip::Activity => ("an activity", "活動"),
        Slip::Unseen => ("something that cannot be seen", "看不見的事"),
        Slip::Noun => ("a noun", "名詞"),
        Slip::Sort => ("a sort of document", "文件的類別"),
        Slip::Stacked => return told_stacked(standard, part, text, range, found),
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
    Attitude,
    Activity,
    Unseen,
    Noun,
    Sort,
    Stacked,
}

/// Where a name ends in two words for what it is.
fn stacked<const N: usize>(name: &str, ends: [&str; N]) -> Option<Range<usize>> {
    let end = ends.iter().find(|&&end| name.len() > end.len() && name.ends_with(end))?;
    Some(name.len() - end.len()..name.len())
}

fn told_stacked(
    standard: &Standard<'_>,
    part: TextRole<'_>,
    text: &Text<'_>,
    range: Range<usize>,
    found: &mut Findings,
) {
    let Bilingual { en, zh } = described(part);
    let piece = &text.as_str()[range.clone()];
    let message =
        bilingual!("{en} ends in two words for what it is, {piece}", "{zh}以「{piece}」結尾，兩個詞疊用");
    found.push(
        finding(&RULE, standard, text, &[Mark::alone(range)], message)
            .help(Bilingual::fixed("keep one of the two", "只留其中一個")),
    );
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
            if let '了' | '瞭' | '熟' | '具' | '認' = first
                && let Some(begun) = begins(&["了解", "瞭解", "熟悉", "具備", "認識"], Slip::Ability)
            {
                return Some(begun);
            }
            if let Some('論' | '念' | '識') = last(name)
                && let Some(stacked) =
                    stacked(name, ["概念知識", "知識概念", "概論知識", "概論概念", "概念概論", "知識概論"])
            {
                return Some((stacked, Slip::Stacked));
            }
            match last(name) {
                Some('力' | '解' | '能') => {
                    ends(name, &["能力", "技能", "之瞭解", "之了解", "的瞭解", "的了解"], Slip::Ability)
                }
                Some('巧' | '寫' | '讀') => ends(name, &["技巧", "撰寫", "判讀"], Slip::Ability),
                _ => None,
            }
        }
        Kind::Skill => {
            let name = name();
            if ends_in(text, "能力") || ends_in(name, "能力") {
                if let Some(stacked) = stacked(name, ["技術能力", "技巧能力", "技能能力", "知識能力"])
                {
                    return Some((stacked, Slip::Stacked));
                }
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
                Some('力') => ends(name, &[ABILITY], Slip::Ability),
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
            // What is done with what is known can be seen.
            '了' | '瞭' if text.contains(['，', ',']) => None,
            '了' | '瞭' | '習' | '具' | '熟' | '知' | '認' | '明' => begins(UNSEEN, Slip::Unseen),
            _ => None,
        },
        // Those of tasks have no flag.
        Kind::Duty | Kind::Task => None,
    }
}

#[cfg(test)]
mod tests;
