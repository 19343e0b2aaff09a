//! 自定按键: the user's own keys over the built-in ones. What is wrong with one is named, with file and line; the rest
//! works.

use std::path::PathBuf;
use std::str::FromStr;

use super::{Chord, Context, Keys};
use crate::store::config::{KeyLines, key_line};
use crate::workbench::Workbench;
use crate::workbench::command::Command;
use crate::workbench::notice::Standing;

/// What is wrong with one of the user's keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFault {
    /// The file.
    pub path: PathBuf,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What.
    pub kind: KeyFaultKind,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyFaultKind {
    /// No such view or overlay.
    UnknownContext(String),
    /// No such key.
    UnknownKey(String),
    /// No such command.
    UnknownCommand(String),
    /// Two commands on one key in one place; the first holds.
    Twice(Chord, Command, Command),
    /// The program could not be left any more: its keys stay.
    NoWayOut,
}

impl FromStr for Context {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Ok(match word {
            "any" => Self::Any,
            "tree" => Self::Tree,
            "overlay" => Self::Overlay,
            "calendar" => Self::Calendar,
            "week" => Self::Week,
            "ledger" => Self::Ledger,
            "units" => Self::Units,
            _ => return Err(()),
        })
    }
}

impl Keys {
    /// These keys with the user's over them. A key that the user gives a meaning loses its own where both would hold; one
    /// without a command loses its meaning. What cannot be read is left out and named: which line, from its place.
    pub fn with_own(
        &self,
        own: &KeyLines,
        line: impl Fn(&str, &str, usize) -> Option<usize>,
    ) -> (Self, Vec<(Option<usize>, KeyFaultKind)>) {
        let mut given: Vec<(Context, Chord, Option<Command>)> = Vec::new();
        let mut faults = Vec::new();
        for (word, keys) in &own.0 {
            let Ok(context) = word.parse::<Context>() else {
                faults.push((line(word, "", 0), KeyFaultKind::UnknownContext(word.clone())));
                continue;
            };
            for (place, (name, command)) in keys.iter().enumerate() {
                let nth = keys[..place].iter().filter(|(other, _)| other == name).count();
                let mut fault = |kind| faults.push((line(word, name, nth), kind));
                let Ok(chord) = name.parse::<Chord>() else {
                    fault(KeyFaultKind::UnknownKey(name.clone()));
                    continue;
                };
                let command = match command.as_deref().map(str::parse::<Command>).transpose() {
                    Ok(command) => command,
                    Err(unknown) => {
                        fault(KeyFaultKind::UnknownCommand(unknown.0));
                        continue;
                    }
                };
                let same = |one: &&(Context, Chord, Option<Command>)| one.1 == chord && one.0.meets(context);
                match (given.iter().find(same), command) {
                    (Some((_, _, Some(first))), Some(second)) if *first != second => {
                        fault(KeyFaultKind::Twice(chord, *first, second));
                    }
                    (Some(_), _) => {}
                    (None, command) => given.push((context, chord, command)),
                }
            }
        }
        let replaced = |context: Context, chord: &Chord| {
            given.iter().any(|(own, other, _)| {
                other == chord && (*own == context || (*own == Context::Any && context != Context::Overlay))
            })
        };
        let built_in = self.bound.iter().filter(|(context, chord, _)| !replaced(*context, chord)).copied();
        let own = given.iter().filter_map(|(context, chord, command)| Some((*context, *chord, (*command)?)));
        let mut keys = Self { bound: own.chain(built_in).collect() };
        if keys.of(Command::Quit).next().is_none() {
            faults.push((line("any", "", 0), KeyFaultKind::NoWayOut));
            let quit = self.bound.iter().filter(|(_, _, command)| *command == Command::Quit);
            keys.bound.retain(|(_, chord, _)| !quit.clone().any(|(_, other, _)| other == chord));
            keys.bound.extend(quit.copied());
        }
        (keys, faults)
    }
}

impl Workbench {
    /// Takes the user's own keys, as the settings at `path` with this text have them. What is wrong stands as a line.
    pub fn take_keys(&mut self, own: &KeyLines, path: PathBuf, text: &str) {
        let (keys, faults) =
            Keys::built_in().with_own(own, |context, key, nth| key_line(text, context, key, nth));
        self.keys = keys;
        let more = faults.len().saturating_sub(1);
        if let Some((line, kind)) = faults.into_iter().next() {
            self.standing.push(Standing::Keys(Box::new(KeyFault { path, line, kind }), more));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbench::Effect;
    use crate::workbench::tests::desk::monday;

    #[derive(serde::Deserialize)]
    struct File {
        keys: KeyLines,
    }

    fn with(yaml: &str) -> (Keys, Vec<(Option<usize>, KeyFaultKind)>) {
        let text = format!("keys:\n{yaml}");
        let file: File = serde_yaml::from_str(&text).unwrap();
        Keys::built_in().with_own(&file.keys, |context, key, nth| key_line(&text, context, key, nth))
    }

    fn at(keys: &Keys, context: Context, key: &str) -> Option<Command> {
        keys.command(context, &key.parse().unwrap())
    }

    #[test]
    fn an_own_key_holds_over_the_built_in_one_and_is_the_one_to_show() {
        let (keys, faults) = with("  any:\n    X: undo\n    s: note\n  tree:\n    u: redo\n");
        assert_eq!(faults, []);
        assert_eq!(at(&keys, Context::Week, "X"), Some(Command::Undo));
        assert_eq!(at(&keys, Context::Ledger, "s"), Some(Command::Note), "also where a view has its own");
        assert_eq!(at(&keys, Context::Tree, "u"), Some(Command::Redo));
        assert_eq!(at(&keys, Context::Week, "u"), Some(Command::Undo), "elsewhere it is as before");
        assert_eq!(keys.of(Command::Undo).next().unwrap().to_string(), "X");
        assert_eq!(at(&keys, Context::Overlay, "Enter"), Some(Command::Confirm));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_the_rest_works() {
        let (keys, faults) = with(
            "  any:\n    X: undo\n    Hyper-x: undo\n    Z: dance\n  cellar:\n    a: add\n  tree:\n    X: status\n    ？: palette\n",
        );
        assert_eq!(
            faults,
            [
                (Some(4), KeyFaultKind::UnknownKey("Hyper-x".to_owned())),
                (Some(5), KeyFaultKind::UnknownCommand("dance".to_owned())),
                (Some(6), KeyFaultKind::UnknownContext("cellar".to_owned())),
                (Some(9), KeyFaultKind::Twice("X".parse().unwrap(), Command::Undo, Command::Status)),
            ]
        );
        assert_eq!(at(&keys, Context::Tree, "X"), Some(Command::Undo));
        assert_eq!(
            at(&keys, Context::Tree, "?"),
            Some(Command::Palette),
            "a full-width key is its ASCII key"
        );
        assert_eq!(at(&keys, Context::Tree, "Down"), Some(Command::Down));
    }

    #[test]
    fn a_key_can_be_taken_away_but_never_the_last_way_out() {
        let (keys, faults) = with("  any:\n    q:\n    u: ~\n");
        assert_eq!(faults, []);
        assert_eq!(at(&keys, Context::Tree, "q"), None);
        assert_eq!(at(&keys, Context::Tree, "F10"), Some(Command::Quit));
        let (keys, faults) = with("  any: {q: , F10: undo, Ctrl-Q: undo}\n");
        assert_eq!(faults, [(Some(2), KeyFaultKind::NoWayOut)]);
        assert_eq!(at(&keys, Context::Tree, "F10"), Some(Command::Quit));
    }

    #[test]
    fn the_workbench_obeys_own_keys_and_says_what_is_wrong() {
        let mut bench = monday();
        let own: KeyLines = serde_yaml::from_str("any: {Z: undo, X: dance, Y: sing}").unwrap();
        let text = "keys:\n  any: {Z: undo, X: dance, Y: sing}\n";
        bench.take_keys(&own, PathBuf::from("config.yaml"), text);
        assert_eq!(bench.press("Z"), [Effect::Undo]);
        let [Standing::Keys(fault, 1)] = bench.standing() else { panic!("{:?}", bench.standing()) };
        assert_eq!((fault.line, &fault.kind), (Some(2), &KeyFaultKind::UnknownCommand("dance".to_owned())));
        bench.press("Esc");
        assert!(bench.standing().is_empty());
    }
}
