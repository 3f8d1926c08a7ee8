//! Characters that are two to Unicode and one word to a reader: 臺 and 台, 裏 and 裡, 着 and 著.
//!
//! The pairs are taken from Unihan (Unihan_Variants.txt, Unicode 15.0; © Unicode, Inc., Unicode License v3), the variant first
//! and then the character that it is taken for, which is the form that Taiwanese standards mostly print. Unihan lists
//! thousands; here are those that can be met in a text of today. Each has to pass two tests, and the reasons are the three
//! lists below:
//!
//! 1. Unihan has the pair in the field that the list is named after.
//! 2. In Taiwan the variant has no meaning of its own. So Unihan's 曆 and 歷, 瓷 and 磁, 菸 and 煙, 蹟 and 跡, 週 and 周 are not
//!    here, nor what only simplification made one: 后 and 後, 里 and 裡, 面 and 麵, 干 and 乾, 准 and 準. The tests list them.
//!
//! What Unihan relates by no field is not here either: 産 and 產, 録 and 錄, 閲 and 閱, 清 and 淸.
//!
//! The other way round it may have one: 台 is also a word (控台), which no 臺 is ever written for.

use std::sync::LazyLock;

/// kSemanticVariant: "two characters with identical meaning", in dictionaries and in the usage of Hong Kong, where both are
/// printed.
const ONE_MEANING: &str = "倣仿 决決 况況 凉涼 减減 効效 却卻 厘釐 厨廚 叠疊 咏詠 咨諮 啓啟 喫吃 噐器 堿鹼 墻牆 壻婿 寳寶 峯峰 \
     强強 彫雕 徧遍 恒恆 憇憩 戱戲 挂掛 携攜 撑撐 擡抬 敎教 晋晉 晒曬 枱檯 査查 槩概 樑梁 檐簷 櫈凳 歎嘆 \
     汙污 泄洩 温溫 溼濕 滙匯 灾災 烟煙 煖暖 燄焰 爲為 牀床 猪豬 猫貓 甎磚 畧略 畵畫 痹痺 癡痴 皁皂 盃杯 \
     盖蓋 盗盜 眞真 着著 碁棋 碱鹼 祕秘 禀稟 窻窗 竈灶 笋筍 箇個 粘黏 粧妝 粮糧 糉粽 綉繡 綑捆 綫線 綳繃 \
     緜綿 繮韁 缾瓶 羣群 耻恥 肴餚 胆膽 脚腳 脣唇 臺台 舘館 艶豔 荐薦 葱蔥 藷薯 蝨虱 衆眾 衞衛 袴褲 裏裡 \
     襍雜 覩睹 証證 賍贓 賬帳 踊踴 踪蹤 躶裸 輭軟 迹跡 遶繞 邨村 酧酬 鈎鉤 鉋刨 鉢缽 銹鏽 鍼針 鎔熔 鎚錘 \
     鑒鑑 鑛礦 関關 隂陰 隣鄰 雇僱 韵韻 頴穎 鬪鬥 鬭鬥 鰐鱷 鴈雁 鵞鵝 鷄雞 麪麵 麫麵 麯麴 黙默";

/// kZVariant: one shape that has two code points, mostly since Japanese or Chinese national sets drew it another way.
const ONE_SHAPE: &str = "値值 奬獎 娯娛 悦悅 户戶 戸戶 挿插 揷插 硏研 税稅 絶絕 脱脫 説說 鋭銳 隷隸";

/// kTraditionalVariant: simplification changed no more than how a stroke is drawn, as keyboards of the mainland and old
/// fonts have it. Where it replaced one word by another, the pair is left out.
const ONE_STROKE: &str = "内內 册冊 别別 吕呂 没沒 黄黃";

/// Every variant with the character that it is taken for, in the order of the variants.
static USUAL: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let mut pairs: Vec<_> = [ONE_MEANING, ONE_SHAPE, ONE_STROKE].into_iter().flat_map(pairs).collect();
    pairs.sort_unstable();
    pairs
});

fn pairs(list: &str) -> impl Iterator<Item = (char, char)> {
    list.split(' ').filter_map(|pair| pair.chars().next().zip(pair.chars().nth(1)))
}

/// Every variant, each followed by the character that it is taken for.
#[cfg(feature = "site")]
pub(super) fn all() -> String {
    USUAL.iter().flat_map(|&(variant, usual)| [variant, usual]).collect()
}

/// The character that a variant is taken for, or `c` itself.
pub(super) fn usual(c: char) -> char {
    if !('\u{4e00}'..='\u{9fff}').contains(&c) {
        return c;
    }
    USUAL.binary_search_by_key(&c, |&(variant, _)| variant).map_or(c, |at| USUAL[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_is_listed_once_and_leads_to_a_character_that_is_no_variant() {
        for list in [ONE_MEANING, ONE_SHAPE, ONE_STROKE] {
            assert!(list.split(' ').all(|pair| pair.chars().count() == 2), "{list}");
        }
        assert!(USUAL.windows(2).all(|two| two[0].0 < two[1].0));
        for &(variant, character) in USUAL.iter() {
            assert_eq!((usual(variant), usual(character)), (character, character));
        }
    }

    #[test]
    fn different_words_are_no_variants() {
        for pair in "后後 里裡 面麵 谷穀 斗鬥 松鬆 丑醜 范範 只隻 云雲 發髮 干乾 干幹 系係 制製 准準 采採 游遊 週周 注註 並併 志誌 \
                     征徵 折摺 布佈 托託 回迴 卷捲 升昇 升陞 復複 紀記 曆歷 瓷磁 鐘鍾 菸煙 蹟跡 砲炮 分份 占佔 余餘 須鬚 才纔 \
                     困睏 欲慾 台檯 颱台 鹹鹼 聯連 聯聨 溶熔 練鍊 沖衝 了瞭 表錶 咸鹹 胡鬍 沈沉 姜薑"
            .split_whitespace()
        {
            let mut chars = pair.chars().map(usual);
            assert_ne!(chars.next(), chars.next(), "{pair}");
        }
    }
}
