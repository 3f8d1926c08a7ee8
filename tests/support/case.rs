//! What a package of CASE has to be, written down from the specification: what version 1.1 says, and beyond it what OpenSALT,
//! which checks by version 1.0, asks for.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// What a field is.
#[derive(Clone, Copy)]
enum Is {
    Uuid,
    /// An address of any scheme.
    Uri,
    /// A text with line breaks or without.
    Text,
    /// A text on one line (`NormalizedString`).
    Line,
    Moment,
    Day,
    Number,
    /// An association type that both versions know.
    Association,
    Version,
    Lines,
    Link,
    Links,
}

/// A field with what it is, and whether it is required.
type Field = (&'static str, Is, bool);

const DOCUMENT: &[Field] = &[
    ("identifier", Is::Uuid, true),
    ("uri", Is::Uri, true),
    ("creator", Is::Line, true),
    ("title", Is::Line, true),
    ("lastChangeDateTime", Is::Moment, true),
    ("caseVersion", Is::Version, false),
    ("frameworkType", Is::Line, false),
    ("officialSourceURL", Is::Uri, false),
    ("publisher", Is::Line, false),
    ("description", Is::Text, false),
    ("subject", Is::Lines, false),
    ("subjectURI", Is::Links, false),
    ("language", Is::Line, false),
    ("version", Is::Line, false),
    ("adoptionStatus", Is::Line, false),
    ("statusStartDate", Is::Day, false),
    ("statusEndDate", Is::Day, false),
    ("licenseURI", Is::Link, false),
    ("notes", Is::Text, false),
];

const ITEM: &[Field] = &[
    ("identifier", Is::Uuid, true),
    ("uri", Is::Uri, true),
    ("fullStatement", Is::Text, true),
    ("lastChangeDateTime", Is::Moment, true),
    ("alternativeLabel", Is::Line, false),
    ("CFItemType", Is::Line, false),
    ("CFItemTypeURI", Is::Link, false),
    ("humanCodingScheme", Is::Line, false),
    ("listEnumeration", Is::Line, false),
    ("abbreviatedStatement", Is::Line, false),
    ("conceptKeywords", Is::Lines, false),
    ("notes", Is::Text, false),
    ("language", Is::Line, false),
    ("educationLevel", Is::Lines, false),
    ("statusStartDate", Is::Day, false),
    ("statusEndDate", Is::Day, false),
];

const ASSOCIATION: &[Field] = &[
    ("identifier", Is::Uuid, true),
    ("uri", Is::Uri, true),
    ("associationType", Is::Association, true),
    ("originNodeURI", Is::Link, true),
    ("destinationNodeURI", Is::Link, true),
    ("lastChangeDateTime", Is::Moment, true),
    ("sequenceNumber", Is::Number, false),
];

const SUBJECT: &[Field] = &[
    ("identifier", Is::Uuid, true),
    ("uri", Is::Uri, true),
    ("title", Is::Line, true),
    ("hierarchyCode", Is::Line, true),
    ("lastChangeDateTime", Is::Moment, true),
    ("description", Is::Text, false),
];

const ITEM_TYPE: &[Field] = &[
    ("identifier", Is::Uuid, true),
    ("uri", Is::Uri, true),
    ("title", Is::Line, true),
    ("description", Is::Text, true),
    ("hierarchyCode", Is::Line, true),
    ("lastChangeDateTime", Is::Moment, true),
    ("typeCode", Is::Line, false),
];

const LINK: &[Field] = &[("title", Is::Line, true), ("identifier", Is::Uuid, true), ("uri", Is::Uri, true)];

const ASSOCIATIONS: [&str; 9] = [
    "isChildOf",
    "isPeerOf",
    "isPartOf",
    "exactMatchOf",
    "precedes",
    "isRelatedTo",
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
];

/// Everything that is wrong with a package.
pub(crate) fn faults(package: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let Some(parts) = package.as_object() else { return vec!["it is no object".to_owned()] };
    let known = ["CFDocument", "CFItems", "CFAssociations", "CFDefinitions"];
    found.extend(
        parts.keys().filter(|key| !known.contains(&key.as_str())).map(|key| format!("{key}: unknown")),
    );
    object("CFDocument", &package["CFDocument"], DOCUMENT, &mut found);
    for (name, fields) in [("CFItems", ITEM), ("CFAssociations", ASSOCIATION)] {
        let Some(all) = package[name].as_array() else { continue };
        all.iter().enumerate().for_each(|(at, one)| object(&format!("{name}/{at}"), one, fields, &mut found));
    }
    for (name, all) in package["CFDefinitions"].as_object().unwrap_or(&Map::new()) {
        let fields = match name.as_str() {
            "CFSubjects" => SUBJECT,
            "CFItemTypes" => ITEM_TYPE,
            _ => {
                found.push(format!("CFDefinitions/{name}: unknown"));
                continue;
            }
        };
        let all = all.as_array().map(Vec::as_slice).unwrap_or_default();
        all.iter().enumerate().for_each(|(at, one)| object(&format!("{name}/{at}"), one, fields, &mut found));
    }
    structure(package, &mut found);
    found
}

fn object(place: &str, value: &Value, fields: &[Field], found: &mut Vec<String>) {
    let Some(members) = value.as_object() else {
        found.push(format!("{place}: no object"));
        return;
    };
    for (name, member) in members {
        match fields.iter().find(|(known, ..)| known == name) {
            Some(&(_, is, _)) => field(&format!("{place}/{name}"), member, is, found),
            None => found.push(format!("{place}/{name}: unknown")),
        }
    }
    let missing = fields.iter().filter(|(name, _, required)| *required && !members.contains_key(*name));
    found.extend(missing.map(|(name, ..)| format!("{place}: no {name}")));
}

fn field(place: &str, value: &Value, is: Is, found: &mut Vec<String>) {
    let text = value.as_str();
    let good = match is {
        Is::Uuid => text.is_some_and(is_uuid),
        Is::Uri => text.is_some_and(|text| {
            let scheme = text.split_once(':').map(|(scheme, _)| scheme).unwrap_or_default();
            !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_lowercase()) && text.is_ascii()
        }),
        Is::Text => text.is_some_and(|text| !text.is_empty()),
        Is::Line => text.is_some_and(is_line),
        Is::Moment => text.is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok()),
        Is::Day => text.is_some_and(|text| text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10),
        Is::Number => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        Is::Association => text.is_some_and(|text| ASSOCIATIONS.contains(&text)),
        Is::Version => text == Some("1.1"),
        Is::Lines => {
            value.as_array().is_some_and(|all| all.iter().all(|one| one.as_str().is_some_and(is_line)))
        }
        Is::Link => {
            object(place, value, LINK, found);
            true
        }
        Is::Links => match value.as_array() {
            Some(all) => {
                all.iter().for_each(|one| object(place, one, LINK, found));
                true
            }
            None => false,
        },
    };
    if !good {
        found.push(format!("{place}: {value}"));
    }
}

/// In the form 8-4-4-4-12 in small letters, of version 5 and the usual variant.
fn is_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_hex = |part: &&str| part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    parts.iter().map(|part| part.len()).eq([8, 4, 4, 4, 12])
        && parts.iter().all(is_hex)
        && parts[2].starts_with('5')
        && parts[3].starts_with(['8', '9', 'a', 'b'])
}

fn is_line(text: &str) -> bool {
    !text.is_empty() && !text.contains(['\n', '\r', '\t'])
}

/// Identifiers are unique, every item hangs below the document, and siblings have different places.
fn structure(package: &Value, found: &mut Vec<String>) {
    let id = |value: &Value| value["identifier"].as_str().unwrap_or_default().to_owned();
    let empty = Vec::new();
    let items = package["CFItems"].as_array().unwrap_or(&empty);
    let associations = package["CFAssociations"].as_array().unwrap_or(&empty);
    let mut taken = BTreeSet::new();
    for one in items.iter().chain(associations).chain([&package["CFDocument"]]) {
        if !taken.insert(id(one)) {
            found.push(format!("{} stands twice", id(one)));
        }
    }
    let (mut parents, mut places) = (BTreeMap::new(), BTreeSet::new());
    for one in associations.iter().filter(|one| one["associationType"] == "isChildOf") {
        let (child, parent) = (id(&one["originNodeURI"]), id(&one["destinationNodeURI"]));
        if !places.insert((parent.clone(), one["sequenceNumber"].as_i64())) {
            found.push(format!("two children of {parent} have one place"));
        }
        if parents.insert(child.clone(), parent).is_some() {
            found.push(format!("{child} has two parents"));
        }
    }
    let document = id(&package["CFDocument"]);
    for item in items {
        let mut at = id(item);
        for _ in 0..4 {
            if at != document {
                at = parents.get(&at).cloned().unwrap_or_default();
            }
        }
        if at != document {
            found.push(format!("{} does not hang below the document", id(item)));
        }
    }
}
