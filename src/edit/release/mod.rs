//! Issuing a standard: the edit that makes a draft the first version of a standard, and an edited standard its next
//! version.
//!
//! Only the places that say so are changed: `code`, the history, and `revises`, which goes. The code is the office's;
//! it is checked against the one before and never made up. [`crate::yaml::edit`] proves that nothing else changed.

mod changes;
mod label;

use jiff::civil::Date;

use crate::bilingual;
use crate::model::{Standard, StandardCode, StatusValue, Text, Version};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::yaml::Arena;
use crate::yaml::edit::{Change, Document};

/// What the office has issued.
#[derive(Clone, Copy, Debug)]
pub struct Issue<'a> {
    /// The code.
    pub code: &'a str,
    /// The day.
    pub date: Date,
    /// What the update was about.
    pub note: &'a str,
}

/// Which version a file is the next one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Former<'a> {
    /// Of none: it is a draft that gets its first code.
    None,
    /// Of the version that the draft revises.
    Revised(&'a str),
    /// Of the version that the file itself was before it was edited.
    Edited(&'a str),
}

impl<'a> Former<'a> {
    /// What a standard says of itself.
    pub fn of(standard: &'a Standard<'_>) -> Self {
        match (standard.code.given(), standard.revises.given()) {
            (Some(code), _) => Self::Edited(code.as_str()),
            (None, Some(code)) => Self::Revised(code.as_str()),
            (None, None) => Self::None,
        }
    }

    /// The code of that version.
    pub fn code(self) -> Option<&'a str> {
        match self {
            Self::None => None,
            Self::Revised(code) | Self::Edited(code) => Some(code),
        }
    }
}

/// Why a standard is not issued, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.en)]
pub struct NotIssued(pub Bilingual);

impl From<Bilingual> for NotIssued {
    fn from(words: Bilingual) -> Self {
        Self(words)
    }
}

/// The code of the next version of the standard with this one, whatever serial it has; `None` where it has no shape.
pub fn next_code(code: &str) -> Option<String> {
    let code = StandardCode::parse(code)?;
    Some(format!("{}v{}", code.base, code.version.checked_add(1)?))
}

/// The text of a standard, issued. `standard` is what `text` holds, and nothing of its shape may be wrong.
///
/// # Errors
/// Why that code cannot be its next, or why the edit cannot be made without changing something else.
pub fn release(standard: &Standard<'_>, text: &str, issue: &Issue<'_>) -> Result<String, NotIssued> {
    let former = Former::of(standard);
    if matches!(former, Former::Edited(_)) && !standard.revises.is_absent() {
        return Err(
            Bilingual::fixed("it has `revises` beside its code", "它除了代碼之外還有 `revises`").into()
        );
    }
    check_code(former, issue.code)?;
    check_history(standard, former, issue)?;
    let name = name(standard)?;
    changed(text, |document| {
        // The code first: with nothing between them, the history comes below it.
        let mut changes = match former {
            Former::None => vec![changes::insert_code(document, issue.code)],
            Former::Revised(_) => changes::set_code(document, "revises", issue.code)?,
            Former::Edited(_) => changes::set_code(document, "code", issue.code)?,
        };
        changes.extend(extend_history(document, standard, superseded(standard, former), name, issue)?);
        changes.extend(changes::without_needless_names(document, standard)?);
        Some(changes)
    })
}

/// The text of the version before, kept beside the one that was issued as `name`: its history is brought up to date.
///
/// # Errors
/// Those of [`release`].
pub fn archive(
    standard: &Standard<'_>,
    text: &str,
    name: &str,
    issue: &Issue<'_>,
) -> Result<String, NotIssued> {
    let former = Former::of(standard);
    check_code(former, issue.code)?;
    check_history(standard, former, issue)?;
    let own = superseded(standard, former);
    if own.is_none() {
        return Err(Bilingual::fixed(
            "its history has no entry for it that could be marked as superseded; add one, with its version, code and name",
            "版本紀錄中沒有它本身的項目，無法標為歷史版本；請先補上該項目的版本、代碼與名稱",
        )
        .into());
    }
    changed(text, |document| extend_history(document, standard, own, name, issue))
}

fn extend_history<'a>(
    document: &Document<'_>,
    standard: &Standard<'_>,
    superseded: Option<usize>,
    name: &'a str,
    issue: &Issue<'a>,
) -> Option<Vec<Change<'a>>> {
    let mut changes = vec![changes::add_version(document, standard, name, issue)?];
    if let Some(number) = superseded {
        changes.extend(changes::supersede(document, number, standard.history.get(number)?, issue.code)?);
    }
    Some(changes)
}

/// The text with the changes made that are given for its document.
fn changed<'a>(
    text: &str,
    changes: impl FnOnce(&Document<'_>) -> Option<Vec<Change<'a>>>,
) -> Result<String, NotIssued> {
    let arena = Arena::new();
    let document = Document::of(text, &arena).ok_or_else(unclear)?;
    let changes = changes(&document).ok_or_else(unclear)?;
    Ok(document.changed(&changes).map_err(|_| unclear())?.text)
}

/// The name of a standard, which its history repeats.
///
/// # Errors
/// That it has none.
pub fn name<'a>(standard: &'a Standard<'_>) -> Result<&'a str, NotIssued> {
    match standard.name.given().map(|name| &name.text).filter(|name| !name.is_blank()) {
        Some(name) => Ok(name.as_str()),
        None => Err(Bilingual::fixed("it has no name yet", "尚未填寫職能基準名稱").into()),
    }
}

fn unclear() -> Bilingual {
    Bilingual::fixed(
        "the edit cannot be made in this layout without changing something else; write `code` and the history in \
         block style, as `ttm explain history-current` shows them",
        "以這樣的排版無法在不影響其他內容的情況下更動；請將 `code` 與版本紀錄寫成區塊格式，如 `ttm explain history-current` 所示",
    )
}

fn check_code(former: Former<'_>, code: &str) -> Result<(), Bilingual> {
    let shown = excerpt(code);
    let Some(issued) = StandardCode::parse(code) else {
        return Err(bilingual!(
            "{shown} does not have the shape of a code that the iCAP office issues, such as TTM4221-004v2",
            "{shown} 不合 iCAP 專案辦公室核發的代碼格式，例如 TTM4221-004v2"
        ));
    };
    let Some(before) = former.code() else {
        if issued.version == 1 {
            return Ok(());
        }
        let base = issued.base;
        return Err(bilingual!(
            "a draft without `revises` gets the first version of a code, {base}v1 or {base}, not {shown}; where it is \
             the next edition of an issued standard, say of which: `revises: CODE`",
            "沒有 `revises` 的草案取得的是第 1 版的代碼（{base}v1 或 {base}），而不是 {shown}；若它是已公告職能基準的下一版，\
             請寫明是哪一份：`revises: 代碼`"
        ));
    };
    if before.trim().is_empty() {
        return Err(Bilingual::fixed(
            "nothing stands behind its `code:`; remove the key, since a draft has none",
            "它的 `code:` 後面沒有內容；草案沒有代碼，請刪除這個鍵",
        ));
    }
    let Some(next) = next_code(before) else {
        let before = excerpt(before);
        return Err(bilingual!(
            "its code {before} does not have the shape of one that was issued, so that none can follow it",
            "它的代碼 {before} 不合已公告代碼的格式，無法得知下一版的代碼"
        ));
    };
    if next == code {
        return Ok(());
    }
    Err(bilingual!(
        "{before} is followed by {next}, not by {shown}",
        "{before} 的下一版是 {next}，而不是 {shown}"
    ))
}

fn check_history(standard: &Standard<'_>, former: Former<'_>, issue: &Issue<'_>) -> Result<(), Bilingual> {
    if issue.note.trim().is_empty() {
        return Err(Bilingual::fixed("the note is empty", "更新說明是空白的"));
    }
    if !standard.history.complete {
        return Err(Bilingual::fixed("not all of its history can be read", "版本紀錄無法完整讀取"));
    }
    let date = issue.date;
    if former == Former::None && !standard.history.is_empty() {
        return Err(Bilingual::fixed(
            "it is a draft with a history, but does not say which issued standard it revises (`revises: CODE`)",
            "它是附有版本紀錄的草案，卻沒有寫明修訂哪一份已公告的職能基準（`revises: 代碼`）",
        ));
    }
    let before = former.code().and_then(StandardCode::parse);
    let shown_before = excerpt(former.code().unwrap_or_default());
    let mut current = None;
    for version in standard.history.iter() {
        let code = version.code.given().map(Text::normalized);
        let shown = excerpt(code.unwrap_or("?"));
        let known = code.and_then(StandardCode::parse);
        if let (Some(known), Some(before)) = (known, before)
            && known.base == before.base
            && known.version > before.version
        {
            return Err(bilingual!(
                "its history lists {shown}, which is newer than {shown_before}",
                "版本紀錄已列有比 {shown_before} 更新的 {shown}"
            ));
        }
        if let Some(earlier) = version.date.given().map(|date| date.value).filter(|&earlier| earlier > date) {
            return Err(bilingual!(
                "{date} is before {earlier}, the date of {shown} in its history",
                "{date} 早於版本紀錄中 {shown} 的日期 {earlier}"
            ));
        }
        if is_current(version) {
            if let Some(first) = current.replace(shown.clone().into_owned()) {
                return Err(bilingual!(
                    "its history calls both {first} and {shown} current",
                    "版本紀錄把 {first} 與 {shown} 都標為最新版本"
                ));
            }
            if let (Some(known), Some(before)) = (known, before)
                && (known.base, known.version) != (before.base, before.version)
            {
                return Err(bilingual!(
                    "its history calls {shown} current, not {shown_before}",
                    "版本紀錄標為最新版本的是 {shown}，而不是 {shown_before}"
                ));
            }
        }
    }
    Ok(())
}

fn is_current(version: &Version<'_>) -> bool {
    version.status.given().is_some_and(|status| status.value == StatusValue::Current)
}

/// Which entry of the history is the one that the issue supersedes: the current one, else that of the version before
/// if it says nothing of its status.
fn superseded(standard: &Standard<'_>, former: Former<'_>) -> Option<usize> {
    let before = former.code().and_then(StandardCode::parse);
    let is_before = |version: &Version<'_>| {
        let code = version.code.given().and_then(|code| StandardCode::parse(code.normalized()));
        version.status.is_absent()
            && code
                .zip(before)
                .is_some_and(|(code, before)| (code.base, code.version) == (before.base, before.version))
    };
    let history = &standard.history;
    history.iter().position(is_current).or_else(|| history.iter().position(is_before))
}
