//! `code-order`: numbering that runs backwards.

use super::entries::{Entries, Group};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::Kind;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "code-order",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that codes stand in the order of their numbers.",
        "檢查代碼依編號順序排列。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A code stands after one with a higher number, such as K21 after K29. A warning for duties, tasks, outputs \
             and indicators, whose numbers are their positions; a note for knowledge, skills and attitudes. A list that \
             runs backwards at more than three places has one finding.",
            "代碼排在編號較大的代碼之後，例如 K29 之後才是 K21。主要職責、工作任務、工作產出與行為指標的編號就是位置，列為警告；\
             知識、技能與態度列為提示。同一份清單逆序超過三處時，合報一筆。",
        ),
        why: Bilingual::fixed(
            "Readers look entries up by number. An entry out of order is often one that was added or renumbered and \
             not moved.",
            "讀者依編號查找項目。順序不對的項目，往往是新增或改號之後忘了移動。",
        ),
        example: "duties:\n  T1:\n    name: 業務拓展\n  T3:\n    name: 活動提案\n  T2:\n    name: 市場調查\n",
        advice: Bilingual::fixed(
            "Move the entry to its place, or renumber it. Of an issued standard keep what is printed.",
            "把項目移到正確位置，或重新編號。已公告的職能基準以印出的內容為準。",
        ),
    },
    check: Check::Standard(check),
};

/// The most findings of one kind in a list that are reported one by one; more are merged into one.
pub(super) const FEW: usize = 3;

/// The severity of numbering that skips or runs backwards.
pub(super) fn severity_for(kind: Kind) -> Severity {
    if kind.is_positional() { Severity::Warning } else { Severity::Note }
}

/// A code whose number is lower than that of the one before it, as indices.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    /// The higher one.
    pub(super) before: usize,
    /// The lower one that follows.
    pub(super) after: usize,
    /// Whether the numbers rise once the higher one is removed, and once the lower one is: then that one is misplaced.
    pub(super) astray: [bool; 2],
}

/// The places where the numbering of a group decreases. In a cell of several tasks each task has its own numbering.
pub(super) fn steps_back(entries: &Entries<'_>, group: &Group) -> Vec<Step> {
    let firm: Vec<usize> = group.members.clone().filter(|&at| entries.all[at].is_reliable()).collect();
    let number = |at: usize| (entries.all[at].parent_numbers(), entries.all[at].number());
    let rises = |one: Option<&usize>, next: Option<&usize>| match (one, next) {
        (Some(&one), Some(&next)) => number(one).0 != number(next).0 || number(one).1 < number(next).1,
        _ => true,
    };
    let mut steps = Vec::new();
    for (at, pair) in firm.windows(2).enumerate() {
        let &[before, after] = pair else { continue };
        if number(before).0 == number(after).0 && number(before).1 > number(after).1 {
            let earlier = at.checked_sub(1).and_then(|at| firm.get(at));
            let astray = [rises(earlier, Some(&after)), rises(Some(&before), firm.get(at + 2))];
            steps.push(Step { before, after, astray });
        }
    }
    steps
}

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    if index.well_numbered() {
        return;
    }
    let entries = index.entries();
    for group in &entries.groups {
        let steps = steps_back(entries, group);
        let shown = if steps.len() > FEW { 1 } else { steps.len() };
        for step in &steps[..shown] {
            let (before, after) = (&entries.all[step.before], &entries.all[step.after]);
            let (Some(before), Some(code)) = (before.code, after.code) else { continue };
            let (one, next, kind) = (excerpt(before.normalized()), excerpt(code.normalized()), after.kind);
            let message = if shown == steps.len() {
                bilingual!("{next} stands after {one}", "{next} 排在 {one} 之後")
            } else {
                let (count, en, zh) = (steps.len(), kind.en(), kind.zh());
                bilingual!(
                    "the {en} codes run backwards at {count} places, first from {one} to {next}",
                    "{zh}代碼有 {count} 處逆序，第一處是 {one} 之後接 {next}"
                )
            };
            found.push(
                Diagnostic::new(&RULE, standard.at(code.span), message)
                    .severity(severity_for(kind))
                    .label(bilingual!("lower than {one}", "編號小於 {one}"))
                    .related(standard.at(before.span), Bilingual::fixed("stands before it", "排在它前面"))
                    .help(Bilingual::fixed(
                        "move it to its place, or renumber it",
                        "移到正確的位置，或重新編號",
                    )),
            );
        }
    }
}
