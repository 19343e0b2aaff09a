use crate::domain::change::Label;
use crate::domain::chase::{Chase, Manner};
use crate::domain::light::Light;
use crate::domain::status::Status;
use crate::exchange::chase::Kind;
use crate::workbench::command::Command;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::{Overlay, PromiseReading};
use crate::workbench::subject::Subject;
use crate::workbench::tests::desk::{day, monday};
use crate::workbench::tree::Node;
use crate::workbench::units::{Item, Party};
use crate::workbench::view::View;
use crate::workbench::{Effect, Workbench};

/// The page of a unit, as a call opens it.
pub(crate) fn calling(typed: &str) -> Workbench {
    let mut bench = monday();
    bench.tick(day(7, 8).and_hms_opt(9, 30, 0).unwrap());
    bench.press("i");
    bench.write(typed);
    bench.press("Enter");
    bench
}

fn name(bench: &Workbench) -> String {
    bench.units.selected().unwrap().party.name().to_string()
}

/// The lines of the page.
pub(crate) fn items(bench: &Workbench) -> Vec<Item> {
    bench.units.page.from(0, bench.rows()).map(|(_, item)| item).collect()
}

fn last_chase(bench: &Workbench) -> &Chase {
    bench.workspace().chases.last().unwrap()
}

#[test]
fn one_line_per_unit_in_roster_order_and_open_groups_at_the_end() {
    let mut bench = monday();
    bench.press("4");
    assert_eq!(bench.view(), View::Units);
    let units = &bench.workspace().roster.units;
    let lines = bench.units.lines();
    assert!(units.iter().zip(lines).all(|(unit, line)| **line.party.name() == *unit.name));
    assert!(lines.len() > units.len());
    assert!(lines[units.len()..].iter().all(|line| matches!(line.party, Party::OpenGroup(_))));
    let (filed, partly, unfiled) = bench.units.filed();
    assert_eq!(filed + partly + unfiled, 37);
    let rows: u32 = lines.iter().map(|line| line.tally.rows()).sum();
    assert_eq!(rows, bench.rows().total().rows());
}

#[test]
fn enter_opens_the_page_and_backspace_goes_back_to_the_same_line() {
    for back in ["Backspace", "Esc", "h", "Left", "4"] {
        let mut bench = monday();
        bench.press("4 Down Down Down");
        let unit = name(&bench);
        bench.press("s");
        assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::Status, WhyNot::UnitLine)));
        bench.press("Enter Down");
        assert!(bench.is_on_page() && bench.subject().is_ok());
        bench.press(back);
        assert!(!bench.is_on_page() && bench.view() == View::Units, "{back}");
        assert_eq!(name(&bench), unit);
    }
}

#[test]
fn a_call_lands_on_the_units_page_by_any_of_its_names() {
    for typed in ["农业农村局", "nyncj", "农业", "区农业农村局"] {
        let bench = calling(typed);
        assert!(bench.is_on_page(), "{typed}");
        assert_eq!(name(&bench), "区农业农村局", "{typed}");
    }
    let mut bench = calling("没有这家");
    assert!(matches!(bench.overlay, Some(Overlay::Finder(_))));
    bench.press("Esc");
    assert_eq!(bench.view(), View::Tasks);
}

#[test]
fn row_commands_act_on_the_selected_row_and_it_stays_selected() {
    let mut bench = calling("nyncj");
    let Ok(Subject::Entry { task: 7, id, .. }) = bench.subject() else { panic!("{:?}", bench.subject()) };
    let light = bench.rows().task(7).unwrap().rows[0].light;
    assert_eq!(light, Light::Overdue);
    let before: Vec<Item> = items(&bench);
    bench.press("s 4");
    assert_eq!(bench.workspace().entry(&id).unwrap().1.status(), Status::Done);
    assert!(matches!(bench.subject(), Ok(Subject::Entry { id: now, .. }) if now == id));
    let places = |items: &[Item]| {
        items.iter().position(|item| matches!(item, Item::Row(row) if row.entry.as_ref() == Some(&id)))
    };
    assert_eq!(places(&items(&bench)), places(&before));
    // A unit without an entry gets one in the same change, and the selection stays on the row.
    bench.press("End");
    while !matches!(bench.subject(), Ok(Subject::Unit { .. })) {
        bench.press("Up");
    }
    let Ok(Subject::Unit { task, .. }) = bench.subject() else { panic!() };
    bench.press("n");
    bench.write("来电说下周报");
    bench.press("Enter");
    assert!(matches!(bench.subject(), Ok(Subject::Entry { task: now, .. }) if now == task));
    bench.press("a");
    assert!(matches!(&bench.overlay, Some(Overlay::Form(form)) if form.task == task));
}

#[test]
fn a_chase_is_one_record_with_moment_manner_answer_and_promise() {
    let mut bench = calling("nyncj");
    bench.press("c");
    assert!(matches!(&bench.overlay, Some(Overlay::Chase(form)) if form.text.kind == Kind::Urge));
    let effects = bench.press("y");
    assert!(
        matches!(effects.as_slice(), [Effect::Copy(text)] if text.contains("催办") && text.contains("任务7"))
    );
    bench.press("1");
    bench.write("清单在会签");
    bench.press("Tab");
    bench.write("下周五");
    let Some(Overlay::Chase(form)) = &bench.overlay else { panic!() };
    assert_eq!(form.reading, PromiseReading::Day(day(7, 19)));
    bench.press("Tab");
    bench.write("王某");
    let effects = bench.press("Enter");
    assert!(
        matches!(&effects[..], [Effect::Commit { draft, .. }] if draft.label == Label::Chase && draft.ops.len() == 1)
    );
    let chase = last_chase(&bench);
    assert_eq!(chase.at, day(7, 8).and_hms_opt(9, 30, 0).unwrap());
    assert_eq!(
        (chase.manner, chase.who.as_str(), chase.answer.as_str()),
        (Manner::Phone, "王某", "清单在会签")
    );
    assert_eq!(
        (chase.units.as_slice(), chase.tasks.as_slice()),
        (&["区农业农村局".to_owned()][..], &[7][..])
    );
    assert_eq!((chase.promised, chase.by.as_str()), (Some(day(7, 19)), "张某"));
    // The promise comes back: first on the page, and in the list.
    let first = items(&bench).into_iter().find_map(|item| match item {
        Item::Row(row) => Some(row),
        _ => None,
    });
    assert_eq!(first.map(|row| (row.task, row.promised)), Some((7, Some(day(7, 19)))));
    let line = bench.units.selected().unwrap();
    assert_eq!((line.promise, line.last_chase), (Some(day(7, 19)), Some(day(7, 8))));
    // Done, it is promised no more: both entries that the unit has for the task.
    bench.press("s 4");
    assert!(bench.units.selected().unwrap().promise.is_some());
    bench.press("Home Down s 4");
    assert_eq!(bench.units.selected().unwrap().promise, None);
}

#[test]
fn a_promise_that_cannot_be_read_keeps_the_form_open() {
    let mut bench = calling("nyncj");
    bench.press("c 2 Tab");
    bench.write("尽快吧");
    assert!(bench.press("Enter").is_empty());
    assert!(matches!(&bench.overlay, Some(Overlay::Chase(form)) if form.promised.text() == "尽快吧"));
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(_))));
    // `y` in a field is a letter.
    assert!(bench.press("y").is_empty());
    bench.press("Esc");
    assert!(bench.overlay.is_none() && bench.workspace().chases.is_empty());
}

#[test]
fn a_unit_a_task_and_the_group_can_be_chased() {
    let mut bench = monday();
    bench.press("4 Down c 1 Enter");
    assert_eq!((last_chase(&bench).units.len(), last_chase(&bench).tasks.len()), (1, 0));
    bench.press("C");
    let Some(Overlay::Chase(form)) = &bench.overlay else { panic!() };
    assert_eq!((form.text.kind, form.manner), (Kind::Group, Manner::WechatGroup));
    let many = form.units.len();
    let effects = bench.press("Enter");
    assert_eq!(effects.len(), 1);
    assert!(last_chase(&bench).units.len() == many && many > 30);
    let mut bench = monday().at_task(4);
    bench.press("c Enter");
    let chase = last_chase(&bench);
    assert!(chase.tasks == [4] && chase.units.len() > 1 && !chase.units.contains(&"区统计局".to_owned()));
    let mut bench = monday();
    bench.reach(1, |node| matches!(node, Node::OpenGroup { .. }));
    bench.press("c");
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::Chase, WhyNot::MembersFirst)));
}

#[test]
fn contacts_are_added_changed_and_removed() {
    let mut bench = calling("nyncj");
    bench.press("Home a");
    bench.write("联络员");
    bench.press("Tab");
    bench.write("王某");
    bench.press("Down Down");
    bench.write("6195555");
    let effects = bench.press("Enter");
    assert!(matches!(&effects[..], [Effect::Commit { draft, .. }] if draft.label == Label::Roster));
    let contacts =
        |bench: &Workbench| bench.workspace().roster.named("区农业农村局").unwrap().contacts.clone();
    let made = contacts(&bench);
    assert_eq!((made.len(), made[0].role.as_str(), made[0].phone.as_str()), (1, "联络员", "6195555"));
    assert!(matches!(bench.units.page.selected(), Some(Item::Contact(0))));
    bench.press("e Tab Ctrl-U");
    bench.write("李某");
    bench.press("Enter");
    assert_eq!(contacts(&bench)[0].name, "李某");
    // The caller is found by the contact's number, too.
    bench.press("i");
    bench.write("61955");
    assert!(
        matches!(&bench.overlay, Some(Overlay::Finder(it)) if it.selected().unwrap().unit == "区农业农村局")
    );
    bench.press("Esc d");
    assert!(contacts(&bench).is_empty());
    bench.press("d");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(Command::Remove, WhyNot::NoRow))));
    bench.press("a Enter");
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(_))));
}

#[test]
fn jumps_find_lights_in_the_list_and_on_the_page() {
    let mut bench = monday();
    bench.press("4 }");
    assert!(bench.units.selected().unwrap().tally.of(Light::Overdue) > 0);
    bench.press("Enter }");
    assert!(matches!(bench.last_notice(), None | Some(Notice::OnlyOne(_) | Notice::Wrapped(_))));
    assert!(bench.subject().is_ok());
}

#[test]
fn a_chase_is_removed_where_it_stands() {
    let mut bench = calling("nyncj");
    bench.press("c 1 Enter End");
    assert!(bench.selected_chase().is_some());
    bench.press("s");
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::Status, WhyNot::NoRow)));
    bench.press("Enter");
    assert!(matches!(bench.overlay, Some(Overlay::Detail(_))));
    bench.press("Esc d");
    assert!(bench.workspace().chases.is_empty());
}

#[test]
fn after_a_call_the_list_of_units_is_one_key_away_and_marks_again() {
    let mut bench = monday();
    bench.press("i");
    bench.write("区水利局");
    bench.press("Enter");
    assert!(bench.is_on_page());
    bench.press("1");
    bench.press("4");
    assert!(!bench.is_on_page());
    let first = bench.units.selected().unwrap().party.clone();
    assert_eq!(first.name().as_ref(), "区水利局");
    bench.press("Space");
    bench.press("Space");
    assert_eq!(bench.units.marks().len(), 2);
    // Going back finds the page again.
    bench.press("1");
    bench.press("Backspace");
    assert!(!bench.is_on_page());
    bench.press("Backspace");
    bench.press("Backspace");
    assert!(bench.is_on_page());
}
