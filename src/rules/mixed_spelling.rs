//! `mixed-spelling`: one standard with two spellings or words for one thing.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{ListedWord, Occurrence, entry, find, may_hold, spellings};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::files::source::Span;
use crate::model::{Codes, Standard};
use crate::text::bilingual::Bilingual;
use crate::text::bytes::find_in_sentence;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "mixed-spelling",
    severity: Severity::Note,
    class: RuleClass::Meaning,
    summary: Bilingual::fixed(
        "Checks that a standard keeps to one spelling and one word for a thing.",
        "檢查同一份職能基準對同一事物的寫法與用語一致。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A standard has two spellings of a word (計畫 and 計劃, 平台 and 平臺) or two words for one thing (訊號 and 信號, 訂定 and 制訂), or an indicator calls an output another sort of document (通報單, 通報紀錄). The groups are in src/rules/words/spellings.txt; each is told once, at the rarer.",
            "同一份職能基準裡，同一個詞有兩種寫法（計畫、計劃；平台、平臺），或同一件事有兩種用語（訊號、信號；訂定、制訂），或行為指標把工作產出稱作另一種文件（通報單、通報紀錄）。各組列在 \
             src/rules/words/spellings.txt，每組只報一次，指在較少用的寫法上。",
        ),
        why: Bilingual::fixed(
            "Readers look for a difference that is not meant, and a search finds half.",
            "讀者會以為兩者不同，搜尋也只找得到一半。",
        ),
        example: "duties:\n  T1:\n    name: 訂定規格\n  T2:\n    name: 制訂流程\n",
        advice: Bilingual::fixed(
            "Settle on one, unless two things are meant.",
            "統一寫法；若確實指兩件事，則保留。",
        ),
    },
    check: Check::Standard(check),
};

/// The most places of one spelling that get a label.
const MAX_PLACES: usize = 3;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    document_names(index.standard, found);
    // What was found already lacks only the most usual spelling of each group, so of two spellings one is there.
    let found_already = index.words().iter().flat_map(|(.., words)| words).filter(|one| !is_usual(one));
    let wanted: BTreeSet<usize> = found_already.filter_map(group).collect();
    if wanted.is_empty() {
        return;
    }
    // Searching every text for all words cost a tenth of a run.
    let words: Vec<&str> = wanted.iter().flat_map(|&group| spellings(group)).copied().collect();
    // By group, the places of each spelling.
    let mut groups: BTreeMap<usize, BTreeMap<&str, Vec<Span>>> = BTreeMap::new();
    index.standard.each_text(Codes { entries: false, references: false }, |part, text| {
        if part.is_code() {
            return;
        }
        let searched;
        let found = match index.words_in(text) {
            [] if may_hold(text.as_str(), &words) => {
                searched = find(text.as_str());
                &searched
            }
            found => found,
        };
        for one in found {
            if let Some(group) = group(one).filter(|group| wanted.contains(group)) {
                let place = text.place(one.range.clone()).span;
                groups.entry(group).or_default().entry(entry(one.entry).0).or_default().push(place);
            }
        }
    });
    // They were collected in the order of the form, but the finding is about the first in the file.
    groups.values_mut().flat_map(BTreeMap::values_mut).for_each(|places| places.sort());
    for (group, used) in groups.into_iter().filter(|(_, used)| used.len() > 1) {
        let mut used: Vec<(&str, Vec<Span>)> = used.into_iter().collect();
        // Of two equally frequent spellings, the less usual one is reported.
        let rank = |word| spellings(group).iter().position(|&listed| listed == word);
        used.sort_by_key(|&(word, ref places)| (places.len(), rank(word)));
        found.extend(told(index, &used));
    }
}

/// Whether a word is the most usual of its group, which is the last.
fn is_usual(one: &Occurrence) -> bool {
    group(one).is_some_and(|group| spellings(group).last() == Some(&entry(one.entry).0))
}

/// What documents end in, the longer before the shorter.
const DOCUMENTS: [&str; 16] = [
    "計畫書",
    "報告書",
    "企劃書",
    "紀錄表",
    "記錄表",
    "檢查表",
    "紀錄單",
    "記錄單",
    "紀錄",
    "記錄",
    "報告",
    "報表",
    "計畫",
    "清單",
    "單",
    "表",
];

/// The finding about an output that an indicator of its task calls another sort of document: 通報單 there, 通報紀錄 here.
fn document_names(standard: &Standard<'_>, found: &mut Findings) {
    for (_, _, row) in standard.rows() {
        for output in row.outputs.iter() {
            let name = output.text.as_str();
            // Of other outputs the last character shows that they are no documents.
            if !matches!(name.chars().next_back(), Some('書' | '表' | '單' | '錄' | '告' | '畫')) {
                continue;
            }
            let last = name.as_bytes().last_chunk::<3>();
            let mut sorts = DOCUMENTS.iter().filter(|sort| sort.as_bytes().last_chunk() == last);
            let Some(sort) = sorts.find(|sort| name.ends_with(*sort)) else { continue };
            let stem = &name[..name.len() - sort.len()];
            // A short stem is that of many things.
            if stem.len() < "故障通報".len() {
                continue;
            }
            for indicator in row.indicators.iter() {
                let text = indicator.text.as_str();
                let at = find_in_sentence(text, stem);
                let Some(at) = at.filter(|_| !text.contains(name)) else { continue };
                let behind = &text[at + stem.len()..];
                let Some(other) = DOCUMENTS.iter().find(|other| behind.starts_with(*other)) else { continue };
                let called = &text[at..at + stem.len() + other.len()];
                let is_output = row.outputs.iter().any(|output| output.text.as_str().starts_with(called));
                if other == sort || is_output || name.starts_with(called) {
                    continue;
                }
                let place = indicator.text.place(at..at + called.len()).span;
                let (said, name) = (excerpt(called), excerpt(name));
                let message = bilingual!(
                    "the output {name} is called {said} here",
                    "工作產出「{name}」在這裡稱為「{said}」"
                );
                found.push(
                    Diagnostic::new(&RULE, standard.at(place), message)
                        .related(standard.at(output.text.span), Bilingual::fixed("the output", "工作產出"))
                        .help(Bilingual::fixed(
                            "settle on one name, unless two things are meant",
                            "統一名稱；若確實指兩件事，則保留",
                        )),
                );
            }
        }
    }
}

/// The group of spellings that a word is of.
fn group(one: &Occurrence) -> Option<usize> {
    match entry(one.entry).1 {
        ListedWord::Spelling(group) => Some(*group),
        _ => None,
    }
}

/// The finding about the spellings of a group, the rarest first.
fn told(index: &StandardIndex<'_>, spellings: &[(&str, Vec<Span>)]) -> Option<Diagnostic> {
    let standard = index.standard;
    let (rare, places) = spellings.first()?;
    let (usual, _) = spellings.last()?;
    let listed = |separator: &str, of: fn(&str, usize) -> String| {
        spellings.iter().map(|(word, places)| of(word, places.len())).collect::<Vec<_>>().join(separator)
    };
    let (en, zh) = (
        listed(", ", |word, count| format!("{word} ({count})")),
        listed("、", |word, count| format!("「{word}」（{count} 處）")),
    );
    let message =
        bilingual!("the standard has {en} for what may be one thing", "同一份職能基準有{zh}，可能指同一件事");
    let mut diagnostic = Diagnostic::new(&RULE, standard.at(*places.first()?), message)
        .label(bilingual!("{rare} here", "這裡寫「{rare}」"))
        .help(bilingual!(
            "settle on one, as on {usual}, unless two things are meant",
            "統一寫法，例如「{usual}」；若確實指兩件事，則保留"
        ));
    for &place in places.iter().skip(1).take(MAX_PLACES - 1) {
        diagnostic = diagnostic.related(standard.at(place), Bilingual::fixed("here too", "這裡也是"));
    }
    for (word, places) in &spellings[1..] {
        diagnostic =
            diagnostic.related(standard.at(*places.first()?), bilingual!("{word} here", "這裡寫「{word}」"));
    }
    Some(diagnostic)
}
