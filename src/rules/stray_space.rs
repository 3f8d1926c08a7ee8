//! `stray-space`: spaces in a text that a line wrap or a slip left behind.

use memchr::memchr3_iter;

use super::literal::{Literal, literals};
use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::model::{Text, TextRole};
use crate::rules::describe::described;
use crate::rules::text_findings::{MAX_MARKS, Mark, finding, fix, offered, times};
use crate::text::bilingual::Bilingual;
use crate::text::characters::{is_full_width_mark, is_han, is_space};
use crate::yaml::Style;
use crate::yaml::align::How;

/// The record.
pub static RULE: Rule = Rule {
    name: "stray-space",
    severity: Severity::Warning,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that no space stands inside a Chinese word, at an end of a text, or doubled.",
        "檢查中文字之間、文字頭尾沒有多餘的空格，也沒有連續空格。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A space or a single line break stands between two Chinese characters, at the beginning or end of a text, or \
             two spaces stand together, or a space stands beside a full-width mark or before a half-width comma. \
             Spaces beside Latin words and digits are left alone, and so are paragraphs. A long text that is wrapped without quotation marks gets a space where its lines meet.",
            "兩個中文字之間有空格或單一換行，文字的開頭或結尾有空格，有連續空格，或空格緊鄰全形標點、位在半形逗號之前。英文字與數字旁的空格，以及分段，都不算。\
             未加引號而折行的長文字，行與行相接處會多一個空格。",
        ),
        why: Bilingual::fixed(
            "A word with a space in it is two words to a search. Five of six published standards have such spaces, each \
             where a line of the print ended.",
            "詞中有空格，搜尋時就成了兩個詞。公告的職能基準六份有五份如此，都出現在原表換行之處。",
        ),
        example: "knowledge:\n  K01: 職業安全衛生相關規 範\n",
        advice: Bilingual::fixed(
            "Take the space out, or join the lines; --fix does. Write a long text on one line, or break it after \
             punctuation inside a block (|).",
            "刪除空格或把兩行接起來，--fix 可代勞。長文字請寫成一行，或用區塊（|）並在標點之後換行。",
        ),
    },
    check: Check::Texts(TextFlags::ANY_SPACE, check),
};

fn check(index: &StandardIndex<'_>, part: TextRole<'_>, text: &Text<'_>, found: &mut Findings) {
    let standard = index.standard;
    if part.is_code() || text.is_blank() {
        return;
    }
    let marks = marks(text);
    let Some(first) = marks.first() else { return };
    if offered(&RULE, index, text, &marks, found) {
        return;
    }
    let value = text.as_str();
    let Bilingual { en, zh } = described(part);
    let more = times(marks.len());
    let (en_more, zh_more) = (more.en, more.zh);
    let beside = |side: Option<char>| side.is_some_and(is_han);
    let (before, after) =
        (value[..first.range.start].chars().next_back(), value[first.range.end..].chars().next());
    let (what, what_zh) = if value[first.range.clone()].contains('\n') {
        ("a line break", "換行")
    } else {
        ("a space", "空格")
    };
    let message = match (before, after) {
        (None, _) => bilingual!("{en} begins with {what}{en_more}", "{zh}開頭有{what_zh}{zh_more}"),
        (_, None) => bilingual!("{en} ends with {what}{en_more}", "{zh}結尾有{what_zh}{zh_more}"),
        _ if beside(before) && beside(after) => {
            let (one, other) = (before.unwrap_or_default(), after.unwrap_or_default());
            bilingual!(
                "{what} parts {one} and {other} in {en}{en_more}",
                "{zh}中「{one}」與「{other}」之間有{what_zh}{zh_more}"
            )
        }
        (Some(one), Some(other)) if is_full_width_mark(one) || is_full_width_mark(other) => {
            let mark = if is_full_width_mark(one) { one } else { other };
            bilingual!(
                "{what} stands beside {mark} in {en}{en_more}",
                "{zh}的「{mark}」旁有{what_zh}{zh_more}"
            )
        }
        (_, Some(mark @ (',' | ';'))) => {
            bilingual!(
                "{what} stands before {mark} in {en}{en_more}",
                "{zh}的「{mark}」前有{what_zh}{zh_more}"
            )
        }
        _ => bilingual!("two spaces stand together in {en}{en_more}", "{zh}中有連續空格{zh_more}"),
    };
    let mend = if text.place(first.range.clone()).how == How::Break {
        Bilingual::fixed("join the lines", "把兩行接起來")
    } else if what_zh == "換行" {
        Bilingual::fixed("take the line break out", "去除換行")
    } else if first.instead.as_deref() == Some(" ") {
        Bilingual::fixed("leave one space", "只留一個空格")
    } else {
        Bilingual::fixed("take the space out", "去除空格")
    };
    let diagnostic = finding(&RULE, standard, text, &marks, message).label(Bilingual::fixed("stray", "多餘"));
    found.push(match fix(index, text, &marks, mend.clone()) {
        Some(fix) => diagnostic.fix(fix),
        None if marks.iter().any(|mark| mark.instead.is_none()) => diagnostic.help(Bilingual::fixed(
            "take the space out, unless it belongs to a path, a file's name or code",
            "去除空格；若屬於路徑、檔名或程式碼，則保留原樣",
        )),
        None => diagnostic.help(mend),
    });
}

fn marks(text: &Text<'_>) -> Vec<Mark> {
    let mut marks = stray(text);
    // Without the space after it, an address would run into the next word.
    if marks.iter().any(|mark| mark.instead.as_deref() == Some("")) {
        let mut literals = literals(text.as_str()).into_iter().peekable();
        marks.retain_mut(|Mark { range, instead }| {
            if range.start == 0 || range.end == text.as_str().len() || instead.as_deref() != Some("") {
                return true;
            }
            while literals.next_if(|one| one.range.end < range.start).is_some() {}
            match literals.peek() {
                Some(Literal { range: of, sure: true }) if of.end == range.start => return false,
                Some(Literal { range: of, .. }) if of.start <= range.end => *instead = None,
                _ => {}
            }
            true
        });
    }
    marks
}

/// The runs of spaces that are wrong.
fn stray(text: &Text<'_>) -> Vec<Mark> {
    // The line break at the end of a block belongs to YAML's syntax.
    let value = match text.style() {
        Style::Block => text.as_str().trim_end_matches('\n'),
        Style::Plain | Style::Quoted => text.as_str(),
    };
    let mut marks = Vec::new();
    let mut at = 0;
    // 0xe3 is the first byte of the ideographic space, and of other characters.
    let begins = memchr3_iter(b' ', b'\n', 0xe3, value.as_bytes());
    for start in begins.filter(|&at| value[at..].starts_with(is_space)) {
        if marks.len() == MAX_MARKS {
            break;
        }
        if start < at {
            continue;
        }
        let rest = &value[start..];
        let run = rest.find(|c| !is_space(c)).map_or(rest, |end| &rest[..end]);
        at = start + run.len();
        let (before, after) = (value[..start].chars().next_back(), value[at..].chars().next());
        // Before a comma that belongs to Chinese, `mixed-punctuation` takes the spaces too.
        let behind = value[at..].trim_start_matches([',', ';']).trim_start_matches(' ').chars().next();
        if matches!(after, Some(',' | ';')) && (before.is_some_and(is_han) || behind.is_some_and(is_han)) {
            continue;
        }
        marks.extend(judged(before, run, after).map(|instead| Mark::new(start..at, instead)));
    }
    keep_parting(value, &mut marks);
    marks
}

/// Takes the replacement away where blanks may part fields or words: a wide one within the text, and single ones between
/// several short words, as in `會計 審計 稅務`.
fn keep_parting(value: &str, marks: &mut [Mark]) {
    let is_within = |mark: &Mark| mark.range.start > 0 && mark.range.end < value.len();
    // How many characters stand between two of them where all are Chinese; a word in a list has two to four.
    let is_word = |word: &str| (2..=4).contains(&word.chars().count()) && word.chars().all(is_han);
    let mut parting = vec![false; marks.len()];
    for (at, pair) in marks.windows(2).enumerate() {
        let [one, other] = [&pair[0].range, &pair[1].range];
        if !(is_within(&pair[0]) && is_within(&pair[1])) {
            continue;
        }
        if value[one.clone()] == *" " && value[other.clone()] == *" " && is_word(&value[one.end..other.start])
        {
            parting[at] = true;
            parting[at + 1] = true;
        }
    }
    for (mark, parts) in marks.iter_mut().zip(parting) {
        let is_wide = value[mark.range.clone()].contains('\u{3000}');
        if mark.instead.as_deref() == Some("") && is_within(mark) && (is_wide || parts) {
            mark.instead = None;
        }
    }
}

/// The replacement for a run of spaces; `None` if it may stay.
fn judged(before: Option<char>, run: &str, after: Option<char>) -> Option<&'static str> {
    let (Some(before), Some(after)) = (before, after) else { return Some("") };
    let alone = matches!(run, " " | "\n" | "\u{3000}");
    let wraps = run.trim_matches([' ', '\u{3000}']) == "\n" && !run.ends_with(' ');
    let beside_mark = !run.contains('\n') && (is_full_width_mark(before) || is_full_width_mark(after));
    let before_comma = run == " " && matches!(after, ',' | ';') && !is_han(before);
    if is_han(before) && is_han(after) && (alone || wraps || !run.contains('\n')) {
        Some("")
    } else if before == '。' && after.is_ascii() && alone {
        // A sentence ends here, and a foreign word or a figure begins the next.
        None
    } else if beside_mark || before_comma {
        Some("")
    } else if alone || run.contains('\n') {
        None
    } else {
        Some(" ")
    }
}

#[cfg(test)]
mod tests {
    use memchr::memchr2_iter;
    use proptest::prelude::*;

    use super::*;
    use crate::text::characters::space_may_stay;

    #[test]
    fn spaces_are_judged_by_their_neighbours() {
        for (before, run, after, instead) in [
            ('規', " ", '範', Some("")),
            ('規', "\n", '範', Some("")),
            ('規', "　", '範', Some("")),
            ('遊', " ", '/', None),
            ('a', " ", 'b', None),
            ('a', "  ", 'b', Some(" ")),
            ('，', " ", '範', Some("")),
            ('範', " ", '）', Some("")),
            ('D', " ", ',', Some("")),
            ('規', " \n", '範', Some("")),
            ('規', "\n\n", '範', None),
            ('規', "\n  ", '範', None),
            ('：', "\n", '範', None),
        ] {
            assert_eq!(judged(Some(before), run, Some(after)), instead, "{before}{run:?}{after}");
        }
        assert_eq!(judged(None, " ", Some('甲')), Some(""));
    }

    #[test]
    fn spaces_that_separate_items_have_no_fix() {
        let fixable = |text: &str| marks(&Text::made(text)).iter().all(|mark| mark.instead.is_some());
        for text in
            ["作業規 範", "活動 管理 ", "依公司規 範執行，並通知相 關人員", "規 範 管 理", "　材料", "材料　"]
        {
            assert!(!marks(&Text::made(text)).is_empty() && fixable(text), "{text}");
        }
        for text in ["學歷：大專以上　經歷：三年以上", "會計 審計 稅務", "規　範"] {
            assert!(!marks(&Text::made(text)).is_empty() && !fixable(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn spaces_between_latin_words_are_never_stray(text in "([甲a1/，]|[ \n]){0,8}") {
            let parts = |at: usize| space_may_stay(&text, at);
            let spaces = memchr2_iter(b' ', b'\n', text.as_bytes());
            prop_assert!(!spaces.into_iter().all(parts) || marks(&Text::made(text.clone())).is_empty());
        }
    }
}
