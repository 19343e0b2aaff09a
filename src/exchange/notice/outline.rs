//! Tasks in an outline: 一、（一） 1.（1）, with units and time limits in brackets behind them or on lines of their own.

pub mod marks;

use super::doubt::Doubt;
use super::label;
use super::marker::{Level, marker};
use super::source::Paragraph;
use super::task::{ReadTask, assign, heading};
use super::units::Units;
use marks::{Stretch, stretches};

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

/// What may be a task.
#[derive(Debug, Clone, Default)]
struct Candidate {
    number: String,
    text: String,
    headings: Vec<(Level, String)>,
    mark: Option<Stretch>,
    /// What holds for all under its heading.
    inherited: Option<Stretch>,
    children: bool,
    /// A paragraph without a number.
    plain: bool,
    /// A sentence behind others that have units.
    rest: bool,
    /// Its place among the tasks of its paragraph, from 0: the number is that of the first.
    order: usize,
    level: Option<Level>,
    place: usize,
}

/// The tasks of paragraphs. `plain_plan` says that the notice is one of tasks by its title, so that an outline without a
/// single unit is one of tasks all the same.
pub fn read(paragraphs: &[(usize, &Paragraph)], plain_plan: bool) -> Outline {
    let mut reader = Reader { levels: levels(paragraphs), ..Reader::default() };
    for (place, paragraph) in paragraphs {
        reader.paragraph(*place, paragraph);
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
}

impl Reader {
    fn paragraph(&mut self, place: usize, paragraph: &Paragraph) {
        let text = paragraph.text.trim();
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
        self.labelled.clear();
        match label::text_of(text) {
            // 任务一：公开规划计划
            Some((true, value)) => return self.numbered(place, Level::Third, "", value),
            // 工作内容：…
            Some((false, value)) => return self.plain(place, value),
            None => {}
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
        let colon = colon.replacen('【', "", 1).replacen('】', "：", 1).replace("：：", "：");
        let Some(mark) = marks::labelled(&colon) else { return false };
        self.speak(&mark)
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
        let stretches = stretches(text);
        let marked = stretches.iter().any(|one| one.units.is_some() && !one.text.is_empty());
        // Letterhead, address and foot of a notice stand under no heading.
        if headings.is_empty() && !marked {
            return;
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

    fn outline(mut self, plain_plan: bool) -> Outline {
        self.paragraphs_of_headings();
        let has_units = |one: &Candidate| one.mark.as_ref().is_some_and(|mark| mark.units.is_some());
        let any = self.candidates.iter().any(has_units);
        let marked_levels: Vec<Option<Level>> =
            self.candidates.iter().filter(|one| has_units(one)).map(|one| one.level).collect();
        let mut outline = Outline::default();
        let mut guarantees = 0;
        let mut ditto: Option<Stretch> = None;
        let mut above: Option<Stretch> = None;
        for one in &self.candidates {
            let excluded = is_no_task(one, has_units(one));
            let own = one.mark.clone().filter(|mark| mark.units.is_some());
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
                continue;
            }
            let task = task(one, wanted.as_ref(), own.is_some() && !same);
            outline.marked += usize::from(own.is_some());
            if let Some(mark) = own.filter(|_| !same) {
                if mark.units.as_ref().is_some_and(|units| units.ditto) {
                    ditto = Some(mark.clone());
                }
                above = Some(mark);
            }
            outline.tasks.push(task);
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

/// The title that a candidate's own paragraph is.
fn heading_of(one: &Candidate) -> String {
    title(&one.text).0
}

/// Whether an item is long enough to be more than a heading.
fn is_leaf_text(one: &Candidate) -> bool {
    one.text.chars().count() >= 10
}

/// The heading that a numbered paragraph is, and the text that runs on behind it.
fn title(text: &str) -> (String, Option<String>) {
    let sentence = text.find(['。', '：']).filter(|place| text[..*place].chars().count() <= 32);
    match sentence {
        Some(place) => {
            let mark = text[place..].chars().next().map_or(0, char::len_utf8);
            let rest = text[place + mark..].trim();
            (heading(&text[..place]), (!rest.is_empty()).then(|| rest.to_owned()))
        }
        None => (heading(text), None),
    }
}

/// Parts of a notice that set no tasks, whatever they say.
const AIMS: [&str; 22] = [
    "总体要求",
    "总体目标",
    "总体思路",
    "指导思想",
    "基本原则",
    "工作目标",
    "主要目标",
    "目标要求",
    "工作思路",
    "组织领导",
    "组织保障",
    "保障措施",
    "工作保障",
    "强化保障",
    "加强保障",
    "组织实施保障",
    "保障机制",
    "附则",
    "适用范围",
    "背景",
    "报送要求",
    "联系方式",
];
/// Parts that set tasks only where they name units.
const REQUESTS: [&str; 12] = [
    "工作要求",
    "有关要求",
    "相关要求",
    "监督考核",
    "考核",
    "组织实施",
    "实施步骤",
    "时间安排",
    "工作步骤",
    "工作机制",
    "督导",
    "几点要求",
];

fn is_no_task(one: &Candidate, marked: bool) -> bool {
    let own = heading_of(one);
    let titles = one.headings.iter().map(|(level, title)| (*level, title.as_str()));
    let mut titles = titles
        .chain(one.level.map(|level| (level, own.as_str())))
        .filter(|(level, _)| *level <= Level::Second);
    titles.any(|(_, title)| {
        let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
        let tasks = ["任务", "举措", "重点工作"].iter().any(|word| title.contains(word));
        (has(&AIMS) || (has(&REQUESTS) && !marked)) && !tasks
    })
}

/// A text without the ① that counts within its paragraph.
fn bare(text: &str) -> &str {
    marker(text.trim()).filter(|one| one.level >= Level::Fourth).map_or(text, |one| one.rest).trim()
}

fn task(one: &Candidate, wanted: Option<&Stretch>, own: bool) -> ReadTask {
    let mut titles: Vec<&str> =
        one.headings.iter().map(|(_, title)| title.as_str()).filter(|title| !title.is_empty()).collect();
    // 二、重点任务 says nothing where three levels of headings stand over a task.
    if titles.len() > 2 && ["重点任务", "主要任务", "工作任务", "重点工作", "任务分工"].contains(&titles[0])
    {
        titles.remove(0);
    }
    let mut task = ReadTask {
        numbered: !one.number.is_empty() && one.order == 0,
        number: one.number.clone(),
        area: titles.first().copied().unwrap_or_default().to_owned(),
        topic: (titles.len() > 1).then(|| titles[1..].join(" · ")),
        requirement: bare(&one.text).to_owned(),
        place: one.place,
        ..ReadTask::default()
    };
    if let Some(stretch) = wanted {
        let units: Option<&Units> = stretch.units.as_ref();
        match units {
            Some(units) if own => {
                task.add(units);
                task.units_text = Some(stretch.units_text.clone());
            }
            Some(units) => units.named.iter().for_each(|(name, role)| assign(&mut task.units, name, *role)),
            None => {}
        }
    }
    let due = one.mark.as_ref().and_then(|mark| mark.due.clone());
    let inherited = || one.inherited.as_ref().and_then(|mark| mark.due.clone());
    task.due = due.or_else(|| super::due::in_sentence(&task.requirement)).or_else(inherited);
    task
}
