//! `reference-order`: knowledge and skills that are not numbered in the order in which the tasks name them.

use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Competency, Text};
use crate::text::bilingual::{Bilingual, s};
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "reference-order",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that knowledge and skills are numbered as the tasks first name them.",
        "檢查知識與技能的編號依工作任務首次提到的順序排列。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A task names a code for the first time after a higher one (K27 in T3.1, and K21 only in T3.3), or a cell has a lower \
             code behind a higher one ([K16, K6]). One note \
             for the knowledge and one for the skills, with the first places. Standards that number from a common pool skip \
             numbers, which this does not count; a long list of which more than half are out of order is numbered by something else, as by subject, and only asked for the few that are out of order within a cell.",
            "較大的代碼比較小的先出現（T3.1 已提到 K27，K21 到 T3.3 才出現），或同一格裡較小的代碼排在較大的後面（[K16, K6]）。知識與技能各報一次，並列出前幾處。共用編號的職能基準會跳號，不在此列；清單較長且半數以上不依順序的，應是依主題等其他方式編號，只看同一格裡少數不依順序的。",
        ),
        why: Bilingual::fixed(
            "The form numbers them as they come, so a number out of order is one that was inserted or moved later.",
            "表上依出現順序編號，順序不對表示後來插入或移動過。",
        ),
        example: "tasks:\n  T1.1:\n    knowledge: [K02]\n  T1.2:\n    knowledge: [K01]\n",
        advice: Bilingual::fixed(
            "Renumber them in a draft or the next edition (`ttm renumber --items`); an issued print stays as it is.",
            "草案或下一版可重新編號（`ttm renumber --items`）；已公告的維持原貌。",
        ),
    },
    check: Check::Standard(check),
};

/// The fewest codes of which half may show that they are numbered by something else.
const FEW: usize = 12;

/// The most places that get a label.
const MAX_PLACES: usize = 3;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    for kind in Competency::BOTH {
        if let Some(diagnostic) = late(index, kind, found) {
            found.push(diagnostic);
        }
    }
}

/// The finding about the codes that are named for the first time after a higher one, unless it is only counted.
fn late(index: &StandardIndex<'_>, kind: Competency, found: &mut Findings) -> Option<Diagnostic> {
    let (standard, letter) = (index.standard, kind.kind().letter());
    let mut highest: Option<(u32, &Text<'_>)> = None;
    // One bit for each number that was named before.
    let mut named = [0_u64; 16];
    let (mut late, mut one) = (Vec::new(), None);
    for list in standard.references(kind) {
        let mut previous: Option<(u32, &Text<'_>)> = None;
        let mut here = [0_u64; 16];
        for code in list.iter().map(|reference| &reference.code) {
            // A code of another kind is in the wrong list, which `misplaced-code` reports.
            let Some(number) = code.normalized().strip_prefix(letter) else { continue };
            let number = match *number.as_bytes() {
                // Nearly all of them.
                [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
                    u32::from(tens - b'0') * 10 + u32::from(ones - b'0')
                }
                _ => number.parse().ok()?,
            };
            let seen = named.get_mut(number as usize / 64)?;
            let before = previous.replace((number, code));
            // `duplicate-reference` reports a code that a list names twice.
            if here[number as usize / 64] >> (number % 64) & 1 == 1 {
                continue;
            }
            here[number as usize / 64] |= 1 << (number % 64);
            if *seen >> (number % 64) & 1 == 1 {
                if let Some((_, before)) = before.filter(|&(before, _)| number < before) {
                    one.get_or_insert(before);
                    late.push(code);
                }
                continue;
            }
            *seen |= 1 << (number % 64);
            match highest {
                Some((high, before)) if number < high => {
                    one.get_or_insert(before);
                    late.push(code);
                }
                _ => highest = Some((number, code)),
            }
        }
    }
    // Where more than half of them are, they are numbered by something else, as by subject. Then each list may still be in
    // order, but for a few.
    let count: u32 = named.iter().map(|bits| bits.count_ones()).sum();
    if late.len() * 2 > count as usize && count as usize >= FEW {
        (late, one) = within(index, kind)?;
    }
    let (first, before) = (late.first()?, one?);
    if found.counts(&RULE, RULE.severity, || standard.at(first.span)) {
        return None;
    }
    let (code, higher, count) = (excerpt(first.normalized()), excerpt(before.normalized()), late.len());
    let (en, zh, plural) = (kind.kind().en(), kind.kind().zh(), s(count));
    let message = bilingual!(
        "{code} stands after {higher}; {count} code{plural} of {en} out of order",
        "{code} 排在 {higher} 之後：{zh}有 {count} 處代碼未依編號順序出現"
    );
    let mut diagnostic = Diagnostic::new(&RULE, standard.at(first.span), message)
        .label(Bilingual::fixed("lower than one before it", "比前面的代碼小"))
        .related(standard.at(before.span), Bilingual::fixed("the higher one", "較大的代碼"));
    for code in late.iter().skip(1).take(MAX_PLACES - 1) {
        diagnostic = diagnostic.related(standard.at(code.span), Bilingual::fixed("here too", "這裡也是"));
    }
    Some(diagnostic)
}

/// The codes that stand behind a higher one in their own list, and the first of those higher ones, if they are few: where they
/// are many, the lists are in no order.
fn within<'a>(
    index: &StandardIndex<'a>,
    kind: Competency,
) -> Option<(Vec<&'a Text<'a>>, Option<&'a Text<'a>>)> {
    let number = |code: &Text<'_>| code.normalized().strip_prefix(kind.kind().letter())?.parse::<u32>().ok();
    let (mut late, mut one) = (Vec::new(), None);
    for pair in index.standard.references(kind).flat_map(|list| list.windows(2)) {
        let (before, code) = (&pair[0].code, &pair[1].code);
        if number(code)? < number(before)? {
            if late.len() == MAX_PLACES {
                return None;
            }
            one.get_or_insert(before);
            late.push(code);
        }
    }
    Some((late, one))
}
