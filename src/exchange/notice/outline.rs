//! Tasks in an outline: 一、（一） 1.（1）, with units and time limits in brackets behind them or on lines of their own.

mod candidate;
pub mod marks;
mod owners;
mod surroundings;

use super::doubt::Doubt;
use super::due;
use super::head;
use super::label;
use super::marker::{Level, counts_with_points, marker, pointed};
use super::source::Paragraph;
use super::task::{Asked, ReadTask};
use super::units::looks_like_units;
use candidate::{Candidate, heading_of, is_leaf_text, is_no_task, task, title};
use marks::{Stretch, stretches};
use surroundings::{Letter, is_foot, unbulleted};

/// A paragraph longer than this is no item of an outline.
const LONGEST: usize = 20_000;

/// What an outline gives.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// Its tasks.
    pub tasks: Vec<ReadTask>,
    /// How many of them name units of their own.
    pub marked: usize,
    /// What should be looked at.
    pub doubts: Vec<Doubt>,
}

/// A heading that is open.
#[derive(Debug, Clone)]
struct Open {
    level: Level,
    title: String,
    /// The candidate that the heading's own paragraph is, if it may be a task itself.
    candidate: Option<usize>,
    /// Its own mark, which holds for what stands under it.
    mark: Option<Stretch>,
}

/// The tasks of paragraphs. `plain_plan` says that the notice is one of tasks by its title, so that an outline without a
/// single unit is one of tasks all the same.
pub fn read(paragraphs: &[(usize, &Paragraph)], plain_plan: bool) -> Outline {
    let texts: Vec<&str> = paragraphs.iter().map(|(_, one)| one.text.trim()).collect();
    let letter = Letter::of(&texts);
    let mut reader = Reader {
        levels: levels(paragraphs),
        owners: owners::levels(&texts),
        pointed: counts_with_points(texts.iter().copied()),
        led: owners::lead(&texts),
        ..Reader::default()
    };
    for (at, (place, paragraph)) in paragraphs.iter().enumerate() {
        if letter.holds(at) {
            reader.letter.push(*place);
        }
        reader.paragraph(*place, paragraph, texts.get(at + 1).copied());
    }
    reader.outline(plain_plan)
}

/// The levels of headings without numbers that the notice uses, outermost first.
fn levels(paragraphs: &[(usize, &Paragraph)]) -> Vec<u8> {
    let bare = paragraphs.iter().filter(|(_, one)| marker(&one.text).is_none());
    let mut levels: Vec<u8> = bare.filter_map(|(_, one)| one.heading).collect();
    levels.sort_unstable();
    // The title is the one heading of the outermost level.
    if levels.first().is_some_and(|first| levels.get(1) != Some(first)) {
        levels.remove(0);
    }
    levels.dedup();
    levels
}

#[derive(Default)]
struct Reader {
    levels: Vec<u8>,
    open: Vec<Open>,
    candidates: Vec<Candidate>,
    /// The candidates that the labelled lines before this one spoke of.
    labelled: Vec<usize>,
    left_out: Vec<String>,
    /// The levels whose headings are units.
    owners: Vec<Level>,
    /// The places of the letter that the plan came with.
    letter: Vec<usize>,
    /// Whether annexes are being listed.
    annexes: bool,
    /// Whether lines such as 单位：… stand over the items that are that unit's.
    led: bool,
    /// Whether its items are counted 1.1, 1.2.
    pointed: bool,
}

impl Reader {
    fn paragraph(&mut self, place: usize, paragraph: &Paragraph, next: Option<&str>) {
        let text = unbulleted(paragraph.text.trim());
        if is_foot(text) {
            return;
        }
        if self.stands_apart(text, next) {
            // 附表：… as a heading lists no annexes.
            self.annexes &= paragraph.heading.is_none();
            self.labelled.clear();
            return;
        }
        if self.led && label::is_label_start(text) && self.leads(text) {
            return;
        }
        if label::is_label_start(text) && self.label_line(text) {
            return;
        }
        // （甲牵头，乙配合） on a line of its own.
        let inside = text
            .strip_prefix(['（', '(', '【', '〔'])
            .and_then(|rest| rest.trim_end_matches(['。', '；']).strip_suffix(['）', ')', '】', '〕']));
        if let Some(mark) = inside.and_then(|inside| marks::bracket(inside, true))
            && self.speak(&mark)
        {
            return;
        }
        if self.bare_units(text, next) {
            return;
        }
        self.labelled.clear();
        match label::text_of(text) {
            // 任务一：公开规划计划
            Some((true, value)) => return self.numbered(place, Level::Third, "", value),
            // 任务1 公开预算
            None if let Some((number, rest)) = label::counted(text) => {
                return self.numbered(place, Level::Third, &number.to_string(), rest);
            }
            // 工作内容：…
            Some((false, value)) => return self.plain(place, value),
            None => {}
        }
        if let Some((parts, rest)) = self.pointed.then(|| pointed(text)).flatten() {
            let level = [Level::Third, Level::Fourth, Level::Fifth][parts.len().min(3) - 1];
            let number: Vec<String> = parts.iter().map(u32::to_string).collect();
            return self.numbered(place, level, &number.join("."), rest);
        }
        let found = marker(text);
        let styled = paragraph.heading.and_then(|level| self.levels.iter().position(|one| *one == level));
        let level = found
            .map(|one| one.level)
            .or_else(|| styled.map(|place| [Level::First, Level::Second, Level::Third][place.min(2)]));
        match level {
            Some(level) => {
                let number = found.map(|one| one.number.to_string()).unwrap_or_default();
                self.numbered(place, level, &number, found.map_or(text, |one| one.rest).trim());
            }
            None => self.plain(place, text),
        }
    }

    /// Signatures, lists of annexes and a bare 任务二: they end what is open and are no text of it.
    fn stands_apart(&mut self, text: &str, next: Option<&str>) -> bool {
        let annexes = std::mem::take(&mut self.annexes);
        if head::signs(text, next) {
            self.open.clear();
            return true;
        }
        if text.starts_with("附件") || text.starts_with("附表") {
            self.open.clear();
            self.annexes = text.chars().count() > 3;
            return true;
        }
        // 2.任务分工表 in the list of annexes.
        let named = || stretches(text).iter().any(|one| one.units.is_some());
        if annexes
            && marker(text).is_some_and(|one| one.level == Level::Third)
            && !text.contains('。')
            && !named()
        {
            self.annexes = true;
            return true;
        }
        let counted = text.strip_prefix("任务").or_else(|| text.strip_prefix("事项"));
        if counted.and_then(super::marker::numeral).is_some_and(|(_, rest)| rest.is_empty()) {
            while self.open.last().is_some_and(|open| open.level >= Level::Third) {
                self.open.pop();
            }
            return true;
        }
        false
    }

    /// A line such as 单位：… over the items that are that unit's. Whether it was one.
    fn leads(&mut self, text: &str) -> bool {
        let Some(mark) = marks::labelled(&marks::unboxed(text)).filter(|mark| mark.units.is_some()) else {
            return false;
        };
        while self.open.last().is_some_and(|open| open.level >= Level::Second) {
            self.open.pop();
        }
        let title = super::task::heading(&mark.units_text);
        let mut owner = Stretch::default();
        owner.mark(mark);
        self.labelled.clear();
        self.open.push(Open { level: Level::Second, title, candidate: None, mark: Some(owner) });
        true
    }

    /// A line such as 责任单位：…: it speaks of what stands before it. Whether there is something.
    fn label_line(&mut self, text: &str) -> bool {
        let text =
            text.trim_start_matches(['（', '(', '*', '·', '-', ' ']).trim_end_matches(['）', ')', '。']);
        let open = text.matches(['（', '(']).count();
        let shut = text.matches(['）', ')']).count();
        let closed = if open > shut { format!("{text}）") } else { text.to_owned() };
        let colon = if closed.contains(['：', ':']) {
            closed
        } else {
            closed.replacen([' ', '\u{3000}', '\t'], "：", 1)
        };
        let colon = marks::unboxed(&colon);
        let Some(mark) = marks::labelled(&colon) else { return false };
        self.speak(&mark)
    }

    /// A line that is nothing but names of units, behind an item that names none: it speaks of it, which is asked about. Who
    /// signs above a date is no such line. Whether it was one.
    fn bare_units(&mut self, text: &str, next: Option<&str>) -> bool {
        let bare = text.trim_end_matches(['。', '；', '，', ';']);
        let signed = next.is_none_or(|next| {
            let plain: String = next.chars().filter(|c| !c.is_whitespace()).collect();
            due::date(&plain).is_some_and(|(_, rest)| rest.is_empty())
        });
        let Some(last) = self.candidates.last() else { return false };
        let names = self.labelled.is_empty() && last.mark.as_ref().is_some_and(|mark| mark.units.is_some());
        let counted = marker(text).is_some() || (self.pointed && pointed(text).is_some());
        if counted || signed || names || last.plain || !looks_like_units(bare) {
            return false;
        }
        let Some(mark) = marks::labelled(&format!("责任单位：{bare}")) else { return false };
        if !self.speak(&mark) {
            return false;
        }
        for place in self.labelled.clone() {
            self.candidates[place].bare.get_or_insert_default().push_str(bare);
        }
        true
    }

    /// A mark on a line of its own speaks of what stands before it. Whether there is something.
    fn speak(&mut self, mark: &marks::Mark) -> bool {
        if self.labelled.is_empty() {
            self.labelled = self.spoken_of();
        }
        for place in self.labelled.clone() {
            self.candidates[place].mark.get_or_insert_default().mark(mark.clone());
        }
        !self.labelled.is_empty()
    }

    /// What a labelled line speaks of: the last item, and those beside it before that name no units yet.
    fn spoken_of(&self) -> Vec<usize> {
        let Some(last) = self.candidates.len().checked_sub(1) else { return Vec::new() };
        let item = &self.candidates[last];
        if item.plain {
            return vec![last];
        }
        let beside =
            |one: &Candidate| one.level == item.level && one.headings == item.headings && one.mark.is_none();
        let mut places: Vec<usize> = vec![last];
        places.extend((0..last).rev().take_while(|place| beside(&self.candidates[*place])));
        if item.mark.as_ref().is_some_and(|mark| mark.units.is_some()) {
            places.truncate(1);
        }
        places
    }

    fn headings(&self) -> Vec<(Level, String)> {
        self.open.iter().map(|open| (open.level, open.title.clone())).collect()
    }

    fn inherited(&self) -> Option<Stretch> {
        self.open.iter().rev().find_map(|open| {
            let later = open.candidate.and_then(|place| self.candidates[place].mark.clone());
            open.mark.clone().or(later).filter(|mark| mark.units.is_some() || mark.due.is_some())
        })
    }

    fn numbered(&mut self, place: usize, level: Level, number: &str, text: &str) {
        while self.open.last().is_some_and(|open| open.level >= level) {
            self.open.pop();
        }
        for open in &self.open {
            if let Some(parent) = open.candidate {
                self.candidates[parent].children = true;
            }
        }
        if self.owners.contains(&level)
            && let Some(owner) = owners::owner(text)
        {
            let mark = Some(owner);
            self.open.push(Open { level, title: super::task::heading(text), candidate: None, mark });
            return;
        }
        let mut stretches = if text.chars().count() > LONGEST { Vec::new() } else { stretches(text) };
        let marked = stretches.iter().any(|one| one.units.is_some());
        let (title, run_in) = title(stretches.first().map_or(text, |one| one.text.as_str()));
        let headings = self.headings();
        let inherited = self.inherited();
        // （一）加强公开。做好…: the first words are the heading of what follows.
        let as_heading = run_in.is_some() && level <= Level::Second;
        let mut own = headings.clone();
        if let (true, Some(first)) = (as_heading, stretches.first_mut()) {
            own.push((level, title.clone()));
            first.text = run_in.unwrap_or_default();
        }
        let first = self.candidates.len();
        let only = stretches.len() == 1;
        for (order, stretch) in stretches.into_iter().enumerate() {
            let rest = marked && stretch.units.is_none() && stretch.due.is_none();
            let text = stretch.text.clone();
            let has_mark = stretch.units.is_some() || stretch.due.is_some();
            self.candidates.push(Candidate {
                number: number.to_owned(),
                text,
                headings: own.clone(),
                mark: has_mark.then_some(stretch),
                inherited: inherited.clone(),
                level: Some(level),
                rest: rest && order > 0,
                order,
                place,
                ..Candidate::default()
            });
        }
        let mark = self.candidates.get(first).and_then(|one| one.mark.clone()).filter(|_| only);
        self.open.push(Open {
            level,
            title,
            candidate: (first < self.candidates.len()).then_some(first),
            mark,
        });
    }

    /// A paragraph without a number: text under the open heading.
    fn plain(&mut self, place: usize, text: &str) {
        let headings = self.headings();
        if text.chars().count() > LONGEST {
            return;
        }
        let inherited = self.inherited();
        let mut stretches = stretches(text);
        let marked = stretches.iter().any(|one| one.units.is_some() && !one.text.is_empty());
        // Letterhead, address and foot of a notice stand under no heading.
        if headings.is_empty() && !marked {
            return;
        }
        // 1.公开预算。 and, on the next line, how: one item.
        if let Some(item) = self.unfinished_item() {
            let item = &mut self.candidates[item];
            if let Some(first) = stretches.first().cloned() {
                item.text.push_str(&first.text);
                item.mark = (first.units.is_some() || first.due.is_some()).then_some(first);
                stretches.remove(0);
            }
        }
        // Text that goes on where the text before it named nobody.
        if !marked
            && let Some(last) = self
                .candidates
                .last_mut()
                .filter(|last| last.plain && last.mark.is_none() && last.headings == headings)
        {
            last.text.push_str(text);
            return;
        }
        for (order, stretch) in stretches.into_iter().enumerate() {
            let has_mark = stretch.units.is_some() || stretch.due.is_some();
            self.candidates.push(Candidate {
                text: stretch.text.clone(),
                headings: headings.clone(),
                rest: marked && !has_mark && order > 0,
                mark: has_mark.then_some(stretch),
                inherited: inherited.clone(),
                plain: true,
                place,
                ..Candidate::default()
            });
        }
    }

    /// The item that is open and goes on: one whose sentence is at its end and that names nobody yet.
    fn unfinished_item(&self) -> Option<usize> {
        let open = self.open.last().filter(|open| open.level >= Level::Third)?;
        let place = open.candidate.filter(|place| *place + 1 == self.candidates.len())?;
        let item = &self.candidates[place];
        let ended = item.text.ends_with(['。', '；', '！', '：']);
        (ended && !item.plain && item.mark.is_none() && !item.children).then_some(place)
    }

    /// 1.公开预算 without a full stop, and text under it that names units: the heading gives its number to the text.
    fn numbers_of_headings(&mut self) {
        for place in 1..self.candidates.len() {
            let text = &self.candidates[place];
            let named = text.mark.as_ref().is_some_and(|mark| mark.units.is_some());
            let item = &self.candidates[place - 1];
            let title = item.level.map(|level| (level, heading_of(item)));
            let heads = !item.plain
                && item.mark.is_none()
                && item.level.is_some_and(|level| level >= Level::Third)
                && text.headings.last() == title.as_ref();
            if named && text.plain && text.number.is_empty() && heads {
                self.candidates[place].number = std::mem::take(&mut self.candidates[place - 1].number);
                self.candidates[place - 1].children = true;
            }
        }
    }

    fn outline(mut self, plain_plan: bool) -> Outline {
        self.numbers_of_headings();
        self.paragraphs_of_headings();
        let has_units = |one: &Candidate| one.mark.as_ref().is_some_and(|mark| mark.units.is_some());
        let any = self.candidates.iter().any(has_units);
        // Items beside those that have units, of their own or from a heading, are tasks too.
        let given = |one: &Candidate| {
            let inherited = one.inherited.as_ref().is_some_and(|mark| mark.units.is_some());
            has_units(one) || (inherited && !one.children && !is_no_task(one, false))
        };
        let marked_levels: Vec<Option<Level>> =
            self.candidates.iter().filter(|one| given(one)).map(|one| one.level).collect();
        let mut outline = Outline::default();
        // 重点任务 over all says nothing where other headings stand under it.
        let mut deep =
            self.candidates.iter().filter(|one| !one.children && !self.letter.contains(&one.place));
        let over = deep.any(|one| candidate::is_generic(one) && candidate::titles(one).len() > 2);
        let mut guarantees = 0;
        let mut ditto: Option<Stretch> = None;
        let mut above: Option<Stretch> = None;
        for one in &self.candidates {
            let excluded = is_no_task(one, has_units(one));
            let own = one.mark.clone().filter(|mark| mark.units.is_some());
            if own.is_none() && self.letter.contains(&one.place) {
                continue;
            }
            if excluded {
                guarantees += usize::from(own.is_some());
                continue;
            }
            if one.children {
                continue;
            }
            if one.rest {
                self.left_out.push(one.text.clone());
                continue;
            }
            if one.text.trim().is_empty() {
                continue;
            }
            let same =
                own.as_ref().is_some_and(|mark| mark.units.as_ref().is_some_and(|units| units.same_as_above));
            let from = if same { above.clone() } else { own.clone() };
            let inherited = one.inherited.clone().filter(|mark| mark.units.is_some());
            let wanted = from
                .or(inherited.filter(|_| !one.plain || own.is_none()))
                .or_else(|| ditto.clone().filter(|_| !one.plain));
            let beside = !one.plain && any && marked_levels.contains(&one.level);
            let alone = !any
                && plain_plan
                && !one.plain
                && one.headings.iter().any(|(level, _)| *level < Level::Third)
                && is_leaf_text(one);
            if wanted.is_none() && !beside && !alone {
                // Something is to be done by a day, and nobody is named: at least it is told.
                if any && one.mark.is_some() {
                    self.left_out.push(one.text.clone());
                }
                continue;
            }
            let task = task(one, wanted.as_ref(), own.is_some() && !same, over);
            outline.marked += usize::from(own.is_some());
            if let Some(mark) = own.filter(|_| !same) {
                if mark.units.as_ref().is_some_and(|units| units.ditto) {
                    ditto = Some(mark.clone());
                }
                above = Some(mark);
            }
            outline.tasks.push(task);
        }
        // 二、会议地点 and 区政府会议室 below it: names on lines of their own alone make no plan of a letter.
        let said = |task: &ReadTask| {
            !task.units.is_empty() && !task.asked.iter().any(|asked| matches!(asked, Asked::BareUnits(_)))
        };
        if any && !plain_plan && !outline.tasks.iter().any(said) {
            return Outline::default();
        }
        if guarantees > 0 && !outline.tasks.is_empty() {
            outline.doubts.push(Doubt::Guarantees(guarantees));
        }
        outline.doubts.extend(self.left_out.into_iter().map(Doubt::LeftOut));
        outline
    }

    /// A heading that names units, with text but no items under it: the text is the task.
    fn paragraphs_of_headings(&mut self) {
        for place in 0..self.candidates.len() {
            let one = &self.candidates[place];
            if !one.plain || one.mark.as_ref().is_some_and(|mark| mark.units.is_some()) {
                continue;
            }
            // The candidate of the heading that this text stands under.
            let Some((level, title)) = one.headings.last().cloned() else { continue };
            let parent = (0..place).rev().find(|at| {
                let parent = &self.candidates[*at];
                parent.level == Some(level) && !parent.plain && heading_of(parent) == title
            });
            let Some(parent) = parent else { continue };
            let leaf = !self.candidates[parent].children;
            let mark = self.candidates[parent].mark.clone().filter(|mark| mark.units.is_some());
            if leaf && mark.is_some() && self.candidates[parent].text == title {
                let text = std::mem::take(&mut self.candidates[place].text);
                let headings = self.candidates[place].headings.clone();
                let parent = &mut self.candidates[parent];
                // Only a heading's own words become the heading of the task.
                parent.text = text;
                parent.headings = headings;
            }
        }
    }
}
