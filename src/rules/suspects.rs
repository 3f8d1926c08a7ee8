//! Which texts as a whole a rule has to look at: cheap tests that `TextFlags` makes of each
//! text. What they let through is for the rules `cut-off-text` and `placeholder-text` to decide.

use std::sync::LazyLock;

use super::text_flags::TextFlags;

/// Texts that only fill their place. Latin letters are in lower case.
pub(super) const FILLERS: &[&str] = &[
    "略",
    "無",
    "同上",
    "暫無",
    "尚無",
    "待定",
    "待補",
    "待補充",
    "待確認",
    "待填",
    "（略）",
    "(略)",
    "（無）",
    "(無)",
    "無資料",
    "n/a",
    "na",
    "xxx",
    "xx",
    "tbd",
    "todo",
    "unknown",
    "-",
    "--",
    "—",
    "－",
    "…",
    "……",
    "...",
    "○○○",
    "〇〇〇",
    "#n/a",
    "#ref!",
    "#value!",
    "error! reference source not found.",
    "錯誤! 找不到參照來源。",
    "[圖片]",
    "（空白）",
    "(空白)",
];

/// Headings of the form.
pub(super) const HEADINGS: &[&str] = &[
    "說明與補充事項",
    "基準更新紀錄",
    "更新紀錄",
    "版本",
    "版本紀錄",
    "版本更新紀錄",
    "職能內涵",
    "工作產出",
    "行為指標",
    "主要職責",
    "工作任務",
    "職能級別",
    "基準級別",
    "所屬類別",
    "工作描述",
    "其他補充說明",
    "補充說明",
    "補充事項",
    "其他補充事項",
    "備註",
    "附註",
    "職能內涵（K=knowledge知識）",
    "職能內涵(K=knowledge知識)",
    "職能內涵（S=skills技能）",
    "職能內涵(S=skills技能)",
    "職能內涵（A=attitude態度）",
    "職能內涵(A=attitude態度)",
    "擔任此職類/職業之學歷/經歷/或能力條件",
    "建議擔任此職類/職業之學歷/經歷/或能力條件",
    "學歷/經歷/或能力條件",
    "職能基準",
    "職能基準代碼",
    "職能基準名稱",
];

/// Lines of the page around the form. The numbers of pages are such lines too.
pub(super) const LINES_AROUND: &[&str] = &["回上一頁", "回首頁", "友善列印"];

/// The first and the last character of the number of a page.
const PAGE_NUMBER: &str = "第頁";

/// The first characters of what goes on from another text, and of a list or a mark that lost its sentence.
const PART_BEGINS: &str = "並及與和或且而的之紀、，。；：●○◎•·※■□◆▪-－";

/// The last characters of what something has to follow, and the letters with which the code of another entry begins.
const PART_ENDS: &str = "與及和或之的並且能關性、，：；-KS";

/// The last characters but one of a name whose last word may be half of one.
const JOINTS: &str = "與及和";

/// The first characters of the words that `misworded-entry` and `uneven-wording` look for at the beginning of a text.
pub(super) const WORDING_BEGINS: &str = "了瞭習具熟知認明蒐依規建進執協提確完辦參能";

/// The last characters of those that they look for at its end.
pub(super) const WORDING_ENDS: &str = "力解論念識理術能集定決通調考規要巧寫讀";

const BEGINS_PART: u8 = 1;
const ENDS_PART: u8 = 1 << 1;
const BEGINS_FILLER: u8 = 1 << 2;
const ENDS_FILLER: u8 = 1 << 3;
const BEGINS_WORDING: u8 = 1 << 4;
const ENDS_WORDING: u8 = 1 << 5;
const IS_JOINT: u8 = 1 << 6;
const IS_SPACE: u8 = 1 << 7;

/// For each character up to U+FFFF, as what of a text it may be the first or the last. Compared one by one, the
/// characters take 3 % of the instructions of `ttm validate`.
static EDGES: LazyLock<Box<[u8; 0x1_0000]>> = LazyLock::new(|| {
    let mut edges = Box::new([0; 0x1_0000]);
    let mut add = |c: char, edge: u8| {
        if let Some(edges) = edges.get_mut(c as usize) {
            *edges |= edge;
        }
    };
    for (characters, edge) in [
        (PART_BEGINS, BEGINS_PART),
        (PART_ENDS, ENDS_PART),
        (WORDING_BEGINS, BEGINS_WORDING),
        (WORDING_ENDS, ENDS_WORDING),
        (JOINTS, IS_JOINT),
        (" ", IS_SPACE),
        // A heading may have a colon.
        ("：:", ENDS_FILLER),
    ] {
        characters.chars().for_each(|c| add(c, edge));
    }
    for filler in FILLERS.iter().chain(HEADINGS).chain(LINES_AROUND).chain([&PAGE_NUMBER]) {
        for (c, edge) in [(filler.chars().next(), BEGINS_FILLER), (filler.chars().next_back(), ENDS_FILLER)] {
            c.into_iter().flat_map(|c| [c, c.to_ascii_uppercase()]).for_each(|c| add(c, edge));
        }
    }
    edges
});

/// Looks at the ends of a text for [`TextFlags::EDGE`], `WORDING` and `FILLER`; `printed` is the part of the text without
/// white space around.
#[inline]
pub(super) fn edges(text: &str, printed: &str) -> TextFlags {
    let edges: &[u8; 0x1_0000] = &EDGES;
    let edge = |c: u16| edges[usize::from(c)];
    let [first, before, last] = ends(text);
    let (first, before, last) = (edge(first), edge(before), edge(last));
    let of_printed = if printed.len() == text.len() {
        [first, last]
    } else {
        let [first, _, last] = ends(printed);
        [edge(first), edge(last)]
    };
    if first | before | last | of_printed[0] | of_printed[1] == 0 && text.len() > 4 {
        return TextFlags::default();
    }
    let mut seen = TextFlags::default();
    let is_single = || text.chars().nth(1).is_none();
    let is_figure = || before & IS_SPACE != 0 && text.ends_with(|c: char| c.is_ascii_digit());
    // A single character is a part if it is Chinese or a mark.
    let is_part = match text.len() <= 4 && is_single() {
        true => text.len() == 3,
        false => first & BEGINS_PART | last & ENDS_PART | before & IS_JOINT != 0 || is_figure(),
    };
    if is_part {
        seen = seen.and(TextFlags::EDGE);
    }
    if first & BEGINS_WORDING | of_printed[1] & ENDS_WORDING != 0 {
        seen = seen.and(TextFlags::WORDING);
    }
    if of_printed[0] & BEGINS_FILLER != 0 && of_printed[1] & ENDS_FILLER != 0 && is_filler(text) {
        seen = seen.and(TextFlags::FILLER);
    }
    seen
}

/// The first character of a text, the last but one, and the last. A single character is both the first and the last, and
/// the last but one is none of fewer than three. What is none, or above U+FFFF, is U+FFFF.
#[inline]
fn ends(text: &str) -> [u16; 3] {
    let code = |lead, second, third| {
        u16::from(lead & 15) << 12 | u16::from(second & 63) << 6 | u16::from(third & 63)
    };
    match *text.as_bytes() {
        // Nearly all texts begin and end in Chinese.
        [a @ 0xe0..=0xef, b, c, .., d @ 0xe0..=0xef, e, f, g @ 0xe0..=0xef, h, i] => {
            [code(a, b, c), code(d, e, f), code(g, h, i)]
        }
        _ => {
            let mut chars = text.chars();
            let (first, last) = (chars.next(), chars.next_back());
            let code = |c: Option<char>| c.and_then(|c| u16::try_from(u32::from(c)).ok()).unwrap_or(u16::MAX);
            [code(first), code(chars.next_back()), code(last.or(first))]
        }
    }
}

/// Whether a text as a whole only fills its place.
pub(super) fn is_filler(text: &str) -> bool {
    const LONGEST: usize = 66;
    text.len() <= LONGEST && (is_filling(text) || is_heading(text) || is_around(text))
}

/// Whether a text is a heading of the form, with or without a colon.
fn is_heading(text: &str) -> bool {
    HEADINGS.contains(&text.trim().trim_end_matches(['：', ':']))
}

/// Whether a text is a line of the page around the form: a link, or the number of a page (`第 2 頁，共 9 頁`).
pub(super) fn is_around(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || c.is_whitespace();
    LINES_AROUND.contains(&text.trim())
        || text.contains(|c: char| c.is_ascii_digit())
            && matches!(
                text.replace(is_number, "").as_str(),
                "第頁" | "第頁共頁" | "第頁，共頁" | "第頁,共頁" | "第頁/共頁" | "第頁／共頁"
            )
}

pub(super) fn is_filling(text: &str) -> bool {
    let text = text.trim();
    FILLERS.iter().any(|filler| filler.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::fold::printed;

    proptest! {
        #[test]
        fn the_ends_of_a_text_agree_with_what_it_is(
            text in "[ \u{3000}]?([與及和之能性、-]|N/A|待補|了解|能力|（略）|版本|[一-龥]|[0-9 ]|#REF!){0,3}[ \n]?",
        ) {
            let chars: Vec<char> = text.chars().collect();
            let part = match chars[..] {
                [] => false,
                [_] => text.len() == 3,
                [first, .., last] => {
                    let before = chars[chars.len() - 2];
                    let before = if chars.len() > 2 { before } else { '\0' };
                    PART_BEGINS.contains(first)
                        || PART_ENDS.contains(last)
                        || JOINTS.contains(before)
                        || last.is_ascii_digit() && before == ' '
                }
            };
            let wording = text.starts_with(|c| WORDING_BEGINS.contains(c))
                || printed(&text).ends_with(|c| WORDING_ENDS.contains(c));
            let seen = edges(&text, printed(&text));
            let seen = [TextFlags::EDGE, TextFlags::WORDING, TextFlags::FILLER].map(|flag| seen.has(flag));
            prop_assert_eq!(seen, [part, wording, is_filler(&text)], "{:?}", text);
        }
    }

    #[test]
    fn every_filler_and_heading_is_seen() {
        for text in FILLERS.iter().chain(HEADINGS) {
            assert!(edges(text, text).has(TextFlags::FILLER), "{text}");
        }
    }
}
