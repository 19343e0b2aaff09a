use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::domain::light::{Day, Light, Thresholds};
use crate::domain::rows::Rows;
use crate::domain::workdays::Calendar;
use crate::store::fs::model::ModelDisk;
use crate::store::state::State;
use crate::workbench::tests::desk::event;
use crate::workbench::view::View;
use crate::workbench::{Effect, Opening};

/// A workbench on the tutorial's own data.
fn bench() -> Workbench {
    let disk = ModelDisk::default();
    lay(&disk, Path::new("/data"), day()).unwrap();
    let store = crate::store::open(Arc::new(disk), Path::new("/data"), None, Box::new(|| 42)).unwrap();
    assert!(store.faults().is_empty(), "{:?}", store.faults());
    let judged = Day { today: day(), calendar: Calendar::built_in(), thresholds: Thresholds::default() };
    let workspace = store.workspace().clone();
    Workbench::new(Opening {
        rows: Rows::build(&workspace, judged),
        workspace,
        today: day(),
        by: "张某".to_owned(),
        first_run: None,
        faults: Vec::new(),
        chance: Box::new(|| 7),
        texts: crate::workbench::overlay::CommandTexts::default(),
        filtering: crate::workbench::filter::Filtering::default(),
        office: None,
        resume: crate::workbench::memory::Resume::default(),
    })
}

/// Presses keys one by one, the tutorial watching.
fn press(tutorial: &mut Tutorial, bench: &mut Workbench, keys: &[&str]) {
    for key in keys {
        let input = Input::Key(event(key));
        assert_eq!(tutorial.hear(&input), Heard::Nothing);
        for effect in bench.handle(input) {
            if let Effect::Commit { ticket, .. } = effect {
                bench.saved(ticket);
            }
        }
        tutorial.watch(bench);
    }
}

#[test]
fn the_script_is_whole_and_every_view_in_it_is_one() {
    let script: Script = serde_yaml::from_str(include_str!("../../assets/tutorial.yaml")).unwrap();
    assert!(script.steps.len() > 10);
    for (place, step) in script.steps.iter().enumerate() {
        assert_eq!(step.goal.is_none(), place + 1 == script.steps.len(), "{}", step.name);
        assert_eq!(step.goal == Some(Goal::View), step.view.is_some(), "{}", step.name);
        assert!(step.view.as_deref().is_none_or(|view| View::keyed(view).is_some()), "{}", step.name);
        assert_eq!(step.goal == Some(Goal::Status), step.status.is_some(), "{}", step.name);
    }
}

#[test]
fn its_data_have_every_light_that_a_step_speaks_of() {
    let bench = bench();
    for light in [Light::Overdue, Light::DueSoon, Light::Unreported, Light::Check, Light::Done] {
        assert!(bench.rows().total().of(light) > 0, "{light:?}");
    }
    assert_eq!(bench.view(), View::Tasks);
}

#[test]
fn a_step_is_done_by_what_came_about_and_not_by_a_key() {
    let (mut bench, mut tutorial) = (bench(), Tutorial::default());
    tutorial.watch(&bench);
    press(&mut tutorial, &mut bench, &["Down", "Down", "Up"]);
    assert_eq!(tutorial.place().0, 1);
    press(&mut tutorial, &mut bench, &["Down"; 6]);
    assert_eq!(tutorial.step().unwrap().name, "unfold");
    assert!(tutorial.is_praised());
    press(&mut tutorial, &mut bench, &["Enter", "Down"]);
    assert_eq!(tutorial.step().unwrap().name, "status");
    // Another status than the one that is asked for.
    press(&mut tutorial, &mut bench, &["s", "6"]);
    assert_eq!(tutorial.step().unwrap().name, "status");
    press(&mut tutorial, &mut bench, &["s", "3"]);
    assert_eq!(tutorial.step().unwrap().name, "note");
}

#[test]
fn a_step_is_passed_over_without_praise_and_the_last_one_stays() {
    let mut tutorial = Tutorial::default();
    let (_, all) = tutorial.place();
    for _ in 0..all + 3 {
        assert_eq!(tutorial.hear(&Input::Key(event("Ctrl-N"))), Heard::Passed);
        assert!(!tutorial.is_praised());
    }
    assert_eq!(tutorial.place(), (all, all));
    assert_eq!(tutorial.hear(&Input::Key(event("Ctrl-Q"))), Heard::Left);
    assert_eq!(tutorial.hear(&Input::Key(event("q"))), Heard::Nothing);
    assert_eq!(tutorial.hear(&Input::Paste("\u{e}".to_owned())), Heard::Nothing);
}

#[test]
fn of_the_settings_only_looks_and_keys_hold() {
    let own = crate::store::config::Config {
        by: Some("王某".to_owned()),
        office: Some("区民政局".to_owned()),
        theme: Some("ink".to_owned()),
        export_folder: Some("/reports".to_owned()),
        due_soon_workdays: Some(90),
        ..Default::default()
    };
    let taken = config(own);
    assert_eq!((taken.by.as_deref(), taken.theme.as_deref()), (Some("王某"), Some("ink")));
    assert_eq!((taken.export_folder, taken.office, taken.due_soon_workdays), (None, None, None));
}

#[test]
fn it_opens_in_the_tree_and_says_nothing_of_what_is_new() {
    let disk = ModelDisk::default();
    lay(&disk, Path::new("/data"), day()).unwrap();
    let state = State::read(&disk, Path::new("/data/state.yaml")).unwrap();
    assert_eq!((state.view.as_str(), state.day), ("tasks", Some(day())));
    assert_eq!(state.version.as_deref(), Some(crate::store::state::VERSION));
}
