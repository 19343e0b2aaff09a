//! The words as they were typed, put into the order that the parser wants: the command, its options, `--`, its texts.
//!
//! Known long options may stand anywhere. What begins with one hyphen is a text (`-x` in a query, a note that begins with
//! `-`), but for `-h` and `-V`. An unknown long option is a slip of the fingers and left for the parser to refuse, unless
//! it has blanks or Chinese in it: then it is a text too.

use std::ffi::{OsStr, OsString};

/// Long options that a value follows.
const VALUED: [&str; 18] = [
    "empty", "today", "data", "plan", "lang", "format", "days", "since", "period", "week", "note", "out",
    "unit", "limit", "section", "to", "save", "link",
];
/// Long options that stand alone.
const FLAGS: [&str; 8] = ["help", "version", "repair", "yes", "apply", "bulletin", "record", "tutorial"];

/// The words in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The command, if one was named.
    pub command: Option<OsString>,
    /// `--name=value` or `--name`, in the order typed.
    options: Vec<OsString>,
    /// Everything else behind the command.
    texts: Vec<OsString>,
}

impl Words {
    /// Sorts what was typed behind the program's name.
    pub fn sort(typed: impl IntoIterator<Item = OsString>) -> Self {
        let mut words = Self::default();
        let mut typed = typed.into_iter().peekable();
        while let Some(word) = typed.next() {
            if word == "--" {
                typed.by_ref().for_each(|text| words.text(text));
            } else if let Some(name) = long_option(&word) {
                let follows = typed.next_if(|next| VALUED.contains(&name) && long_option(next).is_none());
                words.options.push(match follows {
                    Some(value) => joined(&word, &value),
                    None => word,
                });
            } else if word == "-h" || word == "-V" || is_slip(&word) {
                words.options.push(word);
            } else {
                words.text(word);
            }
        }
        // `peidang help list` is what people try first.
        if words.command.as_deref() == Some(OsStr::new("help")) {
            words.command = (!words.texts.is_empty()).then(|| words.texts.remove(0));
            words.options.push("--help".into());
        }
        words
    }

    fn text(&mut self, text: OsString) {
        if self.command.is_none() {
            self.command = Some(text);
        } else {
            self.texts.push(text);
        }
    }

    /// How many texts stand behind the command.
    pub fn count(&self) -> usize {
        self.texts.len()
    }

    /// The last value given for an option.
    pub fn value(&self, name: &str) -> Option<OsString> {
        let head = format!("--{name}=");
        let is_it = |word: &&OsString| word.as_encoded_bytes().starts_with(head.as_bytes());
        self.options.iter().rev().find(is_it).and_then(|word| tail(word, head.len()))
    }

    /// All words as the parser wants them, the program's name first.
    pub fn arranged(&self) -> Vec<OsString> {
        let mut words = vec![OsString::from("peidang")];
        words.extend(self.command.clone());
        words.extend(self.options.iter().cloned());
        if !self.texts.is_empty() {
            words.push("--".into());
            words.extend(self.texts.iter().cloned());
        }
        words
    }
}

/// The name of a known long option.
fn long_option(word: &OsStr) -> Option<&'static str> {
    let name = word.to_string_lossy();
    let name = name.strip_prefix("--")?;
    let (name, given) = name.split_once('=').map_or((name, false), |(name, _)| (name, true));
    let valued = VALUED.into_iter().find(|one| *one == name);
    // With the value in the same word nothing more is to be taken: it counts as one that stands alone.
    if given { valued.map(|_| "") } else { valued.or_else(|| FLAGS.into_iter().find(|one| *one == name)) }
}

fn joined(option: &OsStr, value: &OsStr) -> OsString {
    let mut word = option.to_owned();
    word.push("=");
    word.push(value);
    word
}

/// The rest of a word behind so many bytes. Only ASCII was cut off, so what remains is whole.
fn tail(word: &OsStr, skip: usize) -> Option<OsString> {
    match word.to_str() {
        Some(text) => text.get(skip..).map(OsString::from),
        #[cfg(unix)]
        None => {
            use std::os::unix::ffi::OsStrExt;
            word.as_bytes().get(skip..).map(|bytes| OsStr::from_bytes(bytes).to_owned())
        }
        #[cfg(not(unix))]
        None => None,
    }
}

/// Whether this looks like a mistyped long option.
fn is_slip(word: &OsStr) -> bool {
    word.to_str().is_some_and(|word| {
        word.strip_prefix("--")
            .is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_graphic()))
    })
}

#[cfg(test)]
mod tests;
