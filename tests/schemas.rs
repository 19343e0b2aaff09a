//! The JSON Schemas of the files that people edit: made from the tables of fields, and held to what the program writes.
//!
//! `UPDATE_DOCS=1 cargo test --test schemas` writes them anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its own ground gives way")]

#[path = "schemas/outline.rs"]
mod outline;

use std::path::Path;
use std::process::Command;

use peidang::domain::activity::{ACTIVITY_FIELDS, ActivityFieldKind, ActivityKind, ActivityState};
use peidang::domain::field::{FIELDS, FieldKind};
use peidang::domain::report::Section;
use peidang::domain::status::Status;
use peidang::screen::theme::Theme;
use peidang::store::config::SETTINGS;
use peidang::words::Language;
use peidang::words::settings;
use serde_json::{Map, Value, json};

fn texts() -> Value {
    json!({"type": "array", "items": {"type": "string"}})
}

fn day() -> Value {
    json!({"type": "string", "format": "date"})
}

fn things(required: &[&str], properties: &Value) -> Value {
    json!({"type": "array", "items": {"type": "object", "required": required, "properties": properties}})
}

fn of_entry(kind: FieldKind) -> Value {
    match kind {
        FieldKind::Id => json!({"type": "string", "pattern": "^[0-9]+-[0-9a-z]{5}$"}),
        FieldKind::Units | FieldKind::Tags => texts(),
        FieldKind::Tasks => json!({"type": "array", "items": {"type": "integer", "minimum": 1}}),
        FieldKind::Line | FieldKind::Text | FieldKind::When => json!({"type": "string"}),
        FieldKind::Status => json!({"enum": Status::ALL.map(|status| json!(status))}),
        FieldKind::Percent => json!({"type": "integer", "minimum": 0, "maximum": 100}),
        FieldKind::Day => day(),
        FieldKind::Extensions => things(
            &["to", "asked_on"],
            &json!({"from": {"type": "string"}, "to": {"type": "string"}, "asked_on": day(), "reason": {"type": "string"},
                "approved_by": {"type": "string"}, "ground": {"type": "string"}}),
        ),
        FieldKind::Progress => {
            things(&["date"], &json!({"date": day(), "text": {"type": "string"}, "by": {"type": "string"}}))
        }
        FieldKind::Evidence => {
            let mut one = things(
                &["text"],
                &json!({"text": {"type": "string"}, "reviewed_by": {"type": "string"}, "reviewed_on": day()}),
            );
            // What was not reviewed may stand as a text alone.
            one["items"] = json!({"anyOf": [{"type": "string"}, one["items"]]});
            one
        }
        FieldKind::Returned => {
            json!({"type": "object", "properties": {"date": day(), "reason": {"type": "string"}}})
        }
    }
}

fn of_activity(kind: ActivityFieldKind) -> Value {
    match kind {
        ActivityFieldKind::Id | ActivityFieldKind::Unit | ActivityFieldKind::Line => {
            json!({"type": "string"})
        }
        ActivityFieldKind::Text | ActivityFieldKind::When => json!({"type": "string"}),
        ActivityFieldKind::Kind => json!({"enum": ActivityKind::ALL.map(|kind| json!(kind))}),
        ActivityFieldKind::State => json!({"enum": ActivityState::ALL.map(|state| json!(state))}),
        ActivityFieldKind::Day => day(),
        ActivityFieldKind::Count => json!({"type": "integer", "minimum": 0}),
    }
}

fn of_setting(key: &str) -> Value {
    match key {
        "by" | "office" | "export_folder" => json!({"type": "string"}),
        "language" => json!({"enum": ["zh", "en"]}),
        "theme" => json!({"enum": Theme::choices().collect::<Vec<_>>()}),
        "ambiguous_width" => json!({"enum": ["auto", "narrow", "wide"]}),
        "reporting_period" => json!({"enum": ["month", "quarter", "half", "year"]}),
        "pace" => json!({"type": "boolean"}),
        "report.sections" => json!({"type": "array", "items": {"enum": Section::ALL.map(Section::key)}}),
        "report.pages" => json!({"type": "integer", "minimum": 1, "maximum": 20}),
        "report.hour" => json!({"type": "integer", "minimum": 0, "maximum": 23}),
        "pace_due_soon" | "pace_overdue" => json!({"type": "integer", "minimum": 0, "maximum": 100}),
        "due_soon_workdays" | "quiet_workdays" => json!({"type": "integer", "minimum": 0, "maximum": 366}),
        _ => json!({"type": "integer", "minimum": 0}),
    }
}

/// A property with the name that the screen has for it.
fn titled(mut schema: Value, title: &str) -> Value {
    schema.as_object_mut().unwrap().insert("title".to_owned(), json!(title));
    schema
}

fn list(title: &str, key: &str, required: &[&str], properties: &Map<String, Value>) -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "required": ["schema", key],
        "properties": {
            "schema": {"const": 1},
            key: {"type": "array", "items": {"type": "object", "required": required, "properties": properties}},
        },
    })
}

fn entries() -> Value {
    let fields = FIELDS.iter().map(|one| (one.key.to_owned(), titled(of_entry(one.kind), one.label)));
    list("配档条目", "entries", &["id", "units"], &fields.collect())
}

fn activities() -> Value {
    let fields =
        ACTIVITY_FIELDS.iter().map(|one| (one.key.to_owned(), titled(of_activity(one.kind), one.label)));
    list("活动与记录", "activities", &["id", "kind", "unit", "state"], &fields.collect())
}

fn config() -> Value {
    let words = settings::words(Language::Chinese);
    let (mut top, mut report) = (Map::new(), Map::new());
    for key in SETTINGS {
        let schema = titled(of_setting(key), words.label(key));
        match key.strip_prefix("report.") {
            Some(inner) => report.insert(inner.to_owned(), schema),
            None => top.insert(key.to_owned(), schema),
        };
    }
    top.insert(
        "report".to_owned(),
        json!({"type": "object", "properties": report, "additionalProperties": false}),
    );
    let names = json!({"type": "object", "additionalProperties": {"type": "string"}});
    top.insert("filters".to_owned(), titled(names, words.label("filters")));
    let keys = json!({"type": "object", "additionalProperties": {"type": "object", "additionalProperties": {"type": ["string", "null"]}}});
    top.insert("keys".to_owned(), titled(keys, words.label("keys")));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "config.yaml",
        "type": "object",
        "properties": top,
        "additionalProperties": false,
    })
}

#[test]
fn the_schemas_are_those_of_the_fields() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema");
    let all = [
        ("entries", entries()),
        ("activities", activities()),
        ("config", config()),
        ("plan", outline::plan()),
        ("roster", outline::roster()),
        ("duties", outline::duties()),
        ("chases", outline::chases()),
    ];
    for (name, schema) in all {
        let path = folder.join(format!("{name}.schema.json"));
        let wanted = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::fs::read_to_string(&path).is_ok_and(|found| found == wanted) {
            continue;
        }
        assert!(
            std::env::var_os("UPDATE_DOCS").is_some(),
            "{name}.schema.json is behind; UPDATE_DOCS=1 cargo test --test schemas writes it anew"
        );
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(&path, wanted).unwrap();
    }
}

/// What of a value a schema does not allow, as far as these schemas go.
fn wrong(value: &Value, schema: &Value, at: &str) -> Vec<String> {
    let mut found = Vec::new();
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        _ => value.is_null(),
    };
    if let Some(any) = schema["anyOf"].as_array() {
        let each: Vec<_> = any.iter().map(|schema| wrong(value, schema, at)).collect();
        return if each.iter().any(Vec::is_empty) { Vec::new() } else { each.concat() };
    }
    match &schema["type"] {
        Value::String(name) if !is(name) => found.push(format!("{at} is no {name}: {value}")),
        _ => {}
    }
    if let Some(all) = schema["enum"].as_array().filter(|all| !all.contains(value)) {
        found.push(format!("{at}: {value} is none of {all:?}"));
    }
    for key in schema["required"].as_array().into_iter().flatten() {
        if value.get(key.as_str().unwrap()).is_none() {
            found.push(format!("{at}: {key} is missing"));
        }
    }
    for (key, inner) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(key) {
            Some(schema) => found.extend(wrong(inner, schema, &format!("{at}.{key}"))),
            None if schema["additionalProperties"].is_object() => {}
            None => found.push(format!("{at}: {key} is unknown")),
        }
    }
    for (number, item) in value.as_array().into_iter().flatten().enumerate() {
        found.extend(wrong(item, &schema["items"], &format!("{at}[{number}]")));
    }
    found
}

#[test]
fn what_the_program_writes_fits_the_schemas() {
    let folder = tempfile::tempdir().unwrap();
    let run = |words: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_peidang"))
            .args(["--today", "2024-07-08", "--data"])
            .arg(folder.path())
            .args(words)
            .env_clear()
            .env("USER", "张某")
            .output()
            .unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let id = run(&[
        "add",
        "7",
        "农业农村局",
        "measure=印发清单",
        "due=9月底前",
        "percent=40",
        "tags=急",
        "evidence=网址",
    ]);
    run(&["note", &id, "已拟初稿"]);
    run(&["extend", &id, "10月底前", "等上级文件"]);
    run(&["set", &id, "status=3", "problem=无", "leader=李某"]);
    run(&["activity", "add", "open_day", "图书馆", "name=走进图书馆", "date=9月上旬", "place=周村区图书馆"]);
    for (file, schema) in [("entries/07.yaml", entries()), ("activities.yaml", activities())] {
        let text = std::fs::read_to_string(folder.path().join("zhoucun-2024").join(file)).unwrap();
        let mut value: Value = serde_yaml::from_str(&text).unwrap();
        // The number of the file's own task stands at its head.
        value.as_object_mut().unwrap().remove("task");
        assert_eq!(wrong(&value, &schema, file), Vec::<String>::new());
    }
    let book =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/settings.md")).unwrap();
    let shown = book.split("```yaml\n").nth(1).unwrap().split("```").next().unwrap();
    let shown: Value = serde_yaml::from_str(shown).unwrap();
    assert_eq!(wrong(&shown, &config(), "docs/settings.md"), Vec::<String>::new());
    assert!(!wrong(&json!({"theme": "neon", "thme": 1}), &config(), "").is_empty());
}
