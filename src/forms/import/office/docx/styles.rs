//! Which styles of paragraphs are numbered.

use std::collections::HashMap;

use crate::forms::import::office::xml::{Element, Handler, Ns, number};
use crate::forms::import::read_error::ReadError;

/// The longest chain of styles that are based on each other.
const MAX_CHAIN: usize = 32;

#[derive(Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    current: Option<String>,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

impl Styles {
    /// The list of the paragraphs of a style, and their level if the style names it.
    pub(super) fn list(&self, style: &str) -> Option<(&str, Option<usize>)> {
        let mut next = self.styles.get(style);
        let mut level = None;
        for _ in 0..MAX_CHAIN {
            let style = next?;
            level = level.or(style.level);
            if let Some(list) = &style.list {
                // List 0 means that the paragraph is in no list.
                return (list != "0").then_some((list, level));
            }
            next = style.based_on.as_ref().and_then(|name| self.styles.get(name));
        }
        None
    }
}

impl Handler for Styles {
    fn start(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        if element.ns != Ns::Word {
            return Ok(());
        }
        if element.local() == "style" {
            let name = element.open("styleId")?.unwrap_or_default();
            self.styles.insert(name.clone(), Style::default());
            self.current = Some(name);
        }
        let Some(style) = self.current.as_ref().and_then(|name| self.styles.get_mut(name)) else {
            return Ok(());
        };
        match element.local() {
            "basedOn" => style.based_on = element.open("val")?,
            "numId" => style.list = element.open("val")?,
            "ilvl" => style.level = element.open("val")?.as_deref().and_then(number),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, ns: Ns, local: &str, _: usize) -> Result<(), ReadError> {
        if (ns, local) == (Ns::Word, "style") {
            self.current = None;
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), ReadError> {
        Ok(())
    }
}
