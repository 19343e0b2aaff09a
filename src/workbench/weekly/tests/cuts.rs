use super::super::{Destination, WeeklyError};
use super::{Office, day, read};
use crate::domain::report::Period;

const FOLDER: Destination = Destination::Folder;
const PREVIEW: Destination = Destination::Preview;

/// A week with one entry in progress, reported on Friday.
fn first_week() -> Office {
    let mut office = Office::new("2024-07-03");
    let id = office.add(4, &["区财政局"], &[("measure", "公开重大项目资金"), ("status", "2")]);
    office.note(&id, "已公开项目资金12笔");
    office.on("2024-07-05", "16:00");
    office
}

#[test]
fn written_again_in_the_same_week_it_keeps_number_start_and_bytes() {
    let mut office = first_week();
    let first = office.report(&FOLDER);
    let path = office.file("reports/2024-W27-周报.md");
    assert_eq!(first.path.as_deref(), Some(&*path));
    assert_eq!(read(&path), first.text());
    assert!(first.text().contains("（第1期）") && first.text().contains("报告期：7月1日至7月5日17时"));
    let snapshot = read(&office.snapshot("2024-W27"));
    office.on("2024-07-07", "20:31");
    let again = office.report(&FOLDER);
    assert_eq!((again.text(), again.set_aside), (first.text(), None));
    assert_eq!(read(&office.snapshot("2024-W27")), snapshot);
    // Only changed data make another report, of the same number and start.
    office.add(5, &["区财政局"], &[("measure", "公开消费政策")]);
    let changed = office.report(&FOLDER).text();
    assert!(changed.contains("（第1期）") && changed.contains("报告期：7月1日至7月7日17时"));
    assert_ne!(changed, first.text());
}

#[test]
fn the_next_week_begins_at_the_cut_and_says_what_changed() {
    let mut office = first_week();
    office.report(&FOLDER);
    office.on("2024-07-12", "10:00");
    let id = office.add(6, &["区住房和城乡建设局"], &[("measure", "发布城市更新政策"), ("status", "4")]);
    let text = office.report(&FOLDER).text();
    assert!(text.contains("（第2期）") && !text.contains("报告期"), "{text}");
    assert!(text.contains("发布城市更新政策") && !text.contains("已公开项目资金12笔"), "{text}");
    assert!(text.contains("增减均较上期（7月5日17时），67项任务中，已完成1项（1.5%，增1）"), "{text}");
    assert!(!text.contains(id.as_str()));
}

#[test]
fn what_comes_between_writing_and_the_printed_hour_is_in_the_next_report() {
    let mut office = first_week();
    office.report(&FOLDER);
    office.on("2024-07-05", "16:40");
    let id = office.add(9, &["区生态环境分局"], &[("measure", "公开环境信息")]);
    office.note(&id, "发布空气质量月报");
    office.on("2024-07-12", "10:00");
    assert!(office.report(&PREVIEW).text().contains("发布空气质量月报"));
}

#[test]
fn a_note_that_was_undone_does_not_appear() {
    let mut office = first_week();
    let id = office.store.workspace().entries().next().unwrap().1.id.clone();
    office.note(&id, "记错了");
    office.undo();
    assert!(!office.report(&PREVIEW).text().contains("记错了"));
}

#[test]
fn a_preview_writes_and_keeps_nothing() {
    let office = first_week();
    let seen = office.report(&PREVIEW);
    assert_eq!(seen.path, None);
    assert!(!office.file("reports").exists() && !office.snapshot("2024-W27").exists());
    assert_eq!(office.report(&FOLDER).text(), seen.text());
}

#[test]
fn a_past_week_is_rebuilt_as_it_stood_kept_or_not() {
    let mut office = first_week();
    let kept = office.report(&FOLDER).text();
    office.on("2024-07-10", "09:00");
    let id = office.store.workspace().entries().next().unwrap().1.id.clone();
    office.note(&id, "第二周的进展");
    office.on("2024-07-17", "09:00");
    office.status(&id, "4");
    let past =
        |name: &'static str| office.report_of(&PREVIEW, |order| order.period = Some(name)).unwrap().text();
    assert_eq!(past("2024-W27"), kept);
    let second = past("2024-W28");
    assert!(
        second.contains("（第2期）")
            && second.contains("上期（7月5日17时）")
            && second.contains("截至7月14日17时"),
        "{second}"
    );
    assert!(second.contains("第二周的进展") && second.contains("已完成0项"), "{second}");
    assert!(second.contains("已逾期2个工作日"), "judged on the week's last day: {second}");
}

#[test]
fn a_week_that_is_reported_after_a_later_one_takes_the_next_number_and_changes_no_other() {
    let mut office = first_week();
    office.on("2024-07-15", "09:00");
    let week = |office: &Office, name: &'static str| {
        office.report_of(&FOLDER, |order| order.period = Some(name)).unwrap()
    };
    let later = week(&office, "2024-W28");
    assert!(later.text().contains("（第1期）") && office.snapshot("2024-W28").exists());
    let earlier = week(&office, "2024-W27");
    assert_eq!((later.number, earlier.number), (1, 2));
    assert!(office.snapshot("2024-W27").exists());
    // What went upward stays as it was, to the byte; and so does what was written late.
    assert_eq!(week(&office, "2024-W28").bytes, later.bytes);
    assert_eq!(week(&office, "2024-W27").bytes, earlier.bytes);
    office.on("2024-07-19", "09:00");
    let next = office.report(&FOLDER);
    assert_eq!(next.number, 3);
    assert!(next.text().contains("各项与上期（7月14日17时）持平"), "{}", next.text());
    // Without one of the files no number comes twice.
    std::fs::remove_file(office.snapshot("2024-W27")).unwrap();
    office.on("2024-07-26", "09:00");
    assert_eq!(office.report(&PREVIEW).number, 4);
}

#[test]
fn a_month_begins_with_its_first_day_and_compares_with_its_eve() {
    let mut office = first_week();
    office.report(&FOLDER);
    office.on("2024-08-09", "09:00");
    let id = office.store.workspace().entries().next().unwrap().1.id.clone();
    office.status(&id, "3");
    let month = |office: &Office, name| {
        office.report_of(&FOLDER, |order| (order.kind, order.period) = (Period::Month, name)).unwrap()
    };
    let now = month(&office, None);
    assert!(
        now.text().contains("2024年政务公开重点工作月报（第1期）") && now.text().contains("截至8月9日17时")
    );
    assert!(now.text().contains("上月末"), "{}", now.text());
    assert!(now.path.unwrap().ends_with("2024-08-月报.md"));
    let july = month(&office, Some("2024-07")).text();
    assert!(july.contains("报告期：7月1日至7月31日17时") && !july.contains("上月末"));
    // A weekly report does not mind the monthly ones.
    assert!(office.report(&PREVIEW).text().contains("（第2期）"));
}

#[test]
fn a_period_that_is_none_or_not_yet_or_before_the_plan_is_refused() {
    let office = first_week();
    let of = |name: &'static str| office.report_of(&PREVIEW, |order| order.period = Some(name)).unwrap_err();
    assert!(matches!(of("2024-W60"), WeeklyError::UnknownPeriod(_)));
    assert!(matches!(of("下周"), WeeklyError::UnknownPeriod(_)));
    assert!(matches!(of("2024-W28"), WeeklyError::NotBegun(_)));
    assert!(matches!(of("2024-W26"), WeeklyError::BeforePlan(_)));
}

#[test]
fn a_note_of_the_coordinator_stays_with_its_week_until_it_is_taken_away() {
    let office = first_week();
    let with =
        |note: Option<&'static str>| office.report_of(&FOLDER, |order| order.note = note).unwrap().text();
    let text = with(Some("下周召开调度会。"));
    assert!(text.contains("\n下周召开调度会。\n"));
    assert_eq!(with(None), text);
    assert!(!with(Some("")).contains("调度会"));
}

#[test]
fn a_report_edited_by_hand_is_kept_beside_the_new_one() {
    let mut office = first_week();
    let path = office.report(&FOLDER).path.unwrap();
    std::fs::write(&path, "亲手改过").unwrap();
    let aside = office.report(&FOLDER).set_aside.unwrap();
    assert!(aside.ends_with("2024-W27-周报.旧稿1.md"));
    assert_eq!(read(&aside), "亲手改过");
    // What was not touched is simply replaced, here after other settings.
    office.config.report.lines = Some(1);
    let again = office.report(&FOLDER);
    assert_eq!((again.path, again.set_aside, again.correction), (Some(path.clone()), None, 0));
}

#[test]
fn only_changed_data_make_a_correction_and_what_was_written_first_stays() {
    let mut office = first_week();
    let first = office.report(&FOLDER);
    assert_eq!((first.number, first.correction, first.kept), (1, 0, true));
    office.add(5, &["区财政局"], &[("measure", "公开消费政策")]);
    let seen = office.report(&PREVIEW);
    assert_eq!((seen.correction, seen.kept), (1, false));
    office.undo();
    assert_eq!(office.report(&FOLDER).bytes, first.bytes, "what was undone is no change");
    office.redo();
    let second = office.report(&FOLDER);
    assert!(second.path.as_ref().unwrap().ends_with("2024-W27-周报-更正稿.md"));
    assert!(second.text().contains("（第1期）") && second.text().contains("（更正稿）"));
    assert_eq!(read(first.path.as_ref().unwrap()), first.text());
    assert_eq!(office.report(&FOLDER).bytes, second.bytes);
    let third = office.report_of(&FOLDER, |order| order.note = Some("请领导审阅")).unwrap();
    assert!(third.path.unwrap().ends_with("2024-W27-周报-更正稿2.md"));
    // The next week's report is an ordinary one again.
    office.on("2024-07-12", "16:00");
    let next = office.report(&FOLDER);
    assert_eq!((next.number, next.correction), (2, 0));
}

#[test]
fn the_settings_choose_sections_order_and_length() {
    let mut office = first_week();
    office.config.report =
        serde_yaml::from_str("{hour: 9, sections: [存在问题, overall], lines: 0}").unwrap();
    let text = office.report(&PREVIEW).text();
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings, ["## 一、存在问题", "## 二、总体进展情况"]);
    assert!(text.contains("7月5日9时"));
}

#[test]
fn a_report_draws_the_shares_of_those_before_it() {
    let mut office = first_week();
    office.report(&FOLDER);
    office.on("2024-07-12", "16:00");
    let page = office.report_in(&PREVIEW, crate::exchange::document::Format::Html).text();
    assert!(page.contains("<svg") && page.contains(">7月5日<") && page.contains(">7月12日<"));
}

#[test]
fn a_broken_snapshot_lets_the_report_be_seen_and_is_not_written_over() {
    let office = first_week();
    office.report(&FOLDER);
    let path = office.snapshot("2024-W27");
    std::fs::write(&path, "schema: 1\n").unwrap();
    let seen = office.report(&PREVIEW);
    assert_eq!(seen.faults.len(), 1);
    assert!(matches!(office.report_of(&FOLDER, |_| {}), Err(WeeklyError::Fault(_))));
    assert_eq!(read(&path), "schema: 1\n");
}

#[test]
fn out_names_a_file_or_a_folder_and_the_settings_a_folder() {
    let mut office = first_week();
    let other = office.file("上报.md");
    let to = Destination::of_option(other.to_str());
    assert_eq!(office.report(&to).path, Some(other.clone()));
    let folder = office.file("文件夹");
    std::fs::create_dir(&folder).unwrap();
    let to = Destination::of_option(folder.to_str());
    assert_eq!(office.report(&to).path, Some(folder.join("2024-W27-周报.md")));
    office.config.export_folder = Some("导出".into());
    assert_eq!(office.report(&FOLDER).path, Some(office.file("导出/2024-W27-周报.md")));
    assert_eq!(Destination::of_option(Some("-")), Destination::Preview);
    assert_eq!(day("2024-07-05"), office.now.date());
}
