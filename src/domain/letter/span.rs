//! Parts of a line: words, bold words, values.

use super::{MarkupFault, Placeholder};

/// Words, or a value's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// As printed.
    Words(String),
    /// `{{nama}}`
    Value(Placeholder),
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What stands there.
    pub piece: Piece,
    /// Between two pairs of stars.
    pub is_bold: bool,
}

/// Splits a line; a fault comes with the characters before it.
pub(super) fn read_spans(text: &str) -> Result<Vec<Span>, (usize, MarkupFault)> {
    let characters: Vec<char> = text.chars().collect();
    let mut spans: Vec<Span> = Vec::new();
    let mut words = String::new();
    let mut bold_since = None;
    let mut at = 0;
    let end = |spans: &mut Vec<Span>, words: &mut String, is_bold| {
        if !words.is_empty() {
            let piece = Piece::Words(std::mem::take(words));
            spans.push(Span { piece, is_bold });
        }
    };
    while at < characters.len() {
        let is_bold = bold_since.is_some();
        let next = characters.get(at + 1);
        match (characters[at], next) {
            ('\\', Some(escaped)) => {
                words.push(*escaped);
                at += 2;
            }
            ('*', Some('*')) => {
                end(&mut spans, &mut words, is_bold);
                bold_since = if is_bold { None } else { Some(at) };
                at += 2;
            }
            ('{', Some('{')) => {
                end(&mut spans, &mut words, is_bold);
                let rest: String = characters[at + 2..].iter().collect();
                let Some((name, _)) = rest.split_once("}}") else {
                    return Err((at, MarkupFault::Open("{{")));
                };
                let Some(found) = Placeholder::from_code(name.trim()) else {
                    return Err((at, MarkupFault::Unknown(name.trim().to_owned())));
                };
                let piece = Piece::Value(found);
                spans.push(Span { piece, is_bold });
                at += name.chars().count() + 4;
            }
            (character, _) if character.is_control() => return Err((at, MarkupFault::Control)),
            (character, _) => {
                words.push(character);
                at += 1;
            }
        }
    }
    if let Some(since) = bold_since {
        return Err((since, MarkupFault::Open("**")));
    }
    end(&mut spans, &mut words, false);
    Ok(spans)
}
