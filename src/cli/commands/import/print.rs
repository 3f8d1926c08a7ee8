//! The report on an import for people, on standard error.
//!
//! Errors of writing to standard error are ignored: the standards are still written, and the exit code tells the outcome.

use super::{Context, Failure, InputResult};
use crate::bilingual;
use crate::forms::import::{Counts, Group, Remark, Report, groups};
use crate::report::import::plural;
use crate::text::bilingual;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;

/// How many remarks of a kind are shown; a report has them all.
const MAX_PLACES: usize = 3;

/// The most characters of a remark that are shown: a text that could not be placed can be a page long.
const MAX_CHARACTERS: usize = 160;

/// Everything about one input.
pub(super) fn one_input(context: &mut Context<'_>, source: &str, output: &str, report: &Report) {
    let lang = context.lang;
    let mut lines = vec![format!("{} → {}", one_line(source), one_line(output))];
    lines.push(counts(&report.counts).get(lang).to_owned());
    lines.extend(breaks(report.line_breaks).map(|words| words.get(lang).to_owned()));
    let groups = groups(report);
    lines.extend(groups.iter().map(|group| grouped(group, lang)));
    if groups.iter().any(|group| group.remarks.len() > MAX_PLACES) {
        let words = Bilingual::fixed("--report FILE lists all places", "--report FILE 會列出所有位置");
        lines.push(words.get(lang).to_owned());
    }
    let _ = writeln!(context.err, "{}", lines.join("\n  "));
}

/// One input of many.
pub(super) fn input_line(context: &mut Context<'_>, done: &InputResult) {
    let source = one_line(&done.name());
    let words = match &done.result {
        Ok((output, report)) => {
            let path = one_line(&output.path);
            let (en, zh) = match output.same_as.as_deref().map(one_line) {
                Some(other) => {
                    (format!("{path} (the same as {other})"), format!("{path}（與 {other} 相同）"))
                }
                None => (path.clone(), path),
            };
            match report.remarks.iter().filter(|remark| remark.kind.needs_a_look()).count() {
                0 => bilingual!("ok: {source} → {en}", "完成：{source} → {zh}"),
                look => bilingual!("look ({look}): {source} → {en}", "待確認（{look}）：{source} → {zh}"),
            }
        }
        Err(failure) => {
            let Bilingual { en, zh } = reason(failure);
            bilingual!("failed: {source}: {en}", "失敗：{source}：{zh}")
        }
    };
    let _ = context.say(&words);
    if let Ok((_, report)) = &done.result {
        for group in groups(report).iter().filter(|group| group.needs_a_look) {
            let _ = writeln!(context.err, "  {}", grouped(group, context.lang));
        }
    }
}

/// Why an input was not imported, without its name.
pub(super) fn reason(failure: &Failure) -> Bilingual {
    match failure {
        Failure::NotImported { reason, .. } => reason.clone(),
        _ => failure.words(),
    }
}

/// The inputs as numbers.
#[derive(Clone, Copy, Default)]
pub(super) struct Totals {
    /// How many standards, those that were not imported included.
    pub(super) all: usize,
    pub(super) imported: usize,
    /// How many of those that were imported have something to look at.
    pub(super) look: usize,
}

/// All inputs together.
pub(super) fn summary(context: &mut Context<'_>, totals: Totals, files: usize, reported: bool) {
    let Totals { all, imported, look } = totals;
    let failed = all - imported;
    let s = bilingual::s(files);
    let words = if all == files {
        bilingual!(
            "{all} file{s}: {imported} imported, {look} of them with something to look at; {failed} failed",
            "{all} 個檔案：匯入 {imported} 個，其中 {look} 個有待確認之處；失敗 {failed} 個"
        )
    } else {
        bilingual!(
            "{all} standards in {files} file{s}: {imported} imported, {look} of them with something to look at; {failed} failed",
            "{files} 個檔案，共 {all} 份職能基準：匯入 {imported} 份，其中 {look} 份有待確認之處；失敗 {failed} 份"
        )
    };
    let _ = context.say(&words);
    if look > 0 && !reported {
        let words = Bilingual::fixed("--report FILE lists what to look at", "--report FILE 會列出待確認之處");
        let _ = context.say(&words);
    }
}

fn counts(counts: &Counts) -> Bilingual {
    let Counts { items, versions, notes, unplaced, .. } = *counts;
    let mut en: Vec<_> = items.iter().map(|(kind, count)| format!("{} {count}", plural(kind.en()))).collect();
    let mut zh: Vec<_> = items.iter().map(|(kind, count)| format!("{} {count}", kind.zh())).collect();
    en.extend([format!("versions {versions}"), format!("notes {notes}")]);
    zh.extend([format!("版本 {versions}"), format!("說明與補充事項 {notes}")]);
    if unplaced > 0 {
        en.push(format!("unplaced {unplaced}"));
        zh.push(format!("未歸位 {unplaced}"));
    }
    let (en, zh) = (en.join(", "), zh.join("、"));
    bilingual!("{en}", "{zh}")
}

fn breaks(count: usize) -> Option<Bilingual> {
    match count {
        0 => None,
        1 => Some(Bilingual::fixed("1 line break within a text became a space", "文字中有 1 處換行改為空格")),
        _ => Some(bilingual!(
            "{count} line breaks within texts became spaces",
            "文字中有 {count} 處換行改為空格"
        )),
    }
}

/// The remarks of a kind on one line: one in full, several with their number and the first places.
fn grouped(group: &Group<'_>, lang: Lang) -> String {
    let mark = match (group.needs_a_look, lang) {
        (true, Lang::En) => "look: ",
        (true, Lang::ZhTw) => "待確認：",
        (false, _) => "",
    };
    let colon = if lang == Lang::En { ": " } else { "：" };
    if let [remark] = group.remarks.as_slice() {
        let (at, words) = (remark.at.get(lang), remark.kind.words());
        return shortened(&format!("{mark}{at}{colon}{}", words.get(lang)), MAX_CHARACTERS);
    }
    let count = group.remarks.len();
    let places: Vec<_> = group.remarks.iter().take(MAX_PLACES).map(|remark| place(remark, lang)).collect();
    let more = if count > MAX_PLACES { "…" } else { "" };
    let (title, places) = (group.title.get(lang), places.join(if lang == Lang::En { "; " } else { "；" }));
    match lang {
        Lang::En => one_line(&format!("{mark}{count} {title}: {places}{more}")),
        Lang::ZhTw => one_line(&format!("{mark}{title}，共 {count} 處：{places}{more}")),
    }
}

/// The place of a remark, and the beginning of the text that it is about.
fn place(remark: &Remark, lang: Lang) -> String {
    const LONGEST: usize = 20;
    let (at, text) = (remark.at.get(lang), shortened(remark.kind.text(), LONGEST));
    match (text.is_empty(), lang) {
        (true, _) => at.to_owned(),
        (false, Lang::En) => format!("{at} “{text}”"),
        (false, Lang::ZhTw) => format!("{at}「{text}」"),
    }
}

fn shortened(text: &str, longest: usize) -> String {
    let line = one_line(text);
    match line.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
