//! How messages name a text of a standard.

use crate::bilingual;
use crate::model::{ClassKind, Kind, Text, TextRole, Version};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The text as part of a sentence: "the name of T1.1", 「T1.1 的名稱」.
pub(super) fn described(part: TextRole<'_>) -> Bilingual {
    match part {
        TextRole::StandardCode => Bilingual::fixed("the code of the standard", "職能基準代碼"),
        TextRole::Revises => Bilingual::fixed("`revises`", " `revises` "),
        TextRole::StandardName => Bilingual::fixed("the name of the standard", "職能基準名稱"),
        TextRole::ClassCode(kind, name) => {
            let Bilingual { en, zh } = class(kind);
            match filled(name) {
                Some(name) => bilingual!("the code of the {en} {name}", "{zh}「{name}」的代碼"),
                None => bilingual!("the code of the {en}", "{zh}代碼"),
            }
        }
        TextRole::ClassName(kind, code) => {
            let Bilingual { en, zh } = class(kind);
            match filled(code) {
                Some(code) => bilingual!("the name of the {en} {code}", "{zh} {code} 的名稱"),
                None => bilingual!("the name of the {en}", "{zh}的名稱"),
            }
        }
        TextRole::Description => Bilingual::fixed("the description", "工作描述"),
        TextRole::VersionLabel(version) => of_version(version, "the label", "版本標示"),
        TextRole::VersionCode(version) => of_version(version, "the code", "職能基準代碼"),
        TextRole::VersionName(version) => of_version(version, "the name", "職能基準名稱"),
        TextRole::SupersededBy(version) => of_version(version, "`superseded-by`", " `superseded-by` "),
        TextRole::VersionNote(version) => of_version(version, "the note", "更新說明"),
        TextRole::Code(kind, code) => {
            let (en, zh, code) = (kind.en(), kind.zh(), excerpt(code.normalized()));
            bilingual!("the {en} code {code}", "{zh}代碼 {code} ")
        }
        TextRole::Item { kind, code, task } => item(kind, code, task),
        TextRole::Reference(competency, owner) => {
            let (kind, owner) = (competency.kind(), excerpt(owner.normalized()));
            let (en, zh) = (kind.en(), kind.zh());
            bilingual!("a {en} reference of {owner}", "{owner} 引用的一個{zh}代碼")
        }
        TextRole::Qualification => Bilingual::fixed("a qualification", "一項學歷／經歷／能力條件"),
        TextRole::Supplement => Bilingual::fixed("a supplement", "一項其他補充說明"),
        TextRole::UnplacedAt => Bilingual::fixed("`at` of an unplaced text", "尚未歸位文字的 `at` "),
        TextRole::UnplacedText => Bilingual::fixed("an unplaced text", "一段尚未歸位的文字"),
    }
}

fn class(kind: ClassKind) -> Bilingual {
    match kind {
        ClassKind::JobCategory => Bilingual::fixed("job category", "職類別"),
        ClassKind::Occupation => Bilingual::fixed("occupation", "職業別"),
        ClassKind::Industry => Bilingual::fixed("industry", "行業別"),
    }
}

fn of_version(version: &Version<'_>, en: &str, zh: &str) -> Bilingual {
    match filled(version.version.given()).or(filled(version.code.given())) {
        Some(label) => bilingual!("{en} of version {label}", "版本 {label} 的{zh}"),
        None => bilingual!("{en} of a version in the history", "版本紀錄中一個版本的{zh}"),
    }
}

fn item(kind: Kind, code: Option<&Text<'_>>, task: Option<&Text<'_>>) -> Bilingual {
    let (en, zh) = (kind.en(), kind.zh());
    match (code, task) {
        (Some(code), _) => {
            let code = excerpt(code.normalized());
            if kind == Kind::Indicator {
                bilingual!("the text of {code}", "{code} 的內容")
            } else {
                bilingual!("the name of {code}", "{code} 的名稱")
            }
        }
        (None, Some(task)) => {
            let task = excerpt(task.normalized());
            bilingual!("one {en} of {task}", "{task} 的一項{zh}")
        }
        (None, None) => bilingual!("one {en}", "一項{zh}"),
    }
}

fn filled<'a>(text: Option<&'a Text<'_>>) -> Option<std::borrow::Cow<'a, str>> {
    text.filter(|text| !text.is_blank()).map(|text| excerpt(text.normalized()))
}
