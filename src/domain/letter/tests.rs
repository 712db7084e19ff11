use proptest::prelude::*;

use super::*;

fn values() -> Values {
    let mut values = Values::new();
    values.put(Placeholder::Firm, "CV Contoh Sentosa");
    values.put(
        Placeholder::Statement,
        "Dari 10 pekerja, baru 4 pekerja terdaftar.",
    );
    values.put(Placeholder::CaseCode, "K-00007");
    values
}

fn words_of(block: &SetBlock) -> String {
    match block {
        SetBlock::Heading { spans }
        | SetBlock::Paragraph { spans }
        | SetBlock::Finding { spans } => plain(spans),
        SetBlock::List { items } => {
            let items = items.iter().map(|item| plain(&item.spans));
            items.collect::<Vec<_>>().join("|")
        }
    }
}

#[test]
fn a_text_is_read_into_headings_paragraphs_findings_and_lists() {
    let text = "# Dasar\nKepada **{{nama_perusahaan}}**\nkami sampaikan:\n\n> {{uraian_kasus}}\n\n\
        1. pertama\n   yang berlanjut\n   a. rincian satu\n   b. rincian dua\n\n2. kedua";
    let set = compose(&read(text).unwrap(), &values()).set;
    assert_eq!(
        set.iter().map(words_of).collect::<Vec<_>>(),
        [
            "Dasar",
            "Kepada CV Contoh Sentosa kami sampaikan:",
            "Dari 10 pekerja, baru 4 pekerja terdaftar.",
            "pertama yang berlanjut|kedua",
        ]
    );
}

#[test]
fn broken_markup_is_refused_with_its_place() {
    let place = |text: &str| {
        let broken = read(text).unwrap_err();
        (broken.line, broken.column, broken.fault)
    };
    assert_eq!(place("baik\n\na **b"), (3, 3, MarkupFault::Open("**")));
    assert_eq!(place("a {{b"), (1, 3, MarkupFault::Open("{{")));
    assert_eq!(
        place("1. a {{nik}}"),
        (1, 6, MarkupFault::Unknown("nik".to_owned()))
    );
    assert_eq!(
        place("1. a\n3. b"),
        (2, 1, MarkupFault::Order("2.".to_owned()))
    );
    assert_eq!(place("x\n\na. b"), (3, 1, MarkupFault::Loose));
    assert_eq!(place("#"), (1, 1, MarkupFault::Empty));
    assert_eq!(
        place("[?entah] x").2,
        MarkupFault::Unknown("entah".to_owned())
    );
}

#[test]
fn a_missing_value_is_named_and_a_late_one_leaves_a_gap() {
    let blocks =
        read("Nomor {{nomor}} untuk {{alamat_perusahaan}} {{selisih}} {{selisih}}").unwrap();
    assert_eq!(
        compose(&blocks, &values()).missing,
        [Placeholder::Address, Placeholder::Shortfall]
    );
    let late = compose(&read("Nomor {{nomor}}").unwrap(), &values());
    assert_eq!(words_of(&late.set[0]), format!("Nomor {GAP}"));
    assert_eq!(late.missing, []);
}

#[test]
fn what_depends_on_an_unknown_value_is_left_out() {
    let text = "1. satu\n2. [?nomor_mou] Nota {{nomor_mou}}\n3. tiga\n\n[?nomor_mou] habis";
    let set = compose(&read(text).unwrap(), &values()).set;
    assert_eq!(set.iter().map(words_of).collect::<Vec<_>>(), ["satu|tiga"]);
}

#[test]
fn laws_alone_in_a_paragraph_are_a_list() {
    let mut values = values();
    values.put(Placeholder::LegalList, "UU 1;\nUU 2");
    let set = compose(&read("{{daftar_dasar_hukum}}").unwrap(), &values).set;
    assert_eq!(words_of(&set[0]), "UU 1;|UU 2.");
}

#[test]
fn a_value_with_markup_in_it_is_printed_as_it_is() {
    let mut values = values();
    let name = "# **PT** {{nomor}} #set page() 1. $x$ \\";
    values.put(Placeholder::Firm, name);
    let set = compose(&read("{{nama_perusahaan}}").unwrap(), &values).set;
    assert_eq!(
        set,
        [SetBlock::Paragraph {
            spans: vec![SetSpan {
                text: name.to_owned(),
                bold: false
            }]
        }]
    );
}

#[test]
fn claims_that_the_city_cannot_make_are_named_with_their_rule() {
    use AuthorityRule as Rule;

    let rules = |kind, text| -> Vec<(Rule, usize)> {
        let found = overreaches(kind, text).into_iter();
        found.map(|one| (one.rule, one.line)).collect()
    };
    let letter = LetterKind::Reprimand2;
    assert_eq!(
        rules(letter, "Ini teguran tertulis\npertama sebagaimana PP 86."),
        [(Rule::Warning, 1)]
    );
    assert_eq!(
        rules(letter, "Baik.\n\nSaudara **akan**\ndikenai **denda**."),
        [(Rule::Fine, 3)]
    );
    assert_eq!(
        rules(letter, "Kami mencabut izin Saudara."),
        [(Rule::Services, 1)]
    );
    let asked = "3. melaksanakan keputusan mengenai pembatasan pelayanan publik tertentu apabila \
        diminta oleh BPJS Kesehatan menurut Peraturan Pemerintah Nomor 86 Tahun 2013.";
    assert_eq!(rules(letter, asked), []);
    let circular = "Badan usaha yang lalai dikenai sanksi.";
    assert_eq!(rules(LetterKind::Circular, circular), [(Rule::Circular, 1)]);
    let others = "Pengenaan sanksi dilakukan oleh pihak yang berwenang.";
    assert_eq!(rules(LetterKind::Circular, others), []);
}

#[test]
fn a_correction_that_drops_the_firm_or_its_figures_is_noticed() {
    let text = LetterText {
        importance: "Biasa".to_owned(),
        subject: "Imbauan".to_owned(),
        addressee: vec!["Pimpinan CV Lain".to_owned()],
        destination: "Bontang".to_owned(),
        body: "> Dari 10 pekerja, baru 5 pekerja terdaftar.\n\nKode K-00007.".to_owned(),
        ..LetterText::default()
    };
    let set = text.set(LetterKind::Appeal, &values()).unwrap();
    assert_eq!(
        lost(LetterKind::Appeal, &set, &values()),
        [Placeholder::Firm, Placeholder::Statement]
    );
}

#[test]
fn a_text_tells_everything_that_is_wrong_with_it() {
    let text = LetterText {
        subject: "x".repeat(201),
        body: "Saudara dikenai denda {{".to_owned(),
        ..LetterText::default()
    };
    let faults = text.faults(LetterKind::Appeal);
    let parts: Vec<&str> = faults.iter().map(|(part, _)| part.code()).collect();
    assert_eq!(
        parts,
        [
            "importance",
            "subject",
            "addressee",
            "destination",
            "body",
            "body"
        ]
    );
}

#[test]
fn a_code_is_read_as_people_type_it() {
    let code: LetterCode = "o1lii 00000".parse().unwrap();
    assert_eq!(code.to_string(), "01111-00000");
    assert!("short".parse::<LetterCode>().is_err());
    assert!("UUUUUUUUUU".parse::<LetterCode>().is_err());
}

proptest! {
    #[test]
    fn any_words_survive_escaping(words in "[^\\p{C}]{1,80}") {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assume!(!words.is_empty());
        let set = compose(&read(&escaped(&words)).unwrap(), &Values::new()).set;
        prop_assert_eq!(set.iter().map(words_of).collect::<Vec<_>>(), vec![words]);
    }

    #[test]
    fn reading_never_panics_and_faults_have_a_place(text in any::<String>()) {
        if let Err(broken) = read(&text) {
            prop_assert!(broken.line >= 1 && broken.column >= 1);
        }
    }
}
