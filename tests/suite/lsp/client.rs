//! A client in the same process, which drives a server message by message.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_server::{Message, Notification, Request, Response};
use serde_json::{Value, json};
use tempfile::TempDir;
use ttm::lsp::Server;
use ttm::text::bilingual::Lang;

pub(super) struct Client {
    pub(super) server: Server,
    /// What was published last, by URI.
    pub(super) published: BTreeMap<String, Value>,
    /// Every message since it was asked for last.
    pub(super) messages: Vec<Message>,
    id: i32,
}

/// Capabilities of an editor that can do everything.
pub(super) fn able(encoding: &str) -> Value {
    json!({
        "general": {"positionEncodings": [encoding]},
        "workspace": {
            "configuration": false,
            "workspaceEdit": {"documentChanges": true},
            "didChangeWatchedFiles": {"dynamicRegistration": true},
        },
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": true,
                "versionSupport": true,
                "codeDescriptionSupport": true,
                "tagSupport": {"valueSet": [1, 2]},
            },
            "completion": {"completionItem": {"snippetSupport": true}},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            "codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}},
        },
    })
}

pub(super) fn uri(path: &Path) -> String {
    let path = path.to_str().unwrap().replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
            char::from(byte).to_string()
        }
        _ => format!("%{byte:02X}"),
    };
    format!("file://{slash}{}", path.bytes().map(byte).collect::<String>())
}

impl Client {
    /// Without a folder, with these capabilities.
    pub(super) fn with(capabilities: &Value) -> Self {
        Self::start(json!({"capabilities": capabilities}))
    }

    /// In a folder.
    pub(super) fn within(folder: &Path, capabilities: &Value) -> Self {
        let folder = json!([{"uri": uri(folder), "name": "x"}]);
        Self::start(json!({"capabilities": capabilities, "workspaceFolders": folder}))
    }

    pub(super) fn start(params: Value) -> Self {
        let mut client = Self::new();
        client.request("initialize", params).unwrap();
        client.notify("initialized", json!({}));
        client
    }

    pub(super) fn new() -> Self {
        let server = Server::new(Lang::En);
        Self { server, published: BTreeMap::new(), messages: Vec::new(), id: 0 }
    }

    pub(super) fn request(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        self.id += 1;
        let id = self.id;
        self.messages.clear();
        self.send(vec![Request { id: id.into(), method: method.to_owned(), params }.into()]);
        let answers: Vec<&Response> = self
            .messages
            .iter()
            .filter_map(|message| match message {
                Message::Response(response) if response.id == id.into() => Some(response),
                _ => None,
            })
            .collect();
        assert_eq!(answers.len(), 1, "{method} is answered once");
        answers[0].response_result.clone().map_err(|error| (error.code, error.message))
    }

    pub(super) fn notify(&mut self, method: &str, params: Value) {
        self.send(vec![Notification { method: method.to_owned(), params }.into()]);
    }

    /// Sends messages that arrive together, and lets the server do everything that follows.
    pub(super) fn send(&mut self, messages: Vec<Message>) {
        self.server.handle_all(messages);
        self.take();
        loop {
            if let Some(job) = self.server.next_job() {
                let done = job.run();
                self.server.finish(done);
            } else if self.server.has_work() {
                self.server.work();
            } else {
                break;
            }
            self.take();
        }
    }

    fn take(&mut self) {
        for message in self.server.take_messages() {
            let message = message.into_message();
            if let Message::Notification(one) = &message
                && one.method == "textDocument/publishDiagnostics"
            {
                let uri = one.params["uri"].as_str().unwrap().to_owned();
                self.published.insert(uri, one.params["diagnostics"].clone());
            }
            self.messages.push(message);
        }
    }

    pub(super) fn open(&mut self, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": "yaml", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document}));
    }

    pub(super) fn change(&mut self, uri: &str, version: i32, changes: &Value) {
        let document = json!({"uri": uri, "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    pub(super) fn close(&mut self, uri: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    }

    pub(super) fn at(&mut self, method: &str, uri: &str, line: usize, character: usize) -> Value {
        let position = json!({"line": line, "character": character});
        self.request(method, json!({"textDocument": {"uri": uri}, "position": position})).unwrap()
    }

    /// Opens a text with a bar in it and asks there.
    pub(super) fn at_bar(&mut self, method: &str, marked: &str) -> Value {
        let (text, line, character) = bar(marked);
        self.open("file:///x/a.yaml", &text);
        self.at(method, "file:///x/a.yaml", line, character)
    }

    /// Rule and line of what was published for a document.
    pub(super) fn found(&self, uri: &str) -> Vec<String> {
        let all = self.published.get(uri).and_then(Value::as_array);
        let one = |found: &Value| {
            format!("{}:{}", found["range"]["start"]["line"], found["code"].as_str().unwrap_or_default())
        };
        all.map(|all| all.iter().map(one).collect()).unwrap_or_default()
    }
}

/// A text without its bar, and the position of that in UTF-16.
pub(super) fn bar(marked: &str) -> (String, usize, usize) {
    let at = marked.find('|').unwrap();
    let before = &marked[..at];
    let line = before.rfind('\n').map_or(0, |found| found + 1);
    let character = before[line..].encode_utf16().count();
    (format!("{before}{}", &marked[at + 1..]), before.matches('\n').count(), character)
}

/// A text with edits made, as a client makes them.
pub(super) fn edited(text: &str, edits: &Value) -> String {
    let mut edits: Vec<&Value> = edits.as_array().unwrap().iter().collect();
    let offset = |position: &Value| {
        let (line, column) =
            (position["line"].as_u64().unwrap() as usize, position["character"].as_u64().unwrap() as usize);
        let start = text.split_inclusive('\n').take(line).map(str::len).sum::<usize>();
        let mut units = 0;
        let found = text[start..].char_indices().find(|(_, character)| {
            let is_there = units >= column;
            units += character.len_utf16();
            is_there
        });
        found.map_or(text.len(), |(at, _)| start + at)
    };
    edits.sort_by_key(|edit| std::cmp::Reverse(offset(&edit["range"]["start"])));
    let mut text = text.to_owned();
    for edit in edits {
        let range = offset_range(&offset, edit);
        text.replace_range(range, edit["newText"].as_str().unwrap());
    }
    text
}

fn offset_range(offset: &impl Fn(&Value) -> usize, edit: &Value) -> std::ops::Range<usize> {
    offset(&edit["range"]["start"])..offset(&edit["range"]["end"])
}

/// A folder with standards in it.
pub(super) fn folder(files: &[(&str, &str)]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let root = folder.path().canonicalize().unwrap();
    std::fs::create_dir(root.join("standards")).unwrap();
    for (name, text) in files {
        std::fs::write(root.join(name), text).unwrap();
    }
    (folder, root)
}

/// The text of a standard with few findings.
pub(super) const STANDARD: &str = "\
name:
  occupation: 獎勵旅遊業業務人員
level: 3
knowledge:
  K01: 國際商務禮儀
  K02: 顧客關係管理
  K03: 商業套裝軟體
skills:
  S01: 顧客導向
duties:
  T1:
    name: 業務拓展
    skills: [S01]
    tasks:
      T1.1:
        name: 了解客戶背景
        level: 3
        indicators:
          P1.1.1: 了解客戶的背景。
        knowledge: [K01, K02]
      T1.2:
        name: 擬定計畫
        level: 4
        indicators:
          P1.2.1: 擬定計畫。
        knowledge: [K02]
";
