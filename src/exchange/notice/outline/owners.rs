//! Outlines by unit: 一、区财政局, and under it what that unit does.

use super::candidate::is_no_task_title;
use super::marks::Stretch;
use crate::domain::plan::Role;
use crate::exchange::notice::label::{self, Label};
use crate::exchange::notice::marker::{Level, marker};
use crate::exchange::notice::units::{self, looks_like_a_unit};

/// A heading longer than this is no list of units.
const LONGEST: usize = 40;

/// The units that a heading is, if it is nothing else.
pub(super) fn owner(text: &str) -> Option<Stretch> {
    let text = text.trim().trim_end_matches(['：', ':', '。']);
    if text.is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let units = units::read(text, Role::Responsible);
    let plain = units.unread.is_empty() && !units.named.is_empty() && !units.same_as_above;
    let all = plain && units.named.iter().all(|(name, _)| looks_like_a_unit(name) && is_plainly_a_unit(name));
    all.then(|| Stretch { units: Some(units), units_text: text.to_owned(), ..Stretch::default() })
}

/// 政务公开平台 ends as a unit does and is none: the name must begin or end as only units' names do.
fn is_plainly_a_unit(name: &str) -> bool {
    let begins = ["区", "市", "县", "省", "各", "州", "旗"].iter().any(|word| name.starts_with(word));
    let ends =
        ["局", "委", "办", "办公室", "政府", "街道", "镇", "乡", "院", "大队", "支队", "分局", "科", "股"];
    (begins && !name.starts_with("区域") && !name.starts_with("市场"))
        || ends.iter().any(|end| name.ends_with(end))
}

/// Whether lines of labels (单位：区财政局) stand over items and not behind them: before the first item, and each with an
/// item that begins to count anew right behind it.
pub(super) fn lead(texts: &[&str]) -> bool {
    let of_units = |text: &str| matches!(label::leading(text), Some((Label::Units(_), _)));
    let first = texts.iter().position(|text| of_units(text));
    let item = texts.iter().position(|text| marker(text).is_some_and(|one| one.level >= Level::Third));
    let before = first.zip(item).is_some_and(|(first, item)| first < item);
    let lines = || texts.iter().enumerate().filter(|(_, text)| of_units(text));
    let anew = |at: usize| texts.get(at + 1).and_then(|next| marker(next)).is_some_and(|one| one.number == 1);
    before && lines().count() >= 2 && lines().all(|(at, _)| anew(at))
}

/// The levels at which the headings are units: most of them, and at least two.
pub(super) fn levels(texts: &[&str]) -> Vec<Level> {
    let outer = [Level::Part, Level::First, Level::Second];
    let wanted = outer.into_iter().filter(|level| {
        let headings = texts.iter().filter_map(|text| marker(text)).filter(|one| one.level == *level);
        let headings: Vec<&str> =
            headings.map(|one| one.rest.trim()).filter(|title| !is_no_task_title(title)).collect();
        let units = headings.iter().filter(|title| owner(title).is_some()).count();
        units >= 2 && units * 3 >= headings.len() * 2
    });
    wanted.collect()
}
