//! The characters whose place those of the CJK Radicals Supplement take in text copied from a PDF: ⻑ for 長, ⻘ for 青.
//!
//! The pairs are Unicode's property Equivalent_Unified_Ideograph (EquivalentUnifiedIdeograph.txt, Unicode 15.0; © Unicode,
//! Inc., Unicode License v3). NFKC maps all 214 Kangxi radicals, but of the 115 here only two.

/// The first character of the block.
const FIRST: u32 = 0x2e80;

/// The character for each of the block in order; itself where Unicode names none (U+2E80, U+2E9A).
const CHARACTERS: &[[char; 16]] = &[
    ['⺀', '厂', '乛', '乚', '乙', '亻', '冂', '𠘨', '刀', '刂', '卜', '㔾', '小', '小', '兀', '尣'],
    ['尢', '𡯂', '巳', '幺', '彑', '𫜹', '忄', '心', '扌', '攵', '\u{2e9a}', '旡', '日', '月', '歺', '母'],
    ['民', '氵', '氺', '灬', '爫', '爫', '丬', '牛', '犭', '王', '𤴔', '目', '示', '礻', '𥫗', '糹'],
    ['纟', '罓', '罒', '㓁', '冗', '𦉫', '羊', '𦍌', '𦍋', '耂', '肀', '聿', '肉', '𦥑', '艹', '艹'],
    ['艹', '虎', '衤', '覀', '西', '见', '角', '𧢲', '讠', '贝', '𧾷', '车', '辶', '辶', '辶', '邑'],
    ['钅', '長', '镸', '长', '门', '𨸏', '阝', '雨', '青', '韦', '页', '风', '飞', '食', '𩙿', '飠'],
    ['饣', '𩠐', '马', '骨', '鬼', '鱼', '鸟', '卤', '麦', '黄', '黾', '斉', '齐', '歯', '齿', '竜'],
    [
        '龙', '龜', '亀', '龟', '\u{2ef4}', '\u{2ef5}', '\u{2ef6}', '\u{2ef7}', '\u{2ef8}', '\u{2ef9}',
        '\u{2efa}', '\u{2efb}', '\u{2efc}', '\u{2efd}', '\u{2efe}', '\u{2eff}',
    ],
];

/// The character of a radical of the supplement, or `c` itself.
pub(super) fn character(c: char) -> char {
    let Some(at) = (c as u32).checked_sub(FIRST).and_then(|at| usize::try_from(at).ok()) else { return c };
    CHARACTERS.as_flattened().get(at).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn radicals_are_replaced_by_their_characters_and_nothing_else_changes() {
        let written = "⻑⻘⺠⻝⻄⻩⻤⾧長青A";
        let characters: String = written.chars().map(character).collect();
        assert_eq!(characters, "長青民食西黄鬼⾧長青A");
    }

    #[test]
    fn the_mapping_agrees_with_the_other_unicode_mappings() {
        for c in '\u{2e80}'..'\u{2f00}' {
            let compatible: String = std::iter::once(c).nfkc().collect();
            let instead = character(c).to_string();
            assert!(compatible == c.to_string() || compatible == instead, "{c} {compatible} {instead}");
        }
    }
}
