//! Opening the workbench: data, look, threads, terminal; and giving the terminal back.

use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

use chrono::NaiveDateTime;
use ratatui::Terminal;

use super::answers::may_ask;
use super::hearsay::Hearsay;
use super::keeper::Keeper;
use super::quiet::Quiet;
use super::reading::{self, Prepared};
use super::tutorial::{self, Shared};
use super::{
    Doors, End, Event, Gate, Guard, Halves, Historian, Inlet, KeepFilter, Reporter, Searcher, clipboard,
    editor, listen, run,
};
use crate::domain::light::Day;
use crate::domain::report::Period;
use crate::domain::rows::Rows;
use crate::domain::workdays::Calendar;
use crate::exchange::chase::Templates;
use crate::screen::look::{Look, Wishes};
use crate::screen::settings::slips;
use crate::search::facts::{ChangedDays, changed_days};
use crate::search::plain::PlainWords;
use crate::store::config::{self, AmbiguousWidth, Config};
use crate::store::draft;
use crate::store::fault::Fault;
use crate::store::fs::{Disk, RealDisk};
use crate::store::layout::Layout;
use crate::store::saver::{Order, Report, Saver};
use crate::store::state::State;
use crate::store::{self, OpenError, Outline, Stamp, Store, shelf, watch};
use crate::words::{Language, cli, commands, domain, fault, news, query, report, screen};
use crate::workbench::filter::Filtering;
use crate::workbench::keys::Keys;
use crate::workbench::loading::Loaded;
use crate::workbench::memory::Resume;
use crate::workbench::notice::Notice;
use crate::workbench::overlay::CommandTexts;
use crate::workbench::plans::Destination;
use crate::workbench::search::plain;
use crate::workbench::templates::templates;
use crate::workbench::tree::Node;
use crate::workbench::{Opening, Workbench};
use crate::workbench::{papers, weekly};

/// What the workbench is opened with.
pub struct Start {
    /// The data folder.
    pub data: PathBuf,
    /// The plan asked for.
    pub plan: Option<String>,
    /// The notice whose review is asked for.
    pub review: Option<PathBuf>,
    /// The language of the screen.
    pub language: Language,
    /// 经办人.
    pub by: String,
    /// The user's settings.
    pub config: Config,
    /// What of them could not be read.
    pub config_faults: Vec<Fault>,
    /// The moment; on a day given by `--today` the day stands still.
    pub now: Arc<dyn Fn() -> NaiveDateTime>,
    /// Fresh randomness.
    pub chance: fn() -> u64,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// The terminal says that it has all colours.
    pub truecolor: bool,
    /// VISUAL, else EDITOR.
    pub editor: Option<String>,
    /// `TMUX`: set where that is around it, with a buffer of its own to paste from.
    pub tmux: Option<OsString>,
    /// `STY`: set where GNU screen is around it, which keeps a lone `Esc` back until the next key while the mouse is asked for.
    pub screen: Option<OsString>,
    /// `TERM`.
    pub terminal: Option<String>,
    /// Whether it is the tutorial.
    pub tutorial: bool,
}

impl Start {
    /// What decides how it looks.
    fn wishes(&self) -> Wishes {
        Wishes {
            language: self.language,
            theme: self.config.theme.clone(),
            wide: self.config.ambiguous_width.and_then(AmbiguousWidth::wide),
            no_color: self.no_color,
            truecolor: self.truecolor,
        }
    }
}

/// Why the workbench cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Input or output is no terminal, or one that cannot place text.
    #[error("this is no terminal")]
    NoTerminal,
    /// The data folder cannot be made.
    #[error("{path}: {error}")]
    Folder {
        /// Where.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// The plan cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The terminal would not.
    #[error(transparent)]
    Terminal(#[from] io::Error),
}

impl StartError {
    /// The exit code and the sentence: 2 where the program was called in the wrong place, else 1.
    pub fn said(&self, language: Language) -> (u8, String) {
        match self {
            Self::NoTerminal => (2, cli::words(language).no_terminal.clone()),
            Self::Folder { path, error } => (1, fault::disk(path, error, language)),
            Self::Open(error) => (1, fault::open(error, language)),
            Self::Terminal(error) => (1, error.to_string()),
        }
    }
}

/// Opens the workbench and runs it until the person leaves; another plan is another round.
pub fn open(start: &Start) -> Result<(), StartError> {
    let dumb = start.terminal.as_deref().is_none_or(|name| name.is_empty() || name == "dumb");
    if dumb || !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(StartError::NoTerminal);
    }
    let texts = texts_beside(start.language);
    let fresh = store::prepare(&RealDisk, &start.data)
        .map_err(|error| StartError::Folder { path: start.data.clone(), error })?;
    let mut stage = None;
    let mut round = match &start.review {
        None => Round::of(start.plan.clone(), Vec::new()),
        Some(path) => {
            let known = store::plans(&RealDisk, &start.data).unwrap_or_default();
            let here = start.plan.clone().or_else(|| shelf::usual(&RealDisk, &start.data, &known));
            review(start, path, here, Vec::new())
        }
    };
    (round.fresh, round.texts) = (fresh && round.review.is_none(), texts);
    loop {
        let plan = round.plan.clone();
        let (end, typed) = match opened(start, &mut stage, round) {
            // A plan that cannot be opened is no reason to leave: one stays where one was.
            Err(StartError::Open(error)) if stage.is_some() => {
                let back = stage.as_ref().and_then(|stage| stage.plan.clone());
                if back == plan {
                    return Err(StartError::Open(error));
                }
                let said = Notice::Text(fault::open(&error, start.language));
                round = Round { said: Some(said), ..Round::of(back, Vec::new()) };
                continue;
            }
            outcome => outcome?,
        };
        let here = stage.as_ref().and_then(|stage| stage.plan.clone());
        round = match end {
            End::Left | End::Ended => return Ok(()),
            End::Go(Destination::Plan(id)) => Round::of(Some(id), typed),
            End::Go(Destination::Notice(path)) => review(start, &path, here, typed),
        };
    }
}

/// The round in which a notice is reviewed; where it cannot be read, the plan that was open with why.
fn review(start: &Start, path: &Path, here: Option<String>, typed: Vec<Event>) -> Round {
    let back = here.clone().unwrap_or_default();
    let holidays = Layout::new(&start.data, "").holidays();
    let calendar = config::calendar(&RealDisk, &holidays).unwrap_or_else(|_| Calendar::built_in());
    let day = ((start.now)().date(), &calendar);
    match reading::prepare(path, &start.data, &back, day, start.language) {
        Ok(prepared) => Round { review: Some(prepared), ..Round::of(Some(reading::ID.to_owned()), typed) },
        Err(why) => Round { said: Some(Notice::Text(why)), ..Round::of(here, typed) },
    }
}

/// One plan, from its opening until one leaves it.
struct Round {
    /// The plan asked for.
    plan: Option<String>,
    /// The notice that is reviewed, if this is a review.
    review: Option<Prepared>,
    /// The very first start.
    fresh: bool,
    /// The thread that reads the embedded texts.
    texts: Option<JoinHandle<()>>,
    /// What was typed and not yet taken when the last plan was left.
    typed: Vec<Event>,
    /// What is said first.
    said: Option<Notice>,
}

impl Round {
    fn of(plan: Option<String>, typed: Vec<Event>) -> Self {
        Self { plan, review: None, fresh: false, texts: None, typed, said: None }
    }
}

/// The terminal, which stays while plans come and go.
struct Stage {
    terminal: Terminal<Quiet<io::Stdout>>,
    inlet: Inlet,
    gate: Gate,
    /// What the terminal tells of itself.
    hearsay: Hearsay,
    /// The plan that is open.
    plan: Option<String>,
    /// 教程, where that is what runs.
    tutorial: Option<Shared>,
    /// Gives the terminal back when all is over.
    _guard: Guard,
}

impl Stage {
    fn take(inlet: Inlet, hearsay: Hearsay, tutorial: Option<Shared>, mouse: bool) -> io::Result<Self> {
        let guard = Guard::take(mouse)?;
        let asked = hearsay.ask(&mut io::stdout());
        let terminal = Terminal::new(Quiet::new(io::stdout()))?;
        let gate = Gate::default();
        listen(&inlet, &gate, asked);
        Ok(Self { terminal, inlet, gate, hearsay, plan: None, tutorial, _guard: guard })
    }
}

/// Opens one plan and runs until it is left. What was typed meanwhile and not taken goes on with the next.
fn opened(start: &Start, stage: &mut Option<Stage>, round: Round) -> Result<(End, Vec<Event>), StartError> {
    let disk = Arc::new(RealDisk);
    let Round { plan, review, fresh, texts, typed, said } = round;
    let data = review.as_ref().map_or(start.data.as_path(), |review| review.folder.path());
    let outline = store::outline(disk.clone(), data, plan.as_deref())?;
    let mut faults = start.config_faults.clone();
    if !start.tutorial {
        let settings = Layout::new(&start.data, "").config();
        let text = config::user_text(disk.as_ref(), &settings).ok().flatten().unwrap_or_default();
        faults.extend(slips(&start.config, &text, &settings));
    }
    let calendar = config::calendar(disk.as_ref(), &outline.layout().holidays()).unwrap_or_else(|fault| {
        faults.push(fault);
        Calendar::built_in()
    });
    let day = Day {
        today: (start.now)().date(),
        calendar: calendar.clone(),
        thresholds: start.config.thresholds(),
    };
    let layout = outline.layout().clone();
    let kept = State::read(disk.as_ref(), &layout.state());
    let resume = Resume::of(kept.as_ref(), fresh, layout.plan_id(), day.today);
    let mut workbench = bench(start, &outline, &day, fresh, (kept.as_ref(), &resume), faults.clone());
    if let Some(review) = &review {
        workbench.review_notice(review.reading.clone());
    }
    if let Some(kept) = kept.as_ref().filter(|kept| review.is_none() && news::is_new(kept.version.as_deref()))
    {
        workbench.upgraded(kept.version.clone());
    }
    if let Some(said) = said {
        workbench.notice(said);
    }
    if let Some(texts) = texts {
        let _ = texts.join();
    }
    let (send, events) = channel();
    for event in typed {
        let _ = send.send(event);
    }
    let stage = match stage {
        Some(stage) => {
            stage.inlet.turn_to(send.clone());
            stage
        }
        none => {
            let hearsay = Hearsay::of(kept.as_ref(), start.terminal.as_deref().unwrap_or_default());
            let tutorial = start.tutorial.then(Shared::default);
            none.insert(Stage::take(Inlet::new(send.clone()), hearsay, tutorial, start.screen.is_none())?)
        }
    };
    let look = start.wishes().look(stage.hearsay.told.get());
    if review.is_none() {
        stage.plan = Some(layout.plan_id().to_owned());
    }
    // Before anything else is read or begun, the plan's tree is there.
    let lesson = stage.tutorial.clone();
    let mut halves = Halves::default();
    stage
        .terminal
        .draw(|frame| tutorial::paint(frame, &mut workbench, &look, lesson.as_ref(), &mut halves))?;
    let rest =
        Rest { outline, day: day.clone(), faults, selected: resume.selected.clone(), chance: start.chance };
    let loads = send.clone();
    let saver = Saver::opening(move || rest.load(&loads), tell(&send));
    // What was edited outside since the last time is recorded now, not with the next change.
    saver.order(Order::Sync(Stamp { at: (start.now)(), by: start.by.clone() }));
    let began = (start.now)();
    saver.order(Order::Work(Box::new(move |store| {
        // A backup that fails stops nobody: `backup now` says why.
        let _ = store.backup_of_the_day(began);
    })));
    let hints = send.clone();
    let _watcher = watch::watch(data, move || {
        let _ = hints.send(Event::Disk);
    });
    let doors = Doors { halves, ..doors(start, (send, saver), &layout, &day, look, stage) };
    let end = run(&mut stage.terminal, &mut workbench, &events, doors);
    // Where one was is a convenience: leaving never fails because of it. Neither several plans as one nor a review is what
    // to open the next time.
    if review.is_none() && !workbench.workspace().is_combined() {
        let resting = workbench.resting(layout.plan_id(), kept, stage.hearsay.kept());
        let _ = resting.write(disk.as_ref(), &layout.state());
    }
    let typed = events.try_iter().filter(|event| matches!(event, Event::Input(_) | Event::Ended)).collect();
    Ok((end?, typed))
}

/// The workbench of a plan of which only the outline is read.
fn bench(
    start: &Start,
    outline: &Outline,
    day: &Day,
    fresh: bool,
    (kept, resume): (Option<&State>, &Resume),
    faults: Vec<Fault>,
) -> Workbench {
    let workspace = outline.workspace().clone();
    let layout = outline.layout();
    let mut workbench = Workbench::new(Opening {
        rows: Rows::outline(&workspace, day.clone()),
        workspace,
        today: day.today,
        by: start.by.clone(),
        first_run: fresh.then(|| start.data.clone()),
        faults,
        chance: Box::new(start.chance),
        // The palette, which wants them, opens when all is read.
        texts: CommandTexts::default(),
        office: start.config.office.clone(),
        resume: resume.clone(),
        filtering: Filtering::new(query::vocabulary(), ChangedDays::new(), start.config.filters.clone()),
    });
    workbench.recall_export(kept);
    workbench.recall_queries(kept.map_or(&[], |kept| &kept.queries));
    let settings = RealDisk.read(&layout.config()).unwrap_or_default();
    workbench.take_keys(&start.config.keys, layout.config(), &String::from_utf8_lossy(&settings));
    workbench
}

/// What the loop works with.
fn doors(
    start: &Start,
    (send, saver): (Sender<Event>, Saver),
    layout: &Layout,
    day: &Day,
    look: Look,
    stage: &Stage,
) -> Doors {
    let (calendar, language) = (day.calendar.clone(), start.language);
    Doors {
        searcher: searcher(send.clone(), layout.words()),
        history: historian(send.clone()),
        edit: editor::door(
            start.editor.clone().unwrap_or_else(|| config::USUAL_EDITOR.to_owned()),
            start.data.join("edit.yaml"),
            RealDisk,
            stage.gate.clone(),
            start.language,
        ),
        saver,
        now: Box::new({
            let now = Arc::clone(&start.now);
            move || now()
        }),
        copy: copier(send.clone(), start),
        save_filter: filter_keeper(send.clone(), start.data.clone()),
        sheets: super::sheets::worker(
            send.clone(),
            super::sheets::Ground {
                calendar: calendar.clone(),
                thresholds: start.config.thresholds(),
                language,
            },
        ),
        open: opener(send.clone()),
        plans: super::plans::lister(
            send.clone(),
            start.data.clone(),
            layout.plan_id().to_owned(),
            day.clone(),
        ),
        save_plan: reading::keeper(send.clone(), start.data.clone(), language),
        report: reporter(send, start.config.clone(), start.by.clone(), calendar, language),
        look,
        told: stage.hearsay.relook(start.wishes()),
        keep: Keeper::default(),
        tutorial: stage.tutorial.clone(),
        halves: Halves::default(),
    }
}

/// The searcher, with the user's own plain words; what is wrong with them is said by who reads the rest.
fn searcher(send: Sender<Event>, words: PathBuf) -> Searcher {
    let plain = move || plain::read(&RealDisk, &words).unwrap_or_else(|_| PlainWords::built_in().clone());
    Searcher::start(plain, move |number, results| {
        let _ = send.send(Event::Found { number, results });
    })
}

/// The day of the last weekly report that was kept.
fn last_report(store: &Store) -> Option<chrono::NaiveDate> {
    let snapshots = store.snapshots();
    let names = snapshots.names(Period::Week).ok()?;
    names.iter().rev().find_map(|name| snapshots.head(name).ok().flatten()).map(|one| one.to.date())
}

/// Reads the embedded texts that the first frame shows on a thread of its own, while the plan is being read.
fn texts_beside(language: Language) -> Option<JoinHandle<()>> {
    let work = move || {
        screen::words(language);
        domain::words(language);
        commands::SECTION.of(language);
        Keys::built_in();
    };
    std::thread::Builder::new().name("texts".to_owned()).spawn(work).ok()
}

/// Keeps what was read for the next start, on a thread that nobody waits for: it is disposable.
fn keep_aside(read: Option<store::Keep>, disk: &Arc<dyn Disk>) {
    if let Some(read) = read {
        let disk = Arc::clone(disk);
        let _ = std::thread::Builder::new().name("cache".to_owned()).spawn(move || read.write(disk.as_ref()));
    }
}

/// What is read once the plan's tree is on the screen.
struct Rest {
    outline: Outline,
    day: Day,
    /// What is wrong with the settings.
    faults: Vec<Fault>,
    selected: Option<Node>,
    chance: fn() -> u64,
}

impl Rest {
    /// Reads it, hands it to the loop, and goes on with what is needed later.
    fn load(self, send: &Sender<Event>) -> Store {
        let Self { outline, day, mut faults, selected, chance } = self;
        let mut store = outline.load(Box::new(chance));
        let (disk, layout) = (Arc::clone(store.disk()), store.layout().clone());
        // Most have no words of their own, and the built-in ones take their time.
        if !matches!(config::words(disk.as_ref(), &layout.words()), Ok(None)) {
            faults.extend(plain::read(disk.as_ref(), &layout.words()).err());
        }
        let workspace = store.workspace().clone();
        let mut all = faults;
        let letters = templates(&layout.chase_texts()).unwrap_or_else(|fault| {
            all.push(fault);
            Templates::built_in().clone()
        });
        let loaded = Loaded {
            letters,
            reported: last_report(&store),
            rows: Rows::build(&workspace, day),
            workspace,
            faults: store.faults().iter().cloned().chain(all).collect(),
            drafts: draft::read(disk.as_ref(), &layout),
            selected,
            texts: commands::texts(),
        };
        let _ = send.send(Event::Loaded(Box::new(loaded)));
        keep_aside(store.take_read(), &disk);
        // A year's journals are long, and only a filter by days of change asks for them.
        let send = send.clone();
        let work = move || {
            let days = changed_days(&store::changes(disk.as_ref(), &layout).0);
            let _ = send.send(Event::ChangedDays(days));
        };
        let _ = std::thread::Builder::new().name("journals".to_owned()).spawn(work);
        store
    }
}

/// Hands what the saver says to the loop.
fn tell(send: &Sender<Event>) -> impl Fn(Report) + Send + 'static {
    let send = send.clone();
    move |report| {
        let _ = send.send(Event::Saver(Box::new(report)));
    }
}

/// Hands a text to the terminal at once, and to the rest on a thread of its own.
fn copier(send: Sender<Event>, start: &Start) -> Box<dyn Fn(String)> {
    let (file, in_tmux) = (start.data.join("clipboard.txt"), start.tmux.is_some());
    let hears = may_ask(start.terminal.as_deref().unwrap_or_default());
    Box::new(move |text| {
        let terminal = hears && clipboard::tell_terminal(&text, &mut io::stdout()).unwrap_or(false);
        let (send, file) = (send.clone(), file.clone());
        let work = move || {
            let copied = clipboard::copy(&text, terminal, in_tmux, &RealDisk, &file);
            let _ = send.send(Event::Say(Notice::Copied(copied)));
        };
        let _ = std::thread::Builder::new().name("clipboard".to_owned()).spawn(work);
    })
}

/// Reads the changes of an item in the saver's turn, so that those made before the key are among them.
fn historian(send: Sender<Event>) -> Historian {
    Box::new(move |saver, about| {
        let send = send.clone();
        saver.order(Order::Work(Box::new(move |store| {
            let changes = about.versions(store.changes().0);
            let _ = send.send(Event::History { about, changes });
        })));
    })
}

/// Writes a filter into the settings: done by the saver in its turn, so that no key waits for the disk.
fn filter_keeper(send: Sender<Event>, data: PathBuf) -> KeepFilter {
    Box::new(move |saver, name, query| {
        let (send, path) = (send.clone(), Layout::new(&data, "").config());
        saver.order(Order::Work(Box::new(move |store| {
            let notice = match config::save_filter(store.disk().as_ref(), &path, &name, query.as_deref()) {
                Ok(()) if query.is_some() => Notice::FilterSaved(name),
                Ok(()) => Notice::FilterRemoved(name),
                Err(error) => Notice::FilterNotSaved(error.to_string()),
            };
            let _ = send.send(Event::Say(notice));
        })));
    })
}

/// Orders a paper: made by the saver in its turn, so that it holds every change made before the key.
fn reporter(
    send: Sender<Event>,
    config: Config,
    by: String,
    calendar: Calendar,
    language: Language,
) -> Reporter {
    let config = Config { by: Some(by), ..config };
    Box::new(move |saver, stamp, ask| {
        let (send, config, calendar) = (send.clone(), config.clone(), calendar.clone());
        saver.order(Order::Work(Box::new(move |store| {
            let order = weekly::Order {
                now: stamp.at,
                config: &config,
                calendar: &calendar,
                kind: ask.kind.period().unwrap_or_default(),
                period: None,
                note: None,
            };
            let why = |error| report::weekly(&error, language);
            let _ = if ask.write {
                send.send(Event::ReportWritten(papers::export(store, &order, &ask).map_err(why)))
            } else {
                let seen = papers::seen(store, &order, ask.kind).map_err(why);
                send.send(Event::ReportSeen { number: ask.number, seen })
            };
        })));
    })
}

/// Opens a file with the desktop's own program, on a thread of its own: some wait for it.
fn opener(send: Sender<Event>) -> Box<dyn Fn(PathBuf)> {
    Box::new(move |path| {
        let send = send.clone();
        let work = move || {
            if let Err(error) = super::opener::open(&path) {
                let _ = send.send(Event::Say(Notice::NotOpened(error)));
            }
        };
        let _ = std::thread::Builder::new().name("opener".to_owned()).spawn(work);
    })
}
