//! A standard laid out in each way that people lay out a form comes back as it was, or the import says what differs:
//! codes glued or spaced, items in paragraphs or lines, page breaks anywhere, other headings, codes with two names, notes
//! that look like headings.

use ttm::forms::import::{Imported, SourceForm, import};
use ttm::forms::sheet::{Cell, FormPart, Sheet, Table};
use ttm::model::{Standard, Text};

use crate::generated::{Shapes, seeded};
use crate::support::round_trip::remarks_on_two_names;

/// The standards that each layout is tried on.
const COUNT: u64 = 12;

/// How many items a column has of each row, as code and text.
type Items = Vec<(String, String)>;

/// A cell with the number of rows it covers; `None` where it is covered from above.
type Grid = Vec<[Option<(Items, usize)>; 7]>;

/// How items are separated in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Between {
    Space,
    Comma,
    Nothing,
    Line,
    Paragraph,
    LeftOverParagraph,
}

#[derive(Clone, Copy, Debug)]
struct Layout {
    form: SourceForm,
    /// What is between a code and its name.
    after_code: &'static str,
    between: Between,
    /// The number of rows on a page.
    page: usize,
    header: usize,
    two_names: bool,
    odd_notes: bool,
    /// Whether the layout leaves no doubt, so that the import has nothing to report.
    certain: bool,
}

const PLAIN: Layout = Layout {
    form: SourceForm::Text,
    after_code: " ",
    between: Between::Space,
    page: 1000,
    header: 0,
    two_names: false,
    odd_notes: false,
    certain: true,
};

const HEADERS: [[&str; 7]; 4] = [
    [
        "主要職責",
        "工作任務",
        "工作產出",
        "行為指標",
        "職能級別",
        "職能內涵 (K=knowledge 知識)",
        "職能內涵 (S=skills 技能)",
    ],
    ["工作職責", "工作任務", "工作產出", "行為指標", "級別", "知識", "技能"],
    ["主要職責(T)", "工作任務(T)", "工作產出(O)", "行為指標(P)", "職能級別", "知識（K）", "技能（S）"],
    ["Main Duties", "Tasks", "Outputs", "Behavioral Indicators", "Level", "Knowledge (K)", "Skills (S)"],
];

const ODD_NOTES: [&str; 4] =
    ["說明與補充事項", "說明與補充事項：另見附件。", "職能內涵(A=attitude 態度)", "版本"];

fn layouts() -> Vec<Layout> {
    let html = Layout { form: SourceForm::Html, ..PLAIN };
    let mut layouts = vec![PLAIN, html];
    for base in [PLAIN, html] {
        layouts.extend(["", "：", "、", ". ", "\u{3000}"].map(|after_code| Layout { after_code, ..base }));
        layouts.extend([Between::Comma, Between::Nothing].map(|between| Layout {
            between,
            certain: false,
            ..base
        }));
        layouts.extend([Between::Line, Between::LeftOverParagraph].map(|between| Layout { between, ..base }));
        layouts.extend((1..7).map(|page| Layout { page, ..base }));
        layouts.extend((1..HEADERS.len()).map(|header| Layout { header, page: 5, ..base }));
        layouts.push(Layout { two_names: true, certain: false, ..base });
        layouts.push(Layout { odd_notes: true, ..base });
    }
    layouts.push(Layout { between: Between::Paragraph, ..html });
    layouts.push(Layout { between: Between::Paragraph, after_code: "", page: 3, ..html });
    layouts
}

#[test]
fn every_layout_is_imported_unchanged_or_reported() {
    for (at, layout) in layouts().into_iter().enumerate() {
        for number in 0..COUNT {
            // Without merged cells the form cannot say that knowledge and skills are merged over different tasks.
            let shapes = Shapes { apart: false, uncoded: false, duties: 4, ..Shapes::ALL };
            let mut standard = seeded(at as u64, number, shapes);
            let mut two_names = seeded(at as u64, number, Shapes { two_names: true, ..shapes });
            for standard in [&mut standard, &mut two_names] {
                if layout.odd_notes {
                    let notes = &mut standard.notes.qualifications;
                    notes.items = ODD_NOTES.map(Text::made).into();
                    notes.key = standard.classification.key;
                    standard.notes.supplements.key = notes.key;
                }
                check(standard, layout, &format!("{layout:?}, standard {number}"));
            }
        }
    }
}

fn check(standard: &Standard<'_>, layout: Layout, what: &str) {
    let sheet = Sheet::of(standard);
    let mut grid = grid(&main(&sheet));
    if layout.two_names {
        give_two_names(&mut grid);
    }
    let document = match layout.form {
        SourceForm::Text => text(&sheet, &grid, layout),
        _ => page(&sheet, &grid, layout),
    };
    let Imported { standard: again, report } = import(document.as_bytes(), Some(layout.form))
        .unwrap_or_else(|error| panic!("{what}: {error}\n{document}"));
    let (before, after) = (filled(&grid), filled(&self::grid(&main(&Sheet::of(&again)))));
    assert_eq!(before.len(), after.len(), "{what}\n{document}");
    for (row, (before, after)) in before.iter().zip(&after).enumerate() {
        for (before, after) in before.iter().zip(after) {
            // Whatever is said, every character is in its cell.
            assert_eq!(characters(before), characters(after), "{what}, row {row}\n{document}");
            assert!(
                before.iter().map(one).eq(after.iter().map(one)) || report.needs_a_look(),
                "{what}, row {row}: {before:?} {after:?}\n{document}"
            );
        }
    }
    if layout.certain {
        let rows = before.iter().flatten().flatten().map(one).eq(after.iter().flatten().flatten().map(one));
        let to_check = report.remarks.iter().filter(|remark| remark.kind.needs_a_look());
        let kinds: Vec<_> = to_check.map(|remark| remark.kind.id()).collect();
        let remarks = remarks_on_two_names(standard);
        assert!(rows && kinds == remarks, "{what}: {:?}\n{document}", report.remarks);
    }
    let notes = |standard: &Standard<'_>| -> Vec<String> {
        let notes = &standard.notes;
        notes
            .qualifications
            .iter()
            .chain(notes.supplements.iter())
            .map(|note| note.as_str().to_owned())
            .collect()
    };
    assert_eq!(notes(standard), notes(&again), "{what}\n{document}");
    assert_eq!(standard.attitudes.len(), again.attitudes.len(), "{what}\n{document}");
}

/// A text without white space and marks between items.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '、').collect()
}

fn one((code, text): &(String, String)) -> String {
    squeezed(&format!("{code}{text}"))
}

fn characters(items: &Items) -> String {
    items.iter().map(one).collect()
}

fn main<'a>(sheet: &Sheet<'a>) -> Table<'a> {
    sheet.sections.iter().find(|section| section.part == FormPart::Duties).unwrap().table.clone()
}

fn grid(table: &Table<'_>) -> Grid {
    let items = |cell: &Cell<'_>| {
        let code = |line: &ttm::forms::sheet::Line<'_>| line.code.as_deref().unwrap_or_default().to_owned();
        (cell.lines.iter().map(|line| (code(line), line.text.to_string())).collect(), cell.rowspan)
    };
    let row = |placed: Vec<(usize, &Cell<'_>)>| {
        let mut row = [const { None }; 7];
        placed.into_iter().for_each(|(column, cell)| row[column] = Some(items(cell)));
        row
    };
    table.placed().into_iter().map(row).collect()
}

/// Every row with what covers it.
fn filled(grid: &Grid) -> Vec<[Items; 7]> {
    let mut above: [Items; 7] = Default::default();
    let mut rows = Vec::new();
    for row in grid {
        for (above, cell) in above.iter_mut().zip(row) {
            if let Some((items, _)) = cell {
                above.clone_from(items);
            }
        }
        rows.push(above.clone());
    }
    rows
}

/// Prints the first code of the knowledge that is in several cells with another name in every second of them.
fn give_two_names(grid: &mut Grid) {
    let mut cells: Vec<&mut Items> =
        grid.iter_mut().filter_map(|row| row[5].as_mut()).map(|(items, _)| items).collect();
    let Some(code) = cells
        .iter()
        .flat_map(|cell| cell.iter())
        .map(|(code, _)| code.clone())
        .find(|code| cells.iter().filter(|cell| cell.iter().any(|(other, _)| other == code)).count() > 1)
    else {
        return;
    };
    let items = cells.iter_mut().flat_map(|cell| cell.iter_mut()).filter(|(other, _)| *other == code);
    items.enumerate().filter(|(at, _)| at % 2 == 1).for_each(|(_, (_, name))| name.push_str("（進階）"));
}

/// The text of a cell.
fn cell(items: &Items, layout: Layout, column: usize) -> String {
    let item = |(code, text): &(String, String)| {
        let after = if code.is_empty() { "" } else { layout.after_code };
        // A name that begins like a number cannot be glued to its code.
        let after = if after.is_empty() && text.starts_with(|c: char| c.is_ascii()) { " " } else { after };
        format!("{code}{after}{text}")
    };
    let texts: Vec<String> = items.iter().map(item).collect();
    let between = match layout.between {
        Between::Space => " ",
        Between::Comma if column == 3 => "",
        Between::Comma => "、",
        Between::Nothing => "",
        Between::Line if layout.form == SourceForm::Html => "<br>",
        Between::Line => "\n",
        Between::Paragraph => "<p>",
        Between::LeftOverParagraph if layout.form == SourceForm::Html => "&lt;/p&gt; &lt;p&gt;",
        Between::LeftOverParagraph => "</p> <p>",
    };
    match layout.between {
        Between::LeftOverParagraph if layout.form == SourceForm::Html && !texts.is_empty() => {
            format!("&lt;p&gt;{}&lt;/p&gt;", texts.join(between))
        }
        Between::LeftOverParagraph if !texts.is_empty() => format!("<p>{}</p>", texts.join(between)),
        _ => texts.join(between),
    }
}

fn text(sheet: &Sheet<'_>, grid: &Grid, layout: Layout) -> String {
    let quoted = |text: String| if text.contains('\n') { format!("\"{text}\"") } else { text };
    let mut document = format!("{}\n\n", sheet.title);
    for section in &sheet.sections {
        let lines = section.table.rows.iter().flatten().flat_map(|cell| &cell.lines);
        match section.part {
            FormPart::Duties => {
                for page in grid.chunks(layout.page) {
                    document += &(HEADERS[layout.header].join("\t") + "\n");
                    for row in page {
                        let cells = row.iter().enumerate().map(|(column, slot)| {
                            slot.as_ref()
                                .map_or_else(String::new, |(items, _)| quoted(cell(items, layout, column)))
                        });
                        document += &(cells.collect::<Vec<_>>().join("\t") + "\n");
                    }
                    document += "\n";
                }
            }
            FormPart::Attitudes | FormPart::Notes => {
                document += &format!("{}\n\n", section.part.name());
                for line in lines {
                    let code = line.code.as_deref().map_or(String::new(), |code| format!("{code} "));
                    let mark = match line.kind {
                        ttm::forms::sheet::LineKind::Numbered(number) => format!("- {number}."),
                        ttm::forms::sheet::LineKind::Bullet => "- ".to_owned(),
                        _ => String::new(),
                    };
                    document += &format!("{mark}{code}{}\n\n", line.text);
                }
            }
            FormPart::Profile => {
                for row in &section.table.rows {
                    let cells =
                        row.iter().map(|cell| cell.lines.iter().map(|line| line.text.as_ref()).collect());
                    document += &(cells.collect::<Vec<String>>().join("\t") + "\n");
                }
                document += "\n";
            }
            FormPart::History | FormPart::Unplaced => {}
        }
    }
    document
}

fn page(sheet: &Sheet<'_>, grid: &Grid, layout: Layout) -> String {
    let mut document = format!("<h1>{}</h1>", sheet.title);
    for section in &sheet.sections {
        let row = |row: &Vec<Cell<'_>>| {
            let cell = |cell: &Cell<'_>| {
                let lines: String = cell.lines.iter().map(|line| line.text.as_ref()).collect();
                format!("<td rowspan={} colspan={}>{lines}", cell.rowspan, cell.colspan)
            };
            format!("<tr>{}", row.iter().map(cell).collect::<String>())
        };
        match section.part {
            FormPart::Duties => document += &main_table(grid, layout),
            FormPart::Profile => {
                document +=
                    &format!("<table>{}</table>", section.table.rows.iter().map(row).collect::<String>());
            }
            FormPart::Attitudes | FormPart::Notes => {
                document += &format!("<p>{}</p>", section.part.name());
                for line in section.table.rows.iter().flatten().flat_map(|cell| &cell.lines) {
                    let code = line.code.as_deref().map_or(String::new(), |code| format!("{code} "));
                    let (before, after) = match line.kind {
                        ttm::forms::sheet::LineKind::Numbered(number) => {
                            (format!("<ul><li>{number}."), "</ul>")
                        }
                        ttm::forms::sheet::LineKind::Bullet => ("<ul><li>".to_owned(), "</ul>"),
                        _ => ("<p>".to_owned(), "</p>"),
                    };
                    document += &format!("{before}{code}{}{after}", line.text);
                }
            }
            FormPart::History | FormPart::Unplaced => {}
        }
    }
    document
}

/// The main table; a page break ends a table only where no cell goes on.
fn main_table(grid: &Grid, layout: Layout) -> String {
    let head: String = HEADERS[layout.header].map(|heading| format!("<th>{heading}")).concat();
    let mut document = format!("<table><tr>{head}");
    let mut on_page = 0;
    for row in grid {
        if on_page >= layout.page && row.iter().all(Option::is_some) {
            document += &format!("</table><table><tr>{head}");
            on_page = 0;
        }
        on_page += 1;
        document += "<tr>";
        for (column, slot) in row.iter().enumerate() {
            if let Some((items, span)) = slot {
                document += &format!("<td rowspan={span}>{}", cell(items, layout, column));
            }
        }
    }
    document + "</table>"
}
