//! Every text of a standard with its role, for rules that check texts wherever they are.

use super::{Class, Competency, Duty, Field, Item, Kind, List, References, Standard, Text, Version};

/// The role of a text. The values beside it tell which entry the text belongs to, if there is one.
#[derive(Clone, Copy, Debug)]
pub enum TextRole<'a> {
    /// The standard's own code.
    StandardCode,
    /// The code of the standard that a draft revises.
    Revises,
    /// The standard's name.
    StandardName,
    /// The code of a classification, with its name.
    ClassCode(ClassKind, Option<&'a Text<'a>>),
    /// The name of a classification, with its code.
    ClassName(ClassKind, Option<&'a Text<'a>>),
    /// 工作描述
    Description,
    /// The label of a version, such as `V2`.
    VersionLabel(&'a Version<'a>),
    /// The code of a version.
    VersionCode(&'a Version<'a>),
    /// The name at a version.
    VersionName(&'a Version<'a>),
    /// The code of the version that replaced it.
    SupersededBy(&'a Version<'a>),
    /// 更新說明
    VersionNote(&'a Version<'a>),
    /// The code of an entry; the value is the code.
    Code(Kind, &'a Text<'a>),
    /// The name or sentence of an entry, with its code; if it has none, with the code of its task.
    Item {
        /// What the entry is.
        kind: Kind,
        /// Its code.
        code: Option<&'a Text<'a>>,
        /// The code of the task it belongs to, if any.
        task: Option<&'a Text<'a>>,
    },
    /// A reference, with the code of the duty or task that has it.
    Reference(Competency, &'a Text<'a>),
    /// 學歷/經歷/能力條件
    Qualification,
    /// 其他補充說明
    Supplement,
    /// Where an importer found a text that it could not place.
    UnplacedAt,
    /// The text that it could not place.
    UnplacedText,
}

/// One of the three classifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClassKind {
    /// 職類別
    JobCategory,
    /// 職業別
    Occupation,
    /// 行業別
    Industry,
}

impl TextRole<'_> {
    /// Whether the text is a code or a version label, which has the form of one.
    pub fn is_code(self) -> bool {
        matches!(
            self,
            Self::StandardCode
                | Self::Revises
                | Self::ClassCode(..)
                | Self::VersionLabel(_)
                | Self::VersionCode(_)
                | Self::SupersededBy(_)
                | Self::Code(..)
                | Self::Reference(..)
        )
    }
}

impl<'s> Standard<'s> {
    /// Every text with its role, in the order of the file.
    pub fn texts(&self) -> Vec<(TextRole<'_>, &Text<'s>)> {
        let mut texts = Vec::new();
        self.each_text(Codes::ALL, |part, text| texts.push((part, text)));
        texts.sort_by_key(|(_, text)| text.span);
        texts
    }

    /// Calls `show` for every text with its role, in the order of the canonical file. Two texts of three are codes;
    /// those not selected by `codes` are skipped.
    pub fn each_text<'a>(&'a self, codes: Codes, show: impl FnMut(TextRole<'a>, &'a Text<'s>)) {
        Texts { codes, show }.standard(self);
    }
}

/// Which codes are included among the texts.
#[derive(Clone, Copy, Debug)]
pub struct Codes {
    /// [`TextRole::Code`]
    pub entries: bool,
    /// [`TextRole::Reference`]
    pub references: bool,
}

impl Codes {
    /// Both.
    pub const ALL: Self = Self { entries: true, references: true };
}

/// The traversal behind [`Standard::each_text`].
struct Texts<F> {
    codes: Codes,
    show: F,
}

impl<'a, 's: 'a, F: FnMut(TextRole<'a>, &'a Text<'s>)> Texts<F> {
    fn field(&mut self, part: TextRole<'a>, field: &'a Field<Text<'s>>) {
        if let Some(text) = field.given() {
            (self.show)(part, text);
        }
    }

    fn standard(&mut self, standard: &'a Standard<'s>) {
        self.field(TextRole::StandardCode, &standard.code);
        self.field(TextRole::Revises, &standard.revises);
        if let Some(name) = standard.name.given() {
            (self.show)(TextRole::StandardName, &name.text);
        }
        let classification = &standard.classification;
        self.classes(ClassKind::JobCategory, &classification.job_categories);
        self.classes(ClassKind::Occupation, &classification.occupations);
        self.classes(ClassKind::Industry, &classification.industries);
        self.field(TextRole::Description, &standard.description);
        for version in standard.history.iter() {
            self.field(TextRole::VersionLabel(version), &version.version);
            self.field(TextRole::VersionCode(version), &version.code);
            self.field(TextRole::VersionName(version), &version.name);
            self.field(TextRole::SupersededBy(version), &version.superseded_by);
            self.field(TextRole::VersionNote(version), &version.note);
        }
        for kind in [Kind::Knowledge, Kind::Skill, Kind::Attitude] {
            if let Some(list) = standard.list(kind) {
                self.items(kind, list, None);
            }
        }
        standard.duties.iter().for_each(|duty| self.duty(duty));
        standard.notes.qualifications.iter().for_each(|text| (self.show)(TextRole::Qualification, text));
        standard.notes.supplements.iter().for_each(|text| (self.show)(TextRole::Supplement, text));
        for unplaced in standard.unplaced.iter() {
            self.field(TextRole::UnplacedAt, &unplaced.at);
            self.field(TextRole::UnplacedText, &unplaced.text);
        }
    }

    fn classes(&mut self, kind: ClassKind, classes: &'a List<Class<'s>>) {
        for class in classes.iter() {
            self.field(TextRole::ClassCode(kind, class.name.given()), &class.code);
            self.field(TextRole::ClassName(kind, class.code.given()), &class.name);
        }
    }

    fn items(&mut self, kind: Kind, items: &'a List<Item<'s>>, task: Option<&'a Text<'s>>) {
        for item in items.iter() {
            let code = item.code.as_ref();
            if let Some(code) = code {
                self.code(kind, code);
            }
            (self.show)(TextRole::Item { kind, code, task }, &item.text);
        }
    }

    fn code(&mut self, kind: Kind, code: &'a Text<'s>) {
        if self.codes.entries {
            (self.show)(TextRole::Code(kind, code), code);
        }
    }

    fn references(&mut self, owner: &'a Text<'s>, list: impl Fn(Competency) -> &'a References<'s>) {
        if !self.codes.references {
            return;
        }
        for competency in Competency::BOTH {
            let part = TextRole::Reference(competency, owner);
            list(competency).iter().for_each(|reference| (self.show)(part, &reference.code));
        }
    }

    fn duty(&mut self, duty: &'a Duty<'s>) {
        self.code(Kind::Duty, &duty.code);
        self.field(TextRole::Item { kind: Kind::Duty, code: Some(&duty.code), task: None }, &duty.name);
        self.references(&duty.code, |competency| competency.of_duty(duty));
        for task in duty.tasks.iter() {
            let code = &task.code;
            self.code(Kind::Task, code);
            self.field(TextRole::Item { kind: Kind::Task, code: Some(code), task: None }, &task.name);
            self.items(Kind::Task, &task.also, Some(code));
            for row in task.rows.iter() {
                self.items(Kind::Output, &row.outputs, Some(code));
                self.items(Kind::Indicator, &row.indicators, Some(code));
                self.references(code, |competency| competency.of_row(row));
            }
            self.references(code, |competency| competency.of_task(task));
        }
    }
}
