//! A firm's addresses: which one is written to, what bounces, and what officers say about them.

mod proofs;

use patuh::{
    clock::Clock,
    domain::{
        contact::{Origin, Standing},
        employer::Field,
        ids::{EmployerId, OfficerId},
        role::Role,
    },
    intake::Kind,
    services::{ContactChange, ContactDeed, Forms, ReachWhy, Rehearsal, ServiceError},
    store::{Actor, CaseRow, Entry, MailState, NewMark},
};

use crate::support::{Program, day};

const PARTICIPANTS: &str = "nik,pisa,segmen,status,kode_bu,upah\n\
    6474010101900003,1,PPU BU,AKTIF,00000099,5000000\n";

fn registry(email: &str) -> String {
    format!(
        "nama,nib,kode_bu,kelurahan,email,pekerja_wlkp,tanggal_wlkp\n\
         CV Contoh Sentosa,9120000000001,00000011,Lok Tuan,{email},4,2026-01-05\n"
    )
}

/// One confirmed registration of a firm with these addresses, on Monday, 16 March 2026.
async fn office(email: &str) -> (Program, OfficerId, EmployerId) {
    let p = Program::start().await;
    let today = day(2026, 3, 16);
    p.import(Kind::Employers, &registry(email), today).await;
    p.import(Kind::Participants, PARTICIPANTS, today).await;
    p.check(today).await;
    assert_eq!(p.confirm_all().await, 1);
    let rina = p
        .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await;
    let firm = p.list().await.remove(0).row.id;
    (p, rina, firm)
}

async fn case(p: &Program) -> CaseRow {
    let tx = p.services.store.read().await.unwrap();
    tx.open_cases(p.services.today()).await.unwrap().remove(0)
}

/// As a server does that returns a mail.
async fn bounce(p: &Program, firm: EmployerId, address: &str) -> Option<String> {
    let tx = p.services.store.begin().await.unwrap();
    let mark = NewMark {
        standing: Standing::Bounced,
        reason: Some("550 5.1.1 unknown user"),
        by: None,
    };
    let now = p.clock.now();
    let next = tx.mark_contact(firm, address, mark, now).await.unwrap();
    let entry = Entry {
        id: p.clock.new_id(),
        actor: Actor::Job("mail"),
        action: "contact.bounce",
        subject: firm.to_string(),
        at: now,
    };
    tx.commit(entry).await.unwrap();
    next
}

async fn change(p: &Program, firm: EmployerId, deed: ContactDeed<'_>, by: OfficerId) {
    let seen = p.services.contacts(firm).await.unwrap().print;
    let changed = p.services.change_contacts(firm, deed, &seen, by).await;
    assert_eq!(changed.unwrap(), ContactChange::Saved, "{deed:?}");
}

/// How many open cases the work list shows without a usable address.
async fn without_address(p: &Program) -> u64 {
    let cells = p.services.work_cells().await.unwrap();
    let cells = cells
        .iter()
        .filter(|cell| cell.obstacle == Some("no_email"));
    cells.map(|cell| cell.count).sum()
}

#[tokio::test]
async fn an_office_is_written_to_before_a_person_and_the_next_one_when_it_bounces() {
    let (p, _, firm) = office("budi@contoh.example; HRD@contoh.example").await;
    assert_eq!(case(&p).await.address(), Some("HRD@contoh.example"));
    let next = bounce(&p, firm, "hrd@contoh.example").await;
    assert_eq!(next.as_deref(), Some("budi@contoh.example"));
    assert_eq!(case(&p).await.address(), Some("budi@contoh.example"));
    assert_eq!(without_address(&p).await, 0);
    assert_eq!(bounce(&p, firm, "budi@contoh.example").await, None);
    assert_eq!(case(&p).await.address(), None);
    assert_eq!(without_address(&p).await, 1);
    let lines = p.services.reach_list().await.unwrap();
    assert_eq!(lines[0].why, ReachWhy::NoAddress);
    // The finding speaks of the registry, which has addresses.
    assert!(!p.list().await[0].row.findings.contains("no_email"));
    assert!(!p.list().await[0].row.has_email);
    let remind = p.services.remind(Rehearsal::No, None).await.unwrap();
    assert_eq!((remind.queued, remind.held), (0, 1));
}

#[tokio::test]
async fn a_newer_file_with_another_address_makes_a_firm_reachable_again_the_same_one_does_not() {
    let (p, _, firm) = office("hrd@contoh.example").await;
    bounce(&p, firm, "hrd@contoh.example").await;
    let today = day(2026, 3, 17);
    p.morning_of(today);
    let same = registry("hrd@contoh.example").replace("Lok Tuan", "Loktuan");
    p.import(Kind::Employers, &same, today).await;
    assert_eq!(case(&p).await.address(), None);
    let other = registry("hrd@contoh-sentosa.example");
    p.import(Kind::Employers, &other, day(2026, 3, 18)).await;
    assert_eq!(case(&p).await.address(), Some("hrd@contoh-sentosa.example"));
    assert_eq!(without_address(&p).await, 0);
    // A registry that returns to the old one has reason to.
    p.import(
        Kind::Employers,
        &registry("hrd@contoh.example"),
        day(2026, 3, 19),
    )
    .await;
    assert_eq!(case(&p).await.address(), Some("hrd@contoh.example"));
}

#[tokio::test]
async fn officers_add_bar_choose_and_take_back_and_a_stale_page_changes_nothing() {
    let (p, rina, firm) = office("hrd@contoh.example").await;
    let seen = p.services.contacts(firm).await.unwrap().print;
    change(&p, firm, ContactDeed::Add("Siti@contoh.example"), rina).await;
    assert_eq!(case(&p).await.address(), Some("hrd@contoh.example"));
    let stale = ContactDeed::Choose("siti@contoh.example");
    let answer = p.services.change_contacts(firm, stale, &seen, rina).await;
    assert_eq!(answer.unwrap(), ContactChange::Stale);
    change(&p, firm, stale, rina).await;
    assert_eq!(case(&p).await.address(), Some("siti@contoh.example"));
    let bar = ContactDeed::Bar("siti@contoh.example", "Sudah pindah bagian.");
    change(&p, firm, bar, rina).await;
    assert_eq!(case(&p).await.address(), Some("hrd@contoh.example"));
    // A server that returns a late mail doesn't undo what a person said.
    bounce(&p, firm, "siti@contoh.example").await;
    let contacts = p.services.contacts(firm).await.unwrap();
    let siti = &contacts.lines[1];
    assert_eq!(
        (siti.standing, siti.origin),
        (Standing::DoNotMail, Origin::Officer)
    );
    assert_eq!(siti.reason.as_deref(), Some("Sudah pindah bagian."));
    assert_eq!(siti.by.as_deref(), Some("Rina Contoh"));
    change(&p, firm, ContactDeed::Lift("siti@contoh.example"), rina).await;
    assert_eq!(case(&p).await.address(), Some("siti@contoh.example"));
    change(&p, firm, ContactDeed::ChooseNone, rina).await;
    assert_eq!(case(&p).await.address(), Some("hrd@contoh.example"));
    for typed in [
        "tanpa-at",
        "a@contoh.example, b@contoh.example",
        "a@contoh.example\nBcc: x",
    ] {
        let seen = p.services.contacts(firm).await.unwrap().print;
        let answer = p
            .services
            .change_contacts(firm, ContactDeed::Add(typed), &seen, rina);
        match answer.await {
            Err(ServiceError::Barred(refusal)) => assert_eq!(refusal.code, "contact-address"),
            other => panic!("{typed}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_mail_that_waits_for_an_address_that_is_barred_is_written_anew() {
    let (p, rina, firm) = office("hrd@contoh.example; budi@contoh.example").await;
    assert_eq!(
        p.services.remind(Rehearsal::No, None).await.unwrap().queued,
        1
    );
    let bar = ContactDeed::Bar("hrd@contoh.example", "Diminta pemiliknya.");
    change(&p, firm, bar, rina).await;
    assert_eq!(p.services.send_mail().await.unwrap().sent, 0);
    p.morning_of(day(2026, 3, 17));
    assert_eq!(
        p.services.remind(Rehearsal::No, None).await.unwrap().queued,
        1
    );
    assert_eq!(p.services.send_mail().await.unwrap().sent, 1);
    let sent = p.mailbox.messages();
    assert!(sent[0].contains("To: budi@contoh.example"), "{}", sent[0]);
}

#[tokio::test]
async fn a_waiting_mail_is_known_to_be_barred_at_the_moment_of_sending() {
    let (p, _, firm) = office("hrd@contoh.example").await;
    p.services.remind(Rehearsal::No, None).await.unwrap();
    let tx = p.services.store.read().await.unwrap();
    let ids: Vec<_> = p
        .services
        .mails_in(&[MailState::Queued], 9)
        .await
        .unwrap()
        .iter()
        .map(|m| m.id)
        .collect();
    assert!(tx.barred_mail(&ids).await.unwrap().is_empty());
    drop(tx);
    bounce(&p, firm, "HRD@contoh.example").await;
    let tx = p.services.store.read().await.unwrap();
    let barred = tx.barred_mail(&ids).await.unwrap();
    assert_eq!(
        barred.into_iter().collect::<Vec<_>>(),
        [(ids[0], Standing::Bounced)]
    );
}

#[tokio::test]
async fn what_is_said_of_a_firm_goes_with_it_into_a_merger_and_out_again() {
    let (p, rina, firm) = office("").await;
    let today = day(2026, 3, 16);
    let double = "nama,kode_bu,email\nCV. CONTOH SENTOSA,00000077,hrd@contoh.example\n";
    p.import(Kind::Employers, double, today).await;
    p.check(today).await;
    let list = p.list().await;
    let merged = list.iter().find(|l| l.row.code == Some(77)).unwrap().row.id;
    bounce(&p, merged, "hrd@contoh.example").await;
    p.services
        .merge((firm, merged), Forms::SameFirm, rina)
        .await
        .unwrap();
    let tx = p.services.store.read().await.unwrap();
    let known = tx.employers(&[firm]).await.unwrap().remove(0);
    assert_eq!(known.record.get(Field::Email), Some("hrd@contoh.example"));
    assert_eq!(tx.address_of(firm).await.unwrap(), None);
    drop(tx);
    change(&p, firm, ContactDeed::Add("budi@contoh.example"), rina).await;
    p.services.unmerge(firm, rina).await.unwrap();
    let tx = p.services.store.read().await.unwrap();
    assert_eq!(
        tx.address_of(firm).await.unwrap().as_deref(),
        Some("budi@contoh.example")
    );
    assert_eq!(tx.address_of(merged).await.unwrap(), None);
}
