//! How the numbers of cells are shown, by the styles of cells.

use std::collections::HashMap;

use crate::forms::import::office::xml::{Element, Handler, Ns, number};
use crate::forms::import::read_error::ReadError;

#[derive(Default)]
pub(super) struct Formats {
    /// The formats of the workbook's own, by their identifiers.
    own: HashMap<usize, String>,
    /// The identifier of the format of each style of cells.
    styles: Vec<usize>,
    in_styles: bool,
}

impl Formats {
    /// The format of a style: `0.00`, `yyyy/m/d`.
    pub(super) fn of(&self, style: usize) -> &str {
        let id = self.styles.get(style).copied().unwrap_or(0);
        self.own.get(&id).map_or_else(|| built_in(id), String::as_str)
    }
}

/// The formats that every program knows; those that follow the country, as Taiwan has them.
fn built_in(id: usize) -> &'static str {
    match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 | 30 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 | 32 => "h:mm",
        21 | 33 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 | 36 | 50 | 57 => "[$-404]e/m/d",
        28 | 29 | 51 | 54 | 58 => "[$-404]e\"年\"m\"月\"d\"日\"",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        37 | 38 => "#,##0",
        39 | 40 => "#,##0.00",
        45 => "mm:ss",
        49 => "@",
        _ => "General",
    }
}

impl Handler for Formats {
    fn start(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        if element.ns != Ns::Sheet {
            return Ok(());
        }
        let id = || Ok(element.open("numFmtId")?.as_deref().and_then(number));
        match element.local() {
            "numFmt" => {
                if let (Some(id), Some(code)) = (id()?, element.open("formatCode")?) {
                    self.own.insert(id, code);
                }
            }
            "cellXfs" => self.in_styles = true,
            "xf" if self.in_styles => self.styles.push(id()?.unwrap_or(0)),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, ns: Ns, local: &str, _: usize) -> Result<(), ReadError> {
        if (ns, local) == (Ns::Sheet, "cellXfs") {
            self.in_styles = false;
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), ReadError> {
        Ok(())
    }
}
