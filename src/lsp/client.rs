//! What a client can do and what its user has set, as far as answers depend on it.
//!
//! Capabilities are looked up in the JSON: what is missing or malformed there is a thing that the client cannot do, and no
//! reason to refuse it.

use serde_json::Value;

use super::position::Encoding;
use crate::text::bilingual::Lang;

/// What a client can do.
#[derive(Clone, Debug, Default)]
pub(super) struct Client {
    /// The units of columns.
    pub(super) encoding: Encoding,
    /// Findings may have other places.
    pub(super) related: bool,
    /// Findings may be shown as unnecessary.
    pub(super) tags: bool,
    /// Findings may have a link to what is said of their rule.
    pub(super) code_description: bool,
    /// Findings may say which version of the text they are about.
    pub(super) versions: bool,
    /// What is completed may have places to fill in.
    pub(super) snippets: bool,
    /// Texts in a hover may be Markdown.
    pub(super) markdown: bool,
    /// Symbols may have children.
    pub(super) nested_symbols: bool,
    /// Edits may name the version of the text that they are for.
    pub(super) document_changes: bool,
    /// The edit of an action may be asked for when the action is chosen.
    pub(super) resolves_edits: bool,
    /// Files may be watched on request.
    pub(super) watches: bool,
    /// Settings can be asked for.
    pub(super) configuration: bool,
    /// Inlay hints can be asked to be fetched again.
    pub(super) refreshes_hints: bool,
    /// Code lenses likewise.
    pub(super) refreshes_lenses: bool,
    /// The process that started this one.
    pub(super) process: Option<u32>,
}

impl Client {
    /// Reads the parameters of `initialize`.
    pub(super) fn of(params: &Value) -> Self {
        let at = |path: &str| params.pointer(&format!("/capabilities/{path}"));
        let has = |path: &str| at(path).and_then(Value::as_bool).unwrap_or_default();
        let lists = |path: &str, word: &str| {
            let words = at(path).and_then(Value::as_array);
            words.is_some_and(|words| words.iter().any(|one| one == word))
        };
        let encodings: Vec<&str> = at("general/positionEncodings")
            .and_then(Value::as_array)
            .map(|all| all.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        Self {
            encoding: Encoding::best(&encodings),
            related: has("textDocument/publishDiagnostics/relatedInformation"),
            tags: at("textDocument/publishDiagnostics/tagSupport").is_some_and(|value| value != false),
            code_description: has("textDocument/publishDiagnostics/codeDescriptionSupport"),
            versions: has("textDocument/publishDiagnostics/versionSupport"),
            snippets: has("textDocument/completion/completionItem/snippetSupport"),
            markdown: lists("textDocument/hover/contentFormat", "markdown"),
            nested_symbols: has("textDocument/documentSymbol/hierarchicalDocumentSymbolSupport"),
            document_changes: has("workspace/workspaceEdit/documentChanges"),
            resolves_edits: lists("textDocument/codeAction/resolveSupport/properties", "edit")
                && has("textDocument/codeAction/dataSupport"),
            watches: has("workspace/didChangeWatchedFiles/dynamicRegistration"),
            configuration: has("workspace/configuration"),
            refreshes_hints: has("workspace/inlayHint/refreshSupport"),
            refreshes_lenses: has("workspace/codeLens/refreshSupport"),
            process: params.get("processId").and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok()),
        }
    }
}

/// Which findings are published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Scope {
    /// Those of the files that are open, and the errors and warnings of all others.
    #[default]
    Folder,
    /// Those of the files that are open.
    Open,
    /// None.
    Off,
}

/// What a user has set in the editor, below `ttm`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Preferences {
    /// The language of messages.
    pub(super) lang: Lang,
    /// Which findings are published.
    pub(super) scope: Scope,
    /// Whether notes are among them.
    pub(super) notes: bool,
    /// Whether names stand behind codes.
    pub(super) hints: bool,
    /// Whether uses are counted above entries.
    pub(super) lenses: bool,
    /// Whether another server says what the JSON Schema says, so that it need not be said twice.
    pub(super) beside_schema: bool,
    /// Whether a renamed code is changed in texts too.
    pub(super) rename_in_texts: bool,
}

impl Preferences {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            scope: Scope::default(),
            notes: true,
            hints: true,
            lenses: true,
            beside_schema: false,
            rename_in_texts: false,
        }
    }

    /// Takes what is said in `settings`, alone or below `ttm`. What is not understood stays as it is.
    pub(super) fn take(&mut self, settings: &Value) {
        let settings = settings.get("ttm").unwrap_or(settings);
        let flag = |name: &str, into: &mut bool| {
            if let Some(value) = settings.get(name).and_then(Value::as_bool) {
                *into = value;
            }
        };
        flag("notes", &mut self.notes);
        flag("inlayHints", &mut self.hints);
        flag("codeLens", &mut self.lenses);
        flag("besideSchema", &mut self.beside_schema);
        flag("renameInTexts", &mut self.rename_in_texts);
        match settings.get("diagnostics").and_then(Value::as_str) {
            Some("folder") => self.scope = Scope::Folder,
            Some("open") => self.scope = Scope::Open,
            Some("off") => self.scope = Scope::Off,
            _ => {}
        }
        if let Some(name) = settings.get("language").and_then(Value::as_str).filter(|name| !name.is_empty()) {
            self.lang = lang(name);
        }
    }
}

/// The language of a locale such as `zh-tw`.
pub fn lang(locale: &str) -> Lang {
    let is_chinese = locale.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("zh"));
    if is_chinese { Lang::ZhTw } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_malformed_is_what_a_client_cannot_do() {
        let client =
            Client::of(&json!({"capabilities": {"general": {"positionEncodings": "utf-8"}, "workspace": 3}}));
        assert_eq!(client.encoding, Encoding::Utf16);
        assert!(!client.watches && client.process.is_none());
        assert!(!Client::of(&Value::Null).snippets);
    }

    #[test]
    fn settings_are_taken_alone_and_below_their_name() {
        let mut preferences = Preferences::new(Lang::En);
        preferences.take(&json!({"ttm": {"language": "zh-TW", "diagnostics": "open", "notes": "yes"}}));
        preferences.take(&json!({"inlayHints": false, "diagnostics": "all"}));
        let expected =
            Preferences { lang: Lang::ZhTw, scope: Scope::Open, hints: false, ..Preferences::new(Lang::En) };
        assert_eq!(preferences, expected);
    }
}
