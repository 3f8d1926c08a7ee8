//! Which texts as a whole a rule has to look at: cheap tests that `TextFlags` makes of each
//! text. What they let through is for the rules `cut-off-text` and `placeholder-text` to decide.

use std::sync::LazyLock;

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

/// Headings of the form, and lines of the page around it.
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
    "職能基準",
    "職能基準代碼",
    "職能基準名稱",
    "回上一頁",
    "回首頁",
    "友善列印",
];

/// What a text is by its first and last characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edges {
    /// It begins or ends as a part of a text may.
    pub(super) part: bool,
    /// It as a whole only fills its place.
    pub(super) filler: bool,
}

/// The first characters of what goes on from another text, and of a list or a mark that lost its sentence.
const PART_BEGINS: &str = "並及與和或且而的之紀、，。；：●○◎•·※■□◆▪-－";

/// The last characters of what something has to follow.
const PART_ENDS: &str = "與及和或之的並且能關性、，：；-";

/// The last characters but one of a name whose last word may be half of one.
const JOINTS: [char; 3] = ['與', '及', '和'];

const BEGINS_PART: u8 = 1;
const ENDS_PART: u8 = 1 << 1;
const BEGINS_FILLER: u8 = 1 << 2;
const ENDS_FILLER: u8 = 1 << 3;

/// For each character up to U+FFFF, as what of a text it may be the first or the last. Compared one by one, the
/// characters take 3 % of the instructions of `ttm validate`.
static EDGES: LazyLock<Box<[u8; 0x1_0000]>> = LazyLock::new(|| {
    let mut edges = Box::new([0; 0x1_0000]);
    let mut add = |c: char, edge: u8| {
        if let Some(edges) = edges.get_mut(c as usize) {
            *edges |= edge;
        }
    };
    PART_BEGINS.chars().for_each(|c| add(c, BEGINS_PART));
    PART_ENDS.chars().for_each(|c| add(c, ENDS_PART));
    for filler in FILLERS.iter().chain(HEADINGS) {
        for (c, edge) in [(filler.chars().next(), BEGINS_FILLER), (filler.chars().next_back(), ENDS_FILLER)] {
            c.into_iter().flat_map(|c| [c, c.to_ascii_uppercase()]).for_each(|c| add(c, edge));
        }
    }
    edges
});

/// Looks at the ends of a text, of which `printed` is the part without white space around.
#[inline]
pub(super) fn edges(text: &str, printed: &str) -> Edges {
    let edges: &[u8; 0x1_0000] = &EDGES;
    let of = |c: Option<char>| c.and_then(|c| edges.get(c as usize)).copied().unwrap_or(0);
    let mut chars = text.chars();
    let (first, last, before) = (chars.next(), chars.next_back(), chars.next_back());
    let Some(last) = last else {
        // A single character is a part if it is Chinese or a mark.
        return Edges { part: text.len() == 3, filler: is_filler(printed) };
    };
    let is_figure = last.is_ascii_digit() && before == Some(' ');
    let (first, last) = (of(first), of(Some(last)));
    let part = first & BEGINS_PART | last & ENDS_PART != 0
        || before.is_some_and(|before| JOINTS.contains(&before))
        || is_figure;
    let (begin, end) = if printed.len() == text.len() {
        (first, last)
    } else {
        (of(printed.chars().next()), of(printed.chars().next_back()))
    };
    let filler = begin & BEGINS_FILLER != 0 && end & ENDS_FILLER != 0 && is_filler(text);
    Edges { part, filler }
}

/// Whether a text as a whole only fills its place.
pub(super) fn is_filler(text: &str) -> bool {
    const LONGEST: usize = 40;
    text.len() <= LONGEST && (is_filling(text) || HEADINGS.contains(&text.trim()))
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
            text in "[ \u{3000}]?([與及和之能性、-]|N/A|待補|（略）|版本|[一-龥]|[0-9 ]|#REF!){0,3}[ \n]?",
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
                        || JOINTS.contains(&before)
                        || last.is_ascii_digit() && before == ' '
                }
            };
            prop_assert_eq!(edges(&text, printed(&text)), Edges { part, filler: is_filler(&text) }, "{:?}", text);
        }
    }

    #[test]
    fn every_filler_and_heading_is_seen() {
        for text in FILLERS.iter().chain(HEADINGS) {
            assert!(edges(text, text).filler, "{text}");
        }
    }
}
