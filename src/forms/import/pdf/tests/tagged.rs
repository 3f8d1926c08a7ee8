//! Tagged files without ruling lines, whose cells are those of the structure of the document.

use std::fmt::Write as _;

use super::writer::{COLUMNS, HEADINGS, Sheet, file};
use super::{page, rows};
use crate::forms::import::{Page, import};

const ROW: [&str; 7] = ["T1 業務", "T1.1 拜訪", "O1.1.1 表", "P1.1.1 拜訪。", "3", "K01 甲", "S01 乙"];

/// Pages whose texts are marked with the cells that they are in.
struct Tagged {
    pages: Vec<Sheet>,
    /// The pieces of each cell of each row: the page and the number of the marked content there.
    cells: Vec<[Vec<(usize, usize)>; 7]>,
    marked: usize,
}

impl Tagged {
    fn new(rows: usize) -> Self {
        Self { pages: Vec::new(), cells: (0..rows).map(|_| Default::default()).collect(), marked: 0 }
    }

    fn page(&mut self) -> &mut Self {
        self.pages.push(Sheet::new());
        self
    }

    /// Draws what is on this page of the cells of a row.
    fn row(&mut self, row: usize, texts: &[&str; 7]) -> &mut Self {
        let page = self.pages.len() - 1;
        let sheet = &mut self.pages[page];
        for (column, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let _ = writeln!(sheet.content, "/P << /MCID {} >> BDC", self.marked);
            sheet.text(COLUMNS[column], sheet.y, text);
            sheet.content.push_str("EMC\n");
            self.cells[row][column].push((page, self.marked));
            self.marked += 1;
        }
        sheet.y += 40.0;
        self
    }

    /// The file, with one table whose first row has the headings.
    fn bytes(&self) -> Vec<u8> {
        let piece = |(page, mark): &(usize, usize)| {
            format!("<< /Type /MCR /Pg {} 0 R /MCID {mark} >> ", 6 + 2 * page)
        };
        let cell = |role: &str, pieces: &Vec<(usize, usize)>| {
            format!("<< /S /{role} /K [{}] >> ", pieces.iter().map(piece).collect::<String>())
        };
        let row = |(at, cells): (usize, &[Vec<(usize, usize)>; 7])| {
            let role = if at == 0 { "TH" } else { "TD" };
            let cells: String = cells.iter().map(|pieces| cell(role, pieces)).collect();
            format!("<< /S /TR /K [{cells}] >> ")
        };
        let rows: String = self.cells.iter().enumerate().map(row).collect();
        let tree = format!("90 0 obj\n<< /Type /StructTreeRoot /K << /S /Table /K [{rows}] >> >>\nendobj\n");
        let text = String::from_utf8(file(&self.pages)).unwrap();
        let text = text.replace("/Catalog /Pages 2 0 R", "/Catalog /StructTreeRoot 90 0 R /Pages 2 0 R");
        // The table of objects is found anew.
        text.replace("xref\n0", &format!("{tree}xxxx\n0")).into_bytes()
    }

    fn read(&self) -> Page {
        page(self.bytes()).unwrap_or_else(|error| panic!("{error}"))
    }
}

const READ: &str = "T1 業務 | T1.1 拜訪 | O1.1.1 表 | P1.1.1 拜訪。 | 3 | K01 甲 | S01 乙";

#[test]
fn headings_that_are_printed_again_are_read_once() {
    let mut tagged = Tagged::new(3);
    tagged.page().row(0, &HEADINGS).row(1, &ROW);
    tagged.page().row(0, &HEADINGS).row(2, &ROW);
    assert_eq!(rows(&tagged.read()), [READ, READ]);
}

#[test]
fn headings_that_a_page_break_cut_are_whole_again() {
    let mut tagged = Tagged::new(2);
    let [_, task, outputs, indicators, _, knowledge, skills] = HEADINGS;
    tagged.page().row(0, &["主要", task, outputs, indicators, "職能", knowledge, skills]);
    tagged.page().row(0, &["職責", "", "", "", "級別", "", ""]).row(1, &ROW);
    assert_eq!(rows(&tagged.read()), [READ]);
    let imported = import(&tagged.bytes(), None).unwrap();
    let text = crate::canonical::yaml(&imported.standard);
    assert!(imported.standard.unplaced.is_empty(), "{text}");
    for piece in ["name: 業務", "level: 3", "K01: 甲", "S01: 乙"] {
        assert!(text.contains(piece), "{piece}: {text}");
    }
}
