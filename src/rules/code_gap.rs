//! `code-gap`: numbering that skips.

use super::code_order::{FEW, severity_for, steps_back};
use super::entries::{CodedEntry, Entries};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "code-gap",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that the numbering of codes does not skip.",
        "檢查代碼的編號沒有跳號。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A number between 1 and the highest in use is missing, such as A14 between A13 and A15. A warning for \
             duties, tasks, outputs and indicators; a note for knowledge, skills and attitudes, which some families of \
             standards number from one pool. A list with more than three gaps has one finding that counts them.",
            "從 1 到最大編號之間缺了號，例如 A13 與 A15 之間沒有 A14。主要職責、工作任務、工作產出與行為指標列為警告；知識、\
             技能與態度列為提示，因為有些職能基準會共用一套編號。同一份清單跳號超過三處時，合報一筆並計數。",
        ),
        why: Bilingual::fixed(
            "A missing number may be an entry that was lost, or numbering that was not mended after a deletion.",
            "缺號可能表示漏了一個項目，或刪除項目之後沒有重新編號。",
        ),
        example: "attitudes:\n  A13: 喜愛與人接觸\n  A15: 正直誠實\n",
        advice: Bilingual::fixed(
            "Look for the missing entry, or renumber those that follow together with every reference to them. Of an \
             issued standard keep what is printed.",
            "找出遺漏的項目，或將後面的項目連同所有引用重新編號。已公告的職能基準以印出的內容為準。",
        ),
    },
    check: Check::Standard(check),
};

/// The most runs of missing numbers that a message lists.
const MAX_RUNS: usize = 8;

/// Numbers that are missing between two entries, or before the first.
struct Gap {
    after: Option<usize>,
    before: usize,
    missing: Vec<(u32, u32)>,
}

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let numbering = index.numbering();
    if numbering.is_sound && numbering.is_gapless {
        return;
    }
    let entries = index.entries();
    let numbered = numbered(entries);
    if numbered.is_empty() {
        return;
    }
    let doubts = doubts(entries);
    for series in
        numbered.chunk_by(|&one, &next| series_of(&entries.all[one]) == series_of(&entries.all[next]))
    {
        let gaps = gaps(entries, &doubts, series);
        let reported = if gaps.len() > FEW { &gaps[..1] } else { &gaps };
        for gap in reported {
            let next = &entries.all[gap.before];
            let Some(code) = next.code else { continue };
            found.push_lazily(&RULE, severity_for(next.kind), standard.at(code.span), |finding| {
                let finding = finding.help(help(standard.is_draft()));
                if gaps.len() > FEW {
                    many_gaps(entries, next, &gaps, finding)
                } else {
                    one_gap(entries, next, gap, finding)
                }
            });
        }
    }
}

fn help(is_draft: bool) -> Bilingual {
    if is_draft {
        return Bilingual::fixed(
            "add the missing entry, or renumber those that follow; `ttm renumber` does it with every reference",
            "補上遺漏的項目，或將後面的項目重新編號；`ttm renumber` 會連同所有引用一併改好",
        );
    }
    // The codes of an issued standard are used elsewhere.
    Bilingual::fixed(
        "look for the missing entry in the print; if it is not there either, leave the numbering as it was issued",
        "對照原表找出遺漏的項目；原表若也沒有，保留公告時的編號",
    )
}

/// The entries that have numbers, in one order over the whole standard, because a number in the wrong place is not
/// missing. Groups that are known to have no gap are left out.
fn numbered(entries: &Entries<'_>) -> Vec<usize> {
    let has_number = |at: &usize| entries.all[*at].numbers.is_some();
    if entries.well_numbered {
        return entries
            .groups
            .iter()
            .filter(|group| !group.gapless)
            .flat_map(|group| group.members.clone())
            .filter(has_number)
            .collect();
    }
    let mut numbered: Vec<usize> = (0..entries.all.len()).filter(has_number).collect();
    numbered.sort_unstable_by_key(|&at| (entries.all[at].shape, entries.all[at].numbers, at));
    numbered
}

fn series_of(entry: &CodedEntry<'_>) -> impl PartialEq {
    (entry.shape, entry.parent_numbers())
}

/// Counts the entries whose position does not tell their number, as prefix sums: element `i` is the number of such
/// entries before index `i`.
fn doubts(entries: &Entries<'_>) -> Vec<u32> {
    if entries.well_numbered {
        return vec![0; entries.all.len() + 1];
    }
    let mut doubtful: Vec<bool> = entries.all.iter().map(|entry| !entry.is_reliable()).collect();
    for step in entries.groups.iter().flat_map(|group| steps_back(entries, group)) {
        doubtful[step.before] |= step.astray[0];
        doubtful[step.after] |= step.astray[1];
    }
    let mut counted = vec![0];
    counted.extend(doubtful.iter().scan(0, |sum, &doubt| {
        *sum += u32::from(doubt);
        Some(*sum)
    }));
    counted
}

/// The gaps among the entries of one series, which are sorted by number. A gap is left out if an entry of doubtful
/// number lies in it, since that entry may be the missing one, or if the list could not be read completely.
fn gaps(entries: &Entries<'_>, doubts: &[u32], series: &[usize]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let (mut after, mut next, mut missing) = (None, 1, Vec::new());
    for &at in series {
        let Some(number) = entries.all[at].number() else { continue };
        if number > next {
            missing.push((next, number - 1));
        }
        next = next.max(number.saturating_add(1));
        if doubts[at + 1] > doubts[at] {
            continue;
        }
        let group = &entries.groups[entries.all[at].group];
        let from = after.unwrap_or(group.members.start);
        let is_clear = group.members.contains(&from) && doubts[from.min(at)] == doubts[from.max(at)];
        let missing = std::mem::take(&mut missing);
        if !missing.is_empty() && is_clear && group.complete {
            gaps.push(Gap { after, before: at, missing });
        }
        after = Some(at);
    }
    gaps
}

fn one_gap(entries: &Entries<'_>, next: &CodedEntry<'_>, gap: &Gap, finding: Diagnostic) -> Diagnostic {
    let Bilingual { en, zh } = spelled(next, &gap.missing);
    let verb = if count(&gap.missing) == 1 { "is" } else { "are" };
    let before = excerpt(next.code_str());
    let message = match gap.after.map(|after| excerpt(entries.all[after].code_str())) {
        Some(after) => {
            bilingual!("{en} {verb} missing between {after} and {before}", "{after} 與 {before} 之間缺 {zh}")
        }
        None => bilingual!("{en} {verb} missing before {before}", "{before} 之前缺 {zh}"),
    };
    finding.message(message).label(bilingual!("{en} {verb} missing before this", "這之前缺 {zh}"))
}

fn many_gaps(entries: &Entries<'_>, next: &CodedEntry<'_>, gaps: &[Gap], finding: Diagnostic) -> Diagnostic {
    let missing: Vec<(u32, u32)> = gaps.iter().flat_map(|gap| gap.missing.iter().copied()).collect();
    let (Bilingual { en, zh }, count) = (spelled(next, &missing), count(&missing));
    let last = gaps.last().map_or("", |gap| entries.all[gap.before].code_str());
    let last = excerpt(last);
    finding
        .message(bilingual!(
            "{count} numbers up to {last} are missing: {en}",
            "到 {last} 為止缺 {count} 個編號：{zh}"
        ))
        .label(Bilingual::fixed("the first gap is before this", "第一處跳號在這之前"))
}

fn count(missing: &[(u32, u32)]) -> u64 {
    missing.iter().map(|&(first, last)| u64::from(last - first) + 1).sum()
}

/// The runs of missing numbers, each given by its ends, as the codes they would have in the series of `entry`, which
/// has a number.
fn spelled(entry: &CodedEntry<'_>, missing: &[(u32, u32)]) -> Bilingual {
    let (shape, claim) = (entry.shape.unwrap_or(entry.kind), entry.parent_numbers().unwrap_or_default());
    let code = |number: u32| {
        let mut numbers = claim;
        numbers[shape.depth() - 1] = number;
        shape.spell(numbers)
    };
    let runs = |to: &str| -> Vec<String> {
        let run = |&(first, last): &(u32, u32)| match last - first {
            0 => vec![code(first)],
            1 => vec![code(first), code(last)],
            _ => vec![format!("{}{to}{}", code(first), code(last))],
        };
        missing.iter().take(MAX_RUNS).flat_map(run).collect()
    };
    let (en, mut zh) = (runs(" to "), runs(" 至 ").join("、"));
    let mut en = match en.as_slice() {
        [others @ .., last] if !others.is_empty() && missing.len() <= MAX_RUNS => {
            format!("{} and {last}", others.join(", "))
        }
        all => all.join(", "),
    };
    if missing.len() > MAX_RUNS {
        en.push_str(", …");
        zh.push_str("、…");
    }
    bilingual!("{en}", "{zh}")
}
