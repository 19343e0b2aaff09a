use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::domain::edit::EditError;
use crate::domain::entry::Entry;
use crate::domain::field::FieldError;
use crate::domain::status::Status;
use crate::store::draft::DraftForm;
use crate::workbench::notice::{Notice, Standing, WhyNot};
use crate::workbench::overlay::{EntryForm, Overlay, Said};
use crate::workbench::tests::desk::{day, monday};
use crate::workbench::{Effect, Input, Workbench};

fn form(bench: &Workbench) -> &EntryForm {
    match &bench.overlay {
        Some(Overlay::Form(form)) => form,
        other => panic!("{other:?} {:?}", bench.last_notice()),
    }
}

fn key(bench: &Workbench) -> &'static str {
    form(bench).focused().unwrap().field.key
}

/// Goes to a field by the keys a person has.
fn at(bench: &mut Workbench, wanted: &str) {
    bench.press("PageUp");
    while key(bench) != wanted {
        bench.press("Enter");
        assert!(bench.last_notice().is_none(), "{wanted}");
    }
}

fn fill(bench: &mut Workbench, field: &str, text: &str) {
    at(bench, field);
    bench.press("Ctrl-U");
    bench.write(text);
}

fn commits(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Commit { .. })).count()
}

fn kept(effects: &[Effect]) -> Option<&Vec<DraftForm>> {
    effects.iter().rev().find_map(|effect| match effect {
        Effect::KeepDrafts(forms) => Some(forms),
        _ => None,
    })
}

fn last_of(bench: &Workbench, task: u32) -> Entry {
    bench.workspace().entries_of(task).last().unwrap().as_ref().clone()
}

#[test]
fn a_new_entry_takes_the_first_unit_that_has_not_reported() {
    let mut bench = monday().at_task(1);
    bench.press("a");
    assert_eq!(form(&bench).units(), "大街街道");
    assert_eq!(key(&bench), "measure");
    fill(&mut bench, "units", "南郊");
    bench.press("Tab");
    // The list was open: Tab took its first name.
    assert_eq!((form(&bench).units().as_str(), key(&bench)), ("南郊镇", "units"));
    fill(&mut bench, "measure", "公开目录");
    assert_eq!(commits(&bench.press("Ctrl-S")), 1);
    let entry = last_of(&bench, 1);
    assert_eq!((entry.units[0].as_str(), entry.measure.as_str()), ("南郊镇", "公开目录"));
    assert_eq!(entry.filed_on, Some(day(7, 8)));
    assert!(bench.overlay.is_none());
}

#[test]
fn every_field_is_saved_in_one_change() {
    let mut bench = monday().at_task(8);
    bench.press("F6");
    for (field, text) in [
        ("units", "农业农村局，区水利局"),
        ("also_tasks", "7、9"),
        ("measure", "公开清单"),
        ("deliverable", "清单"),
        ("leader", "李某"),
        ("section", "办公室"),
        ("person", "张某"),
        ("contact", "0533-0000000"),
        ("start", "7月1日"),
        ("due", "7月上旬"),
        ("status", "2"),
        ("percent", "４０％"),
        ("progress", "7.5 电话已问"),
        ("evidence", "http://a"),
        ("problem", "人手不足"),
        ("help", "请财政局协调"),
        ("tags", "重点、乡村"),
        ("remark", "备注一"),
    ] {
        fill(&mut bench, field, text);
        if matches!(field, "measure" | "evidence") {
            bench.press("Alt-Enter");
            bench.write("第二行");
        }
    }
    assert_eq!(commits(&bench.press("Ctrl-S")), 1);
    let entry = last_of(&bench, 8);
    assert_eq!(entry.units, ["区农业农村局", "区水利局"]);
    assert_eq!(entry.also_tasks, [7, 9]);
    assert_eq!(entry.measure, "公开清单\n第二行");
    let line = [&entry.deliverable, &entry.leader, &entry.section, &entry.person, &entry.contact];
    assert_eq!(line, ["清单", "李某", "办公室", "张某", "0533-0000000"]);
    assert_eq!((entry.start.as_str(), entry.due.as_str()), ("7月1日", "7月上旬"));
    assert_eq!((entry.status(), entry.percent), (Status::InProgress, Some(40)));
    assert_eq!((entry.progress[0].date, entry.progress[0].text.as_str()), (day(7, 5), "电话已问"));
    assert_eq!(entry.evidence.len(), 2);
    assert_eq!((entry.problem.as_str(), entry.help.as_str()), ("人手不足", "请财政局协调"));
    assert_eq!(entry.tags, ["重点", "乡村"]);
    assert_eq!(entry.remark, "备注一");
}

#[test]
fn an_edit_saves_only_what_was_changed() {
    let mut bench = monday().at_task(6);
    bench.press("e");
    assert!(bench.press("Ctrl-S").is_empty());
    assert_eq!(bench.last_notice(), Some(&Notice::Same));
    bench.press("e End");
    bench.write("，及时回应");
    let effects = bench.press("Ctrl-S");
    let Some(Effect::Commit { draft, .. }) = effects.iter().find(|it| matches!(it, Effect::Commit { .. }))
    else {
        panic!()
    };
    assert_eq!(draft.ops.len(), 1);
    assert!(last_of(&bench, 6).measure.ends_with("，及时回应"));
}

#[test]
fn what_cannot_be_read_stays_as_typed_and_is_said_under_its_field() {
    let mut bench = monday().at_task(8);
    bench.press("a");
    bench.write("公开清单");
    fill(&mut bench, "percent", "140");
    fill(&mut bench, "also_tasks", "999");
    fill(&mut bench, "due", "看情况再说");
    let before: Vec<String> = form(&bench).fields.iter().map(|one| one.editor.text()).collect();
    for (wrong, mend) in [("also_tasks", "9"), ("percent", "14")] {
        assert_eq!(commits(&bench.press("Ctrl-S")), 0);
        assert!(matches!(bench.last_notice(), Some(Notice::Refused(EditError::Field { .. }))));
        assert_eq!(key(&bench), wrong);
        assert!(matches!(form(&bench).focused().unwrap().said[..], [Said::Wrong(_)]));
        let now: Vec<String> = form(&bench).fields.iter().map(|one| one.editor.text()).collect();
        assert!(now.iter().zip(&before).all(|(now, before)| now == before || before == "999"));
        fill(&mut bench, wrong, mend);
    }
    assert_eq!(commits(&bench.press("Ctrl-S")), 1);
    assert_eq!(last_of(&bench, 8).due, "看情况再说");
}

#[test]
fn a_unit_that_is_none_is_said_and_completed_by_sound() {
    let mut bench = monday().at_task(1);
    bench.press("a");
    fill(&mut bench, "units", "民正据");
    assert_eq!(commits(&bench.press("Esc Ctrl-S")), 0);
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(EditError::Unit(_) | EditError::EmptyText))));
    assert_eq!(key(&bench), "units");
    fill(&mut bench, "units", "区水利局、mzj");
    let list = form(&bench).list.clone().unwrap();
    assert_eq!(list.shown[0], "区民政局");
    bench.press("Right");
    assert_eq!(form(&bench).units(), "区水利局、区民政局");
    fill(&mut bench, "units", "jtys");
    bench.press("Down Enter");
    assert!(form(&bench).units().contains("交通"));
    bench.press("Enter");
    assert_eq!(key(&bench), "also_tasks");
}

#[test]
fn people_come_from_the_last_entry_of_the_unit_and_phrases_from_the_task() {
    let mut bench = monday().at_task(8);
    bench.press("a");
    bench.write("公开");
    for (field, text) in [("leader", "李某"), ("person", "张某"), ("contact", "6180000")] {
        fill(&mut bench, field, text);
    }
    bench.press("Ctrl-S");
    let mut bench = bench.at_task(7);
    bench.press("a");
    fill(&mut bench, "units", "区农业农村局");
    bench.press("Enter");
    assert_eq!(form(&bench).text("leader"), "李某");
    assert_eq!(form(&bench).text("contact"), "6180000");
    fill(&mut bench, "person", "zm");
    assert_eq!(form(&bench).list.as_ref().unwrap().shown, ["张某"]);
    fill(&mut bench, "measure", "先做别的；更新");
    bench.press("Right");
    assert_eq!(form(&bench).text("measure"), "先做别的；更新惠农政策专栏");
    // Another unit, other people.
    fill(&mut bench, "units", "区水利局");
    bench.press("Enter");
    assert_eq!(form(&bench).text("leader"), "");
    assert_eq!(form(&bench).text("person"), "zm");
}

#[test]
fn times_are_read_while_they_are_typed() {
    let mut bench = monday().at_task(45);
    bench.press("a");
    if bench.overlay.is_none() {
        return;
    }
    let mut bench = monday().at_task(6);
    bench.press("e");
    fill(&mut bench, "due", "7月上旬");
    let said = |bench: &Workbench, key: &str| {
        let form = form(bench);
        form.fields[form.place(key)].said.clone()
    };
    assert!(matches!(said(&bench, "due")[..], [Said::When(_, Some(last))] if last == day(7, 10)));
    fill(&mut bench, "due", "9月前");
    assert!(matches!(said(&bench, "due")[..], [Said::When(..), Said::Doubt(_)]));
    fill(&mut bench, "status", "3");
    assert_eq!(said(&bench, "status"), [Said::Status(Status::Submitted)]);
    fill(&mut bench, "status", "5");
    assert_eq!(said(&bench, "status"), [Said::ReturnElsewhere]);
    assert_eq!(commits(&bench.press("Ctrl-S")), 0);
    assert!(matches!(
        bench.last_notice(),
        Some(Notice::Refused(EditError::Field { error: FieldError::NoReason, .. }))
    ));
    let requirement = bench.plan().task(6).unwrap().requirement.clone();
    fill(&mut bench, "measure", &requirement);
    assert_eq!(said(&bench, "measure"), [Said::Repeats]);
}

#[test]
fn f6_saves_and_goes_on_with_the_next_unit() {
    let mut bench = monday().at_task(1);
    bench.press("F6");
    let mut units = Vec::new();
    for _ in 0..3 {
        units.push(form(&bench).units());
        bench.write("公开政策清单");
        assert_eq!(commits(&bench.press("F6")), 1);
        assert!(form(&bench).entry.is_none());
        assert_eq!(form(&bench).text("measure"), "");
        assert_eq!(key(&bench), "measure");
    }
    let mut unique = units.clone();
    unique.dedup();
    assert_eq!(unique.len(), 3);
    for unit in units {
        assert!(bench.workspace().entries_of(1).iter().any(|entry| entry.units == [unit.clone()]));
    }
    // After the last one it says that nobody is left, and goes on with the same unit: what is typed now is no search.
    let mut bench = monday().at_task(8);
    bench.press("a");
    let unit = form(&bench).units();
    bench.write("公开");
    bench.press("F6");
    assert!(matches!(bench.last_notice(), Some(Notice::NoneLeft(Some(_)))));
    assert_eq!(form(&bench).units(), unit);
    assert_eq!(key(&bench), "measure");
    bench.press("Esc");
    assert!(bench.overlay.is_none());
}

#[test]
fn leaving_asks_only_if_something_was_typed() {
    let mut bench = monday().at_task(8);
    bench.press("a Esc");
    assert!(bench.overlay.is_none());
    bench.press("a");
    bench.write("公");
    bench.press("Esc");
    assert_eq!(bench.last_notice(), Some(&Notice::LeaveForm));
    bench.write("开");
    bench.press("Esc");
    assert!(bench.overlay.is_some());
    let effects = bench.press("Esc");
    assert_eq!(kept(&effects), Some(&Vec::new()));
    assert!(bench.overlay.is_none());
    assert!(bench.workspace().entries_of(8).is_empty());
}

#[test]
fn a_field_has_its_own_undo_words_and_lines() {
    let mut bench = monday().at_task(8);
    bench.press("a");
    bench.write("政务公开，政策解读");
    bench.press("Ctrl-W");
    assert_eq!(form(&bench).text("measure"), "政务公开，");
    bench.press("Ctrl-Z");
    assert_eq!(form(&bench).text("measure"), "政务公开，政策解读");
    bench.handle(Input::Paste("\r\n一、\r\n二\u{1b}、\r\n".to_owned()));
    assert_eq!(form(&bench).text("measure"), "政务公开，政策解读\n一、\n二、");
    bench.press("Up Up Home Backspace Down Down Down");
    assert_eq!(key(&bench), "deliverable");
    bench.press("Alt-Enter");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::OneLine))));
    bench.press("PageDown");
    assert_eq!(key(&bench), "remark");
    bench.write("e\u{301}");
    bench.press("Backspace");
    assert_eq!(form(&bench).text("remark"), "");
    bench.press("Enter");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::LastField))));
    bench.press("PageUp BackTab");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::FirstField))));
}

#[test]
fn what_is_typed_is_kept_and_offered_at_the_next_start() {
    let mut bench = monday().at_task(8);
    let effects = bench.press("a");
    assert!(kept(&effects).is_none());
    let effects = bench.write("公开清单");
    assert_eq!(effects.len(), 4);
    let forms = kept(&effects).unwrap().clone();
    assert_eq!(forms[0].fields["measure"], "公开清单");
    assert_eq!(forms[0].fields["units"], "区农业农村局");
    // The next start.
    let mut bench = monday().at_task(6);
    bench.offer_drafts(forms.clone());
    assert!(matches!(&bench.standing()[0], Standing::UnsavedForm { unit, .. } if unit == "区农业农村局"));
    // Another form does not push it out.
    bench.press("e");
    let effects = bench.write("甲");
    assert_eq!(kept(&effects).unwrap().len(), 2);
    bench.press("Esc Esc F2");
    assert_eq!(form(&bench).text("measure"), "公开清单");
    assert!(bench.standing().is_empty());
    let effects = bench.press("Ctrl-S");
    assert_eq!(commits(&effects), 1);
    assert_eq!(kept(&effects), Some(&Vec::new()));
    assert_eq!(last_of(&bench, 8).measure, "公开清单");
    bench.press("F2");
    assert!(form(&bench).entry.is_some());
}

#[test]
fn an_edited_entry_is_resumed_on_what_stands_now() {
    let mut bench = monday().at_task(6);
    let id = last_of(&bench, 6).id;
    let draft = DraftForm {
        task: 6,
        entry: Some(id),
        fields: [("remark".into(), "写了一半".into())].into(),
        ..DraftForm::default()
    };
    bench.offer_drafts(vec![draft]);
    bench.press("F2 Ctrl-S");
    let entry = last_of(&bench, 6);
    assert_eq!(entry.remark, "写了一半");
    assert!(!entry.measure.is_empty());
    let gone = DraftForm {
        task: 6,
        entry: Some(crate::domain::entry::EntryId::from_text("6-zzzzz")),
        fields: [("measure".into(), "公开".into())].into(),
        ..DraftForm::default()
    };
    bench.offer_drafts(vec![gone]);
    bench.handle(Input::Key(KeyEvent::new(KeyCode::F(2), KeyModifiers::NONE)));
    assert!(form(&bench).entry.is_none());
    assert_eq!(key(&bench), "units");
}

#[test]
fn a_long_field_goes_to_the_editor_and_comes_back_into_it() {
    let mut bench = monday();
    bench.press("} e");
    fill(&mut bench, "measure", "拟订清单");
    let effects = bench.press("Alt-E");
    assert_eq!(effects.last(), Some(&Effect::EditText("拟订清单".to_owned())));
    bench.text_edited(Ok("拟订清单；\n征求意见。\n".to_owned()));
    assert_eq!(form(&bench).focused().unwrap().editor.text(), "拟订清单；\n征求意见。");
    // What the editor could not do changes nothing, and is said.
    bench.press("Alt-E");
    bench.text_edited(Err("vi: 没有这个程序".to_owned()));
    assert_eq!(bench.last_notice(), Some(&Notice::Text("vi: 没有这个程序".to_owned())));
    assert_eq!(form(&bench).focused().unwrap().editor.text(), "拟订清单；\n征求意见。");
    // A field of one line has no need of one.
    at(&mut bench, "due");
    assert!(!bench.press("Alt-E").iter().any(|effect| matches!(effect, Effect::EditText(_))));
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::OneLineField))));
    let effects = bench.press("Ctrl-S");
    assert_eq!(commits(&effects), 1, "{:?}", bench.last_notice());
}
