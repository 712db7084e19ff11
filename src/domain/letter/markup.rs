//! The little markup of a letter's text.
//!
//! ```text
//! # Latar Belakang            a heading (A., B., … in a circular)
//! Kata biasa, **tebal**.      a paragraph, until an empty line
//! > {{uraian_kasus}}          a finding, set apart
//! 1. pertama                  a numbered list; numbers run from 1
//!    a. rincian               letters under an item
//! 2. [?nomor_mou] bila ada    left out where the value is not known
//! \* \{ \# \> 1\. \\          the character itself
//! ```
//!
//! A value that fills a placeholder is never read as markup: it is printed as it is.

use super::{Placeholder, span::read_spans};
use crate::letter::span::Span;

/// A line of text that may depend on a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Left out where this is not known.
    pub only_with: Option<Placeholder>,
    /// Its words.
    pub spans: Vec<Span>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its words.
    pub line: Line,
    /// The lettered items under it.
    pub under: Vec<Line>,
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// `# …`
    Heading(Line),
    /// Words up to an empty line.
    Paragraph(Line),
    /// `> …`: what the data say.
    Finding(Line),
    /// `1. …`
    List(Vec<Item>),
}

/// Why a text can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkupFault {
    /// `**` or `{{` without its end.
    Open(&'static str),
    /// No such value.
    Unknown(String),
    /// A number or letter that does not follow the one before; this one would.
    Order(String),
    /// A lettered item that stands under no numbered one.
    Loose,
    /// Nothing behind the mark.
    Empty,
    /// A character that no letter can show.
    Control,
}

/// Where a text can't be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenMarkup {
    /// Line of the text, from 1.
    pub line: usize,
    /// Character of that line, from 1.
    pub column: usize,
    /// What is wrong there.
    pub fault: MarkupFault,
}

/// What a line begins with.
enum Mark {
    Empty,
    Heading,
    Finding,
    Number(u32),
    Letter(char),
    Words,
}

/// Reads a text.
///
/// # Errors
/// The first place that can't be read.
pub fn read(text: &str) -> Result<Vec<Block>, BrokenMarkup> {
    let mut reader = Reader::default();
    for (at, line) in text.lines().enumerate() {
        reader.take(at + 1, line)?;
    }
    reader.end_words()?;
    Ok(reader.blocks)
}

/// Reads one line without blocks: a subject, a line of an address.
///
/// # Errors
/// The first place that can't be read.
pub fn read_line(text: &str) -> Result<Line, BrokenMarkup> {
    line_of(1, 1, text.trim())
}

/// Text that reads back as itself, whatever characters it holds.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '*' | '{' | '}' | '[') {
            plain.push('\\');
        }
        plain.push(character);
    }
    // Marks count at the beginning of a line only.
    let begins = plain.trim_start();
    let indent = plain.len() - begins.len();
    let at = match mark_of(begins).0 {
        Mark::Heading | Mark::Finding => Some(indent),
        Mark::Number(_) | Mark::Letter(_) => begins.find('.').map(|at| indent + at),
        Mark::Empty | Mark::Words => None,
    };
    if let Some(at) = at {
        plain.insert(at, '\\');
    }
    plain
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// Words that go on, with the line and column where they began and what they continue.
    words: Option<(usize, usize, String, Open)>,
}

/// What the words in hand will become.
#[derive(Clone, Copy)]
enum Open {
    Heading,
    Paragraph,
    Finding,
    Item,
    Under,
}

impl Reader {
    fn take(&mut self, no: usize, line: &str) -> Result<(), BrokenMarkup> {
        let begins = line.trim_start();
        let column = line.chars().count() - begins.chars().count() + 1;
        let (mark, behind) = mark_of(begins);
        let after = begins[behind..].trim_start();
        let at = column + begins.chars().count() - after.chars().count();
        let words = after.trim_end();
        let broken = |fault| BrokenMarkup {
            line: no,
            column,
            fault,
        };
        if !matches!(mark, Mark::Empty | Mark::Words) && words.is_empty() {
            return Err(broken(MarkupFault::Empty));
        }
        let open = match mark {
            Mark::Empty => {
                self.end_words()?;
                return Ok(());
            }
            Mark::Words => {
                if let Some((_, _, open, _)) = &mut self.words {
                    open.push(' ');
                    open.push_str(words);
                    return Ok(());
                }
                Open::Paragraph
            }
            Mark::Heading => Open::Heading,
            Mark::Finding => Open::Finding,
            Mark::Number(number) => {
                self.end_words()?;
                let due = self.next_number();
                if number != due {
                    return Err(broken(MarkupFault::Order(format!("{due}."))));
                }
                Open::Item
            }
            Mark::Letter(letter) => {
                self.end_words()?;
                let Some(due) = self.next_letter() else {
                    return Err(broken(MarkupFault::Loose));
                };
                if letter != due {
                    return Err(broken(MarkupFault::Order(format!("{due}."))));
                }
                Open::Under
            }
        };
        self.end_words()?;
        self.words = Some((no, at, words.to_owned(), open));
        if matches!(open, Open::Heading) {
            // A heading is one line.
            self.end_words()?;
        }
        Ok(())
    }

    /// The number that an item has to have here. A list goes on over empty lines.
    fn next_number(&self) -> u32 {
        match self.blocks.last() {
            Some(Block::List(items)) => u32::try_from(items.len()).unwrap_or(u32::MAX) + 1,
            _ => 1,
        }
    }

    fn next_letter(&self) -> Option<char> {
        let Some(Block::List(items)) = self.blocks.last() else {
            return None;
        };
        let under = items.last()?.under.len();
        char::from_u32('a' as u32 + u32::try_from(under).ok()?).filter(char::is_ascii_lowercase)
    }

    fn end_words(&mut self) -> Result<(), BrokenMarkup> {
        let Some((no, at, words, open)) = self.words.take() else {
            return Ok(());
        };
        let line = line_of(no, at, &words)?;
        match open {
            Open::Heading => self.blocks.push(Block::Heading(line)),
            Open::Paragraph => self.blocks.push(Block::Paragraph(line)),
            Open::Finding => self.blocks.push(Block::Finding(line)),
            Open::Item => {
                let under = Vec::new();
                let item = Item { line, under };
                match self.blocks.last_mut() {
                    Some(Block::List(items)) => items.push(item),
                    _ => self.blocks.push(Block::List(vec![item])),
                }
            }
            Open::Under => {
                if let Some(Block::List(items)) = self.blocks.last_mut()
                    && let Some(item) = items.last_mut()
                {
                    item.under.push(line);
                }
            }
        }
        Ok(())
    }
}

fn line_of(no: usize, at: usize, words: &str) -> Result<Line, BrokenMarkup> {
    let broken = |(column, fault)| BrokenMarkup {
        line: no,
        column: at + column,
        fault,
    };
    let (only_with, words, skipped) = match words.strip_prefix("[?") {
        None => (None, words, 0),
        Some(rest) => {
            let Some((name, words)) = rest.split_once(']') else {
                return Err(broken((0, MarkupFault::Open("[?"))));
            };
            let Some(found) = Placeholder::from_code(name.trim()) else {
                return Err(broken((2, MarkupFault::Unknown(name.to_owned()))));
            };
            let skipped = name.chars().count() + 3;
            (Some(found), words.trim_start(), skipped)
        }
    };
    let spans = read_spans(words).map_err(|(column, fault)| broken((column + skipped, fault)))?;
    Ok(Line { only_with, spans })
}

/// What a line without indent begins with, and where its words begin.
fn mark_of(line: &str) -> (Mark, usize) {
    if line.trim().is_empty() {
        return (Mark::Empty, 0);
    }
    for (mark, kind) in [("#", Mark::Heading), (">", Mark::Finding)] {
        if let Some(rest) = line.strip_prefix(mark)
            && (rest.is_empty() || rest.starts_with(' '))
        {
            return (kind, mark.len());
        }
    }
    let Some((head, rest)) = line.split_once('.') else {
        return (Mark::Words, 0);
    };
    let parted = rest.is_empty() || rest.starts_with(' ');
    let digits = head.len() <= 3 && head.bytes().all(|b| b.is_ascii_digit());
    if parted
        && digits
        && let Ok(number) = head.parse()
    {
        return (Mark::Number(number), head.len() + 1);
    }
    let mut letters = head.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if parted && letter.is_ascii_lowercase() => {
            (Mark::Letter(letter), head.len() + 1)
        }
        _ => (Mark::Words, 0),
    }
}
