//! The loop against a disk that blocks and a backend in memory.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::backend::TestBackend;

use super::*;
use crate::domain::light::{Day, Thresholds};
use crate::domain::rows::Rows;
use crate::domain::workdays::Calendar;
use crate::screen::draw::draw;
use crate::screen::glyphs::Glyphs;
use crate::screen::theme::Theme;
use crate::store::fs::model::{Fate, ModelDisk};
use crate::store::{open, prepare};
use crate::words::{Language, commands};
use crate::workbench::Opening;

/// A test waits for the thing, this long at most.
const PATIENCE: Duration = Duration::from_secs(30);

struct Desk {
    disk: ModelDisk,
    terminal: Terminal<TestBackend>,
    workbench: Workbench,
    doors: Doors,
    events: Receiver<Event>,
    /// What the searcher is asked; it never answers by itself.
    questions: Receiver<Question>,
}

impl Desk {
    fn new() -> Self {
        let disk = ModelDisk::default();
        let root = Path::new("/data");
        prepare(&disk, root).unwrap();
        let store = open(Arc::new(disk.clone()), root, None, Box::new(|| 42)).unwrap();
        let today = NaiveDate::from_ymd_opt(2024, 7, 8).unwrap();
        let day = Day { today, calendar: Calendar::built_in(), thresholds: Thresholds::default() };
        let workspace = store.workspace().clone();
        let workbench = Workbench::new(Opening {
            rows: Rows::build(&workspace, day),
            workspace,
            today,
            by: "张某".to_owned(),
            first_run: None,
            faults: Vec::new(),
            chance: Box::new(|| 7),
            texts: commands::texts(),
            filtering: crate::workbench::filter::Filtering::default(),
            office: None,
            resume: crate::workbench::memory::Resume::default(),
        });
        let (send, events) = channel();
        let saver = Saver::start(store, move |report| drop(send.send(Event::Saver(Box::new(report)))));
        let look = Look { language: Language::Chinese, theme: Theme::plain(), glyphs: Glyphs::narrow() };
        let again = Look { theme: Theme::by_name("light").unwrap(), ..look.clone() };
        let (ask, questions) = channel();
        let doors = Doors {
            saver,
            now: Box::new(move || today.and_hms_opt(9, 0, 0).unwrap_or_default()),
            copy: Box::new(drop),
            report: Box::new(|_, _, _| {}),
            open: Box::new(|_| {}),
            save_filter: Box::new(|_, _, _| {}),
            told: Box::new(move |_| again.clone()),
            look,
            searcher: Searcher::asking(ask),
            history: Box::new(|_, _| {}),
            edit: Box::new(|text| Ok(text.to_owned())),
            sheets: Box::new(|_, _, _| {}),
            keep: super::Keeper::default(),
            plans: Box::new(|| {}),
            save_plan: Box::new(|_, _| {}),
            tutorial: None,
            halves: Halves::default(),
        };

        let terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        Self { disk, terminal, workbench, doors, events, questions }
    }

    fn keys(&mut self, keys: &str) {
        for c in keys.chars() {
            let code = if c == '\r' { KeyCode::Enter } else { KeyCode::Char(c) };
            let input = Input::Key(KeyEvent::new(code, KeyModifiers::NONE));
            take(&mut self.workbench, Event::Input(input), &self.doors);
        }
    }

    /// Takes what the saver says, as the loop does.
    fn hear_one(&mut self) {
        let event = self.events.recv_timeout(PATIENCE).unwrap();
        take(&mut self.workbench, event, &self.doors);
    }

    fn screen(&mut self) -> String {
        self.terminal.draw(|frame| draw(frame, &mut self.workbench, &self.doors.look)).unwrap();
        self.doors.searcher.go();
        let buffer = self.terminal.backend().buffer();
        let width = usize::from(buffer.area.width);
        let rows: Vec<String> = buffer
            .content
            .chunks(width)
            .map(|row| {
                let mut skip = 0;
                let mut text = String::new();
                for cell in row {
                    if skip == 0 {
                        text.push_str(cell.symbol());
                        skip = crate::screen::text::width(cell.symbol()).max(1);
                    }
                    skip -= 1;
                }
                text
            })
            .collect();
        rows.join("\n")
    }
}

mod loading;

#[test]
fn while_the_disk_blocks_the_screen_says_unsaved_and_keys_still_answer() {
    let mut desk = Desk::new();
    desk.disk.block(true);
    desk.keys("js2");
    let screen = desk.screen();
    assert!(screen.contains("未保存"), "{screen}");
    assert!(screen.contains("推进中"), "{screen}");
    // The next keys answer while the first change still waits.
    desk.keys("n电话已问\r");
    let screen = desk.screen();
    assert!(screen.contains("电话已问"), "{screen}");
    desk.keys("j");
    assert!(desk.screen().lines().any(|line| line.starts_with('>') && line.contains(" 3 ")));
    assert!(desk.screen().contains("未保存"));
    desk.disk.block(false);
    while !desk.workbench.saving().is_saved() {
        desk.hear_one();
    }
    let screen = desk.screen();
    assert!(screen.contains("已保存") && !screen.contains("未保存"), "{screen}");
}

#[test]
fn a_full_disk_is_said_with_its_reason_and_leaving_asks() {
    let mut desk = Desk::new();
    for call in (1..200).step_by(3) {
        desk.disk.at(call, Fate::Fail(io::ErrorKind::StorageFull));
    }
    desk.keys("js2");
    while desk.workbench.saving().trouble().is_none() {
        desk.hear_one();
    }
    let screen = desk.screen();
    assert!(screen.contains("未保存"), "{screen}");
    assert!(screen.contains("journal"), "the reason names the file: {screen}");
    let leave = |desk: &mut Desk| {
        let key = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        matches!(take(&mut desk.workbench, Event::Input(Input::Key(key)), &desk.doors), After::End(End::Left))
    };
    assert!(!leave(&mut desk));
    assert!(desk.screen().contains("未保存"));
    assert!(leave(&mut desk));
}

#[test]
fn a_change_from_outside_keeps_the_own_unsaved_one() {
    let mut desk = Desk::new();
    let mut other = open(Arc::new(desk.disk.clone()), Path::new("/data"), None, Box::new(|| 99)).unwrap();
    desk.keys("js2");
    while !desk.workbench.saving().is_saved() {
        desk.hear_one();
    }
    // Another process notes progress on task 19, while here a note waits for a blocked disk.
    let calendar = Calendar::built_in();
    let stamp = Stamp { at: (desk.doors.now)(), by: "李某".to_owned() };
    other.sync(&stamp).unwrap();
    let edit_desk = crate::domain::edit::Desk {
        workspace: other.workspace(),
        calendar: &calendar,
        today: stamp.at.date(),
        by: "李某",
    };
    let id = crate::domain::entry::EntryId::from_text("19-aaaaa");
    let units = vec!["区民政局".to_owned()];
    let draft = crate::domain::edit::add(&edit_desk, 19, units, &[], id.clone()).unwrap();
    other.commit(draft, &stamp).unwrap();
    desk.disk.block(true);
    desk.keys("n电话已问\r");
    take(&mut desk.workbench, Event::Disk, &desk.doors);
    desk.disk.block(false);
    while desk.workbench.workspace().entry(&id).is_none() {
        desk.hear_one();
    }
    assert!(desk.screen().contains("电话已问"));
    while !desk.workbench.saving().is_saved() {
        desk.hear_one();
    }
    other.sync(&stamp).unwrap();
    assert_eq!(other.workspace(), desk.workbench.workspace());
}

#[test]
fn a_searcher_that_never_answers_still_shows_letters_and_obeys_esc() {
    let mut desk = Desk::new();
    let before = desk.screen();
    desk.keys("/");
    for typed in ["z", "c", "民", "政"] {
        desk.keys(typed);
        assert!(desk.screen().contains(typed));
    }
    let screen = desk.screen();
    assert!(screen.contains("zc民政") && screen.contains("正在查找"), "{screen}");
    desk.keys("\r");
    assert!(desk.screen().contains("还在查找"));
    let esc = Input::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
    take(&mut desk.workbench, Event::Input(esc), &desk.doors);
    assert_eq!(desk.screen(), before);
    // The data is handed over once, not with every key.
    let asked: Vec<Question> = desk.questions.try_iter().collect();
    assert_eq!(asked.len(), 4);
    assert_eq!(asked.iter().filter(|one| one.snapshot.is_some()).count(), 1);
}

#[test]
fn what_is_typed_at_once_into_the_search_is_asked_once_and_keys_behind_it_keep_their_order() {
    let mut desk = Desk::new();
    desk.keys("/");
    let key = |code| Event::Input(Input::Key(KeyEvent::new(code, KeyModifiers::NONE)));
    let (send, events) = channel();
    let typed = "政务公开".chars().map(KeyCode::Char).chain([KeyCode::Backspace, KeyCode::Char('!')]);
    typed.for_each(|code| send.send(key(code)).unwrap());
    let mut next = events.try_recv().ok();
    let mut kinds = Vec::new();
    while let Some(event) = next {
        let (event, behind) = burst::gathered(event, &mut desk.workbench, &events);
        kinds.push(matches!(event, Event::Input(Input::Paste(_))));
        take(&mut desk.workbench, event, &desk.doors);
        next = behind.or_else(|| events.try_recv().ok());
    }
    assert_eq!(kinds, [true, false, false]);
    // The cores are the frame's until it is written; then the newest is asked, with the data that came with the first.
    assert!(desk.questions.try_recv().is_err());
    assert!(desk.screen().contains("政务公!"), "{}", desk.screen());
    let asked: Vec<Question> = desk.questions.try_iter().collect();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].snapshot.is_some());
    // Elsewhere each character stays a key.
    let mut desk = Desk::new();
    desk.keys("jn");
    send.send(key(KeyCode::Char('2'))).unwrap();
    let (event, _) = burst::gathered(key(KeyCode::Char('1')), &mut desk.workbench, &events);
    assert!(matches!(event, Event::Input(Input::Key(_))));
}

#[test]
fn a_panic_in_the_loop_still_saves_what_was_typed() {
    let mut desk = Desk::new();
    desk.disk.block(true);
    desk.keys("js2");
    let model = desk.disk.clone();
    let today = NaiveDate::from_ymd_opt(2024, 7, 8).unwrap();
    let count = std::cell::Cell::new(0);
    desk.doors.now = Box::new(move || {
        count.set(count.get() + 1);
        assert!(count.get() < 3, "a mistake while drawing");
        today.and_hms_opt(9, 0, 0).unwrap()
    });
    let (send, events) = channel();
    for c in ['j', 's', '4'] {
        let key = KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
        send.send(Event::Input(Input::Key(key))).unwrap();
    }
    let Desk { mut workbench, doors, .. } = desk;
    let viewport = ratatui::Viewport::Fixed(ratatui::layout::Rect::new(0, 0, 80, 24));
    let backend = ratatui::backend::CrosstermBackend::new(Vec::new());
    let mut terminal = Terminal::with_options(backend, ratatui::TerminalOptions { viewport }).unwrap();
    let freed = model.clone();
    let freeing = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(50));
        freed.block(false);
        // More turns of the loop, one of which goes wrong; the way to it stays open until then.
        for _ in 0..10 {
            let key = KeyEvent::new(KeyCode::Char('k'), KeyModifiers::NONE);
            let _ = send.send(Event::Input(Input::Key(key)));
            std::thread::sleep(Duration::from_millis(20));
        }
        send
    });
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        run(&mut terminal, &mut workbench, &events, doors)
    }));
    assert!(outcome.is_err());
    drop(freeing.join().unwrap());
    let store = open(Arc::new(model), Path::new("/data"), None, Box::new(|| 1)).unwrap();
    assert!(store.workspace().entries().count() >= 1);
}

#[test]
fn a_panic_of_the_saver_is_said_and_leaving_asks() {
    let mut desk = Desk::new();
    desk.disk.at(1, Fate::Panic);
    desk.keys("js2");
    while desk.workbench.saving().trouble().is_none() {
        desk.hear_one();
    }
    let screen = desk.screen();
    assert!(screen.contains("未保存") && screen.contains("内部出错"), "{screen}");
    let key = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
    let after = take(&mut desk.workbench, Event::Input(Input::Key(key)), &desk.doors);
    assert!(!matches!(after, After::End(_)));
}
