//! Edits as the protocol has them.

use std::time::Duration;

use gen_lsp_types::TextEdit;
use serde_json::{Value, json};

use super::client::Client;
use super::document::Document;
use crate::files::source::Span;
use crate::text::sequences::steps_within;

/// After this time edits may be coarser than necessary.
const PATIENCE: Duration = Duration::from_millis(200);

/// What is replaced in a text, in order.
pub(super) type Edits = Vec<(Span, String)>;

/// The edits of a document.
pub(super) fn text_edits(document: &Document, edits: &[(Span, String)]) -> Vec<TextEdit> {
    let edit =
        |(span, text): &(Span, String)| TextEdit { range: document.range(*span), new_text: text.clone() };
    edits.iter().map(edit).collect()
}

/// The same as an edit that a client can make, for this version of the text where it can hold to that.
pub(super) fn workspace_edit(client: &Client, document: &Document, edits: &[(Span, String)]) -> Value {
    let edits = text_edits(document, edits);
    if client.document_changes {
        let document = json!({"uri": document.uri, "version": document.version});
        return json!({"documentChanges": [{"textDocument": document, "edits": edits}]});
    }
    json!({"changes": {document.uri.clone(): edits}})
}

/// The edits from one text to another, line by line.
pub(super) fn between(old: &str, new: &str) -> Edits {
    let lines = |text| -> Vec<_> { str::split_inclusive(text, '\n').collect() };
    let (old_lines, new_lines) = (lines(old), lines(new));
    let starts = |lines: &[&str]| -> Vec<usize> {
        let mut at = 0;
        let mut starts = vec![0];
        for line in lines {
            at += line.len();
            starts.push(at);
        }
        starts
    };
    let (old_starts, new_starts) = (starts(&old_lines), starts(&new_lines));
    let ops = steps_within(PATIENCE, &old_lines, &new_lines);
    let changed = ops.into_iter().filter(|op| op.tag() != similar::DiffTag::Equal);
    changed
        .map(|op| {
            let (before, after) = (op.old_range(), op.new_range());
            let span = Span::new(old_starts[before.start], old_starts[before.end]);
            (span, new[new_starts[after.start]..new_starts[after.end]].to_owned())
        })
        .collect()
}
