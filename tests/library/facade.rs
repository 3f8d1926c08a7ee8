//! What others build on is small enough to be read at once.

use std::fs;

use syn::{Item, UseTree, Visibility};

/// How many documented items there may be.
const MAX: usize = 60;

fn is_hidden(attributes: &[syn::Attribute]) -> bool {
    let hidden = |attribute: &syn::Attribute| {
        attribute.path().is_ident("doc")
            && attribute.parse_args::<syn::Ident>().is_ok_and(|argument| argument == "hidden")
    };
    attributes.iter().any(hidden)
}

/// The names that a `use` brings.
fn names(tree: &UseTree, to: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => names(&path.tree, to),
        UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, to)),
        UseTree::Name(name) => to.push(name.ident.to_string()),
        UseTree::Rename(renamed) => to.push(renamed.rename.to_string()),
        UseTree::Glob(_) => panic!("what a glob brings is not seen here"),
    }
}

/// The names of the public items of a source that are not hidden.
fn documented(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for item in syn::parse_file(source).unwrap().items {
        let (visibility, attributes, name) = match &item {
            Item::Use(item) if matches!(item.vis, Visibility::Public(_)) && !is_hidden(&item.attrs) => {
                names(&item.tree, &mut found);
                continue;
            }
            Item::Mod(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Struct(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Enum(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Fn(item) => (&item.vis, &item.attrs, item.sig.ident.to_string()),
            Item::Type(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Const(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Static(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            Item::Trait(item) => (&item.vis, &item.attrs, item.ident.to_string()),
            _ => continue,
        };
        if matches!(visibility, Visibility::Public(_)) && !is_hidden(attributes) {
            found.push(name);
        }
    }
    found
}

#[test]
fn the_facade_has_at_most_sixty_documented_items() {
    let mut items = documented(&fs::read_to_string("src/lib.rs").unwrap());
    assert!(items.contains(&"check".to_owned()) && items.contains(&"RenderFormat".to_owned()), "{items:?}");
    assert!(!items.contains(&"rules".to_owned()), "{items:?}");
    items.extend(documented(&fs::read_to_string("src/model/owned.rs").unwrap()));
    assert!(items.contains(&"Coded".to_owned()), "{items:?}");
    assert!(items.len() <= MAX, "{} documented items: {items:?}", items.len());
}
