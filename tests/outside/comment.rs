//! The comment that the action keeps on a pull request, with a server that plays the part of GitHub's API that it needs.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use serde_json::{Value, json};

const FILE: &str = "standards/TTM4221-004v2.yaml";

/// A request as it came: method, path, content.
type Request = (String, String, Value);

fn answer(stream: &mut TcpStream, comments: &Value, status: u16) -> Request {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let mut words = line.split(' ').map(str::to_owned);
    let (method, path) = (words.next().unwrap(), words.next().unwrap());
    let (mut length, mut token) = (0, String::new());
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).unwrap();
        let Some((name, value)) = header.split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().unwrap(),
            "authorization" => token = value.trim().to_owned(),
            _ => {}
        }
    }
    assert_eq!(token, "Bearer secret");
    let mut content = vec![0; length];
    reader.read_exact(&mut content).unwrap();
    let text = if method == "GET" { comments.to_string() } else { "{}".to_owned() };
    write!(
        stream,
        "HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{text}",
        text.len()
    )
    .unwrap();
    (method, path, serde_json::from_slice(&content).unwrap_or(Value::Null))
}

/// The address of a server that answers `count` requests, and what comes to it.
fn server(comments: Value, status: u16, count: usize) -> (String, Receiver<Request>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (came, requests) = channel();
    thread::spawn(move || {
        for stream in listener.incoming().take(count) {
            let _ = came.send(answer(&mut stream.unwrap(), &comments, status));
        }
    });
    (address, requests)
}

fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=a", "-c", "user.email=a@example.org"]).args(arguments).current_dir(folder);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
}

fn commented(folder: &Path, address: &str) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(".github/action/comment.py");
    fs::write(folder.join("../event.json"), r#"{"pull_request": {"number": 7}}"#).unwrap();
    Command::new("python3")
        .arg(script)
        .current_dir(folder)
        .env("TTM", env!("CARGO_BIN_EXE_ttm"))
        .envs([("PATHS", "standards\n"), ("TTM_LANG", "zh-TW"), ("AGAINST", "HEAD")])
        .envs([("FORMS", "https://example.org/forms"), ("GITHUB_TOKEN", "secret")])
        .envs([("GITHUB_API_URL", address), ("GITHUB_REPOSITORY", "a/b")])
        .env("GITHUB_EVENT_PATH", folder.join("../event.json"))
        .env("GITHUB_STEP_SUMMARY", folder.join("../summary.md"))
        .env("no_proxy", "127.0.0.1")
        .output()
        .unwrap()
}

pub(crate) fn the_pull_request_comment_is_updated_in_place() {
    let around = tempfile::TempDir::new().unwrap();
    let folder = around.path().join("repository");
    fs::create_dir_all(folder.join("standards")).unwrap();
    let standard = fs::read_to_string(FILE).unwrap();
    fs::write(folder.join(FILE), &standard).unwrap();
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    git(&folder, &["add", "--all"]);
    git(&folder, &["commit", "--quiet", "--message=x"]);
    let changed = standard.replacen("[K12, K05, K16]", "[K12, K05, K61]", 1);
    fs::write(folder.join(FILE), changed.replacen("整理客戶特別需求", "蒐集 @octocat 的客戶特別需求", 1))
        .unwrap();

    // The first comment: others' do not count, not even one with the mark of someone who only quotes it.
    let other = json!([
        {"id": 1, "body": "甲", "user": {"type": "User"}},
        {"id": 2, "body": "<!-- the comment of ttm -->\n乙", "user": {"type": "User"}},
    ]);
    let (address, requests) = server(other, 200, 2);
    let output = commented(&folder, &address);
    assert!(output.status.success(), "{output:?}");
    let (method, path, _) = requests.recv().unwrap();
    assert_eq!((method.as_str(), path.as_str()), ("GET", "/repos/a/b/issues/7/comments?per_page=100&page=1"));
    let (method, path, content) = requests.recv().unwrap();
    assert_eq!((method.as_str(), path.as_str()), ("POST", "/repos/a/b/issues/7/comments"));
    let body = content["body"].as_str().unwrap();
    assert!(body.starts_with("<!-- the comment of ttm -->\n\n## 職能基準\n\n### 新的問題\n"), "{body}");
    // New findings are reported, old ones are not, and no person is mentioned.
    assert!(body.contains("undefined-code") && !body.contains("duplicate-name"), "{body}");
    assert!(body.contains("[修改前後的職能基準表](https://example.org/forms)"), "{body}");
    assert!(body.contains("已公告職能基準的變更") && !body.contains(" @octocat"), "{body}");
    // Nothing is left behind.
    let left = Command::new("git").args(["status", "--porcelain"]).current_dir(&folder).output().unwrap();
    assert_eq!(String::from_utf8(left.stdout).unwrap(), format!(" M {FILE}\n"));

    // The next run writes over it.
    let mine = json!([{"id": 9, "body": body, "user": {"type": "Bot"}}]);
    let (address, requests) = server(mine, 200, 2);
    fs::write(folder.join(FILE), &standard).unwrap();
    assert!(commented(&folder, &address).status.success());
    requests.recv().unwrap();
    let (method, path, content) = requests.recv().unwrap();
    assert_eq!((method.as_str(), path.as_str()), ("PATCH", "/repos/a/b/issues/comments/9"));
    assert!(!content["body"].as_str().unwrap().contains("undefined-code"), "{content}");

    // Without the right to write it, the page of the run has it, and the step has not failed.
    let (address, _requests) = server(json!([]), 403, 1);
    let output = commented(&folder, &address);
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("::notice::the pull request has no comment"));
    assert!(fs::read_to_string(folder.join("../summary.md")).unwrap().contains("### 新的問題"));
}
