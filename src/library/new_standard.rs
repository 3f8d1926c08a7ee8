//! The file that an imported standard becomes.

use crate::bilingual;
use crate::canonical::{self, Content, Heading};
use crate::check::load;
use crate::diagnostic::Findings;
use crate::files::source::{FileId, Source};
use crate::forms::import::{Imported, Report};
use crate::model::{Standard, StandardCode, Text};
use crate::text::bilingual::Bilingual;

/// An imported standard, to be written.
#[derive(Debug)]
pub struct NewStandard {
    /// The file's text.
    pub text: String,
    /// Where the text begins after its heading, which names the input.
    pub body: usize,
    /// The code, if it is safe as a file name.
    pub code: Option<String>,
    /// The report on the import.
    pub report: Report,
}

impl NewStandard {
    /// The file for what was imported from the document `file`; `schema` is the path of the schema from where it goes.
    ///
    /// # Errors
    /// Why it cannot be a file.
    pub fn of(imported: Imported, file: &str, schema: &str) -> Result<Self, Bilingual> {
        let Imported { standard, report } = imported;
        if standard.name.is_absent() {
            return Err(Bilingual::fixed(
                "it has no name, neither in the row 職能基準名稱 (職類 or 職業) nor in a title …職能基準: copy or save the whole \
                 page",
                "找不到名稱：職能基準名稱（職類或職業）沒有內容，也沒有「……職能基準」的標題；請複製或另存整個頁面",
            ));
        }
        let form = report.form.map(|form| format!(" ({})", form.name())).unwrap_or_default();
        let heading = Heading { schema: Some(schema.to_owned()), source: Some(format!("{file}{form}")) };
        let mut text = canonical::heading_of(&heading);
        let body = text.len();
        let content = Content::of(&standard);
        text.push_str(&content.yaml());
        check_loads(&text, &content)?;
        drop(content);
        Ok(Self { text, body, code: file_name(&standard), report })
    }
}

/// Checks that the text of the file loads, and gives the standard that was imported.
fn check_loads(text: &str, imported: &Content<'_>) -> Result<(), Bilingual> {
    let source = Source::in_memory("", text);
    let mut found = Findings::default();
    let standard = load(&source, FileId::default(), &mut found);
    if let Some(first) = found.into_vec().first() {
        let Bilingual { en, zh } = &first.message;
        return Err(bilingual!("what it becomes would not load: {en}", "匯入的結果無法載入：{zh}"));
    }
    if !standard.is_some_and(|standard| Content::of(&standard) == *imported) {
        return Err(Bilingual::fixed(
            "what it becomes does not read back as the same standard, which is a bug of ttm",
            "匯入的結果讀回後不是同一份職能基準，這是 ttm 的錯誤",
        ));
    }
    Ok(())
}

/// The code, if it has the shape of an issued one; no other text of a document is used as a file name.
fn file_name(standard: &Standard<'_>) -> Option<String> {
    let code = standard.code.given().map(Text::normalized)?;
    StandardCode::parse(code).map(|_| code.to_owned())
}

/// A file name without the characters that some systems do not allow.
pub fn safe_stem(stem: &str) -> String {
    let stem = stem.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if stem.is_empty() {
        return "standard".to_owned();
    }
    stem.replace(|c: char| c.is_control() || "/\\:*?\"<>|".contains(c), "-")
}
