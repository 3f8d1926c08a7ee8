//! Documents that are made to cost more than they are worth. Each ends in an error that says why, soon.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use ttm::forms::import::{DocumentPart, ImportError, Page, ReadError, detect, html, ocs, odt, text};
use ttm::text::bilingual::Lang;
use zip::write::SimpleFileOptions;

/// A zip file with these files in it.
pub(crate) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An office file with this body; its prefixes are not those that office programs use.
pub(super) fn office(body: &str) -> Vec<u8> {
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content(body).as_bytes()),
    ])
}

pub(super) fn content(body: &str) -> String {
    let names = "urn:oasis:names:tc:opendocument:xmlns";
    format!(
        "<?xml version='1.0'?><o:document-content xmlns:o='{names}:office:1.0' xmlns:t='{names}:text:1.0' \
         xmlns:b='{names}:table:1.0' xmlns:y='{names}:style:1.0'><o:automatic-styles>\
         <t:list-style y:name='L1'><t:list-level-style-bullet t:level='1'/></t:list-style>\
         <t:list-style y:name='L2'><t:list-level-style-number t:level='1'/></t:list-style></o:automatic-styles>\
         <o:body><o:text>{body}</o:text></o:body></o:document-content>"
    )
}

/// The fault, which comes within the time that an import may take.
#[track_caller]
fn fault(read: impl FnOnce() -> Result<Page, ReadError>) -> ReadError {
    let start = Instant::now();
    let fault = read().unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    let words = ImportError::from(fault.clone()).words();
    for lang in [Lang::En, Lang::ZhTw] {
        assert!(!words.get(lang).ends_with(['.', '。']), "{}", words.get(lang));
        assert!(words.get(lang).contains([':', '：']), "no way out: {}", words.get(lang));
    }
    fault
}

fn too_large(what: DocumentPart, mebibytes: usize) -> ReadError {
    ReadError::TooLarge { what, mebibytes }
}

#[test]
fn a_zip_bomb_is_not_unpacked() {
    let bomb = zipped(&[("content.xml", &vec![b' '; 16 << 20])]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(fault(|| odt::page(&bomb)), too_large(DocumentPart::Unpacked("content.xml"), 8));
    let many: Vec<String> = (0..5000).map(|index| format!("{index}")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    let many = zipped(&many);
    assert_eq!(fault(|| odt::page(&many)), ReadError::TooManyFiles { limit: 4096 });
}

#[test]
fn names_in_a_zip_file_are_no_paths() {
    let body = content("<t:p>甲</t:p>");
    let files =
        [("../../escaped.txt", b"x".as_slice()), ("/escaped.txt", b"x"), ("content.xml", body.as_bytes())];
    assert_eq!(odt::page(&zipped(&files)).unwrap().blocks.len(), 1);
    assert!(!std::path::Path::new("../../escaped.txt").exists());
    assert_eq!(fault(|| odt::page(&zipped(&[("../content.xml", body.as_bytes())]))), ReadError::NoContent);
}

#[test]
fn entities_are_neither_expanded_nor_fetched() {
    let laughs = "<!DOCTYPE o [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><o>&b;</o>";
    let outside = "<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><o>&x;</o>";
    for xml in [laughs, outside] {
        assert_eq!(fault(|| odt::page(&zipped(&[("content.xml", xml.as_bytes())]))), ReadError::Entities);
    }
    assert_eq!(fault(|| odt::page(&office("<t:p>&nbsp;</t:p>"))), ReadError::Entities);
}

#[test]
fn files_that_are_cut_off_are_damaged() {
    let whole = office("<t:p>甲</t:p>");
    for end in [8, whole.len() / 2, whole.len() - 10] {
        assert!(matches!(fault(|| odt::page(&whole[..end])), ReadError::Damaged { format: "zip", .. }));
    }
    for body in ["<t:p>甲", "<t:p></t:h>", "<t:p>甲</t:p></o:text>"] {
        assert!(matches!(fault(|| odt::page(&office(body))), ReadError::Damaged { format: "XML", .. }));
    }
    let xml = content("<t:p>甲</t:p>");
    let half = &xml.as_bytes()[..xml.len() - 20];
    assert!(matches!(
        fault(|| odt::page(&zipped(&[("content.xml", half)]))),
        ReadError::Damaged { format: "XML", .. }
    ));
    let json = ocs::sheet("{\"ocs_profile\": {\"ocs_name\"").unwrap_err();
    assert!(matches!(json, ReadError::Damaged { format: "JSON", .. }));
    assert!(html::page("<table><tr><td>甲</td><td ro").is_ok());
}

#[test]
fn what_is_too_deep_is_refused_and_what_is_only_long_is_read() {
    let deep = "<table><tr><td>".repeat(1000);
    assert_eq!(fault(|| html::page(&deep)), ReadError::TooDeep { limit: 64 });
    assert_eq!(fault(|| html::page(&"<ol><li>".repeat(100_000))), ReadError::TooDeep { limit: 64 });
    let huge = "<table><tr><td>".repeat(50 << 20 >> 4);
    assert_eq!(detect::form(huge.as_bytes()), Err(too_large(DocumentPart::File, 8)));
    assert_eq!(fault(|| html::page(&huge)), too_large(DocumentPart::File, 8));
    // Nothing is held of elements that only lie in each other.
    assert_eq!(html::page(&("<div><b>".repeat(100_000) + "甲")).unwrap().blocks.len(), 1);
    assert_eq!(html::page(&format!("<p{}>甲", " a=1 b".repeat(200_000))).unwrap().blocks.len(), 1);

    let xml = "<t:span>".repeat(100_000);
    assert_eq!(fault(|| odt::page(&office(&xml))), ReadError::TooDeep { limit: 512 });
    let json = "[".repeat(100_000);
    assert!(matches!(ocs::sheet(&json), Err(ReadError::Damaged { format: "JSON", .. })));
}

#[test]
fn tables_have_a_bound() {
    let limit = 200_000;
    assert_eq!(fault(|| text::page(&"\t".repeat(1_000_000))), ReadError::TooMany { limit });
    assert_eq!(fault(|| text::page(&"a\n".repeat(1_000_000))), ReadError::TooMany { limit });
    // A row of many cells makes every row below as wide.
    let wide = "\t".repeat(90_000) + &"\na\t".repeat(50_000);
    let area = ReadError::TooWide { limit: 4_000_000 };
    assert_eq!(fault(|| text::page(&wide)), area);
    assert_eq!(
        fault(|| html::page(&("<table>".to_owned() + &"<tr><td>".repeat(500_000)))),
        ReadError::TooMany { limit }
    );
    let stairs = "<tr><td rowspan=60000 colspan=1000>".repeat(10_000);
    assert_eq!(fault(|| html::page(&format!("<table>{stairs}"))), area);

    let rows = "<b:table><b:table-row b:number-rows-repeated='1000000000'><b:table-cell><t:p>a</t:p></b:table-cell>\
         </b:table-row></b:table>";
    assert_eq!(fault(|| odt::page(&office(rows))), ReadError::TooMany { limit });
    let cells = "<b:table><b:table-row><b:table-cell b:number-columns-repeated='99999999999999999999'>\
                 <t:p>a</t:p></b:table-cell></b:table-row></b:table>";
    assert_eq!(fault(|| odt::page(&office(cells))), ReadError::TooMany { limit });
    let text = "甲".repeat(100_000);
    let texts = format!(
        "<b:table><b:table-row b:number-rows-repeated='100'><b:table-cell><t:p>{text}</t:p></b:table-cell>\
         </b:table-row></b:table>"
    );
    assert_eq!(fault(|| odt::page(&office(&texts))), too_large(DocumentPart::Texts, 16));
}

#[test]
fn a_long_key_is_not_written_for_every_text_below_it() {
    let json = format!("{{\"{}\": [{}1]}}", "k".repeat(1 << 20), "1,".repeat(500_000));
    let start = Instant::now();
    assert_eq!(ocs::sheet(&json), Err(too_large(DocumentPart::Texts, 16)));
    assert!(start.elapsed() < Duration::from_secs(5));
}

/// Through the program: each ends in an error, in time and within its memory, and leaves nothing behind.
#[cfg(target_os = "linux")]
#[test]
fn no_document_makes_the_program_hang_or_grow_or_write() {
    let folder = tempfile::TempDir::new().unwrap();
    let inside = folder.path().join("a/b");
    std::fs::create_dir_all(&inside).unwrap();
    let expands = (1..10).fold("<!ENTITY a0 'ha'>".to_owned(), |text, at| {
        text + &format!("<!ENTITY a{at} '{}'>", format!("&a{};", at - 1).repeat(10))
    });
    let laughs = format!("<!DOCTYPE o [{expands}]><o>&a9;</o>");
    let outside = "<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><o>&x;</o>";
    let nested = "<table><tr><td>".repeat(1000) + &"甲".repeat((50 << 20) / 3);
    let page = "主要職責\t工作任務\t工作產出\t行為指標\t職能級別\tK\tS\nT1甲\tT1.1乙";
    let documents: Vec<(&str, Vec<u8>)> = vec![
        ("bomb.odt", zipped(&[("content.xml", &vec![b' '; 64 << 20])])),
        ("names.odt", zipped(&[("../../escaped.txt", b"x"), ("../content.xml", b"<x/>")])),
        ("expands.odt", zipped(&[("content.xml", laughs.as_bytes())])),
        ("outside.odt", zipped(&[("content.xml", outside.as_bytes())])),
        ("nested.html", nested.into_bytes()),
        ("tabs.txt", (page.to_owned() + &"\t".repeat(1_000_000)).into_bytes()),
        ("cut.odt", office("<t:p>甲</t:p>")[..200].to_vec()),
        ("cut.json", b"{\"ocs_profile\": {\"ocs_name\"".to_vec()),
        ("cut.html", b"<table><tr><td>\xe4\xb8".to_vec()),
    ];
    for (name, bytes) in &documents {
        std::fs::write(inside.join(name), bytes).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ttm"));
        command.current_dir(&inside).args(["import", name, "-o", "out/"]);
        let ended = crate::bounds::run(command, Duration::from_secs(5));
        assert_eq!(ended.code, Some(2), "{name}: {}", ended.errors);
        assert!(ended.errors.starts_with("error: "), "{name}: {}", ended.errors);
        std::fs::remove_file(inside.join(name)).unwrap();
    }
    let left = |path: &std::path::Path| std::fs::read_dir(path).unwrap().count();
    assert_eq!((left(&inside), left(&folder.path().join("a")), left(folder.path())), (0, 1, 1));
}
