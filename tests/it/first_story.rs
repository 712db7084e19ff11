//! From files to a letter, once through.

use patuh::{intake::Kind, services::Rehearsal};

use crate::support::{Program, cell, day};

pub const EMPLOYERS: &str = "nama,nib,kode_bu,kelurahan,email\n\
    CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,hrd@contoh.example\n\
    PT Misal Jaya,9120000000002,00000012,Kanaan,hrd@misal.example\n";

pub const ROSTER: &str = "nib,nik,upah,tanggal_masuk\n\
    9120000000001,6474010101900001,4000000,2020-01-01\n\
    9120000000001,6474010101900002,4000000,2020-01-01\n\
    9120000000002,6474010101900003,5000000,2020-01-01\n";

pub const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000012,5000000\n\
    6474010101900001,1,PBPU Pemda,AKTIF,,\n";

#[tokio::test]
async fn an_officer_brings_files_and_the_firm_that_enrolled_nobody_gets_one_mail() {
    let p = Program::start().await;
    let today = day(2026, 3, 16);
    assert_eq!(p.import(Kind::Employers, EMPLOYERS, today).await.created, 2);
    assert_eq!(p.import(Kind::Roster, ROSTER, today).await.created, 3);
    assert_eq!(
        p.import(Kind::Participants, PARTICIPANTS, today)
            .await
            .created,
        2
    );
    let report = p.check(today).await;
    assert_eq!((report.assessed, report.changed), (2, 2));

    let list = p.list().await;
    let verdicts: Vec<_> = list
        .iter()
        .map(|l| (l.row.name.clone(), cell(l, "verdict")))
        .collect();
    assert_eq!(
        verdicts,
        [
            ("CV Contoh Sentosa".to_owned(), "unregistered".to_owned()),
            ("PT Misal Jaya".to_owned(), "compliant".to_owned())
        ]
    );
    assert_eq!(cell(&list[0], "findings"), "unregistered;city_funded");
    assert_eq!(cell(&list[0], "city_funded"), "1");
    assert_eq!(cell(&list[0], "not_found"), "1");
    assert_eq!(cell(&list[0], "shortfall"), "2");
    assert_eq!(cell(&list[0], "coverage"), "0.0000");
    assert_eq!(cell(&list[0], "missing_contribution"), "400000");
    assert_eq!(cell(&list[0], "stage"), "verification");

    assert_eq!(
        p.services.remind(Rehearsal::No, None).await.unwrap().queued,
        0
    );
    assert_eq!(p.confirm_all().await, 1);
    assert_eq!(
        p.services
            .remind(Rehearsal::Yes, None)
            .await
            .unwrap()
            .queued,
        1
    );
    assert_eq!(
        p.services.remind(Rehearsal::No, None).await.unwrap().queued,
        1
    );
    assert_eq!(
        p.services.remind(Rehearsal::No, None).await.unwrap().queued,
        0
    );
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
    assert_eq!(p.services.send_mail().await.unwrap().sent, 0);
    let mails = p.mailbox.messages();
    assert_eq!(mails.len(), 1);
    assert!(mails[0].contains("To: hrd@contoh.example"), "{}", mails[0]);
}
