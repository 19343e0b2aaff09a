//! What the parser says of words that it does not take, in the user's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::argv::Words;
use super::failure::Failure;
use super::grammar;
use super::output::Output;
use crate::words::{Language, cli, fill};

/// Help and version are data; everything else is a refusal.
pub fn explain(error: &clap::Error, typed: &Words, language: Language) -> Result<(), Failure> {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let mut out = Output::standard(language);
        if error.kind() == ErrorKind::DisplayVersion {
            out.line(concat!("peidang ", env!("CARGO_PKG_VERSION")))?;
        } else {
            out.raw(&error.to_string())?;
        }
        return out.flush();
    }
    let words = cli::words(language);
    let argument = text(error, ContextKind::InvalidArg).unwrap_or_default();
    let option = argument.split([' ', '=']).next().unwrap_or_default();
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    let command = typed.command.as_ref().and_then(|name| grammar::named(name.to_str()?));
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = text(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            let known: Vec<&str> = grammar::COMMANDS.iter().map(|one| one.name).collect();
            return Err(Failure::words(fill(
                &words.unknown_command,
                &[("word", &word), ("known", &known.join(" "))],
            )));
        }
        // A text that a command has no place for comes as an unknown argument too.
        ErrorKind::UnknownArgument if !argument.starts_with('-') => {
            fill(&words.too_many, &[("word", &argument)])
        }
        ErrorKind::UnknownArgument => fill(&words.unknown_option, &[("word", &argument)]),
        ErrorKind::InvalidValue if value.is_empty() => fill(&words.missing_value, &[("option", &option)]),
        ErrorKind::InvalidValue => {
            let known = text(error, ContextKind::ValidValue).unwrap_or_default();
            fill(&words.bad_choice, &[("option", &option), ("value", &value), ("known", &known)])
        }
        ErrorKind::ValueValidation if matches!(option, "--days" | "--limit") => {
            fill(&words.bad_number, &[("option", &option), ("value", &value)])
        }
        ErrorKind::ValueValidation => fill(&words.bad_value, &[("option", &option), ("value", &value)]),
        ErrorKind::TooManyValues => fill(&words.too_many, &[("word", &value)]),
        ErrorKind::InvalidUtf8 => words.not_unicode.clone(),
        _ => words.missing_words.clone(),
    };
    let name = command.map_or_else(|| "peidang".to_owned(), |one| format!("peidang {}", one.name));
    let mut lines = what;
    if let Some(one) = command {
        let usage = format!("{name} {}", one.usage);
        lines = format!("{lines}\n{}", fill(&words.usage, &[("usage", &usage)]));
    }
    lines = format!("{lines}\n{}", fill(&words.see_help, &[("command", &name)]));
    Err(Failure::words(lines))
}

/// A wrong use of a command that the parser cannot see.
pub fn misuse(what: &str, name: &str, language: Language) -> Failure {
    let usage = grammar::named(name).map(|one| format!("peidang {name} {}", one.usage)).unwrap_or_default();
    Failure::words(format!("{what}\n{}", fill(&cli::words(language).usage, &[("usage", &usage)])))
}

fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(" ")),
        _ => None,
    }
}
