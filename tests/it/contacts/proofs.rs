//! What proves that whoever reads an address is the right one, and who that is.

use patuh::{
    clock::Clock,
    domain::{
        contact::{ContactRole, Proof, State},
        ids::EmployerId,
    },
    intake::Kind,
    services::{ContactChange, ContactDeed, ContactLine, Forms, Rehearsal, ServiceError},
};
use patuh_migrations::Migrator;
use sea_orm::{ConnectionTrait, Database, DbBackend};
use sea_orm_migration::MigratorTrait;

use super::{bounce, case, change, office};
use crate::{
    coming_back::{answer, report, take},
    officers_work::by_nib,
    support::{Folder, Program, day, fresh_database},
};

#[tokio::test]
async fn a_firm_that_answers_proves_the_address_and_is_written_to_there() {
    let (p, _, firm) = office("hrd@contoh.example; pimpinan.baru@contoh.example").await;
    p.services.remind(Rehearsal::No, None).await.unwrap();
    p.services.send_mail().await.unwrap();
    let sent = p.services.mails(None, 9).await.unwrap().remove(0);
    assert_eq!(sent.recipient, "hrd@contoh.example");
    let delivered = report(&sent, "delivered", "2.0.0", "250 2.0.0 Saved");
    take(&p, &delivered).await;
    let all = states(&p, firm).await;
    let no_proof = [State::Unproved, State::Unproved];
    assert_eq!(all.map(|one| one.1), no_proof, "a report proves no reader");
    take(
        &p,
        &answer(&sent, "pimpinan.baru@contoh.example", "Akan kami urus."),
    )
    .await;
    let [first, second] = states(&p, firm).await;
    assert_eq!(
        first,
        ("pimpinan.baru@contoh.example".to_owned(), State::Proved)
    );
    assert_eq!(second, ("hrd@contoh.example".to_owned(), State::Unproved));
    assert_eq!(
        case(&p).await.address(),
        Some("pimpinan.baru@contoh.example")
    );
    let line = p.services.contacts(firm).await.unwrap().lines.remove(0);
    let proved = line.proved.unwrap();
    assert_eq!((proved.how, proved.at), (Proof::Answer, p.clock.now()));
}

/// The two addresses of a firm, in their order.
async fn states(p: &Program, firm: EmployerId) -> [(String, State); 2] {
    let lines = p.services.contacts(firm).await.unwrap().lines;
    let states = lines.into_iter().map(|line| {
        let state = line.state();
        (line.address, state)
    });
    states.collect::<Vec<_>>().try_into().unwrap()
}

#[tokio::test]
async fn what_bars_an_address_goes_before_what_proved_it_and_the_proof_comes_back() {
    let (p, rina, firm) = office("hrd@contoh.example; budi@contoh.example").await;
    let vouch = |words| ContactDeed::Vouch("budi@contoh.example", words);
    let seen = p.services.contacts(firm).await.unwrap().print;
    match p
        .services
        .change_contacts(firm, vouch(" "), &seen, rina)
        .await
    {
        Err(ServiceError::Barred(refusal)) => assert!(refusal.code.starts_with("words")),
        other => panic!("{other:?}"),
    }
    change(&p, firm, vouch("Berbicara lewat telepon, 16 Maret."), rina).await;
    let [first, _] = states(&p, firm).await;
    assert_eq!(first, ("budi@contoh.example".to_owned(), State::Proved));
    assert_eq!(case(&p).await.address(), Some("budi@contoh.example"));
    bounce(&p, firm, "budi@contoh.example").await;
    assert_eq!(states(&p, firm).await[1].1, State::Bounced);
    assert_eq!(case(&p).await.address(), Some("hrd@contoh.example"));
    let seen = p.services.contacts(firm).await.unwrap().print;
    let again = p
        .services
        .change_contacts(firm, vouch("Lagi."), &seen, rina);
    match again.await {
        Err(ServiceError::Barred(refusal)) => assert_eq!(refusal.code, "contact-barred"),
        other => panic!("{other:?}"),
    }
    let bar = ContactDeed::Bar("budi@contoh.example", "Diminta pemiliknya.");
    change(&p, firm, bar, rina).await;
    assert_eq!(states(&p, firm).await[1].1, State::DoNotUse);
    change(&p, firm, ContactDeed::Lift("budi@contoh.example"), rina).await;
    let line = p.services.contacts(firm).await.unwrap().lines.remove(0);
    assert_eq!(
        (line.address.as_str(), line.state()),
        ("budi@contoh.example", State::Proved)
    );
    let proved = line.proved.unwrap();
    assert_eq!(
        (proved.how, proved.by.as_deref()),
        (Proof::Officer, Some("Rina Contoh"))
    );
    assert_eq!(
        proved.words.as_deref(),
        Some("Berbicara lewat telepon, 16 Maret.")
    );
    let events = p.services.contacts(firm).await.unwrap().events;
    let deeds: Vec<&str> = events.iter().map(|event| event.deed.code()).collect();
    assert_eq!(deeds, ["lifted", "barred", "bounced", "vouched"]);
}

#[tokio::test]
async fn an_officer_says_who_reads_an_address_and_the_choice_stays() {
    let (p, rina, firm) = office("hrd@contoh.example; budi@contoh.example").await;
    let roles = |lines: &[ContactLine]| lines.iter().map(ContactLine::role).collect::<Vec<_>>();
    let before = p.services.contacts(firm).await.unwrap();
    assert_eq!(
        roles(&before.lines),
        [ContactRole::Personnel, ContactRole::Unknown]
    );
    let leader = ContactDeed::Role("budi@contoh.example", ContactRole::Leader);
    change(&p, firm, leader, rina).await;
    let after = p.services.contacts(firm).await.unwrap();
    assert_eq!(
        roles(&after.lines),
        [ContactRole::Personnel, ContactRole::Leader]
    );
    assert_eq!(after.address(), Some("hrd@contoh.example"));
    let same = p.services.change_contacts(firm, leader, &after.print, rina);
    assert_eq!(same.await.unwrap(), ContactChange::Same);
    assert_eq!(after.events[0].words.as_deref(), Some("leader"));
}

#[tokio::test]
async fn a_merger_brings_the_proofs_of_both_and_parting_gives_them_back() {
    let (p, rina, firm) = office("hrd@contoh.example").await;
    let today = day(2026, 3, 16);
    let double = "nama,kode_bu,email\nCV. CONTOH SENTOSA,00000077,budi@contoh.example\n";
    p.import(Kind::Employers, double, today).await;
    p.check(today).await;
    let list = p.list().await;
    let merged = list.iter().find(|l| l.row.code == Some(77)).unwrap().row.id;
    let vouch = ContactDeed::Vouch("budi@contoh.example", "Lewat telepon.");
    change(&p, merged, vouch, rina).await;
    let add = ContactDeed::Add("budi@contoh.example");
    change(&p, firm, add, rina).await;
    assert_eq!(case(&p).await.address(), Some("hrd@contoh.example"));
    p.services
        .merge((firm, merged), Forms::SameFirm, rina)
        .await
        .unwrap();
    let both = states(&p, firm).await;
    assert_eq!(both[0], ("budi@contoh.example".to_owned(), State::Proved));
    assert_eq!(case(&p).await.address(), Some("budi@contoh.example"));
    let events = p.services.contacts(firm).await.unwrap().events;
    assert_eq!(events.len(), 2, "what was done with both");
    p.services.unmerge(firm, rina).await.unwrap();
    let apart = states(&p, firm).await;
    assert_eq!(apart[0].0, "hrd@contoh.example");
    assert_eq!(
        apart[1],
        ("budi@contoh.example".to_owned(), State::Unproved)
    );
    let line = p.services.contacts(merged).await.unwrap().lines.remove(0);
    assert_eq!(
        (line.address.as_str(), line.state()),
        ("budi@contoh.example", State::Proved)
    );
}

/// A database as it was before proofs, with one firm: it answered from one of its addresses, and
/// from another one of its house; a third bounced.
#[expect(
    clippy::too_many_lines,
    reason = "most of it is one migration, backwards"
)]
async fn before_proofs(folder: &Folder) -> String {
    let url = fresh_database(folder).await;
    let make = match url.strip_prefix("sqlite:") {
        Some(_) => format!("{url}?mode=rwc"),
        None => url.clone(),
    };
    let db = Database::connect(&make).await.unwrap();
    let all = Migrator::migrations();
    let steps = all.iter().position(|m| m.name().ends_with("32_contacts"));
    let steps = u32::try_from(steps.unwrap()).unwrap();
    Migrator::up(&db, Some(steps)).await.unwrap();
    let id = |n: u8| match db.get_database_backend() {
        DbBackend::Postgres => format!("'018f3c1e-7a00-7000-8000-0000000000{n:02}'"),
        _ => format!("x'018f3c1e7a00700080000000000000{n:02}'"),
    };
    let at = |day: u8| format!("'2026-03-{day:02}T01:00:00+00:00'");
    let firm = |n: u8, nib: u8, email: &str| {
        format!(
            "INSERT INTO employer (id, nib, name, match_name, email, closed, \
             head_office_confirmed, sources, origins, changed, created_at) VALUES ({}, \
             '91200000000{nib:02}', 'CV Contoh {n}', 'CONTOH {n}', '{email}', FALSE, FALSE, \
             'wlkp', '[]', FALSE, {});",
            id(n),
            at(10)
        )
    };
    let mail = |n: u8, to: &str| {
        format!(
            "INSERT INTO outbox (id, employer_id, kind, reference, recipient, subject, body_text, \
             body_html, state, demo, queued_at, not_before, attempts) VALUES ({}, {}, 'appeal', \
             'K-00001', '{to}', 's', 't', 'h', 'delivered', FALSE, {}, {}, 1); \
             INSERT INTO returned (id, hash, at, channel, kind, recipients, sender, subject, \
             mail_id, employer_id, waits) VALUES ({}, '{n}', {}, 'imap', 'reply', '', \
             '{to}', 's', {}, {}, FALSE);",
            id(n),
            id(1),
            at(11),
            at(11),
            id(n + 10),
            at(12),
            id(n),
            id(1)
        )
    };
    let contact = |address: &str, origin: &str, standing: &str| {
        format!(
            "INSERT INTO contact (employer_id, address, origin, standing, chosen, reason, since) \
             VALUES ({}, '{address}', '{origin}', '{standing}', FALSE, NULL, {});",
            id(1),
            at(13)
        )
    };
    let text = [
        firm(
            1,
            1,
            "hrd@contoh.example; Budi@contoh.example; adm@contoh.example",
        ),
        firm(2, 2, "hrd@misal.example"),
        mail(3, "Budi@contoh.example"),
        contact("adm@contoh.example", "registry", "bounced"),
    ];
    db.execute_unprepared(&text.concat()).await.unwrap();
    let other = contact("pimpinan@contoh.example", "reply", "usable");
    db.execute_unprepared(&other.replace(&id(1), &id(2)))
        .await
        .unwrap();
    Migrator::up(&db, None).await.unwrap();
    db.close().await.unwrap();
    url
}

#[tokio::test]
async fn addresses_of_earlier_versions_are_proved_by_what_is_on_record() {
    let folder = Folder::new();
    let url = before_proofs(&folder).await;
    let p = Program::start_at(folder, url).await;
    let first = by_nib(&p, "9120000000001").await.id;
    let lines = p.services.contacts(first).await.unwrap().lines;
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.address.as_str(), line.state()))
        .collect();
    let expected = [
        ("Budi@contoh.example", State::Proved),
        ("hrd@contoh.example", State::Unproved),
        ("adm@contoh.example", State::Bounced),
    ];
    assert_eq!(told, expected);
    let proved = lines[0].proved.as_ref().unwrap();
    assert_eq!(proved.how, Proof::Answer);
    assert_eq!(proved.at.to_rfc3339(), "2026-03-12T01:00:00+00:00");
    let tx = p.services.store.read().await.unwrap();
    let written_to = tx.address_of(first).await.unwrap();
    assert_eq!(written_to.as_deref(), Some("budi@contoh.example"));
    drop(tx);
    let events = p.services.contacts(first).await.unwrap().events;
    let deeds: Vec<&str> = events.iter().map(|event| event.deed.code()).collect();
    assert_eq!(deeds, ["bounced", "answered"]);
    let second = by_nib(&p, "9120000000002").await.id;
    let lines = p.services.contacts(second).await.unwrap().lines;
    assert_eq!(lines[0].address, "pimpinan@contoh.example");
    assert_eq!(lines[0].state(), State::Proved);
    assert_eq!(lines[1].state(), State::Unproved);
}
