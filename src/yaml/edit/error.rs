//! Why a text was not changed.

/// Why a text was not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotChanged {
    /// Two changes are about the same bytes.
    #[error("two changes overlap")]
    Overlap,
    /// What is to be replaced within a text does not stand there as it is, such as an escape.
    #[error("the characters to be replaced do not stand verbatim in the source")]
    NotVerbatim,
    /// Nothing would be left of a text.
    #[error("nothing would be left of the text")]
    Blank,
    /// A change refers to something that is not there, or not of the kind that it is for.
    #[error("there is nothing to change at this place")]
    NoSuchPlace,
    /// In this layout there is no place for the change.
    #[error("the layout has no place for the change")]
    Layout,
    /// It is the last entry of its collection.
    #[error("the last entry of a collection cannot be removed")]
    LastEntry,
    /// A comment would be dropped.
    #[error("a comment would be dropped")]
    Comment,
    /// A key would be the same as another of its mapping.
    #[error("a key would stand twice")]
    DoubledKey,
    /// Parsed again, the new text has other contents than intended.
    #[error("the new text would not read as intended")]
    NotAsIntended,
}
