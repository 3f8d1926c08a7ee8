//! Files that are refused, and why.

use super::page;
use super::writer::{Sheet, file, file_with};
use crate::forms::import::{ImportError, ReadError, import};

fn sheet() -> Sheet {
    let mut sheet = Sheet::with_headings();
    sheet.row(&["T1 業務", "T1.1 拜訪", "", "P1.1.1 拜訪。", "3", "K01 甲", "S01 乙"]).foot(&[]);
    sheet
}

#[test]
fn a_character_that_the_file_does_not_name_is_refused_with_its_place() {
    // All but 甲, U+7532.
    let table = "begincmap 2 beginbfrange <0001> <7531> <0001> <7533> <FFFF> <7533> endbfrange endcmap";
    let error = page(file_with(&[sheet()], table)).unwrap_err();
    let ReadError::NoUnicode { page, near, font } = &error else { panic!("{error:?}") };
    assert_eq!((*page, font.as_str()), (1, "Test"));
    assert!(near.ends_with("K01 "), "{near}");
    assert!(error.words().zh.contains("第 1 頁"));
}

#[test]
fn pictures_alone_are_refused() {
    let mut picture = Sheet::new();
    picture.content = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n".to_owned();
    assert_eq!(page(file(&[picture])), Err(ReadError::OnlyPictures { pages: 1 }));
}

#[test]
fn what_is_no_standard_is_refused() {
    let mut letter = Sheet::new();
    letter.text(40.0, 60.0, "敬啟者：\n檢附資料如附件。");
    assert_eq!(import(&file(&[letter]), None).unwrap_err(), ImportError::NotAStandard);
}

#[test]
fn content_that_cannot_be_read_to_its_end_is_refused() {
    let mut cut = sheet();
    cut.content.push_str("BT (T2 不見的");
    let error = page(file(&[cut])).unwrap_err();
    assert!(matches!(&error, ReadError::Damaged { reason, .. } if reason.en.contains("page 1")), "{error}");
    assert!(error.words().zh.contains("第 1 頁的內容中斷"), "{:?}", error.words());
}

#[test]
fn forms_that_draw_themselves_end() {
    let text = String::from_utf8(file(&[Sheet { content: "/X Do".to_owned(), ..Sheet::new() }])).unwrap();
    let text = text.replace("/F 3 0 R >>", "/F 3 0 R >> /XObject << /X 8 0 R >>");
    let form = "8 0 obj\n<< /Subtype /Form /Length 5 >>\nstream\n/X Do\nendstream\nendobj\nxxxx\n0";
    let error = page(text.replace("xref\n0", form).as_bytes()).unwrap_err();
    assert!(matches!(error, ReadError::Beyond { limit: 12, .. }), "{error}");
}
