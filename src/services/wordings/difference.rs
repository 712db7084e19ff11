//! What differs between two wordings, line by line.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

use crate::{domain::mailing::Part, mail::Sheet};

/// Lines around a change that are shown with it.
const AROUND: usize = 2;

/// Whether a line was there before, is there now, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LineKind {
    /// There and there.
    Same,
    /// No longer there.
    Gone,
    /// New.
    New,
    /// Lines that are the same, left out.
    Gap,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Whether it was there before.
    pub kind: LineKind,
    /// What it says, in pieces: whether a piece is what changed, and its text.
    pub pieces: Vec<(bool, String)>,
}

/// One file that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileChange {
    /// Its name.
    pub file: &'static str,
    /// Its changed lines with some around them.
    pub lines: Vec<Line>,
}

impl FileChange {
    /// The files that differ between two wordings.
    #[must_use]
    pub fn between(before: &Sheet, after: &Sheet) -> Vec<Self> {
        let parts = [Part::Subject, Part::Text, Part::Markup].into_iter();
        let differing = parts.filter(|part| before.part(*part) != after.part(*part));
        differing
            .map(|part| Self {
                file: part.file(),
                lines: lines(before.part(part), after.part(part)),
            })
            .collect()
    }
}

/// The lines that differ between two texts; `None` where they are the same.
pub(in crate::services) fn text_change(
    file: &'static str,
    before: &str,
    after: &str,
) -> Option<FileChange> {
    (before != after).then(|| FileChange {
        file,
        lines: lines(before, after),
    })
}

fn lines(before: &str, after: &str) -> Vec<Line> {
    let diff = TextDiff::from_lines(before, after);
    let mut lines = Vec::new();
    for (at, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if at > 0 {
            lines.push(Line {
                kind: LineKind::Gap,
                pieces: Vec::new(),
            });
        }
        for change in group.iter().flat_map(|op| diff.iter_inline_changes(op)) {
            let kind = match change.tag() {
                ChangeTag::Equal => LineKind::Same,
                ChangeTag::Delete => LineKind::Gone,
                ChangeTag::Insert => LineKind::New,
            };
            let pieces = change.iter_strings_lossy();
            lines.push(Line {
                kind,
                pieces: pieces
                    .map(|(is_changed, text)| {
                        let text = text.trim_end_matches('\n').to_owned();
                        (is_changed && kind != LineKind::Same, text)
                    })
                    .collect(),
            });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_is_marked_within_its_line() {
        let before = Sheet {
            text: "Satu\nDua tiga\nEmpat\n".to_owned(),
            ..Sheet::default()
        };
        let after = Sheet {
            text: "Satu\nDua lima\nEmpat\n".to_owned(),
            ..Sheet::default()
        };
        let changes = FileChange::between(&before, &after);
        let [FileChange { file, lines }] = &changes[..] else {
            panic!("{changes:?}");
        };
        assert_eq!(*file, "body.txt");
        let kinds: Vec<LineKind> = lines.iter().map(|line| line.kind).collect();
        assert_eq!(
            kinds,
            [
                LineKind::Same,
                LineKind::Gone,
                LineKind::New,
                LineKind::Same
            ]
        );
        let marked = |line: &Line| -> String {
            let pieces = line.pieces.iter().filter(|(is_changed, _)| *is_changed);
            pieces.map(|(_, text)| text.as_str()).collect()
        };
        assert_eq!(marked(&lines[1]), "tiga");
        assert_eq!(marked(&lines[2]), "lima");
        assert_eq!(FileChange::between(&before, &before), []);
    }
}
