//! How the screen looks and speaks: language, theme, signs. Chosen once, read by every part of the screen.

use chrono::{Datelike, NaiveDate};
use ratatui::style::Style;

use super::glyphs::Glyphs;
use super::theme::{Ground, Surroundings, Theme};
use crate::domain::light::Light;
use crate::words::Language;
use crate::words::commands::{self, CommandWords};
use crate::words::domain::{self, DomainWords};
use crate::words::screen::{self, ScreenWords, Speech};
use crate::workbench::Workbench;

/// The order of counts: what wants to be seen first.
pub(super) const COUNT_ORDER: [Light; 8] = [
    Light::Unreadable,
    Light::Overdue,
    Light::DueSoon,
    Light::Unreported,
    Light::Check,
    Light::OnTrack,
    Light::Done,
    Light::Excluded,
];

/// What the terminal told of itself; what it did not answer is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// The page that it draws on.
    pub ground: Option<Ground>,
    /// Whether it draws ambiguous characters in two cells.
    pub wide: Option<bool>,
}

/// What decides how it looks.
#[derive(Debug, Clone)]
pub struct Wishes {
    /// The language.
    pub language: Language,
    /// The setting `theme`.
    pub theme: Option<String>,
    /// The setting `ambiguous_width`; none leaves it to the terminal.
    pub wide: Option<bool>,
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// The terminal says that it has all colours.
    pub truecolor: bool,
}

impl Wishes {
    /// The look that fits a terminal which told this.
    pub fn look(&self, told: Told) -> Look {
        let surroundings =
            Surroundings { no_color: self.no_color, truecolor: self.truecolor, ground: told.ground };
        let wide = self.wide.or(told.wide).unwrap_or_default();
        Look {
            language: self.language,
            theme: Theme::choose(self.theme.as_deref(), surroundings),
            glyphs: if wide { Glyphs::wide_safe() } else { Glyphs::narrow() },
        }
    }
}

/// Language, theme and signs.
#[derive(Debug, Clone)]
pub struct Look {
    /// The language.
    pub language: Language,
    /// Colours and weights.
    pub theme: Theme,
    /// Signs.
    pub glyphs: Glyphs,
}

impl Look {
    /// The words of the screen.
    pub(super) fn words(&self) -> &'static ScreenWords {
        screen::words(self.language)
    }

    /// The words of the domain.
    pub(super) fn domain(&self) -> &'static DomainWords {
        domain::words(self.language)
    }

    /// The words of the commands.
    pub(super) fn commands(&self) -> &'static CommandWords {
        commands::SECTION.of(self.language)
    }

    /// The sentences.
    pub(super) fn speech(&self, workbench: &Workbench) -> Speech {
        let year = workbench.today().year();
        Speech::new(self.language, workbench.is_filing_over(), year).floating(workbench.overlay.is_some())
    }

    /// The badge of a light.
    pub(super) fn badge(&self, light: Light, filing_over: bool) -> (&'static str, Style) {
        (self.domain().light_short(light, filing_over), self.theme.badge(light))
    }

    /// A text in the colour of a light.
    pub(super) fn light(&self, light: Light) -> Style {
        self.theme.light(light)
    }

    /// A day in a list: `7.10 三`, today and tomorrow by word.
    pub(super) fn short_day(&self, day: NaiveDate, today: NaiveDate) -> String {
        let words = self.words();
        match (day - today).num_days() {
            0 => words.today.clone(),
            1 => words.tomorrow.clone(),
            _ if day.year() != today.year() => {
                format!("{}.{}.{}", day.year() % 100, day.month(), day.day())
            }
            _ => format!("{}.{} {}", day.month(), day.day(), self.domain().weekday(day)),
        }
    }
}
