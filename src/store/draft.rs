//! 未保存的表单: the forms that are open and not saved, in `draft.yaml`, so that a crash loses nothing that was typed.
//!
//! This machine's own file, outside of journal and undo. What cannot be read is as good as none: it stops no start.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

use super::fs::{self, Disk};
use super::layout::Layout;
use super::yaml;
use crate::domain::edit::outline::Branch;
use crate::domain::entry::EntryId;

/// For whoever opens the file in an editor.
const HEAD: &str = "表单里还没有保存的内容；程序下次启动时会问是否接着填。";

/// The record that a form is of, where that is no entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DraftRecord {
    /// 活动.
    Activity {
        /// Its id, of a new one the one that it will get.
        id: String,
        /// The duty that it was opened for.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        duty: String,
    },
    /// 单位, by the name that it had; none for a new one.
    Unit {
        /// Full name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// 刚性要求.
    Duty {
        /// Its id, of a new one the one that it will get.
        id: String,
    },
    /// 单位组.
    Groups,
    /// 任务.
    Task {
        /// Its id; 0 for a new one.
        id: u32,
        /// Of a new one, what it comes behind.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        behind: Option<Place>,
    },
    /// The head of the plan.
    Plan,
}

/// A branch of the plan as the file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Place {
    /// 任务, by its id.
    Task {
        /// The id.
        task: u32,
    },
    /// 小项, by its area's place and its own.
    Topic {
        /// From 0.
        area: usize,
        /// From 0.
        topic: usize,
    },
    /// 大项, by its place.
    Area {
        /// From 0.
        area: usize,
    },
}

impl From<Branch> for Place {
    fn from(branch: Branch) -> Self {
        match branch {
            Branch::Area(area) => Self::Area { area },
            Branch::Topic(area, topic) => Self::Topic { area, topic },
            Branch::Task(task) => Self::Task { task },
        }
    }
}

impl From<Place> for Branch {
    fn from(place: Place) -> Self {
        match place {
            Place::Area { area } => Self::Area(area),
            Place::Topic { area, topic } => Self::Topic(area, topic),
            Place::Task { task } => Self::Task(task),
        }
    }
}

/// A form that is not saved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftForm {
    /// The task; 0 where the form is of another record than an entry.
    #[serde(default)]
    pub task: u32,
    /// The record, where it is no entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<DraftRecord>,
    /// The entry that is edited; none for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// What was typed, by the keys of the fields.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

/// The forms of each plan, by its id.
#[derive(Default, Serialize, Deserialize)]
struct Drafts {
    #[serde(default)]
    plans: BTreeMap<String, Vec<DraftForm>>,
}

/// The drafts in the file; none where it cannot be read.
fn all(disk: &dyn Disk, layout: &Layout) -> Option<Drafts> {
    let path = layout.draft();
    let bytes = match disk.read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Some(Drafts::default()),
        Err(_) => return None,
    };
    let text = yaml::text(&path, &bytes, None).ok().filter(|text| text.newer().is_none())?;
    yaml::body(&path, &text, None).ok()
}

/// Moves what cannot be read to the plan's `broken/`: somebody typed it, and may find it there.
fn put_aside(disk: &dyn Disk, layout: &Layout) -> io::Result<Drafts> {
    let folder = layout.broken();
    disk.create_folder(&folder)?;
    let names = (0..100).map(|n| folder.join(format!("draft.{n}.yaml")));
    let free = names.into_iter().find(|path| disk.stamp(path).is_err());
    disk.rename(&layout.draft(), &free.unwrap_or_else(|| folder.join("draft.yaml")))?;
    Ok(Drafts::default())
}

/// The forms of this plan that were not saved.
pub fn read(disk: &dyn Disk, layout: &Layout) -> Vec<DraftForm> {
    all(disk, layout).unwrap_or_default().plans.remove(layout.plan_id()).unwrap_or_default()
}

/// Keeps these forms of this plan and no others; those of other plans stay. Without any the file goes.
pub fn write(disk: &dyn Disk, layout: &Layout, forms: &[DraftForm]) -> io::Result<()> {
    let mut drafts = match all(disk, layout) {
        Some(drafts) => drafts,
        None => put_aside(disk, layout)?,
    };
    if forms.is_empty() {
        drafts.plans.remove(layout.plan_id());
    } else {
        drafts.plans.insert(layout.plan_id().to_owned(), forms.to_vec());
    }
    let path = layout.draft();
    if drafts.plans.is_empty() {
        return match disk.remove(&path) {
            // Synced, or a form that was saved since is offered again after a crash.
            Ok(()) => disk.sync_folder(layout.root()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        };
    }
    let text = yaml::write(HEAD, &drafts).map_err(io::Error::other)?;
    fs::replace(disk, &path, text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::RealDisk;

    fn form(task: u32, text: &str) -> DraftForm {
        DraftForm { task, fields: [("measure".to_owned(), text.to_owned())].into(), ..DraftForm::default() }
    }

    #[test]
    fn forms_come_back_plan_by_plan_and_the_file_goes_with_the_last() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["a-2024", "b-2025"].map(|plan| Layout::new(folder.path(), plan));
        let disk = RealDisk;
        assert!(read(&disk, &one).is_empty());
        let edited = DraftForm {
            entry: Some(EntryId::from_text("7-k3f9q")),
            ..form(7, "第一行\n第二行：\"no\"")
        };
        write(&disk, &one, &[form(6, "甲"), edited.clone()]).unwrap();
        write(&disk, &other, &[form(1, "乙")]).unwrap();
        assert_eq!(read(&disk, &one), [form(6, "甲"), edited]);
        write(&disk, &one, &[]).unwrap();
        assert!(read(&disk, &one).is_empty());
        assert_eq!(read(&disk, &other), [form(1, "乙")]);
        write(&disk, &other, &[]).unwrap();
        assert!(!one.draft().exists());
        write(&disk, &other, &[]).unwrap();
    }

    #[test]
    fn forms_of_every_record_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path(), "a");
        let records = [
            DraftRecord::Activity { id: "a-k3f9q".to_owned(), duty: "training".to_owned() },
            DraftRecord::Unit { name: None },
            DraftRecord::Unit { name: Some("区甲局".to_owned()) },
            DraftRecord::Duty { id: "d-1".to_owned() },
            DraftRecord::Groups,
            DraftRecord::Task { id: 0, behind: Some(Branch::Area(5).into()) },
            DraftRecord::Task { id: 0, behind: Some(Branch::Topic(1, 2).into()) },
            DraftRecord::Task { id: 0, behind: Some(Branch::Task(45).into()) },
            DraftRecord::Task { id: 45, behind: None },
            DraftRecord::Plan,
        ];
        let forms: Vec<DraftForm> =
            records.map(|record| DraftForm { record: Some(record), ..form(0, "甲") }).into();
        write(&RealDisk, &layout, &forms).unwrap();
        assert_eq!(read(&RealDisk, &layout), forms);
    }

    #[test]
    fn a_broken_file_is_as_good_as_none_and_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let layout = Layout::new(folder.path(), "a");
        let all = ["plans: {a: [{task: 1", "schema: 9\nplans: {a: [{task: 1}]}\n# end\n", "\u{0}"];
        for (n, broken) in all.into_iter().enumerate() {
            std::fs::write(layout.draft(), broken).unwrap();
            assert!(read(&RealDisk, &layout).is_empty());
            write(&RealDisk, &layout, &[form(1, "丙")]).unwrap();
            assert_eq!(read(&RealDisk, &layout), [form(1, "丙")]);
            let kept = layout.broken().join(format!("draft.{n}.yaml"));
            assert_eq!(std::fs::read_to_string(kept).unwrap(), broken);
        }
    }
}
