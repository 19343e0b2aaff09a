use crate::domain::change::{Label, Part};
use crate::domain::light::Light;
use crate::domain::status::Status;
use crate::workbench::ledger::{Column, Grouping, LedgerLine, RowKey};
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::subject::Subject;
use crate::workbench::tests::desk::monday;
use crate::workbench::view::View;
use crate::workbench::{Effect, Workbench};

fn ledger() -> Workbench {
    let mut bench = monday();
    bench.press("2");
    bench
}

fn selected(bench: &Workbench) -> RowKey {
    RowKey::of(bench.ledger.selected().unwrap().row(bench.rows()).unwrap())
}

fn lasts(bench: &Workbench) -> Vec<Option<chrono::NaiveDate>> {
    bench.ledger.lines().iter().map(|line| line.row(bench.rows()).unwrap().last()).collect()
}

#[test]
fn the_ledger_has_every_row_in_the_plans_order() {
    let mut bench = ledger();
    assert_eq!(bench.view(), View::Ledger);
    assert_eq!(bench.ledger.lines().len(), bench.rows().iter().count());
    let rows: Vec<_> = bench.rows().iter().map(RowKey::of).collect();
    let shown: Vec<_> =
        bench.ledger.lines().iter().map(|line| RowKey::of(line.row(bench.rows()).unwrap())).collect();
    assert_eq!(rows, shown);
    bench.press("Up");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::AtFirst))));
    bench.press("End");
    assert_eq!(bench.ledger.cursor(), rows.len() - 1);
    bench.press("1");
    assert_eq!(bench.view(), View::Tasks);
}

#[test]
fn sorting_keeps_the_selected_row_and_puts_what_has_no_value_last() {
    let mut bench = ledger();
    bench.press("Down Down Down");
    let before = selected(&bench);
    bench.press("o 6");
    assert_eq!(bench.ledger.sort(), (Some(Column::Last), false));
    assert_eq!(selected(&bench), before);
    let days = lasts(&bench);
    let with: Vec<_> = days.iter().flatten().copied().collect();
    assert!(with.is_sorted() && !with.is_empty());
    assert!(days[with.len()..].iter().all(Option::is_none));
    bench.press("O");
    let days = lasts(&bench);
    assert!(days[..with.len()].iter().flatten().rev().is_sorted());
    assert!(days[with.len()..].iter().all(Option::is_none));
    // The second key is the plan's order.
    let order: Vec<_> = bench.plan().tasks().map(|task| task.id).collect();
    let places: Vec<_> = bench.ledger.lines()[with.len()..]
        .iter()
        .map(|line| order.iter().position(|id| *id == line.row(bench.rows()).unwrap().task))
        .collect();
    assert!(places.is_sorted());
    bench.press("o 0");
    assert_eq!(bench.ledger.sort().0, None);
    bench.press("O");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::PlanOrder))));
}

#[test]
fn groups_have_subtotals_and_fold() {
    for (place, grouping) in Grouping::ALL.into_iter().enumerate() {
        let mut bench = ledger();
        let rows = u32::try_from(bench.rows().iter().count()).unwrap();
        bench.press(&format!("b {}", place + 1));
        assert_eq!(bench.ledger.grouping(), Some(grouping));
        let sum: u32 = bench
            .ledger
            .lines()
            .iter()
            .map(|line| match line {
                LedgerLine::Group { tally, open, .. } => {
                    assert!(!open);
                    tally.rows()
                }
                LedgerLine::Row { .. } => panic!("a row in a folded group"),
            })
            .sum();
        assert_eq!(sum, rows);
        let groups = bench.ledger.lines().len();
        bench.press("Home s");
        assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::ManyRows))));
        bench.press("Enter");
        assert!(bench.ledger.lines().len() > groups);
        bench.press("Down");
        let key = selected(&bench);
        bench.press("Enter");
        assert!(matches!(bench.overlay, Some(Overlay::Detail(0))));
        bench.press("Esc Left");
        assert_eq!(bench.ledger.lines().len(), groups);
        bench.press("Enter Down");
        assert_eq!(selected(&bench), key);
    }
}

#[test]
fn one_row_is_edited_as_in_the_tree() {
    let mut bench = ledger();
    bench.press("}");
    let key = selected(&bench);
    let id = key.entry.clone().unwrap();
    bench.press("s 4");
    assert_eq!(bench.workspace().entry(&id).unwrap().1.status(), Status::Done);
    assert_eq!(selected(&bench), key);
    bench.press("t Ctrl-U");
    bench.write("8月底前");
    bench.press("Enter r");
    bench.write("李某");
    bench.press("Enter g");
    bench.write("重点");
    let effects = bench.press("Enter");
    assert_eq!(effects.len(), 1);
    let entry = bench.workspace().entry(&id).unwrap().1;
    assert_eq!((entry.due.as_str(), entry.person.as_str()), ("8月底前", "李某"));
    assert_eq!(entry.tags, ["重点"]);
    bench.press("g");
    bench.write("-重点");
    bench.press("Enter");
    assert!(bench.workspace().entry(&id).unwrap().1.tags.is_empty());
}

#[test]
fn a_status_for_ten_units_is_one_change_and_one_undo() {
    let mut bench = ledger();
    let before = bench.workspace().clone();
    let count = bench.rows().iter().count();
    let keys = ["Space"; 10].join(" ");
    bench.press(&keys);
    assert_eq!(bench.ledger.marked(), (10, 0));
    let Ok(Subject::Marked(marked)) = bench.subject() else { panic!("{:?}", bench.subject()) };
    assert_eq!(marked.rows.len(), 10);
    let effects = bench.press("s 2");
    let [Effect::Commit { draft, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(draft.label, Label::Status);
    assert!(matches!(bench.last_notice(), Some(Notice::ChangedMarked { rows: 10, left_out: 0, .. })));
    // The marks are on the same rows, which have their entries now.
    assert_eq!(bench.ledger.marked(), (10, 0));
    assert_eq!(bench.rows().iter().count(), count);
    let marked: Vec<_> = bench.rows().iter().filter(|row| bench.ledger.is_marked(row)).collect();
    assert!(marked.iter().all(|row| row.entry().unwrap().status() == Status::InProgress));
    let mut data = bench.workspace().clone();
    data.apply(&crate::domain::change::inverse(&draft.ops)).unwrap();
    assert_eq!(data, before);
}

#[test]
fn notes_dates_persons_tags_and_waivers_are_for_all_marked() {
    let mut bench = ledger();
    bench.press("Space Space Space n");
    bench.write("7.5 电话已催");
    assert_eq!(bench.press("Enter").len(), 1);
    bench.press("t");
    bench.write("7月底前");
    assert_eq!(bench.press("Enter").len(), 1);
    bench.press("r");
    bench.write("王某");
    assert_eq!(bench.press("Enter").len(), 1);
    bench.press("g");
    bench.write("第一批");
    assert_eq!(bench.press("Enter").len(), 1);
    let marked: Vec<_> = bench.rows().iter().filter(|row| bench.ledger.is_marked(row)).collect();
    assert_eq!(marked.len(), 3);
    for row in marked {
        let entry = row.entry().unwrap();
        assert_eq!(entry.latest_progress().unwrap().text, "电话已催");
        assert_eq!((entry.due.as_str(), entry.person.as_str()), ("7月底前", "王某"));
        assert_eq!(entry.tags, ["第一批"]);
    }
    bench.press("w");
    bench.write("并入其他任务");
    assert_eq!(bench.press("Enter").len(), 1);
    let waived = |bench: &Workbench| {
        bench.rows().iter().filter(|row| bench.ledger.is_marked(row) && row.waived).count()
    };
    assert_eq!(waived(&bench), 3);
    assert_eq!(bench.press("w").len(), 1);
    assert_eq!(waived(&bench), 0);
}

#[test]
fn a_refused_change_of_many_changes_nothing() {
    let mut bench = ledger();
    bench.press("Space Space Space");
    let before = bench.workspace().clone();
    bench.press("s 5");
    assert!(bench.press("Enter").is_empty());
    assert!(matches!(bench.last_notice(), Some(Notice::Refused(_))));
    assert_eq!(*bench.workspace(), before);
    bench.press("Esc p");
    bench.write("120");
    assert!(bench.press("Enter").is_empty());
    assert_eq!(*bench.workspace(), before);
}

#[test]
fn marks_by_filter_are_inverted_and_cleared_and_those_hidden_are_counted() {
    let mut bench = ledger();
    bench.press("f");
    bench.write("!逾期");
    bench.press("Enter +");
    let overdue = usize::try_from(bench.rows().total().of(Light::Overdue)).unwrap();
    assert_eq!(bench.ledger.lines().len(), overdue);
    assert_eq!(bench.ledger.marked(), (overdue, 0));
    bench.press("Esc");
    let all = bench.rows().iter().count();
    assert_eq!(bench.ledger.lines().len(), all);
    bench.press("*");
    assert_eq!(bench.ledger.marked(), (all - overdue, 0));
    bench.press("f");
    bench.write("!逾期");
    bench.press("Enter");
    assert_eq!(bench.ledger.marked(), (all - overdue, all - overdue));
    bench.press("-");
    assert_eq!(bench.ledger.marked(), (0, 0));
    bench.press("-");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::NothingMarked))));
}

#[test]
fn open_groups_are_left_out_of_a_change_of_many() {
    let mut bench = ledger();
    bench.press("+ s 2");
    let open = bench.rows().iter().filter(|row| row.open_group).count();
    assert!(open > 0);
    assert!(matches!(bench.last_notice(), Some(Notice::ChangedMarked { left_out, .. }) if *left_out == open));
    assert!(bench.rows().iter().filter(|row| !row.open_group).all(|row| row.entry().is_some()));
}

#[test]
fn rows_are_copied_as_a_table() {
    let mut bench = ledger();
    let effects = bench.press("} y");
    let [Effect::Copy(text)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(text.lines().count(), 1);
    assert!(text.starts_with("逾期\t"));
    let effects = bench.press("Space Space y");
    let [Effect::Copy(text)] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!(text.lines().count(), 3);
    let tabs: Vec<usize> = text.lines().map(|line| line.matches('\t').count()).collect();
    assert_eq!(tabs, [11, 11, 11]);
    assert!(text.starts_with("亮灯\t序号\t工作要求\t责任单位\t"));
}

#[test]
fn columns_are_hidden_and_scrolled() {
    let mut bench = ledger();
    bench.press("v Down Space Esc");
    assert!(!bench.ledger.seen().any(|column| column == Column::Status));
    bench.press("Right Right");
    assert_eq!(bench.ledger.scroll, 2);
    bench.press("Left Left Left");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::FirstColumn))));
}

#[test]
fn changes_from_outside_leave_selection_and_marks_on_their_rows() {
    let mut bench = ledger();
    bench.press("o 6 } Space Up");
    let before = selected(&bench);
    let other = monday();
    let mut data = bench.workspace().clone();
    let desk = other.desk();
    let key = before.clone();
    let id = key.entry.unwrap();
    let draft = crate::domain::edit::note(&desk, std::slice::from_ref(&id), "外面改的").unwrap();
    data.apply(&draft.ops).unwrap();
    let home = bench.workspace().entry(&id).unwrap().0;
    bench.replace_workspace(data, &[Part::Entries(home)].into());
    assert_eq!(selected(&bench), before);
    assert_eq!(bench.ledger.marked(), (1, 0));
    bench.press("Esc f");
    bench.write("~1d");
    assert_eq!(bench.ledger.lines().len(), 1);
}

#[test]
fn a_chase_of_marked_rows_asks_their_units() {
    let mut bench = ledger();
    bench.press(&["Down", &["Space"; 9].join(" "), "c"].join(" "));
    let Some(Overlay::Chase(form)) = &bench.overlay else { panic!("{:?}", bench.overlay) };
    assert_eq!(form.units.len(), 9);
}

#[test]
fn a_search_finds_what_the_filter_hides_and_comes_back_to_it() {
    let mut bench = monday().at_task(6);
    bench.press("f");
    bench.write("@民政");
    bench.press("Enter");
    crate::workbench::tests::search::search(&mut bench, "城市更新");
    bench.press("Enter");
    assert_eq!(bench.tree.selected().unwrap().node.task(), Some(6));
    assert!(bench.filter().is_none());
    bench.press("Esc");
    assert_eq!(bench.filter().unwrap().text, "@民政");
}
