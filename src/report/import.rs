//! The report on an import as JSON, version 1, from structs of their own, so that internal types can change without changing
//! the format.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::forms::import::{Counts, OnPage, Remark, Report, SourceForm};
use crate::model::Kind;
use crate::text::bilingual::Bilingual;
use crate::text::json::escape_json;

/// One input. `pages` is empty in forms without pages. If nothing was written, `output` is null and `error` has the reason.
/// `same_as` is the other input with the same standard that the output was written from. `sheet` is the sheet of a workbook that
/// has a standard on each, or the title of one of several in a document.
#[derive(Serialize)]
struct Import<'a> {
    source: &'a str,
    sheet: Option<&'a str>,
    form: Option<&'static str>,
    output: Option<&'a str>,
    same_as: Option<&'a str>,
    error: Option<Bilingual>,
    title: Option<&'a str>,
    counts: Option<Map<String, Value>>,
    line_breaks: Option<usize>,
    pages: Vec<Map<String, Value>>,
    remarks: Vec<RemarkOut<'a>>,
}

/// A remark on one place of the input; `needs_a_look` is false if nothing has to be done.
#[derive(Serialize)]
struct RemarkOut<'a> {
    at: Bilingual,
    page: Option<usize>,
    kind: &'static str,
    needs_a_look: bool,
    text: &'a str,
    message: Bilingual,
}

/// What became of one input, or of one of its sheets.
#[derive(Debug)]
pub struct Done<'a> {
    /// The name of the input.
    pub source: &'a str,
    /// The sheet, where there are several with a standard on each.
    pub sheet: Option<&'a str>,
    /// The file, the other input with the same standard that it was written from, and the report; or why there is none.
    pub result: Result<(&'a str, Option<&'a str>, &'a Report), Bilingual>,
}

/// The report on all inputs, of the objects that [`import`] makes of each.
pub fn json(imports: &[String]) -> String {
    let list =
        if imports.is_empty() { String::new() } else { format!("\n    {}\n  ", imports.join(",\n    ")) };
    format!("{{\n  \"version\": 1,\n  \"imports\": [{list}]\n}}\n")
}

/// The JSON object of one input, indented as an element of the list that [`json`] makes.
pub fn import(done: &Done<'_>) -> String {
    // Strings and numbers always serialize.
    let json = serde_json::to_string_pretty(&of_input(done)).unwrap_or_default();
    // No text has a line break of its own in JSON.
    escape_json(&json).replace('\n', "\n    ")
}

fn of_input<'a>(done: &Done<'a>) -> Import<'a> {
    let (source, sheet) = (done.source, done.sheet);
    match &done.result {
        &Ok((output, same_as, report)) => Import {
            source,
            sheet,
            form: report.form.map(SourceForm::name),
            output: Some(output),
            same_as,
            error: None,
            title: Some(&report.title),
            counts: Some(counts(report)),
            line_breaks: Some(report.line_breaks),
            pages: report.pages.iter().zip(1..).map(|(found, page)| on_page(page, found)).collect(),
            remarks: report.remarks.iter().map(remark).collect(),
        },
        Err(reason) => Import {
            source,
            sheet,
            form: None,
            output: None,
            same_as: None,
            error: Some(reason.clone()),
            title: None,
            counts: None,
            line_breaks: None,
            pages: Vec::new(),
            remarks: Vec::new(),
        },
    }
}

/// The English name of several: duties, tasks, knowledge.
pub(crate) fn plural(kind: &str) -> String {
    match kind {
        "duty" => "duties".to_owned(),
        "knowledge" => kind.to_owned(),
        _ => format!("{kind}s"),
    }
}

fn counts(report: &Report) -> Map<String, Value> {
    let Counts { items, references, versions, notes, unplaced } = report.counts;
    let items = items.iter().map(|(kind, count)| (plural(kind.en()), *count));
    let references =
        references.iter().map(|(kind, count)| (format!("{}_references", kind.kind().en()), *count));
    let rest = [("versions", versions), ("notes", notes), ("unplaced", unplaced)];
    let rest = rest.into_iter().map(|(name, count)| (name.to_owned(), count));
    items.chain(references).chain(rest).map(|(name, count)| (name, count.into())).collect()
}

/// What begins on a page; references to knowledge and skills, as often as its cells print them, are items of these kinds.
fn on_page(page: usize, found: &OnPage) -> Map<String, Value> {
    let OnPage { rows, items, versions, notes } = *found;
    let items = Kind::ALL.iter().zip(items).map(|(kind, count)| (plural(kind.en()), count));
    let rest = [("versions", versions), ("notes", notes)].map(|(name, count)| (name.to_owned(), count));
    let first = [("page", page), ("rows", rows)].map(|(name, count)| (name.to_owned(), count));
    first.into_iter().chain(items).chain(rest).map(|(name, count)| (name, count.into())).collect()
}

fn remark(remark: &Remark) -> RemarkOut<'_> {
    RemarkOut {
        at: remark.at.clone(),
        page: remark.page,
        kind: remark.kind.id(),
        needs_a_look: remark.kind.needs_a_look(),
        text: remark.kind.text(),
        message: remark.kind.words(),
    }
}
