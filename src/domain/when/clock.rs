//! What stands beside a day and does not move it: the day of the week, which is checked, and the time of day
//! (15:00—18:30, 下午5点, 下班前), which is ignored.

use chrono::Weekday;

use super::scan::Cursor;

const DAY_PARTS: [&str; 15] = [
    "上午", "下午", "中午", "晚上", "早上", "傍晚", "夜间", "凌晨", "早晨", "上班", "下班", "午间", "今晚",
    "晚间", "晚",
];
const WEEKS: [&str; 3] = ["星期", "礼拜", "周"];

/// 周三, 星期三.
pub(super) fn weekday(cursor: &mut Cursor) -> Option<Weekday> {
    cursor.attempt(|cursor| {
        cursor.eat_any(&WEEKS)?;
        weekday_sign(cursor)
    })
}

/// The sign in brackets: （三）, but not （3）.
pub(super) fn bare_sign(cursor: &mut Cursor) -> Option<Weekday> {
    cursor.peek().filter(|char| !char.is_ascii()).and_then(|_| weekday_sign(cursor))
}

/// The sign alone: 三 or 日. Not where it begins a count (每周一次, 周一至少 is one).
pub(super) fn weekday_sign(cursor: &mut Cursor) -> Option<Weekday> {
    let weekday = match cursor.peek()? {
        '一' | '1' => Weekday::Mon,
        '二' | '2' => Weekday::Tue,
        '三' | '3' => Weekday::Wed,
        '四' | '4' => Weekday::Thu,
        '五' | '5' => Weekday::Fri,
        '六' | '6' => Weekday::Sat,
        '日' | '天' | '7' => Weekday::Sun,
        _ => return None,
    };
    let mut after = *cursor;
    after.at += 1;
    let counts =
        after.sees_any(&["次", "场", "期", "篇", "条", "件", "轮", "调度", "通报", "更", "报", "总结", "督"]);
    if counts || after.peek().is_some_and(|char| char.is_ascii_digit()) {
        return None;
    }
    *cursor = after;
    Some(weekday)
}

/// Eats a time of day, or a span of two.
pub(super) fn time(cursor: &mut Cursor) -> bool {
    if !one_time(cursor) {
        return false;
    }
    cursor.attempt(|cursor| {
        cursor.eat_any(&["--", "——", "-", "—", "~", "至", "到"])?;
        one_time(cursor).then_some(())
    });
    true
}

fn one_time(cursor: &mut Cursor) -> bool {
    let part = cursor.eat_any(&DAY_PARTS).is_some();
    if part {
        cursor.eat_any(&["下班", "上班"]);
    }
    let figures = cursor.attempt(|cursor| {
        cursor.eat_any(&["T", "t", " "]);
        cursor.eat("(");
        let hour = cursor.number().filter(|hour| hour.value <= 24 && hour.width <= 3)?;
        if cursor.eat(":") {
            minutes(cursor, hour.arabic)?;
        } else {
            cursor.eat_any(&["点", "时"])?;
            spoken_minutes(cursor);
        }
        cursor.eat(")");
        Some(())
    });
    part || figures.is_some()
}

fn minutes(cursor: &mut Cursor, arabic: bool) -> Option<()> {
    arabic.then_some(())?;
    cursor.figures(2)?;
    if cursor.eat(":") {
        cursor.figures(2)?;
        if cursor.eat(".") {
            while cursor.eat_char(|char| char.is_ascii_digit()).is_some() {}
        }
    }
    // The zone of an ISO time: Z or +08:00.
    if cursor.eat_any(&["Z", "z"]).is_none() {
        cursor.attempt(|cursor| {
            cursor.eat("+").then_some(())?;
            cursor.figures(4)?;
            cursor.attempt(|cursor| cursor.eat(":").then_some(()).and_then(|()| cursor.figures(2)));
            Some(())
        });
    }
    Some(())
}

fn spoken_minutes(cursor: &mut Cursor) {
    if cursor.eat_any(&["整", "半", "钟"]).is_some() {
        return;
    }
    cursor.attempt(|cursor| {
        cursor.number().filter(|minute| minute.value < 60)?;
        cursor.eat_any(&["分钟", "分", "刻"])
    });
}
