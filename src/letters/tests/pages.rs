//! What stands on the pages of every letter.

use crate::{
    domain::letter::{
        Annex, HeadKind, LetterKind, LetterPage, Paper, SetBlock, SetItem, SetSpan, Typeface,
    },
    letters::{Emblem, illegible, letter_pdf, page, sample_page},
};

use super::words;

pub(super) const EVIL: &str =
    r#"#panic("x") *tebal* _miring_ $x^2$ @acuan <label> [isi] \ // `kode` = Judul #sys.inputs"#;

/// The words of each page.
fn page_words(letter: &LetterPage) -> Vec<String> {
    words(&page::set(&[(letter, None)]).unwrap())
}

fn text(letter: &LetterPage) -> String {
    page_words(letter).join("\n\n")
}

/// A sample as it is when it has been signed.
pub(super) fn signed(kind: LetterKind) -> LetterPage {
    LetterPage {
        number: Some("500.15.14.1/0007/Disnaker".to_owned()),
        date_words: Some("2 Maret 2026".to_owned()),
        draft: false,
        sample: false,
        blanks: Vec::new(),
        ..sample_page(kind)
    }
}

fn words_of(text: &str) -> Vec<SetSpan> {
    let text = text.to_owned();
    vec![SetSpan { text, bold: false }]
}

pub(super) fn paragraph(text: &str) -> SetBlock {
    let spans = words_of(text);
    SetBlock::Paragraph { spans }
}

#[test]
fn a_sample_of_every_kind_reads_like_this() {
    let texts = LetterKind::ALL.map(|kind| format!("# {kind:?}\n\n{}", text(&sample_page(kind))));
    insta::assert_snapshot!(texts.join("\n\n"));
}

#[test]
fn no_sample_lacks_a_value() {
    for kind in LetterKind::ALL {
        let page = sample_page(kind);
        let body = format!("{:?}{:?}", page.body, page.addressee);
        assert!(!body.contains("....."), "{kind:?}");
        assert!(illegible(&page).is_empty(), "{kind:?}");
    }
}

#[test]
fn marks_stand_on_every_page_until_the_letter_is_signed() {
    for kind in LetterKind::ALL {
        for page in page_words(&sample_page(kind)) {
            assert!(
                page.contains("KONSEP") && page.contains("CONTOH"),
                "{kind:?}"
            );
            assert!(page.contains("belum diperiksa Bagian Hukum"), "{kind:?}");
            assert!(
                page.contains("Belum diisi: tanggal surat, nomor surat."),
                "{kind:?}"
            );
        }
        let page = text(&signed(kind));
        for mark in [
            "KONSEP",
            "CONTOH:",
            "Lambang",
            "Belum diisi",
            "Bagian Hukum",
        ] {
            assert!(!page.contains(mark), "{kind:?} {mark}");
        }
        assert!(page.contains("500.15.14.1/0007/Disnaker") && page.contains("${ttd}"));
        assert!(page.contains("2 Maret 2026"));
    }
}

#[test]
fn whatever_is_typed_is_printed_and_never_read() {
    for kind in [LetterKind::Circular, LetterKind::Reprimand1] {
        let mut page = signed(kind);
        for field in [
            &mut page.subject,
            &mut page.destination,
            &mut page.importance,
            &mut page.head.top,
            &mut page.head.name,
        ] {
            EVIL.clone_into(field);
        }
        page.number = Some(EVIL.to_owned());
        page.signature.name = Some(EVIL.to_owned());
        page.addressee = vec![EVIL.to_owned(), EVIL.to_owned()];
        page.copies = vec![EVIL.to_owned()];
        page.case_code = Some(EVIL.to_owned());
        page.body.push(paragraph(EVIL));
        let set: String = text(&page).split_whitespace().collect();
        let evil: String = EVIL.split_whitespace().collect();
        assert!(set.matches(&evil).count() >= 8, "{kind:?}: {set}");
        assert!(letter_pdf(&page, None).unwrap().starts_with(b"%PDF-1.7"));
    }
}

#[test]
fn what_the_typeface_lacks_is_said_and_keeps_no_letter_from_being_printed() {
    for typeface in [Typeface::Bookman, Typeface::Arial] {
        let page = LetterPage {
            typeface,
            addressee: vec!["Pimpinan PT 市長 مرحبا\n".to_owned()],
            ..signed(LetterKind::Appeal)
        };
        assert!(text(&page).contains("Pimpinan PT ?? ?????"));
        let found: String = illegible(&page).into_iter().collect();
        assert_eq!(found, "ابحرم市長");
    }
}

#[test]
fn pages_are_numbered_from_the_second_on() {
    for kind in LetterKind::ALL {
        let pages = page_words(&signed(kind));
        for (at, page) in (1..).zip(&pages) {
            assert_eq!(page.contains(&format!("- {at} -")), at > 1, "{kind:?}");
        }
    }
}

#[test]
fn a_signature_stands_with_words_of_the_letter_on_any_paper() {
    for (paper, typeface) in [(Paper::F4, Typeface::Arial), (Paper::A4, Typeface::Bookman)] {
        for as_list in [false, true] {
            let mut page = LetterPage {
                paper,
                typeface,
                ..signed(LetterKind::Reprimand1)
            };
            if as_list {
                let item = |n| SetItem {
                    spans: words_of(&format!("butir rekaan {n}")),
                    under: Vec::new(),
                };
                page.body.push(SetBlock::List {
                    items: (1..4).map(item).collect(),
                });
            }
            let last = if as_list {
                "butir rekaan 3"
            } else {
                "dilaksanakan."
            };
            for more in 0..9 {
                let pages = page_words(&page);
                let with = pages.iter().find(|page| page.contains("${ttd}")).unwrap();
                assert!(with.contains(last), "{more} {as_list}: {with}");
                assert!(with.contains("NAMA CONTOH"), "{more}");
                page.body.insert(0, paragraph("Sebaris lagi."));
                page.body.insert(0, paragraph("Sebaris lagi."));
            }
        }
    }
}

#[test]
fn a_heading_goes_with_what_it_heads() {
    for more in 0..20 {
        let mut page = signed(LetterKind::Circular);
        for _ in 0..more {
            page.body.insert(1, paragraph("Sebaris lagi."));
        }
        let pages = page_words(&page);
        let with = pages.iter().find(|page| page.contains("${ttd}")).unwrap();
        assert!(
            with.contains("F. Penutup Surat Edaran ini berlaku"),
            "{more}: {with}"
        );
    }
}

#[test]
fn a_list_cut_before_the_signature_goes_on_counting() {
    let page = text(&signed(LetterKind::Circular));
    assert!(page.contains("7. Dinas Ketenagakerjaan bersama"));
    let mut page = signed(LetterKind::ArrearsReport);
    page.body.truncate(4);
    assert!(matches!(page.body.last(), Some(SetBlock::List { .. })));
    assert!(text(&page).contains("2. disampaikan kepada kami penyelesaiannya"));
}

#[test]
fn an_annex_is_headed_by_number_and_day_and_a_long_one_repeats_its_head() {
    let page = page_words(&signed(LetterKind::Referral));
    let annex = page.last().unwrap();
    for words in [
        "LAMPIRAN SURAT DINAS KETENAGAKERJAAN",
        "500.15.14.1/0007/Disnaker",
        "2 Maret 2026",
        "Kode kasus K-00007",
        "Teguran II Nomor 500.15.14.1/0058/",
    ] {
        assert!(annex.contains(words), "{words}: {annex}");
    }
    let firm = |n| (format!("CV Contoh {n:04} {EVIL}"), "–".to_owned());
    let mut page = sample_page(LetterKind::Circular);
    page.annex = Some(Annex::Recipients {
        lines: (0..90).map(firm).collect(),
        count: 90,
    });
    let pages = page_words(&page);
    let listing = pages.iter().filter(|page| page.contains("CV Contoh"));
    assert!(listing.clone().count() > 2);
    for page in listing {
        assert!(page.contains("Nama badan usaha") && page.contains("KONSEP"));
    }
    assert!(pages.concat().contains("Jumlah: 90 badan usaha."));
    page.annex = Some(Annex::Recipients {
        lines: Vec::new(),
        count: 20_000,
    });
    assert!(text(&page).contains("disampaikan kepada 20.000 badan usaha"));
}

#[test]
fn the_mayor_may_write_to_one_firm_and_an_emblem_takes_the_frames_place() {
    let mut page = sample_page(LetterKind::Thanks);
    page.head.kind = HeadKind::Mayor;
    page.head.name = String::new();
    assert!(text(&page).contains("Lambang Garuda"));
    let shield = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'>\
        <path d='M0 0h2v2z' fill='#246'/></svg>";
    let emblem = Emblem::read(shield.into()).unwrap();
    let set = words(&page::set(&[(&page, Some(&emblem))]).unwrap()).concat();
    assert!(!set.contains("Lambang"));
}

#[test]
fn the_file_is_archivable_and_the_same_each_time() {
    let sample = sample_page(LetterKind::Appeal);
    let first = letter_pdf(&sample, None).unwrap();
    assert_eq!(first, letter_pdf(&sample, None).unwrap());
    let plain = String::from_utf8_lossy(&first);
    for part in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
        "2026-03-02T00:00:00",
        "<rdf:li>id-ID</rdf:li>",
        "DINAS KETENAGAKERJAAN",
    ] {
        assert!(plain.contains(part), "{part}");
    }
    assert_ne!(
        first,
        letter_pdf(&signed(LetterKind::Appeal), None).unwrap()
    );
}
