//! Cards as they are kept in `ttm-site.cards`.

use jiff::civil::Date;

use super::pieces::Pieces;
use super::{Card, Version, base};
use crate::catalogue::listing::Standing;
use crate::site::Download;
use crate::site::bytes::{Reader, Writer};

impl Card {
    /// Writes what [`Self::kept`] reads.
    pub(in crate::site) fn write(&self, to: &mut Writer) {
        let optional = |to: &mut Writer, text: Option<&str>| {
            to.size(text.is_some().into());
            to.text(text.unwrap_or_default());
        };
        to.number(self.shown);
        to.number(self.frame);
        optional(to, self.code.as_deref());
        to.text(&self.name);
        to.size(self.level.map_or(0, usize::from));
        to.size(STANDINGS.iter().position(|standing| *standing == self.standing).unwrap_or_default());
        write_date(to, self.date);
        write_date(to, self.review);
        for groups in &self.groups {
            to.size(groups.len());
            for (code, name) in groups {
                to.text(code);
                to.text(name);
            }
        }
        to.text(&self.description);
        to.size(self.history.len());
        for version in &self.history {
            [&version.code, &version.name, &version.note].into_iter().for_each(|text| to.text(text));
            write_date(to, version.date);
        }
        to.size(self.mentioned.len());
        self.mentioned.iter().for_each(|word| to.text(word));
        to.size(self.comparable.into());
        self.pieces.write(to);
    }

    /// The card of a standard that was kept; `None` if the bytes are not a card.
    pub(super) fn kept(
        from: &mut Reader<'_>,
        source: usize,
        hash: u128,
        downloads: &[Download],
    ) -> Option<Self> {
        let (shown, frame) = (from.number()?, from.number()?);
        let has_code = from.size()? != 0;
        let code = from.text()?;
        let code = has_code.then(|| code.to_owned());
        let name = from.text()?.to_owned();
        let level = u8::try_from(from.size()?).ok()?;
        let standing = *STANDINGS.get(from.size()?)?;
        let (date, review) = (read_date(from)?, read_date(from)?);
        let mut groups = [const { Vec::new() }; 3];
        for group in &mut groups {
            for _ in 0..from.count()? {
                group.push((from.text()?.to_owned(), from.text()?.to_owned()));
            }
        }
        let description = from.text()?.to_owned();
        let mut history = Vec::new();
        for _ in 0..from.count()? {
            let [code, name, note] = [from.text()?, from.text()?, from.text()?].map(str::to_owned);
            history.push(Version { code, name, note, date: read_date(from)? });
        }
        let mut mentioned = Vec::new();
        for _ in 0..from.count()? {
            mentioned.push(from.text()?.to_owned());
        }
        let comparable = from.size()? != 0;
        let pieces = Pieces::read(from)?;
        let base = base(code.as_deref());
        let level = (level != 0).then_some(level);
        let downloads = downloads.to_vec();
        let card = Self {
            source,
            hash,
            is_whole: true,
            shown,
            frame,
            code,
            base,
            name,
            level,
            standing,
            date,
            review,
            groups,
            description,
            history,
            pieces,
            mentioned,
            comparable,
            downloads,
        };
        from.is_at_end().then_some(card)
    }
}

/// How a standard can stand.
const STANDINGS: [Option<Standing>; 4] =
    [None, Some(Standing::Draft), Some(Standing::Current), Some(Standing::Superseded)];

/// Writes a day, or that there is none.
fn write_date(to: &mut Writer, date: Option<Date>) {
    let Some(date) = date else { return to.size(0) };
    to.size(date.month().unsigned_abs().into());
    to.size(date.day().unsigned_abs().into());
    // No year is before -9999.
    to.size(usize::try_from(i32::from(date.year()) + 9999).unwrap_or_default());
}

/// What [`write_date`] wrote; `None` if it is something else.
fn read_date(from: &mut Reader<'_>) -> Option<Option<Date>> {
    let month = from.size()?;
    if month == 0 {
        return Some(None);
    }
    let (day, year) = (from.size()?, from.size()?);
    let year = i16::try_from(i64::try_from(year).ok()?.checked_sub(9999)?).ok()?;
    Some(Some(Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?))
}
