//! Lists of references: in order, moved between a task and its duty, and with the name that is meant.

use super::{Action, QUICK_FIX, REWRITE, offer, touches};
use crate::bilingual;
use crate::files::source::Span;
use crate::lsp::document::View;
use crate::lsp::names::short;
use crate::model::{Competency, Duty, Kind, Reference, References, Standard};
use crate::text::sorting::sort_by_key;
use crate::yaml::edit::{At, Beside, Change, Document, New};

/// The most tasks that a code can be moved to.
const MAX_TASKS: usize = 8;

/// The changes that put every one of `lists` in the order of the codes; lists that say names stay.
pub(super) fn sorted<'a>(
    document: &Document<'_>,
    lists: impl Iterator<Item = &'a References<'a>>,
) -> Vec<Change<'a>> {
    let places = document.places();
    let mut changes = Vec::new();
    for list in lists.filter(|list| list.iter().all(|reference| reference.name.is_none())) {
        let mut codes: Vec<&Reference<'_>> = list.iter().collect();
        sort_by_key(&mut codes, |reference| {
            let code = reference.code.normalized();
            (Kind::with_numbers(code).and_then(|(_, numbers)| numbers).is_none(), order(code))
        });
        for (now, before) in codes.iter().zip(list.iter()) {
            let at = places.get(&before.code.span);
            if let Some(&at) = at.filter(|_| now.code.as_str() != before.code.as_str()) {
                changes.push(Change::SetText { at, text: now.code.as_str() });
            }
        }
    }
    changes
}

fn order(code: &str) -> (Option<[u32; 3]>, &str) {
    (Kind::with_numbers(code).and_then(|(_, numbers)| numbers), code)
}

/// Sorts the list at a place.
pub(super) fn sort(view: &View<'_>, document: &Document<'_>, at: Span, actions: &mut Vec<Action>) {
    for competency in Competency::BOTH {
        let here = view.standard.references(competency).filter(|list| is_at(list, at));
        let changes = sorted(document, here);
        if !changes.is_empty() {
            let title = bilingual!("Sort the list by code", "依代碼排序這個清單");
            offer(actions, REWRITE, title, document, &changes);
        }
    }
}

fn is_at(list: &References<'_>, at: Span) -> bool {
    match (list.first(), list.last()) {
        (Some(first), Some(last)) => {
            touches(Span { start: first.code.span.start, end: last.code.span.end }, at)
        }
        _ => false,
    }
}

/// Says which of several names a reference means.
pub(super) fn names(view: &View<'_>, document: &Document<'_>, at: Span, actions: &mut Vec<Action>) {
    let items = document.items_by_place();
    for competency in Competency::BOTH {
        let here = view.standard.references(competency).flat_map(|list| list.iter());
        let here = here.filter(|one| one.name.is_none() && touches(one.code.span, at));
        for reference in here {
            let code = reference.code.normalized();
            let entries = competency.list(&view.standard).iter();
            let names: Vec<&str> = entries
                .filter(|item| item.code.as_ref().is_some_and(|own| own.normalized() == code))
                .map(|item| item.text.as_str())
                .collect();
            let Some(&at) = items.get(&reference.code.span).filter(|_| names.len() > 1) else { continue };
            for name in names {
                let shown = short(name);
                let title = bilingual!("It means {code} {shown}", "指的是 {code} {shown}");
                let value = New::Mapping(vec![(code.into(), New::text(name))]);
                offer(actions, QUICK_FIX, title, document, &[Change::SetItem { at, value }]);
            }
        }
    }
}

/// Moves the code at a place from its task to the duty, or from the duty to one of its tasks.
pub(super) fn move_code(view: &View<'_>, document: &Document<'_>, at: Span, actions: &mut Vec<Action>) {
    for (duty, competency) in
        view.standard.duties.iter().flat_map(|duty| Competency::BOTH.map(|one| (duty, one)))
    {
        let of_duty = competency.of_duty(duty);
        if let Some(reference) = bare_at(of_duty, at) {
            for task in duty.tasks.iter().take(MAX_TASKS) {
                let (code, to) = (reference.code.as_str(), short(task.code.as_str()));
                let mut changes = taken_out(document, of_duty, reference);
                let owner = (task.code.span, competency);
                changes.extend(put_in(document, &view.standard, owner, competency.of_task(task), code));
                let title = bilingual!("Move {code} to {to}", "把 {code} 移到 {to}");
                offer(actions, REWRITE, title, document, &changes);
            }
        }
        for task in duty.tasks.iter() {
            let of_task = competency.of_task(task);
            let Some(reference) = bare_at(of_task, at) else { continue };
            let (code, to) = (reference.code.as_str(), short(duty.code.as_str()));
            let mut changes = taken_out(document, of_task, reference);
            let owner = (duty.code.span, competency);
            changes.extend(put_in(document, &view.standard, owner, of_duty, code));
            let title = bilingual!("Move {code} to {to}", "把 {code} 移到 {to}");
            offer(actions, REWRITE, title, document, &changes);
        }
    }
}

fn bare_at<'a>(list: &'a References<'a>, at: Span) -> Option<&'a Reference<'a>> {
    list.iter().find(|one| one.name.is_none() && touches(one.code.span, at))
}

/// The list without a reference; a list with nothing else goes as a whole, so that the one above it holds.
fn taken_out<'a>(
    document: &Document<'_>,
    list: &References<'_>,
    reference: &Reference<'_>,
) -> Vec<Change<'a>> {
    let places = document.places();
    let span = if list.len() == 1 { list.key } else { Some(reference.code.span) };
    span.and_then(|span| places.get(&span).copied()).map(|at| Change::Remove { at }).into_iter().collect()
}

/// The list with a code; where there is no list, one below the name of the duty or task with the code at `owner`.
fn put_in<'a>(
    document: &Document<'_>,
    _: &Standard<'_>,
    (owner, competency): (Span, Competency),
    list: &References<'_>,
    code: &'a str,
) -> Vec<Change<'a>> {
    if list.iter().any(|one| one.code.as_str() == code) {
        return Vec::new();
    }
    let places = document.places();
    let value = |key: &At| document.value_of(*key);
    let change = match list.key.and_then(|key| places.get(&key)).and_then(value) {
        Some(at) if list.is_empty() => Some(Change::SetValue { at, value: New::Flow(vec![code.into()]) }),
        Some(at) => Some(Change::InsertItem {
            list: at,
            place: Beside::After(list.len() - 1),
            value: New::text(code),
        }),
        None => places.get(&owner).and_then(value).and_then(|mapping| {
            let (number, _) = document.entry(mapping, "name")?;
            let key = match competency {
                Competency::Knowledge => "knowledge",
                Competency::Skill => "skills",
            };
            let value = New::Flow(vec![code.into()]);
            Some(Change::InsertEntry { mapping, place: Beside::After(number), key, value })
        }),
    };
    change.into_iter().collect()
}

/// Every list of references of a standard.
pub(super) fn all<'a>(standard: &'a Standard<'a>) -> impl Iterator<Item = &'a References<'a>> {
    Competency::BOTH.into_iter().flat_map(|competency| standard.references(competency))
}

/// The duty that a place is in: the last that begins before it.
pub(super) fn duty_at<'a>(standard: &'a Standard<'a>, at: Span) -> Option<&'a Duty<'a>> {
    standard.duties.iter().rfind(|duty| duty.code.span.start <= at.start)
}
