//! Items hidden in other texts, as published standards and files from practice have them: each is reported, and no fix takes a
//! word away.

use ttm::check::{Settings, check, fixes, load};
use ttm::diagnostic::{Findings, Severity};
use ttm::edit::fix::mend;
use ttm::files::source::{FileId, Source};
use ttm::forms::sheet::{FormPart, Sheet};

/// A draft with these knowledge entries and these items of its task.
fn draft(knowledge: &str, task: &str) -> String {
    format!(
        "name:\n  occupation: 試驗人員\nlevel: 3\nknowledge:\n{knowledge}skills:\n  S01: 操作\nduties:\n  T1:\n    name: 備料\n    \
         skills: [S01]\n    tasks:\n      T1.1:\n        name: 領料\n        level: 3\n{task}"
    )
}

const INDICATORS: &str = "        knowledge: [K01]\n        indicators:\n";
const INDICATOR: &str = "          P1.1.1: 備妥材料。\n";

/// What is said of a file apart from what is still to be filled in: rule, line and severity.
fn told(text: &str) -> Vec<String> {
    let sources = [Source::in_memory("a.yaml", text)];
    let found = check(&sources);
    let told = found.iter().filter(|found| found.rule != "unfilled-part" && found.severity > Severity::Note);
    told.map(|found| {
        let line = sources[0].position(found.primary.place.span.start).line;
        format!("{} {} {line}", found.severity.name(), found.rule)
    })
    .collect()
}

fn fixed(text: &str) -> String {
    let source = Source::in_memory("a.yaml", text);
    mend(&source, |source| fixes(source, &Settings::default()))
        .map_or_else(|| text.to_owned(), |mended| mended.text)
}

#[test]
fn codes_within_a_text_are_reported() {
    let text =
        draft("  K01: 材料學\n", &format!("{INDICATORS}          P1.1.1: 備妥材料。P1.1.2核對材料。\n"));
    assert_eq!(told(&text), ["warning leaked-code 18"]);
    assert_eq!(fixed(&text), text);
}

#[test]
fn pasted_lists_are_reported_and_fixed() {
    let task = "        knowledge: [K01, K02]\n        outputs:\n          - O1.1.1 領料單 # 甲\n        indicators: [\"P1.1.1 備妥，材料。\"]\n";
    let text = draft("  - K01 材料認識\n  - K02　圖學: 一\n", task).replace("圖學: 一", "圖學");
    assert_eq!(told(&text), ["error malformed-code 5", "error malformed-code 19", "error malformed-code 20"]);
    let expected = text
        .replace("- K01 材料認識", "- K01: 材料認識")
        .replace("- K02　圖學", "- K02: 圖學")
        .replace("- O1.1.1 領料單 # 甲", "- O1.1.1: 領料單 # 甲")
        .replace("[\"P1.1.1 備妥，材料。\"]", "[{P1.1.1: 備妥，材料。}]");
    assert_eq!(fixed(&text), expected);
    assert!(told(&expected).is_empty(), "{:?}", told(&expected));
}

#[test]
fn texts_cut_by_a_number_sign_are_reported() {
    let task = format!("        knowledge: [K01, K02, K03]\n        indicators:\n{INDICATOR}");
    let text = draft("  K01: C #程式語言\n  K02: 機台 #3保養\n  K03: #1 甲\n", &task);
    assert_eq!(told(&text), ["warning cut-text 5", "warning cut-text 6", "warning cut-text 7"]);
    let comments = text
        .replace(" #程", " # 程")
        .replace("\" #3", " # 3")
        .replace("#3保養", "# 3保養")
        .replace(": #1 甲", ": 丙 # ttm: allow(x)");
    assert!(!told(&comments).iter().any(|told| told.contains("cut-text")), "{comments}");
}

#[test]
fn anchors_and_tags_are_reported() {
    let text = draft("  K01: &甲\n", &format!("{INDICATORS}{INDICATOR}"));
    assert_eq!(told(&text), ["error yaml-syntax 5"]);
    let tagged = text.replace("&甲", "!甲 乙");
    assert_eq!(told(&tagged), ["error yaml-syntax 5"]);
}

#[test]
fn plain_null_is_empty_and_other_words_are_texts() {
    let text = draft("  K01: null\n", &format!("{INDICATORS}{INDICATOR}"));
    let empty = |text: &str| {
        let found = check(&[Source::in_memory("a.yaml", text)]);
        found.iter().any(|found| found.message.en == "the name of K01 is empty")
    };
    for (word, is_empty) in [
        ("null", true),
        ("Null", true),
        ("NULL", true),
        ("~", true),
        ("\"null\"", false),
        ("'~'", false),
        ("true", false),
        ("yes", false),
        ("1e3", false),
        ("nil", false),
    ] {
        assert_eq!(empty(&text.replace("null", word)), is_empty, "{word}");
    }
}

#[test]
fn fixes_never_remove_words_of_a_text() {
    for (knowledge, indicator) in [
        ("XML與<label>標籤設計", "運用HTML標籤（如<div>、<span>）排版。"),
        ("材料學", "輸入<a>、<b>兩數，計算其和。"),
        ("材料學", "使用vector<i>存放資料。"),
        ("材料學", "運用<div>與<span>排版。"),
        ("材料學", "以<b>與</b>標示重點。"),
        ("\"&amp;lt;p&amp;gt;標籤\"", "備妥材料。"),
        ("\"&lt;div&gt;\"", "備妥材料。"),
        ("會計 審計 稅務", "學歷：大專以上　經歷：三年以上。"),
        ("材料 學K02圖 學", "備 料P1.1.2核 對。"),
    ] {
        let indicators = format!("{INDICATORS}          P1.1.1: \"{indicator}\"\n");
        let text = draft(&format!("  K01: {knowledge}\n"), &indicators);
        assert_eq!(fixed(&text), text);
    }
}

const TWO_NAMES: &str = "code: TTM4221-901v1\nname:\n  occupation: 範例\nlevel: 3\nknowledge:\n  - K03: 建築 識圖\n  - K03: 建築識圖（含符號）\nskills:\n  \
                         S01: 資料整理\nduties:\n  T1:\n    name: 施作\n    skills: [S01]\n    tasks:\n      T1.1:\n        name: 備料\n        \
                         knowledge: [{K03: 建築 識圖}]\n      T1.2:\n        name: 施工\n        knowledge:\n          - K03: 建築識圖（含符號）\n      \
                         T1.3:\n        name: 收尾\n        knowledge: [K03]\n";

#[test]
fn each_row_prints_the_name_that_stands_there() {
    let source = Source::in_memory("a.yaml", TWO_NAMES);
    let standard = load(&source, FileId::default(), &mut Findings::default()).unwrap();
    let sheet = Sheet::of(&standard);
    let table = &sheet.sections.iter().find(|section| section.part == FormPart::Duties).unwrap().table;
    let printed: Vec<_> = table
        .placed()
        .iter()
        .filter_map(|row| row.iter().find(|(column, _)| *column == 5))
        .map(|(_, cell)| cell.lines[0].text.to_string())
        .collect();
    assert_eq!(printed, ["建築 識圖", "建築識圖（含符號）", "建築 識圖"]);
    assert!(told(TWO_NAMES).contains(&"warning ambiguous-reference 24".to_owned()), "{:?}", told(TWO_NAMES));
}

#[test]
fn fixing_a_name_fixes_the_references_that_say_it() {
    let expected = TWO_NAMES.replace("建築 識圖", "建築識圖");
    assert_eq!(fixed(TWO_NAMES), expected);
    assert!(!told(&expected).iter().any(|told| told.contains("undefined-code")));
}

#[test]
fn needless_names_of_references_are_removed() {
    let text = draft(
        "  K01: \"Word, Excel\"\n",
        &format!("        knowledge: [{{\"K01\": \"Word, Excel\"}}]\n        indicators:\n{INDICATOR}"),
    );
    assert_eq!(told(&text), ["error invalid-value 16"]);
    assert_eq!(fixed(&text), text.replace("{\"K01\": \"Word, Excel\"}", "K01"));
    let block = text.replace("[{\"K01\": \"Word, Excel\"}]", "\n          - K01: \"Word, Excel\" # 甲");
    assert_eq!(fixed(&block), text.replace("[{\"K01\": \"Word, Excel\"}]", "\n          - K01 # 甲"));
}
