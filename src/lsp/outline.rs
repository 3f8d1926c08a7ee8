//! A standard as a tree: symbols, folds, and what a selection grows to.

use gen_lsp_types::{
    DocumentSymbol, FoldingRange, FoldingRangeKind, Range, SelectionRange, SelectionRangeParams, SymbolKind,
    TextDocumentIdentifier,
};
use serde_json::{Value, json};

use super::dispatch::Answer;
use super::document::View;
use super::names::short;
use super::server::Server;
use crate::files::source::Span;
use crate::model::named::titled;
use crate::model::{Item, Kind, List};
use crate::text::sorting::sort_by_key;
use crate::yaml::{self, Arena, Node};

/// The document that parameters name.
fn document_of(params: &Value) -> Option<TextDocumentIdentifier> {
    serde_json::from_value(params.get("textDocument")?.clone()).ok()
}

impl Server {
    /// Lists, duties and tasks; flat where the client has no children.
    pub(super) fn symbols(&self, params: &Value) -> Answer<Value> {
        let Some(document) = document_of(params).and_then(|one| self.document(&one.uri)) else {
            return Ok(None);
        };
        let symbols = document.look(|view| Outline { view, ends: ends(view) }.symbols()).unwrap_or_default();
        if self.client.nested_symbols {
            return Ok(serde_json::to_value(symbols).ok());
        }
        let mut flat = Vec::new();
        for symbol in &symbols {
            flatten(symbol, None, &document.uri, &mut flat);
        }
        Ok(Some(Value::Array(flat)))
    }

    /// Every entry that takes more than a line.
    pub(super) fn folds(&self, params: &Value) -> Answer<Vec<FoldingRange>> {
        let Some(document) = document_of(params).and_then(|one| self.document(&one.uri)) else {
            return Ok(None);
        };
        let folds = document.look(|view| {
            let mut folds = Vec::new();
            each_entry(view, |key, whole| {
                if let (Some(key), Some(whole)) = (view.range(key), view.range(whole))
                    && whole.end.line > key.start.line
                {
                    folds.push(FoldingRange {
                        start_line: key.start.line,
                        start_character: None,
                        end_line: whole.end.line,
                        end_character: None,
                        kind: Some(FoldingRangeKind::Region),
                        collapsed_text: None,
                    });
                }
            });
            folds
        });
        Ok(folds)
    }

    /// From a text to its entry, its mapping, and so on up to the whole.
    pub(super) fn selections(&self, params: &SelectionRangeParams) -> Answer<Vec<SelectionRange>> {
        let Some(document) = self.document(&params.text_document.uri) else { return Ok(None) };
        let selections = document.look(|view| {
            let arena = Arena::new();
            let root = yaml::parse(&view.source.text, &arena).root;
            let around = |position: &gen_lsp_types::Position| {
                let mut spans = Vec::new();
                if let (Some(root), Some(offset)) = (&root, view.offset(*position)) {
                    around(root, offset, &mut spans);
                }
                let empty = Range { start: *position, end: *position };
                let mut ranges: Vec<Range> = spans.into_iter().filter_map(|span| view.range(span)).collect();
                ranges.dedup();
                let whole = ranges
                    .into_iter()
                    .fold(None, |parent, range| Some(SelectionRange { range, parent: parent.map(Box::new) }));
                whole.unwrap_or(SelectionRange { range: empty, parent: None })
            };
            params.positions.iter().map(around).collect()
        });
        Ok(selections)
    }
}

/// The spans around a byte, the largest first.
fn around(node: &Node<'_>, offset: u32, spans: &mut Vec<Span>) {
    let span = Span { start: node.span.start, end: end_of(node) };
    if offset < span.start || offset > span.end {
        return;
    }
    spans.push(span);
    match node.value {
        yaml::Value::Mapping { entries, .. } => {
            for (key, value) in entries {
                let entry = Span { start: key.span.start, end: end_of(value).max(key.span.end) };
                if entry.start <= offset && offset <= entry.end {
                    spans.push(entry);
                    around(key, offset, spans);
                    around(value, offset, spans);
                    return;
                }
            }
        }
        yaml::Value::List(items) => items.iter().for_each(|item| around(item, offset, spans)),
        _ => {}
    }
}

/// The end of what a node holds: that of a block does not always reach its last text.
fn end_of(node: &Node<'_>) -> u32 {
    match node.value {
        yaml::Value::Mapping { entries: [.., (key, value)], flow: false } => end_of(value).max(key.span.end),
        yaml::Value::List([.., last]) => {
            end_of(last).max(node.span.end.min(end_of(last).max(node.span.start)))
        }
        _ => node.span.end,
    }
}

/// Calls `show` with the key and the whole of every entry of a mapping.
fn each_entry(view: &View<'_>, mut show: impl FnMut(Span, Span)) {
    fn walk(text: &str, node: &Node<'_>, show: &mut impl FnMut(Span, Span)) {
        match node.value {
            yaml::Value::Mapping { entries, .. } => {
                for (key, value) in entries {
                    let end = end_of(value).max(key.span.end);
                    // A block ends in line breaks, which belong to nothing that is folded.
                    let end = key.span.start as usize
                        + text[key.span.start as usize..end as usize].trim_end().len();
                    show(key.span, Span::new(key.span.start as usize, end));
                    walk(text, value, show);
                }
            }
            yaml::Value::List(items) => items.iter().for_each(|item| walk(text, item, show)),
            _ => {}
        }
    }
    let arena = Arena::new();
    if let Some(root) = &yaml::parse(&view.source.text, &arena).root {
        walk(&view.source.text, root, &mut show);
    }
}

/// The whole of every entry by its key.
fn ends(view: &View<'_>) -> std::collections::HashMap<Span, Span> {
    let mut ends = std::collections::HashMap::new();
    each_entry(view, |key, whole| {
        ends.insert(key, whole);
    });
    ends
}

struct Outline<'a> {
    view: &'a View<'a>,
    ends: std::collections::HashMap<Span, Span>,
}

impl Outline<'_> {
    fn symbols(&self) -> Vec<DocumentSymbol> {
        let standard = &self.view.standard;
        let mut symbols = Vec::new();
        if let Some(name) = standard.name.given() {
            let kind = SymbolKind::Class;
            symbols.extend(self.symbol(&short(name.text.as_str()), kind, name.text.span, Vec::new()));
        }
        for kind in [Kind::Knowledge, Kind::Skill, Kind::Attitude] {
            let Some(list) = standard.list(kind) else { continue };
            let Some(key) = list.key else { continue };
            let name = format!("{} {}", kind.letter(), kind.zh());
            symbols.extend(self.symbol(
                &name,
                SymbolKind::Array,
                key,
                self.items(list, SymbolKind::Constant),
            ));
        }
        for duty in standard.duties.iter() {
            let tasks = duty.tasks.iter().filter_map(|task| {
                let rows = task.rows.iter().flat_map(|row| {
                    let mut items = self.items(&row.outputs, SymbolKind::Object);
                    items.extend(self.items(&row.indicators, SymbolKind::Event));
                    items
                });
                let rows = rows.collect();
                self.symbol(&titled(&task.code, &task.name), SymbolKind::Function, task.code.span, rows)
            });
            let tasks = tasks.collect();
            symbols.extend(self.symbol(
                &titled(&duty.code, &duty.name),
                SymbolKind::Module,
                duty.code.span,
                tasks,
            ));
        }
        sort_by_key(&mut symbols, |symbol| (symbol.range.start.line, symbol.range.start.character));
        symbols
    }

    fn items(&self, items: &List<Item<'_>>, kind: SymbolKind) -> Vec<DocumentSymbol> {
        let symbol = |item: &Item<'_>| {
            let name = match &item.code {
                Some(code) => format!("{} {}", short(code.as_str()), short(item.text.as_str())),
                None => short(item.text.as_str()),
            };
            self.symbol(&name, kind, item.span(), Vec::new())
        };
        items.iter().filter_map(symbol).collect()
    }

    #[allow(deprecated, reason = "the type has a deprecated field")]
    fn symbol(
        &self,
        name: &str,
        kind: SymbolKind,
        span: Span,
        children: Vec<DocumentSymbol>,
    ) -> Option<DocumentSymbol> {
        let selection_range = self.view.range(span)?;
        let whole = self.ends.get(&span).and_then(|whole| self.view.range(*whole));
        // Clients refuse all symbols for one without a name.
        let name = if name.trim().is_empty() { "?".to_owned() } else { name.to_owned() };
        Some(DocumentSymbol {
            name,
            detail: None,
            kind,
            tags: None,
            deprecated: None,
            range: whole.unwrap_or(selection_range),
            selection_range,
            children: (!children.is_empty()).then_some(children),
        })
    }
}

/// A symbol and its children without their nesting.
fn flatten(symbol: &DocumentSymbol, container: Option<&str>, uri: &str, flat: &mut Vec<Value>) {
    flat.push(json!({
        "name": symbol.name,
        "kind": symbol.kind,
        "location": {"uri": uri, "range": symbol.range},
        "containerName": container.unwrap_or_default(),
    }));
    for child in symbol.children.iter().flatten() {
        flatten(child, Some(&symbol.name), uri, flat);
    }
}
