//! The canonical layout, made by the engine of `ttm fmt`.

use gen_lsp_types::{DocumentOnTypeFormattingParams, DocumentRangeFormattingParams, TextEdit, Uri};
use serde_json::Value;

use super::dispatch::Answer;
use super::document::Document;
use super::edits::text_edits;
use super::server::Server;
use crate::edit::fmt::{NotFormatted, format, format_within};
use crate::yaml::edit::Changed;

impl Server {
    pub(super) fn format(&self, params: &Value) -> Answer<Vec<TextEdit>> {
        let uri = params.pointer("/textDocument/uri").and_then(Value::as_str).unwrap_or_default();
        let Some(document) = self.document(&Uri(uri.to_owned())) else { return Ok(None) };
        edits(document, format(document.text()))
    }

    pub(super) fn format_range(&self, params: &DocumentRangeFormattingParams) -> Answer<Vec<TextEdit>> {
        let Some(document) = self.document(&params.text_document.uri) else { return Ok(None) };
        let (first, mut last) = (params.range.start.line as usize, params.range.end.line as usize);
        // A selection of whole lines ends at the start of the next.
        if params.range.end.character == 0 && last > first {
            last -= 1;
        }
        edits(document, format_lines(document, first, last))
    }

    /// Formats the line that was left when a line break is typed. Most texts cannot be read then, and stay.
    pub(super) fn format_typed(&self, params: &DocumentOnTypeFormattingParams) -> Answer<Vec<TextEdit>> {
        let Some(document) = self.document(&params.text_document.uri) else { return Ok(None) };
        let Some(line) = (params.position.line as usize).checked_sub(1) else { return Ok(None) };
        let changed = format_lines(document, line, line).unwrap_or_default();
        Ok(changed.map(|changed| text_edits(document, &changed.edits)))
    }
}

fn format_lines(document: &Document, first: usize, last: usize) -> Result<Option<Changed>, NotFormatted> {
    let line = |line| document.lines.line(document.text(), line);
    format_within(document.text(), line(first).start..line(last).end)
}

/// The edits; none for a text that cannot be read, whose findings say so.
fn edits(document: &Document, changed: Result<Option<Changed>, NotFormatted>) -> Answer<Vec<TextEdit>> {
    match changed {
        Ok(changed) => {
            Ok(Some(changed.map(|changed| text_edits(document, &changed.edits)).unwrap_or_default()))
        }
        Err(NotFormatted::Syntax | NotFormatted::Slip | NotFormatted::NoStandard) => Ok(None),
        Err(reason) => Err(reason.words()),
    }
}
