//! The summary that ends a report on many files: how often each rule reported something, and which files have the most.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diagnostic::{Counts, Diagnostic};
use crate::text::bilingual::{self, Bilingual, Lang};
use crate::text::display_safe::one_line;
use crate::text::sorting::sort_by_key;

/// From this many files with findings on there is a summary. Fewer are seen at a glance.
const MANY_FILES: usize = 3;

/// How many files are named.
const MOST_FILES: usize = 5;

/// What was shown so far.
#[derive(Debug, Default)]
pub(super) struct Summary {
    /// By rule, with the number of files.
    rules: BTreeMap<&'static str, (Counts, usize)>,
    /// The files with the most findings.
    most: Vec<(Counts, String)>,
    files: usize,
}

/// What was shown of a file.
#[derive(Debug)]
pub(in crate::report) struct OfFile {
    path: String,
    rules: BTreeMap<&'static str, Counts>,
}

impl OfFile {
    pub(super) fn new(path: &str, shown: &[&Diagnostic]) -> Self {
        let mut rules: BTreeMap<&'static str, Counts> = BTreeMap::new();
        for found in shown {
            let counts = rules.entry(found.rule).or_default();
            *counts = counts.and(Counts::of([*found]));
        }
        Self { path: path.to_owned(), rules }
    }
}

impl Summary {
    pub(super) fn add(&mut self, file: OfFile) {
        if file.rules.is_empty() {
            return;
        }
        self.files += 1;
        let mut all = Counts::default();
        for (rule, counts) in file.rules {
            all = all.and(counts);
            let (of_rule, files) = self.rules.entry(rule).or_default();
            *of_rule = of_rule.and(counts);
            *files += 1;
        }
        let before = self.most.partition_point(|(counts, _)| weight(*counts) >= weight(all));
        self.most.insert(before, (all, file.path));
        self.most.truncate(MOST_FILES);
    }

    /// The lines, or nothing if there were few files with findings.
    pub(super) fn text(&self, lang: Lang) -> String {
        if self.files < MANY_FILES {
            return String::new();
        }
        let mut rules: Vec<_> = self.rules.iter().collect();
        sort_by_key(&mut rules, |(_, (counts, _))| Reverse(weight(*counts)));
        let width = rules.iter().map(|(rule, _)| rule.len()).max().unwrap_or_default();
        let mut text = Bilingual::fixed("By rule:\n", "依規則：\n").get(lang).to_owned();
        // Writing to a string cannot fail.
        for (rule, (counts, files)) in rules {
            let Bilingual { en, zh } = counts.in_words();
            let s = bilingual::s(*files);
            let counted = crate::bilingual!("{en} in {files} file{s}", "{zh}，{files} 個檔案");
            let _ = writeln!(text, "  {rule:width$}  {}", counted.get(lang));
        }
        text += Bilingual::fixed("Files with the most:\n", "問題最多的檔案：\n").get(lang);
        for (counts, path) in &self.most {
            let _ = writeln!(text, "  {}  {}", one_line(path), counts.in_words().get(lang));
        }
        text + "\n"
    }
}

/// Errors weigh more than any number of warnings, and these more than notes.
fn weight(counts: Counts) -> (usize, usize, usize) {
    (counts.errors, counts.warnings, counts.notes)
}
