//! Changes made to every imported text, and no others: HTML that a conversion left is removed, and line breaks become
//! spaces.

use std::borrow::Cow;
use std::ops::Range;

use crate::model::Kind;
use crate::text::markup::{self, Markup, Tag, partners};

/// HTML that was removed from a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Removed {
    pub(super) count: usize,
    pub(super) first: String,
}

/// The text without the HTML that a conversion left in it as characters. Separating tags become line breaks.
///
/// A page shows such characters as text, so they may be what the text is about (`運用<div>與<span>排版`): only what a
/// reader would not miss is removed. Each format has resolved its own character references; resolving what is shown a
/// second time would make markup of text, so that the ones in a text stay, and `html-markup` names them. Only that of a
/// space is removed where it separates items, or a code from its name, as tags are.
pub(super) fn without_markup(text: &str) -> (Cow<'_, str>, Option<Removed>) {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return (Cow::Borrowed(text), None);
    }
    let found: Vec<_> = markup::find(text).collect();
    let partners = partners(text, &found);
    let places = places(text, &found);
    let separates = |at: usize| places[at] == MarkupPlace::Separates;
    // Of a pair both go or none: what is left of half a pair would be another text.
    let goes = |at: usize| match partners[at] {
        Some(other) => places[at] != MarkupPlace::Within && places[other] != MarkupPlace::Within,
        None => separates(at) && may_be_alone(text, &found[at].0),
    };
    let mut cleaned = String::new();
    let mut done = 0;
    let mut removed: Option<Removed> = None;
    for (at, (range, markup)) in found.iter().enumerate() {
        let instead = match markup {
            Markup::Reference(' ') if separates(at) || is_beside_code(text, range) => " ",
            Markup::Inline if partners[at].is_some() && !is_subject(text, range) => "",
            Markup::Separating if goes(at) => "\n",
            // Struck or raised text is left unchanged: without its tags it would mean something else.
            Markup::Reference(_)
            | Markup::Comment
            | Markup::Inline
            | Markup::Separating
            | Markup::Telling => continue,
        };
        cleaned.push_str(&text[done..range.start]);
        cleaned.push_str(instead);
        done = range.end;
        match &mut removed {
            Some(removed) => removed.count += 1,
            None => removed = Some(Removed { count: 1, first: text[range.clone()].to_owned() }),
        }
    }
    if removed.is_none() {
        return (Cow::Borrowed(text), None);
    }
    cleaned.push_str(&text[done..]);
    (Cow::Owned(cleaned), removed)
}

/// Whether the text is about the tags of a pair: it encloses nothing but a conjunction.
fn is_subject(text: &str, tag: &Range<usize>) -> bool {
    let (before, after) = (text[..tag.start].trim_end(), text[tag.end..].trim_start());
    let enclosed = match Tag::of(&text[tag.clone()]) {
        Some(Tag { closes: false, .. }) => after.split('<').next(),
        _ => before.rsplit('>').next(),
    };
    matches!(enclosed.map(str::trim), Some("" | "與" | "和" | "及" | "或" | "、" | "/"))
}

/// Whether a tag may have no partner: an end tag, or the start tag of an element without one.
fn may_be_alone(text: &str, tag: &Range<usize>) -> bool {
    Tag::of(&text[tag.clone()])
        .is_some_and(|tag| tag.closes || ["br", "hr", "p", "wbr"].iter().any(|name| tag.is(name)))
}

/// Whether the text before a reference to a space ends in a code, or that after it begins with one.
fn is_beside_code(text: &str, space: &Range<usize>) -> bool {
    is_after_code(text, space) || begins_with_code(text[space.end..].trim_start())
}

/// Whether the text before a tag or a reference ends in a code.
fn is_after_code(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].trim_end();
    let start = before.rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '.'));
    let start = start.map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    Kind::of(&before[start..]).is_some()
}

fn begins_with_code(text: &str) -> bool {
    text.starts_with(['T', 'O', 'P', 'K', 'S', 'A'])
        && text[1..].starts_with(|c: char| c.is_ascii_digit() || c == '.')
}

/// Where a tag or a reference to a space is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkupPlace {
    /// Where a text is divided: at its start or end, at a line break, after a sentence, before a code, or between an element
    /// and the next.
    Separates,
    /// Between a code and its name.
    AfterCode,
    Within,
}

/// The place of each tag and reference. Those beside each other are judged together.
fn places(text: &str, found: &[(Range<usize>, Markup)]) -> Vec<MarkupPlace> {
    let mut places = vec![MarkupPlace::Within; found.len()];
    let may_separate = |at: usize| matches!(found[at].1, Markup::Separating | Markup::Reference(' '));
    let is_beside = |at: usize| {
        let between = &text[found[at].0.end..found[at + 1].0.start];
        may_separate(at) && may_separate(at + 1) && between.trim_matches([' ', '\t']).is_empty()
    };
    let mut first = 0;
    while first < found.len() {
        let mut last = first;
        while last + 1 < found.len() && is_beside(last) {
            last += 1;
        }
        places[first..=last].fill(match divides(text, &found[first..=last]) {
            true => MarkupPlace::Separates,
            false if is_after_code(text, &found[first].0) => MarkupPlace::AfterCode,
            false => MarkupPlace::Within,
        });
        first = last + 1;
    }
    places
}

/// Whether a text is divided where these tags and references to a space are.
fn divides(text: &str, found: &[(Range<usize>, Markup)]) -> bool {
    let ([(first, _), ..], [.., (last, _)]) = (found, found) else { return false };
    let tags: Vec<_> = found.iter().filter_map(|(range, _)| Tag::of(&text[range.clone()])).collect();
    let between = tags.windows(2).any(|pair| pair[0].closes && !pair[1].closes && pair[1].is(pair[0].name));
    let before = text[..first.start].trim_end_matches([' ', '\t']);
    let after = text[last.end..].trim_start_matches([' ', '\t']);
    between
        || before.is_empty()
        || after.is_empty()
        || begins_with_code(after)
        || before.ends_with(['\n', '。', '！', '？', '；'])
        || after.starts_with('\n')
}

/// The text on one line, and the number of line breaks that became a space together with the white space around them.
/// Other white space is kept, except at both ends.
pub(super) fn on_one_line(text: &str) -> (String, usize) {
    let is_break = |c| matches!(c, '\n' | '\r');
    let text = text.trim();
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return (text.to_owned(), 0);
    }
    let lines: Vec<_> = text.split(is_break).map(str::trim).filter(|line| !line.is_empty()).collect();
    (lines.join(" "), lines.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_left_over_is_removed_and_counted() {
        let (cleaned, removed) = without_markup("<p>P1.1.1 甲。</p> <p>P1.1.2 <b>丙</b>。</p>");
        assert_eq!(cleaned, "\nP1.1.1 甲。\n \nP1.1.2 丙。\n");
        assert_eq!(removed, Some(Removed { count: 6, first: "<p>".to_owned() }));
        for (text, expected) in [
            ("K01甲<br>K02乙", "K01甲\nK02乙"),
            ("甲。<br/>乙。", "甲。\n乙。"),
            ("<p>甲", "\n甲"),
            ("甲</div>", "甲\n"),
            ("<p>市場報告</p><p>客戶紀錄表</p>", "\n市場報告\n\n客戶紀錄表\n"),
            ("<td>甲</td> <td>乙</td>", "\n甲\n \n乙\n"),
            ("K01&nbsp;甲&#160;K02", "K01 甲 K02"),
            ("甲。&nbsp;&nbsp;乙&nbsp;", "甲。  乙 "),
            ("甲&nbsp;P1.1.1&nbsp;乙", "甲 P1.1.1 乙"),
            ("<p>甲</p>&nbsp;<p>乙</p>", "\n甲\n \n乙\n"),
            ("K01 <p>甲</p>", "K01 \n甲\n"),
            ("K01<div><p>甲</p></div>", "K01\n\n甲\n\n"),
        ] {
            assert_eq!(without_markup(text).0, expected, "{text}");
        }
    }

    #[test]
    fn html_that_a_text_is_about_is_kept() {
        for text in [
            "<名稱> R&D",
            "10<sup>3</sup> 公尺",
            "運用<div>與<span>排版。",
            "運用 <div> 與 <p> 排版。",
            "K01 <table>標籤",
            "HTML標籤（如<div>、<span>）排版",
            "使用vector<i>存放資料。",
            "以&lt;div&gt;排版，R&amp;D",
            "以&nbsp;代替空格",
            "如XK01&nbsp;甲",
            "以<br>換行",
            "HTML的<p></p>標籤",
            "運用<div>與</div>排版",
            "以<b>與</b>加粗",
            "以標籤<p>分段</p>",
            "<p>甲</p>乙",
        ] {
            assert_eq!(without_markup(text), (text.into(), None), "{text}");
        }
    }

    #[test]
    fn a_line_break_is_one_space() {
        assert_eq!(on_one_line(" 甲 \n\n 乙  丙\r\n丁\n"), ("甲 乙  丙 丁".to_owned(), 2));
        assert_eq!(on_one_line("\n"), (String::new(), 0));
    }
}
