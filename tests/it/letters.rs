//! Whom the circular goes to, and who has it.

use patuh::{
    domain::{
        ids::{EmployerId, LetterId, OfficerId},
        receipt::How,
    },
    intake::Kind,
    services::{Forms, LetterPick, Rehearsal, Status},
    store::{BatchKind, Fitting, RecipientCounts, RecipientFilter},
};
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};

use crate::{
    officers_work::{code, judged},
    support::{Program, day},
};

/// The first story's city after its first reminders, and the circular that came with them.
struct Office {
    p: Program,
    rina: OfficerId,
    letter: LetterId,
}

impl Office {
    async fn open() -> Self {
        let (p, rina, _) = judged().await;
        let more = "nama,nib,kode_bu,kelurahan\nCV Umpama Satu,9120000000011,,Guntung\n\
            CV Umpama Dua,9120000000012,,Kanaan\nCV Umpama Dua,,00000099,Kanaan\n";
        p.import(Kind::Employers, more, day(2026, 3, 16)).await;
        p.check(day(2026, 3, 16)).await;
        p.confirm_all().await;
        p.services.remind(Rehearsal::No, None).await.unwrap();
        let letter = p.services.letters().await.unwrap().remove(0).id;
        Self { p, rina, letter }
    }

    /// Everybody, by name.
    async fn all(&self) -> Vec<EmployerId> {
        self.p.list().await.iter().map(|line| line.row.id).collect()
    }

    async fn named(&self, name: &str) -> EmployerId {
        let list = self.p.list().await;
        let line = list.iter().find(|line| line.row.name == name);
        line.unwrap_or_else(|| panic!("no {name}")).row.id
    }

    async fn add(&self, employers: &[EmployerId]) -> Fitting {
        let services = &self.p.services;
        services
            .add_recipients(self.letter, employers, self.rina)
            .await
            .unwrap()
    }

    async fn counts(&self) -> RecipientCounts {
        let all = self.p.services.recipient_counts().await.unwrap();
        let own = all.into_iter().find(|(of, _)| *of == self.letter);
        own.map(|(_, counts)| counts).unwrap_or_default()
    }

    /// The names that a filter finds, read in pages of two.
    async fn names(&self, search: &str, received: Option<bool>) -> Vec<String> {
        let filter = RecipientFilter {
            search: search.to_owned(),
            received,
        };
        let (mut after, mut names) = (None, Vec::new());
        loop {
            let services = &self.p.services;
            let page = services.recipients(self.letter, &filter, after, 2).await;
            let page = page.unwrap();
            names.extend(page.lines.into_iter().map(|line| line.name));
            after = page.next;
            if after.is_none() {
                assert_eq!(page.count, names.len() as u64);
                return names;
            }
        }
    }

    /// What the audit log holds of letters: what was done, and to what.
    async fn told(&self) -> Vec<(String, String)> {
        let db = Database::connect(&self.p.url).await.unwrap();
        let backend = if self.p.url.starts_with("sqlite") {
            DbBackend::Sqlite
        } else {
            DbBackend::Postgres
        };
        let text = "SELECT action, subject FROM audit_log WHERE action LIKE 'letter.%' ORDER BY id";
        let rows = db.query_all_raw(Statement::from_string(backend, text));
        let rows = rows.await.unwrap();
        rows.iter()
            .map(|row| {
                let text = |column| row.try_get::<String>("", column).unwrap();
                (text("action"), text("subject"))
            })
            .collect()
    }
}

#[tokio::test]
async fn an_employer_stands_once_on_the_list_of_a_letter() {
    let o = Office::open().await;
    let all = o.all().await;
    let first = o.add(&all[..2]).await;
    assert_eq!((first.fresh, first.listed), (2, 0));
    let again = o.add(&all).await;
    assert_eq!((again.fresh, again.listed), (all.len() as u64 - 2, 2));
    let nobody = o.p.services.add_recipients(o.letter, &all, o.rina).await;
    assert_eq!(code(nobody), "nobody_to_add");
    assert_eq!(o.counts().await.listed, all.len() as u64);
    let names: Vec<String> = o.p.list().await.into_iter().map(|l| l.row.name).collect();
    assert_eq!(o.names("", None).await, names);
    assert_eq!(
        o.names("umpama du", None).await,
        ["CV Umpama Dua", "CV Umpama Dua"]
    );
    assert_eq!(o.names("912000000001", None).await.len(), 2);
    assert_eq!(o.names("100%", None).await, Vec::<String>::new());
}

#[tokio::test]
async fn closed_and_merged_employers_are_not_written_to_and_are_counted() {
    let o = Office::open().await;
    let [closed, kept] = [o.named("CV Umpama Satu").await, o.all().await[0]];
    let twins: Vec<EmployerId> = {
        let list = o.p.list().await;
        let twin = list.iter().filter(|line| line.row.name == "CV Umpama Dua");
        twin.map(|line| line.row.id).collect()
    };
    let services = &o.p.services;
    let shut = (Status::Closed, day(2026, 3, 16));
    let words = "Tutup menurut surat pemilik.";
    services
        .set_status(closed, shut, words, o.rina)
        .await
        .unwrap();
    o.add(&[twins[0], twins[1]]).await;
    services
        .remove_recipients(o.letter, &twins, o.rina)
        .await
        .unwrap();
    services
        .merge((twins[0], twins[1]), Forms::AsWritten, o.rina)
        .await
        .unwrap();
    let asked = [closed, kept, twins[0], twins[1]];
    let fitting = o.add(&asked).await;
    assert_eq!(
        fitting,
        Fitting {
            fresh: 2,
            listed: 0,
            closed: 1,
            merged: 1
        }
    );
    assert_eq!(o.counts().await.gone, 0);
    // Who closes afterwards stays, and is pointed out.
    services
        .set_status(kept, shut, words, o.rina)
        .await
        .unwrap();
    let counts = o.counts().await;
    assert_eq!((counts.listed, counts.gone), (2, 1));
}

#[tokio::test]
async fn a_receipt_is_recorded_once_and_can_be_taken_back() {
    let o = Office::open().await;
    let services = &o.p.services;
    let all = o.all().await;
    o.add(&all[..3]).await;
    o.p.morning_of(day(2026, 3, 20));
    let record = async |of: &[EmployerId], on| {
        let proof = (on, How::Post);
        services.record_receipts(o.letter, of, proof, o.rina).await
    };
    assert_eq!(code(record(&all, day(2026, 3, 21)).await), "receipt_ahead");
    assert_eq!(code(record(&all, day(2026, 3, 15)).await), "receipt_early");
    let first = record(&all[..1], day(2026, 3, 18)).await.unwrap();
    assert_eq!((first.done, first.left), (1, 0));
    let rest = record(&all, day(2026, 3, 19)).await.unwrap();
    assert_eq!((rest.done, rest.left), (2, all.len() as u64 - 2));
    assert_eq!(
        code(record(&all, day(2026, 3, 19)).await),
        "nobody_received"
    );
    assert_eq!(o.counts().await.received, 3);
    let filter = RecipientFilter::default();
    let lines = services
        .recipients(o.letter, &filter, None, 9)
        .await
        .unwrap();
    let receipt = lines.lines[0].receipt.clone().unwrap();
    assert_eq!(
        (receipt.on, receipt.how, receipt.by.as_deref()),
        (day(2026, 3, 18), How::Post, Some("Rina Contoh"))
    );
    let off = services.remove_recipients(o.letter, &all, o.rina).await;
    assert_eq!(code(off), "nobody_to_remove");
    let back = services.withdraw_receipts(o.letter, &all[..1], o.rina);
    assert_eq!(back.await.unwrap().done, 1);
    let again = services
        .withdraw_receipts(o.letter, &all[..1], o.rina)
        .await;
    assert_eq!(code(again), "nothing_to_withdraw");
    assert_eq!(o.names("", Some(false)).await.len(), 1);
    assert_eq!(o.names("", Some(true)).await.len(), 2);
    let off = services.remove_recipients(o.letter, &all, o.rina);
    let off = off.await.unwrap();
    assert_eq!((off.done, off.left), (1, all.len() as u64 - 1));
    assert_eq!(o.counts().await.listed, 2);
}

#[tokio::test]
async fn what_is_done_with_recipients_stands_in_the_audit_log_with_letter_and_employer() {
    let o = Office::open().await;
    let one = o.all().await[0];
    o.add(&[one]).await;
    let services = &o.p.services;
    let proof = (day(2026, 3, 16), How::Hand);
    services
        .record_receipts(o.letter, &[one], proof, o.rina)
        .await
        .unwrap();
    services
        .withdraw_receipts(o.letter, &[one], o.rina)
        .await
        .unwrap();
    services
        .remove_recipients(o.letter, &[one], o.rina)
        .await
        .unwrap();
    let both = format!("{} {one}", o.letter);
    let entry = |action: &str, subject: &str| (action.to_owned(), subject.to_owned());
    assert_eq!(
        o.told().await,
        [
            entry("letter.recipients.add", &both),
            entry("letter.receipt.record", &format!("{both} 2026-03-16 hand")),
            entry("letter.receipt.withdraw", &both),
            entry("letter.recipients.remove", &both),
        ]
    );
}

#[tokio::test]
async fn the_letter_prints_with_its_list_and_with_names_that_its_font_has_not() {
    let o = Office::open().await;
    let plain = o.p.services.print_letter(o.letter).await.unwrap().pdf;
    let odd = "nama,nib\nPT Misal 市 Jaya,9120000000021\n";
    o.p.import(Kind::Employers, odd, day(2026, 3, 16)).await;
    o.p.check(day(2026, 3, 16)).await;
    o.add(&o.all().await).await;
    let with_list = o.p.services.print_letter(o.letter).await.unwrap().pdf;
    assert!(with_list.starts_with(b"%PDF-1.7"));
    assert_ne!(plain, with_list);
}

#[tokio::test]
async fn an_import_whose_firms_are_on_a_letter_is_not_taken_back() {
    let o = Office::open().await;
    let used = async || {
        let tx = o.p.services.store.read().await.unwrap();
        let mut used = 0;
        for batch in 1..=9 {
            used += tx.made_and_used(batch).await.unwrap();
        }
        used
    };
    let before = used().await;
    o.add(&[o.named("CV Umpama Satu").await]).await;
    assert_eq!(used().await, before + 1);
}

#[tokio::test]
async fn who_was_taken_off_the_list_gets_no_envelope() {
    let o = Office::open().await;
    let [one, other] = [o.named("CV Umpama Satu").await, o.all().await[0]];
    o.add(&[one, other]).await;
    let services = &o.p.services;
    services
        .remove_recipients(o.letter, &[other], o.rina)
        .await
        .unwrap();
    let pick = LetterPick {
        letters: vec![o.letter],
        ..LetterPick::default()
    };
    let batch = services.begin_batch(BatchKind::Envelopes, &pick, o.rina);
    let view = services.letter_batch(batch.await.unwrap()).await.unwrap();
    assert_eq!(view.batch.total, 1);
}
