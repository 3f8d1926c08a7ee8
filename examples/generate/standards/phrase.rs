//! Names and sentences with the words, lengths and punctuation of real ones, but without a meaning.

use super::dice::Dice;

const SUBJECTS: [&str; 43] = [
    "客戶",
    "市場",
    "產品",
    "活動",
    "設備",
    "食材",
    "資料",
    "專案",
    "供應商",
    "品質",
    "成本",
    "標註",
    "光學",
    "系統",
    "人員",
    "場地",
    "行程",
    "安全",
    "環境",
    "法規",
    "資訊",
    "需求",
    "製程",
    "模具",
    "庫存",
    "財務",
    "通路",
    "品牌",
    "教育訓練",
    "緊急事件",
    "LED元件",
    "3D列印",
    "AI模型",
    "永續",
    "數位",
    "餐點",
    "旅遊",
    "個人資料",
    "機電",
    "照護",
    "Power BI",
    "Google Analytics",
    "OJT on-site",
];
const OBJECTS: [&str; 36] = [
    "調查", "分析", "規劃", "管理", "維護", "檢測", "評估", "設計", "溝通", "採購", "驗收", "紀錄", "控制",
    "整合", "推廣", "服務", "訓練", "改善", "預防", "診斷", "報告", "盤點", "排程", "追蹤", "佈建", "測試",
    "稽核", "交付", "回饋", "協調", "蒐集", "編列", "核銷", "簡報", "安裝", "保養",
];
const PAPERS: [&str; 16] = [
    "紀錄表",
    "報告",
    "計畫書",
    "企劃書",
    "檢核表",
    "手冊",
    "清單",
    "流程圖",
    "評估表",
    "問卷",
    "規格書",
    "收據/發票",
    "簡報",
    "工單",
    "圖面(確定尺寸)",
    "之紀錄...",
];
const KNOWLEDGE: [&str; 14] = [
    "概論", "知識", "法規", "原理", "方法", "流程", "概念", "規範", "標準", "理論", "趨勢", "特性", "實務",
    "基礎",
];
const SKILLS: [&str; 10] =
    ["能力", "技巧", "操作", "應用", "操作能力", "判讀", "管理能力", "溝通技巧", "軟體應用", "表達能力"];
pub(super) const ATTITUDES: [&str; 24] = [
    "主動積極",
    "謹慎細心",
    "團隊意識",
    "壓力容忍",
    "自我管理",
    "持續學習",
    "正直誠實",
    "追求卓越",
    "親和關係",
    "彈性",
    "好奇開放",
    "自信心",
    "同理心",
    "責任感",
    "耐心",
    "冒險挑戰",
    "應對不確定性",
    "創新",
    "顧客導向",
    "敬業",
    "廉潔",
    "樂觀",
    "堅毅",
    "守紀律",
];
const VERBS: [&str; 20] = [
    "確認", "完成", "進行", "協助", "檢視", "掌握", "規劃", "回報", "整理", "選用", "執行", "評估", "追蹤",
    "提出", "維持", "落實", "辨別", "紀錄", "蒐集", "調整",
];
const OPENINGS: [&str; 14] = [
    "依據",
    "按照",
    "依主管指示，就",
    "於活動前就",
    "能針對",
    "視需要就",
    "遵循",
    "運用",
    "配合",
    "經由",
    "在作業過程中就",
    "定期就",
    "參考",
    "與客戶確認",
];

/// `客戶需求分析`, 4 to 12 characters.
pub(crate) fn name(dice: &mut Dice) -> String {
    let mut name = String::new();
    for _ in 0..dice.within(1..3) {
        name += dice.pick(&SUBJECTS);
    }
    name + dice.pick(&OBJECTS)
}

/// `市場調查報告`
pub(crate) fn output(dice: &mut Dice) -> String {
    name(dice) + dice.pick(&PAPERS)
}

/// `光學檢測原理`, and now and then a longer one in brackets.
pub(crate) fn knowledge(dice: &mut Dice) -> String {
    let name = name(dice) + dice.pick(&KNOWLEDGE);
    if dice.chance(5) { format!("{name}（{}）", self::name(dice)) } else { name }
}

/// `數位溝通技巧`
pub(crate) fn skill(dice: &mut Dice) -> String {
    name(dice) + dice.pick(&SKILLS)
}

/// `主動積極：…。`, or the name alone; `at` counts from 0, and as many are different.
pub(crate) fn attitude(dice: &mut Dice, at: usize, described: bool) -> String {
    let name = ATTITUDES[at % ATTITUDES.len()];
    if described { format!("{name}：{}", sentence(dice)) } else { name.to_owned() }
}

/// `依據客戶需求，確認市場調查並提出活動規劃。`, 15 to 80 characters.
pub(crate) fn sentence(dice: &mut Dice) -> String {
    let mut text = format!("{}{}", dice.pick(&OPENINGS), name(dice));
    for _ in 0..dice.within(1..4) {
        text += &format!("，{}{}", dice.pick(&VERBS), name(dice));
        if dice.chance(30) {
            text += &format!("、{}", name(dice));
        }
        if dice.chance(10) {
            text += &format!("(如{}等)", name(dice));
        }
    }
    text + "。"
}

/// Several sentences.
pub(crate) fn paragraph(dice: &mut Dice) -> String {
    (0..dice.within(1..4)).map(|_| sentence(dice)).collect()
}
