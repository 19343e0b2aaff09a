//! 编辑器: the person's own (VISUAL, EDITOR), on a file in the data folder, the terminal lent to it meanwhile.

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{EditorDoor, Guard};
use crate::store::fs::Disk;
use crate::terminal::events::Gate;
use crate::words::{Language, review};

/// The way to the editor of this name, which may have arguments; the text goes through `file`.
pub fn door<D: Disk + 'static>(
    name: String,
    file: PathBuf,
    disk: D,
    gate: Gate,
    language: Language,
) -> EditorDoor {
    Box::new(move |text| {
        disk.write(&file, text.as_bytes()).map_err(|error| error.to_string())?;
        let ended = gate.closed(|| Guard::lend(|| command(&name, &file).status()));
        let outcome = match ended {
            Ok(Ok(status)) if status.success() => read(&disk, &file),
            Ok(Ok(status)) => Err(review::ended(&name, status.code(), language)),
            Ok(Err(error)) | Err(error) => Err(format!("{name}: {error}")),
        };
        // It holds what stands in the data anyway.
        let _ = disk.remove(&file);
        outcome
    })
}

fn read(disk: &dyn Disk, file: &Path) -> Result<String, String> {
    let bytes = disk.read(file).map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|error| io::Error::other(error).to_string())
}

/// The editor's name is a line of the shell, as git and others take it.
#[cfg(unix)]
fn command(name: &str, file: &Path) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("{name} \"$1\"")).arg(name).arg(file);
    command
}

#[cfg(not(unix))]
fn command(name: &str, file: &Path) -> Command {
    let mut words = name.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("notepad"));
    command.args(words).arg(file);
    command
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::store::fs::RealDisk;

    #[test]
    fn the_editor_gets_the_text_and_its_text_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("在编辑器里改 1.yaml");
        let run = |name: &str| {
            RealDisk.write(&file, "a: 1\n".as_bytes()).unwrap();
            command(name, &file).status().map(|status| status.success())
        };
        assert!(run("sed -i s/1/2/").unwrap());
        assert_eq!(read(&RealDisk, &file).unwrap(), "a: 2\n");
        assert!(!run("false").unwrap());
        assert!(!run("no-such-editor-anywhere").unwrap());
        RealDisk.write(&file, &[0xff]).unwrap();
        assert!(read(&RealDisk, &file).is_err());
    }
}
