//! The machine's look finds what was broken on purpose, and nothing in what was not.

use crate::{
    domain::letter::{Annex, LetterKind, LetterPage, Paper, Typeface},
    letters::{
        LetterFault, OwnCase,
        check::{check_letter, look_at},
        page::{set, set_by, template},
        sample_page,
    },
};

use super::pages::{EVIL, paragraph, signed};

/// Faults of `page` when what was set is `mutated`.
fn faults(page: &LetterPage, mutated: &LetterPage) -> Vec<(LetterFault, &'static str)> {
    let pages = set(&[(mutated, None)]).unwrap();
    let flaws = look_at(&pages, page, None).into_iter();
    flaws.map(|flaw| (flaw.fault, flaw.part)).collect()
}

/// Faults of a letter that was set with another template.
fn by_template(page: &LetterPage, from: &str, to: &str) -> Vec<(LetterFault, &'static str)> {
    let form = include_str!("../../../config/letters/letter.typ");
    assert!(form.contains(from), "{from}");
    let pages = set_by(&template(&form.replace(from, to)), &[(page, None)]).unwrap();
    let flaws = look_at(&pages, page, None).into_iter();
    flaws.map(|flaw| (flaw.fault, flaw.part)).collect()
}

#[test]
fn nothing_is_found_in_any_letter_that_is_whole() {
    for kind in LetterKind::ALL {
        for (paper, typeface) in [(Paper::F4, Typeface::Bookman), (Paper::A4, Typeface::Arial)] {
            for page in [sample_page(kind), signed(kind)] {
                let page = LetterPage {
                    paper,
                    typeface,
                    ..page
                };
                let flaws = check_letter(&page, None, None).unwrap();
                assert!(flaws.is_empty(), "{kind:?} {paper:?} {flaws:#?}");
            }
        }
    }
}

#[test]
fn names_without_end_stay_inside_their_places() {
    let long = "W".repeat(300);
    let many = "PT Sangat Panjang ".repeat(17);
    for name in [long.as_str(), &many, EVIL, &"a/".repeat(150)] {
        for kind in [LetterKind::Circular, LetterKind::Reprimand2] {
            let mut page = sample_page(kind);
            page.addressee = vec![name.to_owned()];
            page.signature.name = Some(name.to_owned());
            page.copies.push(name.to_owned());
            page.body.insert(0, paragraph(name));
            page.annex = Some(match page.annex {
                Some(Annex::Recipients { .. }) => Annex::Recipients {
                    lines: vec![(name.to_owned(), name.to_owned())],
                    count: 1,
                },
                Some(Annex::Figures {
                    code,
                    mut facts,
                    mut figures,
                    mut history,
                    ..
                }) => {
                    facts.push((name.to_owned(), name.to_owned()));
                    history.push((name.to_owned(), name.to_owned()));
                    figures.extend(figures.clone().into_iter().map(|mut one| {
                        name.clone_into(&mut one.source);
                        name.clone_into(&mut one.what);
                        one
                    }));
                    Annex::Figures {
                        firm: name.to_owned(),
                        code,
                        facts,
                        figures,
                        history,
                    }
                }
                None => unreachable!("both kinds have an annex"),
            });
            let flaws = check_letter(&page, None, None).unwrap();
            assert!(flaws.is_empty(), "{kind:?} {flaws:#?}");
        }
    }
}

#[test]
fn a_part_that_says_something_else_is_named() {
    type Change = fn(&mut LetterPage);
    let changes: [(&str, Change); 9] = [
        ("letterhead", |page| {
            "DINAS LAIN".clone_into(&mut page.head.name);
        }),
        ("date", |page| {
            page.date_words = Some("3 Maret 2026".to_owned());
        }),
        ("number", |page| page.number = Some("1".to_owned())),
        ("importance", |page| page.importance = "Rahasia".to_owned()),
        ("enclosure", |page| {
            page.enclosure = "5 (lima) berkas".to_owned();
        }),
        ("subject", |page| page.subject = "Undangan".to_owned()),
        ("destination", |page| {
            page.destination = "Samarinda".to_owned();
        }),
        ("signature", |page| page.signature.name = None),
        ("copies", |page| page.copies.swap(0, 1)),
    ];
    for (part, change) in changes {
        let page = signed(LetterKind::Reprimand1);
        let mut mutated = page.clone();
        change(&mut mutated);
        let found = faults(&page, &mutated);
        assert!(
            found.contains(&(LetterFault::Words, part)),
            "{part} {found:?}"
        );
    }
}

#[test]
fn parts_that_are_missing_or_elsewhere_are_named() {
    let page = signed(LetterKind::Appeal);
    let without = LetterPage {
        copies: Vec::new(),
        annex: None,
        ..page.clone()
    };
    let found = faults(&page, &without);
    for part in ["copies", "annex", "annex-head"] {
        assert!(found.contains(&(LetterFault::Missing, part)), "{found:?}");
    }
    let call = "  letterhead(letter)\n";
    let found = by_template(&page, call, "");
    assert!(
        found.contains(&(LetterFault::Missing, "letterhead")),
        "{found:?}"
    );
    let found = by_template(&page, call, "  v(90mm)\n  letterhead(letter)\n");
    assert!(
        found.contains(&(LetterFault::Region, "letterhead")),
        "{found:?}"
    );
    let found = by_template(&page, "pad(left: 54%, {", "pad(left: 0%, {");
    assert!(
        found.contains(&(LetterFault::Region, "signature")),
        "{found:?}"
    );
    let found = by_template(
        &page,
        "  body(letter)\n  copies(letter)\n",
        "  copies(letter)\n  body(letter)\n",
    );
    assert!(found.contains(&(LetterFault::Order, "copies")), "{found:?}");
}

#[test]
fn words_outside_their_place_are_seen() {
    let page = signed(LetterKind::Appeal);
    let outside = (LetterFault::Outside, "page");
    for (from, to) in [
        ("left: 30mm, right: 20mm", "left: 10mm, right: 20mm"),
        ("left: 30mm, right: 20mm", "left: 30mm, right: 5mm"),
        ("(top: 25mm, bottom: 25mm", "(top: 25mm, bottom: 15mm"),
        ("(top: 25mm, bottom: 25mm", "(top: 12mm, bottom: 25mm"),
        (
            "text.split(\"\\u{200b}\").join(h(0.01pt))",
            "text.replace(\"\\u{200b}\", \"\")",
        ),
    ] {
        let mut page = page.clone();
        page.addressee = vec!["W".repeat(100)];
        let found = by_template(&page, from, to);
        assert!(found.contains(&outside), "{to} {found:?}");
    }
    let found = by_template(
        &page,
        "  body(letter)\n",
        "  body(letter)\n  place(top + left, \"X\" * 60)\n",
    );
    assert!(found.contains(&(LetterFault::Overlap, "page")), "{found:?}");
    let found = by_template(
        &page,
        "  annex-pages(letter)\n",
        "  annex-pages(letter)\n  pagebreak()\n",
    );
    assert!(
        found.contains(&(LetterFault::EmptyPage, "page")),
        "{found:?}"
    );
}

#[test]
fn a_signature_alone_and_a_wrong_mark_are_seen() {
    let page = signed(LetterKind::Thanks);
    let found = by_template(
        &page,
        "  block(breakable: size > 1500, width: 100%, above: 0pt, below: 0pt, ending)\n",
        "  pagebreak()\n  signature(letter)\n",
    );
    let lone = (LetterFault::LoneSignature, "signature");
    assert!(found.contains(&lone), "{found:?}");
    let draft = sample_page(LetterKind::Thanks);
    for (page, mutated) in [(&page, &draft), (&draft, &page)] {
        let found = faults(page, mutated);
        assert!(
            found.contains(&(LetterFault::Mark, "watermark")),
            "{found:?}"
        );
    }
}

#[test]
fn a_letter_that_speaks_of_two_cases_is_seen() {
    let page = signed(LetterKind::Reprimand1);
    let own = OwnCase {
        firm: "CV Contoh Sentosa".to_owned(),
        code: "K-00007".to_owned(),
        statement: "perusahaan Saudara tercatat mempekerjakan 42 orang".to_owned(),
        figures: vec![("Pekerja menurut wajib lapor".to_owned(), "42".to_owned())],
    };
    let parts = |page: &LetterPage, own: &OwnCase| -> Vec<&'static str> {
        let flaws = check_letter(page, None, Some(own)).unwrap().into_iter();
        let other = flaws.filter(|flaw| flaw.fault == LetterFault::OtherCase);
        other.map(|flaw| flaw.part).collect()
    };
    assert!(parts(&page, &own).is_empty());
    let with = |change: fn(&mut OwnCase)| {
        let mut own = own.clone();
        change(&mut own);
        own
    };
    let found = parts(&page, &with(|own| own.firm = "PT Lain".to_owned()));
    assert_eq!(found, ["body", "annex"]);
    let found = parts(&page, &with(|own| own.figures[0].1 = "43".to_owned()));
    assert_eq!(found, ["annex"]);
    let found = parts(&page, &with(|own| own.statement = "41 orang".to_owned()));
    assert_eq!(found, ["body"]);
    let found = parts(&page, &with(|own| own.code = "K-00008".to_owned()));
    assert!(found.contains(&"footer") && found.contains(&"annex") && found.contains(&"body"));
    let mut other = page.clone();
    if let Some(Annex::Figures { code, .. }) = &mut other.annex {
        "K-00099".clone_into(code);
    }
    let flaws = check_letter(&other, None, None).unwrap();
    let found = flaws
        .iter()
        .any(|flaw| flaw.fault == LetterFault::OtherCase);
    assert!(found, "{flaws:?}");
    let mut other = page;
    other.body.insert(0, paragraph("Lihat pula kode K-00012."));
    let flaws = check_letter(&other, None, Some(&own)).unwrap();
    assert!(
        flaws.iter().any(|flaw| flaw.words == "K-00012"),
        "{flaws:?}"
    );
}

#[test]
fn what_the_typeface_lacks_is_a_flaw_that_names_it() {
    let mut page = signed(LetterKind::Appeal);
    page.copies.push("市長".to_owned());
    let flaws = check_letter(&page, None, None).unwrap();
    let [flaw] = flaws.as_slice() else {
        panic!("{flaws:?}");
    };
    assert_eq!(
        (flaw.fault.code(), flaw.words.as_str()),
        ("illegible", "市長")
    );
}
