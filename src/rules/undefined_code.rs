//! `undefined-code`: references to knowledge and skills that the standard does not list.

use foldhash::{HashMap, HashMapExt as _};

use super::references::{Unlisted, key_of};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Competency, Standard, Text};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::nearest::nearest;

/// The record.
pub static RULE: Rule = Rule {
    name: "undefined-code",
    severity: Severity::Error,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that every knowledge and skill referred to is listed.",
        "檢查引用的每一項知識與技能都列在清單中。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A duty, task or row refers to a knowledge (K) or skill (S) code that the standard's list does not have.",
            "主要職責、工作任務或列引用了某個知識（K）或技能（S）代碼，清單裡卻沒有這個代碼。",
        ),
        why: Bilingual::fixed(
            "The form prints the code together with its name; a code that is not listed has none.",
            "職能基準表會把代碼與名稱一起印出；清單裡沒有的代碼就沒有名稱可印。",
        ),
        example: "knowledge:\n  K01: 國際商務禮儀\nduties:\n  T1:\n    name: 業務拓展\n    knowledge: [K01, K09]\n",
        advice: Bilingual::fixed(
            "Write the code that was meant, add the entry to the list, or remove the reference.",
            "改成原本要寫的代碼，或在清單加上這個項目，或刪除這個引用。",
        ),
    },
    check: Check::Standard(check),
};

/// The most names of a code that are shown.
const MAX_NAMES: usize = 4;

/// The most codes of a standard that get a suggestion. A file with more mistakes has another problem, and the search
/// for the nearest code takes time that a hostile file could multiply.
const MAX_HELPED: usize = 100;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    names(index, found);
    let unlisted: Vec<_> = index.referred().unlisted.iter().filter(|one| one.belongs.is_none()).collect();
    if unlisted.is_empty() {
        return;
    }
    for competency in Competency::BOTH {
        let of_kind = || unlisted.iter().filter(|one| one.competency == competency);
        let count = of_kind().count();
        // If the list is missing there is one finding, however many references there are.
        if competency.list(standard).is_empty() && count > 1 {
            found.extend(of_kind().next().map(|first| no_list(standard, first, count)));
            continue;
        }
        let names: HashMap<&str, &str> = competency
            .list(standard)
            .iter()
            .filter_map(|item| Some((item.code.as_ref()?.normalized(), item.text.as_str())))
            .collect();
        let mut helped: HashMap<&str, Option<&str>> = HashMap::new();
        for one in of_kind() {
            if !one.joined.is_empty() {
                found.push(joined(standard, one));
                continue;
            }
            let code = one.code.normalized();
            let may_help = helped.len() < MAX_HELPED;
            let near = *helped.entry(code).or_insert_with(|| {
                if !may_help {
                    return None;
                }
                // The reference may be a name where its code is required.
                let mut items = competency.list(standard).iter();
                let named = items.find(|item| item.text.as_str() == code).and_then(|item| item.code.as_ref());
                let listed = competency.list(standard).iter().filter_map(|item| item.code.as_ref());
                let likely = listed.map(Text::normalized).filter(|near| is_likely(code, near));
                let near = || nearest(code, likely);
                named.map(Text::normalized).or_else(near)
            });
            let near = near.map(|near| (near, names.get(near).copied().unwrap_or_default()));
            found.push(undefined(standard, one, near));
        }
    }
}

/// References to one of several names of a code, where the list has no such name.
fn names(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let mut helped = 0;
    for (kind, reference, entries) in index.names().iter() {
        let Some(name) = &reference.name else { continue };
        if entries.len() < 2 || reference.pick(entries, |item| item.text.as_str()).is_some() {
            continue;
        }
        let (en, zh) = (kind.kind().en(), kind.kind().zh());
        let (code, said) = (excerpt(reference.code.normalized()), excerpt(name.text.as_str()));
        helped += 1;
        let near = (helped <= MAX_HELPED)
            .then(|| nearest(name.text.as_str(), entries.iter().map(|item| item.text.as_str())))
            .flatten();
        let help = match near {
            Some(near) => {
                let near = excerpt(near);
                bilingual!("write {near} if that was meant", "若原意是「{near}」請改正")
            }
            None => bilingual!(
                "write one of the names that the list has for {code}",
                "請寫清單中 {code} 的其中一個名稱"
            ),
        };
        let message = bilingual!(
            "the standard lists no {en} {code} with the name {said}",
            "職能基準的{zh}清單中，{code} 沒有「{said}」這個名稱"
        );
        let mut diagnostic = Diagnostic::new(&RULE, standard.at(name.text.span), message).help(help);
        for item in entries.iter().take(MAX_NAMES) {
            diagnostic = diagnostic
                .related(standard.at(item.text.span), bilingual!("a name of {code}", "{code} 的一個名稱"));
        }
        found.push(diagnostic);
    }
}

/// Whether one code is a likely misspelling of the other. If both are well formed they are two different entries unless
/// the digits are swapped.
fn is_likely(code: &str, near: &str) -> bool {
    let digits = |code: &str| -> Option<Vec<u8>> {
        let digits = code.get(1..)?.as_bytes().to_vec();
        digits.iter().all(u8::is_ascii_digit).then_some(digits)
    };
    match (digits(code), digits(near)) {
        (Some(mut one), Some(mut other)) if one.len() == other.len() && code[..1] == near[..1] => {
            one.sort_unstable();
            other.sort_unstable();
            one == other
        }
        _ => true,
    }
}

fn undefined(standard: &Standard<'_>, one: &Unlisted<'_>, near: Option<(&str, &str)>) -> Diagnostic {
    let (kind, code) = (one.competency.kind(), excerpt(one.code.normalized()));
    let (en, zh, key) = (kind.en(), kind.zh(), key_of(one.competency));
    let help = match near {
        Some((near, name)) => {
            let (near, name) = (excerpt(near), excerpt(name));
            bilingual!(
                "write {near} ({name}) if that was meant, or add {code} to `{key}`",
                "若原意是 {near}（{name}）請改正，或在 `{key}` 加上 {code}"
            )
        }
        None => {
            bilingual!(
                "add {code} to `{key}`, or remove the reference",
                "在 `{key}` 加上 {code}，或刪除這個引用"
            )
        }
    };
    Diagnostic::new(
        &RULE,
        standard.at(one.code.span),
        bilingual!("the standard lists no {en} {code}", "職能基準的{zh}清單沒有 {code}"),
    )
    .help(help)
}

/// `K12、K05`: YAML reads it as one entry.
fn joined(standard: &Standard<'_>, one: &Unlisted<'_>) -> Diagnostic {
    let (code, list) = (excerpt(one.code.normalized()), one.joined.join(", "));
    let list = excerpt(&list);
    let message = bilingual!("{code} is read as one code", "{code} 被讀成一個代碼");
    Diagnostic::new(&RULE, standard.at(one.code.span), message).help(bilingual!(
        "part the codes with a half-width comma and a space, as in [{list}]",
        "代碼之間用半形逗號加一個空格隔開，例如 [{list}]"
    ))
}

fn no_list(standard: &Standard<'_>, first: &Unlisted<'_>, count: usize) -> Diagnostic {
    let kind = first.competency.kind();
    let (en, zh, key) = (kind.en(), kind.zh(), key_of(first.competency));
    Diagnostic::new(
        &RULE,
        standard.at(first.code.span),
        bilingual!(
            "{count} references name {en} codes, and the standard lists no {en} at all",
            "有 {count} 處引用{zh}代碼，職能基準卻沒有{zh}清單"
        ),
    )
    .label(Bilingual::fixed("the first of them", "其中第一處"))
    .help(bilingual!("list the entries under `{key}`", "在 `{key}` 列出這些項目"))
}
