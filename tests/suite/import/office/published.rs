//! The page that is rendered, made an office file by an office program, is the same standard again.

use ttm::forms::import::SourceForm;

use crate::render::published;
use crate::support::round_trip::assert_same;

/// The file beside this one was made by LibreOffice 7.4 of the page that `ttm render` wrote.
#[test]
fn the_office_file_of_the_published_standard_is_that_standard() {
    assert_same(&published(), SourceForm::Odt, include_bytes!("TTM4221-004v2.odt"), "TTM4221-004v2");
}
