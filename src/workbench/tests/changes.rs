use crate::domain::change::{Change, ChangeError, Draft, Label, Target, inverse};
use crate::domain::edit::EditError;
use crate::domain::entry::Entry;
use crate::domain::light::Light;
use crate::domain::status::Status;
use crate::workbench::command::Command;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::{Asked, Overlay};
use crate::workbench::tests::desk::{day, fresh, monday, opened};
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Workbench};

fn draft(effects: &[Effect]) -> Draft {
    let mut drafts = effects.iter().filter_map(|effect| match effect {
        Effect::Commit { draft, .. } => Some(draft.clone()),
        _ => None,
    });
    match (drafts.next(), drafts.next()) {
        (Some(draft), None) => draft,
        _ => panic!("{effects:?}"),
    }
}

fn change(draft: Draft, undoes: bool) -> Change {
    let at = day(7, 8).and_hms_opt(9, 0, 0).unwrap();
    let ops = if undoes { inverse(&draft.ops) } else { draft.ops };
    Change {
        id: "ab3k-2".to_owned(),
        counter: 2,
        at,
        by: "张某".to_owned(),
        label: draft.label,
        undoes: Some("ab3k-1".to_owned()),
        redoes: None,
        ops,
    }
}

fn only_entry(bench: &Workbench, task: u32) -> Entry {
    let entries = bench.workspace().entries_of(task);
    assert_eq!(entries.len(), 1);
    entries[0].as_ref().clone()
}

#[test]
fn a_digit_sets_the_status_and_the_change_waits_to_be_saved() {
    let mut bench = monday().at_task(6);
    assert!(bench.press("s").is_empty());
    let effects = bench.press("3");
    assert_eq!(draft(&effects).label, Label::Status);
    assert_eq!(only_entry(&bench, 6).status(), Status::Submitted);
    assert_eq!(only_entry(&bench, 6).reported_on, Some(day(7, 8)));
    assert!(!bench.saving().is_saved());
    let Some(Effect::Commit { ticket, .. }) = effects.first() else { panic!() };
    bench.saved(*ticket);
    assert!(bench.saving().is_saved());
    assert_eq!(*bench.node(), Node::Task(6));
}

#[test]
fn full_width_digits_choose_too_and_arrows_with_enter() {
    let mut bench = monday().at_task(6);
    bench.write("ｓ４");
    assert_eq!(only_entry(&bench, 6).status(), Status::Done);
    bench.press("F4 Up Enter");
    assert_eq!(only_entry(&bench, 6).status(), Status::Submitted);
    bench.press("F4 9");
    assert!(matches!(bench.overlay, Some(Overlay::Status(_))));
    bench.press("s");
    assert!(bench.overlay.is_none());
}

#[test]
fn the_same_status_again_is_no_change() {
    let mut bench = monday().at_task(6);
    assert!(bench.press("s 2").is_empty());
    assert_eq!(bench.last_notice(), Some(&Notice::Same));
}

#[test]
fn returning_asks_for_a_reason_and_needs_one() {
    let mut bench = monday().at_task(6);
    assert!(bench.press("s 5 Enter").is_empty());
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(EditError::Field { .. }))));
    bench.write("请补充链接");
    assert_eq!(draft(&bench.press("Enter")).label, Label::Return);
    let entry = only_entry(&bench, 6);
    assert_eq!(entry.returned.unwrap().reason, "请补充链接");
}

#[test]
fn not_applicable_asks_who_said_so_but_takes_silence() {
    let mut bench = monday().at_task(6);
    bench.press("s 7 Enter");
    assert_eq!(only_entry(&bench, 6).status(), Status::NotApplicable);
    assert_eq!(only_entry(&bench, 6).progress.len(), 1);
    bench.press("s 2 s 7");
    bench.write("李科长电话");
    bench.press("Enter");
    assert_eq!(only_entry(&bench, 6).progress.len(), 2);
}

#[test]
fn a_key_on_a_row_without_an_entry_makes_one_in_the_same_change() {
    for (keys, text) in
        [("s 2", ""), ("n", "已联系"), ("p", "40"), ("a", "发布政策清单"), ("e", "发布政策清单")]
    {
        let mut bench = monday().at_task(8);
        bench.press(keys);
        let effects = if text.is_empty() {
            Vec::new()
        } else {
            bench.write(text);
            bench.press(if matches!(keys, "a" | "e") { "Ctrl-S" } else { "Enter" })
        };
        let entry = only_entry(&bench, 8);
        assert_eq!(entry.units, ["区农业农村局"], "{keys}");
        assert_eq!(*bench.node(), Node::Task(8));
        let made = bench.saving().pending().next().unwrap().1.clone();
        if !effects.is_empty() {
            assert_eq!(draft(&effects), made);
        }
        // One undo takes all of it back.
        bench.save_all();
        bench.undone(change(made, true));
        assert!(bench.workspace().entries_of(8).is_empty());
        assert!(matches!(bench.last_notice(), Some(Notice::Undone(_))));
    }
}

#[test]
fn a_note_may_begin_with_its_date_and_escape_saves_nothing() {
    let mut bench = monday().at_task(6);
    bench.press("n");
    bench.write("2024-07-05 电话已问");
    bench.press("Enter");
    let entry = only_entry(&bench, 6);
    let note = entry.progress.last().unwrap();
    assert_eq!((note.date, note.text.as_str()), (day(7, 5), "电话已问"));
    bench.press("F5");
    bench.write("不要");
    assert!(bench.press("Esc").is_empty());
    assert_eq!(only_entry(&bench, 6), entry);
    bench.press("n");
    assert!(bench.press("Enter").is_empty());
    assert_eq!(bench.last_notice(), Some(&Notice::Refused(EditError::EmptyText)));
    assert!(bench.overlay.is_some());
}

#[test]
fn a_percentage_that_is_none_is_refused_and_stays_in_the_field() {
    let mut bench = monday().at_task(6);
    bench.press("p Backspace Backspace");
    bench.write("140");
    assert!(bench.press("Enter").is_empty());
    assert!(matches!(&bench.overlay, Some(Overlay::Prompt(prompt)) if prompt.line.text() == "140"));
    bench.press("Backspace Enter");
    assert_eq!(only_entry(&bench, 6).percent, Some(14));
}

#[test]
fn removing_needs_an_entry_and_leaves_the_unit_selected() {
    let mut bench = monday();
    assert!(bench.reach(1, |node| matches!(node, Node::Entry { .. })));
    assert_eq!(draft(&bench.press("d")).label, Label::Remove);
    // The unit is one of its group's again.
    assert!(matches!(bench.node(), Node::Group { task: 1, .. }));
    let mut bench = monday().at_task(8);
    bench.press("d");
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::Remove, WhyNot::NoEntry)));
}

#[test]
fn a_unit_line_becomes_its_entry_and_back() {
    let mut bench = monday();
    bench.reach(1, |node| matches!(node, Node::Group { .. }));
    bench.press("Enter Down");
    let unit = bench.node().clone();
    let made = draft(&bench.press("s 2"));
    assert!(matches!(bench.node(), Node::Entry { task: 1, .. }));
    bench.undone(change(made, true));
    assert_eq!(*bench.node(), unit);
}

#[test]
fn an_open_group_asks_for_its_members_first() {
    let mut bench = monday();
    assert!(bench.reach(1, |node| matches!(node, Node::OpenGroup { .. })));
    let group = bench.node().clone();
    for key in ["s", "n", "p", "a", "e", "m"] {
        bench.press(key);
        assert!(matches!(bench.overlay, Some(Overlay::Picker(_))), "{key}");
        bench.press("Esc");
    }
    bench.press("m");
    bench.write("mzj");
    bench.press("Space");
    bench.write("水利");
    bench.handle(crate::workbench::Input::Key(crate::workbench::tests::desk::event("\u{3000}")));
    let effects = bench.press("Enter");
    assert_eq!(draft(&effects).label, Label::Members);
    let roster = &bench.workspace().roster;
    assert_eq!(roster.members(1, "区政府有关部门单位"), ["区民政局", "区水利局"]);
    assert!(matches!(bench.node(), Node::Group { .. }), "{:?}", bench.node());
    assert_ne!(*bench.node(), group);
    bench.press("m");
    let Some(Overlay::Picker(picker)) = &bench.overlay else { panic!() };
    assert_eq!(picker.marked().len(), 2);
    let mut bench = monday().at_task(6);
    bench.press("m");
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::Members, WhyNot::NoOpenGroup)));
}

#[test]
fn a_waiver_is_given_with_a_reason_and_taken_back() {
    let mut bench = monday().at_task(8);
    bench.press("w");
    assert!(
        matches!(&bench.overlay, Some(Overlay::Prompt(it)) if it.asked == Asked::Waiver { group: false })
    );
    bench.write("并入任务7");
    bench.press("Enter");
    assert_eq!(bench.rows().task(8).unwrap().rows[0].light, Light::Excluded);
    bench.press("w");
    assert_eq!(bench.rows().task(8).unwrap().rows[0].light, Light::Unreported);
    // A group's waiver is taken back at the group.
    bench.reach(1, |node| matches!(node, Node::Group { .. }));
    bench.press("w Enter Enter Down w");
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::Waive, WhyNot::WaivedByGroup)));
}

#[test]
fn a_line_that_stands_for_many_rows_says_so() {
    let mut bench = monday().at_task(1);
    bench.press("s");
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::Status, WhyNot::ManyRows)));
    bench.press("K n");
    assert_eq!(bench.last_notice(), Some(&Notice::NotHere(Command::Note, WhyNot::NoTask)));
}

#[test]
fn a_conflict_takes_the_change_back_and_says_so() {
    let mut bench = monday().at_task(6);
    let before = only_entry(&bench, 6);
    bench.press("s 4");
    let error = ChangeError::Missing(Target::Entry { task: 6, id: before.id.clone() });
    let ticket = bench.saving().pending().next().unwrap().0;
    bench.conflict(ticket, error.clone());
    assert_eq!(only_entry(&bench, 6), before);
    assert!(bench.saving().is_saved());
    assert!(matches!(bench.last_notice(), Some(Notice::TakenBack(_, found)) if *found == error));
}

#[test]
fn trouble_with_the_disk_is_said_while_keys_still_work() {
    let mut bench = monday().at_task(6);
    bench.press("s 4");
    bench.unsaved_because("磁盘已满".to_owned());
    assert_eq!(bench.saving().trouble(), Some("磁盘已满"));
    bench.press("n");
    bench.write("已核");
    bench.press("Enter");
    assert_eq!(bench.saving().pending().count(), 2);
    // Quitting asks for a second press, and only for one that follows at once.
    assert!(bench.press("q").is_empty());
    assert_eq!(bench.last_notice(), Some(&Notice::QuitUnsaved));
    assert!(bench.press("Down q").is_empty());
    assert_eq!(bench.press("F10"), [Effect::Quit]);
    bench.save_all();
    assert_eq!(bench.saving().trouble(), None);
    assert_eq!(bench.press("Ctrl-Q"), [Effect::Quit]);
}

#[test]
fn a_part_that_cannot_be_read_cannot_be_changed() {
    let mut workspace = fresh();
    workspace.mark_unreadable(crate::domain::change::Part::Entries(8), true);
    let mut bench = opened(workspace, day(7, 8)).at_task(8);
    assert!(bench.press("s 2").is_empty());
    assert!(matches!(bench.last_notice(), Some(Notice::Conflict(ChangeError::Unreadable(_)))));
    assert!(bench.saving().is_saved());
}
