//! `missing-full-stop`: indicators that do not end with a full stop.

use std::ops::Range;

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Item, Kind, Standard, Task, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{Mark, finding};
use crate::text::bilingual::Bilingual;
use crate::text::characters::is_han;
use crate::text::display_safe::is_unseen;

/// The record.
pub static RULE: Rule = Rule {
    name: "missing-full-stop",
    severity: Severity::Note,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that every behaviour indicator ends in a full stop.",
        "檢查每一項行為指標都以句號結尾。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A behaviour indicator does not end in 。, closing brackets, quotation marks and note marks after it aside. Where \
             few of a standard lack it, each is a warning; where more than a quarter do, one note names the first ones. So \
             is said of descriptions of attitudes, and of the description of the work.",
            "行為指標沒有以「。」結尾；句號後的下引號、下括號與註號不計。一份職能基準只有少數如此時，每一項都是 warning；\
             超過四分之一時合為一筆 note，列出前幾項。態度的說明文字也合報一筆，工作描述沒有句號的也會指出。",
        ),
        why: Bilingual::fixed(
            "An indicator is one full sentence that says in which situation which behaviour is expected. One without a \
             full stop has often been cut off.",
            "行為指標是完整的句子，說明在什麼情境下應有什麼行為。沒有句號的，往往是文字被截斷了。",
        ),
        example: "indicators:\n  P1.1.1: 按照資料庫中的資訊，協助以電話或電郵聯繫客戶\n",
        advice: Bilingual::fixed(
            "See whether the sentence is whole, and end it in 。.",
            "確認句子完整，並以「。」結尾。",
        ),
    },
    check: Check::Standard(check),
};

/// How many of a standard's indicators may lack the full stop for each to be reported by itself: a quarter. Where more do, it
/// is the standard's habit, and one note says so.
const FEW: usize = 4;

/// The most places that the note about many labels.
const MAX_PLACES: usize = 5;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let mut count = 0;
    let mut without: Vec<(&Task<'_>, &Item<'_>, Range<usize>, bool)> = Vec::new();
    for (_, task, row) in standard.rows() {
        for indicator in row.indicators.iter() {
            count += 1;
            let value = indicator.text.as_str();
            if value.ends_with('。') {
                continue;
            }
            if let Some((range, leaks)) = unfinished(index, value) {
                without.push((task, indicator, range, leaks));
            }
        }
    }
    let is_habit = without.len() > 1 && without.len() * FEW > count;
    // What was pasted in behind it is reported as such.
    without.retain(|(.., leaks)| !leaks);
    if is_habit {
        found.extend(many(standard, &without, count));
    } else {
        without.into_iter().for_each(|one| found.push(single(standard, one, count)));
    }
    found.extend(attitudes(standard));
    found.extend(description(standard));
}

/// Where an indicator ends without a full stop, and whether another entry's text follows there.
fn unfinished(index: &StandardIndex<'_>, value: &str) -> Option<(Range<usize>, bool)> {
    let leaks = index.leaks().within(value, None);
    let own = match leaks.first() {
        // Between the two may stand the figure of the level.
        Some(leak) => value[..leak.range.start].trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '),
        None => value,
    };
    let sentence = without_end(own);
    let last = sentence.chars().next_back()?;
    let ended = !leaks.is_empty() && own.contains('。');
    // `cut-off-text` reports an open end or a figure that does not belong there, `mixed-punctuation` the full stop of
    // another script.
    let told = matches!(last, '、' | '，' | '；' | '：' | '.')
        || last.is_ascii_digit() && sentence[..sentence.len() - 1].ends_with(' ');
    if is_end(last) || ended || told {
        return None;
    }
    Some((sentence.len() - last.len_utf8()..sentence.len(), !leaks.is_empty()))
}

/// The finding about one of the few that have none.
fn single(
    standard: &Standard<'_>,
    (task, Item { code, text }, range, _): (&Task<'_>, &Item<'_>, Range<usize>, bool),
    count: usize,
) -> Diagnostic {
    let (code, task) = (code.as_ref(), Some(&task.code));
    let Bilingual { en, zh } = described(TextRole::Item { kind: Kind::Indicator, code, task });
    let message =
        bilingual!("{en} does not end in a full stop and may be cut off", "{zh}沒有以句號結尾，可能被截斷了");
    // Where all others have one, this is no habit.
    let severity = if count >= FEW { Severity::Warning } else { Severity::Note };
    finding(&RULE, standard, text, &[Mark::alone(range)], message)
        .severity(severity)
        .label(Bilingual::fixed("the end of it", "結尾在此"))
        .help(Bilingual::fixed("end the sentence in 。 if it is whole", "句子若完整，請補上「。」"))
}

/// The one note about many.
fn many(
    standard: &Standard<'_>,
    without: &[(&Task<'_>, &Item<'_>, Range<usize>, bool)],
    count: usize,
) -> Option<Diagnostic> {
    let ((_, first, range, _), lacking) = (without.first()?, without.len());
    let message = bilingual!(
        "{lacking} of {count} indicators do not end in a full stop",
        "{count} 項行為指標中有 {lacking} 項沒有以句號結尾"
    );
    let mut diagnostic = finding(&RULE, standard, &first.text, &[Mark::alone(range.clone())], message)
        .severity(Severity::Note)
        .label(Bilingual::fixed("the first", "第一項"))
        .help(Bilingual::fixed("end each sentence in 。", "每一句都以「。」結尾"));
    for (_, item, range, _) in without.iter().skip(1).take(MAX_PLACES - 1) {
        let place = item.text.place(range.clone()).span;
        diagnostic = diagnostic.related(standard.at(place), Bilingual::fixed("here too", "這裡也是"));
    }
    Some(diagnostic)
}

/// The note about the attitudes, where most of the descriptions behind their names are sentences without a full stop.
fn attitudes(standard: &Standard<'_>) -> Option<Diagnostic> {
    const SENTENCE: usize = 12;
    // Most attitudes have no description, or one that ends in a full stop. One alone is no habit.
    let may_lack = |item: &&Item<'_>| {
        let text = item.text.as_str();
        text.len() > "：".len() + SENTENCE && !text.ends_with('。')
    };
    standard.attitudes.iter().filter(may_lack).nth(1)?;
    let described = standard.attitudes.iter().filter(|item| {
        let behind = item.text.as_str().split_once('：').map_or("", |(_, behind)| behind);
        behind.chars().nth(SENTENCE).is_some()
    });
    let lacks = |item: &&Item<'_>| !without_end(item.text.as_str()).ends_with(is_end);
    let (without, with): (Vec<&Item<'_>>, Vec<&Item<'_>>) = described.partition(lacks);
    if without.len() < 2 || with.len() >= without.len() {
        return None;
    }
    let (lacking, count, first) = (without.len(), without.len() + with.len(), without.first()?);
    let message = bilingual!(
        "{lacking} of {count} descriptions of attitudes do not end in a full stop",
        "{count} 項態度的說明中有 {lacking} 項沒有以句號結尾"
    );
    Some(
        Diagnostic::new(&RULE, standard.at(first.text.span), message)
            .severity(Severity::Note)
            .help(Bilingual::fixed("end each sentence in 。", "每一句都以「。」結尾")),
    )
}

/// The note about the description, which is of sentences too.
fn description(standard: &Standard<'_>) -> Option<Diagnostic> {
    let text = standard.description.given().filter(|text| !text.as_str().ends_with('。'))?;
    let sentence = without_end(text.as_str());
    let last = sentence.chars().next_back().filter(|&c| is_han(c))?;
    let Bilingual { en, zh } = described(TextRole::Description);
    let message = bilingual!("{en} does not end in a full stop", "{zh}沒有以句號結尾");
    let range = sentence.len() - last.len_utf8()..sentence.len();
    Some(
        finding(&RULE, standard, text, &[Mark::alone(range)], message)
            .label(Bilingual::fixed("the end of it", "結尾在此"))
            .help(Bilingual::fixed("end the sentence in 。 if it is whole", "句子若完整，請補上「。」")),
    )
}

/// Whether `c` ends a sentence.
fn is_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '…' | '!' | '?')
}

/// A text without what may follow a full stop: blanks, closing marks, note marks, and tags, which `html-markup` reports.
fn without_end(text: &str) -> &str {
    let closes = |c: char| c.is_whitespace() || is_unseen(c) || "」』）)】”\"〞".contains(c);
    let mut rest = text;
    loop {
        let trimmed = rest.trim_end_matches(closes);
        let untagged = trimmed.strip_suffix('>').and_then(|inside| Some(&inside[..inside.rfind('<')?]));
        let without_note = note_mark(rest.trim_end()).map(|at| &rest[..at]);
        match (untagged, without_note) {
            (Some(untagged), _) => rest = untagged,
            (None, Some(shorter)) => rest = shorter,
            // Closing marks are removed only if there is an end before them.
            (None, None) if trimmed.ends_with(is_end) => return trimmed,
            (None, None) => return rest.trim_end_matches(|c: char| c.is_whitespace() || is_unseen(c)),
        }
    }
}

/// Where the note mark at the end of a text begins: `【註1】`, `（註1）` or `[1]`.
fn note_mark(text: &str) -> Option<usize> {
    let open = match text.chars().next_back()? {
        '】' => '【',
        '）' => '（',
        ')' => '(',
        ']' => '[',
        _ => return None,
    };
    let at = text.rfind(open)?;
    let inside = text[at + open.len_utf8()..].trim_end_matches(['】', '）', ')', ']']);
    let number = inside.trim_start_matches(['註', '附', '注']);
    let is_note = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c.is_whitespace());
    is_note.then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_may_follow_a_full_stop_are_ignored() {
        assert_eq!(without_end("甲。"), "甲。");
        assert_eq!(without_end("「甲。」 "), "「甲。");
        assert_eq!(without_end("甲。</p>\n"), "甲。");
        assert_eq!(without_end("甲（乙） "), "甲（乙）");
        assert_eq!(without_end("甲."), "甲.");
        assert_eq!(without_end("<p>"), "");
        for text in ["甲。【註1】", "甲。（註1）", "甲。[1]", "甲：「乙？」", "甲\"乙。\""]
        {
            assert!(without_end(text).ends_with(is_end), "{text}");
        }
    }
}
