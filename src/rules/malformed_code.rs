//! `malformed-code`: codes without the shape of their kind.

use foldhash::{HashMap, HashMapExt as _};

use super::entries::{CodedEntry, Entries};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Fix, Label, Severity};
use crate::model::{
    Class, Field, Kind, List, Standard, StandardCode, Text, is_industry, is_job_category, is_occupation,
};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::yaml::Style;
use crate::yaml::write::scalar_in_flow;

/// The record.
pub static RULE: Rule = Rule {
    name: "malformed-code",
    severity: Severity::Error,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that every code has the shape of its kind.",
        "檢查每一個代碼都合乎該類代碼的格式。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A code is not written the way codes of its kind are: duties T1, tasks T1.1, outputs O1.1.1, indicators \
             P1.1.1, knowledge K01, skills S01, attitudes A01; the standard itself TTM4221-004v2; a job category TTM, \
             an occupation 4221, an industry N7900. Where all codes of a kind share another shape, such as P1.1 or K1, \
             there is one finding for all of them. An entry that is read as a text because its colon is full-width or \
             has no space after it, or because there is none (`- K01 材料`), is reported here too.",
            "代碼的寫法與該類代碼不同：主要職責 T1、工作任務 T1.1、工作產出 O1.1.1、行為指標 P1.1.1、知識 K01、技能 S01、\
             態度 A01；職能基準 TTM4221-004v2；職類別 TTM、職業別 4221、行業別 N7900。同類代碼全都採用另一種寫法時（如 \
             P1.1、K1），只合報一筆。冒號用了全形、冒號後沒有空格，或根本沒有冒號（`- K01 材料`），使整個項目被讀成文字的，也在這裡指出。",
        ),
        why: Bilingual::fixed(
            "Codes tie the parts of the form together: tasks to their duty, indicators to their task, tasks to \
             knowledge and skills. A code of another shape ties nothing.",
            "職能基準表的各部分靠代碼連結：工作任務屬於哪個主要職責、行為指標屬於哪個工作任務、工作任務需要哪些知識與技能。\
             寫法不對的代碼就連不起來。",
        ),
        example: "knowledge:\n  K01: 國際商務禮儀\n  K2: 各國文化特色\n",
        advice: Bilingual::fixed(
            "Write the code in the shape of its kind. What follows from a malformed code is not reported, so check \
             again afterwards.",
            "依該類代碼的格式書寫。因格式不符而牽連的問題不會另外指出，改好後請再檢查一次。",
        ),
    },
    check: Check::Standard(check),
};

/// The most further places of one malformed code that get a label.
const MAX_RELATED: usize = 5;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    if !index.numbering().is_sound {
        entry_codes(index, found);
    }
    standard_codes(standard, found);
    let classification = &standard.classification;
    classes(standard, &classification.job_categories, &JOB_CATEGORY, found);
    classes(standard, &classification.occupations, &OCCUPATION, found);
    classes(standard, &classification.industries, &INDUSTRY, found);
}

fn entry_codes(index: &StandardIndex<'_>, found: &mut Findings) {
    let (standard, entries) = (index.standard, index.entries());
    if !entries.well_numbered {
        for kind in Kind::ALL {
            entries_of(standard, kind, entries, found);
        }
    }
    let without_code = entries.all.iter().filter(|entry| entry.code.is_none());
    let mut pasted = Vec::new();
    for entry in without_code {
        match slip(standard, entry) {
            Some(diagnostic) => found.push(diagnostic),
            None => pasted.extend(Pasted::of(entry)),
        }
    }
    pasted.sort_by_key(|one| one.kind);
    for of_kind in pasted.chunk_by(|one, other| one.kind == other.kind) {
        found.extend(without_colons(standard, of_kind));
    }
}

fn entries_of(standard: &Standard<'_>, kind: Kind, entries: &Entries<'_>, found: &mut Findings) {
    let malformed = || entries.iter().filter(|(_, entry)| entry.kind == kind && entry.is_malformed());
    if malformed().next().is_none() {
        return;
    }
    let codes: Vec<&Text<'_>> = entries
        .all
        .iter()
        .filter(|entry| entry.kind == kind && (entry.fits() || entry.is_malformed()))
        .filter_map(|entry| entry.code)
        .collect();
    if share_a_shape(kind, &codes) {
        let first = codes.iter().find(|code| !kind.fits(code.normalized()));
        found.extend(first.map(|first| whole_kind(standard, kind, first, codes.len())));
        return;
    }
    // A second occurrence of a malformed code is reported by `duplicate-code`.
    for (_, entry) in malformed().filter(|(at, entry)| *at == entry.first) {
        found.extend(entry.code.map(|code| one_code(standard, kind, code)));
    }
}

/// Whether all codes of a kind have the same wrong shape: all are malformed with one outline, or all lack the zero that
/// pads `K01`.
fn share_a_shape(kind: Kind, codes: &[&Text<'_>]) -> bool {
    let [first, others @ ..] = codes else { return false };
    let outline = outline_of(first.normalized());
    !others.is_empty()
        && !first.is_blank()
        && others.iter().all(|code| outline_of(code.normalized()) == outline)
        && (codes.iter().all(|code| !kind.fits(code.normalized()))
            || !codes.iter().any(|code| is_padded(code.normalized())))
}

/// The code with every number replaced by `0`.
fn outline_of(code: &str) -> String {
    let mut outline = String::with_capacity(code.len());
    for character in code.chars() {
        match character {
            '0'..='9' if outline.ends_with('0') => {}
            '0'..='9' => outline.push('0'),
            _ => outline.push(character),
        }
    }
    outline
}

fn is_padded(code: &str) -> bool {
    code.split(|character: char| !character.is_ascii_digit())
        .any(|number| number.len() > 1 && number.starts_with('0'))
}

fn whole_kind(standard: &Standard<'_>, kind: Kind, first: &Text<'_>, count: usize) -> Diagnostic {
    let (en, zh, code, example) = (kind.en(), kind.zh(), excerpt(first.as_str()), kind.example());
    Diagnostic::new(
        &RULE,
        standard.at(first.span),
        bilingual!(
            "the {count} {en} codes are written like {code}, not like {example}",
            "{count} 個{zh}代碼都寫成 {code} 的樣子，不是 {example} 的格式"
        ),
    )
    .label(Bilingual::fixed("the first of them", "其中第一個"))
    .help(shape_of(kind))
}

fn one_code(standard: &Standard<'_>, kind: Kind, code: &Text<'_>) -> Diagnostic {
    let (en, zh, text) = (kind.en(), kind.zh(), excerpt(code.as_str()));
    let message = if code.is_blank() {
        bilingual!("an empty code stands in place of the {en} code", "應填{zh}代碼的地方是空白的")
    } else {
        bilingual!("{text} does not have the shape of {en} codes", "{text} 不合{zh}代碼的格式")
    };
    let trimmed = code.normalized().trim();
    let help = if kind.fits(trimmed) { trim_help(trimmed) } else { shape_of(kind) };
    Diagnostic::new(&RULE, standard.at(code.span), message).help(help)
}

/// The help for a code that is malformed only because of white space, which a message would not show.
fn trim_help(code: &str) -> Bilingual {
    let code = excerpt(code);
    bilingual!("remove the space at its beginning or end: {code}", "刪除代碼開頭或結尾的空格，寫成 {code}")
}

fn shape_of(kind: Kind) -> Bilingual {
    let (zh, letter, example) = (kind.zh(), kind.letter(), kind.example());
    match kind {
        Kind::Duty => bilingual!(
            "write {letter} and a number, such as {example}",
            "{zh}代碼是 {letter} 加上一個數字，例如 {example}"
        ),
        Kind::Task => bilingual!(
            "write {letter} and two numbers with a full stop between them, such as {example}",
            "{zh}代碼是 {letter} 加上以半形句點相連的兩個數字，例如 {example}"
        ),
        Kind::Output | Kind::Indicator => bilingual!(
            "write {letter}, the two numbers of the task and a number of its own, such as {example}",
            "{zh}代碼是 {letter} 加上工作任務的兩個數字與自己的序號，例如 {example}"
        ),
        Kind::Knowledge | Kind::Skill | Kind::Attitude => bilingual!(
            "write {letter} and at least two digits, such as {example}",
            "{zh}代碼是 {letter} 加上至少兩位數字，例如 {example}"
        ),
    }
}

/// `K01:甲` and `K01：甲`: YAML reads each as one text, so the entry has no code.
fn slip(standard: &Standard<'_>, entry: &CodedEntry<'_>) -> Option<Diagnostic> {
    let text = entry.text?;
    let (before, after) = text.as_str().split_once([':', '：'])?;
    let code = before.trim();
    let is_code = Kind::of(code).is_some()
        || code.strip_prefix(entry.kind.letter()).is_some_and(|rest| {
            rest.starts_with(|digit: char| digit.is_ascii_digit())
                && rest.chars().all(|character| character.is_ascii_digit() || character == '.')
        });
    if !is_code {
        return None;
    }
    let code = excerpt(code);
    let mut help = bilingual!(
        "put a half-width colon and a space after the code: `{code}: …`",
        "在代碼後面寫半形冒號與一個空格：`{code}: …`"
    );
    let message = if text.as_str()[before.len()..].starts_with('：') {
        bilingual!(
            "the colon after {code} is full-width, so the entry is read as a text without a code",
            "{code} 後面是全形冒號，整個項目被讀成沒有代碼的文字"
        )
    } else if after.starts_with(' ') {
        help = bilingual!(
            "take {code} and its colon out of the quotation marks: `{code}: …`",
            "把 {code} 與冒號移到引號外：`{code}: …`"
        );
        bilingual!(
            "{code} stands inside a quoted text, so the entry has no code",
            "{code} 寫在引號內的文字裡，這個項目因此沒有代碼"
        )
    } else {
        bilingual!(
            "no space follows the colon after {code}, so the entry is read as a text without a code",
            "{code} 的冒號後面沒有空格，整個項目被讀成沒有代碼的文字"
        )
    };
    let diagnostic = Diagnostic::new(&RULE, standard.at(text.span), message);
    let name = after.trim();
    let is_on_one_line = text.style() != Style::Block && !text.written().contains('\n');
    Some(if is_on_one_line && !name.is_empty() {
        let edits = vec![(text.span, format!("{}: {}", before.trim(), scalar_in_flow(name)))];
        diagnostic.fix(Fix { words: help, edits })
    } else {
        diagnostic.help(help)
    })
}

/// An item of a list that begins with a code, as pasted from a document: `K01 材料認識`.
struct Pasted<'a> {
    kind: Kind,
    text: &'a Text<'a>,
    code: &'a str,
    name: &'a str,
}

impl<'a> Pasted<'a> {
    fn of(entry: &CodedEntry<'a>) -> Option<Self> {
        let text = entry.text?;
        let (code, rest) = leading_code(text.as_str())?;
        let name =
            rest.trim_start_matches(|c: char| c.is_whitespace() || "、．.：:，,-－—".contains(c)).trim_end();
        Some(Self { kind: entry.kind, text, code, name })
    }
}

/// The code at the beginning of an item's text, and the rest. A code that is glued to a word counts where it cannot be a
/// part of it: `K12教育` is a word, `K02圖學` is none.
pub(super) fn leading_code(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(text.len());
    let code = text[..end].trim_end_matches('.');
    let kind = Kind::of(code)?;
    let rest = &text[code.len()..];
    let is_word = rest.starts_with(|c: char| c.is_alphanumeric());
    let is_certain = kind.depth() > 1 || code[1..].starts_with('0');
    (!is_word || is_certain).then_some((code, rest))
}

/// The finding for items of one list without colons.
fn without_colons(standard: &Standard<'_>, pasted: &[Pasted<'_>]) -> Option<Diagnostic> {
    let [first, others @ ..] = pasted else { return None };
    let (code, name, count) = (excerpt(first.code), excerpt(first.name), pasted.len());
    let message = match count {
        1 => bilingual!(
            "no colon follows {code}, so the entry is read as a text without a code",
            "{code} 後面沒有冒號，整個項目被讀成沒有代碼的文字"
        ),
        _ => bilingual!(
            "no colon follows {code}, so the entry is read as a text without a code, as are {count} in all",
            "{code} 後面沒有冒號，整個項目被讀成沒有代碼的文字，這樣的項目共 {count} 個"
        ),
    };
    let mut diagnostic = Diagnostic::new(&RULE, standard.at(first.text.span), message);
    for other in others.iter().take(MAX_RELATED) {
        diagnostic =
            diagnostic.related(standard.at(other.text.span), Bilingual::fixed("here too", "這裡也是"));
    }
    let help = bilingual!("write `{code}: {name}`", "改寫成 `{code}: {name}`");
    let edit = |one: &Pasted<'_>| {
        let is_on_one_line = one.text.style() != Style::Block && !one.text.written().contains('\n');
        let written = || format!("{}: {}", one.code, scalar_in_flow(one.name));
        (is_on_one_line && !one.name.is_empty()).then(|| (one.text.span, written()))
    };
    Some(match pasted.iter().map(edit).collect() {
        Some(edits) => diagnostic.fix(Fix { words: help, edits }),
        None => diagnostic.help(help),
    })
}

fn standard_codes(standard: &Standard<'_>, found: &mut Findings) {
    let history = standard.history.iter().flat_map(|version| [&version.code, &version.superseded_by]);
    let fields = [&standard.code, &standard.revises].into_iter().chain(history);
    // A malformed code is one finding, however often it occurs.
    let mut reported: HashMap<&str, usize> = HashMap::new();
    let mut own: Vec<Diagnostic> = Vec::new();
    for code in fields.filter_map(Field::given) {
        if code.is_blank() || StandardCode::parse(code.normalized()).is_some() {
            continue;
        }
        let at = standard.at(code.span);
        if let Some(earlier) = reported.get(code.normalized()).and_then(|&earlier| own.get_mut(earlier)) {
            if earlier.related.len() < MAX_RELATED {
                let words = Bilingual::fixed("the same code here", "這裡是同一個代碼");
                earlier.related.push(Label { place: at, words });
            }
            continue;
        }
        reported.insert(code.normalized(), own.len());
        let (text, trimmed) = (excerpt(code.as_str()), code.normalized().trim());
        let help = if StandardCode::parse(trimmed).is_some() {
            trim_help(trimmed)
        } else {
            Bilingual::fixed(
                "a standard's code is three letters, the digits of its occupation (four, or three where that has three), a \
                 hyphen, three digits, v and the version, such as TTM4221-004v2 or CCM711-001v1",
                "職能基準代碼依序為三個大寫字母、職業別的四位數字（職業別只有三位時為三位）、連字號、三位數字、v 與版次，例如 \
                 TTM4221-004v2、CCM711-001v1",
            )
        };
        let message = bilingual!(
            "{text} does not have the shape of a standard's code",
            "{text} 不合職能基準代碼的格式"
        );
        own.push(Diagnostic::new(&RULE, at, message).help(help));
    }
    found.extend(own);
}

/// The shape of the codes in one part of the classification.
struct ClassShape {
    fits: fn(&str) -> bool,
    en: &'static str,
    zh: &'static str,
    help: Bilingual,
}

static JOB_CATEGORY: ClassShape = ClassShape {
    fits: is_job_category,
    en: "job category",
    zh: "職類別",
    help: Bilingual::fixed(
        "a job category code is three capital letters, such as TTM",
        "職類別代碼是三個大寫字母，例如 TTM",
    ),
};

static OCCUPATION: ClassShape = ClassShape {
    fits: is_occupation,
    en: "occupation",
    zh: "職業別",
    help: Bilingual::fixed(
        "an occupation code is three or four digits, with or without the letter of its major group, such as 4221 or \
         C2149",
        "職業別代碼是三或四位數字，前面可加一個大寫字母，例如 4221 或 C2149",
    ),
};

static INDUSTRY: ClassShape = ClassShape {
    fits: is_industry,
    en: "industry",
    zh: "行業別",
    help: Bilingual::fixed(
        "an industry code is a capital letter and two to four digits, such as N7900 or C22",
        "行業別代碼是一個大寫字母加二至四位數字，例如 N7900 或 C22",
    ),
};

fn classes(standard: &Standard<'_>, classes: &List<Class<'_>>, shape: &ClassShape, found: &mut Findings) {
    let (en, zh) = (shape.en, shape.zh);
    let codes = classes.iter().filter_map(|class| class.code.given());
    for code in codes.filter(|code| !code.is_blank() && !(shape.fits)(code.normalized())) {
        let text = excerpt(code.as_str());
        found.push(
            Diagnostic::new(
                &RULE,
                standard.at(code.span),
                bilingual!("{text} does not have the shape of {en} codes", "{text} 不合{zh}代碼的格式"),
            )
            .help(shape.help.clone()),
        );
    }
}
