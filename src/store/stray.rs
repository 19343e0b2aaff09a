//! Files beside those of the plan, by names that are none of theirs: the conflict copies of a synchronised folder, what a
//! merge left behind, `7.yaml` for `07.yaml`. They are never read, so they have to be named.

use std::path::Path;

use super::fault::{Fault, FaultKind};
use super::fs::Disk;
use super::layout::Layout;
use crate::domain::change::Part;

/// The files of a plan's folder that have one name each.
const STEMS: [&str; 5] = ["plan", "roster", "activities", "chases", "duties"];

/// The task whose entries a file of this name holds: the one way to write it.
pub(super) fn task_of(name: &str) -> Option<u32> {
    let task = name.strip_suffix(".yaml")?.parse().ok()?;
    (Layout::part_name(Part::Entries(task)).rsplit('/').next() == Some(name)).then_some(task)
}

/// The strays in the plan's folder and among its entries.
pub(super) fn strays(disk: &dyn Disk, layout: &Layout) -> Vec<Fault> {
    let fault = |folder: &Path, name: &str| Fault {
        path: folder.join(name),
        line: None,
        kind: FaultKind::Stray,
        part: None,
    };
    let names = |folder: &Path| disk.list(folder).unwrap_or_default().into_iter().map(|item| item.name);
    let (entries, plan) = (layout.entries(), layout.plan());
    let among_entries = names(&entries).filter(|name| is_data(name) && task_of(name).is_none());
    let beside = names(&plan).filter(|name| is_data(name) && is_like_ours(name));
    let mut faults: Vec<Fault> = among_entries.map(|name| fault(&entries, &name)).collect();
    faults.extend(beside.map(|name| fault(&plan, &name)));
    faults
}

/// Whether a name may hold data that somebody misses. Editors' backups and temporary files do not.
fn is_data(name: &str) -> bool {
    let lower = name.to_lowercase();
    let left_over = ["~", ".bak", ".swp", ".tmp", ".orig"].iter().any(|end| lower.ends_with(end));
    (lower.contains(".yaml") || lower.contains(".yml")) && !name.starts_with(['.', '#']) && !left_over
}

/// Whether a name begins as one of the plan's files does and is not it.
fn is_like_ours(name: &str) -> bool {
    STEMS.iter().any(|stem| {
        let rest = name.strip_prefix(stem).filter(|rest| *rest != ".yaml");
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflict_copies_are_told_from_files_and_from_left_overs() {
        let strays =
            ["7.yaml", "07 (冲突副本).yaml", "07.sync-conflict-20240708-101010-ABCDEFG.yaml", "007.yaml"];
        for name in strays {
            assert!(is_data(name) && task_of(name).is_none(), "{name}");
        }
        assert_eq!((task_of("07.yaml"), task_of("107.yaml")), (Some(7), Some(107)));
        for name in ["07.yaml~", ".07.yaml.tmp", "07.yaml.bak", "说明.txt"] {
            assert!(!is_data(name), "{name}");
        }
        assert!(is_like_ours("plan (1).yaml") && is_like_ours("roster-PC2.yaml"));
        assert!(!is_like_ours("plan.yaml") && !is_like_ours("planning.yaml"));
    }
}
