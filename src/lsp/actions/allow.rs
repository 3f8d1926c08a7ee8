//! A comment that declares a finding as intended.

use super::{Action, QUICK_FIX};
use crate::bilingual;
use crate::check::allowances::may_be_allowed;
use crate::diagnostic::Diagnostic;
use crate::files::source::Span;
use crate::lsp::document::Document;
use crate::rules;

/// The comments for the line of a finding and for the whole file.
pub(super) fn of(document: &Document, found: &Diagnostic) -> Vec<Action> {
    let Some(rule) = rules::find(found.rule).filter(|rule| may_be_allowed(rule)) else { return Vec::new() };
    let (name, text) = (rule.name, document.text());
    let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
    // Within a text of several lines there is no place for a comment; above its key there is.
    let start = document
        .look_at_current(|view| {
            let mut start = found.primary.place.span.start;
            view.standard.each_text(crate::model::Codes::ALL, |_, text| {
                if text.span.start < start && start < text.span.end {
                    start = text.span.start;
                }
            });
            start
        })
        .unwrap_or(found.primary.place.span.start);
    let line = document.lines.line_of(start as usize);
    let line = document.lines.line(text, line);
    let at = if text[line.clone()].starts_with('\u{feff}') {
        line.start + '\u{feff}'.len_utf8()
    } else {
        line.start
    };
    let indent: String = text[at..line.end].chars().take_while(|character| *character == ' ').collect();
    let comment = format!("{indent}# ttm: allow({name}){eol}");
    let head = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    vec![
        Action::new(
            QUICK_FIX,
            bilingual!("Allow {name} here with a comment", "以註解允許此處的 {name}"),
            vec![(Span::new(at, at), comment)],
        ),
        Action::new(
            QUICK_FIX,
            bilingual!("Allow {name} in this file with a comment", "以註解允許這個檔案的 {name}"),
            vec![(Span::new(head, head), format!("# ttm: allow-file({name}){eol}"))],
        ),
    ]
}
