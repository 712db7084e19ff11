//! Domains that take no mail: told by the DNS, before anything is sent to them.

use std::time::Duration;

use patuh::{
    domain::{contact::Standing, employer::Field, role::Role},
    intake::Kind,
    mail::{Domains, NoMail},
    services::{
        ContactChange, ContactDeed, Corrected, Correction, FieldFault, ReachWhy, Rehearsal,
        ServiceError,
    },
    store::{MailRow, MailState},
};

use crate::{
    dns::NameServer,
    support::{Program, day},
};

/// Short, so that silence is soon known to be silence.
const PATIENCE: Duration = Duration::from_millis(300);

const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000099,5000000\n";

fn asking(server: &NameServer) -> Domains {
    Domains::asking_for(&server.place(), PATIENCE).unwrap()
}

/// One firm with these addresses whose appeal waits, in a program that looks domains up.
async fn waiting(emails: &str) -> (Program, NameServer) {
    let mut p = Program::start().await;
    let server = NameServer::start();
    p.services.domains = asking(&server);
    let today = day(2026, 3, 16);
    let employers = format!(
        "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
         CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,{emails},4,2026-01-05\n"
    );
    p.import(Kind::Employers, &employers, today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 1);
    let remind = p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!(remind.queued, 1);
    (p, server)
}

async fn mails(p: &Program) -> Vec<MailRow> {
    let mut mails = p.services.mails(None, 9).await.unwrap();
    mails.sort_by_key(|mail| mail.id);
    mails
}

#[tokio::test]
async fn the_dns_says_who_takes_no_mail_and_silence_says_nothing() {
    let server = NameServer::start();
    let domains = asking(&server);
    for (domain, told) in [
        ("contoh.example", None),
        ("hanya-a.example", None),
        ("null.example", Some(NoMail::NullMx)),
        ("tanpa-server.example", Some(NoMail::NoServer)),
        ("tak-ada.example", Some(NoMail::NoDomain)),
        ("rusak.example", None),
        ("diam.example", None),
    ] {
        let address = format!("hrd@{domain}");
        assert_eq!(domains.refuses(&address).await, told, "{domain}");
    }
    for (domain, asked) in [
        ("contoh.example", 1),
        ("tak-ada.example", 1),
        ("hanya-a.example", 2),
    ] {
        domains.refuses(&format!("hrd@{domain}")).await;
        assert_eq!(
            server.asked(domain),
            asked,
            "{domain} is asked about once an hour"
        );
    }
    assert!(Domains::asking("ns.kota.example").is_err());
    assert_eq!(
        Domains::default().refuses("hrd@tak-ada.example").await,
        None
    );
}

#[tokio::test]
async fn a_resolver_of_its_own_house_alone_proves_nothing() {
    let server = NameServer::start();
    server.forget_the_world();
    let domains = asking(&server);
    assert_eq!(domains.refuses("hrd@tak-ada.example").await, None);
    assert_eq!(domains.refuses("hrd@tanpa-server.example").await, None);
}

#[tokio::test]
async fn a_silent_resolver_is_left_alone_for_a_while() {
    let server = NameServer::start();
    let domains = asking(&server);
    for number in 0..3 {
        let address = format!("hrd@diam.{number}.example");
        assert_eq!(domains.refuses(&address).await, None);
    }
    assert_eq!(domains.refuses("hrd@tak-ada.example").await, None);
    assert_eq!(server.asked("tak-ada.example"), 0);
}

#[tokio::test]
async fn a_mail_to_a_domain_that_is_not_there_goes_to_the_next_address_instead() {
    let (p, _server) = waiting("hrd@tak-ada.example; budi@contoh.example").await;
    let report = p.services.send_mail().await.unwrap();
    assert_eq!((report.sent, report.suppressed), (1, 1));
    let [first, second] = &mails(&p).await[..] else {
        panic!("one mail replaces the other");
    };
    assert_eq!(first.state, MailState::Suppressed);
    assert_eq!(
        (second.state, second.recipient.as_str()),
        (MailState::Sent, "budi@contoh.example")
    );
    assert_eq!(p.mailbox.messages().len(), 1);
    let attempts = p.services.mail_attempts(first.id).await.unwrap();
    assert!(
        attempts[0].answer.contains("domainnya tidak ada"),
        "{attempts:?}"
    );
    let firm = p.list().await.remove(0).row.id;
    let contacts = p.services.contacts(firm).await.unwrap();
    let gone = contacts
        .lines
        .iter()
        .find(|line| line.address == "hrd@tak-ada.example")
        .unwrap();
    assert_eq!(gone.standing, Standing::Bounced);
    assert_eq!(gone.reason.as_deref(), Some(NoMail::NoDomain.words()));
    assert!(gone.by.is_none());
}

#[tokio::test]
async fn a_firm_whose_only_domain_takes_no_mail_has_to_be_called_or_visited() {
    let (p, _server) = waiting("hrd@null.example").await;
    assert_eq!(p.services.send_mail().await.unwrap().suppressed, 1);
    assert!(p.mailbox.messages().is_empty());
    let lines = p.services.reach_list().await.unwrap();
    assert_eq!(lines[0].why, ReachWhy::NoProof);
    assert_eq!(
        p.services.send_mail().await.unwrap().suppressed,
        0,
        "it is settled"
    );
}

#[tokio::test]
async fn what_proves_nothing_keeps_no_mail_back() {
    for domain in ["rusak", "diam", "tanpa-server", "hanya-a"] {
        let (p, server) = waiting(&format!("hrd@{domain}.example")).await;
        assert_eq!(p.services.send_mail().await.unwrap().sent, 1, "{domain}");
        assert!(server.asked(&format!("{domain}.example")) > 0, "{domain}");
        let firm = p.list().await.remove(0).row.id;
        let contacts = p.services.contacts(firm).await.unwrap();
        assert_eq!(contacts.lines[0].standing, Standing::Usable, "{domain}");
    }
}

#[tokio::test]
async fn officers_are_told_at_once_that_a_domain_takes_no_mail() {
    let (p, _server) = waiting("hrd@contoh.example").await;
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    let firm = p.list().await.remove(0).row.id;
    for (typed, told) in [
        ("hrd@tak-ada.example", Err("contact-no-domain")),
        ("hrd@null.example", Err("contact-null-mx")),
        ("hrd@tanpa-server.example", Err("contact-no-server")),
        ("hrd@rusak.example", Ok(ContactChange::Saved)),
        ("hrd@hanya-a.example", Ok(ContactChange::Saved)),
    ] {
        let seen = p.services.contacts(firm).await.unwrap().print;
        let deed = ContactDeed::Add(typed);
        let answer = match p.services.change_contacts(firm, deed, &seen, rina).await {
            Ok(changed) => Ok(changed),
            Err(ServiceError::Barred(refusal)) => Err(refusal.code),
            Err(other) => panic!("{typed}: {other:?}"),
        };
        assert_eq!(answer, told, "{typed}");
    }
    for (typed, told) in [
        (
            "hrd@contoh.example; siti@tak-ada.example",
            Some(NoMail::NoDomain),
        ),
        ("hrd@contoh.example; siti@hanya-a.example", None),
    ] {
        let dossier = p.services.dossier(firm).await.unwrap();
        let correction = Correction {
            values: [(Field::Email, typed.to_owned())].into(),
            reason: None,
            seen: dossier.seen,
        };
        match p.services.correct(firm, &correction, rina).await.unwrap() {
            Corrected::Saved(fields) => assert_eq!((fields, told), (vec![Field::Email], None)),
            Corrected::Faulty(faults) => {
                let domain = "tak-ada.example".to_owned();
                let fault = FieldFault::Domain(domain, told.unwrap());
                assert_eq!(faults, [(Field::Email, fault)]);
            }
            other => panic!("{other:?}"),
        }
    }
}
