//! `undefined-code`: references to knowledge and skills that the standard does not list.

use foldhash::{HashMap, HashMapExt as _};

use super::references::{Unlisted, key_of};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Fix, Severity};
use crate::model::{Competency, Item, Kind, List, Standard, Text};
use crate::rules::meant::Meant;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::nearest::nearest;
use crate::yaml::Style;

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
            if one.meant != Meant::Code {
                found.push(otherwise(standard, one, &names));
                continue;
            }
            let code = one.code.normalized();
            let may_help = helped.len() < MAX_HELPED;
            let near = *helped.entry(code).or_insert_with(|| {
                if !may_help {
                    return None;
                }
                if Kind::of(code).is_none() && !code.is_ascii() {
                    return near_name(code, competency.list(standard));
                }
                let listed = competency.list(standard).iter().filter_map(|item| item.code.as_ref());
                nearest(code, listed.map(Text::normalized).filter(|near| is_likely(code, near)))
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

/// The code whose name is most like `said`: nearly the same, or the only one that is its beginning or has it as its own.
fn near_name<'a>(said: &str, list: &'a List<Item<'a>>) -> Option<&'a str> {
    let listed = || {
        let coded =
            list.iter().filter_map(|item| Some((item.code.as_ref()?.normalized(), item.text.as_str())));
        coded.filter(|(_, name)| name.chars().count() > 1)
    };
    if let Some(near) = nearest(said, listed().map(|(_, name)| name)) {
        return listed().find(|(_, name)| *name == near).map(|(code, _)| code);
    }
    let mut begins = listed().filter(|(_, name)| name.starts_with(said) || said.starts_with(name));
    begins.next().filter(|_| begins.next().is_none()).map(|(code, _)| code)
}

fn undefined(standard: &Standard<'_>, one: &Unlisted<'_>, near: Option<(&str, &str)>) -> Diagnostic {
    let (kind, code) = (one.competency.kind(), excerpt(one.code.normalized()));
    let (en, zh, key) = (kind.en(), kind.zh(), key_of(one.competency));
    // What has not the shape of a code cannot be added as one.
    let is_code = kind.fits(one.code.normalized());
    let help = match near {
        Some((near, name)) => {
            let (near, name) = (excerpt(near), excerpt(name));
            if is_code {
                bilingual!(
                    "write {near} ({name}) if that was meant, or add {code} to `{key}`",
                    "若原意是 {near}（{name}）請改正，或在 `{key}` 加上 {code}"
                )
            } else {
                bilingual!("write {near} if {name} was meant", "若原意是「{name}」，請寫它的代碼 {near}")
            }
        }
        None if is_code => {
            bilingual!(
                "add {code} to `{key}`, or remove the reference",
                "在 `{key}` 加上 {code}，或刪除這個引用"
            )
        }
        None => {
            let example = kind.example();
            bilingual!(
                "write the code of an entry of `{key}`, such as {example}; one that is missing there is added first",
                "請寫 `{key}` 中項目的代碼，例如 {example}；清單沒有的，請先加入"
            )
        }
    };
    let message = if is_code {
        bilingual!("the standard lists no {en} {code}", "職能基準的{zh}清單沒有 {code}")
    } else {
        bilingual!(
            "the standard lists no {en} with the code “{code}”",
            "職能基準的{zh}清單沒有代碼「{code}」"
        )
    };
    Diagnostic::new(&RULE, standard.at(one.code.span), message).help(help)
}

/// A reference that says what is meant in another way than by one code.
fn otherwise(standard: &Standard<'_>, one: &Unlisted<'_>, names: &HashMap<&str, &str>) -> Diagnostic {
    let text = excerpt(one.code.normalized());
    let list = one.meant.codes().join(", ");
    let (key, list) = (key_of(one.competency), excerpt(&list));
    let name_of = |code: &str| excerpt(names.get(code).copied().unwrap_or_default()).into_owned();
    let (message, help) = match &one.meant {
        Meant::Code | Meant::Joined(_) => (
            bilingual!("{text} is read as one code", "{text} 被讀成一個代碼"),
            bilingual!(
                "part the codes with a half-width comma and a space, as in [{list}]",
                "代碼之間用半形逗號加一個空格隔開，例如 [{list}]"
            ),
        ),
        Meant::Range(_) => (
            bilingual!("{text} is read as one code, not as a range", "{text} 被讀成一個代碼，而不是一段範圍"),
            bilingual!("name every code: [{list}]", "逐一寫出每個代碼：[{list}]"),
        ),
        Meant::Dressed(code) => {
            let name = name_of(code);
            (
                bilingual!("{text} is more than a code", "「{text}」除了代碼還有其他文字或符號"),
                bilingual!(
                    "write the code alone, {code}; its name ({name}) stands in `{key}`",
                    "只寫代碼 {code}；名稱（{name}）已列在 `{key}`"
                ),
            )
        }
        Meant::Named(code) => (
            bilingual!("“{text}” is a name, and references are codes", "「{text}」是名稱，引用時要寫代碼"),
            bilingual!("write its code, {code}", "改寫它的代碼 {code}"),
        ),
    };
    let diagnostic = Diagnostic::new(&RULE, standard.at(one.code.span), message);
    // In brackets the codes stand one after the other in place of the text; a list below its key would get lines.
    let is_on_one_line = one.code.style() != Style::Block && !one.code.written().contains(['\n', '\r']);
    let are_listed = |codes: &[&str]| codes.iter().all(|code| names.contains_key(code));
    match &one.meant {
        Meant::Joined(codes) if one.in_brackets && is_on_one_line && are_listed(codes) => {
            diagnostic.fix(Fix { words: help, edits: vec![(one.code.span, codes.join(", "))] })
        }
        _ => diagnostic.help(help),
    }
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
