//! The order of the modules: `src/lib.rs` lists the layers from the ground up, and nothing in `src` takes a name from a
//! layer above its own, from a neighbour that leans on it, or past the facade.
//!
//! Every file is parsed; imports, paths in the code and the tokens of macros count, documentation and unit tests do
//! not: a test may show a lower layer with the help of an upper one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::support::sources;

/// A module by its path from the root of the crate.
type Module = Vec<String>;

/// A file of `src` with the paths that it takes from the crate.
struct File {
    path: PathBuf,
    module: Module,
    /// Absolute paths, the name that is taken included.
    taken: BTreeSet<Vec<String>>,
}

#[test]
fn no_module_takes_a_name_from_a_layer_above_its_own() {
    let layers = layers(&fs::read_to_string("src/lib.rs").unwrap());
    let files = files();
    for top in files.iter().filter_map(|file| file.module.first()) {
        assert!(layers.contains_key(top), "src/lib.rs puts no `{top}` into a layer");
    }
    let mut wrong = upward(&files, &layers);
    wrong.extend(circles(&files));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(files.len() > 100, "only {} files were looked at", files.len());
}

#[test]
fn an_upward_name_and_a_circle_are_found_wherever_they_are_written() {
    let layers = layers("//! 1. [`text`]\n//! 2. [`files`], [`model`]\n//! 3. [`rules`]\n");
    let of = |module: &str, source: &str| {
        let module: Module = module.split("::").map(str::to_owned).collect();
        let path = PathBuf::from(module.join("/"));
        File { taken: taken(source, &module), path, module }
    };
    let rules = || [of("rules", ""), of("rules::a", ""), of("rules::b", "")];
    for source in [
        "use crate::rules::Rule;",
        "use crate::{rules::Rule};",
        "pub use super::rules::Rule as R;",
        "fn f() { crate::rules::b::f(); }",
        "fn f(_: &crate::rules::Rule) {}",
        "fn f() { println!(\"{}\", crate::rules::NAME); }",
        "macro_rules! m { () => { $crate::rules::f() } }",
        "mod inner { use super::super::rules::Rule; }",
    ] {
        let files = rules().into_iter().chain([of("text", source)]).collect::<Vec<_>>();
        let found = upward(&files, &layers);
        assert!(found.len() == 1 && found[0].contains("`crate::rules"), "{source}: {found:?}");
    }
    let quiet =
        "/// [`crate::rules`]\nuse crate::text::f; #[cfg(test)] mod tests { use crate::rules::Rule; }";
    let files = rules().into_iter().chain([of("text", ""), of("model", quiet)]).collect::<Vec<_>>();
    assert_eq!(upward(&files, &layers), [""; 0]);
    assert_eq!(circles(&files), [""; 0]);
    let two = |one, other| vec![of("rules", ""), of("rules::a", one), of("rules::b", other)];
    assert_eq!(circles(&two("use super::b::g;", "use crate::rules::a::f;")).len(), 1);
    assert_eq!(circles(&two("use super::b::g;", "")).len(), 0);
}

/// The layers as `src/lib.rs` lists them: lines such as `// 2. [`files`], [`classifications`]: …`.
fn layers(lib: &str) -> BTreeMap<String, usize> {
    let numbered = |line: &str| {
        let (number, names) =
            line.strip_prefix("// ").or_else(|| line.strip_prefix("//! "))?.split_once(". ")?;
        let number: usize = number.parse().ok()?;
        let names = names.split("[`").skip(1).filter_map(|name| name.split_once("`]"));
        let names = names.map(|(name, _)| name.trim_start_matches("mod@").to_owned());
        Some(names.map(|name| (name, number)).collect::<Vec<_>>())
    };
    lib.lines().filter_map(numbered).flatten().collect()
}

/// Names that come from above, each with its file, and names that are taken past their module.
fn upward(files: &[File], layers: &BTreeMap<String, usize>) -> Vec<String> {
    let modules: BTreeSet<&Module> = files.iter().map(|file| &file.module).collect();
    let mut wrong = Vec::new();
    for file in files {
        let Some(own) = file.module.first().and_then(|top| layers.get(top)) else { continue };
        for taken in &file.taken {
            let (path, name) = (file.path.display(), taken.join("::"));
            match layers.get(&taken[0]) {
                Some(layer) if layer > own => {
                    wrong.push(format!(
                        "{path} is of layer {own} and takes `crate::{name}` from layer {layer}"
                    ));
                }
                None if !modules.contains(&taken[..1].to_vec()) && !is_macro(&taken[0]) => {
                    wrong.push(format!("{path} takes `crate::{name}` from the facade; name its module"));
                }
                _ => {}
            }
        }
    }
    wrong
}

/// The macros that the crate exports, which stand at its root wherever they are written.
fn is_macro(name: &str) -> bool {
    name == "bilingual"
}

/// Modules of one folder that lean on each other, directly or through others.
fn circles(files: &[File]) -> Vec<String> {
    let modules: BTreeSet<&Module> = files.iter().map(|file| &file.module).collect();
    let mut arrows: BTreeMap<Module, BTreeMap<Module, String>> = BTreeMap::new();
    for file in files {
        for taken in &file.taken {
            let Some(target) =
                (1..=taken.len()).rev().map(|n| taken[..n].to_vec()).find(|path| modules.contains(path))
            else {
                continue;
            };
            // The two children of the folder in which both modules are.
            let shared = file.module.iter().zip(&target).take_while(|(one, other)| one == other).count();
            if shared == file.module.len() || shared == target.len() {
                continue;
            }
            let (from, to) = (file.module[..=shared].to_vec(), target[..=shared].to_vec());
            let said = format!("{} takes `crate::{}`", file.path.display(), taken.join("::"));
            arrows.entry(from).or_default().entry(to).or_insert(said);
        }
    }
    let reaches = |from: &Module, to: &Module| {
        let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(module) = next.pop() {
            if seen.insert(module) {
                next.extend(arrows.get(module).into_iter().flat_map(BTreeMap::keys));
            }
        }
        seen.contains(to)
    };
    let mut wrong = Vec::new();
    for (from, targets) in &arrows {
        for (to, said) in targets {
            if from < to && reaches(to, from) {
                let back = arrows.get(to).and_then(|targets| targets.get(from));
                let back =
                    back.map_or_else(|| "and the way back leads through others".to_owned(), Clone::clone);
                wrong.push(format!(
                    "{} and {} lean on each other: {said}; {back}",
                    from.join("::"),
                    to.join("::")
                ));
            }
        }
    }
    wrong
}

/// Every file of `src` but the unit tests.
fn files() -> Vec<File> {
    let of_path = |path: PathBuf| {
        let module = module(&path);
        let source = fs::read_to_string(&path).unwrap();
        File { taken: taken(&source, &module), path, module }
    };
    let mut files: Vec<File> =
        sources().into_iter().filter(|path| !path.ends_with("tests.rs")).map(of_path).collect();
    // The root only puts the modules together.
    files.retain(|file| !file.module.is_empty() && !PROGRAM.iter().any(|path| file.path == Path::new(path)));
    files
}

fn module(path: &Path) -> Module {
    let path = path.strip_prefix("src").unwrap().with_extension("");
    let mut module: Module =
        path.components().map(|part| part.as_os_str().to_str().unwrap().to_owned()).collect();
    if module.last().is_some_and(|last| matches!(last.as_str(), "mod" | "lib")) {
        module.pop();
    }
    module
}

/// The paths that a source takes from its crate.
fn taken(source: &str, module: &Module) -> BTreeSet<Vec<String>> {
    let mut taken = Taken { module: module.clone(), paths: BTreeSet::new() };
    taken.visit_file(&syn::parse_file(source).unwrap());
    taken.paths
}

/// The files of the program, which stands above the library.
const PROGRAM: [&str; 3] = ["src/main.rs", "src/program.rs", "src/signals.rs"];

struct Taken {
    module: Module,
    paths: BTreeSet<Vec<String>>,
}

impl Taken {
    /// Keeps a path that begins with `crate` or `super`, made absolute.
    fn take(&mut self, path: &[String]) {
        let absolute = match path.first().map(String::as_str) {
            Some("crate") => path[1..].to_vec(),
            Some("super") => {
                let ups = path.iter().take_while(|part| *part == "super").count();
                let Some(kept) = self.module.len().checked_sub(ups) else { return };
                self.module[..kept].iter().chain(&path[ups..]).cloned().collect()
            }
            _ => return,
        };
        if absolute.first().is_some_and(|first| first != "*") {
            self.paths.insert(absolute);
        }
    }

    fn tree(&mut self, tree: &syn::UseTree, before: &[String]) {
        let with = |name: &syn::Ident| before.iter().cloned().chain([name.to_string()]).collect::<Vec<_>>();
        match tree {
            syn::UseTree::Path(path) => self.tree(&path.tree, &with(&path.ident)),
            syn::UseTree::Name(name) if name.ident == "self" => self.take(before),
            syn::UseTree::Name(name) => self.take(&with(&name.ident)),
            syn::UseTree::Rename(rename) => self.take(&with(&rename.ident)),
            syn::UseTree::Glob(_) => self.take(before),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, before)),
        }
    }

    /// The paths among the tokens of a macro, which is no tree yet.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.take(&path);
                        path.clear();
                    }
                    path.push(name.to_string());
                    colons = 0;
                }
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                TokenTree::Group(group) => {
                    self.take(&path);
                    path.clear();
                    self.tokens(group.stream());
                }
                _ => {
                    self.take(&path);
                    path.clear();
                }
            }
        }
        self.take(&path);
    }
}

impl<'ast> Visit<'ast> for Taken {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        self.take(&parts);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        self.visit_path(&mac.path);
        self.tokens(mac.tokens.clone());
    }

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let is_test = item.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Ident>().is_ok_and(|condition| condition == "test")
        });
        if is_test {
            return;
        }
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }
}
