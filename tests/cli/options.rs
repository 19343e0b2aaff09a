//! Options, languages, help, the data folder.

use crate::support::Bench;

#[test]
fn options_stand_before_or_behind_the_command() {
    let bench = Bench::new();
    let data = bench.data();
    let before = bench.run(bench.bare().arg("--data").arg(&data).args([
        "--today=2024-07-11",
        "due",
        "--format",
        "json",
    ]));
    let behind =
        bench.run(bench.bare().args(["due", "--format=json", "--today", "2024-07-11", "--data"]).arg(&data));
    assert_eq!((before.code, behind.code), (0, 0), "{}{}", before.err, behind.err);
    assert_eq!(before.out, behind.out);
    assert_eq!(before.json()[0]["light"], "overdue");
}

#[test]
fn wrong_words_are_2_and_go_to_standard_error() {
    let bench = Bench::new();
    for words in [
        vec!["lst"],
        vec!["list", "--fromat", "json"],
        vec!["list", "--format", "xml"],
        vec!["list", "--format"],
        vec!["list", "--today", "someday"],
        vec!["list", "--lang", "fr"],
        vec!["due", "--days", "many"],
        vec!["show"],
        vec!["show", "7", "8"],
        vec!["log", "extra"],
        vec!["list", "--repair"],
        vec!["--nothing"],
    ] {
        let run = bench.peidang(&words);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{words:?}");
        assert!(run.err.starts_with("错误："), "{words:?}: {}", run.err);
    }
}

#[test]
fn an_unknown_plan_is_1_and_the_plans_there_are_are_named() {
    let run = Bench::new().peidang(&["list", "--plan", "nowhere"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("zhoucun-2024"), "{}", run.err);
}

#[test]
fn help_is_data_and_in_the_language_asked_for() {
    let bench = Bench::new();
    for words in [vec!["--help"], vec!["list", "-h"], vec!["help", "set"], vec!["--version"]] {
        let run = bench.peidang(&words);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{words:?}");
        assert!(run.out.contains("peidang"), "{words:?}: {}", run.out);
    }
    assert!(bench.ok(&["--help"]).contains("用法："));
    assert!(bench.ok(&["--help", "--lang", "en"]).contains("Usage: "));
    assert!(!bench.data().exists(), "help makes no folder");
}

#[test]
fn the_first_locale_that_is_set_decides_the_language() {
    let bench = Bench::new();
    for (variables, english) in [
        (vec![("LANG", "en_US.UTF-8")], true),
        (vec![("LANG", "C")], false),
        (vec![("LC_ALL", "zh_CN.UTF-8"), ("LANG", "en_US.UTF-8")], false),
        (vec![("LC_MESSAGES", "en_GB"), ("LANG", "zh_CN.UTF-8")], true),
        (vec![], false),
    ] {
        let run = bench.run(bench.command(&["undo"]).envs(variables.clone()));
        assert_eq!(run.err.contains("error: "), english, "{variables:?}: {}", run.err);
    }
    std::fs::write(bench.data().join("config.yaml"), "language: en\n").unwrap();
    assert!(bench.peidang(&["undo"]).err.contains("error: "));
    assert!(bench.peidang(&["undo", "--lang", "zh"]).err.contains("错误："));
}

#[test]
fn the_folder_is_made_and_named_on_the_first_run_only_and_nothing_else_is_touched() {
    let bench = Bench::new();
    let run = bench.run(bench.bare().env("PEIDANG_DATA", bench.data()).arg("list"));
    assert_eq!(run.code, 0);
    assert!(run.err.contains(bench.data().to_str().unwrap()), "{}", run.err);
    let run = bench.run(bench.bare().env("PEIDANG_DATA", bench.data()).arg("list"));
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    let home: Vec<_> = std::fs::read_dir(bench.data().parent().unwrap()).unwrap().collect();
    assert_eq!(home.len(), 1);
    let usual = bench.run(bench.bare().args(["list", "#7"]));
    assert!(usual.code == 0 && usual.err.contains("peidang"), "{}", usual.err);
}

#[cfg(unix)]
#[test]
fn files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    bench.add(&["7", "农业农村局"]);
    let mode = |path: std::path::PathBuf| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(bench.data()), 0o700);
    assert_eq!(mode(bench.plan().join("entries/07.yaml")), 0o600);
}

#[test]
fn the_day_given_is_the_date_of_everything() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "--today", "2024-06-30"]);
    bench.run(bench.bare().arg("--data").arg(bench.data()).args(["note", &id, "x", "--today", "2024-09-02"]));
    let journals = std::fs::read_dir(bench.plan().join("journal")).unwrap();
    let mut months: Vec<String> =
        journals.map(|item| item.unwrap().file_name().to_string_lossy()[..7].to_owned()).collect();
    months.sort();
    assert_eq!(months, ["2024-06", "2024-09"]);
    assert_eq!(bench.entry(&id)["progress"][0]["date"], "2024-09-02");
}

#[test]
fn a_broken_config_is_said_and_the_defaults_hold() {
    let bench = Bench::new();
    bench.ok(&["list"]);
    std::fs::write(bench.data().join("config.yaml"), "by: \"张某\nlanguage: en\n").unwrap();
    let run = bench.peidang(&["list", "#7"]);
    assert_eq!(run.code, 0);
    assert!(run.err.contains("config.yaml") && run.err.contains("引号"), "{}", run.err);
    assert_eq!(bench.peidang(&["check"]).code, 1);
}
