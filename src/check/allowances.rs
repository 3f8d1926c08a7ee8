//! Allowances: comments in a standard that declare findings as intended.
//!
//! `# ttm: allow(rule, rule)` applies to its own line or, if that has no such finding, to the line below; `# ttm:
//! allow-file(rule)` applies to the whole file. It may stand behind another comment, and with the full-width marks of an input
//! method. A forgotten allowance would hide the next mistake, so an allowance that
//! allows nothing is a finding itself.

use crate::rules::can_be_silenced;
use std::collections::HashMap;

use crate::diagnostic::{CountedNote, Diagnostic, Findings};
use crate::files::source::{FileId, Place, Source, Span};
use crate::model::Standard;
use crate::rules::{self, Check, Rule, unused_allowance};
use crate::yaml::{Remarks, address_in};

/// Removes from `diagnostics` and `counted`, those of one file, what the comments of its `standard` allow; returns
/// findings about the comments.
///
/// If the file could not be read as a standard its comments are not checked, since its rules did not run.
pub(crate) fn apply(
    source: &Source,
    standard: &Standard<'_>,
    diagnostics: &mut Vec<Diagnostic>,
    counted: &mut Vec<CountedNote>,
) -> Findings {
    if standard.remarks.comments.is_empty() {
        return Findings::default();
    }
    let mut problems = Findings::default();
    let listed = diagnostics.iter().map(|found| (found.rule, found.primary.place.span));
    let found: Vec<_> = listed.chain(counted.iter().map(|&(rule, place)| (rule, place.span))).collect();
    let mut allowed = mark(source, standard.file, &standard.remarks, &found, &mut problems).into_iter();
    let mut is_left = || !allowed.next().unwrap_or(false);
    diagnostics.retain(|_| is_left());
    counted.retain(|_| is_left());
    problems
}

/// For each finding, whether the comments of the `standard` allow it; empty if there are no comments.
pub(crate) fn allowed(source: &Source, standard: &Standard<'_>, found: &[(&'static str, Span)]) -> Vec<bool> {
    if standard.remarks.comments.is_empty() {
        return Vec::new();
    }
    mark(source, standard.file, &standard.remarks, found, &mut Findings::default())
}

/// An allowance of one rule.
struct Allowance {
    rule: &'static Rule,
    /// The place of the rule's name in the comment.
    place: Place,
    /// The lines that it may apply to, in the order in which they are tried; `None` for the whole file.
    lines: Option<[usize; 2]>,
}

/// For each finding of one file, whether its comments allow it; findings about the comments are added to `problems`.
fn mark(
    source: &Source,
    file: FileId,
    remarks: &Remarks,
    found: &[(&'static str, Span)],
    problems: &mut Findings,
) -> Vec<bool> {
    let mut allowed = vec![false; found.len()];
    let allowances = read(source, file, remarks, problems);
    let mut of_rule: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut on_line: HashMap<(&str, usize), Vec<usize>> = HashMap::new();
    for (at, &(rule, span)) in found.iter().enumerate() {
        of_rule.entry(rule).or_default().push(at);
        for line in lines_of(span, source, remarks).into_iter().flatten() {
            on_line.entry((rule, line)).or_default().push(at);
        }
    }
    let mut unused = Vec::new();
    for allowance in &allowances {
        let name = allowance.rule.name;
        // Taken out, so that a hostile file cannot make the same findings be visited a million times; the emptied entry
        // remains.
        let meant = match allowance.lines {
            None => of_rule.get_mut(name).map(std::mem::take),
            Some(lines) => {
                lines.into_iter().find_map(|line| on_line.get_mut(&(name, line)).map(std::mem::take))
            }
        };
        match meant {
            Some(meant) => meant.into_iter().for_each(|at| allowed[at] = true),
            None => unused.push(allowance),
        }
    }
    // If a file was read only in part, rules report less, and some depend on what else the run has: other files, a day.
    let read_whole = found
        .iter()
        .zip(&allowed)
        .all(|((rule, _), allowed)| *allowed || !rules::find(rule).is_some_and(Rule::is_loading));
    let judged = |allowance: &&&Allowance| {
        allowance.rule.is_loading()
            || (read_whole && matches!(allowance.rule.check, Check::Standard(_) | Check::Texts(..)))
    };
    for allowance in unused.iter().filter(judged) {
        problems.push(unused_allowance::unused(
            allowance.rule.name,
            allowance.place,
            allowance.lines.is_none(),
        ));
    }
    allowed
}

/// The line of a finding and, if it is within a text of several lines, the first line of that text.
fn lines_of(span: Span, source: &Source, remarks: &Remarks) -> [Option<usize>; 2] {
    let own = source.position(span.start).line;
    let after = remarks.long_texts.partition_point(|text| text.start <= span.start);
    let around = after.checked_sub(1).map(|at| remarks.long_texts[at]).filter(|text| span.start < text.end);
    let first = around.map(|text| source.position(text.start).line).filter(|&first| first != own);
    [Some(own), first]
}

/// The most unknown rules of a file that get a suggestion.
const MAX_HELPED: usize = 100;

/// The allowances of a file; findings about comments that are not allowances are added to `problems`.
fn read(source: &Source, file: FileId, remarks: &Remarks, problems: &mut Findings) -> Vec<Allowance> {
    let below = lines_below(&source.text);
    let mut allowances = Vec::new();
    let mut unknown = 0;
    for &comment in &remarks.comments {
        let Some((whole_file, names)) = parse(&source.text, comment) else {
            let text = source.text[comment.range()].trim_end();
            let span = Span::new(comment.start as usize, comment.start as usize + text.len());
            problems.push(unused_allowance::not_understood(text, Place { file, span }));
            continue;
        };
        let line = source.position(comment.start).line;
        for span in names {
            let (name, place) = (&source.text[span.range()], Place { file, span });
            match rules::find(name) {
                None => {
                    unknown += 1;
                    problems.push(unused_allowance::unknown(name, place, unknown <= MAX_HELPED));
                }
                Some(rule) if !may_be_allowed(rule) => problems.push(unused_allowance::refused(name, place)),
                Some(rule) => {
                    let lines = (!whole_file).then(|| [line, below.get(line - 1).copied().unwrap_or(line)]);
                    allowances.push(Allowance { rule, place, lines });
                }
            }
        }
    }
    allowances
}

/// Whether the findings of a rule can be allowed. Findings about allowances themselves cannot.
pub(crate) fn may_be_allowed(rule: &Rule) -> bool {
    can_be_silenced(rule.name) && rule.name != unused_allowance::RULE.name
}

/// For every line, the next line below with more than a comment, so that an allowance may be followed by its reason.
fn lines_below(text: &str) -> Vec<usize> {
    let mut below: Vec<usize> = Vec::new();
    let commented: Vec<bool> = text.lines().map(|line| line.trim_start().starts_with('#')).collect();
    for line in (1..=commented.len()).rev() {
        let next_is_comment = commented.get(line).copied().unwrap_or_default();
        below.push(if next_is_comment { below.last().copied().unwrap_or(line + 1) } else { line + 1 });
    }
    below.reverse();
    below
}

/// Whether a comment applies to the whole file, and the places of the rules it names; `None` if it is not an allowance.
fn parse(text: &str, comment: Span) -> Option<(bool, Vec<Span>)> {
    let comment = &text[comment.range()];
    let content = comment[address_in(comment)?.end..].trim();
    let (whole_file, list) = match content.strip_prefix("allow-file") {
        Some(list) => (true, list),
        None => (false, content.strip_prefix("allow")?),
    };
    // An input method writes brackets and commas full-width.
    let (list, reason) = list.trim_start().strip_prefix(['(', '（'])?.split_once([')', '）'])?;
    // A second list must not be taken as the reason of the first.
    if reason.starts_with(|c: char| !c.is_whitespace() && !matches!(c, ':' | '：' | '，' | '；')) {
        return None;
    }
    let names: Option<Vec<Span>> = list
        .split([',', '，', '、'])
        .map(|name| {
            let start = name.trim().as_ptr() as usize - text.as_ptr() as usize;
            (!name.trim().is_empty()).then(|| Span::new(start, start + name.trim().len()))
        })
        .collect();
    Some((whole_file, names?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::Arena;

    fn parsed(comment: &str) -> Option<(bool, Vec<&str>)> {
        let (whole_file, names) = parse(comment, Span::new(0, comment.len()))?;
        Some((whole_file, names.into_iter().map(|span| &comment[span.range()]).collect()))
    }

    #[test]
    fn an_allowance_names_rules_and_may_give_a_reason() {
        assert_eq!(parsed("# ttm: allow(a-b)"), Some((false, vec!["a-b"])));
        assert_eq!(parsed("#ttm:allow( a , b )\r"), Some((false, vec!["a", "b"])));
        assert_eq!(parsed("# ttm: allow-file (a)  printed so"), Some((true, vec!["a"])));
        assert_eq!(parsed("# ttm: allow(a)：印刷如此"), Some((false, vec!["a"])));
        assert_eq!(parsed("# 原表如此 # TTM：allow（a、b，c）"), Some((false, vec!["a", "b", "c"])));
        for wrong in ["alow(a)", "allow", "allow()", "allow(a,)", "allow a", "allow(a", "allow(a)(b)"] {
            assert_eq!(parsed(&format!("# ttm: {wrong}")), None, "{wrong}");
        }
    }

    #[test]
    fn only_comments_hold_allowances() {
        assert_eq!(lines_below("a\n# b\n  # c\nd\n\n# e\n"), [4, 4, 4, 5, 7, 7]);
    }

    #[test]
    fn a_finding_within_a_long_text_stands_on_its_first_line_too() {
        let text = "# ttm: x\na: >\n  b\n\n  c\nd: e\n";
        let source = Source::in_memory("a.yaml", text);
        let remarks = crate::yaml::parse(text, &Arena::new()).remarks;
        let lines = |needle: &str| {
            let at = text.find(needle).unwrap();
            lines_of(Span::new(at, at + 1), &source, &remarks)
        };
        assert_eq!(lines("c\n"), [Some(5), Some(2)]);
        assert_eq!(lines("a:"), [Some(2), None]);
        assert_eq!(lines("d:"), [Some(6), None]);
    }
}
