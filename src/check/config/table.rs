//! Reads TOML tables: every key has to be known and every value of the right type; problems are collected with their
//! places.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Problem;
use crate::bilingual;
use crate::files::source::Span;
use crate::text::bilingual::Bilingual;
use crate::text::excerpt::excerpt;
use crate::text::nearest::nearest;

/// A text with its span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    pub(crate) span: Span,
    pub(crate) value: String,
}

/// A value with the span of its key, or, without a key, its own.
#[derive(Clone, Copy)]
pub(crate) struct Item<'t, 's> {
    pub(crate) key: Span,
    pub(crate) value: &'t Spanned<DeValue<'s>>,
}

/// The most problems that are kept of a file: more would not be read, and each costs a search for the nearest key.
const MAX_PROBLEMS: usize = 100;

/// Reads tables and collects the problems.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) problems: Vec<Problem>,
    /// The number of further problems.
    pub(crate) more: usize,
}

impl Reader {
    /// Adds a problem, unless there are too many.
    pub(crate) fn push(&mut self, problem: impl FnOnce() -> Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem());
        } else {
            self.more += 1;
        }
    }

    /// Parses a whole text; if it is not TOML, reading ends.
    pub(crate) fn document<'s>(&mut self, text: &'s str) -> Option<Spanned<DeTable<'s>>> {
        match DeTable::parse(text) {
            Ok(table) => Some(table),
            Err(error) => {
                let span = error.span().map_or_else(Span::default, |span| Span::new(span.start, span.end));
                let message = match error.message() {
                    "duplicate key" => Bilingual::fixed("this key stands twice", "這個鍵出現兩次"),
                    reason => bilingual!("this is no TOML: {reason}", "這裡不是正確的 TOML：{reason}"),
                };
                self.problems.push(Problem::new(span, message));
                None
            }
        }
    }

    /// The values of `keys`, in their order; other keys are problems.
    pub(crate) fn fields<'t, 's, const N: usize>(
        &mut self,
        table: &'t DeTable<'s>,
        keys: [&str; N],
    ) -> [Option<Item<'t, 's>>; N] {
        let mut fields = [None; N];
        for (key, value) in table {
            match keys.iter().position(|known| known == key.get_ref()) {
                Some(at) => fields[at] = Some(Item { key: span(key), value }),
                None => self.push(|| unknown_key(key, &keys)),
            }
        }
        fields
    }

    /// The value of a required key; if it is missing, that is a problem at `owner`.
    pub(crate) fn required<'t, 's>(
        &mut self,
        owner: Span,
        key: &str,
        field: Option<Item<'t, 's>>,
    ) -> Option<Item<'t, 's>> {
        if field.is_none() {
            self.push(|| {
                Problem::new(owner, bilingual!("the key `{key}` is missing here", "這裡缺少鍵 `{key}`"))
            });
        }
        field
    }

    /// The value as a table; anything else is a problem.
    pub(crate) fn table<'t, 's>(&mut self, item: Item<'t, 's>) -> Option<&'t DeTable<'s>> {
        match item.value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => self.wrong(item, &Bilingual::fixed("a table", "一個表格")),
        }
    }

    pub(crate) fn list<'t, 's>(&mut self, item: Item<'t, 's>) -> Option<Vec<Item<'t, 's>>> {
        match item.value.get_ref() {
            DeValue::Array(array) => {
                Some(array.iter().map(|value| Item { key: span(value), value }).collect())
            }
            _ => self.wrong(item, &Bilingual::fixed("a list", "一個清單")),
        }
    }

    pub(crate) fn text(&mut self, item: Item<'_, '_>) -> Option<Text> {
        match item.value.get_ref() {
            DeValue::String(text) => Some(Text { span: span(item.value), value: text.clone().into_owned() }),
            _ => self.wrong(item, &Bilingual::fixed("a text in quotation marks", "加上引號的文字")),
        }
    }

    pub(crate) fn number(&mut self, item: Item<'_, '_>) -> Option<usize> {
        let number = match item.value.get_ref() {
            DeValue::Integer(number) => usize::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        number.or_else(|| self.wrong(item, &Bilingual::fixed("a whole number from 0", "0 以上的整數")))
    }

    fn wrong<T>(&mut self, item: Item<'_, '_>, expected: &Bilingual) -> Option<T> {
        self.push(|| {
            let (en, zh) = (&expected.en, &expected.zh);
            let found = kind(item.value.get_ref());
            let message = Bilingual {
                en: format!("expected {en}, found {}", found.en).into(),
                zh: format!("這裡應該是{zh}，卻是{}", found.zh).into(),
            };
            Problem::new(span(item.value), message)
        });
        None
    }
}

/// The span of a key or value.
pub(crate) fn span<T>(spanned: &Spanned<T>) -> Span {
    let range = spanned.span();
    Span::new(range.start, range.end)
}

fn unknown_key(key: &Spanned<std::borrow::Cow<'_, str>>, known: &[&str]) -> Problem {
    let name = excerpt(key.get_ref());
    let problem = Problem::new(span(key), bilingual!("unknown key `{name}`", "未知的鍵 `{name}`"));
    let listed = known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>();
    let (en, zh) = (listed.join(", "), listed.join("、"));
    problem.help(match nearest(key.get_ref(), known.iter().copied()) {
        Some(meant) => bilingual!("did you mean `{meant}`?", "是不是 `{meant}`？"),
        None => bilingual!("the keys known here are {en}", "這裡可用的鍵：{zh}"),
    })
}

fn kind(value: &DeValue<'_>) -> Bilingual {
    match value {
        DeValue::String(_) => Bilingual::fixed("a text", "文字"),
        DeValue::Integer(_) | DeValue::Float(_) => Bilingual::fixed("a number", "數字"),
        DeValue::Boolean(_) => Bilingual::fixed("true or false", "真假值"),
        DeValue::Datetime(_) => Bilingual::fixed("a date", "日期"),
        DeValue::Array(_) => Bilingual::fixed("a list", "清單"),
        DeValue::Table(_) => Bilingual::fixed("a table", "表格"),
    }
}
