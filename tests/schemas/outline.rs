//! The schemas of what is rarely written by hand and yet may be: plan, roster, duties, chases. Full records of each are held
//! against them, so that a field that the program learns is missed here.

use peidang::domain::activity::{ActivityKind, ActivityState};
use peidang::domain::chase::{Chase, Manner};
use peidang::domain::duty::{ClockKind, Duty, DutyBook};
use peidang::domain::plan::{Nature, Plan, Role};
use peidang::domain::unit::{Roster, UnitKind};
use peidang::store::yaml;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::{day, texts, titled, wrong};

const ROLES: [Role; 5] = [Role::Lead, Role::Emphasised, Role::Responsible, Role::Execute, Role::Support];

fn text() -> Value {
    json!({"type": "string"})
}

fn number(least: i64) -> Value {
    json!({"type": "integer", "minimum": least})
}

/// A record: of each field its key, its name on the screen, what it holds; the first so many must be there.
fn record(required: usize, fields: Vec<(&str, &str, Value)>) -> Value {
    let names: Vec<&str> = fields.iter().take(required).map(|(key, _, _)| *key).collect();
    let properties: Map<String, Value> =
        fields.into_iter().map(|(key, title, schema)| (key.to_owned(), titled(schema, title))).collect();
    json!({"type": "object", "required": names, "properties": properties})
}

fn list(of: &Value) -> Value {
    json!({"type": "array", "items": of})
}

/// A whole file.
fn file(title: &str, mut body: Value) -> Value {
    let map = body.as_object_mut().unwrap();
    map.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    map.insert("title".to_owned(), json!(title));
    map["required"].as_array_mut().unwrap().insert(0, json!("schema"));
    map["properties"].as_object_mut().unwrap().insert("schema".to_owned(), json!({"const": 1}));
    body
}

pub fn plan() -> Value {
    let assigned = record(
        2,
        vec![("unit", "单位或单位组", text()), ("role", "分工", json!({"enum": ROLES.map(Role::key)}))],
    );
    let answered = record(
        2,
        vec![
            ("kind", "类别", json!({"enum": ActivityKind::ALL.map(|kind| json!(kind))})),
            ("state", "须达到", json!({"enum": ActivityState::ALL.map(|state| json!(state))})),
            ("count", "次数", number(1)),
        ],
    );
    let task = record(
        3,
        vec![
            ("id", "任务号（不再变）", number(1)),
            ("number", "序号", text()),
            ("requirement", "工作要求", text()),
            ("units_text", "责任单位（原文）", text()),
            ("units_from", "责任单位同此任务", number(1)),
            ("assigned", "任务分工", list(&assigned)),
            ("due", "完成时限", text()),
            ("nature", "性质", json!({"enum": Nature::ALL.map(Nature::key)})),
            ("answered_by", "由活动落实", answered),
            ("origin", "来源", text()),
        ],
    );
    let topic = json!({"type": "object", "required": ["tasks"], "properties": {
        "title": titled(text(), "小项"), "tasks": titled(list(&task), "任务")}});
    let area = record(2, vec![("title", "大项", text()), ("topics", "小项", list(&topic))]);
    file(
        "方案",
        record(
            4,
            vec![
                ("title", "标题", text()),
                ("issued", "成文日期", day()),
                ("year", "年度", number(1900)),
                ("areas", "大项", list(&area)),
                ("document_no", "发文字号", text()),
                ("issuer", "发文机关", text()),
                ("filing_day", "报送截止日", day()),
                ("closed", "收官", day()),
                ("retired", "不再使用的任务号", list(&number(1))),
            ],
        ),
    )
}

pub fn roster() -> Value {
    let kinds = json!({"enum": UnitKind::ALL.map(UnitKind::key)});
    let contact = record(
        0,
        vec![
            ("role", "身份", text()),
            ("name", "姓名", text()),
            ("section", "科室", text()),
            ("phone", "办公电话", text()),
            ("mobile", "手机", text()),
            ("chat_name", "群昵称", text()),
        ],
    );
    let unit = record(
        2,
        vec![
            ("name", "全称", text()),
            ("kind", "类别", kinds.clone()),
            ("short", "简称", texts()),
            ("aliases", "别名", texts()),
            ("old_names", "曾用名", texts()),
            ("contacts", "联系人", list(&contact)),
            ("note", "说明", text()),
        ],
    );
    let group = record(
        1,
        vec![
            ("name", "单位组", text()),
            ("kinds", "按类别", list(&kinds)),
            ("picked", "另有单位", texts()),
            ("note", "说明", text()),
        ],
    );
    let members = record(
        2,
        vec![("task", "任务号", number(1)), ("group", "单位组", text()), ("units", "选定的单位", texts())],
    );
    let waiver = record(
        3,
        vec![
            ("task", "任务号", number(1)),
            ("unit", "单位或单位组", text()),
            ("day", "日期", day()),
            ("reason", "理由", text()),
            ("by", "经办人", text()),
        ],
    );
    let receipt =
        record(2, vec![("unit", "单位", text()), ("day", "收到日期", day()), ("by", "经办人", text())]);
    file(
        "单位名录",
        record(
            0,
            vec![
                ("place", "区县", text()),
                ("groups", "单位组", list(&group)),
                ("units", "单位", list(&unit)),
                ("members", "各任务选定的成员", list(&members)),
                ("waivers", "无需报送", list(&waiver)),
                ("receipts", "已收未录", list(&receipt)),
            ],
        ),
    )
}

pub fn duties() -> Value {
    // One shape for all three: which of the rest belong to which `by` a person reads in the titles.
    let met = record(
        1,
        vec![
            ("by", "由何落实", json!({"enum": ["activities", "entries", "filing"]})),
            ("kind", "活动类别", json!({"enum": ActivityKind::ALL.map(|kind| json!(kind))})),
            ("state", "须达到", json!({"enum": ActivityState::ALL.map(|state| json!(state))})),
            ("count", "次数", number(1)),
            ("named", "名称含", texts()),
        ],
    );
    let pause = record(1, vec![("from", "起", day()), ("to", "止", day()), ("reason", "事由", text())]);
    let extended = record(
        1,
        vec![
            ("working_days", "延长工作日", number(0)),
            ("approved_by", "批准人", text()),
            ("told_on", "告知日期", day()),
        ],
    );
    let running = record(
        2,
        vec![
            ("kind", "法定时限", text()),
            ("started", "起算日", day()),
            ("restarted", "重新起算日", day()),
            ("pauses", "中止", list(&pause)),
            ("extended", "延长", extended),
        ],
    );
    let duty = record(
        1,
        vec![
            ("id", "编号", text()),
            ("name", "要求", text()),
            ("source", "原文", text()),
            ("article", "依据", text()),
            ("task", "任务号", number(1)),
            ("units", "责任单位", texts()),
            ("due", "时限", text()),
            ("met_by", "由何落实", met),
            ("clock", "法定时限", running),
            ("active", "启用", json!({"type": "boolean"})),
        ],
    );
    let clock = record(
        2,
        vec![
            ("key", "键", text()),
            ("name", "名称", text()),
            ("article", "依据", text()),
            ("working_days", "工作日", number(0)),
            ("days", "自然日", number(0)),
            ("extension", "最多延长工作日", number(0)),
            ("starts", "起算", text()),
            ("pauses", "中止", text()),
            ("restarts", "重新起算", text()),
            ("extends", "延长", text()),
            ("then", "逾期未答复", text()),
            ("active", "启用", json!({"type": "boolean"})),
        ],
    );
    file(
        "刚性要求",
        record(0, vec![("duties", "刚性要求", list(&duty)), ("clocks", "法定时限", list(&clock))]),
    )
}

pub fn chases() -> Value {
    let chase = record(
        4,
        vec![
            ("id", "编号", text()),
            (
                "at",
                "时间",
                json!({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"}),
            ),
            ("manner", "方式", json!({"enum": Manner::ALL.map(Manner::key)})),
            ("units", "单位", texts()),
            ("tasks", "任务号", list(&number(1))),
            ("duty", "刚性要求", text()),
            ("who", "答复人", text()),
            ("answer", "答复", text()),
            ("promised", "承诺时间", day()),
            ("by", "经办人", text()),
        ],
    );
    file("提醒和催办", record(1, vec![("chases", "提醒和催办", list(&chase))]))
}

/// A record with every field filled in.
fn full<T: DeserializeOwned>(text: &str) -> T {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What the program writes of these data, as a value, the way an editor reads it.
fn written(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// The keys of every record in a value.
fn keys(value: &Value) -> std::collections::BTreeSet<String> {
    let inner =
        value.as_array().into_iter().flatten().chain(value.as_object().into_iter().flat_map(Map::values));
    let own = value.as_object().into_iter().flat_map(Map::keys).cloned();
    own.chain(inner.flat_map(keys)).collect()
}

/// The keys of every record that a schema knows.
fn known(schema: &Value) -> std::collections::BTreeSet<String> {
    let properties = schema["properties"].as_object().into_iter().flatten();
    let of_each = properties.flat_map(|(key, inner)| {
        let mut all = known(inner);
        all.insert(key.clone());
        all
    });
    of_each.chain(schema.get("items").into_iter().flat_map(known)).collect()
}

fn fits(text: &str, schema: &Value, name: &str) {
    let value = written(text);
    assert_eq!(wrong(&value, schema, name), Vec::<String>::new());
    assert_eq!(
        keys(&value),
        known(schema),
        "{name}: a full record has what the schema knows, and nothing more"
    );
}

#[test]
fn full_records_of_each_kind_fit_and_leave_nothing_of_the_schema_out() {
    let plan: Plan = full(
        "{title: 方案, document_no: 一号, issuer: 区政府办公室, issued: 2024-07-01, year: 2024, filing_day: 2024-07-15, closed: 2025-01-10,
        retired: [9], areas: [{title: 一, topics: [{title: 甲, tasks: [{id: 1, number: 增1, requirement: 公开, units_text: 民政局,
        units_from: 2, assigned: [{unit: 区民政局, role: lead}], due: 年底前, nature: standing, origin: 领导批示,
        answered_by: {kind: open_day, state: planned, count: 2}}]}]}]}",
    );
    fits(&yaml::write("", &plan).unwrap(), &self::plan(), "plan");
    let roster: Roster = full(
        "{place: 周村区, groups: [{name: 各镇, kinds: [town], picked: [区民政局], note: 无}],
        units: [{name: 区民政局, kind: department, short: [民政局], aliases: [a], old_names: [b], note: c,
        contacts: [{role: 联络员, name: 某, section: 办公室, phone: '1', mobile: '2', chat_name: 某}]}],
        members: [{task: 1, group: 各镇, units: [区民政局]}],
        waivers: [{task: 1, unit: 区民政局, reason: 无职能, day: 2024-07-08, by: 张某}],
        receipts: [{unit: 区民政局, day: 2024-07-08, by: 张某}]}",
    );
    fits(&yaml::write("", &roster).unwrap(), &self::roster(), "roster");
    let duty: Duty = full(
        "{id: x, name: 答复, source: 原文, article: 第一条, task: 1, units: [区民政局], due: 年底前, active: false,
        met_by: {by: activities, kind: other, state: held, count: 2, named: [年报]},
        clock: {kind: reply, started: 2024-07-08, restarted: 2024-07-10, extended: {working_days: 5, approved_by: 李某, told_on: 2024-07-20},
        pauses: [{from: 2024-07-11, to: 2024-07-12, reason: 征求意见}]}}",
    );
    let clock: ClockKind = full(
        "{key: reply, name: 答复, article: 第三十三条, working_days: 20, days: 30, extension: 20, starts: 收到申请, pauses: 征求意见,
        restarts: 补正, extends: 批准, then: 视为未答复, active: false}",
    );
    let book = DutyBook { duties: vec![duty], clocks: vec![clock], ..DutyBook::default() };
    fits(&yaml::write("", &book).unwrap(), &duties(), "duties");
    let chase: Chase = full(
        "{id: c-1, at: 2024-07-08T09:12:00, manner: phone, units: [区民政局], tasks: [7], duty: x, who: 尹某, answer: 周五报,
        promised: 2024-07-12, by: 张某}",
    );
    fits(&yaml::write_chases("", &[std::sync::Arc::new(chase)]).unwrap(), &chases(), "chases");
}

#[test]
fn the_built_in_plan_fits_and_a_slip_does_not() {
    let seeds = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds/zhoucun-2024");
    for (name, schema) in [("plan", plan()), ("roster", roster()), ("duties", duties())] {
        let text = std::fs::read_to_string(seeds.join(format!("{name}.yaml"))).unwrap();
        assert_eq!(wrong(&written(&text), &schema, name), Vec::<String>::new());
    }
    let slip = json!({"schema": 1, "units": [{"name": "区民政局", "kind": "ministry", "shrt": []}]});
    assert_eq!(wrong(&slip, &roster(), "roster").len(), 2);
    assert!(!wrong(&json!({"schema": 1, "chases": [{"id": "a"}]}), &chases(), "chases").is_empty());
}
