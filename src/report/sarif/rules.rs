//! The description of the program and its rules in SARIF: everything that `ttm explain` prints, in both languages.

use std::fmt::Write as _;

use serde::Serialize;

use super::Message;
use crate::rules::{RULES, Rule};
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::markdown::escape;

#[derive(Serialize)]
pub(super) struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    name: String,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

pub(super) fn tool(lang: Lang) -> Tool {
    let version = env!("CARGO_PKG_VERSION");
    let rules = RULES.iter().map(|rule| descriptor(rule, lang)).collect();
    Tool {
        driver: Driver { name: "ttm", version, semantic_version: version, language: language(lang), rules },
    }
}

/// The language tag in SARIF.
pub(super) fn language(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::ZhTw => "zh-TW",
    }
}

fn descriptor(rule: &Rule, lang: Lang) -> Descriptor {
    let text = |words: &Bilingual| Message { text: words.get(lang).to_owned() };
    Descriptor {
        id: rule.name,
        name: pascal_case(rule.name),
        short_description: text(&rule.summary),
        full_description: text(&rule.explanation.what),
        help: Help { text: help(rule, false), markdown: help(rule, true) },
        default_configuration: Configuration { level: rule.severity.name() },
    }
}

/// SARIF wants the readable name to be an identifier.
fn pascal_case(name: &str) -> String {
    let word = |word: &str| word[..1].to_ascii_uppercase() + &word[1..];
    name.split('-').filter(|part| !part.is_empty()).map(word).collect()
}

/// The explanation of a rule, each part in English and then in Chinese.
fn help(rule: &Rule, markdown: bool) -> String {
    let explanation = &rule.explanation;
    let mut help = String::new();
    let text = |text: &str| if markdown { escape(text, true) } else { text.to_owned() };
    let mut part = |heading: &str, words: &Bilingual| {
        let heading = if markdown { format!("**{heading}**") } else { heading.to_owned() };
        let gap = if markdown { "\n\n" } else { "\n" };
        // Writing to a string cannot fail.
        let _ = write!(help, "{heading}{gap}{}{gap}{}\n\n", text(&words.en), text(&words.zh));
    };
    part("What 內容", &explanation.what);
    part("Why 理由", &explanation.why);
    part("What to do 處理方式", &explanation.advice);
    let example = explanation.example.trim_end();
    if markdown {
        let _ = write!(help, "**Example 範例**\n\n```yaml\n{example}\n```\n");
    } else {
        let lines: String = example.lines().map(|line| format!("    {line}\n")).collect();
        let _ = write!(help, "Example 範例\n{lines}");
    }
    help
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_names_are_valid_sarif_identifiers() {
        assert_eq!(pascal_case("yaml-syntax"), "YamlSyntax");
    }

    #[test]
    fn sarif_help_is_complete_in_both_languages() {
        for rule in RULES {
            let (text, markdown) = (help(rule, false), help(rule, true));
            for words in [&rule.explanation.what, &rule.explanation.why, &rule.explanation.advice] {
                assert!(text.contains(&*words.en) && text.contains(&*words.zh), "{}", rule.name);
            }
            assert!(markdown.contains("```yaml\n") && markdown.ends_with("\n```\n"), "{}", rule.name);
        }
    }
}
