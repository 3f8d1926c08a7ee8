//! What is printed and imported again is the same standard.

use ttm::canonical::yaml;
use ttm::forms::import::{SourceForm, import};
use ttm::forms::render::Format;
use ttm::model::{Competency, Item, Standard};

use super::print;

/// Imports `printed`, whose form has to be recognised, and compares what comes out with `standard`.
#[track_caller]
pub(crate) fn assert_same(standard: &Standard<'_>, form: SourceForm, printed: &[u8], whose: &str) {
    assert_same_with_remarks(standard, form, printed, whose, &[]);
}

/// The same of a standard of whose print an import has something to say.
#[track_caller]
pub(crate) fn assert_same_with_remarks(
    standard: &Standard<'_>,
    form: SourceForm,
    printed: &[u8],
    whose: &str,
    remarks: &[&str],
) {
    let imported = import(printed, None).unwrap_or_else(|error| panic!("{whose}: {error}"));
    assert_eq!(imported.report.form, Some(form), "{whose}");
    let (before, after) = (yaml(standard), yaml(&imported.standard));
    assert!(
        before == after,
        "{whose} as {form:?}:\n{}",
        ttm::text::unified_diff::unified("standard", &before, &after, ttm::text::bilingual::Lang::En)
    );
    let kinds: Vec<_> = imported.report.remarks.iter().map(|remark| remark.kind.id()).collect();
    assert_eq!(kinds, remarks, "{whose} as {form:?}: {:?}", imported.report.remarks);
}

/// The codes that a generated standard has with two names, each of which is a remark of an import.
pub(crate) fn remarks_on_two_names(standard: &Standard<'_>) -> Vec<&'static str> {
    let doubled = |kind: Competency| {
        let codes = |items: &[Item<'_>]| -> Vec<_> {
            items.iter().map(|item| item.code.as_ref().map(|code| code.as_str().to_owned())).collect()
        };
        codes(kind.list(standard)).windows(2).filter(|pair| pair[0] == pair[1]).count()
    };
    vec!["two-names"; Competency::BOTH.into_iter().map(doubled).sum()]
}

pub(crate) fn html(standard: &Standard<'_>) -> String {
    print(&[standard], Format::Html, 100)
}
