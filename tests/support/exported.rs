//! A small repository whose answers are known, for the tests of what `ttm export` writes.

use std::fs;
use std::path::Path;

/// The folder of its standards.
pub(crate) const STANDARDS: &str = "standards";

/// The published standard, a next version of it, another occupation that shares names with it, and a draft.
///
/// In the next version K05 is K07, what stood twice as K04 and K16 stands once, S16 went, an indicator says something else, and
/// another occupation's tasks share a cell and have rows.
pub(crate) fn repository(folder: &Path) {
    let published = fs::read_to_string("standards/TTM4221-004v2.yaml").unwrap();
    let once = |text: &str, before: &str, after: &str| {
        assert_eq!(text.matches(before).count(), 1, "{before}");
        text.replace(before, after)
    };
    let mut next = published.replace("K05", "K07");
    for (before, after) in [
        ("code: TTM4221-004v2\nname:\n", "code: TTM4221-004v3\nname:\n"),
        (
            "  - version: V2\n    code: TTM4221-004v2\n    name: 獎勵旅遊業業務人員\n    status: current\n",
            "  - version: V3\n    code: TTM4221-004v3\n    name: 獎勵旅遊業業務人員\n    status: current\n    date: 2024-05-06\n  \
             - version: V2\n    code: TTM4221-004v2\n    name: 獎勵旅遊業業務人員\n    status: superseded\n    \
             superseded-by: TTM4221-004v3\n",
        ),
        ("  K16: 商業套裝軟體\n", ""),
        ("[K12, K07, K16]", "[K12, K07, K04]"),
        ("了解獎旅市場的發展狀況。", "分析競爭對手的價格、行程與服務品質。"),
    ] {
        next = once(&next, before, after);
    }
    let other = "\
code: CCM1234-001v1
name: {category: 客服管理}
level: 4
history:
  - {version: V1, code: CCM1234-001v1, name: 客服管理, status: current, date: 2020-02-03}
knowledge: {K01: 顧客關係管理, K02: 統計方法}
skills: {S01: 顧客導向, S02: '=1+1', S03: \"'引號\", S04: '甲,\"乙\"'}
duties:
  T1:
    name: 服務
    knowledge: [K01]
    skills: [S01]
    tasks:
      T1.1:
        name: 受理
        also: {T1.2: 回覆}
        rows:
          - level: 3
            outputs: [受理紀錄, 服務報告]
            indicators: {P1.1.1: 正確受理。}
          - level: 4
            indicators: {P1.1.2: 回覆完整。}
            skills: [S01, S02, S03, S04]
notes:
  qualifications: [學歷要求：大專以上。]
";
    let draft = "\
revises: CCM1234-001v1
name: {category: 客服管理}
knowledge: {K01: 顧客關係管理, K03: 人工智慧}
skills: {S01: 顧客導向}
duties:
  T1:
    name: 服務
    knowledge: [K01, K03, K09]
    skills: [S01]
    tasks:
      T1.1: {name: 受理, level: 3, indicators: {P1.1.1: 正確受理。}}
unplaced:
  - {at: 第 3 頁, text: 其他}
";
    let write = |name: &str, text: &str| {
        fs::create_dir_all(folder.join(STANDARDS)).unwrap();
        fs::write(folder.join(STANDARDS).join(name), text).unwrap();
    };
    write("TTM4221-004v2.yaml", &published);
    write("TTM4221-004v3.yaml", &next);
    write("CCM1234-001v1.yaml", other);
    write("draft.yaml", draft);
}
