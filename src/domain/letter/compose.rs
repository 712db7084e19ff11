//! Filling a text with values.

use super::{
    GAP, Placeholder, SetBlock, SetItem, SetSpan, Values,
    markup::{Block, Line},
    span::Piece,
};

/// A filled text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Composed<T> {
    /// With a gap wherever a value is not known.
    pub set: T,
    /// Values that it asks for and that are not known, in the order of the text, each once; those
    /// that are known only when the letter is numbered are not among them.
    pub missing: Vec<Placeholder>,
}

/// Fills a text.
#[must_use]
pub fn compose(blocks: &[Block], values: &Values) -> Composed<Vec<SetBlock>> {
    let mut filling = Filling {
        values,
        missing: Vec::new(),
    };
    let set = blocks.iter().filter_map(|block| filling.block(block));
    let set = set.collect();
    Composed {
        set,
        missing: filling.missing,
    }
}

/// Fills one line; `None` where it depends on a value that is not known.
#[must_use]
pub fn compose_line(line: &Line, values: &Values) -> Composed<Option<Vec<SetSpan>>> {
    let mut filling = Filling {
        values,
        missing: Vec::new(),
    };
    let set = filling.line(line);
    Composed {
        set,
        missing: filling.missing,
    }
}

struct Filling<'a> {
    values: &'a Values,
    missing: Vec<Placeholder>,
}

impl Filling<'_> {
    fn block(&mut self, block: &Block) -> Option<SetBlock> {
        match block {
            Block::Heading(line) => self.line(line).map(|spans| SetBlock::Heading { spans }),
            Block::Finding(line) => self.line(line).map(|spans| SetBlock::Finding { spans }),
            Block::Paragraph(line) => match self.list_value(line) {
                Some(items) => Some(SetBlock::List { items }),
                None => self.line(line).map(|spans| SetBlock::Paragraph { spans }),
            },
            Block::List(items) => {
                let mut set = Vec::with_capacity(items.len());
                for item in items {
                    let Some(spans) = self.line(&item.line) else {
                        continue;
                    };
                    let under = item.under.iter().filter_map(|line| self.line(line));
                    let under = under.collect();
                    set.push(SetItem { spans, under });
                }
                (!set.is_empty()).then_some(SetBlock::List { items: set })
            }
        }
    }

    /// The laws alone in a paragraph are a list.
    fn list_value(&self, line: &Line) -> Option<Vec<SetItem>> {
        let [span] = line.spans.as_slice() else {
            return None;
        };
        if span.piece != Piece::Value(Placeholder::LegalList) {
            return None;
        }
        let lines: Vec<&str> = self.values.get(Placeholder::LegalList)?.lines().collect();
        let last = lines.len();
        let item = |(at, line): (usize, &&str)| {
            let words = line.trim().trim_end_matches([';', '.']);
            let end = if at + 1 == last { "." } else { ";" };
            let span = SetSpan {
                text: format!("{words}{end}"),
                bold: false,
            };
            SetItem {
                spans: vec![span],
                under: Vec::new(),
            }
        };
        Some(lines.iter().enumerate().map(item).collect())
    }

    fn line(&mut self, line: &Line) -> Option<Vec<SetSpan>> {
        if let Some(needed) = line.only_with
            && self.values.get(needed).is_none()
        {
            return None;
        }
        let mut set: Vec<SetSpan> = Vec::with_capacity(line.spans.len());
        for span in &line.spans {
            let text = match &span.piece {
                Piece::Words(words) => words.clone(),
                Piece::Value(what) => self.value(*what),
            };
            match set.last_mut() {
                Some(last) if last.bold == span.is_bold => last.text.push_str(&text),
                _ => set.push(SetSpan {
                    text,
                    bold: span.is_bold,
                }),
            }
        }
        Some(set)
    }

    fn value(&mut self, what: Placeholder) -> String {
        if let Some(value) = self.values.get(what) {
            // A line break in a value is a blank: it must not begin a line of its own.
            return value.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if !what.is_late() && !self.missing.contains(&what) {
            self.missing.push(what);
        }
        GAP.to_owned()
    }
}
