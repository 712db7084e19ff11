use super::{
    super::{Kind, Place, RejectedReport, Rejection},
    HIM, Outcome, csv, keyer,
};

fn shown(read: &Outcome) -> &str {
    &read.rejections[0].2.value
}

fn participant(nik: &str, status: &str) -> Outcome {
    csv(
        Kind::Participants,
        format!("nik,segmen,status\n{nik},PPU BU,{status}\n"),
    )
}

#[test]
fn a_bad_nik_is_shown_masked() {
    assert_eq!(
        shown(&participant("6474013208900007", "AKTIF")),
        "647401******0007"
    );
    assert_eq!(
        shown(&participant("64740132089000077", "AKTIF")),
        "647401*******0077"
    );
    assert_eq!(shown(&participant("64740132", "AKTIF")), "64******");
}

#[test]
fn long_numbers_and_words_that_slipped_into_another_column_are_masked() {
    assert_eq!(shown(&participant(HIM, "Orang Uji")), "***** ***");
    assert_eq!(shown(&participant(HIM, HIM)), "647401******0007");
    assert_eq!(
        shown(&participant(HIM, "6474 0117 0890 0007")),
        "6474 01** **** 0007"
    );
    let roster = |cells: &str| {
        csv(
            Kind::Roster,
            format!("nib,nik,tanggal_masuk,upah\n8120001112223,{HIM},{cells}\n"),
        )
    };
    assert_eq!(shown(&roster("31 Februari 2026,")), "31 Februari 2026");
    assert_eq!(shown(&roster("Orang Uji,")), "***** ***");
    assert_eq!(shown(&roster(",4.25O.000")), "*.**O.***".replace('O', "*"));
}

#[test]
fn values_of_firms_are_shown_but_for_long_numbers() {
    let read = csv(Kind::Employers, "nama,nib\nCV Uji,12345ABC\n");
    assert_eq!(shown(&read), "12345ABC");
    let read = csv(Kind::Employers, "nama,npwp\nCV Uji,64740117089000077\n");
    assert_eq!(shown(&read), "647401*******0077");
}

#[test]
fn a_tax_number_that_is_a_nik_is_kept_as_hash_and_mask_only() {
    let read = csv(Kind::Employers, format!("nama,npwp\nUD Uji,{HIM}\n"));
    let fact = read.employers()[0].ids.npwp.clone().unwrap();
    assert_eq!(fact.shown, "647401******0007");
    assert_eq!(
        fact.match_key,
        format!("h:{}", keyer().person(HIM).to_hex())
    );
    assert!(!format!("{read:?}").contains(HIM));
}

#[test]
fn nothing_of_a_person_is_in_any_debug_output() {
    let text = format!(
        "nib,nik,nama,tanggal_lahir,upah\n8120001112223,{HIM},Orang Rahasia,1990-08-17,4321000\n8120001112223,647401,Orang Rahasia,1990-08-17,4321000\n"
    );
    let read = csv(Kind::Roster, text);
    let debug = format!("{read:?} {:?}", keyer());
    for secret in [HIM, "Rahasia", "4321000", "432100000", "1990", "[7, 7"] {
        assert!(!debug.contains(secret), "{secret} in {debug}");
    }
}

#[test]
fn keys_depend_on_the_secret_and_are_known_by_a_fingerprint() {
    let other = super::super::PersonKeyer::new(&[8; 32]);
    assert_eq!(keyer().person(HIM), keyer().clone().person(HIM));
    assert_ne!(keyer().person(HIM), other.person(HIM));
    assert_ne!(keyer().person(HIM), keyer().person(super::HER));
    assert_eq!(keyer().fingerprint().len(), 16);
    assert!(keyer().fingerprint().bytes().all(|b| b.is_ascii_hexdigit()));
    assert_ne!(keyer().fingerprint(), other.fingerprint());
}

#[test]
fn the_key_is_hmac_sha_256() {
    // RFC 4231, test case 2, with its key filled up with zeros as HMAC does.
    let mut secret = [0; 32];
    secret[..4].copy_from_slice(b"Jefe");
    let keyer = super::super::PersonKeyer::new(&secret);
    let key = keyer.person("what do ya want for nothing?");
    assert_eq!(key.to_hex(), "5bdcc146bf60754e6a042426089575c7");
}

#[test]
fn the_report_runs_no_formula() {
    let mut out = Vec::new();
    let mut report = RejectedReport::new(&mut out).unwrap();
    let rejection = |value: &str| Rejection {
        column: "status",
        code: "closed",
        value: value.to_owned(),
        problem: "status usaha tidak dikenal, isi \"aktif\"".to_owned(),
        ids: None,
    };
    let at = |sheet, row| Place {
        file: 0,
        sheet,
        row,
    };
    report
        .add("a.csv", at(None, 2), &rejection("=1+1"))
        .unwrap();
    report
        .add("b.xlsx", at(Some("@Lembar"), 3), &rejection("biasa"))
        .unwrap();
    report.finish().unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "file,sheet,row,column,value,problem\n\
         a.csv,,2,status,'=1+1,\"status usaha tidak dikenal, isi \"\"aktif\"\"\"\n\
         b.xlsx,'@Lembar,3,status,biasa,\"status usaha tidak dikenal, isi \"\"aktif\"\"\"\n"
    );
}
