//! What of a text is set and what it says: which changes are none, editorial, a rewording, or another requirement.

use super::{diff, v2};

/// A standard with one text of each kind that can be changed.
fn standard(knowledge: &str, skill: &str, indicator: &str, qualification: &str) -> String {
    format!(
        "code: TTM4221-901v1\nname: {{occupation: 巡檢人員}}\nknowledge:\n  K01: {knowledge}\nskills:\n  S01: {skill}\nduties:\n  \
         T1:\n    name: 巡檢\n    knowledge: [K01]\n    skills: [S01]\n    tasks:\n      T1.1:\n        name: 巡視產線\n        \
         level: 3\n        indicators:\n          P1.1.1: {indicator}\nnotes:\n  qualifications: [{qualification}]\n"
    )
}

fn first_line(old: &str, new: &str) -> String {
    diff(old, new, &[]).0.lines().next().unwrap().trim_start_matches("TTM4221-901v1: ").to_owned()
}

/// The classes of one changed text in each place where it can be.
fn of_indicator(old: &str, new: &str) -> String {
    let standard = |text: &str| standard("材料學", "操作", text, "國中畢業");
    first_line(&standard(old), &standard(new))
}

fn of_knowledge(old: &str, new: &str) -> String {
    let standard = |text: &str| standard(text, "操作", "備妥材料。", "國中畢業");
    first_line(&standard(old), &standard(new))
}

fn of_skill(old: &str, new: &str) -> String {
    let standard = |text: &str| standard("材料學", text, "備妥材料。", "國中畢業");
    first_line(&standard(old), &standard(new))
}

fn of_qualification(old: &str, new: &str) -> String {
    let standard = |text: &str| standard("材料學", "操作", "備妥材料。", text);
    first_line(&standard(old), &standard(new))
}

const NOTHING: &str = "nothing changed";
const EDITORIAL: &str = "1 editorial; highest: editorial";
const REWORDING: &str = "1 rewording; highest: rewording";
const ANOTHER: &str = "1 requirement-withdrawn, 1 requirement-added; highest: requirement-withdrawn";

#[test]
fn the_final_line_break_of_a_block_text_is_not_a_change() {
    for text in ["|\n            備妥材料。", ">\n            備妥材料。", "|+\n            備妥材料。\n"]
    {
        assert_eq!(of_indicator("備妥材料。", text), NOTHING);
        assert_eq!(of_indicator(text, "備妥材料。"), NOTHING);
        // Nor is it shown where something else changed.
        let (report, _) = diff(
            &standard("材料學", "操作", "備妥材料。", "甲"),
            &standard("材料學", "操作", text, "甲").replace("P1.1.1", "P1.1.2"),
            &[],
        );
        assert!(report.ends_with("= P1.1.1 → P1.1.2 備妥材料。\n"), "{report}");
    }
}

#[test]
fn structural_punctuation_is_an_editorial_change() {
    for (old, new) in [
        ("巡視甲區，乙區。", "巡視甲區、乙區"),
        ("巡視（甲區）。", "巡視(甲區)。"),
        ("\"使用「5」號管。\"", "使用“5”號管。"),
        ("●巡視甲區。", "巡視甲區。"),
        ("巡視甲區——乙區。", "巡視甲區：乙區。"),
        ("巡視第一～三線。", "巡視第一~三線。"),
        ("<p>巡視甲區。</p>", "巡視甲區。"),
        ("巡視<b>甲區</b>。", "巡視甲區。"),
        ("巡視⻑廊。", "巡視長廊。"),
        ("巡視⾦庫。", "巡視金庫。"),
    ] {
        assert_eq!(of_indicator(old, new), EDITORIAL, "{old} {new}");
    }
    assert_eq!(of_knowledge("⻑期照顧", "長期照顧"), EDITORIAL);
    assert_eq!(of_qualification("國中畢業。", "國中畢業"), EDITORIAL);
}

#[test]
fn meaningful_punctuation_is_a_rewording() {
    for (old, new) in [
        ("巡檢第一～三線。", "巡檢第一、三線。"),
        ("巡檢第一-三線。", "巡檢第一、三線。"),
        ("巡檢週一～週五。", "巡檢週一、週五。"),
        ("使用5'管。", "使用5\"管。"),
        ("使用5’管。", "使用5”管。"),
        ("使用5′管。", "使用5″管。"),
        ("編寫.NET程式。", "編寫NET程式。"),
        ("以<table>排版。", "以<ul>排版。"),
        ("以<table>標籤排版整份文件。", "以標籤排版整份文件。"),
        ("巡視甲區、乙區…。", "巡視甲區、乙區。"),
        ("備料1.5公斤。", "備料15公斤。"),
    ] {
        assert_eq!(of_indicator(old, new), REWORDING, "{old} {new}");
    }
}

#[test]
fn letter_case_and_variant_characters_are_spelling_changes() {
    for (old, new) in [
        ("WORD", "Word"),
        ("舞臺技術", "舞台技術"),
        ("裏料裁剪", "裡料裁剪"),
        ("分厘卡", "分釐卡"),
        ("Excel試算表", "ＥＸＣＥＬ 試算表"),
    ] {
        assert_eq!(of_knowledge(old, new), REWORDING, "{old} {new}");
        let (report, _) = diff(
            &standard(old, "操作", "備妥材料。", "甲"),
            &standard(new, "操作", "備妥材料。", "甲"),
            &["--lang", "zh-TW"],
        );
        assert!(report.contains("（僅大小寫或異體字不同）"), "{report}");
    }
    // Different words are no variants.
    assert_eq!(of_knowledge("后土", "後土"), ANOTHER);
}

#[test]
fn similar_skills_are_reworded_and_others_replaced() {
    for (old, new) in [
        ("簡易故障排除能力", "簡易故障檢修"),
        ("有效聯結", "有效連結"),
        ("精密量測概論", "精密量測與檢驗概論"),
        ("合作協調", "合作協調能力"),
    ] {
        assert_eq!(of_skill(old, new), REWORDING, "{old} {new}");
        assert_eq!(of_skill(new, old), REWORDING, "{old} {new}");
    }
    for (old, new) in
        [("簡易計算能力", "工程計算能力"), ("資訊科技能力", "資訊蒐集能力"), ("溝通能力", "領導能力")]
    {
        assert_eq!(of_skill(old, new), ANOTHER, "{old} {new}");
    }
}

#[test]
fn a_changed_qualification_is_a_requirement_change() {
    assert_eq!(of_qualification("國中畢業", "碩士畢業"), ANOTHER);
    let (old, new) = (v2(), v2().replace("    - 學歷要求：大專以上。\n", ""));
    assert!(diff(&old, &new, &[]).0.starts_with("TTM4221-004v2: 1 requirement-withdrawn; highest"));
    assert!(diff(&new, &old, &[]).0.starts_with("TTM4221-004v2: 1 requirement-added; highest"));
    // The other notes are not.
    let (old, new) = ("notes: {supplements: [學歷：國中畢業]}\n", "notes: {supplements: [學歷：碩士畢業]}\n");
    let text = |notes: &str| v2().split("notes:\n").next().unwrap().to_owned() + notes;
    assert!(diff(&text(old), &text(new), &[]).0.starts_with("TTM4221-004v2: 1 editorial; highest"));
}
