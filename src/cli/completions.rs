//! `completions SHELL`: the few lines with which a shell asks this program what may stand at the caret (see [`complete`]);
//! `completions man`: the page of the manual, made from the grammar.
//!
//! [`complete`]: super::complete

use std::io::Write;

use clap::ArgMatches;
use clap_complete::env::EnvCompleter;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::complete::{self, VARIABLE};
use super::failure::Failure;
use super::grammar::{self, COMMANDS};
use super::output::Output;
use super::refusal;
use super::texts;
use crate::words::{Language, cli, fill};

/// Prints what was asked for.
pub fn run(matches: &ArgMatches, language: Language, out: &mut Output) -> Result<(), Failure> {
    let words = cli::words(language);
    let name = texts(matches).into_iter().next().unwrap_or_default();
    let page = if name == "man" {
        manual(language)?
    } else if let Some(shell) = complete::script(&name) {
        script(shell)?
    } else {
        let words_there = grammar::named("completions").into_iter().flat_map(grammar::Grammar::first_words);
        let known: Vec<&str> = words_there.collect();
        let said = fill(&words.unknown_command, &[("word", &name), ("known", &known.join(" "))]);
        return Err(refusal::misuse(&said, "completions", language));
    };
    out.raw(&String::from_utf8_lossy(&page))
}

/// The script of a shell.
fn script(shell: &dyn EnvCompleter) -> Result<Vec<u8>, Failure> {
    let mut page = Vec::new();
    shell.write_registration(VARIABLE, "peidang", "peidang", "peidang", &mut page)?;
    if shell.name() == "zsh" {
        // Found by its name in a folder of functions, the script is run for the first question, which would get no answer.
        writeln!(page, "[[ $funcstack[1] == _peidang ]] && _clap_dynamic_completer_peidang \"$@\"")?;
    }
    Ok(page)
}

/// The page of the manual: every command with its usage, its options and its notes.
fn manual(language: Language) -> Result<Vec<u8>, Failure> {
    let words = cli::words(language);
    let man = Man::new(grammar::grammar(words))
        .title("PEIDANG")
        .manual("peidang")
        .source(concat!("peidang ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    let heads = &words.manual;
    let mut roff = Roff::new();
    // Chinese has no blanks that could be widened.
    roff.control("ad", ["l"]);
    roff.control("SH", [heads.name.as_str()]);
    roff.text([roman(format!("peidang - {}", words.about))]);
    roff.control("SH", [heads.usage.as_str()]);
    roff.text([bold("peidang"), roman(" [COMMAND] [--today DATE] [--data DIR] [--plan ID] [--lang zh|en]")]);
    roff.control("SH", [heads.commands.as_str()]);
    for one in &COMMANDS {
        let Some(help) = words.command(one.name) else { continue };
        roff.control("TP", []);
        roff.text([bold(format!("peidang {}", one.name)), roman(format!(" {}", one.usage))]);
        roff.text([roman(help.about.as_str())]);
        literal(&mut roff, &help.notes);
    }
    roff.control("SH", [heads.options.as_str()]);
    for (name, text) in words.options() {
        roff.control("TP", []);
        roff.text([bold(format!("--{name}"))]);
        roff.text([roman(fill(text, &[("formats", &"")]).trim_end_matches([' ', ':', '：']))]);
    }
    roff.control("SH", [heads.notes.as_str()]);
    literal(&mut roff, &words.notes);
    roff.to_writer(&mut page)?;
    page.flush()?;
    Ok(breakable(&String::from_utf8_lossy(&page)).into_bytes())
}

/// Marks behind which a line of Chinese may end.
const MARKS: [char; 7] = ['、', '。', '，', '；', '：', '）', '”'];

/// The page with places to break a line behind the marks of Chinese text, which has no blanks.
fn breakable(page: &str) -> String {
    let mut broken = String::with_capacity(page.len() + 1024);
    let mut literal = false;
    for line in page.lines() {
        literal = (literal || line == ".nf") && line != ".fi";
        let mut rest = line.chars().peekable();
        while let Some(c) = rest.next() {
            broken.push(c);
            let breaks = !literal && !line.starts_with('.') && MARKS.contains(&c);
            if breaks && rest.peek().is_some_and(|next| !MARKS.contains(next)) {
                broken.push_str("\\:");
            }
        }
        broken.push('\n');
    }
    broken
}

/// Lines as they are.
fn literal(roff: &mut Roff, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    roff.control("RS", []);
    roff.control("nf", []);
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff.control("RE", []);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_chinese_may_break_behind_its_marks_and_what_is_literal_stays() {
        let page = ".TP\n一，二（三），四。\n.nf\n五，六\n.fi\n七、八\n";
        assert_eq!(breakable(page), ".TP\n一，\\:二（三），\\:四。\n.nf\n五，六\n.fi\n七、\\:八\n");
        let said = String::from_utf8(manual(Language::Chinese).unwrap()).unwrap();
        assert!(said.contains("peidang \\- 配档") && !said.contains("\\\\"), "{said}");
    }
}
