//! `family-name`: standards that number from one pool, and a code whose names almost agree among them.
//!
//! A family may hold hundreds of standards, so they are not compared with one another but with the pools that they
//! make up: each joins the pool that most of its names are in.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::naming::excerpt;
use super::{Check, Explanation, Rule};
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::model::{Item, Kind, Standard, StandardCode, Text};
use crate::words;
use crate::words::Words;

/// The record.
pub static RULE: Rule = Rule {
    name: "family-name",
    severity: Severity::Warning,
    summary: Words::fixed(
        "Checks that standards which number from one pool spell the name of a code alike.",
        "檢查共用一套編號的職能基準，同一代碼的名稱寫法一致。",
    ),
    explanation: Explanation {
        what: Words::fixed(
            "Two standards of one family, whose codes share the three letters and the four digits, number their \
             knowledge, skills and attitudes from one pool: most codes that both have bear equal names. One of those \
             codes bears names that almost agree, such as S23 有效聯結 and 有效連結. A name counts up to its ：, without \
             a mark such as 【註3】. Of several versions of a standard the newest is looked at; versions of one standard \
             are no family. Folders that `[[families]]` in ttm.toml names are families whatever their codes.",
            "同一家族（職能基準代碼的三個英文字母與四個數字相同）的兩份職能基準共用一套知識、技能與態度編號：兩者共有的代碼，\
             多數名稱相同。其中某個代碼的名稱卻只差一點，例如 S23「有效聯結」與「有效連結」。名稱只看「：」之前的部分，\
             不計【註3】之類的註記。同一職能基準有數個版本時只看最新版；各版本之間不算家族。ttm.toml 的 `[[families]]` 所列的資料夾，不論代碼都是家族。",
        ),
        why: Words::fixed(
            "Within such a family a code stands for one thing wherever it is used. With two spellings, a search finds \
             half of the standards.",
            "在共用編號的家族中，一個代碼不論用在哪裡都代表同一件事。寫法有兩種，查詢時就會漏掉一半。",
        ),
        example: "# TTM4221-004v3.yaml; TTM4221-003v3.yaml has S23: 有效聯結 and most other names alike\nskills:\n  \
                  S23: 有效連結\n",
        advice: Words::fixed(
            "Settle on one spelling. In an issued standard the print stays as it is until its next edition.",
            "統一寫法。已公告的職能基準維持原貌，留待下一版處理。",
        ),
    },
    check: Check::Repository(check),
};

/// Names beyond this many characters are sentences, and are not compared by their letters.
const MAX_CHARACTERS: usize = 40;

/// How many pools one name is looked for in. A hostile family could have as many pools as standards.
const MAX_POOLS: usize = 16;

/// A code with its name.
struct Named<'a> {
    kind: Kind,
    code: &'a str,
    text: &'a Text<'a>,
    name: Cow<'a, str>,
}

/// Standards that number from one pool.
#[derive(Default)]
struct Pool<'a> {
    /// The first name under each code.
    names: HashMap<(Kind, &'a str), Cow<'a, str>>,
    members: Vec<(&'a Standard<'a>, Vec<Named<'a>>)>,
}

fn check(standards: &[&Standard<'_>], found: &mut Findings) {
    for (key, family) in families(standards).into_iter().filter(|(_, family)| family.len() > 1) {
        let declared = matches!(key, Key::Declared(_));
        for pool in pools(family.into_values().map(|(_, standard)| standard), declared) {
            judge(&pool, found);
        }
    }
}

/// What standards of one family have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    /// Somebody has declared that they number from one pool.
    Declared(u32),
    /// The letters and the digits of their codes.
    Coded(&'a str, &'a str),
}

/// The newest version of each standard, by its code without the version, by family.
type Families<'a> = BTreeMap<Key<'a>, BTreeMap<&'a str, (u32, &'a Standard<'a>)>>;

fn families<'a>(standards: &[&'a Standard<'a>]) -> Families<'a> {
    let mut families = Families::new();
    for standard in standards {
        let Some(code) = standard.code.given().and_then(|code| StandardCode::parse(code.as_str())) else {
            continue;
        };
        let key = standard.family.map_or(Key::Coded(code.letters, code.digits), Key::Declared);
        let family = families.entry(key).or_default();
        let newest = family.entry(code.base).or_insert((code.version, standard));
        if code.version > newest.0 {
            *newest = (code.version, standard);
        }
    }
    families
}

/// The pools of a family: one where it is declared, else as many as its names make up.
fn pools<'a>(family: impl Iterator<Item = &'a Standard<'a>>, declared: bool) -> Vec<Pool<'a>> {
    let mut pools: Vec<Pool<'a>> = Vec::new();
    let mut holders: HashMap<(Kind, &'a str, Cow<'a, str>), Vec<usize>> = HashMap::new();
    for standard in family {
        let named = named(standard);
        let mut equal: BTreeMap<usize, usize> = BTreeMap::new();
        for one in &named {
            for &pool in holders.get(&(one.kind, one.code, one.name.clone())).into_iter().flatten() {
                *equal.entry(pool).or_default() += 1;
            }
        }
        let shared = |pool: &Pool<'_>| {
            named.iter().filter(|one| pool.names.contains_key(&(one.kind, one.code))).count()
        };
        let joined = equal
            .into_iter()
            .filter(|&(pool, equal)| equal * 2 > shared(&pools[pool]))
            .max_by_key(|&(pool, equal)| (equal, std::cmp::Reverse(pool)))
            .map_or(if declared { 0 } else { pools.len() }, |(pool, _)| pool);
        if joined == pools.len() {
            pools.push(Pool::default());
        }
        let pool = &mut pools[joined];
        for one in &named {
            pool.names.entry((one.kind, one.code)).or_insert_with(|| one.name.clone());
            let holders = holders.entry((one.kind, one.code, one.name.clone())).or_default();
            if !holders.contains(&joined) && holders.len() < MAX_POOLS {
                holders.push(joined);
            }
        }
        pool.members.push((standard, named));
    }
    pools
}

/// The entries of the flat lists whose codes can be relied on.
fn named<'a>(standard: &'a Standard<'a>) -> Vec<Named<'a>> {
    let mut named = Vec::new();
    for kind in [Kind::Knowledge, Kind::Skill, Kind::Attitude] {
        let items = || standard.list(kind).into_iter().flat_map(|list| list.iter());
        let codes = || items().filter_map(|item| item.code.as_ref().map(Text::as_str));
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for code in codes().filter(|code| kind.fits(code)) {
            *counts.entry(code).or_default() += 1;
        }
        for Item { code, text } in items().filter(|item| !item.text.is_blank()) {
            let Some(code) = code.as_ref().map(Text::as_str) else { continue };
            if counts.get(code) == Some(&1) {
                named.push(Named { kind, code, text, name: compared(text.as_str()) });
            }
        }
    }
    named
}

/// What of a name is compared: without a description, a mark such as 【註3】 and white space.
fn compared(text: &str) -> Cow<'_, str> {
    let name = text.split(['：', ':']).next().unwrap_or(text);
    let name = name.split_once("【註").map_or(name, |(name, _)| name).trim();
    if name.contains(char::is_whitespace) {
        Cow::Owned(name.split_whitespace().collect())
    } else {
        Cow::Borrowed(name)
    }
}

/// Reports names that almost agree with the most frequent one of their code.
fn judge(pool: &Pool<'_>, found: &mut Findings) {
    if pool.members.len() < 2 {
        return;
    }
    let mut by_code: BTreeMap<(Kind, &str), Vec<(&Standard<'_>, &Named<'_>)>> = BTreeMap::new();
    for (standard, named) in &pool.members {
        for one in named {
            by_code.entry((one.kind, one.code)).or_default().push((standard, one));
        }
    }
    for uses in by_code.into_values() {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (_, one) in &uses {
            *counts.entry(&one.name).or_default() += 1;
        }
        if counts.len() < 2 {
            continue;
        }
        let count = |one: &Named<'_>| counts.get(one.name.as_ref()).copied().unwrap_or_default();
        // The first of those that are equally frequent.
        let Some(&(usual_in, usual)) = uses.iter().rev().max_by_key(|(_, one)| count(one)) else { continue };
        for (standard, one) in uses.iter().filter(|(_, one)| almost_agree(&one.name, &usual.name)) {
            found.push(finding(standard, one, usual_in, usual));
        }
    }
}

/// Whether two names differ, and in no more than one character of four.
fn almost_agree(one: &str, other: &str) -> bool {
    let (length, other_length) = (one.chars().count(), other.chars().count());
    let longer = length.max(other_length);
    let most = longer / 4;
    one != other
        && longer <= MAX_CHARACTERS
        && length.abs_diff(other_length) <= most
        && strsim::osa_distance(one, other) <= most
}

fn finding(
    standard: &Standard<'_>,
    one: &Named<'_>,
    usual_in: &Standard<'_>,
    usual: &Named<'_>,
) -> Diagnostic {
    let (code, name, other) = (excerpt(one.code), excerpt(&one.name), excerpt(&usual.name));
    let sibling = usual_in.code.given().map_or("", Text::as_str);
    Diagnostic::new(
        &RULE,
        standard.at(one.text.span),
        words!(
            "{code} is {name} here and {other} in {sibling}, which numbers from the same pool",
            "{code} 在此是「{name}」，在共用編號的 {sibling} 則是「{other}」"
        ),
    )
    .label(words!("almost {other}", "與「{other}」只差一點"))
    .related(usual_in.at(usual.text.span), words!("{code} in {sibling}", "{sibling} 的 {code}"))
    .help(Words::fixed("settle on one of the two spellings", "統一採用其中一種寫法"))
}
