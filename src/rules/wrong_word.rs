//! `wrong-word`: words that are wrong, or that official texts write otherwise.

use std::ops::Range;

use super::text_flags::TextFlags;
use super::words::{List, ListedWord, Occurrence, Word, entry};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex, verbs};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Item, Kind, Standard, Task, Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{Mark, counts, finding, fix, offered, times};
use crate::text::bilingual::Bilingual;

/// The record.
pub static RULE: Rule = Rule {
    name: "wrong-word",
    severity: Severity::Warning,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no word is one that is always wrong, or that official texts write otherwise.",
        "檢查文字中沒有常見的錯別字，用字與公文一致。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A text holds a word of a small list, such as 訂義 for 定義 or 按裝 for 安裝: a warning where the word is always \
             wrong, a note where usage differs (身份 for 身分, 紀錄 as a verb, 記錄 as a noun). The list is in src/rules/words/words.tsv, each \
             word with its reason and source; a word that only spans two others (修訂義務) does not count.",
            "文字中有清單所列的字詞，例如把「定義」寫成「訂義」、「安裝」寫成「按裝」：一定是錯的列為 warning，用法不一的列為 note（「身份」\
             應為「身分」、以「紀錄」作動詞、以「記錄」作名詞等）。清單在 src/rules/words/words.tsv，逐條附上理由與出處；只是跨在兩個詞之間的（修訂義務）不算。",
        ),
        why: Bilingual::fixed(
            "Input methods offer the wrong character first, and nobody reads a name as slowly as it deserves. Laws and \
             official texts in Taiwan follow one list of such words.",
            "輸入法常先列出錯字，而名稱又很少有人逐字讀。法規與公文另有統一用字。",
        ),
        example: "indicators:\n  P4.4.2: 符合法規所訂義之要求。\n",
        advice: Bilingual::fixed(
            "Write the word that is meant; --fix does where it cannot be another.",
            "改成正確的字詞；不可能有其他意思時，--fix 可代勞。",
        ),
    },
    check: Check::Standard(check),
};

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    for (part, text) in index.texts_with(TextFlags::LISTED.and(TextFlags::EDGE)) {
        listed(index, part, text, found);
    }
    if !found.wants_fixes_alone() {
        of_entries(index.standard, found);
    }
}

/// Reports 記錄 at the end of an output's name, and where an indicator says that such a document is made; and indicators that
/// begin with 於 and do not say when. Of nearly all texts the first and the last bytes show that there is nothing.
fn of_entries(standard: &Standard<'_>, found: &mut Findings) {
    for duty in standard.duties.iter() {
        for task in duty.tasks.iter() {
            for row in task.rows.iter() {
                for item in row.outputs.iter() {
                    let name = item.text.as_str();
                    if name.as_bytes().ends_with(RECORD.as_bytes()) {
                        record(standard, (Kind::Output, task, item), name.len(), found);
                    }
                }
                for item in row.indicators.iter() {
                    let text = item.text.as_str();
                    if text.as_bytes().starts_with("於".as_bytes()) {
                        when(standard, task, item, found);
                    }
                    if text.as_bytes().ends_with("錄。".as_bytes()) {
                        let end = text.len() - "。".len();
                        if is_made(&text[..end]) {
                            record(standard, (Kind::Indicator, task, item), end, found);
                        }
                    }
                }
            }
        }
    }
}

const RECORD: &str = "記錄";

/// Reports 記錄 that ends at `end` of an entry as a noun.
fn record(
    standard: &Standard<'_>,
    (kind, task, item): (Kind, &Task<'_>, &Item<'_>),
    end: usize,
    found: &mut Findings,
) {
    let range = end - RECORD.len()..end;
    if counts(&RULE, Severity::Note, standard, &item.text, range.clone(), found) {
        return;
    }
    let part = TextRole::Item { kind, code: item.code.as_ref(), task: Some(&task.code) };
    let Bilingual { en, zh } = described(part);
    let message = bilingual!(
        "記錄 is a noun in {en}, which is written 紀錄",
        "{zh}以「記錄」作名詞，法規與公文寫「紀錄」"
    );
    found.push(
        finding(&RULE, standard, &item.text, &[Mark::alone(range)], message)
            .severity(Severity::Note)
            .help(Bilingual::fixed("write 紀錄", "改為「紀錄」")),
    );
}

/// Whether a sentence says in its last clause that a document is made that it calls 記錄: 提出流程記錄, but not 將結果記錄.
fn is_made(sentence: &str) -> bool {
    const MAKING: [&str; 10] =
        ["提出", "製作", "建立", "保存", "留存", "填寫", "撰寫", "彙整", "完成", "提供"];
    const VERBS: [&str; 8] = ["將", "把", "並", "以", "予", "確實", "詳實", "負責"];
    let Some(before) = sentence.strip_suffix(RECORD) else { return false };
    let clause = &before[before.rfind(['，', ',', '；']).unwrap_or(0)..];
    let made = MAKING.iter().find_map(|verb| clause.find(verb).map(|at| &clause[at + verb.len()..]));
    made.is_some_and(|object| !object.is_empty() && !object.ends_with(['與', '及', '並', '、']))
        && !VERBS.iter().any(|verb| clause.contains(verb))
}

/// Where a sentence begins with 於 and something done, and not with when: 於確認需求，提出企劃書.
fn without_when(text: &str) -> Option<Range<usize>> {
    const WHEN: &str = "後前時中內下上際間同初末";
    let clause = &text[..text.find(['，', ','])?];
    let verb = clause.get("於".len().."於確認".len())?;
    let is_done = verbs::is_verb(verb) && clause.chars().count() > "於確認".chars().count();
    let says_when =
        clause.contains('之') || clause.contains("過程") || clause.ends_with(|c| WHEN.contains(c));
    (is_done && !says_when).then_some(0..clause.len())
}

fn when(standard: &Standard<'_>, task: &Task<'_>, item: &Item<'_>, found: &mut Findings) {
    let Some(range) = without_when(item.text.as_str()) else { return };
    if counts(&RULE, Severity::Note, standard, &item.text, range.clone(), found) {
        return;
    }
    let part = TextRole::Item { kind: Kind::Indicator, code: item.code.as_ref(), task: Some(&task.code) };
    let Bilingual { en, zh } = described(part);
    let message = bilingual!(
        "{en} begins with 於 and does not say whether after, before or during",
        "{zh}以「於」開頭，卻沒有「後」、「前」或「時」"
    );
    found.push(
        finding(&RULE, standard, &item.text, &[Mark::alone(range)], message).severity(Severity::Note).help(
            Bilingual::fixed("add 後, 前 or 時, or leave 於 out", "補上「後」、「前」或「時」，或刪去「於」"),
        ),
    );
}

fn listed(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    report(&RULE, List::Wrong, index, (part, text), found);
    let is_indicator = matches!(part, TextRole::Item { kind: Kind::Indicator, .. });
    if is_indicator && is_verb(text.as_str()) && !found.wants_fixes_alone() {
        if counts(&RULE, Severity::Note, index.standard, text, 0.."紀錄".len(), found) {
            return;
        }
        let Bilingual { en, zh } = described(part);
        let message = bilingual!(
            "紀錄 is a verb in {en}, which is written 記錄",
            "{zh}以「紀錄」作動詞，法規與公文寫「記錄」"
        );
        found.push(
            finding(&RULE, index.standard, text, &[Mark::alone(0.."紀錄".len())], message)
                .severity(Severity::Note)
                .help(Bilingual::fixed("write 記錄", "改為「記錄」")),
        );
    }
}

/// Whether a sentence begins with 紀錄 as its verb.
fn is_verb(text: &str) -> bool {
    let nouns = ['表', '單', '簿', '冊', '檔', '片', '之', '的', '本', '卡', '器', '保'];
    text.strip_prefix("紀錄").is_some_and(|rest| !rest.is_empty() && !rest.starts_with(nouns))
}

/// Reports the words of one part of the list in a text, each word once.
pub(super) fn report(
    rule: &'static Rule,
    list: List,
    index: &StandardIndex<'_>,
    (part, text): (TextRole<'_>, &Text<'_>),
    found: &mut Findings,
) {
    if part.is_code() {
        return;
    }
    let words = index.words_in(text);
    let mut told: Vec<usize> = Vec::new();
    for one in words {
        let (_, ListedWord::Word(word)) = entry(one.entry) else { continue };
        if word.list == list && !told.contains(&one.entry) {
            told.push(one.entry);
            let same: Vec<&Occurrence> = words.iter().filter(|other| other.entry == one.entry).collect();
            about(rule, index, (part, text), word, &same, found);
        }
    }
}

fn about(
    rule: &'static Rule,
    index: &StandardIndex<'_>,
    (part, text): (TextRole<'_>, &Text<'_>),
    word: &Word,
    places: &[&Occurrence],
    found: &mut Findings,
) {
    let place = places.first().map_or(0..0, |one| one.range.clone());
    // What is certain has a fix, which is counted too.
    if !word.sure && counts(rule, word.severity, index.standard, text, place, found) {
        return;
    }
    let mark = |one: &&Occurrence| match word.sure {
        true => Mark::new(one.range.clone(), word.right),
        false => Mark::alone(one.range.clone()),
    };
    let marks: Vec<Mark> = places.iter().map(mark).collect();
    if offered(rule, index, text, &marks, found) {
        return;
    }
    let Bilingual { en, zh } = described(part);
    let more = times(marks.len());
    let (en_more, zh_more, Word { wrong, right, reason, source, .. }) = (more.en, more.zh, word);
    let (en_source, zh_source) = match *source {
        "" | "編者" => (String::new(), String::new()),
        source => (format!(" (source: {source})"), format!("（{source}）")),
    };
    let message = match word.list {
        List::Doubled if wrong.starts_with('、') => bilingual!(
            "the mark before {right} is one too many in {en}{en_more}",
            "{zh}的「{right}」前多了「、」{zh_more}"
        ),
        List::Doubled => {
            bilingual!("{wrong} in {en} says a thing twice{en_more}", "{zh}中的「{wrong}」語意重複{zh_more}")
        }
        List::Mainland => bilingual!(
            "{wrong} in {en} is a word of mainland China{en_more}",
            "{zh}中的「{wrong}」是中國大陸用語{zh_more}"
        ),
        List::Wrong | List::Mark | List::Placeholder if word.severity == Severity::Warning => bilingual!(
            "{wrong} in {en} is a misspelling of {right}{en_more}",
            "{zh}把「{right}」寫成「{wrong}」{zh_more}"
        ),
        List::Wrong | List::Mark | List::Placeholder => bilingual!(
            "{wrong} in {en} is usually written {right}{en_more}",
            "{zh}中的「{wrong}」通常寫作「{right}」：{reason}{zh_source}{zh_more}"
        ),
    };
    let mend = bilingual!("write {right}{en_source}", "改為「{right}」");
    let diagnostic = finding(rule, index.standard, text, &marks, message)
        .severity(word.severity)
        .label(bilingual!("meant is {right}", "應為「{right}」"));
    found.push(match fix(index, text, &marks, mend.clone()) {
        Some(fix) => diagnostic.fix(fix),
        None => diagnostic.help(mend),
    });
}

#[cfg(test)]
mod tests {
    use super::{is_made, is_verb, without_when};

    #[test]
    fn what_is_done_needs_a_word_for_when() {
        assert!(without_when("於確認客戶需求，按照指示提出企劃書。").is_some());
        for text in [
            "於確認客戶需求後，提出企劃書。",
            "於工地設置圍籬，並派人看守。",
            "於製作過程，檢查品質。",
            "於檢查。",
        ] {
            assert!(without_when(text).is_none(), "{text}");
        }
    }

    #[test]
    fn record_is_told_apart_as_noun_and_verb() {
        assert!(is_verb("紀錄現有產品方案。"));
        for text in ["紀錄表應妥善保存。", "記錄現況。", "紀錄", "完成紀錄。"] {
            assert!(!is_verb(text), "{text}");
        }
        for (text, expected) in [
            ("若有問題，須提出流程記錄", true),
            ("完成檢查記錄", true),
            ("將完成的項目記錄", false),
            ("完成檢查並記錄", false),
            ("完成記錄", false),
            ("檢查設備，逐項記錄", false),
        ] {
            assert_eq!(is_made(text), expected, "{text}");
        }
    }
}
