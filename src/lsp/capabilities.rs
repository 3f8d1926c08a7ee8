//! What the server says of itself.

use serde_json::{Value, json};

use super::client::Client;

/// The answer to `initialize`.
pub(super) fn answer(client: &Client) -> Value {
    let files = json!({"scheme": "file", "pattern": {"glob": "**/*.{yaml,yml}", "matches": "file"}});
    let folders = json!({"scheme": "file", "pattern": {"glob": "**", "matches": "folder"}});
    let moved = json!({"filters": [files, folders]});
    json!({
        "serverInfo": {"name": "ttm", "version": env!("CARGO_PKG_VERSION")},
        "capabilities": {
            "positionEncoding": client.encoding.name(),
            "textDocumentSync": {"openClose": true, "change": 2},
            "hoverProvider": true,
            "inlayHintProvider": true,
            "completionProvider": {"triggerCharacters": ["[", ",", " ", "【"]},
            "definitionProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "documentSymbolProvider": true,
            "workspaceSymbolProvider": true,
            "foldingRangeProvider": true,
            "selectionRangeProvider": true,
            "codeActionProvider": {
                "codeActionKinds": ["quickfix", "refactor.rewrite", "source.fixAll.ttm", "source.renumber.ttm",
                    "source.renumberItems.ttm", "source.sortLists.ttm"],
                "resolveProvider": true,
            },
            "renameProvider": {"prepareProvider": true},
            "documentFormattingProvider": true,
            "documentRangeFormattingProvider": true,
            "documentOnTypeFormattingProvider": {"firstTriggerCharacter": "\n"},
            "documentLinkProvider": {},
            "codeLensProvider": {},
            "workspace": {
                "workspaceFolders": {"supported": true, "changeNotifications": true},
                "fileOperations": {"didCreate": moved, "didRename": moved, "didDelete": moved},
            },
        },
    })
}

/// What is registered once the client is ready.
pub(super) fn registrations(client: &Client) -> Vec<Value> {
    let mut registrations = Vec::new();
    if client.watches {
        let globs = ["**/*.{yaml,yml}", "**/ttm.toml", "**/{.gitignore,.ignore}"];
        let watchers: Vec<Value> = globs.iter().map(|glob| json!({"globPattern": glob})).collect();
        registrations.push(json!({
            "id": "ttm-files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": {"watchers": watchers},
        }));
    }
    registrations
}
