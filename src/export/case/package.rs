//! The parts of a package that are written, with the names of CASE. Its plain texts (`NormalizedString`) are on one line.

use serde::Serialize;

use super::identifier;

#[derive(Serialize)]
pub(super) struct Package {
    #[serde(rename = "CFDocument")]
    pub(super) document: Document,
    #[serde(rename = "CFItems")]
    pub(super) items: Vec<Item>,
    #[serde(rename = "CFAssociations")]
    pub(super) associations: Vec<Association>,
    #[serde(rename = "CFDefinitions")]
    pub(super) definitions: Definitions,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Document {
    pub(super) identifier: String,
    pub(super) uri: String,
    pub(super) case_version: &'static str,
    pub(super) creator: String,
    pub(super) title: String,
    #[serde(rename = "lastChangeDateTime")]
    pub(super) last_change: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) subject: Vec<String>,
    #[serde(rename = "subjectURI", skip_serializing_if = "Vec::is_empty")]
    pub(super) subject_uri: Vec<Link>,
    pub(super) language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) adoption_status: Option<&'static str>,
    #[serde(rename = "statusStartDate", skip_serializing_if = "Option::is_none")]
    pub(super) status_start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) notes: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Item {
    pub(super) identifier: String,
    pub(super) uri: String,
    pub(super) full_statement: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) human_coding_scheme: Option<String>,
    #[serde(rename = "CFItemType")]
    pub(super) item_type: String,
    #[serde(rename = "CFItemTypeURI")]
    pub(super) item_type_uri: Link,
    #[serde(rename = "lastChangeDateTime")]
    pub(super) last_change: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Association {
    pub(super) identifier: String,
    pub(super) association_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sequence_number: Option<usize>,
    pub(super) uri: String,
    #[serde(rename = "originNodeURI")]
    pub(super) origin: Link,
    #[serde(rename = "destinationNodeURI")]
    pub(super) destination: Link,
    #[serde(rename = "lastChangeDateTime")]
    pub(super) last_change: String,
}

#[derive(Clone, Serialize)]
pub(super) struct Link {
    pub(super) title: String,
    pub(super) identifier: String,
    pub(super) uri: String,
}

#[derive(Serialize)]
pub(super) struct Definitions {
    #[serde(rename = "CFSubjects", skip_serializing_if = "Vec::is_empty")]
    pub(super) subjects: Vec<Subject>,
    #[serde(rename = "CFItemTypes")]
    pub(super) item_types: Vec<ItemType>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Subject {
    pub(super) identifier: String,
    pub(super) uri: String,
    pub(super) title: String,
    pub(super) hierarchy_code: String,
    #[serde(rename = "lastChangeDateTime")]
    pub(super) last_change: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ItemType {
    pub(super) identifier: String,
    pub(super) uri: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) hierarchy_code: String,
    pub(super) type_code: String,
    #[serde(rename = "lastChangeDateTime")]
    pub(super) last_change: String,
}

impl Association {
    /// It is named after what it leads from and to, which decides in which package it stands.
    pub(super) fn new(
        of: &'static str,
        origin: Link,
        destination: Link,
        sequence_number: Option<usize>,
        last_change: &str,
    ) -> Self {
        let name = identifier(&format!("{} {of} {}", origin.identifier, destination.identifier));
        Self {
            uri: format!("urn:uuid:{name}"),
            identifier: name,
            association_type: of,
            sequence_number,
            origin,
            destination,
            last_change: last_change.to_owned(),
        }
    }
}
