//! Another code or name for an entry, wherever it stands.

use std::collections::BTreeSet;

use gen_lsp_types::{RenameParams, TextDocumentPositionParams};
use serde_json::{Value, json};

use super::dispatch::Answer;
use super::document::View;
use super::edits::{Edits, workspace_edit};
use super::names::{Thing, short};
use super::server::Server;
use crate::bilingual;
use crate::files::source::Span;
use crate::model::{Codes, Competency, Kind, Standard, Text, TextRole};
use crate::text::bilingual::Bilingual;
use crate::yaml::Arena;
use crate::yaml::edit::{Change, Document, New};

const UNREADABLE: Bilingual =
    Bilingual::fixed("the text cannot be read at the moment", "目前的文字無法讀取，請先修正語法");

const NOTHING: Bilingual = Bilingual::fixed("there is nothing to rename here", "這裡沒有可以重新命名的項目");

impl Server {
    /// What would be renamed at a place.
    pub(super) fn prepare_rename(&self, params: &TextDocumentPositionParams) -> Answer<Value> {
        let Some(document) = self.document(&params.text_document.uri) else { return Ok(None) };
        let found = document.look_at_current(|view| {
            let thing = Thing::at(&view.standard, view.offset(params.position)?)?;
            thing.kind()?;
            let (text, span) = match thing {
                Thing::Entry { at_name: Some(name), .. } => (name.as_str(), name.span),
                _ => (thing.code().as_str(), thing.code().span),
            };
            Some(json!({"range": view.range(span)?, "placeholder": text}))
        });
        found.ok_or(UNREADABLE)
    }

    pub(super) fn rename(&self, params: &RenameParams) -> Answer<Value> {
        let at = &params.text_document_position_params;
        let Some(document) = self.document(&at.text_document.uri) else { return Ok(None) };
        let in_texts = self.preferences.rename_in_texts;
        let edits = document.look_at_current(|view| {
            let thing = view.offset(at.position).and_then(|offset| Thing::at(&view.standard, offset));
            let Some((thing, kind)) = thing.and_then(|thing| Some((thing, thing.kind()?))) else {
                return Err(NOTHING);
            };
            match thing {
                Thing::Entry { at_name: Some(name), code, .. } => {
                    rename_name(view, kind, code, name, params.new_name.trim())
                }
                _ => rename_code(view, kind, thing.code().normalized(), params.new_name.trim(), in_texts),
            }
        });
        match edits {
            None => Err(UNREADABLE),
            Some(edits) => Ok(Some(workspace_edit(&self.client, document, &edits?))),
        }
    }
}

/// The edits that give an entry another code. What is numbered below it follows.
pub(super) fn rename_code(
    view: &View<'_>,
    kind: Kind,
    old: &str,
    new: &str,
    in_texts: bool,
) -> Result<Edits, Bilingual> {
    let standard = &view.standard;
    let shown = short(new);
    if Kind::of(new) != Some(kind) {
        let (en, zh, example) = (kind.en(), kind.zh(), kind.example());
        return Err(bilingual!(
            "{shown} is no code of a {en}; write it as {example}",
            "{shown} 不是{zh}的代碼；請寫成 {example} 這樣"
        ));
    }
    if old == new {
        return Ok(Vec::new());
    }
    let mut codes: Vec<(&Text<'_>, String)> = Vec::new();
    let (mut taken, mut renamed): (BTreeSet<String>, BTreeSet<String>) = Default::default();
    standard.each_text(Codes::ALL, |role, text| {
        let of = match role {
            TextRole::Code(of, _) => of,
            TextRole::Reference(competency, _) => competency.kind(),
            _ => return,
        };
        let is_entry = matches!(role, TextRole::Code(..));
        match followed(kind, old, new, of, text.normalized()) {
            Some(now) => {
                if is_entry {
                    renamed.insert(now.clone());
                }
                codes.push((text, now));
            }
            None if is_entry => {
                taken.insert(text.normalized().to_owned());
            }
            None => {}
        }
    });
    if let Some(twice) = renamed.iter().find(|code| taken.contains(*code)) {
        return Err(bilingual!("{twice} is there already", "{twice} 已經存在"));
    }
    let arena = Arena::new();
    let document = Document::of(&view.source.text, &arena).ok_or(UNREADABLE)?;
    let places = document.places();
    let mut changes = Vec::new();
    for (text, now) in &codes {
        let Some(&at) = places.get(&text.span) else { return Err(unclear()) };
        changes.push(Change::SetText { at, text: now });
    }
    let mentioned = if in_texts { mentions(standard, old) } else { Vec::new() };
    changes.extend(mentioned.into_iter().map(|span| Change::Splice { span, instead: new }));
    document.changed(&changes).map(|changed| changed.edits).map_err(|_| unclear())
}

/// What a code becomes when `old` becomes `new`: what is numbered below a duty or task follows it.
fn followed(kind: Kind, old: &str, new: &str, of: Kind, code: &str) -> Option<String> {
    if of == kind {
        return (code == old).then(|| new.to_owned());
    }
    let is_below = match kind {
        Kind::Duty => matches!(of, Kind::Task | Kind::Output | Kind::Indicator),
        Kind::Task => matches!(of, Kind::Output | Kind::Indicator),
        _ => false,
    };
    let rest = code.get(1..)?.strip_prefix(old.get(1..)?)?;
    (is_below && rest.starts_with('.')).then(|| format!("{}{}{rest}", of.letter(), &new[1..]))
}

/// Where texts mention a code.
fn mentions(standard: &Standard<'_>, code: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    standard.each_text(Codes { entries: false, references: false }, |role, text| {
        // Within other texts the bytes are not those of the source.
        if role.is_code() || text.written() != text.as_str() {
            return;
        }
        let value = text.as_str();
        let goes_on = |character: Option<char>| {
            character.is_some_and(|character| character.is_ascii_alphanumeric() || character == '.')
        };
        for (at, _) in value.match_indices(code) {
            let (before, after) = (&value[..at], &value[at + code.len()..]);
            if !goes_on(before.chars().next_back())
                && !goes_on(after.chars().next().filter(|next| *next != '.'))
            {
                let start = text.span.start as usize + at;
                spans.push(Span::new(start, start + code.len()));
            }
        }
    });
    spans
}

/// The edits that give an entry another name; a reference that says the name says the new one.
fn rename_name(
    view: &View<'_>,
    kind: Kind,
    code: &Text<'_>,
    name: &Text<'_>,
    new: &str,
) -> Result<Edits, Bilingual> {
    if new.is_empty() {
        return Err(Bilingual::fixed("a name cannot be empty", "名稱不能是空白"));
    }
    let arena = Arena::new();
    let document = Document::of(&view.source.text, &arena).ok_or(UNREADABLE)?;
    let (places, items) = (document.places(), document.items_by_place());
    let at = *places.get(&name.span).ok_or_else(unclear)?;
    let mut changes = vec![Change::SetText { at, text: new }];
    if let Some(competency) = Competency::BOTH.into_iter().find(|one| one.kind() == kind) {
        for reference in view.standard.references(competency).flat_map(|list| list.iter()) {
            let Some(said) = &reference.name else { continue };
            if reference.code.normalized() == code.normalized() && said.text.as_str() == name.as_str() {
                let at = *items.get(&said.pair).ok_or_else(unclear)?;
                let pair = vec![(reference.code.as_str().to_owned().into(), New::text(new))];
                changes.push(Change::SetItem { at, value: New::Mapping(pair) });
            }
        }
    }
    document.changed(&changes).map(|changed| changed.edits).map_err(|_| unclear())
}

fn unclear() -> Bilingual {
    Bilingual::fixed("it cannot be renamed without changing something else", "重新命名時無法不影響其他內容")
}
