//! Values that are one of a few, or of the national lists, and the marks of notes.

use gen_lsp_types::CompletionItemKind;

use super::{Offer, Request};
use crate::classifications::{INDUSTRIES, JOB_CATEGORIES, OCCUPATIONS, split};
use crate::format::{Shape, Value};
use crate::lsp::context::is_class;
use crate::model::StatusValue;

/// The values of a key.
pub(super) fn of_key(
    request: &Request<'_>,
    shape: &'static Shape,
    key: &str,
    value: &Value,
) -> Option<Vec<Offer>> {
    match value {
        Value::Status => Some(StatusValue::BOTH.map(status).into()),
        Value::Level => Some((1..=6).map(level).collect()),
        Value::Text if is_class(shape) => class(request, key),
        Value::Text if key == "superseded-by" => Some(later_codes(request)),
        _ => None,
    }
}

fn status(status: StatusValue) -> Offer {
    Offer {
        label: status.key().to_owned(),
        insert: status.key().to_owned(),
        code: status.key().to_owned(),
        name: status.printed().to_owned(),
        detail: status.printed().to_owned(),
        kind: Some(CompletionItemKind::EnumMember),
        is_snippet: false,
    }
}

fn level(level: u8) -> Offer {
    let level = level.to_string();
    Offer {
        label: level.clone(),
        insert: level.clone(),
        code: level,
        kind: Some(CompletionItemKind::EnumMember),
        ..Offer::default()
    }
}

/// The codes or names of a national list; of the name only that of the code beside it, if there is one.
fn class(request: &Request<'_>, key: &str) -> Option<Vec<Offer>> {
    let list = request.context.path.iter().rev().nth(1)?;
    let all: Vec<(String, &'static str)> = match *list {
        "occupation" => groups(&OCCUPATIONS),
        "industry" => groups(&INDUSTRIES),
        "job-category" => {
            JOB_CATEGORIES.iter().map(|category| (category.code.to_owned(), category.name)).collect()
        }
        _ => return None,
    };
    let siblings = request.context.siblings(request.document.text());
    let beside = |key: &str| siblings.iter().find(|(known, value)| *known == key && !value.is_empty());
    let (code_beside, name_beside) = (beside("code"), beside("name"));
    let offers = all.into_iter().filter(|(code, name)| match (key, code_beside, name_beside) {
        ("name", Some((_, known)), _) => {
            split(code).1 == split(known).1.trim_end_matches('0') || code == known
        }
        ("code", _, Some((_, known))) => name == known,
        _ => true,
    });
    let offer = |(code, name): (String, &'static str)| Offer {
        label: if key == "name" { name.to_owned() } else { format!("{code} {name}") },
        insert: match key {
            "name" => name.to_owned(),
            // A code of digits alone is a number to other readers.
            _ if code.bytes().all(|byte| byte.is_ascii_digit()) => format!("\"{code}\""),
            _ => code.clone(),
        },
        detail: if key == "name" { code.clone() } else { String::new() },
        code,
        name: name.to_owned(),
        kind: Some(CompletionItemKind::Value),
        is_snippet: false,
    };
    let offers: Vec<Offer> = offers.map(offer).collect();
    // A code or name that no list has is no reason to offer nothing.
    Some(offers)
}

fn groups(list: &'static crate::classifications::List) -> Vec<(String, &'static str)> {
    list.groups
        .iter()
        .filter(|group| !group.digits.is_empty())
        .map(|group| (group.code(), group.name))
        .collect()
}

/// The codes of the other versions.
fn later_codes(request: &Request<'_>) -> Vec<Offer> {
    let codes = request.document.look(|view| {
        let codes = view.standard.history.iter().filter_map(|version| version.code.given());
        codes.map(|code| code.normalized().to_owned()).collect::<Vec<_>>()
    });
    let offer = |code: String| Offer {
        label: code.clone(),
        insert: code.clone(),
        code,
        kind: Some(CompletionItemKind::Reference),
        ..Offer::default()
    };
    codes.unwrap_or_default().into_iter().map(offer).collect()
}

/// The marks of notes that the text has, where one is begun.
pub(super) fn note_marks(request: &Request<'_>, offset: usize) -> Option<Vec<Offer>> {
    let text = request.document.text();
    let before = &text[request.span.start..offset];
    let open = before.rfind('【').filter(|open| !before[*open..].contains('】'))?;
    let typed = &before[open..];
    let mut marks: Vec<&str> = Vec::new();
    for (at, _) in text.match_indices("【註") {
        let Some(end) = text[at..].find('】').filter(|end| *end < 30) else { continue };
        let mark = &text[at..at + end + '】'.len_utf8()];
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    // What is replaced begins with the text, so the mark is what comes behind it.
    let kept = &before[..open];
    let rest = &text[offset..request.span.end];
    let rest = rest.strip_prefix('】').unwrap_or(rest);
    let offer = |mark: &str| Offer {
        label: mark.to_owned(),
        insert: format!("{kept}{mark}{rest}"),
        code: before.trim_start_matches(['"', '\'']).trim().to_owned(),
        name: mark.to_owned(),
        kind: Some(CompletionItemKind::Text),
        ..Offer::default()
    };
    Some(marks.into_iter().filter(|mark| mark.starts_with(typed)).map(offer).collect())
}
