//! The test PDFs of published standards: what each becomes is compared with the conversion, row by row as it is printed.

use std::collections::BTreeMap;
use std::path::Path;

use ttm::canonical::yaml;
use ttm::forms::import::{ImportError, Imported, ReadError, import};
use ttm::forms::render::Format;
use ttm::model::{Kind, Standard};

use crate::rows::{COLUMNS, Row, assert_other_parts, conversion, rows_of_conversion, rows_of_page};
use crate::support::print;
use crate::{SHARED, shared};

/// Items that the PDF itself has lost, in these rows: LibreOffice 7.4 drops what a vertically merged cell cannot show on its
/// page. They are not among the characters of the file.
const LOST: (&str, std::ops::RangeInclusive<usize>, [&str; 4]) = (
    "TTM4221-004v3.libreoffice-kai-tagged",
    1..=3,
    ["K66永續會展", "S40統計分析能力", "S42文案寫作能力", "S44資訊蒐集能力"],
);

/// Texts that the PDF itself prints otherwise: Typst makes one character of three periods.
const OTHERWISE: [(&str, &str, &str); 1] =
    [("TTM4221-004v3.typst-kai", "O4.2.1確認訂房、車、餐...之紀錄", "O4.2.1確認訂房、車、餐…之紀錄")];

/// Files that are another way of writing the same page, and which.
const VARIANTS: [(&str, &str); 8] = [
    ("TTM4221-004v3.chromium-kai-linearized", "TTM4221-004v3.chromium-kai"),
    ("TTM4221-004v3.chromium-kai-objstm", "TTM4221-004v3.chromium-kai"),
    ("TTM4221-004v3.chromium-kai-owner40", "TTM4221-004v3.chromium-kai"),
    ("TTM4221-004v3.chromium-kai-owner256", "TTM4221-004v3.chromium-kai"),
    ("TTM4221-004v3.weasyprint-kai-form", "TTM4221-004v3.weasyprint-kai"),
    ("TTM4221-004v3.weasyprint-kai-rotated", "TTM4221-004v3.weasyprint-kai"),
    ("TTM4221-004v3.weasyprint-kai-bold-tr2", "TTM4221-004v3.weasyprint-kai"),
    ("TTM4221-004v3.weasyprint-kai-bold-twice", "TTM4221-004v3.weasyprint-kai"),
];

/// Files that are refused.
const REFUSED: [&str; 3] =
    ["TTM4221-004v3.chromium-kai-userpw", "TTM4221-004v3.libreoffice-notounicode", "TTM4221-004v3.scanned"];

/// The PDFs of the corpus, by name.
fn names() -> Vec<String> {
    let folder = Path::new(SHARED).join("corpus/pdf");
    let files =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = files.filter_map(|name| Some(name.strip_suffix(".pdf")?.to_owned())).collect();
    names.sort();
    assert!(names.len() >= 47, "{names:?}");
    names
}

fn read(name: &str) -> Result<Standard<'static>, ImportError> {
    imported(name).map(|imported| imported.standard)
}

fn imported(name: &str) -> Result<Imported, ImportError> {
    import(&shared(&format!("corpus/pdf/{name}.pdf")), None)
}

/// Every file that is not refused.
fn all() -> BTreeMap<String, Standard<'static>> {
    let names = names().into_iter().filter(|name| !REFUSED.contains(&name.as_str()));
    names.map(|name| (name.clone(), read(&name).unwrap_or_else(|error| panic!("{name}: {error}")))).collect()
}

/// The rows that a file prints.
fn expected(name: &str, code: &str) -> Vec<Row> {
    let mut rows = rows_of_conversion(&conversion(code));
    let (file, lost_rows, lost) = &LOST;
    for (row, cell) in
        rows.iter_mut().enumerate().flat_map(|(row, cells)| cells.iter_mut().map(move |cell| (row, cell)))
    {
        cell.retain(|item| !(name == *file && lost_rows.contains(&row) && lost.contains(&item.as_str())));
        for item in cell {
            if let Some((.., printed)) =
                OTHERWISE.iter().find(|(file, text, _)| *file == name && text == item)
            {
                *item = (*printed).to_owned();
            }
        }
    }
    rows
}

pub(crate) fn every_row_is_read_as_it_is_printed() {
    let mut wrong = Vec::new();
    for (name, standard) in all() {
        let code = name.split('.').next().unwrap();
        let expected = expected(&name, code);
        let printed = rows_of_page(&print(&[&standard], Format::Html, 100));
        if printed.len() != expected.len() {
            wrong.push(format!("{name}: {} rows of {}", printed.len(), expected.len()));
        }
        for (row, (expected, printed)) in expected.iter().zip(&printed).enumerate() {
            for (at, column) in COLUMNS.iter().enumerate().filter(|(at, _)| expected[*at] != printed[*at]) {
                wrong.push(format!("{name} row {row} {column}\n  {:?}\n  {:?}", expected[at], printed[at]));
            }
        }
        if !standard.unplaced.is_empty() {
            wrong.push(format!("{name}: {:?}", standard.unplaced));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

pub(crate) fn every_other_part_is_that_of_the_conversion() {
    for (name, standard) in all() {
        let code = name.split('.').next().unwrap();
        assert_other_parts(code, &name, &standard);
    }
}

pub(crate) fn another_way_of_writing_a_page_is_the_same_standard() {
    for (variant, plain) in VARIANTS {
        assert_eq!(yaml(&read(variant).unwrap()), yaml(&read(plain).unwrap()), "{variant}");
    }
}

pub(crate) fn what_cannot_be_read_whole_is_refused_with_the_reason() {
    let refused = REFUSED.map(|name| match read(name) {
        Err(ImportError::Unreadable(error)) => error,
        other => panic!("{name}: {other:?}"),
    });
    let [password, no_unicode, pictures] = refused;
    assert_eq!(password, ReadError::Encrypted);
    assert!(matches!(no_unicode, ReadError::NoUnicode { page: 1, .. }), "{no_unicode:?}");
    assert_eq!(pictures, ReadError::OnlyPictures { pages: 4 });
}

pub(crate) fn every_remark_bears_its_page() {
    let mut kinds = std::collections::BTreeSet::new();
    for name in names().into_iter().filter(|name| !REFUSED.contains(&name.as_str())) {
        let report = imported(&name).unwrap().report;
        for remark in report.remarks {
            let words = [remark.at.en.contains("page"), remark.at.zh.contains('頁')];
            assert!(words == [true, true] && remark.page.is_some(), "{name}: {:?}", remark.at);
            kinds.insert(remark.kind.id());
        }
    }
    // Those of the reader of all forms too.
    for kind in ["experimental", "two-names", "left-out"] {
        assert!(kinds.contains(kind), "{kinds:?}");
    }
}

/// A page may print again what is on the one before, but nothing may be on no page.
pub(crate) fn what_is_on_each_page_is_counted() {
    for name in names().into_iter().filter(|name| !REFUSED.contains(&name.as_str())) {
        let Imported { standard, report } = imported(&name).unwrap();
        let sum = |count: &dyn Fn(&ttm::forms::import::OnPage) -> usize| {
            report.pages.iter().map(count).sum::<usize>()
        };
        let once = [Kind::Task, Kind::Output, Kind::Indicator, Kind::Attitude];
        for (kind, count) in report.counts.items.iter().filter(|(kind, _)| once.contains(kind)) {
            assert_eq!(sum(&|page| page.items[*kind as usize]), *count, "{name}: {kind:?}");
        }
        assert_eq!(sum(&|page| page.versions), report.counts.versions, "{name}");
        assert_eq!(sum(&|page| page.notes), report.counts.notes, "{name}");
        assert_eq!(sum(&|page| page.rows), standard.rows().count(), "{name}");
    }
}
