//! `ttm import` as people meet it: names of files, what is written over, streams, folders, exit codes, reports.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use ttm::canonical::{Heading, file};
use ttm::model::Standard;

use super::page_text::{Codes, page_text};
use crate::names;

/// A standard of our own making.
const STANDARD: &str = "\
code: ABC5139-007v2
name:
  occupation: 手沖咖啡師
classification:
  job-category:
    - code: ABC
      name: 餐飲服務
  occupation:
    - code: \"5139\"
      name: 其他服務人員
  industry:
    - code: I56
      name: 餐飲業
description: 依客人喜好手沖咖啡，並維護器具。
level: 3
history:
  - version: V2
    code: ABC5139-007v2
    name: 手沖咖啡師
    status: current
    date: 2024-05-06
    note: 更新職能內涵。
  - version: V1
    code: ABC5139-007v1
    name: 手沖咖啡師
    status: superseded
    superseded-by: ABC5139-007v2
    date: 2020-03-04
knowledge:
  K01: 咖啡豆產區與風味
  K02: 水質與萃取
skills:
  S01: 感官評估
  S02: 器具保養
attitudes:
  A01: 謹慎細心
  A02: 主動積極
duties:
  T1:
    name: 沖煮咖啡
    knowledge: [K01, K02]
    skills: [S01]
    tasks:
      T1.1:
        name: 了解客人喜好
        level: 3
        outputs:
          O1.1.1: 點單
        indicators:
          P1.1.1: 依客人描述，推薦合適的咖啡豆。
      T1.2:
        name: 手沖
        level: 4
        outputs:
          O1.2.1: 咖啡
        indicators:
          P1.2.1: 依咖啡豆特性調整水溫與粗細，穩定萃取。
          P1.2.2: 沖煮後試飲，確認風味。
  T2:
    name: 維護器具
    knowledge: [K02]
    skills: [S02]
    tasks:
      T2.1:
        name: 清潔器具
        level: 3
        indicators:
          P2.1.1: 每日打烊後清潔磨豆機與濾杯。
notes:
  qualifications:
    - 學歷要求：不拘。
  supplements: []
";

fn standard() -> Standard<'static> {
    crate::render::standard(STANDARD)
}

fn page() -> String {
    page_text(&standard(), Codes::Spaced)
}

fn expected(schema: &str, source: &str) -> String {
    file(&standard(), &Heading { schema: Some(schema.into()), source: Some(source.into()) })
}

fn command(folder: &Path, lang: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ttm"));
    command.args(["--lang", lang, "import"]).args(arguments).current_dir(folder);
    command
}

fn import(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, "en", arguments).output().unwrap()
}

fn import_stdin(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = command(folder, "en", arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_page_becomes_a_file_named_after_its_code() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("page.txt"), page()).unwrap();
    let output = import(folder, &["page.txt"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(output.stdout.is_empty());
    let written = fs::read_to_string(folder.join("ABC5139-007v2.yaml")).unwrap();
    assert_eq!(written, expected("standard.schema.json", "page.txt (text)"));
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("import--said--en", said(&output));
        let output = command(folder, "zh-TW", &["--force", "page.txt"]).output().unwrap();
        insta::assert_snapshot!("import--said--zh-TW", said(&output));
    });

    fs::create_dir(folder.join("standards")).unwrap();
    fs::write(folder.join("standards/standard.schema.json"), "{}").unwrap();
    assert_eq!(import(folder, &["page.txt"]).status.code(), Some(0));
    let written = fs::read_to_string(folder.join("standards/ABC5139-007v2.yaml")).unwrap();
    assert_eq!(written, expected("standard.schema.json", "page.txt (text)"));
    assert_eq!(import(folder, &["page.txt", "-o", "drafts/a.yml"]).status.code(), Some(0));
    let written = fs::read_to_string(folder.join("drafts/a.yml")).unwrap();
    assert_eq!(written, expected("../standards/standard.schema.json", "page.txt (text)"));
    let output = Command::new(env!("CARGO_BIN_EXE_ttm"))
        .args(["validate", "standards"])
        .current_dir(folder)
        .output()
        .unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("0 errors"), "{shown}");
}

#[test]
fn existing_files_are_replaced_only_with_force() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("page.txt"), page()).unwrap();
    let target = folder.join("ABC5139-007v2.yaml");
    fs::write(&target, "mine").unwrap();
    for arguments in [&["page.txt"][..], &["page.txt", "-o", "ABC5139-007v2.yaml"], &["page.txt", "-o", "."]]
    {
        let output = import(folder, arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains("is there already"), "{output:?}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    }
    assert_eq!(import(folder, &["page.txt", "--force"]).status.code(), Some(0));
    let first = fs::read(&target).unwrap();
    assert_eq!(import(folder, &["page.txt", "--force"]).status.code(), Some(0));
    assert_eq!(fs::read(&target).unwrap(), first);
    assert_eq!(names(folder), ["ABC5139-007v2.yaml", "page.txt"]);
}

#[test]
fn standard_input_becomes_standard_output() {
    let folder = TempDir::new().unwrap();
    let output = import_stdin(folder.path(), &["-", "-o", "-"], &page());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), expected("standard.schema.json", "<stdin> (text)"));
    let output = import_stdin(folder.path(), &["--from", "text", "-"], &page());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(names(folder.path()), ["ABC5139-007v2.yaml"]);
}

#[test]
fn documents_without_a_standard_write_no_file() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("empty.txt"), "").unwrap();
    fs::write(folder.join("words.txt"), "主要職責\n工作任務\n").unwrap();
    fs::write(folder.join("page.html"), "<p>甲</p>").unwrap();
    fs::write(folder.join("a.json"), "{\"a\": [1]}").unwrap();
    fs::write(folder.join("a.odt"), b"PK\x03\x04").unwrap();
    fs::write(folder.join("bytes.bin"), [0xff, 0, 0xa4, 0xfe]).unwrap();
    let before = names(folder);
    for name in &before {
        for (lang, word, reason) in [("en", "error: ", "is not imported: "), ("zh-TW", "錯誤：", "未匯入：")]
        {
            let output = command(folder, lang, &[name]).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{name}: {output:?}");
            assert!(said(&output).starts_with(word) && said(&output).contains(reason), "{output:?}");
        }
    }
    for arguments in [&[][..], &["missing.txt"], &["."], &["empty.txt", "--from", "pdf"]] {
        let folder = TempDir::new().unwrap();
        let output = import(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {output:?}");
        assert!(names(folder.path()).is_empty());
    }
    let output = import(folder, &["empty.txt", "words.txt", "-o", "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(names(folder), before);
}

#[test]
fn a_document_cannot_choose_its_output_path() {
    let folder = TempDir::new().unwrap();
    let within = folder.path().join("a/b");
    fs::create_dir_all(&within).unwrap();
    for code in ["../../evil", "/tmp/evil", "..", "ABC5139-007v2/x", "C:\\evil"] {
        fs::write(within.join("page.txt"), page().replace("ABC5139-007v2", code)).unwrap();
        let output = import(&within, &["page.txt", "--force"]);
        assert!(output.status.code() < Some(2), "{output:?}");
        assert_eq!(names(&within), ["page.txt", "page.yaml"], "{code}");
        assert_eq!(names(folder.path()), ["a"]);
    }
}

#[test]
fn imports_with_remarks_are_written_and_exit_with_1() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("page.txt"), page().replacen("\t4\t", "\t高\t", 1)).unwrap();
    let output = import(folder, &["page.txt", "--report", "report.json"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(said(&output).contains("look: "), "{output:?}");
    let written = fs::read_to_string(folder.join("ABC5139-007v2.yaml")).unwrap();
    assert!(written.contains("unplaced:") && written.contains("text: 高"), "{written}");
    let report: Value = serde_json::from_slice(&fs::read(folder.join("report.json")).unwrap()).unwrap();
    let remark = &report["imports"][0]["remarks"][0];
    assert_eq!((&remark["kind"], &remark["text"]), (&"level".into(), &"高".into()), "{remark}");
}

#[test]
fn a_folder_of_documents_is_imported_into_a_folder() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let published = folder.join("published/deep");
    fs::create_dir_all(&published).unwrap();
    fs::create_dir(folder.join("published/.hidden")).unwrap();
    fs::write(folder.join("published/.hidden/page.txt"), page()).unwrap();
    fs::write(folder.join("published/page.docm"), "PK").unwrap();
    fs::write(folder.join("published/a page.TXT"), page().replace("ABC5139-007v2", "ABC5139-007v3")).unwrap();
    fs::write(published.join("b.txt"), page()).unwrap();
    fs::write(published.join("c.txt"), page().replace("不拘", "大專以上")).unwrap();
    fs::write(published.join("c2.txt"), page()).unwrap();
    fs::write(published.join("d.txt"), page().replace("\t4\t", "\t高\t").replace("ABC5139-007v2", ""))
        .unwrap();
    fs::write(published.join("e.json"), "{}").unwrap();
    let output = import(folder, &["published", "-o", "out", "--report", "report.json"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(output.stdout.is_empty());
    assert_eq!(names(&folder.join("out")), ["ABC5139-007v2.yaml", "ABC5139-007v3.yaml", "d.yaml"]);
    insta::with_settings!({omit_expression => true, prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("import--folder", said(&output));
        insta::assert_snapshot!("import--report", fs::read_to_string(folder.join("report.json")).unwrap());
    });

    // Again, nothing is written over; nor with --force by the second of two that differ under one code.
    let output = import(folder, &["published/", "-o", "out"]);
    assert!(said(&output).contains("0 imported") && said(&output).contains("6 failed"), "{output:?}");
    let output = command(folder, "zh-TW", &["published", "-o", "out/", "--force"]).output().unwrap();
    assert!(said(&output).contains("已由 published/deep/b.txt 匯入"), "{output:?}");
    assert!(said(&output).contains("6 個檔案：匯入 4 個"), "{output:?}");
}

#[test]
fn several_inputs_need_a_folder() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    for name in ["a.txt", "b.txt"] {
        fs::write(folder.join(name), page()).unwrap();
    }
    // Both contain the same standard, which is known only after reading them.
    for (lang, output, expected) in [
        (
            "en",
            "new/a.yaml",
            "error: new/a.yaml is one file, and there are 2 inputs; name a folder: new/a/\n",
        ),
        ("zh-TW", "a.yaml", "錯誤：a.yaml 是一個檔案，輸入卻有 2 個；請指定資料夾：a/\n"),
        ("en", "-", "error: 2 inputs cannot go to standard output; name a folder with -o\n"),
        ("zh-TW", "-", "錯誤：2 個輸入無法一起寫到標準輸出；請以 -o 指定資料夾\n"),
    ] {
        let output = command(folder, lang, &[".", "-o", output]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(said(&output), expected);
    }
    assert_eq!(names(folder), ["a.txt", "b.txt"]);
}

#[test]
fn tags_that_a_text_is_about_come_through_import_fix_and_render() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    let sentences = ["運用<div>與<span>排版。", "以&lt;div&gt;排版。"];
    let text = page()
        .replace("依客人描述，推薦合適的咖啡豆。", sentences[0])
        .replace("沖煮後試飲，確認風味。", sentences[1]);
    fs::write(folder.join("page.txt"), text).unwrap();
    let run = |arguments: &[&str]| {
        let mut ttm = Command::new(env!("CARGO_BIN_EXE_ttm"));
        ttm.args(arguments).current_dir(folder).output().unwrap()
    };
    assert_eq!(import(folder, &["page.txt"]).status.code(), Some(0));
    let imported = fs::read_to_string(folder.join("ABC5139-007v2.yaml")).unwrap();
    assert!(sentences.iter().all(|sentence| imported.contains(sentence)), "{imported}");
    run(&["validate", "--no-config", "--fix", "ABC5139-007v2.yaml"]);
    assert_eq!(fs::read_to_string(folder.join("ABC5139-007v2.yaml")).unwrap(), imported);
    // The page shows them as text, and as text they come back.
    assert!(run(&["render", "--format", "html", "ABC5139-007v2.yaml", "-o", "page.html"]).status.success());
    assert_eq!(import(folder, &["page.html", "-o", "again.yaml"]).status.code(), Some(0));
    let again = fs::read_to_string(folder.join("again.yaml")).unwrap();
    assert_eq!(again.split_once("code:").unwrap().1, imported.split_once("code:").unwrap().1);
}
