//! What a shell asks while somebody types: `PEIDANG_COMPLETE=bash peidang -- peidang list --unit 住`. The answer is what the
//! word at the caret may become: units, plans, tasks, entries of the data folder that the words themselves name.
//!
//! Invariant: nothing is written, nothing is complained of: where something cannot be read there is nothing to offer.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter};
use clap_complete::env::{Bash, EnvCompleter, Fish, Powershell, Zsh};

use super::argv::Words;
use super::grammar::{self, COMMANDS, Grammar};
use super::options::Early;
use super::output::Output;
use super::{Request, World};
use crate::domain::activity::ActivityKind;
use crate::domain::field::{FIELDS, Field, FieldKind};
use crate::domain::workspace::Workspace;
use crate::search::complete::{Known, complete};
use crate::search::pinyin::Pattern;
use crate::store::fs::RealDisk;
use crate::store::{self, ALL, backup};
use crate::words::{Language, cli, domain, query};

/// The variable in which the scripts name their shell.
pub const VARIABLE: &str = "PEIDANG_COMPLETE";
/// Characters of what a task requires or an entry does.
const ABOUT: usize = 24;

/// Answers the shell that the variable names; none where the words were typed by a person.
pub fn answer(typed: &[OsString], world: &World) -> Option<Request> {
    let shell = (world.variable)(VARIABLE)?.into_string().ok()?;
    let shell = script(&shell)?;
    let (_, words) = typed.split_first().filter(|(mark, words)| *mark == "--" && !words.is_empty())?;
    let sorted = Words::sort(words.iter().skip(1).cloned());
    // What is being typed may be no language yet.
    let early = Early::read(&sorted, world).or_else(|_| Early::read(&Words::default(), world)).ok()?;
    let language = early.language;
    let plan = sorted.value("plan").and_then(|plan| plan.into_string().ok());
    let ground = Arc::new(Ground {
        place: sorted.count().saturating_sub(1),
        reads_file: words.iter().any(|word| word == "read"),
        data: early.into_data(),
        plan,
        language,
        chance: world.chance,
        outline: OnceLock::new(),
        whole: OnceLock::new(),
    });
    let mut page = Vec::new();
    let mut grammar = completed(&ground);
    // Where nothing may stand there is nothing to say.
    let _ = shell.write_complete(&mut grammar, words.to_vec(), Some(Path::new(".")), &mut page);
    let mut out = Output::standard(language);
    let _ = out.raw(&String::from_utf8_lossy(&page)).and_then(|()| out.flush());
    Some(Request::Done(0))
}

/// How a shell of this name asks and is answered.
pub fn script(name: &str) -> Option<&'static dyn EnvCompleter> {
    Some(match name {
        "bash" => &Bash,
        "zsh" => &Zsh,
        "fish" => &Fish,
        "powershell" => &Powershell,
        _ => return None,
    })
}

/// The grammar, with what each of its words may become.
fn completed(ground: &Arc<Ground>) -> Command {
    let asked = |what: What| ArgValueCompleter::new(Asked { what, ground: Arc::clone(ground) });
    let options = |arg: Arg| match arg.get_id().as_str() {
        "unit" | "units" => arg.add(asked(What::Units)),
        "plan" => arg.add(asked(What::Plans)),
        "lang" => arg.value_parser(PossibleValuesParser::new(["zh", "en"])),
        _ => arg,
    };
    let root = grammar::grammar(cli::words(ground.language)).mut_args(options);
    COMMANDS.iter().fold(root, |root, one| {
        root.mut_subcommand(one.name, |command| {
            command.mut_args(|arg| match arg.get_id().as_str() {
                "texts" => arg.hide(false).add(asked(What::Texts(one))),
                _ => options(arg),
            })
        })
    })
}

/// What a word stands for.
#[derive(Clone, Copy)]
enum What {
    Units,
    Plans,
    /// The texts behind a command.
    Texts(&'static Grammar),
}

struct Asked {
    what: What,
    ground: Arc<Ground>,
}

impl ValueCompleter for Asked {
    fn complete(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let Some(text) = typed.to_str() else { return Vec::new() };
        let ground = &*self.ground;
        let offers = match self.what {
            What::Units => ground.units(text),
            What::Plans => ground.plans(text, true),
            What::Texts(command) => match (command.name, ground.place) {
                ("merge", _) | ("sheets", 1..) => return PathCompleter::any().complete(typed),
                ("plan", 1..) if ground.reads_file => return PathCompleter::any().complete(typed),
                (name, _) => ground.texts(name, text).unwrap_or_else(|| first_words(command, text)),
            },
        };
        offers.into_iter().map(Offer::candidate).collect()
    }
}

/// What may stand there, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    text: String,
    about: String,
}

impl Offer {
    fn new(text: &str, about: &str) -> Self {
        Self { text: text.to_owned(), about: about.to_owned() }
    }

    fn plain(text: &str) -> Self {
        Self::new(text, "")
    }

    /// The shells that show what it is have one line for it.
    fn candidate(self) -> CompletionCandidate {
        let about = self.about.chars().take(ABOUT).map(|c| if c.is_control() { ' ' } else { c });
        let about: String = about.collect();
        CompletionCandidate::new(self.text).help((!about.is_empty()).then(|| about.into()))
    }
}

/// The words that may come first behind a command.
fn first_words(command: &Grammar, typed: &str) -> Vec<Offer> {
    command.first_words().filter(|word| word.starts_with(typed)).map(Offer::plain).collect()
}

/// The fields that can be set: by their keys, or by their labels where one began to type those.
fn fields(typed: &str, language: Language) -> Vec<Offer> {
    let set = FIELDS.iter().filter(|field| !matches!(field.kind, FieldKind::Id | FieldKind::Extensions));
    let by_label = typed.starts_with(|c: char| !c.is_ascii());
    let name = |field: &Field| if by_label { field.label } else { field.key };
    set.filter(|field| name(field).starts_with(typed))
        .map(|field| Offer::new(&format!("{}=", name(field)), domain::words(language).field(field.key)))
        .collect()
}

fn kinds(typed: &str, language: Language) -> Vec<Offer> {
    let names = ActivityKind::ALL.into_iter().map(|kind| match language {
        Language::Chinese => kind.word(),
        Language::English => kind.key(),
    });
    names.filter(|name| name.starts_with(typed)).map(Offer::plain).collect()
}

/// Where offers are looked for.
struct Ground {
    data: Option<PathBuf>,
    plan: Option<String>,
    language: Language,
    /// Which of the texts behind the command is being typed: the last.
    place: usize,
    /// Whether a notice is being read: then the words are paths.
    reads_file: bool,
    chance: fn() -> u64,
    /// Notice and units.
    outline: OnceLock<Option<Workspace>>,
    /// All of the plan.
    whole: OnceLock<Option<Workspace>>,
}

impl Ground {
    fn opened(&self) -> Option<store::Outline> {
        store::outline(Arc::new(RealDisk), self.data.as_ref()?, self.plan.as_deref()).ok()
    }

    fn outline(&self) -> Option<&Workspace> {
        self.outline.get_or_init(|| self.opened().map(|outline| outline.workspace().clone())).as_ref()
    }

    fn whole(&self) -> Option<&Workspace> {
        let load = |outline: store::Outline| outline.load(Box::new(self.chance)).workspace().clone();
        self.whole.get_or_init(|| self.opened().map(load)).as_ref()
    }

    /// What the text at this place behind a command may become; none where it is for the command to say.
    fn texts(&self, command: &str, typed: &str) -> Option<Vec<Offer>> {
        Some(match (command, self.place) {
            ("list" | "find" | "due", _) => self.query(typed),
            ("show", _) => [self.tasks(typed), self.units(typed), self.entries(typed)].concat(),
            ("add", 0) => self.tasks(typed),
            ("add", 1) => self.units(typed),
            ("add", _) => fields(typed, self.language),
            ("set", 1..) => [fields(typed, self.language), self.entries(typed)].concat(),
            ("set" | "note" | "extend" | "remove", _) => self.entries(typed),
            ("chase", _) => {
                let list = grammar::named("chase").map(|one| first_words(one, typed)).unwrap_or_default();
                [list, self.units(typed)].concat()
            }
            ("activity", 1..) => [kinds(typed, self.language), self.units(typed)].concat(),
            ("backup", 1..) => self.backups(typed),
            ("plan", 1..) => self.plans(typed, false),
            _ => return None,
        })
    }

    /// The units with a name that begins so, each by that name. Where there is none: the one that is meant by what stands
    /// within its name, or by its sound; several would take away what was typed.
    fn units(&self, typed: &str) -> Vec<Offer> {
        let units = || self.outline().into_iter().flat_map(|workspace| &workspace.roster.units);
        let begun: Vec<_> = units()
            .filter_map(|unit| Some((unit.names().find(|name| name.starts_with(typed))?, unit)))
            .map(|(name, unit)| Offer::new(name, if name == unit.name { "" } else { &unit.name }))
            .collect();
        if !begun.is_empty() {
            return begun;
        }
        let pattern = Pattern::new(typed);
        let mut found = units().filter(|unit| unit.names().any(|name| pattern.find(name).is_some()));
        match (found.next(), found.next()) {
            (Some(unit), None) => vec![Offer::plain(&unit.name)],
            _ => Vec::new(),
        }
    }

    fn plans(&self, typed: &str, together: bool) -> Vec<Offer> {
        let root = self.data.iter();
        let known = root.flat_map(|root| store::plans(&RealDisk, root).unwrap_or_default());
        let all = together.then(|| ALL.to_owned());
        known.chain(all).filter(|id| id.starts_with(typed)).map(|id| Offer::plain(&id)).collect()
    }

    fn tasks(&self, typed: &str) -> Vec<Offer> {
        let tasks = self.outline().into_iter().flat_map(|workspace| workspace.plan.tasks());
        tasks
            .filter(|task| task.number.starts_with(typed))
            .map(|task| Offer::new(&task.number, &task.requirement))
            .collect()
    }

    /// Entries, once something is typed: all of them help nobody.
    fn entries(&self, typed: &str) -> Vec<Offer> {
        if typed.is_empty() {
            return Vec::new();
        }
        let entries = self.whole().into_iter().flat_map(Workspace::entries);
        entries
            .filter(|(_, entry)| entry.id.to_string().starts_with(typed))
            .map(|(_, entry)| {
                let unit = entry.units.first().map_or("", AsRef::as_ref);
                Offer::new(&entry.id.to_string(), &format!("{unit} {}", entry.measure))
            })
            .collect()
    }

    fn backups(&self, typed: &str) -> Vec<Offer> {
        let Some(outline) = self.opened() else { return Vec::new() };
        let found = backup::list(&RealDisk, outline.layout()).unwrap_or_default();
        found.iter().filter(|one| one.name.starts_with(typed)).map(|one| Offer::plain(&one.name)).collect()
    }

    /// A word of a query: a condition that is half typed, or the name of a unit, a light or a status.
    fn query(&self, typed: &str) -> Vec<Offer> {
        let Some(workspace) = self.outline() else { return Vec::new() };
        let (vocabulary, english) = (query::vocabulary(), self.language == Language::English);
        let known = Known::of(workspace, vocabulary, english);
        if let Some(found) = complete(typed, typed.chars().count(), &known) {
            let before: String = typed.chars().take(found.range.start).collect();
            let offers = found.offers.iter().zip(&found.about);
            return offers.map(|(offer, about)| Offer::new(&format!("{before}{offer}"), about)).collect();
        }
        let named = vocabulary.lights.iter().chain(vocabulary.statuses);
        let words =
            named.filter_map(|(key, words)| if english { Some(*key) } else { words.first().copied() });
        let mut offers: Vec<_> = words.filter(|word| word.starts_with(typed)).map(Offer::plain).collect();
        offers.extend(self.units(typed));
        offers
    }
}
