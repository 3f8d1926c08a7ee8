//! Limits how large a standard can become when it is rendered.
//!
//! The file is short where the form is long: the list of a duty is printed for each of its tasks, and a name wherever
//! its code occurs. A file of 4 MiB made for the purpose could print for hours, so check before rendering.

use super::Entries;
use crate::files::limits::FORM_BYTES;
use crate::model::{Competency, References, Standard};
use crate::text::bilingual::Bilingual;

/// The cost of an item in addition to its text.
const ITEM_BYTES: usize = 32;

/// The standard has so many repetitions that it is not rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.words().en)]
#[non_exhaustive]
pub enum TooLarge {
    /// Its knowledge and skills, printed wherever they are inherited, would exceed 16 MiB.
    References,
    /// It has more cells and lines than an office document gets.
    Cells,
}

/// The most cells and lines of a form in an office document, which is held in memory while it is made. A form of 2,000 tasks
/// has 70,000.
#[cfg(feature = "office")]
const OFFICE_CELLS: usize = 100_000;

impl TooLarge {
    /// The error in both languages.
    pub fn words(self) -> Bilingual {
        match self {
            Self::References => Bilingual::fixed(
                "its knowledge and skills would print as more than 16 MiB",
                "其知識與技能展開後會超過 16 MiB",
            ),
            Self::Cells => Bilingual::fixed(
                "it has more than 100,000 cells and lines, too many for an office document: render it as HTML",
                "儲存格與文字行超過 100,000，Office 文件放不下：請改用 HTML 輸出",
            ),
        }
    }
}

/// Checks that an office document can hold a form.
#[cfg(feature = "office")]
pub(crate) fn check_cells(sheet: &super::Sheet<'_>) -> Result<(), TooLarge> {
    let cells = sheet.sections.iter().flat_map(|section| section.table.rows.iter().flatten());
    let breaks = |text: &str| memchr::memchr_iter(b'\n', text.as_bytes()).count();
    let size = |lines: &[super::Line<'_>]| lines.iter().map(|line| 1 + breaks(&line.text)).sum::<usize>();
    let total: usize = cells.map(|cell| 1 + size(&cell.lines)).sum();
    if total > OFFICE_CELLS { Err(TooLarge::Cells) } else { Ok(()) }
}

/// Checks that the references of a standard do not exceed the limit.
pub fn check_size<'a, 's>(standard: &'a Standard<'s>) -> Result<(), TooLarge> {
    let mut total = 0_usize;
    for kind in Competency::BOTH {
        let entries = Entries::new(standard, kind);
        let weigh = |references: &'a References<'s>| {
            entries.resolve(references).into_iter().fold(0_usize, |sum, one| {
                sum.saturating_add(one.name.map_or(0, str::len) + one.code.len() + ITEM_BYTES)
            })
        };
        // Each list is measured once, however many rows inherit it.
        for duty in standard.duties.iter() {
            let of_duty = weigh(kind.of_duty(duty));
            total = total.saturating_add(of_duty);
            for task in duty.tasks.iter() {
                let own = kind.of_task(task);
                let of_task = if own.is_absent() { of_duty } else { weigh(own) };
                total = total.saturating_add(of_task);
                for row in task.rows.iter() {
                    let own = kind.of_row(row);
                    total = total.saturating_add(if own.is_absent() { of_task } else { weigh(own) });
                }
            }
        }
    }
    if total > FORM_BYTES { Err(TooLarge::References) } else { Ok(()) }
}
