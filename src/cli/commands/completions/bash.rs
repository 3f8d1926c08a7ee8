//! The completions of bash, written by us: those that clap writes part names at blanks and offer no file to a command
//! that takes files.

use std::fmt::Write as _;

use clap::builder::PossibleValue;
use clap::{Arg, Command};

/// How a word is looked at before its completions are chosen.
const BEGIN: &str = r#"# Names of files are left to bash, which quotes blanks in them.
_ttm_words() {
    COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

# A text that nothing is known of.
_ttm_nothing() {
    compopt +o default +o bashdefault 2> /dev/null
}

_ttm() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb= at
    COMPREPLY=()
    # `--lang=zh` are three words.
    if [[ $cur == = ]]; then
        cur=
    elif [[ $prev == = ]]; then
        prev=${COMP_WORDS[COMP_CWORD-2]}
    fi
    for ((at = 1; at < COMP_CWORD; at++)); do
        case ${COMP_WORDS[at]} in
"#;

const END: &str = r#"    esac
}

complete -o bashdefault -o default -F _ttm ttm
"#;

/// The script for this definition.
pub(super) fn script(command: &Command) -> String {
    let verbs: Vec<&Command> = command.get_subcommands().filter(|verb| verb.get_name() != "help").collect();
    let names: Vec<&str> = verbs.iter().map(|verb| verb.get_name()).collect();
    let mut script = BEGIN.to_owned();
    // Writing to a string cannot fail.
    let _ = writeln!(script, "            {}) verb=${{COMP_WORDS[at]}} && break ;;", names.join(" | "));
    script.push_str("        esac\n    done\n    case $verb,$prev in\n");
    for arg in command.get_arguments().filter(|arg| takes_value(arg)) {
        line(&mut script, "*", arg);
    }
    for verb in &verbs {
        let own = verb.get_arguments().filter(|arg| takes_value(arg) && !arg.is_global_set());
        own.for_each(|arg| line(&mut script, verb.get_name(), arg));
    }
    script.push_str("        *)\n            case $verb,$cur in\n");
    let _ = writeln!(script, "                ,-*) _ttm_words '{}' ;;", options(command));
    let _ = writeln!(script, "                ,*) _ttm_words '{}' ;;", names.join(" "));
    for verb in &verbs {
        let name = verb.get_name();
        let _ = writeln!(script, "                {name},-*) _ttm_words '{}' ;;", options(verb));
        if let Some(action) = verb.get_positionals().next().and_then(action) {
            let _ = writeln!(script, "                {name},*) {action} ;;");
        }
    }
    script.push_str("            esac\n            ;;\n");
    script.push_str(END);
    script
}

fn takes_value(arg: &Arg) -> bool {
    !arg.is_positional() && arg.get_action().takes_values()
}

/// The line for the value of an option; one that names a file has none.
fn line(script: &mut String, verb: &str, arg: &Arg) {
    let Some(action) = action(arg) else {
        // The default is what completes files.
        let patterns = patterns(verb, arg);
        let _ = writeln!(script, "        {patterns}) ;;");
        return;
    };
    let _ = writeln!(script, "        {}) {action} ;;", patterns(verb, arg));
}

fn patterns(verb: &str, arg: &Arg) -> String {
    let long = arg.get_long().map(|long| format!("{verb},--{long}"));
    let short = arg.get_short().map(|short| format!("{verb},-{short}"));
    [short, long].into_iter().flatten().collect::<Vec<_>>().join(" | ")
}

/// What completes a value; `None` for files.
fn action(arg: &Arg) -> Option<String> {
    let values: Vec<PossibleValue> = arg.get_possible_values();
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        return Some(format!("_ttm_words '{}'", names.join(" ")));
    }
    if arg.get_id() == "against" {
        return Some("_ttm_words \"$(git for-each-ref --format='%(refname:short)' 2> /dev/null)\"".into());
    }
    (arg.get_value_hint() == clap::ValueHint::Unknown).then(|| "_ttm_nothing".into())
}

/// The options of a command, long and short.
fn options(command: &Command) -> String {
    let mut options: Vec<String> = Vec::new();
    for arg in command.get_arguments().filter(|arg| !arg.is_positional() && !arg.is_hide_set()) {
        options.extend(arg.get_long().map(|long| format!("--{long}")));
        options.extend(arg.get_short().map(|short| format!("-{short}")));
    }
    options.join(" ")
}
