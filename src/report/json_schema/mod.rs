//! The schemas (2020-12) of what is written as JSON, a file each. They stand apart from the structs that are serialized, so
//! that a struct that changes in passing fails the test that holds real output to them.

mod catalogue;
mod diff;
mod findings;
mod import;
mod list;
mod render;

use serde_json::{Map, Value as Json, json};

/// A kind of JSON that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// `ttm validate --format json`, and a line of `--format jsonl`.
    Findings,
    /// `ttm diff --format json`.
    Diff,
    /// `ttm import --report FILE`.
    Import,
    /// A line of `ttm render --format json`.
    Render,
    /// `ttm list --format json`.
    List,
    /// A line of `ttm list --names`.
    Names,
    /// `ttm find --format json`.
    Find,
    /// `ttm show --format json`.
    Show,
    /// `ttm gap --format json`.
    Gap,
}

impl Output {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Findings,
        Self::Diff,
        Self::Import,
        Self::Render,
        Self::List,
        Self::Names,
        Self::Find,
        Self::Show,
        Self::Gap,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Findings => "findings",
            Self::Diff => "diff",
            Self::Import => "import",
            Self::Render => "render",
            Self::List => "list",
            Self::Names => "names",
            Self::Find => "find",
            Self::Show => "show",
            Self::Gap => "gap",
        }
    }
}

/// The version of every schema here, which is that of the JSON.
const VERSION: u8 = 1;

/// The schema of an output.
pub fn schema(of: Output) -> String {
    let (title, root, mut definitions) = match of {
        Output::Findings => findings::parts(),
        Output::Diff => diff::parts(),
        Output::Import => import::parts(),
        Output::Render => render::parts(),
        Output::List => list::parts(),
        Output::Names => list::names(),
        Output::Find => catalogue::find(),
        Output::Show => catalogue::show(),
        Output::Gap => catalogue::gap(),
    };
    if definitions.remove(TEXT_WANTED).is_some() {
        definitions.insert(
            "text".into(),
            described(
                "A text in English and in Traditional Chinese.",
                object(&[("en", text()), ("zh", text())]),
            ),
        );
    }
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:icap-ttm:schema:{}:{VERSION}", of.name()),
        "title": title,
    });
    if let (Json::Object(schema), Json::Object(root)) = (&mut schema, root) {
        schema.extend(root);
        schema.insert("$defs".into(), Json::Object(definitions));
    }
    // A tree of strings always serializes.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// Title, root and definitions of a schema.
type Parts = (&'static str, Json, Map<String, Json>);

/// Stands in definitions that refer to [`both`].
const TEXT_WANTED: &str = "";

/// Definitions, with that of a text in two languages.
fn definitions(named: impl IntoIterator<Item = (&'static str, Json)>) -> Map<String, Json> {
    let mut definitions: Map<String, Json> = Map::new();
    definitions.insert(TEXT_WANTED.into(), Json::Null);
    definitions.extend(named.into_iter().map(|(name, schema)| (name.to_owned(), schema)));
    definitions
}

// What follows is called some hundred times in one function: 60 KB of the program where the compiler puts it in place.

/// A mapping that has exactly these keys.
#[inline(never)]
fn object(members: &[(&str, Json)]) -> Json {
    let mut schema = open_object(members);
    schema["additionalProperties"] = json!(false);
    schema
}

/// A mapping that has these keys and may have others, which another definition beside it allows.
fn open_object(members: &[(&str, Json)]) -> Json {
    let properties: Map<String, Json> =
        members.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    let required: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    json!({"type": "object", "properties": properties, "required": required})
}

/// The same mapping without the need for one of its keys.
fn optional(mut schema: Json, key: &str) -> Json {
    if let Some(required) = schema["required"].as_array_mut() {
        required.retain(|name| name != key);
    }
    schema
}

#[inline(never)]
fn described(description: &str, mut schema: Json) -> Json {
    schema["description"] = json!(description);
    schema
}

#[inline(never)]
fn text() -> Json {
    json!({"type": "string"})
}

#[inline(never)]
fn text_or_null() -> Json {
    json!({"type": ["string", "null"]})
}

#[inline(never)]
fn flag() -> Json {
    json!({"type": "boolean"})
}

#[inline(never)]
fn count() -> Json {
    json!({"type": "integer", "minimum": 0})
}

/// A line or a column.
#[inline(never)]
fn ordinal() -> Json {
    json!({"type": "integer", "minimum": 1})
}

#[inline(never)]
fn level_or_null() -> Json {
    json!({"enum": [1, 2, 3, 4, 5, 6, null]})
}

fn version() -> Json {
    json!({"const": VERSION})
}

#[inline(never)]
fn list(items: Json) -> Json {
    let mut schema = json!({"type": "array"});
    schema["items"] = items;
    schema
}

#[inline(never)]
fn one_of(names: &[&str]) -> Json {
    json!({"enum": names})
}

#[inline(never)]
fn reference(name: &str) -> Json {
    json!({"$ref": format!("#/$defs/{name}")})
}

fn reference_or_null(name: &str) -> Json {
    json!({"anyOf": [reference(name), {"type": "null"}]})
}

/// A text in two languages.
#[inline(never)]
fn both() -> Json {
    reference("text")
}
