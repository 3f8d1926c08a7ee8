//! Files that are read again whenever they are needed, so that the texts of thousands are not in memory together.

use std::hash::BuildHasher as _;
use std::io::{self, Read};
use std::path::Path;

use super::inputs::{Input, STDIN_NAME};
use super::parallel;
use super::reason::explained;
use super::source::Source;
use crate::bilingual;
use crate::text::display_safe::one_line;

/// Sources, without the texts of those that can be read again.
#[derive(Debug)]
pub struct Reread {
    sources: Vec<Source>,
    /// For each source whose text was dropped a hash of it.
    dropped: Vec<Option<u64>>,
}

impl Reread {
    /// Reads each of `inputs` once for `look`, which also says whether its text is kept.
    pub(crate) fn of<R: Send>(
        inputs: &[Input],
        stdin: impl Read,
        look: impl Fn(usize, &Source) -> (R, bool) + Send + Sync,
    ) -> (Self, Vec<R>) {
        let mut stream = inputs.contains(&Input::Stdin).then(|| Source::read_stream(STDIN_NAME, stdin));
        let inputs = inputs.iter().enumerate().map(|(at, input)| {
            let given = if *input == Input::Stdin { stream.take() } else { None };
            (at, input, given)
        });
        let read = parallel::map(inputs, |(at, input, given)| {
            let mut source = given.unwrap_or_else(|| input.read(|| input.unread()));
            let (looked, keep) = look(at, &source);
            let dropped = (source.is_file && !keep).then(|| hash(&source.text));
            if dropped.is_some() {
                source = source.with_text(String::new());
            }
            ((source, dropped), looked)
        });
        let (kept, looked): (Vec<_>, _) = read.into_iter().unzip();
        let (sources, dropped) = kept.into_iter().unzip();
        (Self { sources, dropped }, looked)
    }

    /// The sources in the order of the inputs, most of them without their texts.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Gives `look` a source with its text.
    ///
    /// # Errors
    /// That the file was changed since it was read first.
    pub(crate) fn with<R>(&self, at: usize, look: impl FnOnce(&Source) -> R) -> io::Result<R> {
        let kept = &self.sources[at];
        let Some(before) = self.dropped[at] else { return Ok(look(kept)) };
        let source = Source::read(Path::new(&kept.path));
        if hash(&source.text) == before && source.unreadable == kept.unreadable {
            Ok(look(&source))
        } else {
            Err(self.changed(at))
        }
    }

    /// The error for a file that was changed since it was read first.
    pub(crate) fn changed(&self, at: usize) -> io::Error {
        let path = one_line(&self.sources[at].path);
        explained(bilingual!("{path} was changed meanwhile", "{path} 在此期間被更動過"))
    }
}

/// Tells whether a file was changed while the program ran.
fn hash(text: &str) -> u64 {
    foldhash::quality::FixedState::default().hash_one(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_again_and_a_changed_one_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let paths = ["a.yaml", "b.yaml", "c.yaml"].map(|name| folder.path().join(name));
        for path in &paths {
            std::fs::write(path, "name: 甲\n").unwrap();
        }
        let mut inputs: Vec<Input> = paths.iter().cloned().map(Input::File).collect();
        inputs.push(Input::Stdin);
        let (files, sizes) =
            Reread::of(&inputs, "name: 乙\n".as_bytes(), |at, source| (source.text.len(), at == 1));
        assert_eq!(sizes, [10; 4]);
        let kept: Vec<usize> = files.sources().iter().map(|source| source.text.len()).collect();
        assert_eq!(kept, [0, 10, 0, 10]);
        let text = |at: usize| files.with(at, |source| source.text.clone());
        assert_eq!(
            [0, 1, 2, 3].map(|at| text(at).unwrap()),
            ["name: 甲\n", "name: 甲\n", "name: 甲\n", "name: 乙\n"]
        );
        std::fs::write(&paths[0], "name: 丙\n").unwrap();
        std::fs::remove_file(&paths[2]).unwrap();
        assert_eq!([0, 1, 2, 3].map(|at| text(at).is_ok()), [false, true, false, true]);
    }
}
