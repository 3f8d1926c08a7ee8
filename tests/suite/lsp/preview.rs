//! The pages beside the text.

use serde_json::{Value, json};

use super::client::{Client, STANDARD, able};

const A: &str = "file:///x/a.yaml";

fn form(client: &mut Client) -> Value {
    client.request("ttm/form", json!({"textDocument": {"uri": A}})).unwrap()
}

#[test]
fn the_form_is_that_of_the_unsaved_text_and_its_anchors_have_lines() {
    let mut client = Client::with(&able("utf-16"));
    client.open(A, STANDARD);
    let first = form(&mut client);
    assert_eq!(first["isCurrent"], true);
    let html = first["html"].as_str().unwrap();
    assert!(html.contains("獎勵旅遊業業務人員職能基準"));
    let places = first["places"].as_array().unwrap();
    let line_of = |id: &str| places.iter().find(|place| place["id"] == id).map(|place| &place["line"]);
    for (line, text) in STANDARD.lines().enumerate() {
        let Some((code, _)) = text.trim().split_once(':') else { continue };
        if code.starts_with(['T', 'K', 'S', 'P']) && code[1..].starts_with(|c: char| c.is_ascii_digit()) {
            assert_eq!(line_of(code), Some(&json!(line)), "{code}");
        }
    }
    assert!(html.contains("id=\"T1.1\""));
    // The next text is not on any disk.
    client.change(A, 2, &json!([{"text": STANDARD.replace("業務拓展", "業務<script>擴展")}]));
    let second = form(&mut client)["html"].as_str().unwrap().to_owned();
    assert!(second.contains("業務&lt;script&gt;擴展") && !second.contains("<script"), "it is escaped");
}

#[test]
fn while_a_text_cannot_be_read_the_form_is_the_last_and_says_so() {
    let mut client = Client::with(&able("utf-16"));
    client.open(A, STANDARD);
    let broken = STANDARD.replace("duties:", "x: [\nduties:");
    client.change(A, 2, &json!([{"text": broken}]));
    let form = form(&mut client);
    assert_eq!(form["isCurrent"], false);
    assert!(form["html"].as_str().unwrap().contains("id=\"T1.1\""));
    // Only the lines in between are new: every entry has its line in the text as it is.
    let places = form["places"].as_array().unwrap();
    let of = |id: &str| places.iter().find(|place| place["id"] == id).map(|place| place["line"].clone());
    let line = |key: &str| broken.lines().position(|line| line.trim_start().starts_with(key)).unwrap();
    for (id, key) in [("K01", "K01:"), ("T1.1", "T1.1:")] {
        assert_eq!(of(id), Some(json!(line(key))), "{id}");
    }
}

#[test]
fn changes_are_those_since_another_text() {
    let mut client = Client::with(&able("utf-16"));
    client.open(A, &STANDARD.replace("K01: 國際商務禮儀", "K01: 國際商務<b>禮節"));
    let mut changes = |before: &str| {
        client.request("ttm/changes", json!({"textDocument": {"uri": A}, "before": before})).unwrap()
    };
    let page = changes(STANDARD);
    let html = page["html"].as_str().unwrap();
    assert!(html.contains("商務&lt;b&gt;") || html.contains("&lt;b&gt;"), "{html}");
    assert!(!html.contains("<b>禮節"));
    assert_eq!(changes("- no standard"), Value::Null);
}

#[test]
fn a_form_that_would_be_too_large_is_refused_in_words() {
    let mut text = String::from("name:\n  occupation: 甲\nknowledge:\n");
    for at in 0..2000 {
        text += &format!("  K{at:04}: {}\n", "字".repeat(100));
    }
    let all: Vec<String> = (0..2000).map(|at| format!("K{at:04}")).collect();
    text += "duties:\n  T1:\n    name: 乙\n    tasks:\n";
    for at in 0..40 {
        text += &format!("      T1.{at}:\n        name: 丙\n        rows: [");
        text += &format!(
            "{{level: 1, knowledge: [{}]}}]\n",
            if at % 2 == 0 { all.join(", ") } else { all[1..].join(", ") }
        );
    }
    let mut client = Client::with(&able("utf-16"));
    client.open(A, &text);
    let refused = client.request("ttm/form", json!({"textDocument": {"uri": A}})).unwrap_err();
    assert!(refused.1.contains("16 MiB"), "{refused:?}");
}
