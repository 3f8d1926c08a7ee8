//! `html-markup`: HTML that a conversion left in a text.

use std::ops::Range;

use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Kind, Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, finding, fix, offered, times};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::markup::{self, Markup, Tag, partners};

/// The record.
pub static RULE: Rule = Rule {
    name: "html-markup",
    severity: Severity::Warning,
    class: RuleClass::Style,
    summary: Bilingual::fixed("Checks that no HTML is left in a text.", "檢查文字中沒有殘留的 HTML 標籤。"),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A text holds an HTML tag such as <p> or <br>, or a character reference such as &nbsp;. Only what HTML knows \
             is meant: <名稱> and R&D are texts.",
            "文字中有 <p>、<br> 之類的 HTML 標籤，或 &nbsp; 之類的字元參照。只限 HTML 有的寫法，<名稱>、R&D 都是一般文字。",
        ),
        why: Bilingual::fixed(
            "The form would print the tag. The published page separates entries of one cell with <p>, which is where most \
             of them come from.",
            "印出的表上會出現標籤。公告網頁以 <p> 分隔同一儲存格的各個項目，殘留多半由此而來。",
        ),
        example: "indicators:\n  P1.1.1: <p>按照資料庫中的資訊，協助以電話或電郵聯繫客戶。</p>\n",
        advice: Bilingual::fixed(
            "Remove the tag; --fix does where the text says the same without it. The rest is left to you: where a tag \
             stood between two entries, split the text into its entries; what is raised, lowered or struck is said in \
             characters (m², H₂O) or left out; a tag that the text is about is written without < and >.",
            "刪除標籤；去除後意思不變的，--fix 可代勞。其餘要由人判斷：標籤若分隔了兩個項目，請拆成各自的項目；\
             上標、下標請改用字元（m²、H₂O），劃掉的文字請刪除；內容談的就是標籤時，請改寫成不帶 < > 的名稱。",
        ),
    },
    check: Check::Texts(TextFlags::MARKUP, check),
};

fn check(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let standard = index.standard;
    let (marks, obstacle) = marks(text.as_str());
    let Some(first) = marks.first() else { return };
    if obstacle.is_none() && offered(&RULE, index, text, &marks, found) {
        return;
    }
    let Bilingual { en, zh } = described(part);
    let (more, markup) = (times(marks.len()), excerpt(&text.as_str()[first.range.clone()]));
    let (en_more, zh_more) = (more.en, more.zh);
    let message = bilingual!(
        "HTML such as {markup} is left in {en}{en_more}",
        "{zh}殘留 {markup} 之類的 HTML{zh_more}"
    );
    let mend = Bilingual::fixed("take the HTML out of the text", "去除文字中的 HTML");
    let mut diagnostic = finding(&RULE, standard, text, &marks, message)
        .label(Bilingual::fixed("not part of the text", "不屬於內容"));
    diagnostic = match fix(index, text, &marks, mend) {
        Some(fix) if obstacle.is_none() => diagnostic.fix(fix),
        _ => diagnostic.help(obstacle.unwrap_or(Obstacle::Parts).advice()),
    };
    found.push(diagnostic);
}

/// Why the HTML of a text is not removed automatically: without it the text might say something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Obstacle {
    /// A tag may separate two entries.
    Parts,
    /// A tag carries meaning: superscript, strike-through, a link.
    Says,
    /// A tag without a partner may be part of the content, as in `vector<i>`.
    Subject,
    /// After the character references are resolved, the text would be HTML again.
    Written,
}

impl Obstacle {
    fn advice(self) -> Bilingual {
        match self {
            Self::Parts => Bilingual::fixed(
                "remove it; where it separates two entries, split the text",
                "請刪除；若分隔了兩個項目，請拆開",
            ),
            Self::Says => Bilingual::fixed(
                "say in characters or words what it says, such as m² or 10³, leave out what is struck, then remove it",
                "請改用字元或文字表達（如 m²、10³），刪除線劃掉的文字請刪除，然後去除標籤",
            ),
            Self::Subject => Bilingual::fixed(
                "remove it if it is left over; if the text is about it, write it without < and >",
                "若是殘留請刪除；若內容談的就是這個標籤，請改寫成不帶 < > 的名稱",
            ),
            Self::Written => Bilingual::fixed(
                "write what is meant: remove it if it is left over; if the text is about it, write it without <, > and &",
                "請依原意改寫：若是殘留請刪除；若內容談的就是它，請改寫成不帶 <、>、& 的寫法",
            ),
        }
    }
}

/// The HTML of a text with its replacements, and the obstacle to replacing it, if there is one.
fn marks(text: &str) -> (Vec<Mark>, Option<Obstacle>) {
    let found: Vec<(Range<usize>, Markup)> = markup::find(text).take(MAX_MARKS).collect();
    let partners = partners(text, &found);
    // Start and end of the text without the tags and blanks around it.
    let is_tag = |markup: Markup| !matches!(markup, Markup::Reference(_));
    let mut start = 0;
    for (range, markup) in &found {
        if !(is_tag(*markup) && text[start..range.start].trim().is_empty()) {
            break;
        }
        start = range.end;
    }
    let mut end = text.len();
    for (range, markup) in found.iter().rev() {
        if !(is_tag(*markup) && text[range.end..end].trim().is_empty()) {
            break;
        }
        end = range.start;
    }
    let mut obstacle = (found.len() == MAX_MARKS).then_some(Obstacle::Parts);
    let mut marks = Vec::with_capacity(found.len());
    // The last character before a tag that is neither blank nor part of a tag.
    let (mut before, mut done) = (None, 0);
    let places: Vec<Range<usize>> = found.iter().map(|(range, _)| range.clone()).collect();
    for ((range, markup), partner) in found.into_iter().zip(partners) {
        before = text[done..range.start].trim_end().chars().next_back().or(before);
        done = range.end;
        let judged = match markup {
            Markup::Reference(meaning) => {
                before = Some(meaning).filter(|c| !c.is_whitespace()).or(before);
                Ok(Mark::new(range.clone(), meaning))
            }
            Markup::Comment => Ok(Mark::new(range.clone(), "")),
            Markup::Telling => Err(Obstacle::Says),
            Markup::Inline | Markup::Separating => {
                let partner = partner.and_then(|at| places.get(at));
                let around = partner.is_some_and(|partner| {
                    let (first, last) =
                        if partner.start < range.start { (partner, &range) } else { (&range, partner) };
                    first.end <= start && last.start >= end && start < end
                });
                let holds_sentence = partner.is_some_and(|partner| {
                    let within = text.get(range.end..partner.start).map(str::trim_end);
                    within.is_some_and(ends_sentence)
                });
                let partnered = partner.is_some();
                let tag = Placed { text, range: range.clone(), partnered, around, holds_sentence, before };
                tag.judged(markup == Markup::Separating, start, end)
            }
        };
        marks.push(judged.unwrap_or_else(|why| {
            obstacle.get_or_insert(why);
            Mark::alone(range)
        }));
    }
    if obstacle.is_none() && markup::find(&without(text, &marks)).next().is_some() {
        obstacle = Some(Obstacle::Written);
    }
    if obstacle.is_none() && TOPICS.iter().any(|topic| text.contains(topic)) {
        obstacle = Some(Obstacle::Subject);
    }
    (marks, obstacle)
}

/// Words of texts that may be about markup.
const TOPICS: [&str; 6] = ["HTML", "XML", "標籤", "標記語言", "網頁原始碼", "字元參照"];

/// The text with the replacements made.
fn without(text: &str, marks: &[Mark]) -> String {
    let (mut made, mut done) = (String::with_capacity(text.len()), 0);
    for mark in marks {
        made.push_str(&text[done..mark.range.start]);
        made.push_str(mark.instead.as_deref().unwrap_or_default());
        done = mark.range.end;
    }
    made + &text[done..]
}

/// A tag in a text.
struct Placed<'t> {
    text: &'t str,
    range: Range<usize>,
    partnered: bool,
    /// Whether the text stands between it and its partner.
    around: bool,
    /// Whether a sentence ends before its partner, the end tag.
    holds_sentence: bool,
    /// The last character before it that is neither blank nor part of a tag.
    before: Option<char>,
}

/// What ends a sentence.
const SENTENCE_ENDS: &str = "。！？；…";

fn ends_sentence(text: &str) -> bool {
    text.ends_with(|c| SENTENCE_ENDS.contains(c))
}

/// Whether a tag may stand without a partner: an end tag that lost it, or an element without an end tag.
fn ends_alone(tag: Tag<'_>) -> bool {
    tag.closes || BREAKS.iter().any(|name| tag.is(name))
}

impl Placed<'_> {
    fn is_after_sentence(&self) -> bool {
        self.before.is_some_and(|before| SENTENCE_ENDS.contains(before))
    }

    /// What to do about the tag: remove it, together with the blanks between it and an end of the text, if a reader
    /// would not miss it. The text without tags and blanks around it is `start..end`.
    fn judged(&self, separates: bool, start: usize, end: usize) -> Result<Mark, Obstacle> {
        let Self { text, ref range, .. } = *self;
        let tag = Tag::of(&text[range.clone()]).ok_or(Obstacle::Subject)?;
        if tag.is("img") || says(tag) {
            return Err(Obstacle::Says);
        }
        // An element of a word processor, such as <o:p>, is what no text is about.
        if tag.name.contains(':') {
            return Ok(Mark::new(range.clone(), ""));
        }
        // A pair around the whole text is left over from a page, and so is an end tag or a line break behind the last
        // sentence, whose partner the conversion lost. Any other tag may be what the text is about.
        let left_over = self.around
            || ends_alone(tag) && self.is_after_sentence()
            || self.holds_sentence && PARAGRAPHS.iter().any(|name| tag.is(name));
        if range.start < start || range.end > end {
            let blanks = |text: &str| text.len() - text.trim_end_matches(' ').len();
            let mark = if range.end <= start {
                let after = &text[range.end..];
                range.start..text.len() - after.trim_start_matches(' ').len()
            } else {
                range.start - blanks(&text[..range.start])..range.end
            };
            return match left_over {
                true => Ok(Mark::new(mark, "")),
                false if separates && self.partnered => Err(Obstacle::Parts),
                false => Err(Obstacle::Subject),
            };
        }
        if !separates || !(self.partnered || ends_alone(tag)) {
            return Err(Obstacle::Subject);
        }
        let is_entry = starts_with_code(text[range.end..].trim_start());
        let goes = PARAGRAPHS.iter().any(|name| tag.is(name)) && self.is_after_sentence() && !is_entry;
        if goes { Ok(Mark::new(range.clone(), "")) } else { Err(Obstacle::Parts) }
    }
}

/// Elements without an end tag, and `p`, whose end tag HTML lets one omit.
const BREAKS: [&str; 4] = ["br", "hr", "p", "wbr"];

/// Elements that only separate sentences. Table cells and list items are texts of their own.
const PARAGRAPHS: [&str; 3] = ["br", "div", "p"];

/// Whether the attributes of a tag carry meaning for a reader, or link somewhere.
fn says(tag: Tag<'_>) -> bool {
    const SAYING: [&str; 6] = ["href", "line-through", "vertical-align", "display", "visibility", "title"];
    let attributes = tag.attributes.to_ascii_lowercase();
    SAYING.iter().any(|word| attributes.contains(word))
}

/// Whether the text begins with the code of an entry.
fn starts_with_code(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(text.len()).min(16);
    Kind::of(text.get(..end).unwrap_or_default().trim_end_matches('.')).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> Result<String, Obstacle> {
        let (marks, obstacle) = marks(text);
        obstacle.map_or_else(|| Ok(without(text, &marks)), Err)
    }

    #[test]
    fn tags_are_removed_and_words_stay_separate() {
        for (text, expected) in [
            ("<p>甲。</p>", "甲。"),
            ("<p> 甲。 </p>", "甲。"),
            ("<p><b> 甲 </b> </p> ", "甲 "),
            ("甲。<br/>乙。", "甲。乙。"),
            ("<p>甲。</p> <p>乙。</p>", "甲。 乙。"),
            ("甲。<br>", "甲。"),
            ("甲。</div>", "甲。"),
            ("A&amp;B", "A&B"),
            ("A &lt; B，&lt;名稱&gt;", "A < B，<名稱>"),
            ("<p style=\"color: red\">甲</p>", "甲"),
            ("備妥紙張&hellip;等耗材。", "備妥紙張…等耗材。"),
            ("溫度&plusmn;5&deg;C。", "溫度±5°C。"),
            ("備妥&#32025;張。", "備妥紙張。"),
            ("備妥材料<o:p></o:p>。", "備妥材料。"),
            ("備妥<!-- 註 -->材料。", "備妥材料。"),
        ] {
            assert_eq!(cleaned(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn tags_stay_where_removing_them_would_change_the_meaning() {
        for (text, why) in [
            ("市場報告<br>客戶紀錄表", Obstacle::Parts),
            ("市場報告 <br> 客戶紀錄表", Obstacle::Parts),
            ("市場報告<p>客戶紀錄表", Obstacle::Parts),
            ("第1<br>2項", Obstacle::Parts),
            ("甲。</p> <p>P1.1.2 乙。", Obstacle::Parts),
            ("<td>甲。</td><td>乙。</td>", Obstacle::Parts),
            ("10<sup>3</sup> 公尺", Obstacle::Says),
            ("m<sup>2</sup>", Obstacle::Says),
            ("H<sub>2</sub>O", Obstacle::Says),
            ("<del>廢止</del>現行", Obstacle::Says),
            ("<s>甲</s>", Obstacle::Says),
            ("<ins>甲</ins>", Obstacle::Says),
            ("<ruby>漢<rt>ㄏㄢˋ</rt></ruby>", Obstacle::Says),
            ("<span style=\"text-decoration: line-through\">廢止</span>現行", Obstacle::Says),
            ("見<a href=\"https://example.com\">附件</a>", Obstacle::Says),
            ("甲<img src=\"a.png\">", Obstacle::Says),
            ("使用vector<i>存放資料。", Obstacle::Subject),
            ("<label>標籤設計", Obstacle::Subject),
            ("甲<b>乙</b>丙", Obstacle::Subject),
            ("甲<b></b>丙", Obstacle::Subject),
            ("以<b>粗體</b>", Obstacle::Subject),
            ("換行用<br>", Obstacle::Subject),
            ("<p>甲", Obstacle::Subject),
            ("結束寫作</div>", Obstacle::Subject),
            ("使用<b></b>", Obstacle::Subject),
            ("Big<BR>Data", Obstacle::Parts),
            ("段落<wbr>語法", Obstacle::Parts),
            ("<p>HTML 的段落。</p>", Obstacle::Subject),
            ("HTML的&amp;字元", Obstacle::Subject),
            ("輸入<a>、<b>兩數", Obstacle::Subject),
            ("HTML標籤（如<div>、<span>）排版", Obstacle::Subject),
            ("List&lt;b&gt; 與 &lt;a href=1&gt;", Obstacle::Written),
            ("&lt;p&gt;標籤", Obstacle::Written),
            ("以&amp;lt;表示小於", Obstacle::Written),
            ("&amp;amp;amp;", Obstacle::Written),
            ("&lt;<i></i>b>", Obstacle::Subject),
        ] {
            assert_eq!(cleaned(text), Err(why), "{text}");
        }
    }

    #[test]
    fn unknown_tags_are_text() {
        for text in ["<名稱>", "R&D", "a<b 且 c>d", "A < B", "<K01>", "x&y;", "<", "&", "1<p"] {
            assert!(marks(text).0.is_empty(), "{text}");
        }
    }
}
