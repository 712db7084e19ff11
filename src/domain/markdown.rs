//! The little of Markdown that an instruction needs: headings, paragraphs, lists, bold.
//!
//! The result holds texts and never markup: whoever shows it escapes every one of them. What is
//! not understood, HTML above all, stays the text that was typed.

use serde::Serialize;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// As typed.
    pub text: String,
    /// Between two pairs of stars.
    pub bold: bool,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Block {
    /// A line that begins with `#`.
    Heading {
        /// Its words.
        spans: Vec<Span>,
    },
    /// Lines up to an empty one.
    Paragraph {
        /// Its words.
        spans: Vec<Span>,
    },
    /// Lines that begin with `-` or `*`, or with `1.` where it is ordered.
    List {
        /// Numbered.
        ordered: bool,
        /// The number it begins with.
        start: u32,
        /// Its items.
        items: Vec<Vec<Span>>,
    },
}

/// What a line is the beginning of.
enum Line<'a> {
    Empty,
    Heading(&'a str),
    Item(Option<u32>, &'a str),
    Words(&'a str),
}

/// Reads a text.
///
/// ```
/// use patuh_domain::markdown::{Block, blocks};
///
/// let read = blocks("Setiap **pekerja** terdaftar.\n\n1. satu\n2. dua\n\n<b>tetap teks</b>");
/// assert_eq!(read.len(), 3);
/// let Block::Paragraph { spans } = &read[2] else { panic!() };
/// assert_eq!(spans[0].text, "<b>tetap teks</b>");
/// ```
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut words = String::new();
    for line in text.lines().chain([""]) {
        let line = line_of(line);
        if !matches!(line, Line::Words(_)) && !words.is_empty() {
            close(&mut blocks, &words);
            words.clear();
        }
        match line {
            Line::Empty => blocks.push(Block::Paragraph { spans: Vec::new() }),
            Line::Heading(title) => blocks.push(Block::Heading {
                spans: spans(title),
            }),
            Line::Item(number, item) => {
                let ordered = number.is_some();
                match blocks.last_mut() {
                    Some(Block::List {
                        ordered: same,
                        items,
                        ..
                    }) if *same == ordered => items.push(spans(item)),
                    _ => blocks.push(Block::List {
                        ordered,
                        start: number.unwrap_or(1),
                        items: vec![spans(item)],
                    }),
                }
            }
            Line::Words(more) => {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.push_str(more);
            }
        }
    }
    // Empty lines only part what stands around them.
    blocks.retain(|block| !matches!(block, Block::Paragraph { spans } if spans.is_empty()));
    blocks
}

fn close(blocks: &mut Vec<Block>, words: &str) {
    match blocks.last_mut() {
        // A line that goes on under an item belongs to it.
        Some(Block::List { items, .. }) => {
            if let Some(item) = items.last_mut() {
                item.extend(spans(&format!(" {words}")));
            }
        }
        _ => blocks.push(Block::Paragraph {
            spans: spans(words),
        }),
    }
}

fn line_of(line: &str) -> Line<'_> {
    let line = line.trim();
    if line.is_empty() {
        return Line::Empty;
    }
    let title = line.trim_start_matches('#');
    if title.len() < line.len() && title.starts_with(' ') {
        return Line::Heading(title.trim());
    }
    if let Some(item) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Line::Item(None, item.trim());
    }
    let numbered = line.split_once(". ").and_then(|(number, item)| {
        let digits = number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
        Some((number.parse().ok().filter(|_| digits)?, item))
    });
    match numbered {
        Some((number, item)) => Line::Item(Some(number), item.trim()),
        None => Line::Words(line),
    }
}

/// Splits at pairs of stars; a pair without its fellow is text.
fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut add = |text: &str, bold| {
        if !text.is_empty() {
            let text = text.to_owned();
            spans.push(Span { text, bold });
        }
    };
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("**") {
        let Some((bold, after)) = behind.split_once("**").filter(|(b, _)| !b.is_empty()) else {
            break;
        };
        add(before, false);
        add(bold, true);
        rest = after;
    }
    add(rest, false);
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<Span> {
        spans(text)
    }

    #[test]
    fn paragraphs_lists_headings_and_bold_are_told_apart() {
        let text = "# Tujuan\nSemua **pekerja**\nterdaftar.\n\n- satu\n- dua\n  dan lanjutannya\n\n\
            3. tiga\n4. empat\nakhir";
        let blocks = blocks(text);
        assert_eq!(blocks.len(), 4, "{blocks:?}");
        assert!(matches!(&blocks[0], Block::Heading { spans } if spans[0].text == "Tujuan"));
        let Block::Paragraph { spans } = &blocks[1] else {
            panic!("{blocks:?}");
        };
        let bold: Vec<bool> = spans.iter().map(|span| span.bold).collect();
        assert_eq!(bold, [false, true, false]);
        assert!(matches!(
            &blocks[2],
            Block::List { ordered: false, items, .. } if items.len() == 2 && items[1].len() == 2
        ));
        assert!(matches!(
            &blocks[3],
            Block::List { ordered: true, start: 3, items } if items.len() == 2
        ));
    }

    #[test]
    fn what_is_not_understood_stays_text() {
        for text in [
            "a ** b",
            "****",
            "<script>",
            "[x](javascript:1)",
            "2026. 1",
            "#tag",
        ] {
            let [Block::Paragraph { spans }] = &blocks(text)[..] else {
                // A year with a point is a number of a list only where it has up to three digits.
                panic!("{text}: {:?}", blocks(text));
            };
            assert_eq!(spans, &plain(text));
            assert_eq!(spans[0].text, text);
        }
        assert_eq!(blocks(" \n\n"), []);
    }
}
