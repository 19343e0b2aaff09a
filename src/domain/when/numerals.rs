//! Numbers in figures and in Chinese: 10, 十, 二十一, 廿五, 卅, 二〇二四, 两.

/// A number as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub value: u32,
    /// How many characters it takes: 二〇二四 and 2024 have four, which makes them years.
    pub width: usize,
    pub arabic: bool,
}

/// Eight figures are a date written together (20240710); more are a telephone number.
const LONGEST: usize = 8;

/// The number at the head of these characters. None where none stands, or one too long or ill-formed.
pub(super) fn number(chars: &[char]) -> Option<Number> {
    if chars.first()?.is_ascii_digit() {
        let width = chars.iter().take(LONGEST + 1).take_while(|char| char.is_ascii_digit()).count();
        return positional(chars.get(..width)?).map(|value| Number { value, width, arabic: true });
    }
    let width = chinese_width(chars);
    let run = chars.get(..width)?;
    let value = if run.iter().any(|char| matches!(char, '十' | '拾' | '廿' | '卅' | '百' | '佰')) {
        structured(run)
    } else {
        positional(run)
    };
    value.map(|value| Number { value, width, arabic: false })
}

/// Whether a number may begin or go on with this character.
pub(super) fn is_numeral(char: char) -> bool {
    char.is_ascii_digit() || is_chinese(char)
}

fn is_chinese(char: char) -> bool {
    digit(char).is_some_and(|_| !char.is_ascii()) || matches!(char, '十' | '拾' | '廿' | '卅' | '百' | '佰')
}

/// 二O二四, with a letter for the zero, is common; the letter counts only between two numerals.
fn chinese_width(chars: &[char]) -> usize {
    let mut width = 0;
    while width <= LONGEST {
        let Some(&char) = chars.get(width) else { break };
        let next = || chars.get(width + 1).copied().is_some_and(is_chinese);
        let zero = matches!(char, 'O' | 'o' | '0') && width > 0 && next();
        if !is_chinese(char) && !zero {
            break;
        }
        width += 1;
    }
    width
}

fn positional(run: &[char]) -> Option<u32> {
    if run.is_empty() || run.len() > LONGEST {
        return None;
    }
    run.iter().try_fold(0_u32, |value, char| Some(value * 10 + digit(*char)?))
}

/// `(digit? 百)? 零? (digit? 十 | 廿 | 卅)? digit?`, all of it or nothing.
fn structured(run: &[char]) -> Option<u32> {
    let mut rest = run;
    let mut value = 0;
    if let Some((hundreds, after)) = scaled(rest, &['百', '佰']) {
        value += hundreds * 100;
        rest = after;
        if let [zero, after @ ..] = rest
            && digit(*zero) == Some(0)
        {
            rest = after;
        }
    }
    if let Some((tens, after)) = scaled(rest, &['十', '拾']) {
        value += tens * 10;
        rest = after;
    } else if let [twenty_or_thirty @ ('廿' | '卅'), after @ ..] = rest {
        value += if *twenty_or_thirty == '廿' { 20 } else { 30 };
        rest = after;
    }
    match rest {
        [] => Some(value),
        [ones] => digit(*ones).filter(|ones| *ones > 0).map(|ones| value + ones),
        _ => None,
    }
}

fn scaled<'a>(run: &'a [char], scale: &[char]) -> Option<(u32, &'a [char])> {
    match run {
        [first, after @ ..] if scale.contains(first) => Some((1, after)),
        [first, second, after @ ..] if scale.contains(second) => {
            digit(*first).filter(|digit| *digit > 0).map(|digit| (digit, after))
        }
        _ => None,
    }
}

fn digit(char: char) -> Option<u32> {
    Some(match char {
        '〇' | '零' | 'O' | 'o' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        other => return other.to_digit(10),
    })
}
