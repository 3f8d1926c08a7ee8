//! What the office formats share: the zip file that holds their parts, and texts in XML.

pub(super) mod package;
pub(super) mod xml;
