//! What the YAML of a plan said, in a form that is read several times as fast. Disposable: a part counts only for a file of
//! the very bytes that it was made from, one that is missing or torn is passed over, and taking it away loses nothing.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::fs::{Disk, replace};
use super::journal::fingerprint;
use super::layout::Layout;
use crate::domain::change::Part;
use crate::domain::entry::Entry;
use crate::domain::plan::Plan;
use crate::domain::unit::Roster;

/// The shape of what is kept: the fingerprint of samples of it, which a test holds current.
const SHAPE: u64 = 0x503c_3196_a128_1870;

/// What stands in the last line, after what it speaks of.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    version: String,
    shape: u64,
    /// Fingerprint of all before it.
    sum: u64,
    /// Each part: its file within the plan's folder, the fingerprint of the file's bytes, how many bytes it takes here.
    parts: Vec<(String, u64, usize)>,
}

/// What was kept of some files.
#[derive(Debug, Default)]
pub(super) struct Cache {
    bytes: Vec<u8>,
    parts: HashMap<String, (u64, Range<usize>)>,
}

impl Cache {
    /// Reads one; what is no cache of this version is an empty one.
    pub(super) fn read(disk: &dyn Disk, path: &Path) -> Self {
        disk.read(path).ok().and_then(Self::of).unwrap_or_default()
    }

    fn of(bytes: Vec<u8>) -> Option<Self> {
        let end = bytes.iter().rposition(|byte| *byte == b'\n')?;
        let head: Head = serde_json::from_slice(&bytes[end + 1..]).ok()?;
        let is_ours = head.version == env!("CARGO_PKG_VERSION") && head.shape == SHAPE;
        if !is_ours || fingerprint(&bytes[..end]) != head.sum {
            return None;
        }
        let mut from = 0_usize;
        let mut parts = HashMap::with_capacity(head.parts.len());
        for (name, hash, length) in head.parts {
            let to = from.checked_add(length).filter(|to| *to <= end)?;
            parts.insert(name, (hash, from..to));
            from = to;
        }
        Some(Self { bytes, parts })
    }

    /// What the file of a part says, if its bytes have this fingerprint.
    pub(super) fn get<T: DeserializeOwned>(&self, part: Part, hash: u64) -> Option<T> {
        let (of, range) = self.parts.get(&Layout::part_name(part))?;
        if *of != hash {
            return None;
        }
        serde_json::from_slice(&self.bytes[range.clone()]).ok()
    }
}

/// What is to be kept.
#[derive(Debug)]
struct Writer {
    parts: Vec<(String, u64, usize)>,
    body: Vec<u8>,
}

impl Writer {
    fn new() -> Self {
        Self { parts: Vec::new(), body: Vec::new() }
    }

    /// Adds what the file of a part says, where reading it again gives the same.
    fn add<T: Serialize + DeserializeOwned + PartialEq>(&mut self, part: Part, hash: u64, value: &T) {
        let Ok(bytes) = serde_json::to_vec(value) else { return };
        if serde_json::from_slice::<T>(&bytes).is_ok_and(|again| again == *value) {
            self.parts.push((Layout::part_name(part), hash, bytes.len()));
            self.body.extend_from_slice(&bytes);
        }
    }

    /// Puts it on the disk. That it cannot be is no matter: it is made anew the next time.
    fn write(self, disk: &dyn Disk, path: &Path) {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let head = Head { version, shape: SHAPE, sum: fingerprint(&self.body), parts: self.parts };
        let mut bytes = self.body;
        bytes.push(b'\n');
        if serde_json::to_writer(&mut bytes, &head).is_err() {
            return;
        }
        let folder = path.parent().unwrap_or(path);
        let _ = disk.create_folder(folder).and_then(|()| replace(disk, path, &bytes));
    }
}

/// Files of entries beyond this share that had to be read from YAML are worth a new cache.
const WORTH: usize = 8;

/// What a file says, with its fingerprint.
type Marked<T> = (Arc<T>, u64);

/// What was read of a plan's files, gathered so that it can be kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathered {
    /// Plan and roster, each with its file's fingerprint, where either was read from YAML.
    pub(super) outline: Option<(Marked<Plan>, Marked<Roster>)>,
    /// The entries of each file.
    pub(super) entries: Vec<(Part, u64, Vec<Arc<Entry>>)>,
    /// How many of these files were read from YAML.
    pub(super) missed: usize,
}

impl Gathered {
    /// Whether keeping it makes the next start any faster.
    pub(super) fn is_worth(&self) -> bool {
        self.outline.is_some() || self.are_entries_worth()
    }

    fn are_entries_worth(&self) -> bool {
        self.missed * WORTH > self.entries.len()
    }
}

/// What a start read that the next one need not read from YAML again.
#[derive(Debug)]
pub struct Keep {
    pub(super) layout: Layout,
    pub(super) read: Gathered,
}

impl Keep {
    /// Puts it on the disk. Takes its time, and nobody has to wait for it.
    pub fn write(&self, disk: &dyn Disk) {
        let read = &self.read;
        if let Some(((plan, of_plan), (roster, of_roster))) = &read.outline {
            let mut writer = Writer::new();
            writer.add(Part::Plan, *of_plan, plan.as_ref());
            writer.add(Part::Roster, *of_roster, roster.as_ref());
            writer.write(disk, &self.layout.cached_outline());
        }
        if read.are_entries_worth() {
            let mut writer = Writer::new();
            for (part, hash, entries) in &read.entries {
                writer.add(*part, *hash, entries);
            }
            writer.write(disk, &self.layout.cached_entries());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fs::RealDisk;

    const PLAN: &str = include_str!("../../seeds/zhoucun-2024/plan.yaml");
    const ROSTER: &str = include_str!("../../seeds/zhoucun-2024/roster.yaml");
    /// An entry with every field.
    const ENTRY: &str = "\
id: 7-k3f9q
units: [区财政局, 区民政局]
also_tasks: [8]
measure: 措施
deliverable: 成果
leader: 王某
section: 办公室
person: 李某
contact: '0533-0000000'
start: 7月1日
due: 7月10日前
extensions: [{from: 7月5日, to: 7月10日前, asked_on: 2024-07-02, reason: 人手不足, approved_by: 赵某, ground: 单位回报}]
status: in_progress
rounds: [{last: 2024-09-30, done_on: 2024-09-01, by: 张某}]
percent: 40
progress: [{date: 2024-07-03, text: 已完成初稿, by: 张某}]
evidence: [{text: 'https://example.org/x', reviewed_by: 钱某, reviewed_on: 2024-07-04}]
problem: 无
help: 无
tags: [重点]
remark: 备注
filed_on: 2024-07-02
reported_on: 2024-07-09
returned: {date: 2024-07-10, reason: 缺佐证, by: 张某}
newer: {a: [1, 2.5, null], b: 是}
";

    fn keep(root: &Path) -> (Keep, Plan, Vec<Arc<Entry>>) {
        let plan: Plan = serde_yaml::from_str(PLAN).unwrap();
        let roster: Roster = serde_yaml::from_str(ROSTER).unwrap();
        let entries = vec![Arc::new(serde_yaml::from_str::<Entry>(ENTRY).unwrap())];
        let read = Gathered {
            outline: Some(((Arc::new(plan.clone()), 1), (Arc::new(roster), 2))),
            entries: vec![(Part::Entries(7), 3, entries.clone())],
            missed: 1,
        };
        (Keep { layout: Layout::new(root, "p"), read }, plan, entries)
    }

    #[test]
    fn what_is_kept_is_given_back_for_the_same_bytes_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (keep, plan, entries) = keep(folder.path());
        assert!(keep.read.is_worth());
        keep.write(&RealDisk);
        let outline = Cache::read(&RealDisk, &keep.layout.cached_outline());
        assert_eq!(outline.get::<Plan>(Part::Plan, 1), Some(plan));
        assert_eq!(outline.get::<Plan>(Part::Plan, 2), None);
        assert!(outline.get::<Roster>(Part::Roster, 2).is_some());
        let kept = Cache::read(&RealDisk, &keep.layout.cached_entries());
        assert_eq!(kept.get::<Vec<Arc<Entry>>>(Part::Entries(7), 3), Some(entries));
        assert_eq!(kept.get::<Vec<Arc<Entry>>>(Part::Entries(8), 3), None);
    }

    #[test]
    fn a_torn_cache_at_any_length_or_with_any_byte_changed_says_nothing_false() {
        let folder = tempfile::tempdir().unwrap();
        let (keep, _, entries) = keep(folder.path());
        keep.write(&RealDisk);
        let path = keep.layout.cached_entries();
        let whole = std::fs::read(&path).unwrap();
        for cut in 0..whole.len() {
            let said = Cache::of(whole[..cut].to_vec()).unwrap_or_default();
            assert_eq!(said.get::<Vec<Arc<Entry>>>(Part::Entries(7), 3), None, "cut at {cut}");
        }
        for place in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[place] ^= 0x20;
            let said = Cache::of(bytes).unwrap_or_default();
            let got = said.get::<Vec<Arc<Entry>>>(Part::Entries(7), 3);
            assert!(got.is_none() || got.as_ref() == Some(&entries), "byte {place}");
        }
        assert!(Cache::read(&RealDisk, folder.path()).parts.is_empty());
        assert!(Cache::read(&RealDisk, &folder.path().join("none")).parts.is_empty());
    }

    #[test]
    fn the_shape_is_that_of_the_samples() {
        let entry: Entry = serde_yaml::from_str(ENTRY).unwrap();
        let plan: Plan = serde_yaml::from_str(PLAN).unwrap();
        let roster: Roster = serde_yaml::from_str(ROSTER).unwrap();
        let samples = serde_json::to_vec(&(entry, plan, roster)).unwrap();
        let shape = fingerprint(&samples);
        assert_eq!(SHAPE, shape, "what is kept has another shape: set SHAPE to {shape:#x}");
    }
}
