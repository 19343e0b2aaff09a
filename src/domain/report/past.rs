//! The data as it stood before changes that came later.

use crate::domain::change::{Change, inverse};
use crate::domain::workspace::Workspace;

/// The workspace before `changes` (in their order) were made. What no longer can be taken back, because its file is
/// broken or the same thing was changed otherwise, stays as it is: a report of the past leaves out, it never fails.
pub fn rewound<'a>(workspace: &Workspace, changes: impl DoubleEndedIterator<Item = &'a Change>) -> Workspace {
    let mut past = workspace.clone();
    for change in changes.rev() {
        for op in inverse(&change.ops) {
            let _ = past.apply_one(&op);
        }
    }
    past
}
