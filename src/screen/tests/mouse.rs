//! Clicks, the wheel and a drag, where they were drawn.

use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::{look, shown};
use crate::screen::text::width;
use crate::words::Language;
use crate::workbench::overlay::{ChaseField, Overlay};
use crate::workbench::tests::desk::monday;
use crate::workbench::view::View;
use crate::workbench::{Effect, Input, Workbench};

const LEFT: MouseEventKind = MouseEventKind::Down(MouseButton::Left);

/// A person at a screen of this size.
struct Hand {
    bench: Workbench,
    size: (u16, u16),
}

impl Hand {
    fn screen(&mut self) -> String {
        shown(&mut self.bench, &look(Language::Chinese), self.size.0, self.size.1)
    }

    /// Column and row of a text on the screen.
    fn find(&mut self, text: &str) -> (u16, u16) {
        let screen = self.screen();
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
        let before = line.split(text).next().unwrap();
        (u16::try_from(width(before)).unwrap(), u16::try_from(row).unwrap())
    }

    fn mouse(&mut self, kind: MouseEventKind, (column, row): (u16, u16)) -> Vec<Effect> {
        self.screen();
        self.bench.handle(Input::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
    }

    fn click(&mut self, text: &str) -> Vec<Effect> {
        let at = self.find(text);
        self.mouse(LEFT, at)
    }
}

fn hand(keys: &str, size: (u16, u16)) -> Hand {
    let mut bench = monday();
    bench.press(keys);
    Hand { bench, size }
}

#[test]
fn a_click_on_a_tab_shows_the_view() {
    for size in [(80, 24), (200, 50)] {
        let mut hand = hand("", size);
        for (tab, view) in [("2台账", View::Ledger), ("5本周", View::Week), ("4单位", View::Units)] {
            hand.click(tab);
            assert_eq!(hand.bench.view(), view);
        }
        hand.click("3日历");
        hand.click("3日历");
        assert_eq!((hand.bench.view(), hand.bench.last_notice()), (View::Calendar, None));
    }
}

#[test]
fn the_line_between_the_panes_is_dragged_and_kept() {
    let mut hand = hand("", (120, 36));
    let (column, row) = hand.find("│");
    assert_eq!(column, 72);
    hand.mouse(LEFT, (column, row + 5));
    hand.mouse(MouseEventKind::Drag(MouseButton::Left), (60, row + 5));
    hand.mouse(MouseEventKind::Up(MouseButton::Left), (60, row + 5));
    assert_eq!(hand.find("│").0, 60);
    // Without the button held it stays.
    hand.mouse(MouseEventKind::Drag(MouseButton::Left), (90, row + 5));
    assert_eq!(hand.find("│").0, 60);
    hand.bench.press("4");
    assert_eq!(hand.find("│").0, 60);
    let state = hand.bench.resting("p", None, None);
    assert_eq!(state.split, Some(50));
    // Neither pane is dragged away.
    let at = hand.find("│");
    hand.mouse(LEFT, at);
    hand.mouse(MouseEventKind::Drag(MouseButton::Left), (119, row));
    assert_eq!(hand.bench.split(), Some(80));
}

#[test]
fn the_line_beside_the_month_is_dragged_by_whole_days() {
    let mut hand = hand("3", (120, 36));
    let (column, row) = hand.find("│");
    assert_eq!(column, 60);
    hand.mouse(LEFT, (column, row + 5));
    hand.mouse(MouseEventKind::Drag(MouseButton::Left), (90, row + 5));
    assert_eq!(hand.find("│").0, 4 + 7 * 12);
    // Both keep what they need.
    hand.mouse(MouseEventKind::Drag(MouseButton::Left), (119, row + 5));
    assert_eq!(hand.find("│").0, 4 + 7 * 13);
    hand.mouse(MouseEventKind::Drag(MouseButton::Left), (10, row + 5));
    assert_eq!(hand.find("│").0, 7 * 7);
    hand.mouse(MouseEventKind::Up(MouseButton::Left), (10, row + 5));
    // A click still finds its day.
    let at = hand.find("31");
    hand.mouse(LEFT, at);
    assert_eq!(hand.bench.calendar.day(), chrono::NaiveDate::from_ymd_opt(2024, 7, 31).unwrap());
}

#[test]
fn lists_that_float_are_clicked_and_wheeled() {
    let mut hand = hand("} s", (80, 24));
    hand.click("3 待核实");
    let Some(Overlay::Status(menu)) = &hand.bench.overlay else { panic!() };
    assert_eq!(menu.cursor, 2);
    assert!(matches!(hand.click("3 待核实").as_slice(), [Effect::Commit { .. }]), "a second click is Enter");
    hand.bench.press(":");
    hand.mouse(MouseEventKind::ScrollDown, (40, 10));
    let Some(Overlay::Palette(list)) = &hand.bench.overlay else { panic!() };
    assert_eq!(list.cursor, 3);
    hand.bench.press("Esc i");
    hand.click("区财政局");
    hand.click("区财政局");
    assert!(hand.bench.is_on_page());
    assert_eq!(hand.bench.units.selected().unwrap().party.name().as_ref(), "区财政局");
    hand.bench.press("2 v");
    hand.click("最新进展");
    let columns = hand.bench.ledger.seen().count();
    hand.click("最新进展");
    assert_ne!(hand.bench.ledger.seen().count(), columns);
    // Beside what floats nothing happens.
    hand.bench.press("Esc s");
    hand.mouse(LEFT, (79, 4));
    assert!(matches!(hand.bench.overlay, Some(Overlay::Status(_))));
}

#[test]
fn a_click_in_the_form_puts_the_caret_between_two_characters() {
    for size in [(80, 24), (120, 36), (50, 24)] {
        let mut hand = hand("}", size);
        hand.bench.press("e");
        // The second half of a wide character is that character.
        let screen = hand.screen();
        let Some(Overlay::Form(form)) = &hand.bench.overlay else { panic!() };
        let measure = form.place("measure");
        let spot = form.spots.iter().find(|spot| spot.place == measure).unwrap();
        let (column, row) = (spot.stops[1].0, spot.cells.0);
        let line = screen.lines().nth(usize::from(row)).unwrap();
        let before = line.split("印省政策").next().unwrap();
        assert_eq!(width(before), usize::from(column), "{line}");
        hand.mouse(LEFT, (column + 1, row));
        hand.bench.write("甲");
        let Some(Overlay::Form(form)) = &hand.bench.overlay else { panic!() };
        assert_eq!(form.focused().unwrap().field.key, "measure");
        assert!(form.text("measure").contains("甲印省政策"), "{}", form.text("measure"));
        let Some(Overlay::Form(form)) = &hand.bench.overlay else { panic!() };
        let output = form.place("deliverable");
        hand.screen();
        let Some(Overlay::Form(form)) = &hand.bench.overlay else { panic!() };
        let spot = form.spots.iter().find(|spot| spot.place == output).unwrap();
        let at = (spot.stops[0].0 - 10, spot.cells.0);
        hand.mouse(LEFT, (at.0 + 30, at.1));
        hand.bench.write("清单");
        hand.mouse(LEFT, (at.0 + 12, at.1));
        hand.bench.write("乙");
        let Some(Overlay::Form(form)) = &hand.bench.overlay else { panic!() };
        assert_eq!(form.text("deliverable"), "清乙单");
        hand.mouse(MouseEventKind::ScrollDown, at);
        let Some(Overlay::Form(form)) = &hand.bench.overlay else { panic!() };
        assert_eq!(form.focused().unwrap().field.key, "leader");
    }
}

#[test]
fn fields_of_chases_contacts_and_extensions_are_clicked() {
    let mut hand = hand("} c", (80, 24));
    hand.click("承诺时间");
    let Some(Overlay::Chase(form)) = &hand.bench.overlay else { panic!() };
    assert_eq!(form.focus, ChaseField::Promised);
    hand.bench.press("Esc E");
    hand.click("批 准 人");
    let Some(Overlay::Extend(form)) = &hand.bench.overlay else { panic!() };
    assert_eq!(form.focus, 2);
    hand.bench.press("Esc 4 Enter Home a");
    hand.click("手机");
    let Some(Overlay::Contact(form)) = &hand.bench.overlay else { panic!() };
    assert_eq!(form.focus, 4);
}

#[test]
fn the_wheel_goes_along_in_every_view() {
    for keys in ["", "2", "3", "4", "5", "4 Enter"] {
        let mut hand = hand(keys, (80, 24));
        if keys == "3" {
            hand.bench.press("g");
            hand.bench.write("7.10");
            hand.bench.press("Enter Tab Enter");
        }
        let before = hand.screen();
        hand.mouse(MouseEventKind::ScrollDown, (5, 8));
        assert_ne!(hand.screen(), before, "{keys}");
        hand.mouse(MouseEventKind::Moved, (5, 8));
        hand.mouse(MouseEventKind::ScrollUp, (5, 8));
    }
}
