//! The words of one paragraph.

use std::collections::BTreeSet;

use roxmltree::Node;

use super::{
    DocxFault, DocxNote, MOST_DEPTH, child, is_on, name,
    paragraphs::{Mark, mark_of},
    styles::Styles,
    value,
};
use crate::domain::letter::SetSpan;

pub(super) struct Words<'a> {
    styles: &'a Styles,
    pub spans: Vec<SetSpan>,
    pub mark: Option<Mark>,
    pub notes: BTreeSet<DocxNote>,
}

impl<'a> Words<'a> {
    pub(super) const fn new(styles: &'a Styles) -> Self {
        Self {
            styles,
            spans: Vec::new(),
            mark: None,
            notes: BTreeSet::new(),
        }
    }

    /// Takes the words of a paragraph or of what stands in one.
    pub(super) fn read(&mut self, node: &Node, depth: usize) -> Result<(), DocxFault> {
        if depth > MOST_DEPTH {
            return Err(DocxFault::Damaged);
        }
        for child in node.children().filter(Node::is_element) {
            match name(&child) {
                "r" => self.run(&child),
                "ins" | "moveTo" => {
                    self.notes.insert(DocxNote::Tracked);
                    self.read(&child, depth + 1)?;
                }
                "del" | "moveFrom" => {
                    self.notes.insert(DocxNote::Tracked);
                }
                "hyperlink" | "sdt" | "sdtContent" | "fldSimple" | "smartTag" | "customXml"
                | "dir" | "bdo" => self.read(&child, depth + 1)?,
                "bookmarkStart" => self.mark = mark_of(&child).or(self.mark),
                "commentRangeStart" => {
                    self.notes.insert(DocxNote::Comments);
                }
                "oMath" | "oMathPara" => {
                    self.notes.insert(DocxNote::Objects);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn run(&mut self, node: &Node) {
        let form = child(node, "rPr");
        if let Some(form) = form {
            if is_on(&form, "vanish") == Some(true) {
                self.notes.insert(DocxNote::Hidden);
                return;
            }
            if child(&form, "del").is_some() {
                self.notes.insert(DocxNote::Tracked);
                return;
            }
        }
        let by_style = || {
            let style = form.and_then(|form| child(&form, "rStyle"));
            let style = style.and_then(|style| value(&style));
            style.is_some_and(|style| self.styles.is_bold(style))
        };
        let own = form.and_then(|form| is_on(&form, "b"));
        let bold = own.unwrap_or_else(by_style);
        let mut text = String::new();
        for child in node.children().filter(Node::is_element) {
            self.piece(&child, &mut text);
        }
        if text.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some(last) if last.bold == bold => last.text.push_str(&text),
            _ => self.spans.push(SetSpan { text, bold }),
        }
    }

    fn piece(&mut self, node: &Node, text: &mut String) {
        let told = match name(node) {
            "t" => {
                let pieces = node.children().filter_map(|piece| piece.text());
                let words: String = pieces.collect();
                text.extend(words.chars().map(|c| if c.is_control() { ' ' } else { c }));
                return;
            }
            "tab" | "br" | "cr" | "ptab" => {
                text.push(' ');
                return;
            }
            "noBreakHyphen" => {
                text.push('-');
                return;
            }
            "drawing" | "pict" | "AlternateContent" => DocxNote::Pictures,
            "object" | "sym" => DocxNote::Objects,
            "footnoteReference" | "endnoteReference" => DocxNote::Footnotes,
            "commentReference" => DocxNote::Comments,
            _ => return,
        };
        self.notes.insert(told);
    }
}
