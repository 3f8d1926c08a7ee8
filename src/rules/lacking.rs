//! What a task lacks and which texts are blank.
//!
//! Two rules ask each of these: in an issued standard every lack has a rule of its own, in a draft it is
//! something still to be filled in, which `unfilled-part` says.

use super::naming::{excerpt, filled};
use crate::model::{
    Class, Competency, Duty, Field, Item, Kind, List, References, Row, Standard, Task, Text, Version,
};
use crate::source::Span;
use crate::words;
use crate::words::Words;

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
    pub(super) what: Words,
}

/// Every blank name and text, in the order of the form.
pub(super) fn blanks(standard: &Standard<'_>) -> Vec<Blank> {
    let mut blanks = Blanks(Vec::new());
    blanks.field(&standard.code, || Words::fixed("the code of the standard", "職能基準代碼"));
    blanks.field(&standard.revises, || Words::fixed("`revises`", " `revises` "));
    if let Field::Given(name) = &standard.name {
        blanks.text(&name.text, || Words::fixed("the name of the standard", "職能基準名稱"));
    }
    for (classes, kind) in classifications(standard) {
        for class in classes.iter() {
            blanks.class(class, &kind);
        }
    }
    blanks.field(&standard.description, || Words::fixed("the description", "工作描述"));
    for version in standard.history.iter() {
        blanks.version(version);
    }
    for duty in standard.duties.iter() {
        blanks.duty(duty);
    }
    blanks.items(&standard.knowledge, Kind::Knowledge, None);
    blanks.items(&standard.skills, Kind::Skill, None);
    blanks.items(&standard.attitudes, Kind::Attitude, None);
    for text in standard.notes.qualifications.iter() {
        blanks.text(text, || Words::fixed("a qualification", "一項學歷／經歷／能力條件"));
    }
    for text in standard.notes.supplements.iter() {
        blanks.text(text, || Words::fixed("a supplement", "一項其他補充說明"));
    }
    blanks.0
}

/// The three lists of the classification with their names.
pub(super) fn classifications<'a, 's>(standard: &'a Standard<'s>) -> [(&'a List<Class<'s>>, Words); 3] {
    let classification = &standard.classification;
    [
        (&classification.job_categories, Words::fixed("job category", "職類別")),
        (&classification.occupations, Words::fixed("occupation", "職業別")),
        (&classification.industries, Words::fixed("industry", "行業別")),
    ]
}

struct Blanks(Vec<Blank>);

impl Blanks {
    fn text(&mut self, text: &Text<'_>, what: impl FnOnce() -> Words) {
        if text.is_blank() {
            self.0.push(Blank { span: text.span, what: what() });
        }
    }

    fn field(&mut self, field: &Field<Text<'_>>, what: impl FnOnce() -> Words) {
        if let Field::Given(text) = field {
            self.text(text, what);
        }
    }

    fn class(&mut self, class: &Class<'_>, kind: &Words) {
        let (en, zh) = (&kind.en, &kind.zh);
        self.field(&class.code, || match filled(&class.name) {
            Some(name) => {
                let name = excerpt(name);
                words!("the code of the {en} {name}", "{zh}「{name}」的代碼")
            }
            None => words!("the code of the {en}", "{zh}代碼"),
        });
        self.field(&class.name, || match filled(&class.code) {
            Some(code) => {
                let code = excerpt(code);
                words!("the name of the {en} {code}", "{zh} {code} 的名稱")
            }
            None => words!("the name of the {en}", "{zh}的名稱"),
        });
    }

    fn version(&mut self, version: &Version<'_>) {
        let parts = [
            (&version.version, "the label", "版本標示"),
            (&version.code, "the code", "職能基準代碼"),
            (&version.name, "the name", "職能基準名稱"),
            (&version.superseded_by, "`superseded-by`", " `superseded-by` "),
            (&version.note, "the note", "更新說明"),
        ];
        for (field, en, zh) in parts {
            self.field(field, || match filled(&version.version).or(filled(&version.code)) {
                Some(label) => {
                    let label = excerpt(label);
                    words!("{en} of version {label}", "版本 {label} 的{zh}")
                }
                None => words!("{en} of a version in the history", "版本紀錄中一個版本的{zh}"),
            });
        }
    }

    fn duty(&mut self, duty: &Duty<'_>) {
        self.name_of(&duty.name, &duty.code);
        for kind in Competency::BOTH {
            self.references(kind.of_duty(duty), kind.kind(), &duty.code);
        }
        for task in duty.tasks.iter() {
            self.name_of(&task.name, &task.code);
            self.items(&task.also, Kind::Task, Some(&task.code));
            for row in task.rows.iter() {
                self.items(&row.outputs, Kind::Output, Some(&task.code));
                self.items(&row.indicators, Kind::Indicator, Some(&task.code));
                for kind in Competency::BOTH {
                    self.references(kind.of_row(row), kind.kind(), &task.code);
                }
            }
            for kind in Competency::BOTH {
                self.references(kind.of_task(task), kind.kind(), &task.code);
            }
        }
    }

    fn name_of(&mut self, name: &Field<Text<'_>>, code: &Text<'_>) {
        self.field(name, || {
            let code = excerpt(code.as_str());
            words!("the name of {code}", "{code} 的名稱")
        });
    }

    fn items(&mut self, items: &List<Item<'_>>, kind: Kind, task: Option<&Text<'_>>) {
        let (en, zh) = (kind.en(), kind.zh());
        for item in items.iter() {
            self.text(&item.text, || match (&item.code, task) {
                (Some(code), _) if kind == Kind::Indicator => {
                    let code = excerpt(code.as_str());
                    words!("the text of {code}", "{code} 的內容")
                }
                (Some(code), _) => {
                    let code = excerpt(code.as_str());
                    words!("the name of {code}", "{code} 的名稱")
                }
                (None, Some(task)) => {
                    let task = excerpt(task.as_str());
                    words!("one {en} of {task}", "{task} 的一項{zh}")
                }
                (None, None) => words!("one {en}", "一項{zh}"),
            });
        }
    }

    fn references(&mut self, references: &References<'_>, kind: Kind, owner: &Text<'_>) {
        let (en, zh) = (kind.en(), kind.zh());
        for reference in references.iter() {
            self.text(reference, || {
                let owner = excerpt(owner.as_str());
                words!("a {en} reference of {owner}", "{owner} 引用的一個{zh}代碼")
            });
        }
    }
}
