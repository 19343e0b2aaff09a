//! git's merge of one file of the data: three versions in, one out, always a file that can be read.

use std::path::Path;

use serde_yaml::{Mapping, Value};

use super::fault::Fault;
use super::yaml;
use crate::domain::change::Part;
use crate::domain::edit::outline::next_added;
use crate::domain::merge::{Clash, merge};
use crate::domain::plan::Plan;
use crate::domain::unit::Roster;

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The file.
    pub bytes: Vec<u8>,
    /// What both sides changed, each in its way; marked in the file.
    pub clashes: Vec<Clash>,
}

/// Why a file cannot be merged.
#[derive(Debug, Clone, PartialEq)]
pub enum MergeFault {
    /// One of the versions cannot be read.
    Fault(Fault),
    /// The merged file would be none of its kind; the reader's words.
    Shape(String),
}

/// What kind of file a path is; none for one that only its own reader knows.
fn part(path: &str) -> Option<Part> {
    let mut names = path.rsplit(['/', '\\']);
    match (names.next()?, names.next()) {
        ("plan.yaml", _) => Some(Part::Plan),
        ("roster.yaml", _) => Some(Part::Roster),
        ("activities.yaml", _) => Some(Part::Activities),
        ("chases.yaml", _) => Some(Part::Chases),
        (name, Some("entries")) => name.strip_suffix(".yaml")?.parse().ok().map(Part::Entries),
        _ => None,
    }
}

/// Merges the versions of the file at `path` (within the repository). An empty base is a file that both sides made.
pub fn files(base: &[u8], ours: &[u8], theirs: &[u8], path: &str) -> Result<Merged, MergeFault> {
    let whole = |bytes: &[u8]| Merged { bytes: bytes.to_vec(), clashes: Vec::new() };
    if ours == theirs || theirs == base {
        return Ok(whole(ours));
    }
    if ours == base {
        return Ok(whole(theirs));
    }
    if path.contains("journal/") {
        return Ok(whole(&journals(ours, theirs)));
    }
    let read = |bytes: &[u8]| -> Result<(Mapping, String), MergeFault> {
        if bytes.is_empty() {
            return Ok((Mapping::new(), String::new()));
        }
        let text = yaml::text(Path::new(path), bytes, None).map_err(MergeFault::Fault)?;
        // Written again by this program, a file of a newer one would lose what only that knows.
        if let Some(kind) = text.newer() {
            let path = Path::new(path).to_owned();
            return Err(MergeFault::Fault(Fault { path, line: None, kind, part: None }));
        }
        let body: Mapping = yaml::body(Path::new(path), &text, None).map_err(MergeFault::Fault)?;
        let head = text
            .text
            .lines()
            .take_while(|line| line.starts_with('#'))
            .map(|line| line.trim_start_matches(['#', ' ']));
        let head: Vec<&str> = head.collect();
        Ok((body, head.join("\n")))
    };
    let ((base, _), (ours, head), (theirs, other)) = (read(base)?, read(ours)?, read(theirs)?);
    let (merged, clashes) = merge(&base, &ours, &theirs);
    let head = if head.is_empty() { other } else { head };
    let bytes = written(&head, &base, &merged, path)?.into_bytes();
    Ok(Merged { bytes, clashes })
}

/// The text of the file: through its own type, so that its keys stand in their order and it can be read again.
fn written(head: &str, base: &Mapping, merged: &Mapping, path: &str) -> Result<String, MergeFault> {
    let shape = |error: serde_yaml::Error| MergeFault::Shape(error.to_string());
    let untyped = yaml::write(head, merged).map_err(shape)?;
    let at = Path::new(path);
    let text = yaml::text(at, untyped.as_bytes(), None).map_err(MergeFault::Fault)?;
    match part(path) {
        Some(Part::Plan) => {
            let mut plan: Plan = yaml::body(at, &text, None).map_err(MergeFault::Fault)?;
            number_apart(&mut plan, base);
            yaml::write(head, &plan).map_err(shape)
        }
        Some(Part::Roster) => {
            let roster: Roster = yaml::body(at, &text, None).map_err(MergeFault::Fault)?;
            yaml::write(head, &roster).map_err(shape)
        }
        Some(part @ Part::Entries(_)) => {
            let entries = yaml::entries(at, &text, part).map_err(MergeFault::Fault)?;
            yaml::write_entries(head, &entries).map_err(shape)
        }
        Some(Part::Activities) => {
            let activities = yaml::activities(at, &text).map_err(MergeFault::Fault)?;
            yaml::write_activities(head, &activities).map_err(shape)
        }
        Some(Part::Chases) => {
            let chases = yaml::chases(at, &text).map_err(MergeFault::Fault)?;
            yaml::write_chases(head, &chases).map_err(shape)
        }
        _ => Ok(untyped),
    }
}

/// Two people who each add a task both print 增1: of those that are new the later one gets the next free number.
fn number_apart(plan: &mut Plan, base: &Mapping) {
    let areas = base.get("areas").and_then(Value::as_sequence).into_iter().flatten();
    let lists = |of: &Value, key: &str| of.get(key).and_then(Value::as_sequence).cloned().unwrap_or_default();
    let tasks = areas.flat_map(|area| lists(area, "topics")).flat_map(|topic| lists(&topic, "tasks"));
    let old: Vec<u64> = tasks.filter_map(|task| task.get("id")?.as_u64()).collect();
    let mut seen: Vec<String> =
        plan.tasks().filter(|task| old.contains(&task.id.into())).map(|task| task.number.clone()).collect();
    let ids: Vec<u32> = plan.tasks().map(|task| task.id).filter(|id| !old.contains(&(*id).into())).collect();
    for id in ids {
        let next = next_added(plan);
        let Some(task) = plan.task_mut(id) else { continue };
        if task.number.starts_with('增') && seen.contains(&task.number) {
            task.number = next;
        }
        seen.push(task.number.clone());
    }
}

/// A journal only grows: what both sides appended stands behind what both have. Two installations never write one file,
/// unless a folder was copied whole.
fn journals(ours: &[u8], theirs: &[u8]) -> Vec<u8> {
    let (mine, other) = (records(ours), records(theirs));
    let common = mine.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let (mut first, mut second) = (&mine[common..], &other[common..]);
    if second < first {
        std::mem::swap(&mut first, &mut second);
    }
    let behind = second.iter().filter(|record| !first.contains(record));
    let mut whole = Vec::with_capacity(ours.len() + theirs.len());
    for record in mine[..common].iter().chain(first).chain(behind) {
        whole.extend_from_slice(record);
        if !record.ends_with(b"\n") {
            whole.push(b'\n');
        }
    }
    whole
}

/// The records of a journal, each from its `---`; what stands before the first is one too.
fn records(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts = vec![0];
    let mut at = 0;
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        if line == b"---\n" && at > 0 {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| &bytes[*start..end])
        .filter(|record| !record.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(rows: &str) -> Vec<u8> {
        format!("# 任务7的配档条目\nschema: 1\nentries:\n{rows}# end\n").into_bytes()
    }

    #[test]
    fn a_file_of_entries_comes_out_whole_and_in_the_order_of_its_keys() {
        let base = entries("- id: 7-aaaaa\n  units: [区财政局]\n  remark: 甲\n");
        let ours = entries("- id: 7-aaaaa\n  units: [区财政局]\n  remark: 甲\n  mine: 1\n");
        let theirs = entries(
            "- id: 7-aaaaa\n  units: [区财政局]\n  due: 9月底\n  remark: 甲\n- id: 7-bbbbb\n  units: [区民政局]\n",
        );
        let merged = files(&base, &ours, &theirs, "zhoucun-2024/entries/07.yaml").unwrap();
        assert_eq!(merged.clashes, []);
        assert_eq!(merged, files(&base, &theirs, &ours, "zhoucun-2024/entries/07.yaml").unwrap());
        let text = String::from_utf8(merged.bytes).unwrap();
        let expected = "# 任务7的配档条目\nschema: 1\nentries:\n- id: 7-aaaaa\n  units:\n  - 区财政局\n  due: 9月底\n  remark: 甲\n  mine: 1\n- id: 7-bbbbb\n  units:\n  - 区民政局\n# end\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn journals_keep_the_records_of_both() {
        let base = b"# head\n---\nid: a-1\nmark: 1\n".to_vec();
        let ours = [base.as_slice(), b"---\nid: a-2\nx: 1\nmark: 2\n"].concat();
        let theirs = [base.as_slice(), b"---\nid: a-2\nx: 3\nmark: 4\n"].concat();
        let merged = files(&base, &ours, &theirs, "p/journal/2024-07-ab3k.yaml").unwrap().bytes;
        let expected =
            [base.as_slice(), b"---\nid: a-2\nx: 1\nmark: 2\n---\nid: a-2\nx: 3\nmark: 4\n"].concat();
        assert_eq!(String::from_utf8(merged).unwrap(), String::from_utf8(expected).unwrap());
    }

    #[test]
    fn a_version_that_cannot_be_read_is_not_merged() {
        let base = entries("");
        let cut = b"schema: 1\nentries:\n- id: 7-x\n".to_vec();
        let ours = entries("- id: 7-aaaaa\n  units: [甲]\n");
        assert!(matches!(files(&base, &ours, &cut, "p/entries/07.yaml"), Err(MergeFault::Fault(_))));
    }

    /// The plan with one more task, as somebody adds it at the desk.
    fn added(requirement: &str, by: &str) -> Vec<u8> {
        use crate::domain::edit::Desk;
        use crate::domain::edit::outline::{Branch, add_task};
        let (plan, roster) = crate::store::built_in_plan();
        let mut workspace = crate::domain::workspace::Workspace::new(plan, roster);
        let mut task = workspace.plan.task(2).unwrap().clone();
        task.number.clear();
        task.origin = Some("领导批示".to_owned());
        requirement.clone_into(&mut task.requirement);
        let calendar = crate::domain::workdays::Calendar::built_in();
        let today = chrono::NaiveDate::from_ymd_opt(2024, 7, 8).unwrap();
        let desk = Desk { workspace: &workspace, calendar: &calendar, today, by };
        let draft = add_task(&desk, Branch::Task(2), &task).unwrap();
        workspace.apply(&draft.ops).unwrap();
        yaml::write("方案", workspace.plan.as_ref()).unwrap().into_bytes()
    }

    #[test]
    fn two_people_who_each_add_a_task_get_two_with_ids_and_numbers_of_their_own() {
        let base = yaml::write("方案", &crate::store::built_in_plan().0).unwrap().into_bytes();
        let (ours, theirs) = (added("落实批示一", "甲"), added("落实批示二", "乙"));
        let merged = files(&base, &ours, &theirs, "p/plan.yaml").unwrap();
        assert_eq!(merged.clashes, []);
        assert_eq!(merged, files(&base, &theirs, &ours, "p/plan.yaml").unwrap());
        let text = yaml::text(Path::new("plan.yaml"), &merged.bytes, None).unwrap();
        let plan: Plan = yaml::body(Path::new("plan.yaml"), &text, None).unwrap();
        let new: Vec<(&str, &str)> = plan
            .tasks()
            .filter(|task| task.origin.is_some())
            .map(|task| (task.number.as_str(), task.requirement.as_str()))
            .collect();
        assert_eq!(new.len(), 2, "{new:?}");
        let mut numbers: Vec<&str> = new.iter().map(|(number, _)| *number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, ["增1", "增2"]);
        let ids: std::collections::BTreeSet<u32> = plan.tasks().map(|task| task.id).collect();
        assert_eq!(ids.len(), plan.tasks().count());
        // Who merges once more finds nothing to do.
        assert_eq!(
            files(&merged.bytes, &merged.bytes, &merged.bytes, "p/plan.yaml").unwrap().bytes,
            merged.bytes
        );
    }
}
