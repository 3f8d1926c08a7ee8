//! A standard as layers of entries, each with the index of its parent, for pairing.

use super::pair::{Node, hash};
use crate::model::{Duty, Field, Item, Row, Standard, Task, Text};
use crate::text::fold::{term, wording};
use crate::versions::likeness::Bag;

/// The main table of one standard.
#[derive(Default)]
pub(super) struct Tree<'a> {
    /// Every duty.
    pub(super) duties: Vec<Node<'a>>,
    /// Every task, below its duty.
    pub(super) tasks: Vec<Node<'a>>,
    /// Every further task of a cell, below the task that has the cell.
    pub(super) also: Vec<Node<'a>>,
    /// Every row, below its task.
    pub(super) rows: Vec<Node<'a>>,
    /// Every output, below its row.
    pub(super) outputs: Vec<Node<'a>>,
    /// Every indicator, below its row.
    pub(super) indicators: Vec<Node<'a>>,
    /// The model parts that the nodes were built from.
    pub(super) made_of: Sources<'a>,
}

/// The duties, tasks and rows, in the order of their nodes.
#[derive(Default)]
pub(super) struct Sources<'a> {
    /// The duties.
    pub(super) duties: Vec<&'a Duty<'a>>,
    /// The tasks.
    pub(super) tasks: Vec<&'a Task<'a>>,
    /// The rows.
    pub(super) rows: Vec<&'a Row<'a>>,
}

impl<'a> Tree<'a> {
    /// The layers of a standard.
    pub(super) fn of(standard: &'a Standard<'a>) -> Self {
        let mut tree = Self::default();
        for duty in standard.duties.iter() {
            tree.duty(duty);
        }
        tree
    }

    fn duty(&mut self, duty: &'a Duty<'a>) {
        let at = self.duties.len();
        let from = self.tasks.len();
        duty.tasks.iter().for_each(|task| self.task(task, at));
        self.duties.push(above(&duty.code, &duty.name, 0, &[&self.tasks[from..]]));
        self.made_of.duties.push(duty);
    }

    fn task(&mut self, task: &'a Task<'a>, duty: usize) {
        let at = self.tasks.len();
        let (also, rows) = (self.also.len(), self.rows.len());
        self.also.extend(task.also.iter().map(|item| leaf(item, at)));
        task.rows.iter().for_each(|row| self.row(row, at));
        let below = [&self.also[also..], &self.rows[rows..]];
        self.tasks.push(above(&task.code, &task.name, duty, &below));
        self.made_of.tasks.push(task);
    }

    fn row(&mut self, row: &'a Row<'a>, task: usize) {
        let at = self.rows.len();
        let (outputs, indicators) = (self.outputs.len(), self.indicators.len());
        self.outputs.extend(row.outputs.iter().map(|item| leaf(item, at)));
        self.indicators.extend(row.indicators.iter().map(|item| leaf(item, at)));
        let below = [&self.outputs[outputs..], &self.indicators[indicators..]];
        let level = row.level.given().map(|level| level.value);
        let all = Bag::union(below.iter().flat_map(|nodes| nodes.iter()).map(|node| &node.all));
        let tree = hash(&(level, trees(&below)));
        self.rows.push(Node { all, tree, parent: task, ..Node::default() });
        self.made_of.rows.push(row);
    }
}

/// A node with others below it.
fn above<'a>(
    code: &'a Text<'a>,
    name: &'a Field<Text<'a>>,
    parent: usize,
    below: &[&[Node<'_>]],
) -> Node<'a> {
    let text = name.given().map_or("", Text::as_str);
    let folded = wording(text);
    let term = term(&folded);
    let own = Bag::new(&term);
    let all = Bag::union(
        std::iter::once(&own).chain(below.iter().flat_map(|nodes| nodes.iter()).map(|node| &node.all)),
    );
    let tree = hash(&(text, trees(below)));
    let code = Some((code.as_str(), code.normalized()));
    Node { code, text, folded, term: hash(&term), own, all, tree, parent }
}

fn trees(below: &[&[Node<'_>]]) -> Vec<Vec<u64>> {
    below.iter().map(|nodes| nodes.iter().map(|node| node.tree).collect()).collect()
}

/// A node without children, from an item.
pub(super) fn leaf<'a>(item: &'a Item<'_>, parent: usize) -> Node<'a> {
    coded(item.code.as_ref(), item.text.as_str(), parent)
}

/// A node without children, from a text and its code, if it has one.
pub(super) fn coded<'a>(code: Option<&'a Text<'_>>, text: &'a str, parent: usize) -> Node<'a> {
    Node { code: code.map(|code| (code.as_str(), code.normalized())), ..plain(text, parent) }
}

/// A node without children, from a text without a code.
pub(super) fn plain(text: &str, parent: usize) -> Node<'_> {
    let folded = wording(text);
    let term = term(&folded);
    let all = Bag::new(&term);
    Node { code: None, text, folded, term: hash(&term), own: Bag::default(), all, tree: hash(&text), parent }
}

/// An entry of a list of knowledge, skills or attitudes, which is known by its name.
pub(super) fn listed<'a>(item: &'a Item<'_>) -> Node<'a> {
    Node { all: Bag::of_name(item.text.as_str()), ..leaf(item, 0) }
}
