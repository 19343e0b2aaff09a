//! What the YAML of a plan said, in a form that is read several times as fast. Disposable: a part counts only for a file of
//! the very bytes that it was made from, one that is missing or torn is passed over, and taking it away loses nothing.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::fs::{Disk, beside, put_in_place};
use super::journal::fingerprint;
use super::layout::Layout;
use crate::domain::change::Part;
use crate::domain::entry::Entry;
use crate::domain::plan::Plan;
use crate::domain::unit::Roster;

/// The shape of what is kept: the fingerprint of samples of it, which a test holds current.
const SHAPE: u64 = 0x503c_3196_a128_1870;

/// What stands behind the parts.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    version: String,
    shape: u64,
    /// In the order in which they lie here, one behind the other.
    parts: Vec<Lying>,
}

/// Where what a part's file says lies.
#[derive(Debug, Serialize, Deserialize)]
struct Lying {
    /// The file within the plan's folder.
    name: String,
    /// The fingerprint of the file's bytes.
    of: u64,
    /// How many bytes it takes here.
    len: u64,
    /// Their fingerprint.
    sum: u64,
}

/// How many digits the file ends with: where its head begins.
const PLACE: usize = 16;

/// What was kept of some files. It stays on the disk: of many entries it is large, and each part is read once.
#[derive(Debug, Default)]
pub(super) struct Cache {
    path: PathBuf,
    /// By the part's name: from which byte on, and what is known of it.
    parts: HashMap<String, (u64, Lying)>,
}

impl Cache {
    /// Looks at one; what is no cache of this version is an empty one.
    pub(super) fn read(disk: &dyn Disk, path: &Path) -> Self {
        Self::found(disk, path).unwrap_or_default()
    }

    fn found(disk: &dyn Disk, path: &Path) -> Option<Self> {
        let end = disk.stamp(path).ok()?.len.checked_sub(PLACE as u64)?;
        let place = String::from_utf8(disk.read_from(path, end).ok()?).ok()?;
        let place = u64::from_str_radix(&place, 16).ok()?;
        let head = disk.read_part(path, place, end.checked_sub(place)?).ok()?;
        let head: Head = serde_json::from_slice(&head).ok()?;
        if head.version != env!("CARGO_PKG_VERSION") || head.shape != SHAPE {
            return None;
        }
        let mut from = 0_u64;
        let mut parts = HashMap::with_capacity(head.parts.len());
        for lying in head.parts {
            let to = from.checked_add(lying.len).filter(|to| *to <= place)?;
            parts.insert(lying.name.clone(), (from, lying));
            from = to;
        }
        Some(Self { path: path.to_owned(), parts })
    }

    /// What the file of a part says, if its bytes have this fingerprint.
    pub(super) fn get<T: DeserializeOwned>(&self, disk: &dyn Disk, part: Part, hash: u64) -> Option<T> {
        let (from, lying) = self.parts.get(&Layout::part_name(part)).filter(|(_, lying)| lying.of == hash)?;
        let bytes = disk.read_part(&self.path, *from, lying.len).ok()?;
        if fingerprint(&bytes) != lying.sum {
            return None;
        }
        serde_json::from_slice(&bytes).ok()
    }
}

/// So many bytes are written in one go.
const CHUNK: usize = 1 << 18;

/// Writes what is to be kept, piece by piece beside the file that it replaces.
struct Writer<'a> {
    disk: &'a dyn Disk,
    beside: PathBuf,
    parts: Vec<Lying>,
    /// What is not on the disk yet.
    body: Vec<u8>,
    /// How many bytes are.
    written: u64,
}

impl<'a> Writer<'a> {
    fn new(disk: &'a dyn Disk, path: &Path) -> io::Result<Self> {
        disk.create_folder(path.parent().unwrap_or(path))?;
        let beside = beside(path);
        disk.write(&beside, &[])?;
        Ok(Self { disk, beside, parts: Vec::new(), body: Vec::new(), written: 0 })
    }

    /// Adds what the file of a part says, where reading it again gives the same.
    fn add<T: Serialize + DeserializeOwned + PartialEq>(
        &mut self,
        part: Part,
        of: u64,
        value: &T,
    ) -> io::Result<()> {
        let from = self.body.len();
        serde_json::to_writer(&mut self.body, value)?;
        let bytes = &self.body[from..];
        if serde_json::from_slice::<T>(bytes).is_ok_and(|again| again == *value) {
            let name = Layout::part_name(part);
            self.parts.push(Lying { name, of, len: bytes.len() as u64, sum: fingerprint(bytes) });
        } else {
            self.body.truncate(from);
        }
        if self.body.len() >= CHUNK { self.put() } else { Ok(()) }
    }

    fn put(&mut self) -> io::Result<()> {
        self.disk.append(&self.beside, &self.body)?;
        self.written += self.body.len() as u64;
        self.body.clear();
        Ok(())
    }

    fn end(mut self, path: &Path) -> io::Result<()> {
        let place = self.written + self.body.len() as u64;
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let head = Head { version, shape: SHAPE, parts: std::mem::take(&mut self.parts) };
        serde_json::to_writer(&mut self.body, &head)?;
        write!(self.body, "{place:0PLACE$x}")?;
        self.put()?;
        put_in_place(self.disk, &self.beside, path)
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
    /// Puts it on the disk. Takes its time, and nobody has to wait for it. That it cannot be is no matter: it is made anew
    /// the next time.
    pub fn write(&self, disk: &dyn Disk) {
        let _ = self.write_outline(disk);
        if self.read.are_entries_worth() {
            let _ = self.write_entries(disk);
        }
    }

    fn write_outline(&self, disk: &dyn Disk) -> io::Result<()> {
        let Some(((plan, of_plan), (roster, of_roster))) = &self.read.outline else { return Ok(()) };
        let path = self.layout.cached_outline();
        let mut writer = Writer::new(disk, &path)?;
        writer.add(Part::Plan, *of_plan, plan.as_ref())?;
        writer.add(Part::Roster, *of_roster, roster.as_ref())?;
        writer.end(&path)
    }

    fn write_entries(&self, disk: &dyn Disk) -> io::Result<()> {
        let path = self.layout.cached_entries();
        let mut writer = Writer::new(disk, &path)?;
        for (part, hash, entries) in &self.read.entries {
            writer.add(*part, *hash, entries)?;
        }
        writer.end(&path)
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
        assert_eq!(outline.get::<Plan>(&RealDisk, Part::Plan, 1), Some(plan));
        assert_eq!(outline.get::<Plan>(&RealDisk, Part::Plan, 2), None);
        assert!(outline.get::<Roster>(&RealDisk, Part::Roster, 2).is_some());
        let kept = Cache::read(&RealDisk, &keep.layout.cached_entries());
        assert_eq!(kept.get::<Vec<Arc<Entry>>>(&RealDisk, Part::Entries(7), 3), Some(entries));
        assert_eq!(kept.get::<Vec<Arc<Entry>>>(&RealDisk, Part::Entries(8), 3), None);
    }

    #[test]
    fn a_torn_cache_at_any_length_or_with_any_byte_changed_says_nothing_false() {
        let folder = tempfile::tempdir().unwrap();
        let (keep, _, entries) = keep(folder.path());
        keep.write(&RealDisk);
        let path = keep.layout.cached_entries();
        let whole = std::fs::read(&path).unwrap();
        let said = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            Cache::read(&RealDisk, &path)
        };
        for cut in 0..whole.len() {
            let said = said(&whole[..cut]);
            assert_eq!(said.get::<Vec<Arc<Entry>>>(&RealDisk, Part::Entries(7), 3), None, "cut at {cut}");
        }
        for place in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[place] ^= 0x20;
            let got = said(&bytes).get::<Vec<Arc<Entry>>>(&RealDisk, Part::Entries(7), 3);
            assert!(got.is_none() || got.as_ref() == Some(&entries), "byte {place}");
        }
        assert!(Cache::read(&RealDisk, folder.path()).parts.is_empty());
        assert!(Cache::read(&RealDisk, &folder.path().join("none")).parts.is_empty());
    }

    #[test]
    fn many_parts_are_written_in_pieces_and_each_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let (mut keep, _, entries) = keep(folder.path());
        let many = vec![Arc::clone(&entries[0]); 40];
        keep.read.entries =
            (0..40).map(|task| (Part::Entries(task), u64::from(task), many.clone())).collect();
        keep.read.missed = 40;
        keep.write(&RealDisk);
        let path = keep.layout.cached_entries();
        assert!(std::fs::metadata(&path).unwrap().len() > 3 * CHUNK as u64);
        let kept = Cache::read(&RealDisk, &path);
        for task in 0..40 {
            let found = kept.get::<Vec<Arc<Entry>>>(&RealDisk, Part::Entries(task), u64::from(task));
            assert_eq!(found.as_ref(), Some(&many), "{task}");
        }
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
