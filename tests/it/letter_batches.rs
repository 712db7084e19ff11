//! Many letters at once: postal order, what can't be set, kills, two nodes, the folder of a day.

use std::{collections::BTreeSet, fs::File};

use patuh::{
    clock::ManualClock,
    domain::{
        ids::{EmployerId, LetterBatchId, LetterId, OfficerId},
        letter::{Capacity, LetterCode, LetterKind, LetterState, Signatory},
        role::Role,
    },
    intake::Kind,
    letters::{page_count, shipped_text},
    mail::Transport,
    services::{BATCH_DAYS, LetterPick, Numbering, Services},
    store::{Actor, BatchKind, BatchState, Entry, Letter, LetterDeed, LetterVersion, TextOrigin},
};

use crate::{
    officers_work::code,
    process::{MORNING, Office, kill_when},
    support::{Program, day},
};

const EMPLOYERS: &str = "nama,nib,kode_bu,kelurahan,alamat\n\
    CV Selatan,9120000000001,,Satimpo,Jl. Contoh 1\n\
    PT Utara Beta,9120000000002,,Loktuan,\n\
    CV Barat,9120000000003,,Belimbing,Jl. Contoh 3\n\
    CV Entah,9120000000004,,,\n\
    PT Utara Alfa,9120000000005,,Lok Tuan,Jl. Contoh 5\n";

/// A city with firms, one officer, and letters that the stories draft.
struct Desk {
    p: Program,
    rina: OfficerId,
}

impl Desk {
    async fn open() -> Self {
        let p = Program::start().await;
        p.import(Kind::Employers, EMPLOYERS, day(2026, 3, 16)).await;
        p.check(day(2026, 3, 16)).await;
        let rina = p
            .officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
            .await;
        Self { p, rina }
    }

    async fn firms(&self) -> Vec<(EmployerId, String)> {
        let list = self.p.list().await;
        list.into_iter()
            .map(|line| (line.row.id, line.row.name))
            .collect()
    }

    /// A letter to each firm, by name.
    async fn letters(&self) -> Vec<LetterId> {
        let mut ids = Vec::new();
        for (n, (firm, name)) in self.firms().await.into_iter().enumerate() {
            ids.push(draft(&self.p.services, (Some(firm), &name), &facts(&name, n)).await);
        }
        ids
    }

    async fn begin(&self, kind: BatchKind) -> LetterBatchId {
        let pick = LetterPick {
            kind: Some(LetterKind::Appeal),
            ..LetterPick::default()
        };
        let services = &self.p.services;
        services.begin_batch(kind, &pick, self.rina).await.unwrap()
    }

    /// Has a letter agreed to and numbered as typed, today.
    async fn number(&self, id: LetterId, typed: &str) {
        let services = &self.p.services;
        let tx = services.store.begin().await.unwrap();
        for deed in [LetterDeed::Submit, LetterDeed::Approve] {
            let letter = tx.letter(id).await.unwrap().unwrap();
            let by = (Some(self.rina), services.clock.now());
            assert!(tx.move_letter(&letter, &deed, by).await.unwrap());
        }
        tx.touches([]);
        tx.commit(entry(services)).await.unwrap();
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
        let added = services.add_signatory("office", &official, self.rina);
        let new = Numbering {
            on: services.today(),
            signatory: added.await.unwrap(),
            typed: typed.to_owned(),
        };
        let numbered = services.number_letter((id, 1), &new, self.rina).await;
        numbered.unwrap();
    }

    /// What an archive holds, in order.
    async fn names(&self, id: LetterBatchId) -> Vec<String> {
        let (path, _, _) = self.p.services.batch_file(id).await.unwrap();
        let mut zip = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
        (0..zip.len())
            .map(|n| zip.by_index(n).unwrap().name().unwrap().into_owned())
            .collect()
    }
}

fn facts(firm: &str, n: usize) -> String {
    serde_json::json!({
        "firm_name": firm, "address": "Jl. Contoh", "code": format!("K-{n:05}"),
        "statement": "Menurut data, empat pekerja belum ditemukan terdaftar.",
        "action": "mendaftarkan pekerja yang belum terdaftar", "before": null,
        "received_on": null, "term_days": 10, "drafted_on": "2026-03-16",
        "legal_basis": "Undang-Undang Nomor 24 Tahun 2011", "legal_verified_on": null,
    })
    .to_string()
}

async fn draft(services: &Services, to: (Option<EmployerId>, &str), content: &str) -> LetterId {
    let now = services.clock.now();
    let id = LetterId::from_uuid(services.clock.new_id());
    let mut bits = [0; 8];
    bits.copy_from_slice(&services.clock.new_id().as_bytes()[8..]);
    let letter = Letter {
        id,
        no: 0,
        kind: LetterKind::Appeal,
        state: LetterState::Draft,
        title: format!("Imbauan – {}", to.1),
        content: content.to_owned(),
        demo: false,
        drafted_at: now,
        directive: None,
        case: None,
        employer: to.0,
        letterhead: None,
        signatory: None,
        version: 1,
        submitted_by: None,
        approved: None,
        number: None,
        letter_on: None,
        code: Some(LetterCode::from_bits(bits)),
        signed: None,
        sent: None,
        mail: None,
        received_on: None,
    };
    let tx = services.store.begin().await.unwrap();
    assert!(tx.draft_letter(&letter).await.unwrap());
    let version = LetterVersion {
        version: 1,
        text: shipped_text(LetterKind::Appeal),
        facts: content.to_owned(),
        origin: TextOrigin::Draft,
        by: None,
        at: now,
    };
    tx.add_letter_version(id, &version).await.unwrap();
    tx.touches([]);
    tx.commit(entry(services)).await.unwrap();
    id
}

fn entry(services: &Services) -> Entry {
    Entry {
        id: services.clock.new_id(),
        actor: Actor::Job("story"),
        action: "story",
        subject: String::new(),
        at: services.clock.now(),
    }
}

#[tokio::test]
async fn letters_are_printed_in_postal_order_as_one_file_as_files_and_as_labels() {
    let desk = Desk::open().await;
    desk.letters().await;
    let services = &desk.p.services;
    let merged = desk.begin(BatchKind::Merged).await;
    let singles = desk.begin(BatchKind::Singles).await;
    let labels = desk.begin(BatchKind::Labels).await;
    let envelopes = desk.begin(BatchKind::Envelopes).await;
    let report = services.print_batches().await.unwrap();
    assert_eq!((report.batches, report.set, report.problems), (4, 10, 0));
    let order: Vec<String> = desk.names(singles).await;
    let firms = desk.firms().await;
    let by_name = |name: &str| firms.iter().position(|(_, known)| known == name).unwrap();
    let wanted = [
        "CV Barat",
        "CV Selatan",
        "PT Utara Alfa",
        "PT Utara Beta",
        "CV Entah",
    ];
    let wanted: Vec<String> = (1..)
        .zip(wanted)
        .map(|(no, name)| format!("{no:03}-K-{:05}-imbauan.pdf", by_name(name)))
        .collect();
    assert_eq!(order, wanted);
    let pages = {
        let tx = services.store.read().await.unwrap();
        let items = tx.batch_items(merged, (0, 50)).await.unwrap();
        items.iter().filter_map(|item| item.pages).sum::<u32>()
    };
    assert!(pages >= 5);
    for (id, expected) in [(merged, pages), (labels, 1), (envelopes, 5)] {
        let (path, _, bytes) = services.batch_file(id).await.unwrap();
        let file = std::fs::read(path).unwrap();
        assert_eq!(file.len() as u64, bytes);
        assert_eq!(page_count(&file), Some(expected));
    }
    let nothing = LetterPick {
        kind: Some(LetterKind::Referral),
        ..LetterPick::default()
    };
    let refused = services
        .begin_batch(BatchKind::Merged, &nothing, desk.rina)
        .await;
    assert_eq!(code(refused), "batch_empty");
}

#[tokio::test]
async fn a_letter_that_cannot_be_set_is_listed_and_holds_up_no_other() {
    let desk = Desk::open().await;
    desk.letters().await;
    let services = &desk.p.services;
    let (firm, name) = desk.firms().await.remove(0);
    let broken = draft(services, (Some(firm), &name), "{}").await;
    let id = desk.begin(BatchKind::Merged).await;
    let report = services.print_batches().await.unwrap();
    assert_eq!((report.set, report.problems), (5, 1));
    let view = services.letter_batch(id).await.unwrap();
    assert_eq!(view.batch.state, BatchState::Done);
    assert_eq!((view.batch.done, view.batch.total), (6, 6));
    let [(letter, _, why)] = view.problems.as_slice() else {
        panic!("{:?}", view.problems);
    };
    assert_eq!(*letter, broken);
    assert!(!why.is_empty());
    assert!(services.batch_file(id).await.is_ok());
}

#[tokio::test]
async fn two_nodes_print_a_batch_once() {
    let desk = Desk::open().await;
    desk.letters().await;
    let id = desk.begin(BatchKind::Singles).await;
    let (url, data) = (desk.p.url.clone(), desk.p.folder.path());
    let (transport, _) = Transport::memory("Disnaker <jkn@kota.example>").unwrap();
    let other = Program::services(&url, data, (desk.p.clock.clone(), transport)).await;
    let (one, two) = tokio::join!(desk.p.services.print_batches(), other.print_batches());
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.batches + two.batches, 1, "{one:?} {two:?}");
    assert_eq!(one.set + two.set, 5);
    let names: BTreeSet<String> = desk.names(id).await.into_iter().collect();
    assert_eq!(names.len(), 5);
}

#[tokio::test]
async fn a_batch_is_stopped_goes_on_and_its_file_goes_after_thirty_days() {
    let desk = Desk::open().await;
    desk.letters().await;
    let services = &desk.p.services;
    let id = desk.begin(BatchKind::Merged).await;
    services.stop_batch(id, desk.rina).await.unwrap();
    assert_eq!(services.print_batches().await.unwrap().batches, 0);
    assert_eq!(
        code(services.stop_batch(id, desk.rina).await),
        "batch_moved"
    );
    services.go_on_with_batch(id, desk.rina).await.unwrap();
    assert_eq!(services.print_batches().await.unwrap().set, 5);
    assert_eq!(
        code(services.go_on_with_batch(id, desk.rina).await),
        "batch_moved"
    );
    let (path, _, _) = services.batch_file(id).await.unwrap();
    desk.p.clock.advance(chrono::TimeDelta::days(BATCH_DAYS));
    assert_eq!(services.tidy_batches().await.unwrap(), 0);
    desk.p.clock.advance(chrono::TimeDelta::days(1));
    assert_eq!(services.tidy_batches().await.unwrap(), 1);
    assert!(!path.exists());
    assert!(services.batch_file(id).await.is_err());
    assert_eq!(services.tidy_batches().await.unwrap(), 0);
}

#[tokio::test]
async fn the_folder_of_a_day_holds_its_numbered_letters_behind_a_list() {
    let desk = Desk::open().await;
    let letters = desk.letters().await;
    let services = &desk.p.services;
    let on = day(2026, 3, 16);
    assert_eq!(
        code(services.begin_folder(on, desk.rina).await),
        "batch_empty"
    );
    for (n, id) in letters.iter().take(3).enumerate() {
        desk.number(*id, &format!("500/{}/Disnaker/2026", 3 - n))
            .await;
    }
    let numbers: Vec<String> = services
        .folder_letters(on)
        .await
        .unwrap()
        .into_iter()
        .map(|letter| letter.number.unwrap().number)
        .collect();
    assert_eq!(
        numbers,
        [
            "500/1/Disnaker/2026",
            "500/2/Disnaker/2026",
            "500/3/Disnaker/2026"
        ]
    );
    let id = services.begin_folder(on, desk.rina).await.unwrap();
    assert_eq!(services.print_batches().await.unwrap().set, 3);
    let (path, name, _) = services.batch_file(id).await.unwrap();
    assert_eq!(name, "map-penandatanganan-2026-03-16.pdf");
    let pages = {
        let tx = services.store.read().await.unwrap();
        let items = tx.batch_items(id, (0, 50)).await.unwrap();
        items.iter().filter_map(|item| item.pages).sum::<u32>()
    };
    let file = std::fs::read(path).unwrap();
    assert_eq!(page_count(&file), Some(pages + 1));
}

#[tokio::test]
async fn a_batch_that_is_killed_in_the_middle_goes_on_where_it_was() {
    let office = Office::open().await;
    office.run(&["letter", "list"]).ends(0);
    let clock = ManualClock::at(MORNING.parse().unwrap());
    let (transport, _) = Transport::memory("Disnaker <jkn@kota.example>").unwrap();
    let services = Program::services(&office.url, &office.data(), (clock, transport)).await;
    services
        .add_officer("Rina Contoh", "rina@kota.example", Role::LabourOfficer)
        .await
        .unwrap();
    let rina = {
        let tx = services.store.read().await.unwrap();
        let found = tx.officer_by_email("rina@kota.example").await.unwrap();
        found.unwrap().id
    };
    for n in 0..46 {
        draft(&services, (None, "CV Contoh"), &facts("CV Contoh", n)).await;
    }
    let pick = LetterPick::default();
    let id = services.begin_batch(BatchKind::Singles, &pick, rina).await;
    let id = id.unwrap();
    let items = office.data().join("letters/batches");
    let items = items.join(id.uuid().to_string()).join("items");
    let mut command = office.command(&["letter", "batches"]);
    command.args(["--at", MORNING]);
    let set = || std::fs::read_dir(&items).map_or(0, Iterator::count);
    assert!(kill_when(command, || set() > 25), "it was at work");
    let known = services.letter_batch(id).await.unwrap().batch;
    assert_eq!((known.state, known.done), (BatchState::Running, 20));
    // Its lease holds: nobody else touches it yet.
    let go_on = ["letter", "batches", "--json"];
    let early = office.run_at(MORNING, &go_on).ends(0).json();
    assert_eq!(early["batches"], 0);
    let went_on = office.run_at("2026-03-16T01:05:00Z", &go_on).ends(0).json();
    assert_eq!(
        (&went_on["batches"], &went_on["set"]),
        (&1.into(), &26.into())
    );
    let known = services.letter_batch(id).await.unwrap().batch;
    assert_eq!((known.state, known.done), (BatchState::Done, 46));
    let file = known.file.unwrap().name.unwrap();
    let path = items.parent().unwrap().join(file);
    let zip = zip::ZipArchive::new(File::open(path).unwrap()).unwrap();
    assert_eq!(zip.len(), 46);
}
