//! A place in the form, as the report names it.

use super::super::heading::Column;
use crate::bilingual;
use crate::forms::sheet::FormPart;
use crate::text::bilingual::Bilingual;

/// A place in the form.
#[derive(Clone, Debug)]
pub(super) struct FormPlace {
    pub(super) part: FormPart,
    /// The row, from 1; 0 if the part is not a table.
    pub(super) row: usize,
    /// The name of the column or line, in both languages.
    pub(super) column: Option<(&'static str, &'static str)>,
    /// The code of the task; without a task, of the duty.
    pub(super) code: String,
}

impl FormPlace {
    pub(super) fn new(part: FormPart) -> Self {
        Self { part, row: 0, column: None, code: String::new() }
    }

    /// Moves to another row.
    pub(super) fn at_row(&mut self, row: usize) {
        self.row = row;
        self.column = None;
    }

    /// Moves to a column of the main table.
    pub(super) fn at_column(&mut self, column: Column) {
        self.column = Some(column.names());
    }

    pub(super) fn words(&self) -> Bilingual {
        let (en, zh) = match self.part {
            FormPart::History => ("history", "版本"),
            FormPart::Profile => ("profile", "表頭"),
            FormPart::Duties => ("duties", "表身"),
            FormPart::Attitudes => ("attitudes", "態度"),
            FormPart::Notes => ("notes", "說明與補充事項"),
            FormPart::Unplaced => ("unplaced texts", "未能歸位的文字"),
        };
        let (row, code) = (self.row, &self.code);
        let mut words = match (row, code.as_str()) {
            (0, _) => Bilingual::fixed(en, zh),
            (_, "") => bilingual!("{en}, row {row}", "{zh}第 {row} 列"),
            _ => bilingual!("{en}, row {row} ({code})", "{zh}第 {row} 列（{code}）"),
        };
        if let Some((en, zh)) = self.column {
            words.en.to_mut().push_str(", ");
            words.en.to_mut().push_str(en);
            words.zh.to_mut().push('的');
            words.zh.to_mut().push_str(zh);
        }
        words
    }
}
