//! What a text of a standard is called in a sentence.

use crate::model::{ClassKind, Kind, Part, Text, Version};
use crate::text::bilingual::Words;
use crate::text::excerpt::excerpt;
use crate::words;

/// The text as part of a sentence: "the name of T1.1", 「T1.1 的名稱」.
pub(super) fn called(part: Part<'_>) -> Words {
    match part {
        Part::StandardCode => Words::fixed("the code of the standard", "職能基準代碼"),
        Part::Revises => Words::fixed("`revises`", " `revises` "),
        Part::StandardName => Words::fixed("the name of the standard", "職能基準名稱"),
        Part::ClassCode(kind, name) => {
            let Words { en, zh } = class(kind);
            match filled(name) {
                Some(name) => words!("the code of the {en} {name}", "{zh}「{name}」的代碼"),
                None => words!("the code of the {en}", "{zh}代碼"),
            }
        }
        Part::ClassName(kind, code) => {
            let Words { en, zh } = class(kind);
            match filled(code) {
                Some(code) => words!("the name of the {en} {code}", "{zh} {code} 的名稱"),
                None => words!("the name of the {en}", "{zh}的名稱"),
            }
        }
        Part::Description => Words::fixed("the description", "工作描述"),
        Part::VersionLabel(version) => of_version(version, "the label", "版本標示"),
        Part::VersionCode(version) => of_version(version, "the code", "職能基準代碼"),
        Part::VersionName(version) => of_version(version, "the name", "職能基準名稱"),
        Part::SupersededBy(version) => of_version(version, "`superseded-by`", " `superseded-by` "),
        Part::VersionNote(version) => of_version(version, "the note", "更新說明"),
        Part::Code(kind, code) => {
            let (en, zh, code) = (kind.en(), kind.zh(), excerpt(code.meant()));
            words!("the {en} code {code}", "{zh}代碼 {code} ")
        }
        Part::Item { kind, code, task } => item(kind, code, task),
        Part::Reference(competency, owner) => {
            let (kind, owner) = (competency.kind(), excerpt(owner.meant()));
            let (en, zh) = (kind.en(), kind.zh());
            words!("a {en} reference of {owner}", "{owner} 引用的一個{zh}代碼")
        }
        Part::Qualification => Words::fixed("a qualification", "一項學歷／經歷／能力條件"),
        Part::Supplement => Words::fixed("a supplement", "一項其他補充說明"),
        Part::UnplacedAt => Words::fixed("`at` of an unplaced text", "尚未歸位文字的 `at` "),
        Part::UnplacedText => Words::fixed("an unplaced text", "一段尚未歸位的文字"),
    }
}

fn class(kind: ClassKind) -> Words {
    match kind {
        ClassKind::JobCategory => Words::fixed("job category", "職類別"),
        ClassKind::Occupation => Words::fixed("occupation", "職業別"),
        ClassKind::Industry => Words::fixed("industry", "行業別"),
    }
}

fn of_version(version: &Version<'_>, en: &str, zh: &str) -> Words {
    match filled(version.version.given()).or(filled(version.code.given())) {
        Some(label) => words!("{en} of version {label}", "版本 {label} 的{zh}"),
        None => words!("{en} of a version in the history", "版本紀錄中一個版本的{zh}"),
    }
}

fn item(kind: Kind, code: Option<&Text<'_>>, task: Option<&Text<'_>>) -> Words {
    let (en, zh) = (kind.en(), kind.zh());
    match (code, task) {
        (Some(code), _) => {
            let code = excerpt(code.meant());
            if kind == Kind::Indicator {
                words!("the text of {code}", "{code} 的內容")
            } else {
                words!("the name of {code}", "{code} 的名稱")
            }
        }
        (None, Some(task)) => {
            let task = excerpt(task.meant());
            words!("one {en} of {task}", "{task} 的一項{zh}")
        }
        (None, None) => words!("one {en}", "一項{zh}"),
    }
}

fn filled<'a>(text: Option<&'a Text<'_>>) -> Option<std::borrow::Cow<'a, str>> {
    text.filter(|text| !text.is_blank()).map(|text| excerpt(text.meant()))
}
