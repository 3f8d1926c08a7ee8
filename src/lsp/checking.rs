//! Documents and files that come, change and go, and what is published of them.

use std::hash::BuildHasher as _;
use std::path::Path;

use foldhash::quality::FixedState;
use gen_lsp_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::client::Scope;
use super::document::Document;
use super::outgoing::Outgoing;
use super::position::Lines;
use super::publish::Publisher;
use super::server::{Published, Server};
use super::uri;
use crate::check::workspace::Batch;
use crate::files::source::Source;

/// The files whose findings are made at a time when nothing else is to be done.
const AT_A_TIME: usize = 8;

impl Server {
    pub(super) fn open(&mut self, uri: String, version: i32, text: String) {
        let name = self.project.name(&uri);
        self.names.insert(uri.clone(), name.clone());
        let was_there = self.project.was_there(&name);
        if !self.project.meet(&name) {
            self.scan = true;
        }
        // An editor that renames a file opens it under its new name before it closes the old one.
        if !was_there {
            let moved: Vec<String> =
                self.documents.keys().filter(|other| self.is_gone(other)).cloned().collect();
            for other in moved {
                let changed = self.project.remove(&other);
                self.publish(&other, Vec::new());
                self.changed(changed);
            }
        }
        let is_file = uri::path(&uri).is_some();
        let source = Source::without_text(name.clone(), is_file).with_text(text);
        let document = Document::open(uri, version, source, self.client.encoding);
        self.documents.insert(name.clone(), document);
        self.unchecked.insert(name);
    }

    /// Whether a file that was on the disk is there no more.
    fn is_gone(&self, name: &str) -> bool {
        self.project.was_there(name) && Path::new(name).symlink_metadata().is_err()
    }

    pub(super) fn close(&mut self, uri: &str) {
        let name = self.name(uri);
        self.names.remove(uri);
        if self.documents.remove(&name).is_none() {
            return;
        }
        self.unchecked.remove(&name);
        self.symbol_names.forget(&name);
        let (is_there, changed) = self.project.reread(&name);
        if is_there {
            self.to_publish.insert(name);
        } else {
            self.publish(&name, Vec::new());
        }
        self.changed(changed);
    }

    /// A document was edited.
    pub(super) fn edited(&mut self, uri: &str, edit: impl FnOnce(&mut Document)) {
        let name = self.name(uri);
        if let Some(document) = self.documents.get_mut(&name) {
            edit(document);
            self.unchecked.insert(name);
        }
    }

    /// Files were changed on the disk.
    pub(super) fn files_changed(&mut self, uris: impl IntoIterator<Item = String>) {
        for uri in uris {
            let name = self.project.name(&uri);
            if self.project.is_deciding(&name) {
                self.scan = true;
            } else if self.documents.contains_key(&name) {
                // The editor has the text.
            } else if self.project.was_there(&name) {
                self.to_read.insert(name);
            } else {
                // Whether a new file is one that is searched for, only a search can tell.
                self.look_at_all();
            }
        }
    }

    /// Checks the documents that were changed.
    pub(super) fn check_changed(&mut self) {
        while let Some(name) = self.unchecked.pop_first() {
            self.symbol_names.forget(&name);
            let Some(document) = self.documents.get(&name) else { continue };
            let checked = self.project.put(&document.source);
            let Some((mut batch, others)) = checked else {
                if let Some(document) = self.documents.get_mut(&name) {
                    document.judge(true);
                }
                let changed = self.project.remove_checked(&name);
                self.publish(&name, Vec::new());
                self.changed(changed);
                continue;
            };
            // A file that a finding points to may have been renamed or removed without a word yet.
            let gone: Vec<String> = others
                .iter()
                .filter(|other| !self.documents.contains_key(*other) && self.is_gone(other))
                .cloned()
                .collect();
            if !gone.is_empty() {
                for other in &gone {
                    let changed = self.project.remove(other);
                    self.publish(other, Vec::new());
                    self.changed(changed.into_iter().filter(|changed| *changed != name).collect());
                }
                batch = self.project.findings(&name).unwrap_or(batch);
            }
            let is_broken = batch.found.first().is_some_and(|found| {
                found.iter().any(|found| found.rule == crate::rules::yaml_syntax::RULE.name)
            });
            if let Some(document) = self.documents.get_mut(&name) {
                document.judge(!is_broken);
            }
            self.publish_batch(batch);
            self.changed(others.into_iter().filter(|other| !gone.contains(other)).collect());
        }
    }

    /// The findings of these files may have changed: those of open ones are published, the others when there is time.
    pub(super) fn changed(&mut self, names: Vec<String>) {
        for name in names {
            if !self.documents.contains_key(&name) {
                self.to_publish.insert(name);
            } else if self.unchecked.contains(&name) {
                // It has another text by now, and is checked with that.
            } else if let Some(batch) = self.project.findings(&name) {
                self.publish_batch(batch);
            }
        }
    }

    /// Publishes what was found in the files of a batch.
    fn publish_batch(&mut self, mut batch: Batch) {
        let uris: Vec<String> = batch.sources.iter().map(|source| self.uri_of(&source.path)).collect();
        for (at, mut found) in std::mem::take(&mut batch.found).into_iter().enumerate() {
            let Some(source) = batch.sources.get(at) else { continue };
            let document = self.documents.get(&source.path);
            // The text of a document need not be in the batch.
            let own = document.map_or(source, |document| &document.source);
            self.project.hide_known(own, &mut found);
            let is_shown = match self.preferences.scope {
                Scope::Folder => true,
                Scope::Open => document.is_some(),
                Scope::Off => false,
            };
            let made;
            let lines = match document {
                Some(document) => &document.lines,
                None => {
                    made = Lines::of(&own.text, self.client.encoding);
                    &made
                }
            };
            let publisher = Publisher {
                client: &self.client,
                preferences: &self.preferences,
                own: (at, own, lines),
                sources: &batch.sources,
                uris: &uris,
            };
            let findings = if is_shown { publisher.findings(&found, document.is_some()) } else { Vec::new() };
            let name = own.path.clone();
            if let Some(document) = self.documents.get_mut(&name) {
                document.findings = found;
            }
            self.publish(&name, findings);
        }
    }

    /// Publishes the findings of a file: of an open one always, of another one if they are others than before.
    fn publish(&mut self, name: &str, findings: Vec<Diagnostic>) {
        let document = self.documents.get(name);
        let uri = document.map_or_else(|| uri::of(name), |document| document.uri.clone());
        // The findings of an open document are published for every version, even if they are the same, so no hash is needed.
        let hash = document.is_none().then(|| FixedState::default().hash_one(&findings));
        match self.published.get(name) {
            Some(before) if hash.is_some() && before.hash == hash && before.uri == uri => return,
            None if document.is_none() && findings.is_empty() => return,
            _ => {}
        }
        let version = document.map(|document| document.version).filter(|_| self.client.versions);
        if findings.is_empty() && document.is_none() {
            self.published.remove(name);
        } else if let Some(before) =
            self.published.insert(name.to_owned(), Published { uri: uri.clone(), hash })
            && before.uri != uri
        {
            // The client keeps what it was told by another spelling.
            self.send_findings(before.uri, None, Vec::new());
        }
        self.send_findings(uri, version, findings);
    }

    pub(super) fn send_findings(&mut self, uri: String, version: Option<i32>, diagnostics: Vec<Diagnostic>) {
        let params = PublishDiagnosticsParams { uri: Uri(uri), version, diagnostics };
        self.messages.push(Outgoing::Findings(params));
    }

    /// Publishes every file of the folders anew.
    pub(super) fn publish_all(&mut self) {
        let files = self.project.files().chain(self.published.keys());
        let closed: Vec<String> = files.filter(|name| !self.documents.contains_key(*name)).cloned().collect();
        self.to_publish.extend(closed);
    }

    /// Whether there is something to do that is not urgent.
    pub fn has_work(&self) -> bool {
        !self.to_read.is_empty() || !self.to_publish.is_empty()
    }

    /// Does some of it.
    pub fn work(&mut self) {
        if let Some(name) = self.to_read.pop_first() {
            if self.documents.contains_key(&name) {
                return;
            }
            self.symbol_names.forget(&name);
            let (is_there, changed) = self.project.reread(&name);
            if is_there {
                self.to_publish.insert(name);
            } else {
                self.publish(&name, Vec::new());
            }
            self.changed(changed);
            return;
        }
        for _ in 0..AT_A_TIME {
            let Some(name) = self.to_publish.pop_first() else { break };
            if self.documents.contains_key(&name) {
                continue;
            }
            match self.project.findings(&name).filter(|_| self.preferences.scope == Scope::Folder) {
                Some(batch) => self.publish_batch(batch),
                None => self.publish(&name, Vec::new()),
            }
        }
    }
}
