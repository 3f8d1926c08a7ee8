//! What stands at a place of a standard, and what else belongs to it.

use crate::files::source::Span;
use crate::model::{Competency, Duty, Item, Kind, Standard, Task, Text, TextRole, Version};
use crate::text::sorting::sort_by_key;

/// Something at a place.
#[derive(Clone, Copy, Debug)]
pub(super) enum Thing<'a> {
    /// An entry with a code, at its code or its name.
    Entry { kind: Kind, code: &'a Text<'a>, at_name: Option<&'a Text<'a>> },
    /// A reference to a knowledge or a skill.
    Reference { competency: Competency, code: &'a Text<'a>, name: Option<&'a str> },
    /// The code of another standard or version, or of this one.
    Standard { code: &'a Text<'a> },
}

impl<'a> Thing<'a> {
    /// What stands at a byte. Behind its last character counts as well, since that is where a cursor is.
    pub(super) fn at(standard: &'a Standard<'a>, offset: u32) -> Option<Self> {
        let is_here = |text: &Text<'_>| text.span.start <= offset && offset <= text.span.end;
        let mut found = None;
        standard.each_text(crate::model::Codes::ALL, |role, text| {
            if found.is_none() && is_here(text) {
                found = Self::of(standard, role, text);
            }
        });
        found
    }

    fn of(standard: &'a Standard<'a>, role: TextRole<'a>, text: &'a Text<'a>) -> Option<Self> {
        Some(match role {
            TextRole::Code(kind, code) => Thing::Entry { kind, code, at_name: None },
            TextRole::Item { kind, code: Some(code), .. } => Thing::Entry { kind, code, at_name: Some(text) },
            TextRole::Reference(competency, _) => {
                let all = standard.references(competency).flat_map(|list| list.iter());
                let name = all.filter(|one| one.code.span == text.span).find_map(|one| one.name_text());
                Thing::Reference { competency, code: text, name }
            }
            TextRole::StandardCode
            | TextRole::Revises
            | TextRole::VersionCode(Version { .. })
            | TextRole::SupersededBy(_) => Thing::Standard { code: text },
            _ => return None,
        })
    }

    /// Its code.
    pub(super) fn code(self) -> &'a Text<'a> {
        match self {
            Self::Entry { code, .. } | Self::Reference { code, .. } | Self::Standard { code } => code,
        }
    }

    /// The bytes that it takes at this place.
    pub(super) fn span(self) -> Span {
        match self {
            Self::Entry { at_name: Some(name), .. } => name.span,
            _ => self.code().span,
        }
    }

    /// The kind of the entry that it is or refers to.
    pub(super) fn kind(self) -> Option<Kind> {
        match self {
            Self::Entry { kind, .. } => Some(kind),
            Self::Reference { competency, .. } => Some(competency.kind()),
            Self::Standard { .. } => None,
        }
    }
}

/// The entry of a list that a reference with this code and name means.
pub(super) fn listed<'a>(
    standard: &'a Standard<'a>,
    competency: Competency,
    code: &str,
    name: Option<&str>,
) -> Option<&'a Item<'a>> {
    let mut all = competency
        .list(standard)
        .iter()
        .filter(|item| item.code.as_ref().is_some_and(|own| own.normalized() == code));
    match name {
        Some(name) => all.find(|item| item.text.as_str() == name),
        None => all.next(),
    }
}

/// Every place where the code of an entry stands: in its own place, and where it is referred to.
pub(super) fn occurrences<'a>(
    standard: &'a Standard<'a>,
    kind: Kind,
    code: &str,
) -> (Vec<&'a Text<'a>>, Vec<&'a Text<'a>>) {
    let (mut own, mut references) = (Vec::new(), Vec::new());
    standard.each_text(crate::model::Codes::ALL, |role, text| match role {
        TextRole::Code(of, _) if of == kind && text.normalized() == code => own.push(text),
        TextRole::Reference(competency, _) if competency.kind() == kind && text.normalized() == code => {
            references.push(text);
        }
        _ => {}
    });
    sort_by_key(&mut references, |text| text.span);
    (own, references)
}

/// The name of the first entry with a code.
pub(super) fn name_of<'a>(standard: &'a Standard<'a>, kind: Kind, code: &str) -> Option<&'a str> {
    let mut found = None;
    standard.each_text(crate::model::Codes { entries: false, references: false }, |role, text| {
        if let TextRole::Item { kind: of, code: Some(own), .. } = role
            && found.is_none()
            && of == kind
            && own.normalized() == code
        {
            found = Some(text.as_str());
        }
    });
    found
}

/// The tasks in whose rows a knowledge or skill is printed.
pub(super) fn users<'a>(
    standard: &'a Standard<'a>,
    competency: Competency,
    code: &str,
) -> Vec<(&'a Duty<'a>, &'a Task<'a>)> {
    let uses = |duty: &Duty<'_>, task: &Task<'_>| {
        let has = |list: &crate::model::References<'_>| list.iter().any(|one| one.code.normalized() == code);
        match task.rows.is_empty() {
            true => has(competency.of_task(task).or(competency.of_duty(duty))),
            false => task.rows.iter().any(|row| has(competency.effective(duty, task, row))),
        }
    };
    standard.tasks().filter(|(duty, task)| uses(duty, task)).collect()
}

/// A text on one line that is not endless.
pub(super) fn short(text: &str) -> String {
    crate::text::excerpt::excerpt(text).into_owned()
}
