//! What of a rejected value may be shown.

use super::columns::{Column, Kind};

/// Digits in a row, from here on, that may be somebody's number.
const LONG: usize = 15;
/// Digits of a long number that stay at its beginning.
const HEAD: usize = 6;
/// Digits of a long number that stay at its end.
const TAIL: usize = 4;
/// Longest value that is shown, in characters.
const SHOWN_CHARS: usize = 80;

const MONTHS: &[&str] = &[
    "jan",
    "januari",
    "feb",
    "februari",
    "peb",
    "pebruari",
    "mar",
    "maret",
    "apr",
    "april",
    "mei",
    "jun",
    "juni",
    "jul",
    "juli",
    "agu",
    "ags",
    "agt",
    "agust",
    "agustus",
    "sep",
    "sept",
    "september",
    "okt",
    "oktober",
    "nov",
    "nopember",
    "november",
    "des",
    "desember",
];

/// A rejected value as the report may show it.
pub(super) fn value(kind: Kind, column: Column, text: &str) -> String {
    let short: String = text
        .chars()
        .take(SHOWN_CHARS)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let of_persons = matches!(kind, Kind::Roster | Kind::Participants);
    let masked = match column {
        Column::Nik => identifier(&short),
        // A wage is nobody's business but the row's; its shape is enough to find the mistake.
        Column::Upah if of_persons => short.replace(|c: char| c.is_ascii_digit(), "*"),
        _ => digits(&short),
    };
    if of_persons { letters(&masked) } else { masked }
}

/// Long numbers anywhere in a text, their groups' separators included, shown as first 6 and last 4.
pub(super) fn digits(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut shown = chars.clone();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let (places, end) = run(&chars, at);
        if places.len() >= LONG {
            for &place in &places[HEAD..places.len() - TAIL] {
                shown[place] = '*';
            }
        }
        at = end;
    }
    shown.into_iter().collect()
}

/// Places of the digits of a number whose groups are parted by single separators, and its end.
fn run(chars: &[char], start: usize) -> (Vec<usize>, usize) {
    let mut places = Vec::new();
    let mut at = start;
    while at < chars.len() {
        let separates = matches!(chars[at], ' ' | '.' | '-' | '\u{a0}' | '\'' | '/')
            && chars.get(at + 1).is_some_and(char::is_ascii_digit);
        if chars[at].is_ascii_digit() {
            places.push(at);
        } else if !separates {
            break;
        }
        at += 1;
    }
    (places, at)
}

/// A personal number of any length: long ones as above, of shorter ones only the beginning.
fn identifier(text: &str) -> String {
    let count = text.chars().count();
    if count >= LONG {
        let tail = count - TAIL;
        let star = |(at, c)| if (HEAD..tail).contains(&at) { '*' } else { c };
        return text.chars().enumerate().map(star).collect();
    }
    let head = (count / 3).min(TAIL);
    text.chars()
        .enumerate()
        .map(|(at, c)| if at < head { c } else { '*' })
        .collect()
}

/// Letters as stars, except in names of months: a shifted column may hold a worker's name.
fn letters(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars() {
        if c.is_alphabetic() {
            word.push(c);
        } else {
            finish(&mut shown, &mut word);
            shown.push(c);
        }
    }
    finish(&mut shown, &mut word);
    shown
}

fn finish(shown: &mut String, word: &mut String) {
    if MONTHS.contains(&word.to_lowercase().as_str()) {
        shown.push_str(word);
    } else {
        shown.extend(word.chars().map(|_| '*'));
    }
    word.clear();
}
