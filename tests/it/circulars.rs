//! The circular of an instruction: cancelled and drafted anew, and mailed to each on its list.

use mail_parser::{MessageParser, MimeHeaders as _};
use patuh::{
    domain::{
        contact::Origin,
        ids::{EmployerId, LetterId, OfficerId},
        letter::{Capacity, LetterKind, LetterState, Signatory},
        receipt::How,
        tongue::Tongue,
    },
    intake::Kind,
    services::{CircularReport, NewFile, NoCircular, Numbering, Redraft, ServiceError, Services},
    store::{LetterDeed, MailRow, MailState, ProofMails, Recipient, RecipientFilter},
};

use crate::{
    coming_back::{answer, report, take},
    officers_work::{code, judged},
    support::{Program, day},
};

const SIGNED: &[u8] = include_bytes!("../fixtures/letters/signed.pdf");

struct Office {
    p: Program,
    rina: OfficerId,
    letter: LetterId,
}

impl Office {
    /// The first story's city, whose circular the first check drafted.
    async fn open() -> Self {
        let (p, rina, _) = judged().await;
        let letter = p.services.letters().await.unwrap().remove(0).id;
        Self { p, rina, letter }
    }

    async fn all(&self) -> Vec<EmployerId> {
        self.p.list().await.iter().map(|line| line.row.id).collect()
    }

    async fn cancel(&self, id: LetterId) {
        let done = self
            .p
            .services
            .cancel_letter((id, 1), "Dasar hukumnya keliru.", self.rina)
            .await;
        done.unwrap();
    }

    /// Circulars that were not cancelled.
    async fn standing(&self) -> Vec<LetterId> {
        let letters = self.p.services.letters().await.unwrap();
        let stands = letters
            .iter()
            .filter(|one| one.kind == LetterKind::Circular && one.state != LetterState::Cancelled);
        stands.map(|one| one.id).collect()
    }
}

#[tokio::test]
async fn a_cancelled_circular_stays_away_until_somebody_drafts_it_anew_with_its_list() {
    let o = Office::open().await;
    let services = &o.p.services;
    let all = o.all().await;
    services
        .add_recipients(o.letter, &all, o.rina)
        .await
        .unwrap();
    services
        .remove_recipients(o.letter, &all[..1], o.rina)
        .await
        .unwrap();
    let standing = services.redraft_letter(o.letter, o.rina).await;
    assert_eq!(code(standing), "redraft-standing");
    o.cancel(o.letter).await;
    o.p.check(day(2026, 3, 17)).await;
    assert_eq!(o.standing().await, [], "a check brings none back");
    assert_eq!(
        services.redraft_of(o.letter).await.unwrap(),
        Redraft::Possible
    );
    let new = services.redraft_letter(o.letter, o.rina).await.unwrap();
    assert_eq!(o.standing().await, [new]);
    let letter = services.letter(new).await.unwrap();
    assert_eq!((letter.state, letter.version), (LetterState::Draft, 1));
    let old = services.letter(o.letter).await.unwrap();
    assert_eq!(letter.directive, old.directive);
    assert_ne!(letter.code, old.code);
    let filter = RecipientFilter::default();
    let page = services.recipients(new, &filter, None, 50).await.unwrap();
    let mut listed: Vec<_> = page.lines.iter().map(|line| line.employer).collect();
    let mut wanted = all[1..].to_vec();
    listed.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(listed, wanted);
    let again = services.redraft_letter(o.letter, o.rina).await;
    assert_eq!(code(again), "redraft-done");
    o.p.check(day(2026, 3, 18)).await;
    assert_eq!(o.standing().await, [new], "one stands");
    o.cancel(new).await;
    let third = services.redraft_letter(new, o.rina).await.unwrap();
    assert_eq!(o.standing().await, [third]);
}

#[tokio::test]
async fn two_presses_at_once_draft_one_circular() {
    let o = Office::open().await;
    o.cancel(o.letter).await;
    let press = |services: Services| {
        let (letter, rina) = (o.letter, o.rina);
        tokio::spawn(async move { services.redraft_letter(letter, rina).await })
    };
    let presses = [(); 6].map(|()| press(o.p.services.clone()));
    let mut made = 0;
    for one in presses {
        match one.await.unwrap() {
            Ok(_) => made += 1,
            refused => assert_eq!(code(refused), "redraft-done"),
        }
    }
    assert_eq!((made, o.standing().await.len()), (1, 1));
}

#[tokio::test]
async fn the_circular_of_an_instruction_that_ended_is_not_drafted_anew() {
    let o = Office::open().await;
    o.cancel(o.letter).await;
    let services = &o.p.services;
    let directive = services.letter(o.letter).await.unwrap().directive.unwrap();
    services
        .withdraw_directive(directive, "Diganti instruksi baru.", o.rina)
        .await
        .unwrap();
    o.p.morning_of(day(2026, 3, 18));
    assert_eq!(services.redraft_of(o.letter).await.unwrap(), Redraft::Over);
    let refused = services.redraft_letter(o.letter, o.rina).await;
    assert_eq!(code(refused), "redraft-directive");
}

impl Office {
    /// The circular, signed, with everybody on its list: two with an address, and `CV Umpama`
    /// without one.
    async fn signed() -> Self {
        let o = Self::open().await;
        let more = "nama,nib,kode_bu,kelurahan\nCV Umpama,9120000000011,,Guntung\n";
        o.p.import(Kind::Employers, more, day(2026, 3, 16)).await;
        o.p.check(day(2026, 3, 16)).await;
        let (services, rina) = (&o.p.services, o.rina);
        let all = o.all().await;
        services.add_recipients(o.letter, &all, rina).await.unwrap();
        let letter = services.letter(o.letter).await.unwrap();
        let tx = services.store.begin().await.unwrap();
        for deed in [LetterDeed::Submit, LetterDeed::Approve] {
            let letter = tx.letter(o.letter).await.unwrap().unwrap();
            let doer = (Some(rina), services.clock.now());
            assert!(tx.move_letter(&letter, &deed, doer).await.unwrap());
        }
        tx.commit(o.p.services_entry("test.letters")).await.unwrap();
        let today = services.today();
        let official = Signatory {
            name: "PEJABAT CONTOH".to_owned(),
            rank: None,
            nip: None,
            title: "Wali Kota Contoh".to_owned(),
            own_title: None,
            capacity: Capacity::Holder,
            from: today,
            to: None,
        };
        let head = services.number_choice(&letter).await.unwrap().letterhead;
        let signatory = services.add_signatory(&head.code, &official, rina);
        let number = Numbering {
            on: today,
            signatory: signatory.await.unwrap(),
            typed: "500.15/0001".to_owned(),
        };
        let seen = (o.letter, letter.version);
        services.number_letter(seen, &number, rina).await.unwrap();
        let copy = NewFile {
            name: "edaran.pdf".to_owned(),
            content: SIGNED.to_vec(),
        };
        let signed = services.sign_letter(seen, (&copy, true), rina).await;
        signed.unwrap();
        o
    }

    async fn named(&self, name: &str) -> EmployerId {
        let list = self.p.list().await;
        let line = list.iter().find(|line| line.row.name == name);
        line.unwrap_or_else(|| panic!("no {name}")).row.id
    }

    async fn mail_to(&self, chosen: &[EmployerId]) -> Result<CircularReport, ServiceError> {
        let services = &self.p.services;
        services
            .mail_circular((self.letter, 1), chosen, self.rina)
            .await
    }

    async fn why(&self, name: &str) -> Option<NoCircular> {
        let list = self.p.services.circular_list(self.letter).await.unwrap();
        let found = list.into_iter().find(|(one, _)| one.name == name);
        found.unwrap_or_else(|| panic!("no {name}")).1
    }

    async fn recipient(&self, name: &str) -> Recipient {
        let filter = RecipientFilter::default();
        let services = &self.p.services;
        let page = services.recipients(self.letter, &filter, None, 50).await;
        let mut lines = page.unwrap().lines.into_iter();
        lines.find(|line| line.name == name).unwrap()
    }

    /// The mails that carry the circular.
    async fn mails(&self) -> Vec<MailRow> {
        let mails = self.p.services.mails(None, 99).await.unwrap();
        mails.into_iter().filter(|m| m.kind == "circular").collect()
    }

    async fn mail_of(&self, address: &str) -> MailRow {
        let mails = self.mails().await;
        mails.into_iter().find(|m| m.recipient == address).unwrap()
    }
}

#[tokio::test]
async fn each_with_an_address_gets_one_mail_with_the_signed_bytes_and_the_others_wait_for_a_courier()
 {
    let o = Office::signed().await;
    let services = &o.p.services;
    let misal = o.named("PT Misal Jaya").await;
    services
        .set_mail_language(misal, Tongue::English, o.rina)
        .await
        .unwrap();
    assert_eq!(code(o.mail_to(&[]).await), "circular-nobody");
    assert_eq!(o.mails().await, [], "nobody chosen is nobody");
    let all = o.all().await;
    let before = o.p.mailbox.messages().len();
    let report = o.mail_to(&all).await.unwrap();
    assert_eq!((report.queued, report.left), (2, 1));
    assert_eq!(code(o.mail_to(&all).await), "circular-none-left");
    let letter = services.letter(o.letter).await.unwrap();
    assert_eq!(letter.state, LetterState::Sent);
    assert_eq!(o.why("CV Umpama").await, Some(NoCircular::NoAddress));
    assert_eq!(o.why("CV Contoh Sentosa").await, Some(NoCircular::Mailed));
    assert_eq!(services.send_mail().await.unwrap().sent, 2);
    assert_eq!(services.send_mail().await.unwrap().sent, 0);
    let messages = o.p.mailbox.messages();
    let mut to = Vec::new();
    for message in &messages[before..] {
        let read = MessageParser::default().parse(message.as_bytes()).unwrap();
        to.push(
            read.to()
                .unwrap()
                .first()
                .unwrap()
                .address()
                .unwrap()
                .to_owned(),
        );
        let files: Vec<_> = read.attachments().collect();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].contents(), SIGNED);
        assert_eq!(files[0].attachment_name(), Some("surat-edaran-001.pdf"));
        let text = read.body_text(0).unwrap();
        assert!(text.contains("500.15/0001 Tahun 2026"), "{text}");
        assert!(!text.contains("K-0"), "{text}");
    }
    to.sort();
    assert_eq!(to, ["hrd@contoh.example", "hrd@misal.example"]);
    let english = o.mail_of("hrd@misal.example").await;
    assert_eq!(english.language, Tongue::English);
    assert!(english.body_text.contains("To the management of"));
    // The one without an address is brought the letter.
    let umpama = [o.named("CV Umpama").await];
    let proof = (services.today(), How::Hand);
    services
        .record_receipts(o.letter, &umpama, proof, o.rina)
        .await
        .unwrap();
    assert_eq!(o.why("CV Umpama").await, Some(NoCircular::Received));
}

#[tokio::test]
async fn presses_at_once_queue_one_mail_for_each() {
    let o = Office::signed().await;
    let all = o.all().await;
    let press = |services: Services, all: Vec<EmployerId>| {
        let (letter, rina) = (o.letter, o.rina);
        tokio::spawn(async move { services.mail_circular((letter, 1), &all, rina).await })
    };
    let presses = [(); 5].map(|()| press(o.p.services.clone(), all.clone()));
    let mut queued = 0;
    for one in presses {
        match one.await.unwrap() {
            Ok(report) => queued += report.queued,
            refused => assert_eq!(code(refused), "circular-none-left"),
        }
    }
    assert_eq!((queued, o.mails().await.len()), (2, 2));
}

#[tokio::test]
async fn a_report_is_the_receipt_of_one_and_what_comes_back_takes_it_back() {
    let o = Office::signed().await;
    let all = o.all().await;
    o.mail_to(&all).await.unwrap();
    o.p.services.send_mail().await.unwrap();
    let contoh = o.mail_of("hrd@contoh.example").await;
    o.p.morning_of(day(2026, 3, 17));
    let words = report(&contoh, "delivered", "2.0.0", "250 2.0.0 Saved");
    assert!(take(&o.p, &words).await.matched);
    let line = o.recipient("CV Contoh Sentosa").await;
    let receipt = line.receipt.unwrap();
    assert_eq!(
        (receipt.on, receipt.how, receipt.by),
        (day(2026, 3, 17), How::Report, None)
    );
    assert_eq!(o.recipient("PT Misal Jaya").await.receipt, None);
    let tx = o.p.services.store.read().await.unwrap();
    let of = ProofMails::Of(contoh.employer);
    let (mails, _) = tx.proof_mails(&of).await.unwrap();
    drop(tx);
    let receipts: Vec<_> = mails.iter().flat_map(|(_, mail)| &mail.receipts).collect();
    assert_eq!(receipts.len(), 1);
    assert!(receipts[0].words.contains("250 2.0.0 Saved"));
    let back = report(&contoh, "failed", "5.1.1", "550 5.1.1 no such user");
    assert_eq!(take(&o.p, &back).await.kind, "hard");
    let line = o.recipient("CV Contoh Sentosa").await;
    assert_eq!((line.receipt, line.mail), (None, Some(MailState::Bounced)));
    assert_eq!(
        o.why("CV Contoh Sentosa").await,
        Some(NoCircular::NoAddress)
    );
    // An answer proves the other one's, and a bounce after it changes nothing.
    let misal = o.mail_of("hrd@misal.example").await;
    let words = answer(&misal, "hrd@misal.example", "Sudah kami terima.");
    assert_eq!(take(&o.p, &words).await.kind, "reply");
    let line = o.recipient("PT Misal Jaya").await;
    assert_eq!(line.receipt.unwrap().how, How::Answer);
}

#[tokio::test]
async fn a_firm_that_was_written_to_today_or_is_held_back_gets_it_later() {
    let o = Office::signed().await;
    let services = &o.p.services;
    let misal = o.named("PT Misal Jaya").await;
    o.mail_to(&[misal]).await.unwrap();
    services.send_mail().await.unwrap();
    let mail = o.mail_of("hrd@misal.example").await;
    let back = report(&mail, "failed", "5.1.1", "550 5.1.1 no such user");
    take(&o.p, &back).await;
    let tx = services.store.begin().await.unwrap();
    let new = ("kantor@misal.example", Origin::Officer);
    let now = services.clock.now();
    tx.add_contact(misal, new, Some(o.rina), now).await.unwrap();
    tx.touches([misal]);
    tx.commit(o.p.services_entry("test.contact")).await.unwrap();
    assert_eq!(o.why("PT Misal Jaya").await, Some(NoCircular::Today));
    assert_eq!(code(o.mail_to(&[misal]).await), "circular-none-left");
    o.p.morning_of(day(2026, 3, 17));
    assert_eq!(o.why("PT Misal Jaya").await, None);
    let report = o.mail_to(&[misal]).await.unwrap();
    assert_eq!((report.queued, report.left), (1, 0));
    assert_eq!(services.send_mail().await.unwrap().sent, 1);
    let again = o.mail_of("kantor@misal.example").await;
    assert_eq!(again.state, MailState::Sent);
}
