//! From paragraphs to the letter's parts.

use std::collections::BTreeSet;

use super::{
    CorrectedText, DocxFault, DocxNote,
    paragraphs::{Mark, Paragraph},
    styles::Role,
};
use crate::{
    domain::letter::{SetBlock, SetItem, SetSpan, escaped, plain, written},
    letters::docx::{COPIES, ENCLOSURE, IMPORTANCE, LIST_ENCLOSED, NUMBER, SUBJECT, TO},
};

/// Where the reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    Head,
    Body,
    Signature,
    Copies,
    Annex,
}

pub(super) fn letter(
    paragraphs: Vec<Paragraph>,
    notes: BTreeSet<DocxNote>,
    code: Option<String>,
) -> Result<CorrectedText, DocxFault> {
    let mut desk = Desk {
        region: Region::Head,
        letter: CorrectedText {
            code,
            ..CorrectedText::default()
        },
        blocks: Vec::new(),
        notes,
        after_about: false,
        list: None,
        row: None,
    };
    for paragraph in paragraphs {
        desk.take(paragraph);
    }
    desk.letter.body = written(&desk.blocks);
    if desk.letter.body.is_empty() {
        return Err(DocxFault::NoText);
    }
    desk.letter.notes = desk.notes.into_iter().collect();
    Ok(desk.letter)
}

struct Desk {
    region: Region,
    letter: CorrectedText,
    blocks: Vec<SetBlock>,
    notes: BTreeSet<DocxNote>,
    /// "TENTANG" was met: what a circular is about comes next.
    after_about: bool,
    /// The list that was read last.
    list: Option<String>,
    /// The row of a table in the text that was read last.
    row: Option<usize>,
}

impl Desk {
    fn take(&mut self, paragraph: Paragraph) {
        let words = words_of(&paragraph);
        self.region = self.region_of(&paragraph, &words);
        match self.region {
            Region::Head => self.head(&paragraph, &words),
            Region::Body => self.body(paragraph, &words),
            Region::Copies => self.copy(&paragraph, &words),
            Region::Signature if paragraph.role != Some(Role::Signature) => self.outside(&words),
            Region::Signature | Region::Annex => {}
        }
    }

    /// Parts follow each other: none begins again.
    fn region_of(&self, paragraph: &Paragraph, words: &str) -> Region {
        let wanted = match (paragraph.mark, paragraph.role) {
            (Some(Mark::Annex), _) | (_, Some(Role::Annex)) => Region::Annex,
            (Some(Mark::Copies), _) | (_, Some(Role::CopiesTitle | Role::Copy)) => Region::Copies,
            (Some(Mark::Signature), _) | (_, Some(Role::Signature)) => Region::Signature,
            (Some(Mark::Body), _)
            | (_, Some(Role::Heading | Role::Body | Role::Finding | Role::Item | Role::Under)) => {
                Region::Body
            }
            _ if is_copies_title(words) && self.region != Region::Head => Region::Copies,
            (_, None) if self.region == Region::Head && self.is_addressed(paragraph) => {
                Region::Body
            }
            _ => self.region,
        };
        let order = |region: Region| region as u8;
        if order(wanted) < order(self.region) {
            self.region
        } else {
            wanted
        }
    }

    /// Whether what stands above a letter's text was read, and this is not more of it.
    fn is_addressed(&self, paragraph: &Paragraph) -> bool {
        self.letter.subject.is_some()
            && self.letter.destination.is_some()
            && field_of(paragraph).is_none()
    }

    fn head(&mut self, paragraph: &Paragraph, words: &str) {
        let role = paragraph.role.or_else(|| field_of(paragraph));
        let line = escaped(words);
        match role {
            Some(Role::Importance) => add(&mut self.letter.importance, &line),
            Some(Role::Enclosure) => add(&mut self.letter.enclosure, &line),
            Some(Role::Subject) => add(&mut self.letter.subject, &line),
            Some(Role::Addressee) => self.addressee(paragraph, words),
            Some(Role::Destination) => self.destination(words),
            Some(_) => self.after_about = words == "TENTANG",
            None if words.is_empty() => {}
            // Without our styles: by the words that such a letter always has.
            None if words == "TENTANG" => self.after_about = true,
            None if self.after_about => {
                self.after_about = false;
                add(&mut self.letter.subject, &line);
            }
            None => match (words.strip_prefix(TO), words.strip_prefix("di ")) {
                (Some(to), _) => self.addressee(paragraph, to.trim_start()),
                (_, Some(_)) if self.letter.addressee.is_some() => self.destination(words),
                _ => self.outside(words),
            },
        }
        self.notes
            .extend(&paragraph.notes - &BTreeSet::from([DocxNote::Pictures]));
    }

    fn addressee(&mut self, paragraph: &Paragraph, words: &str) {
        if words.starts_with("di ") && paragraph.role.is_none() {
            return self.destination(words);
        }
        let words = if paragraph.level.is_some() {
            words.strip_suffix(';').unwrap_or(words)
        } else {
            words
        };
        let lines = self.letter.addressee.get_or_insert_default();
        if !words.trim().is_empty() {
            lines.push(escaped(words));
        }
    }

    fn destination(&mut self, words: &str) {
        let words = words.strip_suffix(LIST_ENCLOSED).unwrap_or(words);
        let words = words.strip_prefix("di ").unwrap_or(words);
        add(&mut self.letter.destination, &escaped(words));
    }

    fn body(&mut self, paragraph: Paragraph, words: &str) {
        self.notes.extend(paragraph.notes);
        if words.is_empty() {
            return;
        }
        let spans = paragraph.spans;
        if let Some(cell) = paragraph.cell {
            self.notes.insert(DocxNote::Tables);
            if self.row == Some(cell.row)
                && let Some(SetBlock::Paragraph { spans: row }) = self.blocks.last_mut()
            {
                let text = " | ".to_owned();
                row.push(SetSpan { text, bold: false });
                row.extend(spans);
            } else {
                self.blocks.push(SetBlock::Paragraph { spans });
            }
            self.row = Some(cell.row);
            return;
        }
        self.row = None;
        match (paragraph.role, paragraph.level) {
            (Some(Role::Heading), _) => self.blocks.push(SetBlock::Heading { spans }),
            (Some(Role::Finding), _) => self.blocks.push(SetBlock::Finding { spans }),
            (None, Some(level)) if level.is_heading => {
                self.blocks.push(SetBlock::Heading { spans });
            }
            (_, Some(level)) => {
                if level.is_bullet || level.depth > 1 {
                    self.notes.insert(DocxNote::Lists);
                }
                let goes_on = self.list.as_ref() == Some(&level.list);
                if goes_on && !matches!(self.blocks.last(), Some(SetBlock::List { .. })) {
                    self.notes.insert(DocxNote::Numbers);
                }
                self.list = Some(level.list);
                self.item(spans, level.depth > 0);
            }
            _ => self.blocks.push(SetBlock::Paragraph { spans }),
        }
    }

    fn item(&mut self, spans: Vec<SetSpan>, is_under: bool) {
        if let Some(SetBlock::List { items }) = self.blocks.last_mut() {
            match items.last_mut() {
                Some(item) if is_under => item.under.push(spans),
                _ => items.push(SetItem {
                    spans,
                    under: Vec::new(),
                }),
            }
            return;
        }
        let items = vec![SetItem {
            spans,
            under: Vec::new(),
        }];
        self.blocks.push(SetBlock::List { items });
    }

    fn copy(&mut self, paragraph: &Paragraph, words: &str) {
        if is_copies_title(words) || words.is_empty() {
            return;
        }
        if paragraph.role != Some(Role::Copy) && paragraph.level.is_none() {
            return self.outside(words);
        }
        let words = words.strip_suffix([';', '.']).unwrap_or(words);
        self.letter.copies.push(escaped(words));
    }

    fn outside(&mut self, words: &str) {
        if !words.is_empty() {
            self.notes.insert(DocxNote::Outside);
        }
    }
}

/// The field that a row's title names.
fn field_of(paragraph: &Paragraph) -> Option<Role> {
    let cell = paragraph.cell.as_ref()?;
    if cell.column == 0 {
        let words = words_of(paragraph);
        let title = words.trim_end_matches(':').trim_end();
        let known = [NUMBER, IMPORTANCE, ENCLOSURE, SUBJECT, TO].contains(&title);
        return (known || title.is_empty()).then_some(Role::Head);
    }
    match &*cell.title {
        NUMBER => Some(Role::Head),
        IMPORTANCE | ENCLOSURE | SUBJECT if words_of(paragraph) == ":" => Some(Role::Head),
        IMPORTANCE => Some(Role::Importance),
        ENCLOSURE => Some(Role::Enclosure),
        SUBJECT => Some(Role::Subject),
        TO => Some(Role::Addressee),
        _ => None,
    }
}

/// A paragraph's words with single blanks.
fn words_of(paragraph: &Paragraph) -> String {
    let words = plain(&paragraph.spans);
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_copies_title(words: &str) -> bool {
    words.trim_end_matches(':') == COPIES.trim_end_matches(':')
}

/// A field that was broken into paragraphs is one again.
fn add(field: &mut Option<String>, line: &str) {
    match field {
        Some(all) if !all.is_empty() && !line.is_empty() => {
            all.push(' ');
            all.push_str(line);
        }
        Some(all) if all.is_empty() => line.clone_into(all),
        Some(_) => {}
        None => *field = Some(line.to_owned()),
    }
}
