//! Opens a PDF. The library that knows its objects unpacks some streams by itself, as a whole: those that hold other
//! objects, and tables of their places. Any stream can be named as one, so every stream is measured before.

use std::sync::Arc;

use hayro_syntax::object::{Dict, FromBytes as _, MaybeRef, Object};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use memchr::memmem;

use super::budget::{Budget, MAX_PAGES, beyond};
use super::filters::{self, Fault};
use crate::files::limits::DOCUMENT_BYTES;
use crate::forms::import::limit::check_bytes;
use crate::forms::import::read_error::ReadError;
use crate::text::bilingual::Bilingual;

/// The largest encrypted file, whose streams cannot be measured before it is opened: 8 MiB.
const MAX_ENCRYPTED_BYTES: usize = 8 << 20;

/// Opens a file.
///
/// # Errors
/// [`ReadError`] if it is beyond the limits, needs a password, or is damaged.
pub(super) fn open(bytes: &[u8], shared: Option<&Arc<Vec<u8>>>) -> Result<Pdf, ReadError> {
    check_bytes(bytes.len(), DOCUMENT_BYTES)?;
    if memmem::find(bytes, b"/Encrypt").is_some() {
        check_bytes(bytes.len(), MAX_ENCRYPTED_BYTES)?;
    }
    measure(bytes, &mut Budget::new())?;
    let data = shared.map_or_else(|| Arc::new(bytes.to_vec()), Arc::clone);
    let pdf = Pdf::new(data).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(_) => {
            damaged("it is encrypted in a way that is not known", "加密方式無法辨識")
        }
        LoadPdfError::Invalid => damaged("it has no readable table of its objects", "物件表無法讀取"),
    })?;
    match pdf.pages().len() {
        0 => Err(damaged("it has no pages", "沒有任何頁面")),
        pages if pages > MAX_PAGES => Err(beyond(("pages", "頁"), MAX_PAGES)),
        _ => Ok(pdf),
    }
}

fn damaged(en: &'static str, zh: &'static str) -> ReadError {
    ReadError::Damaged { format: "PDF", reason: Bilingual::fixed(en, zh) }
}

/// Unpacks every stream as far as the limit on all of them, and keeps none.
fn measure(bytes: &[u8], budget: &mut Budget) -> Result<(), ReadError> {
    let end = memmem::Finder::new(b"endstream");
    let object = memmem::FinderRev::new(b"obj");
    let mut from = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        let follows = bytes.get(at + 6).is_some_and(|byte| matches!(byte, b'\r' | b'\n'));
        if at < from || !follows || bytes[..at].ends_with(b"end") {
            continue;
        }
        let begins = object.rfind(&bytes[..at]).map_or(0, |found| found + 3);
        let Some(dict) = dict_before(&bytes[begins..at])? else { continue };
        let data = &bytes[at + 6..];
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(&data[1..]);
        let length = end.find(data).unwrap_or(data.len());
        match filters::measure(&data[..length], &dict, budget) {
            // A picture is not unpacked by the library either, nor what is not packed.
            Ok(_) | Err(Fault::NotText | Fault::Damaged(_)) => {}
            Err(Fault::Limit(error)) => return Err(error),
        }
        from = at + 6;
    }
    Ok(())
}

/// The dictionary that ends where a stream begins; `None` if no stream begins there.
fn dict_before(object: &[u8]) -> Result<Option<Dict<'_>>, ReadError> {
    let object = object.trim_ascii();
    if !object.ends_with(b">>") {
        return Ok(None);
    }
    let unclear = || damaged("a stream has a dictionary that is not understood", "串流的字典無法判讀");
    // A dictionary that ends elsewhere is inside of another one, whose filters are not known.
    let dict =
        Dict::from_bytes(object).filter(|dict| dict.data().len() + 4 >= object.len()).ok_or_else(unclear)?;
    let filter = dict.get_raw::<Object<'_>>(b"Filter");
    let indirect = match &filter {
        Some(MaybeRef::Ref(_)) => true,
        Some(MaybeRef::NotRef(Object::Array(all))) => {
            all.raw_iter().any(|filter| matches!(filter, MaybeRef::Ref(_)))
        }
        _ => false,
    };
    if indirect { Err(unclear()) } else { Ok(Some(dict)) }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::forms::import::pdf::budget::too_large;

    fn measured(bytes: &[u8]) -> Result<(), ReadError> {
        measure(bytes, &mut Budget::of_bytes(1 << 20))
    }

    fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
        let mut bytes =
            format!("%PDF-1.5\n1 0 obj\n<< {dict} /Length {} >>\nstream\n", data.len()).into_bytes();
        bytes.extend_from_slice(data);
        bytes.extend_from_slice(b"\nendstream\nendobj\n");
        bytes
    }

    #[test]
    fn a_stream_beyond_the_budget_is_refused_before_the_library_sees_it() {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(&vec![0; 2 << 20]).unwrap();
        let zeros = packer.finish().unwrap();
        let bomb = stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &zeros);
        assert_eq!(measured(&bomb), Err(too_large()));
        // Whatever it is called.
        assert_eq!(measured(&stream("/Filter [/F#6cateDecode]", &zeros)), Err(too_large()));
    }

    #[test]
    fn a_stream_whose_filters_are_not_known_is_refused() {
        for dict in ["/Filter 5 0 R", "/Filter [5 0 R]", "/X (obj << >>) /Filter /FlateDecode"] {
            assert!(
                measured(&stream(dict, b"")).unwrap_err().words().en.contains("not understood"),
                "{dict}"
            );
        }
        measured(&stream("/Filter /DCTDecode", b"\xff\xd8")).unwrap();
        measured(b"a text about a stream\nof water").unwrap();
    }

    #[test]
    fn what_is_no_pdf_is_damaged() {
        assert!(matches!(open(b"%PDF-1.7\n", None), Err(ReadError::Damaged { .. })));
    }
}
