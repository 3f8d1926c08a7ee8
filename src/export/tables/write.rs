//! Rows as JSON Lines or CSV, and the script that loads them.
//!
//! JSON Lines has every text as it is. In CSV a text that a spreadsheet would take for a formula gets an apostrophe in front,
//! since spreadsheets evaluate what is in quotation marks too; a text that begins with an apostrophe gets another one, so that
//! whatever loads the file has the texts back by removing one apostrophe at the start. The script does so.

use std::fmt::Write as _;

use super::{TABLES, Table, TableFileFormat, Type};
use crate::text::display_safe::visible_form;
use crate::text::json::escape_json;

/// A value of a row.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    /// Not there.
    Missing,
    /// A text, or a day.
    Text(&'a str),
    /// A number.
    Number(usize),
}

/// Rows of a table.
pub(super) struct Rows {
    table: &'static Table,
    form: TableFileFormat,
    text: String,
}

impl Rows {
    pub(super) fn new(table: &'static Table, form: TableFileFormat) -> Self {
        Self { table, form, text: String::new() }
    }

    /// What stands before the first row: the mark by which spreadsheets know UTF-8, and the names of the columns.
    pub(super) fn heading(table: &Table, form: TableFileFormat) -> String {
        match form {
            TableFileFormat::Jsonl => String::new(),
            TableFileFormat::Csv => {
                let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
                format!("\u{feff}{}\r\n", names.join(","))
            }
        }
    }

    /// Adds a row with a value for every column.
    pub(super) fn push(&mut self, values: &[Value<'_>]) {
        debug_assert_eq!(values.len(), self.table.columns.len(), "{}", self.table.name);
        match self.form {
            TableFileFormat::Jsonl => self.push_json(values),
            TableFileFormat::Csv => self.push_csv(values),
        }
    }

    pub(super) fn into_text(self) -> String {
        self.text
    }

    fn push_json(&mut self, values: &[Value<'_>]) {
        for (at, (column, value)) in self.table.columns.iter().zip(values).enumerate() {
            let (before, name) = (if at == 0 { '{' } else { ',' }, column.name);
            // Writing to a string cannot fail, and a string always serializes.
            let _ = match value {
                Value::Missing => write!(self.text, "{before}\"{name}\":null"),
                Value::Number(number) => write!(self.text, "{before}\"{name}\":{number}"),
                Value::Text(text) => {
                    let text = serde_json::to_string(text).unwrap_or_default();
                    write!(self.text, "{before}\"{name}\":{}", escape_json(&text))
                }
            };
        }
        self.text.push_str("}\n");
    }

    fn push_csv(&mut self, values: &[Value<'_>]) {
        for (at, value) in values.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            match value {
                Value::Missing => {}
                Value::Number(number) => {
                    let _ = write!(self.text, "{number}");
                }
                Value::Text(text) => push_cell(text, &mut self.text),
            }
        }
        self.text.push_str("\r\n");
    }
}

/// Adds a text; one that is there but empty is in quotation marks, which tells it from none.
fn push_cell(text: &str, out: &mut String) {
    let guarded = acts(text);
    let plain = |c: char| !matches!(c, ',' | ';' | '"' | '\n' | '\r' | '\t' | ' ');
    if !text.is_empty() && !guarded && text.chars().all(|c| plain(c) && visible_form(c) == c) {
        out.push_str(text);
        return;
    }
    out.push_str(if guarded { "\"'" } else { "\"" });
    for c in text.chars() {
        match c {
            '"' => out.push_str("\"\""),
            '\n' | '\t' => out.push(c),
            _ => out.push(visible_form(c)),
        }
    }
    out.push('"');
}

/// Whether a spreadsheet might evaluate a text, or whether it begins with an apostrophe of its own.
fn acts(text: &str) -> bool {
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    text.starts_with(['\t', '\r', '\n', '\'']) || text.trim_start().starts_with(signs)
}

/// The script by which DuckDB loads the tables from the current folder.
pub(super) fn load_script(form: TableFileFormat) -> String {
    let mut script = "-- Loads the tables beside this script: duckdb -init tables.sql\n".to_owned();
    for Table { name, columns, .. } in TABLES {
        let types = columns.iter().map(|column| {
            let of = match column.of {
                Type::Text => "VARCHAR",
                Type::Integer => "INTEGER",
                Type::Date => "DATE",
            };
            format!("\"{}\": '{of}'", column.name)
        });
        let types = types.collect::<Vec<_>>().join(", ");
        let (chosen, read) = match form {
            TableFileFormat::Jsonl => {
                ("*".to_owned(), format!("read_json('{name}.jsonl', format = 'newline_delimited'"))
            }
            TableFileFormat::Csv => {
                let texts = columns.iter().filter(|column| column.of == Type::Text);
                let texts = texts.map(|column| {
                    let name = column.name;
                    format!("regexp_replace(\"{name}\", '^''', '') AS \"{name}\"")
                });
                (
                    format!("* REPLACE ({})", texts.collect::<Vec<_>>().join(", ")),
                    format!(
                        "read_csv('{name}.csv', header = true, auto_detect = false, delim = ',', quote = '\"', escape = '\"', \
                         allow_quoted_nulls = false, new_line = '\\r\\n'"
                    ),
                )
            }
        };
        let _ = writeln!(
            script,
            "CREATE OR REPLACE TABLE \"{name}\" AS SELECT {chosen} FROM {read}, columns = {{{types}}});"
        );
    }
    script
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_acts_nowhere_and_gives_its_text_back() {
        for (text, written) in [
            ("顧客導向", "顧客導向"),
            ("", "\"\""),
            ("甲,乙", "\"甲,乙\""),
            ("他說\"好\"", "\"他說\"\"好\"\"\""),
            ("=1+1", "\"'=1+1\""),
            (" =1+1", "\"' =1+1\""),
            ("＋1", "\"'＋1\""),
            ("'甲", "\"''甲\""),
            ("'=1", "\"''=1\""),
            ("\t甲", "\"'\t甲\""),
            ("甲\n乙", "\"甲\n乙\""),
            ("甲;=1", "\"甲;=1\""),
            ("甲\u{202e}\u{1b}", "\"甲\u{fffd}␛\""),
        ] {
            let mut out = String::new();
            push_cell(text, &mut out);
            assert_eq!(out, written);
        }
    }
}
