//! `duplicate-code`: one code that occurs twice in a standard.

use foldhash::HashMap;

use super::entries::CodedEntry;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::files::source::Span;
use crate::model::{Kind, Standard, Text};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::fold::{visible, without_note_marks};

/// The record.
pub static RULE: Rule = Rule {
    name: "duplicate-code",
    severity: Severity::Error,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that no code stands twice in a standard.",
        "檢查同一份職能基準中沒有重複的代碼。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "Two duties, tasks, outputs, indicators, knowledge, skills or attitudes bear the same code. Most YAML \
             readers would silently drop one of two equal keys; both are kept here and both places are shown. Where one \
             of the two stands in a place that the code does not belong to, `misplaced-code` says so instead.",
            "兩個主要職責、工作任務、工作產出、行為指標、知識、技能或態度用了同一個代碼。多數 YAML 讀取程式遇到相同的鍵會默默\
             丟掉其中一個；這裡兩個都保留，並標出兩處。其中一個若放在代碼不該出現的位置，則由 `misplaced-code` 指出。",
        ),
        why: Bilingual::fixed(
            "A code is how everything else refers to an entry. With two entries under one code nobody can tell which \
             is meant.",
            "其他部分都以代碼指稱項目。兩個項目共用一個代碼，就分不清指的是哪一個。",
        ),
        example: "knowledge:\n  K11: 品牌管理\n  K11: 品牌管理【註3】\n",
        advice: Bilingual::fixed(
            "Give one of the two a code of its own; a knowledge or skill that an issued standard prints with two names keeps \
             both, and each reference says which it means. What hangs on a doubled code, such as the tasks below \
             a second T2, is not checked against it, so check again afterwards.",
            "讓其中一個有自己的代碼；已公告的職能基準若把一個知識或技能印成兩個名稱，兩者都保留，並在引用處寫明是哪一個。受重複代碼牽連的部分（如第二個 T2 之下的工作任務）不會據以檢查，改好後請再檢查一次。",
        ),
    },
    check: Check::Standard(check),
};

/// From this many codes of a kind on that stand twice with other texts, they are one finding with their number: that many
/// have one cause, such as tasks that number their indicators from the beginning again.
const MANY: usize = 10;

/// The most places of such a finding that are labelled.
const MAX_RELATED: usize = 5;

/// A code that stands again.
struct Again<'a> {
    kind: Kind,
    difference: Difference,
    /// The code in its first place, with the text.
    first: (&'a Text<'a>, Option<&'a Text<'a>>),
    /// The code in the other.
    again: (&'a Text<'a>, Option<&'a Text<'a>>),
    /// A code that is free there.
    free: String,
}

/// How the texts of a code differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Difference {
    /// Not at all, or there are none.
    Nothing,
    /// The first is the beginning of the second.
    FirstIsCut,
    /// The second is the beginning of the first.
    SecondIsCut,
    /// In a mark that leads to a note.
    NoteMark,
    /// They are two texts.
    Text,
}

impl Difference {
    fn between(one: &str, other: &str) -> Self {
        let (one, other) = (visible(one), visible(other));
        if one == other {
            Self::Nothing
        } else if without_note_marks(&one) == without_note_marks(&other) {
            Self::NoteMark
        } else if other.starts_with(&one) {
            Self::FirstIsCut
        } else if one.starts_with(&other) {
            Self::SecondIsCut
        } else {
            Self::Text
        }
    }
}

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    if index.well_numbered() {
        return;
    }
    let entries = index.entries();
    let names = part_names(standard);
    let mut all: Vec<Again<'_>> = Vec::new();
    for (_, entry) in entries.iter().filter(|(at, entry)| entry.doubled && *at != entry.first) {
        let first = &entries.all[entry.first];
        let (Some(code), Some(first_code)) = (entry.code, first.code) else { continue };
        let (one, other) = (text_of(first, &names), text_of(entry, &names));
        let difference = match (one, other) {
            (Some(one), Some(other)) => Difference::between(one.as_str(), other.as_str()),
            _ => Difference::Nothing,
        };
        let free = entries.free_code_here(entry);
        all.push(Again {
            kind: entry.kind,
            difference,
            first: (first_code, one),
            again: (code, other),
            free,
        });
    }
    for kind in Kind::ALL {
        let of_kind = all.iter().filter(|one| one.kind == kind);
        let (others, mut few): (Vec<&Again<'_>>, Vec<&Again<'_>>) =
            of_kind.partition(|one| one.difference == Difference::Text);
        if others.len() < MANY {
            few.extend(others);
        } else {
            found.extend(together(standard, kind, &others));
        }
        found.extend(few.into_iter().map(|one| again(standard, one)));
    }
}

fn text_of<'a>(entry: &CodedEntry<'a>, names: &HashMap<Span, &'a Text<'a>>) -> Option<&'a Text<'a>> {
    entry.text.or_else(|| names.get(&entry.code?.span).copied())
}

/// The names of duties and tasks by the places of their codes.
fn part_names<'a>(standard: &'a Standard<'a>) -> HashMap<Span, &'a Text<'a>> {
    let duties = standard.duties.iter().filter_map(|duty| Some((duty.code.span, duty.name.given()?)));
    let tasks = standard.tasks().filter_map(|(_, task)| Some((task.code.span, task.name.given()?)));
    duties.chain(tasks).collect()
}

fn again(standard: &Standard<'_>, one: &Again<'_>) -> Diagnostic {
    let &Again { kind, difference, first: (first_code, first), again: (code, other), ref free } = one;
    let is_draft = standard.is_draft();
    // A flat list of an issued standard may print one code with two names, and its references can say which is meant.
    let may_have_names = kind.depth() == 1 && kind != Kind::Duty && difference != Difference::Nothing;
    let severity = if may_have_names && !is_draft { Severity::Warning } else { Severity::Error };
    let [text, first_said, said] =
        [Some(code), first, other].map(|text| excerpt(text.map_or("", Text::normalized)));
    let message = match difference {
        Difference::Nothing => {
            bilingual!("{text} stands more than once in the standard", "代碼 {text} 在職能基準中重複出現")
        }
        Difference::Text => bilingual!(
            "{text} stands with two texts: {first_said}, {said}",
            "代碼 {text} 有兩種內容：「{first_said}」與「{said}」"
        ),
        Difference::NoteMark => bilingual!(
            "{text} stands with and without a note mark: {first_said}, {said}",
            "代碼 {text} 出現兩次，一處有註號，一處沒有：「{first_said}」與「{said}」"
        ),
        Difference::FirstIsCut => bilingual!(
            "{text} stands twice, first only with the beginning of the text: {first_said}, {said}",
            "代碼 {text} 出現兩次，前一處只有內容的開頭：「{first_said}」與「{said}」"
        ),
        Difference::SecondIsCut => bilingual!(
            "{text} stands twice, the second time only with the beginning of the text: {first_said}, {said}",
            "代碼 {text} 出現兩次，後一處只有內容的開頭：「{first_said}」與「{said}」"
        ),
    };
    let which = match may_have_names && kind != Kind::Attitude && !is_draft {
        true => bilingual!(
            "; if the form prints both, say in each reference which is meant, such as `{{{text}: \"{said}\"}}`",
            "；若表上就是這樣印，請在每個引用處寫明是哪一個，例如 `{{{text}: \"{said}\"}}`"
        ),
        false if !is_draft => Bilingual::fixed(
            "; if the form prints both, leave them as they are",
            "；若表上就是這樣印，請保留原樣",
        ),
        false => Bilingual::fixed("", ""),
    };
    let (en, zh) = (which.en, which.zh);
    let help = match difference {
        Difference::Nothing => bilingual!(
            "remove one of the two, or give it a code of its own such as {free}{en}",
            "刪除其中一個，或改用沒有用過的代碼，例如 {free}{zh}"
        ),
        Difference::Text => bilingual!(
            "give one of the two a code of its own such as {free}; if both are the same thing, write its name alike{en}",
            "若是兩個項目，讓其中一個改用沒有用過的代碼，例如 {free}；若是同一項，內容請寫成一樣{zh}"
        ),
        Difference::NoteMark => {
            bilingual!("write the mark in both places, or in neither{en}", "註號兩處都寫，或都不寫{zh}")
        }
        Difference::FirstIsCut | Difference::SecondIsCut => bilingual!(
            "complete the shorter one, which may be cut off; as two entries they need two codes, such as {free}{en}",
            "較短的一個可能被截斷，請補齊；若是兩個項目，請讓其中一個改用沒有用過的代碼，例如 {free}{zh}"
        ),
    };
    Diagnostic::new(&RULE, standard.at(code.span), message)
        .severity(severity)
        .label(Bilingual::fixed("here again", "這裡又出現一次"))
        .related(standard.at(first_code.span), Bilingual::fixed("already stands here", "已在這裡出現"))
        .help(help)
}

/// The one finding for many codes of a kind.
fn together(standard: &Standard<'_>, kind: Kind, all: &[&Again<'_>]) -> Option<Diagnostic> {
    let [first, others @ ..] = all else { return None };
    let (count, text) = (all.len(), excerpt(first.again.0.normalized()));
    let (en, zh) = (kind.en(), kind.zh());
    let is_listed = kind.depth() == 1 && kind != Kind::Duty;
    let severity = if is_listed && !standard.is_draft() { Severity::Warning } else { Severity::Error };
    let mut diagnostic = Diagnostic::new(
        &RULE,
        standard.at(first.again.0.span),
        bilingual!(
            "{count} {en} codes stand twice with another text each, the first of them {text}",
            "有 {count} 個{zh}代碼重複出現而內容不同，第一個是 {text}"
        ),
    )
    .severity(severity)
    .label(Bilingual::fixed("the first of them", "其中第一個"))
    .related(standard.at(first.first.0.span), Bilingual::fixed("already stands here", "已在這裡出現"));
    for other in others.iter().take(MAX_RELATED) {
        diagnostic =
            diagnostic.related(standard.at(other.again.0.span), Bilingual::fixed("here too", "這裡也是"));
    }
    Some(diagnostic.help(if standard.is_draft() {
        bilingual!(
            "they are two entries each and need codes of their own; `ttm renumber` numbers all by their places",
            "每一個都是兩個項目，需要各自的代碼；`ttm renumber` 可依位置全部重編"
        )
    } else {
        Bilingual::fixed(
            "look in the print: so many may be another part of the form that was read twice, or were issued so; then leave them",
            "請對照原表：這麼多重複，可能是表的一部分被讀了兩次，也可能公告時就是如此；後者請保留原樣",
        )
    }))
}
