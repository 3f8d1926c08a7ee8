//! Which message goes where.

use gen_lsp_types::{DidChangeTextDocumentParams, DidOpenTextDocumentParams};
use lsp_server::{ErrorCode, Notification, Request, RequestId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::server::Server;
use crate::text::bilingual::Bilingual;

/// The answer to a request, or why there is none.
pub(super) type Answer<R> = Result<Option<R>, Bilingual>;

impl Server {
    pub(super) fn answer(&mut self, request: Request) {
        let Request { id, method, params } = request;
        match method.as_str() {
            "textDocument/hover" => self.with(id, params, |server, params| server.hover(params)),
            "textDocument/inlayHint" => self.with(id, params, |server, params| server.inlay_hints(params)),
            "textDocument/completion" => self.with(id, params, |server, params| server.complete(params)),
            "textDocument/definition" => self.with(id, params, |server, params| server.definition(params)),
            "textDocument/references" => self.with(id, params, |server, params| server.references(params)),
            "textDocument/documentHighlight" => {
                self.with(id, params, |server, params| server.highlights(params));
            }
            "textDocument/documentSymbol" => self.with(id, params, |server, params| server.symbols(params)),
            "textDocument/foldingRange" => self.with(id, params, |server, params| server.folds(params)),
            "textDocument/selectionRange" => {
                self.with(id, params, |server, params| server.selections(params));
            }
            "textDocument/documentLink" => self.with(id, params, |server, params| server.links(params)),
            "textDocument/codeLens" => self.with(id, params, |server, params| server.lenses(params)),
            "textDocument/codeAction" => self.with(id, params, |server, params| server.actions(params)),
            "codeAction/resolve" => self.with(id, params, |server, action| server.resolve_action(action)),
            "textDocument/prepareRename" => {
                self.with(id, params, |server, params| server.prepare_rename(params));
            }
            "textDocument/rename" => self.with(id, params, |server, params| server.rename(params)),
            "textDocument/formatting" => self.with(id, params, |server, params| server.format(params)),
            "textDocument/rangeFormatting" => {
                self.with(id, params, |server, params| server.format_range(params));
            }
            "textDocument/onTypeFormatting" => {
                self.with(id, params, |server, params| server.format_typed(params));
            }
            "ttm/form" => self.with(id, params, |server, params| server.form(params)),
            "ttm/changes" => self.with(id, params, |server, params| server.changes(params)),
            "workspace/symbol" => self.with(id, params, Self::workspace_symbols),
            _ => self.refuse(id, ErrorCode::MethodNotFound, &method),
        }
    }

    fn with<P: DeserializeOwned, R: Serialize>(
        &mut self,
        id: RequestId,
        params: Value,
        answer: impl FnOnce(&mut Self, &P) -> Answer<R>,
    ) {
        let params: P = match serde_json::from_value(params) {
            Ok(params) => params,
            Err(error) => return self.refuse(id, ErrorCode::InvalidParams, &error.to_string()),
        };
        match answer(self, &params).map(serde_json::to_value) {
            Ok(Ok(result)) => self.reply(id, result),
            Ok(Err(error)) => self.refuse(id, ErrorCode::InternalError, &error.to_string()),
            Err(words) => {
                let words = words.get(self.preferences.lang).to_owned();
                self.refuse(id, ErrorCode::RequestFailed, &words);
            }
        }
    }

    /// Takes a notification. One that is malformed cannot be answered, and says nothing.
    pub(super) fn notice(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        match method.as_str() {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => {
                if let Ok(DidOpenTextDocumentParams { text_document }) = serde_json::from_value(params) {
                    self.open(text_document.uri.0, text_document.version, text_document.text);
                }
            }
            "textDocument/didChange" => {
                if let Ok(params) = serde_json::from_value::<DidChangeTextDocumentParams>(params) {
                    let document = params.text_document;
                    self.edited(&document.text_document_identifier.uri.0, |open| {
                        open.change(document.version, params.content_changes);
                    });
                }
            }
            "textDocument/didClose" => {
                if let Some(uri) = params.pointer("/textDocument/uri").and_then(Value::as_str) {
                    self.close(uri);
                }
            }
            "textDocument/didSave" => self.look_at_disk(),
            "workspace/didChangeWatchedFiles" => self.files_changed(uris(&params, "changes", &["uri"])),
            "workspace/didCreateFiles" | "workspace/didDeleteFiles" | "workspace/didRenameFiles" => {
                self.files_changed(uris(&params, "files", &["uri", "oldUri", "newUri"]));
                // A folder has files that are not named.
                self.look_at_all();
            }
            "workspace/didChangeWorkspaceFolders" => self.change_folders(&params),
            "workspace/didChangeConfiguration" => {
                self.settings_changed(params.get("settings").unwrap_or(&Value::Null));
            }
            _ => {}
        }
    }
}

/// The URIs of a list of files.
fn uris(params: &Value, list: &str, keys: &[&str]) -> Vec<String> {
    let files = params.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let uri = |file: &Value, key: &&str| file.get(*key).and_then(Value::as_str).map(str::to_owned);
    files.iter().flat_map(|file| keys.iter().filter_map(|key| uri(file, key)).collect::<Vec<_>>()).collect()
}
