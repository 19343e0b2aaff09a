//! Which commands there are and which options each takes, for the parser and its help.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};

use crate::words::cli::CliWords;
use crate::words::fill;

/// One command: its name, how its texts are written, and its options.
pub struct Grammar {
    /// Its name.
    pub name: &'static str,
    /// Texts and options as the usage line has them.
    pub usage: &'static str,
    formats: &'static [&'static str],
    options: &'static [&'static str],
    /// How many texts it takes.
    texts: (usize, Option<usize>),
}

const fn row(
    name: &'static str,
    usage: &'static str,
    formats: &'static [&'static str],
    options: &'static [&'static str],
    texts: (usize, Option<usize>),
) -> Grammar {
    Grammar { name, usage, formats, options, texts }
}

/// Where help lists what every command takes: behind the command's own options, in the order written here.
const GLOBAL: usize = 100;
const MANY: Option<usize> = None;
/// The formats of reports.
const REPORT: [&str; 7] = ["md", "html", "docx", "xlsx", "csv", "yaml", "json"];
const NONE: (usize, Option<usize>) = (0, Some(0));

/// Every command, in the order of the help.
pub static COMMANDS: [Grammar; 27] = [
    row("list", "[QUERY] [--format table|json|yaml|csv]", &["table", "json", "yaml", "csv"], &[], (0, MANY)),
    row("find", "QUERY [--limit N] [--format table|json]", &["table", "json"], &["limit"], (1, MANY)),
    row("show", "ID|TASK|UNIT [--format text|json|yaml]", &["text", "json", "yaml"], &[], (1, Some(1))),
    row("add", "TASK UNIT [FIELD=VALUE…]", &[], &[], (2, MANY)),
    row("set", "ID… FIELD=VALUE…", &[], &[], (2, MANY)),
    row("note", "ID… TEXT", &[], &[], (2, MANY)),
    row("extend", "ID WHEN REASON", &[], &[], (3, Some(3))),
    row("remove", "ID…", &[], &[], (1, MANY)),
    row("undo", "[COUNT]", &[], &[], (0, Some(1))),
    row("redo", "[COUNT]", &[], &[], (0, Some(1))),
    row("log", "[--since DATE] [--format text|json|yaml]", &["text", "json", "yaml"], &["since"], NONE),
    row("due", "[QUERY] [--days N] [--format table|json]", &["table", "json"], &["days"], (0, MANY)),
    row(
        "weekly",
        "[--period week|month|quarter] [--week 2024-W28] [--note TEXT] [--bulletin [--unit UNIT]] [--format md|html|docx|xlsx|csv|yaml|json] [--out PATH|-]",
        &REPORT,
        &["period", "week", "note", "bulletin", "unit", "out"],
        NONE,
    ),
    row(
        "annual",
        "[--section 1|6] [--record [--unit UNIT]] [--note TEXT] [--format md|html|docx|xlsx|csv|yaml|json] [--out PATH|-]",
        &REPORT,
        &["section", "record", "unit", "note", "out"],
        NONE,
    ),
    row(
        "handover",
        "[--to NAME] [--note TEXT] [--format md|html|docx|xlsx|csv|yaml|json] [--out PATH|-]",
        &REPORT,
        &["to", "note", "out"],
        NONE,
    ),
    row("calendar", "[2024-07] [--format text|ics]", &["text", "ics"], &[], (0, Some(1))),
    row(
        "activity",
        "list [KIND|STATE|UNIT…] [--unit UNIT] [--format table|json|yaml|csv|md|annex] | add KIND UNIT [FIELD=VALUE…] | set ID… FIELD=VALUE… | remove ID…",
        &["table", "json", "yaml", "csv", "md", "annex"],
        &["unit"],
        (1, MANY),
    ),
    row(
        "duty",
        "list [ID…] [--unit UNIT] [--format table|json|csv] | clocks | add NAME [FIELD=VALUE…] | set ID… FIELD=VALUE… | remove ID…",
        &["table", "json", "csv"],
        &["unit"],
        (1, MANY),
    ),
    row(
        "backup",
        "now | list [--format table|json] | restore [NAME] [--yes]",
        &["table", "json"],
        &["yes"],
        (1, Some(2)),
    ),
    row("check", "[--repair [--yes]] [--format text|json]", &["text", "json"], &["repair", "yes"], NONE),
    row(
        "chase",
        "UNIT | list [--since DATE] [--unit UNIT] [--format table|json|csv|md|xlsx]",
        &["table", "json", "csv", "md", "xlsx"],
        &["since", "unit"],
        (1, Some(1)),
    ),
    row(
        "sheets",
        "out DIR [--unit UNIT…] [QUERY] [--format xlsx|csv] | in FILE|DIR… [--apply] [--empty keeps|clears] [--format table|json]",
        &["xlsx", "csv", "table", "json"],
        &["units", "apply", "empty"],
        (2, MANY),
    ),
    row(
        "plan",
        "list | use ID | read FILE [--save ID | --review] | roll-over OLD NEW [--link NEW=OLD…] [--yes] | close [DATE]  [--format table|json]",
        &["table", "json"],
        &["save", "review", "link", "yes"],
        (1, Some(3)),
    ),
    row("config", "[--format table|json]", &["table", "json"], &[], NONE),
    row("completions", "bash | zsh | fish | powershell | man", &[], &[], (1, Some(1))),
    row("merge", "BASE OURS THEIRS [PATH]", &[], &[], (3, Some(4))),
    row("git", "setup", &[], &[], (1, Some(1))),
];

impl Grammar {
    /// The words that may come first behind the command, as its usage line has them: `list`, `use`, `read`.
    pub fn first_words(&self) -> impl Iterator<Item = &'static str> {
        let is_word = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        let ways = self.usage.split(" | ").filter_map(|way| way.split(' ').next());
        ways.filter(is_word)
    }

    /// Whether its texts name files.
    fn takes_paths(&self) -> bool {
        ["sheets", "plan", "merge"].contains(&self.name)
    }
}

/// The command of this name.
pub fn named(name: &str) -> Option<&'static Grammar> {
    COMMANDS.iter().find(|one| one.name == name)
}

/// The whole grammar with its help in the language of `words`.
pub fn grammar(words: &CliWords) -> Command {
    let template = format!(
        "{{about}}\n\n{}{{usage}}\n\n{}\n{{subcommands}}\n\n{}\n{{options}}{{after-help}}\n",
        words.usage_head, words.commands_head, words.options_head
    );
    let root = Command::new("peidang")
        .version(env!("CARGO_PKG_VERSION"))
        .propagate_version(true)
        .about(words.about.clone())
        .override_usage(
            "peidang [COMMAND] [--today DATE] [--data DIR] [--plan ID] [--lang zh|en] | --tutorial",
        )
        .help_template(template)
        .after_help(words.notes.clone())
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args_override_self(true)
        .arg(text("today", "DATE").help(words.option("today").to_owned()).global(true).display_order(GLOBAL))
        .arg(
            text("data", "DIR")
                .value_parser(value_parser!(PathBuf))
                .value_hint(ValueHint::DirPath)
                .help(words.option("data").to_owned())
                .global(true)
                .display_order(GLOBAL),
        )
        .arg(text("plan", "ID").help(words.option("plan").to_owned()).global(true).display_order(GLOBAL))
        .arg(text("lang", "zh|en").help(words.option("lang").to_owned()).global(true).display_order(GLOBAL))
        .arg(flag("tutorial", words).action(ArgAction::SetTrue).display_order(GLOBAL - 1))
        .arg(flag("help", words).short('h').action(ArgAction::Help).global(true).display_order(GLOBAL))
        .arg(flag("version", words).short('V').action(ArgAction::Version).global(true).display_order(GLOBAL));
    COMMANDS.iter().fold(root, |root, one| root.subcommand(subcommand(one, words)))
}

fn subcommand(one: &'static Grammar, words: &CliWords) -> Command {
    let help = words.command(one.name);
    let template = format!(
        "{{about}}\n\n{}{{usage}}\n\n{}\n{{options}}{{after-help}}\n",
        words.usage_head, words.options_head
    );
    let mut command = Command::new(one.name)
        .about(help.map(|help| help.about.clone()).unwrap_or_default())
        .override_usage(format!("peidang {} {}", one.name, one.usage))
        .help_template(template)
        .args_override_self(true);
    if let Some(notes) = help.map(|help| help.notes.clone()).filter(|notes| !notes.is_empty()) {
        command = command.after_help(notes);
    }
    let (least, most) = one.texts;
    if most != Some(0) {
        let count: clap::builder::ValueRange = match most {
            Some(most) => (least.max(1)..=most.max(1)).into(),
            None => (least.max(1)..).into(),
        };
        let hint = if one.takes_paths() { ValueHint::AnyPath } else { ValueHint::Other };
        let texts = Arg::new("texts").num_args(count).required(least > 0);
        command = command.arg(texts.hide(true).value_hint(hint));
    }
    if !one.formats.is_empty() {
        let formats = one.formats.join(" ");
        command = command.arg(
            text("format", "FORMAT")
                .value_parser(PossibleValuesParser::new(one.formats))
                .hide_possible_values(true)
                .help(fill(words.option("format"), &[("formats", &formats)])),
        );
    }
    one.options.iter().fold(command, |command, name| command.arg(option(name, words)))
}

fn option(name: &'static str, words: &CliWords) -> Arg {
    match name {
        "repair" | "yes" | "apply" | "bulletin" | "record" | "review" => {
            flag(name, words).action(ArgAction::SetTrue)
        }
        "days" => text(name, "N").value_parser(value_parser!(i64)).help(words.option(name).to_owned()),
        "limit" => text(name, "N").value_parser(value_parser!(usize)).help(words.option(name).to_owned()),
        "period" => text(name, "PERIOD")
            .value_parser(PossibleValuesParser::new(["week", "month", "quarter"]))
            .hide_possible_values(true)
            .help(words.option(name).to_owned()),
        "section" => text(name, "1|6")
            .value_parser(PossibleValuesParser::new(["1", "6"]))
            .hide_possible_values(true)
            .help(words.option(name).to_owned()),
        "empty" => text(name, "keeps|clears")
            .value_parser(PossibleValuesParser::new(["keeps", "clears"]))
            .hide_possible_values(true)
            .help(words.option(name).to_owned()),
        "to" => text(name, "NAME").help(words.option(name).to_owned()),
        "since" => text(name, "DATE").help(words.option(name).to_owned()),
        "units" => {
            text(name, "UNIT").long("unit").action(ArgAction::Append).help(words.option("unit").to_owned())
        }
        "unit" => text(name, "UNIT").help(words.option(name).to_owned()),
        "link" => text(name, "NEW=OLD").action(ArgAction::Append).help(words.option(name).to_owned()),
        "save" => text(name, "ID").help(words.option(name).to_owned()),
        "week" => text(name, "WEEK").help(words.option(name).to_owned()),
        "note" => text(name, "TEXT").help(words.option(name).to_owned()),
        _ => text(name, "PATH").value_hint(ValueHint::FilePath).help(words.option(name).to_owned()),
    }
}

fn text(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).action(ArgAction::Set).allow_hyphen_values(true)
}

fn flag(name: &'static str, words: &CliWords) -> Arg {
    Arg::new(name).long(name).help(words.option(name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn the_first_words_are_those_of_the_usage_line() {
        let words = |name| named(name).unwrap().first_words().collect::<Vec<_>>();
        assert_eq!(words("plan"), ["list", "use", "read", "roll-over", "close"]);
        assert_eq!(words("chase"), ["list"]);
        assert_eq!(words("git"), ["setup"]);
        assert_eq!(words("completions"), ["bash", "zsh", "fish", "powershell", "man"]);
        assert!(words("list").is_empty() && words("weekly").is_empty());
    }

    #[test]
    fn the_grammar_holds_together_and_every_command_has_its_help() {
        for language in [Language::Chinese, Language::English] {
            let words = crate::words::cli::words(language);
            grammar(words).debug_assert();
            for one in &COMMANDS {
                assert!(words.command(one.name).is_some_and(|help| !help.about.is_empty()), "{}", one.name);
            }
        }
    }
}
