//! 主题: the colours and weights of the screen, by role. Views name a role and never a colour.

mod colour;
mod palette;

use crate::domain::light::Light;
use ratatui::style::{Modifier, Style};

pub use colour::{UnknownWord, contrast};
use palette::Palette;

/// The embedded themes, the default first.
const EMBEDDED: [(&str, &str); 4] = [
    ("dark", include_str!("../../assets/themes/dark.yaml")),
    ("light", include_str!("../../assets/themes/light.yaml")),
    ("sixteen", include_str!("../../assets/themes/sixteen.yaml")),
    ("ink", include_str!("../../assets/themes/ink.yaml")),
];

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
            .filter_map(|(_, yaml)| Self::read(yaml).ok())
            .find(|theme| theme.name == wanted || theme.title == wanted)
    }

    /// Reads the YAML of a theme.
    ///
    /// # Errors
    /// When it is no theme, or a style has an unknown word.
    pub fn read(yaml: &str) -> Result<Self, UnreadableTheme> {
        serde_yaml::from_str::<Palette>(yaml)?.theme()
    }

    /// The theme for a user who chose none: no colour where none is wanted, names of colours where the terminal
    /// knows no others.
    pub fn for_env(no_color: bool, truecolor: bool) -> Self {
        let name = match (no_color, truecolor) {
            (true, _) => "ink",
            (false, true) => "dark",
            (false, false) => "sixteen",
        };
        Self::by_name(name).unwrap_or_else(Self::plain)
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
