//! The fonts in this folder, and what they can show.

use std::sync::LazyLock;

use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::domain::letter::Typeface;

/// Those for Bookman come first.
const BOOKMAN: usize = 4;

pub(super) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    [
        include_bytes!("fonts/texgyrebonum-regular.otf").as_slice(),
        include_bytes!("fonts/texgyrebonum-italic.otf"),
        include_bytes!("fonts/texgyrebonum-bold.otf"),
        include_bytes!("fonts/texgyrebonum-bolditalic.otf"),
        include_bytes!("fonts/arimo-regular.ttf"),
        include_bytes!("fonts/arimo-bold.ttf"),
    ]
    .into_iter()
    .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
    .collect()
});
pub(super) static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Whether every font of a typeface shows that character.
pub(super) fn is_printable(face: Typeface, character: char) -> bool {
    if character.is_control() {
        return false;
    }
    let (bookman, arial) = FONTS.split_at(BOOKMAN);
    let fonts = match face {
        Typeface::Bookman => bookman,
        Typeface::Arial => arial,
    };
    let shows = |font: &Font| font.info().coverage.contains(character.into());
    // Most of what is printed; both typefaces have all of it.
    character.is_ascii() || fonts.iter().all(shows)
}

/// A text in which whatever the typeface can't show is a question mark: for names that others
/// wrote, of which one must not keep a letter to a thousand from being printed. A break or a tab
/// is a blank.
pub(super) fn legible(face: Typeface, text: &str) -> String {
    let shown = |c: char| {
        if c.is_control() && c.is_whitespace() {
            ' '
        } else if is_printable(face, c) {
            c
        } else {
            '?'
        }
    };
    text.chars().map(shown).collect()
}

/// Where a word may break that is too long for the narrowest column. The template takes these
/// characters out again.
pub(super) const MAY_BREAK: char = '\u{200b}';

/// Width in hundredths of the letters' size from which a word may break: more than any word of a
/// letter, less than the narrowest column.
const LONG: u32 = 1_300;
/// The same for a word with marks in it: a letter's number stays whole.
const LONG_MARKED: u32 = 1_500;
/// Where a number or an address is read in its parts.
const MARKS: [char; 7] = ['/', '.', '@', '-', '_', ':', '&'];
/// Width of the pieces of such a word.
const PIECE: u32 = 300;

/// The same text with places to break in each word that is too long.
pub(super) fn breakable(text: &str) -> String {
    // A byte is at most one letter, and no letter is wider than its size.
    if text.len() < (LONG / 100) as usize {
        return text.to_owned();
    }
    let mut parted = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        let most = if word.trim_end().trim_end_matches(MARKS).contains(MARKS) {
            LONG_MARKED
        } else {
            LONG
        };
        if word.chars().map(width).sum::<u32>() <= most {
            parted.push_str(word);
            continue;
        }
        // After a mark, where there is one: a number or an address is read in its parts.
        let mut piece = 0;
        for segment in word.split_inclusive(MARKS) {
            let is_long = segment.chars().map(width).sum::<u32>() > LONG;
            for (at, character) in segment.char_indices() {
                if piece > PIECE && (at == 0 || is_long) && character != ' ' {
                    parted.push(MAY_BREAK);
                    piece = 0;
                }
                parted.push(character);
                piece += width(character);
            }
        }
    }
    parted
}

/// About how wide a character is, in hundredths of its size; rather too much than too little.
fn width(character: char) -> u32 {
    match character {
        ' ' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' | 'i' | 'j' | 'l' | 'I' | '(' | ')'
        | '[' | ']' | '/' | '-' => 40,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 100,
        'f' | 'r' | 's' | 't' => 48,
        'a'..='z' | '0'..='9' => 60,
        _ => 80,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_font_lacks_is_a_question_mark_and_a_break_is_a_blank() {
        for face in [Typeface::Bookman, Typeface::Arial] {
            assert_eq!(
                legible(face, "PT 市長 مرحبا\nJaya\u{7}"),
                "PT ?? ????? Jaya?"
            );
            assert_eq!(
                legible(face, "«Café» – Rp1.000 é ñ"),
                "«Café» – Rp1.000 é ñ"
            );
        }
    }

    #[test]
    fn only_a_word_too_long_for_a_column_may_break_inside() {
        let long = "dipertanggungjawabkan kepesertaan perundang-undangan KETENAGAKERJAAN";
        assert_eq!(breakable(long), long);
        let number = "500.15.14.1/0007/Disnaker";
        assert_eq!(breakable(number), number);
        let number = breakable("500.15.14.1/0007/Disnaker/Lampiran-Kedua");
        let pieces: Vec<&str> = number.split(MAY_BREAK).collect();
        assert!(pieces.contains(&"Disnaker/"), "{pieces:?}");
        let parted = breakable(&"W".repeat(300));
        let pieces: Vec<&str> = parted.split(MAY_BREAK).collect();
        assert!(pieces.iter().all(|piece| piece.len() <= 5));
        assert_eq!(pieces.concat(), "W".repeat(300));
    }
}
