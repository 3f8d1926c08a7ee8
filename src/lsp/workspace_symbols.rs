//! Entries of all standards by code or name.

use std::collections::BTreeSet;

use gen_lsp_types::WorkspaceSymbolParams;
use serde_json::{Value, json};

use super::dispatch::Answer;
use super::server::Server;
use super::symbol_names::FileNames;
use crate::files::parallel;
use crate::files::source::Source;
use crate::text::fold::lookup;
use crate::text::sorting::sort_by_key;

/// The most symbols of an answer.
const MAX_SYMBOLS: usize = 500;

impl Server {
    pub(super) fn workspace_symbols(&mut self, params: &WorkspaceSymbolParams) -> Answer<Value> {
        self.read_names();
        let query = lookup(&params.query);
        let mut found = Vec::new();
        for (file, names) in &self.symbol_names.of {
            // One search over all names of a file, then over the lines only where there is something.
            if !query.is_empty() && !names.folded.contains(&query) {
                continue;
            }
            let lines = names.shown.lines().zip(names.folded.lines()).zip(&names.places).enumerate();
            for (at, ((shown, folded), [line, start, end])) in lines {
                if folded.contains(&query) && (!query.is_empty() || at == 0) {
                    let is_exact = folded.starts_with(&query);
                    let range = json!({
                        "start": {"line": line, "character": start},
                        "end": {"line": line, "character": end},
                    });
                    found.push((!is_exact, at != 0, file, shown, range));
                }
                if found.len() >= 4 * MAX_SYMBOLS {
                    break;
                }
            }
        }
        sort_by_key(&mut found, |(is_part, is_entry, ..)| (*is_part, *is_entry));
        let symbols = found.into_iter().take(MAX_SYMBOLS).map(|(_, is_entry, file, shown, range)| {
            let standard =
                std::path::Path::new(file).file_stem().and_then(|stem| stem.to_str()).unwrap_or(file);
            json!({
                "name": shown,
                "kind": if is_entry { 14 } else { 5 },
                "containerName": standard,
                "location": {"uri": self.uri_of(file), "range": range},
            })
        });
        Ok(Some(symbols.collect()))
    }

    fn read_names(&mut self) {
        let encoding = self.client.encoding;
        let coded = self.project.coded().map(|(_, path)| path.to_owned());
        let wanted: BTreeSet<String> = coded.chain(self.documents.keys().cloned()).collect();
        self.symbol_names.of.retain(|name, _| wanted.contains(name));
        let missing: Vec<&String> =
            wanted.iter().filter(|name| !self.symbol_names.of.contains_key(*name)).collect();
        let read = parallel::map(missing, |name| {
            let names = match self.documents.get(name) {
                Some(document) => FileNames::of(&document.source, encoding),
                None => FileNames::of(&Source::read(name.as_ref()), encoding),
            };
            (name.clone(), names)
        });
        self.symbol_names.of.extend(read);
    }
}
