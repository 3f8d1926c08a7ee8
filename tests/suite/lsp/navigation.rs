//! From place to place, and the standard as a tree.

use serde_json::{Value, json};

use super::client::{Client, STANDARD, able, folder, uri};

const A: &str = "file:///x/a.yaml";

fn starts(locations: &Value) -> Vec<String> {
    let one = |place: &Value| {
        let start = &place["range"]["start"];
        format!("{}:{}", start["line"], start["character"])
    };
    locations.as_array().unwrap().iter().map(one).collect()
}

#[test]
fn a_reference_leads_to_its_entry_and_an_entry_to_its_references() {
    let mut client = Client::with(&able("utf-16"));
    client.open(A, STANDARD);
    let definition = client.at("textDocument/definition", A, 25, 22);
    assert_eq!(
        (&definition["uri"], &definition["range"]["start"]),
        (&json!(A), &json!({"line": 5, "character": 2}))
    );
    let mut references = |with: bool| {
        let params = json!({"textDocument": {"uri": A}, "position": {"line": 5, "character": 9}, "context": {"includeDeclaration": with}});
        starts(&client.request("textDocument/references", params).unwrap())
    };
    assert_eq!(references(false), ["19:25", "25:20"]);
    assert_eq!(references(true), ["5:2", "19:25", "25:20"]);
    assert_eq!(starts(&client.at("textDocument/documentHighlight", A, 19, 25)), ["5:2", "19:25", "25:20"]);
    assert_eq!(client.at("textDocument/definition", A, 0, 0), Value::Null);
}

#[test]
fn codes_of_versions_lead_to_their_files() {
    let text = "code: TTM4221-004v2\nhistory:\n  - code: TTM4221-004v1\n    superseded-by: TTM4221-004v2\n";
    let (_guard, root) = folder(&[
        ("standards/TTM4221-004v2.yaml", text),
        ("standards/TTM4221-004v1.yaml", "code: TTM4221-004v1\nskills: {}\n"),
    ]);
    let (new, old) =
        (uri(&root.join("standards/TTM4221-004v2.yaml")), uri(&root.join("standards/TTM4221-004v1.yaml")));
    let mut client = Client::within(&root, &able("utf-16"));
    client.open(&new, text);
    assert_eq!(client.at("textDocument/definition", &new, 2, 12)["uri"], old.as_str());
    let links = client.request("textDocument/documentLink", json!({"textDocument": {"uri": new}})).unwrap();
    assert_eq!((links.as_array().unwrap().len(), &links[0]["target"]), (1, &json!(old)));
    // Entries of all files by code or name.
    let symbols = client.request("workspace/symbol", json!({"query": "004v1"})).unwrap();
    assert_eq!(symbols, json!([]), "a file without a name has none");
    client.change(
        &new,
        2,
        &json!([{"text": format!("{text}name:\n  occupation: 甲\nskills:\n  S01: 顧客導向\n")}]),
    );
    let mut find = |query: &str| {
        let found = client.request("workspace/symbol", json!({"query": query})).unwrap();
        found
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(find("客導"), ["S01 顧客導向"]);
    assert_eq!(find("s01"), ["S01 顧客導向"]);
    assert_eq!(find("TTM4221"), ["TTM4221-004v2 甲"]);
}

#[test]
fn symbols_are_a_tree_or_flat_as_the_client_wants_them() {
    let mut client = Client::with(&able("utf-16"));
    client.open(A, STANDARD);
    let symbols = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": A}})).unwrap();
    let names = |symbols: &Value| -> Vec<String> {
        symbols.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&symbols), ["獎勵旅遊業業務人員", "K 知識", "S 技能", "T1 業務拓展"]);
    assert_eq!(names(&symbols[3]["children"]), ["T1.1 了解客戶背景", "T1.2 擬定計畫"]);
    assert_eq!(names(&symbols[3]["children"][0]["children"]), ["P1.1.1 了解客戶的背景。"]);
    let range = &symbols[3]["children"][0]["range"];
    assert_eq!((&range["start"]["line"], &range["end"]["line"]), (&json!(14), &json!(19)));
    let mut plain = Client::with(&json!({}));
    plain.open(A, STANDARD);
    let flat = plain.request("textDocument/documentSymbol", json!({"textDocument": {"uri": A}})).unwrap();
    assert_eq!(names(&flat).len(), 12);
    assert!(
        flat.as_array()
            .unwrap()
            .iter()
            .all(|one| one["location"]["uri"] == A && one.get("children").is_none())
    );
}

#[test]
fn duties_and_tasks_fold_and_a_selection_grows_from_text_to_entry_to_mapping() {
    let mut client = Client::with(&able("utf-16"));
    client.open(A, STANDARD);
    let folds = client.request("textDocument/foldingRange", json!({"textDocument": {"uri": A}})).unwrap();
    let folds: Vec<String> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|fold| format!("{}-{}", fold["startLine"], fold["endLine"]))
        .collect();
    for fold in ["3-6", "9-25", "10-25", "14-19", "20-25"] {
        assert!(folds.contains(&fold.to_owned()), "{fold} of {folds:?}");
    }
    let params = json!({"textDocument": {"uri": A}, "positions": [{"line": 15, "character": 15}]});
    let mut selection = client.request("textDocument/selectionRange", params).unwrap()[0].clone();
    let mut lines = Vec::new();
    while !selection.is_null() {
        lines.push(format!("{}-{}", selection["range"]["start"]["line"], selection["range"]["end"]["line"]));
        selection = selection["parent"].clone();
    }
    assert_eq!(lines[..2], ["15-15", "15-15"]);
    assert!(lines.contains(&"14-19".to_owned()) && lines.contains(&"10-25".to_owned()), "{lines:?}");
    let lenses = client.request("textDocument/codeLens", json!({"textDocument": {"uri": A}})).unwrap();
    let titles: Vec<&str> =
        lenses.as_array().unwrap().iter().map(|lens| lens["command"]["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["used by 1 task", "used by 2 tasks", "used by 0 tasks", "used by 2 tasks"]);
}

#[test]
fn while_a_text_cannot_be_read_places_are_those_of_the_text_as_it_is() {
    let mut client = Client::with(&able("utf-16"));
    client.open(A, STANDARD);
    let at = json!({"line": 2, "character": 8});
    client.change(A, 2, &json!([{"range": {"start": at, "end": at}, "text": "\nx: [\n"}]));
    assert!(client.found(A).iter().any(|one| one.ends_with(":yaml-syntax")));
    assert_eq!(client.at("textDocument/definition", A, 27, 22)["range"]["start"]["line"], 7);
    let symbols = client.request("textDocument/documentSymbol", json!({"textDocument": {"uri": A}})).unwrap();
    let lines: Vec<&Value> =
        symbols.as_array().unwrap().iter().map(|one| &one["selectionRange"]["start"]["line"]).collect();
    assert_eq!(lines, [&json!(1), &json!(5), &json!(9), &json!(12)]);
}
