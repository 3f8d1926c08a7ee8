//! `stray-mark`: punctuation that stands twice, or where a text begins.

use super::text_flags::TextFlags;
use super::words::List;
use super::wrong_word::report;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, finding, fix, offered, times};
use crate::text::bilingual::Bilingual;
use crate::text::characters::is_han;

/// The record.
pub static RULE: Rule = Rule {
    name: "stray-mark",
    severity: Severity::Warning,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that no mark stands twice, in place of a text, or at its beginning.",
        "檢查標點沒有重複、沒有單獨成文，也沒有放在開頭。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "Two marks of a sentence stand together (。。 or 、，), a text is nothing but marks, or it begins with a mark or \
             with the bullet of a list (● ○ -). A note, where the mark is not that which the word behind it needs: a \
             full stop before 並, or the mark of a list (、) between two clauses.",
            "兩個標點連在一起（。。、，等），整段文字只有標點，或文字以標點、條列符號（●、○、-）開頭。標點與後面的字詞不合的，列為 note：「並」之前用了句號，或兩個子句之間用了頓號。",
        ),
        why: Bilingual::fixed(
            "One of the two is left over from an edit, and a mark at the beginning often means that what stood before it \
             was lost.",
            "其中一個是修改時留下的；開頭的標點則往往表示前面的文字不見了。",
        ),
        example: "indicators:\n  P1.1.1: 機台發生故障時，，通報技術人員。\n",
        advice: Bilingual::fixed(
            "Keep the one mark that is meant; --fix does where it is certain which.",
            "只保留該用的標點；能確定是哪一個時，--fix 可代勞。",
        ),
    },
    check: Check::Standard(check),
};

/// Bullets of lists that are no part of a text.
const BULLETS: &str = "●○◎•·※■□◆▪";

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let own = TextFlags::MARKS.and(TextFlags::EDGE);
    for (flags, part, text) in
        index.flagged(own.and(TextFlags::LISTED)).filter(|(_, part, _)| !part.is_code())
    {
        if flags.has(own) {
            left_over(index, part, text, found);
        }
        // A mark of another sort than the word behind it needs: 。並.
        if flags.has(TextFlags::LISTED) {
            report(&RULE, List::Mark, index, (part, text), found);
        }
    }
}

/// Reports the marks of a text that are left over.
fn left_over(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let standard = index.standard;
    let value = text.as_str();
    let marks = marks(value);
    let Some(first) = marks.first() else { return };
    if offered(&RULE, index, text, &marks, found) {
        return;
    }
    let Bilingual { en, zh } = described(part);
    let (more, piece) = (times(marks.len()), value[first.range.clone()].trim());
    let (en_more, zh_more) = (more.en, more.zh);
    let message = if first.range == (0..value.len()) {
        bilingual!("{en} is nothing but {piece}", "{zh}只有標點「{piece}」")
    } else if first.range.start == 0 {
        bilingual!("{en} begins with {piece}{en_more}", "{zh}以「{piece}」開頭{zh_more}")
    } else {
        bilingual!("{piece} stands together in {en}{en_more}", "{zh}有連在一起的標點「{piece}」{zh_more}")
    };
    let mend = match &first.instead {
        Some(instead) if !instead.is_empty() => bilingual!("write {instead}", "改為「{instead}」"),
        _ => {
            Bilingual::fixed("take it out, or write what is missing before it", "刪除，或補上前面缺少的文字")
        }
    };
    let diagnostic =
        finding(&RULE, standard, text, &marks, message).label(Bilingual::fixed("left over", "多餘的標點"));
    found.push(match fix(index, text, &marks, mend.clone()) {
        Some(fix) => diagnostic.fix(fix),
        None => diagnostic.help(mend),
    });
}

fn is_mark(c: char) -> bool {
    matches!(c, '、' | '，' | '。' | '；' | '：')
}

/// Whether `c` may be one of two marks together. A half-width comma by itself is `mixed-punctuation`'s.
pub(super) fn may_be_doubled(c: char) -> bool {
    is_mark(c) || c == ','
}

/// The offset of the next character from `from` on that may be one of two marks together. The bytes that such a character
/// begins with are found many at once.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    let marks = memchr::memchr3_iter(0xe3, 0xef, b',', &text.as_bytes()[from..]);
    let mut places = marks.map(|at| from + at);
    places.find(|&at| text[at..].starts_with(may_be_doubled))
}

/// The marks that are left over.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    if text.trim().is_empty() {
        return marks;
    }
    if text.chars().all(|c| is_mark(c) || c.is_whitespace()) {
        return vec![Mark::alone(0..text.len())];
    }
    let begin = text.len() - text.trim_start().len();
    let first = text[begin..].chars().next().unwrap_or_default();
    let length = first.len_utf8();
    let after = text[begin + length..].trim_start_matches(' ');
    let hyphen = matches!(first, '-' | '－') && after.starts_with(is_han);
    if (BULLETS.contains(first) && first != '\0' || hyphen) && !after.trim().is_empty() {
        marks.push(Mark::new(0..text.len() - after.len(), ""));
    } else if is_mark(first) && !text[begin + length..].starts_with(is_mark) {
        marks.push(Mark::alone(0..begin + length));
    }
    let mut rest = begin;
    while let Some(at) = next_mark(text, rest) {
        let run: &str = &text[at..];
        let run = &run[..run.find(|c| !may_be_doubled(c)).unwrap_or(run.len())];
        rest = at + run.len();
        if marks.len() == MAX_MARKS {
            break;
        }
        let chinese =
            run.contains(is_mark) || text[..at].ends_with(is_han) || text[rest..].starts_with(is_han);
        if run.chars().nth(1).is_some() && chinese {
            let range = at..rest;
            marks.push(match meant(run) {
                Some(mark) if at > begin => Mark::new(range, mark),
                _ => Mark::alone(range),
            });
        }
    }
    marks
}

/// The one mark of a run that is meant, where that is certain.
fn meant(run: &str) -> Option<&'static str> {
    match run {
        "，，" | "，，，" | "、，" | "，、" | ",," | ",，" | "，," | "、," => Some("，"),
        "、、" | "、、、" => Some("、"),
        "。。" | "，。" | "、。" | "；。" | ",。" => Some("。"),
        "；；" => Some("；"),
        "：：" => Some("："),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unambiguous_stray_marks_are_fixed_and_others_reported() {
        let found = |text: &str| -> Vec<(String, Option<String>)> {
            marks(text).into_iter().map(|mark| (text[mark.range].to_owned(), mark.instead)).collect()
        };
        let one = |text: &str, instead: Option<&str>| vec![(text.to_owned(), instead.map(str::to_owned))];
        for (text, expected) in [
            ("時，，通報。", one("，，", Some("，"))),
            ("時,,通報。", one(",,", Some("，"))),
            ("a,,b", vec![]),
            ("規劃、、執行。", one("、、", Some("、"))),
            ("列出支出表。。", one("。。", Some("。"))),
            ("還有。。。", one("。。。", None)),
            ("甲。，乙", one("。，", None)),
            ("。", one("。", None)),
            ("：備料", one("：", None)),
            ("●備料", one("●", Some(""))),
            ("- 備料", one("- ", Some(""))),
            ("備料，領料。", vec![]),
            ("-5度冷藏", vec![]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
