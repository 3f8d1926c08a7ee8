//! The server: everything that it knows, and the life of a connection.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use gen_lsp_types::Uri;
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use super::capabilities;
use super::client::{Client, Preferences};
use super::document::Document;
use super::outgoing::Outgoing;
use super::project::Project;
use super::symbol_names::Names;
use super::uri;
use crate::text::bilingual::Lang;

/// How far a connection has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    New,
    Running,
    ShutDown,
    Done { was_shut_down: bool },
}

/// What was published last for a file.
#[derive(Debug)]
pub(super) struct Published {
    pub(super) uri: String,
    /// A hash of the findings: lists with equal hashes count as equal. `None` for an open document, whose findings are
    /// published for every version.
    pub(super) hash: Option<u64>,
}

/// A server for one client.
#[derive(Debug)]
pub struct Server {
    pub(super) phase: Phase,
    pub(super) client: Client,
    pub(super) preferences: Preferences,
    pub(super) roots: Vec<String>,
    pub(super) project: Project,
    /// The open documents by their names.
    pub(super) documents: BTreeMap<String, Document>,
    /// The names of the open documents by the URIs that the client uses.
    pub(super) names: HashMap<String, String>,
    /// What symbols of all standards are found by.
    pub(super) symbol_names: Names,
    pub(super) messages: Vec<Outgoing>,
    last_id: i32,
    /// The requests that wait for an answer with settings.
    asked: HashSet<RequestId>,
    /// Documents that were changed and not checked yet.
    pub(super) unchecked: BTreeSet<String>,
    pub(super) published: BTreeMap<String, Published>,
    /// Files that are not open and have to be read.
    pub(super) to_read: BTreeSet<String>,
    /// Files that are not open and have to be published.
    pub(super) to_publish: BTreeSet<String>,
    /// Whether the folders have to be searched, and whether the disk is to be looked at.
    pub(super) scan: bool,
    pub(super) look: Cell<bool>,
    /// Whether it is to be looked at whole, although the client tells of changes.
    pub(super) look_at_all: bool,
    pub(super) is_job_running: bool,
}

impl Server {
    /// A server whose messages are in `lang` unless the client asks for another language.
    pub fn new(lang: Lang) -> Self {
        Self {
            phase: Phase::New,
            client: Client::default(),
            preferences: Preferences::new(lang),
            roots: Vec::new(),
            project: Project::empty(),
            documents: BTreeMap::new(),
            names: HashMap::new(),
            symbol_names: Names::default(),
            messages: Vec::new(),
            last_id: 0,
            asked: HashSet::new(),
            unchecked: BTreeSet::new(),
            published: BTreeMap::new(),
            to_read: BTreeSet::new(),
            to_publish: BTreeSet::new(),
            scan: false,
            look: Cell::new(false),
            look_at_all: false,
            is_job_running: false,
        }
    }

    /// Handles messages in their order. Requests that are taken back by a later one are not answered for, and a document that
    /// is changed several times in a row is checked once.
    pub fn handle_all(&mut self, messages: impl IntoIterator<Item = Message>) {
        let messages: Vec<Message> = messages.into_iter().collect();
        let cancelled: HashSet<RequestId> = messages.iter().filter_map(cancelled).collect();
        for message in messages {
            if !matches!(&message, Message::Notification(one) if one.method == "textDocument/didChange") {
                self.check_changed();
            }
            match message {
                Message::Request(request) if cancelled.contains(&request.id) => {
                    self.refuse(request.id, ErrorCode::RequestCanceled, "cancelled");
                }
                Message::Request(request) => self.request(request),
                Message::Notification(notification) => self.notification(notification),
                Message::Response(response) => self.response(response),
            }
        }
        self.check_changed();
    }

    /// What is to be sent.
    pub fn take_messages(&mut self) -> Vec<Outgoing> {
        std::mem::take(&mut self.messages)
    }

    /// Whether the connection has ended.
    pub fn is_done(&self) -> bool {
        matches!(self.phase, Phase::Done { .. })
    }

    /// Whether the client has said `shutdown` before the end.
    pub fn was_shut_down(&self) -> bool {
        matches!(self.phase, Phase::Done { was_shut_down: true })
    }

    /// The process of the client.
    pub(super) fn client_process(&self) -> Option<u32> {
        self.client.process
    }

    fn request(&mut self, request: Request) {
        match (self.phase, request.method.as_str()) {
            (Phase::New, "initialize") => self.initialize(request.id, &request.params),
            (Phase::New, _) => {
                self.refuse(request.id, ErrorCode::ServerNotInitialized, "`initialize` comes first");
            }
            (Phase::Running, "initialize") | (Phase::ShutDown | Phase::Done { .. }, _) => {
                self.refuse(request.id, ErrorCode::InvalidRequest, "not at this time");
            }
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                self.reply(request.id, Value::Null);
            }
            (Phase::Running, _) => self.answer(request),
        }
    }

    fn notification(&mut self, notification: Notification) {
        match (self.phase, notification.method.as_str()) {
            (phase, "exit") => self.phase = Phase::Done { was_shut_down: phase == Phase::ShutDown },
            (Phase::Running, _) => self.notice(notification),
            _ => {}
        }
    }

    fn response(&mut self, response: Response) {
        if self.asked.remove(&response.id)
            && let Ok(Value::Array(settings)) = response.response_result
            && let Some(settings) = settings.first()
        {
            self.take_settings(settings);
        }
    }

    fn initialize(&mut self, id: RequestId, params: &Value) {
        self.client = Client::of(params);
        if let Some(locale) = params.get("locale").and_then(Value::as_str) {
            self.preferences.lang = super::lang(locale);
        }
        if let Some(options) = params.get("initializationOptions") {
            self.preferences.take(options);
        }
        let folders = params.get("workspaceFolders").and_then(Value::as_array).filter(|all| !all.is_empty());
        self.roots = match folders {
            Some(folders) => folders.iter().filter_map(folder).collect(),
            None => {
                let root = params.get("rootUri").and_then(Value::as_str).and_then(uri::path);
                let path = || Some(params.get("rootPath")?.as_str()?.to_owned());
                root.or_else(path).filter(|root| !root.is_empty()).into_iter().collect()
            }
        };
        self.phase = Phase::Running;
        self.reply(id, capabilities::answer(&self.client));
    }

    /// The client is ready.
    pub(super) fn initialized(&mut self) {
        let registrations = capabilities::registrations(&self.client);
        if !registrations.is_empty() {
            self.ask("client/registerCapability", json!({"registrations": registrations}));
        }
        self.ask_for_settings();
        self.scan = !self.roots.is_empty();
    }

    /// Settings have changed, and are either said or to be asked for.
    pub(super) fn settings_changed(&mut self, said: &Value) {
        if self.client.configuration { self.ask_for_settings() } else { self.take_settings(said) }
    }

    fn ask_for_settings(&mut self) {
        if self.client.configuration {
            let id = self.ask("workspace/configuration", json!({"items": [{"section": "ttm"}]}));
            self.asked.insert(id);
        }
    }

    fn take_settings(&mut self, settings: &Value) {
        let before = self.preferences.clone();
        self.preferences.take(settings);
        if self.preferences == before {
            return;
        }
        let names: Vec<String> = self.documents.keys().cloned().collect();
        self.unchecked.extend(names);
        self.check_changed();
        self.publish_all();
        self.refresh();
    }

    /// Asks the client to fetch again what it shows between the lines.
    fn refresh(&mut self) {
        if self.client.refreshes_hints {
            self.ask("workspace/inlayHint/refresh", Value::Null);
        }
        if self.client.refreshes_lenses {
            self.ask("workspace/codeLens/refresh", Value::Null);
        }
    }

    /// The folders of the editor are others.
    pub(super) fn change_folders(&mut self, params: &Value) {
        let list = |which: &str| -> Vec<String> {
            let list = params.pointer(&format!("/event/{which}")).and_then(Value::as_array);
            list.map(|list| list.iter().filter_map(folder).collect()).unwrap_or_default()
        };
        let (removed, added) = (list("removed"), list("added"));
        self.roots.retain(|root| !removed.contains(root));
        self.roots.extend(added);
        self.scan = true;
    }

    /// The name of the document that a URI means.
    pub(super) fn name(&self, uri: &str) -> String {
        match self.names.get(uri) {
            Some(name) => name.clone(),
            None => self.project.name(uri),
        }
    }

    /// The document that a URI means, if it is open and meant to be a standard.
    pub(super) fn document(&self, uri: &Uri) -> Option<&Document> {
        let document = self.documents.get(&self.name(&uri.0))?;
        self.project.is_meant(&document.source).then_some(document)
    }

    /// The URI of a file, as the client spells it where it is open.
    pub(super) fn uri_of(&self, name: &str) -> String {
        self.documents.get(name).map_or_else(|| uri::of(name), |document| document.uri.clone())
    }

    pub(super) fn reply(&mut self, id: RequestId, result: Value) {
        self.messages.push(Response { id, response_result: Ok(result) }.into());
    }

    pub(super) fn refuse(&mut self, id: RequestId, code: ErrorCode, why: &str) {
        self.messages.push(Response::new_err(id, code as i32, why.to_owned()).into());
    }

    fn ask(&mut self, method: &str, params: Value) -> RequestId {
        self.last_id += 1;
        let id = RequestId::from(self.last_id);
        self.messages.push(Request { id: id.clone(), method: method.to_owned(), params }.into());
        id
    }
}

/// The request that a message takes back.
fn cancelled(message: &Message) -> Option<RequestId> {
    match message {
        Message::Notification(notification) if notification.method == "$/cancelRequest" => {
            serde_json::from_value(notification.params.get("id")?.clone()).ok()
        }
        _ => None,
    }
}

/// The path of a folder of the editor.
fn folder(folder: &Value) -> Option<String> {
    uri::path(folder.get("uri")?.as_str()?).map(|path| path.trim_end_matches('/').to_owned())
}
