//! 主题: the colours and weights of the screen, by role. Views name a role and never a colour.

mod colour;
mod palette;

use crate::domain::light::Light;
use ratatui::style::{Color, Modifier, Style};

pub use colour::{UnknownWord, contrast};
use palette::Palette;

/// The embedded themes as JSON, the default first.
const EMBEDDED: [(&str, &str); 6] = [
    ("dark", include_str!(concat!(env!("OUT_DIR"), "/dark.json"))),
    ("light", include_str!(concat!(env!("OUT_DIR"), "/light.json"))),
    ("contrast", include_str!(concat!(env!("OUT_DIR"), "/contrast.json"))),
    ("sixteen", include_str!(concat!(env!("OUT_DIR"), "/sixteen.json"))),
    ("sixteen_light", include_str!(concat!(env!("OUT_DIR"), "/sixteen_light.json"))),
    ("ink", include_str!(concat!(env!("OUT_DIR"), "/ink.json"))),
];

/// The setting that leaves the choice to the surroundings.
const AUTO: &str = "auto";

/// The page that the terminal draws on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// Light on dark.
    Dark,
    /// Dark on light.
    Light,
}

impl Ground {
    /// The kind of a colour: on a dark one white text stands out more than black.
    pub fn of([r, g, b]: [u8; 3]) -> Self {
        let colour = Color::Rgb(r, g, b);
        let against = |r, g, b| contrast(colour, Color::Rgb(r, g, b)).unwrap_or_default();
        if against(255, 255, 255) >= against(0, 0, 0) { Self::Dark } else { Self::Light }
    }
}

/// What is known of the place where the screen is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// `NO_COLOR` is set.
    pub no_color: bool,
    /// The terminal says that it has all colours.
    pub truecolor: bool,
    /// What the terminal said of its ground.
    pub ground: Option<Ground>,
}

impl Surroundings {
    /// Whether the environment says that the terminal has all colours.
    pub fn is_truecolor(variable: impl Fn(&str) -> Option<String>) -> bool {
        variable("COLORTERM").is_some_and(|value| value == "truecolor" || value == "24bit")
    }

    /// Whether the terminal's ground has a say.
    pub fn asks_ground(self) -> bool {
        !self.no_color
    }

    fn fitting(self) -> &'static str {
        match self {
            Self { no_color: true, .. } => "ink",
            Self { truecolor: false, ground: Some(Ground::Light), .. } => "sixteen_light",
            Self { truecolor: false, .. } => "sixteen",
            Self { ground: Some(Ground::Light), .. } => "light",
            Self { .. } => "dark",
        }
    }
}

/// Why a theme cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum UnreadableTheme {
    /// The file is no theme.
    #[error("not a theme: {0}")]
    Yaml(#[from] serde_yaml::Error),
    /// A style has a word that is no colour and no weight.
    #[error(transparent)]
    Word(#[from] UnknownWord),
}

/// Ready styles by role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    name: String,
    title: String,
    ground: Style,
    text: Style,
    dim: Style,
    accent: Style,
    selected: Style,
    bar: [Style; 2],
    lights: [Style; 8],
    badges: [Style; 8],
}

impl Theme {
    /// The names of the embedded themes.
    pub fn names() -> impl Iterator<Item = &'static str> {
        EMBEDDED.iter().map(|(name, _)| *name)
    }

    /// An embedded theme by its name (`dark`) or its Chinese title (`夜读`).
    pub fn by_name(wanted: &str) -> Option<Self> {
        EMBEDDED
            .iter()
            .filter_map(|(_, json)| serde_json::from_str::<Palette>(json).ok()?.theme().ok())
            .find(|theme| theme.name == wanted || theme.title == wanted)
    }

    /// Reads the YAML of a theme.
    ///
    /// # Errors
    /// When it is no theme, or a style has an unknown word.
    pub fn read(yaml: &str) -> Result<Self, UnreadableTheme> {
        serde_yaml::from_str::<Palette>(yaml)?.theme()
    }

    /// What the setting `theme` may say: a theme's name, or `auto`.
    pub fn choices() -> impl Iterator<Item = &'static str> {
        std::iter::once(AUTO).chain(Self::names())
    }

    /// Whether the setting `theme` may say this.
    pub fn is_choice(word: &str) -> bool {
        word == AUTO || Self::by_name(word).is_some()
    }

    /// The theme that a user wants, else one that fits the surroundings. Where no colour is wanted there is none.
    pub fn choose(wanted: Option<&str>, surroundings: Surroundings) -> Self {
        let named = wanted.filter(|_| !surroundings.no_color).and_then(Self::by_name);
        named.unwrap_or_else(|| Self::by_name(surroundings.fitting()).unwrap_or_else(Self::plain))
    }

    /// A theme that needs no file: weights alone.
    pub fn plain() -> Self {
        let bold = Style::new().add_modifier(Modifier::BOLD);
        let reverse = Style::new().add_modifier(Modifier::REVERSED);
        Self {
            name: "plain".to_owned(),
            title: "素".to_owned(),
            ground: Style::new(),
            text: Style::new(),
            dim: Style::new(),
            accent: bold,
            selected: bold.patch(reverse),
            bar: [reverse, Style::new()],
            lights: [Style::new(); 8],
            badges: [reverse; 8],
        }
    }

    /// The name in the settings.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name on the screen.
    pub fn chinese(&self) -> &str {
        &self.title
    }

    /// The page: draw it first, over the whole area. It has a ground only if the theme paints its own.
    pub fn ground(&self) -> Style {
        self.ground
    }

    /// Plain text, without a ground.
    pub fn text(&self) -> Style {
        self.text
    }

    /// Secondary text.
    pub fn dim(&self) -> Style {
        self.dim
    }

    /// Lines between panes and around what floats.
    pub fn rule(&self) -> Style {
        self.dim
    }

    /// Where one is, as text.
    pub fn accent(&self) -> Style {
        self.accent
    }

    /// The selected line: patch it over the whole line, badges excepted.
    pub fn selected(&self) -> Style {
        self.selected
    }

    /// Headings.
    pub fn title(&self) -> Style {
        self.text.add_modifier(Modifier::BOLD)
    }

    /// A tab in the bar of views.
    pub fn tab(&self, active: bool) -> Style {
        if active { self.accent.add_modifier(Modifier::BOLD | Modifier::UNDERLINED) } else { self.text }
    }

    /// The name of a key in the footer, before the dim words.
    pub fn key(&self) -> Style {
        self.text.add_modifier(Modifier::BOLD)
    }

    /// The part of a text that a search matched.
    pub fn matched(&self) -> Style {
        self.accent.add_modifier(Modifier::UNDERLINED)
    }

    /// What is wrong: under a field, or in the line that speaks.
    pub fn wrong(&self) -> Style {
        self.light(Light::Overdue)
    }

    /// A blank cell of a bar: of the share, or of the rest.
    pub fn bar(&self, filled: bool) -> Style {
        self.bar[usize::from(!filled)]
    }

    /// A text in a light's colour.
    pub fn light(&self, role: Light) -> Style {
        self.lights[role as usize]
    }

    /// A light's badge: its character on its ground.
    pub fn badge(&self, role: Light) -> Style {
        self.badges[role as usize]
    }
}

#[cfg(test)]
mod tests;
