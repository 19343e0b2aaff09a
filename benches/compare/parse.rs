//! parse FOLDER: milliseconds of reading the YAML of a plan's folder into values, in one thread; the files are in memory.

#![allow(clippy::print_stdout, reason = "a program of one number")]

use std::path::{Path, PathBuf};
use std::time::Instant;

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files(&path, found)?;
        } else if path.extension().is_some_and(|it| it == "yaml") {
            found.push(path);
        }
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).ok_or("parse FOLDER")?;
    let mut found = Vec::new();
    files(Path::new(&folder), &mut found)?;
    let texts = found.iter().map(std::fs::read).collect::<Result<Vec<_>, _>>()?;
    let start = Instant::now();
    for text in &texts {
        std::hint::black_box(serde_yaml::from_slice::<serde_yaml::Value>(text)?);
    }
    println!("{:.2}", start.elapsed().as_secs_f64() * 1000.0);
    Ok(())
}
