mod properties;

use super::*;
use crate::domain::plan::Plan;
use crate::domain::unit::Roster;
use crate::domain::workdays::Calendar;

const SEED: &str = include_str!("../../../seeds/zhoucun-2024/notice.txt");
const PLAN: &str = include_str!("../../../seeds/zhoucun-2024/plan.yaml");
const ROSTER: &str = include_str!("../../../seeds/zhoucun-2024/roster.yaml");

fn roster() -> Roster {
    serde_yaml::from_str(ROSTER).unwrap()
}

fn read(bytes: &[u8]) -> Notice {
    understand(&source(bytes).unwrap(), &roster(), &Calendar::built_in())
}

#[test]
fn the_built_in_notice_gives_exactly_the_shipped_plan() {
    let notice = read(SEED.as_bytes());
    let plan: Plan = serde_yaml::from_str(PLAN).unwrap();
    assert_eq!(
        (&notice.title, &notice.document_no, &notice.issuer, notice.issued, notice.year),
        (&plan.title, &plan.document_no, &plan.issuer, Some(plan.issued), Some(plan.year))
    );
    assert_eq!(notice.tasks.len(), 67);
    for (read, place) in notice.tasks.iter().zip(plan.places()) {
        let task = place.task;
        assert_eq!(read.number, task.number);
        assert_eq!(read.area, place.area.title, "task {}", task.id);
        assert_eq!(read.topic, place.topic.title, "task {}", task.id);
        assert_eq!(read.requirement, task.requirement);
        assert_eq!(read.units, task.assigned, "task {}", task.id);
        assert_eq!(read.units_text, task.units_text, "task {}", task.id);
        assert_eq!(
            read.units_from.map(|at| u32::try_from(at).unwrap() + 1),
            task.units_from,
            "task {}",
            task.id
        );
        assert_eq!(read.due, task.due, "task {}", task.id);
    }
    assert_eq!(notice.doubts, []);
}

#[test]
fn a_cover_letter_has_no_tasks() {
    let (cover, _) = SEED.split_once("为深入贯彻落实").unwrap();
    assert_eq!(read(cover.as_bytes()).tasks, []);
}

#[test]
fn letters_that_call_a_meeting_or_announce_a_review_hold_no_tasks() {
    for letter in [
        "关于召开政务公开工作推进会的通知\n各镇（街道），区直各部门：\n为总结上半年工作，定于7月20日召开推进会。\n一、会议时间\n\
         2025年7月20日上午9:00。\n二、会议地点\n区政府第二会议室\n三、参会人员\n各镇（街道）分管负责同志。\n\
         四、有关要求\n1.请各单位于7月18日前将参会人员名单报区政府办公室。\n区政府办公室\n2025年7月10日\n",
        "关于做好2025年度政务公开考核工作的通知\n各单位：\n一、考核对象\n各镇（街道），区政府各部门。\n二、考核内容\n\
         （一）主动公开（40分）。公开及时、准确。\n三、考核方式\n日常监测与年终考核相结合，12月中旬完成。\n四、结果运用\n\
         考核结果纳入全区综合考核。\n区政府办公室\n2025年10月8日\n",
    ] {
        assert_eq!(read(letter.as_bytes()).tasks, []);
    }
}

#[test]
fn a_text_of_libreoffice_is_refused_by_its_name() {
    let bytes = b"PK\x03\x04\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x08\0\0\0mimetypeapplication/vnd.oasis.opendocument.text";
    assert_eq!(source(bytes), Err(NoticeError::Unread(".odt")));
}

/// Everything that was read of a notice, a line for each thing.
fn told(notice: &Notice) -> String {
    let mut lines = vec![
        format!("{} · {} · {}", notice.title, notice.document_no, notice.issuer),
        format!("{:?} · {:?}", notice.issued, notice.year),
    ];
    for task in &notice.tasks {
        let units: Vec<String> =
            task.units.iter().map(|one| format!("{}/{}", one.unit, one.role.key())).collect();
        let from = task.units_from.map(|from| format!(" ←{}", from + 1)).unwrap_or_default();
        let (topic, due) = (task.topic.as_deref().unwrap_or("-"), task.due.as_deref().unwrap_or("-"));
        lines.push(format!(
            "{} | {} | {topic} | {} | {}{from} | {due}",
            task.number,
            task.area,
            task.requirement,
            units.join(" ")
        ));
    }
    let known = |doubt: &&Doubt| !matches!(doubt, Doubt::UnknownUnit { .. } | Doubt::AmbiguousUnit { .. });
    lines.extend(notice.doubts.iter().filter(known).map(|doubt| format!("? {doubt:?}")));
    lines.extend(notice.proposed.iter().map(|one| format!("+ {} ← {}", one.when, one.text)));
    lines.join("\n")
}

#[test]
fn made_up_notices_of_other_shapes_are_read() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notices");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|item| item.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.ends_with(".README"))
        .collect();
    names.sort();
    assert!(names.len() >= 10);
    for name in names {
        let notice = read(&std::fs::read(folder.join(&name)).unwrap());
        insta::assert_snapshot!(name.replace('.', "_"), told(&notice));
    }
}

#[test]
fn a_reviewed_plan_is_saved_with_ids_in_its_order_and_its_sentences_as_duties_that_wait() {
    let text = "2024年青山区政务公开工作要点\n一、公开\n1.公开规划。（责任单位：区发改局）\n\
        2.公开预算。（责任单位：区财政局）\n二、保障\n各部门每年至少组织1次业务培训，并于12月20日前报送总结。\n";
    let source = source(text.as_bytes()).unwrap();
    let read = understand(&source, &Roster::default(), &Calendar::built_in());
    let draft =
        draft(&read, &Roster::default(), chrono::NaiveDate::from_ymd_opt(2024, 3, 1).unwrap()).unwrap();
    assert!(!draft.duties.duties.is_empty());
    let duty = &draft.duties.duties[0];
    assert!(!duty.active && duty.source.contains("培训") && !duty.name.is_empty(), "{duty:?}");
    let mut workspace = crate::domain::workspace::Workspace::new(draft.plan, draft.roster);
    let plan = std::sync::Arc::make_mut(&mut workspace.plan);
    plan.areas[0].topics[0].tasks.reverse();
    plan.areas[0].topics[0].tasks[0].units_from = Some(1);
    plan.retired.push(9);
    let saved = reviewed(&workspace).plan;
    let ids: Vec<(u32, Option<u32>)> = saved.tasks().map(|task| (task.id, task.units_from)).collect();
    assert_eq!((ids[0], ids[1].0, saved.retired.len()), ((1, Some(2)), 2, 0));
}
