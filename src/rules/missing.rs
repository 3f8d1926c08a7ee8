//! Which competencies and outputs a task lacks, and which texts are blank.
//!
//! Two rules use each of these: in an issued standard each lack has its own rule; in a draft it is something still to
//! be filled in, which `unfilled-part` reports.

use super::StandardIndex;
use super::text_flags::TextFlags;
use crate::files::source::Span;
use crate::model::{Class, Competency, Duty, Item, List, References, Row, Standard, Task, Text, TextRole};
use crate::rules::describe::described;
use crate::text::bilingual::Bilingual;

/// Whether `list` is empty in every row of the task. False if a part could not be read.
pub(super) fn in_no_row<'s>(task: &Task<'s>, list: for<'a> fn(&'a Row<'s>) -> &'a List<Item<'s>>) -> bool {
    task.rows.complete && task.rows.iter().all(|row| is_empty(list(row)))
}

/// Whether the task has no knowledge or no skills, counting those of its rows and those it inherits from its duty.
pub(super) fn without_competency(kind: Competency, duty: &Duty<'_>, task: &Task<'_>) -> bool {
    let inherited: &References<'_> = kind.of_task(task).or(kind.of_duty(duty));
    task.rows.complete
        && if task.rows.is_empty() {
            is_empty(inherited)
        } else {
            task.rows.iter().all(|row| is_empty(kind.of_row(row).or(inherited)))
        }
}

/// Whether the list is absent or empty. False if a part of it could not be read.
pub(super) fn is_empty<T>(list: &List<T>) -> bool {
    list.complete && list.is_empty()
}

/// A blank text.
pub(super) struct Blank<'a> {
    /// Where it belongs.
    pub(super) span: Span,
    /// What belongs there, as part of a sentence: "the name of T1.1".
    pub(super) what: Bilingual,
    /// Which text it is.
    pub(super) part: TextRole<'a>,
}

/// Every blank name and text, in the order of the file. Blank codes of entries are left out, since `malformed-code`
/// reports them, and so are texts that an importer could not place, since they are not part of the form.
pub(super) fn blanks<'a>(index: &StandardIndex<'a>) -> Vec<Blank<'a>> {
    let asked = |part| !matches!(part, TextRole::Code(..) | TextRole::UnplacedAt | TextRole::UnplacedText);
    // `cut-text` says it of those.
    let cuts = &index.standard.remarks.cuts;
    let is_cut = |text: &Text<'_>| cuts.iter().any(|cut| cut.end == text.span.end);
    index
        .texts_with(TextFlags::BLANK)
        .filter(|&(part, text)| asked(part) && !is_cut(text))
        .map(|(part, text)| Blank { span: text.span, what: described(part), part })
        .collect()
}

/// The three lists of the classification, with their names.
pub(super) fn classifications<'a, 's>(standard: &'a Standard<'s>) -> [(&'a List<Class<'s>>, Bilingual); 3] {
    let classification = &standard.classification;
    [
        (&classification.job_categories, Bilingual::fixed("job category", "職類別")),
        (&classification.occupations, Bilingual::fixed("occupation", "職業別")),
        (&classification.industries, Bilingual::fixed("industry", "行業別")),
    ]
}
