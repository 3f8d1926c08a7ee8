//! The JSON Schema (2020-12) of the format, generated from the table that decoding uses.
//!
//! It says what a shape is and which keys a collection of codes may have, so that an editor flags `levle` and `X12`
//! while they are typed. Titles and descriptions are in Chinese and English, since editors show them on hover.

use serde_json::{Map, Value as Json, json};

use crate::format::{Choice, Field, STANDARD, Shape, Value};
use crate::model::{Kind, StatusValue};
use crate::text::bilingual::Bilingual;

/// The number of the format, as the schema's identifier has it.
const FORMAT: u8 = 1;

/// A year, month and day that exist, leap years included. JSON Schema has no other way to refuse 2021-02-30 that
/// every validator checks. `\d` would be any digit of any script to some.
const DATE: &str = "^(?:\
    [0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|\
    02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$";

/// The schema, as it lies beside the standards.
pub fn schema() -> String {
    let mut definitions = Map::new();
    let mut root = mapping(&STANDARD, &mut definitions);
    if let Json::Object(root) = &mut root {
        root.insert("$defs".into(), Json::Object(definitions));
        root.shift_insert(0, "$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
        root.shift_insert(1, "$id".into(), json!(format!("urn:icap-ttm:schema:standard:{FORMAT}")));
    }
    // A tree of strings always serializes.
    serde_json::to_string_pretty(&root).unwrap_or_default() + "\n"
}

/// A mapping with known keys.
fn mapping(shape: &'static Shape, definitions: &mut Map<String, Json>) -> Json {
    let properties: Map<String, Json> =
        shape.fields.iter().map(|field| (field.key.to_owned(), property(field, definitions))).collect();
    let mut schema = described(&shape.title, &shape.about, json!({"type": "object"}));
    schema["properties"] = Json::Object(properties);
    schema["additionalProperties"] = json!(false);
    let required: Vec<_> =
        shape.fields.iter().filter(|field| field.required).map(|field| field.key).collect();
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
    match shape.choice {
        Choice::Free => {}
        Choice::One => {
            schema["minProperties"] = json!(1);
            schema["maxProperties"] = json!(1);
        }
        Choice::Instead(key, others) => {
            let excluded: Map<String, Json> =
                others.iter().map(|&other| (other.to_owned(), json!(false))).collect();
            schema["dependentSchemas"] = json!({key: {"properties": excluded}});
        }
    }
    schema
}

/// A reference to the definition of a shape, which is made where it is not there yet.
fn reference(shape: &'static Shape, definitions: &mut Map<String, Json>) -> Json {
    if !definitions.contains_key(shape.name) {
        definitions.insert(shape.name.to_owned(), Json::Null);
        let definition = mapping(shape, definitions);
        definitions.insert(shape.name.to_owned(), definition);
    }
    json!({"$ref": format!("#/$defs/{}", shape.name)})
}

fn property(field: &'static Field, definitions: &mut Map<String, Json>) -> Json {
    let schema = match &field.value {
        Value::Text => text(),
        Value::Level => json!({"enum": [1, 2, 3, 4, 5, 6, null]}),
        Value::Date => json!({"type": ["string", "null"], "pattern": DATE}),
        Value::Status => {
            let mut words: Vec<Json> = StatusValue::BOTH.iter().map(|status| json!(status.key())).collect();
            words.push(Json::Null);
            json!({"enum": words})
        }
        Value::Texts => json!({"type": ["array", "null"], "items": text()}),
        Value::References(kind) => json!({
            "type": "array",
            "items": described(&kind_title(*kind), &kind_about(*kind), json!({"anyOf": [text(), pair(*kind)]})),
        }),
        Value::Items(kind) => coded(*kind, None, field.required, definitions),
        Value::Parts(kind, shape) => coded(*kind, Some(shape), field.required, definitions),
        Value::Mapping(shape) if shape.may_be_empty() => {
            json!({"anyOf": [reference(shape, definitions), {"type": "null"}]})
        }
        Value::Mapping(shape) => reference(shape, definitions),
        Value::Mappings(shape) => json!({"type": ["array", "null"], "items": reference(shape, definitions)}),
    };
    described(&field.title, &field.about, schema)
}

/// Any scalar: `4221` and `1e3` are texts too, whatever a YAML reader makes of them.
fn text() -> Json {
    json!({"type": ["string", "number", "boolean", "null"]})
}

/// A code of a kind and its name, where the list has several names for it.
fn pair(kind: Kind) -> Json {
    let about = Bilingual::fixed(
        "The name that is printed here, where the list has this code with several names.",
        "清單裡同一個代碼有好幾個名稱時，這裡印的是哪一個。",
    );
    one_pair(&json!({kind.pattern(): described(&kind_title(kind), &about, text())}))
}

fn one_pair(entry: &Json) -> Json {
    json!({
        "type": "object",
        "patternProperties": entry,
        "additionalProperties": false,
        "minProperties": 1,
        "maxProperties": 1,
    })
}

/// A collection keyed by codes of a kind: a mapping, or a list of one-pair mappings and, for items, plain texts.
fn coded(
    kind: Kind,
    shape: Option<&'static Shape>,
    required: bool,
    definitions: &mut Map<String, Json>,
) -> Json {
    let value = match shape {
        Some(shape) => reference(shape, definitions),
        None => text(),
    };
    let entry = json!({kind.pattern(): described(&kind_title(kind), &kind_about(kind), value)});
    let mut object = json!({"type": "object", "patternProperties": entry, "additionalProperties": false});
    let pair = one_pair(&entry);
    let mut list = match shape {
        Some(_) => json!({"type": "array", "items": pair}),
        None => json!({"type": "array", "items": {"anyOf": [pair, text()]}}),
    };
    if required {
        object["minProperties"] = json!(1);
        list["minItems"] = json!(1);
        json!({"anyOf": [object, list]})
    } else {
        json!({"anyOf": [object, list, {"type": "null"}]})
    }
}

fn described(title: &Bilingual, about: &Bilingual, schema: Json) -> Json {
    let mut described = json!({
        "title": format!("{} {}", title.zh, title.en),
        "description": format!("{}\n\n{}", about.zh, about.en),
    });
    if let (Json::Object(described), Json::Object(schema)) = (&mut described, schema) {
        described.extend(schema);
    }
    described
}

fn kind_title(kind: Kind) -> Bilingual {
    Bilingual::fixed(kind.en(), kind.zh())
}

fn kind_about(kind: Kind) -> Bilingual {
    match kind {
        Kind::Duty => {
            Bilingual::fixed("A duty: T and its position in the table.", "主要職責：T 加上它在表中的順序。")
        }
        Kind::Task => Bilingual::fixed(
            "A task: T, the number of its duty and its position there.",
            "工作任務：T 加上所屬主要職責的編號，再加上它在其中的順序。",
        ),
        Kind::Output => Bilingual::fixed(
            "An output: O, the two numbers of its task and its position there.",
            "工作產出：O 加上所屬工作任務的兩個編號，再加上它在其中的順序。",
        ),
        Kind::Indicator => Bilingual::fixed(
            "A behaviour indicator: P, the two numbers of its task and its position there. One full sentence.",
            "行為指標：P 加上所屬工作任務的兩個編號，再加上它在其中的順序。一個完整的句子。",
        ),
        Kind::Knowledge => Bilingual::fixed(
            "A knowledge: K and two or more digits, from one list for the whole standard.",
            "知識：K 加上兩位以上的數字，整份職能基準共用一個清單。",
        ),
        Kind::Skill => Bilingual::fixed(
            "A skill: S and two or more digits, from one list for the whole standard.",
            "技能：S 加上兩位以上的數字，整份職能基準共用一個清單。",
        ),
        Kind::Attitude => Bilingual::fixed(
            "An attitude: A and two or more digits. A name, or a name, ： and a description.",
            "態度：A 加上兩位以上的數字。寫名稱，或「名稱：說明」。",
        ),
    }
}
