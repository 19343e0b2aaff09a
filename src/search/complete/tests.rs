use super::*;

const LIGHTS: &[Named<'static>] = &[
    ("overdue", &["逾期", "overdue"]),
    ("check", &["待核实", "to check"]),
    ("unreported", &["待报送", "to report", "未报送"]),
    ("due_soon", &["临期", "due soon"]),
];
const STATUSES: &[Named<'static>] = &[("in_progress", &["推进中"]), ("done", &["已完成"])];

const TASKS: &[(&str, &str)] =
    &[("7", "做好乡村振兴信息公开"), ("29", "开展政策解读"), ("70", "公开低保标准"), ("增1", "公开预算")];

fn completed(text: &str, english: bool) -> Option<Completion> {
    let units = [
        vec!["住建局", "区住房和城乡建设局"],
        vec!["民政局", "区民政局"],
        vec!["农业农村局", "区农业农村局"],
        vec!["开发区 管委会"],
    ];
    let caret = text.chars().position(|sign| sign == '|').unwrap();
    let vocabulary = Vocabulary { lights: LIGHTS, statuses: STATUSES };
    complete(
        &text.replace('|', ""),
        caret,
        &Known { vocabulary, units: units.into(), tasks: TASKS.to_vec(), english },
    )
}

fn offers(text: &str) -> Vec<String> {
    completed(text, false).map(|one| one.offers).unwrap_or_default()
}

#[test]
fn a_sign_alone_offers_everything_and_letters_narrow_it() {
    assert_eq!(offers("!|"), ["逾期", "待核实", "待报送", "临期"]);
    assert_eq!(offers("=|"), ["推进中", "已完成"]);
    assert_eq!(offers("@|").len(), 4);
    for text in ["@min|", "@mz|", "@民|", "＠民|", "unit:民|", "-@民|", "not:@民|", "政策 @mz|", "@|民 低保"]
    {
        assert_eq!(offers(text), ["民政局"], "{text}");
    }
    for text in ["!yq|", "！逾|", "!over|", "light：逾|", "-!逾|"] {
        assert_eq!(offers(text), ["逾期"], "{text}");
    }
    assert_eq!(offers("!待|"), ["待核实", "待报送"]);
    assert_eq!(offers("!未|"), ["待报送"]);
    assert_eq!(offers("=tj|"), ["推进中"]);
    assert_eq!(completed("!逾|", true).unwrap().offers, ["overdue"]);
}

#[test]
fn the_beginning_of_a_name_comes_before_its_middle() {
    assert_eq!(offers("@nongy|"), ["农业农村局"]);
    assert_eq!(offers("@局|").len(), 3);
    assert_eq!(offers("@建|"), ["住建局"]);
}

#[test]
fn words_other_conditions_and_what_is_complete_are_left_alone() {
    for text in [
        "|",
        "民政|",
        "#29|",
        "#7|",
        "#8|",
        "<7.15|",
        "~3d|",
        "!期|",
        "!逾期|",
        "@火星|",
        "|@民",
        "-|",
        "@民政 |",
    ] {
        assert_eq!(completed(text, false), None, "{text}");
    }
}

#[test]
fn a_task_is_offered_by_number_and_by_what_it_says() {
    let said = |text: &str| -> Vec<String> { completed(text, false).unwrap().said().collect() };
    assert_eq!(said("#zcjd|"), ["29 开展政策解读"]);
    assert_eq!(said("#2|"), ["29 开展政策解读"]);
    assert_eq!(said("＃公开|"), ["70 公开低保标准", "增1 公开预算", "7 做好乡村振兴信息公开"]);
    assert_eq!(offers("task:增|"), ["增1"]);
    assert_eq!(offers("#|"), ["7", "29", "70", "增1"]);
    let one = completed("#低保| @民", false).unwrap();
    assert_eq!(one.take("#低保 @民", &one.offers[0]), ("#70 @民".to_owned(), 3));
}

#[test]
fn an_offer_is_taken_over_with_a_blank_behind_it() {
    let taken = |text: &str| {
        let one = completed(text, false).unwrap();
        one.take(&text.replace('|', ""), &one.offers[0])
    };
    assert_eq!(taken("低保 -@mz|"), ("低保 -@民政局 ".to_owned(), 9));
    assert_eq!(taken("!yq| 低保"), ("!逾期 低保".to_owned(), 3));
    assert_eq!(taken("@kaifa|"), ("@\"开发区 管委会\" ".to_owned(), 11));
    assert_eq!(taken("@“开发区|"), ("@\"开发区 管委会\" ".to_owned(), 11));
}

#[test]
fn no_text_and_no_caret_panics() {
    let vocabulary = Vocabulary { lights: LIGHTS, statuses: STATUSES };
    let known = Known { vocabulary, units: Vec::new(), tasks: TASKS.to_vec(), english: false };
    for text in ["", "@", "--@", "！！", "unit:", "😀@民", "@\u{200b}", "not:not:", " @ "] {
        for caret in 0..12 {
            let _ = complete(text, caret, &known);
        }
    }
}
