//! The zip file of an office document. Its bytes depend on its parts only: no time, no thread count.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, PreparedZipFile, ZipWriter};

/// One part, compressed. Compressing takes longer than making the XML, so it is done where the part is made, in parallel.
pub(in crate::forms::render) struct PackagePart(PreparedZipFile);

impl PackagePart {
    /// Compresses a part.
    pub(in crate::forms::render) fn new(name: &str, content: &str) -> io::Result<Self> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            // XML of this kind is hardly smaller at the default level, which takes twice the time.
            .compression_level(Some(3))
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        Ok(Self(PreparedZipFile::from_data(name, options, content.as_bytes())?))
    }
}

/// Writes the parts in this order.
pub(in crate::forms::render) fn write(
    parts: impl IntoIterator<Item = PackagePart>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for PackagePart(part) in parts {
        zip.add_prepared_file(part)?;
    }
    out.write_all(zip.finish()?.get_ref())
}
