//! The structure tree of a tagged PDF: which marked content is in which cell of which table, and in which paragraph.

use std::collections::HashMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};

use super::budget::{MAX_ELEMENTS, MAX_TREE_DEPTH, beyond};
use crate::forms::import::read_error::ReadError;

/// Where a piece of marked content is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The paragraph, item of a list or other block.
    pub(super) block: u32,
    /// The cell.
    pub(super) cell: Option<u32>,
    /// Whether it is in a list, and whether it is the mark of an item.
    pub(super) in_list: bool,
    pub(super) is_label: bool,
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TreeCell {
    /// The row, numbered through the whole document.
    pub(super) row: u32,
    pub(super) table: u32,
    pub(super) rowspan: usize,
    pub(super) colspan: usize,
    pub(super) is_heading: bool,
}

/// The structure of a document.
#[derive(Debug, Default)]
pub(super) struct Tree {
    leaves: HashMap<(usize, u32), Leaf>,
    pub(super) cells: Vec<TreeCell>,
}

impl Tree {
    /// Where the content with this number on this page, from 0, is.
    pub(super) fn leaf(&self, page: usize, mcid: Option<u32>) -> Option<Leaf> {
        self.leaves.get(&(page, mcid?)).copied()
    }

    pub(super) fn cell(&self, cell: Option<u32>) -> Option<&TreeCell> {
        self.cells.get(usize::try_from(cell?).ok()?)
    }
}

/// Reads the structure of a document; without one it is empty.
///
/// # Errors
/// [`ReadError`] if it is beyond the limits.
pub(super) fn tree(pdf: &Pdf) -> Result<Tree, ReadError> {
    let root = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id());
    let Some(root) = root.and_then(|root| root.get::<Dict<'_>>(b"StructTreeRoot")) else {
        return Ok(Tree::default());
    };
    let pages = pdf.pages().iter().enumerate();
    let mut walk = Walk {
        pages: pages.filter_map(|(at, page)| Some((page.raw().obj_id()?, at))).collect(),
        roles: root.get::<Dict<'_>>(b"RoleMap"),
        tree: Tree::default(),
        elements: 0,
        blocks: 0,
        rows: 0,
        tables: 0,
    };
    walk.kids(&root, TreePosition::default(), 0)?;
    Ok(walk.tree)
}

/// Where the walk is.
#[derive(Clone, Copy, Default)]
struct TreePosition {
    page: Option<usize>,
    leaf: Leaf,
    table: Option<u32>,
    row: Option<u32>,
}

struct Walk<'a> {
    pages: HashMap<ObjectIdentifier, usize>,
    roles: Option<Dict<'a>>,
    tree: Tree,
    elements: usize,
    blocks: u32,
    rows: u32,
    tables: u32,
}

impl<'a> Walk<'a> {
    fn kids(&mut self, element: &Dict<'a>, place: TreePosition, depth: usize) -> Result<(), ReadError> {
        if depth > MAX_TREE_DEPTH {
            return Err(beyond(("levels of structure", "層文件結構"), MAX_TREE_DEPTH));
        }
        match element.get::<Object<'a>>(b"K") {
            Some(Object::Array(kids)) => {
                for kid in Array::iter::<Object<'a>>(&kids) {
                    self.kid(kid, place, depth)?;
                }
                Ok(())
            }
            Some(kid) => self.kid(kid, place, depth),
            None => Ok(()),
        }
    }

    fn kid(&mut self, kid: Object<'a>, mut place: TreePosition, depth: usize) -> Result<(), ReadError> {
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(beyond(("elements of structure", "個文件結構元素"), MAX_ELEMENTS));
        }
        let dict = match kid {
            Object::Number(number) => {
                self.leaf(place, u32::try_from(number.as_i64()).ok());
                return Ok(());
            }
            Object::Dict(dict) => dict,
            _ => return Ok(()),
        };
        if let Some(page) = dict.get_ref(b"Pg").and_then(|page| self.pages.get(&page.into())) {
            place.page = Some(*page);
        }
        match dict.get::<Name<'a>>(b"Type").as_deref() {
            Some(b"MCR") => self.leaf(place, dict.get::<u32>(b"MCID")),
            Some(b"OBJR") => {}
            _ => {
                self.enter(&dict, &mut place);
                self.kids(&dict, place, depth + 1)?;
            }
        }
        Ok(())
    }

    fn leaf(&mut self, place: TreePosition, mcid: Option<u32>) {
        if let (Some(page), Some(mcid)) = (place.page, mcid) {
            self.tree.leaves.insert((page, mcid), place.leaf);
        }
    }

    fn enter(&mut self, dict: &Dict<'a>, place: &mut TreePosition) {
        let role = self.role(dict);
        match role.as_slice() {
            b"Table" => {
                self.tables += 1;
                (place.table, place.row, place.leaf.cell) = (Some(self.tables), None, None);
            }
            b"TR" => {
                self.rows += 1;
                (place.row, place.leaf.cell) = (Some(self.rows), None);
            }
            b"TD" | b"TH" => {
                if let (Some(table), Some(row)) = (place.table, place.row) {
                    let [rowspan, colspan] = [b"RowSpan", b"ColSpan"].map(|key| span(dict, key));
                    place.leaf.cell = u32::try_from(self.tree.cells.len()).ok();
                    let is_heading = role == b"TH";
                    self.tree.cells.push(TreeCell { row, table, rowspan, colspan, is_heading });
                }
            }
            b"L" => place.leaf.in_list = true,
            b"Lbl" => place.leaf.is_label = true,
            _ => {}
        }
        const BLOCKS: [&[u8]; 17] = [
            b"P",
            b"H",
            b"H1",
            b"H2",
            b"H3",
            b"H4",
            b"H5",
            b"H6",
            b"LI",
            b"Div",
            b"TD",
            b"TH",
            b"Table",
            b"Caption",
            b"BlockQuote",
            b"Note",
            b"Title",
        ];
        if BLOCKS.contains(&role.as_slice()) {
            self.blocks += 1;
            place.leaf.block = self.blocks;
        }
    }

    /// The standard role of an element.
    fn role(&self, dict: &Dict<'a>) -> Vec<u8> {
        let Some(mut role) = dict.get::<Name<'a>>(b"S") else { return Vec::new() };
        const LONGEST_CHAIN: usize = 8;
        for _ in 0..LONGEST_CHAIN {
            match self.roles.as_ref().and_then(|roles| roles.get::<Name<'a>>(&*role)) {
                Some(next) if *next != *role => role = next,
                _ => break,
            }
        }
        role.to_vec()
    }
}

/// How many rows or columns a cell covers, by its attributes.
fn span(dict: &Dict<'_>, key: &[u8]) -> usize {
    let of = |attributes: &Dict<'_>| attributes.get::<u32>(key);
    let found = match dict.get::<Object<'_>>(b"A") {
        Some(Object::Dict(attributes)) => of(&attributes),
        Some(Object::Array(all)) => {
            all.iter::<Object<'_>>().filter_map(Object::into_dict).find_map(|attributes| of(&attributes))
        }
        _ => None,
    };
    found.and_then(|span| usize::try_from(span).ok()).unwrap_or(1).clamp(1, 1000)
}
