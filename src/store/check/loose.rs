//! The files that no start reads: snapshots, what was sent, drafts. A broken one is found when it is looked for, or here.

use std::path::Path;

use crate::domain::report::Period;
use crate::store::Store;
use crate::store::fault::{Fault, FaultKind};
use crate::store::yaml;

impl Store {
    /// What is wrong with files that opening does not read.
    pub(super) fn loose_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let plan = self.layout.plan();
        for folder in [self.layout.snapshots(), plan.join("sent")] {
            let items = match self.disk.list(&folder) {
                Ok(items) => items,
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => {
                    faults.push(fault(&folder, FaultKind::unread(&error)));
                    continue;
                }
            };
            let names = items.into_iter().map(|item| item.name);
            for name in names.filter(|name| !name.starts_with('.')) {
                let Some(stem) = name.strip_suffix(".yaml") else { continue };
                faults.extend(if Period::named(stem).is_some() {
                    self.snapshots().read(stem).err()
                } else {
                    self.headed(&folder.join(&name))
                });
            }
        }
        faults.extend(self.headed(&plan.join("duties.yaml")));
        faults.extend(self.headed(&self.layout.draft()));
        faults
    }

    /// What is wrong with a file that has a head and a closing line, whatever stands between; none where there is none.
    fn headed(&self, path: &Path) -> Option<Fault> {
        let bytes = match self.disk.read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return None,
            Err(error) => return Some(fault(path, FaultKind::unread(&error))),
        };
        let read = yaml::text(path, &bytes, None).and_then(|text| {
            if let Some(kind) = text.newer() {
                return Err(fault(path, kind));
            }
            yaml::body::<serde_yaml::Mapping>(path, &text, None)
        });
        read.err()
    }
}

fn fault(path: &Path, kind: FaultKind) -> Fault {
    Fault { path: path.to_owned(), line: None, kind, part: None }
}
