//! The lists of words that several rules look for, searched in one pass.
//!
//! `words.tsv` has words that are wrong, of other usage, or say a thing twice; `spellings.txt` has groups of spellings of
//! which a standard should keep to one. Longer words that hold a listed one and are right are searched too, and found
//! first.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt as _, HashSet};
use memchr::memchr2_iter;

use crate::diagnostic::Severity;
use crate::text::characters::is_han;

/// The list of words, with its columns explained at its top.
const WORDS: &str = include_str!("words.tsv");

/// The groups of spellings.
const SPELLINGS: &str = include_str!("spellings.txt");

/// Chinese characters that nearly every standard has, the most frequent first, as counted in generated standards and
/// published ones. Of a listed word the rarest pair is what the pass over all characters looks for.
const COMMON: &str = "程品能規行理資測產報與設件作力通工人調場成務整模料檢應用合計及分安協管確試法客電需學護具析動旅遊錄標紀求劃的訓光練核訊點製就統業\
                      列量進戶依估評員維機本告認路技系活定驗地集蒐照保等建案質型供如溝性回追材商數並元收蹤關全事表查之市完助備養存環位緊對專出續境個善\
                      急庫提簡線視教育服以改制財發牌餐實裝圖永識主印食註相效在控據書排操編斷執持面預方交度修特付配推採要佈銷診饋防廣知現體中天盤格基稽\
                      別購結證術選準清化灰時前正使論巧原判加施概自範符或解指復於掌握式後有車組示落軟參類辨過問擬不心和經讀構按流文針床考單訂況率向期內\
                      牆夠礎由尺外儀號循運同任達目漿刀築放造狀題遵傳處砌磚功可各故置所項異開顧團新寸節器高容手壓意導企算畫其石除磁間樣當障立冊隊細師係\
                      勢零職果射念頻良源研國多台含佳最適科趨營砂精因明價序議突聯夾潔慎謹生好險極水上觀更利削色值且徑了習票責積展子取接策補否種比是領我\
                      耐物轉入決區螺常靠情將為來波紋給卷直公他土際話涵身平校輸忌滿坪抹埆無至禁倫部差忍信械支代切款板塊優雜粗卡輯匯會影織金包層失套仿變\
                      危請彙費壞日季下錯畢條輻游律卓越刷輔治投介鋪打說損糙斗益勵勘固易厘做鏈得粉缺足風繫須速申底匹獎誠創親援館總一縫級大記寫升泥承錐廠\
                      額負鍵帳簽略友注訴半降令圓距阻低偏約三形根陷彈奇感政屬住門複空辦宿者密碼隨索歸冷誌繪重例迫它張圍瞭釐靜必軸陣括微害爭熟硬每垂若傾\
                      到義擇端競抗穩替局則紓獲座窗樂休閒廉敬毅堅守冒挑戰未網油衛腦膠氣租詢偵道磨小警海階語聽乾稅長邊蝕歷撰起紛鬆何濕誤年停錶陪糊第鑿述";

/// Words that nearly every standard has: that a listed word holds one of them says nothing.
const COMMON_WORDS: &str = "服務 控制 原理 團隊 研究 科技 相關 質檢 數據 產品 管理 品質 系統 標準 規範 流程 指標 \
                            記錄 紀錄 能力 執行 進行 知識 概念 清單 分析 檢查 技術 需求 概論 概要 計畫 顧客 客戶 \
                            會計 衛生 教學 零件 輔助 說明 文件 方案 照護 照顧 \
                            代碼 以上 以及 作業 作物 保養 傳輸 加以 各項 問題 學歷 學習 定期 廚師 廢棄 建築 彙整 必要 情形 應變 手冊 採取 撰寫 改善 故障 效率 \
                            方式 是否 查核 模型 檢視 測試 畢業 異常 疾病 發生 程序 績效 缺失 規定 評估 負責 車床 車輛 運用 達成 適當 避免 量測 電路 項目 預算 \
                            風險 判斷 工作 工具 應用 方法 有效 機台 檢測 法規 營造 科系 職業 食品 安全 環境 媒體 有關 醫療 語言";

/// A listed word.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ListedWord {
    /// A longer word that holds a listed one and is right.
    Right,
    /// What `words.tsv` says of it.
    Word(Word),
    /// Its group in `spellings.txt`.
    Spelling(usize),
}

/// A row of `words.tsv`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) list: List,
    pub(super) wrong: &'static str,
    pub(super) right: &'static str,
    pub(super) severity: Severity,
    /// Whether the characters can be meant in no other way.
    pub(super) sure: bool,
    pub(super) reason: &'static str,
    pub(super) source: &'static str,
}

/// The part of the list that a word is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum List {
    Wrong,
    Doubled,
    Mark,
    Mainland,
    Placeholder,
}

/// An occurrence of a listed word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// In bytes of the text, with any space that a line wrap left within the word.
    pub(super) range: Range<usize>,
    /// The index of the word's entry.
    pub(super) entry: usize,
}

/// The entries and how they are found.
struct Lists {
    entries: Vec<(&'static str, ListedWord)>,
    /// The words of each group of spellings.
    spellings: Vec<Vec<&'static str>>,
    /// The entries by the first two characters of their words, the longest first.
    by_pair: Vec<usize>,
    /// Where those of two characters are in it. By the first character alone there are up to sixty to be compared, which
    /// took a third of checking a standard with many listed words.
    pairs: HashMap<[char; 2], Range<usize>>,
    /// A bit for each [`slot`] that the first two characters of one of them have: most pairs of a text have none.
    slots: Box<[u64; 1024]>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let entries = entries();
    // Few texts have a listed pair of characters, so a map is enough here, and made sooner than an automaton.
    let mut slots = Box::new([0; 1024]);
    let pair_of = |at: usize| first_two(entries[at].0).unwrap_or_default();
    let mut by_pair: Vec<usize> = (0..entries.len()).collect();
    by_pair.sort_by_cached_key(|&at| (pair_of(at), Reverse(entries[at].0.len())));
    let mut pairs: HashMap<[char; 2], Range<usize>> = HashMap::with_capacity(by_pair.len());
    for (place, &at) in by_pair.iter().enumerate() {
        let pair = pair_of(at);
        pairs.entry(pair).or_insert(place..place).end = place + 1;
        slots[slot(pair) >> 6] |= 1 << (slot(pair) & 63);
    }
    let mut spellings: Vec<Vec<&str>> = Vec::new();
    for (word, entry) in &entries {
        if let ListedWord::Spelling(group) = entry {
            spellings.resize_with(spellings.len().max(group + 1), Vec::new);
            spellings[*group].push(word);
        }
    }
    Lists { entries, spellings, by_pair, pairs, slots }
});

/// A number below 65,536 that tells nearly all pairs of characters apart which texts and words have.
fn slot([one, other]: [char; 2]) -> usize {
    let mixed = (one as u32).wrapping_mul(0x9e37_79b1) ^ (other as u32).wrapping_mul(0x85eb_ca77);
    (mixed >> 16) as usize
}

/// The first two characters of a text.
pub(super) fn first_two(text: &str) -> Option<[char; 2]> {
    let mut chars = text.chars();
    Some([chars.next()?, chars.next()?])
}

fn entries() -> Vec<(&'static str, ListedWord)> {
    let mut entries = Vec::new();
    for row in WORDS.lines().filter(|row| !row.starts_with('#')) {
        let mut columns = row.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        let list = match next() {
            "doubled" => List::Doubled,
            "mark" => List::Mark,
            "mainland" => List::Mainland,
            "placeholder" => List::Placeholder,
            _ => List::Wrong,
        };
        let (wrong, right) = (next(), next());
        let severity = if next() == "warning" { Severity::Warning } else { Severity::Note };
        let (sure, reason, source) = (next() == "yes", next(), next());
        entries.push((wrong, ListedWord::Word(Word { list, wrong, right, severity, sure, reason, source })));
        entries.extend(next().split_whitespace().map(|longer| (longer, ListedWord::Right)));
    }
    for (group, row) in SPELLINGS.lines().filter(|row| !row.starts_with('#')).enumerate() {
        let (words, longer) = row.split_once('|').unwrap_or((row, ""));
        entries.extend(words.split_whitespace().map(|word| (word, ListedWord::Spelling(group))));
        entries.extend(longer.split_whitespace().map(|longer| (longer, ListedWord::Right)));
    }
    entries
}

/// A character of a pair, with how frequent it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Frequent {
    pub(super) c: char,
    pub(super) frequency: u64,
}

/// Of each listed word the two characters that follow each other in it and are the rarest: what the pass over all
/// characters looks for. The most usual word of a group is looked for only where another one is found.
pub(super) fn pairs() -> Vec<[Frequent; 2]> {
    let ranks: HashMap<char, usize> = COMMON.chars().rev().zip(1..).collect();
    let rank = |c: char| ranks.get(&c).copied().unwrap_or(0);
    // The first character of the list is thirty times as frequent as the thousandth.
    let frequency = |c: char| 100_000 / (ranks.len() + 30 - rank(c)) as u64;
    let listed = LISTS.entries.iter().filter(|(word, entry)| match entry {
        ListedWord::Right => false,
        ListedWord::Word(_) => true,
        // The groups end with the most usual one.
        ListedWord::Spelling(group) => spellings(*group).last() != Some(word),
    });
    let common: HashSet<[char; 2]> = COMMON_WORDS.split_whitespace().filter_map(first_two).collect();
    let rarest = listed.filter_map(|(word, _)| {
        let chars: Vec<char> = word.chars().filter(|c| !c.is_whitespace()).collect();
        let pairs = chars.windows(2).filter(|pair| !pair[1].is_ascii()).map(|pair| [pair[0], pair[1]]);
        pairs.min_by_key(|pair| (common.contains(pair), rank(pair[0]) + rank(pair[1])))
    });
    rarest.map(|pair| pair.map(|c| Frequent { c, frequency: frequency(c) })).collect()
}

/// The entry with this index, and its word.
pub(super) fn entry(index: usize) -> (&'static str, &'static ListedWord) {
    let (word, entry) = &LISTS.entries[index];
    (word, entry)
}

/// The words of a group of spellings, the less usual first.
pub(super) fn spellings(group: usize) -> &'static [&'static str] {
    LISTS.spellings.get(group).map_or(&[], Vec::as_slice)
}

/// Whether [`find`] may find one of `words` in a text: it stands there, or a space may part it.
pub(super) fn may_hold(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
        || memchr2_iter(b' ', b'\n', text.as_bytes()).any(|at| is_wrap(text, at))
}

/// The listed words of a text, in order: of several that begin at one place the longest, and none within another.
pub(super) fn find(text: &str) -> Vec<Occurrence> {
    let Lists { entries, by_pair, pairs, slots, .. } = &*LISTS;
    let (solid, offsets) = without_wraps(text);
    let searched = solid.as_deref().unwrap_or(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(pair) = first_two(&searched[at..]) {
        let c = pair[0];
        if slots[slot(pair) >> 6] >> (slot(pair) & 63) & 1 == 0 {
            at += c.len_utf8();
            continue;
        }
        let here = pairs.get(&pair).cloned().unwrap_or_default();
        let longest =
            by_pair[here].iter().copied().find(|&entry| searched[at..].starts_with(entries[entry].0));
        let Some(entry) = longest else {
            at += c.len_utf8();
            continue;
        };
        let (word, kind) = &entries[entry];
        let place = at..at + word.len();
        at = place.end;
        if *kind != ListedWord::Right {
            let range = match &solid {
                None => place,
                Some(_) => offsets[place.start]..offsets[place.end - 1] + 1,
            };
            found.push(Occurrence { range, entry });
        }
    }
    found
}

/// The text without single spaces between Chinese characters, which a line wrap leaves within words, and the offset of
/// each of its bytes; no text where there are none.
fn without_wraps(text: &str) -> (Option<String>, Vec<usize>) {
    if !memchr2_iter(b' ', b'\n', text.as_bytes()).any(|at| is_wrap(text, at)) {
        return (None, Vec::new());
    }
    let (mut solid, mut offsets) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for (at, c) in text.char_indices() {
        if matches!(c, ' ' | '\n') && is_wrap(text, at) {
            continue;
        }
        solid.push(c);
        offsets.extend(at..at + c.len_utf8());
    }
    (Some(solid), offsets)
}

/// Whether the space at offset `at` is between Chinese characters.
fn is_wrap(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(is_han) && text[at + 1..].chars().next().is_some_and(is_han)
}

/// Each simplified character with its traditional forms, in the order of their code points.
pub(super) fn traditional() -> impl Iterator<Item = (char, &'static str)> {
    let rows = include_str!("simplified.tsv").lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| {
        let (simplified, forms) = row.split_once('\t')?;
        Some((simplified.chars().next()?, forms))
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::text_flags::TextFlags;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|found| &text[found.range]).collect()
    }

    #[test]
    fn listed_words_are_found_but_not_within_longer_words() {
        assert_eq!(found("規章所訂義之電路版"), ["訂義", "電路版"]);
        assert_eq!(found("電 路版"), ["電 路版"]);
        for text in ["修訂義務", "電路版圖設計", "按裝置名稱", "為了解決問題", "評量表"]
        {
            assert_eq!(found(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn word_lists_are_complete_and_without_duplicates() {
        let mut seen = HashSet::new();
        for row in WORDS.lines().filter(|row| !row.starts_with('#')) {
            let columns: Vec<&str> = row.split('\t').collect();
            assert_eq!(columns.len(), 8, "{row}");
            assert!(["wrong", "doubled", "mark", "mainland", "placeholder"].contains(&columns[0]), "{row}");
            assert!(
                ["warning", "note"].contains(&columns[3]) && ["yes", "no"].contains(&columns[4]),
                "{row}"
            );
            assert!(seen.insert(columns[1]), "{row}");
            // A fix replaces what is always wrong, by a word of which nothing is said: it is not listed, or the usual one of
            // its group.
            let is_told = |found: &Occurrence| match entry(found.entry) {
                (word, ListedWord::Spelling(group)) => spellings(*group).last() != Some(&word),
                _ => true,
            };
            let is_right = || !find(columns[2]).iter().any(is_told);
            assert!(columns[4] == "no" || columns[3] == "warning" && is_right(), "{row}");
            columns[7].split_whitespace().for_each(|longer| assert!(longer.contains(columns[1]), "{row}"));
        }
        // They are looked up by two characters.
        LISTS.entries.iter().for_each(|(word, _)| assert!(first_two(word).is_some(), "{word}"));
        for row in SPELLINGS.lines().filter(|row| !row.starts_with('#')) {
            let words = row.split('|').next().unwrap_or_default();
            words.split_whitespace().for_each(|word| assert!(seen.insert(word), "{word}"));
        }
    }

    #[test]
    fn the_scan_finds_every_listed_word() {
        let usual = |at: usize, entry: &ListedWord| {
            matches!(entry, ListedWord::Spelling(_))
                && !LISTS.entries[at + 1..].iter().any(|(_, other)| other == entry)
        };
        for (at, (word, entry)) in LISTS.entries.iter().enumerate() {
            let seen =
                *entry == ListedWord::Right || usual(at, entry) || TextFlags::of(word).has(TextFlags::LISTED);
            assert!(seen, "{word}");
        }
    }
}
