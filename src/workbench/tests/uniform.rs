//! 统一配档 and 延期: one measure for many, one time limit for all marked, each one undo.

use std::collections::BTreeSet;

use crate::domain::change::{Label, inverse};
use crate::domain::light::Light;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::tests::desk::monday;
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Workbench};

fn commits(effects: &[Effect]) -> Vec<&crate::domain::change::Draft> {
    let mut drafts = Vec::new();
    for effect in effects {
        if let Effect::Commit { draft, .. } = effect {
            drafts.push(draft);
        }
    }
    drafts
}

fn measures(bench: &Workbench, task: u32) -> Vec<(String, String)> {
    let entries = bench.workspace().entries_of(task).iter();
    entries.map(|entry| (entry.units.join("、"), entry.measure.clone())).collect()
}

#[test]
fn one_measure_goes_to_all_units_of_a_group_that_have_not_reported_and_one_undo_takes_it_back() {
    let mut bench = monday();
    assert!(bench.reach(1, |node| matches!(node, Node::Group { .. })));
    let before = bench.workspace().clone();
    let waiting: BTreeSet<String> = {
        let line = bench.line().unwrap();
        let rows = line.rows(bench.rows()).filter(|row| row.entry.is_none());
        rows.map(|row| row.unit.to_string()).collect()
    };
    assert!(waiting.len() > 3);
    bench.press("A");
    bench.write("设政策公开专区");
    bench.press("Tab");
    bench.write("专区照片");
    bench.press("Tab Tab Tab Tab Tab Tab");
    bench.write("9月底前");
    let effects = bench.press("Ctrl-S");
    let drafts = commits(&effects);
    assert_eq!((drafts.len(), drafts[0].label), (1, Label::Add));
    let made: BTreeSet<String> = measures(&bench, 1)
        .into_iter()
        .filter(|(_, measure)| measure == "设政策公开专区")
        .map(|(unit, _)| unit)
        .collect();
    assert_eq!(made, waiting);
    let one = bench.workspace().entries_of(1).iter().find(|one| one.measure == "设政策公开专区").unwrap();
    assert_eq!((one.deliverable.as_str(), one.due.as_str()), ("专区照片", "9月底前"));
    assert!(
        matches!(bench.last_notice(), Some(Notice::ChangedMarked { rows, .. }) if *rows == waiting.len())
    );
    let back = inverse(&drafts[0].ops);
    let mut after = bench.workspace().clone();
    after.apply(&back).unwrap();
    assert_eq!(after, before);
    bench.press("A");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::AllHaveEntries))));
}

#[test]
fn marked_rows_get_one_entry_each_or_one_joint_and_entries_only_what_was_filled_in() {
    let mut bench = monday();
    bench.reach(7, |node| matches!(node, Node::Entry { .. }));
    bench.press("2 Space A F7");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::NothingToJoin))));
    for joint in [false, true] {
        let mut bench = monday();
        bench.press("2 f");
        bench.write("#4");
        bench.press("Enter +");
        bench.press("A");
        bench.write("按季度公开");
        if joint {
            bench.press("F7");
        }
        let marked = bench.ledger.marks().unwrap().rows;
        let waiting = marked.iter().filter(|row| row.entry.is_none()).count();
        let had = bench.workspace().entries_of(4).len();
        let old_due: Vec<String> =
            bench.workspace().entries_of(4).iter().map(|entry| entry.due.to_string()).collect();
        assert_eq!(commits(&bench.press("Ctrl-S")).len(), 1);
        let entries = bench.workspace().entries_of(4);
        assert_eq!(entries.len(), had + if joint { 1 } else { waiting });
        assert!(entries.iter().all(|entry| entry.measure == "按季度公开"));
        if joint {
            assert_eq!(entries.last().unwrap().units.len(), waiting);
        }
        let due: Vec<String> = entries.iter().take(had).map(|entry| entry.due.to_string()).collect();
        assert_eq!(due, old_due, "what was left empty stays as it is");
    }
}

#[test]
fn marked_units_are_asked_for_the_task_and_can_be_chased_together() {
    let mut bench = monday();
    bench.press("4 Space Space Space A");
    assert!(matches!(&bench.overlay, Some(Overlay::Prompt(_))));
    bench.write("999");
    bench.press("Enter");
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(_))) && bench.overlay.is_some());
    bench.press("Ctrl-U");
    bench.write("45");
    bench.press("Enter");
    let Some(Overlay::Form(form)) = &bench.overlay else { panic!("{:?}", bench.last_notice()) };
    assert_eq!((form.task, form.many.as_ref().unwrap().rows.len()), (45, 3));
    bench.write("开放日一次");
    bench.press("Ctrl-S");
    assert_eq!(measures(&bench, 45).len(), 3);
    bench.press("c");
    let Some(Overlay::Chase(form)) = &bench.overlay else { panic!() };
    assert_eq!(form.units, ["区政府办公室", "区发展和改革局", "区教育和体育局"]);
    bench.press("1");
    bench.write("都说周五报");
    bench.press("Enter");
    assert_eq!(bench.workspace().chases.last().unwrap().units.len(), 3);
    bench.press("-");
    assert!(bench.units.marks().is_empty());
    bench.press("- A");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::NothingMarked))));
}

#[test]
fn who_is_responsible_comes_from_each_units_own_last_entry() {
    let mut bench = monday().at_task(6);
    bench.reach(6, |node| matches!(node, Node::Entry { .. }));
    bench.press("e");
    let Some(Overlay::Form(form)) = &mut bench.overlay else { panic!() };
    form.focus = form.place("person");
    bench.write("赵某");
    bench.press("Ctrl-S");
    bench.press("4 f");
    bench.write("@住建局");
    bench.press("Enter Space Down A");
    bench.write("45");
    bench.press("Enter");
    bench.write("开放日");
    bench.press("Ctrl-S");
    let entry = &bench.workspace().entries_of(45)[0];
    assert_eq!((entry.units[0].as_str(), entry.person.as_str()), ("区住房和城乡建设局", "赵某"));
}

#[test]
fn an_extension_keeps_the_old_limit_and_takes_the_red_away() {
    let mut bench = monday();
    bench.reach(7, |node| matches!(node, Node::Entry { .. }));
    let row = |bench: &Workbench| bench.line().unwrap().rows(bench.rows()).next().unwrap().light;
    assert_eq!(row(&bench), Light::Overdue);
    bench.press("E");
    bench.write("7月20日前");
    bench.press("Enter Enter");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::NoReasonYet))));
    bench.write("清单在会签");
    bench.press("Tab");
    bench.write("分管副区长");
    let effects = bench.press("Enter");
    assert_eq!(commits(&effects)[0].label, Label::Extend);
    let entry = &bench.workspace().entries_of(7)[0];
    assert_eq!(entry.due, "7月20日前");
    let extension = &entry.extensions[0];
    assert_eq!(
        (extension.from.as_str(), extension.reason.as_str(), extension.approved_by.as_str()),
        ("7月5日前", "清单在会签", "分管副区长")
    );
    assert_ne!(row(&bench), Light::Overdue);
}

#[test]
fn an_extension_of_marked_rows_is_one_change_and_works_in_every_view() {
    let mut bench = monday();
    bench.press("2 f");
    bench.write("!逾期");
    bench.press("Enter + E");
    bench.write("7月31日前");
    bench.press("Enter");
    bench.write("暴雨");
    let effects = bench.press("Enter");
    assert_eq!(commits(&effects).len(), 1);
    assert_eq!(bench.rows().total().of(Light::Overdue), 0);
    for keys in ["5 E", "3 g", "4 } Enter } E"] {
        let mut bench = monday();
        bench.press(keys);
        if keys == "3 g" {
            bench.write("7.5");
            bench.press("Enter Tab E");
        }
        assert!(matches!(bench.overlay, Some(Overlay::Extend(_))), "{keys} {:?}", bench.last_notice());
    }
}
