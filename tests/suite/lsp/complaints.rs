//! What users of other language servers complained about, each held by a test here or beside; docs/editors.md has the
//! table.

use std::fs;
use std::path::Path;

use lsp_server::{Message, Notification, Request};
use serde_json::{Value, json};

use super::client::{Client, STANDARD, able, folder, uri};

const A: &str = "file:///x/a.yaml";

fn methods(client: &Client) -> Vec<String> {
    let name = |message: &Message| match message {
        Message::Request(request) => request.method.clone(),
        Message::Notification(notification) => notification.method.clone(),
        Message::Response(_) => "answer".to_owned(),
    };
    client.messages.iter().map(name).collect()
}

#[test]
fn nothing_is_sent_before_the_answer_to_initialize_and_nothing_served_before_or_after() {
    let mut client = Client::new();
    client.open(A, STANDARD);
    assert!(client.messages.is_empty());
    assert_eq!(client.request("textDocument/hover", json!({})).unwrap_err().0, -32002);
    client.request("initialize", json!({"capabilities": able("utf-16")})).unwrap();
    assert_eq!(methods(&client), ["answer"]);
    assert_eq!(client.request("initialize", json!({})).unwrap_err().0, -32600);
    assert_eq!(client.request("no/such", json!({})).unwrap_err().0, -32601);
    assert_eq!(client.request("textDocument/hover", json!({"textDocument": 3})).unwrap_err().0, -32602);
    assert_eq!(client.request("shutdown", Value::Null).unwrap(), Value::Null);
    assert_eq!(client.request("textDocument/hover", json!({})).unwrap_err().0, -32600);
    client.notify("exit", Value::Null);
    assert!(client.server.is_done() && client.server.was_shut_down());
    let mut hasty = Client::with(&able("utf-16"));
    hasty.notify("exit", Value::Null);
    assert!(hasty.server.is_done() && !hasty.server.was_shut_down());
}

#[test]
fn crlf_and_characters_beyond_the_basic_plane_stay_in_step() {
    let text = STANDARD.replace('\n', "\r\n").replace("獎勵", "😀獎勵");
    let mut client = Client::with(&able("utf-16"));
    client.open(A, &text);
    let before = client.published[A].clone();
    // A line break comes in at the end of the second line and goes again, with what is between the two characters of it.
    let place = |line: u32, character: u32| json!({"line": line, "character": character});
    client.change(A, 2, &json!([{"range": {"start": place(1, 14), "end": place(1, 16)}, "text": "\r\n"}]));
    assert_ne!(client.published[A], before);
    client.change(A, 3, &json!([{"range": {"start": place(1, 14), "end": place(2, 0)}, "text": "😀"}]));
    assert_ne!(client.published[A], json!([]));
    client.change(A, 4, &json!([{"text": text}]));
    assert_eq!(client.published[A], before);
}

#[test]
fn another_spelling_of_a_uri_is_the_same_file_and_one_that_is_not_utf8_does_no_harm() {
    let mut client = Client::with(&able("utf-16"));
    let (opened, other) = ("file:///x/%E4%B8%AD%20a.yaml", "file:///x/%e4%b8%ad%20a.yaml");
    client.open(opened, STANDARD);
    client.change(other, 2, &json!([{"text": "duties: [\n"}]));
    assert!(client.found(opened)[0].ends_with(":yaml-syntax"));
    assert!(!client.published.contains_key(other), "published under the client's own spelling");
    client.close(other);
    assert_eq!(client.published[opened], json!([]));
    client.open("file:///x/%FF%FE.yaml", STANDARD);
    assert!(!client.found("file:///x/%FF%FE.yaml").is_empty());
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": [{"uri": "file:///%FF", "type": 1}]}));
}

#[test]
fn no_finding_is_told_twice_and_the_server_does_not_offer_what_it_pushes() {
    let mut client = Client::new();
    let answer = client.request("initialize", json!({"capabilities": able("utf-16")})).unwrap();
    assert!(answer["capabilities"].get("diagnosticProvider").is_none());
    client.notify("initialized", json!({}));
    client.messages.clear();
    client.open(A, STANDARD);
    assert_eq!(methods(&client), ["textDocument/publishDiagnostics"]);
    let all = client.published[A].as_array().unwrap();
    let distinct: std::collections::BTreeSet<String> = all.iter().map(Value::to_string).collect();
    assert_eq!(all.len(), distinct.len());
}

#[test]
fn what_is_published_is_sent_once_until_it_changes() {
    let name = "standards/TTM4221-004v1.yaml";
    let (_guard, root) = folder(&[(name, "code: TTM4221-004v1\n")]);
    let mut client = Client::within(&root, &able("utf-16"));
    client.messages.clear();
    // Saves of the editor come back as watch events, and some editors tell of saving unasked.
    for _ in 0..3 {
        client.notify(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": uri(&root.join(name)), "type": 2}]}),
        );
        client.notify(
            "textDocument/didSave",
            json!({"textDocument": {"uri": uri(&root.join(name))}, "text": ""}),
        );
    }
    assert!(client.messages.is_empty(), "{:?}", client.messages);
}

#[test]
fn findings_go_with_files_that_are_closed_deleted_or_renamed_and_a_rename_flashes_none() {
    let text = "code: TTM4221-004v1\nskills: {}\n";
    let (_guard, root) = folder(&[("standards/TTM4221-004v1.yaml", text)]);
    let (old, new) = (root.join("standards/TTM4221-004v1.yaml"), root.join("standards/moved.yaml"));
    let mut client = Client::within(&root, &able("utf-16"));
    client.open(&uri(&old), text);
    assert!(!client.found(&uri(&old)).is_empty());
    // As VS Code tells of it: the new one is opened before the old one is closed.
    fs::rename(&old, &new).unwrap();
    client.messages.clear();
    client.open(&uri(&new), text);
    assert!(client.messages.iter().all(|message| !format!("{message:?}").contains("duplicate-standard")));
    client.close(&uri(&old));
    let files = json!([{"oldUri": uri(&old), "newUri": uri(&new)}]);
    client.notify("workspace/didRenameFiles", json!({"files": files}));
    let changes = json!([{"uri": uri(&old), "type": 3}, {"uri": uri(&new), "type": 1}]);
    client.notify("workspace/didChangeWatchedFiles", json!({"changes": changes}));
    assert_eq!(client.published[&uri(&old)], json!([]));
    assert!(client.found(&uri(&new)).iter().any(|one| one.ends_with(":file-name")));
    assert!(client.messages.iter().all(|message| !format!("{message:?}").contains("duplicate-standard")));
    client.close(&uri(&new));
    fs::remove_file(&new).unwrap();
    client.notify("workspace/didDeleteFiles", json!({"files": [{"uri": uri(&new)}]}));
    assert!(client.published.values().all(|found| *found == json!([])));
}

#[test]
fn a_client_that_watches_nothing_is_told_of_changes_all_the_same() {
    let name = "standards/TTM4221-004v1.yaml";
    let (_guard, root) = folder(&[(name, "code: TTM4221-004v1\n")]);
    let mut client = Client::within(&root, &json!({}));
    assert!(!methods(&client).contains(&"client/registerCapability".to_owned()));
    let before = client.published[&uri(&root.join(name))].clone();
    fs::write(root.join(name), "code: TTM4221-004v1\nskills:\n  S1: 甲\n").unwrap();
    fs::write(root.join("standards/b.yaml"), "name:\n  occupation: 甲\nx: 1\n").unwrap();
    fs::write(root.join("ttm.toml"), "[rules]\nmissing-field = \"off\"\n").unwrap();
    client.server.look_at_disk();
    client.send(Vec::new());
    assert_ne!(client.published[&uri(&root.join(name))], before);
    let found = client.found(&uri(&root.join("standards/b.yaml")));
    assert!(
        found.contains(&"2:unknown-field".to_owned())
            && !found.iter().any(|one| one.ends_with("missing-field")),
        "{found:?}"
    );
}

#[test]
fn files_outside_of_folders_several_folders_and_roots_of_older_clients() {
    let (_one, first) = folder(&[("standards/TTM4221-004v1.yaml", "code: TTM4221-004v1\n")]);
    let (_other, second) = folder(&[("standards/TTM4221-004v1.yaml", "code: TTM4221-004v1\n")]);
    let file = |root: &std::path::Path| uri(&root.join("standards/TTM4221-004v1.yaml"));
    // Only `rootUri`, or only `rootPath`.
    for params in
        [json!({"rootUri": uri(&first), "capabilities": {}}), json!({"rootPath": first, "capabilities": {}})]
    {
        let client = Client::start(params);
        assert!(!client.found(&file(&first)).is_empty());
    }
    let folders = json!([{"uri": uri(&first), "name": "a"}, {"uri": uri(&second), "name": "b"}]);
    let mut client = Client::start(json!({"capabilities": {}, "workspaceFolders": folders}));
    let double = |client: &Client| {
        [&first, &second]
            .iter()
            .any(|root| client.found(&file(root)).iter().any(|one| one.ends_with(":duplicate-standard")))
    };
    assert!(double(&client));
    let event = json!({"removed": [{"uri": uri(&second), "name": "b"}], "added": []});
    client.notify("workspace/didChangeWorkspaceFolders", json!({"event": event}));
    assert!(!double(&client));
    assert!(client.found(&file(&second)).is_empty());
    // A file of no folder is checked alone, and a file of another kind of YAML not at all.
    client.open(&file(&second), "code: TTM4221-004v1\nskills: {}\n");
    assert!(!client.found(&file(&second)).is_empty() && !double(&client));
    client.open("file:///x/docker-compose.yml", "services:\n  db:\n    image: postgres\n");
    assert!(client.found("file:///x/docker-compose.yml").is_empty());
    assert_eq!(client.at("textDocument/completion", "file:///x/docker-compose.yml", 0, 3), Value::Null);
}

#[test]
fn a_buffer_that_is_no_file_is_checked_like_one() {
    let mut client = Client::with(&able("utf-16"));
    client.open("untitled:Untitled-1", STANDARD);
    assert!(!client.found("untitled:Untitled-1").is_empty());
    assert!(!client.at("textDocument/hover", "untitled:Untitled-1", 19, 26).is_null());
    // A file that is not written yet, in a folder.
    let (_guard, root) = folder(&[]);
    let mut client = Client::within(&root, &able("utf-16"));
    let new = uri(&root.join("standards/new.yaml"));
    client.open(&new, "x: 1\n");
    assert!(client.found(&new).contains(&"0:wrong-type".to_owned()));
    client.close(&new);
    assert_eq!(client.published[&new], json!([]));
}

#[test]
fn ignored_files_are_not_checked_because_they_are_open() {
    let (_guard, root) = folder(&[(".ignore", "generated.yaml\n"), ("standards/generated.yaml", "x: 1\n")]);
    let mut client = Client::within(&root, &able("utf-16"));
    let file = uri(&root.join("standards/generated.yaml"));
    client.open(&file, "x: 1\n");
    assert!(client.found(&file).is_empty());
    fs::write(root.join("ttm.toml"), "exclude = [\"standards/old.yaml\"]\n").unwrap();
    fs::write(root.join("standards/old.yaml"), "x: 1\n").unwrap();
    client.server.look_at_disk();
    client.send(Vec::new());
    let old = uri(&root.join("standards/old.yaml"));
    client.open(&old, "x: 1\n");
    assert!(client.found(&old).is_empty());
}

#[test]
fn what_was_taken_back_is_not_answered_for_and_a_burst_of_edits_is_checked_once() {
    let mut client = Client::with(&able("utf-16"));
    client.open(A, STANDARD);
    client.messages.clear();
    let note = |method: &str, params: Value| -> Message {
        Notification { method: method.to_owned(), params }.into()
    };
    let edit = |version: i32, text: &str| {
        let at = json!({"line": 0, "character": 0});
        let change = json!([{"range": {"start": at, "end": at}, "text": text}]);
        note(
            "textDocument/didChange",
            json!({"textDocument": {"uri": A, "version": version}, "contentChanges": change}),
        )
    };
    let hover = Request {
        id: 77.into(),
        method: "textDocument/hover".to_owned(),
        params: json!({"textDocument": {"uri": A}, "position": {"line": 0, "character": 0}}),
    };
    client.send(vec![
        edit(2, "x"),
        edit(3, "y"),
        edit(4, "z: 1\n"),
        hover.into(),
        note("$/cancelRequest", json!({"id": 77})),
    ]);
    assert_eq!(methods(&client), ["textDocument/publishDiagnostics", "answer"]);
    let Some(Message::Notification(published)) = client.messages.first() else { panic!() };
    assert_eq!(published.params["version"], 4);
    assert!(format!("{:?}", client.messages[1]).contains("-32800"));
}

#[test]
fn another_server_for_yaml_need_not_be_repeated() {
    let options = json!({"besideSchema": true});
    let mut client = Client::start(json!({"capabilities": able("utf-16"), "initializationOptions": options}));
    client.open(A, "dutie: x\nduties: {}\n|");
    assert!(client.found(A).iter().all(|one| !one.ends_with(":unknown-field")));
    assert_eq!(client.at("textDocument/completion", A, 2, 0), Value::Null);
}

#[test]
fn a_text_of_one_very_long_line_is_answered_for_in_time() {
    let long = format!("{}skills: {{S01: {}}}\n", "duties: {}\n", "甲 乙,丙<p>".repeat(20_000));
    let mut client = Client::with(&able("utf-16"));
    let start = std::time::Instant::now();
    client.open(A, &long);
    for version in 2..6 {
        let at = json!({"line": 1, "character": 15});
        client.change(A, version, &json!([{"range": {"start": at, "end": at}, "text": "丁"}]));
    }
    assert!(!client.found(A).is_empty());
    // Without optimisation and on a busy machine; quadratic work would take minutes.
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn the_table_of_complaints_names_tests_that_there_are() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/editors.md")).unwrap();
    let (_, table) = page.split_once("| complaint | test |").unwrap();
    let rows: Vec<&str> = table.lines().skip(2).take_while(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 17);
    for row in rows {
        let (module, test) = row.split('`').rev().nth(1).and_then(|test| test.split_once("::")).unwrap();
        let tests = fs::read_to_string(root.join(format!("tests/suite/lsp/{module}.rs"))).unwrap();
        assert!(tests.contains(&format!("#[test]\nfn {test}()")), "{row}");
    }
}
