//! `config` and `completions`.

use crate::support::Bench;

/// The source of a setting, with its name or its line.
fn source(all: &serde_json::Value, key: &str) -> (String, String, String) {
    let one = all.as_array().unwrap().iter().find(|one| one["setting"] == key).unwrap();
    let plain = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    };
    let name = if one["name"].is_null() { plain(&one["line"]) } else { plain(&one["name"]) };
    (plain(&one["value"]), plain(&one["source"]), name)
}

#[test]
fn config_says_what_holds_and_why_and_makes_no_folder() {
    let bench = Bench::new();
    let all = bench.peidang(&["config", "--format", "json"]).json();
    assert!(!bench.data().exists());
    let of = |all: &serde_json::Value, key: &str, value: &str, why: &str, name: &str| {
        assert_eq!(source(all, key), (value.to_owned(), why.to_owned(), name.to_owned()), "{key}");
    };
    of(&all, "by", "张某", "environment", "USER");
    of(&all, "language", "zh", "default", "");
    of(&all, "due_soon_workdays", "5", "default", "");
    of(&all, "today", "2024-07-08", "option", "today");
    of(&all, "data", bench.data().to_str().unwrap(), "option", "data");
    of(&all, "theme", "auto", "default", "");
    of(&all, "office", "", "default", "");
    bench.ok(&["list", "#7"]);
    let text =
        "# 我的设置\nby: 王某\nlanguage: zh\ntheme: light\n\nreport:\n  hour: 16\ndue_soon_workdays: 3\n";
    std::fs::write(bench.data().join("config.yaml"), text).unwrap();
    let all = bench.peidang(&["config", "--format", "json", "--lang", "en"]).json();
    of(&all, "by", "王某", "settings", "2");
    of(&all, "language", "en", "option", "lang");
    of(&all, "theme", "light", "settings", "4");
    of(&all, "report.hour", "16", "settings", "7");
    of(&all, "due_soon_workdays", "3", "settings", "8");
    of(&all, "plan", "zhoucun-2024", "default", "");
    let run = bench.run(bench.command(&["config"]).envs([("NO_COLOR", "1"), ("VISUAL", "nano")]));
    for line in ["config.yaml 第2行", "环境变量 NO_COLOR", "环境变量 VISUAL", "默认", "选项 --today"]
    {
        assert!(run.out.contains(line), "{line}: {}", run.out);
    }
    let run = bench.run(bench.command(&["config", "--format=json"]).env("COLORTERM", "truecolor"));
    of(&run.json(), "theme", "light", "settings", "4");
}

#[test]
fn config_keeps_what_is_right_beside_a_value_that_cannot_be() {
    let bench = Bench::new();
    std::fs::create_dir_all(bench.data()).unwrap();
    let text = "by: 张某\nambiguous_width: huge\noffice: 区政府办公室\n";
    std::fs::write(bench.data().join("config.yaml"), text).unwrap();
    let run = bench.peidang(&["config"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("张某") && run.out.contains("区政府办公室"), "{}", run.out);
    assert!(run.err.contains("ambiguous_width: huge") && run.err.contains('2'), "{}", run.err);
}

#[test]
fn config_names_slips_with_their_line() {
    let bench = Bench::new();
    bench.ok(&["list", "#7"]);
    std::fs::write(bench.data().join("config.yaml"), "by: a\nthme: dark\ntheme: neon\nreport: {hours: 3}\n")
        .unwrap();
    let run = bench.peidang(&["config"]);
    assert_eq!(run.code, 0, "{}", run.err);
    for said in ["第2行：没有“thme”", "第3行：没有“neon”这个主题", "第4行：没有“report.hours”"]
    {
        assert!(run.err.contains(said), "{said}: {}", run.err);
    }
    // `check` names them too, and finds nothing wrong in the data.
    let run = bench.peidang(&["check"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("config.yaml:3") && run.out.contains("neon"), "{}", run.out);
}

#[test]
fn every_shell_has_its_script_and_the_manual_its_page() {
    let bench = Bench::new();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = bench.ok(&["completions", shell]);
        assert!(script.contains("PEIDANG_COMPLETE") && script.contains("peidang"), "{shell}: {script}");
    }
    let page = bench.ok(&["completions", "man"]);
    assert!(page.contains(".TH PEIDANG 1") && page.contains("peidang sheets"), "{page}");
    assert!(bench.ok(&["completions", "man", "--lang", "en"]).contains("SYNOPSIS"));
    assert!(!bench.data().exists());
    let run = bench.peidang(&["completions", "tcsh"]);
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("bash zsh fish powershell man"), "{}", run.err);
    let shell = std::process::Command::new("bash").arg("-n").stdin(std::process::Stdio::piped()).spawn();
    if let Ok(mut child) = shell {
        use std::io::Write;
        child.stdin.take().unwrap().write_all(bench.ok(&["completions", "bash"]).as_bytes()).unwrap();
        assert!(child.wait().unwrap().success(), "bash does not read its script");
    }
}
