//! The whole workbench under random keys, pastes, sizes and a mouse, drawn after every event. `PEIDANG_EVENTS=1000000` by
//! hand.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::backend::TestBackend;
use ratatui::style::Style;

use super::*;
use crate::screen::draw::draw;
use crate::screen::glyphs::Glyphs;
use crate::screen::theme::Theme;
use crate::words::Language;
use crate::workbench::keys::Keys;
use crate::workbench::tests::desk::{event, monday};

struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    fn small(&mut self, most: usize) -> u16 {
        u16::try_from(self.below(most)).unwrap()
    }

    fn input(&mut self, bound: &[String]) -> Input {
        const WORDS: [&str; 12] =
            ["民", "政局", "ｓ", "？", "。", "e\u{301}", "👨‍👩‍👧", "\u{202e}", "\u{200b}", "7月", "a", "%"];
        match self.below(20) {
            0..9 => Input::Key(event(&bound[self.below(bound.len())])),
            9..12 => {
                let c = char::from(u8::try_from(self.below(95) + 32).unwrap());
                Input::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
            }
            12..15 => {
                let codes = [
                    KeyCode::Enter,
                    KeyCode::Esc,
                    KeyCode::Tab,
                    KeyCode::BackTab,
                    KeyCode::Backspace,
                    KeyCode::Delete,
                    KeyCode::Up,
                    KeyCode::Down,
                    KeyCode::Left,
                    KeyCode::Right,
                    KeyCode::Home,
                    KeyCode::End,
                    KeyCode::PageUp,
                    KeyCode::PageDown,
                    KeyCode::Null,
                    KeyCode::Insert,
                    KeyCode::F(12),
                ];
                let modifiers = [
                    KeyModifiers::NONE,
                    KeyModifiers::NONE,
                    KeyModifiers::ALT,
                    KeyModifiers::CONTROL,
                    KeyModifiers::SHIFT,
                ];
                Input::Key(KeyEvent::new(
                    codes[self.below(codes.len())],
                    modifiers[self.below(modifiers.len())],
                ))
            }
            15 => Input::Key(KeyEvent::new(
                KeyCode::Char(WORDS[self.below(WORDS.len())].chars().next().unwrap()),
                KeyModifiers::NONE,
            )),
            16 => {
                let count = self.below(30);
                Input::Paste(
                    (0..count)
                        .map(|_| [WORDS[self.below(WORDS.len())], "\n", "\t", "q"][self.below(4)])
                        .collect(),
                )
            }
            17 => {
                let sizes = [(80, 24), (120, 40), (40, 10), (1, 1), (0, 0), (200, 60), (79, 3), (3, 30)];
                let (columns, rows) = sizes[self.below(sizes.len())];
                Input::Resize(columns, rows)
            }
            _ => {
                let kinds = [
                    MouseEventKind::Down(MouseButton::Left),
                    MouseEventKind::Up(MouseButton::Left),
                    MouseEventKind::Drag(MouseButton::Left),
                    MouseEventKind::Down(MouseButton::Right),
                    MouseEventKind::ScrollDown,
                    MouseEventKind::ScrollUp,
                    MouseEventKind::Moved,
                ];
                let kind = kinds[self.below(kinds.len())];
                let (column, row) = (self.small(130), self.small(45));
                Input::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
            }
        }
    }
}

/// The cells that a terminal shows: what lies behind the second half of a wide character is not seen.
fn seen(buffer: &ratatui::buffer::Buffer) -> Vec<(u16, u16, &str, Style)> {
    let area = buffer.area;
    let mut cells = Vec::new();
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let cell = &buffer[(x, y)];
            cells.push((x, y, cell.symbol(), cell.style()));
            x += ratatui::buffer::CellWidth::cell_width(cell.symbol()).max(1);
        }
    }
    cells
}

/// Runs so many events; every few of them the screen that was drawn step by step is held against a fresh one.
fn run_events(seed: u64, count: usize) {
    let bound: Vec<String> = Keys::built_in().iter().map(|(_, chord, _)| chord.to_string()).collect();
    let mut dice = Dice(seed);
    let look = Look {
        language: Language::Chinese,
        theme: Theme::by_name("dark").unwrap(),
        glyphs: Glyphs::narrow(),
    };
    let mut workbench = monday();
    let mut size = (80, 24);
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    let mut halves = Halves::default();
    for n in 0..count {
        if n % 5_000 == 4_999 {
            workbench = monday();
        }
        let input = dice.input(&bound);
        if let Input::Resize(columns, rows) = input {
            size = (columns, rows);
            terminal.backend_mut().resize(columns, rows);
        }
        for effect in workbench.handle(input) {
            if let Effect::Commit { ticket, .. } = effect
                && ticket % 3 > 0
            {
                workbench.saved(ticket);
            }
        }
        if n % 997 == 0 {
            workbench.tick(workbench.today().and_hms_opt(23, 59, 59).unwrap());
        }
        terminal.draw(|frame| tutorial::paint(frame, &mut workbench, &look, None, &mut halves)).unwrap();
        if n % 16 == 0 {
            let mut fresh = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
            fresh.draw(|frame| draw(frame, &mut workbench, &look)).unwrap();
            let (stepwise, anew) = (seen(terminal.backend().buffer()), seen(fresh.backend().buffer()));
            let differs = stepwise.iter().zip(&anew).find(|(one, other)| one != other);
            assert!(differs.is_none(), "seed {seed}, event {n}: drawn step by step, anew: {differs:?}");
        }
    }
}

#[test]
fn random_events_never_panic_and_the_screen_stays_true() {
    let given = |name| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let count: usize = given("PEIDANG_EVENTS").unwrap_or(1_500);
    let seed = given("PEIDANG_SEED").unwrap_or(1) as u64;
    run_events(seed, count);
    println!("{count} events");
}
