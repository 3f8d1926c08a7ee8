//! `mixed-spelling`: one standard with two spellings or words for one thing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::verbs::is_verb;
use super::words::{ListedWord, Occurrence, entry, find, may_hold, spellings};
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::files::source::Span;
use crate::model::{Codes, Standard, Text};
use crate::text::bilingual::Bilingual;
use crate::text::bytes::find_in_sentence;
use crate::text::characters::is_han;
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
            "A standard has two spellings of a word (計畫 and 計劃, 平台 and 平臺) or two words for one thing (訊號 and 信號, 訂定 and 制訂), or a task or an indicator calls an output another sort of document (通報單, 通報紀錄) or by a word more (任務分配手冊, 任務分配工作手冊). The groups are in src/rules/words/spellings.txt; each is told once, at the rarer.",
            "同一份職能基準裡，同一個詞有兩種寫法（計畫、計劃；平台、平臺），或同一件事有兩種用語（訊號、信號；訂定、制訂），或工作任務、行為指標把工作產出稱作另一種文件（通報單、通報紀錄）或多一個詞（任務分配手冊、任務分配工作手冊）。各組列在 \
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
const DOCUMENTS: [&str; 18] = [
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
    "簡報",
    "手冊",
    "單",
    "表",
];

/// The findings about outputs that their task calls otherwise, in its name or an indicator: another sort of document (通報單,
/// 通報紀錄), or with a word more before the sort (任務分配手冊, 任務分配工作手冊).
fn document_names(standard: &Standard<'_>, found: &mut Findings) {
    for (_, task, row) in standard.rows() {
        for output in row.outputs.iter() {
            let name = output.text.as_str();
            // Of other outputs the last character shows that they are no documents.
            if !matches!(
                name.chars().next_back(),
                Some('書' | '表' | '單' | '錄' | '告' | '畫' | '冊' | '報')
            ) {
                continue;
            }
            let last = name.as_bytes().last_chunk::<3>();
            let mut sorts = DOCUMENTS.iter().filter(|sort| sort.as_bytes().last_chunk() == last);
            let Some(sort) = sorts.find(|sort| name.ends_with(*sort)) else { continue };
            let stem = &name[..name.len() - sort.len()];
            if stem.len() < SHORTEST_STEM {
                continue;
            }
            let task = task.name.given().filter(|task| task.as_str().len() > stem.len());
            let texts = task.into_iter().chain(row.indicators.iter().map(|item| &item.text));
            let places: Vec<(&Text<'_>, Range<usize>)> = texts
                .filter_map(|text| Some((text, called(text.as_str(), stem, sort, name)?)))
                .filter(|(text, range)| {
                    let called = &text.as_str()[range.clone()];
                    let is_output = row.outputs.iter().any(|output| output.text.as_str().starts_with(called));
                    !is_output && !name.starts_with(called)
                })
                .collect();
            // Several places call one output so: they are one finding.
            let Some((text, range)) = places.first() else { continue };
            let place = |text: &Text<'_>, range: &Range<usize>| standard.at(text.place(range.clone()).span);
            found.push_lazily(&RULE, RULE.severity, place(text, range), |note| {
                let (said, name) = (excerpt(&text.as_str()[range.clone()]), excerpt(name));
                let note = note
                    .message(bilingual!(
                        "the output {name} is called {said} here",
                        "工作產出「{name}」在這裡稱為「{said}」"
                    ))
                    .related(standard.at(output.text.span), Bilingual::fixed("the output", "工作產出"))
                    .help(Bilingual::fixed(
                        "settle on one name, unless two things are meant",
                        "統一名稱；若確實指兩件事，則保留",
                    ));
                places.iter().skip(1).take(MAX_PLACES - 1).fold(note, |note, (text, range)| {
                    note.related(place(text, range), Bilingual::fixed("here too", "這裡也是"))
                })
            });
        }
    }
}

/// The shortest stem of a name that is looked for, and the shortest that tells by itself what is meant: a shorter one is that
/// of many things.
const SHORTEST_STEM: usize = "通報".len();
const TELLING_STEM: usize = "故障通報".len();

/// Where a text has the stem of an output before another sort of document, or a word between the two, while it has the whole
/// name nowhere.
fn called(text: &str, stem: &str, sort: &str, name: &str) -> Option<Range<usize>> {
    const MORE: usize = 2;
    let at = find_in_sentence(text, stem)?;
    let behind = &text[at + stem.len()..];
    let mut starts = std::iter::once(0).chain(behind.char_indices().map(|(at, c)| at + c.len_utf8()));
    let (start, other) = starts.by_ref().take(MORE + 1).find_map(|start| {
        let other = DOCUMENTS.iter().find(|other| behind[start..].starts_with(*other))?;
        Some((start, *other))
    })?;
    let put_in = &behind[..start];
    let is_word =
        put_in.chars().all(is_han) && !put_in.contains(['與', '及', '和', '或', '之', '的', '並', '等']);
    // The end of a longer word, as in 表面.
    let end = at + stem.len() + start + other.len();
    let ends =
        text[end..].chars().next().is_none_or(|c| !is_han(c) || "並及與以送給供交予後經呈".contains(c));
    let is_telling =
        stem.len() >= TELLING_STEM || ends && is_begun(&text[..at]) && family(sort) == family(other);
    let differs = if start == 0 { other != sort } else { is_word && put_in.len() == MORE * 3 && ends };
    (differs && is_telling && !text.contains(name)).then_some(at..end)
}

/// What a document is for: with a short stem, a plan (清潔計畫) and a record (清潔紀錄表) are two.
fn family(sort: &str) -> u8 {
    match sort {
        "計畫" | "計畫書" | "企劃書" => 0,
        "報告" | "報告書" | "報表" | "簡報" => 1,
        "手冊" => 2,
        _ => 3,
    }
}

/// Whether a name may begin behind this part of a text: at its beginning, or behind a verb or a mark.
fn is_begun(before: &str) -> bool {
    let word = before.char_indices().rev().nth(1).map_or(before, |(at, _)| &before[at..]);
    before.is_empty()
        || before.ends_with(|c| !is_han(c))
        || before.ends_with(['依', '據', '將', '的'])
        || is_verb(word)
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

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn an_output_is_recognized_under_another_name() {
        let called = |text: &'static str, stem: &str, sort: &str| {
            called(text, stem, sort, &format!("{stem}{sort}")).map(|range| &text[range])
        };
        for (text, stem, sort, expected) in [
            ("完成故障通報紀錄。", "故障通報", "單", Some("故障通報紀錄")),
            ("協助製作任務分配工作手冊。", "任務分配", "手冊", Some("任務分配工作手冊")),
            ("製作任務分配表", "任務分配", "手冊", Some("任務分配表")),
            ("協助主管製作提案簡報。", "提案", "報告", Some("提案簡報")),
            ("完成提案報告及提案簡報。", "提案", "報告", None),
            ("辦理提案簡報會議。", "提案", "報告", None),
            ("依清潔計畫清潔機具。", "清潔", "紀錄表", None),
            ("檢查設備表面。", "設備", "清單", None),
            ("檢查設備與報表。", "設備", "清單", None),
            ("完成設備檢查清單。", "設備", "清單", Some("設備檢查清單")),
        ] {
            assert_eq!(called(text, stem, sort), expected, "{text}");
        }
    }
}
