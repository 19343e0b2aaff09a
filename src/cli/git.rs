//! `git setup`: makes the data folder a repository in which two people can work on one plan; `merge`: git's merge driver.

use std::path::Path;
use std::process::Command;

use clap::ArgMatches;

use super::World;
use super::failure::Failure;
use super::options::Options;
use super::output::say;
use crate::store::fs::{Disk, RealDisk, replace};
use crate::store::merge::{self, MergeFault};
use crate::words::git::{clash, words};
use crate::words::{Language, fault, fill};

/// What is this machine's own, or each person's.
const IGNORED: &str = "\
# 配档：本机自用，不入库
/draft.yaml
/applied.yaml
/applied/
/cache/
/state.yaml
/lock
/config.yaml
/clipboard.txt
/reports/
.*.tmp
broken/
backups/
";
/// How git merges the rest.
const ATTRIBUTES: &str = "\
# 配档：数据文件由 peidang merge 逐项合并
*.yaml text eol=lf merge=peidang
config.yaml -merge
";

/// `git setup`.
pub fn setup(matches: &ArgMatches, options: &Options, world: World) -> Result<(), Failure> {
    let words = words(options.language);
    if super::texts(matches) != ["setup"] {
        return Err(Failure::words(words.only_setup.clone()));
    }
    let root = &options.data;
    let failed = |error: &std::io::Error| Failure::data(fault::disk(root, error, options.language));
    crate::store::prepare(&RealDisk, root).map_err(|error| failed(&error))?;
    for (name, lines) in [(".gitignore", IGNORED), (".gitattributes", ATTRIBUTES)] {
        add_lines(&root.join(name), lines).map_err(|error| failed(&error))?;
    }
    let program = (world.program)().map_or_else(|| "peidang".to_owned(), |path| path.display().to_string());
    // git hands the line to a shell.
    let quoted = program.replace('\\', "/").replace('\'', "'\\''");
    let driver = format!("'{quoted}' merge %O %A %B %P");
    if !root.join(".git").exists() {
        git(root, &["init", "--quiet"], options.language)?;
    }
    git(root, &["config", "merge.peidang.name", "配档数据逐项合并"], options.language)?;
    git(root, &["config", "merge.peidang.driver", &driver], options.language)?;
    say(&fill(&words.set_up, &[("path", &root.display())]));
    Ok(())
}

/// Adds the lines that a file does not have yet; what somebody wrote there stays.
fn add_lines(path: &Path, lines: &str) -> std::io::Result<()> {
    let old = match RealDisk.read(path) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let new: Vec<&str> = lines.lines().filter(|line| !old.lines().any(|one| one.trim() == *line)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let gap = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
    replace(&RealDisk, path, format!("{old}{gap}{}\n", new.join("\n")).as_bytes())
}

fn git(root: &Path, words: &[&str], language: Language) -> Result<(), Failure> {
    let said = self::words(language);
    let output = Command::new("git").arg("-C").arg(root).args(words).output();
    let output = output.map_err(|error| Failure::data(fill(&said.no_git, &[("reason", &error)])))?;
    if output.status.success() {
        return Ok(());
    }
    let reason = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(Failure::data(fill(&said.git_failed, &[("command", &words.join(" ")), ("reason", &reason)])))
}

/// `merge BASE OURS THEIRS [PATH]`: the merged file takes the place of OURS. Ends with 1 where something clashes, so that
/// git shows the file; it can be read all the same.
pub fn merge(matches: &ArgMatches, language: Language) -> Result<(), Failure> {
    let texts = super::texts(matches);
    let [base, ours, theirs, rest @ ..] = texts.as_slice() else {
        return Err(Failure::words(words(language).merge_words.clone()));
    };
    let path = rest.first().unwrap_or(ours);
    let read = |name: &str| {
        let at = Path::new(name);
        RealDisk.read(at).map_err(|error| Failure::data(fault::disk(at, &error, language)))
    };
    let merged =
        merge::files(&read(base)?, &read(ours)?, &read(theirs)?, path).map_err(|failed| match failed {
            MergeFault::Fault(found) => Failure::data(fault::fault(&found, language).to_string()),
            MergeFault::Shape(reason) => {
                Failure::data(fill(&words(language).not_merged, &[("path", path), ("reason", &reason)]))
            }
        })?;
    let at = Path::new(ours);
    // In place: git knows the file it gave by its name, and looks at nothing else beside it.
    RealDisk.write(at, &merged.bytes).map_err(|error| Failure::data(fault::disk(at, &error, language)))?;
    if merged.clashes.is_empty() {
        return Ok(());
    }
    for one in &merged.clashes {
        say(&clash(one, path, language));
    }
    Err(Failure::Silent(1))
}
