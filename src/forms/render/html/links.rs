//! Links of a cell: which of its lines can be linked to, and its texts with links where they lead somewhere, within the page
//! or to other pages of a site.

use crate::forms::render::layout::KNOWLEDGE;
use crate::forms::sheet::{FormPart, Line};
use crate::model::Competency;
use crate::text::display_safe::{lines, visible_form};
use crate::text::html::escape;

/// The fewest characters of a standard's code, as `CCM711-001` has them.
const SHORTEST_CODE: usize = 10;

/// Where texts of the form lead to, if it is a page of a site: each gives an address, or nothing.
#[derive(Clone, Copy)]
pub(crate) struct Links<'l> {
    /// Of a name of knowledge or skills: who else uses it.
    pub(crate) name: &'l dyn Fn(Competency, &str) -> Option<String>,
    /// Of a standard, by its code.
    pub(crate) standard: &'l dyn Fn(&str) -> Option<String>,
    /// Of a group of the classification, by its code.
    pub(crate) group: &'l dyn Fn(&str) -> Option<String>,
}

/// Which lines of a cell can be linked to.
#[derive(Clone, Copy)]
pub(super) enum Anchors<'c> {
    /// None.
    None,
    /// Those with a code.
    Codes,
    /// Those with a code after the first, which the cell itself has.
    Further,
    /// None, but a version that replaced this one is a link, if it is among these.
    Successors(&'c [(&'c str, String)]),
}

/// What the texts of a cell may lead to.
#[derive(Clone, Copy)]
pub(super) enum Leads<'l> {
    /// Nothing.
    Nowhere,
    /// The whole text is a name of knowledge or skills.
    Name(Competency, &'l Links<'l>),
    /// The whole text is the code of a group.
    Group(&'l Links<'l>),
    /// Codes of standards within it.
    Standards(&'l Links<'l>),
}

impl<'l> Leads<'l> {
    /// Those of a cell.
    pub(super) fn of(part: FormPart, column: usize, links: Option<&'l Links<'l>>) -> Self {
        match (part, links) {
            (FormPart::Duties, Some(links)) if column == KNOWLEDGE => {
                Self::Name(Competency::Knowledge, links)
            }
            (FormPart::Duties, Some(links)) if column > KNOWLEDGE => Self::Name(Competency::Skill, links),
            (FormPart::Profile, Some(links)) => Self::Group(links),
            (FormPart::History | FormPart::Notes, Some(links)) => Self::Standards(links),
            _ => Self::Nowhere,
        }
    }
}

/// A text with its line breaks; the version that replaced this one is a link to its page or its row.
pub(super) fn linked(line: &Line<'_>, anchors: Anchors<'_>, leads: Leads<'_>) -> String {
    let whole = match leads {
        Leads::Nowhere => None,
        Leads::Name(kind, links) => (links.name)(kind, &line.text),
        Leads::Group(links) => (links.group)(&line.text),
        Leads::Standards(links) => {
            let text = standards_linked(&line.text, links.standard);
            if text.is_some() {
                return text.unwrap_or_default();
            }
            None
        }
    };
    if let Some(address) = whole {
        return format!("<a href=\"{}\">{}</a>", escape(&address), broken(&line.text));
    }
    if let Anchors::Successors(versions) = anchors
        && let Some(code) = line.text.strip_prefix("已被《").and_then(|rest| rest.strip_suffix("》取代"))
        && let Some((_, id)) = versions.iter().find(|(version, _)| *version == code)
    {
        return format!("已被《<a href=\"#{id}\">{}</a>》取代", broken(code));
    }
    broken(&line.text)
}

/// The words of a text that are long enough for codes of standards, and made of their characters.
pub(crate) fn words_of_codes(text: &str) -> impl Iterator<Item = &str> {
    let is_of_code = |c: char| c.is_ascii_alphanumeric() || c == '-';
    text.split(move |c| !is_of_code(c)).filter(|word| word.len() >= SHORTEST_CODE)
}

/// A text in which the codes of standards that have a page are links; `None` if there is no such code.
fn standards_linked(text: &str, address: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let (mut linked, mut done) = (String::new(), 0);
    for word in words_of_codes(text) {
        let Some(address) = address(word) else { continue };
        // A word is a piece of the text.
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        linked.push_str(&broken(&text[done..at]));
        linked.push_str(&format!("<a href=\"{}\">{}</a>", escape(&address), escape(word)));
        done = at + word.len();
    }
    (done > 0).then(|| linked + &broken(&text[done..]))
}

/// A text with its line breaks.
fn broken(text: &str) -> String {
    let mut broken = String::with_capacity(text.len());
    for (at, line) in lines(text).enumerate() {
        broken.push_str(if at > 0 { "<br>" } else { "" });
        broken.push_str(&escape(&line.chars().map(visible_form).collect::<String>()));
    }
    broken
}
