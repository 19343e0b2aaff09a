//! The filter in every view, and the way back.

use crate::workbench::Workbench;
use crate::workbench::agenda::Item;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::tests::desk::{busy, day, monday, opening};
use crate::workbench::tree::Node;
use crate::workbench::view::View;

fn filtered(bench: &mut Workbench, query: &str) {
    bench.press("f");
    bench.write(query);
    bench.press("Enter");
    assert!(bench.overlay.is_none() && bench.filter().is_some());
}

#[test]
fn a_filter_narrows_each_view() {
    for (view, key) in [(View::Units, "4"), (View::Week, "5"), (View::Calendar, "3")] {
        // Typed in the view itself, and carried into it from another.
        for typed_here in [true, false] {
            let mut bench = monday();
            if typed_here {
                bench.press(key);
                filtered(&mut bench, "@农业农村局");
            } else {
                filtered(&mut bench, "@农业农村局");
                bench.press(key);
            }
            assert_eq!(bench.view(), view);
            if view == View::Units {
                let names: Vec<&str> =
                    bench.units.lines().iter().map(|line| line.party.name().as_ref()).collect();
                assert_eq!(names, ["区农业农村局"]);
            } else {
                if view == View::Calendar {
                    assert!(bench.calendar.tally(day(7, 3)).rows() == 0, "交通局 alone is due then");
                    bench.press("g");
                    bench.write("7.5");
                    bench.press("Enter Tab");
                }
                let lines = bench.agenda().unwrap().lines();
                let of_rows = lines.iter().flat_map(|line| line.rows(bench.rows()));
                let units: Vec<&str> = of_rows.map(|row| row.unit.as_ref()).collect();
                assert!(!units.is_empty() && units.iter().all(|unit| *unit == "区农业农村局"), "{units:?}");
                assert!(!lines.iter().any(|line| matches!(line.item, Item::Step(_) | Item::FilingDay)));
            }
            bench.press("Esc");
            if bench.filter().is_some() {
                bench.press("Esc");
            }
            assert!(bench.filter().is_none(), "{view:?}");
            if view == View::Units {
                assert!(bench.units.lines().len() > 30);
            }
        }
    }
}

#[test]
fn the_counts_of_a_heading_are_of_what_is_shown() {
    let mut bench = monday();
    bench.press("5");
    let heads = |bench: &Workbench| -> Vec<usize> {
        let lines = bench.agenda().unwrap().lines().iter();
        lines.filter(|line| line.item == Item::Head).map(|line| line.count).collect()
    };
    assert_eq!(heads(&bench)[0], 3);
    filtered(&mut bench, "@农业农村局 !逾期");
    assert_eq!(heads(&bench), [1]);
    bench.press("s 4");
    assert!(heads(&bench).is_empty(), "what is done is not overdue any more");
    bench.press("Down s");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(..))));
}

#[test]
fn leaving_the_filter_in_units_goes_back_to_the_unit_and_its_page() {
    let mut bench = monday();
    bench.press("4 Down Down Down Down");
    let at = bench.units.cursor();
    bench.press("f");
    bench.write("@农业");
    assert_eq!(bench.units.lines().len(), 1);
    bench.press("Esc");
    assert_eq!(bench.units.cursor(), at);
    bench.press("Enter Down Down");
    let item = bench.units.page.selected().cloned();
    bench.press("f");
    bench.write("@农业");
    bench.press("Esc");
    assert!(bench.is_on_page());
    assert_eq!(bench.units.page.selected().cloned(), item);
}

#[test]
fn who_calls_is_found_behind_a_filter_which_comes_back() {
    let mut bench = monday();
    filtered(&mut bench, "@民政");
    bench.press("i");
    bench.write("交通");
    bench.press("Enter");
    assert!(bench.is_on_page() && bench.filter().is_none());
    assert_eq!(bench.units.selected().unwrap().party.name().as_ref(), "区交通运输局");
    bench.press("Backspace");
    assert_eq!(bench.view(), View::Tasks);
    assert_eq!(bench.filter().unwrap().text, "@民政");
}

#[test]
fn backspace_goes_back_step_by_step() {
    let mut bench = monday().at_task(6);
    bench.press("2 Down Down 5 Down 4 Down Down Enter Down");
    let steps = [View::Units, View::Week, View::Ledger, View::Tasks];
    assert!(bench.is_on_page());
    for view in steps {
        bench.press("Backspace");
        assert_eq!(bench.view(), view);
        assert!(!bench.is_on_page());
        match view {
            View::Units => assert_eq!(bench.units.cursor(), 2),
            View::Week => assert_eq!(bench.week.list.cursor(), 2),
            View::Ledger => assert_eq!(bench.ledger.cursor(), 2),
            _ => assert_eq!(*bench.node(), Node::Task(6)),
        }
    }
    bench.press("Backspace");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::NowhereBack))));
}

#[test]
fn backspace_skips_where_one_is_already_and_what_is_gone() {
    let mut bench = monday();
    // To the page and by Left to the list again: the list is no step back.
    bench.press("4 Enter Left Backspace");
    assert_eq!(bench.view(), View::Tasks);
    bench.press("2 Down 1 Backspace");
    assert_eq!((bench.view(), bench.ledger.cursor()), (View::Ledger, 1));
    // The row one stood on loses its entry meanwhile: its unit stays selected.
    let mut bench = monday().at_task(13);
    bench.reach(13, |node| matches!(node, Node::Entry { .. }));
    bench.press("2");
    let place = bench
        .ledger
        .lines()
        .iter()
        .position(|line| line.row(bench.rows()).is_some_and(|row| row.task == 13 && row.entry.is_some()));
    let rows = bench.rows.clone();
    bench.ledger.go(place.unwrap(), &rows);
    bench.press("d Backspace");
    assert!(matches!(bench.node(), Node::Unit { task: 13, .. } | Node::Task(13)), "{:?}", bench.node());
}

#[test]
fn the_days_of_the_calendar_are_steps_too() {
    let mut bench = monday();
    bench.press("3 g");
    bench.write("9.30");
    bench.press("Enter");
    assert_eq!(bench.calendar.day(), day(9, 30));
    bench.press("Backspace");
    assert_eq!((bench.view(), bench.calendar.day()), (View::Calendar, day(7, 8)));
}

#[test]
fn the_own_office_owes_no_sheet_and_gets_no_group_message() {
    for name in ["区政府办公室", "周村区人民政府办公室"] {
        let mut opening = opening(busy(), day(7, 8));
        opening.office = Some(name.to_owned());
        let mut bench = Workbench::new(opening);
        assert_eq!(bench.office(), Some("区政府办公室"));
        let own = bench.units.filings().iter().find(|one| one.unit == "区政府办公室").unwrap();
        assert!(own.own);
        bench.press("4 C");
        let Some(Overlay::Chase(form)) = &bench.overlay else { panic!() };
        assert!(form.units.len() > 10 && !form.units.iter().any(|unit| unit == "区政府办公室"));
        // It sends the message, and is not among those that are asked.
        assert!(!form.text.text.contains("、区政府办公室") && !form.text.text.contains("区政府办公室、"));
        assert_eq!(form.text.text.matches("区政府办公室").count(), 1, "{}", form.text.text);
    }
}

#[test]
fn the_own_office_is_never_chased() {
    let mut opening = opening(busy(), day(7, 8));
    opening.office = Some("区政府办公室".to_owned());
    let mut bench = Workbench::new(opening);
    bench.press("4 c");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::OwnOffice))));
    bench.press("Home Space Space c");
    let Some(Overlay::Chase(form)) = &bench.overlay else { panic!() };
    assert_eq!(form.units, ["区发展和改革局"]);
}

#[test]
fn a_unit_line_and_a_promise_of_this_week_can_be_chased() {
    let mut bench = monday();
    let go_to = |bench: &mut Workbench, is_it: &dyn Fn(&Item) -> bool| {
        let place = bench.week.list.lines().iter().position(|line| is_it(&line.item)).unwrap();
        bench.week.list.go(place);
    };
    bench.press("5 End Up Right");
    go_to(&mut bench, &|item| matches!(item, Item::Unit(_)));
    bench.press("c");
    let Some(Overlay::Chase(form)) = &bench.overlay else { panic!("{:?}", bench.last_notice()) };
    assert!(form.units.len() == 1 && form.tasks.is_empty());
    bench.press("1");
    bench.write("周三报");
    bench.press("Tab");
    bench.write("7.10");
    bench.press("Enter");
    let unit = bench.workspace().chases.last().unwrap().units[0].clone();
    go_to(&mut bench, &|item| matches!(item, Item::Promise { .. }));
    bench.press("c");
    let Some(Overlay::Chase(form)) = &bench.overlay else { panic!("{:?}", bench.last_notice()) };
    assert_eq!(form.units, [unit]);
    assert!(!form.tasks.is_empty());
}
