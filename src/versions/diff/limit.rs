//! A bound on what is compared.

use crate::files::limits::COMPARED_ENTRIES;
use crate::forms::sheet;
use crate::model::{Codes, Standard};
use crate::text::bilingual::Bilingual;

/// Says why `standard` is not compared.
///
/// # Errors
/// It has more than 100,000 rows and texts, or its references would print as more than 16 MiB.
pub fn check_size(standard: &Standard<'_>) -> Result<(), Bilingual> {
    let tasks = standard.duties.iter().flat_map(|duty| duty.tasks.iter());
    let mut entries: usize = tasks.map(|task| 1 + task.rows.len()).sum();
    standard.each_text(Codes { entries: false, references: false }, |_, _| entries += 1);
    if entries > COMPARED_ENTRIES {
        return Err(Bilingual::fixed(
            "it has more than 100,000 rows and texts",
            "它的列與文字超過 100,000 個",
        ));
    }
    sheet::check_size(standard).map_err(sheet::TooLarge::words)
}
