//! The report on an import for people, on standard error.
//!
//! Errors of writing to standard error are ignored: the standards are still written, and the exit code tells the outcome.

use super::{Context, Failure, InputResult};
use crate::bilingual;
use crate::forms::import::{Counts, Remark, Report};
use crate::text::bilingual;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;

/// How many remarks are shown; a report has them all.
const MAX_REMARKS: usize = 20;

/// The most characters of a remark that are shown: a text that could not be placed can be a page long.
const MAX_CHARACTERS: usize = 160;

/// Everything about one input.
pub(super) fn one_input(context: &mut Context<'_>, source: &str, output: &str, report: &Report) {
    let lang = context.lang;
    let mut lines = vec![format!("{} → {}", one_line(source), one_line(output))];
    lines.push(counts(&report.counts).get(lang).to_owned());
    lines.extend(breaks(report.line_breaks).map(|words| words.get(lang).to_owned()));
    let (look, rest): (Vec<_>, Vec<_>) = report.remarks.iter().partition(|remark| remark.kind.needs_a_look());
    lines.extend(look.iter().chain(&rest).take(MAX_REMARKS).map(|remark| remark_line(remark, lang)));
    if let Some(more) = report.remarks.len().checked_sub(MAX_REMARKS).filter(|more| *more > 0) {
        let words = bilingual!(
            "… and {more} more; --report FILE lists all",
            "……還有 {more} 項；--report FILE 會全部列出"
        );
        lines.push(words.get(lang).to_owned());
    }
    let _ = writeln!(context.err, "{}", lines.join("\n  "));
}

/// One input of many.
pub(super) fn input_line(context: &mut Context<'_>, done: &InputResult) {
    let source = one_line(&done.source);
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
}

/// Why an input was not imported, without its name.
pub(super) fn reason(failure: &Failure) -> Bilingual {
    match failure {
        Failure::NotImported { reason, .. } => reason.clone(),
        _ => failure.words(),
    }
}

/// All inputs together.
pub(super) fn summary(context: &mut Context<'_>, done: &[InputResult], reported: bool) {
    let all = done.len();
    let written = done.iter().filter(|done| done.result.is_ok()).count();
    let failed = all - written;
    let look =
        done.iter().filter(|done| matches!(&done.result, Ok((_, report)) if report.needs_a_look())).count();
    let s = bilingual::s(all);
    let words = bilingual!(
        "{all} file{s}: {written} imported, {look} of them with something to look at; {failed} failed",
        "{all} 個檔案：匯入 {written} 個，其中 {look} 個有待確認之處；失敗 {failed} 個"
    );
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

/// The English name of several: duties, tasks, knowledge.
pub(super) fn plural(kind: &str) -> String {
    match kind {
        "duty" => "duties".to_owned(),
        "knowledge" => kind.to_owned(),
        _ => format!("{kind}s"),
    }
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

fn remark_line(remark: &Remark, lang: Lang) -> String {
    let mark = match (remark.kind.needs_a_look(), lang) {
        (true, Lang::En) => "look: ",
        (true, Lang::ZhTw) => "待確認：",
        (false, _) => "",
    };
    let colon = if lang == Lang::En { ": " } else { "：" };
    let line = one_line(&format!("{mark}{}{colon}{}", remark.at.get(lang), remark.kind.words().get(lang)));
    match line.char_indices().nth(MAX_CHARACTERS) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
