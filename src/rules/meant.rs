//! What a reference means that is not a code of the list: several codes, a range of them, a code in brackets, a name.

use std::borrow::Cow;

use foldhash::{HashMap, HashSet};

use crate::model::{Item, Kind, List, Text, joined_codes};
use crate::text::fold::title;

/// The most codes of a range that are written out.
const MAX_RANGE: u32 = 200;

/// What a reference is in place of a listed code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant<'a> {
    /// A code, or nothing that is known.
    Code,
    /// Several codes with a mark between them that does not part the entries of a YAML list, as in `K12、K05`.
    Joined(Vec<&'a str>),
    /// A range of codes, as in `K01-K03`, written out.
    Range(Vec<String>),
    /// A listed code in brackets, or with its name: `【S02】`, `S02 烘焙`.
    Dressed(&'a str),
    /// A listed name; its code.
    Named(&'a str),
}

/// The codes and names of a list.
#[derive(Debug, Default)]
pub(super) struct ListedCodes<'a> {
    codes: HashSet<&'a str>,
    /// The code of each name.
    names: HashMap<Cow<'a, str>, &'a str>,
}

impl<'a> ListedCodes<'a> {
    pub(super) fn of(list: &'a List<Item<'a>>) -> Self {
        let mut listed = Self::default();
        for item in list.iter() {
            let Some(code) = item.code.as_ref().map(Text::normalized) else { continue };
            listed.codes.insert(code);
            if !item.text.is_blank() {
                listed.names.entry(title(item.text.as_str())).or_insert(code);
            }
        }
        listed
    }
}

impl<'a> Meant<'a> {
    /// Reads a reference to a code of `list`.
    pub(super) fn by(reference: &'a str, listed: &ListedCodes<'a>) -> Self {
        if let Some(codes) = joined_codes(reference).or_else(|| joined_roughly(reference)) {
            return Self::Joined(codes);
        }
        if let Some(codes) = range(reference) {
            return Self::Range(codes);
        }
        if Kind::of(reference).is_some() || reference.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Self::Code;
        }
        let bare = reference.trim_matches(|c: char| BRACKETS.contains(c) || c.is_whitespace());
        if let Some(code) = dressed(bare)
            && listed.codes.contains(code)
        {
            return Self::Dressed(code);
        }
        listed.names.get(&title(bare)).map_or(Self::Code, |code| Self::Named(code))
    }

    /// The codes that it means.
    pub(super) fn codes(&self) -> Vec<&str> {
        match self {
            Self::Code => Vec::new(),
            Self::Joined(codes) => codes.clone(),
            Self::Range(codes) => codes.iter().map(String::as_str).collect(),
            Self::Dressed(code) | Self::Named(code) => vec![code],
        }
    }
}

/// Codes with a full-width mark between them, also those that have not the shape of a code, such as `K1`: none is dropped.
fn joined_roughly(text: &str) -> Option<Vec<&str>> {
    let is_rough = |code: &&str| {
        let digits = code.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        code.len() - digits.len() == 1
            && !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let codes: Vec<&str> = text.split(['、', '，', '；', '／']).map(str::trim).collect();
    (codes.len() > 1 && codes.iter().all(is_rough)).then_some(codes)
}

const BRACKETS: &str = "【】［］[]〔〕「」『』（）()〈〉《》";

/// The code that `text` begins or ends with, if something else is beside it.
fn dressed(text: &str) -> Option<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric();
    let first = &text[..text.find(|c| !is_part(c)).unwrap_or(text.len())];
    let last = &text[text
        .rfind(|c| !is_part(c))
        .map_or(0, |at| at + text[at..].chars().next().map_or(0, char::len_utf8))..];
    [first, last].into_iter().find(|code| Kind::of(code).is_some_and(|kind| kind.depth() == 1))
}

/// The codes of a range of one kind: `K01-K03`, `K01~03`, `K01至K03`.
fn range(text: &str) -> Option<Vec<String>> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric())?;
    let (from, rest) = text.split_at(end);
    let (kind, [first, ..]) = Kind::with_numbers(from).and_then(|(kind, numbers)| Some((kind, numbers?)))?;
    let rest = rest.trim_start();
    let mark = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '–' | '—' | '~' | '～' | '－' | '至' | '到' | '∼'))?;
    let to = rest[mark.len_utf8()..].trim_start();
    let last = match Kind::with_numbers(to) {
        Some((other, numbers)) => numbers.filter(|_| other == kind)?[0],
        None => to.parse().ok().filter(|_| to.len() >= 2)?,
    };
    let is_range = kind.depth() == 1 && kind != Kind::Duty && first < last && last - first < MAX_RANGE;
    is_range.then(|| (first..=last).map(|number| kind.spell([number, 0, 0])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_written_out() {
        let spelt = |text| range(text).map(|codes| codes.join(" "));
        assert_eq!(spelt("K01-K03").as_deref(), Some("K01 K02 K03"));
        assert_eq!(spelt("S09～S11").as_deref(), Some("S09 S10 S11"));
        assert_eq!(spelt("K01 至 K02").as_deref(), Some("K01 K02"));
        assert_eq!(spelt("K01~03").as_deref(), Some("K01 K02 K03"));
        for text in ["K01", "K03-K01", "K01-S03", "T1-T3", "K01-K999", "K01-3"] {
            assert_eq!(range(text), None, "{text}");
        }
    }

    #[test]
    fn no_code_is_dropped_that_a_full_width_mark_joins() {
        assert_eq!(Meant::by("K1，K02", &ListedCodes::default()), Meant::Joined(vec!["K1", "K02"]));
        assert_eq!(joined_roughly("S1、s02 ；S3"), Some(vec!["S1", "s02", "S3"]));
        for text in ["K1", "K1，", "K1，烘焙", "KK1，K2", "1，2"] {
            assert_eq!(joined_roughly(text), None, "{text}");
        }
    }

    #[test]
    fn a_code_in_brackets_or_beside_its_name_is_found() {
        for text in ["S02", "S02 烘焙", "S02烘焙", "烘焙（S02", "烘焙S02"] {
            assert_eq!(dressed(text), Some("S02"), "{text}");
        }
        assert_eq!(dressed("烘焙"), None);
        assert_eq!(dressed("ISO9001"), None);
    }
}
