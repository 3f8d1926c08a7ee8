//! The six levels (職能級別) as a package of their own: the tasks of all standards refer to the same six items.

use super::package::{Association, Definitions, Document, Item, ItemType, Link, Package};
use super::{at, identifier, link, uri};

/// The file of the package.
pub(super) const FILE: &str = "levels.json";

/// The day on which this package and the types of items were defined.
const DEFINED: &str = "2026-11-29";

/// The key of the package.
const KEY: &str = "levels";

/// The item of a level.
pub(super) fn level(level: u8) -> Link {
    link(&title(level), &format!("{KEY}/{level}"))
}

fn title(level: u8) -> String {
    format!("職能級別 {level}")
}

/// The type of items. Those of all packages have one set of types.
pub(super) fn item_type(key: &str, title: &str, zh: &str, place: usize, code: &str) -> ItemType {
    ItemType {
        identifier: identifier(key),
        uri: uri(key),
        title: title.to_owned(),
        description: zh.to_owned(),
        hierarchy_code: place.to_string(),
        type_code: code.to_owned(),
        last_change: at(DEFINED),
    }
}

pub(super) fn package(creator: &str) -> Package {
    let document = link("職能級別", KEY);
    let items = (1..=6).map(|number| {
        let Link { title, identifier, uri } = level(number);
        Item {
            identifier,
            uri,
            full_statement: title,
            human_coding_scheme: Some(number.to_string()),
            item_type: "Level".to_owned(),
            item_type_uri: link("Level", "type/level"),
            last_change: at(DEFINED),
        }
    });
    let associations = (1..=6).map(|number: u8| {
        Association::new("isChildOf", level(number), document.clone(), Some(number.into()), &at(DEFINED))
    });
    Package {
        document: Document {
            identifier: document.identifier.clone(),
            uri: document.uri.clone(),
            case_version: "1.1",
            creator: crate::text::display_safe::one_line(creator),
            title: document.title.clone(),
            last_change: at(DEFINED),
            description: None,
            subject: Vec::new(),
            subject_uri: Vec::new(),
            language: "zh-TW",
            version: None,
            adoption_status: None,
            status_start: None,
            notes: None,
        },
        items: items.collect(),
        associations: associations.collect(),
        definitions: Definitions {
            subjects: Vec::new(),
            item_types: vec![item_type("type/level", "Level", "職能級別", 8, "L")],
        },
    }
}
