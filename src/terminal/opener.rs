//! The desktop's own program for a file or a link: started apart from this terminal, and heard when it fails at once.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A program that runs longer has opened it.
const PATIENCE: Duration = Duration::from_secs(3);

/// Opens it with the first program that does not fail; why the last one did.
///
/// # Errors
/// No program could be started, or each of them failed.
pub(super) fn open(what: &Path) -> Result<(), String> {
    first_of(open::commands(what))
}

fn first_of(commands: Vec<Command>) -> Result<(), String> {
    let mut why = String::new();
    for mut command in commands {
        let name = command.get_program().to_string_lossy().into_owned();
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        apart(&mut command);
        match command.spawn().map_err(|error| error.to_string()).and_then(heard) {
            Ok(()) => return Ok(()),
            // The usual one is named; that others are not there says nothing.
            Err(error) if why.is_empty() => why = format!("{name}: {error}"),
            Err(_) => {}
        }
    }
    Err(why)
}

/// What happens to this terminal is nothing to it: closing the window leaves the browser open.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn apart(_: &mut Command) {}

/// Whether it has not failed within a moment.
fn heard(mut child: Child) -> Result<(), String> {
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(Duration::from_millis(20)),
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => return Err(status.to_string()),
            Err(error) => return Err(error.to_string()),
        }
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn sh(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn one_that_fails_is_heard_and_the_next_is_tried() {
        assert_eq!(first_of(vec![sh("exit 0")]), Ok(()));
        assert_eq!(first_of(vec![Command::new("/no such program"), sh("exit 4"), sh("exit 0")]), Ok(()));
        assert!(first_of(vec![sh("exit 4")]).is_err_and(|why| why.starts_with("sh: ") && why.contains('4')));
        assert!(first_of(vec![Command::new("/no such program")]).is_err());
    }
}
