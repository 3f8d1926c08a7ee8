//! Transformations of the plane, as PDF writes them.

/// `[a b c d e f]`, which takes (x, y) to (ax + cy + e, bx + dy + f).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn translation(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This transformation, and the other one after it.
    pub(super) fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, other.0);
        Self([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    #[allow(
        clippy::cast_possible_truncation,
        reason = "places on a page need no more than a float's precision"
    )]
    pub(super) fn apply(self, x: f64, y: f64) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.0;
        ((a * x + c * y + e) as f32, (b * x + d * y + f) as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_two_is_applied_first() {
        let twice = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(twice.then(Matrix::translation(1.0, 0.0)).apply(1.0, 1.0), (3.0, 2.0));
        assert_eq!(Matrix::translation(1.0, 0.0).then(twice).apply(1.0, 1.0), (4.0, 2.0));
    }
}
