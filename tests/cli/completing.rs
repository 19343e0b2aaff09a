//! What a shell is told while somebody types.

use std::process::Command;

use crate::support::Bench;

impl Bench {
    /// What the last of these words may become, each with what it is, as fish is told.
    fn offers(&self, words: &[&str]) -> Vec<(String, String)> {
        let mut command = self.bare();
        command.env("PEIDANG_COMPLETE", "fish").env("PEIDANG_DATA", self.data()).args(["--", "peidang"]);
        let run = self.run(command.args(words));
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{words:?}");
        let lines = run.out.lines();
        lines
            .map(|line| line.split_once('\t').unwrap_or((line, "")))
            .map(|(a, b)| (a.into(), b.into()))
            .collect()
    }

    /// The same without what it is, and without the options.
    fn words(&self, words: &[&str]) -> Vec<String> {
        let offers = self.offers(words).into_iter().map(|(word, _)| word);
        offers.filter(|word| !word.starts_with('-')).collect()
    }
}

#[test]
fn units_plans_tasks_and_entries_are_known() {
    let bench = Bench::new();
    let id = bench.add(&["7", "农业农村局", "measure=印发数字乡村公开清单"]);
    assert_eq!(bench.words(&["weekly", "--unit", "区农"]), ["区农业农村局"]);
    assert_eq!(bench.offers(&["weekly", "--unit", "农业农"]), [("农业农村局".into(), "区农业农村局".into())]);
    assert!(bench.words(&["chase", ""]).len() > 30);
    assert_eq!(bench.words(&["chase", "li"]), ["list"]);
    assert_eq!(bench.words(&["--plan", "z"]), ["zhoucun-2024"]);
    assert_eq!(bench.words(&["list", "--plan", ""]), ["zhoucun-2024", "all"]);
    assert_eq!(bench.words(&["plan", "use", "z"]), ["zhoucun-2024"]);
    assert_eq!(bench.words(&["add", "7", "区农"]), ["区农业农村局"]);
    assert_eq!(bench.words(&["add", "7", "区农业农村局", "mea"]), ["measure="]);
    assert_eq!(bench.words(&["add", "7", "区农业农村局", "工作"]), ["工作措施="]);
    let entry = [(id.clone(), "区农业农村局 印发数字乡村公开清单".to_owned())];
    assert_eq!(bench.offers(&["note", &id[..3]]), entry);
    assert!(bench.offers(&["show", "7"]).iter().any(|(word, about)| word == "7" && !about.is_empty()));
    assert!(bench.words(&["show", "7"]).contains(&id));
}

#[test]
fn a_sound_becomes_the_unit_that_alone_has_it() {
    let bench = Bench::new();
    bench.ok(&["list", "#7"]);
    assert_eq!(bench.words(&["chase", "nyncj"]), ["区农业农村局"]);
    assert_eq!(bench.words(&["chase", "nongyenong"]), ["区农业农村局"]);
    // Several would take away what was typed.
    assert!(bench.words(&["chase", "z"]).is_empty());
    assert!(bench.words(&["chase", "没有这家"]).is_empty());
}

#[test]
fn words_of_a_query_are_completed() {
    let bench = Bench::new();
    bench.ok(&["list", "#7"]);
    assert_eq!(bench.words(&["list", "逾"]), ["逾期"]);
    assert_eq!(bench.words(&["list", "逾期", "@农业农"]), ["@农业农村局"]);
    assert_eq!(bench.words(&["due", "=推"]), ["=推进中"]);
    assert_eq!(bench.words(&["--lang", "en", "find", "over"]), ["overdue"]);
    assert!(bench.words(&["list", ""]).len() > 40);
}

#[test]
fn commands_their_words_and_their_options_are_completed() {
    let bench = Bench::new();
    assert_eq!(bench.words(&["wee"]), ["weekly"]);
    assert_eq!(bench.words(&["plan", "ro"]), ["roll-over"]);
    assert_eq!(bench.words(&["git", ""]), ["setup"]);
    assert_eq!(bench.words(&["weekly", "--format", "do"]), ["docx"]);
    assert_eq!(bench.words(&["--lang", ""]), ["zh", "en"]);
    assert!(
        bench
            .offers(&["weekly", "--bull"])
            .iter()
            .any(|(word, about)| word == "--bulletin" && !about.is_empty())
    );
}

#[test]
fn nothing_is_made_and_nothing_said_where_there_is_no_data() {
    let bench = Bench::new();
    assert!(bench.words(&["chase", "区"]).is_empty() && bench.words(&["set", "7"]).is_empty());
    assert!(!bench.data().exists());
    // A variable that somebody left set takes no command away.
    let mut command = bench.command(&["list", "#7"]);
    let run = bench.run(command.env("PEIDANG_COMPLETE", "bash"));
    assert!(run.code == 0 && run.out.contains("农业农村"), "{}", run.out);
}

/// What a shell makes of a script that completes `peidang chase 区农`; none where there is no such shell.
fn asked(bench: &Bench, shell: &str, script: &str) -> Option<String> {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_peidang"));
    let path = std::env::join_paths(
        [program.parent().unwrap().to_owned()]
            .into_iter()
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let registration = bench.ok(&["completions", shell]);
    let file = bench.data().with_extension(shell);
    std::fs::write(&file, registration).unwrap();
    let mut command = Command::new(shell);
    command.env_clear().env("HOME", bench.data()).env("PATH", path.unwrap()).env("LC_ALL", "C.UTF-8");
    command.env("PEIDANG_DATA", bench.data()).args(["-c", script, "x"]).arg(&file);
    let output = command.output().ok()?;
    Some(format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
}

#[test]
fn the_shells_themselves_ask_and_understand_the_answer() {
    let bench = Bench::new();
    bench.ok(&["list", "#7"]);
    let bash = "source $1; COMP_WORDS=(peidang chase 区农); COMP_CWORD=2; COMP_TYPE=9; \
        _clap_complete_peidang peidang 区农 chase; echo \"${COMPREPLY[@]}\"";
    let fish = "source $argv[2]; complete -C 'peidang chase 区农'";
    // Outside its own line editor zsh lends a completion no words: they are given, and what is offered is printed.
    let zsh = "compdef() { :; }; _describe() { print -l -- ${(P)3}; }; source $1; \
        words=(peidang chase 区农); CURRENT=3; _clap_dynamic_completer_peidang";
    for (shell, script) in [("bash", bash), ("fish", fish), ("zsh", zsh)] {
        if let Some(said) = asked(&bench, shell, script) {
            assert!(said.contains("区农业农村局"), "{shell}: {said}");
        }
    }
}
