//! The keys of a mapping that it does not have yet, and the next code of a list with what stands below it.

use gen_lsp_types::CompletionItemKind;

use super::{Offer, Request};
use crate::format::{Shape, Value};
use crate::model::Kind;
use crate::text::bilingual::Bilingual;

/// The keys of a shape.
pub(super) fn of_shape(request: &Request<'_>, shape: &'static Shape, has_value: bool) -> Vec<Offer> {
    let text = request.document.text();
    let there: Vec<&str> = request.context.siblings(text).iter().map(|(key, _)| *key).collect();
    let fields = shape.fields.iter().filter(|field| !there.contains(&field.key));
    let offer = |field: &'static crate::format::Field| {
        let (body, is_snippet) = match has_value {
            true => (String::new(), false),
            false => body(request, &field.value),
        };
        Offer {
            label: field.key.to_owned(),
            insert: format!("{}{body}", field.key),
            code: field.key.to_owned(),
            name: format!("{} {}", field.title.zh, field.title.en),
            detail: field.title.get(request.lang).to_owned(),
            kind: Some(CompletionItemKind::Property),
            is_snippet,
        }
    };
    fields.map(offer).collect()
}

/// What comes behind a key.
fn body(request: &Request<'_>, value: &'static Value) -> (String, bool) {
    let snippets = request.snippets;
    let place = |number: usize| if snippets { format!("${number}") } else { String::new() };
    match value {
        Value::Text | Value::Level | Value::Date | Value::Status => (": ".to_owned(), false),
        Value::References(_) => (format!(": [{}]", place(1)), snippets),
        Value::Items(kind) if snippets => (format!(":\n  {}: $1", first_code(request, *kind)), true),
        Value::Parts(kind, shape) if snippets => {
            let code = first_code(request, *kind);
            (format!(":\n  {code}:\n{}", indented(&entry(request, *kind, shape, &code), 4)), true)
        }
        Value::Mapping(_) if snippets => (":\n  $0".to_owned(), true),
        Value::Mappings(_) | Value::Texts if snippets => (":\n  - $0".to_owned(), true),
        _ => (":".to_owned(), false),
    }
}

/// The next code among those of a list, with what stands below it.
pub(super) fn next_code(request: &Request<'_>, kind: Kind, shape: Option<&'static Shape>) -> Vec<Offer> {
    let text = request.document.text();
    let siblings = request.context.siblings(text);
    let mut numbers: Vec<[u32; 3]> = siblings
        .iter()
        .filter_map(|(key, _)| Kind::with_numbers(key))
        .filter(|(of, _)| *of == kind)
        .filter_map(|(_, numbers)| numbers)
        .collect();
    numbers.sort_unstable();
    let code = match numbers.last() {
        Some(last) => {
            let mut next = *last;
            next[kind.depth() - 1] = next[kind.depth() - 1].saturating_add(1);
            kind.spell(next)
        }
        None => first_code(request, kind),
    };
    let insert = match shape {
        Some(shape) if request.snippets => {
            format!("{code}:\n{}", indented(&entry(request, kind, shape, &code), 2))
        }
        Some(_) => format!("{code}:"),
        None => format!("{code}: "),
    };
    let about = Bilingual::fixed("the next", "下一個");
    let name = match request.lang {
        crate::text::bilingual::Lang::En => format!("{} {}", about.en, kind.en()),
        crate::text::bilingual::Lang::ZhTw => format!("{}{}", about.zh, kind.zh()),
    };
    let is_snippet = shape.is_some() && request.snippets;
    vec![Offer {
        label: code.clone(),
        insert,
        code,
        name: format!("{} {}", kind.zh(), kind.en()),
        detail: name,
        kind: Some(CompletionItemKind::Snippet),
        is_snippet,
    }]
}

/// The first code of a kind below the keys of the context.
fn first_code(request: &Request<'_>, kind: Kind) -> String {
    let path = &request.context.path;
    let parent = path.iter().rev().find_map(|key| {
        Kind::with_numbers(key)
            .filter(|(of, _)| matches!(of, Kind::Duty | Kind::Task))
            .and_then(|(_, numbers)| numbers)
    });
    let mut numbers = parent.unwrap_or([1, 1, 1]);
    numbers[kind.depth() - 1] = 1;
    kind.spell(numbers)
}

/// What stands below the code of a duty or task, with places to fill in.
fn entry(_: &Request<'_>, kind: Kind, _: &'static Shape, code: &str) -> String {
    let numbers = code.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    match kind {
        Kind::Duty => format!(
            "name: $1\nknowledge: [$2]\nskills: [$3]\ntasks:\n  T{numbers}.1:\n    name: $4\n    level: $5\n    outputs:\n      \
             O{numbers}.1.1: $6\n    indicators:\n      P{numbers}.1.1: $0"
        ),
        _ => format!(
            "name: $1\nlevel: $2\noutputs:\n  O{numbers}.1: $3\nindicators:\n  P{numbers}.1: $4\nknowledge: [$5]\nskills: [$0]"
        ),
    }
}

fn indented(text: &str, by: usize) -> String {
    let pad = " ".repeat(by);
    text.lines().map(|line| format!("{pad}{line}")).collect::<Vec<_>>().join("\n")
}
