use super::*;

fn field(key: &str) -> &'static Field {
    Field::keyed(key).unwrap()
}

#[allow(clippy::needless_pass_by_value, reason = "reads better at each use")]
fn said(key: &str, value: Value) -> Said {
    read(field(key), &value, false)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn shares_are_read_in_every_form_and_others_are_not_guessed() {
    for (value, percent) in [
        (Value::Number(0.4), 40),
        (Value::Number(40.0), 40),
        (Value::Number(1.0), 100),
        (Value::Percent(0.4), 40),
        (Value::Percent(1.0), 100),
        (Value::Number(0.1 + 0.2), 30),
        (text("40"), 40),
        (text("40%"), 40),
        (text("４０％"), 40),
        (text("0.4"), 40),
        (text("1"), 1),
        (text("四成"), 40),
        (text("四成五"), 45),
        (text("四成半"), 45),
        (text("百分之四十"), 40),
        (text("百分之百"), 100),
        (text("一半"), 50),
        (text("完成60%"), 60),
        (text("已完成约80%"), 80),
    ] {
        assert_eq!(said("percent", value.clone()), Said::Text(percent.to_string()), "{value:?}");
    }
    for value in [text("过半"), text("140%"), Value::Number(140.0), text("大部分"), Value::Number(-1.0)]
    {
        assert_eq!(said("percent", value.clone()), Said::Unread(Unread::Percent), "{value:?}");
    }
}

#[test]
fn a_units_done_is_to_be_checked_and_unfinished_is_not_done() {
    for word in ["已完成", "完成", "办结", "√", " 已完成。", "是"] {
        assert_eq!(said("status", text(word)), Said::Text("submitted".to_owned()), "{word}");
    }
    for word in ["正在推进", "进行中", "推进中"] {
        assert_eq!(said("status", text(word)), Said::Text("in_progress".to_owned()), "{word}");
    }
    assert_eq!(said("status", text("未开始")), Said::Text("not_started".to_owned()));
    for word in ["不涉及", "无此项工作"] {
        assert_eq!(said("status", text(word)), Said::Text("not_applicable".to_owned()), "{word}");
    }
    for word in ["未完成", "不是", "看情况"] {
        assert_eq!(said("status", text(word)), Said::Unread(Unread::Status), "{word}");
    }
    let note = Said::Status(Status::Submitted, "7月5日已公开".to_owned());
    assert_eq!(said("status", text("已完成（7月5日已公开）")), note);
    assert_eq!(said("status", text("60%")), Said::Percent(60));
}

#[test]
fn days_are_read_from_serial_numbers_of_both_systems_and_lost_zeros_are_told() {
    assert_eq!(said("due", Value::Number(45_483.0)), Said::Text("2024-07-10".to_owned()));
    assert_eq!(read(field("due"), &Value::Number(44_021.0), true), Said::Text("2024-07-10".to_owned()));
    assert_eq!(said("due", text("45483")), Said::Text("2024-07-10".to_owned()));
    assert_eq!(said("due", Value::Number(20_240_710.0)), Said::Text("20240710".to_owned()));
    assert_eq!(said("due", Value::Number(7.15)), Said::Text("7.15".to_owned()));
    assert_eq!(said("due", Value::Number(7.1)), Said::Unread(Unread::DayLost));
    assert_eq!(said("due", Value::Number(3.0)), Said::Unread(Unread::Number));
    assert_eq!(said("due", text("7月上旬")), Said::Text("7月上旬".to_owned()));
    let moment = crate::exchange::read::serial(45_505.0, false).unwrap();
    assert_eq!(said("due", Value::Month(moment)), Said::Text("2024年8月".to_owned()));
}

#[test]
fn phones_keep_their_zero_and_numbers_are_written_plainly() {
    assert_eq!(said("contact", text("05336410001")), Said::Text("05336410001".to_owned()));
    assert_eq!(said("contact", Value::Number(5_336_410_001.0)), Said::Text("05336410001".to_owned()));
    assert_eq!(said("contact", Value::Number(13_905_331_234.0)), Said::Text("13905331234".to_owned()));
    assert_eq!(said("contact", Value::Number(4_008_123_456.0)), Said::Text("4008123456".to_owned()));
    assert_eq!(said("remark", Value::Number(7.0)), Said::Text("7".to_owned()));
    assert_eq!(said("remark", Value::Number(0.1 + 0.2)), Said::Text("0.3".to_owned()));
}

#[test]
fn words_for_nothing_are_nothing_and_an_error_is_told() {
    for word in ["无", "/", "-", "—", " ", "无。", "／"] {
        assert_eq!(said("problem", text(word)), Said::Nothing, "{word}");
    }
    assert_eq!(said("problem", text("无人维护")), Said::Text("无人维护".to_owned()));
    assert_eq!(said("problem", Value::Error("#REF!".to_owned())), Said::Unread(Unread::Formula));
}
