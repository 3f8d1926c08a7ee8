//! What can be done at a place, renaming, and the layout.

use serde_json::{Value, json};

use super::client::{Client, STANDARD, able, bar, edited};

const A: &str = "file:///x/a.yaml";

/// The titles of the actions at the bar, and the text after the one with `title`.
fn acted(marked: &str, title: &str) -> (Vec<String>, String) {
    let (text, line, character) = bar(marked);
    let mut client = Client::with(&able("utf-16"));
    client.open(A, &text);
    let at = json!({"line": line, "character": character});
    let context = json!({"diagnostics": client.published[A]});
    let params = json!({"textDocument": {"uri": A}, "range": {"start": at, "end": at}, "context": context});
    let actions = client.request("textDocument/codeAction", params).unwrap();
    let actions = actions.as_array().unwrap();
    let titles = actions.iter().map(|action| action["title"].as_str().unwrap().to_owned()).collect();
    let Some(action) = actions.iter().find(|action| action["title"] == title) else {
        return (titles, String::new());
    };
    let action = match action.get("edit") {
        Some(_) => action.clone(),
        None => client.request("codeAction/resolve", action.clone()).unwrap(),
    };
    (titles, edited(&text, &action["edit"]["documentChanges"][0]["edits"]))
}

fn becomes(marked: &str, title: &str, expected: &str) {
    let (titles, text) = acted(marked, title);
    assert!(titles.contains(&title.to_owned()), "{title} is not among {titles:?}");
    assert!(text == expected, "{title}:\n{text}");
}

fn plain(marked: &str) -> String {
    marked.replacen('|', "", 1)
}

#[test]
fn a_safe_fix_and_all_of_them() {
    let marked = STANDARD.replace("了解客戶的背景。", "了解客戶|的 背景<br>。");
    let (titles, text) = acted(&marked, "Fix everything that can be fixed safely");
    assert!(text.contains("了解客戶的背景"), "{titles:?} {text}");
    let marked = STANDARD.replace("K03: 商業套裝軟體", "K03: 商業 |套裝軟體");
    let (titles, _) = acted(&marked, "");
    let fix = titles.iter().find(|title| title.contains("space")).unwrap_or_else(|| panic!("{titles:?}"));
    becomes(&marked, fix, STANDARD);
}

#[test]
fn an_undefined_code_is_written_as_the_nearest_or_added_to_the_list() {
    let marked = STANDARD.replace("[K01, K02]", "[K01, K0|4]");
    becomes(&marked, "Write K01 國際商務禮儀", &plain(&marked).replace("K04]", "K01]"));
    let added = plain(&marked).replace("商業套裝軟體\n", "商業套裝軟體\n  K04: \"\"\n");
    becomes(&marked, "Add K04 to `knowledge`", &added);
}

#[test]
fn a_misplaced_item_is_numbered_anew_or_moved() {
    let marked = STANDARD
        .replace("      P1.2.1: 擬定計畫。\n", "      P1.2.1: 擬定計畫。\n          P|1.1.2: 了解需求。\n");
    becomes(&marked, "Number it P1.2.2", &plain(&marked).replace("P1.1.2", "P1.2.2"));
    let moved = STANDARD.replace("了解客戶的背景。\n", "了解客戶的背景。\n          P1.1.2: 了解需求。\n");
    becomes(&marked, "Move it to T1.1", &moved);
}

#[test]
fn a_reference_says_which_of_two_names_it_means() {
    let text = STANDARD.replace("  K02: 顧客關係管理\n", "  K02: 顧客關係管理\n  K02: 顧客關係\n");
    let marked = text.replace("knowledge: [K02]", "knowledge: [K|02]");
    becomes(
        &marked,
        "It means K02 顧客關係",
        &text.replace("knowledge: [K02]", "knowledge: [{K02: 顧客關係}]"),
    );
}

#[test]
fn lists_are_sorted_and_codes_moved_between_a_task_and_its_duty() {
    let marked = STANDARD.replace("[K01, K02]", "[K0|2, K01]");
    becomes(&marked, "Sort the list by code", STANDARD);
    becomes(&marked, "Sort all lists of codes", STANDARD);
    let marked = STANDARD.replace("[K01, K02]", "[K0|1, K02]");
    let moved = STANDARD
        .replace("[K01, K02]", "[K02]")
        .replace("    name: 業務拓展\n", "    name: 業務拓展\n    knowledge: [K01]\n");
    becomes(&marked, "Move K01 to T1", &moved);
    let back = moved.replace("knowledge: [K01]", "knowledge: [K0|1]");
    becomes(&back, "Move K01 to T1.1", &STANDARD.replace("[K01, K02]", "[K02, K01]"));
}

#[test]
fn the_next_task_comes_with_its_codes_and_an_allowance_with_its_comment() {
    let (titles, text) = acted(&STANDARD.replace("T1.1:", "T1.|1:"), "Add task T1.3");
    assert!(
        text.ends_with(
            "knowledge: [K02]\n      T1.3:\n        name: \"\"\n        outputs:\n          O1.3.1: \"\"\n        \
             indicators:\n          P1.3.1: \"\"\n"
        ),
        "{titles:?} {text}"
    );
    let marked = STANDARD.replace("K03:", "K0|3:");
    let allowed = STANDARD.replace("  K03:", "  # ttm: allow(unused-code)\n  K03:");
    becomes(&marked, "Allow unused-code here with a comment", &allowed);
    let mut client = Client::with(&able("utf-16"));
    client.open(A, &allowed);
    assert!(client.found(A).iter().all(|one| !one.contains("allow") && !one.ends_with(":unused-code")));
    becomes(
        &marked,
        "Allow unused-code in this file with a comment",
        &format!("# ttm: allow-file(unused-code)\n{STANDARD}"),
    );
    becomes(&marked, "Remove K03", &STANDARD.replace("  K03: 商業套裝軟體\n", ""));
}

#[test]
fn codes_are_renumbered_where_that_is_chosen() {
    let marked = STANDARD.replace("T1.2:", "T1.|4:").replace("P1.2.1", "P1.4.1");
    becomes(&marked, "Renumber duties and tasks by position", STANDARD);
    // Only what is asked for is offered.
    let mut client = Client::with(&able("utf-16"));
    client.open(A, &plain(&marked));
    let at = json!({"line": 0, "character": 0});
    let params = json!({"textDocument": {"uri": A}, "range": {"start": at, "end": at},
        "context": {"diagnostics": [], "only": ["source.renumber"]}});
    let actions = client.request("textDocument/codeAction", params).unwrap();
    assert_eq!(actions.as_array().unwrap().len(), 1);
    assert!(actions[0]["edit"].is_object(), "what is asked for by its kind comes with its edit");
}

fn renamed(marked: &str, new: &str) -> Result<String, String> {
    let (text, line, character) = bar(marked);
    let mut client = Client::with(&json!({}));
    client.open(A, &text);
    let params = json!({"textDocument": {"uri": A}, "position": {"line": line, "character": character}, "newName": new});
    let edit = client.request("textDocument/rename", params).map_err(|(_, words)| words)?;
    // A client without versions in its edits.
    Ok(edited(&text, &edit["changes"][A]))
}

#[test]
fn a_code_is_renamed_wherever_it_stands_with_what_is_below_it() {
    let expected = STANDARD.replace("K02", "K07");
    for marked in [STANDARD.replace("  K02:", "  K|02:"), STANDARD.replace("[K01, K02]", "[K01, K02|]")] {
        assert_eq!(renamed(&marked, "K07").unwrap(), expected);
    }
    let task = STANDARD.replace("T1.2:", "T1.|2:");
    assert_eq!(renamed(&task, "T1.5").unwrap(), STANDARD.replace("T1.2", "T1.5").replace("P1.2.1", "P1.5.1"));
    let duty = STANDARD.replace("  T1:\n", "  T1|:\n");
    let expected = STANDARD.replace("T1:", "T3:").replace("T1.", "T3.").replace("P1.", "P3.");
    assert_eq!(renamed(&duty, "T3").unwrap(), expected);
    let name = STANDARD.replace("K02: 顧客關係管理", "K02: 顧客|關係管理");
    assert_eq!(
        renamed(&name, "客戶關係: 管理").unwrap(),
        STANDARD.replace("顧客關係管理", "\"客戶關係: 管理\"")
    );
}

#[test]
fn what_cannot_be_renamed_is_refused_with_the_reason() {
    let code = STANDARD.replace("  K02:", "  K|02:");
    assert_eq!(renamed(&code, "K03").unwrap_err(), "K03 is there already");
    assert!(renamed(&code, "S02").unwrap_err().starts_with("S02 is no code of a knowledge"));
    assert!(
        renamed(&STANDARD.replace("level: 3\nkn", "le|vel: 3\nkn"), "x")
            .unwrap_err()
            .starts_with("there is nothing")
    );
    assert!(renamed(&format!("{code}x: ["), "K07").unwrap_err().contains("cannot be read"));
    let mut client = Client::with(&able("utf-16"));
    client.open(A, STANDARD);
    let prepared = client.at("textDocument/prepareRename", A, 5, 3);
    assert_eq!(
        (&prepared["placeholder"], &prepared["range"]["start"]["character"]),
        (&json!("K02"), &json!(2))
    );
    assert_eq!(client.at("textDocument/prepareRename", A, 2, 1), Value::Null);
}

#[test]
fn a_code_is_renamed_in_texts_only_where_that_is_set() {
    let text = STANDARD.replace("擬定計畫。", "依 K02 擬定 K021 計畫。");
    let mut client = Client::with(&json!({}));
    client.open(A, &text);
    let params =
        json!({"textDocument": {"uri": A}, "position": {"line": 5, "character": 3}, "newName": "K07"});
    let edit = client.request("textDocument/rename", params.clone()).unwrap();
    assert!(edited(&text, &edit["changes"][A]).contains("依 K02 擬定 K021"));
    client.notify("workspace/didChangeConfiguration", json!({"settings": {"ttm": {"renameInTexts": true}}}));
    let edit = client.request("textDocument/rename", params).unwrap();
    assert!(edited(&text, &edit["changes"][A]).contains("依 K07 擬定 K021"));
}

#[test]
fn the_layout_is_made_whole_in_ranges_and_line_by_line() {
    let messy = STANDARD.replace("[K01, K02]", "[ K01,K02 ]").replace("[S01]", "[ S01 ]");
    let mut client = Client::with(&able("utf-16"));
    client.open(A, &messy);
    let options = json!({"tabSize": 2, "insertSpaces": true});
    let params = json!({"textDocument": {"uri": A}, "options": options});
    let edits = client.request("textDocument/formatting", params.clone()).unwrap();
    assert_eq!(edited(&messy, &edits), STANDARD);
    assert!(edits.as_array().unwrap().len() > 1, "only what differs is replaced");
    let range = json!({"start": {"line": 19, "character": 3}, "end": {"line": 19, "character": 9}});
    let edits = client
        .request(
            "textDocument/rangeFormatting",
            json!({"textDocument": {"uri": A}, "range": range, "options": options}),
        )
        .unwrap();
    assert_eq!(edited(&messy, &edits), STANDARD.replace("[S01]", "[ S01 ]"));
    let typed = json!({"textDocument": {"uri": A}, "position": {"line": 13, "character": 0}, "ch": "\n", "options": options});
    let edits = client.request("textDocument/onTypeFormatting", typed).unwrap();
    assert_eq!(edited(&messy, &edits), STANDARD.replace("[K01, K02]", "[ K01,K02 ]"));
    // A text that cannot be read stays as it is.
    client.change(A, 2, &json!([{"text": "duties: ["}]));
    assert_eq!(client.request("textDocument/formatting", params.clone()).unwrap(), Value::Null);
    client.change(A, 3, &json!([{"text": STANDARD}]));
    assert_eq!(client.request("textDocument/formatting", params).unwrap(), json!([]));
}
