//! What a person corrects: provenance, limits, and two people at once.

use std::collections::BTreeMap;

use patuh::{
    domain::{employer::Field, ids::EmployerId},
    intake::Kind,
    services::{Corrected, Correction, FieldFault, Happening},
};

use super::{code, field, judged, sentosa};
use crate::support::{Program, day};

async fn correction(p: &Program, id: EmployerId, values: &[(Field, &str)]) -> Correction {
    Correction {
        values: values
            .iter()
            .map(|(field, value)| (*field, (*value).to_owned()))
            .collect::<BTreeMap<_, _>>(),
        reason: Some("Telepon dari bagian HRD.".to_owned()),
        seen: p.services.dossier(id).await.unwrap().seen,
    }
}

#[tokio::test]
async fn a_correction_has_an_author_and_a_past_and_a_newer_list_may_say_otherwise() {
    let (p, rina, _) = judged().await;
    let id = sentosa(&p).await;
    let values = [
        (
            Field::Email,
            "Personalia@contoh.example, hrd@contoh.example",
        ),
        (Field::Phone, "(0548) 123 456"),
    ];
    let correction = correction(&p, id, &values).await;
    let saved = p.services.correct(id, &correction, rina).await.unwrap();
    let Corrected::Saved(fields) = saved else {
        panic!("{saved:?}")
    };
    assert_eq!(fields, [Field::Email, Field::Phone]);
    assert_eq!(
        field(&p, id, Field::Email).await.unwrap(),
        "Personalia@contoh.example; hrd@contoh.example"
    );
    let dossier = p.services.dossier(id).await.unwrap();
    let origin = dossier.employer.origins.of(Field::Phone).unwrap();
    assert_eq!(origin.source, "person");
    assert_eq!(dossier.employer.sources, ["city"], "a person is no source");
    let corrected = dossier.events.iter().find_map(|event| match &event.what {
        Happening::Corrected(by, changes) => Some((by, changes)),
        _ => None,
    });
    let (by, changes) = corrected.unwrap();
    assert_eq!(by.by_name.as_deref(), Some("Rina Contoh"));
    assert_eq!(by.reason.as_deref(), Some("Telepon dari bagian HRD."));
    let email = changes.iter().find(|c| c.field == Field::Email).unwrap();
    assert_eq!(email.was.as_deref(), Some("hrd@contoh.example"));

    let csv = "nama,nib,email\nCV Contoh Sentosa,9120000000001,baru@contoh.example\n";
    p.import(Kind::Employers, csv, day(2026, 3, 15)).await;
    assert!(
        field(&p, id, Field::Email)
            .await
            .unwrap()
            .contains("Personalia")
    );
    p.import(Kind::Employers, csv, day(2026, 3, 17)).await;
    assert_eq!(
        field(&p, id, Field::Email).await.unwrap(),
        "baru@contoh.example"
    );
}

#[tokio::test]
async fn a_field_can_be_emptied_and_an_older_list_does_not_fill_it_again() {
    let (p, rina, _) = judged().await;
    let id = sentosa(&p).await;
    let correction = correction(&p, id, &[(Field::Email, "")]).await;
    p.services.correct(id, &correction, rina).await.unwrap();
    assert_eq!(field(&p, id, Field::Email).await, None);
    let csv = "nama,nib,email\nCV Contoh Sentosa,9120000000001,hrd@contoh.example\n";
    p.import(Kind::Employers, csv, day(2026, 3, 15)).await;
    assert_eq!(field(&p, id, Field::Email).await, None);
    let findings = p.services.dossier(id).await.unwrap().told.findings;
    assert!(findings.contains(&"no_email"), "{findings:?}");
}

#[tokio::test]
async fn what_cannot_be_is_named_field_by_field_and_nothing_is_kept() {
    let (p, rina, _) = judged().await;
    let id = sentosa(&p).await;
    let misal = super::by_nib(&p, "9120000000002").await.id;
    let typed = [
        (Field::Name, " "),
        (Field::Form, "Kerajaan"),
        (Field::Kbli, "4711"),
        (Field::Address, "Jl. Contoh 1, KTP 6474010101900001"),
        (Field::Email, "hrd@contoh"),
        (Field::Phone, "nol delapan"),
        (Field::Nib, "9120000000002"),
        (Field::Npwp, "123"),
        (Field::Code, "0000012"),
    ];
    let correction = correction(&p, id, &typed).await;
    let answer = p.services.correct(id, &correction, rina).await.unwrap();
    let Corrected::Faulty(mut faults) = answer else {
        panic!("{answer:?}")
    };
    faults.sort_by_key(|(field, _)| *field);
    let taken = FieldFault::Taken(misal, "PT Misal Jaya".to_owned());
    assert_eq!(
        faults,
        [
            (Field::Nib, taken),
            (Field::Npwp, FieldFault::Npwp),
            (Field::Code, FieldFault::Code),
            (Field::Name, FieldFault::Missing),
            (Field::Form, FieldFault::Form),
            (Field::Kbli, FieldFault::Kbli),
            (Field::Address, FieldFault::Nik),
            (Field::Email, FieldFault::Email),
            (Field::Phone, FieldFault::Phone),
        ]
    );
    assert_eq!(
        field(&p, id, Field::Name).await.unwrap(),
        "CV Contoh Sentosa"
    );
    let correction = Correction {
        reason: Some("6474010101900001".to_owned()),
        ..correction
    };
    assert_eq!(
        code(p.services.correct(id, &correction, rina).await),
        "words-nik"
    );
}

#[tokio::test]
async fn a_citizens_tax_number_is_kept_as_a_mask() {
    let (p, rina, _) = judged().await;
    let id = sentosa(&p).await;
    let correction = correction(&p, id, &[(Field::Npwp, "6474010101900001")]).await;
    p.services.correct(id, &correction, rina).await.unwrap();
    assert_eq!(
        field(&p, id, Field::Npwp).await.unwrap(),
        "647401******0001"
    );
    assert!(
        field(&p, id, Field::NpwpKey)
            .await
            .unwrap()
            .starts_with("h:")
    );
}

#[tokio::test]
async fn who_saves_second_sees_what_the_first_one_saved() {
    let (p, rina, budi) = judged().await;
    let id = sentosa(&p).await;
    let first = correction(&p, id, &[(Field::Phone, "0548 111111")]).await;
    let second = correction(&p, id, &[(Field::Phone, "0548 222222")]).await;
    let (a, b) = tokio::join!(
        p.services.correct(id, &first, rina),
        p.services.correct(id, &second, budi)
    );
    let answers = [a.unwrap(), b.unwrap()];
    let saved = answers
        .iter()
        .filter(|one| matches!(one, Corrected::Saved(_)))
        .count();
    assert_eq!(saved, 1, "{answers:?}");
    let stale = answers.iter().find_map(|one| match one {
        Corrected::Stale(record) => record.get(Field::Phone),
        _ => None,
    });
    assert_eq!(
        stale.unwrap(),
        field(&p, id, Field::Phone).await.unwrap(),
        "the second is shown what stands"
    );
    let again = correction(&p, id, &[(Field::Phone, stale.unwrap())]).await;
    let answer = p.services.correct(id, &again, budi).await.unwrap();
    assert!(matches!(answer, Corrected::Same), "{answer:?}");
}

#[tokio::test]
async fn a_mail_that_waits_for_a_wrong_address_is_written_anew_to_the_right_one() {
    let (p, rina, _) = judged().await;
    let id = sentosa(&p).await;
    p.confirm_all().await;
    let remind = || p.services.remind(patuh::services::Rehearsal::No, None);
    assert_eq!(remind().await.unwrap().queued, 1);
    let correction = correction(&p, id, &[(Field::Email, "benar@contoh.example")]).await;
    p.services.correct(id, &correction, rina).await.unwrap();
    p.morning_of(day(2026, 3, 17));
    assert_eq!(remind().await.unwrap().queued, 1);
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
    let mails = p.services.mails(Some(id), 10).await.unwrap();
    let states: Vec<_> = mails
        .iter()
        .map(|m| (m.recipient.as_str(), m.state.code()))
        .collect();
    assert_eq!(
        states,
        [
            ("benar@contoh.example", "sent"),
            ("hrd@contoh.example", "cancelled")
        ]
    );
}
