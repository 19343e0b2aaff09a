//! The embedded tables and texts are YAML for who writes them. The program reads them at every start, and JSON several times
//! as fast: so it embeds them as JSON. A table that cannot be read, or says one thing twice, is an error here already.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folders whose tables are embedded.
const FOLDERS: [&str; 3] = ["assets", "assets/themes", "assets/words"];

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    println!("cargo::rerun-if-changed=build.rs");
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        for item in fs::read_dir(folder)? {
            let path = item?.path();
            if path.extension().is_some_and(|ending| ending == "yaml") {
                translate(&path, &out).map_err(|error| format!("{}: {error}", path.display()))?;
            }
        }
    }
    Ok(())
}

/// Writes one table as JSON into a folder, in its own order.
fn translate(path: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    let value: serde_yaml::Value = serde_yaml::from_str(&fs::read_to_string(path)?)?;
    let name = Path::new(path.file_name().ok_or("it has no name")?).with_extension("json");
    fs::write(folder.join(name), serde_json::to_string(&value)?)?;
    Ok(())
}
