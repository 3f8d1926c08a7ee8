//! The next task of a duty, with its codes.

use super::lists::duty_at;
use super::{Action, REWRITE, offer};
use crate::bilingual;
use crate::files::source::Span;
use crate::lsp::document::View;
use crate::model::Kind;
use crate::yaml::edit::{Beside, Change, Document, New};

/// Adds a task behind the last one of the duty at a place.
pub(super) fn next(view: &View<'_>, document: &Document<'_>, at: Span, actions: &mut Vec<Action>) {
    let Some(duty) = duty_at(&view.standard, at) else { return };
    let Some(end) = duty.tasks.last() else { return };
    // Behind the last duty come lists that are not about tasks.
    let notes = [
        &view.standard.attitudes.key,
        &view.standard.notes.qualifications.key,
        &view.standard.notes.supplements.key,
    ];
    if notes.into_iter().flatten().any(|key| end.code.span.start < key.start && key.start <= at.start) {
        return;
    }
    let Some((_, Some([number, ..]))) = Kind::with_numbers(duty.code.normalized()) else { return };
    let tasks = duty.tasks.iter().filter_map(|task| Kind::with_numbers(task.code.normalized())?.1);
    let last = tasks.filter(|all| all[0] == number).map(|all| all[1]).max().unwrap_or(0);
    let code = Kind::Task.spell([number, last + 1, 0]);
    let item = |kind: Kind| New::Mapping(vec![(kind.spell([number, last + 1, 1]).into(), New::text(""))]);
    let value = New::Mapping(vec![
        ("name".into(), New::text("")),
        ("outputs".into(), item(Kind::Output)),
        ("indicators".into(), item(Kind::Indicator)),
    ]);
    let Some(mapping) = document.places().get(&end.code.span).and_then(|key| document.parent(*key)) else {
        return;
    };
    let place = Beside::After(duty.tasks.len() - 1);
    let title = bilingual!("Add task {code}", "新增工作任務 {code}");
    offer(actions, REWRITE, title, document, &[Change::InsertEntry { mapping, place, key: &code, value }]);
}
