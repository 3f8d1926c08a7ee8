//! A standard with what several rules need of it, so that none of it is worked out twice.
//!
//! Most texts are nothing but Chinese characters and full-width punctuation. One look at each says what could be of
//! interest in it at all, and a rule looks only at the texts that have what it looks for.

use std::cell::OnceCell;

use super::entries::Entries;
use super::leaks::Leaks;
use super::references::Referred;
use super::text_flags::Traits;
use crate::model::{Codes, Kind, Part, Standard, Text};

/// A standard as a rule sees it.
pub struct Facts<'a> {
    /// The standard.
    pub standard: &'a Standard<'a>,
    texts: OnceCell<Texts<'a>>,
    entries: OnceCell<Entries<'a>>,
    leaks: OnceCell<Leaks<'a>>,
    referred: OnceCell<Referred<'a>>,
}

/// The texts of a standard that have any traits.
struct Texts<'a> {
    /// In the order of the file.
    all: Vec<(Traits, Part<'a>, &'a Text<'a>)>,
    /// The traits of all of them together.
    traits: Traits,
}

impl<'a> Facts<'a> {
    /// The facts of a standard.
    pub fn new(standard: &'a Standard<'a>) -> Self {
        Self {
            standard,
            texts: OnceCell::new(),
            entries: OnceCell::new(),
            leaks: OnceCell::new(),
            referred: OnceCell::new(),
        }
    }

    /// The texts that have a trait, in the order of the file.
    pub(super) fn texts_with(&self, trait_: Traits) -> impl Iterator<Item = (Part<'a>, &'a Text<'a>)> {
        let Texts { all, traits } = self.texts.get_or_init(|| self.texts_with_any());
        let texts = if traits.has(trait_) { all.as_slice() } else { &[] };
        let having = texts.iter().filter(move |(traits, ..)| traits.has(trait_));
        having.map(|&(_, part, text)| (part, text))
    }

    fn texts_with_any(&self) -> Texts<'a> {
        // A code that has a shape has nothing else, unless it is only meant so.
        let codes = Codes { entries: !self.entries().orderly, references: !self.referred().all_lead };
        // A published standard has some fifty.
        let mut all = Vec::with_capacity(64);
        let mut found = Traits::default();
        self.standard.each_text(codes, |part, text| {
            let traits = match part {
                Part::Code(..) | Part::Reference(..) if Kind::of(text.as_str()).is_some() => return,
                _ => Traits::of(text.as_str()),
            };
            if traits != Traits::default() {
                found = found.and(traits);
                all.push((traits, part, text));
            }
        });
        all.sort_by_key(|(.., text)| text.span);
        Texts { all, traits: found }
    }

    /// The entries of the standard side by side.
    pub(super) fn entries(&self) -> &Entries<'a> {
        self.entries.get_or_init(|| Entries::of(self.standard))
    }

    /// The texts of the standard's entries by their codes.
    pub(super) fn leaks(&self) -> &Leaks<'a> {
        self.leaks.get_or_init(|| Leaks::of(self.standard.texts()))
    }

    /// Where the references lead.
    pub(super) fn referred(&self) -> &Referred<'a> {
        self.referred.get_or_init(|| Referred::of(self))
    }
}
