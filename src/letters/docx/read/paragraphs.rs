//! The document's paragraphs in their order, with what each is.

use std::{collections::BTreeSet, rc::Rc};

use roxmltree::{Document, Node};

use super::{
    DocxFault, DocxNote, MOST_DEPTH, child, name,
    runs::Words,
    styles::{Level, Role, Styles},
    value,
};
use crate::{domain::letter::SetSpan, letters::docx::body};

/// A part that a bookmark of ours begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Body,
    Signature,
    Copies,
    Annex,
}

/// Where a paragraph stands in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Row of the document, counted through all tables.
    pub row: usize,
    pub column: usize,
    /// What stands in the row's first cell.
    pub title: Rc<str>,
}

/// A paragraph.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    pub role: Option<Role>,
    pub mark: Option<Mark>,
    pub level: Option<Level>,
    pub spans: Vec<SetSpan>,
    pub cell: Option<Cell>,
    /// What was left out of it.
    pub notes: BTreeSet<DocxNote>,
}

/// All of them, and what has to be said of the file as a whole.
pub(super) fn of(
    document: &Document,
    styles: &Styles,
) -> Result<(Vec<Paragraph>, BTreeSet<DocxNote>), DocxFault> {
    let body = child(&document.root_element(), "body").ok_or(DocxFault::Damaged)?;
    let mut walk = Walk {
        styles,
        found: Vec::new(),
        notes: BTreeSet::new(),
        mark: None,
        cell: None,
        rows: 0,
        joined: None,
    };
    walk.blocks(&body, 0)?;
    if let Some(rest) = walk.joined.take() {
        walk.found.push(rest);
    }
    Ok((walk.found, walk.notes))
}

struct Walk<'a> {
    styles: &'a Styles,
    found: Vec<Paragraph>,
    notes: BTreeSet<DocxNote>,
    /// A bookmark that stood between paragraphs.
    mark: Option<Mark>,
    cell: Option<Cell>,
    rows: usize,
    /// A paragraph whose end was deleted: the next one goes on with it.
    joined: Option<Paragraph>,
}

impl Walk<'_> {
    fn blocks(&mut self, node: &Node, depth: usize) -> Result<(), DocxFault> {
        if depth > MOST_DEPTH {
            return Err(DocxFault::Damaged);
        }
        for child in node.children().filter(Node::is_element) {
            match name(&child) {
                "p" => self.paragraph(&child, depth)?,
                "tbl" => self.table(&child, depth)?,
                "ins" | "moveTo" => {
                    self.notes.insert(DocxNote::Tracked);
                    self.blocks(&child, depth + 1)?;
                }
                "del" | "moveFrom" => {
                    self.notes.insert(DocxNote::Tracked);
                }
                "sdt" | "sdtContent" | "customXml" | "smartTag" | "AlternateContent" | "Choice" => {
                    self.blocks(&child, depth + 1)?;
                }
                "bookmarkStart" => self.mark = mark_of(&child).or(self.mark),
                "altChunk" => {
                    self.notes.insert(DocxNote::Objects);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, node: &Node, depth: usize) -> Result<(), DocxFault> {
        let form = child(node, "pPr");
        let style = form.and_then(|form| child(&form, "pStyle"));
        let style = style.and_then(|style| value(&style));
        let mut words = Words::new(self.styles);
        words.read(node, depth)?;
        let mark = words.mark.or(self.mark.take());
        let level = form.and_then(|form| self.styles.level(&form, style));
        let by_style = || {
            let nothing = node.document().root();
            style.and_then(|style| self.styles.level(&nothing, Some(style)))
        };
        let mut paragraph = Paragraph {
            role: style.and_then(|style| self.styles.role(style)),
            mark,
            level: if form.is_some() { level } else { by_style() },
            spans: words.spans,
            cell: self.cell.clone(),
            notes: words.notes,
        };
        if let Some(mut before) = self.joined.take() {
            before.spans.append(&mut paragraph.spans);
            before.notes.append(&mut paragraph.notes);
            before.mark = before.mark.or(paragraph.mark);
            paragraph = before;
        }
        let end = form.and_then(|form| child(&form, "rPr"));
        if end.is_some_and(|end| child(&end, "del").is_some()) {
            self.notes.insert(DocxNote::Tracked);
            self.joined = Some(paragraph);
        } else {
            self.found.push(paragraph);
        }
        Ok(())
    }

    fn table(&mut self, node: &Node, depth: usize) -> Result<(), DocxFault> {
        if depth > MOST_DEPTH {
            return Err(DocxFault::Damaged);
        }
        for row in within(node, "tr") {
            let form = child(&row, "trPr");
            if form.is_some_and(|form| child(&form, "del").is_some()) {
                self.notes.insert(DocxNote::Tracked);
                continue;
            }
            let outer = self.cell.clone();
            self.rows += 1;
            let at = self.rows;
            let mut title: Rc<str> = Rc::from("");
            for (column, cell) in within(&row, "tc").into_iter().enumerate() {
                let place = Cell {
                    row: at,
                    column,
                    title: title.clone(),
                };
                // A table in a cell belongs to that cell's row.
                self.cell = Some(outer.clone().unwrap_or(place));
                let before = self.found.len();
                self.blocks(&cell, depth + 1)?;
                if column == 0 {
                    let words = self.found[before..].iter().flat_map(|one| &one.spans);
                    let words: String = words.map(|span| span.text.as_str()).collect();
                    title = Rc::from(words.trim().trim_end_matches(':').trim_end());
                }
            }
            self.cell = outer;
        }
        Ok(())
    }
}

/// Rows of a table or cells of a row, those in content controls and marked as new among them.
fn within<'a, 'i>(node: &Node<'a, 'i>, wanted: &str) -> Vec<Node<'a, 'i>> {
    let mut found = Vec::new();
    let mut open: Vec<Node> = node.children().filter(Node::is_element).collect();
    open.reverse();
    while let Some(next) = open.pop() {
        if name(&next) == wanted {
            found.push(next);
        } else if matches!(name(&next), "sdt" | "sdtContent" | "ins" | "customXml") {
            let mut more: Vec<Node> = next.children().filter(Node::is_element).collect();
            more.reverse();
            open.append(&mut more);
        }
    }
    found
}

/// A bookmark of ours.
pub(super) fn mark_of(node: &Node) -> Option<Mark> {
    match super::attribute(node, "name")? {
        body::BODY_MARK => Some(Mark::Body),
        body::SIGNATURE_MARK => Some(Mark::Signature),
        body::COPIES_MARK => Some(Mark::Copies),
        body::ANNEX_MARK => Some(Mark::Annex),
        _ => None,
    }
}
