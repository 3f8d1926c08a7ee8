//! Every item of a standard appears in each format exactly as often as the form shows it.

use ttm::forms::render::Format;

use super::{SHAPES, print, published, standard};
use crate::generated::{self, Shapes};
use crate::support::read_back;
use crate::support::whole::{K, S, assert_whole, shown_by_the_form};

#[test]
fn the_published_standard_is_whole_in_every_format() {
    assert_whole(&published());
    let form = shown_by_the_form(&published());
    let totals = ["主要職責", "工作任務", "工作產出", "行為指標", "職能級別", K, S, "attitudes", "notes"]
        .map(|column| form.total(column));
    assert_eq!(totals, [5, 14, 15, 23, 14, 14, 23, 16, 5]);
}

#[test]
fn every_shape_is_whole_in_every_format() {
    assert_whole(&standard(&SHAPES.replace("第一段敘述。\n  ", "")));
}

#[test]
fn generated_standards_are_whole_in_every_format() {
    // In a table nothing tells the second line of a text without a code from a further text.
    for number in 0..24 {
        for shapes in [Shapes::ALL, Shapes::TWO_NAMES] {
            assert_whole(&generated::standard(number, Shapes { uncoded: false, ..shapes }));
        }
    }
}

#[test]
fn several_standards_are_rendered_in_order() {
    let (one, two) = (published(), standard(&SHAPES.replace("第一段敘述。\n  ", "")));
    let both = [&one, &two];
    let form = [shown_by_the_form(&one), shown_by_the_form(&two)];
    assert_eq!(read_back::html(&print(&both, Format::Html, 0)), form);
    assert_eq!(read_back::markdown(&print(&both, Format::Markdown, 0)), form);
    assert_eq!(print(&both, Format::Json, 0).lines().count(), 2);
    let table = print(&both, Format::Table, 120);
    let (first, second) = table.split_once("\n\n3D列印 (積層製造) 人員職能基準\n").unwrap();
    assert_eq!(read_back::table(first), form[0]);
    assert_eq!(read_back::table(&format!("3D列印 (積層製造) 人員職能基準\n{second}")), form[1]);
}
