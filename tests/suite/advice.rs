//! What a finding says to do is right, and `--fix` does it where it cannot be otherwise.
//!
//! Each test is an example of advice that was wrong, or that a person could not follow.

use ttm::check::{Settings, check, fixes};
use ttm::diagnostic::{Diagnostic, Severity};
use ttm::edit::fix::mend;
use ttm::files::source::Source;
use ttm::text::bilingual::Lang;

/// The findings of a rule in a file: the line, the message and the advice, in a language.
fn said_in(text: &str, rule: &str, lang: Lang) -> Vec<(usize, String, String)> {
    let sources = [Source::in_memory("a.yaml", text)];
    let line = |found: &Diagnostic| sources[0].position(found.primary.place.span.start).line;
    let advice = |found: &Diagnostic| found.advice().map_or("", |words| words.get(lang)).to_owned();
    let of_rule = check(&sources).into_iter().filter(|found| found.rule == rule);
    of_rule.map(|found| (line(&found), found.message.get(lang).to_owned(), advice(&found))).collect()
}

fn said(text: &str, rule: &str) -> Vec<(usize, String, String)> {
    said_in(text, rule, Lang::En)
}

/// The only finding of a rule.
fn one(text: &str, rule: &str) -> (usize, String, String) {
    let mut all = said(text, rule);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn fixed(text: &str) -> String {
    let source = Source::in_memory("a.yaml", text);
    mend(&source, |source| fixes(source, &Settings::default()))
        .map_or_else(|| text.to_owned(), |mended| mended.text)
}

/// A draft with these lists and these duties.
fn draft(lists: &str, duties: &str) -> String {
    format!("name:\n  occupation: 咖啡師\nlevel: 3\n{lists}duties:\n{duties}")
}

/// The same, issued.
fn issued(lists: &str, duties: &str) -> String {
    format!("code: TFB5120-901v1\n{}", draft(lists, duties))
}

const TASK: &str = "  T1:\n    name: 沖煮\n    tasks:\n      T1.1:\n        name: 磨豆\n        level: 3\n        indicators:\n          \
                    P1.1.1: 依配方磨豆。\n";

#[test]
fn all_slips_of_a_file_are_named_in_one_run_and_mended() {
    let right = draft("knowledge:\n  K01: 咖啡學\n  K02: 水質\n", TASK);
    let wrong = right
        .replace("  occupation: ", "  occupation：")
        .replace("K01: ", "K01：")
        .replace("K02: ", "K02:")
        .replace("    name: 沖煮", "    name：沖煮");
    let found = said(&wrong, "yaml-syntax");
    assert_eq!(found.iter().map(|(line, ..)| *line).collect::<Vec<_>>(), [2, 5, 6, 9]);
    assert_eq!(found[0].1, "the colon after `occupation` is full-width, so YAML takes the line for text");
    assert_eq!(found[2].1, "no space follows the colon after `K02`, so YAML takes the line for text");
    assert_eq!(fixed(&wrong), right);
}

#[test]
fn a_slip_in_a_file_that_is_yaml_is_named_once() {
    let right = draft("knowledge:\n  K01: 咖啡學\n", TASK);
    let wrong = right.replace("K01: ", "K01：");
    assert_eq!(said(&wrong, "yaml-syntax").len(), 1);
    assert!(said(&wrong, "wrong-type").is_empty());
    assert_eq!(fixed(&wrong), right);
    // A note that looks like a slip is a text.
    let note = format!(
        "{right}notes:\n  supplements:\n    - |\n      K01：咖啡學包含豆種。\n    - \"甲\n      name：乙\"\n"
    );
    assert!(said(&note, "yaml-syntax").is_empty());
    let both = note.replace("K01: ", "K01：");
    assert_eq!(said(&both, "yaml-syntax").len(), 1);
    assert_eq!(fixed(&both), note);
}

#[test]
fn what_is_wrong_besides_slips_is_named_too_and_then_nothing_is_mended() {
    let text = draft("knowledge:\n  K01：咖啡學\n", TASK).replace("        level: 3", "       level: 3");
    let found = said(&text, "yaml-syntax");
    assert_eq!(found.iter().map(|(line, ..)| *line).collect::<Vec<_>>(), [5, 12]);
    assert_eq!(found[1].1, "`level` begins in column 8, `name` in column 9");
    assert_eq!(fixed(&text), text);
}

#[test]
fn tabs_are_mended_where_their_width_makes_no_difference() {
    let right = draft("knowledge:\n  K01: 咖啡學\n", TASK);
    let wrong = right.replace("  K01", "\tK01").replace("          P1.1.1", "\t\t\t\t\tP1.1.1");
    assert_eq!(said(&wrong, "yaml-syntax").iter().map(|(line, ..)| *line).collect::<Vec<_>>(), [5, 14]);
    assert_eq!(fixed(&wrong), right);
    // With tabs of four columns it is a key of T1, with tabs of two one of the duties.
    let doubtful = "name:\n  occupation: 甲\nduties:\n  T1:\n\tname: 沖煮\n";
    assert_eq!(fixed(doubtful), "name:\n  occupation: 甲\nduties:\n  T1:\n    name: 沖煮\n");
    let unknown = "name:\n  occupation: 甲\n\tcategory: 乙\nduties:\n  T1:\n    name: 沖煮\n";
    assert_eq!(fixed(unknown), unknown);
}

#[test]
fn what_is_taken_for_a_space_is_called_by_its_name() {
    let right = draft("knowledge:\n  K01: 咖啡學\n  K02: 水質\n  K03: 豆種\n", TASK);
    let wrong = right
        .replace("K01: ", "K01:\u{a0}")
        .replace("K02: ", "K02:\u{3000}")
        .replace("K03: ", "K03:\u{feff}")
        .replace("\n    name: 沖煮", "\n\u{3000}\u{3000}name: 沖煮");
    let messages: Vec<String> =
        said(&wrong, "yaml-syntax").into_iter().map(|(_, message, _)| message).collect();
    for (message, name) in messages.iter().zip([
        "a no-break space (U+00A0)",
        "an ideographic space (U+3000)",
        "a zero-width character (U+FEFF)",
        "ideographic spaces (U+3000) indent",
    ]) {
        assert!(message.starts_with(name), "{message}");
    }
    assert_eq!(messages.len(), 4);
    assert_eq!(fixed(&wrong), right);
}

#[test]
fn indentation_is_told_at_the_line_that_is_out_of_step() {
    // The parser stops at T1.3.
    let text = draft("", TASK)
        + "    T1.2:\n        name: 沖煮\n        indicators:\n          P1.2.1: 依配方沖煮。\n      T1.3:\n        name: 出杯\n";
    let (line, message, advice) = one(&text, "yaml-syntax");
    assert_eq!((line, message.as_str()), (13, "`T1.2` begins in column 5, `T1.1` in column 7"));
    assert_eq!(advice, "indent `T1.2` by 6 spaces, as `T1.1`, if it stands beside it");
    let zh = said_in(&text, "yaml-syntax", Lang::ZhTw).remove(0);
    assert_eq!(zh.1, "`T1.2` 從第 5 欄開始，`T1.1` 從第 7 欄開始");
    for (wrong, line, message) in [
        (TASK.replace("        level", "       level"), 10, "`level` begins in column 8, `name` in column 9"),
        (
            TASK.replace("        level", "         level"),
            10,
            "`level` begins in column 10, `name` in column 9",
        ),
    ] {
        assert_eq!(one(&draft("", &wrong), "yaml-syntax").0, line);
        assert_eq!(one(&draft("", &wrong), "yaml-syntax").1, message);
    }
    let list = draft("knowledge:\n  K01: 咖啡學\n K02: 水質\n  K03: 豆種\n", TASK);
    assert_eq!(one(&list, "yaml-syntax").1, "`K02` begins in column 2, `K01` in column 3");
}

#[test]
fn what_is_no_fault_of_indentation_has_its_own_words() {
    let beside = draft("", TASK) + "    T1.2:\n        name: 出杯\n";
    let (line, message, _) = one(&beside, "unknown-field");
    assert_eq!(
        (line, message.as_str()),
        (13, "`T1.2` stands beside the keys of the entry above, not below `tasks:`")
    );
    let in_list = draft("", "  T1:\n    name: 沖煮\n    tasks:\n      - T1.1:\n        name: 磨豆\n");
    let (line, message, advice) = one(&in_list, "wrong-type");
    assert_eq!((line, message.as_str()), (9, "`name` and what follows stand beside `T1.1:`, not below it"));
    assert!(advice.starts_with("indent `name` and the lines that follow"), "{advice}");
    let named = draft("", &TASK.replace("T1.1:\n        name: 磨豆", "T1.1: 磨豆"));
    let (line, message, advice) = one(&named, "yaml-syntax");
    assert_eq!(
        (line, message.as_str()),
        (8, "keys follow below `T1.1`, which has its name behind the colon")
    );
    assert!(advice.contains("`name: …`"), "{advice}");
    let bracket = draft("knowledge:\n  K01: [手沖]咖啡學\n", TASK);
    assert_eq!(one(&bracket, "yaml-syntax").2, "put the whole text in quotation marks: \"[手沖]咖啡學\"");
    for (name, message) in [
        ("\"手沖\"咖啡學", "YAML ends this value at the partner of `\"`, and the text goes on behind it"),
        ("'手沖'咖啡學", "YAML ends this value at the partner of `'`, and the text goes on behind it"),
        ("!咖啡學 上", "a tag is no part of the format: YAML takes `!` and the word behind it for a type"),
        (">咖啡學", "YAML takes `>` at the beginning of a value for the sign of a text on the lines below"),
    ] {
        let (line, said, advice) = one(&draft(&format!("knowledge:\n  K01: {name}\n"), TASK), "yaml-syntax");
        assert_eq!((line, said.as_str()), (5, message), "{name}");
        assert!(advice.starts_with("put the whole text in quotation marks: "), "{name}: {advice}");
    }
    let dash = draft("", TASK) + "      - T1.2:\n          name: 出杯\n";
    let (line, message, advice) = one(&dash, "yaml-syntax");
    assert_eq!(
        (line, message.as_str()),
        (13, "a dash stands before `T1.2`, and none before `T1.1` beside it")
    );
    assert!(advice.starts_with("remove the dash"), "{advice}");
    let no_dash = draft("knowledge:\n  - K01: 咖啡學\n  K02: 水質\n", TASK);
    let (line, message, advice) = one(&no_dash, "yaml-syntax");
    assert_eq!((line, message.as_str()), (6, "no dash stands before `K02`, and one before `K01` beside it"));
    assert!(advice.starts_with("write `- K02: …`"), "{advice}");
    let indicators = draft("", &TASK.replace("        indicators:\n          P", "        P"));
    let (_, message, advice) = one(&indicators, "unknown-field");
    assert_eq!(message, "`P1.1.1` stands beside the keys of the entry above, not below `indicators:`");
    assert_eq!(advice, "write `indicators:` above it, and indent it by two more spaces than that");
    let empty = draft("", &TASK.replace("          P", "        P"));
    assert_eq!(one(&empty, "unknown-field").2, "indent it by two more spaces than `indicators:`");
}

#[test]
fn items_with_a_slip_in_their_code_are_mended() {
    let text = draft("knowledge:\n  - K01：咖啡學\n  - K02:水質 # 甲\n  - K03 豆種\n", TASK);
    assert_eq!(said(&text, "malformed-code").len(), 3);
    let right = text.replace("K01：", "K01: ").replace("K02:水", "K02: 水").replace("K03 豆", "K03: 豆");
    assert_eq!(fixed(&text), right);
}

#[test]
fn an_entry_of_a_parent_that_is_missing_says_so() {
    let task = "      T2.1:\n        name: 出杯\n        indicators:\n          P2.1.1: 依單出杯。\n";
    let (_, message, advice) = one(&draft("", &format!("{TASK}{task}")), "misplaced-code");
    assert_eq!(message, "T2.1 stands below T1, and there is no duty T2");
    assert_eq!(
        advice,
        "the heading of T2 may be lost: put the duty T2 above it; or number it for T1, from T1.2 on"
    );
}

#[test]
fn the_example_of_a_code_fits_its_place() {
    let duty = "  T2:\n    name: 出杯\n    tasks:\n      T2:\n        name: 清點\n        indicators:\n          P2.1.1: 清點杯具。\n";
    let (.., advice) = one(&draft("", &format!("{TASK}{duty}")), "misplaced-code");
    assert!(advice.contains("such as T2.1;"), "{advice}");
    let (.., advice) = one(
        &draft("knowledge:\n  K01: 咖啡學\n  S02: 沖煮能力\nskills:\n  S01: 磨豆能力\n", TASK),
        "misplaced-code",
    );
    assert_eq!(advice, "move it to where its code belongs, or give it a code such as K02");
}

#[test]
fn nothing_is_sent_to_a_place_that_is_taken() {
    let (.., advice) = one(
        &draft("knowledge:\n  K01: 咖啡學\n  S01: 沖煮能力\nskills:\n  S01: 磨豆能力\n", TASK),
        "misplaced-code",
    );
    assert_eq!(
        advice,
        "there is another S01 among the skills: give this one a free code here, such as K02, or move it there as S02"
    );
    let more = "          P1.2.1: 清點豆量。\n      T1.2:\n        name: 出杯\n        indicators:\n          P1.2.1: 依單出杯。\n";
    let (.., advice) = one(&draft("", &format!("{TASK}{more}")), "misplaced-code");
    assert_eq!(
        advice,
        "T1.2 has its own P1.2.1 already: number it for T1.1, from P1.1.2 on; `ttm renumber` numbers all by their places"
    );
    let (.., advice) = one(&issued("", &format!("{TASK}{more}")), "misplaced-code");
    assert!(advice.starts_with("look in the print: if it stands there so, leave it; otherwise "), "{advice}");
}

#[test]
fn a_code_that_stands_twice_says_how_its_texts_differ() {
    let said = |one: &str, other: &str| {
        let task = TASK.replace(
            "          P1.1.1: 依配方磨豆。\n",
            &format!("          - P1.1.1: {one}\n          - P1.1.1: {other}\n"),
        );
        self::one(&draft("", &task), "duplicate-code")
    };
    let (_, message, advice) = said("依配方磨豆，並記錄刻度。", "依配方磨豆");
    assert!(message.contains("the second time only with the beginning of the text"), "{message}");
    assert!(advice.starts_with("complete the shorter one"), "{advice}");
    let (_, message, _) = said("依配方磨豆。", "依配方磨豆。【註1】");
    assert!(message.contains("with and without a note mark"), "{message}");
    let (_, message, advice) = said("依配方磨豆。", "清點杯具。");
    assert!(message.contains("with two texts"), "{message}");
    assert!(!advice.contains("remove"), "{advice}");
    let (_, message, advice) = said("依配方磨豆。", "依配方磨豆。");
    assert_eq!(message, "P1.1.1 stands more than once in the standard");
    assert!(advice.starts_with("remove one of the two"), "{advice}");
}

#[test]
fn many_codes_that_stand_twice_are_one_finding() {
    let numbered = |what: &str| -> String {
        (1..=12).map(|number| format!("          P1.1.{number}: 依單{what}第{number}桌。\n")).collect()
    };
    let again = "      T1.2:\n        name: 出杯\n        indicators:\n";
    let tasks = format!(
        "{}{}{again}{}",
        TASK.split("          P").next().unwrap(),
        numbered("磨豆"),
        numbered("出杯")
    );
    // They stand below another task, so they are misplaced and not doubled; in one list they are doubled.
    let (line, message, _) = one(&draft("", &tasks), "misplaced-code");
    assert_eq!((line, message.as_str()), (27, "P1.1.1 and 11 more numbered for T1.1 stand below T1.2"));
    let (line, message, _) = one(&draft("", &tasks.replace(again, "")), "duplicate-code");
    assert_eq!(
        (line, message.as_str()),
        (24, "12 indicator codes stand twice with another text each, the first of them P1.1.1")
    );
}

#[test]
fn the_digits_of_a_code_are_those_of_the_occupation() {
    let text = draft("", TASK);
    for code in ["CCM711-001", "CCM711-001v2", "TFB5120-901v1"] {
        assert!(said(&format!("code: {code}\n{text}"), "malformed-code").is_empty(), "{code}");
    }
    for code in ["CCM71-001", "CCM7111-01v1", "CCM71111-001", "ccm711-001"] {
        assert_eq!(said(&format!("code: {code}\n{text}"), "malformed-code").len(), 1, "{code}");
    }
}

#[test]
fn a_note_mark_is_no_part_of_a_name_in_the_history() {
    let history = |name: &str| {
        issued("", TASK).replace(
            "level: 3\nduties",
            &format!("level: 3\nhistory:\n  - version: V1\n    code: TFB5120-901v1\n    name: {name}\n    status: current\nduties"),
        )
    };
    for name in ["咖啡師【註1】", "咖啡師（註2）", "咖啡師"] {
        assert!(said(&history(name), "history-current").is_empty(), "{name}");
    }
    assert_eq!(said(&history("咖啡師（手沖）"), "history-current").len(), 1);
}

#[test]
fn a_reference_that_is_no_code_says_what_to_write() {
    let lists = "knowledge:\n  K01: 咖啡學\n  K02: 水質\n  K03: 豆種\nskills:\n  S01: 沖煮能力\n  S02: 烘焙曲線設計能力\n";
    let referred = |key: &str, reference: &str| {
        let task = TASK
            .replace("        indicators:", &format!("        {key}: [{reference}]\n        indicators:"));
        one(&draft(lists, &task), "undefined-code")
    };
    let (_, message, advice) = referred("skills", "烘焙曲線設計能力");
    assert_eq!(message, "“烘焙曲線設計能力” is a name, and references are codes");
    assert_eq!(advice, "write its code, S02");
    assert_eq!(referred("knowledge", "K01-K03").2, "name every code: [K01, K02, K03]");
    assert_eq!(referred("knowledge", "K01～K02").2, "name every code: [K01, K02]");
    for reference in ["【S02】", "［S02］", "S02 烘焙曲線設計能力"] {
        let (.., advice) = referred("skills", reference);
        assert!(advice.starts_with("write the code alone, S02"), "{advice}");
    }
    assert_eq!(referred("knowledge", "K3").2, "write K03 if 豆種 was meant");
    // Two codes that are well formed are two entries.
    assert_eq!(referred("knowledge", "K09").2, "add K09 to `knowledge`, or remove the reference");
    // What a reference means is used.
    let task = TASK.replace("        indicators:", "        knowledge: [K01-K03]\n        indicators:");
    assert!(said(&draft(lists, &task), "unused-code").is_empty());
}

#[test]
fn an_empty_name_with_entries_below_it_is_not_to_be_deleted() {
    let task = TASK.replace("name: 磨豆", "name:");
    let (.., advice) = one(&issued("", &task), "empty-text");
    assert_eq!(advice, "look in the print and write the name; what stands below it stays");
}

#[test]
fn every_leaked_code_is_named_to_be_moved_and_the_text_is_left_alone() {
    let text = draft(
        "knowledge:\n  K01: 咖啡,學P1.1.1依配方磨豆。K02 水質S01沖煮能力\n  K02: 水質\nskills:\n  S01: 沖煮能力\n",
        TASK,
    );
    let (_, message, advice) = one(&text, "leaked-code");
    assert_eq!(message, "the name of K01 holds the codes of other entries (P1.1.1 and others, 3 in all)");
    assert!(advice.starts_with("move what belongs to P1.1.1, K02, S01 to an entry of its own"), "{advice}");
    assert_eq!(fixed(&text), text);
    let zh = said_in(&text, "leaked-code", Lang::ZhTw).remove(0);
    assert_eq!(zh.1, "K01 的名稱混入其他項目的代碼與內容（P1.1.1 等 3 處）");
}

#[test]
fn of_an_issued_standard_the_print_decides() {
    let skipped = TASK.replace("P1.1.1", "P1.1.2");
    let (.., advice) = one(&issued("", &skipped), "code-gap");
    assert!(advice.ends_with("leave the numbering as it was issued"), "{advice}");
    let (.., advice) = one(&draft("", &skipped), "code-gap");
    assert!(advice.contains("renumber"), "{advice}");
    let unfilled = |text: &str| said(text, "unfilled-part").remove(0).2;
    assert!(unfilled(&issued("", TASK)).starts_with("look in the print"));
    assert_eq!(unfilled(&draft("", TASK)), "fill it in");
}

#[test]
fn an_allowance_is_heeded_however_it_is_typed() {
    for comment in [
        "# 原表如此 # ttm: allow(stray-space)",
        "# ttm：allow（stray-space）",
        "# TTM: allow(stray-space)",
        "# 原表如此，ttm: allow(stray-space)",
        "# ttm: allow(stray-space、stray-space)",
    ] {
        let text = draft(&format!("knowledge:\n  K01: 咖啡 學  {comment}\n"), TASK);
        assert!(said(&text, "stray-space").is_empty(), "{comment}");
        assert_eq!(fixed(&text), text, "{comment}");
    }
    for comment in ["# ttm: allow【stray-space】", "# 甲 # ttm：stray-space"] {
        let text = draft(&format!("knowledge:\n  K01: 咖啡 學  {comment}\n"), TASK);
        assert_eq!(said(&text, "unused-allowance").len(), 1, "{comment}");
        assert_eq!(said(&text, "stray-space").len(), 1, "{comment}");
    }
}

#[test]
fn marks_are_quoted_in_chinese() {
    let text = draft("knowledge:\n  K01: 咖啡,水質\n", TASK);
    let (_, message, advice) = said_in(&text, "mixed-punctuation", Lang::ZhTw).remove(0);
    assert_eq!(message, "K01 的名稱在中文字旁用了半形的「,」");
    assert_eq!(advice, "「,」改為「，」");
}

#[test]
fn nothing_is_said_twice_about_one_place() {
    let task = TASK.to_owned() + "          P1.1.1: 依配方磨豆。\n";
    let text = draft("", &task);
    assert_eq!(said(&text, "duplicate-code").len(), 1);
    assert!(said(&text, "repeated-text").is_empty());
}

#[test]
fn a_fault_of_style_that_most_texts_have_is_a_note_at_each_place() {
    let severities = |wrong: usize| {
        let lines: String = (1..=8)
            .map(|number| {
                let mark = if number <= wrong { ',' } else { '，' };
                format!("          P1.1.{number}: 依單磨豆{mark}並沖煮第{number}壺。\n")
            })
            .collect();
        let text = draft("", &format!("{}{lines}", TASK.split("          P").next().unwrap()));
        let sources = [Source::in_memory("a.yaml", text.clone())];
        let found = check(&sources);
        assert!(!fixed(&text).contains("豆,"), "{text}");
        let of_rule = found.iter().filter(|found| found.rule == "mixed-punctuation");
        of_rule.map(|found| found.severity).collect::<Vec<_>>()
    };
    assert_eq!(severities(6), [Severity::Note; 6]);
    assert_eq!(severities(4), [Severity::Warning; 4]);
}

#[test]
fn a_draft_is_one_checklist_in_the_order_of_the_form() {
    let text = "attitudes: {}\nname:\n  occupation: 咖啡師\nknowledge:\n  K01:\nduties:\n  T1:\n    name: 沖煮\n    tasks:\n      T1.1:\n        \
                name:\n        knowledge: [K01]\n        skills: []\n        level: 3\n";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("draft.yaml"), text).unwrap();
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_ttm"));
    let output =
        program.args(["validate", "--no-config", "draft.yaml"]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let list: Vec<&str> = said.lines().filter(|line| line.starts_with("  [ ]")).collect();
    assert_eq!(
        list,
        [
            "  [ ]    1: the draft 咖啡師 has no classification",
            "  [ ]    1: the draft 咖啡師 has no description",
            "  [ ]    1: the draft 咖啡師 has no base level",
            "  [ ]    5: the name of K01 is empty",
            "  [ ]   10: T1.1 has no behaviour indicators",
            "  [ ]   11: the name of T1.1 is empty",
            "  [ ]   13: T1.1 has no skills",
            "  [ ]    1: the draft 咖啡師 has no attitudes",
        ],
        "{said}"
    );
    assert!(said.contains("5 of 15 parts of the draft are filled"), "{said}");
}

#[test]
fn what_is_written_in_the_head_of_a_draft_and_left_empty_is_listed_in_the_order_of_the_file() {
    let text = "name:\n  occupation: 咖啡師\nclassification:\ndescription:\nlevel:\nknowledge:\n  K01:\nduties:\n  T1:\n    name: 沖煮\n";
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("draft.yaml"), text).unwrap();
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_ttm"));
    let output =
        program.args(["validate", "--no-config", "draft.yaml"]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = said
        .lines()
        .filter_map(|line| line.strip_prefix("  [ ] ")?.split(':').next())
        .map(str::trim)
        .collect();
    assert_eq!(lines, ["3", "4", "5", "7", "9", "1"], "{said}");
}

#[test]
fn a_text_in_place_of_entries_says_where_to_write_it() {
    let task = "      T1.1:\n        name: 磨豆\n        level: 3\n        indicators:\n          P1.1.1: 依配方磨豆。\n";
    for (wrong, en, zh) in [
        (
            draft("knowledge: K02 水質\n", TASK),
            "write `K02: 水質` on a line of its own below `knowledge:`, indented by two more spaces",
            "在 `knowledge:` 的下一行多縮排兩格，寫成 `K02: 水質`",
        ),
        (
            draft("knowledge:\n  K01 咖啡 學\n  K02水質\n  K03\n", TASK),
            "write each entry on a line of its own below `knowledge:`, indented by two more spaces: `K01: 咖啡 學`, \
             `K02: 水質` and so on",
            "在 `knowledge:` 之下每個項目各寫一行，多縮排兩格：`K01: 咖啡 學`、`K02: 水質`，依此類推",
        ),
        (
            draft("", TASK).replace("indicators:\n          P1.1.1: ", "indicators: "),
            "write `P1.1.1: 依配方磨豆。` on a line of its own below `indicators:`, indented by two more spaces",
            "在 `indicators:` 的下一行多縮排兩格，寫成 `P1.1.1: 依配方磨豆。`",
        ),
        (
            draft("", "  T1: 沖煮\n"),
            "write `name: 沖煮` on a line of its own below `T1:`, indented by two more spaces",
            "在 `T1:` 的下一行多縮排兩格，寫成 `name: 沖煮`",
        ),
        (
            draft("", TASK).replace(&format!("\n{task}"), " [T1.1]\n"),
            "write `T1.1:` on a line of its own below `tasks:`, and below that its keys, as in `name: …`, each level \
             indented by two more spaces",
            "在 `tasks:` 的下一行寫 `T1.1:`，再下一行寫它的鍵，例如 `name: …`，每層多縮排兩格",
        ),
        (
            "咖啡師\n".to_owned(),
            "`ttm new` begins a standard, `ttm import` makes one of what is published",
            "新的職能基準用 `ttm new` 建立，已公告的用 `ttm import` 匯入",
        ),
        (
            String::new(),
            "`ttm new` begins a standard, `ttm import` makes one of what is published",
            "新的職能基準用 `ttm new` 建立，已公告的用 `ttm import` 匯入",
        ),
    ] {
        assert_eq!(one(&wrong, "wrong-type").2, en, "{wrong}");
        assert_eq!(said_in(&wrong, "wrong-type", Lang::ZhTw)[0].2, zh, "{wrong}");
    }
    assert_eq!(
        one(&draft("", TASK).replace("level: 3\nduties", "level: 三\nduties"), "invalid-value").2,
        "write `3`"
    );
}

#[test]
fn a_name_that_a_reference_does_not_need_is_mended_in_every_style() {
    let lists = "knowledge:\n  - K01: 咖啡學\n";
    let duties = |reference: &str| {
        TASK.replace(
            "        level: 3\n",
            &format!("        level: 3\n        knowledge:\n          - {reference}\n"),
        )
    };
    for name in
        ["K01: 咖啡學", "K01:\n              咖啡學", "K01: >-\n              咖啡學", "{K01: 咖啡學}"]
    {
        assert_eq!(fixed(&draft(lists, &duties(name))), draft(lists, &duties("K01")), "{name}");
    }
}

#[test]
fn references_in_full_width_brackets_are_told_as_the_list_that_is_meant() {
    let lists = "knowledge:\n  K01: 咖啡學\n  K02: 水質\n";
    for wrong in ["［K01，K02］", "【K01、K02】", "K01、K02", "\"[K01，K02]\"", "'[K01, K02]'"] {
        let text = draft(lists, &format!("{TASK}        knowledge: {wrong}\n"));
        assert_eq!(one(&text, "wrong-type").2, "write `knowledge: [K01, K02]`", "{wrong}");
    }
}

#[test]
fn a_text_of_listed_codes_becomes_the_list_that_is_meant() {
    let lists = "knowledge:\n  K01: 咖啡學\n  K02: 水質\nskills:\n  S01: 沖煮\n";
    let with = |written: &str| draft(lists, &format!("{TASK}        knowledge: {written}  # 暫定\n"));
    for wrong in
        ["［K01，K02］", "\"[K01，K02]\"", "'[K01, K02]'", "K01、K02", "\"K01\\uFF0CK02\"", "【K01、K02】"]
    {
        assert_eq!(fixed(&with(wrong)), with("[K01, K02]"), "{wrong}");
    }
    assert_eq!(fixed(&with("K02")), with("[K02]"));
    // A code that the list has not, or a skill, or anything else: that is for the author to say.
    for unsure in ["K01，K03", "K01，S01", "\"[K01，水質]\"", "K01-K02", "\"\"", "|\n          K01，K02"]
    {
        assert_eq!(fixed(&with(unsure)), with(unsure), "{unsure}");
    }
    // In a mapping in braces as well.
    let flow = |knowledge: &str| {
        let task =
            format!("{{name: 沖煮, level: 3, knowledge: {knowledge}, indicators: {{P1.1.1: 沖煮咖啡。}}}}");
        draft(lists, &format!("  T1:\n    name: 沖煮\n    tasks: {{T1.1: {task}}}\n"))
    };
    assert_eq!(fixed(&flow("\"[K01，K02]\"")), flow("[K01, K02]"));
}

#[test]
fn an_item_that_is_a_text_of_listed_codes_becomes_these_codes() {
    let lists = "knowledge:\n  K01: 咖啡學\n  K02: 水質\n  K03: 器具\nskills:\n  S01: 沖煮\n";
    let with = |written: &str| draft(lists, &format!("{TASK}        knowledge: {written}  # 暫定\n"));
    for (wrong, right) in [
        ("[K01，K02]", "[K01, K02]"),
        ("[K03, K01、K02]", "[K03, K01, K02]"),
        ("[\"K01，K02\", K03]", "[K01, K02, K03]"),
        ("['K01, K02; K03']", "[K01, K02, K03]"),
        ("[ K01 K02 , K03 ]", "[ K01, K02 , K03 ]"),
        ("[K01，K02, K02、K03]", "[K01, K02, K02, K03]"),
        (
            "[\n          K03,\n          # 兩項\n          K01／K02,\n        ]",
            "[\n          K03,\n          # 兩項\n          K01, K02,\n        ]",
        ),
    ] {
        assert_eq!(fixed(&with(wrong)), with(right), "{wrong}");
    }
    // A code that the list has not, a skill, a range, lines of their own, several lines: that is for the author to say.
    for unsure in [
        "[K01，K09]",
        "[K01，S01]",
        "[K01-K03]",
        "[\"K01，\"]",
        "\n          - K01，K02",
        "\n        - K01，K02",
        "[\"K01，\n          K02\"]",
    ] {
        assert_eq!(fixed(&with(unsure)), with(unsure), "{unsure}");
    }
}

#[test]
fn a_word_that_is_wrong_is_told_by_one_rule() {
    let standard = |family: usize, name: &str| {
        let text =
            format!("code: TTM{family}-001v1\n{}", draft(&format!("attitudes:\n  A01: {name}\n"), TASK));
        Source::in_memory(&format!("TTM{family}-001v1.yaml"), text)
    };
    let mut sources: Vec<Source> = (1000..1017).map(|family| standard(family, "團隊合作")).collect();
    sources.push(standard(2000, "團隊合做"));
    let last = sources.len() - 1;
    let told = check(&sources).into_iter().filter(|found| {
        let place = found.primary.place;
        place.file.index() == last && sources[last].text[place.span.range()].contains("合做")
    });
    assert_eq!(told.map(|found| found.rule).collect::<Vec<_>>(), ["wrong-word"]);
}

#[test]
fn what_a_draft_lacks_is_told_at_the_key_that_is_there() {
    let text =
        draft("", TASK).replace("level: 3\n", "level:\n").replace("          P1.1.1: 依配方磨豆。\n", "");
    let lines = |what: &str| -> Vec<usize> {
        let lacking =
            said(&text, "unfilled-part").into_iter().filter(|(_, message, _)| message.ends_with(what));
        lacking.map(|(line, ..)| line).collect()
    };
    assert_eq!(lines("no base level"), [3]);
    assert_eq!(lines("no level"), [10]);
    assert_eq!(lines("no behaviour indicators"), [11]);
}
