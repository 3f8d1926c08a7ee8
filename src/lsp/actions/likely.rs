//! Fixes that a person has to choose, since more than one may be meant.

use super::{Action, QUICK_FIX, code_at, offer};
use crate::bilingual;
use crate::diagnostic::Diagnostic;
use crate::files::source::Span;
use crate::lsp::document::View;
use crate::lsp::names::{Thing, listed, short};
use crate::lsp::rename::rename_code;
use crate::model::{Competency, Item, Kind, List, Task};
use crate::text::sorting::sort_by_key;
use crate::yaml::Arena;
use crate::yaml::edit::{At, Beside, Change, Document, New};

/// The most codes that are offered in place of one that is not there.
const MAX_NEAR: usize = 3;

pub(super) fn of(view: &View<'_>, found: &Diagnostic, at: Span, actions: &mut Vec<Action>) {
    let arena = Arena::new();
    let Some(document) = Document::of(&view.source.text, &arena) else { return };
    let place = found.primary.place.span;
    match found.rule {
        "undefined-code" => {
            // The finding may be about several references.
            let thing = code_at(view, at).or_else(|| code_at(view, place));
            if let Some(Thing::Reference { competency, code, .. }) = thing
                && listed(&view.standard, competency, code.normalized(), None).is_none()
            {
                nearest(view, &document, competency, code, actions);
                add_to_list(view, &document, competency, code.normalized(), actions);
            }
        }
        "misplaced-code" => {
            if let Some(Thing::Entry { kind, code, .. }) = code_at(view, place) {
                misplaced(view, &document, kind, code.normalized(), code.span, actions);
            }
        }
        "unused-code" | "duplicate-reference" | "duplicate-code" => remove(&document, place, actions),
        _ => {}
    }
}

/// The listed codes that are most like one that is not.
fn nearest(
    view: &View<'_>,
    document: &Document<'_>,
    competency: Competency,
    code: &crate::model::Text<'_>,
    actions: &mut Vec<Action>,
) {
    let Some(&at) = document.places().get(&code.span) else { return };
    let list = competency.list(&view.standard).iter();
    let listed = list.filter_map(|item| Some((item.code.as_ref()?.normalized(), item.text.as_str())));
    let typed = code.normalized();
    let mut near: Vec<(usize, &str, &str)> = listed
        .map(|(code, name)| {
            // A name may stand where its code is required.
            let distance = if name == typed { 0 } else { strsim::osa_distance(code, typed) };
            (distance, code, name)
        })
        .filter(|(distance, ..)| *distance <= 1)
        .collect();
    sort_by_key(&mut near, |(distance, ..)| *distance);
    for (_, code, name) in near.into_iter().take(MAX_NEAR) {
        let name = short(name);
        let title = bilingual!("Write {code} {name}", "改成 {code} {name}");
        offer(actions, QUICK_FIX, title, document, &[Change::SetText { at, text: code }]);
    }
}

/// An entry for a code, whose name is still to be written.
fn add_to_list(
    view: &View<'_>,
    document: &Document<'_>,
    competency: Competency,
    code: &str,
    actions: &mut Vec<Action>,
) {
    if Kind::of(code) != Some(competency.kind()) {
        return;
    }
    let key = match competency {
        Competency::Knowledge => "knowledge",
        Competency::Skill => "skills",
    };
    let title = bilingual!("Add {code} to `{key}`", "在 `{key}` 加上 {code}");
    let (root, empty) = (document.root(), New::text(""));
    let change = match document.entry(root, key) {
        Some((_, list)) => {
            let items = competency.list(&view.standard);
            let number = |code: &str| Kind::with_numbers(code).and_then(|(_, numbers)| numbers);
            let codes =
                items.iter().map(|item| item.code.as_ref().and_then(|code| number(code.normalized())));
            let after =
                codes.enumerate().filter(|(_, other)| *other < number(code)).map(|(at, _)| at).next_back();
            let place = after.map_or(Beside::Above(0), Beside::After);
            match (document.entries(list.value).next(), document.items(list.value).next()) {
                (Some(_), _) => Change::InsertEntry { mapping: list.value, place, key: code, value: empty },
                (_, Some(_)) => {
                    let value = New::Mapping(vec![(code.into(), empty)]);
                    Change::InsertItem { list: list.value, place, value }
                }
                _ => Change::SetValue { at: list.value, value: New::Mapping(vec![(code.into(), empty)]) },
            }
        }
        None => {
            let duties = document.entry(root, "duties").map(|(number, _)| number);
            let Some(place) = duties.map(Beside::Above) else { return };
            Change::InsertEntry { mapping: root, place, key, value: New::Mapping(vec![(code.into(), empty)]) }
        }
    };
    offer(actions, QUICK_FIX, title, document, &[change]);
}

/// Another number for an entry, or another place.
fn misplaced(
    view: &View<'_>,
    document: &Document<'_>,
    kind: Kind,
    code: &str,
    span: Span,
    actions: &mut Vec<Action>,
) {
    let Some((own, Some(numbers))) = Kind::with_numbers(code).filter(|(own, _)| *own == kind) else { return };
    match own {
        Kind::Output | Kind::Indicator => {
            let is_here = |task: &&Task<'_>| {
                let mut items = task.rows.iter().flat_map(|row| items_of(kind, row).iter());
                items.any(|item| item.code.as_ref().is_some_and(|code| code.span == span))
            };
            let Some(task) = view.standard.tasks().map(|(_, task)| task).find(is_here) else { return };
            let Some((_, Some([duty, number, _]))) = Kind::with_numbers(task.code.normalized()) else {
                return;
            };
            let own_numbers = task.rows.iter().flat_map(|row| items_of(kind, row).iter());
            let last = own_numbers
                .filter_map(|item| Kind::with_numbers(item.code.as_ref()?.normalized())?.1)
                .filter(|all| all[..2] == [duty, number])
                .map(|all| all[2])
                .max();
            let now = kind.spell([duty, number, last.unwrap_or(0) + 1]);
            let title = bilingual!("Number it {now}", "改編號為 {now}");
            if let Some(&at) = document.places().get(&span) {
                offer(actions, QUICK_FIX, title, document, &[Change::SetText { at, text: &now }]);
            }
            move_item(view, document, kind, span, numbers, actions);
        }
        Kind::Task => {
            let duty = view.standard.tasks().find(|(_, task)| task.code.span == span).map(|(duty, _)| duty);
            let Some(duty) = duty else { return };
            let Some((_, Some([number, ..]))) = Kind::with_numbers(duty.code.normalized()) else { return };
            let last = duty
                .tasks
                .iter()
                .filter_map(|task| Kind::with_numbers(task.code.normalized())?.1)
                .filter(|all| all[0] == number)
                .map(|all| all[1])
                .max();
            let now = kind.spell([number, last.unwrap_or(0) + 1, 0]);
            let title = bilingual!("Number it {now}, with what is below it", "連同其下項目改編號為 {now}");
            if let Ok(edits) = rename_code(view, kind, code, &now, false) {
                actions.push(Action::new(QUICK_FIX, title, edits));
            }
        }
        _ => {}
    }
}

/// Moves an output or indicator to the task that its number says.
fn move_item(
    view: &View<'_>,
    document: &Document<'_>,
    kind: Kind,
    span: Span,
    numbers: [u32; 3],
    actions: &mut Vec<Action>,
) {
    let claimed = Kind::Task.spell(numbers);
    let Some((_, target)) = view.standard.tasks().find(|(_, task)| task.code.normalized() == claimed) else {
        return;
    };
    let [row] = &target.rows.items[..] else { return };
    let Some(&key) = document.places().get(&span) else { return };
    let all = view.standard.rows().flat_map(|(.., row)| items_of(kind, row).iter());
    let Some(item) = all.into_iter().find(|item| item.code.as_ref().is_some_and(|code| code.span == span))
    else {
        return;
    };
    // The last entry whose number is less is what it goes behind.
    let list = items_of(kind, row);
    let number = |item: &Item<'_>| Kind::with_numbers(item.code.as_ref()?.normalized())?.1;
    let after = list.iter().enumerate().rfind(|(_, other)| number(other) < Some(numbers)).map(|(at, _)| at);
    let place = after.map_or(Beside::Above(0), Beside::After);
    let Some(mapping) = mapping_of(document, list) else { return };
    let code = item.code.as_ref().map(crate::model::Text::as_str).unwrap_or_default();
    let changes = [
        Change::Remove { at: key },
        Change::InsertEntry { mapping, place, key: code, value: New::text(item.text.as_str()) },
    ];
    let title = bilingual!("Move it to {claimed}", "移到 {claimed}");
    offer(actions, QUICK_FIX, title, document, &changes);
}

/// The mapping that a list of items is.
fn mapping_of(document: &Document<'_>, list: &List<Item<'_>>) -> Option<At> {
    let first = list.first()?.code.as_ref()?;
    let key = *document.places().get(&first.span)?;
    document.parent(key)
}

fn items_of<'a, 's>(kind: Kind, row: &'a crate::model::Row<'s>) -> &'a List<Item<'s>> {
    if kind == Kind::Output { &row.outputs } else { &row.indicators }
}

/// Removes an entry or item.
fn remove(document: &Document<'_>, span: Span, actions: &mut Vec<Action>) {
    let Some(&at) = document.places().get(&span) else { return };
    let Some(text) = document.text_of(at) else { return };
    let shown = short(text);
    let title = bilingual!("Remove {shown}", "刪除 {shown}");
    offer(actions, QUICK_FIX, title, document, &[Change::Remove { at }]);
}
