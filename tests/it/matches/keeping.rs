//! The registry is kept in memory between two looks, on each node, and is never another one than
//! the database holds.

use std::{fmt::Write as _, sync::Arc};

use patuh::{
    domain::{employer::Field, ids::EmployerId},
    intake::Kind,
    services::{Corrected, Correction, Forms, ImportRequest, Services},
};

use crate::{
    officers_work::judged,
    sending::node,
    support::{Program, rounds},
};

/// Words of which the firms of this city are called.
const WORDS: [&str; 12] = [
    "Andai", "Anday", "Khayal", "Kayal", "Umpama", "Misal", "Rekaan", "Rekan", "Sentosa", "Jaya",
    "Raya", "II",
];

/// Numbers that look like chance and are the same on every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }

    fn name(&mut self) -> String {
        let mut name = ["PT", "CV", ""][self.below(3)].to_owned();
        for _ in 0..=self.below(3) {
            write!(name, " {}", WORDS[self.below(WORDS.len())]).unwrap();
        }
        name.trim().to_owned()
    }
}

/// Rows of firms with the BPJS codes from a number on.
fn list(chance: &mut Chance, codes: std::ops::Range<usize>) -> String {
    let mut csv = "nama,kode_bu,kelurahan\n".to_owned();
    for code in codes {
        let place = ["Guntung", "Kanaan", ""][chance.below(3)];
        writeln!(csv, "{},{code:08},{place}", chance.name()).unwrap();
    }
    csv
}

async fn import(p: &Program, services: &Services, csv: &str, dry_run: bool) {
    let request = ImportRequest {
        kind: Kind::Employers,
        files: vec![p.folder.file("employers.csv", csv)],
        as_of: Some(services.today()),
        source: None,
        dry_run,
        report: None,
        demo: false,
    };
    services.import(request, Arc::new(())).await.unwrap();
}

async fn rename(services: &Services, id: EmployerId, name: String) {
    let correction = Correction {
        values: [(Field::Name, name)].into(),
        reason: Some("Nama menurut akta.".to_owned()),
        seen: services.dossier(id).await.unwrap().seen,
    };
    let by = services.officer_by_email("rina@kota.example").await;
    let done = services.correct(id, &correction, by.unwrap().id).await;
    let done = done.unwrap();
    assert!(matches!(done, Corrected::Saved(_) | Corrected::Same));
}

/// What two services find in the whole registry, the second one knowing nothing yet.
async fn both_find_the_same(p: &Program, services: &Services, step: &str) {
    let mut found = Vec::new();
    for one in [services.clone(), node(p).await.0] {
        one.find_pairs(None).await.unwrap();
        found.push(one.store.read().await.unwrap().found_pairs(None).await);
    }
    let [kept, anew] = [0, 1].map(|at| found[at].as_ref().unwrap());
    assert_eq!(kept, anew, "after {step}");
}

#[tokio::test]
async fn two_nodes_find_what_a_third_one_finds_that_knows_nothing_yet() {
    let (p, rina, _) = judged().await;
    let (other, _) = node(&p).await;
    let nodes = [p.services.clone(), other];
    for round in 0..rounds(1) {
        let mut chance = Chance(u64::from(round) + 0x9e37_79b9);
        import(&p, &nodes[0], &list(&mut chance, 100..180), false).await;
        for step in 0..14 {
            let (services, firms) = (&nodes[chance.below(2)], p.list().await);
            let mut one = || firms[chance.below(firms.len())].row.id;
            let (first, second) = (one(), one());
            let done = match step % 7 {
                0 => {
                    import(&p, services, &list(&mut chance, 120..126), true).await;
                    "a rehearsal"
                }
                1 => {
                    let from = 200 + 10 * step;
                    import(&p, services, &list(&mut chance, from..from + 3), false).await;
                    "an import"
                }
                2 | 3 => {
                    // What speaks against it may stand in the way.
                    let _ = services.merge((first, second), Forms::SameFirm, rina).await;
                    "a merger"
                }
                4 => {
                    for firm in &firms {
                        let _ = services.unmerge(firm.row.id, rina).await;
                    }
                    "mergers taken back"
                }
                _ => {
                    rename(services, first, chance.name()).await;
                    "a correction"
                }
            };
            both_find_the_same(&p, &nodes[step % 2], &format!("{done}, step {step}")).await;
        }
    }
}

#[tokio::test]
async fn what_a_rehearsal_wrote_is_forgotten_with_it() {
    let (p, _, _) = judged().await;
    let found = async || {
        let tx = p.services.store.read().await.unwrap();
        tx.found_pairs(None).await.unwrap().len()
    };
    let known = "nama,kode_bu\nPT Andai Khayal,00000071\nPT Umpama Rekaan,00000072\n";
    import(&p, &p.services, known, false).await;
    assert_eq!(found().await, 0);
    // In the rehearsal the second firm is called like the first one.
    let other = "nama,kode_bu\nPT Andai Khayal,00000072\n";
    import(&p, &p.services, other, true).await;
    let again = "nama,nib\nPT Andai Khayal,9120000000077\n";
    import(&p, &p.services, again, false).await;
    assert_eq!(found().await, 1, "with the first firm alone");
}
