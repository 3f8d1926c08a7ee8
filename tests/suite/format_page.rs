//! The page of the format, in both languages: every key, with what may stand under it and an example, comes from the table
//! that files are checked by.

use std::fmt::Write as _;
use std::fs;

use ttm::check::check;
use ttm::files::source::Source;
use ttm::format::{Field, STANDARD, Shape, Value};
use ttm::model::Kind;
use ttm::text::bilingual::{Bilingual, Lang};

use crate::blessed;

/// An example for every key, as it stands in a file. A test sees to it that each is right.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("standard", "code", "code: TTM4221-004v2"),
    ("standard", "revises", "revises: TTM4221-004v2"),
    ("standard", "name", "name: {occupation: 獎勵旅遊業業務人員}"),
    (
        "standard",
        "classification",
        "classification: {job-category: [{code: TTM, name: 休閒與觀光旅遊 / 旅遊管理}]}",
    ),
    ("standard", "description", "description: 按照客戶需求提出活動企劃案。"),
    ("standard", "level", "level: 3"),
    ("standard", "history", "history: [{version: V1, code: TTM4221-004v1, status: current}]"),
    ("standard", "knowledge", "knowledge: {K01: 國際商務禮儀}"),
    ("standard", "skills", "skills: {S01: 顧客導向}"),
    ("standard", "attitudes", "attitudes: {A01: 壓力容忍}"),
    ("standard", "duties", "duties: {T1: {name: 業務拓展}}"),
    ("standard", "notes", "notes: {qualifications: [學歷要求：大專以上。]}"),
    ("standard", "unplaced", "unplaced: [{at: 第 2 頁, text: 頁尾文字}]"),
    ("name", "occupation", "occupation: 獎勵旅遊業業務人員"),
    ("name", "category", "category: 旅遊管理"),
    ("classification", "job-category", "job-category: [{code: TTM, name: 休閒與觀光旅遊 / 旅遊管理}]"),
    ("classification", "occupation", "occupation: [{code: \"4221\", name: 旅遊諮詢及有關事務人員}]"),
    ("classification", "industry", "industry: [{code: N7900, name: 旅行及相關服務業}]"),
    ("class", "code", "code: TTM"),
    ("class", "name", "name: 休閒與觀光旅遊 / 旅遊管理"),
    ("version", "version", "version: V2"),
    ("version", "code", "code: TTM4221-004v2"),
    ("version", "name", "name: 獎勵旅遊業業務人員"),
    ("version", "status", "status: current"),
    ("version", "superseded-by", "superseded-by: TTM4221-004v2"),
    ("version", "date", "date: 2021-01-14"),
    ("version", "note", "note: 因應產業需求，檢視更新職能內涵。"),
    ("duty", "name", "name: 業務拓展"),
    ("duty", "knowledge", "knowledge: [K01]"),
    ("duty", "skills", "skills: [S01]"),
    ("duty", "tasks", "tasks: {T1.1: {name: 開發客戶}}"),
    ("task", "name", "name: 開發客戶"),
    ("task", "also", "also: {T1.2: 評估現有技術能力}"),
    ("task", "level", "level: 3"),
    ("task", "outputs", "outputs: {O1.1.1: 客戶紀錄表}"),
    ("task", "indicators", "indicators: {P1.1.1: 整理客戶特別需求。}"),
    ("task", "knowledge", "knowledge: []"),
    ("task", "skills", "skills: [S01]"),
    ("task", "rows", "rows: [{level: 2, indicators: {P1.1.1: 整理客戶特別需求。}}]"),
    ("row", "level", "level: 2"),
    ("row", "outputs", "outputs: [O1.1.1: 客戶紀錄表]"),
    ("row", "indicators", "indicators: {P1.1.1: 整理客戶特別需求。}"),
    ("row", "knowledge", "knowledge: [K01]"),
    ("row", "skills", "skills: []"),
    ("notes", "qualifications", "qualifications: [學歷要求：大專以上。]"),
    ("notes", "supplements", "supplements: [【註1】獎勵旅遊：企業獎勵員工的旅遊。]"),
    ("unplaced", "at", "at: 第 2 頁"),
    ("unplaced", "text", "text: 頁尾文字"),
];

fn example(shape: &Shape, field: &Field) -> &'static str {
    let found = EXAMPLES.iter().find(|(of, key, _)| *of == shape.name && *key == field.key);
    found.unwrap_or_else(|| panic!("no example for {} of {}", field.key, shape.name)).2
}

/// All shapes, each once, in the order in which a reader meets them.
fn shapes() -> Vec<&'static Shape> {
    fn add(shape: &'static Shape, found: &mut Vec<&'static Shape>) {
        if found.iter().any(|known| known.name == shape.name) {
            return;
        }
        found.push(shape);
        for field in shape.fields {
            if let Value::Parts(_, below) | Value::Mapping(below) | Value::Mappings(below) = &field.value {
                add(below, found);
            }
        }
    }
    let mut found = Vec::new();
    add(&STANDARD, &mut found);
    found
}

/// What may stand under a key.
fn value(value: &Value, lang: Lang) -> String {
    let letter = |kind: &Kind| match kind {
        Kind::Duty | Kind::Task => "T",
        Kind::Output => "O",
        Kind::Indicator => "P",
        Kind::Knowledge => "K",
        Kind::Skill => "S",
        Kind::Attitude => "A",
    };
    let link = |shape: &Shape| format!("[{}](#{})", shape.title.get(lang), anchor(shape, lang));
    let words = match value {
        Value::Text => Bilingual::fixed("text", "文字"),
        Value::Level => Bilingual::fixed("1 to 6", "1 至 6"),
        Value::Date => Bilingual::fixed("a day, `2021-01-14`", "日期，如 `2021-01-14`"),
        Value::Status => Bilingual::fixed("`current` or `superseded`", "`current` 或 `superseded`"),
        Value::Texts => Bilingual::fixed("list of texts", "文字的清單"),
        Value::References(kind) => {
            let letter = letter(kind);
            ttm::bilingual!("list of {letter} codes", "{letter} 代碼的清單")
        }
        Value::Items(kind) => {
            let letter = letter(kind);
            ttm::bilingual!("texts by {letter} code", "以 {letter} 代碼為鍵的文字")
        }
        Value::Parts(kind, shape) => {
            let (letter, link) = (letter(kind), link(shape));
            ttm::bilingual!("{link} by {letter} code", "以 {letter} 代碼為鍵的{link}")
        }
        Value::Mapping(shape) => {
            let link = link(shape);
            ttm::bilingual!("{link}", "{link}")
        }
        Value::Mappings(shape) => {
            let link = link(shape);
            ttm::bilingual!("list of {link}", "{link}的清單")
        }
        #[allow(unreachable_patterns, reason = "a value of a later format needs its words here")]
        _ => panic!("no words for {value:?}"),
    };
    words.get(lang).to_owned()
}

fn heading(shape: &Shape, lang: Lang) -> String {
    match lang {
        Lang::ZhTw => format!("{}（{}）", shape.title.zh, shape.name),
        _ => format!("{} ({})", shape.title.en, shape.name),
    }
}

/// The anchor that GitHub gives the heading.
fn anchor(shape: &Shape, lang: Lang) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    heading(shape, lang).to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
}

fn tables(lang: Lang) -> String {
    let heads = match lang {
        Lang::ZhTw => "| 鍵 | 必要 | 內容 | 說明 | 範例 |",
        _ => "| key | required | holds | says | example |",
    };
    let mut text = String::new();
    for shape in shapes() {
        let _ = write!(
            text,
            "### {}\n\n{}\n\n{heads}\n|---|---|---|---|---|\n",
            heading(shape, lang),
            shape.about.get(lang)
        );
        for field in shape.fields {
            let required = match (field.required, lang) {
                (false, _) => "",
                (true, Lang::ZhTw) => "是",
                (true, _) => "yes",
            };
            let (holds, about) = (value(&field.value, lang), field.about.get(lang).replace('|', "\\|"));
            let _ = writeln!(
                text,
                "| `{}` | {required} | {holds} | {about} | `{}` |",
                field.key,
                example(shape, field).replace('|', "\\|")
            );
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_format_pages_list_every_key() {
    for (path, lang) in [("docs/format.md", Lang::En), ("docs/format.zh-TW.md", Lang::ZhTw)] {
        let page = fs::read_to_string(path).unwrap();
        let (before, rest) = page.split_once("<!-- keys -->\n").unwrap();
        let (_, after) = rest.split_once("<!-- end of keys -->").unwrap();
        blessed(path, &format!("{before}<!-- keys -->\n{}<!-- end of keys -->{after}", tables(lang)));
    }
}

/// Whether decoding takes a file.
fn takes(text: &str) -> bool {
    let shape =
        ["unknown-field", "missing-field", "wrong-type", "invalid-value", "yaml-syntax", "malformed-code"];
    !check(&[Source::in_memory("a.yaml", text)]).iter().any(|found| shape.contains(&found.rule))
}

#[test]
fn every_example_on_the_format_pages_is_valid() {
    // A file for each shape, in which the place for its key is marked.
    let frames = [
        ("standard", "@\n"),
        ("name", "name:\n  @\n"),
        ("classification", "classification:\n  @\n"),
        ("class", "classification:\n  job-category:\n    - @\n"),
        ("version", "history:\n  - @\n"),
        ("duty", "duties:\n  T1:\n    @\n"),
        ("task", "duties:\n  T1:\n    name: 甲\n    tasks:\n      T1.1:\n        @\n"),
        (
            "row",
            "duties:\n  T1:\n    name: 甲\n    tasks:\n      T1.1:\n        name: 乙\n        rows:\n          - @\n",
        ),
        ("notes", "notes:\n  @\n"),
        ("unplaced", "unplaced:\n  - @\n"),
    ];
    for (shape, key, example) in EXAMPLES {
        let (_, frame) = frames.iter().find(|(name, _)| name == shape).unwrap();
        assert!(example.starts_with(&format!("{key}: ")), "{example}");
        let mut text = frame.replace('@', example);
        let indent = |depth: usize| " ".repeat(depth);
        if ["duty", "task"].contains(shape) && *key != "name" {
            let depth = if *shape == "duty" { 4 } else { 8 };
            text.push_str(&format!("{}name: 丙\n", indent(depth)));
        }
        for (needed, filled) in
            [("name:", "name: {occupation: 甲}\n"), ("duties:", "duties: {T1: {name: 乙}}\n")]
        {
            if !text.lines().any(|line| line.starts_with(needed)) {
                text.push_str(filled);
            }
        }
        assert!(takes(&text), "{example}:\n{text}");
    }
    let known: usize = shapes().iter().map(|shape| shape.fields.len()).sum();
    assert_eq!(known, EXAMPLES.len(), "an example of a key that is none");
}

#[test]
fn every_whole_file_on_the_format_pages_is_valid() {
    for path in ["docs/format.md", "docs/format.zh-TW.md", "README.md", "README.zh-TW.md"] {
        let page = fs::read_to_string(path).unwrap();
        let mut files = 0;
        for block in page.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap()) {
            // What lacks one of the two is a part of a file.
            let has = |key: &str| block.lines().any(|line| line.starts_with(key));
            if has("name:") && has("duties:") {
                assert!(takes(block), "{path}: {block}");
                files += 1;
            }
        }
        assert!(files > 0, "{path}");
    }
}
