use super::*;

/// The items of `text` after the texts in `before`, as `code|text`, with `?` if there is another reading.
fn split_after(before: &[&str], text: &str, column: Kind) -> Vec<String> {
    let mut context = Context::default();
    for text in before.iter().chain([&text]) {
        context.note(text, column);
    }
    for text in before {
        context.split(text, column, &mut InCell::default());
    }
    let shown = |piece: &Piece<'_>| {
        let doubt = if piece.other.is_some() { "?" } else { "" };
        format!("{}{doubt}|{}", piece.code.as_deref().unwrap_or_default(), piece.text)
    };
    let mut cell = InCell::default();
    let pieces = context.split(text, column, &mut cell);
    let within = cell.within.iter().map(|(_, code)| format!("({code})"));
    pieces.iter().map(shown).chain(within).collect()
}

#[test]
fn cells_are_split_at_the_codes_of_their_column() {
    use Kind::{Attitude, Duty, Indicator, Knowledge, Output, Skill, Task};
    for (column, text, expected) in [
        (Duty, "T1業務拓展", &["T1|業務拓展"] as &[&str]),
        (Duty, "T1 業務拓展 T2", &["T1|業務拓展 T2", "(T2)"]),
        (Duty, "業務拓展", &["|業務拓展"]),
        (Task, "T1.1 評估需求 T1.2評估現有技術能力", &["T1.1|評估需求", "T1.2|評估現有技術能力"]),
        (Task, "T1.1 T2交流道", &["T1.1|T2交流道"]),
        (Task, "T1 提案", &["T1|提案"]),
        (Output, "O1.1.1 客戶紀錄表", &["O1.1.1|客戶紀錄表"]),
        (Output, "O2.31試印品", &["O2.31|試印品"]),
        (Output, "市場報告", &["|市場報告"]),
        (Output, "初稿 O1.1.1定稿", &["|初稿", "O1.1.1|定稿"]),
        (Indicator, "P1.1.1甲。\nP1.1.2 乙。", &["P1.1.1|甲。", "P1.1.2|乙。"]),
        (
            Indicator,
            "P1.1.1甲。\u{3000}P1.1.2乙。\u{a0}P1.1.3丙。",
            &["P1.1.1|甲。", "P1.1.2|乙。", "P1.1.3|丙。"],
        ),
        (Indicator, "P.2.1.3行程中 3 K1旅遊 S2能力", &["P.2.1.3|行程中 3 K1旅遊 S2能力"]),
        (Indicator, "P1.1維持 P2P 網路", &["P1.1|維持 P2P 網路"]),
        (Indicator, "P1.1.1依P1.1.2辦理", &["P1.1.1|依P1.1.2辦理", "(P1.1.2)"]),
        (Indicator, "Ｐ１．１．１　甲", &["Ｐ１．１．１|甲"]),
        (Knowledge, "K01 K02 乙", &["K01|", "K02|乙"]),
        (Knowledge, "K01LED技術現況 K02幾何光學", &["K01|LED技術現況", "K02|幾何光學"]),
        (Knowledge, "K4光學 S03印在知識欄", &["K4|光學", "S03|印在知識欄"]),
        (Knowledge, "K01 偏鄉的K12教育 T1 O1.1.1 A01", &["K01|偏鄉的K12教育 T1 O1.1.1 A01", "(O1.1.1)"]),
        (Knowledge, "K01 容器 K8s 管理", &["K01|容器 K8s 管理"]),
        (Skill, "S01顧客導向\tK05法規", &["S01|顧客導向", "K05|法規"]),
        (Skill, "操作 S01溝通", &["|操作", "S01|溝通"]),
        (Knowledge, "K01材料 k02圖學 k03", &["K01|材料 k02圖學 k03", "(k02)", "(k03)"]),
        (Knowledge, "K01材料 k02、K03法規", &["K01|材料 k02", "K03|法規", "(k02)"]),
        (Knowledge, "K01偏鄉的k12教育、a10晶片與k8s", &["K01|偏鄉的k12教育、a10晶片與k8s"]),
        (Indicator, "P1.1.1甲。 p1.1.2乙。", &["P1.1.1|甲。 p1.1.2乙。", "(p1.1.2)"]),
        (Output, "o1.1.1領料單", &["|o1.1.1領料單", "(o1.1.1)"]),
        (Attitude, "A01：主動", &["A01|主動"]),
        (Attitude, "A01主動：A4紙", &["A01|主動：A4紙"]),
        (Knowledge, " \n ", &[]),
    ] {
        assert_eq!(split_after(&[], text, column), expected, "{text}");
    }
}

#[test]
fn codes_are_found_wherever_they_are() {
    use Kind::{Attitude, Duty, Indicator, Knowledge, Output, Task};
    for (column, before, text, expected) in [
        (Indicator, &[] as &[&str], "P1.1.1甲。P1.1.2乙。", &["P1.1.1|甲。", "P1.1.2|乙。"] as &[&str]),
        (Indicator, &[], "P1.1.1甲P1.1.2乙", &["P1.1.1|甲", "P1.1.2|乙"]),
        (Indicator, &[], "P1.1.1甲；P1.1.2乙", &["P1.1.1|甲", "P1.1.2|乙"]),
        (Indicator, &[], "P1.1.1甲。P1.1.4乙。", &["P1.1.1|甲。", "P1.1.4|乙。"]),
        (Indicator, &[], "P1.1.1甲。P 1.1.2乙。 P 1.1.3丙。", &["P1.1.1|甲。", "P1.1.2|乙。", "P1.1.3|丙。"]),
        (
            Indicator,
            &["P1.1.2乙。"],
            "P1.1.1依O1.1.1及P1.1.2檢核。",
            &["P1.1.1|依O1.1.1及P1.1.2檢核。", "(O1.1.1)", "(P1.1.2)"],
        ),
        (
            Indicator,
            &[],
            "P1.1.1彙整O1.1.1、P1.1.2。",
            &["P1.1.1|彙整O1.1.1、P1.1.2。", "(O1.1.1)", "(P1.1.2)"],
        ),
        (Indicator, &[], "P1.1.1完成P1.1.2後檢核。", &["P1.1.1|完成P1.1.2後檢核。", "(P1.1.2)"]),
        (
            Indicator,
            &[],
            "P1.1.1甲。\n3\nK01材料\nS01操作",
            &["P1.1.1|甲。\n3\nK01材料\nS01操作", "(K01)", "(S01)"],
        ),
        (
            Indicator,
            &[],
            "P1.1.1以O2O、P2P、B2C、O4.0與A4紙、S級鋼材推動K12教育。",
            &["P1.1.1|以O2O、P2P、B2C、O4.0與A4紙、S級鋼材推動K12教育。"],
        ),
        (Output, &[], "O1.1.1領料單 P1.1.2核對材料。", &["O1.1.1|領料單", "P1.1.2|核對材料。"]),
        (Output, &[], "O1.1.1領料單P1.1.2核對材料。", &["O1.1.1|領料單P1.1.2核對材料。", "(P1.1.2)"]),
        (Knowledge, &[], "K01甲K02乙、K03丙", &["K01|甲", "K02|乙", "K03|丙"]),
        (Knowledge, &[], "K01甲、K05乙；K09丙", &["K01|甲", "K05|乙", "K09|丙"]),
        (Knowledge, &["K05乙己"], "K01甲K05乙己", &["K01|甲", "K05|乙己"]),
        (Knowledge, &["K01甲"], "K01甲K05乙", &["K01|甲K05乙", "(K05)"]),
        (Knowledge, &[], "K11偏鄉的K12教育", &["K11|偏鄉的K12教育", "(K12)"]),
        (Knowledge, &[], "K11甲、K12教育心理學", &["K11|甲", "K12|教育心理學"]),
        (Knowledge, &[], "K01國小、K12教育", &["K01|國小、K12教育"]),
        (Knowledge, &[], "K02 K12教育", &["K02|K12教育"]),
        (Knowledge, &[], "K11 K12教育", &["K11|", "K12|教育"]),
        (Knowledge, &[], "K01甲 K 02乙", &["K01|甲", "K02|乙"]),
        (
            Knowledge,
            &[],
            "K01.甲 K02、乙 K03：丙 K04-丁 K05) 戊",
            &["K01|甲", "K02|乙", "K03|丙", "K04|丁", "K05|戊"],
        ),
        (
            Knowledge,
            &[],
            "K01 .NET程式 K02 -20℃環境 K03-5G網路",
            &["K01|.NET程式", "K02|-20℃環境", "K03|-5G網路"],
        ),
        (Attitude, &[], "A01甲、A02乙", &["A01|甲", "A02|乙"]),
        (Task, &[], "T1.1甲、T1.2乙", &["T1.1|甲", "T1.2|乙"]),
        (Task, &[], "T1調查現況", &["T1|調查現況"]),
        (Task, &[], "T1甲、T2乙", &["T1|甲", "T2|乙"]),
        (Task, &[], "T1甲 T2乙", &["T1|甲", "T2|乙"]),
        (Task, &[], "T1LED調查", &["|T1LED調查"]),
        (Duty, &[], "T1甲 T2乙", &["T1|甲", "T2|乙"]),
        (Duty, &[], "T1甲、T2乙", &["T1|甲", "T2|乙"]),
        (Duty, &[], "T1甲 T3乙", &["T1|甲 T3乙"]),
    ] {
        assert_eq!(split_after(before, text, column), expected, "{text}");
    }
}

#[test]
fn digits_that_begin_a_name_are_told_from_the_code() {
    use Kind::{Duty, Indicator, Knowledge, Output, Task};
    for (column, before, text, expected) in [
        (Knowledge, &["K01甲 K02乙"] as &[&str], "K033D列印", &["K03|3D列印"] as &[&str]),
        (Knowledge, &["K01甲"], "K123D列印", &["K12|3D列印"]),
        (Knowledge, &["K01甲"], "K0220年", &["K02|20年"]),
        (Knowledge, &[], "K013D列印", &["K01|3D列印"]),
        (Knowledge, &["K01甲"], "K104顧客", &["K104|顧客"]),
        (Knowledge, &["K01甲"], "K100LED", &["K100|LED"]),
        (Knowledge, &["K001甲 K002乙"], "K0033D列印", &["K003|3D列印"]),
        (Knowledge, &["K01甲 K104乙"], "K115G網路", &["K115?|G網路"]),
        (Knowledge, &["K01甲"], "K117大手法", &["K117?|大手法"]),
        (Knowledge, &["K1甲 K2乙"], "K12LED", &["K12?|LED"]),
        (Knowledge, &["K1甲"], "K12光學", &["K12|光學"]),
        (Task, &["T1.1甲"], "T1.23D建模", &["T1.2|3D建模"]),
        (Task, &[], "T1.13D建模", &["T1.1|3D建模"]),
        (Task, &["T1.9甲"], "T1.103D建模", &["T1.10|3D建模"]),
        (Task, &["T1.11甲"], "T1.12D圖", &["T1.12|D圖"]),
        (Task, &[], "T1.12建立", &["T1.12?|建立"]),
        (Duty, &["T1甲"], "T23D列印", &["T2|3D列印"]),
        (Output, &["O1.2.11甲"], "O1.2.123D圖", &["O1.2.12|3D圖"]),
        (Output, &["O1.2.1甲"], "O1.2.22024年報告", &["O1.2.2|2024年報告"]),
        (Output, &["O2.2.1甲"], "O2.31客戶", &["O2.31|客戶"]),
        (Indicator, &["P1.1.1甲"], "P1.1.15LED", &["P1.1.15?|LED"]),
        (Indicator, &["P1.1.9甲"], "P1.1.10 3D", &["P1.1.10|3D"]),
    ] {
        assert_eq!(split_after(before, text, column), expected, "{text}");
    }
}
