//! Published standards: the page of the committed one, and nine in four forms each.

use std::path::Path;

use ttm::canonical;
use ttm::edit::fmt::format;
use ttm::forms::import::{RemarkKind, import};
use ttm::forms::sheet::LineKind;

use crate::support::forms::Forms;
use crate::support::page::{lines, read, tables};
use crate::support::plain::assert_same;
use crate::support::published;
use crate::{SHARED, shared};

/// The text of the committed standard's page.
const PAGE: &str = "TTM4221-004v2.page.txt";

pub(crate) const STANDARDS: [&str; 9] = [
    "ACC2153-001v5",
    "CCM711-001",
    "MPM7223-002v3",
    "MPM7223-007v3",
    "SET2149-002v4",
    "SET4130-001v2",
    "TFB5120-002v3",
    "TTM4221-004v3",
    "TTM4221-006v1",
];

fn each() -> impl Iterator<Item = Forms> {
    STANDARDS.into_iter().map(|code| {
        Forms::new(&Path::new(SHARED).join("corpus"), code, Some(shared(&format!("corpus/{code}.odt"))))
    })
}

pub(crate) fn four_forms_are_one_standard() {
    each().for_each(|forms| forms.assert_one_standard());
}

pub(crate) fn imports_that_need_a_look_have_their_known_remarks() {
    each().for_each(|forms| forms.assert_remarks(&remarks(forms.code)));
}

/// What an import of a standard has to say: parts of rows were pasted into indicators, and names cut off that stand whole
/// elsewhere; each was read.
pub(crate) fn remarks(code: &str) -> Vec<&'static str> {
    let (pasted, two_names) = match code {
        "ACC2153-001v5" => (0, 5),
        "CCM711-001" => (6, 2),
        "TTM4221-006v1" => (4, 2),
        _ => (0, 0),
    };
    [vec!["code-in-text"; pasted], vec!["two-names"; two_names]].concat()
}

pub(crate) fn every_item_of_the_conversion_is_in_the_model_once() {
    each().for_each(|forms| forms.assert_nothing_is_lost());
}

/// What an import writes is in the layout, and comes back to it from four spaces a level, byte for byte.
pub(crate) fn every_import_is_in_the_layout() {
    for forms in each() {
        for (ending, imported) in forms.imported() {
            let (text, name) = (canonical::yaml(&imported.standard), format!("{}.{ending}", forms.code));
            assert_eq!(format(&text), Ok(None), "{name}");
            let wide: String = text
                .lines()
                .map(|line| {
                    let content = line.trim_start_matches(' ');
                    let indent = " ".repeat(2 * (line.len() - content.len()));
                    let item = content.strip_prefix("- ").map(|item| format!("{indent}-   {item}\n"));
                    item.unwrap_or_else(|| format!("{indent}{content}\n"))
                })
                .collect();
            assert_eq!(format(&wide).unwrap().map(|changed| changed.text), Some(text), "{name}");
        }
    }
}

pub(crate) fn every_standard_is_whole_in_every_format() {
    each().for_each(|forms| forms.assert_whole_in_every_format());
}

pub(crate) fn the_forms_of_a_published_standard_hold_the_same_duties() {
    for forms in each() {
        forms.assert_same_grids();
        forms.assert_same_duties();
    }
}

pub(crate) fn page_text_is_read_as_tables_and_lines() {
    let page = read(&shared(PAGE));
    let tables = tables(&page);
    let sizes: Vec<_> = tables.iter().map(|table| (table.rows.len(), table.rows[0].len())).collect();
    assert_eq!(sizes, [(3, 6), (8, 6), (2, 7), (7, 7), (7, 7), (2, 7)]);
    let kinds = |wanted: fn(&LineKind) -> bool| lines(&page).iter().filter(|(kind, _)| wanted(kind)).count();
    assert_eq!(kinds(|kind| matches!(kind, LineKind::Heading)), 1);
    assert_eq!(kinds(|kind| matches!(kind, LineKind::Numbered(_))), 5);
    assert_eq!(lines(&page)[0].0, LineKind::Text);
}

pub(crate) fn importing_the_published_page_gives_the_committed_standard() {
    let imported = import(&shared(PAGE), None).unwrap();
    assert_same(&imported.standard, &published(), "the page");
    let [remark] = imported.report.remarks.as_slice() else { panic!("{:?}", imported.report.remarks) };
    assert_eq!(remark.kind, RemarkKind::Markup { count: 4, first: "<p>".to_owned() });
    assert_eq!(remark.at.zh, "表身第 1 列（T1.1）的行為指標");
    assert!(!imported.report.needs_a_look());
    assert_eq!(imported.report.title, "獎勵旅遊業業務人員職能基準");
}
