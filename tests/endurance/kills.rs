//! Random keys, a random kill, a look at what is left; again and again on the same folder. `PEIDANG_ROUNDS=300` by hand.

use std::process::Command;
use std::time::Duration;

use crate::terminal::Terminal;
use crate::{peidang, peidang_ok};

/// Randomness that a failed round can be repeated with.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

/// Keys that a person presses all day. None of them leaves.
const KEYS: [&str; 24] = [
    "j",
    "k",
    "s2",
    "s3",
    "s4",
    "p40\r",
    "n随手一记\r",
    "u",
    "\x12",
    "1",
    "2",
    "3",
    "4",
    "5",
    "jjj",
    "\x1b[B",
    "\x1b[A",
    "\x1b[6~",
    "\r",
    "\x1b",
    "/住建\x1b",
    "e\x1b",
    " ",
    "s6",
];

#[derive(Debug, Clone, Copy)]
enum End {
    Kill,
    Term,
    Hup,
    WindowClosed,
    ParentGone,
}

const ENDS: [End; 5] = [End::Kill, End::Term, End::Hup, End::WindowClosed, End::ParentGone];

#[test]
fn after_any_kill_what_was_called_saved_is_there() {
    let rounds = std::env::var("PEIDANG_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(20);
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let mut dice = Dice(std::env::var("PEIDANG_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1));
    let mut saved: Vec<String> = Vec::new();
    for round in 0..rounds {
        let end = ENDS[dice.below(ENDS.len())];
        let mut terminal = if matches!(end, End::ParentGone) {
            Terminal::open_under_a_shell(&data)
        } else {
            Terminal::open(&data)
        };
        // It opens where it was left.
        terminal.sees("1任务").keys("1\x1b[H").sees("通过召开促进民间投资现场会");
        let at_task_2 =
            |screen: &str| screen.lines().any(|line| line.starts_with('>') && line.contains(" 2 通过召开"));
        for _ in 0..40 {
            if at_task_2(&terminal.settles().screen()) {
                break;
            }
            terminal.keys("j");
        }
        terminal.until("task 2 selected", at_task_2);
        // One note that the screen calls saved; the line says which, so that nothing else is taken for it.
        let note = format!("第{round}轮记{}", dice.below(1000));
        terminal.keys(&format!("n{note}\r"));
        terminal.until("the note, saved", |screen| screen.contains(&note) && screen.contains("已保存"));
        saved.push(note);
        // And then keys until the end comes in the middle of them.
        for _ in 0..dice.below(12) {
            terminal.keys(KEYS[dice.below(KEYS.len())]);
            std::thread::sleep(Duration::from_millis(u64::try_from(dice.below(8)).unwrap()));
        }
        let process = terminal.process().to_string();
        let signal = |name: &str| {
            let sent = Command::new("kill").args(["-s", name, &process]).status().unwrap();
            assert!(sent.success(), "{name}");
        };
        let place = format!("round {round}, {end:?}");
        match end {
            End::Kill | End::ParentGone => signal("KILL"),
            End::Term => signal("TERM"),
            End::Hup => signal("HUP"),
            End::WindowClosed => {}
        }
        match end {
            End::WindowClosed => terminal.close(&place),
            _ => terminal.gone(&place),
        }
        // Nobody is left who holds the lock or still writes.
        let check = peidang(&data, &["check"]);
        let said = String::from_utf8_lossy(&check.stdout).into_owned();
        assert!(check.status.success(), "{place}: {said}");
        let log = peidang_ok(&data, &["log", "--format", "json"]);
        for note in &saved {
            assert!(log.contains(note), "{place}: {note} is lost");
        }
        peidang_ok(&data, &["list", "#2"]);
    }
    println!("{rounds} rounds, {} notes", saved.len());
}
