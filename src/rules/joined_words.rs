//! `joined-words`: foreign names whose spaces are gone.

use super::text_flags::TextFlags;
use super::{Check, Explanation, Rule, RuleClass, StandardIndex};
use crate::bilingual;
use crate::diagnostic::{Findings, Severity};
use crate::rules::describe::described;
use crate::rules::literal::literals;
use crate::rules::text_findings::{MAX_MARKS, Mark, finding};
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;

/// The record.
pub static RULE: Rule = Rule {
    name: "joined-words",
    severity: Severity::Note,
    class: RuleClass::Style,
    summary: Bilingual::fixed(
        "Checks that foreign names of several words have their spaces.",
        "檢查由多個字組成的英文名稱保有空格。",
    ),
    explanation: Explanation {
        what: Bilingual::fixed(
            "A run of Latin letters holds three words or more, each with its capital (TotalRadiatedPower), or an abbreviation \
             and a word (massiveMIMO, MIMOthroughput). Addresses and file names do not count. A standard is told once, with the places.",
            "一串英文字母由三個以上大寫開頭的字組成（TotalRadiatedPower），或由縮寫與單字相連（massiveMIMO、MIMOthroughput）。網址與檔名不算。每份職能基準合報一筆，列出各處。",
        ),
        why: Bilingual::fixed(
            "A conversion that removes the spaces between Chinese characters removes these too, and the name is found no \
             more.",
            "去除中文字間空格的轉檔程式，會把英文字間的空格一併刪除，名稱就搜尋不到了。",
        ),
        example: "outputs:\n  O1.1.1: TRP(TotalRadiatedPower)測試報告\n",
        advice: Bilingual::fixed(
            "Part the words, unless the name is written so.",
            "補上空格；名稱本來就連寫的保留原樣。",
        ),
    },
    check: Check::Standard(check),
};

/// The fewest letters of a word; shorter ones may be abbreviations or endings.
const WORD: usize = 4;

/// The most places that get a label.
const MAX_PLACES: usize = 12;

fn check(index: &StandardIndex<'_>, found: &mut Findings) {
    let standard = index.standard;
    let joined = index.texts_with(TextFlags::LETTERS).filter(|(part, _)| !part.is_code());
    let mut joined = joined
        .flat_map(|(part, text)| marks(text.as_str()).into_iter().map(move |mark| (part, text, mark.range)));
    let Some((part, text, range)) = joined.next() else { return };
    let others: Vec<_> = joined.collect();
    let Bilingual { en, zh } = described(part);
    let (more, run) = (places(1 + others.len()), excerpt(&text.as_str()[range.clone()]));
    let (en_more, zh_more) = (more.en, more.zh);
    let message =
        bilingual!("{run} in {en} may be several words{en_more}", "{zh}中的 {run} 可能是好幾個字{zh_more}");
    let mut diagnostic =
        finding(&RULE, standard, text, &[Mark::alone(range)], message).help(Bilingual::fixed(
            "part the words, unless the name is written so",
            "補上空格；名稱本來就連寫的保留原樣",
        ));
    for (_, text, range) in others.into_iter().take(MAX_PLACES - 1) {
        let place = text.place(range).span;
        diagnostic = diagnostic.related(standard.at(place), Bilingual::fixed("here too", "這裡也是"));
    }
    found.push(diagnostic);
}

/// "in 3 places of the standard", or nothing for one, for the end of a sentence.
fn places(count: usize) -> Bilingual {
    match count {
        1 => Bilingual::fixed("", ""),
        _ => bilingual!("; {count} such names in the standard", "，全份共 {count} 處"),
    }
}

fn marks(text: &str) -> Vec<Mark> {
    let literals = literals(text);
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c: char| c.is_ascii_alphabetic()).map(|start| at + start) {
        let run = &text[start..];
        let run = &run[..run.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(run.len())];
        at = start + run.len();
        let is_literal = literals.iter().any(|one| one.range.contains(&start));
        if is_joined(run) && !is_literal && marks.len() < MAX_MARKS {
            marks.push(Mark::alone(start..at));
        }
    }
    marks
}

/// Whether a run of letters holds three words, or an abbreviation and a word.
fn is_joined(run: &str) -> bool {
    let pieces = |upper: bool| {
        run.split(move |c: char| c.is_ascii_uppercase() != upper)
            .filter(|piece| !piece.is_empty())
            .map(str::len)
    };
    let words = pieces(false).filter(|&length| length + 1 >= WORD).count();
    let begins_lower = run.starts_with(|c: char| c.is_ascii_lowercase());
    // MIMOthroughput and massiveMIMO: one change of case, between an abbreviation and a word.
    let lower: usize = pieces(false).sum();
    let upper = run.len() - lower;
    let one_change = pieces(false).count() == 1 && pieces(true).count() == 1;
    let beside =
        one_change && lower >= WORD + usize::from(!begins_lower) && upper >= 3 + usize::from(!begins_lower);
    run.len() >= 10 && (words >= 3 && !begins_lower || beside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_written_without_a_space_are_accepted() {
        for (run, expected) in [
            ("TotalRadiatedPower", true),
            ("PrintedCircuitBoardAssembly", true),
            ("massiveMIMO", true),
            ("MIMOthroughput", true),
            ("PowerPoint", false),
            ("JavaScript", false),
            ("PostgreSQL", false),
            ("TypeScript", false),
            ("Photoshop", false),
            ("DevSecOps", false),
            ("Troubleshooting", false),
        ] {
            assert_eq!(is_joined(run), expected, "{run}");
            assert!(!expected || TextFlags::of(run).has(TextFlags::LETTERS), "{run}");
        }
    }
}
