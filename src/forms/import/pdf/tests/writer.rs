//! Writes plain PDF files for the tests: text whose codes are UTF-16, and lines, in points from the upper left corner.

use std::fmt::Write as _;

/// The columns of a main table.
pub(super) const COLUMNS: [f32; 8] = [40.0, 110.0, 190.0, 270.0, 470.0, 510.0, 660.0, 810.0];

/// The headings of a main table.
pub(super) const HEADINGS: [&str; 7] = [
    "主要職責",
    "工作任務",
    "工作產出",
    "行為指標",
    "職能級別",
    "職能內涵\n(K=knowledge 知識)",
    "職能內涵\n(S=skills 技能)",
];

const SIZE: f32 = 10.0;
const PITCH: f32 = 13.0;
const HEIGHT: f32 = 595.0;

/// A page under construction.
#[derive(Default)]
pub(super) struct Sheet {
    pub(super) content: String,
    /// Further entries of the page.
    pub(super) entries: String,
    /// Where the next row of a table begins.
    pub(super) y: f32,
}

impl Sheet {
    pub(super) fn new() -> Self {
        Self { y: 40.0, ..Self::default() }
    }

    /// A page that begins with the headings of a main table.
    pub(super) fn with_headings() -> Self {
        let mut sheet = Self::new();
        sheet.row(&HEADINGS);
        sheet
    }

    /// Draws a text; each line begins below the one before.
    pub(super) fn text(&mut self, x: f32, y: f32, text: &str) -> &mut Self {
        for (line, text) in (0_u8..).zip(text.split('\n')) {
            let units: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
            let y = HEIGHT - y - f32::from(line) * PITCH;
            let _ = writeln!(self.content, "BT /F {SIZE} Tf 1 0 0 1 {x} {y} Tm <{units}> Tj ET");
        }
        self
    }

    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32)) -> &mut Self {
        let (y, to_y) = (HEIGHT - from.1, HEIGHT - to.1);
        let _ = writeln!(self.content, "0.5 w {} {y} m {} {to_y} l S", from.0, to.0);
        self
    }

    /// Draws a row of the main table. A cell `^` goes on from above: no line is over it.
    pub(super) fn row(&mut self, cells: &[&str; 7]) -> &mut Self {
        self.row_of(&COLUMNS, cells)
    }

    pub(super) fn row_of(&mut self, xs: &[f32], cells: &[&str]) -> &mut Self {
        let lines = cells.iter().map(|cell| cell.split('\n').count()).max().unwrap_or(1);
        let height = f32::from(u8::try_from(lines).unwrap()) * PITCH + 6.0;
        let (top, bottom) = (self.y, self.y + height);
        for (at, cell) in cells.iter().enumerate() {
            if *cell != "^" {
                self.line((xs[at], top), (xs[at + 1], top));
                self.text(xs[at] + 3.0, top + 13.0, cell);
            }
        }
        for x in &xs[..=cells.len()] {
            self.line((*x, top), (*x, bottom));
        }
        self.y = bottom;
        self
    }

    /// Draws the line at the foot of a table, but not under the columns that go on overleaf.
    pub(super) fn foot(&mut self, open: &[usize]) -> &mut Self {
        for column in (0..7).filter(|column| !open.contains(column)) {
            self.line((COLUMNS[column], self.y), (COLUMNS[column + 1], self.y));
        }
        self
    }
}

const TO_UNICODE: &str = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> \
    endcodespacerange 1 beginbfrange <0001> <FFFF> <0001> endbfrange endcmap end";

/// The file of these pages, with the text of its table of characters.
pub(super) fn file_with(pages: &[Sheet], to_unicode: &str) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 6 + 2 * at)).collect();
    let stream = |text: &str| format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len());
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} /MediaBox [0 0 842 {HEIGHT}] >>", pages.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R \
         >>"
        .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
         /Supplement 0 >> /DW 1000 /W [32 126 500] >>"
            .to_owned(),
        stream(to_unicode),
    ];
    for page in pages {
        let content = objects.len() + 2;
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 3 0 R >> >> /Contents {content} 0 R {} >>",
            page.entries
        ));
        objects.push(stream(&page.content));
    }
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let table = file.len();
    let _ = write!(file, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ =
        write!(file, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

/// The file of these pages.
pub(super) fn file(pages: &[Sheet]) -> Vec<u8> {
    file_with(pages, TO_UNICODE)
}
