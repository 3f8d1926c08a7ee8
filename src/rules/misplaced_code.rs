//! `misplaced-code`: entries numbered for another parent, and codes of one kind where another belongs.

use foldhash::{HashMap, HashMapExt as _, HashSet};

use super::entries::{CodedEntry, Entries, Numbers};
use super::references::{Unlisted, key_of};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Competency, Kind, Standard, Text};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "misplaced-code",
    severity: Severity::Error,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that every code stands where its letter and its numbers say.",
        "檢查每一個代碼都放在字母與編號所指的位置。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A task, output or indicator is numbered for another parent than the one it stands below, such as P2.1.1 \
             below T2.2; or a code has the shape of another kind than its place asks for, such as K05 among the \
             skills. Where several entries below one duty or task are numbered for the same other parent, there is one \
             finding.",
            "工作任務、工作產出或行為指標的編號屬於另一個上層項目，例如 T2.2 之下出現 P2.1.1；或代碼的種類與所在位置不符，例如\
             技能清單裡出現 K05。同一個主要職責或工作任務之下有多個項目的編號屬於同一個別的上層項目時，合報一筆。",
        ),
        why: Bilingual::fixed(
            "The numbers of a task, an output or an indicator say where it stands in the form. When place and number \
             disagree, readers who follow one of the two arrive at the wrong task.",
            "工作任務、工作產出與行為指標的編號表示它在表中的位置。位置與編號不一致時，只看其中一個的讀者就會找到錯誤的工作任務。",
        ),
        example: "tasks:\n  T2.2:\n    name: 了解市場現況\n    indicators:\n      P2.1.1: 了解獎旅市場的發展狀況。\n",
        advice: Bilingual::fixed(
            "Move the entry to where its code says, or give it the number of the place it stands in.",
            "把項目移到代碼所指的位置，或改成所在位置的編號。",
        ),
    },
    check: Check::Standard(check),
};

/// The most tasks of one cell that a message names.
const MAX_NAMED: usize = 3;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let references = index.referred().unlisted.iter();
    let references = references.filter_map(|one| Some(reference(standard, one, one.belongs?)));
    if index.well_numbered() {
        found.extend(references);
        return;
    }
    let entries = index.entries();
    // If a code occurs twice and neither place is its own, `duplicate-code` reports the second.
    let is_reported = |at: usize| entries.all[at].first == at || !entries.all[at].doubled;
    for (at, entry) in entries.iter() {
        if let (Some(code), Some(shape)) = (entry.code, entry.shape)
            && shape != entry.kind
            && is_reported(at)
        {
            let diagnostic = another_kind(standard, entries, entry, code, shape);
            found.push(with_own_place(standard, entries, entry, diagnostic));
        }
    }
    found.extend(references);
    if !entries.all.iter().any(|entry| entry.misplaced) {
        return;
    }
    let codes_in_use = entries.codes_in_use();
    for family in entries.families() {
        let parents = &entries.all[family[0].parents.clone()];
        // All entries that belong to one other parent have one cause, such as the lost heading of a task: one finding.
        let mut blocks: Vec<Block<'_, '_>> = Vec::new();
        let mut block_of: HashMap<Option<Numbers>, usize> = HashMap::new();
        for at in family.iter().flat_map(|group| group.members.clone()) {
            let stray = &entries.all[at];
            if stray.misplaced && is_reported(at) {
                let is_taken = entries.all[stray.first].in_place;
                let block = *block_of.entry(stray.parent_numbers()).or_insert(blocks.len());
                match blocks.get_mut(block) {
                    Some(block) => {
                        block.count += 1;
                        block.is_taken |= is_taken;
                    }
                    None => blocks.push(Block { first: stray, count: 1, is_taken }),
                }
            }
        }
        for block in blocks {
            let diagnostic = another_parent(standard, entries, &block, parents, &codes_in_use);
            found.extend(
                diagnostic.map(|diagnostic| with_own_place(standard, entries, block.first, diagnostic)),
            );
        }
    }
}

/// Entries below one parent that are numbered for one other.
struct Block<'b, 'a> {
    first: &'b CodedEntry<'a>,
    count: usize,
    /// Whether the place that one of them belongs in has an entry with its code already.
    is_taken: bool,
}

/// Adds a label for the entry that has the same code in its proper place, if there is one.
fn with_own_place(
    standard: &Standard<'_>,
    entries: &Entries<'_>,
    stray: &CodedEntry<'_>,
    diagnostic: Diagnostic,
) -> Diagnostic {
    let own = &entries.all[stray.first];
    match own.code.filter(|_| own.in_place) {
        Some(code) => diagnostic
            .related(standard.at(code.span), Bilingual::fixed("the same code here", "這裡是同一個代碼")),
        None => diagnostic,
    }
}

/// A finding on entries below `parents` that are numbered for one other parent.
fn another_parent(
    standard: &Standard<'_>,
    entries: &Entries<'_>,
    block: &Block<'_, '_>,
    parents: &[CodedEntry<'_>],
    codes_in_use: &HashSet<(Kind, Numbers)>,
) -> Option<Diagnostic> {
    let &Block { first: stray, count, is_taken } = block;
    let (code, first) = (stray.code?, parents.first()?.code?);
    let (text, parent_numbers, kind) =
        (excerpt(code.normalized()), stray.parent_numbers()?, parents.first()?.kind);
    let (claimed, below) = (kind.spell(parent_numbers), names_of(parents));
    let is_there = codes_in_use.contains(&(kind, parent_numbers));
    let (parent_en, parent_zh) = (kind.en(), kind.zh());
    let message = match (count, is_there) {
        (1, true) => bilingual!("{text} stands below {below}", "{text} 列在 {below} 之下"),
        (1, false) => bilingual!(
            "{text} stands below {below}, and there is no {parent_en} {claimed}",
            "{text} 列在 {below} 之下，且沒有{parent_zh} {claimed}"
        ),
        (_, true) => {
            let others = count - 1;
            bilingual!(
                "{text} and {others} more numbered for {claimed} stand below {below}",
                "{text} 等 {count} 項編號屬於 {claimed}，卻列在 {below} 之下"
            )
        }
        (_, false) => {
            let others = count - 1;
            bilingual!(
                "{text} and {others} more numbered for {claimed} stand below {below}, and there is no {parent_en} {claimed}",
                "{text} 等 {count} 項編號屬於 {claimed}，卻列在 {below} 之下，且沒有{parent_zh} {claimed}"
            )
        }
    };
    let free = entries.free_code_here(stray);
    let help = if !is_there {
        bilingual!(
            "the heading of {claimed} may be lost: put the {parent_en} {claimed} above it; or number it for {below}, from \
             {free} on",
            "可能漏了{parent_zh} {claimed}：請在它前面補上；否則改用 {below} 的編號，從 {free} 起"
        )
    } else if is_taken {
        bilingual!(
            "{claimed} has its own {text} already: number it for {below}, from {free} on; `ttm renumber` numbers all by \
             their places",
            "{claimed} 之下已有自己的 {text}：請改用 {below} 的編號，從 {free} 起；`ttm renumber` 可依位置全部重編"
        )
    } else {
        bilingual!(
            "move what belongs to {claimed} below it, or number it for {below}, from {free} on",
            "屬於 {claimed} 的移到 {claimed} 之下；否則改用 {below} 的編號，從 {free} 起"
        )
    };
    let help = if standard.is_draft() { help } else { as_issued(&help) };
    Some(
        Diagnostic::new(&RULE, standard.at(code.span), message)
            .label(bilingual!("numbered for {claimed}", "編號屬於 {claimed}"))
            .related(standard.at(first.span), Bilingual::fixed("it stands below this", "列在這一項之下"))
            .help(help),
    )
}

/// Advice for an issued standard, where the print may be so.
fn as_issued(help: &Bilingual) -> Bilingual {
    let Bilingual { en, zh } = help;
    bilingual!(
        "look in the print: if it stands there so, leave it; otherwise {en}",
        "請對照原表：原表若就是這樣印，保留原樣；否則，{zh}"
    )
}

/// The codes of the tasks of one cell, or of one duty.
fn names_of(parents: &[CodedEntry<'_>]) -> String {
    let mut names: Vec<_> = parents.iter().take(MAX_NAMED).map(|parent| excerpt(parent.code_str())).collect();
    if parents.len() > MAX_NAMED {
        names.push("…".into());
    }
    names.join("/")
}

fn another_kind(
    standard: &Standard<'_>,
    entries: &Entries<'_>,
    entry: &CodedEntry<'_>,
    code: &Text<'_>,
    shape: Kind,
) -> Diagnostic {
    let place = entry.kind;
    let text = excerpt(code.normalized());
    let (en, zh, among, among_zh) = (shape.en(), shape.zh(), plural(place), place.zh());
    let example = entries.free_code_here(entry);
    let help = if entries.all[entry.first].in_place {
        // Its place is taken, so it cannot simply be moved there.
        let shape_plural = plural(shape);
        let free = match shape.depth() {
            1 => entries.free_code(shape, Numbers::default()),
            _ => shape.spell(entry.numbers.unwrap_or_default()),
        };
        match shape.depth() {
            1 if shape != Kind::Duty => bilingual!(
                "there is another {text} among the {shape_plural}: give this one a free code here, such as {example}, or move \
                 it there as {free}",
                "{zh}清單已有 {text}：請改用這裡沒有用過的代碼，例如 {example}；若是{zh}，移過去並改為 {free}"
            ),
            _ => bilingual!(
                "there is another {text} in its place: give this one a free code here, such as {example}; `ttm renumber` \
                 numbers all by their places",
                "{text} 另有其項：請改用這裡沒有用過的代碼，例如 {example}；`ttm renumber` 可依位置全部重編"
            ),
        }
    } else {
        bilingual!(
            "move it to where its code belongs, or give it a code such as {example}",
            "移到{zh}的位置，或改用{among_zh}代碼，例如 {example}"
        )
    };
    Diagnostic::new(
        &RULE,
        standard.at(code.span),
        bilingual!(
            "{text} has the shape of {en} codes but stands among the {among}",
            "{text} 是{zh}代碼，卻列在{among_zh}當中"
        ),
    )
    .help(if standard.is_draft() { help } else { as_issued(&help) })
}

fn reference(standard: &Standard<'_>, one: &Unlisted<'_>, shape: Kind) -> Diagnostic {
    let (text, kind) = (excerpt(one.code.normalized()), one.competency.kind());
    let (en, zh, wanted, wanted_zh) = (shape.en(), shape.zh(), kind.en(), kind.zh());
    let key = key_of(one.competency);
    let other = Competency::BOTH.into_iter().find(|other| other.kind() == shape);
    let help = match other.map(key_of) {
        Some(key) => bilingual!(
            "move it to `{key}`, or write the {wanted} code that was meant",
            "移到 `{key}`，或改成原本要寫的{wanted_zh}代碼"
        ),
        None => bilingual!("write the {wanted} code that was meant", "改成原本要寫的{wanted_zh}代碼"),
    };
    Diagnostic::new(
        &RULE,
        standard.at(one.code.span),
        bilingual!(
            "{text} has the shape of {en} codes but is named under `{key}`",
            "{text} 是{zh}代碼，卻寫在 `{key}` 的引用裡"
        ),
    )
    .help(help)
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Duty => "duties",
        Kind::Task => "tasks",
        Kind::Output => "outputs",
        Kind::Indicator => "indicators",
        Kind::Knowledge => "knowledge",
        Kind::Skill => "skills",
        Kind::Attitude => "attitudes",
    }
}
