//! Documents that are no form: the error names each and says what to do instead; and some that
//! were refused although they are one.

use tempfile::TempDir;
use ttm::forms::import::{ReadError, SourceForm, Way, detect, import};

#[test]
fn each_foreign_format_is_named_with_a_way_out() {
    let tar = [b"standards/".as_slice(), &[0; 247], b"ustar\x0000"].concat();
    let mhtml =
        b"Subject: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n<html>";
    let documents: [(&str, &[u8], Way); 21] = [
        ("Office 97 (.doc, .xls)", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Way::SaveAsEither),
        ("RTF", b"{\\rtf1", Way::SaveAs("odt")),
        ("MHTML", b"From: <Saved by Blink>\r\nSnapshot-Content-Location: a", Way::HtmlOnly),
        ("MHTML", mhtml, Way::HtmlOnly),
        ("webarchive", b"bplist00", Way::HtmlOnly),
        ("PNG", b"\x89PNG\r\n\x1a\n", Way::Picture),
        ("JPEG", b"\xff\xd8\xff\xe0\0\x10JFIF", Way::Picture),
        ("GIF", b"GIF89a", Way::Picture),
        ("TIFF", b"II*\0\x08", Way::Picture),
        ("TIFF", b"MM\0*\0", Way::Picture),
        ("WebP", b"RIFF\x10\0\0\0WEBPVP8 ", Way::Picture),
        ("HEIC", b"\0\0\0\x18ftypheic", Way::Picture),
        ("BMP", b"BM\x36\x10\0\0\0\0\0\0\x36", Way::Picture),
        ("gzip", b"\x1f\x8b\x08\0", Way::Unpack),
        ("bzip2", b"BZh91AY", Way::Unpack),
        ("xz", b"\xfd7zXZ\0\0", Way::Unpack),
        ("zstd", b"\x28\xb5\x2f\xfd\x04", Way::Unpack),
        ("RAR", b"Rar!\x1a\x07\x01\0", Way::Unpack),
        ("7z", b"7z\xbc\xaf\x27\x1c\0\x04", Way::Unpack),
        ("tar", &tar, Way::Unpack),
        ("cab", b"MSCF\0\0\0\0", Way::Unpack),
    ];
    for (format, bytes, way) in documents {
        let fault = ReadError::Foreign { format, way };
        assert_eq!(detect::form(bytes), Err(fault.clone()));
        // What the user says it is does not matter.
        for form in [SourceForm::Text, SourceForm::Html, SourceForm::Odt] {
            assert_eq!(import(bytes, Some(form)).unwrap_err(), fault.clone().into());
        }
        let words = fault.words();
        assert!(words.en.contains(format) && words.en.contains(": "), "{}", words.en);
        assert!(words.zh.contains(format) && words.zh.contains('：'), "{}", words.zh);
    }
    // A text may begin like a picture.
    assert_eq!(detect::form("BM 職能基準代碼\t甲".as_bytes()), Ok(SourceForm::Text));
}

/// A text as Windows writes it.
pub(super) fn utf_16(text: &str, little: bool, bom: bool) -> Vec<u8> {
    let bom = if bom { "\u{feff}" } else { "" };
    let units = bom.encode_utf16().chain(text.encode_utf16());
    units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

#[test]
fn utf_16_is_read_wherever_windows_writes_it() {
    let page = "<html><table><tr><td>工作任務<td>行為指標</table>";
    for (little, bom) in [(true, true), (false, true), (true, false), (false, false)] {
        let bytes = utf_16(page, little, bom);
        assert_eq!(detect::text(&bytes).unwrap(), page, "{little} {bom}");
        assert_eq!(detect::form(&bytes), Ok(SourceForm::Html), "{little} {bom}");
    }
    // Half a surrogate is no text.
    assert!(matches!(detect::text(b"\xff\xfe\x00\xd8<\0"), Err(ReadError::NotUtf8 { .. })));
}

#[test]
fn a_page_without_name_and_title_is_refused() {
    let folder = TempDir::new().unwrap();
    let page = "主要職責\t工作任務\t工作產出\t行為指標\t職能級別\tK\tS\nT1甲\tT1.1乙\t\tP1.1.1丁。\t3\tK01戊\tS01己\n";
    std::fs::write(folder.path().join("page.txt"), page).unwrap();
    for (lang, said) in [("en", "it has no name"), ("zh-TW", "找不到名稱")] {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ttm"));
        command.args(["--lang", lang, "import", "page.txt"]).current_dir(folder.path());
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(said), "{output:?}");
    }
    assert_eq!(crate::names(folder.path()), ["page.txt"]);
}

/// What a build without the reader of office files says of one.
#[cfg(not(feature = "office"))]
#[test]
fn an_office_file_is_told_that_this_build_reads_none() {
    let flat = b"<o:document xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>".as_slice();
    for bytes in [b"PK\x03\x04".as_slice(), flat] {
        assert_eq!(import(bytes, None).unwrap_err(), ReadError::NoOffice.into());
    }
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("a.odt"), b"PK\x03\x04").unwrap();
    for (lang, said) in
        [("en", "this build of ttm has no reader for those"), ("zh-TW", "建置時未包含其讀取功能")]
    {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_ttm"));
        command.args(["--lang", lang, "import", "a.odt"]).current_dir(folder.path());
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(words.contains(said) && words.contains("--features office"), "{words}");
    }
    assert_eq!(crate::names(folder.path()), ["a.odt"]);
}

#[cfg(not(feature = "pdf"))]
#[test]
fn without_the_feature_a_pdf_is_refused_with_its_name() {
    let bytes = std::fs::read("tests/pdf/plain.pdf").unwrap();
    let error = import(&bytes, None).unwrap_err();
    assert_eq!(error, ReadError::NoPdf.into());
    let words = error.words();
    assert!(words.en.contains("--features pdf") && words.zh.contains("--features pdf"), "{words:?}");
}
