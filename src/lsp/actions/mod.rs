//! What can be done at a place: fixes of what was found there, and changes that an author makes often.
//!
//! Every edit comes from [`crate::yaml::edit`], which proves that nothing else changes; an edit that it refuses is not
//! offered. What concerns a whole file is only made when it is chosen, where the client can ask then.

mod allow;
mod likely;
mod lists;
mod tasks;
mod whole;

use gen_lsp_types::{CodeActionKind, CodeActionParams, Diagnostic, Uri};
use serde_json::{Value, json};

use super::dispatch::Answer;
use super::document::{Document, View};
use super::edits::{Edits, workspace_edit};
use super::server::Server;
use crate::diagnostic;
use crate::edit::fix::mend;
use crate::files::source::Span;
use crate::text::bilingual::Bilingual;
use crate::yaml::Arena;
use crate::yaml::edit::{self, Change};
use whole::Whole;

const QUICK_FIX: &str = "quickfix";
const REWRITE: &str = "refactor.rewrite";

/// Something that can be done.
struct Action {
    title: Bilingual,
    kind: &'static str,
    edits: Edits,
    /// Whether it is what is most likely wanted.
    is_preferred: bool,
}

impl Action {
    fn new(kind: &'static str, title: Bilingual, edits: Edits) -> Self {
        Self { title, kind, edits, is_preferred: false }
    }
}

/// Offers `title` if the changes can be made.
fn offer(
    actions: &mut Vec<Action>,
    kind: &'static str,
    title: Bilingual,
    document: &edit::Document<'_>,
    changes: &[Change<'_>],
) {
    if let Ok(changed) = document.changed(changes)
        && !changed.edits.is_empty()
    {
        actions.push(Action::new(kind, title, changed.edits));
    }
}

/// Which actions a client wants.
struct Wanted(Option<Vec<String>>);

impl Wanted {
    fn has(&self, kind: &str) -> bool {
        let is_in = |wanted: &String| {
            kind.strip_prefix(wanted.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.0.as_ref().is_none_or(|only| only.iter().any(|wanted| wanted.is_empty() || is_in(wanted)))
    }

    /// Whether a kind is asked for, rather than everything.
    fn names(&self, kind: &str) -> bool {
        self.0.is_some() && self.has(kind)
    }
}

impl Server {
    pub(super) fn actions(&self, params: &CodeActionParams) -> Answer<Vec<Value>> {
        let Some(document) = self.document(&params.text_document.uri) else { return Ok(None) };
        let only = params.context.only.as_ref().map(|only| only.iter().map(kind_name).collect());
        let wanted = Wanted(only);
        let span = document.lines.span(document.text(), params.range);
        let mut all = Vec::new();
        if wanted.has(QUICK_FIX) {
            for found in document.findings.iter().filter(|found| touches(found.primary.place.span, span)) {
                let fixed = self.fixed(document, found, &params.context.diagnostics);
                let mut actions = fixes(document, found);
                document.look_at_current(|view| likely::of(view, found, span, &mut actions));
                actions.extend(allow::of(document, found));
                all.extend(actions.iter().map(|action| self.shown(document, action, fixed)));
            }
        }
        let mut others = Vec::new();
        document.look_at_current(|view| {
            let arena = Arena::new();
            let Some(tree) = edit::Document::of(document.text(), &arena) else { return };
            if wanted.has(QUICK_FIX) {
                lists::names(view, &tree, span, &mut others);
            }
            if wanted.has(REWRITE) {
                lists::sort(view, &tree, span, &mut others);
                lists::move_code(view, &tree, span, &mut others);
                tasks::next(view, &tree, span, &mut others);
            }
        });
        all.extend(others.iter().map(|action| self.shown(document, action, None)));
        for whole in Whole::ALL.into_iter().filter(|whole| wanted.has(whole.kind())) {
            all.extend(self.whole(document, whole, wanted.names(whole.kind())));
        }
        Ok(Some(all))
    }

    /// The edit of an action that concerns a whole file.
    pub(super) fn resolve_action(&self, action: &Value) -> Answer<Value> {
        let mut action = action.clone();
        let uri = action.pointer("/data/uri").and_then(Value::as_str).unwrap_or_default();
        let whole = action.pointer("/data/kind").and_then(Value::as_str).and_then(Whole::of);
        if let (Some(document), Some(whole)) = (self.document(&Uri(uri.to_owned())), whole) {
            let edits = whole.edits(document, self.project.settings())?.unwrap_or_default();
            action["edit"] = workspace_edit(&self.client, document, &edits);
        }
        Ok(Some(action))
    }

    /// An action that concerns the whole file; with its edit where it cannot be asked for later.
    fn whole(&self, document: &Document, whole: Whole, is_named: bool) -> Option<Value> {
        let title = whole.title();
        let title = title.get(self.preferences.lang);
        if self.client.resolves_edits && !is_named {
            let data = json!({"uri": document.uri, "kind": whole.kind()});
            return Some(json!({"title": title, "kind": whole.kind(), "data": data}));
        }
        let edits = whole.edits(document, self.project.settings()).ok().flatten()?;
        let edit = workspace_edit(&self.client, document, &edits);
        Some(json!({"title": title, "kind": whole.kind(), "edit": edit}))
    }

    /// The client's own form of a finding, which an action that fixes it names.
    fn fixed<'d>(
        &self,
        document: &Document,
        found: &diagnostic::Diagnostic,
        known: &'d [Diagnostic],
    ) -> Option<&'d Diagnostic> {
        let range = document.range(found.primary.place.span);
        let code = gen_lsp_types::Code::String(found.rule.to_owned());
        known.iter().find(|one| one.range == range && one.code.as_ref() == Some(&code))
    }

    fn shown(&self, document: &Document, action: &Action, fixes: Option<&Diagnostic>) -> Value {
        let mut shown = json!({
            "title": action.title.get(self.preferences.lang),
            "kind": action.kind,
            "edit": workspace_edit(&self.client, document, &action.edits),
        });
        if action.is_preferred {
            shown["isPreferred"] = Value::Bool(true);
        }
        if let Some(fixes) = fixes {
            shown["diagnostics"] = json!([fixes]);
        }
        shown
    }
}

/// The safe fix of a finding.
fn fixes(document: &Document, found: &diagnostic::Diagnostic) -> Vec<Action> {
    let Some(fix) = &found.fix else { return Vec::new() };
    let made = mend(&document.source, |source| {
        if source.text == document.source.text { vec![fix.edits.clone()] } else { Vec::new() }
    });
    let action = |edits| Action { is_preferred: true, ..Action::new(QUICK_FIX, fix.words.clone(), edits) };
    made.map(|_| action(fix.edits.clone())).into_iter().collect()
}

/// Whether two spans have a byte in common, or one ends where the other begins.
fn touches(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

/// The name of a kind of actions.
fn kind_name(kind: &CodeActionKind) -> String {
    serde_json::to_value(kind).ok().and_then(|kind| kind.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The places of a view are those of its document: actions are made of a text that can be read as it is.
fn code_at<'a>(view: &'a View<'a>, span: Span) -> Option<super::names::Thing<'a>> {
    super::names::Thing::at(&view.standard, span.start)
}
