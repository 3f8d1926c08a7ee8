//! Published standards, row by row as they are printed: what each of their forms becomes is compared with the conversion,
//! which is read here and not by the importer.

use std::path::Path;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use ttm::canonical::yaml;
use ttm::forms::import::{SourceForm, import};
use ttm::forms::render::Format;
use ttm::model::Standard;

use crate::corpus::STANDARDS;
use crate::support::print;
use crate::{SHARED, shared};

const FORMS: [&str; 4] = ["ocs.json", "txt", "html", "odt"];

/// The columns of the main table.
pub(crate) const COLUMNS: [&str; 7] =
    ["duty", "tasks", "outputs", "indicators", "level", "knowledge", "skills"];

/// Items that the import splits and the conversion does not, each read and found right: the standard, and the item of
/// the conversion without white space.
const SPLIT: [(&str, &str); 0] = [];

/// The items of each cell of a row.
pub(crate) type Row = [Vec<String>; 7];

/// The items of a cell, and the number of rows that it covers.
type Spanning = (Vec<String>, usize);

fn imported(code: &str, form: &str) -> Standard<'static> {
    let bytes = shared(&format!("corpus/{code}.{form}"));
    import(&bytes, None).unwrap_or_else(|error| panic!("{code}.{form}: {error}")).standard
}

pub(crate) fn conversion(code: &str) -> Value {
    let path = Path::new(SHARED).join(format!("corpus/{code}.ocs.json"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

pub(crate) fn rows_as_printed_are_those_of_the_conversion() {
    for code in STANDARDS {
        for form in FORMS {
            assert_rows(code, &format!("{code}.{form}"), &imported(code, form));
        }
    }
}

/// Every row of the print of an imported standard is one of the conversion, item by item.
pub(crate) fn assert_rows(code: &str, whose: &str, standard: &Standard<'_>) {
    let expected = rows_of_conversion(&conversion(code));
    let printed = rows_of_page(&print(&[standard], Format::Html, 100));
    assert_eq!(printed.len(), expected.len(), "{whose}");
    let mut wrong = Vec::new();
    for (row, (expected, printed)) in expected.iter().zip(&printed).enumerate() {
        let found = (0..COLUMNS.len()).filter(|&at| !is_same(code, &expected[at], &printed[at])).map(|at| {
            let (column, expected, printed) = (COLUMNS[at], &expected[at], &printed[at]);
            format!("{whose} row {row} {column}\n  {expected:?}\n  {printed:?}")
        });
        wrong.extend(found);
    }
    assert!(standard.unplaced.is_empty(), "{whose}: {:?}", standard.unplaced);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether two cells have the same items, apart from those that are listed as split.
fn is_same(code: &str, expected: &[String], printed: &[String]) -> bool {
    let mut printed = printed.iter();
    let all = expected.iter().all(|item| {
        if SPLIT.contains(&(code, item.as_str())) {
            let mut joined = String::new();
            while joined.len() < item.len() {
                let Some(part) = printed.next() else { return false };
                joined.push_str(part);
            }
            return joined == *item;
        }
        printed.next() == Some(item)
    });
    all && printed.next().is_none()
}

pub(crate) fn the_other_parts_are_those_of_the_conversion() {
    for code in STANDARDS {
        for form in FORMS {
            assert_other_parts(code, &format!("{code}.{form}"), &imported(code, form));
        }
    }
}

/// The same of the parts around the rows.
pub(crate) fn assert_other_parts(code: &str, whose: &str, standard: &Standard<'_>) {
    let json = conversion(code);
    let page = Html::parse_document(&print(&[standard], Format::Html, 100));
    let shown = |query: &str| -> Vec<String> {
        let selector = Selector::parse(query).unwrap();
        let texts = page.select(&selector).map(|cell| plain(&cell.text().collect::<String>()));
        texts.filter(|text| !text.is_empty()).collect()
    };
    assert_eq!(shown(".profile td:not(.label)"), profile(&json), "{whose}");
    assert_eq!(shown(".history tbody td"), history(&json), "{whose}");
    assert_eq!(shown(".notes li"), notes(&json), "{whose}");
    // The form prints them in columns, and the conversion reads across; the import sorts them by number.
    let mut expected = items(&json["ocs_attitude"]["attitudes"], "name");
    let mut of_page: Vec<_> = shown(".attitudes td p").iter().map(|text| coded(text)).collect();
    expected.sort();
    of_page.sort();
    assert_eq!(of_page, expected, "{whose}");
}

pub(crate) fn rendered_standards_are_imported_unchanged() {
    for code in STANDARDS {
        for form in FORMS {
            let standard = imported(code, form);
            for (format, form) in [(Format::Html, SourceForm::Html), (Format::Json, SourceForm::Json)] {
                let printed = print(&[&standard], format, 100);
                let again = import(printed.as_bytes(), None).unwrap();
                assert_eq!(again.report.form, Some(form));
                assert_eq!(yaml(&again.standard), yaml(&standard), "{code}.{form:?} as {format:?}");
            }
        }
    }
}

pub(crate) fn markdown_has_the_rows_of_the_page() {
    for code in STANDARDS {
        let standard = imported(code, "html");
        let page = Html::parse_document(&print(&[&standard], Format::Html, 100));
        // Below a merged cell with knowledge or skills Markdown has a word for it; below another, nothing.
        let mut shared = [false; COLUMNS.len()];
        let mut begun: Vec<Row> = Vec::new();
        for mut cells in cells_of_page(&page) {
            begun.push(std::array::from_fn(|at| match cells[at].take() {
                Some((items, _)) => {
                    shared[at] = !items.is_empty() && matches!(COLUMNS[at], "knowledge" | "skills");
                    items
                }
                None if shared[at] => vec!["同上".to_owned()],
                None => Vec::new(),
            }));
        }
        assert_eq!(rows_of_markdown(&print(&[&standard], Format::Markdown, 100)), begun, "{code}");
    }
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

fn given(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// A text without white space.
fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The text of an item without white space and without separators between its code and its name.
fn coded(text: &str) -> String {
    let text = plain(text);
    let numbers = text.strip_prefix(['T', 'O', 'P', 'K', 'S', 'A']).unwrap_or(&text);
    let name = numbers.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let code = &text[..text.len() - name.len()];
    if code.len() < 2 {
        return text;
    }
    let name =
        name.trim_start_matches(['．', '、', '：', ':', '，', ',', '；', ';', '‧', '·', '・', '-', '_']);
    format!("{}{name}", code.trim_end_matches('.'))
}

fn item(value: &Value, name: &str) -> String {
    coded(&format!("{} {}", given(&value["code"]), given(&value[name])))
}

fn items(value: &Value, name: &str) -> Vec<String> {
    list(value).iter().map(|one| item(one, name)).collect()
}

pub(crate) fn rows_of_conversion(json: &Value) -> Vec<Row> {
    let mut rows = Vec::new();
    for duty in list(&json["ocs_content"]["ocu_units"]) {
        let name = coded(&format!("{} {}", given(&duty["ocu_code"]), given(&duty["ocu_name"])));
        // Where both are blank, the cell above covers the row.
        let mut above = [Vec::new(), Vec::new()];
        for task in list(&duty["tasks"]) {
            for block in list(&task["competency_blocks"]) {
                let own = ["knowledge", "skills"].map(|key| items(&block[key], "name"));
                if own.iter().any(|cell| !cell.is_empty()) {
                    above = own;
                }
                let [knowledge, skills] = above.clone();
                let level = given(&block["competency_level"]);
                rows.push([
                    vec![name.clone()],
                    items(&task["task_codes"], "name"),
                    items(&block["outputs"], "name"),
                    items(&block["indicators"], "text"),
                    Some(level).filter(|level| !level.is_empty()).into_iter().collect(),
                    knowledge,
                    skills,
                ]);
            }
        }
    }
    rows
}

/// The cells that begin in each row of a page's main table, with the number of rows that each covers.
fn cells_of_page(page: &Html) -> Vec<[Option<Spanning>; 7]> {
    let labels = [
        "主要職責",
        "工作任務",
        "工作產出",
        "行為指標",
        "職能級別",
        "職能內涵 (K=knowledge 知識)",
        "職能內涵 (S=skills 技能)",
    ];
    let (rows, labelled, paragraphs) = (
        Selector::parse(".duties tbody tr").unwrap(),
        Selector::parse("[data-label]").unwrap(),
        Selector::parse("p").unwrap(),
    );
    let text = |element: ElementRef<'_>| coded(&element.text().collect::<String>());
    page.select(&rows)
        .map(|row| {
            let mut cells = [const { None }; 7];
            for cell in row.select(&labelled) {
                let column = labels.iter().position(|label| cell.attr("data-label") == Some(label)).unwrap();
                let mut items: Vec<String> = cell.select(&paragraphs).map(text).collect();
                if items.is_empty() {
                    items.extend(Some(text(cell)).filter(|text| !text.is_empty()));
                }
                let span = cell.attr("rowspan").map_or(1, |span| span.parse().unwrap());
                cells[column] = Some((items, span));
            }
            cells
        })
        .collect()
}

pub(crate) fn rows_of_page(page: &str) -> Vec<Row> {
    let mut covering: [(Vec<String>, usize); 7] = Default::default();
    let mut rows = Vec::new();
    for cells in cells_of_page(&Html::parse_document(page)) {
        for (above, cell) in covering.iter_mut().zip(cells) {
            match cell {
                Some(cell) => *above = cell,
                None => assert!(above.1 > 0, "{above:?}"),
            }
            above.1 -= 1;
        }
        rows.push(covering.clone().map(|(items, _)| items));
    }
    rows
}

fn rows_of_markdown(text: &str) -> Vec<Row> {
    let (mut rows, mut cells, mut items) = (Vec::new(), Vec::new(), vec![String::new()]);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::TableCell) => items = vec![String::new()],
            Event::Text(text) | Event::Code(text) => items.last_mut().unwrap().push_str(&text),
            Event::InlineHtml(tag) if &*tag == "<br>" => items.push(String::new()),
            Event::End(TagEnd::TableCell) => {
                let items: Vec<_> =
                    items.iter().map(|text| coded(text)).filter(|text| !text.is_empty()).collect();
                cells.push(items);
            }
            Event::End(TagEnd::TableRow) => rows.extend(Row::try_from(std::mem::take(&mut cells)).ok()),
            Event::End(TagEnd::TableHead) => cells.clear(),
            _ => {}
        }
    }
    rows
}

fn profile(json: &Value) -> Vec<String> {
    let profile = &json["ocs_profile"];
    let mut texts = vec![
        given(&profile["ocs_code"]),
        given(&profile["ocs_name"]["job_category_name"]),
        given(&profile["ocs_name"]["occupation_name"]),
    ];
    for kind in ["job_categories", "occupations", "industries"] {
        for class in list(&profile["category"][kind]) {
            texts.extend([given(&class["name"]), given(&class["code"])]);
        }
    }
    texts.extend([given(&profile["job_description"]), given(&profile["ocs_level"])]);
    texts.iter().map(|text| plain(text)).filter(|text| !text.is_empty()).collect()
}

fn history(json: &Value) -> Vec<String> {
    let keys = ["version", "ocs_code", "ocs_name", "status", "update_note", "update_date"];
    let versions = list(&json["version_info"]["versions"]);
    let texts = versions.iter().flat_map(|version| keys.map(|key| plain(&given(&version[key]))));
    texts.filter(|text| !text.is_empty()).collect()
}

fn notes(json: &Value) -> Vec<String> {
    let notes = ["prerequisites", "supplements"].map(|key| list(&json["notes"][key]));
    notes.iter().flatten().map(|note| plain(&given(note))).collect()
}
