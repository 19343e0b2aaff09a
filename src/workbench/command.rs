//! 命令: everything that a key can do. One row per command; keys, footer, help and palette read this table.
//!
//! Labels and sentences are words, so they stand in `assets/words/commands.*.yaml`; a test holds the two together.

use std::str::FromStr;

/// What belongs together in help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Going about.
    Move,
    /// Changing data.
    Change,
    /// Undo and redo.
    History,
    /// The program itself.
    Program,
    /// Inside what floats over a view.
    Overlay,
}

impl Group {
    /// The key in the words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Move => "move",
            Self::Change => "change",
            Self::History => "history",
            Self::Program => "program",
            Self::Overlay => "overlay",
        }
    }
}

macro_rules! commands {
    ($($(#[doc = $doc:literal])* $name:ident $key:literal $group:ident,)*) => {
        /// A command.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command {
            $($(#[doc = $doc])* $name,)*
        }

        impl Command {
            /// Every command, in the order of help.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name in `keys.yaml` and in the words.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// Where it stands in help.
            pub fn group(self) -> Group {
                match self { $(Self::$name => Group::$group,)* }
            }
        }
    };
}

commands! {
    /// One line up.
    Up "up" Move,
    /// One line down.
    Down "down" Move,
    /// One page up.
    PageUp "page_up" Move,
    /// One page down.
    PageDown "page_down" Move,
    /// The first line.
    First "first" Move,
    /// The last line.
    Last "last" Move,
    /// Folds or unfolds a branch; opens the detail of a leaf.
    Toggle "toggle" Move,
    /// Folds a branch, else goes to its parent.
    Fold "fold" Move,
    /// Unfolds a branch, else goes to its first child.
    Unfold "unfold" Move,
    /// The detail of the selected line in full.
    Detail "detail" Move,
    /// The next row that is overdue 逾期.
    NextOverdue "next_overdue" Move,
    /// The previous one.
    PreviousOverdue "previous_overdue" Move,
    /// The next row that was never reported 待报送.
    NextUnreported "next_unreported" Move,
    /// The previous one.
    PreviousUnreported "previous_unreported" Move,
    /// The next area 大项.
    NextArea "next_area" Move,
    /// The previous one.
    PreviousArea "previous_area" Move,
    /// 状态 by a digit.
    Status "status" Change,
    /// A one-line note of progress 进展.
    Note "note" Change,
    /// 完成进度.
    Percent "percent" Change,
    /// A new entry 条目.
    Add "add" Change,
    /// The form of the selected entry.
    Edit "edit" Change,
    /// Takes the selected entry away.
    Remove "remove" Change,
    /// Members of an open group 成员待定.
    Members "members" Change,
    /// 无需报送, given or taken back.
    Waive "waive" Change,
    /// 撤销.
    Undo "undo" History,
    /// 重做.
    Redo "redo" History,
    /// 周报.
    WeeklyReport "weekly_report" Program,
    /// The view of tasks 任务.
    ShowTree "show_tree" Program,
    /// What works here.
    Help "help" Program,
    /// All commands by name.
    Palette "palette" Program,
    /// Draws everything anew.
    Repaint "repaint" Program,
    /// Puts standing lines away; in what floats, leaves without saving.
    Close "close" Program,
    /// 退出.
    Quit "quit" Program,
    /// Saves what is asked for.
    Confirm "confirm" Overlay,
    /// The next field, or completes a name.
    NextField "next_field" Overlay,
    /// The previous field.
    PreviousField "previous_field" Overlay,
    /// Marks one of a list, or takes the mark away.
    Mark "mark" Overlay,
    /// The view of days 日历.
    ShowCalendar "show_calendar" Program,
    /// The view of this week 本周.
    ShowWeek "show_week" Program,
    /// One sentence on how things stand, to be pasted into a chat.
    CopySummary "copy_summary" Program,
    /// The day before.
    PreviousDay "previous_day" Move,
    /// The day after.
    NextDay "next_day" Move,
    /// The month before.
    PreviousMonth "previous_month" Move,
    /// The month after.
    NextMonth "next_month" Move,
    /// The year before.
    PreviousYear "previous_year" Move,
    /// The year after.
    NextYear "next_year" Move,
    /// Today.
    Today "today" Move,
    /// A day that is asked for.
    GoToDay "go_to_day" Move,
    /// From the days to their lines and back.
    OtherPane "other_pane" Move,
    /// A fortnight as a list, or the month.
    ListDays "list_days" Move,
    /// The time limit a day earlier.
    DueEarlier "due_earlier" Change,
    /// The time limit a day later.
    DueLater "due_later" Change,
    /// The time limit a working day earlier.
    DueEarlierWorkday "due_earlier_workday" Change,
    /// The time limit a working day later.
    DueLaterWorkday "due_later_workday" Change,
    /// The view of all rows 台账.
    ShowLedger "show_ledger" Program,
    /// 筛选.
    Filter "filter" Program,
    /// The saved filters.
    SavedFilters "saved_filters" Program,
    /// The column by which the ledger is sorted.
    Sort "sort" Move,
    /// The other way round.
    Reverse "reverse" Move,
    /// What the ledger is grouped by.
    GroupBy "group_by" Move,
    /// Which columns the ledger has.
    Columns "columns" Move,
    /// Columns to the left.
    ScrollLeft "scroll_left" Move,
    /// Columns to the right.
    ScrollRight "scroll_right" Move,
    /// Marks the selected row or group, or takes the mark away.
    MarkRow "mark_row" Change,
    /// Marks all rows that are shown.
    MarkShown "mark_shown" Change,
    /// Marks what is not marked of those shown, and the other way round.
    MarkInvert "mark_invert" Change,
    /// Takes all marks away.
    MarkClear "mark_clear" Change,
    /// Rows to the clipboard.
    Copy "copy" Program,
    /// 完成时限 of the selected row or of all marked.
    Due "due" Change,
    /// 责任人 of the selected row or of all marked.
    Person "person" Change,
    /// One more 标签 on the selected row or on all marked.
    Tag "tag" Change,
    /// 搜索 over everything.
    Search "search" Move,
    /// The view of units 单位.
    ShowUnits "show_units" Program,
    /// From a unit's page back to the list.
    ToList "to_list" Move,
    /// 来电: the page of the unit that calls.
    Caller "caller" Program,
    /// 提醒 / 催办: the text, and the record of the answer.
    Chase "chase" Change,
    /// 群通知: to all that have not filed.
    ChaseGroup "chase_group" Change,
    /// Opens the form that was not saved the last time.
    ResumeForm "resume_form" Program,
    /// Saves the form.
    Save "save" Overlay,
    /// Saves the form and begins the next entry of the task.
    SaveNext "save_next" Overlay,
    /// A new line in the text.
    NewLine "new_line" Overlay,
    /// A new activity 活动 of the unit.
    Activity "activity" Change,
    /// 单位组: which kinds and units belong to each.
    Groups "groups" Change,
    /// 并入: the selected unit into another.
    MergeUnit "merge_unit" Change,
    /// A new duty 刚性要求.
    AddDuty "add_duty" Change,
    /// 报送截止日.
    FilingDay "filing_day" Change,
    /// 修改记录 of the selected item.
    History "history" History,
    /// 登记已收（纸质/扫描件）, noted or taken back.
    Receive "receive" Change,
    /// 下发: writes the sheets of all units.
    SendSheets "send_sheets" Program,
    /// 收回: reads sheets and shows what they say.
    ReadSheets "read_sheets" Program,
    /// 统一配档: one form for many units.
    Uniform "uniform" Change,
    /// One joint entry, or one each.
    Joint "joint" Overlay,
    /// The text of the form's field in the person's editor.
    EditField "edit_field" Overlay,
    /// The marked rows in the person's editor.
    Editor "editor" Change,
    /// 延期.
    Extend "extend" Change,
    /// Back to where one was.
    Back "back" Move,
    /// The links of the selected entry, to open one.
    OpenLink "open_link" Program,
    /// 方案: the plans of the folder, to go to another one.
    Plans "plans" Program,
    /// 读取通知: a notice becomes a plan, after its review.
    ReadNotice "read_notice" Program,
    /// What is new in this version.
    News "news" Program,
    /// 存疑 of the notice that is reviewed, as a list.
    Doubts "doubts" Move,
    /// The next of them.
    NextDoubt "next_doubt" Move,
    /// The previous one.
    PreviousDoubt "previous_doubt" Move,
    /// 合并冲突: what two hands changed, each in its way, to be decided.
    Clashes "clashes" Program,
    /// Saves the reviewed notice as a plan.
    SavePlan "save_plan" Program,
    /// The plan's title, number, issuer, day and year.
    EditPlan "edit_plan" Change,
    /// 改方案: what can be done to the selected branch of the plan.
    Outline "outline" Change,
    /// The selected area, topic or task.
    EditBranch "edit_branch" Change,
    /// A new task 增n behind the selected branch.
    AddTask "add_task" Change,
    /// A new topic 小项.
    AddTopic "add_topic" Change,
    /// A new area 大项.
    AddArea "add_area" Change,
    /// The selected branch one place up.
    ShiftUp "shift_up" Change,
    /// The selected branch one place down.
    ShiftDown "shift_down" Change,
    /// The selected task into another topic.
    MoveTask "move_task" Change,
    /// The selected task into the one before it.
    MergeTask "merge_task" Change,
    /// The selected task taken apart.
    SplitTask "split_task" Change,
    /// Printed numbers anew.
    Renumber "renumber" Change,
    /// Takes the selected branch away.
    DeleteBranch "delete_branch" Change,
}

impl Command {
    /// Whether it goes from line to line.
    pub fn is_walk(self) -> bool {
        matches!(self, Self::Up | Self::Down | Self::PageUp | Self::PageDown | Self::First | Self::Last)
            || matches!(
                self,
                Self::NextOverdue | Self::PreviousOverdue | Self::NextUnreported | Self::PreviousUnreported
            )
    }

    /// Whether it changes data, or prepares to.
    pub fn changes(self) -> bool {
        let also = [Self::Undo, Self::Redo, Self::SendSheets, Self::ReadSheets];
        (self.group() == Group::Change && !self.is_mark()) || also.contains(&self)
    }

    /// Whether it changes the plan itself, which only the tree of tasks does.
    pub fn is_of_outline(self) -> bool {
        let shifts = matches!(self, Self::Outline | Self::ShiftUp | Self::ShiftDown);
        shifts || super::overlay::OUTLINE_COMMANDS.contains(&self)
    }

    /// Whether it marks lines, which the ledger and the list of units have.
    pub fn is_mark(self) -> bool {
        matches!(self, Self::MarkRow | Self::MarkShown | Self::MarkInvert | Self::MarkClear)
    }

    /// Whether only the ledger has it.
    pub fn is_of_ledger(self) -> bool {
        matches!(
            self,
            Self::Sort | Self::Reverse | Self::GroupBy | Self::Columns | Self::ScrollLeft | Self::ScrollRight
        )
    }

    /// Whether it is offered in the palette: not what only makes sense inside of what floats, nor the palette itself.
    pub fn is_offered(self) -> bool {
        self.group() != Group::Overlay && !matches!(self, Self::Palette | Self::Close)
    }
}

/// A word that names no command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no command is called {0:?}")]
pub struct UnknownCommand(pub String);

impl FromStr for Command {
    type Err = UnknownCommand;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|command| command.key() == word)
            .ok_or_else(|| UnknownCommand(word.to_owned()))
    }
}
