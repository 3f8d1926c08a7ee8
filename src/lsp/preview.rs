//! Pages beside the text, by requests of our own: the form of an open document, as `ttm render` prints it, and what changed
//! since another text of it, as `ttm diff` says it.
//!
//! `ttm/form` takes `{textDocument}` and answers `{html, isCurrent, places}`: the page, whether it is that of the text as it is
//! or of the last one that could be read, and where the anchors of the page are in the document. `ttm/changes` takes
//! `{textDocument, before}`, where `before` is a text, and answers `{html}`. Both answer `null` for a document that is no
//! standard, the second also while the text cannot be read. The pages have no script, and nothing of a standard is in them unescaped.

use std::collections::HashSet;

use gen_lsp_types::TextDocumentIdentifier;
use serde::{Deserialize, Serialize};

use super::dispatch::Answer;
use super::document::View;
use super::server::Server;
use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::source::FileId;
use crate::forms::render::{Format, Options, render};
use crate::forms::sheet::{TooLarge, check_size};
use crate::model::{Codes, TextRole};
use crate::report;
use crate::text::sorting::sort_by_key;
use crate::versions::diff::compare;

/// The document whose form is asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FormParams {
    text_document: TextDocumentIdentifier,
}

/// The form of a document.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FormPage {
    html: String,
    is_current: bool,
    places: Vec<Anchor>,
}

/// An anchor of the page, and the line of its entry in the document.
#[derive(Debug, Serialize)]
struct Anchor {
    id: String,
    line: u32,
}

/// The document that is compared, and the text before.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChangesParams {
    text_document: TextDocumentIdentifier,
    before: String,
}

/// What changed.
#[derive(Debug, Serialize)]
pub(super) struct Changes {
    html: String,
}

impl Server {
    pub(super) fn form(&self, params: &FormParams) -> Answer<FormPage> {
        let Some(document) = self.document(&params.text_document.uri) else { return Ok(None) };
        let form = |view: &View<'_>| -> Answer<FormPage> {
            check_size(&view.standard).map_err(TooLarge::words)?;
            let write = |page: &mut Vec<u8>| {
                render(&[&view.standard], Format::Html, &Options::default(), page).map_err(|_| Unwritten)
            };
            let html = page(write);
            Ok(html.map(|html| FormPage { html, is_current: view.is_current(), places: places(view) }))
        };
        document.look(form).unwrap_or(Ok(None))
    }

    pub(super) fn changes(&self, params: &ChangesParams) -> Answer<Changes> {
        let Some(document) = self.document(&params.text_document.uri) else { return Ok(None) };
        let before = document.source.with_text(params.before.clone());
        let Some(before) = load(&before, FileId::at(1), &mut Findings::default()) else { return Ok(None) };
        let changes = |view: &View<'_>| -> Answer<Changes> {
            for standard in [&before, &view.standard] {
                check_size(standard).map_err(TooLarge::words)?;
            }
            let compared = [compare(&before, &view.standard)];
            let lang = self.preferences.lang;
            let write =
                |page: &mut Vec<u8>| report::diff::html::write(page, &compared, lang).map_err(|_| Unwritten);
            Ok(page(write).map(|html| Changes { html }))
        };
        document.look_at_current(changes).unwrap_or(Ok(None))
    }
}

/// A page could not be written, which does not happen in memory.
struct Unwritten;

/// What is written as a page.
fn page(write: impl FnOnce(&mut Vec<u8>) -> Result<(), Unwritten>) -> Option<String> {
    let mut page = Vec::new();
    write(&mut page).ok()?;
    String::from_utf8(page).ok()
}

/// Where the codes that are anchors of the page are in the document, in its order.
fn places(view: &View<'_>) -> Vec<Anchor> {
    let mut seen: HashSet<&str> = HashSet::new();
    let mut places = Vec::new();
    view.standard.each_text(Codes { entries: true, references: false }, |role, text| {
        if let TextRole::Code(..) = role
            && let Some(range) = view.range(text.span)
            && seen.insert(text.as_str())
        {
            places.push(Anchor { id: text.as_str().to_owned(), line: range.start.line });
        }
    });
    sort_by_key(&mut places, |place| place.line);
    places
}
