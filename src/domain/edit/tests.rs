//! The rules that bind the fields of an entry together.

use std::sync::Arc;

use super::*;
use crate::domain::Unknown;
use crate::domain::change::inverse;
use crate::domain::sample::{self, date};

const TODAY: &str = "2024-07-08";
const OPEN: &str = "区政府有关部门单位";

fn id(text: &str) -> EntryId {
    EntryId::from_text(text)
}

fn with(entries: Vec<Entry>) -> Workspace {
    let mut workspace = sample::workspace();
    for entry in entries {
        let task = entry.id.task().unwrap();
        let mut all = workspace.entries_of(task).to_vec();
        all.push(Arc::new(entry));
        workspace.put_entries(task, all);
    }
    workspace
}

fn one() -> Workspace {
    with(vec![sample::entry("2-a", &["区民政局"])])
}

/// Works out an edit on `today` and makes it.
fn on<E: std::fmt::Debug>(
    today: &str,
    workspace: &mut Workspace,
    edit: impl FnOnce(&Desk<'_>) -> Result<Draft, E>,
) -> Result<Draft, E> {
    let calendar = Calendar::built_in();
    let draft = edit(&Desk { workspace, calendar: &calendar, today: date(today), by: "张" })?;
    workspace.apply(&draft.ops).unwrap();
    Ok(draft)
}

fn entry(workspace: &Workspace, name: &str) -> Entry {
    workspace.entry(&id(name)).unwrap().1.as_ref().clone()
}

fn given(pairs: &[(&str, &str)]) -> Vec<Given> {
    pairs.iter().map(|(key, text)| (Field::keyed(key).unwrap(), (*text).to_owned())).collect()
}

fn set_status(workspace: &mut Workspace, today: &str, status: Status) {
    on(today, workspace, |desk| super::status(desk, &[id("2-a")], StatusWord::Status(status), "")).unwrap();
}

fn send_back(workspace: &mut Workspace, reason: &str) -> Result<Draft, EditError> {
    on(TODAY, workspace, |desk| super::status(desk, &[id("2-a")], StatusWord::Return, reason))
}

#[test]
fn a_report_notes_its_day_and_a_second_one_keeps_it() {
    let mut workspace = one();
    set_status(&mut workspace, "2024-07-08", Status::Submitted);
    set_status(&mut workspace, "2024-07-20", Status::Done);
    let entry = entry(&workspace, "2-a");
    assert_eq!((entry.status, entry.reported_on), (Some(Status::Done), Some(date("2024-07-08"))));
}

#[test]
fn going_back_to_work_clears_the_day_of_the_report() {
    for status in [Status::NotStarted, Status::InProgress] {
        let mut workspace = one();
        set_status(&mut workspace, TODAY, Status::Done);
        set_status(&mut workspace, TODAY, status);
        assert_eq!(entry(&workspace, "2-a").reported_on, None);
    }
}

#[test]
fn a_pause_keeps_the_day_of_the_report() {
    let mut workspace = one();
    set_status(&mut workspace, TODAY, Status::Submitted);
    set_status(&mut workspace, TODAY, Status::Paused);
    assert_eq!(entry(&workspace, "2-a").reported_on, Some(date(TODAY)));
}

#[test]
fn sending_back_needs_a_reason() {
    let mut workspace = one();
    for reason in ["", "  "] {
        assert!(matches!(
            send_back(&mut workspace, reason),
            Err(EditError::Field { error: FieldError::NoReason, .. })
        ));
    }
    let without = on(TODAY, &mut workspace, |desk| set(desk, &[id("2-a")], &given(&[("status", "5")])));
    assert!(without.is_err());
    assert_eq!(workspace, one());
}

#[test]
fn what_is_sent_back_is_marked_until_it_is_reported_again() {
    let mut workspace = one();
    set_status(&mut workspace, TODAY, Status::Submitted);
    assert_eq!(send_back(&mut workspace, "缺佐证").unwrap().label, Label::Return);
    let back = entry(&workspace, "2-a");
    assert_eq!((back.status, back.reported_on), (Some(Status::InProgress), None));
    assert_eq!(
        back.returned,
        Some(Box::new(Returned {
            date: date(TODAY),
            reason: "缺佐证".to_owned(),
            by: "张".to_owned(),
            unknown: Unknown::new()
        }))
    );
    set_status(&mut workspace, "2024-07-10", Status::Submitted);
    let again = entry(&workspace, "2-a");
    assert_eq!((again.returned, again.reported_on), (None, Some(date("2024-07-10"))));
}

#[test]
fn status_5_takes_its_reason_from_the_same_command() {
    for pairs in [[("status", "5"), ("returned", "缺佐证")], [("returned", "缺佐证"), ("status", "退回")]]
    {
        let mut workspace = one();
        let draft = on(TODAY, &mut workspace, |desk| set(desk, &[id("2-a")], &given(&pairs))).unwrap();
        assert_eq!(draft.label, Label::Return);
        let entry = entry(&workspace, "2-a");
        assert_eq!(entry.status, Some(Status::InProgress));
        assert_eq!(entry.returned.unwrap().reason, "缺佐证");
    }
}

#[test]
fn a_reason_with_a_status_is_noted_and_is_a_filing() {
    let mut workspace = one();
    let word = StatusWord::Status(Status::NotApplicable);
    on(TODAY, &mut workspace, |desk| super::status(desk, &[id("2-a")], word, "李局长称无此职能")).unwrap();
    let entry = entry(&workspace, "2-a");
    assert_eq!(entry.progress[0].text, "不涉及：李局长称无此职能");
    assert_eq!(entry.filed_on, Some(date(TODAY)));
}

#[test]
fn the_day_of_filing_is_set_once() {
    let mut workspace = one();
    let measure = |text: &str| given(&[("measure", text)]);
    on("2024-07-08", &mut workspace, |desk| set(desk, &[id("2-a")], &measure("甲"))).unwrap();
    on("2024-07-20", &mut workspace, |desk| set(desk, &[id("2-a")], &measure("乙"))).unwrap();
    on("2024-07-21", &mut workspace, |desk| note(desk, &[id("2-a")], "已办")).unwrap();
    assert_eq!(entry(&workspace, "2-a").filed_on, Some(date("2024-07-08")));
}

#[test]
fn a_status_alone_is_no_filing_and_a_note_is() {
    let mut workspace = one();
    set_status(&mut workspace, "2024-07-08", Status::InProgress);
    assert_eq!(entry(&workspace, "2-a").filed_on, None);
    on("2024-07-09", &mut workspace, |desk| note(desk, &[id("2-a")], "已办")).unwrap();
    assert_eq!(entry(&workspace, "2-a").filed_on, Some(date("2024-07-09")));
}

#[test]
fn a_note_that_begins_with_a_date_is_noted_on_it() {
    let mut workspace = one();
    for text in ["2024-07-05 已发布", "2024-07-05\u{3000}已发布", "  2024-07-05  已发布"] {
        on(TODAY, &mut workspace, |desk| note(desk, &[id("2-a")], text)).unwrap();
        let last = entry(&workspace, "2-a").progress.last().cloned().unwrap();
        assert_eq!((last.date, last.text.as_str()), (date("2024-07-05"), "已发布"), "{text}");
        assert_eq!(last.by, "张");
    }
}

#[test]
fn a_date_alone_a_date_to_come_and_a_plain_text_are_noted_today_as_they_stand() {
    let mut workspace = one();
    for text in ["2024-07-05", "2024-07-20 将召开会议", "已发布 3 篇", "局长说 2024-07-05 已发布"]
    {
        on(TODAY, &mut workspace, |desk| note(desk, &[id("2-a")], text)).unwrap();
        let last = entry(&workspace, "2-a").progress.last().cloned().unwrap();
        assert_eq!((last.date, last.text.as_str()), (date(TODAY), text));
    }
    assert_eq!(on(TODAY, &mut workspace, |desk| note(desk, &[id("2-a")], " \n")), Err(EditError::EmptyText));
}

#[test]
fn an_extension_moves_the_limit_and_keeps_the_original_each_time() {
    let mut workspace = one();
    let mut move_to = |to: &str| {
        on(TODAY, &mut workspace, |desk| extend(desk, &id("2-a"), to, "等数据", "李", "电话")).unwrap()
    };
    assert_eq!(move_to("2024-10-15").label, Label::Extend);
    move_to("2024-11-15");
    let entry = entry(&workspace, "2-a");
    assert_eq!(entry.due, "2024-11-15");
    // The first was the task's own.
    let steps: Vec<(&str, &str)> =
        entry.extensions.iter().map(|one| (one.from.as_str(), one.to.as_str())).collect();
    assert_eq!(steps, [("2024-09-30", "2024-10-15"), ("2024-10-15", "2024-11-15")]);
    assert_eq!(entry.original_due(), Some("2024-09-30"));
    assert_eq!(entry.extensions[0].asked_on, date(TODAY));
}

#[test]
fn setting_the_limit_is_a_correction_and_no_extension() {
    let mut workspace = one();
    on(TODAY, &mut workspace, |desk| set(desk, &[id("2-a")], &given(&[("due", "2024-10-15")]))).unwrap();
    let entry = entry(&workspace, "2-a");
    assert_eq!((entry.due.as_str(), entry.extensions.len()), ("2024-10-15", 0));
    assert_eq!(
        on(TODAY, &mut workspace, |desk| extend(desk, &id("2-a"), " ", "x", "", "")),
        Err(EditError::EmptyText)
    );
}

#[test]
fn an_extension_needs_its_reason() {
    let mut workspace = one();
    for reason in ["", " ", "\u{3000}"] {
        let outcome = on(TODAY, &mut workspace, |desk| extend(desk, &id("2-a"), "10月底前", reason, "", ""));
        assert_eq!(outcome, Err(EditError::NoExtensionReason));
    }
    assert!(entry(&workspace, "2-a").extensions.is_empty());
}

#[test]
fn many_entries_are_set_in_one_draft_and_taken_back_in_one() {
    let before = with(vec![
        sample::entry("1-a", &["区民政局"]),
        sample::entry("2-a", &["区民政局"]),
        sample::entry("2-b", &["北郊镇"]),
    ]);
    let mut workspace = before.clone();
    let ids = ["1-a", "2-a", "2-b"].map(id);
    let pairs = given(&[("person", "王"), ("status", "推进中")]);
    let draft = on(TODAY, &mut workspace, |desk| set(desk, &ids, &pairs)).unwrap();
    assert!(workspace.entries().all(|(_, entry)| entry.person == "王"));
    workspace.apply(&inverse(&draft.ops)).unwrap();
    assert_eq!(workspace, before);
}

#[test]
fn an_entry_marked_twice_is_changed_once() {
    let mut workspace = one();
    let twice = [id("2-a"), id("2-a")];
    on(TODAY, &mut workspace, |desk| note(desk, &twice, "已办")).unwrap();
    assert_eq!(entry(&workspace, "2-a").progress.len(), 1);
    on(TODAY, &mut workspace, |desk| set(desk, &twice, &given(&[("person", "王")]))).unwrap();
    on(TODAY, &mut workspace, |desk| super::status(desk, &twice, StatusWord::Status(Status::Done), ""))
        .unwrap();
    on(TODAY, &mut workspace, |desk| remove(desk, &twice)).unwrap();
    assert_eq!(workspace, sample::workspace());
}

#[test]
fn one_unknown_entry_among_many_stops_the_whole_edit() {
    let mut workspace = one();
    let ids = [id("2-a"), id("9-z")];
    let edit = on(TODAY, &mut workspace, |desk| set(desk, &ids, &given(&[("person", "王")])));
    assert_eq!(edit, Err(EditError::UnknownEntry("9-z".to_owned())));
    assert_eq!(workspace, one());
}

#[test]
fn entries_removed_and_put_back_stand_in_their_order() {
    let names = ["2-a", "2-b", "2-c", "2-d", "1-a"];
    let before = with(names.map(|name| sample::entry(name, &["区民政局"])).to_vec());
    let mut workspace = before.clone();
    let ids = ["2-d", "2-b", "1-a", "2-a"].map(id);
    let draft = on(TODAY, &mut workspace, |desk| remove(desk, &ids)).unwrap();
    assert_eq!(workspace.entries().count(), 1);
    workspace.apply(&inverse(&draft.ops)).unwrap();
    assert_eq!(workspace, before);
}

#[test]
fn a_new_entry_is_put_last_with_what_was_given() {
    let mut workspace = one();
    let pairs = given(&[("measure", "做"), ("status", "3"), ("also_tasks", "1")]);
    let draft = on(TODAY, &mut workspace, |desk| {
        add(desk, 2, vec!["北郊镇".to_owned()], &pairs, EntryId::new(2, 0x1234))
    })
    .unwrap();
    assert_eq!((draft.label, draft.ops.len()), (Label::Add, 1));
    let new = workspace.entries_of(2)[1].as_ref();
    assert_eq!((new.units[0].as_str(), new.measure.as_str()), ("北郊镇", "做"));
    assert_eq!(
        (new.status, new.filed_on, new.reported_on),
        (Some(Status::Submitted), Some(date(TODAY)), Some(date(TODAY)))
    );
}

#[test]
fn a_new_entry_needs_a_task_and_a_unit() {
    let mut workspace = one();
    let unknown =
        on(TODAY, &mut workspace, |desk| add(desk, 99, vec!["北郊镇".to_owned()], &[], EntryId::new(99, 1)));
    assert_eq!(unknown, Err(EditError::UnknownTask("99".to_owned())));
    let nobody = on(TODAY, &mut workspace, |desk| add(desk, 2, Vec::new(), &[], EntryId::new(2, 1)));
    assert!(matches!(nobody, Err(EditError::Field { error: FieldError::NoUnit, .. })));
}

#[test]
fn the_units_of_an_entry_can_be_exchanged_for_others() {
    let mut workspace = one();
    on(TODAY, &mut workspace, |desk| set(desk, &[id("2-a")], &given(&[("units", "财政局、北郊")]))).unwrap();
    assert_eq!(entry(&workspace, "2-a").units, ["区财政局", "北郊镇"]);
    on(TODAY, &mut workspace, |desk| set(desk, &[id("2-a")], &given(&[("units", "水利局")]))).unwrap();
    assert_eq!(entry(&workspace, "2-a").units, ["区水利局"]);
}

#[test]
fn what_changes_nothing_has_no_ops() {
    let mut workspace = one();
    let pairs = given(&[("person", "王"), ("status", "2"), ("percent", "40")]);
    on(TODAY, &mut workspace, |desk| set(desk, &[id("2-a")], &pairs)).unwrap();
    let again = on("2024-07-09", &mut workspace, |desk| set(desk, &[id("2-a")], &pairs)).unwrap();
    assert_eq!(again.ops, []);
}

#[test]
fn members_are_picked_changed_and_taken_back() {
    let units = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let before = one();
    let mut workspace = before.clone();
    let first =
        on(TODAY, &mut workspace, |desk| members(desk, 3, OPEN, &units(&["区民政局", "区水利局"]))).unwrap();
    assert_eq!(workspace.roster.members(3, OPEN), ["区民政局", "区水利局"]);
    let second =
        on(TODAY, &mut workspace, |desk| members(desk, 3, OPEN, &units(&["区财政局", "区水利局"]))).unwrap();
    assert_eq!(workspace.roster.members(3, OPEN), ["区财政局", "区水利局"]);
    workspace.apply(&inverse(&second.ops)).unwrap();
    workspace.apply(&inverse(&first.ops)).unwrap();
    assert_eq!(workspace, before);
    let closed = on(TODAY, &mut workspace, |desk| members(desk, 2, "各镇（街道）", &units(&["北郊镇"])));
    assert_eq!(closed, Err(EditError::NotOpen("各镇（街道）".to_owned())));
    let of_another = on(TODAY, &mut workspace, |desk| members(desk, 2, OPEN, &units(&["北郊镇"])));
    assert_eq!(of_another, Err(EditError::NotOpen(OPEN.to_owned())));
}

#[test]
fn a_waiver_is_given_and_taken_back_by_the_same_key() {
    let mut workspace = one();
    let toggle = |desk: &Desk<'_>| Ok::<_, EditError>(waive(desk, 2, "区民政局", "无此职能"));
    on(TODAY, &mut workspace, toggle).unwrap();
    let waiver = workspace.roster.waiver(2, "区民政局", &[]).unwrap();
    assert_eq!((waiver.reason.as_str(), waiver.day, waiver.by.as_str()), ("无此职能", date(TODAY), "张"));
    assert!(workspace.roster.waiver(1, "区民政局", &[]).is_none());
    on(TODAY, &mut workspace, toggle).unwrap();
    assert_eq!(workspace, one());
}
