//! The zip file that an office file is: its members are read in memory, never unpacked to disk.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::directory;
use crate::bilingual;
use crate::files::limits::{DOCUMENT_FILES, DOCUMENT_TEXT_BYTES, DOCUMENT_UNPACKED_BYTES};
use crate::forms::import::detect;
use crate::forms::import::read_error::{DocumentPart, ReadError};

pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// What may still be unpacked.
    left: usize,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        // Checked first, since the directory is read as a whole.
        if directory::is_longer(bytes, DOCUMENT_FILES) {
            return Err(ReadError::TooManyFiles { limit: DOCUMENT_FILES });
        }
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadError::damaged("zip", &error))?;
        Ok(Self { archive, left: DOCUMENT_UNPACKED_BYTES })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Unpacks a member within the limits, whatever size it claims to have.
    pub(super) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadError::Encrypted);
            }
            Err(error) => return Err(ReadError::damaged("zip", &error)),
        };
        let most = DOCUMENT_TEXT_BYTES.min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(most as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > DOCUMENT_TEXT_BYTES {
            let what = DocumentPart::Unpacked(name.to_owned());
            return Err(ReadError::TooLarge { what, mebibytes: DOCUMENT_TEXT_BYTES >> 20 });
        }
        if bytes.len() > self.left {
            return Err(ReadError::TooLarge {
                what: DocumentPart::AllUnpacked,
                mebibytes: DOCUMENT_UNPACKED_BYTES >> 20,
            });
        }
        read.map_err(|error| ReadError::damaged("zip", &error))?;
        self.left -= bytes.len();
        Ok(Some(bytes))
    }

    /// The text of a member.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let reason = || bilingual!("{name} is neither UTF-8 nor UTF-16", "{name} 不是 UTF-8 也不是 UTF-16");
        let text = detect::decoded(&bytes)
            .map(Cow::into_owned)
            .ok_or_else(|| ReadError::Damaged { format: "XML", reason: reason() })?;
        Ok(Some(text))
    }
}
