//! Between the first frame and the data.

use std::collections::VecDeque;

use ratatui::layout::Rect;
use ratatui::{TerminalOptions, Viewport};

use super::quiet::Quiet;
use super::*;
use crate::domain::status::Status;
use crate::workbench::loading::Loaded;

/// A desk on which only the plan is read, and what will be read.
fn loading() -> (Desk, Box<Loaded>) {
    let mut desk = Desk::new();
    let workspace = desk.workbench.workspace().clone();
    let day = desk.workbench.rows().day().clone();
    let today = day.today;
    desk.workbench = Workbench::new(Opening {
        rows: Rows::outline(&workspace, day.clone()),
        workspace: workspace.clone(),
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
    let rows = Rows::build(&workspace, day);
    let texts = commands::texts();
    let loaded = Loaded {
        workspace,
        rows,
        faults: Vec::new(),
        drafts: Vec::new(),
        selected: None,
        texts,
        letters: crate::exchange::chase::Templates::built_in().clone(),
        reported: None,
    };
    (desk, Box::new(loaded))
}

/// A screen that nobody sees.
fn screen() -> Terminal<Quiet<io::Sink>> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, 80, 24));
    Terminal::with_options(Quiet::new(io::sink()), TerminalOptions { viewport }).unwrap()
}

fn typed(keys: &str) -> Vec<Event> {
    let event = |c| Event::Input(Input::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)));
    keys.chars().map(event).collect()
}

#[test]
fn what_is_typed_before_the_data_is_read_is_done_in_its_order_and_none_is_lost() {
    let (mut desk, loaded) = loading();
    let mut waiting = VecDeque::new();
    let screen = desk.screen();
    assert!(screen.contains("正在读取") && screen.contains("公开"), "{screen}");
    let counts = screen.lines().nth(1).unwrap_or_default();
    assert!(!counts.contains("逾期") && !counts.contains("待报送"), "nobody is accused: {screen}");
    assert!(!screen.contains("0/0"), "{screen}");
    // One down at once; what follows the status key waits behind it, the second down too.
    for event in typed("js2jj") {
        assert!(matches!(take_in_turn(&mut desk.workbench, event, &mut waiting, &desk.doors), After::Go));
    }
    assert_eq!(waiting.len(), 4);
    assert!(desk.screen().lines().any(|line| line.starts_with('>') && line.contains(" 2 ")));
    take_in_turn(&mut desk.workbench, Event::Loaded(loaded), &mut waiting, &desk.doors);
    assert!(waiting.is_empty());
    let [entry] = desk.workbench.workspace().entries_of(2) else { panic!("one entry") };
    assert_eq!(entry.status(), Status::InProgress);
    while !desk.workbench.saving().is_saved() {
        desk.hear_one();
    }
    let store = open(Arc::new(desk.disk.clone()), Path::new("/data"), None, Box::new(|| 9)).unwrap();
    assert_eq!(store.workspace().entries_of(2).len(), 1, "it is on the disk");
}

#[test]
fn a_window_closed_before_the_data_is_read_loses_nothing_that_was_typed() {
    let (mut desk, loaded) = loading();
    let (send, events) = channel();
    for event in typed("js2") {
        send.send(event).unwrap();
    }
    send.send(Event::Ended).unwrap();
    send.send(Event::Loaded(loaded)).unwrap();
    let end = run(&mut screen(), &mut desk.workbench, &events, desk.doors).unwrap();
    assert_eq!(end, End::Ended);
    let store = open(Arc::new(desk.disk.clone()), Path::new("/data"), None, Box::new(|| 9)).unwrap();
    assert_eq!(store.workspace().entries_of(2).len(), 1);
}

#[test]
fn leaving_needs_no_data() {
    let (mut desk, _) = loading();
    let (send, events) = channel();
    for event in typed("jq") {
        send.send(event).unwrap();
    }
    let end = run(&mut screen(), &mut desk.workbench, &events, desk.doors).unwrap();
    assert_eq!(end, End::Left);
}

#[test]
fn what_is_typed_behind_a_filter_at_once_is_done_to_what_it_lets_through() {
    let keys = "f公开\rjs2";
    for closed in [true, false] {
        let mut quick = Desk::new();
        let mut desk = Desk::new();
        let (send, events) = channel();
        for c in keys.chars() {
            let code = if c == '\r' { KeyCode::Enter } else { KeyCode::Char(c) };
            let input = Input::Key(KeyEvent::new(code, KeyModifiers::NONE));
            quick.workbench.handle(input.clone());
            send.send(Event::Input(input)).unwrap();
        }
        // The window is closed at once, or one leaves by a key that waits behind the others.
        let last = if closed { Event::Ended } else { typed("q").remove(0) };
        send.send(last).unwrap();
        if !closed {
            // Leaving asks while the change is not on the disk.
            send.send(typed("q").remove(0)).unwrap();
        }
        let end = run(&mut screen(), &mut desk.workbench, &events, desk.doors).unwrap();
        assert_eq!(end, if closed { End::Ended } else { End::Left });
        assert_eq!(desk.workbench.filter().unwrap().text, "公开");
        let (done, wanted) = (desk.workbench.workspace(), quick.workbench.workspace());
        let status = |workspace: &crate::domain::workspace::Workspace| {
            workspace
                .entries()
                .map(|(task, entry)| (task, entry.units.clone(), entry.status()))
                .collect::<Vec<_>>()
        };
        assert_eq!(status(done), status(wanted));
        assert!(done.entries().any(|(_, entry)| entry.status() == Status::InProgress));
    }
}
