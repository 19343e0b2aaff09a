//! The head of a group: its name, and its subtotals at the right.

use chrono::Days;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Writer;
use crate::domain::rows::Tally;
use crate::screen::look::COUNT_ORDER;
use crate::screen::strip::Strip;
use crate::screen::text::width;
use crate::words::fill;
use crate::workbench::ledger::{GroupKey, Grouping};

impl Writer<'_> {
    pub(super) fn group(&self, key: &GroupKey, tally: Tally, open: bool, at: Rect, buffer: &mut Buffer) {
        let look = self.look;
        let (text, dim) = (look.theme.text(), look.theme.dim());
        let mut strip = Strip::new(self.room, &look.glyphs);
        strip.push(if self.selected { look.glyphs.selected } else { " " }, look.theme.accent());
        strip.push(if open { look.glyphs.open } else { look.glyphs.folded }, text).push(" ", text);
        let right = self.subtotals(tally);
        let needed: usize = right.iter().map(|(text, _)| width(text) + 1).sum();
        let end = self.room.saturating_sub(needed + 1);
        let name = self.name(key);
        strip.push_within(&name, end.saturating_sub(4), look.theme.title());
        strip.to(end, dim);
        for (said, style) in right {
            strip.push(&said, style).push(" ", dim);
        }
        self.put(strip, None, at, buffer);
    }

    /// How many rows, how many of them reported, and the lights that are there.
    fn subtotals(&self, tally: Tally) -> Vec<(String, Style)> {
        let look = self.look;
        let words = look.words();
        let over = self.bench.is_filing_over();
        let mut said: Vec<(String, Style)> = COUNT_ORDER
            .into_iter()
            .filter(|light| tally.of(*light) > 0)
            .map(|light| {
                let n = tally.of(light);
                (fill(&words.count, &[("word", &words.light(light, over)), ("n", &n)]), look.light(light))
            })
            .collect();
        let rows = fill(&words.ledger.rows, &[("n", &tally.rows())]);
        said.insert(0, (format!("{}/{rows}", tally.filed()), look.theme.dim()));
        // Where room ends the mildest goes.
        let needed = |said: &[(String, Style)]| said.iter().map(|(text, _)| width(text) + 1).sum::<usize>();
        while said.len() > 1 && needed(&said) + 24 > self.room {
            said.pop();
        }
        said
    }

    fn name(&self, key: &GroupKey) -> String {
        let look = self.look;
        let words = &look.words().ledger;
        match key {
            GroupKey::Unit(_, unit) => unit.to_string(),
            GroupKey::Area(area) => {
                let title = self.bench.plan().areas.get(*area).map_or("", |area| &area.title);
                format!("{} {title}", look.words().numeral(*area))
            }
            GroupKey::Person(_, person) => person.clone(),
            GroupKey::Status(_) => match key.status() {
                Some(status) => look.domain().status(status).to_owned(),
                None => words.no_entry.clone(),
            },
            GroupKey::Light(_) => {
                let light = key.light();
                light.map_or_else(String::new, |light| {
                    look.domain().light(light, self.bench.is_filing_over()).to_owned()
                })
            }
            GroupKey::Week(monday) => {
                let year = self.bench.plan().year;
                let sunday = monday.checked_add_days(Days::new(6)).unwrap_or(*monday);
                let (from, to) = (look.domain().day(*monday, year), look.domain().day(sunday, year));
                fill(&words.week, &[("from", &from), ("to", &to)])
            }
            GroupKey::Without if self.bench.ledger.grouping() == Some(Grouping::Week) => {
                words.open_limit.clone()
            }
            GroupKey::Without => words.without.clone(),
        }
    }
}
