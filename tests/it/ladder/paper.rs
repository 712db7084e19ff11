//! A signed letter leaves once; what it carries is what was signed, and its receipt is the step's.

mod kill;

use std::sync::Arc;

use chrono::TimeDelta;
use mail_parser::{MessageParser, MimeHeaders};
use patuh::{
    clock::Clock,
    domain::{
        ids::{LetterId, OfficerId},
        ladder::Stage,
        letter::{Capacity, LetterState, Signatory},
        receipt::How,
        role::Role,
    },
    intake::Kind,
    mail::Transport,
    services::{City, NewFile, Numbering, SendWay, Services},
    store::{Letter, MailRow, MailState},
};
use sha2::{Digest as _, Sha256};

use super::{Office, PARTICIPANTS, code};
use crate::{
    coming_back::{answer, report, take},
    support::{Program, day},
};

pub(super) const SIGNED: &[u8] = include_bytes!("../../fixtures/letters/signed.pdf");
/// Another paper, without any code.
const BLANK: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\n\
    trailer<</Root 1 0 R>>\n%%EOF\n";

impl Office {
    /// The first reprimands of CV Contoh and CV Umpama, signed, on 9 April.
    pub(super) async fn signed() -> (Self, [LetterId; 2]) {
        let o = Self::open().await;
        let first = day(2026, 3, 16);
        let email = "nama,nib,kode_bu,email\n\
            CV Umpama Bahari,9120000000003,00000013,kantor@umpama.example\n";
        o.p.import(Kind::Employers, email, first).await;
        o.p.check(first).await;
        assert_eq!(o.remind().await, (3, 3));
        assert_eq!(o.p.services.send_mail().await.unwrap().sent, 3);
        o.p.morning_of(day(2026, 3, 17));
        for firm in ["CV Contoh", "CV Umpama"] {
            let case = o.case(firm).await;
            assert_eq!(o.received(&case, day(2026, 3, 17)).await, Ok(()));
        }
        o.news(PARTICIPANTS, day(2026, 4, 9)).await;
        assert_eq!(o.approve(o.tono).await, Ok(2));
        assert_eq!(o.advance().await.letters, 2);
        let mut ids = Vec::new();
        for (firm, paper) in [("CV Contoh", SIGNED), ("CV Umpama", BLANK)] {
            let letter = o.letter_of(firm).await;
            o.go_as_far_as_signed(&letter, paper).await;
            ids.push(letter.id);
        }
        (o, [ids[0], ids[1]])
    }

    /// The letter of a firm's present step.
    pub(super) async fn letter_of(&self, firm: &str) -> Letter {
        let case = self.case(firm).await;
        let letters = self.p.services.letters().await.unwrap();
        let mut own = letters
            .into_iter()
            .filter(|one| one.case == Some((case.id, case.round)));
        own.next_back().unwrap()
    }

    /// Review, number and signed copy.
    pub(super) async fn go_as_far_as_signed(&self, letter: &Letter, paper: &[u8]) {
        let (services, seen) = (&self.p.services, (letter.id, letter.version));
        services.submit_letter(seen, "", self.rina).await.unwrap();
        services.approve_letter(seen, "", self.tono).await.unwrap();
        let head = services.number_choice(letter).await.unwrap().letterhead;
        let today = services.today();
        let official = Signatory {
            name: "PEJABAT CONTOH".to_owned(),
            rank: None,
            nip: None,
            title: "Kepala Dinas Contoh".to_owned(),
            own_title: None,
            capacity: Capacity::Holder,
            from: today,
            to: None,
        };
        let known = services.number_choice(letter).await.unwrap().signatories;
        let signatory = if let Some(row) = known.first() {
            row.id
        } else {
            let added = services.add_signatory(&head.code, &official, self.rina);
            added.await.unwrap()
        };
        let number = Numbering {
            on: today,
            signatory,
            typed: format!("500.15/{}/contoh", letter.no),
        };
        let numbered = services.number_letter(seen, &number, self.rina).await;
        numbered.unwrap();
        let copy = NewFile {
            name: "surat.pdf".to_owned(),
            content: paper.to_vec(),
        };
        let signed = services.sign_letter(seen, (&copy, true), self.rina).await;
        signed.unwrap();
    }

    pub(super) async fn send(&self, id: LetterId, way: &SendWay) -> Result<(), &'static str> {
        let done = self.p.services.send_letter((id, 1), way, self.rina).await;
        done.map_err(|error| code(&error))
    }

    /// The mails that carry letters, whether they left or wait.
    async fn letter_mails(&self) -> Vec<MailRow> {
        let mails = self.p.services.mails(None, 99).await.unwrap();
        mails.into_iter().filter(|m| m.letter.is_some()).collect()
    }
}

/// What a message carries: its recipient, and SHA-256 of each file.
fn carried(message: &str) -> (String, Vec<String>) {
    let read = MessageParser::default().parse(message.as_bytes()).unwrap();
    let to = read.to().unwrap().first().unwrap().address().unwrap();
    let files = read.attachments().map(|file| {
        assert_eq!(file.content_type().unwrap().subtype(), Some("pdf"));
        hex::encode(Sha256::digest(file.contents()))
    });
    (to.to_owned(), files.collect())
}

fn print_of(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

pub(super) fn by_courier(on: chrono::NaiveDate) -> SendWay {
    SendWay::Paper {
        how: "courier",
        on,
        words: "Kurir dinas, resi 12.".to_owned(),
    }
}

#[tokio::test]
async fn a_mail_carries_exactly_the_bytes_that_were_signed_once_and_to_the_right_firm() {
    let (o, [contoh, umpama]) = Office::signed().await;
    let before = o.p.mailbox.messages().len();
    assert_eq!(o.send(contoh, &SendWay::Mail).await, Ok(()));
    assert_eq!(o.send(umpama, &SendWay::Mail).await, Ok(()));
    let services = &o.p.services;
    assert_eq!(services.send_mail().await.unwrap().sent, 2);
    assert_eq!(services.send_mail().await.unwrap().sent, 0);
    let messages = o.p.mailbox.messages();
    let mut carried: Vec<_> = messages[before..].iter().map(|one| carried(one)).collect();
    carried.sort();
    let own = |to: &str, paper| (to.to_owned(), vec![print_of(paper)]);
    let wanted = [
        own("hrd@contoh.example", SIGNED),
        own("kantor@umpama.example", BLANK),
    ];
    assert_eq!(carried, wanted);
    let letter = services.letter(contoh).await.unwrap();
    assert_eq!(letter.state, LetterState::Sent);
    assert_eq!(letter.signed.unwrap().sha256, print_of(SIGNED));
    // What was sent is not sent again.
    assert_eq!(o.send(contoh, &SendWay::Mail).await, Err("letter-unsigned"));
}

#[tokio::test]
async fn a_letter_whose_signed_copy_was_changed_on_disk_does_not_leave() {
    let (o, [contoh, _]) = Office::signed().await;
    assert_eq!(o.send(contoh, &SendWay::Mail).await, Ok(()));
    let sha256 = print_of(SIGNED);
    let files = o.p.folder.path().join("files");
    let mut found = Vec::new();
    let mut folders = vec![files];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().contains(&sha256) {
                found.push(path);
            }
        }
    }
    assert_eq!(found.len(), 1, "{found:?}");
    std::fs::write(&found[0], BLANK).unwrap();
    let report = o.p.services.send_mail().await.unwrap();
    assert_eq!((report.sent, report.failed), (0, 1));
    assert_eq!(o.letter_mails().await[0].state, MailState::Failed);
}

#[tokio::test]
async fn the_term_begins_with_the_receipt_that_the_courier_brought_back() {
    let (o, [contoh, _]) = Office::signed().await;
    let sent_on = day(2026, 4, 9);
    assert_eq!(o.send(contoh, &by_courier(sent_on)).await, Ok(()));
    assert_eq!(o.p.services.send_mail().await.unwrap().sent, 0);
    let case = o.contoh().await;
    assert_eq!(case.facts.due_on, None, "nobody knows when it arrives");
    o.p.morning_of(day(2026, 4, 13));
    let seen = patuh::services::SeenReceipt {
        how: How::Post,
        on: day(2026, 4, 10),
        words: "Resi 12, diterima bagian umum.".to_owned(),
    };
    let services = &o.p.services;
    let done = services.record_receipt(case.id, &seen, o.rina).await;
    done.unwrap();
    let facts = o.contoh().await.facts;
    // Ten working days after Friday, 10 April.
    assert_eq!(
        (facts.stage, facts.received_on, facts.due_on),
        (
            Stage::Reprimand1,
            Some(day(2026, 4, 10)),
            Some(day(2026, 4, 24))
        )
    );
    let letter = services.letter(contoh).await.unwrap();
    assert_eq!(
        (letter.state, letter.received_on),
        (LetterState::Received, Some(day(2026, 4, 10)))
    );
    services.take_receipt_back(case.id, o.rina).await.unwrap();
    let letter = services.letter(contoh).await.unwrap();
    assert_eq!(
        (letter.state, letter.received_on),
        (LetterState::Sent, None)
    );
    assert_eq!(o.contoh().await.facts.due_on, None);
}

#[tokio::test]
async fn a_positive_report_of_the_mail_is_the_receipt_of_the_letter() {
    let (o, [contoh, umpama]) = Office::signed().await;
    assert_eq!(o.send(contoh, &SendWay::Mail).await, Ok(()));
    assert_eq!(o.send(umpama, &SendWay::Mail).await, Ok(()));
    assert_eq!(o.p.services.send_mail().await.unwrap().sent, 2);
    let mails = o.letter_mails().await;
    let mail = mails.iter().find(|mail| mail.letter == Some(contoh));
    o.p.morning_of(day(2026, 4, 10));
    let words = report(mail.unwrap(), "delivered", "2.0.0", "250 2.0.0 Saved");
    let taken = take(&o.p, &words).await;
    assert_eq!((taken.kind, taken.matched), ("delivered", true));
    let again = take(&o.p, &words).await;
    assert!(again.matched, "the same report changes nothing more");
    let facts = o.contoh().await.facts;
    assert_eq!(
        (facts.received_on, facts.due_on),
        (Some(day(2026, 4, 10)), Some(day(2026, 4, 24)))
    );
    let letter = o.p.services.letter(contoh).await.unwrap();
    assert_eq!(
        (letter.state, letter.received_on),
        (LetterState::Received, Some(day(2026, 4, 10)))
    );
    // The other firm's letter is where it was.
    let other = o.p.services.letter(umpama).await.unwrap();
    assert_eq!(other.state, LetterState::Sent);
    assert_eq!(o.case("CV Umpama").await.facts.received_on, None);
    // What comes back after that takes it back.
    let back = report(mail.unwrap(), "failed", "5.1.1", "550 5.1.1 no such user");
    assert_eq!(take(&o.p, &back).await.kind, "hard");
    let letter = o.p.services.letter(contoh).await.unwrap();
    assert_eq!(
        (letter.state, letter.received_on),
        (LetterState::Sent, None)
    );
}

#[tokio::test]
async fn a_letter_to_bpjs_goes_to_the_address_that_the_office_named_and_leaves_the_firm_alone() {
    let o = Office::appealed().await;
    let misal = o.case("PT Misal").await;
    assert_eq!(o.received(&misal, day(2026, 3, 16)).await, Ok(()));
    o.news(PARTICIPANTS, day(2026, 4, 8)).await;
    assert_eq!(o.approve(o.tono).await, Ok(1));
    assert_eq!(o.advance().await.letters, 1);
    let letter = o.letter_of("PT Misal").await;
    o.go_as_far_as_signed(&letter, SIGNED).await;
    let services = &o.p.services;
    let unset = Services {
        city: Arc::new(City {
            bpjs_email: None,
            ..(*services.city).clone()
        }),
        ..services.clone()
    };
    let refused = unset.send_letter((letter.id, 1), &SendWay::Mail, o.rina);
    assert_eq!(code(&refused.await.unwrap_err()), "letter-no-bpjs");
    let before = o.p.mailbox.messages().len();
    assert_eq!(o.send(letter.id, &SendWay::Mail).await, Ok(()));
    assert_eq!(services.send_mail().await.unwrap().sent, 1);
    let (to, files) = carried(&o.p.mailbox.messages()[before]);
    assert_eq!(to, "kepesertaan@bpjs.example");
    assert_eq!(files, [print_of(SIGNED)]);
    let mail = o.letter_mails().await.remove(0);
    assert!(
        mail.body_text.contains("PT Misal Jaya"),
        "{}",
        mail.body_text
    );
    assert!(
        !mail.body_text.contains("mendaftarkan"),
        "{}",
        mail.body_text
    );
    // The firm had no mail today, and may be written to.
    let tx = services.store.read().await.unwrap();
    let since = o.p.clock.now() - TimeDelta::hours(12);
    assert!(tx.mailed_since(since).await.unwrap().is_empty());
    drop(tx);
    // BPJS answers: it has the letter; the firm said nothing, and its clock runs on.
    o.p.morning_of(day(2026, 4, 9));
    let words = answer(&mail, "petugas@bpjs.example", "Sudah kami terima.");
    let taken = take(&o.p, &words).await;
    assert_eq!((taken.kind, taken.matched), ("reply", true));
    let facts = o.case("PT Misal").await.facts;
    assert_eq!(facts.replied_on, None);
    let letter = services.letter(letter.id).await.unwrap();
    assert_eq!(
        (letter.state, letter.received_on),
        (LetterState::Received, Some(day(2026, 4, 9)))
    );
    // An address of BPJS that fails is none of the firm's.
    let back = report(&mail, "failed", "5.1.1", "550 5.1.1 no such user");
    assert_eq!(take(&o.p, &back).await.kind, "hard");
    let tx = services.store.read().await.unwrap();
    let contacts = tx.contacts_of(&[misal.employer]).await.unwrap();
    let mut marked = contacts.values().flatten();
    assert!(marked.all(|row| row.contact.address != "kepesertaan@bpjs.example"));
}

/// A second node of the same office, with a mailbox of its own.
pub(super) async fn another_node(p: &Program) -> (Services, patuh::mail::Memory) {
    let (transport, mailbox) = Transport::memory("Disnaker <jkn@kota.example>").unwrap();
    let services = Program::services(&p.url, p.folder.path(), (p.clock.clone(), transport));
    (services.await, mailbox)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_letter_that_two_people_send_at_once_leaves_once() {
    let (o, [contoh, _]) = Office::signed().await;
    let budi =
        o.p.officer("Budi Misal", "budi@kota.example", Role::LabourOfficer)
            .await;
    let before = o.p.mailbox.messages().len();
    let (node, other_box) = another_node(&o.p).await;
    let press = |services: Services, by: OfficerId| {
        tokio::spawn(async move {
            let done = services.send_letter((contoh, 1), &SendWay::Mail, by).await;
            done.map_err(|error| code(&error))
        })
    };
    let presses = [
        press(o.p.services.clone(), o.rina),
        press(node.clone(), budi),
        press(o.p.services.clone(), budi),
        press(node.clone(), o.rina),
    ];
    let mut done = Vec::new();
    for one in presses {
        done.push(one.await.unwrap());
    }
    assert_eq!(done.iter().filter(|one| one.is_ok()).count(), 1, "{done:?}");
    let heard = |one: &Result<(), &str>| match one {
        Ok(()) => true,
        Err(why) => ["letter-unsigned", "letter_moved"].contains(why),
    };
    assert!(done.iter().all(heard), "{done:?}");
    assert_eq!(o.letter_mails().await.len(), 1);
    let here = o.p.services.clone();
    let (one, two) = tokio::join!(
        tokio::spawn(async move { here.send_mail().await.unwrap().sent }),
        tokio::spawn(async move { node.send_mail().await.unwrap().sent }),
    );
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    let left = o.p.mailbox.messages().len() - before + other_box.messages().len();
    assert_eq!(left, 1);
}
