//! The similarity of two texts, by the bigrams they share. Chinese has no spaces between words, and a bigram is about a
//! word. Names of knowledge and skills have a measure of their own, [`Bag::of_name`], which `ttm diff` and `ttm gap` share.

use crate::text::fold::{LONGEST_NAME, term, title, wording};

/// The most bigrams of a text that are compared, which bounds the time for two texts.
const MOST: usize = 1024;

/// The least similarity of two names of knowledge, skills or attitudes that are near each other, in thousandths: in
/// `ttm diff` one was reworded to the other and not withdrawn, in `ttm gap` one is shown beside the other.
///
/// The tests fix it between 556 and 571: 訊號完整性 and 電源完整性 (555) are two subjects, as are all with half their characters
/// in common such as 簡易計算能力 and 工程計算能力 (428), while 有效聯結 and 有效連結 (571) are one skill, as are 簡易故障檢修 and
/// 簡易故障排除能力 (636). Of the 25,590 pairs of names of one kind in seven published standards 43 reach 560: names that
/// one of them cuts off or words otherwise, and names that differ in what something is applied to (光學設計能力, 光學實驗設計).
/// 154 have between 420 and 560, nearly all by a common half that says little (專案管理, 財務管理).
pub(super) const NEAR_NAME: u32 = 560;

/// Words at the end of a name that say that something is known or can be done, and not what: two names that share no more
/// than one of them share nothing, and two that differ in one are near.
const GENERAL: [&str; 7] = ["能力", "技能", "技巧", "知識", "概論", "概念", "學"];

/// The least similarity of two other texts that are one text reworded, in thousandths.
///
/// Chosen by hand. What published standards show of them, versions 2 and 3 of TTM4221-004 and nine others: the least similar
/// sentences that were reworded between the two versions have 400, the most similar that were not have 347 (see the tests). Within one standard, where all texts are different things, of 2,475 pairs of names of
/// duties and tasks 0.8 % reach 500 and 0.04 % 700, and of
/// 9,912 pairs of sentences 2.9 % reach 380 and 1.1 % 600. So the floors are higher where everything is compared with
/// everything; and the most similar pair wins. `below` is lower than `name`, since what is below is compared as a whole, and
/// some of it is always new.
///
/// The comparison of the two versions stays the same if one of these is varied: within, `name` from 340 to 650, `below`
/// from 250 to 850, `sentence` from 350 to 400; anywhere, `sentence` from 350 on, and any `name` and `below`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Floors {
    /// Names of duties and tasks.
    pub(super) name: u32,
    /// Everything below two duties or tasks, if their names are less similar.
    pub(super) below: u32,
    /// Sentences: outputs, indicators, notes.
    pub(super) sentence: u32,
}

impl Floors {
    /// If the entries above them are the same.
    pub(super) const WITHIN: Self = Self { name: 500, below: 400, sentence: 380 };
    /// Anywhere else, where a wrong pair would be reported as a move.
    pub(super) const ANYWHERE: Self = Self { name: 700, below: 550, sentence: 600 };
}

/// The bigrams of a text, sorted; of a long text a sample that is chosen in the same way for every text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Bag(Vec<u64>);

impl Bag {
    /// The bigrams of one text. A text of a single character has that character instead.
    pub(super) fn new(text: &str) -> Self {
        let mut chars = text.chars().map(u64::from);
        let Some(mut last) = chars.next() else { return Self::default() };
        let mut pairs: Vec<u64> = chars
            .map(|c| {
                let pair = (last << 32) | c;
                last = c;
                pair
            })
            .collect();
        if pairs.is_empty() {
            pairs.push(last);
        }
        Self::of(pairs)
    }

    /// The characters and bigrams of a name, without its description behind a colon and a general word at its end, whatever
    /// the case and the variants of its characters. A name that is a whole sentence has its bigrams only.
    pub(super) fn of_name(name: &str) -> Self {
        let named = title(name);
        let named = if named.is_empty() { name } else { &named };
        let said = term(&wording(named));
        if said.chars().nth(LONGEST_NAME).is_some() {
            return Self::new(&said);
        }
        let is_left = |rest: &&str| rest.chars().nth(1).is_some();
        let core = GENERAL.iter().find_map(|word| said.strip_suffix(word).filter(is_left)).unwrap_or(&said);
        let bigrams =
            core.chars().zip(core.chars().skip(1)).map(|(a, b)| (u64::from(a) << 32) | u64::from(b));
        Self::of(core.chars().map(u64::from).chain(bigrams).collect())
    }

    /// The bigrams of several texts together.
    pub(super) fn union<'a>(bags: impl IntoIterator<Item = &'a Self>) -> Self {
        Self::of(bags.into_iter().flat_map(|bag| bag.0.iter().copied()).collect())
    }

    fn of(mut pairs: Vec<u64>) -> Self {
        if pairs.len() > MOST {
            // Sampling by a hash makes the choice independent of the meaning of the bigrams.
            pairs.sort_unstable_by_key(|&pair| (mixed(pair), pair));
            pairs.truncate(MOST);
        }
        pairs.sort_unstable();
        Self(pairs)
    }

    /// The bigrams without repetitions.
    pub(super) fn distinct(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.chunk_by(|a, b| a == b).map(|chunk| chunk[0])
    }

    /// The number of bigrams.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Similarity of two texts in thousandths: the Sørensen–Dice coefficient.
    pub(super) fn likeness(&self, other: &Self) -> u32 {
        thousandths(2 * self.shared(other), self.len() + other.len())
    }

    /// The same for sentences: if one contains the other, four fifths of the share of the shorter one counts, if that
    /// is more.
    pub(super) fn sentence_likeness(&self, other: &Self) -> u32 {
        const LONG_ENOUGH: usize = 5;
        let shared = self.shared(other);
        let alike = thousandths(2 * shared, self.len() + other.len());
        let shorter = self.len().min(other.len());
        if shorter < LONG_ENOUGH { alike } else { alike.max(thousandths(shared, shorter) * 4 / 5) }
    }

    fn shared(&self, other: &Self) -> usize {
        let (mut at, mut other_at, mut shared) = (0, 0, 0);
        while let (Some(one), Some(two)) = (self.0.get(at), other.0.get(other_at)) {
            match one.cmp(two) {
                std::cmp::Ordering::Less => at += 1,
                std::cmp::Ordering::Greater => other_at += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    at += 1;
                    other_at += 1;
                }
            }
        }
        shared
    }
}

fn mixed(pair: u64) -> u64 {
    (pair ^ (pair >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn thousandths(part: usize, whole: usize) -> u32 {
    u32::try_from((1000 * part).checked_div(whole).unwrap_or_default()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> u32 {
        let (one, other) = (Bag::new(one), Bag::new(other));
        assert_eq!(one.likeness(&other), other.likeness(&one));
        one.likeness(&other)
    }

    #[test]
    fn similarity_is_between_0_and_1000() {
        assert_eq!(alike("合作協調", "合作協調"), 1000);
        assert_eq!(alike("合作協調", "合作協調能力"), 750);
        assert_eq!(alike("了解客戶背景", "了解市場現況"), 200);
        assert_eq!(alike("甲", "甲"), 1000);
        assert_eq!(alike("甲", "乙"), 0);
        assert_eq!(alike("", ""), 0);
    }

    #[test]
    fn a_sentence_is_similar_to_its_beginning() {
        let (short, long) = (
            Bag::new("製作圖片影音記錄給主管"),
            Bag::new("製作圖片剪輯影音記錄呈主管審閱無誤後備份存檔並交予客戶"),
        );
        assert!(short.likeness(&long) < 400);
        assert_eq!(short.sentence_likeness(&long), 560);
    }

    #[test]
    fn the_thresholds_separate_reworded_texts_from_different_ones() {
        let bag = |text: &str| Bag::new(&crate::text::fold::wording(text));
        let sentence = |one: &str, other: &str| bag(one).sentence_likeness(&bag(other));
        // Versions 2 and 3 of TTM4221-004.
        let reworded = sentence("向客戶收取訂金。", "向客戶預收訂金,並於活動前收訖尾款。");
        let another = sentence(
            "向現場主管報告行程的突發狀況，並協助現場主管處理。",
            "客戶如有特殊需求,立即請示主管,並協助主管處理現場狀況。",
        );
        assert_eq!((another, reworded), (347, 400));
        assert!((another + 1..=reworded).contains(&Floors::WITHIN.sentence));
    }

    #[test]
    fn similar_names_are_one_skill_and_others_two() {
        let alike = |one: &str, other: &str| Bag::of_name(one).likeness(&Bag::of_name(other));
        for (one, other, expected) in [
            ("簡易故障排除能力", "簡易故障檢修", 636),
            ("有效聯結", "有效連結", 571),
            ("客戶關係管理", "顧客關係管理", 727),
            ("衝突管理", "情緒與衝突管理", 700),
            ("精密量測概論", "精密量測與檢驗概論", 700),
            ("簡報企劃與表達技巧", "簡報與表達技巧", 727),
            ("資訊科技能力", "資訊科技應用能力", 777),
            ("職業安全衛生法規", "職業安全衛生相關規範", 705),
            ("合作協調", "合作協調能力", 1000),
            ("服務品質：概念", "服務品質：應用【註3】", 1000),
            ("WORD文書處理", "Word文書處理", 1000),
            ("舞臺技術", "舞台技術", 1000),
        ] {
            assert_eq!(alike(one, other), expected, "{one} {other}");
            assert!(expected >= NEAR_NAME);
        }
        for (one, other, expected) in [
            ("訊號完整性", "電源完整性", 555),
            ("簡易計算能力", "工程計算能力", 428),
            ("資訊科技能力", "資訊蒐集能力", 428),
            ("溝通協調能力", "合作協調能力", 428),
            ("顧客導向", "成果導向", 428),
            ("統計學", "會計學", 333),
            ("溝通能力", "領導能力", 0),
            ("", "溝通", 0),
        ] {
            assert_eq!(alike(one, other), expected, "{one} {other}");
            assert!(expected < NEAR_NAME);
        }
    }

    #[test]
    fn long_texts_are_compared_by_a_sample() {
        let long: String =
            (0..20_000_u32).filter_map(|at| char::from_u32(0x4e00 + at * 7 % 20_000)).collect();
        assert_eq!(Bag::new(&long).len(), MOST);
        assert_eq!(alike(&long, &long), 1000);
        assert!(alike(&long, &long[..long.len() / 4 * 3]) > 500);
    }
}
