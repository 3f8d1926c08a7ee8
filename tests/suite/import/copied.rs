//! What a browser copies: the files in `chromium/` came out of Chromium 156, all of a page selected and copied.

use ttm::canonical::yaml;
use ttm::forms::import::{ImportError, Imported, ReadError, RemarkKind, import};

use crate::render::published;
use crate::support::plain::{assert_same, text};

const HEADER: &str = "主要職責\t工作任務\t工作產出\t行為指標\t職能級別\t職能內涵 (K=knowledge 知識)\t職能內涵 (S=skills 技能)\n";

fn read(text: &str) -> Imported {
    import(text.as_bytes(), None).unwrap()
}

fn rows(rows: &str) -> Imported {
    read(&format!("某人員職能基準\n職能基準代碼\t\n職業\t某人員\n{HEADER}{rows}"))
}

/// The main table, as the file has it.
fn duties(imported: &Imported) -> String {
    let yaml = yaml(&imported.standard);
    yaml[yaml.find("duties:").unwrap()..].to_owned()
}

fn doubts(imported: &Imported) -> Option<usize> {
    imported.report.remarks.iter().find_map(|remark| match &remark.kind {
        RemarkKind::NoColumn { count, .. } => Some(*count),
        _ => None,
    })
}

#[test]
fn a_copied_page_reads_as_the_page() {
    let page = import(include_bytes!("chromium/page.html"), None).unwrap();
    assert_eq!(page.report.remarks, []);
    for copied in [include_bytes!("chromium/copied.txt").as_slice(), include_bytes!("chromium/copied.html")] {
        let copied = import(copied, None).unwrap();
        assert_same(&copied.standard, &page.standard, "copied");
        assert_eq!(copied.report.remarks, []);
        assert_eq!(copied.report.title, page.report.title);
    }
}

/// The page that `ttm render` writes has a paragraph for every item, so that hardly a tab is left.
#[test]
fn a_copied_rendered_page_reads_as_the_standard() {
    let copied = import(include_bytes!("chromium/TTM4221-004v2.txt"), None).unwrap();
    assert_same(&copied.standard, &published(), "copied");
    assert_eq!(copied.report.remarks, []);
}

#[test]
fn tabs_distinguish_empty_cells_from_merged_ones() {
    let first = "T1 甲\tT1.1 一\t\t\nP1.1.1 做。\n\n3\t\nK01 知\n\nS01 能\n\n";
    let shared = rows(&format!("{first}T1.2 二\t\t\nP1.2.1 做。\n\n4\t\nS02 技\n\n"));
    assert!(duties(&shared).contains("    knowledge: [K01]\n    tasks:"), "{}", duties(&shared));
    let empty = rows(&format!("{first}T1.2 二\t\t\nP1.2.1 做。\n\n4\t\t\nS02 技\n\n"));
    assert!(duties(&empty).contains("        knowledge: []\n        skills: [S02]"), "{}", duties(&empty));
    let both = rows(&format!("{first}T1.2 二\t\t\nP1.2.1 做。\n\n4\n"));
    assert!(
        duties(&both).contains("    knowledge: [K01]\n    skills: [S01]\n    tasks:"),
        "{}",
        duties(&both)
    );
    let neither = rows(&format!("{first}T1.2 二\t\t\nP1.2.1 做。\n\n4\t\t\n"));
    assert!(duties(&neither).contains("        knowledge: []\n        skills: []"), "{}", duties(&neither));
    for certain in [shared, empty, both, neither] {
        assert_eq!(certain.report.remarks, []);
    }
}

#[test]
fn texts_of_unknown_columns_are_kept_and_reported() {
    let imported = rows("T1 甲\n\nT1.1 一\n\n市場報告\n\nP1.1.1 做。\n\n3\t\nK01 知\n\nS01 能\n\n");
    assert_eq!(doubts(&imported), Some(1));
    let unplaced = &imported.standard.unplaced.items[0];
    assert_eq!(text(&unplaced.text), "市場報告");
    // A paragraph at the end of the knowledge hides whether the cell of the skills is empty.
    let first = "T1 甲\tT1.1 一\t\t\nP1.1.1 做。\n\n3\t\nK01 知\n\nS01 能\n\n";
    let imported = rows(&format!("{first}T1.2 二\t\t\nP1.2.1 做。\n\n4\t\nK02 識\n\n"));
    assert_eq!(doubts(&imported), Some(1));
    let kind = &imported.report.remarks.iter().find(|remark| remark.kind.id() == "no-column").unwrap().kind;
    assert!(kind.words().en.contains("wl-paste -t text/html | ttm import -"), "{}", kind.words().en);
    assert!(kind.words().zh.contains("wl-paste -t text/html | ttm import -"), "{}", kind.words().zh);
}

#[test]
fn a_text_between_tabs_needs_no_code() {
    let imported = rows(
        "T1 甲\tT1.1 一\t市場報告\t\nP1.1.1 做。\n\n3\t\nK01 知\n\nS01 能\n\nT1.2 二\t\t\nP1.2.1 做。\n\n4\n",
    );
    assert!(duties(&imported).contains("- 市場報告"), "{}", duties(&imported));
    assert_eq!(doubts(&imported), None);
}

#[test]
fn copied_rows_without_their_first_cells_are_read_by_their_codes() {
    let imported = rows(
        "T1 甲\tT1.1 一\tO1.1.1 圖\tP1.1.1 做。\t3\tK01 知\tS01 能\nT1.2 二\tO1.2.1 表\tP1.2.1 做。\t4\n",
    );
    let duties = duties(&imported);
    assert!(duties.contains("T1.2:\n        name: 二\n        level: 4\n"), "{duties}");
    assert_eq!(imported.standard.duties.len(), 1);
    assert_eq!(imported.report.remarks, []);
}

#[test]
fn without_codes_nothing_is_guessed() {
    let text = format!("{HEADER}業務拓展\n\n維護關係\n\n3\t\nK01 知\n\nS01 能\n\n");
    let error = import(text.as_bytes(), None).unwrap_err();
    assert_eq!(error, ImportError::Unreadable(ReadError::NoColumns));
    for words in [error.words().en, error.words().zh] {
        assert!(words.contains("xclip -selection clipboard -t text/html -o | ttm import -"), "{words}");
    }
}

#[test]
fn the_header_of_the_windows_clipboard_is_no_text() {
    let page = include_str!("chromium/copied.html");
    let header = "Version:0.9\r\nStartHTML:0000000157\r\nEndHTML:0000000390\r\nStartFragment:0000000193\r\n\
                  EndFragment:0000000354\r\nSourceURL:https://example.org/職能基準代碼\r\n";
    let copied = format!(
        "{header}<html>\r\n<body>\r\n<!--StartFragment-->{page}<!--EndFragment-->\r\n</body>\r\n</html>"
    );
    let (copied, page) = (read(&copied), read(page));
    assert_same(&copied.standard, &page.standard, "with a header");
    assert_eq!(copied.report.remarks, []);
}
