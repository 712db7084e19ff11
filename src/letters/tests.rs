//! What stands on the pages, and what stands in the file.

use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use super::{circular::pages, *};

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

fn text(letter: &Circular) -> String {
    words(&pages(letter).unwrap()).join("\n\n")
}

fn signed() -> Circular {
    Circular {
        draft: false,
        sample: false,
        number: Some("000.8.3/12".to_owned()),
        date_words: Some("2 Maret 2026".to_owned()),
        ..Circular::sample()
    }
}

#[test]
fn a_sample_circular_reads_like_this() {
    insta::assert_snapshot!(text(&Circular::sample()));
}

#[test]
fn a_fresh_draft_shows_and_lists_what_is_missing() {
    let sample = Circular::sample();
    let draft = Circular::draft("Bontang", sample.rates.clone(), 2026, sample.created_at);
    let page = text(&draft);
    assert_eq!(draft.blanks().len(), 8);
    for blank in draft.blanks() {
        assert!(page.contains(blank), "{blank}");
    }
    assert!(page.contains("NOMOR ....... TAHUN 2026"));
    assert!(page.contains("sasaran ..................... persen"));
    assert!(!page.contains("Nota Kesepakatan"));
    assert!(page.contains("Jaminan Kesehatan Nasional. E."));
}

#[test]
fn marks_stand_on_every_page_until_the_letter_is_signed() {
    let sample = Circular::sample();
    for page in words(&pages(&sample).unwrap()) {
        assert!(page.contains("KONSEP") && page.contains("CONTOH"));
        assert!(page.contains("belum diperiksa Bagian Hukum"));
    }
    let checked = Circular {
        legal_checked_on_words: Some("27 Februari 2026".to_owned()),
        ..sample
    };
    assert!(text(&checked).contains("diperiksa Bagian Hukum pada 27 Februari 2026."));
    let page = text(&signed());
    for mark in ["KONSEP", "CONTOH", "Lambang", "Belum diisi"] {
        assert!(
            !page
                .replace("000/CONTOH/2025", "")
                .replace("NAMA CONTOH", "")
                .contains(mark)
        );
    }
    assert!(page.contains("NOMOR 000.8.3/12 TAHUN 2026"));
    assert!(page.contains("${ttd}"));
}

#[test]
fn a_signature_stands_with_words_of_the_letter_on_any_paper() {
    for paper in [Paper::F4, Paper::A4] {
        let mut letter = Circular { paper, ..signed() };
        for more in 0..12 {
            let pages = words(&pages(&letter).unwrap());
            let with_signature = pages.iter().find(|page| page.contains("${ttd}")).unwrap();
            assert!(
                with_signature.contains("Surat Edaran ini berlaku"),
                "{more}"
            );
            assert!(with_signature.contains("NAMA CONTOH"), "{more}");
            assert!(!pages[0].contains("- 1 -") && pages[1].contains("- 2 -"));
            letter
                .legal_basis
                .push("Peraturan rekaan sebaris".to_owned());
        }
    }
}

#[test]
fn the_annex_names_those_it_goes_to_and_holds_no_figure_about_them() {
    let firm = |n| {
        (
            format!("CV Contoh {n}"),
            (n > 1).then(|| "Lok Tuan".to_owned()),
        )
    };
    let with = |count, firms: Vec<_>| {
        let annex = Some(Annex::of(count, firms));
        text(&Circular { annex, ..signed() })
    };
    let page = with(2, vec![firm(1), firm(2)]);
    assert!(page.contains("di Kota Bontang (daftar penerima terlampir)"));
    assert!(page.contains("LAMPIRAN SURAT EDARAN WALI KOTA BONTANG NOMOR 000.8.3/12 TAHUN 2026"));
    assert!(page.contains("1. CV Contoh 1 – 2. CV Contoh 2 Lok Tuan Jumlah: 2 badan usaha."));
    assert!(!text(&signed()).contains("LAMPIRAN"));
    let odd = with(1, vec![("PT 市 #emph[x]".to_owned(), None)]);
    assert!(odd.contains("1. PT ? #emph[x] –"), "{odd}");
    let many = with(20_000, vec![firm(1)]);
    assert!(many.contains("disampaikan kepada 20.000 badan usaha") && !many.contains("CV Contoh"));
}

#[test]
fn a_long_annex_repeats_its_head_and_the_marks_on_every_page() {
    let firms = (0..160).map(|n| (format!("CV Contoh {n:04}"), None));
    let letter = Circular {
        annex: Some(Annex::of(160, firms)),
        ..Circular::sample()
    };
    let all = words(&pages(&letter).unwrap());
    let listing = all.iter().filter(|page| page.contains("CV Contoh"));
    assert!(listing.clone().count() > 2);
    for page in listing {
        assert!(page.contains("Nama badan usaha") && page.contains("KONSEP"));
    }
    assert!(all.concat().contains("Jumlah: 160 badan usaha."));
}

#[test]
fn a_value_is_never_read_as_markup() {
    let evil = r#"#panic("x") *tebal* $x^2$ @acuan <label> [isi] \ // = Judul #sys.inputs"#;
    let letter = Circular {
        signatory_name: Some(evil.to_owned()),
        number: Some(evil.to_owned()),
        mou_number: Some(evil.to_owned()),
        addressees: vec![evil.to_owned()],
        ..Circular::sample()
    };
    let page = text(&letter);
    for part in [
        r#"#panic("x")"#,
        "*tebal*",
        "$x^2$",
        "@acuan",
        "<label>",
        "#sys.inputs",
    ] {
        assert_eq!(page.matches(part).count(), 4, "{part}");
    }
}

#[test]
fn a_character_without_a_glyph_is_refused_by_name() {
    for (value, name) in [
        ("市長", "U+5E02"),
        ("a\u{0}b", "U+0000"),
        ("baris\nbaru", "U+000A"),
    ] {
        let letter = Circular {
            signatory_name: Some(value.to_owned()),
            ..Circular::sample()
        };
        let error = circular(&letter).unwrap_err();
        assert!(matches!(error, LetterError::Unprintable(_)));
        assert_eq!(
            error.to_string(),
            format!("the letter's font has no {name}")
        );
    }
}

#[test]
fn the_file_is_archivable_and_the_same_each_time() {
    let sample = Circular::sample();
    let first = circular(&sample).unwrap();
    assert_eq!(first, circular(&sample).unwrap());
    assert!(first.starts_with(b"%PDF-1.7"));
    let plain = String::from_utf8_lossy(&first);
    for part in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
        "2026-03-02T00:00:00",
        "<rdf:li>id-ID</rdf:li>",
        "Pemerintah Kota Bontang",
    ] {
        assert!(plain.contains(part), "{part}");
    }
    assert_ne!(first, circular(&signed()).unwrap());
}

fn firm_text(letter: &FirmLetter) -> String {
    words(&firm::pages(letter).unwrap()).join("\n\n")
}

#[test]
fn every_letter_to_a_firm_reads_like_this() {
    let texts: Vec<String> = FirmLetterKind::ALL
        .into_iter()
        .map(|kind| format!("# {kind:?}\n\n{}", firm_text(&FirmLetter::sample(kind))))
        .collect();
    insta::assert_snapshot!(texts.join("\n\n"));
}

#[test]
fn no_letter_of_the_city_threatens_with_what_is_not_its_own_or_prints_a_date_before_receipt() {
    for kind in FirmLetterKind::ALL {
        let text = firm_text(&FirmLetter::sample(kind)).to_lowercase();
        for power in ["86 tahun 2013", "denda", "sanksi administratif", "pidana"] {
            assert!(!text.contains(power), "{kind:?} says {power}");
        }
        assert!(!text.contains("paling lambat tanggal"), "{kind:?}");
        assert!(text.contains("konsep") && text.contains("contoh"));
    }
}

#[test]
fn a_name_with_signs_of_the_typesetter_is_printed_as_typed() {
    let name = "PT #panic(\"x\") *Misal* _Jaya_ $1$ @a <b> \\ & Rekan";
    let letter = FirmLetter {
        firm_name: name.to_owned(),
        ..FirmLetter::sample(FirmLetterKind::Reprimand1)
    };
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert!(squeezed(&firm_text(&letter)).contains(&squeezed(name)));
    assert!(firm_letter(&letter).unwrap().starts_with(b"%PDF"));
}

mod bundles;
mod checks;
mod pages;
mod proofs;
mod scans;
