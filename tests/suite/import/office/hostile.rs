//! Office files that are made to cost more than they are worth.

use ttm::forms::import::{DocumentPart, ReadError};

use super::{content, odt, read, zipped};
#[cfg(target_os = "linux")]
use crate::import::hostile::assert_refused;
use crate::import::hostile::{fault, too_large};

#[test]
fn a_zip_bomb_is_not_unpacked() {
    let bomb = zipped(&[("content.xml", &vec![b' '; 16 << 20])]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(fault(|| read(&bomb)), too_large(DocumentPart::Unpacked("content.xml".to_owned()), 8));
    let many: Vec<String> = (0..5000).map(|index| format!("{index}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let many = zipped(&many);
    assert_eq!(fault(|| read(&many)), ReadError::TooManyFiles { limit: 4096 });
}

#[test]
fn names_in_a_zip_file_are_no_paths() {
    let body = content("<t:p>甲</t:p>");
    let files =
        [("../../escaped.txt", b"x".as_slice()), ("/escaped.txt", b"x"), ("content.xml", body.as_bytes())];
    assert_eq!(read(&zipped(&files)).unwrap().blocks.len(), 1);
    assert!(!std::path::Path::new("../../escaped.txt").exists());
    assert_eq!(fault(|| read(&zipped(&[("../content.xml", body.as_bytes())]))), ReadError::NoContent);
}

#[test]
fn entities_are_neither_expanded_nor_fetched() {
    let laughs = "<!DOCTYPE o [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><o>&b;</o>";
    let outside = "<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><o>&x;</o>";
    for xml in [laughs, outside] {
        assert_eq!(fault(|| read(&zipped(&[("content.xml", xml.as_bytes())]))), ReadError::Entities);
    }
    assert_eq!(fault(|| read(&odt("<t:p>&nbsp;</t:p>"))), ReadError::Entities);
}

#[test]
fn files_that_are_cut_off_are_damaged() {
    let whole = odt("<t:p>甲</t:p>");
    for end in [8, whole.len() / 2, whole.len() - 10] {
        assert!(matches!(fault(|| read(&whole[..end])), ReadError::Damaged { format: "zip", .. }));
    }
    for body in ["<t:p>甲", "<t:p></t:h>", "<t:p>甲</t:p></o:text>"] {
        assert!(matches!(fault(|| read(&odt(body))), ReadError::Damaged { format: "XML", .. }));
    }
    let xml = content("<t:p>甲</t:p>");
    let half = &xml.as_bytes()[..xml.len() - 20];
    assert!(matches!(
        fault(|| read(&zipped(&[("content.xml", half)]))),
        ReadError::Damaged { format: "XML", .. }
    ));
}

#[test]
fn what_is_too_deep_is_refused() {
    let xml = "<t:span>".repeat(100_000);
    assert_eq!(fault(|| read(&odt(&xml))), ReadError::TooDeep { limit: 512 });
}

#[test]
fn tables_have_a_size_limit() {
    let limit = 200_000;
    let rows = "<b:table><b:table-row b:number-rows-repeated='1000000000'><b:table-cell><t:p>a</t:p></b:table-cell>\
         </b:table-row></b:table>";
    assert_eq!(fault(|| read(&odt(rows))), ReadError::TooMany { limit });
    let cells = "<b:table><b:table-row><b:table-cell b:number-columns-repeated='99999999999999999999'>\
                 <t:p>a</t:p></b:table-cell></b:table-row></b:table>";
    assert_eq!(fault(|| read(&odt(cells))), ReadError::TooMany { limit });
    let text = "甲".repeat(100_000);
    let texts = format!(
        "<b:table><b:table-row b:number-rows-repeated='100'><b:table-cell><t:p>{text}</t:p></b:table-cell>\
         </b:table-row></b:table>"
    );
    assert_eq!(fault(|| read(&odt(&texts))), too_large(DocumentPart::Texts, 16));
}

#[cfg(target_os = "linux")]
#[test]
fn hostile_documents_stay_within_bounds_and_write_nothing() {
    let expands = (1..10).fold("<!ENTITY a0 'ha'>".to_owned(), |text, at| {
        text + &format!("<!ENTITY a{at} '{}'>", format!("&a{};", at - 1).repeat(10))
    });
    let laughs = format!("<!DOCTYPE o [{expands}]><o>&a9;</o>");
    let outside = "<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><o>&x;</o>";
    assert_refused(&[
        ("bomb.odt", zipped(&[("content.xml", &vec![b' '; 64 << 20])])),
        ("names.odt", zipped(&[("../../escaped.txt", b"x"), ("../content.xml", b"<x/>")])),
        ("expands.odt", zipped(&[("content.xml", laughs.as_bytes())])),
        ("outside.odt", zipped(&[("content.xml", outside.as_bytes())])),
        ("cut.odt", odt("<t:p>甲</t:p>")[..200].to_vec()),
    ]);
}
