//! Progress of long work on a terminal: a bar on standard error with the count and the current file.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Context;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::display_safe::one_line;

/// Work that takes less time shows no bar.
const SHOWN_AFTER: Duration = Duration::from_secs(1);

/// A bar that appears when work takes long, and is removed when this is dropped.
pub(super) struct Progress {
    begun: Instant,
    bar: ProgressBar,
    /// Whether it may be shown later.
    waiting: bool,
    lang: Lang,
}

impl Progress {
    /// For work on `files` files that begins now; with `quiet` the bar never appears.
    pub(super) fn new(context: &Context<'_>, files: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        Self { begun: Instant::now(), bar, waiting: context.live && !quiet, lang: context.lang }
    }

    /// Updates the bar: `done` files are done, and `what` was done with `file`, the last of them.
    pub(super) fn at(&mut self, done: usize, what: &Bilingual, file: &str) {
        if self.waiting && self.begun.elapsed() >= SHOWN_AFTER {
            self.waiting = false;
            // The template is constant; without it the bar has the look of the library.
            if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos} / {len}  {wide_msg}") {
                self.bar.set_style(style.progress_chars("=> "));
            }
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        if !self.waiting {
            self.bar.set_message(format!("{} {}", what.get(self.lang), one_line(file)));
            self.bar.set_position(done as u64);
        }
    }

    /// Runs `work`, which may write to the terminal, while the bar is hidden.
    pub(super) fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        self.bar.suspend(work)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
