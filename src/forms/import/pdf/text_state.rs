//! How text is placed: the operators of a text object.

use super::matrix::Matrix;

/// The part of the graphics state that is about text.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextState {
    /// The index of the font; `None` before one is chosen.
    pub(super) font: Option<usize>,
    pub(super) size: f64,
    pub(super) char_spacing: f64,
    pub(super) word_spacing: f64,
    /// The horizontal scale, 1 for none.
    pub(super) scale: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    /// How letters are drawn: 3 is without ink.
    pub(super) mode: i64,
}

impl TextState {
    pub(super) fn new() -> Self {
        Self {
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        }
    }
}

/// The matrices of a text object.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextPlace {
    /// Where the next character begins.
    pub(super) here: Matrix,
    line: Matrix,
}

impl TextPlace {
    pub(super) fn new() -> Self {
        Self { here: Matrix::IDENTITY, line: Matrix::IDENTITY }
    }

    pub(super) fn set(&mut self, matrix: Matrix) {
        (self.here, self.line) = (matrix, matrix);
    }

    /// Begins a line this far from the beginning of the one before.
    pub(super) fn next_line(&mut self, x: f64, y: f64) {
        self.set(Matrix::translation(x, y).then(self.line));
    }

    pub(super) fn advance(&mut self, x: f64) {
        self.here = Matrix::translation(x, 0.0).then(self.here);
    }
}
