//! Messages about wrong arguments in Traditional Chinese, since clap has English ones only.

use std::error::Error;
use std::ffi::OsString;

use clap::error::{ContextKind, ErrorKind};

use crate::cli::commands::INVALID_DATE;
use crate::text::bilingual::Lang;
use crate::text::display_safe::one_line;

/// The error for `arguments` with control characters made visible. Clap repeats arguments unescaped, so the visible form of
/// the arguments is parsed again, for its error.
pub fn with_visible_arguments(arguments: &[OsString], error: clap::Error, lang: Lang) -> clap::Error {
    let shown: Vec<OsString> =
        arguments.iter().map(|argument| one_line(&argument.to_string_lossy()).into()).collect();
    if shown == arguments {
        return error;
    }
    super::parse(&shown, lang).err().unwrap_or(error)
}

/// The Chinese message for a usage error; `None` for errors that have only clap's message.
pub fn usage_error(error: &clap::Error) -> Option<String> {
    let said = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let argument = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    let sentence = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("「{argument}」需要一個值"),
        ErrorKind::InvalidValue => {
            let values = listed(&said(ContextKind::ValidValue));
            format!("「{value}」不能用於「{argument}」，可用的值：{values}")
        }
        ErrorKind::ValueValidation => format!("「{value}」不能用於「{argument}」{}", reason(error)),
        ErrorKind::UnknownArgument => format!("沒有「{argument}」這個參數"),
        ErrorKind::InvalidSubcommand => format!("沒有「{}」這個指令", said(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand => {
            format!("缺少指令，可用的指令：{}", listed(&said(ContextKind::ValidSubcommand)))
        }
        ErrorKind::MissingRequiredArgument => format!("缺少必要的參數：{}", listed(&argument)),
        ErrorKind::ArgumentConflict => {
            format!("「{argument}」與「{}」不能一起用", said(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => format!("「{argument}」的值的個數不對"),
        _ => return None,
    };
    let suggestions =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let hint = suggestions
        .into_iter()
        .find_map(|kind| error.get(kind))
        .map_or_else(String::new, |meant| format!("\n是不是「{meant}」？"));
    Some(format!("錯誤：{sentence}{hint}\n\n更多資訊請用 --help。\n"))
}

/// What clap separates by commas, as Chinese lists it.
fn listed(words: &str) -> String {
    words.replace(", ", "、")
}

/// Why a value is invalid, in Chinese. The program has two kinds of values that are checked: ranges and dates.
fn reason(error: &clap::Error) -> String {
    let reason = error.source().map(ToString::to_string).unwrap_or_default();
    let range = reason.split_once(" is not in ").and_then(|(_, range)| range.split_once("..="));
    match range {
        Some((least, most)) => format!("：須在 {least} 到 {most} 之間"),
        None if reason == INVALID_DATE.0 => format!("：{}", INVALID_DATE.1),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_arguments_are_told_in_chinese() {
        for (arguments, sentence) in [
            ("ttm --lang zh-TW", "錯誤：缺少指令，可用的指令：validate"),
            ("ttm valdate", "錯誤：沒有「valdate」這個指令\n是不是「validate」？"),
            ("ttm validate --jbos 1", "錯誤：沒有「--jbos」這個參數\n是不是「--jobs」？"),
            (
                "ttm validate --color pink",
                "錯誤：「pink」不能用於「--color <時機>」，可用的值：auto、always、never\n",
            ),
            ("ttm validate --jobs", "錯誤：「--jobs <數字>」需要一個值"),
            ("ttm completions", "錯誤：缺少必要的參數：<"),
        ] {
            let arguments: Vec<OsString> = arguments.split(' ').map(OsString::from).collect();
            let error = crate::cli::parse(&arguments, Lang::ZhTw).unwrap_err();
            let said = usage_error(&error).unwrap_or_default();
            assert!(said.starts_with(sentence), "{arguments:?}: {said}");
        }
    }
}
