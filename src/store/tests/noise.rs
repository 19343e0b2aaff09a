//! Noise into the readers: whatever the bytes, they come back with an answer.

use proptest::prelude::*;

use super::*;

/// Texts that look a little like ours.
fn yamlish() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "schema: 1\n",
        "entries:\n",
        "- id: 7-a\n",
        "  units: [甲]\n",
        "  measure: ",
        "|\n    行\n",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "*a",
        "&a ",
        "---\n",
        "...\n",
        "# end\n",
        "\t",
        "\r\n",
        "no",
        "07",
        "7.10",
        "~",
        "!!binary ",
        "? ",
        ": ",
        "- ",
        "<<: *a\n",
        "甲",
        "\u{feff}",
        "99999999999999999999",
        "mark: a-1 0000000000000000\n",
        "%YAML 1.1\n",
        "\u{85}",
        "\u{0}",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in yamlish()) {
        let path = Path::new("/x.yaml");
        for text in [text.clone(), format!("{text}\n# end\n")] {
            if let Ok(read) = yaml::text(path, text.as_bytes(), None) {
                let _ = yaml::entries(path, &read, Part::Entries(7));
                let _ = yaml::body::<crate::domain::plan::Plan>(path, &read, None);
                let _ = yaml::body::<crate::domain::unit::Roster>(path, &read, None);
            }
        }
        let pieces = journal::read(text.as_bytes());
        prop_assert!(pieces.end <= text.len() as u64);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = yaml::text(Path::new("/x.yaml"), &bytes, None);
        let pieces = journal::read(&bytes);
        prop_assert!(pieces.changes.is_empty());
    }

    #[test]
    fn what_was_appended_is_read_behind_any_noise(noise in yamlish(), note in ".{0,40}") {
        let change = Change {
            id: "ab3k-1".to_owned(),
            counter: 1,
            at: moment(1),
            by: note.clone(),
            label: crate::domain::change::Label::Note,
            undoes: None,
            redoes: None,
            ops: vec![Op::Set { target: Target::Plan, field: note.clone(), old: serde_yaml::Value::Null, new: note.into() }],
        };
        let text = format!("{noise}\n{}", journal::encode(&change).unwrap());
        let pieces = journal::read(text.as_bytes());
        prop_assert_eq!(pieces.changes.last(), Some(&change));
        prop_assert_eq!(pieces.end, text.len() as u64);
    }
}
