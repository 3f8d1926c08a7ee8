//! The sheets of a workbook, in their order.

use crate::forms::import::office::xml::{Element, Handler, Ns};
use crate::forms::import::read_error::ReadError;

#[derive(Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Named>,
    /// Whether days are counted from 1904, as old programs for the Macintosh did.
    pub(super) counts_from_1904: bool,
}

pub(super) struct Named {
    pub(super) name: String,
    /// The identifier of its part.
    pub(super) relation: String,
    pub(super) hidden: bool,
}

impl Handler for Workbook {
    fn start(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        match (element.ns, element.local()) {
            (Ns::Sheet, "sheet") => {
                let hidden = element.open("state")?.is_some_and(|state| state != "visible");
                let (name, relation) = (element.open("name")?, element.open("id")?);
                self.sheets.push(Named {
                    name: name.unwrap_or_default(),
                    relation: relation.unwrap_or_default(),
                    hidden,
                });
            }
            (Ns::Sheet, "workbookPr") => {
                let value = element.open("date1904")?;
                self.counts_from_1904 = matches!(value.as_deref(), Some("1" | "true" | "on"));
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, _: Ns, _: &str, _: usize) -> Result<(), ReadError> {
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), ReadError> {
        Ok(())
    }
}
