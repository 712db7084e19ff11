//! Paper for many letters.

use typst_layout::PagedDocument;

use super::{
    pages::{EVIL, signed},
    words,
};
use crate::{
    domain::letter::{LetterKind, LetterPage, Paper},
    letters::{
        CoverLine, LabelSheet, LetterError, SigningCover, address_labels, letters_pdf, page::set,
        signing_cover,
    },
};

fn letters() -> Vec<LetterPage> {
    let mut letters = vec![
        signed(LetterKind::Reprimand2),
        signed(LetterKind::Thanks),
        signed(LetterKind::Circular),
    ];
    for (at, page) in letters.iter_mut().enumerate() {
        page.number = Some(format!("500.15.14.1/{at:04}/Disnaker"));
    }
    letters
}

#[test]
fn letters_in_one_file_read_as_each_does_alone() {
    let letters = letters();
    let texts = |document: PagedDocument| words(&document);
    let together: Vec<_> = letters.iter().map(|page| (page, None)).collect();
    let together = texts(set(&together).unwrap());
    let alone = letters
        .iter()
        .flat_map(|page| texts(set(&[(page, None)]).unwrap()));
    assert_eq!(together, alone.collect::<Vec<_>>());
    let first = letters_pdf(&letters, None).unwrap();
    assert_eq!(first, letters_pdf(&letters, None).unwrap());
    assert!(matches!(letters_pdf([], None), Err(LetterError::Nothing)));
}

#[test]
fn labels_and_covers_are_printed_whatever_is_typed() {
    let made = letters()[0].created_at;
    let labels: Vec<Vec<String>> = (0..30)
        .map(|n| vec![format!("Pimpinan {n}"), EVIL.to_owned(), "市".repeat(300)])
        .collect();
    let sheet = LabelSheet::default();
    assert!(
        address_labels(&labels, sheet, made)
            .unwrap()
            .starts_with(b"%PDF")
    );
    assert!(address_labels(&[], sheet, made).is_err());
    let none = LabelSheet { rows: 0, ..sheet };
    assert!(address_labels(&labels, none, made).is_err());
    let cover = SigningCover {
        paper: Paper::F4,
        office: EVIL.to_owned(),
        day_words: "9 Maret 2026".to_owned(),
        letters: vec![CoverLine {
            number: None,
            addressee: "W".repeat(300),
            subject: EVIL.to_owned(),
            pages: 2,
        }],
        sample: true,
        created_at: made,
    };
    assert!(signing_cover(&cover).unwrap().starts_with(b"%PDF"));
}
