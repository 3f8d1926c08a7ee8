//! Findings for people, drawn like rustc's: rule and message, place, the source line with a label under the exact
//! characters, help, and a closing line with the counts.

mod blocks;
mod summary;

use std::collections::HashSet;
use std::io::{self, Write};

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::findings_writer::{FileFindings, FindingsWriter};
use super::severity;
use crate::bilingual;
use crate::check::config::InvalidFile;
use crate::check::load;
use crate::diagnostic::{Diagnostic, Findings, Label, Severity};
use crate::files::source::{FileId, Place, Source, Span};
use crate::rules::StandardIndex;
use crate::rules::unfilled_part::{self, Checklist};
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::is_hidden;
use crate::text::wrap::{MIN_WIDTH, wrap_coloured};

use blocks::{Block, blocks};
use summary::{OfFile, Summary};

/// In bytes. Longer lines are cut around the label, so that a very long line costs no more than another.
const LONG: usize = 4096;

/// The number of characters of a long line shown on each side of the label's start.
const AROUND: usize = 200;

/// The width in columns that source lines are cut at where no terminal says another.
const WIDTH: usize = 140;

/// How much further in a message goes on where it is longer than a line.
const INDENT: usize = 2;

/// How far in an entry of the list of what is still to be filled goes on: below its words.
const CHECKLIST_INDENT: usize = 12;

/// What advice begins with in Chinese.
const HELP_ZH: &str = "建議";

/// Options of the report.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// The language.
    pub lang: Lang,
    /// Whether notes are shown.
    pub notes: bool,
    /// Whether every finding is shown, however many a rule has in one file.
    pub all: bool,
    /// The width in columns, where it is known: messages are broken there, and source lines cut.
    pub width: Option<usize>,
}

impl Options {
    /// Whether a finding is shown.
    pub(super) fn includes(self, found: &Diagnostic) -> bool {
        self.notes || found.severity > Severity::Note
    }
}

/// The report while it is written.
#[derive(Debug)]
pub(super) struct Text {
    options: Options,
    summary: Summary,
}

impl Text {
    pub(super) fn new(options: Options) -> Self {
        Self { options, summary: Summary::default() }
    }
}

impl FindingsWriter for Text {
    type Piece = (String, OfFile);

    fn format(&self, file: &FileFindings<'_>) -> io::Result<(String, OfFile)> {
        Ok((draw(file, self.options), OfFile::new(&file.source.path, &file.shown)))
    }

    fn add(&mut self, (text, of_file): (String, OfFile), out: &mut dyn Write) -> io::Result<()> {
        self.summary.add(of_file);
        out.write_all(text.as_bytes())
    }

    fn end(&mut self, closing: &Bilingual, out: &mut dyn Write) -> io::Result<()> {
        let Options { lang, width, .. } = self.options;
        for line in self.summary.text(lang).lines().chain([closing.get(lang)]) {
            writeln!(out, "{}", broken(line, width, INDENT))?;
        }
        Ok(())
    }
}

/// Draws the findings of one file.
fn draw(file: &FileFindings<'_>, options: Options) -> String {
    let renderer = Renderer::styled().term_width(options.width.map_or(WIDTH, |width| width.max(MIN_WIDTH)));
    let mut drawn = String::new();
    let list = checklist_of(file);
    for block in blocks(&file.shown, options.all, list.is_some()) {
        let groups = match list.as_ref().filter(|_| block.is_checklist) {
            Some(list) => checklist_title(&block, list, file.sources, options.lang),
            None => groups(&block, file.sources, options.lang),
        };
        drawn.push_str(&told(&inert(&renderer.render(&groups)), options.lang, options.width));
        if let Some(list) = list.as_ref().filter(|_| block.is_checklist) {
            drawn.push_str(&checklist(&block, list, file.source, options));
        }
        drawn.push_str("\n\n");
    }
    drawn
}

/// Draws the problems of a file that configures the program, in the same style.
///
/// # Errors
/// Any error of writing to `out`.
pub fn write_problems(
    out: &mut dyn Write,
    invalid: &InvalidFile,
    lang: Lang,
    width: Option<usize>,
) -> io::Result<()> {
    let renderer = Renderer::styled().term_width(width.map_or(WIDTH, |width| width.max(MIN_WIDTH)));
    let level = level(Severity::Error, lang);
    for problem in &invalid.problems {
        let place = Place { file: FileId::default(), span: problem.span };
        let label = Label { place, words: problem.label.clone() };
        let group = Group::with_title(level.clone().primary_title(one_line_in(&problem.message, lang)));
        let mut groups =
            vec![add_source(group, &invalid.source, vec![(&label, AnnotationKind::Primary)], lang)];
        groups.extend(problem.help.as_ref().map(|words| help(words, lang)));
        writeln!(out, "{}\n", told(&inert(&renderer.render(&groups)), lang, width))?;
    }
    if invalid.more > 0 {
        let more = invalid.more;
        let words = bilingual!("{more} more errors are not shown\n", "還有 {more} 個錯誤未顯示\n");
        writeln!(out, "{}", words.get(lang))?;
    }
    Ok(())
}

/// Replaces the remaining characters that a terminal would act on. The drawing library replaces the C0 controls and
/// most directional characters, and writes escape sequences of its own, which begin with such a control.
fn inert(drawn: &str) -> String {
    drawn.chars().map(|c| if is_hidden(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The messages and the advice with the colon of the language, as the drawing library knows only the half-width one, and
/// broken where the terminal ends. Lines of a source with their labels stay as they were drawn.
fn told(drawn: &str, lang: Lang, width: Option<usize>) -> String {
    if lang == Lang::En && width.is_none() {
        return drawn.to_owned();
    }
    let help = if lang == Lang::En { "help" } else { HELP_ZH };
    let words: Vec<&str> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .map(|of| severity(of, lang))
        .chain(std::iter::once(help))
        .collect();
    let mut lines = Vec::new();
    for line in drawn.split('\n') {
        let title = without_style(line);
        match line.split_once(": ").filter(|_| words.iter().any(|word| title.starts_with(word))) {
            None => lines.push(line.to_owned()),
            Some(_) if lang == Lang::En => lines.push(broken(line, width, INDENT)),
            Some((level, message)) => lines.push(broken(&format!("{level}：{message}"), width, INDENT)),
        }
    }
    lines.join("\n")
}

/// A line with what is beyond the width on further lines.
fn broken(line: &str, width: Option<usize>, indent: usize) -> String {
    let Some(width) = width else { return line.to_owned() };
    wrap_coloured(line, width.max(MIN_WIDTH), indent).iter().collect::<Vec<_>>().join("\n")
}

/// A line from its first visible character on.
fn without_style(line: &str) -> &str {
    let mut rest = line;
    while let Some(after) = rest.strip_prefix("\u{1b}[") {
        rest = after.find('m').map_or("", |end| &after[end + 1..]);
    }
    rest
}

fn one_line_in(words: &Bilingual, lang: Lang) -> String {
    on_one_line(words.get(lang))
}

fn on_one_line(text: &str) -> String {
    normalize_untrusted_str(text).replace('\n', "␊")
}

fn groups<'a>(block: &Block<'a>, sources: &'a [Source], lang: Lang) -> Vec<Group<'a>> {
    match block.drawn.as_slice() {
        [found] => single(found, sources, lang),
        several => folded(several, block.count, sources, lang),
    }
}

fn single<'a>(found: &'a Diagnostic, sources: &'a [Source], lang: Lang) -> Vec<Group<'a>> {
    let title = level(found.severity, lang).primary_title(one_line_in(&found.message, lang)).id(found.rule);
    let mut group = Group::with_title(title);
    // Labels of one file are drawn together, those of the finding's own file first.
    let mut files: Vec<FileId> = vec![found.primary.place.file];
    for label in &found.related {
        if !files.contains(&label.place.file) {
            files.push(label.place.file);
        }
    }
    for file in files {
        let labels = std::iter::once((&found.primary, AnnotationKind::Primary))
            .chain(found.related.iter().map(|label| (label, AnnotationKind::Context)))
            .filter(|(label, _)| label.place.file == file);
        group = add_source(group, &sources[file.index()], labels.collect(), lang);
    }
    let mut groups = vec![group];
    groups.extend(found.advice().map(|words| help(words, lang)));
    groups
}

/// What is filled of a draft, and what is not; `None` where nothing of it is to be shown.
fn checklist_of(file: &FileFindings<'_>) -> Option<Checklist> {
    file.shown.iter().find(|found| found.rule == unfilled_part::RULE.name)?;
    let standard = load(file.source, FileId::default(), &mut Findings::default())?;
    standard.is_draft().then(|| unfilled_part::checklist(&StandardIndex::new(&standard)))
}

fn checklist_title<'a>(
    block: &Block<'a>,
    list: &Checklist,
    sources: &'a [Source],
    lang: Lang,
) -> Vec<Group<'a>> {
    let Some(found) = block.drawn.first() else { return Vec::new() };
    let (filled, all) = (list.filled, list.all);
    let are = if filled == 1 { "is" } else { "are" };
    let message = bilingual!(
        "{filled} of {all} parts of the draft {are} filled; still to be filled:",
        "草案共 {all} 項，已填 {filled} 項，尚待填寫："
    );
    let title = level(found.severity, lang).primary_title(one_line_in(&message, lang)).id(found.rule);
    let path = on_one_line(&sources[found.primary.place.file.index()].path);
    vec![Group::with_title(title).element(Origin::path(path))]
}

/// What is still to be filled, in the order of the form, with the line of each part. A path of the form alone would not
/// lead there.
fn checklist(block: &Block<'_>, list: &Checklist, source: &Source, options: Options) -> String {
    // What a comment allows or a baseline has is not shown.
    let shown: HashSet<(Span, &str)> =
        block.drawn.iter().map(|found| (found.primary.place.span, &*found.message.en)).collect();
    let open = list.open.iter().filter(|(span, message)| shown.contains(&(*span, &*message.en)));
    let items = open.map(|(span, message)| {
        let line = source.position(span.start).line;
        let entry = inert(&format!("  [ ] {line:>4}: {}", one_line_in(message, options.lang)));
        format!("\n{}", broken(&entry, options.width, CHECKLIST_INDENT))
    });
    items.collect()
}

/// The first of `count` findings of one rule in a file, as one block. Places in other files are left out.
fn folded<'a>(first: &[&'a Diagnostic], count: usize, sources: &'a [Source], lang: Lang) -> Vec<Group<'a>> {
    let Some(one) = first.first() else { return Vec::new() };
    let Bilingual { en, zh } = &one.message;
    let message = bilingual!(
        "{en} (the first of {count} in this file; --all shows each)",
        "{zh}（這個檔案共 {count} 處，這是第一處；加上 --all 逐一列出）"
    );
    let title = level(one.severity, lang).primary_title(one_line_in(&message, lang)).id(one.rule);
    let source = &sources[one.primary.place.file.index()];
    let labels = first.iter().map(|found| (&found.primary, AnnotationKind::Primary)).collect();
    let mut groups = vec![add_source(Group::with_title(title), source, labels, lang)];
    let mut advice: Vec<&Bilingual> = Vec::new();
    for words in first.iter().filter_map(|found| found.advice()) {
        if !advice.contains(&words) {
            advice.push(words);
        }
    }
    groups.extend(advice.into_iter().map(|words| help(words, lang)));
    groups
}

fn level(of: Severity, lang: Lang) -> Level<'static> {
    let level = match of {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    level.with_name(severity(of, lang))
}

fn help<'a>(words: &Bilingual, lang: Lang) -> Group<'a> {
    let level = if lang == Lang::En { Level::HELP } else { Level::HELP.with_name(HELP_ZH) };
    Group::with_title(level.secondary_title(one_line_in(words, lang)))
}

/// Adds the lines of one file with their labels.
fn add_source<'a>(
    mut group: Group<'a>,
    source: &'a Source,
    labels: Vec<(&'a Label, AnnotationKind)>,
    lang: Lang,
) -> Group<'a> {
    let path = on_one_line(&source.path);
    if source.text.is_empty() {
        return group.element(Origin::path(path));
    }
    let spans = labels.iter().map(|(label, _)| first_line(source, label.place.span));
    let lines = spans.clone().map(|span| source.lines(span));
    let start = lines.clone().map(|lines| lines.start).min().unwrap_or_default();
    let end = lines.map(|lines| lines.end).max().unwrap_or_default();
    if end - start <= LONG {
        let annotations =
            labels.iter().zip(spans).map(|((label, kind), span)| annotate(label, *kind, span, start, lang));
        return group.element(
            Snippet::source(&source.text[start..end])
                .line_start(source.position(Span::new(start, start).start).line)
                .path(path)
                .annotations(annotations.collect::<Vec<_>>()),
        );
    }
    for (label, kind) in labels {
        let span = first_line(source, label.place.span);
        let position = source.position(span.start);
        let window = window(source, span);
        let span = Span::new(span.start as usize, (span.end as usize).min(window.end));
        group =
            group
                .element(Origin::path(path.clone()).line(position.line).char_column(position.column))
                .element(
                    Snippet::source(&source.text[window.clone()])
                        .line_start(position.line)
                        .annotation(annotate(label, kind, span, window.start, lang)),
                );
    }
    group
}

fn annotate<'a>(label: &Label, kind: AnnotationKind, span: Span, start: usize, lang: Lang) -> Annotation<'a> {
    let range = span.range();
    let annotation = kind.span(range.start - start..range.end - start);
    let words = one_line_in(&label.words, lang);
    if words.is_empty() { annotation } else { annotation.label(words) }
}

/// The part of a span on its first line: a label under a whole mapping would obscure what it is about.
fn first_line(source: &Source, span: Span) -> Span {
    let first = source.lines(Span { end: span.start, ..span });
    Span::new(span.start as usize, (span.end as usize).min(first.end).max(span.start as usize))
}

/// The part of a long line around the start of the label.
fn window(source: &Source, span: Span) -> std::ops::Range<usize> {
    let line = source.lines(span);
    let at = span.start as usize;
    let before = source.text[line.start..at]
        .char_indices()
        .rev()
        .nth(AROUND)
        .map_or(line.start, |(found, _)| line.start + found);
    let after =
        source.text[at..line.end].char_indices().nth(AROUND).map_or(line.end, |(found, _)| at + found);
    before..after
}
