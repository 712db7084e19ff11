//! What differs between two texts of a letter, field by field.

use crate::{
    domain::letter::{LetterText, TextPart},
    services::wordings::{FileChange, text_change},
};

/// The fields that differ, in the order of the page.
#[must_use]
pub(super) fn text_changes(before: &LetterText, after: &LetterText) -> Vec<FileChange> {
    let lines = |lines: &[String]| lines.join("\n");
    let pairs = [
        (
            TextPart::Importance,
            before.importance.clone(),
            after.importance.clone(),
        ),
        (
            TextPart::Enclosure,
            before.enclosure.clone(),
            after.enclosure.clone(),
        ),
        (
            TextPart::Subject,
            before.subject.clone(),
            after.subject.clone(),
        ),
        (
            TextPart::Addressee,
            lines(&before.addressee),
            lines(&after.addressee),
        ),
        (
            TextPart::Destination,
            before.destination.clone(),
            after.destination.clone(),
        ),
        (TextPart::Body, before.body.clone(), after.body.clone()),
        (
            TextPart::Copies,
            lines(&before.copies),
            lines(&after.copies),
        ),
    ];
    pairs
        .into_iter()
        .filter_map(|(part, before, after)| text_change(part.code(), &before, &after))
        .collect()
}

/// What browsers make of a text, undone.
#[must_use]
pub(super) fn tidy(text: LetterText) -> LetterText {
    let lines = |lines: Vec<String>| -> Vec<String> {
        let lines = lines.iter().map(|line| line.trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    };
    let body = text.body.replace("\r\n", "\n").replace('\r', "\n");
    LetterText {
        importance: text.importance.trim().to_owned(),
        enclosure: text.enclosure.trim().to_owned(),
        subject: text.subject.trim().to_owned(),
        addressee: lines(text.addressee),
        destination: text.destination.trim().to_owned(),
        body: format!("{}\n", body.trim_end()),
        copies: lines(text.copies),
    }
}
