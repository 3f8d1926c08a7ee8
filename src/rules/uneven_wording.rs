//! `uneven-wording`: entries of one list of which a few are worded unlike the others.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt as _};

use super::text_flags::TextFlags;
use super::verbs::is_verb;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Item, Kind, Standard, Text, TextRole};
use crate::text::bilingual::Bilingual;
use crate::text::characters::{before_bracket, ends_in, is_han};
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "uneven-wording",
    severity: Severity::Note,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that the entries of a list are worded alike.",
        "檢查同一清單的項目寫法一致。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "Of the skills some end in 能力 and others do not; of the indicators some begin with 能夠 or 能 and others with \
             their verb; of the qualifications some count years in digits and others in Chinese numerals, or some end in 。 and others do not, as names and descriptions of attitudes may. One note for a list, at the first of the fewer. \
             An indicator has no comma behind the words with which another begins that has one. Tasks name what is done first (蒐集資料) \
             or last (資料標註); laws are called 相關法規 or 法規.",
            "技能有的以「能力」結尾、有的不是；行為指標有的以「能夠」或「能」開頭、有的直接以動詞開頭；年數有的用阿拉伯數字、有的用中文數字；\
             條件、名稱與態度的說明有的以「。」結尾、有的沒有。\
             每份清單只報一次，指在較少的那一種。行為指標開頭的同一句話，有的後面有逗號、有的沒有，也會指出。工作任務有的先寫動作（蒐集資料）、有的後寫（資料標註），法規有的寫「相關法規」、有的只寫「法規」，也是如此。",
        ),
        why: Bilingual::fixed(
            "A list in which every entry is built alike is read faster, and a difference that says nothing is taken for one \
             that does.",
            "寫法一致的清單讀得快；沒有意義的差別會被當成有意義。",
        ),
        example: "skills:\n  S01: 分析能力\n  S02: 溝通能力\n  S03: 協調能力\n  S04: 刀具安裝\n",
        advice: Bilingual::fixed("Word them alike.", "統一寫法。"),
    },
    check: Check::Standard(check),
};

/// The fewest entries of a list that are compared: of three any wording is half of them.
const FEW: usize = 4;

/// The most places that get a label.
const MAX_PLACES: usize = 12;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    // The texts that are worded so are among those with the flag, so only these are read.
    let with_flag = |kind: Kind, is_so: fn(&str) -> bool| {
        let of_kind =
            index.texts_with(TextFlags::WORDING.and(TextFlags::COLON)).filter_map(move |(part, text)| {
                match part {
                    TextRole::Item { kind: other, .. } if other == kind => Some(text),
                    _ => None,
                }
            });
        of_kind.filter(|text| is_so(text.as_str())).count()
    };
    let skills = standard.skills.iter().map(|item| &item.text);
    let words = [Bilingual::fixed("the skills", "技能"), Bilingual::fixed("end in 能力", "以「能力」結尾")];
    uneven(standard, skills, with_flag(Kind::Skill, is_ability), is_ability, FEW, words, found);
    let indicators = standard.rows().flat_map(|(_, _, row)| row.indicators.iter()).map(|item| &item.text);
    let able = |text: &str| text.starts_with('能');
    let words = [
        Bilingual::fixed("the indicators", "行為指標"),
        Bilingual::fixed("begin with 能夠 or 能", "以「能夠」或「能」開頭"),
    ];
    uneven(standard, indicators, with_flag(Kind::Indicator, able), able, FEW, words, found);
    // The colon parts the name from what it means.
    let is_described = |text: &str| text.contains('：');
    let words =
        [Bilingual::fixed("the attitudes", "態度"), Bilingual::fixed("say what they mean", "附有說明")];
    let attitudes = standard.attitudes.iter().map(|item| &item.text);
    uneven(standard, attitudes, with_flag(Kind::Attitude, is_described), is_described, FEW, words, found);
    let qualifications = standard.notes.qualifications.iter().filter(|text| text.as_str().starts_with('具'));
    let has = |text: &str| text.starts_with("具備");
    let words = [
        Bilingual::fixed("the qualifications that begin with 具", "以「具」開頭的條件"),
        Bilingual::fixed("begin with 具備", "寫「具備」"),
    ];
    let count = qualifications.clone().filter(|text| has(text.as_str())).count();
    uneven(standard, qualifications, count, has, 2, words, found);
    let years = standard.notes.qualifications.iter().filter(|text| last_digit(text.as_str()).is_some());
    let in_digits = |text: &str| last_digit(text).is_some_and(|c| c.is_ascii_digit());
    let words = [
        Bilingual::fixed("the qualifications that count years", "寫有年數的條件"),
        Bilingual::fixed("count them in digits", "用阿拉伯數字"),
    ];
    let count = years.clone().filter(|text| in_digits(text.as_str())).count();
    uneven(standard, years, count, in_digits, 2, words, found);
    // Descriptions are sentences, and so are notes.
    let described =
        standard.attitudes.iter().map(|item| &item.text).filter(|text| is_described(text.as_str()));
    let stopped = |text: &str| text.trim_end().ends_with('。');
    let words = [
        Bilingual::fixed("the attitudes that say what they mean", "附有說明的態度"),
        Bilingual::fixed("end in 。", "以「。」結尾"),
    ];
    // Counted by their ends first: looking for a colon reads the whole text.
    let ends = standard.attitudes.iter().map(|item| &item.text).filter(|text| stopped(text.as_str()));
    let count = ends.filter(|text| is_described(text.as_str())).count();
    uneven(standard, described, count, stopped, FEW_DESCRIBED, words, found);
    names_with_stops(standard, found);
    let qualifications = standard.notes.qualifications.iter();
    let words = [
        Bilingual::fixed("the qualifications", "學歷、經歷或能力條件"),
        Bilingual::fixed("end in 。", "以「。」結尾"),
    ];
    let count = qualifications.clone().filter(|text| stopped(text.as_str())).count();
    uneven(standard, qualifications, count, stopped, FEW_CONDITIONS, words, found);
    commas(standard, found);
    tasks(standard, found);
    rules_of_law(standard, found);
}

/// The fewest tasks of either wording that are held against each other.
const FEW_TASKS: usize = 2;

/// Reports tasks of which some name what is done first (蒐集資料) and others what it is done to (資料標註).
fn tasks(standard: &Standard<'_>, found: &mut Findings) {
    let names = standard.tasks().filter_map(|(_, task)| task.name.given());
    // Looked for in one way first: in most standards all tasks are named in the other.
    let begin = names.clone().filter(|name| first_word(name.as_str()).is_some_and(is_verb)).take(FEW_TASKS);
    if begin.count() < FEW_TASKS {
        return;
    }
    let with = |is_first| names.clone().filter(move |name| order(name.as_str()) == Some(is_first)).count();
    let (first, last) = (with(true), with(false));
    if first < FEW_TASKS || last < FEW_TASKS {
        return;
    }
    let words = [
        Bilingual::fixed("the tasks that name an activity and its object", "寫出動作與對象的工作任務"),
        Bilingual::fixed("begin with the activity", "先寫動作"),
    ];
    let ordered = names.filter(|name| order(name.as_str()).is_some());
    uneven(standard, ordered, first, |name| order(name) == Some(true), FEW, words, found);
}

/// The first two characters of a name in Chinese.
fn first_word(name: &str) -> Option<&str> {
    name.get(.."檢查".len())
}

/// Whether the name of a task begins with its verb (true) or ends in it (false), if it is either.
fn order(name: &str) -> Option<bool> {
    const WORD: usize = "檢查".len();
    const SHORTEST: usize = 2 * WORD;
    let name = name.trim();
    if name.len() < SHORTEST {
        return None;
    }
    let (begin, end) = (name.get(..WORD)?, name.get(name.len() - WORD..)?);
    match (is_verb(begin), is_verb(end)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Reports knowledge of which some are called 相關法規 and others 法規.
fn rules_of_law(standard: &Standard<'_>, found: &mut Findings) {
    const LAWS: &str = "法規";
    const RELATED: &str = "相關法規";
    const FEW: usize = 3;
    let laws = standard.knowledge.iter().map(|item| &item.text);
    let laws = laws.filter(|text| text.as_str().as_bytes().ends_with(LAWS.as_bytes()));
    let laws = laws.filter(|text| text.as_str() != RELATED);
    let is_related = |text: &&Text<'_>| text.as_str().ends_with(RELATED);
    let count = laws.clone().filter(is_related).count();
    let all = laws.clone().count();
    if count == 0 || count == all || all < FEW {
        return;
    }
    let (Some(first), Some(other)) =
        (laws.clone().find(is_related), laws.clone().find(|law| !is_related(law)))
    else {
        return;
    };
    found.push_lazily(&RULE, RULE.severity, standard.at(first.span), |note| {
        note.message(bilingual!(
            "{count} of {all} of the knowledge of laws end in 相關法規, the others in 法規",
            "{all} 項法規知識中有 {count} 項寫「相關法規」，其他只寫「法規」"
        ))
        .related(standard.at(other.span), Bilingual::fixed("without 相關", "沒有「相關」"))
        .help(Bilingual::fixed("word them alike", "統一寫法"))
    });
}

/// The fewest descriptions of attitudes whose ends are compared.
const FEW_DESCRIBED: usize = 3;

/// Reports the few names of a list that end in a full stop.
fn names_with_stops(standard: &Standard<'_>, found: &mut Findings) {
    let stopped = |text: &str| text.ends_with('。');
    let words = |en, zh| [Bilingual::fixed(en, zh), Bilingual::fixed("end in 。", "以「。」結尾")];
    for (kind, words) in [
        (Kind::Knowledge, words("the knowledge", "知識")),
        (Kind::Skill, words("the skills", "技能")),
        (Kind::Attitude, words("the attitudes that are a name", "只有名稱的態度")),
    ] {
        let items = standard.list(kind).into_iter().flat_map(|list| list.iter());
        let texts = items.map(|item| &item.text);
        let is_name = |text: &&Text<'_>| !text.as_str().contains('：');
        // Counted by their ends first: looking for a colon reads the whole text.
        let count = texts.clone().filter(|text| stopped(text.as_str())).filter(is_name).count();
        uneven(standard, texts.filter(is_name), count, stopped, FEW, words, found);
    }
    let outputs = standard.rows().flat_map(|(_, _, row)| row.outputs.iter()).map(|item| &item.text);
    let count = outputs.clone().filter(|text| stopped(text.as_str())).count();
    uneven(standard, outputs, count, stopped, FEW, words("the outputs", "工作產出"), found);
}

/// The fewest qualifications whose ends are compared; most standards have one or two.
const FEW_CONDITIONS: usize = 3;

/// The last digit of a number of years, of either script.
fn last_digit(text: &str) -> Option<char> {
    let is_digit = |c: &char| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c);
    let before = |at: usize| text[..at].trim_end_matches([' ', '個']).chars().next_back().filter(is_digit);
    text.match_indices('年').find_map(|(at, _)| before(at))
}

/// The words before what an indicator refers to: `依配方`, `根據規定`.
const BY: [&str; 3] = ["依", "根據", "按照"];

/// Reports an indicator that has no comma behind what it refers to (`依配方沖煮`), while another has one behind the same words
/// (`依配方，沖煮`).
fn commas(standard: &Standard<'_>, found: &mut Findings) {
    const SHORTEST: usize = 4;
    let indicators = standard.rows().flat_map(|(_, _, row)| row.indicators.iter());
    let referring: Vec<&Item<'_>> =
        indicators.filter(|item| BY.iter().any(|word| item.text.as_str().starts_with(word))).collect();
    // Each with the first that has it. A large standard has thousands, so none is compared with all others.
    let mut beginnings: HashMap<&str, usize> = HashMap::new();
    let mut lengths: BTreeSet<usize> = BTreeSet::new();
    for (at, item) in referring.iter().enumerate() {
        let text = item.text.as_str();
        let Some(begin) = text.find(['，', ',']).map(|comma| &text[..comma]) else { continue };
        if begin.chars().count() >= SHORTEST {
            beginnings.entry(begin).or_insert(at);
            lengths.insert(begin.len());
        }
    }
    for item in &referring {
        let text = item.text.as_str();
        let begun = lengths.iter().filter_map(|&length| {
            let (begin, rest) = text.split_at_checked(length)?;
            beginnings.get(begin).copied().filter(|_| rest.starts_with(is_han)).map(|first| (first, begin))
        });
        let Some((first, begin)) = begun.min() else { continue };
        let other = referring[first];
        if found.counts(&RULE, RULE.severity, || standard.at(item.text.span)) {
            continue;
        }
        let shown = excerpt(begin);
        let message = bilingual!(
            "{shown} is followed by a comma elsewhere, and here by none",
            "「{shown}」在別處後面有逗號，這裡沒有"
        );
        let place = item.text.place(0..begin.len()).span;
        found.push(
            Diagnostic::new(&RULE, standard.at(place), message)
                .related(standard.at(other.text.span), Bilingual::fixed("with a comma", "這裡有逗號"))
                .help(Bilingual::fixed("write them alike", "統一寫法")),
        );
    }
}

/// Whether a skill is worded as an ability, before a bracket or at its end.
fn is_ability(name: &str) -> bool {
    ends_in(name, "能力") || ends_in(before_bracket(name), "能力")
}

/// Reports a list of which some entries, `count` of them, are worded in one way and others are not.
fn uneven<'a>(
    standard: &Standard<'_>,
    texts: impl Iterator<Item = &'a Text<'a>> + Clone,
    count: usize,
    is_so: fn(&str) -> bool,
    few: usize,
    [list, what]: [Bilingual; 2],
    found: &mut Findings,
) {
    if count == 0 {
        return;
    }
    let texts = texts.filter(|text| !text.is_blank());
    let all = texts.clone().count();
    let fewer_are_so = count < all - count;
    let mut fewer = texts.filter(|text| is_so(text.as_str()) == fewer_are_so);
    let Some(first) = fewer.next().filter(|_| all >= few && count < all) else { return };
    if found.counts(&RULE, RULE.severity, || standard.at(first.span)) {
        return;
    }
    let (en, zh, en_what, zh_what) = (list.en, list.zh, what.en, what.zh);
    let message = bilingual!(
        "{count} of {all} of {en} {en_what}, the others do not",
        "{all} 項{zh}中有 {count} 項{zh_what}，其他不是"
    );
    let mut diagnostic = Diagnostic::new(&RULE, standard.at(first.span), message)
        .label(Bilingual::fixed("the rarer wording", "較少的一種"))
        .help(Bilingual::fixed("word them alike", "統一寫法"));
    for text in fewer.take(MAX_PLACES - 1) {
        diagnostic = diagnostic.related(standard.at(text.span), Bilingual::fixed("here too", "這裡也是"));
    }
    found.push(diagnostic);
}
