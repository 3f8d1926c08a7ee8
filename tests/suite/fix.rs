//! `ttm validate --fix` and `--diff` as people and hooks meet them: files on disk, before and after.

use std::fs;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use ttm::check::{Settings, fixes};
use ttm::edit::fix::mend;
use ttm::files::source::Source;
use ttm::text::bilingual::Lang;
use ttm::text::unified_diff::unified;

use crate::generated::{Shapes, file_of};
use crate::names;

const STANDARD: &str = "standards/TTM4221-004v2.yaml";

fn ttm(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(arguments).env("LANG", "C").env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command.stdin(Stdio::null()).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// The published standard with comments in it, and a copy with every mistake that can be mended.
fn commented_and_seeded() -> (String, String) {
    let mut original = fs::read_to_string(STANDARD).unwrap();
    for (from, to) in [
        ("knowledge:\n  K01", "# 規 範,不是內容\nknowledge: # 知識\n  # <p>\n  K01"),
        ("  K05: 溝通協調與人際關係\n", "  K05: \"溝通協調與人際關係\" # Ｋ０５\n"),
        ("  K10: 活動管理\n", "  K10: '活動管理'\n\n"),
        ("    skills: [S01, S02", "    skills:   [S01, S02"),
    ] {
        assert!(original.contains(from), "{from}");
        original = original.replacen(from, to, 1);
    }
    let mut seeded = original.clone();
    for (from, to) in [
        (
            "P1.1.1: 按照資料庫中的資訊，協助以電話或電郵聯繫客戶。",
            "P1.1.1: <p>按照資料庫中的資訊，協助以電話或電郵聯繫客戶。</p>",
        ),
        (
            "P1.1.2: 陪同主管定期拜訪客戶，維持客戶關係。",
            "P1.1.2: <b>陪同主管定期拜訪客戶，維持客戶關係。</b>",
        ),
        ("擅長工具", "擅長⼯具"),
        ("結算總金額", "結算總⾦額"),
        ("\"溝通協調與人際關係\"", "\"溝通協調與 人際關係\""),
        ("'活動管理'", "'活動 管理 '"),
        ("按照主管指示，進行活動修正", "按照主管指示,進行活動修正"),
        ("K01: 國際商務禮儀", "K01: 國際\u{200b}商務禮儀"),
        ("knowledge: [K01, K02, K12", "knowledge: [Ｋ０１, K02, Ｋ１２"),
        ("  S04: 正確傾聽", "  Ｓ０４: 正確傾聽"),
        ("code: TTM4221-004v1", "code: ＴＴＭ4221-004v1"),
    ] {
        assert!(seeded.contains(from), "{from}");
        seeded = seeded.replacen(from, to, 1);
    }
    (original, seeded)
}

#[test]
fn fixing_inserted_mistakes_restores_the_standard() {
    let (original, seeded) = commented_and_seeded();
    for windows in [false, true] {
        let lines = |text: &str| {
            if windows { format!("\u{feff}{}", text.replace('\n', "\r\n")) } else { text.to_owned() }
        };
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("TTM4221-004v2.yaml");
        let name = path.to_str().unwrap();
        fs::write(&path, lines(&seeded)).unwrap();

        let diff = ttm(&["validate", "--diff", name]);
        assert_eq!(code(&diff), 1);
        assert!(
            out(&diff).contains("-  K01: 國際\u{fffd}商務禮儀\n+  K01: 國際商務禮儀\n"),
            "{}",
            out(&diff)
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), lines(&seeded));

        let fixed = ttm(&["validate", "--fix", name]);
        assert_eq!(code(&fixed), 0, "{}", out(&fixed));
        assert!(
            out(&fixed).ends_with(
                "0 errors, 2 warnings, 25 notes (--notes shows them) in 1 file\n12 fixes made in 1 file\n"
            ),
            "{}",
            out(&fixed)
        );
        assert_eq!(fs::read_to_string(&path).unwrap(), lines(&original));

        let again = ttm(&["validate", "--fix", name]);
        assert!(out(&again).ends_with("nothing to fix\n"), "{}", out(&again));
        assert_eq!(fs::read_to_string(&path).unwrap(), lines(&original));
        let diff = ttm(&["validate", "--diff", name]);
        assert_eq!((code(&diff), out(&diff).as_str()), (0, ""));
    }
}

#[test]
fn the_report_says_what_can_be_fixed_and_json_how() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("TTM4221-004v2.yaml");
    fs::write(&path, commented_and_seeded().1).unwrap();
    let name = path.to_str().unwrap();
    let report = out(&ttm(&["validate", name]));
    assert!(report.contains("; --fix mends 12 of them\n"), "{report}");
    assert!(report.contains("help: take the space out"), "{report}");
    let json = ttm(&["validate", "--format", "json", name]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let found: Vec<_> = json["diagnostics"].as_array().unwrap().iter().collect();
    assert!(found.iter().all(|found| found["fixes"].is_array()));
    let invisible = found.iter().find(|found| found["rule"] == "invisible-character").unwrap();
    let fix = &invisible["fixes"][0];
    assert!(fix["message"]["en"].is_string() && fix["message"]["zh"].is_string());
    let edit = &fix["edits"][0];
    assert_eq!((&edit["line"], &edit["column"]), (&invisible["line"], &invisible["column"]));
    assert_eq!(edit["end_column"].as_u64().unwrap(), edit["column"].as_u64().unwrap() + 1);
    assert_eq!(edit["replacement"], "");
    let duplicate = found.iter().find(|found| found["rule"] == "duplicate-name").unwrap();
    assert_eq!(duplicate["fixes"].as_array().unwrap().len(), 0);
}

#[test]
fn a_read_only_file_is_an_error_and_nothing_is_written() {
    let folder = TempDir::new().unwrap();
    let seeded = commented_and_seeded().1;
    let (first, second) = (folder.path().join("A.yaml"), folder.path().join("B.yaml"));
    fs::write(&first, &seeded).unwrap();
    fs::write(&second, &seeded).unwrap();
    let mut permissions = fs::metadata(&second).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&second, permissions).unwrap();
    let output = ttm(&["validate", "--fix", folder.path().to_str().unwrap()]);
    assert_eq!(code(&output), 2);
    let error = String::from_utf8(output.stderr).unwrap();
    assert!(error.contains("B.yaml cannot be written: the file is read-only"), "{error}");
    assert_eq!(fs::read_to_string(&first).unwrap(), seeded);
    assert_eq!(fs::read_to_string(&second).unwrap(), seeded);
    assert_eq!(names(folder.path()), ["A.yaml", "B.yaml"]);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let (original, seeded) = commented_and_seeded();
    let (file, link) = (folder.path().join("TTM4221-004v2.yaml"), folder.path().join("link.yaml"));
    fs::write(&file, seeded).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("TTM4221-004v2.yaml", &link).unwrap();
    ttm(&["validate", "--fix", link.to_str().unwrap()]);
    assert_eq!(fs::read_to_string(&file).unwrap(), original);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(names(folder.path()), ["TTM4221-004v2.yaml", "link.yaml"]);
}

#[test]
fn standard_input_is_not_fixed_and_the_two_options_exclude_each_other() {
    for (arguments, said) in [
        (&["validate", "--fix", "-"][..], "standard input cannot be fixed in place"),
        (&["validate", "--fix", "--diff", STANDARD], "cannot be used with"),
        (&["validate", "--fix", "missing.yaml"], "is not there"),
    ] {
        let output = ttm(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{arguments:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn fix_diffs_contain_no_terminal_commands() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.yaml");
    let text = "name:\n  # \u{202e}31m\n  occupation: 規 範\u{202e}\u{2066}\ndescription: 甲\u{ad}乙\n";
    fs::write(&path, text).unwrap();
    let output = ttm(&["validate", "--diff", path.to_str().unwrap()]);
    let shown = out(&output);
    let acts = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202e}' | '\u{2066}' | '\u{ad}');
    assert!(shown.contains("+  occupation: 規範\n") && !shown.contains(acts), "{shown:?}");
}

/// A person who reads the text before and after has to call it the same text; where it is not, nothing is touched.
#[test]
fn no_fix_changes_what_a_text_says() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.yaml");
    let texts = [
        "10<sup>3</sup> 公尺",
        "面積以 m<sup>2</sup> 計",
        "<del>廢止</del>現行",
        "List&lt;b&gt; 與 &lt;a href=1&gt;",
        "見 https://a.b/c?d=甲,乙 說明",
        "市場報告<br>客戶紀錄表",
        "使用vector<i>存放資料。",
        "見 https://a.b/甲 乙方說明",
        "檢附報告,附件.docx",
        "費用 1,000 元，比例 1:2，時間 09:30，範圍 1~1,000 與 a,b@c.tw",
        "A&amp;amp;B",
    ];
    let list: String = texts.iter().map(|text| format!("  - '{text}'\n")).collect();
    let file = format!("name: {{occupation: 甲}}\nnotes:\n  supplements:\n{list}");
    fs::write(&path, &file).unwrap();
    let name = path.to_str().unwrap();
    assert_eq!(out(&ttm(&["validate", "--diff", name])), "");
    let fixed = out(&ttm(&["validate", "--fix", name]));
    assert!(fixed.ends_with("nothing to fix\n"), "{fixed}");
    assert_eq!(fs::read_to_string(&path).unwrap(), file);
    let report = out(&ttm(&["validate", "--all", name]));
    for advice in [
        "say in characters or words what it says",
        "write what is meant",
        "split the text",
        "unless it belongs",
    ] {
        assert!(report.contains(advice), "{advice}: {report}");
    }
}

#[test]
fn many_mistakes_in_one_file_are_all_mended() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.yaml");
    let list = |name: &str| -> String { (10..2_510).map(|at| format!("  K{at}: {name}{at}\n")).collect() };
    fs::write(&path, format!("name: {{occupation: 甲}}\nknowledge:\n{}", list("規 範,甲"))).unwrap();
    let output = ttm(&["validate", "--fix", "--quiet", path.to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    let expected = format!("name: {{occupation: 甲}}\nknowledge:\n{}", list("規範，甲"));
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
}

#[test]
fn a_fixed_name_is_fixed_in_each_reference_that_says_it() {
    let mut names = 0;
    for number in 0..60 {
        let (name, text) = file_of(0, number, Shapes::TWO_NAMES);
        let faulty = text.replace("【註1】", " 【註1】");
        names += faulty.matches(" 【註1】").count();
        let offered = |source: &Source| fixes(source, &Settings::default());
        let fixed = mend(&Source::in_memory(&name, faulty.as_str()), offered);
        let fixed = fixed.map_or(faulty, |fixed| fixed.text);
        assert!(fixed == text, "{}", unified("expected", &text, &fixed, Lang::En));
    }
    assert!(names > 200, "{names}");
}

/// Texts of pieces that the rules about texts look for, in every place of a small standard.
fn faulty() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let piece = prop::sample::select(vec![
        "備料",
        "品質",
        " ",
        "  ",
        ",",
        "，",
        "、",
        "。",
        ".",
        ":",
        "：",
        ";",
        "!",
        "(",
        ")",
        "（",
        "）",
        "「",
        "」",
        "\"",
        "'",
        "[",
        "]",
        "%",
        "3",
        "A",
        "Excel",
        "K01",
        "&nbsp;",
        "&hellip;",
        "<p>",
        "</p>",
        "<br>",
        "<!-- 註 -->",
        "<o:p>",
        "⾦",
        "⻑",
        "ㄧ",
        "﹑",
        "Ａ",
        "／",
        "А",
        "\u{200b}",
        "\u{a0}",
        "\u{2003}",
        "\u{fe0f}",
        "\u{3000}",
        "数",
        "訂義",
        "聯係",
        "●",
        "-",
        "#",
        "https://a.b/c",
        "甲",
        "與",
        "略",
    ]);
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

/// References, of which some are several in one text.
fn references() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let code = prop::sample::select(vec!["K01", "K02", "K09", "S01", "K1", "K０２"]);
    let mark = prop::sample::select(vec!["，", "、", " ", "; ", ", ", " , ", "／"]);
    let quotes = prop::sample::select(vec!["", "", "'", "\""]);
    let item = (quotes, prop::collection::vec((code, mark), 1..4)).prop_map(|(quote, parts)| {
        let codes: Vec<String> = parts.iter().map(|(code, mark)| format!("{code}{mark}")).collect();
        format!("{quote}{}{quote}", codes.concat().trim_end_matches(|c: char| !c.is_alphanumeric()))
    });
    prop::collection::vec(item, 1..4).prop_map(|items| items.join(", "))
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        cases: 300,
        rng_seed: proptest::test_runner::RngSeed::Fixed(18),
        failure_persistence: None,
        ..Default::default()
    })]

    #[test]
    fn after_all_fixes_none_is_left(texts in proptest::collection::vec(faulty(), 4), references in references()) {
        use ttm::check::{Settings, check, fixes};
        use ttm::edit::fix::mend;
        use ttm::files::source::Source;

        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let [knowledge, output, indicator, note] = [0, 1, 2, 3].map(|at| quoted(&texts[at]));
        let text = format!(
            "name:\n  occupation: 備料員\nknowledge:\n  K01: {knowledge}\n  K02: 水質\nduties:\n  T1:\n    name: 備料\n    knowledge: [{references}]\n    \
             tasks:\n      T1.1:\n        name: 領料\n        outputs:\n          O1.1.1: {output}\n        indicators:\n          \
             P1.1.1: {indicator}\nnotes:\n  supplements:\n    - {note}\n"
        );
        let source = Source::in_memory("draft.yaml", text);
        let settings = Settings::default();
        let mended = mend(&source, |source| fixes(source, &settings)).map_or(source.text.clone(), |mended| mended.text);
        let again = [Source::in_memory("draft.yaml", mended)];
        let left: Vec<String> = check(&again)
            .into_iter()
            .filter(|found| found.fix.is_some())
            .map(|found| format!("{}: {}", found.rule, found.message.en))
            .collect();
        proptest::prop_assert!(left.is_empty(), "{left:#?}\n{}\n{}", source.text, again[0].text);
    }
}
