//! The numbers that Word gives to paragraphs: they are not in the text, and codes may be among them.

use std::collections::HashMap;

use super::number_format::NumberFormat;
use super::styles::Styles;
use crate::forms::import::office::xml::{Element, Handler, Ns, number};
use crate::forms::import::read_error::ReadError;

/// The most levels of a list.
const LEVELS: usize = 9;

/// What Word puts before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Bullet,
    /// Its number in its list, and the text.
    Number(usize, String),
    /// A number in a format that is not known; the text has `%1` in its place.
    Unknown(String),
}

/// The definitions of lists, and how far each has been counted.
#[derive(Default)]
pub(super) struct Numbering {
    definitions: HashMap<String, Definition>,
    lists: HashMap<String, List>,
    counted: HashMap<String, [Option<usize>; LEVELS]>,
    /// What is being read: a definition, a list of one, a level of either.
    definition: Option<String>,
    list: Option<String>,
    level: Option<(usize, Level)>,
    overridden: Option<usize>,
}

#[derive(Default)]
struct Definition {
    levels: [Level; LEVELS],
    /// The style whose list this is.
    link: Option<String>,
}

/// A list of a definition.
#[derive(Default)]
struct List {
    definition: String,
    /// The numbers that it begins with, if it does not go on.
    starts: [Option<usize>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

#[derive(Clone)]
struct Level {
    first: usize,
    format: NumberFormat,
    text: String,
    /// The level after which this one begins anew, from 1; 0 if after none.
    restart: Option<usize>,
    /// Whether all numbers of the text are decimal.
    legal: bool,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            first: 0,
            format: NumberFormat::Decimal,
            text: String::new(),
            restart: None,
            legal: false,
            style: None,
        }
    }
}

impl Handler for Numbering {
    fn start(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        if element.ns != Ns::Word {
            return Ok(());
        }
        let value = || element.open("val");
        let level =
            |name| Ok(element.open(name)?.as_deref().and_then(number).filter(|&level| level < LEVELS));
        match element.local() {
            "abstractNum" => self.definition = element.open("abstractNumId")?,
            "num" => self.list = element.open("numId")?,
            "abstractNumId" => {
                if let (Some(list), Some(definition)) = (&self.list, value()?) {
                    self.lists.entry(list.clone()).or_default().definition = definition;
                }
            }
            "numStyleLink" => {
                if let Some(definition) = &self.definition {
                    self.definitions.entry(definition.clone()).or_default().link = value()?;
                }
            }
            "lvlOverride" => self.overridden = level("ilvl")?,
            "startOverride" => {
                if let (Some(list), Some(level)) = (&self.list, self.overridden) {
                    let first = value()?.as_deref().and_then(number);
                    self.lists.entry(list.clone()).or_default().starts[level] = first;
                }
            }
            "lvl" => self.level = level("ilvl")?.map(|level| (level, Level::default())),
            property => {
                let Some((_, level)) = &mut self.level else { return Ok(()) };
                match property {
                    "start" => level.first = value()?.as_deref().and_then(number).unwrap_or(0),
                    "numFmt" => level.format = NumberFormat::of(&value()?.unwrap_or_default()),
                    "lvlText" => level.text = value()?.unwrap_or_default(),
                    "lvlRestart" => level.restart = value()?.as_deref().and_then(number),
                    "isLgl" => level.legal = element.is_on()?,
                    "pStyle" => level.style = value()?,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, ns: Ns, local: &str, _: usize) -> Result<(), ReadError> {
        match (ns, local) {
            (Ns::Word, "abstractNum") => self.definition = None,
            (Ns::Word, "num") => self.list = None,
            (Ns::Word, "lvlOverride") => self.overridden = None,
            (Ns::Word, "lvl") => {
                let Some((at, level)) = self.level.take() else { return Ok(()) };
                if let Some(list) = &self.list {
                    self.lists.entry(list.clone()).or_default().levels[at] = Some(level);
                } else if let Some(definition) = &self.definition {
                    self.definitions.entry(definition.clone()).or_default().levels[at] = level;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), ReadError> {
        Ok(())
    }
}

impl Numbering {
    /// What stands before the next paragraph of a list; `None` if there is no such list, or it has no labels.
    pub(super) fn next(
        &mut self,
        list: &str,
        level: Option<usize>,
        style: &str,
        styles: &Styles,
    ) -> Option<Label> {
        let own = self.lists.get(list)?;
        let linked = self.definitions.get(&own.definition)?.link.as_deref();
        let name = match linked.and_then(|link| styles.list(link)) {
            Some((other, _)) => &self.lists.get(other)?.definition,
            None => &own.definition,
        };
        let definition = self.definitions.get(name)?;
        let of_style = || definition.levels.iter().position(|one| one.style.as_deref() == Some(style));
        let at = level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        let levels: [&Level; LEVELS] =
            std::array::from_fn(|level| own.levels[level].as_ref().unwrap_or(&definition.levels[level]));
        let counted = self.counted.entry(name.clone()).or_default();
        // Levels above that have not been counted are shown with their first number.
        for level in 0..at {
            counted[level].get_or_insert(levels[level].first);
        }
        let before = counted[at];
        let mut begins = before.is_none();
        let mut number = before.map_or(levels[at].first, |before| before.saturating_add(1));
        if let Some(first) = own.starts[at] {
            (number, begins) = (first, true);
        }
        counted[at] = Some(number);
        for level in at + 1..LEVELS {
            if levels[level].restart.is_none_or(|after| after != 0 && at < after) {
                counted[level] = None;
            }
        }
        let counted = *counted;
        let label = label(&levels, at, &counted);
        if begins && let Some(list) = self.lists.get_mut(list) {
            // From here on it goes on.
            list.starts[at] = None;
        }
        label
    }
}

fn label(levels: &[&Level; LEVELS], at: usize, counted: &[Option<usize>; LEVELS]) -> Option<Label> {
    let level = levels[at];
    match level.format {
        NumberFormat::Bullet => return Some(Label::Bullet),
        NumberFormat::Nothing if !level.text.contains('%') && level.text.trim().is_empty() => return None,
        _ => {}
    }
    let mut text = String::new();
    let mut rest = level.text.as_str();
    while let Some((before, behind)) = rest.split_once('%') {
        text.push_str(before);
        rest = behind;
        let digit =
            behind.chars().next().and_then(|c| c.to_digit(10)).filter(|digit| (1..=9).contains(digit));
        let Some(digit) = digit else {
            text.push('%');
            continue;
        };
        rest = &behind[1..];
        let shown = digit as usize - 1;
        let number = counted[shown].unwrap_or(levels[shown].first);
        let format = if level.legal { NumberFormat::Decimal } else { levels[shown].format };
        match format.write(number) {
            Some(number) => text.push_str(&number),
            None => return Some(Label::Unknown(level.text.clone())),
        }
    }
    text.push_str(rest);
    Some(Label::Number(counted[at].unwrap_or_default(), text))
}
