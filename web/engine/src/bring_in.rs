//! Published standards brought in, as `ttm import` does.

use serde_json::{Value, json};
use ttm::files::source::Source;
use ttm::forms::import::{ImportedSheet, SourceForm, Standards, import_all};
use ttm::library::new_standard::{NewStandard, safe_stem};
use ttm::report::import::{self, Done};
use ttm::text::bilingual::Bilingual;

use crate::edit::SCHEMA;
use crate::request::{Answer, texts, unknown_form};

const FORMS: [SourceForm; 9] = [
    SourceForm::Text,
    SourceForm::Html,
    SourceForm::Odt,
    SourceForm::Docx,
    SourceForm::Xlsx,
    SourceForm::Ods,
    SourceForm::OcsJson,
    SourceForm::Json,
    SourceForm::Pdf,
];

/// What a document became, or one of its sheets.
type InputContent = (Option<String>, Result<NewStandard, Bilingual>);

/// The standards of a document called `name`, with the report that the program writes.
pub(crate) fn import(bytes: &[u8], name: &str, form: Option<&str>) -> Answer {
    let form = match form {
        None => None,
        Some(form) => {
            Some(FORMS.into_iter().find(|one| one.name() == form).ok_or_else(|| unknown_form(form))?)
        }
    };
    let found: Vec<InputContent> = match import_all(bytes, form) {
        Ok(Standards::One(imported)) => vec![(None, NewStandard::of(*imported, name, SCHEMA))],
        Ok(Standards::Sheets(sheets)) => sheets.into_iter().map(|sheet| of_sheet(sheet, name)).collect(),
        Err(error) => vec![(None, Err(error.words()))],
    };
    let paths: Vec<String> = found.iter().map(|one| path(one, name)).collect();
    let done = found.iter().zip(&paths).map(|((sheet, made), path)| {
        let result = match made {
            Ok(made) => Ok((path.as_str(), None, &made.report)),
            Err(words) => Err(words.clone()),
        };
        Done { source: name, sheet: sheet.as_deref(), result }
    });
    let report = import::json(&done.map(|done| import::import(&done)).collect::<Vec<_>>());
    let texts = found.iter().map(|(_, made)| made.as_ref().ok().map(|made| made.text.as_str()));
    let texts: Vec<Option<&str>> = texts.collect();
    let rest: Value = json!({"texts": texts});
    Ok(format!("{{\"report\":{report},{}", &rest.to_string()[1..]).into_bytes())
}

fn of_sheet(sheet: ImportedSheet, name: &str) -> InputContent {
    let file = format!("{name} › {}", sheet.name);
    let made = sheet.imported.map_err(|error| error.words());
    let made = made.and_then(|imported| NewStandard::of(imported, &file, SCHEMA));
    (Some(sheet.name), made)
}

/// The name of the file: the code, else that of the sheet or the document.
fn path((sheet, made): &InputContent, name: &str) -> String {
    let own = || {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        safe_stem(file.rsplit_once('.').map_or(file, |(stem, _)| stem))
    };
    let code = made.as_ref().ok().and_then(|made| made.code.clone());
    let stem = code.or_else(|| sheet.as_deref().map(safe_stem)).unwrap_or_else(own);
    format!("{stem}.yaml")
}

/// Whether a text is a standard in the format of this program, and not a page to import.
pub(crate) fn is_standard(bytes: &[u8]) -> bool {
    let source = Source::in_memory("", bytes);
    source.unreadable.is_none() && ttm::lsp::looks_like_standard(&source.text)
}

/// Which of the texts that lie one behind the other are not as an editor has them: UTF-8 without a mark at the beginning, and with
/// line ends of Unix. Counted from 0.
pub(crate) fn unlike(lengths: &[usize], payload: &[u8]) -> Vec<usize> {
    let is_like = |text: &[u8]| {
        !text.starts_with("\u{feff}".as_bytes()) && !text.contains(&b'\r') && str::from_utf8(text).is_ok()
    };
    texts(lengths, payload).enumerate().filter(|(_, text)| !is_like(text)).map(|(at, _)| at).collect()
}
