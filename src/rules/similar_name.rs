//! `similar-name`: two names of one standard that almost agree.

use std::borrow::Cow;

use foldhash::{HashMap, HashMapExt as _, HashSet};

use super::name_sums::sum;
use super::put_in::{self, Holds};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::files::source::Span;
use crate::model::{Item, Kind, Standard, Text};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::fold::spelling::{are_spellings, are_turned};
use crate::text::fold::title;

/// The record.
pub static RULE: Rule = Rule {
    name: "similar-name",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that a standard does not call one thing by two names that almost agree.",
        "檢查同一份職能基準沒有以兩個只差一點的名稱指同一件事。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "Two names among the duties, tasks, outputs, knowledge, skills and attitudes of one standard differ in no more than a \
             character that is read or looks like another, a word or mark that only joins (與, 及, 的), the order of two neighbouring \
             characters or capital letters, or name two things in the other order (溝通與協調, 協調溝通); or one of two knowledge or skills is the other with a word put in \
             (活動管理, 活動現場管理), or a skill or an attitude holds an attitude (正確傾聽, 傾聽). Both places are shown, once.",
            "同一份職能基準的主要職責、工作任務、工作產出、知識、技能與態度中，有兩個名稱只差一個同音或形近的字、只起連接作用的字或符號\
             （與、及、的）、相鄰兩字顛倒或英文字母大小寫，或只是並列的兩部分次序相反（溝通與協調、協調溝通）；或兩項知識、兩項技能中，一項是另一項加了一個詞（活動管理、活動現場管理），\
             或技能、態度包含另一項態度（正確傾聽、傾聽）。兩處一併指出，只報一次。",
        ),
        why: Bilingual::fixed(
            "Readers look for a difference that is not meant; what is one thing is counted as two.",
            "讀者會以為兩者不同，同一件事也會被算成兩件。",
        ),
        example: "skills:\n  S01: 溝通與協調能力\n  S02: 溝通協調能力\n",
        advice: Bilingual::fixed(
            "Settle on one name, and on one code if both are in one list. If two things are meant, say how they differ.",
            "統一名稱；兩者在同一清單時只保留一個代碼。若確實指兩件事，請寫明差別。",
        ),
    },
    check: Check::Standard(check),
};

/// A name with its place in the form.
#[derive(Clone, Copy)]
struct Name<'a> {
    kind: Kind,
    code: Option<&'a Text<'a>>,
    text: &'a Text<'a>,
}

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    // Hardly any standard has two names of one sum. What they are is looked at only then.
    if index.name_sums().again {
        compare(index, found);
    }
    for Holds { longer, shorter } in put_in::find(index.standard) {
        let (longer, shorter) = (named(longer.0, longer.1), named(shorter.0, shorter.1));
        found.push_lazily(&RULE, RULE.severity, index.standard.at(longer.text.span), |note| {
            let (one, other) = (excerpt(longer.text.as_str()), excerpt(shorter.text.as_str()));
            let (Bilingual { en, zh }, Bilingual { en: other_en, zh: other_zh }) =
                (place(&longer), place(&shorter));
            note.message(bilingual!(
                "{one} ({en}) seems to hold {other} ({other_en})",
                "「{one}」（{zh}）似乎包含「{other}」（{other_zh}）"
            ))
            .related(index.standard.at(shorter.text.span), bilingual!("{other} here", "這裡是「{other}」"))
            .help(Bilingual::fixed(
                "keep one of the two, or say how they differ",
                "只保留一個，或寫明兩者的差別",
            ))
        });
    }
}

fn named<'a>(kind: Kind, item: &'a Item<'_>) -> Name<'a> {
    Name { kind, code: item.code.as_ref(), text: &item.text }
}

/// The names of duties, tasks and outputs.
fn each_other<'a>(standard: &'a Standard<'a>, mut each: impl FnMut(Name<'a>)) {
    for duty in standard.duties.iter() {
        if let Some(text) = duty.name.given() {
            each(Name { kind: Kind::Duty, code: Some(&duty.code), text });
        }
        for task in duty.tasks.iter() {
            if let Some(text) = task.name.given() {
                each(Name { kind: Kind::Task, code: Some(&task.code), text });
            }
            for item in task.rows.iter().flat_map(|row| row.outputs.iter()) {
                each(Name { kind: Kind::Output, code: item.code.as_ref(), text: &item.text });
            }
        }
    }
}

/// The most different names of one sum that others are compared with. A hostile file may have thousands.
const MAX_ALIKE: usize = 16;

/// Reports names that almost agree, each with the first that it almost agrees with.
fn compare(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let mut names = Vec::new();
    each_other(standard, |name| names.push(name));
    for kind in [Kind::Knowledge, Kind::Skill, Kind::Attitude] {
        let items = standard.list(kind).into_iter().flat_map(|list| list.iter());
        names.extend(items.map(|item| Name { kind, code: item.code.as_ref(), text: &item.text }));
    }
    // Other rules tell these.
    let told: HashSet<Span> = index.words().iter().map(|(_, text, _)| text.span).collect();
    names.retain(|name| !told.contains(&name.text.span));
    names.sort_by_key(|name| name.text.span);
    let mut by_sum: HashMap<u32, Vec<(Name<'_>, Cow<'_, str>)>> = HashMap::new();
    for &name in &names {
        let earlier = by_sum.entry(sum(name.text.as_str())).or_default();
        let own = title(name.text.as_str());
        // What was told of a name is not told of the same name again.
        if earlier.iter().any(|(_, other)| *other == own) {
            continue;
        }
        let alike = earlier.iter().find(|(earlier, other)| {
            are_spellings(&own, other) || earlier.kind == name.kind && are_turned(&own, other)
        });
        found.extend(alike.map(|(earlier, _)| finding(standard, earlier, &name)));
        if earlier.len() < MAX_ALIKE {
            earlier.push((name, own));
        }
    }
}

fn finding(standard: &Standard<'_>, earlier: &Name<'_>, name: &Name<'_>) -> Diagnostic {
    let (one, other) = (title(earlier.text.as_str()), title(name.text.as_str()));
    let (one, other) = (excerpt(&one), excerpt(&other));
    let (Bilingual { en, zh }, Bilingual { en: other_en, zh: other_zh }) = (place(earlier), place(name));
    let message = bilingual!(
        "{other} ({other_en}) and {one} ({en}) may be one thing",
        "「{other}」（{other_zh}）與「{one}」（{zh}）可能是同一件事"
    );
    Diagnostic::new(&RULE, standard.at(name.text.span), message)
        .label(bilingual!("almost {one}", "與「{one}」只差一點"))
        .related(standard.at(earlier.text.span), bilingual!("{one} here", "這裡是「{one}」"))
        .help(Bilingual::fixed("settle on one name, or say how the two differ", "統一名稱，或寫明兩者的差別"))
}

/// The code of a name, or what it is a name of.
fn place(name: &Name<'_>) -> Bilingual {
    let code = name.code.map(|code| excerpt(code.normalized()));
    match code {
        Some(code) => bilingual!("{code}", "{code}"),
        None => Bilingual::fixed(name.kind.en(), name.kind.zh()),
    }
}
