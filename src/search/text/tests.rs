use proptest::prelude::*;

use super::*;

#[test]
fn variants_of_one_sign_fold_to_one_form() {
    for (written, form) in [
        ("ＩＰｖ６", "ipv6"),
        ("周政办字〔2024〕9号", "周政办字(2024)9号"),
        ("周政办字［２０２４］９号", "周政办字(2024)9号"),
        ("【公开】（试行）", "(公开)(试行)"),
        ("“点对点”", "\"点对点\""),
        ("「点对点」", "\"点对点\""),
        ("『点对点』", "\"点对点\""),
        ("'点对点'", "\"点对点\""),
        ("‘点对点’", "\"点对点\""),
        ("7—9月", "7-9月"),
        ("7–9月", "7-9月"),
        ("7－9月", "7-9月"),
        ("7−9月", "7-9月"),
        ("张\u{3000}\u{3000}三", "张 三"),
        ("a \t\r\n b", "a b"),
        ("政\u{200b}务\u{feff}", "政务"),
        ("二○二四", "二〇二四"),
        ("，、。", ",、。"),
        ("政務公開、徵求意見，週二發佈", "政务公开、征求意见,周二发布"),
        ("醫療衛生與後續體檢", "医疗卫生与后续体检"),
        ("显著 乾坤 薰衣草", "显著 乾坤 薰衣草"),
        ("", ""),
    ] {
        assert_eq!(fold(written), form, "{written}");
    }
}

#[test]
fn texts_are_the_same_when_only_the_signs_differ() {
    assert!(same("周政办字〔2024〕9号", "周政办字(２０２４)９号"));
    assert!(!same("周政办字〔2024〕9号", "周政办字〔2024〕10号"));
    assert!(!same("政务", "政务公开"));
}

#[test]
fn a_range_leads_back_to_the_source() {
    let folded = Folded::new("区\u{200b}府  Ａ室");
    assert_eq!(folded.chars, ['区', '府', ' ', 'a', '室']);
    assert_eq!(folded.origin, [0, 2, 3, 5, 6]);
    assert_eq!(folded.source(0..2), 0..3);
    assert_eq!(folded.source(1..4), 2..6);
    assert_eq!(folded.source(0..0), 0..0);
    assert_eq!(folded.source(3..99), 0..0);
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
    }

    #[test]
    fn origins_ascend_inside_the_source(text in any::<String>()) {
        let folded = Folded::new(&text);
        prop_assert_eq!(folded.chars.len(), folded.origin.len());
        prop_assert!(folded.origin.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(folded.origin.iter().all(|&place| place < text.chars().count()));
    }
}
