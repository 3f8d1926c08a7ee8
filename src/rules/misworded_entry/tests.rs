use super::*;

#[test]
fn entries_worded_like_another_kind_are_found() {
    for (kind, text, expected) in [
        (Kind::Knowledge, "設備操作能力", Some(Slip::Ability)),
        (Kind::Knowledge, "能力評量理論", None),
        (Kind::Skill, "熟悉通訊法規", Some(Slip::Knowledge)),
        (Kind::Skill, "瞭解判讀規範能力", None),
        (Kind::Skill, "分析能力", None),
        (Kind::Skill, "刀工技術能力", Some(Slip::Stacked)),
        (Kind::Knowledge, "食品衛生概念知識", Some(Slip::Stacked)),
        (Kind::Attitude, "溝通協調能力", Some(Slip::Ability)),
        (Kind::Attitude, "主動積極：發揮能力", None),
        (Kind::Output, "安規認證資訊蒐集", Some(Slip::Activity)),
        (Kind::Output, "規劃書", None),
        (Kind::Output, "規劃量測標準流程", Some(Slip::Activity)),
        (Kind::Output, "依據法規，建置資料庫", Some(Slip::Activity)),
        (Kind::Task, "了解客戶背景", None),
        (Kind::Knowledge, "熟悉法規", Some(Slip::Ability)),
        (Kind::Indicator, "了解規格，據以設計線路。", None),
        (Kind::Indicator, "瞭解產品規格。", Some(Slip::Unseen)),
        (Kind::Indicator, "習得使用工具。", Some(Slip::Unseen)),
        (Kind::Indicator, "依規範執行。", None),
        (Kind::Indicator, "機台操作後的清潔與保養。", None),
        (Kind::Indicator, "設備能自動記錄。", None),
        (Kind::Indicator, "設計包裝並製作。", None),
        (Kind::Indicator, "安排設備檢查。", None),
        (Kind::Knowledge, "談判技巧", Some(Slip::Ability)),
        (Kind::Knowledge, "企劃書撰寫", Some(Slip::Ability)),
        (Kind::Knowledge, "談判技巧概論", None),
        (Kind::Skill, "顧客導向", None),
        (Kind::Output, "設備操作能力", Some(Slip::Ability)),
        (Kind::Attitude, "談判技巧", Some(Slip::Ability)),
        (Kind::Attitude, "問題解決：面對問題時找出原因。", Some(Slip::Ability)),
        (Kind::Attitude, "團隊意識", None),
        (Kind::Output, "設備維護紀錄", None),
        (Kind::Knowledge, "市場之了解（含國外）", Some(Slip::Ability)),
        (Kind::Skill, "認識法規", Some(Slip::Knowledge)),
        (Kind::Skill, "統計原理：進階", Some(Slip::Knowledge)),
        (Kind::Attitude, "品管技術", Some(Slip::Ability)),
        (Kind::Output, "規格確\n定", Some(Slip::Activity)),
    ] {
        assert_eq!(slip(kind, text).map(|(_, slip)| slip), expected, "{text}");
        let flags = TextFlags::WORDING.and(TextFlags::COLON);
        assert!(expected.is_none() || TextFlags::of(text).has(flags), "{text}");
    }
    for (name, expected) in [("了解客戶背景", false), ("了解量測規範", true), ("認識客戶", false)]
    {
        assert_eq!(to_know(name).is_some(), expected, "{name}");
    }
    for (text, expected) in [
        ("機台操作後的清潔與保養。", true),
        ("加工過程異常狀況排除。", true),
        ("產品效能驗證方式。", true),
        ("依規定辦理設備維修。", false),
        ("定期檢查設備與保養。", false),
        ("設備能自動測試。", false),
        ("設計包裝並製作。", false),
        ("安排設備檢查。", false),
        ("設備操作。", false),
        ("完成工件清潔工作。", false),
    ] {
        assert_eq!(noun(text).is_some(), expected, "{text}");
    }
    for skill in SKILLS {
        let seen = TextFlags::of(skill).has(TextFlags::WORDING);
        assert!(slip(Kind::Attitude, skill).is_some() && seen, "{skill}");
    }
    for (kind, begins) in [(Kind::Indicator, UNSEEN), (Kind::Output, ACTIVITIES)] {
        for begin in begins {
            let text = format!("{begin}甲乙");
            assert!(slip(kind, &text).is_some() && TextFlags::of(&text).has(TextFlags::WORDING), "{begin}");
        }
    }
}

#[test]
fn an_output_has_to_say_what_the_document_is_about() {
    assert!(is_sort("簡報") && is_sort("資料文件"));
    assert!(!is_sort("行前簡報") && !is_sort("產品") && !is_sort("客戶資料"));
}

#[test]
fn attitudes_among_the_skills_are_found_by_their_whole_names() {
    for (name, expected) in [("同理心", true), ("主動積極", true), ("同理心溝通", false), ("顧客導向", false)]
    {
        assert_eq!(is_attitude(name), expected, "{name}");
    }
    let longest = ATTITUDES.iter().map(|name| name.len()).max();
    assert_eq!(longest, Some("主動積極".len()));
}
