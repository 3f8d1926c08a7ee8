//! `half-width-bracket`: half-width brackets around Chinese.

use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Codes, Text};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, counts, finding, times};
use crate::text::bilingual::Bilingual;
use crate::text::characters::is_han;

/// The record.
pub static RULE: Rule = Rule {
    name: "half-width-bracket",
    severity: Severity::Note,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that brackets around Chinese are full-width.",
        "檢查括住中文的括號用全形。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "Half-width brackets stand around Chinese, as in 夾(治)具, or one half-width bracket pairs with a full-width one. One note for a standard, with the first places, and with \
             the first full-width bracket where there are both. Around Latin letters or digits they are left alone.",
            "以半形括號括住中文，例如 夾(治)具，或半形括號與全形括號配成一對。每份職能基準合報一筆，列出前幾處；若也用了全形括號，一併指出。括住英文字母或數字的不算。",
        ),
        why: Bilingual::fixed(
            "Chinese texts have full-width brackets; two names that differ in the width of a bracket are two names to a search.",
            "中文應使用全形括號；只差括號寬度的兩個名稱，搜尋時會被當成兩個。",
        ),
        example: "skills:\n  S07: 夾(治)具使用能力\n",
        advice: Bilingual::fixed("Write （ and ）.", "改為「（」與「）」。"),
    },
    check: Check::Standard(check),
};

/// The most places that get a label.
const MAX_PLACES: usize = 3;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let (mut places, mut count) = (Vec::new(), 0);
    for (part, text) in index.texts_with(TextFlags::HALF_BRACKET).filter(|(part, _)| !part.is_code()) {
        let marks = brackets(text.as_str());
        if let Some(first) = marks.first()
            && counts(&RULE, Severity::Note, standard, text, first.range.clone(), found)
        {
            return;
        }
        count += marks.len();
        if let Some(first) = marks.first().filter(|_| places.len() < MAX_PLACES) {
            places.push((part, text, first.clone()));
        }
    }
    let Some((part, text, first)) = places.first() else { return };
    let Bilingual { en, zh } = described(*part);
    let more = times(count);
    let (en_more, zh_more) = (more.en, more.zh);
    let message = bilingual!(
        "half-width brackets stand around Chinese or beside full-width ones in {en} and elsewhere{en_more}",
        "{zh}等處以半形括號括住中文，或與全形括號配成一對{zh_more}"
    );
    let mut diagnostic = finding(&RULE, standard, text, std::slice::from_ref(first), message)
        .severity(Severity::Note)
        .help(Bilingual::fixed("write （ and ）", "改為「（」與「）」"));
    for (_, text, mark) in &places[1..] {
        let place = text.place(mark.range.clone()).span;
        diagnostic = diagnostic.related(standard.at(place), Bilingual::fixed("here too", "這裡也是"));
    }
    // The first in the file: it need not be the first that is visited, and to sort all texts takes longer.
    let mut full: Option<(&Text<'_>, usize)> = None;
    standard.each_text(Codes::ALL, |_, text| {
        if full.is_none_or(|(first, _)| text.span < first.span)
            && let Some(at) = text.as_str().find('（')
        {
            full = Some((text, at));
        }
    });
    if let Some((text, at)) = full {
        let place = text.place(at..at + '（'.len_utf8()).span;
        diagnostic =
            diagnostic.related(standard.at(place), Bilingual::fixed("full-width here", "這裡是全形"));
    }
    found.push(diagnostic);
}

/// The half-width brackets around Chinese, and those whose partner is full-width.
fn brackets(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (open, bracket) in text.match_indices(['(', '（']).take(MAX_MARKS) {
        let begin = open + bracket.len();
        // A bracket within the bracket closes itself.
        let Some(close) = text[begin..].find(['(', '（', ')', '）']).map(|at| begin + at) else { break };
        let partner = text[close..].chars().next();
        let inside = text[begin..close].trim();
        match (bracket, partner) {
            ("(", Some(')')) if !inside.starts_with(is_han) && !inside.ends_with(is_han) => {}
            ("(", Some('(' | '（')) if !inside.starts_with(is_han) => {}
            ("(", _) => marks.push(Mark::alone(open..open + 1)),
            (_, Some(')')) => marks.push(Mark::alone(close..close + 1)),
            _ => {}
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_around_latin_words_are_accepted() {
        for (text, expected) in [
            ("夾(治)具", 1),
            ("人員(OP)", 0),
            ("量測（含儀器）", 0),
            ("可靠度(含 MTBF)與(良率)", 2),
            ("認識客戶（KYC)原則", 1),
            ("指標(Benchmark）比較", 1),
            ("面板(含(OLED))", 1),
        ] {
            assert_eq!(brackets(text).len(), expected, "{text}");
        }
    }
}
