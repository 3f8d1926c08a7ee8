//! Where the parts of a package are that a part refers to.

use super::package::Package;
use super::xml::{Element, Handler, Ns, walk};
use crate::forms::import::read_error::ReadError;

/// The parts that one part refers to.
#[derive(Default)]
pub(super) struct Relations {
    all: Vec<Relation>,
    folder: String,
}

struct Relation {
    id: String,
    /// The end of the name of its type: `worksheet`.
    kind: String,
    part: String,
}

impl Relations {
    /// The relations of a part; those of the package if its name is empty.
    pub(super) fn of(package: &mut Package<'_>, part: &str) -> Result<Self, ReadError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let mut relations = Self { all: Vec::new(), folder: folder.to_owned() };
        let path = joined(folder, &format!("_rels/{name}.rels"));
        if let Some(xml) = package.text(&path)? {
            walk(&xml, &mut relations)?;
        }
        Ok(relations)
    }

    /// The first part of a kind.
    pub(super) fn first(&self, kind: &str) -> Option<&str> {
        self.all.iter().find(|one| one.kind == kind).map(|one| one.part.as_str())
    }

    /// The part with this identifier.
    pub(super) fn named(&self, id: &str) -> Option<&str> {
        self.all.iter().find(|one| one.id == id).map(|one| one.part.as_str())
    }
}

impl Handler for Relations {
    fn start(&mut self, element: &Element<'_, '_>) -> Result<(), ReadError> {
        if element.ns != Ns::Relations || element.local() != "Relationship" {
            return Ok(());
        }
        // Other files and pages are not part of the document.
        if element.open("TargetMode")?.is_some_and(|mode| mode == "External") {
            return Ok(());
        }
        if let (Some(id), Some(kind), Some(target)) =
            (element.open("Id")?, element.open("Type")?, element.open("Target")?)
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            self.all.push(Relation { id, kind, part: joined(&self.folder, &target) });
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

/// The name of a part from the folder of another.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let folder = if target.starts_with('/') { "" } else { folder };
    for part in folder.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn targets_are_names_in_the_package() {
        for (folder, target, name) in [
            ("word", "footnotes.xml", "word/footnotes.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/worksheets", "../drawings/a.xml", "xl/drawings/a.xml"),
            ("", "./word/document.xml", "word/document.xml"),
            ("word", "../../../etc/passwd", "etc/passwd"),
        ] {
            assert_eq!(joined(folder, target), name);
        }
    }
}
