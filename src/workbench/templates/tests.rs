//! The user's file over the built-in texts, and what is said of a broken one.

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
