//! From a code to its entry, from an entry to where it is used, and to other files.

use gen_lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentLink, Location, Position, Range, ReferenceParams,
    TextDocumentIdentifier, TextDocumentPositionParams, Uri,
};
use serde_json::Value;

use super::dispatch::Answer;
use super::document::View;
use super::names::{Thing, listed, occurrences};
use super::server::Server;
use super::uri;
use crate::files::source::Span;
use crate::model::TextRole;
use crate::text::sorting::sort_by_key;

impl Server {
    /// Where the entry is that a reference means, or the file that a code means.
    pub(super) fn definition(&self, params: &TextDocumentPositionParams) -> Answer<Location> {
        let Some(document) = self.document(&params.text_document.uri) else { return Ok(None) };
        let found = document.look(|view| {
            let thing = Thing::at(&view.standard, view.offset(params.position)?)?;
            let code = thing.code();
            let span = match thing {
                Thing::Standard { .. } => {
                    let path = self.project.file_with_code(code.normalized())?;
                    let start = Position { line: 0, character: 0 };
                    return Some(Location {
                        uri: Uri(self.uri_of(path)),
                        range: Range { start, end: start },
                    });
                }
                Thing::Entry { code, .. } => code.span,
                Thing::Reference { competency, name, .. } => {
                    listed(&view.standard, competency, code.normalized(), name)?.span()
                }
            };
            Some(Location { uri: Uri(document.uri.clone()), range: view.range(span)? })
        });
        Ok(found.flatten())
    }

    pub(super) fn references(&self, params: &ReferenceParams) -> Answer<Vec<Location>> {
        let at = &params.text_document_position_params;
        let with_own = params.context.include_declaration;
        let Some(document) = self.document(&at.text_document.uri) else { return Ok(None) };
        let found = document.look(|view| {
            let (own, others) = places(view, at.position)?;
            let spans = others.into_iter().chain(own.into_iter().filter(|_| with_own));
            let mut ranges: Vec<Range> = spans.filter_map(|span| view.range(span)).collect();
            sort_by_key(&mut ranges, |range| (range.start.line, range.start.character));
            let uri = Uri(document.uri.clone());
            Some(ranges.into_iter().map(|range| Location { uri: uri.clone(), range }).collect())
        });
        Ok(found.flatten())
    }

    pub(super) fn highlights(&self, params: &TextDocumentPositionParams) -> Answer<Vec<DocumentHighlight>> {
        let Some(document) = self.document(&params.text_document.uri) else { return Ok(None) };
        let found = document.look(|view| {
            let (own, others) = places(view, params.position)?;
            let mark = |kind: DocumentHighlightKind| {
                move |span: Span| Some(DocumentHighlight { range: view.range(span)?, kind: Some(kind) })
            };
            let own = own.into_iter().filter_map(mark(DocumentHighlightKind::Write));
            Some(own.chain(others.into_iter().filter_map(mark(DocumentHighlightKind::Read))).collect())
        });
        Ok(found.flatten())
    }

    /// Links from the codes of versions to their files.
    pub(super) fn links(&self, params: &Value) -> Answer<Vec<DocumentLink>> {
        let document = params.get("textDocument").cloned();
        let document: Option<TextDocumentIdentifier> =
            document.and_then(|one| serde_json::from_value(one).ok());
        let Some(document) = document.and_then(|one| self.document(&one.uri)) else { return Ok(None) };
        let links = document.look(|view| {
            let mut links = Vec::new();
            view.standard.each_text(
                crate::model::Codes { entries: false, references: false },
                |role, text| {
                    if !matches!(
                        role,
                        TextRole::Revises | TextRole::VersionCode(_) | TextRole::SupersededBy(_)
                    ) {
                        return;
                    }
                    let path = self.project.file_with_code(text.normalized());
                    let other = path.filter(|path| *path != document.source.path);
                    if let (Some(path), Some(range)) = (other, view.range(text.span)) {
                        let target = Some(Uri(uri::of(path)));
                        links.push(DocumentLink { range, target, tooltip: None, data: None });
                    }
                },
            );
            links
        });
        Ok(links)
    }
}

/// The places of an entry with the code at a position: its own, and those that refer to it.
fn places(view: &View<'_>, position: Position) -> Option<(Vec<Span>, Vec<Span>)> {
    let thing = Thing::at(&view.standard, view.offset(position)?)?;
    let (own, others) = match thing.kind() {
        Some(kind) => occurrences(&view.standard, kind, thing.code().normalized()),
        None => {
            let mut all = Vec::new();
            view.standard.each_text(
                crate::model::Codes { entries: false, references: false },
                |role, text| {
                    let is_code = matches!(
                        role,
                        TextRole::StandardCode
                            | TextRole::Revises
                            | TextRole::VersionCode(_)
                            | TextRole::SupersededBy(_)
                    );
                    if is_code && text.normalized() == thing.code().normalized() {
                        all.push(text);
                    }
                },
            );
            (Vec::new(), all)
        }
    };
    let spans = |texts: Vec<&crate::model::Text<'_>>| texts.into_iter().map(|text| text.span).collect();
    Some((spans(own), spans(others)))
}
