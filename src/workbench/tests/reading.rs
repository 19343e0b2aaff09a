//! 核对: the tree beside the text, doubts one by one, every edit undone, and saving.

use crate::domain::unit::Roster;
use crate::domain::workdays::Calendar;
use crate::domain::workspace::Workspace;
use crate::exchange::notice;
use crate::workbench::command::Command;
use crate::workbench::notice::{Notice, WhyNot};
use crate::workbench::overlay::Overlay;
use crate::workbench::plans::Destination;
use crate::workbench::reading::Reading;
use crate::workbench::tests::desk::{day, monday, opened};
use crate::workbench::tree::Node;
use crate::workbench::{Effect, Workbench};

const TEXT: &str = "青山区人民政府办公室\n关于印发2024年青山区政务公开工作要点的通知\n\
    一、做好公开\n（一）公开规划。2月30日前上线专栏。（责任单位：区发改局）\n\
    （二）公开预算。（责任单位：区财政局）\n二、做好解读\n（三）解读政策。\n";

fn review() -> Workbench {
    review_of(TEXT, "通知.txt")
}

pub(crate) fn review_of(text: &str, file: &str) -> Workbench {
    let source = notice::source(text.as_bytes()).unwrap();
    let read = notice::understand(&source, &Roster::default(), &Calendar::built_in());
    let text = notice::reading(&source, &read);
    let draft = notice::draft(&read, &Roster::default(), day(7, 8)).unwrap();
    let reading = Reading::new(file.into(), "青山区-2024".to_owned(), text, &draft.plan, "old".to_owned());
    let mut bench = opened(Workspace::new(draft.plan, draft.roster), day(7, 8));
    bench.review_notice(reading);
    bench
}

fn line(bench: &Workbench) -> &str {
    &bench.reading().unwrap().lines[bench.reading_line().unwrap()]
}

fn select(bench: &mut Workbench, task: u32) {
    let (plan, rows) = (bench.workspace.plan.clone(), bench.rows.clone());
    bench.tree.reveal_node(&Node::Task(task), &plan, &rows);
}

#[test]
fn each_task_points_at_its_place_in_the_text() {
    let mut bench = review();
    for (task, words) in [(1, "公开规划"), (2, "公开预算")] {
        select(&mut bench, task);
        assert!(line(&bench).contains(words), "{task}: {}", line(&bench));
    }
    select(&mut bench, 1);
    bench.press("M 7 Home Right Right Right Right Right Enter");
    assert_eq!(*bench.node(), Node::Task(bench.plan().tasks().nth(1).unwrap().id));
    assert!(line(&bench).contains("公开规划"), "a task that was made here points at where it comes from");
}

#[test]
fn doubts_are_walked_round_and_listed() {
    let mut bench = review();
    let count = bench.reading().unwrap().doubts.len();
    assert!(count > 1);
    for place in 1..=count {
        bench.press("]");
        assert!(matches!(bench.last_notice(), Some(Notice::Doubt { place: at, .. }) if *at == place));
    }
    bench.press("]");
    assert!(matches!(bench.last_notice(), Some(Notice::Doubt { place: 1, .. })));
    bench.press("[");
    assert!(matches!(bench.last_notice(), Some(Notice::Doubt { place, .. }) if *place == count));
    let dated = bench
        .reading()
        .unwrap()
        .doubts
        .iter()
        .position(|one| format!("{one:?}").contains("2月30日"))
        .unwrap();
    bench.press("D Home");
    bench.press(&"Down ".repeat(dated));
    bench.press("Enter");
    assert!(line(&bench).contains("2月30日"));
    bench.press("D D");
    assert!(bench.overlay.is_none());
}

#[test]
fn only_the_plan_is_changed_here_and_undo_is_the_plans_own() {
    let mut bench = review();
    for keys in ["s", "n", "a", "c", "T", "P", "x"] {
        bench.press(keys);
        assert!(matches!(bench.last_notice(), Some(Notice::NotHere(_, WhyNot::Reading))), "{keys}");
        assert!(bench.overlay.is_none(), "{keys}");
    }
    bench.press(">");
    assert!(matches!(bench.last_notice(), Some(Notice::Changed(_))));
    assert_eq!(bench.press("u"), [Effect::Undo]);
    let mut plan = monday();
    for keys in ["D", "]", "[", "Ctrl-S"] {
        plan.press(keys);
        assert!(matches!(plan.last_notice(), Some(Notice::NotHere(_, WhyNot::OnlyInReading))), "{keys}");
    }
}

#[test]
fn the_head_is_mended_and_the_plan_saved_under_an_id() {
    let mut bench = review();
    bench.press("Alt-P Down");
    bench.write("青政办〔2024〕3号");
    bench.press("Ctrl-S");
    assert_eq!(bench.plan().document_no, "青政办〔2024〕3号");
    bench.press("Ctrl-S Enter");
    assert!(matches!(bench.last_notice(), Some(Notice::NotHere(Command::SavePlan, WhyNot::Unsaved))));
    bench.save_all();
    assert_eq!(bench.press("Enter"), [Effect::SavePlan("青山区-2024".to_owned())]);
    bench.plan_saved(Err("有了".to_owned()));
    assert!(matches!(bench.overlay, Some(Overlay::Record(_))));
    bench.plan_saved(Ok("青山区-2024".to_owned()));
    assert_eq!(bench.take_effects(), [Effect::Go(Destination::Plan("青山区-2024".to_owned()))]);
}

#[test]
fn leaving_throws_the_review_away_only_when_asked_twice() {
    let mut bench = review();
    assert!(bench.press("q").is_empty());
    assert!(matches!(bench.last_notice(), Some(Notice::LeaveReading)));
    assert_eq!(bench.press("q"), [Effect::Go(Destination::Plan("old".to_owned()))]);
}
