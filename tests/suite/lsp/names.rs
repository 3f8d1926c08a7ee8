//! Names where codes stand: completion, hints, hover.

use serde_json::{Value, json};

use super::client::{Client, STANDARD, able};

/// The labels that are offered at the bar, and the first as it is inserted.
fn offered(marked: &str) -> (Vec<String>, Value) {
    let mut client = Client::with(&able("utf-16"));
    let list = client.at_bar("textDocument/completion", marked);
    let items = list["items"].as_array().cloned().unwrap_or_default();
    let labels = items.iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect();
    (labels, items.into_iter().next().unwrap_or_default())
}

/// A standard with an open list in its second task, and something typed in it.
fn typing(typed: &str) -> String {
    STANDARD.replace("knowledge: [K02]", &format!("knowledge: [K02, {typed}|]"))
}

#[test]
fn codes_are_found_by_code_by_name_and_by_any_characters_of_the_name() {
    for (typed, first) in [
        ("", "K01 國際商務禮儀"),
        ("K", "K01 國際商務禮儀"),
        ("K3", "K03 商業套裝軟體"),
        ("商軟", "K03 商業套裝軟體"),
        ("商業", "K03 商業套裝軟體"),
        ("禮儀", "K01 國際商務禮儀"),
    ] {
        let (labels, item) = offered(&typing(typed));
        assert_eq!(labels.first().map(String::as_str), Some(first), "{typed}: {labels:?}");
        assert_eq!(item["textEdit"]["newText"], &first[..3], "{typed}");
        // What is typed comes first in what an editor compares it with.
        assert!(item["filterText"].as_str().unwrap().starts_with(typed), "{item}");
    }
    let other = STANDARD.replace("knowledge: [K02]", "knowledge: [顧客|]");
    assert_eq!(offered(&other).0, ["K02 顧客關係管理"]);
    assert_eq!(offered(&STANDARD.replace("knowledge: [K02]", "knowledge: [客關|]")).0, ["K02 顧客關係管理"]);
    // What the list has already is not offered again.
    assert!(!offered(&typing("")).0.iter().any(|label| label.starts_with("K02")));
    assert_eq!(offered(&typing("查無")).0, [""; 0]);
}

#[test]
fn codes_are_offered_while_the_text_cannot_be_read() {
    let mut client = Client::with(&able("utf-16"));
    let uri = "file:///x/a.yaml";
    client.open(uri, STANDARD);
    let line = STANDARD.lines().position(|line| line.contains("knowledge: [K02]")).unwrap();
    let at = |character: usize| json!({"line": line, "character": character});
    client.change(uri, 2, &json!([{"range": {"start": at(23), "end": at(24)}, "text": ", 商"}]));
    assert!(client.found(uri).iter().any(|one| one.ends_with(":yaml-syntax")));
    let list = client.at("textDocument/completion", uri, line, 26);
    assert_eq!(list["items"][0]["label"], "K03 商業套裝軟體");
    assert_eq!(list["isIncomplete"], true);
}

#[test]
fn codes_are_offered_in_a_text_that_was_broken_when_it_was_opened() {
    let uri = "file:///x/a.yaml";
    let broken = [
        STANDARD.replace("knowledge: [K02]", "knowledge: [K02, 商"),
        STANDARD.replace("knowledge: [K02]", "knowledge: [K02, 商]").replace("  K01: 國際", "  K01 國際"),
    ];
    for text in &broken {
        let mut client = Client::with(&able("utf-16"));
        client.open(uri, text);
        assert!(client.found(uri).iter().any(|one| one.ends_with(":yaml-syntax")));
        let line = text.lines().position(|line| line.contains("knowledge: [K02, 商")).unwrap();
        let list = client.at("textDocument/completion", uri, line, 26);
        assert_eq!(list["items"][0]["label"], "K03 商業套裝軟體", "{text}");
        // Also after more was typed, in a text that was never whole.
        let at = json!({"line": line, "character": 26});
        client.change(uri, 2, &json!([{"range": {"start": at, "end": at}, "text": "業"}]));
        let list = client.at("textDocument/completion", uri, line, 27);
        assert_eq!(list["items"][0]["label"], "K03 商業套裝軟體", "{text}");
        // What would change the text has to wait until it can be read.
        let at = json!({"line": line, "character": 22});
        let rename = json!({"textDocument": {"uri": uri}, "position": at, "newName": "K09"});
        assert!(!client.request("textDocument/rename", rename).is_ok_and(|edit| edit.is_object()));
    }
}

#[test]
fn a_code_with_two_names_is_inserted_with_the_one_that_is_chosen() {
    let text = STANDARD
        .replace("knowledge:\n  K01: 國際商務禮儀\n", "knowledge:\n  K01: 國際商務禮儀\n  K01: 商務談判\n");
    let (labels, item) = offered(&text.replace("knowledge: [K02]", "knowledge: [談判|]"));
    assert_eq!((labels.len(), item["textEdit"]["newText"].as_str()), (1, Some("{K01: 商務談判\\}$0")));
}

#[test]
fn keys_codes_values_and_note_marks_are_offered_where_they_belong() {
    let (labels, _) =
        offered("duties:\n  T1:\n    name: 甲\n    tasks:\n      T1.1:\n        name: 乙\n        |\n");
    assert_eq!(labels, ["also", "level", "outputs", "indicators", "knowledge", "skills", "rows"]);
    let (labels, item) =
        offered("duties:\n  T1:\n    name: 甲\n    tasks:\n      T1.1:\n        name: 乙\n      |\n");
    assert_eq!(labels, ["T1.2"]);
    let inserted = item["textEdit"]["newText"].as_str().unwrap();
    assert!(inserted.starts_with("T1.2:\n  name: $1\n") && inserted.contains("P1.2.1: "), "{inserted}");
    assert_eq!(item["insertTextFormat"], 2);
    let (labels, _) = offered("skills:\n  S01: 甲\n  S07: 乙\n  |\n");
    assert_eq!(labels, ["S08"]);
    let (labels, item) = offered("duties:\n  T1:\n    name: 甲\n知|\n");
    assert_eq!(
        (labels, &item["textEdit"]["newText"]),
        (vec!["knowledge".to_owned()], &json!("knowledge:\n  K01: $1"))
    );
    assert_eq!(
        offered("duties: {}\nhistory:\n  - version: V1\n    status: |\n").0,
        ["current", "superseded"]
    );
    assert_eq!(offered("duties: {}\nhistory:\n  - version: V1\n    status: 最|\n").0, ["current"]);
    let (labels, item) = offered("classification:\n  occupation:\n    - code: 旅遊諮詢|\n");
    assert_eq!(
        (labels[0].as_str(), &item["textEdit"]["newText"]),
        ("4221 旅遊諮詢及有關事務人員", &json!("\"4221\""))
    );
    let (labels, _) = offered("classification:\n  industry:\n    - code: N7900\n      name: |\n");
    assert_eq!(labels, ["旅行及其他相關服務業"]);
    let (labels, item) =
        offered("skills:\n  S01: 顧客導向【|\nnotes:\n  supplements: [【註1】甲, 【註2】乙]\n");
    assert_eq!(labels, ["【註1】", "【註2】"]);
    assert_eq!(item["textEdit"]["newText"], "顧客導向【註1】");
    // A client without snippets gets none.
    let mut plain = Client::with(&json!({}));
    let list = plain.at_bar(
        "textDocument/completion",
        "duties:\n  T1:\n    name: 甲\n    tasks:\n      T1.1:\n        name: 乙\n      |\n",
    );
    assert_eq!(list["items"][0]["textEdit"]["newText"], "T1.2:");
}

#[test]
fn names_stand_behind_codes_and_are_told_where_the_pointer_rests() {
    let mut client = Client::with(&able("utf-16"));
    let uri = "file:///x/a.yaml";
    client.open(uri, STANDARD);
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let hints = client
        .request("textDocument/inlayHint", json!({"textDocument": {"uri": uri}, "range": all}))
        .unwrap();
    let hints: Vec<String> = hints
        .as_array()
        .unwrap()
        .iter()
        .map(|hint| {
            format!(
                "{}:{} {}",
                hint["position"]["line"],
                hint["position"]["character"],
                hint["label"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(hints, ["12:16 顧客導向", "19:23 國際商務禮儀", "19:28 顧客關係管理", "25:23 顧客關係管理"]);
    let hover = client.at("textDocument/hover", uri, 19, 26);
    assert_eq!(
        hover["contents"]["value"],
        "K02 顧客關係管理 (knowledge)\n\nused by 2 tasks:\n- T1.1 了解客戶背景 (level 3)\n- T1.2 擬定計畫 (level 4)"
    );
    assert_eq!(hover["range"]["start"], json!({"line": 19, "character": 25}));
    let hover = client.at("textDocument/hover", uri, 14, 8);
    assert_eq!(
        hover["contents"]["value"],
        "T1.1 了解客戶背景 (task)\n\nlevel 3\n\nmissing-output: T1.1 了解客戶背景 has no output; no output here"
    );
    // What a key means, and what was found at a place.
    let hover = client.at("textDocument/hover", uri, 17, 10);
    assert_eq!(
        hover["contents"]["value"],
        "behaviour indicators (P)\n\nFull sentences that say in which situation which behaviour or result is expected, each under its code (P1.1.1)."
    );
    let hover = client.at("textDocument/hover", uri, 6, 4);
    assert_eq!(
        hover["contents"]["value"],
        "K03 商業套裝軟體 (knowledge)\n\nused by no task\n\nunused-code: no task refers to K03 商業套裝軟體; add K03 where it is needed, or remove the entry"
    );
    client.notify(
        "workspace/didChangeConfiguration",
        json!({"settings": {"inlayHints": false, "besideSchema": true}}),
    );
    let hints = client
        .request("textDocument/inlayHint", json!({"textDocument": {"uri": uri}, "range": all}))
        .unwrap();
    assert_eq!(hints, Value::Null);
    assert_eq!(client.at("textDocument/hover", uri, 17, 10), Value::Null);
}

#[test]
fn what_has_a_blank_is_inserted_whole_by_a_client_that_stops_at_one() {
    let mut client = Client::with(&able("utf-16"));
    let list = client.at_bar("textDocument/completion", "duties: {}\nlev|\n");
    let level = &list["items"][0];
    assert_eq!((&level["textEdit"]["newText"], &level["insertTextFormat"]), (&json!("level: $0"), &json!(2)));
    // Without snippets it is what it is.
    let mut plain = Client::with(&json!({}));
    let list = plain.at_bar("textDocument/completion", "duties: {}\nlev|\n");
    assert_eq!(list["items"][0]["textEdit"]["newText"], "level: ");
}
