//! Findings of open files, of the rest of a folder, and what decides about them.

use std::fs;

use lsp_server::{Message, Notification};
use serde_json::{Value, json};

use super::client::{Client, STANDARD, able, bar, folder, uri};

const A: &str = "file:///x/a.yaml";

#[test]
fn findings_follow_every_edit_of_an_unsaved_text() {
    let mut client = Client::with(&able("utf-16"));
    client.open(A, STANDARD);
    let before = client.found(A);
    assert!(!before.contains(&"19:undefined-code".to_owned()), "{before:?}");
    let (_, line, column) = bar(&STANDARD.replace("[K01, K02]", "[K01, |K02]"));
    let at = json!({"line": line, "character": column});
    let end = json!({"line": line, "character": column + 3});
    client.change(A, 2, &json!([{"range": {"start": at, "end": end}, "text": "K99"}]));
    assert!(client.found(A).contains(&"19:undefined-code".to_owned()), "{:?}", client.found(A));
    client.change(A, 3, &json!([{"range": {"start": at, "end": end}, "text": "K02"}]));
    assert_eq!(client.found(A), before);
    client.close(A);
    assert_eq!(client.published[A], json!([]));
}

#[test]
fn a_finding_has_its_rule_place_help_tags_and_other_places() {
    let mut client = Client::with(&able("utf-16"));
    client.open(A, &STANDARD.replace("K02: 顧客關係管理", "K02: 國際商務禮儀"));
    let all = client.published[A].as_array().unwrap();
    let of = |rule: &str| all.iter().find(|found| found["code"] == rule).unwrap();
    let double = of("duplicate-name");
    assert_eq!(double["severity"], 2);
    assert_eq!(double["source"], "ttm");
    assert!(double["codeDescription"]["href"].as_str().unwrap().ends_with("rules.md#duplicate-name"));
    assert_eq!(double["relatedInformation"][0]["location"]["uri"], A);
    assert_eq!(double["relatedInformation"][0]["location"]["range"]["start"]["line"], 4);
    assert!(double["message"].as_str().unwrap().contains('\n'), "the help is a line of its own");
    let unused = of("unused-code");
    assert_eq!(
        (&unused["tags"], &unused["range"]["start"]),
        (&json!([1]), &json!({"line": 6, "character": 2}))
    );
    // A client that cannot show any of it is not sent any of it.
    let mut plain = Client::with(&json!({}));
    plain.open(A, STANDARD);
    for found in plain.published[A].as_array().unwrap() {
        for key in ["codeDescription", "relatedInformation", "tags", "data"] {
            assert!(found.get(key).is_none(), "{key}");
        }
    }
}

#[test]
fn columns_are_in_the_units_that_were_agreed_on() {
    let text = STANDARD.replace("[K01, K02]", "[K01, K02] # 😀甲\n        skills: [\"甲😀\", S99]");
    for (encoding, column) in [("utf-8", 28), ("utf-16", 24), ("utf-32", 23)] {
        let mut client = Client::new();
        let answer = client.request("initialize", json!({"capabilities": able(encoding)})).unwrap();
        assert_eq!(answer["capabilities"]["positionEncoding"], encoding);
        client.notify("initialized", json!({}));
        client.open(A, &text);
        let all = client.published[A].as_array().unwrap();
        let found = all.iter().find(|found| found["message"].as_str().unwrap().contains("S99")).unwrap();
        let expected = json!({"line": 20, "character": column});
        assert_eq!(found["range"]["start"], expected, "{encoding}");
    }
}

#[test]
fn messages_are_in_the_language_of_the_client_or_of_its_setting() {
    let said = |params: Value| {
        let mut client = Client::start(params);
        client.open(A, "duties:\n  T1: [\n");
        client.published[A][0]["message"].as_str().unwrap().to_owned()
    };
    let is_chinese =
        |text: &str| text.contains('，') || text.chars().any(|one| ('\u{4e00}'..'\u{9fff}').contains(&one));
    assert!(!is_chinese(&said(json!({"capabilities": {}}))));
    assert!(is_chinese(&said(json!({"capabilities": {}, "locale": "zh-tw"}))));
    let options = json!({"language": "en"});
    assert!(!is_chinese(&said(
        json!({"capabilities": {}, "locale": "zh-tw", "initializationOptions": options})
    )));
}

fn standard(code: &str, name: &str) -> String {
    format!("code: {code}\nskills:\n  S01: {name}\n  S02: 顧客導向\n  S03: 團隊合作\n")
}

#[test]
fn rules_across_files_are_right_in_both_and_of_closed_files_errors_and_warnings_are_shown() {
    let (one, other) = ("standards/TTM4221-003v1.yaml", "standards/TTM4221-004v1.yaml");
    let (_guard, root) = folder(&[
        (one, &standard("TTM4221-003v1", "有效聯結")),
        (other, &standard("TTM4221-004v1", "有效聯結")),
    ]);
    let (one, other) = (uri(&root.join(one)), uri(&root.join(other)));
    let mut client = Client::within(&root, &able("utf-16"));
    let family = |client: &Client, uri: &str| {
        client.found(uri).iter().filter(|one| one.ends_with(":family-name")).count()
    };
    assert_eq!((family(&client, &one), family(&client, &other)), (0, 0));
    assert!(client.published[&other].as_array().unwrap().iter().all(|found| found["severity"] != 3));
    client.open(&one, &standard("TTM4221-003v1", "有效連結"));
    assert_eq!((family(&client, &one), family(&client, &other)), (0, 1));
    // The closed file's finding points into the open text.
    let found = client.published[&other].as_array().unwrap();
    let found = found.iter().find(|found| found["code"] == "family-name").unwrap();
    assert_eq!(found["relatedInformation"][0]["location"]["uri"], one.as_str());
    // One code in both files.
    client.change(&one, 2, &json!([{"text": standard("TTM4221-004v1", "有效聯結")}]));
    let double =
        |client: &Client, uri: &str| client.found(uri).iter().any(|one| one.ends_with(":duplicate-standard"));
    assert!(double(&client, &one) || double(&client, &other));
    client.close(&one);
    assert_eq!((family(&client, &other), double(&client, &other)), (0, false));
}

#[test]
fn the_configuration_baselines_and_files_on_the_disk_are_heeded_and_reread() {
    let name = "standards/TTM4221-003v1.yaml";
    let (_guard, root) = folder(&[(name, &standard("TTM4221-003v1", "有效聯結"))]);
    let (file, config) = (uri(&root.join(name)), root.join("ttm.toml"));
    let mut client = Client::within(&root, &able("utf-16"));
    let has = |client: &Client, rule: &str| {
        client.found(&file).iter().any(|one| one.ends_with(&format!(":{rule}")))
    };
    assert!(has(&client, "missing-field"));
    fs::write(&config, "[rules]\nmissing-field = \"off\"\n").unwrap();
    let told = |client: &mut Client, path: &std::path::Path, kind: u8| {
        client.notify(
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": uri(path), "type": kind}]}),
        );
    };
    told(&mut client, &config, 1);
    assert!(!has(&client, "missing-field"), "{:?}", client.found(&file));
    // A configuration that cannot be used says so itself, and its files are not checked.
    fs::write(&config, "[rules]\nno-such-rule = \"off\"\n").unwrap();
    told(&mut client, &config, 2);
    assert_eq!(client.published[&uri(&config)].as_array().unwrap().len(), 1);
    assert!(client.found(&file).is_empty());
    fs::remove_file(&config).unwrap();
    told(&mut client, &config, 3);
    assert_eq!(client.published[&uri(&config)], json!([]));
    assert!(has(&client, "missing-field"));
    // Known findings.
    fs::write(root.join("known.toml"), ttm_baseline(&root, name)).unwrap();
    fs::write(&config, "baseline = \"known.toml\"\n").unwrap();
    told(&mut client, &config, 1);
    assert!(client.found(&file).is_empty(), "{:?}", client.found(&file));
    fs::remove_file(&config).unwrap();
    told(&mut client, &config, 3);
    // The file itself, and a new one beside it.
    fs::write(root.join(name), "name:\n  occupation: 甲\nduties:\n  T1:\n    name: 乙\n").unwrap();
    told(&mut client, &root.join(name), 2);
    assert!(!has(&client, "missing-field"));
    let new = root.join("standards/new.yaml");
    fs::write(&new, "x: 1\n").unwrap();
    told(&mut client, &new, 1);
    assert!(
        client.found(&uri(&new)).iter().any(|one| one.ends_with(":wrong-type")),
        "{:?}",
        client.published
    );
    fs::remove_file(&new).unwrap();
    told(&mut client, &new, 3);
    assert_eq!(client.published[&uri(&new)], json!([]));
}

/// The baseline that `ttm validate` writes for a folder.
fn ttm_baseline(root: &std::path::Path, _: &str) -> String {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_ttm"))
        .args(["validate", "-q", "--notes", "--write-baseline", "known.toml"])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(run.status.code().is_some_and(|code| code < 2), "{run:?}");
    fs::read_to_string(root.join("known.toml")).unwrap()
}

#[test]
fn what_is_published_can_be_set() {
    let name = "standards/TTM4221-003v1.yaml";
    let (_guard, root) = folder(&[(name, &standard("TTM4221-003v1", "有效聯結"))]);
    let file = uri(&root.join(name));
    let mut client = Client::within(&root, &able("utf-16"));
    let count = |client: &Client| client.published[&file].as_array().unwrap().len();
    let shown = count(&client);
    assert!(shown > 0);
    let set = |client: &mut Client, settings: Value| {
        client.notify("workspace/didChangeConfiguration", json!({"settings": {"ttm": settings}}));
    };
    set(&mut client, json!({"diagnostics": "open"}));
    assert_eq!(count(&client), 0);
    set(&mut client, json!({"diagnostics": "folder"}));
    assert_eq!(count(&client), shown);
    client.open(&file, &standard("TTM4221-003v1", "有效聯結"));
    let open = count(&client);
    set(&mut client, json!({"notes": false}));
    assert!(count(&client) <= open);
    assert!(client.published[&file].as_array().unwrap().iter().all(|found| found["severity"] != 3));
    set(&mut client, json!({"besideSchema": true}));
    assert!(client.found(&file).iter().all(|one| !one.ends_with(":missing-field")));
    set(&mut client, json!({"diagnostics": "off"}));
    assert_eq!(count(&client), 0);
}

#[test]
fn two_documents_that_concern_one_another_are_edited_at_once() {
    // Places of the text before are not looked up in the lines of the text after.
    let before = "name:\n  occupation: 甲乙丙丁戊<p>己\ncode: TTM4221-004v2\n";
    let after = format!("{}{before}", "#\n".repeat(30));
    let (_guard, root) = folder(&[("standards/a.yaml", before), ("standards/b.yaml", before)]);
    let uris = ["standards/a.yaml", "standards/b.yaml"].map(|name| uri(&root.join(name)));
    let mut client = Client::within(&root, &able("utf-16"));
    for uri in &uris {
        client.open(uri, before);
    }
    let edit = |uri: &String| -> Message {
        let params = json!({"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": after}]});
        Notification { method: "textDocument/didChange".to_owned(), params }.into()
    };
    client.send(uris.iter().map(edit).collect());
    let [one, other] = uris.map(|uri| client.found(&uri));
    assert!(
        [&one, &other].iter().all(|found| found.contains(&"31:html-markup".to_owned())),
        "{one:?} {other:?}"
    );
    assert!(other.contains(&"32:duplicate-standard".to_owned()), "{other:?}");
}
