//! A word that says little names one type at most: who searches for `Entry` finds one.

use std::collections::BTreeMap;
use std::fs;

use syn::visit::{self, Visit};

use super::support::sources;

/// Words that could name nearly anything in this program. `Form` is the official form.
const VAGUE: [&str; 6] = ["Entry", "Form", "Found", "Listed", "Part", "Place"];

/// The names of the types of a file.
struct Types(Vec<String>);

impl<'ast> Visit<'ast> for Types {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        match item {
            syn::Item::Struct(item) => self.0.push(item.ident.to_string()),
            syn::Item::Enum(item) => self.0.push(item.ident.to_string()),
            syn::Item::Trait(item) => self.0.push(item.ident.to_string()),
            syn::Item::Type(item) => self.0.push(item.ident.to_string()),
            _ => {}
        }
        visit::visit_item(self, item);
    }
}

fn types(source: &str) -> Vec<String> {
    let mut types = Types(Vec::new());
    types.visit_file(&syn::parse_file(source).unwrap());
    types.0
}

#[test]
fn a_vague_word_names_one_type_at_most() {
    assert_eq!(
        types("struct Entry; mod inner { enum Part {} } type Found = u8; fn f() { struct Place; }"),
        ["Entry", "Part", "Found", "Place"]
    );
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in sources() {
        for name in types(&fs::read_to_string(&path).unwrap()) {
            places.entry(name).or_default().push(path.display().to_string());
        }
    }
    assert!(places.len() > 500, "only {} types were found", places.len());
    for name in VAGUE {
        let places = places.get(name).map_or(&[] as &[String], Vec::as_slice);
        assert!(places.len() <= 1, "`{name}` names several types: {places:?}");
    }
}
