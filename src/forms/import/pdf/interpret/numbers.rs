//! The operands of operators.

use hayro_syntax::object::Object;

use crate::forms::import::pdf::matrix::Matrix;

/// The operands of an operator.
pub(super) struct Numbers<'o, 'a>(pub(super) &'o [&'o Object<'a>]);

impl Numbers<'_, '_> {
    pub(super) fn first(&self) -> Option<f64> {
        self.all::<1>(1).map(|[first]| first)
    }

    /// The first numbers, at least `least` of them; the others are 0.
    pub(super) fn all<const N: usize>(&self, least: usize) -> Option<[f64; N]> {
        let mut all = [0.0; N];
        let mut count = 0;
        for (place, operand) in all.iter_mut().zip(self.0) {
            let Object::Number(number) = operand else { break };
            *place = number.as_f64();
            count += 1;
        }
        (count >= least).then_some(all)
    }

    pub(super) fn matrix(&self) -> Option<Matrix> {
        self.all::<6>(6).map(Matrix)
    }
}
