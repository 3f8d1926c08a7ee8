//! `ttm codes`: find the codes of occupations, industries and job categories, for filling in a draft.

use std::fmt::Write as _;

use clap::ValueEnum;
use serde::Serialize;

use super::{Context, Failure, Outcome};
use crate::bilingual;
use crate::classifications::{
    Group, INDUSTRIES, JOB_CATEGORIES, JOB_CATEGORIES_SOURCE, JobCategory, List, OCCUPATIONS, split,
};
use crate::text::bilingual::{self, Bilingual, Lang};
use crate::text::display_safe::one_line;
use crate::text::fold::lookup;
use crate::text::json::escape_json;
use crate::text::wrapping_writer::in_width;

const EXAMPLES: &str = "\
Examples:
  ttm codes 旅遊
  ttm codes 4221
  ttm codes N7900
  ttm codes --format json 餐飲";

/// The arguments.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Part of a name, or a code or its beginning; of several words all have to be in the name
    #[arg(value_name = "TEXT|CODE", required = true)]
    query: Vec<String>,
    /// Form of the output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The forms of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(args: &Args, context: &mut Context<'_>) -> Result<Outcome, Failure> {
    let query = Query::new(&args.query);
    let occupations = query.groups(&OCCUPATIONS);
    let industries = query.groups(&INDUSTRIES);
    let categories: Vec<_> = JOB_CATEGORIES.iter().filter(|category| query.category(category)).collect();
    let nothing = occupations.is_empty() && industries.is_empty() && categories.is_empty();
    match args.format {
        Format::Json => {
            let found = CodesJson {
                version: 1,
                occupations: occupations.iter().map(|group| coded(&OCCUPATIONS, group)).collect(),
                industries: industries.iter().map(|group| coded(&INDUSTRIES, group)).collect(),
                job_categories: categories
                    .iter()
                    .map(|found| Observed { code: found.code, name: found.name, standards: found.standards })
                    .collect(),
            };
            // Strings and numbers always serialize.
            let json = serde_json::to_string_pretty(&found).unwrap_or_default();
            writeln!(context.out, "{}", escape_json(&json))?;
        }
        Format::Text => {
            let text = text(&occupations, &industries, &categories, context.lang);
            in_width(context.out, context.width, |out| out.write_all(text.as_bytes()))?;
        }
    }
    if !nothing {
        return Ok(Outcome::Clean);
    }
    let asked = one_line(&args.query.join(" "));
    let words = bilingual!(
        "no occupation, industry or job category has {asked} in its code or name",
        "沒有代碼或名稱含「{asked}」的職業別、行業別或職類別"
    );
    context.say(&words)?;
    Ok(Outcome::Findings)
}

/// A search.
struct Query {
    /// The words that a name has to contain, folded by [`lookup`].
    words: Vec<String>,
    /// A code, or the beginning of one, in capital letters.
    code: Option<String>,
}

impl Query {
    fn new(words: &[String]) -> Self {
        let words: Vec<String> = words.iter().flat_map(|word| word.split_whitespace()).map(lookup).collect();
        let code = match words.as_slice() {
            [word]
                if !word.is_empty()
                    && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') =>
            {
                Some(word.to_ascii_uppercase())
            }
            _ => None,
        };
        Self { words, code }
    }

    fn names(&self, name: &str) -> bool {
        let name = lookup(name);
        !self.words.is_empty() && self.words.iter().all(|word| name.contains(word.as_str()))
    }

    /// The groups whose code begins with the searched code, or whose name contains all words.
    fn groups(&self, list: &'static List) -> Vec<&'static Group> {
        let (letters, digits) = self.code.as_deref().map_or(("", ""), split);
        // A code padded with zeros, or a member of a range, finds its group.
        let meant = list.find(digits).filter(|_| letters.len() <= 1);
        let meant = meant.filter(|group| [group.section, ""].contains(&letters));
        let coded = |group: &Group| match (letters.len(), digits) {
            (_, "") => letters.len() == 1 && group.digits.is_empty() && group.section == letters,
            (0, _) => group.digits.starts_with(digits),
            // The list of occupations has no letters, so with a letter only a whole code matches.
            (1, _) if group.section.is_empty() => digits.len() > 2 && group.digits == digits,
            (1, _) => group.section == letters && group.digits.starts_with(digits),
            _ => false,
        };
        let found = |group: &&Group| {
            coded(group) || meant.is_some_and(|meant| std::ptr::eq(meant, *group)) || self.names(group.name)
        };
        list.groups.iter().filter(found).collect()
    }

    fn category(&self, category: &JobCategory) -> bool {
        let coded = self.code.as_ref().is_some_and(|code| category.code.starts_with(code.as_str()));
        coded || self.names(category.name)
    }
}

fn text(occupations: &[&Group], industries: &[&Group], categories: &[&JobCategory], lang: Lang) -> String {
    let mut text = String::new();
    let lists: [(&[&Group], &List, Bilingual); 2] = [
        (occupations, &OCCUPATIONS, Bilingual::fixed("Occupations", "職業別")),
        (industries, &INDUSTRIES, Bilingual::fixed("Industries", "行業別")),
    ];
    for (groups, list, title) in lists.iter().filter(|(groups, ..)| !groups.is_empty()) {
        heading(&mut text, title, &list.source, lang);
        for group in *groups {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {:6}  {}", group.code(), group.name);
            let above: Vec<String> =
                list.above(group).iter().map(|group| format!("{} {}", group.code(), group.name)).collect();
            if !above.is_empty() {
                let _ = writeln!(text, "          < {}", above.join(" < "));
            }
        }
    }
    if !categories.is_empty() {
        heading(&mut text, &Bilingual::fixed("Job categories", "職類別"), &JOB_CATEGORIES_SOURCE, lang);
        for JobCategory { code, name, standards } in categories {
            let s = bilingual::s(usize::try_from(*standards).unwrap_or(usize::MAX));
            let seen = bilingual!("(in {standards} standard{s})", "（見於 {standards} 份職能基準）");
            let _ = writeln!(text, "  {code:6}  {name}  {}", seen.get(lang));
        }
    }
    text
}

fn heading(text: &mut String, title: &Bilingual, source: &Bilingual, lang: Lang) {
    if !text.is_empty() {
        text.push('\n');
    }
    let (title, source) = (title.get(lang), source.get(lang));
    // Writing to a string cannot fail.
    let _ = match lang {
        Lang::En => writeln!(text, "{title} ({source})"),
        Lang::ZhTw => writeln!(text, "{title}（{source}）"),
    };
}

/// The output for machines.
#[derive(Serialize)]
struct CodesJson {
    version: u32,
    occupations: Vec<Coded>,
    industries: Vec<Coded>,
    job_categories: Vec<Observed>,
}

#[derive(Serialize)]
struct Coded {
    code: String,
    name: &'static str,
    above: Vec<Named>,
}

#[derive(Serialize)]
struct Named {
    code: String,
    name: &'static str,
}

#[derive(Serialize)]
struct Observed {
    code: &'static str,
    name: &'static str,
    standards: u32,
}

fn coded(list: &List, group: &Group) -> Coded {
    let above = list.above(group).into_iter();
    Coded {
        code: group.code(),
        name: group.name,
        above: above.map(|group| Named { code: group.code(), name: group.name }).collect(),
    }
}
