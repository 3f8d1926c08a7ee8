//! `[site]`: what a repository says of its website, `ttm site`.

use super::Problem;
use super::table::{Item, Reader, Text};
use crate::bilingual;
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::excerpt::excerpt;

/// The endings of pictures that a browser shows and that cannot act where they are shown as pictures.
pub(crate) const PICTURES: [&str; 6] = ["png", "svg", "jpg", "jpeg", "webp", "gif"];

/// What `[site]` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteTexts {
    /// What is written at the top of every page.
    pub title: Option<String>,
    /// A line for the foot of every page.
    pub footer: Option<String>,
    /// The license of the standards.
    pub license: Option<String>,
    /// Where the site will be, with a slash at its end.
    pub url: Option<String>,
    /// The path of a picture, from the folder of the file.
    pub logo: Option<String>,
    /// The language of the interface.
    pub lang: Option<Lang>,
}

pub(super) fn site(item: Item<'_, '_>, reader: &mut Reader) -> Option<SiteTexts> {
    let table = reader.table(item)?;
    let [title, footer, license, url, logo, lang] =
        reader.fields(table, ["title", "footer", "license", "url", "logo", "lang"]);
    let text = |item: Option<Item<'_, '_>>, reader: &mut Reader| item.and_then(|item| reader.text(item));
    let plain = |text: Option<Text>| text.map(|text| text.value);
    Some(SiteTexts {
        title: plain(text(title, reader)),
        footer: plain(text(footer, reader)),
        license: plain(text(license, reader)),
        url: text(url, reader).and_then(|url| address(&url, reader)),
        logo: text(logo, reader).and_then(|logo| picture(logo, reader)),
        lang: text(lang, reader).and_then(|lang| language(&lang, reader)),
    })
}

/// A web address whose characters need no escaping in HTML and XML.
fn address(url: &Text, reader: &mut Reader) -> Option<String> {
    let rest = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/%[]".contains(c);
    if rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(is_plain)) {
        return Some(format!("{}/", url.value.trim_end_matches('/')));
    }
    let shown = excerpt(&url.value);
    reader.push(|| {
        let message =
            bilingual!("`{shown}` is no address of a folder on the web", "`{shown}` 不是網站資料夾的網址");
        let help = Bilingual::fixed(
            "write `https://example.org/standards/`",
            "寫法為 `https://example.org/standards/`",
        );
        Problem::new(url.span, message).help(help)
    });
    None
}

fn picture(logo: Text, reader: &mut Reader) -> Option<String> {
    let ending = logo.value.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if ending.is_some_and(|ending| PICTURES.contains(&ending.as_str())) {
        return Some(logo.value);
    }
    let (shown, list) = (excerpt(&logo.value), PICTURES.join(", "));
    reader.push(|| {
        let message = bilingual!("`{shown}` is no picture: {list}", "`{shown}` 不是圖檔：{list}");
        Problem::new(logo.span, message)
    });
    None
}

fn language(lang: &Text, reader: &mut Reader) -> Option<Lang> {
    match lang.value.as_str() {
        "en" => Some(Lang::En),
        "zh-TW" => Some(Lang::ZhTw),
        other => {
            let shown = excerpt(other);
            let message = bilingual!("`{shown}` is not `en` or `zh-TW`", "`{shown}` 不是 `en` 或 `zh-TW`");
            reader.push(|| Problem::new(lang.span, message));
            None
        }
    }
}
