//! Letters at the office: numbers, signed copies, sending, and the public look-up.

use std::collections::BTreeSet;

use patuh::{
    domain::{
        ids::{LetterId, OfficerId, SignatoryId},
        letter::{Capacity, LetterKind, LetterState, Signatory},
    },
    services::{LookedUp, NewFile, Numbering, OfficeEdit, ServiceError, Verified, Visitor},
    store::{Letter, LetterDeed, LetterFilter, LetterNumber},
};

use crate::{
    officers_work::{code, judged},
    support::Program,
};

/// Carries the code `7K2M9-QXA4T` and a made-up official's signature.
const SIGNED: &[u8] = include_bytes!("../fixtures/letters/signed.pdf");
const ENCRYPTED: &[u8] = include_bytes!("../fixtures/letters/encrypted.pdf");

struct Office {
    p: Program,
    rina: OfficerId,
    budi: OfficerId,
    signatory: SignatoryId,
}

impl Office {
    /// An office whose numbers follow a pattern, and somebody who signs.
    async fn open() -> Self {
        let (p, rina, budi) = judged().await;
        let services = &p.services;
        let office = services.letter_office("office").await.unwrap();
        let head = office.letterhead;
        let edit = OfficeEdit {
            name: head.name,
            kind: head.head.kind,
            top: head.head.top,
            head_name: head.head.name,
            lines: head.head.lines,
            paper: head.paper,
            typeface: head.typeface,
            place: head.place,
            pattern: "500.15/{urut:4}/Disnaker/{tahun}".to_owned(),
        };
        let saved = services.save_office(("office", head.version), &edit, rina);
        saved.await.unwrap();
        let official = Signatory {
            name: "PEJABAT CONTOH".to_owned(),
            rank: None,
            nip: None,
            title: "Kepala Dinas Contoh".to_owned(),
            own_title: None,
            capacity: Capacity::Holder,
            from: services.today(),
            to: None,
        };
        let added = services.add_signatory("office", &official, rina);
        let signatory = added.await.unwrap();
        Self {
            p,
            rina,
            budi,
            signatory,
        }
    }

    /// Approved letters of no case, the first with the fixture's code.
    async fn approved(&self, count: u32) -> Vec<LetterId> {
        let services = &self.p.services;
        let now = services.clock.now();
        let tx = services.store.begin().await.unwrap();
        let mut ids = Vec::new();
        for no in 0..count {
            let id = LetterId::from_uuid(services.clock.new_id());
            let code = if no == 0 {
                "7K2M9-QXA4T".to_owned()
            } else {
                format!("0000{no:06}")
            };
            let letter = Letter {
                id,
                no: 0,
                kind: LetterKind::Thanks,
                state: LetterState::Draft,
                title: "Surat contoh".to_owned(),
                content: "{}".to_owned(),
                demo: false,
                drafted_at: now,
                directive: None,
                case: None,
                employer: None,
                letterhead: None,
                signatory: None,
                version: 1,
                submitted_by: None,
                approved: None,
                number: None,
                letter_on: None,
                code: Some(code.parse().unwrap()),
                signed: None,
                sent: None,
                mail: None,
                received_on: None,
            };
            assert!(tx.draft_letter(&letter).await.unwrap());
            let doer = (Some(self.rina), now);
            let made = tx.move_letter(&letter, &LetterDeed::Submit, doer).await;
            assert!(made.unwrap());
            let letter = tx.letter(id).await.unwrap().unwrap();
            let doer = (Some(self.budi), now);
            let made = tx.move_letter(&letter, &LetterDeed::Approve, doer).await;
            assert!(made.unwrap());
            ids.push(id);
        }
        tx.commit(self.p.services_entry("test.letters"))
            .await
            .unwrap();
        ids
    }

    /// The next number, today.
    async fn number(&self, id: LetterId) -> Result<LetterNumber, ServiceError> {
        let services = &self.p.services;
        let new = self.today("");
        services.number_letter((id, 1), &new, self.rina).await
    }

    fn today(&self, typed: &str) -> Numbering {
        Numbering {
            on: self.p.services.today(),
            signatory: self.signatory,
            typed: typed.to_owned(),
        }
    }
}

fn file(content: &[u8]) -> NewFile {
    NewFile {
        name: "surat.pdf".to_owned(),
        content: content.to_vec(),
    }
}

fn somebody() -> Visitor {
    Visitor {
        address: "198.51.100.7".to_owned(),
        agent: String::new(),
    }
}

/// A page without any code.
const BLANK: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\n\
    trailer<</Root 1 0 R>>\n%%EOF\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_letters_numbered_at_once_get_a_thousand_numbers_without_a_gap() {
    let office = Office::open().await;
    let ids = office.approved(1_000).await;
    let mut tasks = tokio::task::JoinSet::new();
    for (task, some) in ids.chunks(50).enumerate() {
        let (services, some) = (office.p.services.clone(), some.to_vec());
        let new = office.today("");
        let by = if task % 2 == 0 {
            office.rina
        } else {
            office.budi
        };
        tasks.spawn(async move {
            let mut seqs = Vec::new();
            for id in some {
                let number = services.number_letter((id, 1), &new, by).await.unwrap();
                seqs.push(number.seq.unwrap());
            }
            seqs
        });
    }
    let given: BTreeSet<i32> = tasks.join_all().await.into_iter().flatten().collect();
    assert_eq!(given, (1..=1_000).collect());
}

#[tokio::test]
async fn the_list_is_read_a_page_at_a_time_and_counts_all() {
    let office = Office::open().await;
    let services = &office.p.services;
    let ids = office.approved(230).await;
    let gone = services.cancel_letter((ids[7], 1), "keliru", office.budi);
    gone.await.unwrap();
    let approved = LetterFilter {
        state: Some(LetterState::Approved),
        kind: Some(LetterKind::Thanks),
    };
    let mut read = Vec::new();
    for (page, wanted) in [(0, 100), (1, 100), (2, 29), (3, 0)] {
        let (found, counts) = services
            .letters_found(&approved, (100, page * 100))
            .await
            .unwrap();
        assert_eq!(found.len(), wanted);
        assert_eq!(
            counts,
            [
                (LetterKind::Circular, LetterState::Draft, 1),
                (LetterKind::Thanks, LetterState::Approved, 229),
                (LetterKind::Thanks, LetterState::Cancelled, 1),
            ]
        );
        read.extend(found.into_iter().map(|letter| letter.id));
    }
    let mut newest_first = ids.clone();
    newest_first.remove(7);
    newest_first.reverse();
    assert_eq!(read, newest_first);
    let circulars = LetterFilter {
        kind: Some(LetterKind::Circular),
        ..LetterFilter::default()
    };
    let (found, _) = services.letters_found(&circulars, (100, 0)).await.unwrap();
    assert_eq!(found.len(), 1);
}

#[tokio::test]
async fn a_number_is_given_once_and_stays_with_its_letter() {
    let office = Office::open().await;
    let services = &office.p.services;
    let ids = office.approved(4).await;
    let year = services.today().format("%Y").to_string();
    let number = office.number(ids[0]);
    let first = format!("500.15/0001/Disnaker/{year}");
    assert_eq!(number.await.unwrap().number, first);
    let again = office.today(&first);
    let taken = services
        .number_letter((ids[1], 1), &again, office.rina)
        .await;
    assert_eq!(code(taken), "number-taken");
    let first_no = services.letter(ids[0]).await.unwrap().no;
    let letter = services.letter(ids[1]).await.unwrap();
    assert_eq!(
        services.who_has_number(&letter, &again).await.unwrap(),
        Some(first_no)
    );
    // What was typed from elsewhere is stepped over.
    let typed = office.today(&format!("500.15/0002/Disnaker/{year}"));
    services
        .number_letter((ids[1], 1), &typed, office.rina)
        .await
        .unwrap();
    let third = office.number(ids[2]);
    assert_eq!(third.await.unwrap().seq, Some(3));
    // Sent back, it keeps its number; cancelled, nobody else gets it.
    let back = services.send_letter_back((ids[0], 1), "salah ketik", office.budi);
    back.await.unwrap();
    assert_eq!(
        services
            .letter(ids[0])
            .await
            .unwrap()
            .number
            .unwrap()
            .number,
        first
    );
    let gone = services.cancel_letter((ids[2], 1), "keliru", office.budi);
    gone.await.unwrap();
    let next = office.number(ids[3]);
    assert_eq!(next.await.unwrap().seq, Some(4));
}

#[tokio::test]
async fn no_letter_is_numbered_by_somebody_who_is_not_in_office_or_for_another_day() {
    let office = Office::open().await;
    let services = &office.p.services;
    let ids = office.approved(1).await;
    let mut new = office.today("");
    new.on = new.on.succ_opt().unwrap();
    let ahead = services.number_letter((ids[0], 1), &new, office.rina).await;
    assert_eq!(code(ahead), "number-ahead");
    new.on = office.p.services.today().pred_opt().unwrap();
    let before = services.number_letter((ids[0], 1), &new, office.rina).await;
    assert_eq!(code(before), "number-before");
    let yesterday = Signatory {
        name: "PEJABAT LAMA".to_owned(),
        rank: None,
        nip: None,
        title: "Kepala Dinas Contoh".to_owned(),
        own_title: None,
        capacity: Capacity::Acting,
        from: new.on,
        to: Some(new.on),
    };
    let old = services.add_signatory("office", &yesterday, office.rina);
    let mut today = office.today("");
    today.signatory = old.await.unwrap();
    let refused = services
        .number_letter((ids[0], 1), &today, office.rina)
        .await;
    assert_eq!(code(refused), "number-signatory");
}

#[tokio::test]
async fn only_a_copy_of_this_letter_is_its_signed_copy() {
    let office = Office::open().await;
    let services = &office.p.services;
    let ids = office.approved(3).await;
    for id in &ids {
        let numbered = office.number(*id);
        numbered.await.unwrap();
    }
    let sign = async |id, content: &[u8], sure| {
        let copy = file(content);
        services
            .sign_letter((id, 1), (&copy, sure), office.rina)
            .await
    };
    assert_eq!(code(sign(ids[1], b"<html>", false).await), "signed-kind");
    assert_eq!(
        code(sign(ids[1], ENCRYPTED, false).await),
        "signed-encrypted"
    );
    assert_eq!(
        code(sign(ids[1], b"%PDF-1.7 broken", true).await),
        "signed-unreadable"
    );
    assert_eq!(code(sign(ids[1], SIGNED, true).await), "signed-other");
    assert_eq!(code(sign(ids[1], BLANK, false).await), "signed-unsure");
    sign(ids[1], BLANK, true).await.unwrap();
    sign(ids[0], SIGNED, false).await.unwrap();
    let letter = services.letter(ids[0]).await.unwrap();
    assert_eq!(letter.state, LetterState::Signed);
    let (content, _) = services.signed_copy(ids[0]).await.unwrap();
    assert_eq!(content, SIGNED);
    let scans = [file(SIGNED), file(BLANK), file(b"teks")];
    let fates = services.take_scans(&scans, office.rina).await.unwrap();
    let fates: Vec<&str> = fates.iter().map(|one| one.fate).collect();
    assert_eq!(fates, ["signed_before", "no_code", "kind"]);
}

fn letter_of(found: Verified) -> LookedUp {
    match found {
        Verified::Letter(letter) => letter,
        Verified::Certificate(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_look_up_tells_of_numbered_letters_alone_and_slows_down_whoever_guesses() {
    let office = Office::open().await;
    let services = &office.p.services;
    let ids = office.approved(1).await;
    let look = async |code| {
        let found = services.look_up(code, &somebody()).await;
        found.map(|found| found.map(letter_of))
    };
    assert_eq!(look("7K2M9-QXA4T").await.unwrap(), None);
    let numbered = office.number(ids[0]);
    let number = numbered.await.unwrap().number;
    let found = look("7k2m9 qxa4t").await.unwrap().unwrap();
    assert_eq!(
        (found.number, found.sha256, found.cancelled),
        (number, None, false)
    );
    let gone = services.cancel_letter((ids[0], 1), "keliru", office.budi);
    gone.await.unwrap();
    assert!(look("7K2M9-QXA4T").await.unwrap().unwrap().cancelled);
    for _ in 0..18 {
        assert_eq!(look("00000-00000").await.unwrap(), None);
    }
    let mut slowed = false;
    for _ in 0..4 {
        slowed |= look("00000-00000").await.is_err();
    }
    assert!(slowed);
    // While the pause lasts, right and wrong codes get the same answer.
    assert!(look("7K2M9-QXA4T").await.is_err());
}
