//! What can stand where something is typed.
//!
//! The server filters, since editors do not find Chinese names by the characters within them: `isIncomplete` has the list
//! asked for again with every character, the text to match is what was typed with the code and the single characters behind
//! it, and the order is given by `sortText`.

mod codes;
mod keys;
mod rank;
mod values;

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionList, CompletionParams,
    InsertTextFormat, InsertTextMode, TextEdit,
};

use super::context::{Context, CursorOn, Expected};
use super::dispatch::Answer;
use super::document::Document;
use super::server::Server;
use crate::files::source::Span;
use crate::text::bilingual::Lang;
use crate::text::sorting::sort_by_key;
use rank::rank;

/// The most that is offered at once; what is typed next narrows it.
const MAX_OFFERED: usize = 200;

/// Something that is offered.
#[derive(Debug, Default)]
struct Offer {
    /// What is shown.
    label: String,
    /// What it is inserted as.
    insert: String,
    /// A code and a name by which it is found.
    code: String,
    name: String,
    /// What is shown beside it.
    detail: String,
    kind: Option<CompletionItemKind>,
    /// Whether what is inserted has places to be filled in.
    is_snippet: bool,
}

/// What is looked for, and where it goes.
struct Request<'a> {
    document: &'a Document,
    context: Context<'a>,
    /// The bytes that are replaced.
    span: std::ops::Range<usize>,
    /// What is typed so far.
    typed: String,
    lang: Lang,
    snippets: bool,
}

impl Server {
    pub(super) fn complete(&self, params: &CompletionParams) -> Answer<CompletionList> {
        let position = &params.text_document_position_params;
        let Some(document) = self.document(&position.text_document.uri) else { return Ok(None) };
        let offset = document.offset(position.position);
        let text = document.text();
        let Some(context) = Context::at(text, offset) else { return Ok(None) };
        let span = match &context.place {
            CursorOn::Key { span, .. } | CursorOn::Value { span } | CursorOn::Item { span, .. } => {
                span.clone()
            }
        };
        let span = span.start.min(offset)..span.end.max(offset);
        let typed = text[span.start..offset].trim_start_matches(['"', '\'']).to_owned();
        let (lang, snippets) = (self.preferences.lang, self.client.snippets);
        let request = Request { document, context, span, typed, lang, snippets };
        let offers = self.offers(&request, offset);
        Ok(offers.map(|offers| list(&request, offers)))
    }

    fn offers(&self, request: &Request<'_>, offset: usize) -> Option<Vec<Offer>> {
        match (&request.context.place, request.context.expected()) {
            (CursorOn::Item { others, .. }, Expected::References(kind)) => {
                codes::references(request, kind, others)
            }
            (CursorOn::Key { has_value, .. }, Expected::Keys(shape)) if !self.preferences.beside_schema => {
                Some(keys::of_shape(request, shape, *has_value))
            }
            (CursorOn::Key { has_value: false, .. }, Expected::Codes(kind, shape)) => {
                Some(keys::next_code(request, kind, shape))
            }
            (CursorOn::Value { .. }, Expected::Value(shape, key, value)) => {
                values::of_key(request, shape, key, value).or_else(|| values::note_marks(request, offset))
            }
            (CursorOn::Value { .. } | CursorOn::Item { .. }, Expected::Text) => {
                values::note_marks(request, offset)
            }
            _ => None,
        }
    }
}

/// The offers that match what is typed, the best first.
fn list(request: &Request<'_>, offers: Vec<Offer>) -> CompletionList {
    let typed = request.typed.trim();
    let ranked = offers.into_iter().enumerate();
    let ranked = ranked.filter_map(|(at, offer)| Some((rank(typed, &offer.code, &offer.name)?, at, offer)));
    let mut ranked: Vec<_> = ranked.collect();
    sort_by_key(&mut ranked, |(rank, at, _)| (*rank, *at));
    let is_cut = ranked.len() > MAX_OFFERED;
    let range = request.document.range(Span::new(request.span.start, request.span.end));
    let items = ranked.into_iter().take(MAX_OFFERED).enumerate().map(|(at, (_, _, mut offer))| {
        // Neovim inserts a plain text up to its first blank, and a snippet whole.
        if request.snippets && !offer.is_snippet && offer.insert.contains(' ') {
            offer.insert =
                format!("{}$0", offer.insert.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}"));
            offer.is_snippet = true;
        }
        let apart: Vec<String> = offer.name.chars().map(String::from).collect();
        // What is typed may be any part of the name, and editors compare from the beginning.
        let filter = format!("{} {} {}", request.typed, offer.code, apart.join(" "));
        CompletionItem {
            label: offer.label,
            kind: offer.kind,
            detail: (!offer.detail.is_empty()).then_some(offer.detail),
            sort_text: Some(format!("{at:04}")),
            filter_text: Some(filter.trim_start().to_owned()),
            insert_text_mode: offer.insert.contains('\n').then_some(InsertTextMode::AdjustIndentation),
            insert_text_format: offer.is_snippet.then_some(InsertTextFormat::Snippet),
            text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit { range, new_text: offer.insert })),
            ..CompletionItem::default()
        }
    });
    let items: Vec<CompletionItem> = items.collect();
    CompletionList {
        is_incomplete: is_cut || !items.is_empty(),
        items,
        item_defaults: None,
        apply_kind: None,
    }
}
