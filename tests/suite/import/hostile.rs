//! Documents that are made to cost more than they are worth. Each ends in an error that says why, soon.

use std::time::{Duration, Instant};

use ttm::forms::import::{DocumentPart, ImportError, Page, ReadError, detect, html, ocs, text};
use ttm::text::bilingual::Lang;

/// The fault, which comes within a time that only an import without bounds takes on a busy machine.
#[track_caller]
pub(super) fn fault(read: impl FnOnce() -> Result<Page, ReadError>) -> ReadError {
    let start = Instant::now();
    let fault = read().unwrap_err();
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    let words = ImportError::from(fault.clone()).words();
    for lang in [Lang::En, Lang::ZhTw] {
        assert!(!words.get(lang).ends_with(['.', '。']), "{}", words.get(lang));
        assert!(words.get(lang).contains([':', '：']), "no way out: {}", words.get(lang));
    }
    fault
}

pub(super) fn too_large(what: DocumentPart, mebibytes: usize) -> ReadError {
    ReadError::TooLarge { what, mebibytes }
}

#[test]
fn files_that_are_cut_off_are_damaged() {
    let json = ocs::sheet("{\"ocs_profile\": {\"ocs_name\"").unwrap_err();
    assert!(matches!(json, ReadError::Damaged { format: "JSON", .. }));
    assert!(html::page("<table><tr><td>甲</td><td ro").is_ok());
}

#[test]
fn too_deep_documents_are_refused_and_long_ones_read() {
    let deep = "<table><tr><td>".repeat(1000);
    assert_eq!(fault(|| html::page(&deep)), ReadError::TooDeep { limit: 64 });
    assert_eq!(fault(|| html::page(&"<ol><li>".repeat(100_000))), ReadError::TooDeep { limit: 64 });
    let huge = "<table><tr><td>".repeat(50 << 20 >> 4);
    assert_eq!(detect::form(huge.as_bytes()), Err(too_large(DocumentPart::File, 8)));
    assert_eq!(fault(|| html::page(&huge)), too_large(DocumentPart::File, 8));
    // Nothing is held of elements that only lie in each other.
    assert_eq!(html::page(&("<div><b>".repeat(100_000) + "甲")).unwrap().blocks.len(), 1);
    assert_eq!(html::page(&format!("<p{}>甲", " a=1 b".repeat(200_000))).unwrap().blocks.len(), 1);

    let json = "[".repeat(100_000);
    assert!(matches!(ocs::sheet(&json), Err(ReadError::Damaged { format: "JSON", .. })));
}

#[test]
fn tables_have_a_size_limit() {
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
pub(super) fn assert_refused(documents: &[(&str, Vec<u8>)]) {
    let folder = tempfile::TempDir::new().unwrap();
    let inside = folder.path().join("a/b");
    std::fs::create_dir_all(&inside).unwrap();
    for (name, bytes) in documents {
        std::fs::write(inside.join(name), bytes).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ttm"));
        command.current_dir(&inside).args(["import", name, "-o", "out/"]);
        let ended = crate::bounds::run(command, Duration::from_secs(30));
        assert_eq!(ended.code, Some(2), "{name}: {}", ended.errors);
        assert!(ended.errors.starts_with("error: "), "{name}: {}", ended.errors);
        std::fs::remove_file(inside.join(name)).unwrap();
    }
    let left = |path: &std::path::Path| std::fs::read_dir(path).unwrap().count();
    assert_eq!((left(&inside), left(&folder.path().join("a")), left(folder.path())), (0, 1, 1));
}

#[cfg(target_os = "linux")]
#[test]
fn hostile_documents_stay_within_bounds_and_write_nothing() {
    let nested = "<table><tr><td>".repeat(1000) + &"甲".repeat((50 << 20) / 3);
    let page = "主要職責\t工作任務\t工作產出\t行為指標\t職能級別\tK\tS\nT1甲\tT1.1乙";
    assert_refused(&[
        ("nested.html", nested.into_bytes()),
        ("tabs.txt", (page.to_owned() + &"\t".repeat(1_000_000)).into_bytes()),
        ("cut.json", b"{\"ocs_profile\": {\"ocs_name\"".to_vec()),
        ("cut.html", b"<table><tr><td>\xe4\xb8".to_vec()),
    ]);
}
