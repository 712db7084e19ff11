//! What goes wrong letter by letter.

use super::super::dice::Dice;

/// Letters beside each other on a keyboard.
const ROWS: [&str; 4] = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890"];

/// What a machine reads where something else stands.
const MISREAD: [(&str, &str); 26] = [
    ("o", "0"),
    ("O", "0"),
    ("0", "O"),
    ("l", "1"),
    ("I", "l"),
    ("i", "l"),
    ("1", "l"),
    ("rn", "m"),
    ("m", "rn"),
    ("B", "8"),
    ("8", "B"),
    ("S", "5"),
    ("5", "S"),
    ("g", "9"),
    ("e", "c"),
    ("c", "e"),
    ("u", "n"),
    ("n", "u"),
    ("h", "b"),
    ("G", "6"),
    ("Z", "2"),
    ("d", "cl"),
    ("M", "N"),
    ("E", "F"),
    ("U", "V"),
    ("R", "K"),
];

/// One name in two spellings.
const SPELLINGS: [(&str, &str); 20] = [
    ("u", "oe"),
    ("j", "dj"),
    ("c", "tj"),
    ("y", "j"),
    ("f", "ph"),
    ("v", "f"),
    ("ks", "x"),
    ("sy", "sj"),
    ("kh", "ch"),
    ("i", "y"),
    ("z", "j"),
    ("ai", "ae"),
    ("s", "ss"),
    ("n", "nn"),
    ("k", "c"),
    ("ia", "iya"),
    ("ua", "uwa"),
    ("t", "th"),
    ("d", "dh"),
    ("l", "ll"),
];

/// Letters typed wrongly, left out, doubled or swapped: `rate` of a thousand.
pub(super) fn typed(text: &str, rate: u32, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < letters.len() {
        if letters[at].is_alphanumeric() && dice.chance(rate) {
            match dice.below(10) {
                0..3 => letters[at] = beside(letters[at], dice),
                3..6 if letters.len() > 3 => {
                    letters.remove(at);
                }
                6..8 if at + 1 < letters.len() && letters[at + 1].is_alphanumeric() => {
                    letters.swap(at, at + 1);
                    at += 1;
                }
                8 => {
                    letters.insert(at, letters[at]);
                    at += 1;
                }
                _ => {
                    let stray = beside(letters[at], dice);
                    letters.insert(at, stray);
                    at += 1;
                }
            }
        }
        at += 1;
    }
    letters.into_iter().collect()
}

/// The key beside a letter's, in its case.
fn beside(letter: char, dice: &mut Dice) -> char {
    let low = letter.to_ascii_lowercase();
    for row in ROWS {
        if let Some(at) = row.find(low) {
            let right = dice.chance(500) || at == 0;
            let near = if right && at + 1 < row.len() {
                at + 1
            } else {
                at.saturating_sub(1)
            };
            let key = char::from(row.as_bytes()[near]);
            let upper = letter.is_uppercase();
            return if upper { key.to_ascii_uppercase() } else { key };
        }
    }
    letter
}

/// Letters taken for others that look alike: `rate` of a thousand.
pub(super) fn misread(text: &str, rate: u32, dice: &mut Dice) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    'next: while let Some(letter) = rest.chars().next() {
        if dice.chance(rate * 2) {
            for (is, seems) in MISREAD {
                if rest.starts_with(is) {
                    read.push_str(seems);
                    rest = &rest[is.len()..];
                    continue 'next;
                }
            }
        }
        read.push(letter);
        rest = &rest[letter.len_utf8()..];
    }
    read
}

/// A word as another generation or another alphabet has it.
pub(super) fn respelt(word: &str, dice: &mut Dice) -> String {
    let (new, old) = dice.pick(&SPELLINGS);
    let low = word.to_lowercase();
    let other = if low.contains(old) {
        low.replacen(old, new, 1)
    } else if matches!(new, "u" | "j" | "c") {
        // Whoever writes old spelling writes all of the word in it.
        low.replace(new, old)
    } else {
        low.replacen(new, old, 1)
    };
    capital(&other)
}

/// A word that begins with a capital.
pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
