//! Activities, duties and the roster at the desk: each opens a form, is saved as one change, and answers what it answers.

use std::sync::Arc;

use crate::domain::activity::ActivityState;
use crate::domain::chase::Chase;
use crate::domain::light::Light;
use crate::domain::workspace::Workspace;
use crate::workbench::agenda::{Item, Under};
use crate::workbench::notice::{Notice, Standing, WhyNot};
use crate::workbench::overlay::{Overlay, RecordForm, RecordOf};
use crate::workbench::tests::desk::{busy, day, monday, opened, opening, with_duties};
use crate::workbench::tests::units::items;
use crate::workbench::tree::Node;
use crate::workbench::units::Item as PageItem;
use crate::workbench::view::View;
use crate::workbench::week::Section;
use crate::workbench::{Effect, Workbench};

fn go(bench: &mut Workbench, place: usize) {
    let rows = bench.rows.clone();
    bench.units.page.go(place, &rows);
}

/// The tree on one unit's row of a task.
fn on_row(bench: &mut Workbench, task: u32, unit: &str) {
    let node = Node::Unit { task, unit: Arc::from(unit) };
    let (plan, rows) = (bench.workspace.plan.clone(), bench.rows.clone());
    bench.tree.reveal_node(&node, &plan, &rows);
    // A task of one unit stands for its only row.
    assert!(*bench.node() == node || *bench.node() == Node::Task(task), "{:?}", bench.node());
}

fn form(bench: &Workbench) -> &RecordForm {
    match &bench.overlay {
        Some(Overlay::Record(form)) => form,
        other => panic!("{other:?}"),
    }
}

fn light(bench: &Workbench, task: u32, unit: &str) -> Light {
    bench.rows().task(task).unwrap().rows.iter().find(|row| &*row.unit == unit).unwrap().light
}

fn at(bench: &mut Workbench, test: impl Fn(&Item) -> bool) {
    let place = bench.week.list.lines().iter().position(|line| test(&line.item)).unwrap();
    bench.week.list.go(place);
}

#[test]
fn a_row_that_activities_answer_opens_their_form_and_needs_no_entry() {
    let mut bench = monday();
    on_row(&mut bench, 45, "区水利局");
    bench.press("a");
    assert!(
        matches!(&form(&bench).of, RecordOf::Activity { is_new: true, before } if before.unit == "区水利局")
    );
    bench.write("节水开放日");
    bench.press("Tab");
    bench.write("第三季度");
    assert!(form(&bench).wrong.is_some());
    // What does not fit is not saved, and nothing that was typed is lost.
    assert!(bench.press("Ctrl-S").is_empty());
    assert_eq!(form(&bench).text("name"), "节水开放日");
    bench.press("Ctrl-U");
    bench.write("7月中旬");
    let effects = bench.press("Ctrl-S");
    assert!(
        matches!(&effects[..], [Effect::Commit { draft, .. }, Effect::KeepDrafts(_)] if draft.ops.len() == 1)
    );
    assert_eq!(light(&bench, 45, "区水利局"), Light::Done);
    assert!(bench.workspace().entries_of(45).is_empty());
    // The same key on the row of the report goes on with the same activity, on its state.
    on_row(&mut bench, 46, "区水利局");
    bench.press("s");
    assert_eq!(form(&bench).key(), "state");
    bench.press("3");
    assert_eq!(form(&bench).text("state"), "已报情况");
    bench.press("Ctrl-S");
    assert_eq!(bench.workspace().activities.len(), 1);
    assert_eq!(bench.workspace().activities[0].state, ActivityState::Reported);
    assert_eq!(light(&bench, 46, "区水利局"), Light::Done);
}

#[test]
fn a_form_that_was_typed_in_asks_before_it_is_left() {
    let mut bench = monday();
    on_row(&mut bench, 45, "区水利局");
    bench.press("e");
    bench.write("节水");
    bench.press("Esc");
    assert_eq!(bench.last_notice(), Some(&Notice::LeaveForm));
    assert_eq!(form(&bench).text("name"), "节水");
    bench.press("Esc");
    assert!(bench.overlay.is_none() && bench.workspace().activities.is_empty());
}

#[test]
fn a_date_is_picked_for_a_field_and_the_form_stays_open() {
    let mut bench = monday();
    on_row(&mut bench, 45, "区水利局");
    bench.press("a Tab F4");
    assert_eq!(bench.date_picker().unwrap().day, day(7, 8));
    bench.press("Down Right PageDown Enter");
    assert_eq!(form(&bench).text("date"), "2024-08-16");
    bench.press("F4 Esc");
    assert!(bench.date_picker().is_none() && form(&bench).text("date") == "2024-08-16");
    // A field that takes no date has no picker.
    bench.press("Tab F4");
    assert!(bench.date_picker().is_none());
}

#[test]
fn the_entry_form_and_the_chase_have_the_picker_too() {
    let mut bench = monday();
    on_row(&mut bench, 8, "区农业农村局");
    bench.press("a");
    let Some(Overlay::Form(entry)) = &mut bench.overlay else { panic!() };
    entry.focus = entry.fields.iter().position(|one| one.field.key == "due").unwrap();
    bench.press("F4 Right Enter");
    let Some(Overlay::Form(entry)) = &bench.overlay else { panic!() };
    assert_eq!(entry.fields[entry.focus].editor.text(), "2024-07-09");
    bench.press("Esc Esc c 1 Tab F4 Right Right Enter");
    assert!(matches!(&bench.overlay, Some(Overlay::Chase(form)) if form.promised.text() == "2024-07-10"));
}

#[test]
fn units_are_renamed_added_merged_and_removed_in_the_list() {
    let mut bench = monday();
    bench.press("4");
    let place = bench.units.lines().iter().position(|line| &**line.party.name() == "区水利局").unwrap();
    for _ in 0..place {
        bench.press("Down");
    }
    bench.press("e Ctrl-U");
    bench.write("区水务局");
    let effects = bench.press("Ctrl-S");
    assert!(matches!(&effects[..], [Effect::Commit { .. }, Effect::KeepDrafts(_)]));
    assert_eq!(bench.workspace().roster.named("区水务局").unwrap().old_names, ["区水利局"]);
    assert!(
        bench.rows().task(4).unwrap().rows.iter().any(|row| &*row.unit == "区水务局" && row.entry.is_some())
    );
    bench.press("a");
    bench.write("区体育局");
    bench.press("Tab 4 Ctrl-S");
    assert_eq!(bench.workspace().roster.named("区体育局").unwrap().kind.key(), "street");
    // A unit with tasks is merged, not removed.
    bench.press("d");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::UnitInUse))));
    let before = bench.workspace().roster.units.len();
    let gone = bench.units.selected().unwrap().party.name().to_string();
    bench.press("M");
    let Some(Overlay::Finder(finder)) = &bench.overlay else { panic!() };
    assert!(finder.units.iter().all(|one| one.unit != gone), "none is merged into itself");
    bench.write("商务局");
    bench.press("Enter");
    assert_eq!(bench.workspace().roster.units.len(), before - 1);
    assert!(bench.workspace().roster.named("区商务局").unwrap().old_names.contains(&gone));
}

#[test]
fn groups_take_kinds_and_units() {
    let mut bench = monday();
    bench.press("4 G Ctrl-U");
    bench.write("镇、街道、开发区管委会");
    bench.press("Ctrl-S");
    let group = &bench.workspace().roster.groups[0];
    assert_eq!(group.picked, ["周村经济开发区管委会"]);
    assert!(bench.rows().task(1).unwrap().rows.iter().any(|row| &*row.unit == "周村经济开发区管委会"));
    bench.press("G Ctrl-U");
    bench.write("无此单位");
    bench.press("Ctrl-S");
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(_))));
    assert!(matches!(bench.overlay, Some(Overlay::Record(_))));
}

#[test]
fn duties_come_in_the_week_and_a_record_meets_them() {
    let mut bench = opened(with_duties(busy()), day(12, 20));
    bench.press("5");
    let is_training = |item: &Item| matches!(item, Item::Duty { duty, unit: None } if duty == "training");
    at(&mut bench, is_training);
    let count = bench.week.list.selected().unwrap().count;
    bench.press("s");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::DutyLine))));
    bench.press("Enter Down a");
    bench.write("政务公开专题培训");
    bench.press("Tab");
    bench.write("12月19日");
    let RecordOf::Activity { before, .. } = form(&bench).of.clone() else { panic!() };
    let Some(Overlay::Record(open)) = &mut bench.overlay else { panic!() };
    open.focus_on("state");
    bench.press("2 Ctrl-S");
    assert_eq!(bench.workspace().activities[0].held_on, Some(day(12, 19)));
    at(&mut bench, is_training);
    assert_eq!(bench.week.list.selected().unwrap().count, count - 1);
    // On the unit's page it stands under what it met.
    bench.go_to_unit(&before.unit);
    let items = items(&bench);
    assert!(items.contains(&PageItem::Duty("training".to_owned())));
    assert!(items.contains(&PageItem::Activity(before.id.clone())));
}

#[test]
fn a_duty_is_opened_in_full_and_its_own_form_is_edited() {
    let mut bench = opened(with_duties(busy()), day(12, 20));
    bench.press("5");
    at(&mut bench, |item| matches!(item, Item::Duty { duty, unit: None } if duty == "training"));
    bench.press("o");
    assert!(matches!(bench.overlay, Some(Overlay::Detail(_))), "{:?}", bench.last_notice());
    bench.press("Esc e");
    assert!(matches!(&form(&bench).of, RecordOf::Duty { is_new: false, before } if before.id == "training"));
    let Some(Overlay::Record(open)) = &mut bench.overlay else { panic!() };
    open.focus_on("due");
    bench.press("Ctrl-U");
    bench.write("每季度");
    bench.press("Ctrl-S");
    assert_eq!(bench.workspace().duties.duty("training").unwrap().due, "每季度");
    let last = bench.obligations().iter().find(|one| one.duty.id == "training").unwrap().last;
    assert_eq!(last, Some(day(9, 30)));
    // The same on the page of a unit, and a record beside it.
    bench.go_to_unit("区商务局");
    let place = bench.units.page.find(&PageItem::Duty("training".to_owned()), bench.rows());
    go(&mut bench, place.unwrap());
    bench.press("o");
    assert!(matches!(bench.overlay, Some(Overlay::Detail(_))), "{:?}", bench.last_notice());
    bench.press("Esc e");
    assert!(matches!(&form(&bench).of, RecordOf::Duty { is_new: false, .. }));
}

#[test]
fn duties_are_added_and_activities_changed_and_removed_on_the_page() {
    let mut bench = opened(with_duties(busy()), day(7, 8));
    bench.go_to_unit("区商务局");
    bench.press("T");
    bench.write("惠企政策进企业");
    bench.press("Tab");
    bench.write("9月");
    bench.press("Ctrl-S");
    let id = bench.workspace().activities[0].id.clone();
    let place = |bench: &Workbench, item: &PageItem| bench.units.page.find(item, bench.rows());
    let here = place(&bench, &PageItem::Activity(id.clone())).unwrap();
    go(&mut bench, here);
    bench.press("s 5 Ctrl-S");
    assert_eq!(bench.workspace().activities[0].state, ActivityState::Cancelled);
    let here = place(&bench, &PageItem::Activity(id)).unwrap();
    go(&mut bench, here);
    bench.press("d");
    assert!(bench.workspace().activities.is_empty());
    bench.press("Left D");
    bench.write("报送某方案");
    bench.press("Ctrl-S");
    let made = bench.workspace().duties.duties.last().unwrap();
    assert_eq!((made.name.as_str(), made.units.as_slice()), ("报送某方案", &["区商务局".to_owned()][..]));
}

#[test]
fn units_that_were_asked_twice_and_said_nothing_stand_apart() {
    let mut workspace = busy();
    let chase = |id: &str, at: &str, answer: &str| -> Arc<Chase> {
        let text = format!("{{id: {id}, at: {at}, manner: phone, units: [区商务局], answer: '{answer}'}}");
        Arc::new(serde_yaml::from_str(&text).unwrap())
    };
    workspace.chases = vec![
        chase("c1", "2024-07-02T09:00:00", "周五报"),
        chase("c2", "2024-07-05T09:00:00", ""),
        chase("c3", "2024-07-08T09:00:00", ""),
    ];
    let silent = |workspace: Workspace| {
        let mut bench = opened(workspace, day(7, 8));
        bench.press("5");
        let lines = bench.week.list.lines().iter();
        let lines =
            lines.filter(|line| line.under == Under::Section(Section::Silent) && line.item != Item::Head);
        lines.map(|line| line.count).collect::<Vec<_>>()
    };
    assert_eq!(silent(workspace.clone()), [2]);
    workspace.chases.push(chase("c4", "2024-07-08T10:00:00", "明天报"));
    assert!(silent(workspace).is_empty());
}

#[test]
fn what_moved_is_counted_from_the_last_report() {
    let mut bench = opened(busy(), day(7, 8));
    let moved = |bench: &mut Workbench| {
        bench.press("1 5");
        let lines = bench.week.list.lines().iter();
        let mut heads =
            lines.filter(|line| line.under == Under::Section(Section::Moved) && line.item == Item::Head);
        heads.next().map_or(0, |head| head.count)
    };
    assert_eq!(moved(&mut bench), 0);
    bench.week.reported = Some(day(7, 3));
    bench.week.touch();
    assert!(moved(&mut bench) > 0);
}

#[test]
fn the_own_office_is_never_chased() {
    let mut opening = opening(busy(), day(7, 8));
    opening.office = Some("农业农村局".to_owned());
    let mut bench = Workbench::new(opening);
    on_row(&mut bench, 8, "区农业农村局");
    bench.press("c");
    assert!(bench.overlay.is_none());
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::OwnOffice))));
}

#[test]
fn the_calendar_goes_to_days_on_which_something_is_due_and_lists_a_week() {
    let mut bench = opened(with_duties(busy()), day(7, 8));
    bench.press("3 }");
    assert_eq!(bench.calendar.day(), day(7, 10));
    bench.press("{ {");
    assert_eq!(bench.calendar.day(), day(7, 3));
    bench.press("t v v");
    assert_eq!(bench.view(), View::Calendar);
    assert_eq!(bench.calendar.listing(), (day(7, 8), 7));
    assert!(
        bench.calendar.list.lines().iter().all(|line| line.day.is_none_or(|day| day <= self::day(7, 14)))
    );
    bench.press("v");
    assert!(!bench.calendar.listed);
    // The end of the year has the training of all units.
    bench.calendar.go(day(12, 31), &facts!(bench));
    let duties = bench.calendar.list.lines().iter().filter(|line| matches!(line.item, Item::Duty { .. }));
    assert!(duties.count() >= 1);
}

#[test]
fn rounds_and_spans_of_time_limits_are_in_the_calendar() {
    let mut workspace = busy();
    let mut entries = workspace.entries_of(6).to_vec();
    let entry = Arc::make_mut(&mut entries[0]);
    entry.due = "每月28日前".into();
    entry.progress.clear();
    workspace.put_entries(6, entries);
    let mut bench = opened(workspace, day(7, 8));
    bench.press("3");
    assert_eq!(bench.calendar.rounds(day(8, 28)), 1);
    assert_eq!(bench.calendar.rounds(day(12, 28)), 1);
    assert_eq!(bench.calendar.rounds(day(7, 28)), 0);
    bench.calendar.go(day(7, 10), &facts!(bench));
    let spans: Vec<_> = (0..bench.calendar.list.lines().len())
        .filter_map(|place| {
            bench.calendar.list.go(place);
            bench.calendar.span(bench.rows()).cloned()
        })
        .collect();
    assert!(spans.iter().any(|one| (one.first, one.last) == (day(7, 1), day(7, 10))), "{spans:?}");
}

#[test]
fn a_duty_that_units_owe_is_chased_and_its_promise_comes_back() {
    let mut bench = opened(with_duties(busy()), day(12, 20));
    bench.press("5");
    let find = |bench: &Workbench, is_it: &dyn Fn(&Item) -> bool| {
        bench.week.list.lines().iter().position(|line| is_it(&line.item)).unwrap()
    };
    let training = |item: &Item| matches!(item, Item::Duty { duty, unit: None } if duty == "training");
    let place = find(&bench, &training);
    bench.week.list.go(place);
    bench.press("c");
    let Some(Overlay::Chase(form)) = &bench.overlay else { panic!("{:?}", bench.last_notice()) };
    assert!(form.units.len() > 30 && form.tasks.is_empty() && form.duty == "training");
    assert!(form.text.text.contains("年内至少组织一次专门业务培训"), "{}", form.text.text);
    // Of one unit, with a promise.
    bench.press("Esc Enter Down c 1");
    bench.write("下周办");
    bench.press("Tab");
    bench.write("12.27");
    bench.press("Enter");
    let chase = bench.workspace().chases.last().unwrap().clone();
    assert_eq!((chase.units.len(), chase.duty.as_str()), (1, "training"));
    assert!(!chase.is_about(&chase.units[0], 4), "it says nothing of the tasks");
    let mut later = opened(bench.workspace().clone(), day(12, 23));
    later.press("5");
    let promise = |item: &Item| matches!(item, Item::Promise { .. });
    let place = find(&later, &promise);
    later.week.list.go(place);
    later.press("c");
    let Some(Overlay::Chase(form)) = &later.overlay else { panic!("{:?}", later.last_notice()) };
    assert_eq!((form.units.clone(), form.duty.as_str()), (chase.units.clone(), "training"));
    // Met, nothing is owed, and nothing promised.
    later.press("Esc");
    let mut met = later.workspace().clone();
    let held = format!(
        "{{id: h, kind: training, unit: {}, name: 培训, date: 12月21日, state: held, held_on: 2024-12-21}}",
        chase.units[0]
    );
    met.activities.push(Arc::new(serde_yaml::from_str(&held).unwrap()));
    let mut after = opened(met, day(12, 23));
    after.press("5");
    assert!(!after.week.list.lines().iter().any(|line| promise(&line.item)));
}

#[test]
fn m_picks_the_members_whom_a_duty_of_the_task_binds() {
    let mut bench = opened(with_duties(busy()), day(7, 8)).at_task(43);
    bench.press("m");
    let Some(Overlay::Picker(picker)) = &bench.overlay else { panic!("{:?}", bench.last_notice()) };
    assert_eq!((picker.task, &*picker.group), (43, "制定政策性文件的部门"));
    bench.press("Space Down Space Enter");
    assert_eq!(bench.workspace().roster.members(43, "制定政策性文件的部门").len(), 2);
    let owed = crate::domain::duty::obligations(bench.workspace(), bench.rows());
    assert_eq!(owed.iter().filter(|one| one.duty.id == "evaluation" && !one.open_group).count(), 2);
    // A task without such a duty has none.
    let mut bench = opened(with_duties(busy()), day(7, 8)).at_task(7);
    bench.press("m");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::NoOpenGroup))));
}

#[test]
fn one_activity_after_the_other_is_typed_without_leaving_the_form() {
    let mut bench = monday();
    on_row(&mut bench, 45, "区水利局");
    bench.press("a");
    // Nothing typed: F6 passes the unit over, as the form of an entry does.
    bench.press("F6");
    let unit = form(&bench).text("unit").to_owned();
    assert_ne!(unit, "区水利局");
    assert!(bench.workspace().activities.is_empty());
    bench.write("开放食堂");
    bench.press("Tab");
    bench.write("9月");
    bench.press("F6");
    let activities = &bench.workspace().activities;
    assert_eq!(activities.len(), 1, "{:?}", bench.overlay);
    assert_eq!(activities[0].unit, unit);
    // Round through all of them until every unit has one; then one more of the last, and it is said.
    let mut seen = vec![unit];
    loop {
        let next = form(&bench).text("unit").to_owned();
        if seen.contains(&next) {
            break;
        }
        seen.push(next);
        bench.write("开放日");
        bench.press("Tab");
        bench.write("10月");
        bench.press("F6");
    }
    assert!(matches!(bench.last_notice(), Some(Notice::NoneLeft(Some(_)))), "{:?}", bench.last_notice());
    assert!(seen.contains(&"区水利局".to_owned()));
    assert_eq!(bench.workspace().activities.len(), seen.len());
    let owing = &bench.rows().task(45).unwrap().rows;
    assert!(owing.iter().filter(|row| !row.open_group).all(|row| row.light == Light::Done), "{owing:?}");
    // What is wrong is not saved and stays.
    bench.write("无日期");
    bench.press("Tab");
    bench.write("近期");
    bench.press("F6");
    assert_eq!(form(&bench).text("name"), "无日期");
    assert_eq!(bench.workspace().activities.len(), seen.len());
}

#[test]
fn f6_goes_on_with_units_and_duties_and_says_where_nothing_follows() {
    let mut bench = monday();
    bench.press("4");
    bench.press("a");
    bench.write("区新局");
    bench.press("F6");
    assert!(bench.workspace().roster.named("区新局").is_some());
    assert_eq!(form(&bench).text("name"), "");
    assert_eq!(form(&bench).of, RecordOf::Unit(None));
    bench.press("Esc");
    bench.run(crate::workbench::command::Command::Groups);
    bench.press("F6");
    assert!(
        matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::NoNext))),
        "{:?}",
        bench.last_notice()
    );
    assert_eq!(form(&bench).of, RecordOf::Groups);
}

#[test]
fn what_is_typed_in_the_form_of_a_record_comes_back_after_a_crash() {
    let kept = |effects: Vec<Effect>| {
        effects.into_iter().rev().find_map(|effect| match effect {
            Effect::KeepDrafts(forms) => Some(forms),
            _ => None,
        })
    };
    let mut bench = monday();
    on_row(&mut bench, 45, "区水利局");
    assert!(kept(bench.press("a")).is_none(), "nothing is typed");
    let forms = kept(bench.write("节水开放日")).unwrap();
    assert_eq!(forms.len(), 1);
    // The next start offers it.
    let mut next = monday();
    next.offer_drafts(forms.clone());
    assert!(
        matches!(next.standing().first(), Some(Standing::UnsavedRecord { name, .. }) if name == "节水开放日")
    );
    next.press("F2");
    assert_eq!(form(&next).text("name"), "节水开放日");
    assert_eq!(form(&next).text("unit"), "区水利局");
    assert_eq!(form(&next).key(), "date");
    next.write("9月上旬");
    let saved = kept(next.press("Ctrl-S"));
    assert_eq!(saved, Some(Vec::new()), "what is saved is no draft");
    assert_eq!(next.workspace().activities[0].name, "节水开放日");
    // Left and thrown away: nothing is offered.
    bench.press("Esc");
    assert_eq!(kept(bench.press("Esc")), Some(Vec::new()));
    // A unit that is edited comes back as that unit, a new task where it was.
    let mut bench = monday();
    bench.press("4");
    bench.press("e");
    bench.press("Tab");
    bench.press("Tab");
    let forms = kept(bench.write("甲")).unwrap();
    let name = form(&bench).text("name").to_owned();
    let short = form(&bench).text("short").to_owned();
    let mut next = monday();
    next.offer_drafts(forms);
    next.press("F2");
    assert_eq!((form(&next).text("name"), form(&next).text("short")), (name.as_str(), short.as_str()));
    assert!(matches!(&form(&next).of, RecordOf::Unit(Some(unit)) if unit.name == name));
}
