//! How large what is read may be: every limit in one table.
//!
//! What is larger is refused with a message that names the limit, so that memory and time are bounded whatever a run is
//! given. How many files are held at once is decided where they are read, and how much of a finding is shown by its format.

// Standards.

/// The largest standard in bytes: 4 MiB. A published one has about 12 KiB.
pub const STANDARD_BYTES: usize = 4 << 20;

/// The deepest nesting of mappings and lists in a standard. The format needs ten levels.
pub const YAML_DEPTH: usize = 64;

/// The most keys, values and collections in a standard. A published one has about a thousand.
pub const YAML_NODES: usize = 200_000;

/// The most bytes of resolved references of a standard that is rendered. A published one has about 20 KiB.
pub const FORM_BYTES: usize = 16 << 20;

/// The most rows and texts of a standard that is compared. A published one has some hundreds; with as many as
/// [`YAML_NODES`] allows, a comparison would take more than 256 MiB, since what became of each is kept until it is written.
pub const COMPARED_ENTRIES: usize = 100_000;

// Documents that are imported.

/// The largest document in bytes: 64 MiB, which an office file with pictures may need.
pub const DOCUMENT_BYTES: usize = 64 << 20;

/// The largest page, text, or text part of an office file, in bytes: 8 MiB.
pub const DOCUMENT_TEXT_BYTES: usize = 8 << 20;

/// The largest converted file in bytes. In memory it takes more than ten times as much.
pub const DOCUMENT_JSON_BYTES: usize = 4 << 20;

/// The most files in an office file: its parts, pictures and fonts.
pub const DOCUMENT_FILES: usize = 4096;

/// The most bytes of all parts of an office file that are unpacked.
pub const DOCUMENT_UNPACKED_BYTES: usize = 4 * DOCUMENT_TEXT_BYTES;

/// The deepest nesting of elements in an office file.
pub const DOCUMENT_XML_DEPTH: usize = 512;

/// The deepest nesting of tables in a document, and of lists in a cell.
pub const DOCUMENT_TABLE_DEPTH: usize = 64;

/// The most rows, cells and lines of a document in total.
pub const DOCUMENT_ITEMS: usize = 200_000;

/// The most bytes of text in them in total. Repeated cells count as often as they are repeated.
pub const DOCUMENT_ITEM_BYTES: usize = 16 << 20;

/// The largest area of a table: rows times columns.
pub const DOCUMENT_TABLE_AREA: usize = 4_000_000;

/// The most bytes of references in what is imported: a cell that covers a thousand tasks becomes a list in each of them. A
/// published standard has a few hundred references.
pub const DOCUMENT_REFERENCE_BYTES: usize = 16 << 20;

// Configuration (`ttm.toml`), ignore files and baselines.

/// The largest configuration file in bytes; parsed, it takes a hundred times as much memory.
pub const CONFIG_BYTES: usize = 256 << 10;

/// The most bytes of all configuration files of a run together.
pub const CONFIG_BYTES_IN_ALL: usize = 4 << 20;

/// The most patterns in all configuration files of a run: each takes a few KiB, and every file is matched against all.
pub const CONFIG_PATTERNS: usize = 1_000;

/// The longest pattern of a configuration file in bytes, longer than any path that it could match.
pub const CONFIG_PATTERN_BYTES: usize = 4 << 10;

/// The most bytes read of an ignore file. Real ones have a few hundred lines.
pub const IGNORE_FILE_BYTES: usize = 256 << 10;

/// The longest line of an ignore file in bytes: no path is longer.
pub const IGNORE_FILE_LINE: usize = 4 << 10;

/// The most patterns in all ignore files of a search: every path is matched against all of them.
pub const IGNORE_FILE_PATTERNS: usize = 1_000;

/// The largest baseline in bytes that may use all of TOML; a larger one has to be laid out as the program writes it.
pub const BASELINE_FREE_BYTES: u64 = 1 << 20;

/// The largest baseline in bytes.
pub const BASELINE_BYTES: u64 = 64 << 20;

/// The most findings in a baseline.
pub const BASELINE_ENTRIES: usize = 500_000;

/// The longest line of a baseline in bytes.
pub const BASELINE_LINE: u64 = 16 << 10;
