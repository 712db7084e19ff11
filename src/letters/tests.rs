//! What stands on the pages, and what stands in the file.

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

/// The words of each page in the order they were set.
fn words(document: &PagedDocument) -> Vec<String> {
    fn collect(frame: &Frame, into: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => collect(&group.frame, into),
                FrameItem::Text(text) => {
                    into.push_str(&text.text);
                    into.push(' ');
                }
                _ => {}
            }
        }
    }
    document
        .pages()
        .iter()
        .map(|page| {
            let mut text = String::new();
            collect(&page.frame, &mut text);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

mod bundles;
mod checks;
mod pages;
mod proofs;
mod scans;
