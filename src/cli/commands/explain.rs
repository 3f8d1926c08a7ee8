//! `ttm explain`: what a rule wants and why, or what belongs to a class of changes.

use super::{Context, Failure, Outcome};
use crate::report::explanation::explanation;
use crate::report::severity;
use crate::rules::{self, RULES, Rule};
use crate::text::bilingual::{Bilingual, Lang};
use crate::text::nearest::nearest;
use crate::text::wrapping_writer::in_width;
use crate::versions::diff::{Example, Impact};

const EXAMPLES: &str = "\
Examples:
  ttm explain
  ttm explain undefined-code
  ttm explain rewording";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The name of a rule, or of a class of changes as `ttm diff` has them; without one, all are listed
    #[arg(value_name = "RULE|CLASS")]
    rule_or_class: Option<String>,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let is_rule = args.rule_or_class.as_deref().and_then(rules::find).is_some();
    let text = match &args.rule_or_class {
        None => list(context.lang) + "\n" + &list_of_classes(context.lang),
        Some(name) => match (rules::find(name), Impact::named(name)) {
            (Some(rule), _) => explanation(rule, context.lang),
            (None, Some(class)) => page(class, context.lang),
            (None, None) => {
                let rules = RULES.iter().map(|rule| rule.name);
                let nearest = nearest(name, rules.chain(Impact::ALL.map(Impact::name)));
                return Err(Failure::UnknownRule { name: name.clone(), nearest });
            }
        },
    };
    for line in text.split_inclusive('\n') {
        // The example of a rule is YAML, which is copied.
        let is_example = is_rule && line.starts_with("    ");
        let width = context.width.filter(|_| !is_example);
        in_width(context.out, width, |out| out.write_all(line.as_bytes()))?;
    }
    Ok(Outcome::Clean)
}

fn list(lang: Lang) -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let line = |rule: &&Rule| {
        format!("{:width$}  {:8} {}\n", rule.name, severity(rule.severity, lang), rule.summary.get(lang))
    };
    RULES.iter().map(line).collect()
}

fn list_of_classes(lang: Lang) -> String {
    let mut list = Bilingual::fixed(
        "Classes of changes, as `ttm diff` has them, from the lowest to the highest:",
        "`ttm diff` 的變更分類，由低到高：",
    )
    .get(lang)
    .to_owned();
    for class in Impact::ALL {
        list.push_str(&format!("\n{:21} {}", class.name(), class.words().get(lang)));
    }
    list + "\n"
}

/// The page of a class of changes: what, why, examples.
fn page(class: Impact, lang: Lang) -> String {
    let page = class.page();
    let heading = |en: &'static str, zh: &'static str| if lang == Lang::En { en } else { zh };
    let title = match lang {
        Lang::En => class.name().to_owned(),
        Lang::ZhTw => format!("{}（{}）", class.title().zh, class.name()),
    };
    let mut text = format!("{title}\n{}\n", class.words().get(lang));
    for (heading, words) in [(heading("What", "內容"), &page.what), (heading("Why", "理由"), &page.why)] {
        text.push_str(&format!("\n{heading}\n{}\n", words.get(lang)));
    }
    text.push_str(&format!("\n{}\n", heading("Examples", "範例")));
    for Example { at, old, new, why } in page.examples {
        let change = match (*old, *new) {
            ("", new) => format!("+ {new}"),
            (old, "") => format!("− {old}"),
            (old, new) => format!("{old} → {new}"),
        };
        let (at, why) = (at.words(), why.get(lang));
        text.push_str(&match lang {
            Lang::En => format!("    {}: {change}\n        {why}\n", at.en),
            Lang::ZhTw => format!("    {}：{change}\n        {why}\n", at.zh),
        });
    }
    text
}
