//! Paths that are drawn, as far as they are ruling lines or bullets. Areas are no lines: a filled rectangle is the
//! ground of a cell, or of a text.

use super::budget::{Budget, Cost};
use super::drawn::{Drawn, Rule, Spot};
use crate::forms::import::read_error::ReadError;

/// The thickest ruling line, in points.
const THICKEST: f32 = 3.0;

/// The sizes of a bullet.
const SPOT: std::ops::Range<f32> = 1.5..8.0;

/// A rectangle: left, top, right, bottom.
pub(super) type Area = [f32; 4];

/// A path under construction, in the places of the page.
#[derive(Default)]
pub(super) struct Path {
    parts: Vec<Subpath>,
}

#[derive(Default)]
struct Subpath {
    points: Vec<(f32, f32)>,
    closed: bool,
    curved: bool,
}

impl Path {
    pub(super) fn move_to(&mut self, to: (f32, f32), budget: &mut Budget) -> Result<(), ReadError> {
        budget.take(Cost::Rules)?;
        self.parts.push(Subpath { points: vec![to], ..Subpath::default() });
        Ok(())
    }

    pub(super) fn line_to(&mut self, to: (f32, f32), budget: &mut Budget) -> Result<(), ReadError> {
        let Some(part) = self.parts.last_mut() else { return self.move_to(to, budget) };
        budget.take(Cost::Rules)?;
        part.points.push(to);
        Ok(())
    }

    pub(super) fn curve_to(&mut self, points: &[(f32, f32)], budget: &mut Budget) -> Result<(), ReadError> {
        for &point in points {
            self.line_to(point, budget)?;
        }
        if let Some(part) = self.parts.last_mut() {
            part.curved = true;
        }
        Ok(())
    }

    pub(super) fn close(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.closed = true;
        }
    }

    /// The smallest rectangle around it; `None` if it is empty.
    pub(super) fn area(&self) -> Option<Area> {
        self.parts.iter().filter_map(Subpath::area).reduce(|one, other| {
            [one[0].min(other[0]), one[1].min(other[1]), one[2].max(other[2]), one[3].max(other[3])]
        })
    }

    /// Ends the path, and keeps what of it is a line or a bullet within `clip`.
    pub(super) fn paint(&mut self, stroked: Option<f32>, filled: bool, clip: Area, drawn: &mut Drawn) {
        for part in std::mem::take(&mut self.parts) {
            let before = drawn.rules.len();
            if stroked.is_some_and(|width| width <= THICKEST) && !part.curved {
                let ends = part.closed.then(|| part.points.first().copied()).flatten();
                let to = part.points.iter().skip(1).copied().chain(ends);
                for (from, to) in part.points.iter().copied().zip(to) {
                    drawn.rules.extend(segment(from, to));
                }
            }
            if let Some([left, top, right, bottom]) = part.area().filter(|_| filled) {
                let (width, height) = (right - left, bottom - top);
                if part.curved
                    && SPOT.contains(&width)
                    && SPOT.contains(&height)
                    && (width / height - 1.0).abs() < 0.4
                {
                    drawn.spots.push(Spot { x: left.midpoint(right), y: top.midpoint(bottom) });
                } else if width <= THICKEST && height > width {
                    drawn.rules.push(Rule {
                        vertical: true,
                        at: left.midpoint(right),
                        from: top,
                        to: bottom,
                    });
                } else if height <= THICKEST && width > height {
                    drawn.rules.push(Rule {
                        vertical: false,
                        at: top.midpoint(bottom),
                        from: left,
                        to: right,
                    });
                }
            }
            clipped(&mut drawn.rules, before, clip);
        }
    }

    pub(super) fn clear(&mut self) {
        self.parts.clear();
    }
}

impl Subpath {
    fn area(&self) -> Option<Area> {
        let around = |&(x, y): &(f32, f32)| [x, y, x, y];
        self.points.iter().map(around).reduce(|one, other| {
            [one[0].min(other[0]), one[1].min(other[1]), one[2].max(other[2]), one[3].max(other[3])]
        })
    }
}

fn segment((x, y): (f32, f32), (to_x, to_y): (f32, f32)) -> Option<Rule> {
    let (width, height) = ((to_x - x).abs(), (to_y - y).abs());
    if width <= 0.5 && height > 1.0 {
        Some(Rule::upright(x.midpoint(to_x), y.min(to_y), y.max(to_y)))
    } else if height <= 0.5 && width > 1.0 {
        Some(Rule::level(y.midpoint(to_y), x.min(to_x), x.max(to_x)))
    } else {
        None
    }
}

/// Cuts the lines from an index on to what is seen of them.
fn clipped(rules: &mut Vec<Rule>, since: usize, [left, top, right, bottom]: Area) {
    let mut kept = since;
    for at in since..rules.len() {
        let mut rule = rules[at];
        let (across, along) =
            if rule.vertical { ((left, right), (top, bottom)) } else { ((top, bottom), (left, right)) };
        (rule.from, rule.to) = (rule.from.max(along.0), rule.to.min(along.1));
        // A line at the edge is half outside.
        let seen = rule.at >= across.0 - 1.0 && rule.at <= across.1 + 1.0;
        if seen && rule.to > rule.from {
            rules[kept] = rule;
            kept += 1;
        }
    }
    rules.truncate(kept);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(points: &[(f32, f32)], stroked: Option<f32>, filled: bool) -> Drawn {
        let (mut path, mut drawn, mut budget) = (Path::default(), Drawn::default(), Budget::new());
        for (at, &point) in points.iter().enumerate() {
            let add = if at == 0 { Path::move_to } else { Path::line_to };
            add(&mut path, point, &mut budget).unwrap();
        }
        path.close();
        path.paint(stroked, filled, [0.0, 0.0, 100.0, 100.0], &mut drawn);
        drawn
    }

    #[test]
    fn thin_areas_and_strokes_are_lines_and_grounds_are_not() {
        let row = [(10.0, 10.0), (90.0, 10.0), (90.0, 11.0), (10.0, 11.0)];
        let rule = Rule::level(10.5, 10.0, 90.0);
        assert_eq!(painted(&row, None, true).rules, [rule]);
        let ground = [(10.0, 10.0), (90.0, 10.0), (90.0, 30.0), (10.0, 30.0)];
        assert!(painted(&ground, None, true).rules.is_empty());
        assert_eq!(painted(&ground, Some(0.5), true).rules.len(), 4);
        assert!(painted(&ground, Some(20.0), false).rules.is_empty());
        assert!(painted(&[(0.0, 0.0), (50.0, 50.0)], Some(1.0), false).rules.is_empty());
    }

    #[test]
    fn a_line_ends_where_the_page_does() {
        let found = painted(&[(-5.0, 50.0), (150.0, 50.0)], Some(1.0), false).rules;
        assert!(found.iter().all(|rule| (rule.from, rule.to) == (0.0, 100.0)), "{found:?}");
        assert!(painted(&[(-50.0, 0.0), (-50.0, 50.0)], Some(1.0), false).rules.is_empty());
    }
}
