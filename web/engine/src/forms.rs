//! Standards in their official form, and in a list.

use ttm::catalogue::listing::{ListColumn, Listed};
use ttm::check::load;
use ttm::diagnostic::Findings;
use ttm::files::source::FileId;
use ttm::forms::render::{Format, Options, render};
use ttm::report::table::{Column, Table, TableFormat};
use ttm::{Lang, canonical};

use crate::engine::{Engine, shown, valid};
use crate::request::{Answer, Refused, unknown_form, written};

impl Engine {
    pub(crate) fn render(&mut self, paths: &[String], format: &str, matrix: bool) -> Answer {
        let format = match format {
            "table" => Format::Table,
            "md" => Format::Markdown,
            "html" => Format::Html,
            "json" => Format::Json,
            "xlsx" => Format::Xlsx,
            "docx" => Format::Docx,
            _ => return Err(unknown_form(format)),
        };
        let sources = paths.iter().map(|path| self.source(path)).collect::<Result<Vec<_>, _>>()?;
        let standards = sources.iter().map(|source| shown(source)).collect::<Result<Vec<_>, _>>()?;
        let options = Options { matrix, ..Options::default() };
        let mut out = Vec::new();
        match render(&standards.iter().collect::<Vec<_>>(), format, &options, &mut out) {
            Ok(()) => Ok(out),
            Err(error) => Err(Refused::of(error.words())),
        }
    }

    pub(crate) fn canonical(&mut self, path: &str) -> Answer {
        let source = self.source(path)?;
        Ok(canonical::yaml(&valid(&source)?).into_bytes())
    }

    /// All standards, as `ttm list` has them.
    pub(crate) fn list(&mut self, format: &str, lang: Lang) -> Answer {
        let format = match format {
            "text" => TableFormat::Text,
            "json" => TableFormat::Json,
            "csv" => TableFormat::Csv,
            "md" => TableFormat::Markdown,
            _ => return Err(unknown_form(format)),
        };
        let columns = ListColumn::USUAL;
        let paths = self.paths().to_vec();
        let rows = paths.iter().filter_map(|path| {
            let source = self.workspace.held(path)?;
            let standard = load(&source, FileId::default(), &mut Findings::default())?;
            let listed = Listed::of(&standard);
            Some(columns.iter().map(|&column| listed.cell(column)).collect())
        });
        let rows = rows.collect();
        let headings = columns.iter().map(|column| column.heading());
        let columns = headings.map(|(key, title)| Column { key: key.into(), title }).collect();
        let table = Table { name: "standards", columns, rows };
        written(|out| table.write(format, lang, None, out))
    }
}
