//! The texts of 提醒 and 催办: the user's `chase.yaml` over the built-in ones.

use std::path::Path;

use crate::exchange::chase::Templates;
use crate::store::config::user_text;
use crate::store::fault::{Fault, FaultKind};
use crate::store::fs::{Disk, RealDisk};

/// The texts with those of the file in their places; the built-in ones where there is no file. A file that cannot be read
/// is a fault that names its line.
pub fn templates(path: &Path) -> Result<Templates, Fault> {
    read(&RealDisk, path)
}

fn read(disk: &dyn Disk, path: &Path) -> Result<Templates, Fault> {
    let Some(text) = user_text(disk, path)? else { return Ok(Templates::built_in().clone()) };
    Templates::overridden(&text).map_err(|error| Fault {
        path: path.to_owned(),
        line: error.line,
        kind: FaultKind::Syntax(error.reason),
        part: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Templates, Option<usize>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chase.yaml");
        std::fs::write(&path, text).unwrap();
        templates(&path).map_err(|fault| fault.line)
    }

    #[test]
    fn the_users_texts_take_the_place_of_those_that_they_name() {
        let own = of("\u{feff}# 我的\nremind: 请{unit}看看\n").unwrap();
        assert_eq!(own.remind, "请{unit}看看");
        assert_eq!(own.urge, Templates::built_in().urge);
        assert_eq!(of("# 什么也没写\n").unwrap(), *Templates::built_in());
        assert_eq!(templates(Path::new("/nowhere/chase.yaml")).unwrap(), *Templates::built_in());
    }

    #[test]
    fn a_broken_file_is_named_with_its_line() {
        assert_eq!(of("remind: a\nurge: [\n"), Err(Some(3)));
        assert_eq!(of("remind: a\n\nurgent: b\n"), Err(Some(3)));
        assert_eq!(of("remind: a\nurge: {x: 1}\n"), Err(Some(2)));
    }
}
