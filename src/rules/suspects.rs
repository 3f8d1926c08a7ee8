//! Which texts as a whole a rule has to look at: cheap tests that `TextFlags` makes of each
//! text. What they let through is for the rules `cut-off-text` and `placeholder-text` to decide.

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

/// Whether a text as a whole only fills its place.
#[inline]
pub(super) fn is_filler(text: &str) -> bool {
    const LONGEST: usize = 40;
    if text.len() > LONGEST {
        return false;
    }
    let begins = text.trim_start().chars().next().is_some_and(|c| {
        matches!(
            c,
            '略' | '無'
                | '同'
                | '暫'
                | '尚'
                | '待'
                | '（'
                | '('
                | '['
                | '-'
                | '—'
                | '－'
                | '…'
                | '.'
                | '○'
                | '〇'
                | '#'
                | '錯'
                | '說'
                | '基'
                | '更'
                | '版'
                | '職'
                | '工'
                | '行'
                | '主'
                | '所'
                | '其'
                | '回'
                | '友'
                | 'n'
                | 'N'
                | 'x'
                | 'X'
                | 't'
                | 'T'
                | 'e'
                | 'E'
        )
    });
    begins && (is_filling(text) || HEADINGS.contains(&text.trim()))
}

pub(super) fn is_filling(text: &str) -> bool {
    let text = text.trim();
    FILLERS.iter().any(|filler| filler.eq_ignore_ascii_case(text))
}

/// Whether a text begins or ends as a part of one may.
#[inline]
pub(super) fn may_be_part(text: &str) -> bool {
    let mut chars = text.chars();
    let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else {
        return text.len() == 3;
    };
    let before = chars.next_back();
    matches!(first, '並' | '及' | '與' | '和' | '或' | '且' | '而' | '的' | '之' | '紀')
        || matches!(
            first,
            '、' | '，'
                | '。'
                | '；'
                | '：'
                | '●'
                | '○'
                | '◎'
                | '•'
                | '·'
                | '※'
                | '■'
                | '□'
                | '◆'
                | '▪'
                | '-'
                | '－'
        )
        || matches!(last, '與' | '及' | '和' | '或' | '之' | '的' | '並' | '且' | '能' | '關' | '性')
        || matches!(last, '、' | '，' | '：' | '；' | '-')
        || before.is_some_and(|before| matches!(before, '與' | '及' | '和'))
        || last.is_ascii_digit() && before == Some(' ')
}
