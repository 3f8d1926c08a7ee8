//! What the office formats share: the zip file that holds their parts, texts in XML, and how high a text becomes.

pub(super) mod measure;
pub(super) mod package;
pub(super) mod xml;
