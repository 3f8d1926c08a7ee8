//! What a task lacks and which texts are blank.
//!
//! Two rules ask each of these: in an issued standard every lack has a rule of its own, in a draft it is
//! something still to be filled in, which `unfilled-part` says.

use super::StandardIndex;
use super::text_flags::TextFlags;
use crate::files::source::Span;
use crate::model::{Class, Competency, Duty, Item, List, References, Row, Standard, Task, TextRole};
use crate::rules::describe::described;
use crate::text::bilingual::Bilingual;

/// Whether none of the task's rows has anything in `list`. False where something could not be read.
pub(super) fn in_no_row<'s>(task: &Task<'s>, list: for<'a> fn(&'a Row<'s>) -> &'a List<Item<'s>>) -> bool {
    task.rows.complete && task.rows.iter().all(|row| is_empty(list(row)))
}

/// Whether the task has no knowledge or no skills, those of its rows and of its duty included.
pub(super) fn without_competency(kind: Competency, duty: &Duty<'_>, task: &Task<'_>) -> bool {
    let inherited: &References<'_> = kind.of_task(task).or(kind.of_duty(duty));
    task.rows.complete
        && if task.rows.is_empty() {
            is_empty(inherited)
        } else {
            task.rows.iter().all(|row| is_empty(kind.of_row(row).or(inherited)))
        }
}

/// Whether there is a list, or none, without anything in it. False where something in it could not be read.
pub(super) fn is_empty<T>(list: &List<T>) -> bool {
    list.complete && list.is_empty()
}

/// A text that is blank.
pub(super) struct Blank {
    /// Where it should stand.
    pub(super) span: Span,
    /// What should stand there, as part of a sentence: "the name of T1.1".
    pub(super) what: Bilingual,
}

/// Every blank name and text, in the order of the file. A blank code of an entry is malformed, and what an importer
/// left behind is nobody's to fill in.
pub(super) fn blanks(index: &StandardIndex<'_>) -> Vec<Blank> {
    let asked = |part| !matches!(part, TextRole::Code(..) | TextRole::UnplacedAt | TextRole::UnplacedText);
    index
        .texts_with(TextFlags::BLANK)
        .filter(|&(part, _)| asked(part))
        .map(|(part, text)| Blank { span: text.span, what: described(part) })
        .collect()
}

/// The three lists of the classification with their names.
pub(super) fn classifications<'a, 's>(standard: &'a Standard<'s>) -> [(&'a List<Class<'s>>, Bilingual); 3] {
    let classification = &standard.classification;
    [
        (&classification.job_categories, Bilingual::fixed("job category", "職類別")),
        (&classification.occupations, Bilingual::fixed("occupation", "職業別")),
        (&classification.industries, Bilingual::fixed("industry", "行業別")),
    ]
}
