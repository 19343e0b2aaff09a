//! Slips in the settings: what stands in `config.yaml` and means nothing. Only this room knows the themes.

use std::path::Path;

use super::theme::Theme;
use crate::store::config::{Config, GROUPS, SETTINGS, setting_line};
use crate::store::fault::{Fault, FaultKind};
use crate::words::Language;

/// Keys that are no settings, a theme and a language that are none, each with its line.
pub fn slips(config: &Config, text: &str, path: &Path) -> Vec<Fault> {
    let fault = |setting: &str, kind| Fault {
        path: path.to_owned(),
        line: setting_line(text, setting),
        kind,
        part: None,
    };
    let mut found: Vec<Fault> = Config::strangers(text)
        .into_iter()
        .map(|name| {
            let known = [&SETTINGS[..], &GROUPS[1..]].concat().join(" ");
            fault(&name, FaultKind::UnknownSetting { name: name.clone(), known })
        })
        .collect();
    if let Some(name) = config.theme.as_deref().filter(|name| !Theme::is_choice(name)) {
        let known = Theme::choices().collect::<Vec<_>>().join(" ");
        found.push(fault("theme", FaultKind::UnknownTheme { name: name.to_owned(), known }));
    }
    if let Some(value) = config.language.as_deref().filter(|word| word.parse::<Language>().is_err()) {
        found.push(fault("language", FaultKind::UnknownLanguage(value.to_owned())));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_slip_has_its_line_and_its_mend_and_good_settings_none() {
        let path = Path::new("/data/config.yaml");
        let read = |text: &str| slips(&serde_yaml::from_str(text).unwrap(), text, path);
        let found = read("# mine\nby: a\nthme: dark\ntheme: neon\nlanguage: klingon\nreport: {hours: 3}\n");
        let lines: Vec<_> = found.iter().map(|one| (one.kind.key(), one.line)).collect();
        assert_eq!(
            lines,
            [
                ("unknown_setting", Some(3)),
                ("unknown_setting", Some(6)),
                ("unknown_theme", Some(4)),
                ("unknown_language", Some(5)),
            ]
        );
        for language in [Language::Chinese, Language::English] {
            for one in &found {
                let sentence = crate::words::fault::fault(one, language).to_string();
                assert!(sentence.starts_with("/data/config.yaml") && !sentence.contains('{'), "{sentence}");
            }
        }
        let theme = crate::words::fault::fault(&found[2], Language::Chinese);
        assert!(theme.mend.contains("auto dark light contrast sixteen sixteen_light ink"), "{}", theme.mend);
        assert!(
            read("by: a\ntheme: 夜读\nlanguage: en\nfilters: {a: b}\nkeys: {any: {X: undo}}\n").is_empty()
        );
    }
}
