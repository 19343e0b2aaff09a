//! 一句话进展: one sentence on how things stand, for the leader who asks in chat.
//!
//! Chinese whatever the screen's language is, as every report is.

use chrono::{Datelike, NaiveDate};

use super::Figures;

/// The sentence; counts of zero are left out, but for what is done.
pub fn summary(figures: &Figures, day: NaiveDate, year: i32) -> String {
    let of_year = if day.year() == year { String::new() } else { format!("{}年", day.year()) };
    let mut classes = vec![format!("已完成{}项", figures.done)];
    let more = [
        (figures.in_progress, "推进中", "项"),
        (figures.overdue, "有单位逾期", "项"),
        (figures.not_started, "尚未启动", "项"),
    ];
    classes.extend(more.iter().filter(|one| one.0 > 0).map(|(n, word, of)| format!("{word}{n}{of}")));
    let mut units = vec![format!("已报送{}家", figures.filed)];
    let more = [(figures.partly, "部分报送"), (figures.unfiled, "未报送")];
    units.extend(more.iter().filter(|one| one.0 > 0).map(|(n, word)| format!("{word}{n}家")));
    format!(
        "截至{of_year}{}月{}日，{year}年政务公开重点任务{}项，其中{}；责任单位{}家，配档表{}。",
        day.month(),
        day.day(),
        figures.counted(),
        classes.join("、"),
        figures.units,
        units.join("、"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_sentence_without_zeros() {
        let figures = Figures {
            tasks: 67,
            done: 3,
            in_progress: 20,
            not_started: 44,
            units: 37,
            filed: 2,
            unfiled: 35,
            ..Figures::default()
        };
        let day = NaiveDate::from_ymd_opt(2024, 7, 8).unwrap();
        assert_eq!(
            summary(&figures, day, 2024),
            "截至7月8日，2024年政务公开重点任务67项，其中已完成3项、推进中20项、尚未启动44项；责任单位37家，配档表已报送2家、未报送35家。"
        );
        let later = NaiveDate::from_ymd_opt(2025, 1, 2).unwrap();
        assert!(summary(&figures, later, 2024).starts_with("截至2025年1月2日，2024年"));
    }
}
