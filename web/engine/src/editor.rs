//! What helps while a standard is typed: the program's language server, asked directly.

use std::collections::BTreeMap;
use std::sync::Arc;

use lsp_server::{Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use ttm::lsp::{Outgoing, Server};
use ttm::text::bilingual::Bilingual;
use ttm::{Lang, Source};

use crate::engine::Engine;
use crate::request::{Answer, Refused, json};

/// A language server with the files that were asked about.
pub(crate) struct Editor {
    server: Server,
    lang: Lang,
    open: BTreeMap<String, Open>,
    requests: i32,
}

/// A file as the server has it.
struct Open {
    source: Arc<Source>,
    version: i32,
}

impl Editor {
    pub(crate) fn new(lang: Lang) -> Self {
        let mut editor = Self { server: Server::new(lang), lang, open: BTreeMap::new(), requests: 0 };
        let capabilities = json!({
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
                "codeAction": {"dataSupport": true, "resolveSupport": {"properties": ["edit"]}},
            },
        });
        editor.ask("initialize", json!({"capabilities": capabilities}));
        editor.tell("initialized", json!({}));
        editor
    }

    /// Forgets a file.
    pub(crate) fn close(&mut self, path: &str) {
        if self.open.remove(path).is_some() {
            self.tell("textDocument/didClose", json!({"textDocument": {"uri": uri(path)}}));
        }
    }

    /// Has the server know the text of a file.
    fn sync(&mut self, path: &str, source: Arc<Source>) {
        let text = source.text.as_str();
        match self.open.get_mut(path) {
            Some(open) if Arc::ptr_eq(&open.source, &source) => {}
            Some(open) => {
                open.version += 1;
                let document = json!({"uri": uri(path), "version": open.version});
                let changes = json!([{"text": text}]);
                open.source = Arc::clone(&source);
                self.tell(
                    "textDocument/didChange",
                    json!({"textDocument": document, "contentChanges": changes}),
                );
            }
            None => {
                let document = json!({"uri": uri(path), "languageId": "yaml", "version": 1, "text": text});
                self.tell("textDocument/didOpen", json!({"textDocument": document}));
                self.open.insert(path.to_owned(), Open { source, version: 1 });
            }
        }
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.server.handle_all([Message::Notification(Notification { method: method.to_owned(), params })]);
        // Findings are known from elsewhere.
        self.server.take_messages();
    }

    fn ask(&mut self, method: &str, params: Value) -> Option<Result<Value, String>> {
        self.requests += 1;
        let id = RequestId::from(self.requests);
        let request = Request { id: id.clone(), method: method.to_owned(), params };
        self.server.handle_all([Message::Request(request)]);
        let answer = |message: Outgoing| match message {
            Outgoing::Message(Message::Response(response)) if response.id == id => {
                Some(response.response_result)
            }
            _ => None,
        };
        let answer = self.server.take_messages().into_iter().find_map(answer)?;
        Some(answer.map_err(|error| error.message))
    }
}

fn uri(path: &str) -> String {
    format!("ttm:{path}")
}

impl Engine {
    /// Answers a request of the Language Server Protocol about a file; `textDocument` is filled in.
    pub(crate) fn lsp(&mut self, path: &str, method: String, mut params: Value, lang: Lang) -> Answer {
        let source = self.source(path)?;
        if self.editor.lang != lang {
            self.editor.lang = lang;
            let language = if lang == Lang::En { "en" } else { "zh-TW" };
            self.editor.tell("workspace/didChangeConfiguration", json!({"settings": {"language": language}}));
        }
        self.editor.sync(path, source);
        if !params.is_object() {
            params = json!({});
        }
        if method.starts_with("textDocument/") || method.starts_with("ttm/") {
            params["textDocument"] = json!({"uri": uri(path)});
        }
        match self.editor.ask(&method, params) {
            Some(Ok(answer)) => json(&answer),
            Some(Err(message)) => {
                Err(Refused::of(Bilingual { en: message.clone().into(), zh: message.into() }))
            }
            None => json(&Value::Null),
        }
    }
}
