//! What the elements of a page are for an import.

use crate::forms::import::report::LeftOut;

/// Elements whose content is skipped, and what is reported about them; nothing about the parentheses around a reading.
pub(super) fn left_out(name: &[u8]) -> Option<Option<LeftOut>> {
    match name {
        b"del" | b"s" | b"strike" => Some(Some(LeftOut::Deleted)),
        b"rt" | b"rtc" => Some(Some(LeftOut::Reading)),
        b"rp" => Some(None),
        _ => None,
    }
}

/// Elements whose content is not text of the page.
pub(super) fn is_unseen(name: &[u8]) -> bool {
    matches!(
        name,
        b"script"
            | b"style"
            | b"title"
            | b"template"
            | b"noscript"
            | b"select"
            | b"datalist"
            | b"textarea"
            | b"iframe"
            | b"svg"
    )
}

/// Elements whose end tag is required, so that the end of a hidden one is certain. Other hidden elements are read as if
/// they were visible, so that nothing is lost. An `svg` may close itself.
pub(super) fn must_end(name: &[u8]) -> bool {
    !matches!(
        name,
        b"area"
            | b"base"
            | b"body"
            | b"br"
            | b"caption"
            | b"col"
            | b"colgroup"
            | b"dd"
            | b"dt"
            | b"embed"
            | b"head"
            | b"hr"
            | b"html"
            | b"img"
            | b"input"
            | b"li"
            | b"link"
            | b"meta"
            | b"optgroup"
            | b"option"
            | b"p"
            | b"param"
            | b"rp"
            | b"rt"
            | b"source"
            | b"svg"
            | b"tbody"
            | b"td"
            | b"tfoot"
            | b"th"
            | b"thead"
            | b"tr"
            | b"track"
            | b"wbr"
    )
}

/// Elements that begin and end a line.
pub(super) fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"caption"
            | b"center"
            | b"dd"
            | b"details"
            | b"dialog"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"head"
            | b"header"
            | b"hgroup"
            | b"hr"
            | b"html"
            | b"legend"
            | b"main"
            | b"nav"
            | b"option"
            | b"p"
            | b"search"
            | b"section"
            | b"summary"
            | b"xmp"
    )
}
