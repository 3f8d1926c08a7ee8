//! The wording of the report: names of entries and of their changes.

use super::{Whose, is_value, level_of, only_row};
use crate::bilingual;
use crate::model::{ClassKind, Kind};
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;
use crate::text::fold::{term, wording};
use crate::versions::diff::{Change, Comparison, Competence, Entry, Impact, Side, Title, What};

/// The text of a report without changes.
pub(super) fn nothing(comparison: &Comparison<'_>) -> Bilingual {
    match is_whole(comparison) {
        true => Bilingual::fixed("Nothing changed.", "沒有變更。"),
        false => Bilingual::fixed("Nothing changed in what could be read.", "讀得到的內容沒有變更。"),
    }
}

fn is_whole(comparison: &Comparison<'_>) -> bool {
    comparison.old.errors == 0 && comparison.new.errors == 0
}

/// Which version could not be read completely, if any: its missing parts look unchanged or withdrawn.
pub(super) fn unread(comparison: &Comparison<'_>, lang: Lang) -> Option<String> {
    let which = match (comparison.old.errors, comparison.new.errors) {
        (0, 0) => return None,
        (_, 0) => Bilingual::fixed("the old version", "舊版"),
        (0, _) => Bilingual::fixed("the new version", "新版"),
        (_, _) => Bilingual::fixed("either version", "新舊兩版"),
    };
    let Bilingual { en, zh } = which;
    let words = bilingual!(
        "What could not be read of {en} was not compared; it may stand here as added or withdrawn.",
        "{zh}無法讀取的內容沒有比較，可能列為增加或刪除。"
    );
    Some(words.get(lang).to_owned())
}

/// The name of a kind of entry.
pub(super) fn label(what: What) -> Bilingual {
    match what {
        What::Code => Bilingual::fixed("code", "職能基準代碼"),
        What::Revises => Bilingual::fixed("revises", "編修自"),
        What::Name => Bilingual::fixed("name", "職能基準名稱"),
        What::Class(ClassKind::JobCategory) => Bilingual::fixed("job category", "職類別"),
        What::Class(ClassKind::Occupation) => Bilingual::fixed("occupation", "職業別"),
        What::Class(ClassKind::Industry) => Bilingual::fixed("industry", "行業別"),
        What::Description => Bilingual::fixed("description", "工作描述"),
        What::BaseLevel => Bilingual::fixed("base level", "基準級別"),
        What::Item(kind) => Bilingual::fixed(kind.en(), kind.zh()),
        What::Also => Bilingual::fixed("further task of the cell", "同格的工作任務"),
        What::Row => Bilingual::fixed("row", "列"),
        What::Version => Bilingual::fixed("version", "版本"),
        What::VersionField(key) => match key {
            "version" => Bilingual::fixed("label", "版本"),
            "code" => Bilingual::fixed("code", "代碼"),
            "name" => Bilingual::fixed("name", "名稱"),
            "status" => Bilingual::fixed("status", "狀態"),
            "superseded-by" => Bilingual::fixed("superseded by", "取代版本"),
            "date" => Bilingual::fixed("date", "發展更新日期"),
            _ => Bilingual::fixed("note", "更新說明"),
        },
        What::Qualification => Bilingual::fixed("qualification", "學歷／經歷／能力條件"),
        What::Supplement => Bilingual::fixed("supplement", "其他補充說明"),
        What::Unplaced => Bilingual::fixed("unplaced text", "未能歸位的文字"),
    }
}

/// The text before that of an entry: its code, before and after; or the name of its kind if it has no code.
pub(super) fn head(entry: &Entry<'_>, lang: Lang) -> String {
    let code = |side: &Option<Side<'_>>| side.as_ref().and_then(|side| side.code).map(one_line);
    let label = label(entry.what);
    let label = label.get(lang);
    let codes = match (code(&entry.old), code(&entry.new)) {
        (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
        (_, Some(code)) | (Some(code), None) => code,
        (None, None) => String::new(),
    };
    match (entry.what, codes.is_empty()) {
        (_, true) => label.to_owned(),
        (What::Class(_) | What::Also | What::Version, false) => format!("{label} {codes}"),
        (_, false) => codes,
    }
}

/// An entry on one line: the text of [`head`], then its own.
pub(super) fn entry(entry: &Entry<'_>, lang: Lang) -> String {
    let text = entry.side().map(|side| one_line(&side.text)).unwrap_or_default();
    format!("{} {text}", head(entry, lang)).trim_end().to_owned()
}

/// The separator of a list.
fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::En => ", ",
        Lang::ZhTw => "、",
    }
}

/// Changes of an entry that are not visible from its symbol, codes and text; empty if there are none.
pub(super) fn remarks(entry: &Entry<'_>, lang: Lang) -> String {
    let mut remarks: Vec<Bilingual> = Vec::new();
    let code =
        |side: &Option<Side<'_>>| one_line(side.as_ref().and_then(|side| side.code).unwrap_or_default());
    let under = |side: &Option<Side<'_>>| side.as_ref().and_then(|side| side.under).map(one_line);
    for change in &entry.changes {
        match change {
            Change::MovedAway => remarks.push(match under(&entry.old) {
                Some(from) if under(&entry.new).as_ref() != Some(&from) => {
                    bilingual!("moved from {from}", "自 {from} 移來")
                }
                _ => Bilingual::fixed("moved from another row", "自另一列移來"),
            }),
            // In a flat list with changed codes, a changed order says nothing more.
            Change::Moved if is_listed(entry) && entry.has(Change::Renumbered) => {}
            Change::Moved => remarks.push(Bilingual::fixed("moved", "位置移動")),
            Change::Editorial => {
                remarks.push(Bilingual::fixed("only its setting differs", "僅標點、空格或標記不同"));
            }
            Change::Reordered => {
                remarks.push(Bilingual::fixed("its K and S stand in another order", "知識、技能的順序不同"));
            }
            Change::Joined => {
                let other = code(&entry.new);
                remarks.push(bilingual!("stood twice, and goes on as {other}", "原有兩筆，併為 {other}"));
            }
            Change::Doubled => {
                let other = code(&entry.old);
                remarks.push(bilingual!(
                    "a second entry of this name, which was {other}",
                    "與原有的 {other} 同名"
                ));
            }
            Change::Added | Change::Withdrawn | Change::Renumbered | Change::Reworded | Change::Level => {}
        }
    }
    if entry.what == What::Name
        && let (Some(old), Some(new)) = (under(&entry.old), under(&entry.new))
    {
        let zh = |key: &str| if key == "category" { "職類" } else { "職業" };
        let (old_zh, new_zh) = (zh(&old), zh(&new));
        remarks.push(bilingual!("{old} → {new}", "{old_zh} → {new_zh}"));
    }
    if let Some(row) = level_of(entry) {
        let level = |side: &Option<Side<'_>>| {
            side.as_ref()
                .and_then(|side| side.level)
                .map_or_else(|| "–".to_owned(), |level| level.to_string())
        };
        let (old, new) = (level(&row.old), level(&row.new));
        remarks.push(bilingual!("level {old} → {new}", "職能級別 {old} → {new}"));
    }
    if entry.old.is_none() || entry.new.is_none() {
        let side = only_row(entry).and_then(Entry::side);
        if let Some(level) = side.and_then(|side| side.level) {
            remarks.push(bilingual!("level {level}", "職能級別 {level}"));
        }
    }
    if entry.has(Change::Reworded) && is_respelled(entry) {
        remarks.push(Bilingual::fixed("only case or variant characters differ", "僅大小寫或異體字不同"));
    }
    let remarks: Vec<&str> = remarks.iter().map(|words| words.get(lang)).collect();
    remarks.join(comma(lang))
}

/// Whether a text says the same, and only the case or the variants of its characters differ.
fn is_respelled(entry: &Entry<'_>) -> bool {
    let (Some(old), Some(new)) = (&entry.old, &entry.new) else { return false };
    let said = |side: &Side<'_>| term(&wording(&side.text));
    entry.is_text_changed() && !is_value(entry.what) && said(old) == said(new)
}

pub(super) fn is_listed(entry: &Entry<'_>) -> bool {
    matches!(entry.what, What::Item(Kind::Knowledge | Kind::Skill | Kind::Attitude) | What::Unplaced)
}

/// Adjacent entries that were only renumbered: the codes before and after, and whether there is more below them.
pub(super) fn renumbered(entries: &[&Entry<'_>], lang: Lang) -> String {
    let range = |side: fn(&Entry<'_>) -> Option<String>| {
        let code =
            |entry: Option<&&Entry<'_>>| entry.and_then(|entry| side(entry)).unwrap_or_else(|| "–".into());
        match entries {
            [_] => code(entries.first()),
            _ => format!("{}–{}", code(entries.first()), code(entries.last())),
        }
    };
    let old = range(|entry| entry.old.as_ref()?.code.map(one_line));
    let new = range(|entry| entry.new.as_ref()?.code.map(one_line));
    let leaves = entries.iter().all(|entry| entry.children.is_empty());
    let name = match entries {
        [one] => one.side().map(|side| format!(" {}", one_line(&side.text))).unwrap_or_default(),
        _ => String::new(),
    };
    let words = match (leaves, entries.len()) {
        (true, _) => bilingual!("{old} → {new}{name}", "{old} → {new}{name}"),
        (false, 1) => {
            bilingual!("{old} → {new}{name} (with all its items)", "{old} → {new}{name}（連同其下所有項目）")
        }
        (false, _) => bilingual!("{old} → {new} (with all their items)", "{old} → {new}（連同其下所有項目）"),
    };
    words.get(lang).to_owned()
}

/// Entries of a list that changed their positions.
pub(super) fn order(entries: &[&Entry<'_>], lang: Lang) -> String {
    let name = |entry: &&Entry<'_>| {
        let side = entry.side();
        let shown = side.map(|side| one_line(side.code.unwrap_or(&side.text)));
        shown.unwrap_or_default()
    };
    let names: Vec<String> = entries.iter().map(name).collect();
    let names = names.join(comma(lang));
    bilingual!("stands in another place: {names}", "位置移動：{names}").get(lang).to_owned()
}

/// The text before knowledge or skills that were gained or lost.
pub(super) fn competences(kind: Kind, gained: bool, of: Whose, lang: Lang) -> String {
    let (letter, zh) = (kind.letter(), kind.zh());
    let words = match (of, gained) {
        (Whose::All, _) => bilingual!("{letter}", "{zh}"),
        (Whose::AllOfEvery, _) => bilingual!("{letter} of every task", "各工作任務的{zh}"),
        (Whose::Every, true) => bilingual!("{letter} gained by every task", "各工作任務增加的{zh}"),
        (Whose::Every, false) => bilingual!("{letter} lost by every task", "各工作任務減少的{zh}"),
        (Whose::Its, true) => bilingual!("{letter} gained", "增加的{zh}"),
        (Whose::Its, false) => bilingual!("{letter} lost", "減少的{zh}"),
    };
    words.get(lang).to_owned()
}

/// Knowledge or skills by code and name.
pub(super) fn named(list: &[Competence<'_>], lang: Lang) -> String {
    let name = |one: &Competence<'_>| {
        let name = format!("{} {}", one_line(one.code), one_line(one.name.unwrap_or_default()));
        name.trim_end().to_owned()
    };
    let names: Vec<String> = list.iter().map(name).collect();
    names.join(comma(lang))
}

/// The name of a version: the code, or the standard's name if it has no code.
pub(super) fn title(title: &Title<'_>, lang: Lang) -> String {
    let draft = || match title.name {
        Some(name) => {
            let name = one_line(name);
            bilingual!("the draft {name}", "草案「{name}」").get(lang).to_owned()
        }
        None => Bilingual::fixed("the draft", "草案").get(lang).to_owned(),
    };
    title.code.map_or_else(draft, one_line)
}

/// The names of both versions.
pub(super) fn titles(comparison: &Comparison<'_>, lang: Lang) -> String {
    let (old, new) = (title(&comparison.old, lang), title(&comparison.new, lang));
    if old == new { old } else { format!("{old} → {new}") }
}

/// The names of both versions with what the standard is called.
pub(super) fn heading(comparison: &Comparison<'_>, lang: Lang) -> String {
    let titles = titles(comparison, lang);
    // A draft is titled by its name.
    let name = |title: &Title<'_>| title.code.and(title.name).map(one_line);
    match (name(&comparison.old), name(&comparison.new)) {
        (Some(old), Some(new)) if old != new => format!("{titles} {old} → {new}"),
        (Some(name), _) | (None, Some(name)) => format!("{titles} {name}"),
        (None, None) => titles,
    }
}

/// The meaning of the signs before the rows.
pub(super) const LEGEND: Bilingual = Bilingual::fixed(
    "+ added, − withdrawn, ~ changed, → moved, = another code or place only",
    "+ 新增　− 刪除　~ 變更　→ 移動　= 僅代碼或位置不同",
);

/// A value as it is shown: what the file has for a status is no word of the form.
pub(super) fn value(what: What, text: &str, lang: Lang) -> String {
    let shown = match (what, text, lang) {
        (What::VersionField("status"), "current", Lang::ZhTw) => "最新版本",
        (What::VersionField("status"), "superseded", Lang::ZhTw) => "歷史版本",
        _ => text,
    };
    one_line(shown)
}

/// A one-line summary: the number of changes in each class, and the highest class.
pub(super) fn summary(comparison: &Comparison<'_>, lang: Lang) -> String {
    let titles = titles(comparison, lang);
    let counts = comparison.counts();
    let Some(highest) = counts.highest().map(Impact::title) else {
        let nothing = match is_whole(comparison) {
            true => bilingual!("{titles}: nothing changed", "{titles}：沒有變更"),
            false => {
                bilingual!(
                    "{titles}: nothing changed in what could be read",
                    "{titles}：讀得到的內容沒有變更"
                )
            }
        };
        return nothing.get(lang).to_owned();
    };
    let classes = counts.words(None);
    let classes = classes.get(lang);
    let Bilingual { en, zh } = highest;
    bilingual!("{titles}: {classes}; highest: {en}", "{titles}：{classes}；最高：{zh}").get(lang).to_owned()
}
