//! Files as people write them: the canonical text with quotes, comments, block scalars, folded texts and lists in a
//! share of the files, which all say the same standard.

use ttm::canonical;

use super::dice::Dice;
use super::{Shapes, phrase, seeded};

/// The file of a number: its name, and its text.
#[allow(dead_code, reason = "the example has options")]
pub(crate) fn file(seed: u64, number: u64) -> (String, String) {
    file_of(seed, number, Shapes::ALL)
}

/// The same of a standard with other features.
#[allow(dead_code, reason = "only benchmarks have no use for it")]
pub(crate) fn file_of(seed: u64, number: u64, shapes: Shapes) -> (String, String) {
    let standard = seeded(seed, number, shapes);
    let code = standard.code.given().map_or("", |code| code.as_str());
    let mut dice = Dice::new(!(seed ^ number));
    (format!("{code}.yaml"), dressed(&canonical::yaml(&standard), &mut dice))
}

/// The habits of a writer; percentages are of the places where a habit could show.
struct Habit {
    quote: Option<char>,
    quoted: usize,
    commented: usize,
    block: Option<&'static str>,
    blocks: usize,
    folded: usize,
    listed: usize,
}

impl Habit {
    fn of(dice: &mut Dice) -> Self {
        let mut share = |files: usize, places: usize| if dice.chance(files) { places } else { 0 };
        let (quoted, commented) = (share(20, 60), share(25, 3));
        let (blocks, folded, listed) = (share(25, 40), share(25, 50), share(10, 50));
        Self {
            quote: (quoted > 0).then(|| dice.pick(&['"', '\''])),
            quoted,
            commented,
            block: (blocks > 0).then(|| dice.pick(&[">-", "|-"])),
            blocks,
            folded,
            listed,
        }
    }
}

/// A canonical file as a writer with these habits would have written it.
fn dressed(canonical: &str, dice: &mut Dice) -> String {
    let habit = Habit::of(dice);
    let mut out = String::with_capacity(canonical.len() * 9 / 8);
    if dice.chance(50) {
        out += "# yaml-language-server: $schema=standard.schema.json\n";
    }
    // How far the entries are indented that become a list.
    let mut listed = usize::MAX;
    for line in canonical.lines() {
        let entry = line.trim_start_matches(' ');
        let indent = line.len() - entry.len();
        if indent < listed {
            listed = usize::MAX;
        }
        if dice.chance(habit.commented) {
            out += &format!("{:indent$}# {}\n", "", phrase::sentence(dice));
        }
        let dash = if indent == listed && !entry.starts_with("- ") { "- " } else { "" };
        out += &format!("{:indent$}{dash}", "");
        match entry.split_once(": ").filter(|(key, value)| is_text(key, value)) {
            Some((key, value)) => {
                out += &format!("{key}: ");
                text(&mut out, value, indent + 6, &habit, dice);
            }
            None => out += entry,
        }
        // A comment after a block or folded text would be part of the text.
        let ends_here = out.lines().next_back().is_some_and(|last| last.contains(": "));
        if ends_here && dice.chance(habit.commented) {
            out += &format!(" # {}", phrase::name(dice));
        }
        out.push('\n');
        if entry.strip_suffix(':').is_some_and(is_collection) && dice.chance(habit.listed) {
            listed = indent + 2;
        }
    }
    out
}

fn is_collection(key: &str) -> bool {
    ["knowledge", "skills", "attitudes", "outputs", "indicators"].contains(&key)
}

/// Whether a value is a bare text: not a list, a number, a date or a code.
fn is_text(key: &str, value: &str) -> bool {
    !key.starts_with('"') && !value.starts_with(['[', '{', '"']) && !value.is_ascii()
}

/// A text in one of the ways that YAML has for it; lines of its own are indented by `indent`.
fn text(out: &mut String, value: &str, indent: usize, habit: &Habit, dice: &mut Dice) {
    let long = value.chars().count() > 30;
    if let Some(block) = habit.block.filter(|_| long && dice.chance(habit.blocks)) {
        *out += &format!("{block}\n{:indent$}{value}", "");
        return;
    }
    match habit.quote.filter(|&quote| !value.contains([quote, '\\']) && dice.chance(habit.quoted)) {
        Some(quote) => *out += &format!("{quote}{value}{quote}"),
        None if long && dice.chance(habit.folded) => match value.rsplit_once(' ') {
            Some((one, other)) => *out += &format!("{one}\n{:indent$}{other}", ""),
            None => *out += value,
        },
        None => *out += value,
    }
}
