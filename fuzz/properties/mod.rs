//! What has to hold whatever the input is.
//!
//! The fuzz targets look for an input for which it does not, and the test suite tries the seeds, everything that was
//! ever found, and mutants of both. A property takes bytes and panics where it does not hold.

mod check;
#[allow(clippy::duplicate_mod, reason = "the test suite has it with the generated standards already")]
#[path = "../../examples/generate/standards/dice.rs"]
mod dice;
mod diff;
mod fix;
mod format;
mod import;
#[cfg_attr(
    not(all(feature = "office", feature = "pdf")),
    allow(dead_code, reason = "some are for office files and PDF")
)]
mod kits;
pub mod mutate;
mod tree;

use mutate::Kit;

/// A property and what its inputs are made of.
pub struct Property {
    /// The name of the target, and of the folders with its seeds and finds.
    pub name: &'static str,
    /// Panics where it does not hold.
    pub holds: fn(&[u8]),
    /// What mutants are made of.
    pub kit: Kit,
}

/// Every property.
pub const ALL: &[Property] = &[
    Property { name: "tree", holds: tree::holds, kit: kits::YAML },
    Property { name: "check", holds: check::holds, kit: kits::YAML },
    Property { name: "fix", holds: fix::holds, kit: kits::YAML },
    Property { name: "format", holds: format::holds, kit: kits::YAML },
    Property { name: "import_text", holds: import::text, kit: kits::TEXT },
    Property { name: "import_html", holds: import::html, kit: kits::HTML },
    #[cfg(feature = "office")]
    Property { name: "import_odt", holds: import::odt, kit: kits::ZIP },
    #[cfg(feature = "office")]
    Property { name: "import_odt_xml", holds: import::odt_xml, kit: kits::XML },
    #[cfg(feature = "office")]
    Property { name: "import_docx", holds: import::docx, kit: kits::WORD },
    #[cfg(feature = "office")]
    Property { name: "import_xlsx", holds: import::xlsx, kit: kits::SHEET },
    Property { name: "import_ocs_json", holds: import::ocs_json, kit: kits::JSON },
    #[cfg(feature = "pdf")]
    Property { name: "import_pdf", holds: import::pdf, kit: kits::PDF },
    #[cfg(feature = "pdf")]
    Property { name: "import_pdf_objects", holds: import::pdf_objects, kit: kits::OBJECTS },
    Property { name: "diff", holds: diff::holds, kit: kits::YAML },
];

/// The property called `name`.
pub fn named(name: &str) -> &'static Property {
    ALL.iter().find(|property| property.name == name).expect("a target is named after its property")
}
