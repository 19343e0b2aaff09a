//! The last state of plan and roster that is known to be good. Their journals do not begin with nothing, as those of the
//! entries do, so that a broken file of theirs is rebuilt from a copy and the changes since.

use super::fs::Disk;
use super::layout::Layout;
use super::seed;
use super::yaml::{self, Text};
use crate::domain::change::Part;

/// The copy that this machine keeps of a part; none where it never wrote one or it is broken too.
pub(super) fn kept(disk: &dyn Disk, layout: &Layout, part: Part) -> Option<Text> {
    let path = layout.shadow(part);
    yaml::text(&path, &disk.read(&path).ok()?, Some(part)).ok()
}

/// The copy kept, else what the built-in plan began with.
pub(super) fn last_good(disk: &dyn Disk, layout: &Layout, part: Part) -> Option<Text> {
    kept(disk, layout, part).or_else(|| {
        let text = seed::built_in(layout.plan_id(), part)?;
        yaml::text(&layout.part(part), text.as_bytes(), Some(part)).ok()
    })
}
