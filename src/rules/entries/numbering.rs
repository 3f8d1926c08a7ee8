//! Whether the entries of a standard are numbered without any mistake, as nearly all are.
//!
//! Then no rule about codes but `code-gap` has anything to say of them, and they need not be put into one sequence: 3 % of
//! the instructions of `ttm validate` for a standard that skips no number.

use super::Numbers;
use crate::model::{Kind, Standard, Text};

/// What is known of the codes of a standard at first sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rules) struct Numbering {
    /// Whether every entry has a code, and [`Entries::well_numbered`](super::Entries) holds. If this is false, the entries
    /// themselves say more.
    pub(in crate::rules) is_sound: bool,
    /// Whether then every series also begins with 1 and skips no number.
    pub(in crate::rules) is_gapless: bool,
}

impl Numbering {
    pub(in crate::rules) fn of(standard: &Standard<'_>) -> Self {
        let mut is_gapless = true;
        let is_sound = is_sound(standard, &mut is_gapless).is_some();
        Self { is_sound, is_gapless }
    }
}

fn is_sound(standard: &Standard<'_>, gapless: &mut bool) -> Option<()> {
    let mut duties = Series::new(Kind::Duty, Numbers::default());
    for duty in standard.duties.iter() {
        let duty_numbers = duties.take(Some(&duty.code), gapless)?;
        let mut tasks = Series::new(Kind::Task, duty_numbers);
        for task in duty.tasks.iter() {
            // Tasks that share a cell are not worth the room here.
            let task_numbers = tasks.take(Some(&task.code), gapless).filter(|_| task.also.is_empty())?;
            let mut outputs = Series::new(Kind::Output, task_numbers);
            let mut indicators = Series::new(Kind::Indicator, task_numbers);
            for row in task.rows.iter() {
                for item in row.outputs.iter() {
                    outputs.take(item.code.as_ref(), gapless)?;
                }
                for item in row.indicators.iter() {
                    indicators.take(item.code.as_ref(), gapless)?;
                }
            }
        }
    }
    for kind in [Kind::Knowledge, Kind::Skill, Kind::Attitude] {
        let mut listed = Series::new(kind, Numbers::default());
        for item in standard.list(kind).into_iter().flat_map(|list| list.iter()) {
            listed.take(item.code.as_ref(), gapless)?;
        }
    }
    Some(())
}

/// The codes of one kind below one parent.
struct Series {
    kind: Kind,
    parent: Numbers,
    /// The number of the last one.
    last: Option<u32>,
}

impl Series {
    fn new(kind: Kind, parent: Numbers) -> Self {
        Self { kind, parent, last: None }
    }

    /// The numbers of the next code, if it fits here and is greater than the last one.
    #[inline]
    fn take(&mut self, code: Option<&Text<'_>>, gapless: &mut bool) -> Option<Numbers> {
        let code = code.filter(|code| !code.needs_normalizing())?;
        let (kind, numbers) = Kind::with_numbers(code.as_str())?;
        let numbers = numbers.filter(|_| kind == self.kind)?;
        let (mut parent, depth) = (numbers, self.kind.depth());
        let number = std::mem::take(&mut parent[depth - 1]);
        if parent != self.parent || self.last.is_some_and(|last| number <= last) {
            return None;
        }
        *gapless &= u64::from(number) == u64::from(self.last.unwrap_or(0)) + 1;
        self.last = Some(number);
        Some(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Entries;
    use super::*;
    use crate::model::{Item, List};

    #[test]
    fn first_sight_agrees_with_the_entries() {
        for (knowledge, is_sound, is_gapless) in [
            (&[][..], true, true),
            (&["K01", "K02", "K003"], true, true),
            (&["K02"], true, false),
            (&["K00", "K01"], true, false),
            (&["K01", "K03", "K112"], true, false),
            (&["K01", "K01"], false, true),
            (&["K02", "K01"], false, false),
            (&["K01", "S02"], false, true),
            (&["K1"], false, true),
            (&["Ｋ０１"], false, true),
            (&["K99999999999"], false, true),
        ] {
            let items = knowledge.iter().map(|&code| Item::made(code, "甲")).collect();
            let standard = Standard { knowledge: List::made(items), ..Standard::default() };
            let numbering = Numbering::of(&standard);
            assert_eq!(numbering, Numbering { is_sound, is_gapless }, "{knowledge:?}");
            let entries = Entries::of(&standard);
            assert_eq!(entries.well_numbered, is_sound, "{knowledge:?}");
            let gapless = entries.groups.iter().all(|group| group.gapless);
            assert!(!is_sound || gapless == is_gapless, "{knowledge:?}");
        }
        let uncoded = List::made(vec![Item::made_uncoded("甲")]);
        let standard = Standard { knowledge: uncoded, ..Standard::default() };
        assert!(!Numbering::of(&standard).is_sound);
    }
}
