use proptest::prelude::*;

use super::*;

fn map(yaml: &str) -> Mapping {
    serde_yaml::from_str(yaml).unwrap()
}

fn text(value: &Mapping) -> String {
    serde_yaml::to_string(value).unwrap()
}

const BASE: &str = "entries:\n- {id: 7-aaaaa, units: [区财政局], due: 9月底, progress: [{date: 2024-07-01, text: 一}]}\n- {id: 7-bbbbb, units: [区民政局]}\n";

#[test]
fn fields_merge_one_by_one_and_notes_as_a_set() {
    let ours = map(
        "entries:\n- {id: 7-aaaaa, units: [区财政局], due: 8月底, progress: [{date: 2024-07-01, text: 一}, {date: 2024-07-02, text: 二}]}\n- {id: 7-bbbbb, units: [区民政局]}\n",
    );
    let theirs = map(
        "entries:\n- {id: 7-aaaaa, units: [区财政局], due: 9月底, person: 李某, progress: [{date: 2024-07-01, text: 一}, {date: 2024-07-03, text: 三}]}\n- {id: 7-ccccc, units: [区司法局]}\n",
    );
    let (merged, clashes) = merge(&map(BASE), &ours, &theirs);
    assert_eq!(clashes, []);
    let expected = map(
        "entries:\n- {id: 7-aaaaa, units: [区财政局], due: 8月底, progress: [{date: 2024-07-01, text: 一}, {date: 2024-07-02, text: 二}, {date: 2024-07-03, text: 三}], person: 李某}\n- {id: 7-ccccc, units: [区司法局]}\n",
    );
    assert_eq!(merged, expected, "{}", text(&merged));
}

#[test]
fn a_true_conflict_stands_marked_in_its_record_and_the_rest_merges() {
    let ours = map(&BASE.replace("9月底", "8月底"));
    let theirs = map(&BASE.replace("9月底", "10月底").replace("[区民政局]}", "[区民政局], remark: 好}"));
    let (merged, clashes) = merge(&map(BASE), &ours, &theirs);
    assert_eq!(clashes.len(), 1);
    assert_eq!((clashes[0].record.as_str(), clashes[0].field.as_str()), ("/entries/7-aaaaa", "due"));
    let entry = merged["entries"][0].as_mapping().unwrap();
    assert_eq!(marked(entry), ["due"]);
    assert_eq!(entry["conflict"][0]["values"].as_sequence().unwrap().len(), 2);
    assert_eq!(merged["entries"][1]["remark"], "好");
}

#[test]
fn what_one_removed_and_the_other_changed_stays_and_is_marked() {
    let ours = map("entries:\n- {id: 7-bbbbb, units: [区民政局]}\n");
    let theirs = map(&BASE.replace("9月底", "10月底"));
    let (merged, clashes) = merge(&map(BASE), &ours, &theirs);
    assert_eq!(clashes.len(), 1);
    assert_eq!(merged["entries"].as_sequence().unwrap().len(), 2);
    let unchanged = merge(&map(BASE), &ours, &map(BASE));
    assert_eq!(unchanged.0, ours);
}

/// A file of entries after some edits.
fn side() -> impl Strategy<Value = Mapping> {
    let entry = (0_u8..6, 0_u8..4, 0_u8..3, prop::collection::btree_set(0_u8..6, 0..4));
    prop::collection::vec(entry, 0..6).prop_map(|entries| {
        let mut seen = Vec::new();
        let mut lines = String::from("entries:\n");
        for (id, due, person, notes) in entries {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            let notes: Vec<String> =
                notes.iter().map(|note| format!("{{date: 2024-07-0{}, text: n{note}}}", note + 1)).collect();
            let line = format!(
                "- {{id: 7-a{id}, units: [甲], due: {due}月底, person: p{person}, progress: [{}]}}\n",
                notes.join(", ")
            );
            lines.push_str(&line);
        }
        if seen.is_empty() { map("entries: []") } else { map(&lines) }
    })
}

proptest! {
    #[test]
    fn both_ways_give_the_same_and_nothing_is_lost(base in side(), ours in side(), theirs in side()) {
        let (one, clashes) = merge(&base, &ours, &theirs);
        let (other, again) = merge(&base, &theirs, &ours);
        let sorted = |value: &Mapping| {
            let mut entries = value["entries"].as_sequence().unwrap().clone();
            entries.sort_by_key(|entry| entry["id"].as_str().unwrap().to_owned());
            entries.iter().map(|entry| {
                let mut fields: Vec<(String, Value)> = entry.as_mapping().unwrap().iter().map(|(key, value)| (key.as_str().unwrap().to_owned(), value.clone())).collect();
                fields.sort_by(|one, other| one.0.cmp(&other.0));
                fields
            }).collect::<Vec<_>>()
        };
        prop_assert_eq!(sorted(&one), sorted(&other));
        prop_assert_eq!(clashes.len(), again.len());
        // Every note that a side added stands in the result.
        let notes = |value: &Mapping, id: &str| -> Vec<Value> {
            let entries = value["entries"].as_sequence().unwrap();
            let entry = entries.iter().find(|entry| entry["id"] == id);
            entry.and_then(|entry| entry.get("progress").and_then(Value::as_sequence).cloned()).unwrap_or_default()
        };
        for side in [&ours, &theirs] {
            for entry in side["entries"].as_sequence().unwrap() {
                let id = entry["id"].as_str().unwrap();
                for note in notes(side, id).iter().filter(|note| !notes(&base, id).contains(note)) {
                    prop_assert!(notes(&one, id).contains(note));
                }
            }
        }
    }

    #[test]
    fn what_only_one_side_changed_is_taken_whole(base in side(), theirs in side()) {
        let (merged, clashes) = merge(&base, &base, &theirs);
        prop_assert_eq!(clashes, vec![]);
        prop_assert_eq!(merged, theirs);
    }
}
