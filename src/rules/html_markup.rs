//! `html-markup`: HTML that a conversion left in a text.

use super::facts::Traits;
use super::marks::{MAX_MARKS, Mark, finding, fix, is_han, times};
use super::parts::called;
use super::{Check, Explanation, Facts, Rule};
use crate::diagnostic::{Findings, Severity};
use crate::model::Kind;
use crate::text::bilingual::Words;
use crate::text::excerpt::excerpt;
use crate::text::markup::{self, Markup};
use crate::words;

/// The record.
pub static RULE: Rule = Rule {
    name: "html-markup",
    severity: Severity::Warning,
    summary: Words::fixed("Checks that no HTML is left in a text.", "檢查文字中沒有殘留的 HTML 標籤。"),
    explanation: Explanation {
        what: Words::fixed(
            "A text holds an HTML tag such as <p> or <br>, or a character reference such as &nbsp;. Only what HTML knows \
             is meant: <名稱> and R&D are texts.",
            "文字中有 <p>、<br> 之類的 HTML 標籤，或 &nbsp; 之類的字元參照。只限 HTML 有的寫法，<名稱>、R&D 都是一般文字。",
        ),
        why: Words::fixed(
            "The form would print the tag. The published page separates entries of one cell with <p>, which is where most \
             of them come from.",
            "印出的表上會出現標籤。公告網頁以 <p> 分隔同一儲存格的各個項目，殘留多半由此而來。",
        ),
        example: "indicators:\n  P1.1.1: <p>按照資料庫中的資訊，協助以電話或電郵聯繫客戶。</p>\n",
        advice: Words::fixed(
            "Remove the tag; --fix does. Where a tag stood between two entries, split the text into its entries: that \
             is left to you.",
            "刪除標籤，--fix 可代勞。標籤若分隔了兩個項目，請拆成各自的項目，這要由人判斷。",
        ),
    },
    check: Check::Standard(check),
};

fn check(facts: &Facts<'_>, found: &mut Findings) {
    let standard = facts.standard;
    for (part, text) in facts.texts_with(Traits::MARKUP) {
        let marks = marks(text.as_str());
        let Some(first) = marks.first() else { continue };
        let Words { en, zh } = called(part);
        let (more, markup) = (times(marks.len()), excerpt(&text.as_str()[first.range.clone()]));
        let (en_more, zh_more) = (more.en, more.zh);
        let message = words!(
            "HTML such as {markup} is left in {en}{en_more}",
            "{zh}殘留 {markup} 之類的 HTML{zh_more}"
        );
        let mend = Words::fixed("take the HTML out of the text", "去除文字中的 HTML");
        let mut diagnostic = finding(&RULE, standard, text, &marks, message)
            .label(Words::fixed("not part of the text", "不屬於內容"));
        diagnostic = match fix(text, &marks, mend) {
            Some(fix) => diagnostic.fix(fix),
            None => diagnostic.help(Words::fixed(
                "remove it; where it separates two entries, split the text",
                "請刪除；若分隔了兩個項目，請拆開",
            )),
        };
        found.push(diagnostic);
    }
}

fn marks(text: &str) -> Vec<Mark> {
    let mark = |(range, markup): (std::ops::Range<usize>, Markup)| match markup {
        Markup::Reference(meaning) => Mark::new(range, meaning),
        Markup::Inline => without_tag(text, range.start, range.end, false),
        Markup::Separating => without_tag(text, range.start, range.end, true),
    };
    markup::find(text).take(MAX_MARKS).map(mark).collect()
}

/// What to do about the tag at `start..end`: remove it, and the blanks between it and an end of the text; leave a
/// space where words in letters would run together.
fn without_tag(text: &str, start: usize, end: usize, separates: bool) -> Mark {
    let (before, after) = (&text[..start], &text[end..]);
    let (head, tail) = (before.trim_end_matches(' '), after.trim_start_matches(' '));
    if head.is_empty() || head.ends_with('>') && tag_only(head) {
        return Mark::new(start..text.len() - tail.len(), "");
    }
    if tail.trim_end().is_empty() {
        return Mark::new(head.len()..text.len() - tail.len(), "");
    }
    if !separates {
        return Mark::new(start..end, "");
    }
    if starts_with_code(tail) {
        return Mark::alone(start..end);
    }
    let (Some(one), Some(other)) = (before.chars().next_back(), after.chars().next()) else {
        return Mark::new(start..end, "");
    };
    // A closing tag or a break between two words may be all that keeps two entries apart.
    let opens = text[start..].starts_with("<p") || text[start..].starts_with("<P");
    match (is_word(one), is_word(other)) {
        (true, true) if one.is_ascii() && other.is_ascii() => Mark::new(start..end, " "),
        (true, true) if !opens => Mark::alone(start..end),
        _ => Mark::new(start..end, ""),
    }
}

/// Whether nothing but tags stands here, so that it goes as a whole. Bounded, since every tag asks.
fn tag_only(head: &str) -> bool {
    head.len() < 20
        && head.starts_with('<')
        && markup::tag(head).is_some_and(|(length, _)| length == head.len())
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_han(c)
}

/// Whether an entry with its own code begins here.
fn starts_with_code(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(text.len()).min(16);
    Kind::of(text.get(..end).unwrap_or_default().trim_end_matches('.')).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> Option<String> {
        let mut cleaned = String::new();
        let mut done = 0;
        for mark in marks(text) {
            cleaned.push_str(&text[done..mark.range.start]);
            cleaned.push_str(&mark.instead?);
            done = mark.range.end;
        }
        cleaned.push_str(&text[done..]);
        Some(cleaned)
    }

    #[test]
    fn tags_go_and_words_stay_apart() {
        for (text, expected) in [
            ("<p>甲。</p>", "甲。"),
            ("<p> 甲。 </p>", "甲。"),
            ("甲。<br/>乙。", "甲。乙。"),
            ("甲<b>乙</b>丙", "甲乙丙"),
            ("甲<p>乙", "甲乙"),
            ("Big<BR>Data", "Big Data"),
            ("A&amp;B", "A&B"),
            ("<p style=\"color: red\">甲</p>", "甲"),
        ] {
            assert_eq!(cleaned(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(cleaned("市場報告<br>客戶紀錄表"), None);
        assert_eq!(cleaned("甲。</p> <p>P1.1.2 乙。"), None);
    }

    #[test]
    fn what_html_does_not_know_is_text() {
        for text in ["<名稱>", "R&D", "a<b 且 c>d", "A < B", "<K01>", "x&y;", "<", "&", "1<p"] {
            assert!(marks(text).is_empty(), "{text}");
        }
    }
}
