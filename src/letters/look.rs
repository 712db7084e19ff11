//! What was really set: the words of a page with their places, by the part they stand in.

use typst::layout::{Frame, FrameItem, Point};
use typst_layout::PagedDocument;

use super::faces::MAY_BREAK;

/// Millimetres of a point.
const MM: f64 = 25.4 / 72.0;

/// Where something stands, in millimetres from the upper left corner of its page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// Words that were set in one go.
#[derive(Debug)]
pub(super) struct Run {
    pub words: String,
    pub at: Place,
    /// The parts that it stands in, the outermost first.
    pub parts: Vec<String>,
}

/// A page as it was set.
#[derive(Debug)]
pub(super) struct Sheet {
    pub width: f64,
    pub height: f64,
    pub runs: Vec<Run>,
}

/// Reads set pages.
pub(super) fn sheets(document: &PagedDocument) -> Vec<Sheet> {
    let sheet = |page: &typst_layout::Page| {
        let mut runs = Vec::new();
        walk(&page.frame, Point::zero(), &mut Vec::new(), &mut runs);
        Sheet {
            width: page.frame.width().to_mm(),
            height: page.frame.height().to_mm(),
            runs,
        }
    };
    document.pages().iter().map(sheet).collect()
}

fn walk(frame: &Frame, origin: Point, parts: &mut Vec<String>, runs: &mut Vec<Run>) {
    for (offset, item) in frame.items() {
        let at = origin + *offset;
        match item {
            FrameItem::Group(group) => {
                let part = group.label.map(|label| label.resolve().to_string());
                let depth = parts.len();
                parts.extend(part);
                walk(&group.frame, at, parts, runs);
                parts.truncate(depth);
            }
            FrameItem::Text(text) => {
                let size = text.size.to_pt();
                let (left, line) = (at.x.to_pt(), at.y.to_pt());
                runs.push(Run {
                    words: text.text.to_string(),
                    at: Place {
                        left: left * MM,
                        // Capitals are about this high; descenders hang into the leading.
                        top: (line - 0.7 * size) * MM,
                        right: (left + text.width().to_pt()) * MM,
                        bottom: line * MM,
                    },
                    parts: parts.clone(),
                });
            }
            _ => {}
        }
    }
}

/// Letters only, for comparing: where a line broke does not matter.
pub(super) fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && *c != MAY_BREAK)
        .collect()
}

impl Run {
    pub(super) fn is_in(&self, part: &str) -> bool {
        self.parts.iter().any(|one| one == part)
    }

    /// Whether it stands around the page and not on it.
    pub(super) fn is_around(&self) -> bool {
        let around = ["watermark", "sample-note", "page-number", "footer"];
        around.iter().any(|part| self.is_in(part))
    }
}

impl Sheet {
    /// The words of a part on this page, squeezed; `None` where it does not stand here.
    pub(super) fn words(&self, part: &str) -> Option<String> {
        let runs = self.runs.iter().filter(|run| run.is_in(part));
        let words: Vec<&str> = runs.map(|run| run.words.as_str()).collect();
        (!words.is_empty()).then(|| squeezed(&words.concat()))
    }

    /// What a part covers on this page.
    pub(super) fn place(&self, part: &str) -> Option<Place> {
        let runs = self.runs.iter().filter(|run| run.is_in(part));
        runs.map(|run| run.at).reduce(|a, b| Place {
            left: a.left.min(b.left),
            top: a.top.min(b.top),
            right: a.right.max(b.right),
            bottom: a.bottom.max(b.bottom),
        })
    }
}
