//! Codes in the column of the other kind: an indicator among the outputs, a skill among the knowledge. The items are kept
//! where they are, and reported; a column that has no others is reported once.

use super::entries::letter;
use super::place::FormPlace;
use super::{Reader, excerpt};
use crate::forms::import::report::RemarkKind;
use crate::model::Kind;

/// The columns that are beside one whose items have another letter.
const COLUMNS: [Kind; 4] = [Kind::Output, Kind::Indicator, Kind::Knowledge, Kind::Skill];

/// The codes of the columns.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The number of codes with the letter of each column.
    own: [usize; COLUMNS.len()],
    /// The others, with their places.
    others: [Vec<(String, FormPlace)>; COLUMNS.len()],
}

impl Columns {
    /// Records the code of an item in a column.
    pub(super) fn note(&mut self, column: Kind, code: &str, at: &FormPlace) {
        let Some(index) = COLUMNS.iter().position(|&kind| kind == column) else { return };
        if letter(code) == column.letter() {
            self.own[index] += 1;
        } else {
            self.others[index].push((excerpt(code), at.clone()));
        }
    }
}

impl Reader {
    /// Reports the codes in columns of another kind.
    pub(super) fn report_columns(&mut self) {
        let Columns { own, others } = std::mem::take(&mut self.columns);
        for ((column, own), others) in COLUMNS.into_iter().zip(own).zip(others) {
            let count = others.len();
            for (code, at) in others {
                if own == 0 {
                    let kind = RemarkKind::WholeColumn { column, count, first: code };
                    self.remark(&at, kind);
                    break;
                }
                self.remark(&at, RemarkKind::OtherColumn { code, column });
            }
        }
    }
}
